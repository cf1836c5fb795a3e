package edit

import (
	"fmt"
	"math/rand"
	"sort"
	"strings"
	"testing"
	"unicode"

	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/prompt"
)

// known is a Finder of a few tags.
type known map[string]tags.Category

func (k known) LookupIn(text string, cat tags.Category) (catalogue.ID, string, bool) {
	c, ok := k[tags.Plain(text)]
	return 0, "", ok && c == cat
}

var finder = known{"kantoku": tags.Artist, "wlop": tags.Artist, "the window": tags.Artist, "1girl": tags.General, "x (y)": tags.Artist}

func TestGather(t *testing.T) {
	cases := []struct {
		name, text string
		o          Options
		want       string
	}{
		{"nothing", "1girl, solo", Options{}, "1girl, solo"},
		{"done", "by kantoku, masterpiece BREAK 1girl", Options{}, "by kantoku, masterpiece BREAK 1girl"},
		{"one at the end", "1girl, solo, by kantoku", Options{}, "by kantoku BREAK 1girl, solo"},
		{"several, in order", "by wlop, 1girl, (by kantoku:0.7), solo", Options{}, "by wlop, (by kantoku:0.7) BREAK 1girl, solo"},
		{"styles behind artists", "flat colors, 1girl, by kantoku, sketch", Options{}, "by kantoku, flat colors, sketch BREAK 1girl"},
		{"quality comes along", "masterpiece, best quality, 1girl, by kantoku", Options{}, "by kantoku, best quality, masterpiece BREAK 1girl"},
		{"quality alone stays", "masterpiece, best quality, 1girl", Options{}, "masterpiece, best quality, 1girl"},
		{"into the chunk that is there", "by wlop, masterpiece BREAK 1girl, by kantoku, flat colors", Options{}, "by wlop, by kantoku, masterpiece, flat colors BREAK 1girl"},
		{"a name that no list knows, among artists", "1girl, by wlop, (zorqui:0.8), by kantoku, yumqui, smile", Options{}, "by wlop, (zorqui:0.8), by kantoku BREAK 1girl, yumqui, smile"},
		{"such a name in the chunk", "by wlop, zorqui, by kantoku BREAK 1girl", Options{}, "by wlop, zorqui, by kantoku BREAK 1girl"},
		{"such a name at the end", "by wlop, zorqui, by kantoku, 1girl", Options{StylesAtEnd: true}, "1girl, by wlop, zorqui, by kantoku"},
		{"nothing but such names beside artists", "by wlop, zorqui", Options{}, "by wlop, zorqui"},
		{"escapes", `1girl, by x \(y\), 1990s \(style\)`, Options{}, `by x \(y\), 1990s \(style\) BREAK 1girl`},
		{"group", "1girl, (by a, by b:0.8), solo", Options{}, "(by a, by b:0.8) BREAK 1girl, solo"},
		{"mixed group", "(1girl, by kantoku, solo:1.2), x", Options{}, "(by kantoku:1.2) BREAK (1girl, solo:1.2), x"},
		{"half of a group", "1girl, by wlop, by kantoku (x, y, z:1.2)", Options{}, "by wlop, by kantoku BREAK 1girl, (x, y, z:1.2)"},
		{"mixed chunk", "by kantoku, red dress BREAK smile, hat", Options{}, "by kantoku BREAK red dress BREAK smile, hat"},
		{"mixed chunk and more behind", "masterpiece, best quality, hat, by wlop BREAK 1girl, sword, by kantoku, cat", Options{}, "by wlop, by kantoku, best quality, masterpiece BREAK hat BREAK 1girl, sword, cat"},
		{"mixed chunk and the end", "by wlop, city lights BREAK smile, by kantoku", Options{}, "by wlop, by kantoku BREAK city lights BREAK smile"},
		{"brightness in the chunk", "by wlop, hdr BREAK smile, by kantoku", Options{}, "by wlop, by kantoku, hdr BREAK smile"},
		{"last of a group before BREAK", "[(hat),by kantoku]BREAK cat", Options{}, "(by kantoku:0.91) BREAK [(hat)]BREAK cat"},
		{"groups joined by a space", "(red dress, by kantoku:0.8) (hat, cat:1.2), 1girl", Options{}, "(red dress, by kantoku:0.8) (hat, cat:1.2), 1girl"},
		{"square brackets", "1girl, [by kantoku]", Options{}, "[by kantoku] BREAK 1girl"},
		{"several chunks", "1girl BREAK 1boy, by kantoku BREAK forest", Options{}, "by kantoku BREAK 1girl BREAK 1boy BREAK forest"},
		{"chunk of its own at the end", "1girl BREAK by kantoku, sketch", Options{}, "by kantoku, sketch BREAK 1girl"},
		{"chunk of its own in the middle", "1girl BREAK by kantoku BREAK forest", Options{}, "by kantoku BREAK 1girl BREAK forest"},
		{"chunks of their own side by side", "1girl BREAK by kantoku BREAK sketch BREAK(1boy)", Options{}, "by kantoku, sketch BREAK 1girl BREAK (1boy)"},
		{"no body", "by wlop, sketch, by kantoku", Options{}, "by wlop, sketch, by kantoku"},
		{"without by", "kantoku, 1girl", Options{}, "by kantoku BREAK 1girl"},
		{"without by, weighted", "1girl, (kantoku:0.8)", Options{}, "(by kantoku:0.8) BREAK 1girl"},
		{"a phrase", "1girl, by the river", Options{}, "1girl, by the river"},
		{"a name like a phrase", "1girl, by the window", Options{}, "by the window BREAK 1girl"},
		{"unknown artist", "1girl, by someone new", Options{}, "1girl, by someone new"},
		{"unknown artist 2", "1girl, by zzxq", Options{}, "by zzxq BREAK 1girl"},
		{"choices stay", "1girl, {by a|by b}, by kantoku", Options{}, "by kantoku BREAK 1girl, {by a|by b}"},
		{"behind AND", "1girl AND cat, by kantoku", Options{}, "1girl AND cat, by kantoku"},
		{"networks stay", "<lora:x:1>, 1girl, by kantoku", Options{}, "by kantoku BREAK <lora:x:1>, 1girl"},
		{"lines", "1girl,\nby kantoku,\nsolo", Options{}, "by kantoku BREAK 1girl,\nsolo"},
		{"trailing comma", "1girl, by kantoku, ", Options{}, "by kantoku BREAK 1girl, "},
		{"end: done", "1girl, solo, by kantoku", Options{StylesAtEnd: true}, "1girl, solo, by kantoku"},
		{"end: from the chunk", "by kantoku, by wlop, sketch BREAK 1girl, solo", Options{StylesAtEnd: true}, "1girl, solo, by kantoku, by wlop, sketch"},
		{"end: quality stays", "by kantoku, masterpiece BREAK 1girl", Options{StylesAtEnd: true}, "masterpiece BREAK 1girl, by kantoku"},
		{"end: from the middle", "1girl, by wlop, solo, by kantoku", Options{StylesAtEnd: true}, "1girl, solo, by wlop, by kantoku"},
		{"a phrase of plain words stays", "1girl, by soft glow, by kantoku", Options{}, "by kantoku BREAK 1girl, by soft glow"},
		{"end: no body", "by kantoku, sketch", Options{StylesAtEnd: true}, "by kantoku, sketch"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			was := prompt.Texts{Positive: c.text, Negative: "sketch"}
			now := Gather(rouwei, finder, was, c.o).Apply(was)
			if now.Positive != c.want || now.Negative != was.Negative {
				t.Errorf("%q: got %q, want %q", c.text, now.Positive, c.want)
			}
			if again := Gather(rouwei, finder, now, c.o); !again.Empty() {
				t.Errorf("again: %q", again.Apply(now).Positive)
			}
		})
	}
}

// TestGatherKeeps gathers any prompt: no tag is lost, and once is enough.
func TestGatherKeeps(t *testing.T) {
	r := rand.New(rand.NewSource(7))
	// The words tell, since brackets and weights may be shared out again.
	texts := func(s string) string {
		var all []string
		for _, w := range strings.FieldsFunc(s, func(c rune) bool { return !unicode.IsLetter(c) }) {
			if w != "BREAK" {
				all = append(all, w)
			}
		}
		sort.Strings(all)
		return strings.Join(all, " ")
	}
	for n := 0; n < 4000; n++ {
		was := prompt.Texts{Positive: anyPrompt(r, true)}
		o := Options{StylesAtEnd: n%3 == 0}
		now := Gather(rouwei, nil, was, o).Apply(was)
		if texts(was.Positive) != texts(now.Positive) {
			t.Fatalf("%q became %q", was.Positive, now.Positive)
		}
		if again := Gather(rouwei, nil, now, o).Apply(now); again != now {
			t.Fatalf("%+v %q became %q, then %q", o, was.Positive, now.Positive, again.Positive)
		}
	}
}

func TestGatherSaysWhatDoesNotFit(t *testing.T) {
	var artists []string
	for i := 0; i < 30; i++ {
		artists = append(artists, "by kantoku")
	}
	was := prompt.Texts{Positive: "1girl, " + strings.Join(artists, ", ")}
	if c := Gather(rouwei, nil, was, Options{}); !strings.Contains(c.Note, "more than the 75") {
		t.Errorf("the note is %q", c.Note)
	}
	if n, ok := styleChunkTokens(rouwei, nil, "by kantoku BREAK 1girl"); !ok || n < 2 || n > 6 {
		t.Errorf("%d tokens, %v", n, ok)
	}
}

// TestGathererRemembers types prompts key by key, more parts than are
// remembered, and holds what one Gatherer makes of each against a new one's.
func TestGathererRemembers(t *testing.T) {
	var long strings.Builder
	for i := range mostKept {
		fmt.Fprintf(&long, "tag %d, ", i)
	}
	texts := []string{long.String() + "by kantoku, 1girl", strings.Repeat("very ", longestKept) + "long, by wlop, 1girl"}
	whole := `1girl, kantoku, [a|wlop], wlop style, (by x \(y\):0.7), x (y), flat colors, art by kantoku, wlop BREAK sketch, (wlop, by kantoku:1.2)`
	for i := range whole {
		texts = append(texts, whole[:i], whole[i:]) // every part in many states
	}
	for _, o := range []Options{{}, {StylesAtEnd: true}} {
		g := NewGatherer(rouwei, finder, o)
		for range 2 {
			for _, text := range texts {
				was := prompt.Texts{Positive: text}
				got, want := g.Gather(was), Gather(rouwei, finder, was, o)
				if got.Apply(was) != want.Apply(was) || got.Note != want.Note {
					t.Errorf("%.200q became %+v, want %+v", text, got, want)
				}
			}
		}
		if n := len(g.memory.roles.answers); n == 0 || n > mostKept {
			t.Errorf("%d remembered, want some and at most %d", n, mostKept)
		}
	}
}

func BenchmarkGather(b *testing.B) {
	t := longPrompt()
	t.Positive += ", by someartist, flat colors"
	for i := 0; i < b.N; i++ {
		Gather(rouwei, nil, prompt.Texts{Positive: fmt.Sprint(t.Positive, i), Negative: t.Negative}, Options{})
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms/change")
}

func FuzzGather(f *testing.F) {
	f.Add("1girl, (by a, sketch:1.2) BREAK by b", true)
	f.Fuzz(func(t *testing.T, text string, end bool) {
		was := prompt.Texts{Positive: text}
		now := Gather(rouwei, nil, was, Options{StylesAtEnd: end}).Apply(was)
		if again := Gather(rouwei, nil, now, Options{StylesAtEnd: end}).Apply(now); again != now {
			t.Fatalf("%q became %q, then %q", text, now.Positive, again.Positive)
		}
	})
}

func TestCompose(t *testing.T) {
	cases := []struct {
		name     string
		parts    Parts
		o        Options
		positive string
		negative string
		fault    string
	}{
		{"nothing", Parts{}, Options{}, "", "worst quality, low quality, watermark", ""},
		{"the model's own", Parts{Artists: []string{"kantoku", "by wlop"}, Quality: []string{"masterpiece,best_quality"}, Tags: []string{"1girl", "karin_(blue_archive)", "looking_at_viewer"}}, Options{},
			`by kantoku, by wlop, best quality, masterpiece BREAK 1girl, karin \(blue archive\), looking at viewer`, "worst quality, low quality, watermark", ""},
		{"weights", Parts{Artists: []string{"(kantoku:0.7)"}, Tags: []string{"(long_hair:1.2), solo", "hair (blue:1.2)"}}, Options{}, "(by kantoku:0.7) BREAK (long hair:1.2), solo, hair (blue:1.2)", "worst quality, low quality, watermark", ""},
		{"styles and meta", Parts{Styles: []string{"1990s_(style)", "-sketch"}, Meta: []string{"low brightness, -hdr"}, Tags: []string{"1girl"}, Negative: []string{"worst quality"}}, Options{},
			`1990s \(style\) BREAK 1girl, low brightness`, "worst quality, sketch, hdr", ""},
		{"no negative", Parts{Tags: []string{"1girl"}, Negative: []string{}}, Options{}, "1girl", "", ""},
		{"artists only", Parts{Artists: []string{"kantoku"}}, Options{}, "by kantoku", "worst quality, low quality, watermark", ""},
		{"at the end", Parts{Artists: []string{"kantoku"}, Quality: []string{"masterpiece"}, Styles: []string{"sketch"}, Tags: []string{"1girl"}}, Options{StylesAtEnd: true}, "1girl, by kantoku, masterpiece, sketch", "worst quality, low quality, watermark", ""},
		{"sentence", Parts{Tags: []string{"1girl", "A girl reads (slowly) in the rain."}}, Options{}, "1girl, A girl reads (slowly) in the rain.", "worst quality, low quality, watermark", ""},
		{"twice", Parts{Tags: []string{"1girl", "1girl"}, Negative: []string{"Worst Quality, worst_quality"}}, Options{}, "1girl", "Worst Quality", ""},
		{"chunks", Parts{Tags: []string{"1girl BREAK 1boy", "rain"}, Negative: []string{}}, Options{}, "1girl BREAK 1boy, rain", "", ""},
		{"escaped already", Parts{Tags: []string{`karin \(blue archive\)`}, Negative: []string{}}, Options{}, `karin \(blue archive\)`, "", ""},
		{"dead quality", Parts{Quality: []string{"amazing quality"}}, Options{}, "", "", "best quality, masterpiece"},
		{"dead tag", Parts{Tags: []string{"absurdres"}}, Options{}, "", "", "does nothing on RouWei"},
		{"no meta tag", Parts{Meta: []string{"smile"}}, Options{}, "", "", "low brightness"},
		{"refused only", Parts{Meta: []string{"limited range"}}, Options{}, "", "", "negative"},
		{"refused only, among the tags", Parts{Tags: []string{"1girl, (limited range:1.2)"}}, Options{}, "", "", "negative"},
		{"refused only, refused", Parts{Tags: []string{"1girl"}, Meta: []string{"-limited range"}, Negative: []string{}}, Options{}, "1girl", "limited range", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := Compose(rouwei, finder, c.parts, c.o)
			if c.fault != "" {
				if err == nil || !strings.Contains(err.Error(), c.fault) {
					t.Fatalf("the error is %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got.Positive != c.positive || got.Negative != c.negative {
				t.Errorf("got %q − %q", got.Positive, got.Negative)
			}
		})
	}
}

// TestGatherSaysWhyNot tells a prompt in which all is together from one whose
// other words are in no list, and may be names of artists.
func TestGatherSaysWhyNot(t *testing.T) {
	for text, want := range map[string]string{
		"by kantoku, by wlop":          "together already",
		"by kantoku, __style__":        "together already",
		"by kantoku BREAK 1girl, solo": "together already",
		"blorf, by kantoku, zqx":       "in no list",
		"空、雲, by kantoku":              "in no list",
		"1girl __x__, by kantoku":      "in no list",
		"1girl;, by kantoku":           "in no list",
	} {
		if c := Gather(rouwei, fewTags, prompt.Texts{Positive: text}, Options{}); !c.Empty() || !strings.Contains(c.Note, want) {
			t.Errorf("%q: %v %q, want %q", text, c.Positive, c.Note, want)
		}
	}
}
