// Package tomllines tells on which line of a TOML document a key stands.
package tomllines

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// Places maps the path of every key and array element of a TOML document,
// "style[1].tags[0]", to its line, counted from 1.
type Places map[string]int

// mostKeys is how many keys and tables a document may have, and mostSteps that
// number times its bytes: a hundred times what people write.
const (
	mostKeys  = 10_000
	mostSteps = 256 << 20
)

// Check refuses a document with more keys and tables than that, before TOML's
// reader looks each up among all others, and counts the lines from the
// beginning to each that is unknown.
func Check(text []byte) error {
	keys := bytes.Count(text, []byte("=")) + bytes.Count(text, []byte("["))
	if keys > mostKeys || keys*len(text) > mostSteps {
		return fmt.Errorf("%d keys and tables in %d kB, which is more than is read", keys, len(text)>>10)
	}
	return nil
}

// Of reads the places of a document. What does not parse is left out.
func Of(text []byte) Places {
	at := Places{}
	counts := map[string]int{} // elements so far of every array of tables
	var p unstable.Parser
	p.Reset(text)
	lineAt := lineCounter(text)
	table := ""
	for p.NextExpression() {
		e := p.Expression()
		switch e.Kind {
		case unstable.Table, unstable.ArrayTable:
			var line int
			table, line = tablePath(e, counts, lineAt)
			at[table] = line
		case unstable.KeyValue:
			at.value(table, e, 0, lineAt)
		}
	}
	return at
}

// tablePath returns the path of a table's header, every array of tables on
// its way standing for its last element.
func tablePath(e *unstable.Node, counts map[string]int, lineAt func(int) int) (string, int) {
	path, line := "", 0
	for key := e.Key(); key.Next(); {
		name := string(key.Node().Data)
		if path != "" {
			name = path + "." + name
		}
		if line == 0 {
			line = lineAt(int(key.Node().Raw.Offset))
		}
		if e.Kind == unstable.ArrayTable && key.IsLast() {
			counts[name]++
		}
		if n := counts[name]; n > 0 {
			name = fmt.Sprintf("%s[%d]", name, n-1)
		}
		path = name
	}
	return path, line
}

// value notes the places of a key and of all that its value holds.
func (at Places) value(table string, kv *unstable.Node, line int, lineAt func(int) int) {
	path := table
	for key := kv.Key(); key.Next(); {
		if path != "" {
			path += "."
		}
		path += string(key.Node().Data)
		if raw := key.Node().Raw; raw.Length > 0 {
			line = lineAt(int(raw.Offset))
		}
	}
	at.node(path, kv.Value(), line, lineAt)
}

func (at Places) node(path string, n *unstable.Node, line int, lineAt func(int) int) {
	if n.Raw.Length > 0 {
		line = lineAt(int(n.Raw.Offset))
	}
	at[path] = line
	switch n.Kind {
	case unstable.Array:
		i := 0
		for c := n.Children(); c.Next(); i++ {
			at.node(fmt.Sprintf("%s[%d]", path, i), c.Node(), line, lineAt)
		}
	case unstable.InlineTable:
		for c := n.Children(); c.Next(); {
			at.value(path, c.Node(), line, lineAt)
		}
	}
}

// Line returns the line of a path, or of the nearest table around it, or 0.
func (at Places) Line(path string) int {
	for path != "" {
		if n, ok := at[path]; ok {
			return n
		}
		path = path[:max(0, strings.LastIndexAny(path, ".["))]
	}
	return 0
}

// First returns the first line of a path and of all that lies under it, or 0.
func (at Places) First(path string) int {
	first, under := at[path], path+"."
	for other, n := range at {
		if strings.HasPrefix(other, under) && n > 0 && (first == 0 || n < first) {
			first = n
		}
	}
	return first
}

// lineCounter returns a function from offsets to lines, fast for offsets that
// grow.
func lineCounter(text []byte) func(int) int {
	seen, line := 0, 1
	return func(offset int) int {
		offset = min(offset, len(text))
		if offset < seen {
			seen, line = 0, 1
		}
		line += bytes.Count(text[seen:offset], []byte("\n"))
		seen = offset
		return line
	}
}

// Values returns about how many values a document has: the signs that part or
// open them, outside of texts and comments. TOML's reader makes a tree of all that
// stand in one array, and of all parts of a key, before it gives any of them.
func Values(text []byte) (n int) {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case ',', '[', '{', '=', '.':
			n++
		case '#':
			if end := bytes.IndexByte(text[i:], '\n'); end >= 0 {
				i += end
			} else {
				return n
			}
		case '"', '\'':
			i = stringEnd(text, i)
		}
	}
	return n
}

// stringEnd returns where the text ends that a quote begins, at its last quote, or
// for one of a single line at the line's end.
func stringEnd(text []byte, at int) int {
	quote := text[at : at+1]
	if triple := bytes.Repeat(quote, 3); bytes.HasPrefix(text[at:], triple) {
		at, quote = at+2, triple
	}
	for i := at + 1; i < len(text); i++ {
		switch {
		case text[i] == '\\' && quote[0] == '"':
			i++
		case bytes.HasPrefix(text[i:], quote):
			for i += len(quote) - 1; len(quote) == 3 && i+1 < len(text) && text[i+1] == quote[0]; i++ { // quotes of the text
			}
			return i
		case text[i] == '\n' && len(quote) == 1:
			return i
		}
	}
	return len(text)
}
