package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestLintKnowsNetworks judges embeddings and LoRAs by the folders of the config.
func TestLintKnowsNetworks(t *testing.T) {
	env := home(t)
	dir := t.TempDir()
	for _, name := range []string{"badhands.pt", "lazyneg.safetensors"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	config := filepath.Join(dir, "config.toml")
	if err := os.WriteFile(config, []byte("embeddings = [\".\"]\nloras = [\".\"]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	args := func(prompt string) []string { return []string{"--config", config, "lint", prompt} }
	check(t, tailor(t, env, "", args("1girl, embedding:badhands, (embedding:lazyneg:1.2)")...), "", "", 0)
	check(t, tailor(t, env, "", args("1girl, embedding:badhand")...),
		"prompt:1:18  warning  network  The web UI has no embedding \"badhand\", and makes the picture without it; did you mean \"badhands\"? [--fix]\n", "", 1)
	check(t, tailor(t, env, "", args("1girl, <lora:lazyneg:1>, <lora:badhands:0.5>")...), "", "", 0)
	check(t, tailor(t, env, "", args("1girl, <lora:lazynegg:1>")...),
		"prompt:1:14  warning  network  The web UI has no LoRA \"lazynegg\", and makes the picture without it; did you mean \"lazyneg\"? [--fix]\n", "", 1)
}
