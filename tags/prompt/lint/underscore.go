package lint

import (
	"regexp"
	"strings"
	"unicode"

	"tailor/tags"
)

// openNetwork is an extra network that is not closed: "<my_style",
// "<lora:my_style:0.8".
var openNetwork = regexp.MustCompile(`<[\pL_][^>]*$`)

// underscored tells whether underscores in a text stand for spaces: not in a
// face, an address or the name of a file, embedding or extra network, which
// may still lack its ">".
func (c *Checker) underscored(f *fact, text string) bool {
	if strings.Contains(text, "://") || openNetwork.MatchString(text) {
		return false
	}
	words := strings.Fields(text)
	real := false
	for _, w := range words {
		if !strings.Contains(w, "_") || isFace(w) {
			continue
		}
		if _, _, ok := c.cat.Lookup(w); ok || f.known || f.says.Tag != "" || f.says.Dead != nil || taglike(w) {
			real = true
		}
	}
	if real && len(words) > 2 && !f.known {
		f.pasted = c.unpasted(words)
	}
	return real
}

// embedding tells the names of textual inversions, which are words of their
// own in a prompt and must be kept as they are.
var embedding = regexp.MustCompile(`(?i)neg|embed|_v\d|version|_\d+t$|_xl|\.(pt|safetensors|png|jpe?g|webp|txt)$`)

// taglike tells whether an unknown word with underscores looks like a booru
// tag.
func taglike(w string) bool {
	if embedding.MatchString(w) {
		return false
	}
	letters := false
	for i, r := range w {
		switch {
		case unicode.IsUpper(r):
			return false
		case unicode.IsLetter(r):
			letters = true
		case r == '_' && (i == 0 || i == len(w)-1):
			return false
		}
	}
	return letters
}

// unpasted turns tags that were pasted with spaces between them, as a booru
// shows them, into a prompt's. It returns "" unless nearly all words are
// known tags.
func (c *Checker) unpasted(words []string) string {
	known := 0
	parts := make([]string, len(words))
	for i, w := range words {
		parts[i] = tags.Spell(w)
		if id, alias, ok := c.cat.Lookup(w); ok {
			known++
			if alias == "" && c.cat.Tag(id).Category == tags.Artist && !c.plainName(w, false) {
				parts[i] = "by " + parts[i]
			}
		} else if c.p.About(w).Tag != "" || c.p.About(w).Dead != nil || strings.Contains(w, "_") && taglike(w) {
			known++
		} else if grammar[strings.ToLower(w)] {
			return ""
		}
	}
	if known*5 < len(words)*4 {
		return ""
	}
	return strings.Join(parts, ", ")
}

// respell writes a tag's text as A1111 wants it: spaces for underscores but
// in faces, brackets escaped.
func respell(text string) string {
	words := strings.Fields(text)
	for i, w := range words {
		if strings.Contains(w, "_") && !isFace(w) {
			w = strings.Trim(strings.ReplaceAll(w, "_", " "), " ")
		}
		words[i] = w
	}
	return tags.Escape(strings.Join(words, " "))
}
