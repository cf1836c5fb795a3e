package edit

import (
	"strings"
	"testing"

	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/prompt"
	"tailor/tags/prompt/prompttest"
	"tailor/tags/taglist"
)

// TestAcceptAmongArtists accepts one of several artists that stand in one part:
// the others stay, and each is a part of its own.
func TestAcceptAmongArtists(t *testing.T) {
	list, err := taglist.ReadTags(strings.NewReader("wlop,1,9000,\nkantoku,1,8000,\nbed_and_breakfast,1,50,\nmika_pikazo,1,3000,\nmika,1,30,\n"), "list")
	if err != nil {
		t.Fatal(err)
	}
	cat := catalogue.Build(list)
	wlop := artist("wlop")
	for _, c := range []struct {
		text string
		tag  tags.Tag
		want string
	}{
		{"1girl, (x, by wlo|:0.8), y", wlop, "(by wlop:0.8) BREAK 1girl, (x|:0.8), y"},
		{"1girl, (x, (by wlo|:1.2):0.5), y", wlop, "(by wlop:0.6) BREAK 1girl, (x, |:0.5), y"},
		{"1girl, (by wlo|:0.8), y", wlop, "(by wlop:0.8) BREAK 1girl, |y"},
		{"1girl, ((by wlo|)), y", wlop, "((by wlop)) BREAK 1girl, |y"},
		{"by kantoku and wlo|", wlop, "by kantoku, by wlop BREAK |"},
		{"by kantoku And wlo|", wlop, "by kantoku, by wlop BREAK |"},
		{"by kantoku and by wlo|", wlop, "by kantoku, by wlop BREAK |"},
		{"by kantoku by wlo|", wlop, "by kantoku, by wlop BREAK |"},
		{"by kantoku & wlo|", wlop, "by kantoku, by wlop BREAK |"},
		{"by kantoku&wlo|", wlop, "by kantoku, by wlop BREAK |"},
		{"by kantoku + wlo|", wlop, "by kantoku, by wlop BREAK |"},
		{"by kantoku x wlo|", wlop, "by kantoku, by wlop BREAK |"},
		{"by kantoku × wlo|", wlop, "by kantoku, by wlop BREAK |"},
		{"by kantoku, wlo|", wlop, "by kantoku, by wlop BREAK |"},
		{"by kantoku, by wlo|", wlop, "by kantoku, by wlop BREAK |"},
		{"by kantoku wlo|", wlop, "by kantoku, by wlop BREAK |"},
		{"by kantoku / wlo|", wlop, "by kantoku, by wlop BREAK |"},
		{"by mika and kantoku wlo|", wlop, "by mika, by kantoku, by wlop BREAK |"},
		{"by kantoku wl|op BREAK 1girl", wlop, "by kantoku, by wlop, | BREAK 1girl"},
		{"by mika & by kantoku and wlo|", wlop, "by mika, by kantoku, by wlop BREAK |"},
		{"@kantoku and wlo|", wlop, "by kantoku, by wlop BREAK |"},
		{"by kantoku and |", wlop, "by kantoku, by wlop BREAK |"},
		{"by zorkanu and wlo|", wlop, "by zorkanu, by wlop BREAK |"},
		{"by mika and kantoku and wlo|", wlop, "by mika, by kantoku, by wlop BREAK |"},
		{"by kantoku and wlo| BREAK 1girl", wlop, "by kantoku, by wlop, | BREAK 1girl"},
		{"by kantoku and wlo|, mika BREAK 1girl", wlop, "by kantoku, by wlop, |mika BREAK 1girl"},
		{"(by kantoku and wlo|:1.2) BREAK 1girl", wlop, "(by kantoku, by wlop|:1.2) BREAK 1girl"},
		{"(by kantoku and wlo|", wlop, "(by kantoku, by wlop|"},
		{"by (kantoku:0.7) and wlo| BREAK 1girl", wlop, "(by kantoku:0.7), by wlop, | BREAK 1girl"},
		{"by (kantoku:0.7) wlo| BREAK 1girl", wlop, "(by kantoku:0.7), by wlop, | BREAK 1girl"},
		{"art by kantoku & wlo| BREAK 1girl", wlop, "by kantoku, by wlop, | BREAK 1girl"},
		{"in the style of kantoku and wlo|", wlop, "by kantoku, by wlop BREAK |"},
		{"1girl, by kantoku and wlo|, solo", wlop, "by wlop BREAK 1girl, by kantoku, |solo"},
		{"kantoku and wlo|", wlop, "by wlop BREAK kantoku, |"},
		{"1girl by wlo|", wlop, "by wlop BREAK 1girl, |"},
		{"a girl painted by wlo|", wlop, "by wlop BREAK a girl painted, |"},
		{"by kantoku and lon|", general("long_hair"), "by kantoku, long hair, |"},
		// What stands behind the cursor.
		{"by wlo| and kantoku BREAK 1girl", wlop, "by wlop, |by kantoku BREAK 1girl"},
		{"by wl|op and kantoku BREAK 1girl", wlop, "by wlop, |by kantoku BREAK 1girl"},
		{"by wlo| by kantoku BREAK 1girl", wlop, "by wlop, |by kantoku BREAK 1girl"},
		{"by mika and wlo| x kantoku BREAK 1girl", wlop, "by mika, by wlop, |by kantoku BREAK 1girl"},
		{"[by wlo|:by kantoku:0.5] BREAK 1girl", wlop, "[by wlop|:by kantoku:0.5] BREAK 1girl"},
		{"{by mika and wlo|¦by kantoku} BREAK 1girl", wlop, "{by mika, by wlop|¦by kantoku} BREAK 1girl"},
		// These are one artist's.
		{"art by wlo|", wlop, "by wlop BREAK |"},
		{"style of wlo|", wlop, "by wlop BREAK |"},
		{"by bed and b|", artist("bed_and_breakfast"), "by bed and breakfast BREAK |"},
		{"by bed an|d breakfast BREAK 1girl", artist("bed_and_breakfast"), "by bed and breakfast, | BREAK 1girl"},
		{"by kantoku and bed and b|", artist("bed_and_breakfast"), "by kantoku, by bed and breakfast BREAK |"},
		{"by mika pik|", artist("mika_pikazo"), "by mika pikazo BREAK |"},
		{"rock and ro|", general("rock_and_roll"), "rock and roll, |"},
	} {
		text, cursor := prompttest.At(c.text)
		change := Accept(rouwei, cat, text, cursor, c.tag, Options{})
		now := prompt.Apply(text, change.Positive)
		if got := prompttest.With(now, change.Cursor); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}
