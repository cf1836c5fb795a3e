package library

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"tailor/data/reference"
)

// BenchmarkLoad loads what a user has: the large list with its aliases, and
// everything that tailor update installs beside the starter lists (target
// 150 ms for the large one). It reports the shortest time too, which comes
// nearest to that of a machine that does nothing else.
func BenchmarkLoad(b *testing.B) {
	large := reference.Path(b, "data/danbooru-tagcomplete.csv")
	all := b.TempDir()
	for _, name := range []string{"danbooru-tagcomplete.csv", "danbooru-12-10-24-underscore.csv"} {
		content, err := os.ReadFile(reference.Path(b, "data/"+name))
		if err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(all, name), content, 0o600); err != nil {
			b.Fatal(err)
		}
	}
	var artists bytes.Buffer
	for i := range 22_000 {
		fmt.Fprintf(&artists, "painter %c%d\n", 'a'+i%26, i)
	}
	if err := os.WriteFile(filepath.Join(all, "rouwei-artists.txt"), artists.Bytes(), 0o600); err != nil {
		b.Fatal(err)
	}
	for name, s := range map[string]Sources{
		"starter": {}, "large": {Named: []string{large}}, "all": {Dir: all},
	} {
		b.Run(name, func(b *testing.B) {
			least := time.Hour
			for b.Loop() {
				runtime.GC()
				start := time.Now()
				if _, err := Load(b.Context(), s); err != nil {
					b.Fatal(err)
				}
				least = min(least, time.Since(start))
			}
			b.ReportMetric(float64(least.Microseconds())/1000, "ms-least")
		})
	}
}
