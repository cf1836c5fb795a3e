package edit

import (
	"strings"
	"testing"

	"tailor/tags/catalogue"
	"tailor/tags/taglist"
)

func TestComposePlaces(t *testing.T) {
	cases := []struct {
		name  string
		parts Parts
		o     Options
		want  string
	}{
		{"artist among the tags", Parts{Artists: []string{"wlop"}, Tags: []string{"by kantoku", "1girl", "flat colors"}}, Options{}, "by wlop, by kantoku, flat colors BREAK 1girl"},
		{"artist with a weight among the tags", Parts{Tags: []string{"1girl", "(by ask_(askzy):0.7)", "sketch:0.8", "masterpiece, best_quality"}}, Options{},
			`(by ask \(askzy\):0.7), best quality, masterpiece, (sketch:0.8) BREAK 1girl`},
		{"at the end", Parts{Tags: []string{"by kantoku", "masterpiece", "1girl", "sketch"}}, Options{StylesAtEnd: true}, "1girl, by kantoku, masterpiece, sketch"},
		{"a style of one artist", Parts{Tags: []string{"1girl", "toriyama akira (style)"}}, Options{}, `toriyama akira \(style\) BREAK 1girl`},
		{"no artist", Parts{Tags: []string{"by the sea", "1girl"}}, Options{}, "by the sea, 1girl"},
		{"a group of both", Parts{Tags: []string{"(by kantoku, 1girl:1.2)"}}, Options{}, "(by kantoku, 1girl:1.2)"},
		{"a group of artists", Parts{Tags: []string{"1girl", "(by kantoku, sketch:1.2)"}}, Options{}, "(by kantoku, sketch:1.2) BREAK 1girl"},
		{"variants of artists among the tags", Parts{Tags: []string{"1girl", "by {kantoku|wlop}", "({by a|by b}:0.8)", "by __artist__", "{red|blue} hair"}}, Options{},
			"by {kantoku|wlop}, ({by a|by b}:0.8), by __artist__ BREAK 1girl, {red|blue} hair"},
		{"artists alone", Parts{Tags: []string{"by kantoku, by wlop"}}, Options{}, "by kantoku, by wlop"},
		{"BREAK as a tag", Parts{Tags: []string{"1girl", "BREAK", "1boy"}}, Options{}, "1girl BREAK 1boy"},
		{"AND as a tag", Parts{Tags: []string{"1girl", "AND", "1boy :0.5"}}, Options{}, "1girl AND 1boy :0.5"},
		{"AND in a text", Parts{Tags: []string{"1girl, by kantoku AND 1boy, by wlop :0.5"}}, Options{}, "by kantoku BREAK 1girl AND 1boy, by wlop :0.5"},
		{"a chunk of artists", Parts{Artists: []string{"wlop"}, Tags: []string{"by kantoku, best quality BREAK 1girl\nBREAK\n1boy"}}, Options{}, "by wlop, by kantoku, best quality BREAK 1girl BREAK 1boy"},
		{"a chunk of artists at the end", Parts{Tags: []string{"1girl BREAK by kantoku"}}, Options{}, "by kantoku BREAK 1girl"},
		{"twice in two chunks", Parts{Tags: []string{"1girl, smile BREAK 1boy, smile, smile"}}, Options{}, "1girl, smile BREAK 1boy, smile"},
		{"a comment in brackets", Parts{Tags: []string{"(1girl, # one\nsolo:1.2)", "hat"}}, Options{}, "(1girl, \nsolo:1.2), hat"},
		{"names with brackets and a weight", Parts{Artists: []string{"ask (askzy):0.7", "(ask_(askzy):0.8), [x]"}, Tags: []string{"(karin_(blue_archive):1.2)"}}, Options{},
			`(by ask \(askzy\):0.7), (by ask \(askzy\):0.8), [by x] BREAK (karin \(blue archive\):1.2)`},
		{"a weight behind BREAK", Parts{Tags: []string{"1girl BREAK 1boy:0.7"}}, Options{}, "1girl BREAK (1boy:0.7)"},
		{"wildcard for an artist", Parts{Artists: []string{"__artist__", "(__dir/artist__:0.8)", "by __artist_2__"}}, Options{}, "by __artist__, (by __dir/artist__:0.8), by __artist_2__"},
		{"wildcard amid a tag", Parts{Tags: []string{"__hair_colour__ hair"}}, Options{}, "__hair_colour__ hair"},
		{"variant of artists", Parts{Artists: []string{"{wlop|kantoku}"}}, Options{}, "by {wlop|kantoku}"},
		{"weights in a variant", Parts{Artists: []string{"{3::wlop|ask_xy}"}}, Options{}, "by {3::wlop|ask xy}"},
		{"several of a variant", Parts{Artists: []string{"{2$$wlop|kantoku|__artist__}", "{1-2$$ and $$a|b}"}}, Options{}, "by {2$$, by $$wlop|kantoku|__artist__}, by {1-2$$ and by $$a|b}"},
		{"variant with its own by", Parts{Artists: []string{"{by wlop|by kantoku}"}}, Options{}, "{by wlop|by kantoku}"},
		{"variant of which one has by", Parts{Artists: []string{"{by wlop|2::kantoku|}"}}, Options{}, "{by wlop|2::by kantoku|}"},
		{"variant that nests", Parts{Artists: []string{"{wlop, kantoku|{a|b}|(c:0.7)}"}}, Options{}, "{by wlop, by kantoku|by {a|b}|(by c:0.7)}"},
		{"variant with a weight", Parts{Artists: []string{"({wlop|kantoku}:0.7), solipsist"}}, Options{}, "(by {wlop|kantoku}:0.7), by solipsist"},
		{"by before a variant", Parts{Artists: []string{"by {wlop|kantoku}"}}, Options{}, "by {wlop|kantoku}"},
		{"prompt editing", Parts{Artists: []string{"[wlop|kantoku]", "[wlop:kantoku:0.5]", "[wlop:0.5]"}}, Options{}, "by [wlop|kantoku], [by wlop:by kantoku:0.5], [by wlop:0.5]"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := Compose(rouwei, finder, c.parts, c.o)
			if err != nil {
				t.Fatal(err)
			}
			if got.Positive != c.want {
				t.Errorf("\n got %s\nwant %s", got.Positive, c.want)
			}
		})
	}
	got, err := Compose(rouwei, finder, Parts{Tags: []string{"1girl", "low quality"}, Negative: []string{}}, Options{})
	if err != nil || got.Positive != "1girl" || got.Negative != "low quality" || !got.Refused {
		t.Errorf("a bad quality tag: %+v, %v", got, err)
	}
}

func TestComposeOwn(t *testing.T) {
	own, err := taglist.ReadTags(strings.NewReader(`name,category,aliases,prompt
my oc,character,"heroine,oc","MyOC_v3 (style), silver hair"
pen,artist,,"by Pen_v2, ink wash"
glow,general,,"(glow_up:1.2)"
1990s (style),general,,90s_look
`), "own")
	if err != nil {
		t.Fatal(err)
	}
	c := catalogue.Build(own)
	cases := []struct {
		name  string
		parts Parts
		want  string
	}{
		{"by its name", Parts{Tags: []string{"my oc", "hat"}}, "MyOC_v3 (style), silver hair, hat"},
		{"by an alias, with a weight", Parts{Tags: []string{"1girl, (heroine:1.2)"}}, "1girl, (MyOC_v3 (style), silver hair:1.2)"},
		{"as it is spelled", Parts{Tags: []string{"1girl, MyOC_v3 (style), silver hair, long_hair"}}, "1girl, MyOC_v3 (style), silver hair, long hair"},
		{"a part of it", Parts{Tags: []string{"MyOC_v3_(style)"}}, `MyOC v3 \(style\)`},
		{"with brackets", Parts{Tags: []string{"glow, (glow_up:1.2), x_y"}}, "(glow_up:1.2), x y"},
		{"an artist", Parts{Artists: []string{"pen:0.8"}, Tags: []string{"1girl"}}, "(by Pen_v2, ink wash:0.8) BREAK 1girl"},
		{"an artist among the tags", Parts{Tags: []string{"1girl, by Pen_v2, ink wash", "by pen"}}, "by Pen_v2, ink wash BREAK 1girl"},
		{"a style", Parts{Tags: []string{"1girl, 90s_look"}}, "90s_look BREAK 1girl"},
	}
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			got, err := Compose(rouwei, c, test.parts, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got.Positive != test.want {
				t.Errorf("\n got %s\nwant %s", got.Positive, test.want)
			}
		})
	}
}

// FuzzCompose gives Compose any text: it does not panic, and what it writes
// begins and ends with neither a comma nor white space of its own.
func FuzzCompose(f *testing.F) {
	f.Add("by kantoku, (1girl:1.2) BREAK {a|by b}", "{2$$wlop|[a:b:0.5]}")
	f.Fuzz(func(t *testing.T, text, artist string) {
		got, err := Compose(rouwei, finder, Parts{Tags: []string{text}, Artists: []string{artist}}, Options{})
		if err == nil && (strings.HasPrefix(got.Positive, ", ") || strings.HasSuffix(got.Positive, ", ")) {
			t.Fatalf("%q and %q became %q", text, artist, got.Positive)
		}
	})
}

func TestComposeHostile(t *testing.T) {
	for _, part := range []string{"(", "{", "[", "{a|", "(by a, ", "by {", "a:0.5,", "BREAK ", "__", "a#\n"} {
		text := strings.Repeat(part, 1<<15/len(part))
		_, _ = Compose(rouwei, finder, Parts{Tags: []string{text}, Artists: []string{text}}, Options{})
	}
}
