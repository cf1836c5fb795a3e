package edit

import (
	"fmt"
	"math/rand"
	"os"
	"sort"
	"strings"
	"testing"

	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/prompttest"
)

var rouwei = profile.RouWei()

func TestToggle(t *testing.T) {
	cases := []struct {
		name, positive, negative, tag string
		to                            State
		wantPositive, wantNegative    string
	}{
		{"quality into nothing", "", "", "masterpiece", Wanted, "masterpiece BREAK ", ""},
		{"new style chunk", "1girl, solo", "", "masterpiece", Wanted, "masterpiece BREAK 1girl, solo", ""},
		{"second quality tag before", "masterpiece BREAK 1girl", "", "best quality", Wanted, "best quality, masterpiece BREAK 1girl", ""},
		{"second quality tag behind", "best quality BREAK 1girl", "", "masterpiece", Wanted, "best quality, masterpiece BREAK 1girl", ""},
		{"behind artists", "by a, (by b:0.7) BREAK 1girl", "", "best quality", Wanted, "by a, (by b:0.7), best quality BREAK 1girl", ""},
		{"behind a group of artists", "(by a, by b:0.7) BREAK 1girl", "", "best quality", Wanted, "(by a, by b:0.7), best quality BREAK 1girl", ""},
		{"style behind quality", "by a, masterpiece BREAK 1girl", "", "flat colors", Wanted, "by a, masterpiece, flat colors BREAK 1girl", ""},
		{"quality before style", "by a, flat colors BREAK 1girl", "", "masterpiece", Wanted, "by a, masterpiece, flat colors BREAK 1girl", ""},
		{"a plain word has the chunk to itself", "by moon BREAK 1girl", "", "masterpiece", Wanted, "by moon, masterpiece BREAK 1girl", ""},
		{"booru style is escaped", "by a BREAK 1girl", "", "1990s (style)", Wanted, `by a, 1990s \(style\) BREAK 1girl`, ""},
		{"only artists", "by a, by b", "", "masterpiece", Wanted, "by a, by b, masterpiece", ""},
		{"first chunk is no style chunk", "1girl, solo BREAK forest", "", "masterpiece", Wanted, "masterpiece BREAK 1girl, solo BREAK forest", ""},
		{"style chunk in other words", "by a, thick outlines, film, cel look BREAK 1girl", "", "masterpiece", Wanted, "by a, masterpiece, thick outlines, film, cel look BREAK 1girl", ""},
		{"body with an artist first", "by a, 1girl, film BREAK x", "", "masterpiece", Wanted, "masterpiece BREAK by a, 1girl, film BREAK x", ""},
		{"meta behind the body", "by a BREAK 1girl, solo", "", "hdr", Wanted, "by a BREAK 1girl, solo, hdr", ""},
		{"meta before a trailing comma", "1girl, solo, ", "", "hdr", Wanted, "1girl, solo, hdr, ", ""},
		{"meta beside AND's weight", "1girl, smile AND forest :0.5", "", "hdr", Wanted, "1girl, smile AND hdr, forest :0.5", ""},
		{"meta before AND's own weight", "1girl AND a, forest :0.5, b", "", "hdr", Wanted, "1girl AND a, forest :0.5, b, hdr", ""},
		{"meta beside a weight and AND's", "1girl AND (forest:1.2) :0.5", "", "hdr", Wanted, "1girl AND hdr, (forest:1.2) :0.5", ""},
		{"meta into an empty body", "by a BREAK ", "", "hdr", Wanted, "by a BREAK hdr, ", ""},
		{"meta before artists at the end", "1girl, solo, by a, flat colors", "", "hdr", Wanted, "1girl, solo, hdr, by a, flat colors", ""},
		{"meta into the last chunk with tags", "by a BREAK 1girl BREAK 1boy BREAK ", "", "hdr", Wanted, "by a BREAK 1girl BREAK 1boy, hdr BREAK ", ""},
		{"meta behind a group", "1girl, (a, b:1.2)", "", "hdr", Wanted, "1girl, (a, b:1.2), hdr", ""},
		{"meta before an open bracket", "1girl, (a, b", "", "hdr", Wanted, "1girl, hdr, (a, b", ""},
		{"behind a comment", "1girl # note", "", "hdr", Wanted, "1girl, hdr # note", ""},
		{"network before the body", "<lora:x:1> 1girl", "", "masterpiece", Wanted, "masterpiece BREAK <lora:x:1> 1girl", ""},
		{"refused into nothing", "", "", "worst quality", Refused, "", "worst quality"},
		{"negative quality in order", "", "low quality, watermark", "worst quality", Refused, "", "worst quality, low quality, watermark"},
		{"negative quality in order 2", "", "worst quality, watermark", "low quality", Refused, "", "worst quality, low quality, watermark"},
		{"meta refused", "", "worst quality, watermark", "high brightness", Refused, "", "worst quality, watermark, high brightness"},
		{"wanted to refused", "1girl, (hdr:1.2), solo", "worst quality", "hdr", Refused, "1girl, solo", "worst quality, hdr"},
		{"refused to wanted", "1girl", "Hdr, worst quality", "hdr", Wanted, "1girl, hdr", "worst quality"},
		{"off, weighted", "(masterpiece:1.2), best quality BREAK x", "", "masterpiece", Off, "best quality BREAK x", ""},
		{"off, out of a group", "(masterpiece, best quality:1.2) BREAK x", "", "masterpiece", Off, "(best quality:1.2) BREAK x", ""},
		{"off, last of a group", "(masterpiece, best quality:1.2) BREAK x", "", "best quality", Off, "(masterpiece:1.2) BREAK x", ""},
		{"off, alone in a group with a comma", "1girl, (hdr, :1.2), x", "", "hdr", Off, "1girl, x", ""},
		{"off, underscores and case", "Best_Quality, 1girl", "", "best quality", Off, "1girl", ""},
		{"off, every one", "masterpiece, 1girl, masterpiece, ((masterpiece))", "", "masterpiece", Off, "1girl", ""},
		{"off, twice side by side", "masterpiece, masterpiece BREAK x", "", "masterpiece", Off, "x", ""},
		{"off, in the middle", "a, masterpiece, b", "", "masterpiece", Off, "a, b", ""},
		{"off, last of the style chunk", "masterpiece BREAK 1girl", "", "masterpiece", Off, "1girl", ""},
		{"off, last of the style chunk on its line", "masterpiece,\nBREAK\n1girl", "", "masterpiece", Off, "1girl", ""},
		{"off, at the start of a line", "a,\nmasterpiece, b", "", "masterpiece", Off, "a,\nb", ""},
		{"off, on a line of its own", "a,\nmasterpiece,\nb", "", "masterpiece", Off, "a,\nb", ""},
		{"off, behind a network", "a, <lora:x:1> hdr, b", "", "hdr", Off, "a, <lora:x:1> b", ""},
		{"a variant is left alone", "{masterpiece|sketch}, 1girl", "", "masterpiece", Off, "{masterpiece|sketch}, 1girl", ""},
		{"already so", "by a, masterpiece BREAK x", "", "masterpiece", Wanted, "by a, masterpiece BREAK x", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			was := prompt.Texts{Positive: c.positive, Negative: c.negative}
			got := Toggle(rouwei, was, c.tag, c.to).Apply(was)
			if got.Positive != c.wantPositive || got.Negative != c.wantNegative {
				t.Errorf("got %q − %q\nwant %q − %q", got.Positive, got.Negative, c.wantPositive, c.wantNegative)
			}
			if s := States(rouwei, got)[c.tag]; s != c.to && c.name != "a variant is left alone" {
				t.Errorf("the state is %d", s)
			}
		})
	}
}

// TestToggleTakesOutAsAll holds switching off against the one table of what a
// removal leaves.
func TestToggleTakesOutAsAll(t *testing.T) {
	table, err := os.ReadFile("../splice/testdata/removals.txt")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(table)) {
		var text, want string
		if _, err := fmt.Sscanf(line, "%q\t%q", &text, &want); err != nil {
			continue // its heading
		}
		n++
		was := prompt.Texts{Positive: text}
		if off := Toggle(rouwei, was, "amazing quality", Off).Apply(was); off.Positive != want {
			t.Errorf("%q switched off leaves %q, taken out %q", text, off.Positive, want)
		}
	}
	if n != 330 {
		t.Fatalf("%d places in the table, want 330", n)
	}
}

func TestStates(t *testing.T) {
	cases := []struct{ name, positive, negative, want string }{
		{"nothing", "1girl, solo", "watermark", ""},
		{"all forms", "(MASTERPIECE:1.2), [Best_Quality], 1990s (style), (a, hdr:0.8) BREAK low gamma", "worst quality, ((limited_range))",
			"1990s (style)+ best quality+ hdr+ limited range− low gamma+ masterpiece+ worst quality−"},
		{"escaped", `toon \(style\)`, "", "toon (style)+"},
		{"not these", "by sketch, masterpiece art, # hdr\n[sdr:0.5], __cgi__, {hdr|x}", "", ""},
		{"both", "hdr", "hdr", "hdr+"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			states := States(rouwei, prompt.Texts{Positive: c.positive, Negative: c.negative})
			for _, g := range rouwei.Toggles() {
				for _, tag := range g.Tags {
					if s, ok := states[tag]; !ok {
						t.Errorf("no state for %q", tag)
					} else if s != Off {
						got = append(got, tag+s.String())
					}
				}
			}
			sort.Strings(got)
			if g := strings.Join(got, " "); g != c.want {
				t.Errorf("got %s, want %s", g, c.want)
			}
		})
	}
}

// anyPrompt makes a prompt of whatever prompts are made of, with toggles among
// it where that is asked for.
func anyPrompt(r *rand.Rand, toggled bool) string {
	if !toggled {
		return prompttest.Mixed(r)
	}
	return prompttest.Mixed(r, "masterpiece", "(best quality:1.1)", "flat colors", "hdr", `1990s \(style\)`, "(masterpiece, hdr:1.2)", "Low_Quality")
}

// TestToggleRestores switches tags on and off again, alone and several at
// once in any order, and wants the text back to the byte.
func TestToggleRestores(t *testing.T) {
	r := rand.New(rand.NewSource(2))
	toggles := []string{"masterpiece", "best quality", "low quality", "hdr", "limited range", "flat colors", "1990s (style)"}
	bad := 0
	for n := 0; n < 1500 && bad < 10; n++ {
		was := prompt.Texts{Positive: anyPrompt(r, true), Negative: anyPrompt(r, true)}
		states := States(rouwei, was)
		for _, tag := range toggles {
			if states[tag] != Off {
				continue
			}
			for _, to := range []State{Wanted, Refused} {
				on := Toggle(rouwei, was, tag, to).Apply(was)
				if s := States(rouwei, on)[tag]; s != to {
					bad++
					t.Errorf("%+v: %s is %d, not %d, in %+v", was, tag, s, to, on)
					continue
				}
				if to == Wanted && on.Negative != was.Negative || to == Refused && on.Positive != was.Positive {
					t.Errorf("%+v: %s changes the other prompt: %+v", was, tag, on)
				}
				for other, s := range States(rouwei, on) {
					if other != tag && s != states[other] {
						bad++
						t.Errorf("%q: %s changes %s: %q", was, tag, other, on)
					}
				}
				if off := Toggle(rouwei, on, tag, Off).Apply(on); off != was {
					bad++
					t.Errorf("%s %v\n was %q\n  on %q\n off %q", tag, to, was, on, off)
				}
			}
		}
	}
}

// TestToggleRestoresInAnyOrder switches several tags on and, in another order,
// off, in prompts as people write them.
func TestToggleRestoresInAnyOrder(t *testing.T) {
	r := rand.New(rand.NewSource(3))
	prompts := []string{"", "1girl", "1girl, solo, ", "by a BREAK 1girl", "by a, (by b:0.7) BREAK 1girl, solo BREAK forest", "1girl, by a", "(1girl, solo:1.1), rain\n"}
	toggles := []string{"masterpiece", "best quality", "hdr", "flat colors", "sketch", "low gamma"}
	for n := 0; n < 400; n++ {
		was := prompt.Texts{Positive: prompts[n%len(prompts)], Negative: "worst quality"}
		now := was
		steps := fmt.Sprintf("%q", was.Positive)
		for _, k := range r.Perm(len(toggles)) {
			now = Toggle(rouwei, now, toggles[k], Wanted).Apply(now)
			steps += fmt.Sprintf("\n %s %q", toggles[k], now.Positive)
		}
		if !strings.Contains(now.Positive, "best quality, masterpiece, ") {
			t.Fatalf("the quality tags stand in another order: %s", steps)
		}
		for _, k := range r.Perm(len(toggles)) {
			now = Toggle(rouwei, now, toggles[k], Off).Apply(now)
			steps += fmt.Sprintf("\n-%s %q", toggles[k], now.Positive)
		}
		if now != was {
			t.Fatalf("the text is not as it was: %s", steps)
		}
	}
}

func FuzzToggle(f *testing.F) {
	for _, s := range []string{"(a, b:1.2)", `\(a\)`, "a BREAK (b", "[a:b:0.5]", "#x\n{a|b}", "))((", "]:1)[", "masterpiece BREAK", "<lora:x:1> BREAK"} {
		f.Add(s, "low quality")
	}
	f.Fuzz(func(t *testing.T, positive, negative string) {
		was := prompt.Texts{Positive: positive, Negative: negative}
		for _, tag := range []string{"masterpiece", "hdr", "worst quality", "sketch"} {
			for _, to := range []State{Wanted, Refused, Off} {
				c := Toggle(rouwei, was, tag, to)
				now := c.Apply(was)
				if to != Off && States(rouwei, was)[tag] == Off && to == Wanted {
					if off := Toggle(rouwei, now, tag, Off).Apply(now); off != was && States(rouwei, now)[tag] == to {
						t.Fatalf("%s: %q became %q, then %q", tag, was, now, off)
					}
				}
			}
		}
	})
}

func BenchmarkStates(b *testing.B) {
	t := longPrompt()
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		States(rouwei, prompt.Texts{Positive: fmt.Sprint(t.Positive, i), Negative: t.Negative})
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms/change")
}

func BenchmarkToggle(b *testing.B) {
	t := longPrompt()
	for i := 0; i < b.N; i++ {
		Toggle(rouwei, t, "hdr", Wanted)
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms/change")
}

// longPrompt is a prompt of about 300 tokens.
func longPrompt() prompt.Texts {
	var tags []string
	for i := 0; i < 24; i++ {
		tags = append(tags, "long hair", `karin \(blue archive\)`, "(holding own tail:1.2)", "looking_at_viewer")
	}
	return prompt.Texts{Positive: "by kantoku, by wlop, best quality, masterpiece BREAK 1girl, " + strings.Join(tags, ", "), Negative: "worst quality, low quality, watermark"}
}
