package lint

import (
	"math/rand"
	"strings"
	"testing"

	"tailor/data/reference"
	"tailor/tags/prompt"
)

// gone are rules whose fault is really gone when what they speak of changed
// elsewhere: the other of two tags, the length of a chunk, a blank.
var gone1 = map[string]bool{Contradiction: true, Duplicate: true, StyleChunk: true, ChunkWaste: true, TagSplit: true, Spacing: true, TooMany: true, QualityWhole: true, TagOrder: true, MissingTag: true, Prose: true}

// TestNoFixTakesAnothersGround carries out each fix alone and wants every
// other diagnostic still there, of whose text it touched nothing: whichever of
// two is fixed first, the other can be fixed after it.
func TestNoFixTakesAnothersGround(t *testing.T) {
	c := withLarge(t, Options{})
	seen := 0
	try := func(texts prompt.Texts) {
		found := c.Check(texts)
		for i := range found {
			d := &found[i]
			if !d.Fixable() {
				continue
			}
			left := c.Check(d.Apply(texts))
			for k := range found {
				e := &found[k]
				if k == i || gone1[e.Rule] || e.Negative == d.Negative && touches(d.Edits, e) {
					continue
				}
				seen++
				if !has(left, e, texts, d) {
					t.Errorf("%q: fixing %s %q leaves %q, in which nothing is said of %s %q", texts, d.Rule, of(texts, d), d.Apply(texts), e.Rule, of(texts, e))
				}
			}
		}
	}
	jsonLines(t, reference.Path(t, "golden/lint.jsonl"), func(n int, row struct{ Prompt, Negative string }) {
		try(prompt.Texts{Positive: row.Prompt, Negative: row.Negative})
	})
	for _, text := range []string{
		"1girl, newest, sensitive", "1girl, sensitive, newest, hat", "1girl, masterpiece, newest, sensitive", "1girl, hat, masterpiece, safe, by wlop, hat",
		"safe, masterpiece, 1girl, by wlop, solo", "1girl, masterpiece, hat, masterpiece, safe",
	} {
		try(prompt.Texts{Positive: text, Negative: "low quality"})
		try(prompt.Texts{Positive: "1girl", Negative: text})
	}
	try(prompt.Texts{Positive: "1girl", Negative: "bad hands, extra fingers, lowres"})
	rng := rand.New(rand.NewSource(5))
	parts := append(append([]string(nil), fragments...), mixed...)
	write := func(n int) string {
		var s []string
		for ; n > 0; n-- {
			s = append(s, parts[rng.Intn(len(parts))])
		}
		return strings.Join(s, ", ")
	}
	rounds := 200
	if testing.Short() {
		rounds = 60
	}
	for ; rounds > 0; rounds-- {
		try(prompt.Texts{Positive: write(1 + rng.Intn(8)), Negative: write(rng.Intn(5))})
	}
	t.Logf("%d pairs", seen)
}

func of(t prompt.Texts, d *Diagnostic) string {
	if d.Negative {
		return d.Of(t.Negative)
	}
	return d.Of(t.Positive)
}

// touches reports whether edits change anything of what is diagnosed.
func touches(edits []prompt.Edit, e *Diagnostic) bool {
	for _, x := range edits {
		if x.Start < e.End && e.Start < x.End || x.Start == e.Start {
			return true
		}
	}
	return false
}

// has reports whether a diagnostic is still among those that are left when
// another's fix was carried out.
func has(left []Diagnostic, e *Diagnostic, before prompt.Texts, d *Diagnostic) bool {
	after := d.Apply(before)
	for k := range left {
		if left[k].Rule == e.Rule && left[k].Negative == e.Negative && of(after, &left[k]) == of(before, e) {
			return true
		}
	}
	return false
}
