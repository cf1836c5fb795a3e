package variants

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// folder is a lookup in lists of lines.
func folder(lists map[string]string) Lookup {
	return func(name string) ([]string, error) {
		content, ok := lists[name]
		if !ok {
			return nil, fmt.Errorf("no wildcard %q", name)
		}
		return strings.Split(content, "\n"), nil
	}
}

// TestLongestAgainstAllOutcomes makes all prompts of templates of every kind:
// none costs more than the longest that the gauge finds, and one costs as much.
func TestLongestAgainstAllOutcomes(t *testing.T) {
	lists := folder(map[string]string{
		"a": "x\nxx xx\nyyyyyyyyyyy", "b": "<__a__>\n<__a__, __a__>\nlong long long long", "c": "__b__ z\nq q",
		"v": "{one|two two}\n3::three", "one": "w", "zero": "0::much longer than that is\na", "warm/hue": "red\norange like the sun", "cold/hue": "blue",
		"dressed": "${who:someone} in red\n${who:someone} in a long dress", "asks": "__dressed(who=a tall girl)__ here", "maybe": "${x?=a a a}${x} b",
		"comment": "a # {b|c c c c}", "names": "${tone}",
	})
	cost := func(text string) int { return len(strings.Fields(text)) } // not the bytes
	for _, text := range []string{
		"1, __a__ !", "__a__ __a__", "__b__", "__v__", "{ p | __a__ }", "{2$$p|q}", "{2$$ and $$p|q|r r}", "{9$$p}", "{0-1$$p}", "{1-2$$p|q q}",
		"{-1$$p}", "{2-$$p|q}", "{x$$p|q}", "{p|{q|r}}", "{p", "p}", `\{p|q\}`, "{2$$__a__}", "{1-3$$ + $$__v__}", "{2$$__one__}",
		"{2$$__a__|__a__}", "{3::p|q q}", "(p:1.2) {(p:1.2)|(q:0.5)}", "__zero__", "{0::much longer than that|a}",
		"${x={a|b b b}}${x} ${x}", "${x=!{a|b b b}}${x} ${x}", "${x?={a|b b}}${x}", "${x:a b c}", "${y=a}${x:${y} and ${y}}", "a ${x=b} c ${x}",
		"__dressed__", "__dressed(who=the two girls)__", "__asks__", "${who={she|the other girl}}__dressed__, __asks__", "{2$$__dressed(who=x y)__}",
		"${x=c c c c}__maybe__", "__maybe__", "__${tone:warm}/hue__", "${tone={warm|cold}}__${tone}/hue__", "__{warm|cold}/hue__",
		"%{(...:1.2)$$a|b b}", "%{{x|y y} ... z$${a|b b}}", "{@a|b b} {~a|b b} {!a|b b b}", "__@a__ __~b__", "{2$$ | $$a|b b|c}",
		"{\n  # hair of one colour\n  red hair\n  |3::very long blue hair\n}", "__comment__", "${a-b=x y}${a-b}",
		"${tone=cold}{__names__|x}", "{${x=a b c}${x}|${x:d}}", "{a|b b}${y={c|__a__}} ${y}",
	} {
		g := NewGauge(lists, cost)
		l := g.Longest(text)
		got, most := l.Text(text), -1
		New(1, lists).All(text, func(made string, _ []string) bool {
			most = max(most, cost(made))
			return true
		})
		for e, k := New(7, lists), 0; k < 200; k++ { // what is drawn at random is not in all
			made, _ := e.Expand(text)
			most = max(most, cost(made))
		}
		if cost(got) != most || !l.Known {
			t.Errorf("%s: the longest is %q of %d words (known %v), and %d are made", text, got, cost(got), l.Known, most)
		}
	}
}

// TestLongestOfTheUnknown says so where the longest cannot be known, and counts
// nothing for it.
func TestLongestOfTheUnknown(t *testing.T) {
	lists := map[string]string{"self": "a __self__\nb", "a": "x\n__gone__", "deep": "x"}
	for i := range 20 { // every list out of every other
		for j := range 20 {
			lists[fmt.Sprintf("l%d", i)] += fmt.Sprintf("__l%d__ __l%d__\n", i, j)
		}
	}
	for i := range 40 { // doubles forty times
		lists[fmt.Sprintf("d%d", i)] = fmt.Sprintf("__d%d__ __d%d__", i+1, i+1)
		lists[fmt.Sprintf("e%d", i)] = fmt.Sprintf("{2$$__e%d__} {2$$__e%d__}\na", i+1, i+1)
		lists[fmt.Sprintf("f%d", i)] = fmt.Sprintf("${x}__f%d__ __f%d__", i+1, i+1) // each read anew
	}
	lists["d40"], lists["e40"], lists["f40"] = "x", "{2$$__e40__} {2$$__e0__}\nx", "x"
	g := NewGauge(folder(lists), func(text string) int { return len(text) })
	for _, text := range []string{"__gone__", "1girl, {__gone__|b}", "__a__", "__self__", "__l0__", "__d0__", "{2$$__e0__}", "${x=y}__f0__", "${x=${x}a}${x} __gone__", "__${x:gone}__"} {
		if l := g.Longest(text); l.Known || strings.Contains(l.Text(text), "gone") || len(l.Text(text)) > 4*maxBytes {
			t.Errorf("%s: %d bytes, known %v", text, len(l.Text(text)), l.Known)
		}
	}
	if l := g.Longest("1girl, __gone__, __deep__, {{smile}}"); l.Text("1girl, __gone__, __deep__, {{smile}}") != "1girl, , x, {{smile}}" || !slices.Equal(l.Wildcards, []string{"gone", "deep"}) {
		t.Errorf("%+v", l)
	}
}

// TestLinesOfAWildcard keeps of a wildcard's lines those that can be the longest,
// so that a gauge that has them alone finds the same.
func TestLinesOfAWildcard(t *testing.T) {
	many := strings.Builder{}
	for i := range 5000 {
		fmt.Fprintf(&many, "line %s\n", strings.Repeat("w ", i%97))
	}
	lists := folder(map[string]string{"many": many.String(), "n": "{a|b b} __many__\nx", "open": "${who:nobody at all} in red\nplain\n__n__"})
	cost := func(text string) int { return len(strings.Fields(text)) }
	known := map[string][]string{}
	for _, name := range []string{"many", "n", "open"} {
		lines, ok := NewGauge(lists, cost).Lines(name)
		if len(lines) > 40 || !ok {
			t.Errorf("%s: %d lines, known %v", name, len(lines), ok)
		}
		known[name] = lines
	}
	kept := func(name string) ([]string, error) { return known[name], nil }
	for _, text := range []string{"__many__", "{3$$__many__}", "__n__ __n__", "__open__", "${who=a tall and slender girl with some more words to be the longest of all of them here, and then so many that no line of the other lists has as many words as it has, which are more than a hundred words in all, as one can count them, one by one, from the first to the last of them, if one has nothing else to do in the evening, and likes to count words, as some people do, who are not many, but there are some, as I said before, and as I say again here, since it makes the text longer still}__open__"} {
		want, got := NewGauge(lists, cost).Longest(text), NewGauge(kept, cost).Longest(text)
		if cost(want.Text(text)) != cost(got.Text(text)) || !got.Known {
			t.Errorf("%s: %q, want %q", text, got.Text(text), want.Text(text))
		}
	}
}

// TestLongestRemembersCosts measures each text once.
func TestLongestRemembersCosts(t *testing.T) {
	calls := map[string]int{}
	g := NewGauge(folder(map[string]string{"a": "x\nyy", "b": "<__a__>\nz"}), func(text string) int { calls[text]++; return len(text) })
	for range 3 {
		if got := g.Longest("__b__ {c|dd}"); got.Text("__b__ {c|dd}") != "<yy> dd" {
			t.Errorf("%+v", got)
		}
	}
	for text, n := range calls {
		if n > 1 {
			t.Errorf("%q was measured %d times", text, n)
		}
	}
}

func FuzzGauge(f *testing.F) {
	lists := folder(map[string]string{"a": "x\n{y|__b__}", "b": "2::z\nw", "v": "${x:q} ${y?=a}${y}"})
	g := NewGauge(lists, func(text string) int { return len(text) })
	f.Add("{2$$__a__|b}, __b__ {", uint64(3))
	f.Add("${x=!{a|bb}}__v(x=__a__)__ %{a...$$b}", uint64(3))
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		l := g.Longest(text)
		at := 0
		for _, p := range l.Pieces {
			if p.Start < at || p.End <= p.Start || p.End > len(text) {
				t.Fatalf("%q: %+v", text, l.Pieces)
			}
			at = p.End
		}
		got, problems := New(seed, lists).Expand(text)
		if longest := l.Text(text); problems == nil && l.Known && len(longest) < len(got) {
			t.Errorf("%q becomes %q, longer than the longest, %q", text, got, longest)
		}
	})
}

// Text returns the template with the pieces in their places.
func (l Longest) Text(template string) string {
	var b strings.Builder
	at := 0
	for _, p := range l.Pieces {
		b.WriteString(template[at:p.Start])
		b.WriteString(p.Text)
		at = p.End
	}
	b.WriteString(template[at:])
	return b.String()
}
