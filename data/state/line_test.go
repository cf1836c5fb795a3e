package state

import (
	"encoding/json"
	"math/rand"
	"reflect"
	"strings"
	"testing"
	"time"
)

// TestLine holds the fast way to read a line of the history against
// encoding/json, on lines as tailor writes them and on lines that were damaged.
func TestLine(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	words := []string{"1girl", ", ", `\(blue archive\)`, "\n", "\t", `"`, `\`, "漫画", "👩‍👩‍👧", "<lora:x:1>", "{", "}", ":", "\x01", "é", "\u2028", "&", "null", "true"}
	text := func() string {
		var b strings.Builder
		for range r.Intn(8) {
			b.WriteString(words[r.Intn(len(words))])
		}
		return b.String()
	}
	plain := 0
	for range 20000 {
		c := Copied{Time: time.Unix(r.Int63n(4e9), 0).UTC(), Prompt: text(), Negative: text(), Settings: text(), Name: text(), Star: r.Intn(2) == 0}
		c.How = []How{Copying, Left, Cleared, Made}[r.Intn(4)]
		if r.Intn(9) == 0 {
			c.Time = c.Time.In(time.FixedZone("", 3600*r.Intn(12)))
		}
		line, err := encoded(c)
		if err != nil {
			t.Fatal(err)
		}
		s := strings.TrimSuffix(string(line), "\n")
		if n := r.Intn(3); n > 0 { // damaged
			at := r.Intn(len(s) + 1)
			s = s[:at] + string(words[r.Intn(len(words))]) + s[min(len(s), at+r.Intn(4)):]
		}
		got, ok := plainLine(s)
		if !ok {
			continue
		}
		plain++
		var want Copied
		if err := json.Unmarshal([]byte(s), &want); err != nil {
			t.Fatalf("%q is read, encoding/json says %v", s, err)
		}
		if !got.Time.Equal(want.Time) || got.Time.String() != want.Time.String() {
			t.Fatalf("%q: %v, want %v", s, got.Time, want.Time)
		}
		got.Time, want.Time = time.Time{}, time.Time{}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%q:\n got %+v\nwant %+v", s, got, want)
		}
	}
	if plain < 1500 {
		t.Errorf("only %d of 20,000 lines were read the fast way", plain)
	}
}
