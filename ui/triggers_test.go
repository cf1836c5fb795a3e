package ui

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"tailor/data/webui"
	"tailor/tags/lora"
	"tailor/ui/pictures"
)

// withNetworks has the screen load LoRAs and embeddings of folders.
func withNetworks(t *testing.T, files map[string]string) change {
	t.Helper()
	loras, embeddings := t.TempDir(), t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(loras, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"badhands.pt", "lazyneg.safetensors"} {
		if err := os.WriteFile(filepath.Join(embeddings, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	lists := testLists(t)
	var err error
	if lists.LoraFiles, err = lora.Scan(t.Context(), lora.LoRAs, []string{loras}); err != nil {
		t.Fatal(err)
	}
	found, err := lora.Scan(t.Context(), lora.Embeddings, []string{embeddings})
	if err != nil {
		t.Fatal(err)
	}
	lists.Networks, lists.Embeddings = lists.LoraFiles.Names(), found.Names()
	return func(o *Options) { o.Load = func(context.Context) (Lists, error) { return lists, nil } }
}

// TestTriggersAreShownAndOffered shows a LoRA's trigger words in its row, and
// offers them once when it is accepted; those that the prompt has are not.
func TestTriggersAreShownAndOffered(t *testing.T) {
	with := withNetworks(t, map[string]string{
		"neon.safetensors": "", "neon.json": `{"activation text": "neon \\(style\\), glow, solo"}`,
		"plain.safetensors": "", "light.safetensors": "", "light.json": `{"preferred weight": 0.8}`,
	})
	s := newScreen(t, 120, 40, with)
	s.paste("solo, ")
	s.write("<neo")
	s.shows("neon  neon (style), glow, solo")
	s.press("tab")
	s.wants("solo, <lora:neon:1>")
	s.shows("alt+j writes the trigger words: neon (style), glow")
	s.press("alt+j")
	s.wants(`solo, <lora:neon:1>, neon \(style\), glow, `)
	s.hides("writes the trigger words")
	s.press("ctrl+z")
	s.wants("solo, <lora:neon:1>")
	// An offer is made once.
	s.press("alt+j")
	s.wants("solo, <lora:neon:1>")

	s = newScreen(t, 120, 40, with)
	s.write("<pla")
	s.press("tab")
	s.wants("<lora:plain:1>")
	s.hides("trigger words")

	// The weight is the preferred one, also where it is read after the tab.
	s = newScreen(t, 120, 40, with)
	s.write("<lig")
	s.press("tab")
	s.wants("<lora:light:0.8>")
	s = newScreen(t, 120, 40, with)
	s.write("<lig")
	s.m.Popup.Items[0].Insert = "<lora:light:1>"
	s.press("tab")
	s.wants("<lora:light:0.8>")
	s.write(", solo")
	s.wants("<lora:light:0.8>, solo")
}

// TestEmbeddingsOfFolders completes the embeddings that are files here, and the
// check knows them.
func TestEmbeddingsOfFolders(t *testing.T) {
	s := newScreen(t, 120, 40, withNetworks(t, nil))
	s.write("embedding:")
	s.shows("badhands")
	s.shows("lazyneg")
	s.write("lazy")
	s.press("tab")
	s.wants("embedding:lazyneg")
	s.hides("The web UI has no embedding")
	s.write(", embedding:nobody, ")
	s.shows("The web UI has no embedding")

	// A1111 wants the name alone.
	s = newScreen(t, 120, 40, withNetworks(t, nil))
	s.m.pictures.Connected(pictures.ConnectedMsg{Names: &webui.Names{About: webui.About{Kind: webui.A1111}, Embeddings: []webui.Name{{Name: "easyneg"}, {Name: "BadHands"}}}})
	s.write("embedding:easy")
	s.press("tab")
	s.wants("easyneg")
	s = newScreen(t, 120, 40, withNetworks(t, nil))
	s.m.pictures.Connected(pictures.ConnectedMsg{Names: &webui.Names{About: webui.About{Kind: webui.ComfyUI}, Embeddings: []webui.Name{{Name: "neg/badhands"}}}})
	if got := s.m.Lists.Embeddings; len(got) != 2 || got[0] != "neg/badhands" || got[1] != "lazyneg" {
		t.Errorf("the embeddings are %q", got)
	}
}
