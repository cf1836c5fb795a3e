package artists

import (
	"strings"

	"tailor/tags"
	"tailor/tags/profile"
	"tailor/tags/prompt"
)

// longestApart is the length up to which a part is looked through for what stands
// behind an artist, in bytes.
const longestApart = 400

// partings are the signs that part a name from a bracket: one that is glued to it
// may be the name's.
const partings = " .;|/"

// apart reads a part in which something else follows a marked artist without a
// comma: a bracket of its own, "by wlop (smile:1.2)", one that goes on behind the
// part, "by wlop (1girl", or a tag, "by wlop 1girl". A bracket that may be the
// name's is none of these.
func (r *artistReader) apart(part string) bool {
	if len(part) > longestApart {
		return false
	}
	if part != "" && strings.IndexByte("([{", part[0]) >= 0 { // "(by wlop:0.8) smile"
		end := closing(part) + 1
		rest := strings.TrimSpace(part[max(end, 0):])
		if end == 0 || rest == "" || part[end] != ' ' || !r.read(part[:end], "", "", 0) || !r.by || !r.begins(rest) {
			return false
		}
		r.found[len(r.found)-1].Behind = rest
		return true
	}
	_, _, marked := profile.ReadArtist(part)
	name, form := read(part)
	if form == "" || !strings.HasSuffix(part, name) {
		return false
	}
	start := len(part) - len(name)
	for end := len(name) - 1; end > 0; end-- {
		if name[end] != ' ' && (strings.IndexByte("([{", name[end]) < 0 || strings.IndexByte(partings, name[end-1]) < 0) {
			continue
		}
		rest := strings.TrimLeft(name[end:], " ")
		if r.isArtist(bareName(name[:end])) && r.begins(rest) && !r.isArtist(name+")") {
			r.found = []Artist{{Name: tags.Spell(bareName(name[:end])), Behind: rest}}
			return true
		}
	}
	if !marked {
		return false // "art by" somebody unknown may be anything
	}
	for _, b := range prompt.Read(part).Brackets { // what goes on behind the part is no name's
		if b.Unclosed() && b.Open.Start > start && strings.IndexByte(partings, part[b.Open.Start-1]) >= 0 {
			name := bareName(part[start:b.Open.Start])
			if name != "" && !strings.ContainsAny(name, "()[]{}") && r.isTag(part[b.Open.End:]) && Is(r.finder, name) {
				r.found = []Artist{{Name: tags.Spell(name), Behind: part[b.Open.Start:]}}
				return true
			}
			break
		}
	}
	return false
}

// bareName returns a name without the signs behind it.
func bareName(name string) string {
	return strings.TrimSpace(strings.TrimRight(tags.Unescape(name), partings))
}

// begins reports whether what stands behind an artist is something of its own: a
// tag, or a bracket that holds one, several parts or a weight.
func (r *artistReader) begins(rest string) bool {
	if strings.IndexByte("([{", rest[0]) < 0 {
		return r.isTag(rest)
	}
	end := closing(rest)
	if end < 0 {
		return true
	}
	inside := rest[1:end]
	return strings.ContainsAny(inside, ",:([{|") || r.isTag(inside)
}

// isTag reports whether a text is a tag, or a word of the model's.
func (r *artistReader) isTag(text string) bool {
	text = tags.Unescape(strings.TrimSpace(text))
	return Known(r.finder, text, tags.Artist) || r.p.About(text).Tag != "" || r.p.About(text).Quality != 0
}
