package taglist

import (
	"bytes"
	"slices"
	"testing"

	"tailor/tags"
)

// FuzzReadTranslations holds that no file makes the reader fail, and that what
// it reads can be shown.
func FuzzReadTranslations(f *testing.F) {
	for _, s := range []string{"a,b\n", "a\tb\n", "\"a,\"b\n", "a,\"b,c\"\n", "tag,text\n,\n", "\xff,\xfe\n", "a,\x1b[1m\u202eb\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		l, err := readTranslations(bytes.NewReader(content), "fuzz")
		if err != nil {
			return
		}
		for _, tag := range l.Tags {
			for _, s := range append(slices.Clone(tag.Aliases), tag.Name) {
				if clean, reason := tags.Clean([]byte(s)); reason != "" || string(clean) != s {
					t.Fatalf("%q can not be shown: %s", s, reason)
				}
			}
		}
	})
}
