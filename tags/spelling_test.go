package tags

import (
	"testing"
)

func TestSpell(t *testing.T) {
	for name, want := range map[string]string{
		"long_hair":            "long hair",
		"karin_(blue_archive)": `karin \(blue archive\)`,
		"^_^":                  "^_^",
		">_<":                  ">_<",
		">_o":                  ">_o",
		"o_o":                  "o_o",
		"6_9":                  "6_9",
		"<|>_<|>":              "<|>_<|>",
		"<o>_<o>":              "<o>_<o>",
		"|_|":                  "|_|",
		"(o)_(o)":              `\(o\)_\(o\)`,
		"ara_ara":              "ara ara",
		"mg_mg":                "mg mg",
		"e_2":                  "e 2",
		"kei_(m_k)":            `kei \(m k\)`,
		"a_(b)":                `a \(b\)`,
		"k-on!":                "k-on!",
		`\m/`:                  `\\m/`,
		":)":                   `:\)`,
		"foo_[bar]":            `foo \[bar\]`,
		"_":                    " ",
		"":                     "",
	} {
		if got := Spell(name); got != want {
			t.Errorf("Spell(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestPrompt(t *testing.T) {
	for _, c := range []struct {
		tag  Tag
		want string
	}{
		{Tag{Name: "kantoku", Category: Artist}, "kantoku"},
		{Tag{Name: "mika_(artist)", Category: Artist}, `mika \(artist\)`},
		{Tag{Name: "long_hair"}, "long hair"},
	} {
		if got := c.tag.Prompt(); got != c.want {
			t.Errorf("%+v: %q, want %q", c.tag, got, c.want)
		}
	}
}

func TestUnescape(t *testing.T) {
	for _, c := range [][2]string{
		{"", ""}, {"karin (blue archive)", "karin (blue archive)"}, {`karin \(blue archive\)`, "karin (blue archive)"},
		{`a \b \`, `a \b \`}, {`\\\[x\]`, `\[x]`},
	} {
		if got := Unescape(c[0]); got != c[1] {
			t.Errorf("Unescape(%q) = %q, want %q", c[0], got, c[1])
		}
		was := []byte(c[0])
		if got := Unescape(was); string(got) != c[1] || string(was) != c[0] {
			t.Errorf("Unescape(%q) = %q, want %q, and left %q", c[0], got, c[1], was)
		}
	}
}
