package main

import (
	"fmt"
	"strings"
	"testing"
)

// TestPack packs a text of as many merges as CLIP has, made of two letters.
func TestPack(t *testing.T) {
	var text strings.Builder
	text.WriteString("#version: 0.2\n")
	made := []string{"a", "b"}
	for n := 0; n < merges+3; n++ {
		left, right := made[n/2], []string{"a", "b"}[n%2]
		fmt.Fprintf(&text, "%s %s\n", left, right)
		made = append(made, left+right)
	}
	packed, err := pack(strings.NewReader(text.String()))
	if err != nil {
		t.Fatal(err)
	}
	if len(packed) != 4*merges {
		t.Errorf("%d bytes, want %d", len(packed), 4*merges)
	}
	// "a" is the 65th visible character; the fifth merge is "aa a".
	if got := fmt.Sprint(packed[:4], packed[16:20]); got != "[64 0 64 0] [0 2 64 0]" {
		t.Errorf("first and fifth merge %s", got)
	}
}

func TestPackRefuses(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"short", "#\na b\n", "1 merges"},
		{"unknown", "#\na bc\n", "line 2"},
		{"twice", "#\na b\na b\n", "second time"},
		{"no pair", "#\nab\n", "line 2"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if _, err := pack(strings.NewReader(c.text)); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want an error with %q", err, c.want)
			}
		})
	}
}

func TestAlphabet(t *testing.T) {
	seen := map[rune]bool{}
	for _, r := range alphabet() {
		seen[r] = true
	}
	if len(seen) != 256 {
		t.Errorf("%d characters, want 256", len(seen))
	}
}
