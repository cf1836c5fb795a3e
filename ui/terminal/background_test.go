package terminal

import (
	"testing"
)

func TestAnswersAreNoKeys(t *testing.T) {
	cases := []struct {
		name  string
		reads []string
		keys  string
		found bool
		dark  bool
	}{
		{"keys alone", []string{"ab", "\x1b[A"}, "ab\x1b[A", false, false},
		{"dark", []string{"\x1b]11;rgb:1717/1919/2525\x1b\\"}, "", true, true},
		{"light, ended by a bell", []string{"\x1b]11;rgb:ff/ff/f0\a"}, "", true, false},
		{"among keys", []string{"a\x1b]11;rgb:0/0/0\ab"}, "ab", true, true},
		{"in pieces", []string{"x\x1b]11;r", "gb:ffff/ffff", "/ffff\x1b\\y"}, "xy", true, false},
		{"escape at the end is a key", []string{"\x1b"}, "\x1b", false, false},
		{"alt and a bracket is a key", []string{"\x1b]"}, "\x1b]", false, false},
		{"no colour", []string{"\x1b]11;rgb:zz/0/0\a"}, "", false, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var a answers
			var keys string
			var found, dark bool
			for _, r := range c.reads {
				k, d, f := a.sift([]byte(r))
				keys += string(k)
				if f {
					found, dark = true, d
				}
			}
			if keys != c.keys || found != c.found || dark != c.dark {
				t.Errorf("keys %q found %v dark %v", keys, found, dark)
			}
		})
	}
}

// FuzzAnswers holds that what is no answer comes through whole.
func FuzzAnswers(f *testing.F) {
	f.Add("ab\x1b]11;rgb:0/0/0\acd", 4)
	f.Fuzz(func(t *testing.T, s string, cut int) {
		if cut < 0 || cut > len(s) {
			cut = 0
		}
		var a, b answers
		first, _, _ := a.sift([]byte(s[:cut]))
		second, _, _ := a.sift([]byte(s[cut:]))
		whole, _, _ := b.sift([]byte(s))
		if got := string(first) + string(second) + string(a.held); len(got) > len(s) {
			t.Fatalf("%q became %q", s, got)
		}
		if len(whole) > len(s) {
			t.Fatalf("%q became %q", s, whole)
		}
	})
}
