package lint

import "testing"

// TestTakenOut holds what goes with a tag that is taken out: one comma, and the
// BREAK or AND of a chunk that is left empty.
func TestTakenOut(t *testing.T) {
	c := withLarge(t, Options{})
	for _, k := range []struct{ name, text, want string }{
		{"between full-width commas", "1girl，absurdres，long_hair", "1girl，long hair"},
		{"behind a full-width comma", "1girl，absurdres", "1girl"},
		{"before a full-width comma", "absurdres， 1girl", "1girl"},
		{"before BREAK", "absurdres BREAK 1girl", "1girl"},
		{"with a comma before BREAK", "absurdres, BREAK 1girl", "1girl"},
		{"between BREAKs", "1girl BREAK absurdres, BREAK cat", "1girl BREAK cat"},
		{"the first condition", "absurdres AND 1girl", "1girl"},
		{"the first condition, of several", "absurdres, score_9, AND 1girl", "1girl"},
		{"a chunk of several", "1girl BREAK absurdres, score_9, BREAK cat", "1girl BREAK cat"},
		{"the last condition", "1girl AND absurdres", "1girl"},
		{"a condition between others", "1girl AND absurdres AND cat", "1girl AND cat"},
		{"the end of a condition", "1girl BREAK absurdres AND cat", "1girl AND cat"},
		{"the begin of a condition", "1girl AND absurdres BREAK cat", "1girl AND cat"},
		{"a group", "cat AND (score_9, absurdres:1.2)", "cat"},
		{"part of a condition", "1girl, absurdres AND cat", "1girl AND cat"},
		{"at the end of a sentence", "1girl, she stands, score_9.", "1girl, she stands"},
		{"at the end of a sentence 2", "1girl, absurdres!", "1girl"},
	} {
		t.Run(k.name, func(t *testing.T) {
			if got := c.FixAlone(k.text); got != k.want {
				t.Errorf("%q became %q, want %q", k.text, got, k.want)
			}
		})
	}
}
