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
	wrapped := ansi.Wordwrap(inline(strings.Join(strings.Fields(text), " "), s), max(s.width-ansi.StringWidth(rest), 10), "")
	return first + strings.ReplaceAll(wrapped, "\n", "\n"+rest) + "\n"
}

// inline draws `code`, **strong** and *emphasis*. Without colour code keeps
// its marks, so that it can be told from the words around it.
func inline(text string, s pageStyle) string {
	var b strings.Builder
	for i, part := range strings.Split(text, "`") {
		switch {
		case i%2 == 1 && s.colour:
			b.WriteString(s.code(part))
		case i%2 == 1:
			b.WriteString("`" + part + "`")
		default:
			part = strings.ReplaceAll(part, "**", "")
			b.WriteString(strings.ReplaceAll(part, "*", ""))
		}
	}
	return b.String()
}

// drawTable draws a table: the first column as wide as its cells, at most
// two fifths of the line, the last one wrapped into what is left.
func drawTable(b *strings.Builder, rows []string, s pageStyle) {
	var table [][]string
	for _, row := range rows {
		row = strings.ReplaceAll(strings.Trim(row, "|"), `\|`, "\x00")
		var cells []string
		for _, c := range strings.Split(row, "|") {
			cells = append(cells, inline(strings.ReplaceAll(strings.TrimSpace(c), "\x00", "|"), s))
		}
		if strings.Trim(strings.Join(cells, ""), "-: ") != "" {
			table = append(table, cells)
		}
	}
	columns := len(table[0])
	widths := make([]int, columns)
	left := s.width
	for c := range columns {
		for _, row := range table {
			if c < len(row) {
				widths[c] = max(widths[c], ansi.StringWidth(row[c]))
			}
		}
		if c < columns-1 {
			widths[c] = min(widths[c], s.width*2/5)
			left -= widths[c] + 2
		}
	}
	widths[columns-1] = max(min(widths[columns-1], left), 10)
	for n, row := range table {
		var cells [][]string
		height := 1
		for c := range columns {
			text := ""
			if c < len(row) {
				text = row[c]
			}
			wrapped := strings.Split(ansi.Wrap(text, widths[c], ""), "\n")
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
