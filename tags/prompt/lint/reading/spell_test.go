package reading

import (
	"strings"
	"tailor/tags"
	"testing"
)

func TestSpell(t *testing.T) {
	for _, k := range [][2]string{
		{"karin_(blue_archive)", `karin \(blue archive\)`}, {"^_^", "^_^"}, {"(o)_(o)", `\(o\)_\(o\)`}, {"long hair", "long hair"},
		{"saber (fate)", `saber \(fate\)`}, {"00_qan[t]", `00 qan\[t\]`},
	} {
		if got := tags.Escape(Spell(k[0])); got != k[1] {
			t.Errorf("spell(%q) = %q, want %q", k[0], got, k[1])
		}
		if tag := (tags.Tag{Name: k[0]}); strings.Contains(k[0], "_") && tag.Prompt() != k[1] {
			t.Errorf("a tag's own spelling of %q is %q", k[0], tag.Prompt())
		}
	}
}
