package prompt

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
)

// TestRemembered holds that a text is read once while it is among the last
// ones, again after that, and never kept where it is too long.
func TestRemembered(t *testing.T) {
	work := func(do func()) uint64 {
		before, _ := Work()
		do()
		after, _ := Work()
		return after - before
	}
	if n := work(func() { Read("TestRemembered"); Read("TestRemembered") }); n != 1 {
		t.Errorf("read %d times", n)
	}
	if n := work(func() {
		for k := range remembered {
			Read(fmt.Sprint("TestRemembered ", k))
			Read("TestRemembered") // stays, being asked for
		}
	}); n != remembered {
		t.Errorf("%d texts were read %d times", remembered, n)
	}
	if n := work(func() { Read("TestRemembered 0"); Read(fmt.Sprint("TestRemembered ", remembered-1)) }); n != 1 {
		t.Errorf("read %d times, the first one being forgotten", n)
	}
	long := strings.Repeat("x", mostBytes+1)
	if n := work(func() { Read(long); Read(long) }); n != 2 {
		t.Errorf("a long text was read %d times", n)
	}
}

// TestSharedByMany reads and cuts from many goroutines at once.
func TestSharedByMany(t *testing.T) {
	var all sync.WaitGroup
	for k := range 4 {
		all.Go(func() {
			for i := range 200 {
				text := fmt.Sprintf("a, (b:1.%d) BREAK c", (i+k)%40)
				if out := Read(text); !reflect.DeepEqual(out, read(text)) || len(out.Parts) != 3 {
					t.Errorf("%q reads as %+v", text, out)
				}
				if line := Chunks(text, Defaults); len(line.Chunks) != 2 {
					t.Errorf("%q has %d chunks", text, len(line.Chunks))
				}
				Chunks(text, Options{Backtrack: i % 2})
			}
		})
	}
	all.Wait()
}

// FuzzCountIsWhatIsCut holds the counter of a prompt without editing and AND
// against the count over its text alone.
func FuzzCountIsWhatIsCut(f *testing.F) {
	for _, s := range []string{"", " ", "a, b ", "(a:1.2) BREAK, b\n", "a # b\n", "<lora:x:1> a\t", "BREAK ", strings.Repeat("word, ", 90), "[a|b], c :1.2", "a\u3000", "a:1"} {
		f.Add(s, 20)
	}
	f.Fuzz(func(t *testing.T, text string, backtrack int) {
		o := Options{Backtrack: backtrack % 80}
		d := strip(text)
		parts := conditions(d.text)
		if len(parts) != 1 || strings.ContainsAny(text, "[") {
			t.Skip("not one text")
		}
		if got, want := Count(text, o), counterOf(measure(parts[0], o.Backtrack)); got != want {
			t.Errorf("Count(%q) = %v, want %v", text, got, want)
		}
	})
}
