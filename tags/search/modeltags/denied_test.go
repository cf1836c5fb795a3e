package modeltags

import (
	"context"
	"strings"
	"testing"

	"tailor/tags/catalogue"
	"tailor/tags/profile"
	"tailor/tags/search"
	"tailor/tags/taglist"
)

func TestDenied(t *testing.T) {
	for query, want := range map[string]string{
		"不戴眼镜": "眼镜", "没有戴眼镜": "眼镜", "沒有眼鏡": "眼鏡", "不戴眼镜的女孩": "眼镜", "无袖": "袖", "女孩，没穿鞋": "鞋", "不看镜头": "看镜头",
		"眼鏡をしていない": "眼鏡", "眼鏡なし": "眼鏡", "眼鏡無し": "眼鏡", "帽子を被っていない女の子": "帽子", "女の子が帽子を被っていない": "帽子",
		"赤い帽子をかぶっていない": "帽子", "帽子のない女の子": "帽子", "スカートをはいていない": "スカート", "笑わない": "笑", "笑っていません": "笑",
		"眼镜": "", "長い髪": "", "long hair": "", "no hat": "", "": "", "いけない": "", "なし": "", "不": "", "ない": "",
	} {
		if got := denied(query); got != want {
			t.Errorf("%q denies %q, want %q", query, got, want)
		}
	}
}

// TestDeniedTag asks in Chinese and Japanese for what is not there: a tag that
// shows it is not offered, one that denies it is.
func TestDeniedTag(t *testing.T) {
	l, err := taglist.ReadTags(strings.NewReader(`glasses,0,400000,"眼镜,眼鏡,戴眼镜,眼鏡をかけている"
no_eyewear,0,3000,"没戴眼镜,眼鏡なし"
round_eyewear,0,40000,"圆眼镜,丸眼鏡"
hat,0,900000,"帽子,戴帽子"
black_hat,0,90000,"黑帽子,黒い帽子"
no_headwear,0,2000,"没戴帽子,帽子なし"
1girl,0,6000000,"女孩,女の子"
smile,0,3000000,"微笑,笑い,笑っている"
shiranui_mai,4,2000,"不知火舞"
hatsune_miku,4,100000,"初音未来,初音ミク"
`), "small")
	if err != nil {
		t.Fatal(err)
	}
	ix := search.NewIndex(catalogue.Build(l))
	for query, c := range map[string]struct{ with, without string }{
		"不戴眼镜":          {"no_eyewear", "glasses round_eyewear"},
		"没有眼鏡":          {"no_eyewear", "glasses round_eyewear"},
		"眼鏡をしていない":      {"no_eyewear", "glasses round_eyewear"},
		"不戴眼镜的女孩":       {"1girl no_eyewear", "glasses round_eyewear"},
		"帽子を被っていない女の子":  {"no_headwear", "hat black_hat"},
		"赤い帽子をかぶっていない":  {"", "hat black_hat"},
		"笑わない":          {"", "smile"},
		"眼镜":            {"glasses round_eyewear", ""},
		"戴眼镜的女孩":        {"glasses 1girl", ""},
		"不知火":           {"shiranui_mai", ""},
		"初音未来":          {"hatsune_miku", ""},
		"girl w/ hat":   {"hat", ""},
		"girl w/o hat":  {"no_headwear", "hat black_hat"},
		"free of hat":   {"no_headwear", "hat black_hat"},
		"hat-free girl": {"1girl no_headwear", "hat black_hat"},
	} {
		a := Find(context.Background(), ix, profile.RouWei(), query, search.Options{Limit: 10})
		found := map[string]bool{}
		for _, r := range append(a.Results, a.Together...) {
			found[r.Tag.Name] = true
		}
		for _, name := range strings.Fields(c.with) {
			if !found[name] {
				t.Errorf("%q does not find %s: %v", query, name, found)
			}
		}
		for _, name := range strings.Fields(c.without) {
			if found[name] {
				t.Errorf("%q finds %s", query, name)
			}
		}
	}
	if a := Find(context.Background(), ix, profile.RouWei(), "不戴眼镜的女孩", search.Options{Limit: 1}); len(a.Results) != 1 {
		t.Errorf("with a limit of one: %+v", a.Results)
	}
}
