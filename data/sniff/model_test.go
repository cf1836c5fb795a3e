package sniff

import "testing"

func TestModelName(t *testing.T) {
	for path, want := range map[string]string{
		`xl\halo.v2.safetensors`: "halo.v2", "a/b/Flux.GGUF": "Flux", "halo.v2": "halo.v2", "vae.sft": "vae", "": "", "x/": "",
	} {
		if got := ModelName(path); got != want {
			t.Errorf("%q is called %q, want %q", path, got, want)
		}
	}
	if _, ok := Stem("halo.v2"); ok {
		t.Error("halo.v2 is taken for a file")
	}
}
