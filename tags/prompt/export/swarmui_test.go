package export

import (
	"fmt"
	"strings"
	"testing"

	"tailor/tags/prompt"
)

// TestSwarmCuts has SwarmUI cut where A1111 does while prompt editing is in the
// text too: with an edit whose texts are of one length as with either of them,
// and with one that moves the cut it is said.
func TestSwarmCuts(t *testing.T) {
	write := func(text string) (string, []string) {
		out, err := Write(SwarmUI, only(text), Target{Options: prompt.Defaults})
		if err != nil {
			t.Fatal(err)
		}
		return out.Text, out.Lost
	}
	words := func(n int) string {
		all := make([]string, n)
		for i := range all {
			all[i] = strings.Fields("red blue hat dress long tall tree house")[i%8]
		}
		return strings.Join(all, ", ")
	}
	for _, edit := range []string{"[cat:dog:0.5]", "[cat|dog]", "([cat:dog:7]:1.2)", "[[cat|dog]:[dog|cat]:0.5]"} {
		for _, before := range []int{0, 5, 37, 38, 39, 60, 75} {
			text := fmt.Sprintf("%s, %%s, (%s BREAK), %s", words(before), words(20), words(60))
			with, lost := write(fmt.Sprintf(text, edit))
			if len(lost) > 0 {
				t.Errorf("%s behind %d: lost %q", edit, before, lost)
			}
			written, _ := write(edit)
			as := "cat"
			if strings.HasPrefix(edit, "(") {
				as = "(cat:1.2)"
			}
			plain, _ := write(fmt.Sprintf(text, as))
			if got := strings.Replace(with, written, as, 1); got != plain || !strings.Contains(plain, "<break>") {
				t.Errorf("%s behind %d:\n%s\nwant\n%s", edit, before, got, plain)
			}
		}
	}
	for text, moves := range map[string]bool{
		words(36) + ", [cat:dog, tree, house, long, tall, red, blue:0.5], " + words(60): true,
		"[cat:" + words(50) + ":0.5]":                    true,
		words(10) + ", [cat:dog, tree:0.5]":              false,
		words(38) + " BREAK [cat:dog, tree:0.5] BREAK b": false,
	} {
		out, lost := write(text)
		if said := strings.Contains(strings.Join(lost, ""), "SwarmUI cuts there by itself"); said != moves {
			t.Errorf("%s: %s, lost %q", text, out, lost)
		}
	}
}

// TestManySwarmEdits writes as much prompt editing as a prompt that is read can hold,
// and edits whose weights differ.
func TestManySwarmEdits(t *testing.T) {
	edits := strings.Repeat("([a:b:5]:1.2) [c|d], ", 5)
	for _, text := range []string{strings.TrimSpace(edits), strings.Repeat("[a|b]", prompt.MostRead/len("[a|b]"))} {
		out, err := Write(SwarmUI, only(text), Target{Options: prompt.Defaults})
		if got := strings.ReplaceAll(out.Text, " <break> ", ""); err != nil || got != text {
			t.Errorf("%.80q, want %.80q (%v)", got, text, err)
		}
	}
}
