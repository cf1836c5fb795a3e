package tags_test

import (
	"testing"

	"tailor/tags"
)

// TestFindNames finds names in whatever characters they and the query are
// written, and tells which of the name's own bytes matched.
func TestFindNames(t *testing.T) {
	list := []string{"plain/detail", "ＦＵＬＬ", "ミク v2", "“quoted”", "cafe\u0301", "貓"}
	for _, test := range []struct{ query, want, lit string }{
		{"full", "ＦＵＬＬ", "ＦＵＬＬ"},
		{"みく", "ミク v2", "ミク"},
		{"ﾐｸ", "ミク v2", "ミク"},
		{`"q`, "“quoted”", "“q"},
		{"猫", "貓", "貓"},
		{"ｄｅｔ", "plain/detail", "det"},
		{"caf", "cafe\u0301", "caf"},
	} {
		found := tags.FindNames(test.query, list)
		if len(found) != 1 || list[found[0].Index] != test.want {
			t.Errorf("%q: %v, want %q", test.query, found, test.want)
			continue
		}
		lit := ""
		for _, at := range found[0].Matched {
			lit += test.want[at : at+1]
		}
		if lit != test.lit {
			t.Errorf("%q lights %q of %q, want %q", test.query, lit, test.want, test.lit)
		}
	}
	if found := tags.FindNames("", list); len(found) != len(list) {
		t.Errorf("no query finds %d of %d", len(found), len(list))
	}
	if found := tags.FindNames("x", nil); len(found) != 0 {
		t.Errorf("an empty list has %v", found)
	}
}
