package reading

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tailor/tags"
	"tailor/tags/english"
)

// openNetwork is an extra network that is not closed: "<my_style",
// "<lora:my_style:0.8".
var openNetwork = regexp.MustCompile(`<[\pL_][^>]*$`)

// underscored reports whether underscores in a text stand for spaces: not in a
// face, an address or the name of a file, embedding or extra network, which
// may still lack its ">".
func (c *Reader) underscored(f *Facts, text string) bool {
	if strings.Contains(text, "://") || openNetwork.MatchString(text) {
		return false
	}
	words := strings.Fields(text)
	if len(words) > longestOfTags && !f.Known && c.unpasted(words) == "" {
		return false // a text that speaks of a file or of a program's word
	}
	real := false
	for _, w := range words {
		if !strings.Contains(w, "_") || isFace(w) || !f.Known && !latin(w) {
			continue // a face: "¯\_(ツ)_/¯"
		}
		if _, _, listed := c.cat.Lookup(strings.Trim(w, "()[]{},")); len(words) > 1 && !f.Known && !f.Artist && !listed && !strings.Contains(w, "_(") && !strings.Contains(w, `_\(`) {
			continue // "feet_hand_eye" beside other words is a list of its writer's
		}
		real = real || c.spaced(f, w)
	}
	if real && len(words) > 2 && !f.Known {
		f.Pasted = c.unpasted(words)
	}
	return real
}

// longestOfTags is how many words a part has at most that may be tags.
const longestOfTags = 6

// latin reports whether a word holds a letter or a digit of ASCII.
func latin(w string) bool {
	return strings.ContainsFunc(w, func(r rune) bool {
		return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r))
	})
}

// spaced reports whether the underscores of a word in a part stand for spaces.
// Those of a word that no list knows may be the trigger of a LoRA, which is
// trained with them: it has to look like a booru's tag.
func (c *Reader) spaced(f *Facts, w string) bool {
	if c.p.KeepsUnderscores(w) || strings.HasSuffix(w, ":") && !f.Known { // "art_style: masterpiece"
		return false
	}
	if f.Known || f.Says.Tag != "" || f.Says.Dead != nil {
		return true
	}
	if _, _, ok := c.cat.Lookup(w); ok {
		return true
	}
	if _, series, ok := strings.Cut(strings.ToLower(strings.ReplaceAll(w, `\`, "")), "_("); ok {
		if _, _, ok := c.cat.LookupIn(strings.TrimSuffix(series, ")"), tags.Copyright); ok {
			return true // "Frieren_(sousou_no_frieren)"
		}
	}
	return taglike(w) && (f.Artist || c.ofTagWords(w))
}

// ofTagWords reports whether an unknown word with underscores is put together
// from words of general tags, as "blue_dragon_print" is and "ohwx_person" is
// not, or has a booru's qualifier, "karin_(blue_archive)".
func (c *Reader) ofTagWords(w string) bool {
	if strings.Contains(strings.ReplaceAll(w, `\`, ""), "_(") {
		return true
	}
	parts := strings.FieldsFunc(w, func(r rune) bool { return r == '_' || r == '-' })
	if n := len(parts); n > 0 && len(parts[n-1]) == 1 {
		return false // "artist_a": a letter counts
	}
	for _, part := range parts {
		part = strings.Trim(part, `\()[]'.,!?:`)
		switch {
		case strings.ContainsAny(part, "0123456789"):
			// "v2", "01": a version, except for "1girl" and "3d".
			if _, _, ok := c.cat.LookupIn(part, tags.General); !ok || !english.HasLetters(part) {
				return false
			}
		case part != "" && !english.Plain(part, c.words):
			return false
		}
	}
	return true
}

// embedding reports whether a word looks like the name of a textual inversion or of
// a trained style, which are words of their own in a prompt and must be kept as they
// are. It is asked for each word of a prompt, several times.
func embedding(w string) bool {
	w = strings.ToLower(w)
	for _, part := range []string{"neg", "embed", "version", "_xl"} {
		if strings.Contains(w, part) {
			return true
		}
	}
	if strings.HasPrefix(w, "style_") || strings.HasSuffix(w, "_style") || slices.Contains(fileEndings, path.Ext(w)) {
		return true
	}
	for i := 0; ; i++ { // "_v2"
		n := strings.Index(w[i:], "_v")
		if i += n; n < 0 || i+2 == len(w) {
			break
		}
		if isDigit(w[i+2]) {
			return true
		}
	}
	at, ok := strings.CutSuffix(w, "t") // "_1500t"
	steps := strings.TrimRight(at, "0123456789")
	return ok && steps != at && strings.HasSuffix(steps, "_")
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

var fileEndings = []string{".pt", ".safetensors", ".png", ".jpg", ".jpeg", ".webp", ".txt"}

// taglike reports whether an unknown word with underscores looks like a booru
// tag.
func taglike(w string) bool {
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
	return letters && !embedding(w)
}

// unpasted turns tags that were pasted with spaces between them, as a booru
// shows them, into a prompt's. It returns "" unless nearly all words are
// known tags.
func (c *Reader) unpasted(words []string) string {
	known := 0
	parts := make([]string, len(words))
	for i, w := range words {
		parts[i] = tags.Spell(w)
		if c.p.KeepsUnderscores(w) {
			parts[i] = tags.Escape(w)
		}
		if id, alias, ok := c.cat.Lookup(w); ok {
			known++
			if alias == "" && c.cat.Tag(id).Category == tags.Artist && !english.PlainName(w, false, c.words) {
				parts[i] = c.p.WriteArtist(parts[i])
			}
		} else if c.p.About(w).Tag != "" || c.p.About(w).Dead != nil {
			known++
		} else if strings.Contains(w, "_") && taglike(w) {
			known++
			if !c.ofTagWords(w) {
				parts[i] = tags.Escape(w)
			}
		} else if english.Grammar[strings.ToLower(w)] {
			return ""
		}
	}
	if known*5 < len(words)*4 {
		return ""
	}
	return strings.Join(parts, ", ")
}

// Respell writes a part as A1111 wants it: spaces for the underscores that
// stand for them, brackets escaped.
func (c *Reader) Respell(f *Facts, text string) string {
	words := strings.Fields(text)
	for i, w := range words {
		if strings.Contains(w, "_") && c.spaced(f, w) {
			words[i] = Spell(w)
		}
	}
	return tags.Escape(strings.Join(words, " "))
}

// Spell writes spaces for a text's underscores but in faces.
func Spell(text string) string {
	words := strings.Fields(text)
	for i, w := range words {
		if strings.Contains(w, "_") && !isFace(w) {
			words[i] = strings.Trim(strings.ReplaceAll(w, "_", " "), " ")
		}
	}
	return strings.Join(words, " ")
}
