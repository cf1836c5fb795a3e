package artists

import (
	"strings"
	"testing"

	"tailor/tags/catalogue"
	"tailor/tags/profile"
	"tailor/tags/taglist"
)

// artistList is a small list with artists.
func artistList(t testing.TB) *catalogue.Catalogue {
	t.Helper()
	list, err := taglist.ReadTags(strings.NewReader(`wlop,1,9000,
kantoku,1,8000,
as109,1,700,
ask_(askzy),1,2000,
mika_pikazo,1,3000,
river,1,60,
lighting,1,80,
1girl,0,6000000,
lighting,0,6000,
karin_(blue_archive),4,3000,
`), "list")
	if err != nil {
		t.Fatal(err)
	}
	return catalogue.Build(list)
}

func TestArtists(t *testing.T) {
	p, cat := profile.RouWei(), artistList(t)
	for part, want := range map[string]string{
		"@wlop":                              "by wlop",
		"artist:wlop":                        "by wlop",
		"artist: wlop":                       "by wlop",
		"artists: wlop":                      "by wlop",
		"wlop’s style":                       "by wlop",
		"by wlop's style":                    "by wlop",
		"by wlop’s style":                    "by wlop",
		"artist:nobody at all":               "by nobody at all",
		"by_wlop":                            "by wlop",
		"by: wlop":                           "by wlop",
		"by:wlop":                            "by wlop",
		"[[wlop]][[as109]]":                  "[[by wlop]], [[by as109]]",
		"(wlop:0.8) (kantoku:0.7)":           "(by wlop:0.8), (by kantoku:0.7)",
		"(wlop)(kantoku)":                    "(by wlop), (by kantoku)",
		"(by wlop)(by kantoku)":              "(by wlop), (by kantoku)",
		"by wlop and kantoku":                "by wlop, by kantoku",
		"by wlop & mika_pikazo":              "by wlop, by mika pikazo",
		`by wlop & by ask \(askzy\)`:         `by wlop, by ask \(askzy\)`,
		"by wlop + by kantoku":               "by wlop, by kantoku",
		"by wlop x kantoku":                  "by wlop, by kantoku",
		"by wlop × mika_pikazo":              "by wlop, by mika pikazo",
		"by wlop by kantoku":                 "by wlop, by kantoku",
		"by (wlop:0.8) and (kantoku:0.5)":    "(by wlop:0.8), (by kantoku:0.5)",
		"art by wlop":                        "by wlop",
		"artist:wlop artist:kantoku":         "by wlop, by kantoku",
		"artist:wlop artist:somebody_new":    "by wlop, by somebody new",
		"@wlop @kantoku  @as109":             "by wlop, by kantoku, by as109",
		"(@wlop @kantoku:0.8)":               "(by wlop:0.8), (by kantoku:0.8)",
		"by wlop or kantoku":                 "by wlop, by kantoku",
		"by wlop|kantoku":                    "by wlop, by kantoku",
		"artist:wlop and artist:kantoku":     "by wlop, by kantoku",
		"@wlop|@kantoku":                     "by wlop, by kantoku",
		"and as109":                          "by as109",
		"and by as109":                       "by as109",
		"& artist:as109":                     "by as109",
		"and lighting":                       "",
		"or something":                       "",
		"1girl artist:wlop":                  "",
		"@wlop @nobody":                      "",
		"art by wlop and kantoku":            "by wlop, by kantoku",
		"drawn by wlop":                      "by wlop",
		"illustrated by Mika Pikazo":         "by mika pikazo",
		"style of wlop":                      "by wlop",
		"in the style of wlop":               "by wlop",
		"wlop style":                         "by wlop",
		"wlop's style":                       "by wlop",
		"{{wlop}}":                           "(by wlop:1.1)",
		"{wlop}":                             "(by wlop:1.05)",
		"{{{wlop}}}":                         "(by wlop:1.16)",
		"1.2::wlop::":                        "(by wlop:1.2)",
		"1.2::artist:wlop ::":                "(by wlop:1.2)",
		"0.8::wlop::1.1::kantoku::":          "(by wlop:0.8), (by kantoku:1.1)",
		`ask\(askzy\)`:                       `by ask \(askzy\)`,
		`by ask\(askzy\)`:                    `by ask \(askzy\)`,
		`(ask \(askzy\):0.8) (kantoku:0.7)`:  `(by ask \(askzy\):0.8), (by kantoku:0.7)`,
		"((wlop)(kantoku):1.2)":              "((by wlop):1.2), ((by kantoku):1.2)",
		"[artist:wlop][artist:somebody_new]": "[by wlop], [by somebody new]",
		"by wlop/kantoku":                    "by wlop, by kantoku",
		"by wlop / by kantoku":               "by wlop, by kantoku",
		// Something else stands behind.
		"by wlop (1girl":                 "by wlop, (1girl",
		"by wlop (1girl:1.2)":            "by wlop, (1girl:1.2)",
		"by wlop (1girl)":                "by wlop, (1girl)",
		"by wlop 1girl":                  "by wlop, 1girl",
		"by wlop masterpiece":            "by wlop, masterpiece",
		"artist:wlop [1girl]":            "by wlop, [1girl]",
		"@wlop 1girl":                    "by wlop, 1girl",
		"by wlop . (bad hands ":          "by wlop, (bad hands",
		"by kantoku|(([long_hair":        "by kantoku, (([long_hair",
		`by ask \(askzy\) (1girl`:        `by ask \(askzy\), (1girl`,
		"by ask (askzy) 1girl":           `by ask \(askzy\), 1girl`,
		"by torino_x (1girl":             "by torino x, (1girl",
		"art by wlop (1girl:1.2)":        "by wlop, (1girl:1.2)",
		"art by somebody (1girl":         "",
		"(by wlop:0.8) 1girl":            "(by wlop:0.8), 1girl",
		"(by wlop:0.8) (1girl:1.1)":      "(by wlop:0.8), (1girl:1.1)",
		`by wlop karin \(blue archive\)`: `by wlop, karin \(blue archive\)`,
		"by wlop (tkm0213)":              "",
		"by wlop something":              "",
		"by the river (1girl":            "",
		"by ask (askzy":                  "",
		"(wlop:0.8) 1girl":               "",
		"1girl by wlop":                  "",
		// These are none, or written as they should be.
		"wlop":                   "",
		"by wlop":                "",
		"(wlop:0.8)":             "",
		`by ask \(askzy\)`:       "",
		"by the river":           "",
		"by river and wlop":      "",
		"by night and day":       "",
		"river style":            "",
		"lighting style":         "",
		"drawn by hand":          "",
		"painting by wlop":       "",
		"inspired by wlop":       "",
		"in the style of ghibli": "",
		"@somebody":              "",
		"{wlop|kantoku}":         "",
		"[wlop|kantoku]":         "",
		"[wlop:kantoku:0.5]":     "",
		"(red dress)(wlop)":      "",
		`karin\(blue archive\)`:  "",
		"1.2::red dress::":       "",
		"wlop and kantoku":       "",
		"wlop x kantoku":         "",
		"by river x wlop":        "",
		"the style of her hair":  "",
		"((((((((((((wlop))))))": "",
	} {
		got := ""
		if artists := Read(p, cat, part); artists != nil {
			got = Write(p, artists)
		}
		if got != want {
			t.Errorf("%q is read as %q, want %q", part, got, want)
		}
	}
}

func TestLast(t *testing.T) {
	cat := artistList(t)
	for typed, want := range map[string]string{
		"by kantoku and wlo":       "by wlo",
		"by kantoku and by wlo":    "by wlo",
		"by kantoku x wlo":         "by wlo",
		"art by kantoku & wlo":     "by wlo",
		"by (kantoku:0.7) and wlo": "by wlo",
		`by ask \(askzy\) and wlo`: "by wlo",
		"by wlop and kantoku & mi": "by mi",
		"by kantoku and ":          "by kantoku and ",
		"by bed and b":             "by bed and b",
		"by wlo":                   "by wlo",
		"art by wlo":               "by wlo",
		"drawn by wlo":             "by wlo",
		"Illustrated by wlo ":      "by wlo ",
		"@wlo":                     "by wlo",
		"@kantoku and @wlo":        "by wlo",
		"by: wlo":                  "by wlo",
		"by_wlo":                   "by wlo",
		"@_":                       "@_",
		"@_@":                      "@_@",
		"wlo style":                "wlo style",
		"kantoku and wlo":          "kantoku and wlo",
		"rock and ro":              "rock and ro",
	} {
		if got := Last(cat, typed); got != want {
			t.Errorf("%q looks for %q, want %q", typed, got, want)
		}
	}
}
