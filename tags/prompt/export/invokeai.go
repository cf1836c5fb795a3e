package export

import (
	"strings"

	"tailor/tags/prompt"
)

// invoke writes for InvokeAI, whose Compel (2.x) weighs by (text)1.2 and joins
// prompts that CLIP reads apart by .and(). Its grammar is strict within
// brackets and quotes, and reads as text what it cannot parse.
func (w *writer) invoke(text string, negative bool) string {
	for _, n := range prompt.ExtraNetworks(text) {
		w.lose("<%s:%s>: InvokeAI takes LoRAs on its own panel, not in the prompt", n.Kind, strings.Join(n.Args, ":"))
	}
	var sections []string
	for _, runs := range prompt.Sections(w.whole(w.settle(text), negative, "InvokeAI")) {
		// A newline within .and() would make all of it text.
		sections = append(sections, strings.Join(strings.Fields(w.invokeRuns(runs)), " "))
	}
	if len(sections) == 1 {
		return sections[0]
	}
	for i, s := range sections {
		sections[i] = `"` + s + `"`
	}
	return "(" + strings.Join(sections, ", ") + ").and()"
}

// invokeRuns writes runs. A weight needs white space before its bracket and
// behind its number.
func (w *writer) invokeRuns(runs []prompt.Run) string {
	var b strings.Builder
	add := func(text string) {
		if all := b.String(); all != "" && text != "" && !strings.ContainsAny(all[len(all)-1:]+text[:1], " ,\n\t\r") {
			b.WriteByte(' ')
		}
		b.WriteString(text)
	}
	for _, r := range runs {
		text := strings.ReplaceAll(literal(r.Text), `"`, `\"`)
		left, core, right := edges(text, " \n\t\r")
		if r.Weight == 1 || core == "" {
			for _, word := range strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(" ,\n\t\r", c) }) {
				w.loseSigns(word)
			}
			add(text)
			continue
		}
		by := weight(r.Weight)
		if r.Weight < 0 {
			w.lose("%q has a negative weight, which InvokeAI takes for none", core)
			by = "0"
		}
		add(left)
		held := ""
		weigh := func() {
			if left, core, right := edges(held, " \n\t\r"); core != "" {
				add(left)
				if all := b.String(); all != "" && !strings.ContainsAny(all[len(all)-1:], " \n\t\r") {
					b.WriteByte(' ')
				}
				if strings.HasSuffix(core, `\`) {
					core += " " // or the backslash would escape the bracket
				}
				b.WriteString("(" + core + ")" + by)
				add(right)
			} else {
				add(held)
			}
			held = ""
		}
		// What no bracket may hold stands outside of it, without its weight.
		for _, word := range strings.SplitAfter(core, " ") {
			bare := strings.TrimRight(word, " ,\n\t\r")
			if !strings.Contains(bare, "=") && signAt(bare) < 0 {
				held += word
				continue
			}
			weigh()
			w.loseSigns(bare)
			w.lose("the weight of %q: InvokeAI has none for a word with = or with + or - at its end", bare)
			add(word)
		}
		weigh()
		add(right)
	}
	return b.String()
}

// loseSigns tells of a word that is weighed by a sign in it.
func (w *writer) loseSigns(word string) {
	if len(word) > 1 && signAt(word) > 0 {
		w.lose("%q: InvokeAI reads + and - at the end of a word as weights", word)
	}
}

// signAt returns where a sign stands in a word that Compel takes for syntax:
// a + or - before the word's end or before another sign of its grammar. It is
// -1 where there is none.
func signAt(word string) int {
	for i := 0; i < len(word); i++ {
		if c := word[i]; (c == '+' || c == '-') && (i+1 == len(word) || strings.IndexByte(`()",.+-=`, word[i+1]) >= 0) {
			return i
		}
	}
	return -1
}
