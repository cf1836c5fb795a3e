package wildcard

import (
	"strings"
	"unicode/utf8"

	"tailor/data/printable"
	"tailor/tags/prompt"
)

// Ref is a wildcard in a prompt.
type Ref struct {
	prompt.Span        // with the underscores
	Name        string // between them, as written
}

// Find returns the wildcards of a prompt in their order, whether or not lists
// of their names exist.
func Find(text string) []Ref {
	var refs []Ref
	for at := 0; ; {
		i := strings.Index(text[at:], "__")
		if i < 0 {
			return refs
		}
		at += i
		ref, ok := refAt(text, at)
		if !ok {
			at++
			continue
		}
		refs = append(refs, ref)
		at = ref.End
	}
}

// Within reports whether a wildcard stands in a text, whatever is around it.
func Within(text string) bool { return strings.Contains(text, "__") && len(Find(text)) > 0 }

// refAt reads the wildcard whose underscores begin at a byte offset.
func refAt(text string, at int) (Ref, bool) {
	from := at + 2
	end := from
	for end < len(text) && end-from <= maxNameBytes {
		if strings.HasPrefix(text[end:], "__") {
			name := text[from:end]
			if name == "" || name[0] == '_' || strings.TrimSpace(name) != name || !printable.Safe(name) {
				return Ref{}, false
			}
			return Ref{Span: prompt.Span{Start: at, End: end + 2}, Name: name}, true
		}
		r, size := utf8.DecodeRuneInString(text[end:])
		if r == '[' {
			if n := class().FindStringIndex(text[end:min(len(text), from+maxNameBytes)]); n != nil && n[0] == 0 {
				end += n[1] // "[mf]"
				continue
			}
		}
		if endsNameAt(text, end, r) {
			return Ref{}, false
		}
		end += size
	}
	return Ref{}, false
}

// At tells the wildcard that is being written at a byte offset of a prompt:
// query is its name up to the cursor, span what a completion replaces, from
// the opening underscores to the closing ones where they stand already. ok is
// false where the cursor is in no wildcard.
func At(text string, cursor int) (query string, span prompt.Span, ok bool) {
	if cursor < 0 || cursor > len(text) {
		return "", prompt.Span{}, false
	}
	start := max(cursor-maxNameBytes-2, 0)
	for i := cursor; i > start; {
		r, size := utf8.DecodeLastRuneInString(text[:i])
		if endsNameAt(text, i-size, r) {
			start = i
			break
		}
		i -= size
	}
	// Underscores open and close by turns.
	open := -1
	for i := start; i+2 <= cursor; {
		if text[i:i+2] != "__" {
			i++
			continue
		}
		if ref, closed := refAt(text, i); closed && ref.End <= cursor {
			i = ref.End
			continue
		}
		open = i
		break
	}
	if open < 0 {
		return "", prompt.Span{}, false
	}
	query = text[open+2 : cursor]
	if strings.HasPrefix(query, "_") || strings.HasPrefix(query, " ") {
		return "", prompt.Span{}, false
	}
	span = prompt.Span{Start: open, End: cursor}
	if ref, closed := refAt(text, open); closed {
		span.End = ref.End
	}
	return query, span, true
}
