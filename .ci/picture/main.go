// Command picture turns a captured terminal (tmux capture-pane -e -p) into an
// SVG, for the README. It reads standard input and writes standard output:
//
//	tmux capture-pane -e -p | go run ./.ci/picture > screen.svg
//
// Frames and bars are drawn as shapes and every run of text is held to its
// cells, so that the picture looks the same with whatever font shows it.
package main

import (
	"bufio"
	"fmt"
	"html"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Size of a cell and of the margin, in pixels.
const (
	cellW, cellH = 8.4, 19.0
	margin       = 14.0
	fontSize     = 14.0
)

// The terminal's own colours where the program leaves them alone.
const (
	ground = "#171925"
	text   = "#d5d9e6"
)

var sixteen = []string{
	"#171925", "#e0606e", "#6dbb7b", "#d8b45f", "#5a8fd8", "#b07ad8", "#5bb5b5", "#b8bdcc",
	"#5a6078", "#ff7a85", "#8fd6a0", "#f0c674", "#7fb4f0", "#e8a2bd", "#7fd6d6", "#ffffff",
}

type pen struct {
	fg, bg                             string
	bold, faint, under, italic, invert bool
}

func (p pen) colours() (fg, bg string) {
	fg, bg = p.fg, p.bg
	if fg == "" {
		fg = text
	}
	if p.invert {
		if bg == "" {
			bg = ground
		}
		fg, bg = bg, fg
	}
	return fg, bg
}

func main() {
	lines, err := read(os.Stdin)
	if err == nil {
		err = draw(os.Stdout, lines)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "picture:", err)
		os.Exit(1)
	}
}

func read(r io.Reader) ([]string, error) {
	var lines []string
	s := bufio.NewScanner(r)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		lines = append(lines, s.Text())
	}
	return lines, s.Err()
}

func draw(w io.Writer, lines []string) error {
	columns := 0
	for _, l := range lines {
		columns = max(columns, ansi.StringWidth(l))
	}
	width, height := float64(columns)*cellW+2*margin, float64(len(lines))*cellH+2*margin
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" width="%.0f" height="%.0f" font-family="'JetBrains Mono','DejaVu Sans Mono',Menlo,Consolas,monospace" font-size="%g">`+"\n", width, height, width, height, fontSize)
	fmt.Fprintf(b, `<style>.p{shape-rendering:crispEdges}</style><rect width="100%%" height="100%%" rx="8" fill="%s"/>`+"\n", ground)
	var p pen // a captured pane carries its colours over the line's end
	for row, l := range lines {
		p = drawLine(b, l, float64(row)*cellH+margin, p)
	}
	fmt.Fprintln(b, "</svg>")
	return b.Flush()
}

// drawLine draws one line with its top at y, and returns the pen as the line
// leaves it.
func drawLine(b *bufio.Writer, line string, y float64, p pen) pen {
	x := margin
	var run strings.Builder
	runX, cells := x, 0
	flush := func() {
		if cells > 0 {
			put(b, run.String(), runX, y, cells, p)
		}
		run.Reset()
		runX, cells = x, 0
	}
	for line != "" {
		if line[0] == 0x1b {
			end := strings.IndexFunc(line[1:], func(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' })
			if end < 0 {
				break
			}
			flush()
			if line[1+end] == 'm' {
				p = p.sgr(line[2 : 1+end])
			}
			line = line[end+2:]
			continue
		}
		if n := halves(line); n > 0 {
			flush()
			fg, bg := p.colours()
			w := float64(n)*cellW + 0.2
			fmt.Fprintf(b, `<path class="p" fill="%s" d="M%.1f %.1fh%.1fv%gh-%.1fz"/><path class="p" fill="%s" d="M%.1f %.1fh%.1fv%gh-%.1fz"/>`+"\n", fg, x, y, w, cellH/2+0.2, w, bg, x, y+cellH/2, w, cellH/2+0.2, w)
			x += float64(n) * cellW
			runX = x
			line = line[n*len(half):]
			continue
		}
		cluster, w := ansi.FirstGraphemeCluster(line, ansi.GraphemeWidth)
		rest := line[len(cluster):]
		shape := ""
		fg, _ := p.colours()
		if w == 1 {
			shape = shapeOf(cluster, x, y, fg)
		}
		if shape != "" || w != 1 {
			flush()
			put(b, blankOr(cluster, shape), x, y, w, p)
			b.WriteString(shape)
			x += float64(w) * cellW
			runX = x
		} else {
			run.WriteString(cluster)
			x += cellW
			cells++
		}
		line = rest
	}
	flush()
	return p
}

// half is the half block that pictures are drawn in: its own colour above, the
// ground's below.
const half = "▀"

// halves counts the half blocks that a line begins with.
func halves(line string) int {
	n := 0
	for ; strings.HasPrefix(line, half); line = line[len(half):] {
		n++
	}
	return n
}

func blankOr(cluster, shape string) string {
	if shape != "" {
		return ""
	}
	return cluster
}

// put draws a run of text on its ground.
func put(b *bufio.Writer, s string, x, y float64, cells int, p pen) {
	fg, bg := p.colours()
	w := float64(cells) * cellW
	if bg != "" {
		fmt.Fprintf(b, `<rect x="%.1f" y="%.1f" width="%.1f" height="%g" fill="%s"/>`, x, y, w+0.2, cellH, bg)
	}
	if strings.TrimSpace(s) != "" {
		lead := len(s) - len(strings.TrimLeft(s, " "))
		s = strings.TrimRight(s[lead:], " ")
		style := ""
		if p.bold {
			style += ` font-weight="bold"`
		}
		if p.faint {
			style += ` opacity="0.55"`
		}
		n := float64(ansi.StringWidth(s)) * cellW
		fmt.Fprintf(b, `<text x="%.1f" y="%.1f" fill="%s" xml:space="preserve" textLength="%.1f" lengthAdjust="spacingAndGlyphs"%s>%s</text>`,
			x+float64(lead)*cellW, y+cellH*0.72, fg, n, style, html.EscapeString(s))
	}
	if p.under {
		fmt.Fprintf(b, `<path d="M%.1f %.1fh%.1f" stroke="%s" stroke-width="1"/>`, x, y+cellH-3, w, fg)
	}
	fmt.Fprintln(b)
}

// shapeOf draws frames and blocks as shapes, "" for other characters.
func shapeOf(c string, x, y float64, fg string) string {
	midX, midY := x+cellW/2, y+cellH/2
	path := func(d string) string {
		return fmt.Sprintf(`<path d="%s" fill="none" stroke="%s" stroke-width="1.1"/>`, d, fg)
	}
	rect := func(x0, w float64) string {
		return fmt.Sprintf(`<rect x="%.2f" y="%.1f" width="%.2f" height="%.1f" fill="%s"/>`, x0, y+3, w+0.4, cellH-6, fg)
	}
	right, bottom := x+cellW, y+cellH
	switch c {
	case "─":
		return path(fmt.Sprintf("M%.1f %.1fH%.1f", x, midY, right))
	case "│":
		return path(fmt.Sprintf("M%.1f %.1fV%.1f", midX, y, bottom))
	case "┃":
		return fmt.Sprintf(`<path d="M%.1f %.1fV%.1f" stroke="%s" stroke-width="2.6"/>`, midX, y, bottom, fg)
	case "┊":
		return fmt.Sprintf(`<path d="M%.1f %.1fV%.1f" stroke="%s" stroke-width="1" stroke-dasharray="2 3"/>`, midX, y, bottom, fg)
	case "╭":
		return path(fmt.Sprintf("M%.1f %.1fV%.1fQ%.1f %.1f %.1f %.1f", midX, bottom, midY+4, midX, midY, right, midY))
	case "╮":
		return path(fmt.Sprintf("M%.1f %.1fV%.1fQ%.1f %.1f %.1f %.1f", midX, bottom, midY+4, midX, midY, x, midY))
	case "╰":
		return path(fmt.Sprintf("M%.1f %.1fV%.1fQ%.1f %.1f %.1f %.1f", midX, y, midY-4, midX, midY, right, midY))
	case "╯":
		return path(fmt.Sprintf("M%.1f %.1fV%.1fQ%.1f %.1f %.1f %.1f", midX, y, midY-4, midX, midY, x, midY))
	case "├":
		return path(fmt.Sprintf("M%.1f %.1fV%.1fM%.1f %.1fH%.1f", midX, y, bottom, midX, midY, right))
	case "┤":
		return path(fmt.Sprintf("M%.1f %.1fV%.1fM%.1f %.1fH%.1f", midX, y, bottom, midX, midY, x))
	case "▕":
		return rect(right-1.2, 1.2)
	}
	if r := []rune(c); len(r) == 1 && r[0] >= '█' && r[0] <= '▏' { // U+2588 to U+258F: full block down to an eighth
		return rect(x, cellW*float64('▐'-r[0])/8)
	}
	return ""
}

// sgr returns the pen after a sequence of graphic rendition.
func (p pen) sgr(s string) pen {
	codes := strings.FieldsFunc(s, func(r rune) bool { return r == ';' || r == ':' })
	if len(codes) == 0 {
		return pen{}
	}
	for k := 0; k < len(codes); k++ {
		n, _ := strconv.Atoi(codes[k])
		switch {
		case n == 0:
			p = pen{}
		case n == 1:
			p.bold = true
		case n == 2:
			p.faint = true
		case n == 3:
			p.italic = true
		case n == 4:
			p.under = true
		case n == 7:
			p.invert = true
		case n == 22:
			p.bold, p.faint = false, false
		case n == 24:
			p.under = false
		case n == 27:
			p.invert = false
		case n >= 30 && n <= 37:
			p.fg = sixteen[n-30]
		case n >= 90 && n <= 97:
			p.fg = sixteen[n-90+8]
		case n >= 40 && n <= 47:
			p.bg = sixteen[n-40]
		case n >= 100 && n <= 107:
			p.bg = sixteen[n-100+8]
		case n == 39:
			p.fg = ""
		case n == 49:
			p.bg = ""
		case n == 38 || n == 48:
			colour, used := extended(codes[k+1:])
			k += used
			if n == 38 {
				p.fg = colour
			} else {
				p.bg = colour
			}
		}
	}
	return p
}

// extended reads "2;r;g;b" or "5;n".
func extended(codes []string) (colour string, used int) {
	at := func(k int) int {
		if k >= len(codes) {
			return 0
		}
		n, _ := strconv.Atoi(codes[k])
		return n & 255
	}
	switch at(0) {
	case 2:
		return fmt.Sprintf("#%02x%02x%02x", at(1), at(2), at(3)), 4
	case 5:
		n := at(1)
		switch {
		case n < 16:
			return sixteen[n], 2
		case n >= 232:
			v := 8 + (n-232)*10
			return fmt.Sprintf("#%02x%02x%02x", v, v, v), 2
		}
		n -= 16
		level := []int{0, 95, 135, 175, 215, 255}
		return fmt.Sprintf("#%02x%02x%02x", level[n/36], level[n/6%6], level[n%6]), 2
	}
	return "", len(codes)
}
