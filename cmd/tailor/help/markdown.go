package help

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// pageStyle is how a page of the reference is drawn.
type pageStyle struct {
	width  int  // columns that a line may take
	bold   bool // headings and strong words stand out by weight
	colour bool // headings and code have a colour
}

func (s pageStyle) heading(text string) string {
	switch {
	case s.colour:
		return "\x1b[1;36m" + text + "\x1b[m"
	case s.bold:
		return "\x1b[1m" + text + "\x1b[m"
	}
	return text
}

func (s pageStyle) code(text string) string {
	if s.colour {
		return "\x1b[33m" + text + "\x1b[39m"
	}
	return text
}

// draw draws what the pages of the reference use of Markdown:
// headings, paragraphs, lists, tables, blocks of code, and in a line `code`,
// **strong** and *emphasis*.
func draw(text string, s pageStyle) string {
	var b strings.Builder
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		switch {
		case strings.HasPrefix(line, "#"):
			b.WriteString(s.heading(strings.TrimLeft(line, "# ")) + "\n")
		case strings.HasPrefix(line, "```"):
			for i++; i < len(lines) && !strings.HasPrefix(lines[i], "```"); i++ {
				b.WriteString(strings.TrimRight("    "+s.code(lines[i]), " ") + "\n")
			}
		case strings.HasPrefix(line, "    "):
			b.WriteString("    " + s.code(line[4:]) + "\n")
		case strings.HasPrefix(line, "|"):
			n := leading(lines[i:], func(l string) bool { return strings.HasPrefix(l, "|") })
			drawTable(&b, lines[i:i+n], s)
			i += n - 1
		case strings.HasPrefix(line, "- "):
			n := 1 + leading(lines[i+1:], func(l string) bool { return strings.HasPrefix(l, "  ") })
			b.WriteString(paragraph(strings.Join(lines[i:i+n], " ")[2:], "- ", "  ", s))
			i += n - 1
		case line == "":
			b.WriteString("\n")
		default:
			n := leading(lines[i:], func(l string) bool {
				return l != "" && !strings.HasPrefix(l, "|") && !strings.HasPrefix(l, "- ") && !strings.HasPrefix(l, "#") && !strings.HasPrefix(l, "```")
			})
			b.WriteString(paragraph(strings.Join(lines[i:i+n], " "), "", "", s))
			i += n - 1
		}
	}
	return b.String()
}

// leading counts the lines at the beginning that belong together.
func leading(lines []string, belongs func(string) bool) int {
	n := 0
	for n < len(lines) && belongs(lines[n]) {
		n++
	}
	return n
}

// paragraph wraps text, its first line behind first, the others behind rest.
func paragraph(text, first, rest string, s pageStyle) string {
	wrapped := wrap(inline(strings.Join(strings.Fields(text), " "), s), max(s.width-ansi.StringWidth(rest), 10), ansi.Wordwrap)
	return first + strings.ReplaceAll(wrapped, "\n", "\n"+rest) + "\n"
}

// What stands in the place of a blank in code and of a hyphen, where a line could
// end, until the lines are made.
const gluedBlank, gluedHyphen = "\u00a0", "\u2011"

var unglue = strings.NewReplacer(gluedBlank, " ", gluedHyphen, "-")

// wrap parts what inline drew into lines, by one of the wrappers of ansi. No line
// ends in code or in a word that fits on one.
func wrap(text string, width int, wrapper func(string, int, string) string) string {
	words := strings.Split(text, " ")
	for k, w := range words {
		if ansi.StringWidth(w) > width {
			words[k] = unglue.Replace(w)
		} else {
			words[k] = strings.ReplaceAll(w, "-", gluedHyphen)
		}
	}
	return unglue.Replace(wrapper(strings.Join(words, " "), width, ""))
}

// inline draws `code`, **strong** and *emphasis*. Without colour code keeps
// its marks, so that it can be told from the words around it.
func inline(text string, s pageStyle) string {
	var b strings.Builder
	for i, part := range strings.Split(text, "`") {
		code := strings.ReplaceAll(part, " ", gluedBlank)
		switch {
		case i%2 == 1 && s.colour:
			b.WriteString(s.code(code))
		case i%2 == 1:
			b.WriteString("`" + code + "`")
		default:
			part = strings.ReplaceAll(part, "**", "")
			b.WriteString(strings.ReplaceAll(part, "*", ""))
		}
	}
	return b.String()
}

// fitColumns makes columns narrower, the widest first, until they take no more
// than room: none narrower than its longest word, unless all are that narrow.
func fitColumns(widths, words []int, room int) {
	total := 0
	for _, w := range widths {
		total += w
	}
	for ; total > room; total-- {
		widest, spare := 0, -1
		for c, w := range widths {
			if w > widths[widest] {
				widest = c
			}
			if w > words[c] && (spare < 0 || w > widths[spare]) {
				spare = c
			}
		}
		if spare >= 0 {
			widest = spare
		}
		if widths[widest] == 1 {
			return
		}
		widths[widest]--
	}
}

// drawTable draws a table, its columns as wide as their cells, or wrapped to fit
// on the line.
func drawTable(b *strings.Builder, rows []string, s pageStyle) {
	var table [][]string
	for _, row := range rows {
		row = strings.ReplaceAll(strings.Trim(row, "|"), `\|`, "\x00")
		var cells []string
		for c := range strings.SplitSeq(row, "|") {
			cells = append(cells, inline(strings.ReplaceAll(strings.TrimSpace(c), "\x00", "|"), s))
		}
		if strings.Trim(strings.Join(cells, ""), "-: ") != "" {
			table = append(table, cells)
		}
	}
	columns := len(table[0])
	widths, words := make([]int, columns), make([]int, columns)
	for _, row := range table {
		for c := range min(columns, len(row)) {
			widths[c] = max(widths[c], ansi.StringWidth(row[c]))
			for word := range strings.SplitSeq(row[c], " ") {
				words[c] = max(words[c], ansi.StringWidth(word))
			}
		}
	}
	fitColumns(widths, words, s.width-2*(columns-1))
	for n, row := range table {
		var cells [][]string
		height := 1
		for c := range columns {
			text := ""
			if c < len(row) {
				text = row[c]
			}
			wrapped := strings.Split(wrap(text, widths[c], ansi.Wrap), "\n")
			cells = append(cells, wrapped)
			height = max(height, len(wrapped))
		}
		for h := range height {
			var line strings.Builder
			for c := range columns {
				text := ""
				if h < len(cells[c]) {
					text = cells[c][h]
				}
				if n == 0 {
					text = s.heading(text)
				}
				line.WriteString(text)
				if c < columns-1 {
					line.WriteString(strings.Repeat(" ", max(0, widths[c]-ansi.StringWidth(text))+2))
				}
			}
			b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
		}
	}
}
