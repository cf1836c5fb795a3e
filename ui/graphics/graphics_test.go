package graphics

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"tailor/data/webui/webuitest"
)

func TestFit(t *testing.T) {
	for _, c := range []struct {
		w, h, columns, rows int
		cell                Cell
		wantC, wantR        int
	}{
		{1216, 832, 80, 40, Cell{}, 80, 27}, {832, 1216, 80, 40, Cell{}, 55, 40}, {100, 100, 40, 40, Cell{8, 16}, 40, 20}, {1, 1000, 10, 10, Cell{}, 1, 10}, {0, 0, 3, 2, Cell{}, 3, 2}, {10, 10, 0, 0, Cell{}, 1, 1},
	} {
		if x, y := Fit(image.Pt(c.w, c.h), c.columns, c.rows, c.cell); x != c.wantC || y != c.wantR {
			t.Errorf("%dx%d in %dx%d: %d, %d; want %d, %d", c.w, c.h, c.columns, c.rows, x, y, c.wantC, c.wantR)
		}
	}
}

// TestBlocks holds the cells against the picture's own pixels.
func TestBlocks(t *testing.T) {
	m := webuitest.Draw(40, 30, 7)
	lines := DrawBlocks(m, 40, 15, termenv.TrueColor)
	if len(lines) != 15 {
		t.Fatalf("%d lines", len(lines))
	}
	colours := regexp.MustCompile(`\x1b\[(38|48);2;(\d+);(\d+);(\d+)m`)
	for r, line := range lines {
		if w := ansi.StringWidth(line); w != 40 || !strings.HasSuffix(line, reset) {
			t.Fatalf("line %d is %d cells wide", r, w)
		}
		var top, bottom [3]int
		c := 0
		for _, piece := range strings.SplitAfter(strings.TrimSuffix(line, reset), "▀") {
			for _, s := range colours.FindAllStringSubmatch(piece, -1) {
				var rgb [3]int
				fmt.Sscan(s[2]+" "+s[3]+" "+s[4], &rgb[0], &rgb[1], &rgb[2])
				if s[1] == "38" {
					top = rgb
				} else {
					bottom = rgb
				}
			}
			if !strings.HasSuffix(piece, "▀") {
				continue
			}
			for y, got := range [][3]int{top, bottom} {
				want := m.RGBAAt(c, 2*r+y)
				if got != [3]int{int(want.R), int(want.G), int(want.B)} {
					t.Fatalf("cell %d,%d has %v, the picture %v", c, r, got, want)
				}
			}
			c++
		}
	}
	for _, p := range []termenv.Profile{termenv.ANSI256, termenv.ANSI, termenv.Ascii} {
		for _, line := range DrawBlocks(m, 20, 8, p) {
			if ansi.StringWidth(line) != 20 || p == termenv.Ascii && strings.Contains(line, "\x1b") {
				t.Errorf("profile %v: %q", p, line)
			}
		}
	}
}

// TestScale has a fine pattern become its mean: no pixel is passed over.
func TestScale(t *testing.T) {
	m := image.NewRGBA(image.Rect(0, 0, 400, 400))
	for i := range m.Pix {
		m.Pix[i] = 0xff
	}
	for y := range 400 {
		for x := range 400 {
			if (x+y)%2 == 0 {
				m.SetRGBA(x, y, color.RGBA{0, 0, 0, 255})
			}
		}
	}
	s := Scale(m, 20, 20)
	for i := 0; i < len(s.Pix); i += 4 {
		if s.Pix[i] < 120 || s.Pix[i] > 135 {
			t.Fatalf("a pixel of %d", s.Pix[i])
		}
	}
	if c := Scale(image.NewNRGBA(image.Rect(0, 0, 4, 4)), 2, 2).RGBAAt(0, 0); c != (color.RGBA{0, 0, 0, 255}) {
		t.Errorf("a transparent picture is drawn as %v", c)
	}
}

func TestKitty(t *testing.T) {
	m := webuitest.Draw(800, 600, 7)
	for _, tmux := range []bool{false, true} {
		s, err := TransmitKitty(m, 0x010203, 40, 15, Cell{10, 20}, tmux)
		if err != nil {
			t.Fatal(err)
		}
		if tmux {
			if !strings.HasPrefix(s, "\x1bPtmux;\x1b\x1b_G") {
				t.Errorf("begins with %q", s[:40])
			}
			continue
		}
		for i, chunk := range strings.Split(strings.TrimSuffix(s, "\x1b\\"), "\x1b\\") {
			keys, data, ok := strings.Cut(strings.TrimPrefix(chunk, "\x1b_G"), ";")
			if !ok || len(data) > 4096 {
				t.Fatalf("chunk %d has %d bytes", i, len(data))
			}
			if i == 0 {
				for _, want := range []string{"a=T", "f=100", "i=66051", "q=2", "U=1", "c=40", "r=15"} {
					if !strings.Contains(","+keys+",", ","+want+",") {
						t.Errorf("keys %s have no %s", keys, want)
					}
				}
			}
		}
	}
	lines := Placeholders(0x010203, 40, 15)
	if len(lines) != 15 || ansi.StringWidth(lines[14]) != 40 || !strings.HasPrefix(lines[0], "\x1b[38;2;1;2;3m") {
		t.Errorf("%d lines, %d cells, %q", len(lines), ansi.StringWidth(lines[14]), lines[0][:20])
	}
	if s := deleteKitty(5, false); !strings.HasPrefix(s, "\x1b_G") || !strings.Contains(s, "d=I") || !strings.Contains(s, "i=5") {
		t.Errorf("deleted by %q", s)
	}
}

func TestInline(t *testing.T) {
	m := webuitest.Draw(400, 300, 7)
	s, err := DrawITerm2(m, 20, 8, Cell{10, 20}, false)
	if err != nil || !strings.HasPrefix(s, "\x1b]1337;File=") || !strings.Contains(s, "width=20;height=8") || !strings.Contains(s, "inline=1") || len(s) > mostSequence {
		t.Errorf("iTerm2: %v, %.80q", err, s)
	}
	s, err = DrawSixel(m, 20, 8, Cell{10, 20})
	if err != nil || !strings.HasPrefix(s, "\x1bP0;1q\"1;1;200;160") || !strings.HasSuffix(s, "\x1b\\") {
		t.Errorf("sixel: %v, %.80q", err, s)
	}
	if got := At(2, 3, "x"); got != "\x1b7\x1b[4;3Hx\x1b8" {
		t.Errorf("at a place: %q", got)
	}
}

// TestAsk has the answers of terminals, cut at every place, with keys around.
func TestAsk(t *testing.T) {
	const kitty = "\x1bP>|kitty(0.35.2)\x1b\\\x1b_Gi=31;OK\x1b\\\x1b[6;20;10t\x1b[?62;c"
	for _, c := range []struct {
		name, answer string
		in           Surroundings
		want         Protocol
		cell         Cell
	}{
		{"kitty", kitty, Surroundings{}, Kitty, Cell{10, 20}},
		{"Ghostty", "\x1bP>|ghostty 1.0.0\x1b\\\x1b_Gi=31;OK\x1b\\\x1b[?62;22c", Surroundings{}, Kitty, Cell{}},
		{"WezTerm", "\x1bP>|WezTerm 20240203\x1b\\\x1b_Gi=31;OK\x1b\\\x1b[?65;4;6;18;22c", Surroundings{}, ITerm2, Cell{}},
		{"iTerm2 by its answer", "\x1bP>|iTerm2 3.5.0\x1b\\\x1b[?62;4c", Surroundings{}, ITerm2, Cell{}},
		{"iTerm2 over ssh", "\x1b[?62;4c", Surroundings{Locale: "iTerm2"}, ITerm2, Cell{}},
		{"xterm with sixels", "\x1bP>|XTerm(379)\x1b\\\x1b[6;16;8t\x1b[?64;1;2;4;6;9;15;18;21;22c", Surroundings{}, Sixel, Cell{8, 16}},
		{"Konsole", "\x1bP>|Konsole 23.08\x1b\\\x1b_Gi=31;OK\x1b\\\x1b[?62;1;4c", Surroundings{}, Sixel, Cell{}},
		{"a plain one", "\x1b[?1;2c", Surroundings{}, Blocks, Cell{}},
		{"tmux", "\x1bP>|tmux 3.4\x1b\\\x1b[?1;2c", Surroundings{Tmux: true, Program: "tmux", Locale: "iTerm2"}, Blocks, Cell{}},
		{"tmux in kitty, passed through", "\x1bP>|tmux 3.4\x1b\\\x1b[?1;2c", Surroundings{Tmux: true, Passthrough: true, Outer: "kitty(0.35.2)"}, Kitty, Cell{}},
		{"tmux in kitty, not passed through", "\x1b[?1;2c", Surroundings{Tmux: true, Outer: "xterm-kitty"}, Blocks, Cell{}},
		{"tmux with sixels", "\x1b[?1;2;4c", Surroundings{Tmux: true}, Sixel, Cell{}},
	} {
		for cut := range len(c.answer) {
			if head := c.answer[:cut]; strings.HasSuffix(head, "\x1b") || strings.HasSuffix(head, "\x1b[") {
				continue // the escape key, or alt with a bracket
			}
			var s Sifter
			one, _, early := s.Sift([]byte("a" + c.answer[:cut]))
			two, answer, done := s.Sift([]byte(c.answer[cut:] + "b\x1b[A"))
			if early || !done || string(one)+string(two) != "ab\x1b[A" || answer.Cell != c.cell || Choose(answer, c.in) != c.want {
				t.Fatalf("%s, cut at %d: keys %q and %q, %+v, %v; want %v", c.name, cut, one, two, answer, Choose(answer, c.in), c.want)
			}
			if keys, _, again := s.Sift([]byte("\x1b[?62;4c")); string(keys) != "\x1b[?62;4c" || again {
				t.Fatalf("%s: an answer after the last was taken", c.name)
			}
		}
	}
}

func FuzzSift(f *testing.F) {
	f.Add([]byte("a\x1bP>|kitty(0.35.2)\x1b\\"), []byte("\x1b[?62;c\x1b[A"))
	f.Fuzz(func(t *testing.T, one, two []byte) {
		var s Sifter
		a, _, _ := s.Sift(bytes.Clone(one))
		b, _, _ := s.Sift(bytes.Clone(two))
		if len(a)+len(b) > len(one)+len(two) {
			t.Fatalf("more keys than bytes: %q", append(a, b...))
		}
	})
}

func TestDecode(t *testing.T) {
	if _, err := Decode([]byte("<html>")); err == nil || !strings.Contains(err.Error(), "no picture") {
		t.Errorf("HTML: %v", err)
	}
	whole := webuitest.PNG(webuitest.Draw(8, 8, 1), "")
	if _, err := Decode(whole[:len(whole)/2]); err == nil {
		t.Error("half a picture was read")
	}
	huge := bytes.Clone(whole)
	copy(huge[16:], "\x00\x00\xff\xff\x00\x00\xff\xff") // width and height
	if _, err := Decode(huge); err == nil {
		t.Error("a picture of 4 gigapixels was read")
	}
	if m, err := Decode(whole); err != nil || m.Bounds() != image.Rect(0, 0, 8, 8) {
		t.Error(err)
	}
}

// BenchmarkShow decodes, scales and draws a picture of 1216 by 832 in half
// blocks as the pane does.
func BenchmarkShow(b *testing.B) {
	m, random := webuitest.Draw(1216, 832, 7), rand.New(rand.NewPCG(1, 2))
	for i := range m.Pix { // as rough as a painted one, which packs less well
		if i%4 != 3 {
			m.Pix[i] ^= byte(random.Uint32() & 7)
		}
	}
	var packed bytes.Buffer
	_ = png.Encode(&packed, m)
	for b.Loop() {
		m, err := Decode(packed.Bytes())
		if err != nil {
			b.Fatal(err)
		}
		c, r := Fit(m.Bounds().Size(), 100, 50, Cell{})
		DrawBlocks(m, c, r, termenv.TrueColor)
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N), "ms/picture")
	b.ReportMetric(float64(packed.Len())/1024, "KB")
}
