package picture

import (
	"maps"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"

	"tailor/data/pattern"
	"tailor/tags/picture/container"
)

// textInputs are the inputs in which nodes hold their text, the one that
// counts first: a wildcard node keeps what it chose beside what it chose from.
var textInputs = []string{"populated_text", "text", "string", "value", "prompt", "user_prompt", "text_positive", "positive_prompt",
	"positive", "STRING", "Text", "text1", "text_1", "text_a", "string_a", "string1", "input", "any"}

// nodeText returns the text that a node puts out.
func (g *graph) nodeText(n node, output int) string {
	class := strings.ToLower(n.Class)
	if strings.Contains(class, "switch") {
		if input := g.chosen(n, slices.Sorted(maps.Keys(n.Inputs))); input != "" {
			return g.text(n, input)
		}
	}
	if text, ok := g.replaced(n, class); ok {
		return text
	}
	if holdsAny(class, "concat", "join", "combine") {
		return g.joined(n)
	}
	// A node with both prompts puts out the positive and the negative one.
	if output == 1 {
		for _, input := range []string{"text_negative", "negative_prompt", "negative"} {
			if _, ok := n.Inputs[input]; ok {
				return g.text(n, input)
			}
		}
	}
	for _, input := range textInputs {
		if _, ok := n.Inputs[input]; ok {
			if s := g.text(n, input); s != "" && !isFileName(s) {
				return s
			}
		}
	}
	if n.encodes() {
		for _, input := range []string{"clip_l", "t5xxl", "text_g", "text_l", "bert", "mt5xl"} { // Flux', SD3's and Hunyuan's encoders
			if s := g.text(n, input); s != "" {
				return s
			}
		}
		return ""
	}
	return g.passed(n, func(input string) string { return g.text(n, input) })
}

// replaced returns the text of a node that replaces a piece of a text by
// another, or that appends texts by one function of its own.
func (g *graph) replaced(n node, class string) (string, bool) {
	whole, find, replace := "string", "find", "replace"
	switch {
	case strings.HasPrefix(class, "stringfunction"): // pysssss
		if n.Inputs["action"] != "replace" {
			by := ""
			if n.Inputs["tidy_tags"] == "yes" {
				by = ", "
			}
			return g.join(by, g.text(n, "text_a"), g.text(n, "text_b"), g.text(n, "text_c")), true
		}
		whole, find, replace = "text_a", "text_b", "text_c"
	case n.Inputs["regex_pattern"] != nil:
		return g.regexReplaced(n), true
	case strings.Contains(class, "replace"):
		if n.Inputs[whole] == nil {
			whole = "text"
		}
	default:
		return "", false
	}
	from, ok := n.Inputs[find].(string)
	to, also := n.Inputs[replace].(string)
	text := g.text(n, whole)
	if !ok || !also || from == "" || g.exceeds(text, from, to) {
		return "", false
	}
	return strings.ReplaceAll(text, from, to), true
}

// regexReplaced returns the text of a node that replaces what fits a pattern of
// Python's. One that Go does not read, which is noted, leaves the text as it is.
func (g *graph) regexReplaced(n node) string {
	text := g.text(n, "string")
	pattern, _ := n.Inputs["regex_pattern"].(string)
	to, ok := n.Inputs["replace"].(string)
	flags := ""
	for input, flag := range map[string]string{"case_insensitive": "i", "multiline": "m", "dotall": "s"} {
		if n.Inputs[input] == true {
			flags += flag
		}
	}
	if flags != "" {
		pattern = "(?" + flags + ")" + pattern
	}
	find := foreignSearch(g.Budget, pattern)
	count, _ := float(n.Inputs["count"])
	matches, few := find.count(text)
	if !ok || !few || count > 0 || g.Take(len(text)+matches*(len(to)+len(text)*strings.Count(to, `\`))) != nil {
		g.p.note(n.Class + " changes a text by a pattern (node " + n.id + "): it is taken as it was before")
		return text
	}
	to = strings.NewReplacer("$", "$$", `\n`, "\n").Replace(to)
	return find.ReplaceAllString(text, pythonGroup().ReplaceAllString(to, "$${$1$2}"))
}

// search is a regular expression that a file holds.
type search struct {
	*regexp.Regexp
	steps int // that a character may take in it
}

// Of a search that a file holds, most bytes and steps, and all steps in a text.
const (
	longestSearch = 200
	stepsOfSearch = 10_000
	stepsInText   = 16 << 20
)

// foreignSearch reads a regular expression; nil for one that Go does not read,
// or that is too large.
func foreignSearch(budget *container.Budget, source string) *search {
	if len(source) > longestSearch || budget.Take(len(source)) != nil {
		return nil
	}
	parsed, err := syntax.Parse(source, syntax.Perl)
	if err != nil {
		return nil
	}
	program, err := syntax.Compile(parsed.Simplify())
	if err != nil || len(program.Inst) > stepsOfSearch {
		return nil
	}
	return &search{regexp.MustCompile(source), len(program.Inst)}
}

// count returns how many matches a text has, each of which may be looked for to
// the text's end; ok is false where that would take too long.
func (s *search) count(text string) (n int, ok bool) {
	if s == nil {
		return 0, false
	}
	most := stepsInText / (s.steps * (len(text) + 1))
	if most == 0 {
		return 0, false
	}
	n = len(s.FindAllStringIndex(text, most))
	return n, n < most
}

// pythonGroup is what stands for a group in a text that replaces.
var pythonGroup = pattern.Of(`\\(?:(\d+)|g<(\w+)>)`)

// exceeds reports whether a text with one piece replaced by another is more than
// the budget holds, off which it goes.
func (g *graph) exceeds(text, from, to string) bool {
	return g.Take(len(text)+strings.Count(text, from)*len(to)) != nil
}

// bundle reports whether a node hands on texts in a pipe, or encodes those that
// are written in it.
func bundle(n node, role string) bool {
	if _, text := n.Inputs[role].(string); text {
		return true
	}
	if _, linked := n.link(role); linked {
		return false
	}
	return n.piped()
}

// holdsAny reports whether a text has one of some words in it.
func holdsAny(text string, words ...string) bool {
	return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(text, word) })
}

// joined returns the texts of a node that joins texts, in the order of their
// inputs' names.
func (g *graph) joined(n node) string {
	by := ", "
	var texts []string
	for _, input := range slices.Sorted(maps.Keys(n.Inputs)) {
		switch lower := strings.ToLower(input); {
		case strings.HasPrefix(lower, "delimiter") || strings.HasPrefix(lower, "separator"):
			if s, ok := n.Inputs[input].(string); ok {
				by = strings.NewReplacer(`\n`, "\n", `\t`, "\t").Replace(s)
			}
		case strings.HasPrefix(lower, "text") || strings.HasPrefix(lower, "string") || strings.HasPrefix(lower, "prompt"):
			texts = append(texts, g.text(n, input))
		}
	}
	return g.join(by, texts...)
}
