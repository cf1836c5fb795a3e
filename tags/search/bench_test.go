package search

import (
	"bytes"
	"context"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sahilm/fuzzy"

	"tailor/data/reference"
	"tailor/tags/catalogue"
	"tailor/tags/taglist"
)

// keysOf returns every beginning of every query, as they are searched for
// while somebody types.
func keysOf(queries []queryCase) []string {
	var keys []string
	for _, q := range queries {
		for i := range q.Query {
			if i > 0 {
				keys = append(keys, q.Query[:i])
			}
		}
		keys = append(keys, q.Query)
	}
	return keys
}

// BenchmarkSearchKeys types every golden query letter by letter.
func BenchmarkSearchKeys(b *testing.B) {
	ix, _ := large(b)
	typeKeys(b, ix, keysOf(goldenQueries(b)))
}

// typeKeys searches each of the keys, on one core, and reports the processor
// time of a key.
func typeKeys(b *testing.B, ix *Index, keys []string) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	ctx := context.Background()
	for _, key := range keys[:200] {
		ix.Search(ctx, key, Options{})
	}
	b.ReportAllocs()
	times := make([]time.Duration, 0, len(keys)*b.N)
	b.ResetTimer()
	for range b.N {
		for _, key := range keys {
			start := cpuTime()
			ix.Search(ctx, key, Options{})
			times = append(times, cpuTime()-start)
		}
	}
	b.StopTimer()
	slices.Sort(times)
	us := func(part float64) float64 {
		return float64(times[int(part*float64(len(times)-1))].Nanoseconds()) / 1000
	}
	b.ReportMetric(us(0.5), "median-us")
	b.ReportMetric(us(0.99), "p99-us")
	b.ReportMetric(us(1), "max-us")
	b.ReportMetric(float64(len(keys)), "keys/op")
}

// BenchmarkBuild measures reading the large list and indexing it: in wall
// time, in processor time of all threads together (the collector's included),
// how much the heap grows at most, and how much of it stays in use, with what is
// known of the tags (target 70 MB).
func BenchmarkBuild(b *testing.B) {
	path := reference.Path(b, "data/danbooru-tagcomplete.csv")
	build := func() *Index {
		l, err := taglist.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		return NewIndex(catalogue.Build(l))
	}
	for _, c := range []struct {
		name  string
		cores int
	}{{"all-cores", runtime.NumCPU()}, {"one-core", 1}} {
		b.Run(c.name, func(b *testing.B) {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(c.cores))
			b.ReportAllocs()
			var made any
			start := processTime()
			for b.Loop() {
				made = build()
			}
			b.ReportMetric(float64((processTime()-start).Microseconds())/1000/float64(b.N), "cpu-ms")
			b.ReportMetric(float64(heapOf(func() any { return build() }))/1e6, "heap-MB")
			b.ReportMetric(float64(keptOf(func() any {
				ix := build()
				ix.Learn()
				return ix
			}))/1e6, "kept-MB")
			runtime.KeepAlive(made)
		})
	}
}

// heapOf returns how many bytes the heap holds more, at its highest, while
// make works and keeps what it made. The collector is kept from running, so
// that garbage counts.
func heapOf(make func() any) uint64 {
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	made := make()
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(made)
	return after.HeapAlloc - before.HeapAlloc
}

// keptOf returns how many bytes the heap holds more when make is done and what
// it made is kept.
func keptOf(make func() any) uint64 {
	use := func() uint64 {
		runtime.GC()
		runtime.GC() // what has a finalizer goes now
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := use()
	made := make()
	after := use()
	runtime.KeepAlive(made)
	return after - before
}

func BenchmarkReadFile(b *testing.B) {
	path := reference.Path(b, "data/danbooru-tagcomplete.csv")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := taglist.ReadFile(path); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCatalogue(b *testing.B) {
	_, l := large(b)
	b.ReportAllocs()
	for b.Loop() {
		catalogue.Build(l)
	}
}

func BenchmarkIndex(b *testing.B) {
	ix, _ := large(b)
	b.ReportAllocs()
	for b.Loop() {
		NewIndex(ix.Catalogue)
	}
}

func BenchmarkNear(b *testing.B) {
	ix, _ := large(b)
	words := []string{"detatched collar", "lnog hair", "by kantokku", "genshin imapct", "completely unknown thing", "a girl standing in the rain"}
	for i := 0; b.Loop(); i++ {
		ix.Near(words[i%len(words)])
	}
}

func BenchmarkLookup(b *testing.B) {
	ix, _ := large(b)
	words := []string{"Long Hair", `karin \(blue archive\)`, "longhair", "nothing of the kind"}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		ix.Catalogue.Lookup(words[i%len(words)])
	}
}

// BenchmarkSahilmWholeList sets the search beside its peer, sahilm/fuzzy over
// all names and aliases, on the same keys. What is known of the tags is read
// before, as the screen reads it when it starts.
func BenchmarkSahilmWholeList(b *testing.B) {
	ix, _ := large(b)
	var names []string
	for e := range ix.Len() {
		name, _ := ix.EntryName(e)
		names = append(names, strings.ReplaceAll(name, "_", " "))
	}
	ix.Learn()
	queries := goldenQueries(b)
	var ours, theirs time.Duration
	n := 0
	for b.Loop() {
		q := queries[n*37%len(queries)].Query
		n++
		start := time.Now()
		fuzzy.Find(q, names)
		theirs += time.Since(start)
		start = time.Now()
		ix.Search(context.Background(), q, Options{})
		ours += time.Since(start)
	}
	b.ReportMetric(float64(theirs.Microseconds())/float64(n), "sahilm-us")
	b.ReportMetric(float64(ours.Microseconds())/float64(n), "search-us")
	b.ReportMetric(float64(theirs)/float64(max(ours, 1)), "times-faster")
}

// millionRows returns a list of a million made-up tags as CSV.
func millionRows(rows int) []byte {
	syllables := strings.Fields("ka ki ku ke ko sa shi su se so ta chi tsu te to na ni nu ne no ha hi fu he ho ma mi mu me mo ya yu yo ra ri ru re ro wa dress hair blue red long eyes hat shirt")
	var b bytes.Buffer
	b.Grow(rows * 32)
	for i := range rows {
		x := uint64(i)*0x9e3779b97f4a7c15 ^ 0x1234567
		for k := range 3 + i%4 {
			if k == 2 || k == 4 {
				b.WriteByte('_')
			}
			b.WriteString(syllables[x%uint64(len(syllables))])
			x = x>>6 ^ x<<58
		}
		b.WriteString("_")
		writeInt(&b, i)
		b.WriteString(",0,")
		writeInt(&b, 20_000_000/(i+1))
		b.WriteString(",\n")
	}
	return b.Bytes()
}

func writeInt(b *bytes.Buffer, n int) {
	if n >= 10 {
		writeInt(b, n/10)
	}
	b.WriteByte('0' + byte(n%10))
}

func TestAMillionRows(t *testing.T) {
	if testing.Short() || raceDetector {
		t.Skip("skipped: it takes a while")
	}
	l, err := taglist.ReadTags(bytes.NewReader(millionRows(1_000_000)), "million")
	if err != nil {
		t.Fatal(err)
	}
	c := catalogue.Build(l)
	if c.Len() != 1_000_000 {
		t.Fatalf("%d tags, want a million", c.Len())
	}
	ix := NewIndex(c)
	for _, id := range []catalogue.ID{0, 1234, 999_999} {
		tag := c.Tag(id)
		rs := ix.Search(context.Background(), tag.Name, Options{})
		if len(rs) == 0 || rs[0].ID != id {
			t.Errorf("Search(%q) does not find it", tag.Name)
		}
		if got, _, ok := c.Lookup(tag.Name); !ok || got != id {
			t.Errorf("Lookup(%q) = %d %v, want %d", tag.Name, got, ok, id)
		}
	}
}

// BenchmarkMillion types golden queries letter by letter, and words that the
// list's names are made of, on a list of a million rows (target 6 ms at the 99th
// percentile).
func BenchmarkMillion(b *testing.B) {
	start := time.Now()
	l, err := taglist.ReadTags(bytes.NewReader(millionRows(1_000_000)), "million")
	if err != nil {
		b.Fatal(err)
	}
	ix := NewIndex(catalogue.Build(l))
	ix.Learn()
	load := time.Since(start)
	l = taglist.List{}
	queries := []queryCase{{Query: "kashi dress"}, {Query: "blhai"}, {Query: "redresss"}, {Query: "long hair blue"}}
	for i, q := range goldenQueries(b) {
		if i%8 == 0 {
			queries = append(queries, q)
		}
	}
	typeKeys(b, ix, keysOf(queries))
	b.ReportMetric(float64(load.Milliseconds()), "load-ms")
}
