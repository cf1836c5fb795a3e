package wildcard

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"tailor/tags/prompt/variants"
)

// thousands makes a folder with 5,000 files, 4,900 of them text of ten
// entries, in a hundred sub-folders, a hundred of them YAML of twenty lists.
func thousands(b *testing.B) (*Set, string) {
	b.Helper()
	files := map[string]string{}
	for i := range 4900 {
		var text strings.Builder
		for j := range 10 {
			fmt.Fprintf(&text, "%d::entry %d of list %d, with some words\n", j+1, j, i)
		}
		files[fmt.Sprintf("folder%02d/theme%d/list_%d.txt", i%100, i%7, i)] = text.String()
	}
	for i := range 100 {
		var text strings.Builder
		for j := range 20 {
			fmt.Fprintf(&text, "key_%d:\n  sub:\n  - one\n  - two\n", j)
		}
		files[fmt.Sprintf("folder%02d/pack%d.yaml", i, i)] = text.String()
	}
	dir := b.TempDir()
	write(b, dir, files)
	s := New(dir)
	if err := s.Scan(context.Background()); err != nil {
		b.Fatal(err)
	}
	if n := len(s.Names()); n != 4900+2000 {
		b.Fatalf("%d lists", n)
	}
	return s, dir
}

func BenchmarkFiveThousandFiles(b *testing.B) {
	s, dir := thousands(b)
	perOp := func(b *testing.B, unit string, scale float64) {
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/scale, unit)
	}
	b.Run("first scan", func(b *testing.B) {
		for b.Loop() {
			if err := New(dir).Scan(context.Background()); err != nil {
				b.Fatal(err)
			}
		}
		perOp(b, "ms/scan", 1e6)
	})
	b.Run("scan again", func(b *testing.B) {
		for b.Loop() {
			if err := s.Scan(context.Background()); err != nil {
				b.Fatal(err)
			}
		}
		perOp(b, "ms/scan", 1e6)
	})
	for _, query := range []string{"l", "list_4", "fo/th/li", "key", "nothing", ""} {
		b.Run("complete "+query, func(b *testing.B) {
			for b.Loop() {
				s.Complete(query, 20)
			}
			perOp(b, "µs/key", 1e3)
		})
	}
	b.Run("lists of a name", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Lists("folder17/theme3/list_17"); err != nil {
				b.Fatal(err)
			}
		}
		perOp(b, "µs/op", 1e3)
	})
	b.Run("gauge of whole lists", func(b *testing.B) {
		g := variants.NewGauge(s.Lines, func(text string) int { return len(strings.Fields(text)) })
		for b.Loop() {
			g.Longest("1girl, __folder17/theme3/list_17__, __folder17/*__")
		}
		perOp(b, "µs/key", 1e3)
	})
	b.Run("expand", func(b *testing.B) {
		for b.Loop() {
			if _, problems := variants.New(7, s.Lines).Expand("1girl, __folder17/theme3/list_17__, __folder17/*__"); problems != nil {
				b.Fatal(problems)
			}
		}
		perOp(b, "µs/op", 1e3)
	})
}
