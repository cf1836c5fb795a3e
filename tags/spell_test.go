package tags

import (
	"slices"
	"testing"

	"tailor/data/reference"
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
		{Tag{Name: "kantoku", Category: Artist}, "by kantoku"},
		{Tag{Name: "mika_(artist)", Category: Artist}, `by mika \(artist\)`},
		{Tag{Name: "long_hair"}, "long hair"},
	} {
		if got := c.tag.Prompt(); got != c.want {
			t.Errorf("%+v: %q, want %q", c.tag, got, c.want)
		}
	}
}

// TestFacesOfTheWholeList names every tag of the large list that is taken for
// a face.
func TestFacesOfTheWholeList(t *testing.T) {
	l, err := ReadFile(reference.Path(t, "data/danbooru-tagcomplete.csv"))
	if err != nil {
		t.Fatal(err)
	}
	var faces []string
	for _, tag := range l.Tags {
		if isEmoticon(tag.Name) {
			faces = append(faces, tag.Name)
		}
	}
	slices.Sort(faces)
	want := []string{"+_+", "+_-", "._.", "0_0", "3_3", "6_9", "<o>_<o>", "<|>_<|>", "=_=", ">_<", ">_o", "@_@", "^_^", "o_o", "o_x", "t_t", "u_u", "x_x", "|_|"}
	if !slices.Equal(faces, want) {
		t.Errorf("faces %q\nwant  %q", faces, want)
	}
}
