package buffer

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"tailor/ui/editor/grapheme"
)

func TestClean(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"clean", "long hair, 漢字 👨‍👩‍👧 é e\u0301\n", "long hair, 漢字 👨‍👩‍👧 é e\u0301\n"},
		{"empty", "", ""},
		{"CRLF", "a\r\nb", "a\nb"},
		{"CR", "a\rb\r", "a\nb\n"},
		{"CR CRLF", "a\r\r\nb", "a\n\nb"},
		{"tab", "a\tb", "a b"},
		{"line and paragraph separator", "a\u2028b\u2029c", "a\nb\nc"},
		{"VT, FF, NEL", "a\x0bb\x0cc\u0085d\r\x0be", "a\nb\nc\nd\n\ne"},
		{"controls", "a\x00b\x07c\x08d\x7fe\x0ef\x1fg", "abcdefg"},
		{"C1 controls", "a\u0084b\u009fc\u0080d", "abcd"},
		{"colours", "\x1b[1;31mred\x1b[0m", "red"},
		{"a bracketed paste within", "a\x1b[200~b\x1b[201~c", "abc"},
		{"private CSI", "\x1b[?25lx\x1b[>1;2cy", "xy"},
		{"CSI with intermediates", "\x1b[0 qx", "x"},
		{"a CSI that does not end", "\x1b[12", "12"},
		{"a CSI cut by text", "\x1b[1\u00e9", "1é"},
		{"an 8-bit CSI", "a\u009b31mb", "ab"},
		{"a title", "\x1b]0;evil\x07x", "x"},
		{"a clipboard write", "\x1b]52;c;ZXZpbA==\x1b\\x", "x"},
		{"a title with an 8-bit end", "\x1b]0;evil\u009cx", "x"},
		{"a title that does not end", "\x1b]0;evil, long hair", "0;evil, long hair"},
		{"a title ends with its line", "\x1b]0;evil\nx\x07", "0;evil\nx"},
		{"device control", "\x1bP1$qm\x1b\\x", "x"},
		{"two characters", "\x1b7a\x1b8b\x1bcd", "abd"},
		{"a character set", "\x1b(0a", "a"},
		{"an escape at the end", "a\x1b", "a"},
		{"two escapes", "\x1b\x1b[31mx", "x"},
		{"direction", "a\u202eb\u2066c\u200fd\u061ce", "abcde"},
		{"byte order mark", "\ufeffa", "a"},
		{"joiners stay", "a\u200db\u200cc\u200bd", "a\u200db\u200cc\u200bd"},
		{"broken UTF-8", "a\xffb\xe6\xbc", "a\ufffdb\ufffd\ufffd"},
		{"surrogate", "a\xed\xa0\x80b", "a\ufffd\ufffd\ufffdb"},
		{"a replacement character that was there", "a\ufffdb", "a\ufffdb"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Clean(c.in); got != c.want {
				t.Errorf("Clean(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}

func checkClean(t *testing.T, in string) {
	t.Helper()
	got := Clean(in)
	if again := Clean(got); again != got {
		t.Fatalf("Clean(%q) = %q, and of that %q", in, got, again)
	}
	if !utf8.ValidString(got) {
		t.Fatalf("Clean(%q) = %q", in, got)
	}
	if i := strings.IndexFunc(got, func(r rune) bool { return r != '\n' && unicode.IsControl(r) || grapheme.Steers(r) }); i >= 0 {
		t.Fatalf("Clean(%q) leaves %q", in, got[i:])
	}
	// Nothing visible is lost where no escape sequence was.
	if !strings.ContainsAny(in, "\x1b\u0090\u0098\u009b\u009d\u009e\u009f") {
		visible := func(s string) string {
			return strings.Map(func(r rune) rune {
				if unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r >= 0xFFF9 && r <= 0xFFFB {
					return -1
				}
				return r
			}, strings.ToValidUTF8(s, ""))
		}
		if a, b := visible(in), strings.ReplaceAll(visible(got), "\ufffd", ""); strings.ReplaceAll(a, "\ufffd", "") != b {
			t.Fatalf("Clean(%q) = %q loses text", in, got)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"a\r\n\tb", "\x1b[31mred\x1b]0;t\x07", "\u009b31m\u202e", "\xff\xfe", "\x1bP$q\x1b\\", "\x1b("} {
		f.Add(s)
	}
	f.Fuzz(checkClean)
}

func BenchmarkClean(b *testing.B) {
	text := strings.Repeat("1girl, long hair, 漢字, ", 1000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Clean(text)
	}
}
