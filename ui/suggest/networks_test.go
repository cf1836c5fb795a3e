package suggest

import (
	"strings"
	"testing"
)

// TestNetworksByLetters completes a LoRA by letters of its words.
func TestNetworksByLetters(t *testing.T) {
	all := []string{"my_style", "add_detailer", "Detailer_XL", "blossom"}
	for query, want := range map[string]string{
		"<": "my_style add_detailer Detailer_XL blossom", "<lora:": "my_style add_detailer Detailer_XL blossom",
		"<detailer": "Detailer_XL add_detailer", "<lora:dxl": "Detailer_XL", "<msty": "my_style",
		"<lo": "blossom my_style add_detailer Detailer_XL", "<zz": "", "girl": "",
	} {
		var got []string
		for _, s := range Networks(all, query) {
			got = append(got, s.Label)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q suggests %q, want %q", query, got, want)
		}
	}
}

func TestNetworksNeverOffered(t *testing.T) {
	all := []string{"loli_style", "lorry", "lo-li"}
	if got := Networks(all, "<lora:"); len(got) != 1 || got[0].Label != "lorry" {
		t.Errorf("%+v", got)
	}
	if got := Embeddings(all, Embedding+"lo", false); len(got) != 1 || got[0].Label != "lorry" {
		t.Errorf("%+v", got)
	}
}
