//go:build !windows

package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestBrokenConfig opens the composer on configs with a mistake: the defaults
// hold, and the footer says where it is.
func TestBrokenConfig(t *testing.T) {
	for text, where := range map[string]string{
		"foo = [\n":                    "config.toml:",
		"\n[lint]\noff = [\"nope\"]\n": "config.toml:3:",
		"[keys]\ncopy = [\"a\"]\n":     "config.toml:2:",
	} {
		t.Run(where, func(t *testing.T) {
			t.Parallel()
			env := home(t)
			dir := filepath.Join(variable(env, "XDG_CONFIG_HOME"), "tailor")
			if err := os.MkdirAll(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, "config.toml"), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			s := openComposer(t, env, 200, 30)
			s.waitFor("The config's defaults hold", where)
			s.typed("smile")
			s.waitFor("smile")
		})
	}
}
