package wildcard

import (
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"tailor/data/pattern"
	"tailor/data/printable"
	"tailor/tags"
)

// A YAML or JSON file (JSON being YAML) is a tree of keys with lists of
// entries at its leaves; the keys on the way to a list are its name:
//
//	clothes:
//	  dress:
//	    - red dress
//	    - 3::blue dress
//	    - {text: green dress, weight: 2}
//
// is "clothes/dress", below the folder that the file lies in. A file that is
// a bare list is named as a text file is.

// structuredReader reads one such file.
type structuredReader struct {
	report reporter
	lists  []List
	left   int // entries and keys that may still come, against aliases that multiply
	spent  bool
	said   []Problem            // all that was reported, without the file
	again  map[string][]Problem // of keys that stand twice, by the list's name
}

// cannotGoOn begins the problem behind which nothing of a file was read.
const cannotGoOn = "cannot be read on from here"

// tell reports a problem.
func (r *structuredReader) tell(line int, format string, args ...any) {
	reason := fmt.Sprintf(format, args...)
	r.said = append(r.said, Problem{Line: line, Reason: reason})
	r.report(line, "%s", reason)
}

// parseStructured reads a YAML or JSON file. name is the file's path without
// its ending.
func parseStructured(text, name string, report reporter) (lists []List) {
	if signs(text) > maxStructuredSigns {
		report(0, "holds more than %d line ends, commas, brackets, dashes, colons, anchors and tags and is left out; cut it into several files", maxStructuredSigns)
		return nil
	}
	r := &structuredReader{report: report, left: maxStructured, again: map[string][]Problem{}}
	defer func() {
		// The YAML reader panics on some broken files; what it has read until
		// then stands.
		if v := recover(); v != nil {
			report(0, "cannot be read as YAML: %v", v)
			lists = r.lists
		}
	}()
	decoder := yaml.NewDecoder(strings.NewReader(text))
	for {
		var document yaml.Node
		err := decoder.Decode(&document)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			line, reason := yamlReason(err)
			report(line, cannotGoOn+": %s", reason)
			break
		}
		if len(document.Content) == 1 {
			r.document(document.Content[0], name)
		}
	}
	return r.lists
}

// signs returns how many nodes a text of YAML has at most, about: the signs in
// it that end one or begin one. The YAML reader makes a tree of all that is
// there before it gives any of it, at some 150 bytes and two microseconds a
// node.
func signs(text string) (n int) {
	for i := range len(text) {
		switch text[i] {
		case '\n', '\r', ',', '[', '{':
			n++
		case ':', '-', '?': // signs before white space, and behind what is quoted
			if i+1 == len(text) || text[i+1] <= ' ' || i > 0 && (text[i-1] == '"' || text[i-1] == '\'') {
				n++
			}
		case '&', '!': // an anchor, a tag
			if i > 0 && text[i-1] <= ' ' && i+1 < len(text) && text[i+1] > ' ' {
				n++
			}
		case 0x85, 0xa8, 0xa9: // the last bytes of Unicode's own line ends
			if before := text[:i]; strings.HasSuffix(before, "\u2028"[:2]) || strings.HasSuffix(before, "\u0085"[:1]) {
				n++
			}
		}
	}
	return n
}

// yamlLine finds the line in a message of the YAML reader.
var yamlLine = pattern.Of(`^(?:yaml: )?(?:line (\d+): )?(.*)`)

func yamlReason(err error) (line int, reason string) {
	m := yamlLine().FindStringSubmatch(err.Error())
	line, _ = strconv.Atoi(m[1])
	return line, printable.Line(m[2])
}

func (r *structuredReader) document(n *yaml.Node, name string) {
	folder := path.Dir(name)
	if folder == "." {
		folder = ""
	}
	switch n.Kind {
	case yaml.MappingNode:
		r.keys(n, folder, 1)
	case yaml.SequenceNode:
		r.list(n.Content, name)
	case yaml.ScalarNode:
		if n.Tag != "!!null" {
			r.tell(n.Line, "holds a bare text; write a list of entries, \"- \" before each")
		}
	}
}

// spend counts so many keys or entries, and reports whether there may be more.
func (r *structuredReader) spend(line, n int) bool {
	if r.left -= n; r.left >= 0 && !r.spent {
		return true
	}
	if !r.spent {
		r.spent = true
		r.tell(line, "the file holds more than %d entries, of which a key is one for each folder in it and one more for %d bytes of its name; the rest is left out", maxStructured, bytesOfKey)
	}
	return false
}

func (r *structuredReader) keys(n *yaml.Node, above string, depth int) {
	if depth > maxDepth {
		r.tell(n.Line, "keys lie more than %d deep and are left out", maxDepth)
		return
	}
	pairs := n.Content
	last := make(map[string]int, min(len(pairs)/2, maxStructured))
	for i := 0; i+1 < len(pairs); i += 2 {
		last[pairs[i].Value] = i
	}
	if at, ok := last["<<"]; ok && pairs[at].Tag == "!!merge" {
		pairs = slices.Clip(pairs)
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Tag == "!!merge" {
				pairs = r.merge(pairs, last, resolve(n.Content[i+1]), depth)
			}
		}
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		key, value := pairs[i], resolve(pairs[i+1])
		folders := strings.Count(key.Value, "/")
		if !r.spend(key.Line, 1+folders+(len(above)+len(key.Value))/bytesOfKey) {
			return
		}
		if folders+strings.Count(above, "/") > 2*maxDepth {
			r.tell(key.Line, "a key that lies more than %d deep is left out", 2*maxDepth)
			continue
		}
		if key.Kind != yaml.ScalarNode || key.Value == "" {
			r.tell(key.Line, "a key that is no text is left out")
			continue
		}
		if key.Tag == "!!merge" {
			continue // what it brings stands behind
		}
		name, err := cleanName(path.Join(above, key.Value))
		if err != nil || isGlob(name) || strings.HasPrefix(key.Value, "..") || strings.Trim(path.Clean(key.Value), "./") == "" {
			r.tell(key.Line, "the key %q cannot be a wildcard's name; rename it", key.Value)
			continue
		}
		switch {
		case last[key.Value] != i:
			r.tell(key.Line, "the key %q stands again in line %d, which counts; what is here is left out", key.Value, pairs[last[key.Value]].Line)
			r.again[name] = append(r.again[name], r.said[len(r.said)-1])
		case value.Kind == yaml.SequenceNode:
			r.list(value.Content, name)
		case value.Kind == yaml.MappingNode:
			r.keys(value, name, depth+1)
		case value.Tag == "!!null": // a key that is still to be filled
		default: // a text is a list of one
			r.list([]*yaml.Node{value}, name)
		}
	}
}

// merge adds to pairs the keys of the mappings that a merge key names, one or a
// list of them, where none of the name is in last yet.
func (r *structuredReader) merge(pairs []*yaml.Node, last map[string]int, named *yaml.Node, depth int) []*yaml.Node {
	all := []*yaml.Node{named}
	if named.Kind == yaml.SequenceNode {
		all = named.Content
	}
	for _, n := range all {
		if n = resolve(n); n.Kind != yaml.MappingNode {
			r.tell(n.Line, "a merge key << takes the keys of a mapping; what it names is none and is left out")
			continue
		}
		for i := len(n.Content) - 2; i >= 0 && r.spend(n.Line, 1); i -= 2 { // of equal keys the last counts
			key := n.Content[i]
			if _, taken := last[key.Value]; !taken {
				last[key.Value] = len(pairs)
				pairs = append(pairs, key, n.Content[i+1])
			}
		}
		for i := 0; i+1 < len(n.Content) && depth < maxDepth && !r.spent; i += 2 {
			if n.Content[i].Tag == "!!merge" {
				pairs = r.merge(pairs, last, resolve(n.Content[i+1]), depth+1)
			}
		}
	}
	return pairs
}

func (r *structuredReader) list(items []*yaml.Node, name string) {
	if tags.Blocked(name) {
		return
	}
	l := List{Name: name, leftOut: r.again[name]}
	said := len(r.said)
	for _, item := range items {
		item = resolve(item)
		if !r.spend(item.Line, 1) {
			break
		}
		switch {
		case item.Kind == yaml.ScalarNode && item.Value == "" && item.Style == 0: // still to be filled
		case item.Kind == yaml.ScalarNode && (item.Tag == "!!null" || item.Value == ""):
			r.tell(item.Line, "an empty entry is left out; write {} for an option of nothing")
		case item.Kind == yaml.ScalarNode:
			if e, ok := parseEntry(withoutComments(item.Value), item.Line, r.tell); ok {
				l.Entries = append(l.Entries, e)
			}
		case item.Kind == yaml.MappingNode:
			e, err := weighted(item)
			if err != nil {
				r.tell(item.Line, "%v", err)
			} else {
				l.Entries = append(l.Entries, e)
			}
		default:
			r.tell(item.Line, "a list within a list is left out; give it a key of its own")
		}
	}
	l.Entries, l.leftOut = offered(l.Entries), append(l.leftOut, r.said[said:]...)
	r.lists = append(r.lists, l)
}

// withoutComments takes the comments out of an entry, which may have several
// lines: the web UI takes all behind a "#" for one.
func withoutComments(text string) string {
	if !strings.Contains(text, "#") {
		return strings.TrimSpace(text)
	}
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(withoutComment(line)); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// weighted reads an entry that is written {text: …, weight: …}; "content"
// stands for "text" as well.
func weighted(n *yaml.Node) (Entry, error) {
	e := Entry{Weight: 1}
	found := false
	for i := 0; i+1 < len(n.Content); i += 2 {
		value := resolve(n.Content[i+1])
		if value.Kind != yaml.ScalarNode {
			continue
		}
		switch n.Content[i].Value {
		case "text", "content":
			e.Text, found = harmless(withoutComments(value.Value)), true
		case "weight":
			if !isNumber(value.Value) {
				return e, fmt.Errorf("the weight %q is no number from 0 on; the entry is left out", value.Value)
			}
			w, err := strconv.ParseFloat(strings.TrimSpace(value.Value), 64)
			if err != nil {
				return e, fmt.Errorf("the weight %q is too large; the entry is left out", value.Value)
			}
			e.Weight = w
		}
	}
	if !found || e.Text == "" || len(e.Text) > maxEntryBytes {
		return e, errors.New("the entry is a mapping without a text and is left out; quote an entry that holds \": \" or begins with \"{\"")
	}
	return e, nil
}

// resolve follows an alias to what its anchor names.
func resolve(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode && n.Alias != nil {
		return n.Alias
	}
	return n
}
