package grapheme

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// borders cuts the whole text from its start, as the segmenter has it, each
// byte that is no UTF-8 apart.
func borders(text string) []int {
	at := []int{0}
	for i := 0; i < len(text); {
		valid := firstBroken(text[i:])
		if valid == 0 {
			i++
			at = append(at, i)
			continue
		}
		for end := i + valid; i < end; {
			cluster, _ := ansi.FirstGraphemeCluster(text[i:end], ansi.GraphemeWidth)
			i += len(cluster)
			at = append(at, i)
		}
	}
	return at
}

func TestPlainRunesAndMarks(t *testing.T) {
	samples := []rune{' ', 'a', ',', '~', 'é', 'π', 'я', 'א', 'ش', 'か', 'ヴ', '漢', '가', '각', '、', '，', '👩', '🥰'}
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if mark(r) {
			for _, s := range samples {
				for _, base := range []string{"", "e", "👩", "क", "ش"} {
					text := base + string(r) + string(s)
					if at := borders(text); at[len(at)-2] != len(text)-len(string(s)) {
						t.Fatalf("%U takes %U", r, s)
					}
				}
			}
		}
		if !plain(r) {
			continue
		}
		for _, s := range samples {
			for _, pair := range []string{string(r) + string(s), string(s) + string(r), string(r) + string(r)} {
				cluster, _ := ansi.FirstGraphemeCluster(pair, ansi.GraphemeWidth)
				if len(cluster) == len(pair) {
					t.Fatalf("%U and %U join: not plain", []rune(pair)[0], []rune(pair)[1])
				}
			}
		}
		if got := ansi.StringWidth(string(r)); wide(r) && got != 2 {
			t.Fatalf("%U takes %d cells, not 2", r, got)
		}
	}
}

var samples = []string{
	"", "a", "long hair, 1girl", "e\u0301a\u0308", "\u0301start", "漢字かな交じり文", "가각 한국어",
	"👨‍👩‍👧‍👦👩🏽‍🚀🏳️‍🌈", "🥰👩👩🏽👩‍❤️‍👨👩", "「漢」、ＡＢ，　", "🇩🇪🇫🇷🇯", "1️⃣ ☺️ ☺", "क्षत्रिय ക്ഷ", "שלום עולם", "مرحبا بالعالم",
	"\u0600123", "a\u200bb\u200d", "z" + strings.Repeat("\u0335", 100), "tab\tand\r\nline", "\x1b[31mred",
	"broken \xff\xfe utf8 \xe6\xbc", "a\u202eb\u2066c\u2028d", "\u0D4E\u0D4Ea", "ﬁ Ａ１ ｶﾞ", "か\u3099は\u309a",
}

func checkBorders(t *testing.T, text string) {
	t.Helper()
	at := borders(text)
	back := Back{Text: text}
	for k := len(at) - 1; k > 0; k-- {
		if got := back.Prev(at[k]); got != at[k-1] {
			t.Fatalf("Back of %q at %d is %d, want %d", text, at[k], got, at[k-1])
		}
	}
	for step := 1; step < 9; step += 3 { // and back where it falls
		s := Snapper{Text: text}
		for i := 0; i <= len(text); i += step {
			for _, i := range []int{i, i * 7 % (len(text) + 1)}[:1+step/7] {
				if got, want := s.Snap(i), Snap(text, i); got != want {
					t.Fatalf("a Snapper of %q at %d is %d, want %d", text, i, got, want)
				}
			}
		}
	}
	next := 0
	for i := 0; i <= len(text); i++ {
		if at[next] < i {
			next++
		}
		if got := Snap(text, i); got != at[next] {
			t.Fatalf("Snap(%q, %d) = %d, want %d", text, i, got, at[next])
		}
		if at[next] == i && next > 0 {
			if got := Prev(text, i); got != at[next-1] {
				t.Fatalf("Prev(%q, %d) = %d, want %d", text, i, got, at[next-1])
			}
		}
		if at[next] == i && next+1 < len(at) {
			if got := Next(text, i); got != at[next+1] {
				t.Fatalf("Next(%q, %d) = %d, want %d", text, i, got, at[next+1])
			}
			g := Read(text, i)
			if g.Size != at[next+1]-i || g.Width != ansi.StringWidth(g.Shown) || g.Width < 1 || g.Width > 2 {
				t.Fatalf("Read(%q, %d) = %+v, of %d cells", text, i, g, ansi.StringWidth(g.Shown))
			}
			if w := ansi.StringWidth("│" + g.Shown); w != g.Width+1 {
				t.Fatalf("Read(%q, %d) shows %q, which joins a border", text, i, g.Shown)
			}
			if ansi.Strip(g.Shown) != g.Shown || strings.ContainsFunc(g.Shown, func(r rune) bool { return r < 0x20 || r >= 0x7f && r < 0xa0 }) {
				t.Fatalf("Read(%q, %d) shows %q", text, i, g.Shown)
			}
		}
	}
}

func TestBorders(t *testing.T) {
	for _, text := range samples {
		checkBorders(t, text)
	}
}

func FuzzBorders(f *testing.F) {
	for _, text := range samples {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) < 1000 {
			checkBorders(t, text)
		}
	})
}

func TestStandIns(t *testing.T) {
	for _, c := range []struct{ name, text, shown string }{
		{"escape", "\x1b[m", "␛"},
		{"delete", "\x7f", "␡"},
		{"mark without letter", "\u0301", "◌\u0301"},
		{"tone mark without letter", "\u302e", "◌\u302e"},
		{"skin tone without hand", "\U0001F3FD", "\uFFFD"},
		{"zero width space", "\u200b", "\uFFFD"},
		{"direction", "\u202e", "\uFFFD"},
		{"broken", "\xff", "\uFFFD"},
		{"CRLF", "\r\n", "␍"},
		{"letter", "é", "é"},
	} {
		if got := Read(c.text, 0); got.Shown != c.shown || got.Width != 1 {
			t.Errorf("%s: %+v, want %q", c.name, got, c.shown)
		}
	}
}
