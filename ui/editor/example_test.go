package editor_test

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"tailor/tags/prompt"
	"tailor/ui/editor"
	"tailor/ui/editor/buffer"
)

// Two boxes with one undo stack, as the composer has them: keys go to the one
// with focus, and after every change their owner hands in what it found out
// about the new text.
func Example() {
	history := &buffer.History{}
	positive := editor.New(buffer.New(history, "1girl BREAK solo"))
	negative := editor.New(buffer.New(history, ""))
	positive.SetSize(24, 3)
	positive.Focus()

	refresh := func() {
		out := prompt.Read(positive.Text())
		var rules []editor.Rule
		for _, b := range out.Breaks {
			rules = append(rules, editor.Rule{At: b.Span, Label: "3/75"})
		}
		positive.SetRules(rules)
		var styles []editor.Style
		for _, p := range out.Parts {
			styles = append(styles, editor.Style{Span: p.Core, SGR: "34"})
		}
		positive.SetStyles(styles)
	}
	if _, changed := positive.HandleKey(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("!")}); changed {
		refresh()
	}
	for _, line := range positive.Lines() {
		fmt.Printf("│%s│\n", ansi.Strip(line))
	}
	row, col, _ := positive.CursorCell()
	fmt.Println("cursor", row, col)

	// A toggle that goes from wanted to refused changes both at once.
	history.Group(func() {
		positive.Apply([]prompt.Edit{{Span: prompt.Span{Start: 0, End: 12}}}, 0)
		negative.Apply([]prompt.Edit{{Text: "1girl"}}, 5)
	})
	fmt.Printf("%q %q\n", positive.Text(), negative.Text())
	for _, touched := range history.Undo() {
		fmt.Printf("%q, negative %v\n", touched.Text(), touched == negative.Buffer)
	}
	// Output:
	// │1girl                   │
	// │BREAK ──────── 3/75 ────│
	// │solo!                   │
	// cursor 2 5
	// "solo!" "1girl"
	// "1girl BREAK solo!", negative false
	// "", negative true
}
