package edit

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"tailor/tags/catalogue"
	"tailor/tags/prompt"
	"tailor/tags/taglist"
)

// poolOf is a pool of artists, and the catalogue that has them.
func poolOf(t testing.TB, names ...string) (*catalogue.Catalogue, ArtistPool) {
	t.Helper()
	l, err := taglist.ReadTags(strings.NewReader(strings.Join(names, ",1\n")+",1\n"), "artists")
	if err != nil {
		t.Fatal(err)
	}
	c := catalogue.Build(l)
	return c, NewArtistPool(c)
}

func manyArtists(t testing.TB) (*catalogue.Catalogue, ArtistPool) {
	var names []string
	for i := range 500 {
		names = append(names, fmt.Sprintf("%s%c%s (%d)", []string{"foo", "ba", "quux"}[i%3], 'a'+i%26, []string{"", "_bar", "-baz"}[i%3], i))
	}
	return poolOf(t, names...)
}

func TestRoll(t *testing.T) {
	cat, pool := poolOf(t, "some_artist_(x)")
	for _, c := range []struct {
		name, text, negative string
		before               []string
		o                    Options
		want, note           string
	}{
		{"an empty prompt", "", "", nil, Options{}, `by some artist \(x\) BREAK `, "seed 7"},
		{"a body", "1girl, solo", "", nil, Options{}, `by some artist \(x\) BREAK 1girl, solo`, ""},
		{"a style chunk", "by wlop, masterpiece BREAK 1girl", "", nil, Options{}, `by wlop, by some artist \(x\), masterpiece BREAK 1girl`, ""},
		{"a style chunk alone", "by wlop, masterpiece, ", "", nil, Options{}, `by wlop, by some artist \(x\), masterpiece BREAK `, ""},
		{"an open bracket", "(masterpiece", "", nil, Options{}, `by some artist \(x\), (masterpiece`, ""},
		{"a weight", "(by wlop:0.7) BREAK 1girl", "", nil, Options{}, `(by wlop:0.7), by some artist \(x\) BREAK 1girl`, ""},
		{"there already", `by Some_Artist \(x\) BREAK 1girl`, "", nil, Options{}, `by Some_Artist \(x\) BREAK 1girl`, "no other artists"},
		{"refused", "1girl", `by some artist \(x\)`, nil, Options{}, "1girl", "no other artists"},
		{"rolled before", "by a,  masterpiece BREAK\n1girl", "", []string{"by a"}, Options{}, `by some artist \(x\),  masterpiece BREAK` + "\n1girl", ""},
		{"alone in its chunk", "by a BREAK\n1girl", "", []string{"by a"}, Options{}, `by some artist \(x\) BREAK` + "\n1girl", ""},
		{"several before", "by a, by k, by b, by c, masterpiece BREAK 1girl", "", []string{"by a", "by b", "by c"}, Options{}, `by some artist \(x\), by k, masterpiece BREAK 1girl`, ""},
		{"weighted since", "(by a:0.7), by b BREAK 1girl", "", []string{"by a", "by b"}, Options{}, `(by a:0.7), by some artist \(x\) BREAK 1girl`, ""},
		{"carried off since", "by k BREAK 1girl, by a, solo", "", []string{"by a"}, Options{}, `by k, by some artist \(x\) BREAK 1girl, solo`, ""},
		{"gone since", "1girl", "", []string{"by a"}, Options{}, `by some artist \(x\) BREAK 1girl`, ""},
		{"the same again", `by some artist \(x\) BREAK 1girl`, "", []string{`by some artist \(x\)`}, Options{}, `by some artist \(x\) BREAK 1girl`, "seed 7"},
		{"at the end", "masterpiece BREAK 1girl", "", nil, Options{StylesAtEnd: true}, `masterpiece BREAK 1girl, by some artist \(x\)`, ""},
		{"at the end, before", "1girl, by a, sketch", "", []string{"by a"}, Options{StylesAtEnd: true}, `1girl, by some artist \(x\), sketch`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			was := prompt.Texts{Positive: c.text, Negative: c.negative}
			r := Roll(rouwei, cat, pool, was, RollOptions{Seed: 7, Number: 1, Before: c.before}, c.o)
			if now := r.Apply(was); now.Positive != c.want || now.Negative != c.negative {
				t.Errorf("got  %q\nwant %q", now.Positive, c.want)
			}
			if !strings.Contains(r.Note, c.note) {
				t.Errorf("the note is %q", r.Note)
			}
		})
	}
	_, long := poolOf(t, "the man who drew a hundred cats by hand")
	was := prompt.Texts{Positive: "1girl"}
	if r := Roll(rouwei, cat, long, was, RollOptions{Number: 1}, Options{}); len(r.Artists) != 1 {
		t.Errorf("a name that no list has: %+v", r)
	}
	if r := Roll(rouwei, nil, NewArtistPool(nil), prompt.Texts{}, RollOptions{Number: 3}, Options{}); !r.Empty() || r.Short == "" {
		t.Errorf("an empty pool: %+v", r)
	}
}

// TestRollFillsTheStyleChunk rolls more artists than the chunk takes.
func TestRollFillsTheStyleChunk(t *testing.T) {
	cat, pool := manyArtists(t)
	for n := range 40 {
		was := prompt.Texts{Positive: "by wlop" + strings.Repeat(", flat colors", n) + " BREAK 1girl"}
		r := Roll(rouwei, cat, pool, was, RollOptions{Seed: uint64(n), Number: 30}, Options{})
		text := r.Apply(was).Positive
		tokens, ok := styleChunkTokens(rouwei, cat, text)
		before, _ := styleChunkTokens(rouwei, cat, was.Positive)
		if before > prompt.ChunkSize {
			if !r.Empty() {
				t.Errorf("a full chunk became %q", text)
			}
			continue
		}
		if !ok || tokens > prompt.ChunkSize || tokens < prompt.ChunkSize-15 || r.Short == "" {
			t.Errorf("%d tokens before, %d after, %q", before, tokens, r.Short)
		}
		if want := fmt.Sprintf("%d of 30 artists", len(r.Artists)); !strings.Contains(r.Short, want) || strings.Count(text, "by ") != len(r.Artists)+1 {
			t.Errorf("%q says %q", text, r.Short)
		}
	}
	for n := range 75 {
		was := prompt.Texts{Positive: strings.Repeat("a ", n)}
		r := Roll(rouwei, cat, pool, was, RollOptions{Seed: uint64(n), Number: 30}, Options{StylesAtEnd: true})
		if got := prompt.Count(r.Apply(was).Positive, prompt.Defaults); got.Max != prompt.ChunkSize {
			t.Errorf("%d tokens before: %+v", n, got)
		}
	}
}

// TestRollChangesNothingElse rolls artists into any prompt, and others in
// their stead.
func TestRollChangesNothingElse(t *testing.T) {
	cat, pool := manyArtists(t)
	random := rand.New(rand.NewSource(7))
	rolled, again := 0, 0
	for n := range 1500 {
		was := prompt.Texts{Positive: anyPrompt(random, n%2 == 0), Negative: "sketch"}
		o := Options{StylesAtEnd: n%5 == 0}
		throw := RollOptions{Seed: uint64(n), Number: 1 + n%4}
		r := Roll(rouwei, cat, pool, was, throw, o)
		now := r.Apply(was)
		if same := Roll(rouwei, cat, pool, was, throw, o); same.Apply(was) != now {
			t.Fatalf("%q became %q and %q by one seed", was.Positive, now.Positive, same.Apply(was).Positive)
		}
		for _, e := range r.Positive {
			if gone := e.Of(was.Positive); strings.Trim(gone, ", \n") != "" || gone != "" && e.End != len(was.Positive) {
				t.Fatalf("%q: %q goes", was.Positive, gone)
			}
		}
		if now.Negative != was.Negative {
			t.Fatalf("the negative became %q", now.Negative)
		}
		if len(r.Artists) == 0 {
			continue
		}
		rolled++
		for _, a := range r.Artists {
			if strings.Count(now.Positive, a) != 1 {
				t.Fatalf("%q stands not once in %q", a, now.Positive)
			}
		}
		// Another throw in its stead is as if this one had never been.
		next := RollOptions{Seed: throw.Seed + 1, Number: throw.Number}
		want := Roll(rouwei, cat, pool, was, next, o)
		next.Before = r.Artists
		got := Roll(rouwei, cat, pool, now, next, o)
		if !slices.Equal(got.Artists, want.Artists) {
			t.Fatalf("%q, then %q: rolled %q, want %q", was.Positive, now.Positive, got.Artists, want.Artists)
		}
		for _, a := range r.Artists {
			if !slices.Contains(got.Artists, a) && strings.Contains(got.Apply(now).Positive, a) {
				t.Fatalf("%q is still in %q", a, got.Apply(now).Positive)
			}
		}
		if got.Apply(now) == want.Apply(was) {
			again++
		}
	}
	if rolled < 1000 || again < rolled*98/100 {
		t.Errorf("%d of 1500 prompts were rolled into, %d of them the same again", rolled, again)
	}
}

func TestShuffled(t *testing.T) {
	_, pool := manyArtists(t)
	first := map[string]int{}
	for seed := range uint64(2000) {
		draw := pool.shuffled(seed)
		seen := map[string]bool{}
		for i := range 20 {
			tag, ok := draw()
			if !ok || seen[tag.Name] {
				t.Fatalf("seed %d draws %q twice, or nothing", seed, tag.Name)
			}
			seen[tag.Name] = true
			if i == 0 {
				first[tag.Name]++
			}
		}
	}
	if len(first) < 450 { // 491 of 500 are to be expected
		t.Errorf("only %d artists come first", len(first))
	}
	draw := pool.shuffled(1)
	for n := range pool.Len() + 1 {
		if _, ok := draw(); ok != (n < pool.Len()) {
			t.Fatalf("draw %d: %v", n, ok)
		}
	}
}

func BenchmarkRoll(b *testing.B) {
	cat, pool := manyArtists(b)
	was := longPrompt()
	for i := 0; b.Loop(); i++ {
		Roll(rouwei, cat, pool, was, RollOptions{Seed: uint64(i), Number: 3}, Options{})
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms/roll")
}
