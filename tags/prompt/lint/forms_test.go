package lint

import (
	"strings"
	"testing"

	"tailor/tags/prompt"
)

// forms are the ways to write a tag, X, among others in A1111's syntax.
var forms = []string{
	"X", "X, Y", "Y, X", "Y, X, Z", "(X)", "(X, Y)", "(Y, X)", "((X)), Y", "(X:1.2)", "(Y, X:1.2), Z", "[X]", "[Y, X], Z", "{X}", "{X, Y}", "{Y, X}, Z", "{{X}}, Y",
	"[X:Y:0.5]", "[Y:X:0.5]", "[X:0.5], Y", "[X::0.5], Y", "[Y, X:Z:0.5]", "[X|Y]", "[Y|X], Z", "[X, Y|Z]", "{X|Y}", "{Y|X}, Z", "{X|Y|Z}", "{Y, X|Z}", "{X, Y|Z}", "{2$$X|Y|Z}",
	"{0.5::X|Y}", "({X|Y}:1.2)", "{{X|Y}|Z}", "{(X:1.2)|Y}", "a {X|Y} b", "X BREAK Y", "Y BREAK X", "Y BREAK X BREAK Z", "Y, X BREAK Z", "X AND Y", "Y AND X :0.5", "Y AND X AND Z",
	"{X AND Y|Z}", "(X BREAK Y)", "X\ny", "Y\nX", "Y,\nX,\nz", "X # note\ny", "Y # X\nz", "<lora:Y:1>, X", "X <lora:Y:1>", "X, <lora:Y:1>, Z", "__Y__, X", "{__Y__|X}", "X, Y,", "X,Y", ", X", "Y,, X",
	"a girl, X, sits there", "a girl, [X, sits on the chair", "(Y, X}, Z)", "(X", "X)", "[X", "X]", "{X", "X}", "(X, Y", "Y, (Z, X", "Y (X) Z", "by wlop, X", "by wlop BREAK X, Y", "X，Y", "(Y:1.1), (X:0.8)", "[[X]]", "[(X:1.1), Y]", "{Y|{Z|X}}",
}

// faultyTags are what the fix takes out or writes otherwise.
var faultyTags = []string{"loli", "score_9", "long_hair", "lnog hair", "worst quality", "hat", "1girl", "masterpiece", "anthro", "saber (fate)"}

// signs counts what of the brackets has no partner, by kind.
func signs(text string) (n [3]int) {
	for _, b := range prompt.Read(text).Brackets {
		if b.Unopened() || b.Unclosed() {
			k := 0
			if b.Square {
				k = 1
			} else if b.Curly {
				k = 2
			}
			n[k]++
		}
	}
	return n
}

// empties counts the places of a text where nothing stands between two signs.
func empties(text string) (n int) {
	text = strings.NewReplacer(" ", "", "\n", "", "，", ",", `\(`, "", `\)`, "").Replace(text)
	for _, pair := range []string{",,", "(,", "[,", "{,", ",)", ",]", ",}", "{|", "||", "|}", "[|", "|]", "()", "[]", "{}", "{:", "(:", ",|", "|,", ",:", "ANDAND", "BREAKBREAK"} {
		n += strings.Count(text, pair)
	}
	return n
}

// TestFixOfEveryForm puts what is to be fixed at every place of every form: the
// fixed text is left as it is by the next fix, no bracket loses its partner, and
// no place is left empty that was not.
func TestFixOfEveryForm(t *testing.T) {
	for name, c := range map[string]*Checker{"starter": withStarter(t, Options{}), "large": withLarge(t, Options{})} {
		for _, form := range forms {
			for _, tag := range faultyTags {
				text := strings.NewReplacer("X", tag, "Y", "hat", "Z", "boots").Replace(form)
				fixed := c.FixAlone(text)
				if again := c.FixAlone(fixed); again != fixed {
					t.Errorf("%s: %q becomes %q and then %q", name, text, fixed, again)
				}
				if was, is := signs(text), signs(fixed); is[0] > was[0] || is[1] > was[1] || is[2] > was[2] {
					t.Errorf("%s: %q becomes %q: a bracket lost its partner", name, text, fixed)
				}
				if empties(fixed) > empties(text) {
					t.Errorf("%s: %q becomes %q: something is empty", name, text, fixed)
				}
			}
		}
	}
}
