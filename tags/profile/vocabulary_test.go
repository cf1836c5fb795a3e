package profile

import (
	"regexp"
	"slices"
	"testing"

	"tailor/tags"
)

// TestVocabulary holds the file of all models' words to its form: every word
// once, every group named once, and patterns that compile.
func TestVocabulary(t *testing.T) {
	d := dict()
	at := map[string]string{}
	once := func(group, tag string) {
		if key := tags.Plain(tag); at[key] != "" || key != tag {
			t.Errorf("%q of %q stands in %q already, or is not written as people read it", tag, group, at[key])
		}
		at[tags.Plain(tag)] = group
	}
	names := d.groups()
	slices.Sort(names)
	if n := len(slices.Compact(names)); n != len(d.Words)+len(d.Sites) || n < 20 {
		t.Errorf("%d names for %d groups and %d sites", n, len(d.Words), len(d.Sites))
	}
	for _, w := range d.Words {
		if w.Name == "" || w.What == "" || len(w.Tags)+len(w.Patterns)+len(w.Doubtful)+len(w.Instead) == 0 {
			t.Errorf("%+v says nothing", w)
		}
		for _, list := range [][]string{w.Tags, w.Doubtful, sortedKeys(w.Instead)} {
			for _, tag := range list {
				once(w.Name, tag)
			}
		}
		for _, p := range w.Patterns {
			if re, err := regexp.Compile("^(?:" + p + ")$"); err != nil || re.MatchString("") {
				t.Errorf("pattern %q: %v", p, err)
			}
		}
	}
	for _, s := range d.Sites {
		for tag := range s.Tags {
			once(s.Name, tag)
		}
	}
	same := map[string]bool{}
	for _, s := range d.Same {
		for _, w := range s.Words {
			if same[w] {
				t.Errorf("%q has counterparts twice", w)
			}
			same[w] = true
		}
	}
	for text, want := range map[string][2]string{"artist:wlop": {"wlop", "artist:{}"}, "By wlop": {"wlop", "by {}"}, "@wlop": {"wlop", "@{}"}, "wlop": {}, "by ": {}} {
		name, form, ok := ReadArtist(text)
		if name != want[0] || form != want[1] || ok != (want[0] != "") {
			t.Errorf("ReadArtist(%q) = %q, %q, %v", text, name, form, ok)
		}
	}
}
