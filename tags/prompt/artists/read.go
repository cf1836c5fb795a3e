package artists

import (
	"math"
	"strconv"
	"strings"

	"tailor/data/pattern"
	"tailor/tags"
	"tailor/tags/english"
	"tailor/tags/profile"
	"tailor/tags/prompt"
)

// Artist is an artist as a part of a prompt names one.
type Artist struct {
	// Name is spelled for a prompt, without what marks it as an artist's.
	Name string
	// Open and Close are the brackets around it, the weight in them.
	Open, Close string
	// Behind is what follows the artist in its part and is none.
	Behind string
}

// Read reads a part of a prompt, as it is written, that names artists as
// other models' prompts and people do: "@wlop", "art by wlop", "wlop style",
// "by wlop and kantoku", "[[wlop]][[as109]]", "{{wlop}}", "1.2::wlop::", or with
// something else behind one, "by wlop (smile:1.2)". It returns nil for anything else, a plain name and the model's own form of one
// among them. Only what the finder knows as an artist is one, and a name that
// is plain English is none, unless a mark that nothing else has, "artist:",
// stands before it.
func Read(p *profile.Profile, finder Finder, part string) []Artist {
	if finder == nil || !hintsAtArtists(part) {
		return nil
	}
	r := artistReader{p: p, finder: finder}
	part = strings.TrimSpace(part)
	if r.read(part, "", "", 0) && len(r.found) > 0 {
		if len(r.found) == 1 && !r.odd {
			return nil
		}
		return r.found
	}
	if r = (artistReader{p: p, finder: finder}); r.apart(part) {
		return r.found
	}
	return nil
}

// Write writes artists in a model's form, in small letters as boorus do, with
// commas between them.
func Write(p *profile.Profile, artists []Artist) string {
	var b strings.Builder
	for i, a := range artists {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(a.Open + p.WriteArtist(strings.ToLower(a.Name)) + a.Close)
		if a.Behind != "" {
			b.WriteString(", " + a.Behind)
		}
	}
	return b.String()
}

// hintsAtArtists spares most parts the reading.
func hintsAtArtists(part string) bool {
	return len(part) < 400 && (strings.ContainsAny(part, "([{:@_") || strings.Contains(part, " ") && artistWord().MatchString(part))
}

var artistWord = pattern.Of(`(?i)\b(by|style|artist|and|or)\b|&`)

// artistReader reads a part of artists.
type artistReader struct {
	p      *profile.Profile
	finder Finder
	found  []Artist
	odd    bool // it is written in another form than the model's
	by     bool // a mark stood before an artist and holds for those behind it
}

// deepestArtist is how deep brackets are followed.
const deepestArtist = 8

// novelWeight is the weight that NovelAI's models give to one curly bracket.
const novelWeight = 1.05

var weightAtEnd = pattern.Of(`\s*:\s*[+-]?(\d+\.?\d*|\.\d+)\s*$`)

// read reads a text that stands between brackets.
func (r *artistReader) read(text, open, shut string, depth int) bool {
	if depth > deepestArtist {
		return false
	}
	if r.names(text, open, shut) {
		return true
	}
	groups, glued := 0, false
	for text = strings.TrimLeft(text, " "); text != ""; text = strings.TrimLeft(text, " ,") {
		if _, size := prompt.NovelWeight(text, 0); size > 0 {
			inside, rest, ended := strings.Cut(text[size:], "::")
			if !ended || !r.weighted(inside, text[:size-len("::")], open, shut, depth) {
				return false
			}
			text = rest
			groups++
			glued = false
			continue
		}
		k := strings.IndexAny(text, `([{\`)
		for k > 0 && text[k] == '\\' && k+2 < len(text) {
			next := strings.IndexAny(text[k+2:], `([{\`)
			if next < 0 {
				k = -1
				break
			}
			k += 2 + next
		}
		if k != 0 {
			if k < 0 {
				k = len(text)
			}
			run := strings.TrimSpace(text[:k])
			if glued || k < len(text) && text[k-1] != ' ' && text[k-1] != ',' {
				return false // "(a)b" is no two names
			}
			if mark := joiner(run); mark != "" {
				r.by = r.by || mark == "by"
				r.odd = true
			} else if groups == 0 || !r.names(run, open, shut) {
				return false
			}
			text = text[k:]
			groups++
			continue
		}
		end := closing(text)
		if end < 0 {
			return false
		}
		inside := text[1:end]
		switch text[0] {
		case '{':
			if strings.ContainsAny(inside, "|$") || !r.curly(inside, open, shut, depth) {
				return false
			}
		case '[':
			if strings.Contains(inside, "|") || weightAtEnd().MatchString(inside) || !r.read(inside, open+"[", "]"+shut, depth+1) {
				return false
			}
		case '(':
			weight := weightAtEnd().FindString(inside)
			if !r.read(inside[:len(inside)-len(weight)], open+"(", weight+")"+shut, depth+1) {
				return false
			}
		}
		text = text[end+1:]
		glued = text != "" && !strings.ContainsAny(text[:1], " ,([{")
		groups++
	}
	if groups > 1 {
		r.odd = true
	}
	return groups > 0
}

// joiner returns a run that stands between artists and says nothing.
func joiner(run string) string {
	run = strings.ToLower(strings.Trim(run, " ,+&"))
	switch run {
	case "", "and", "by", "x":
		if run == "" {
			return "&"
		}
		return run
	}
	return ""
}

// curly reads what stands in NovelAI's curly brackets.
func (r *artistReader) curly(inside, open, shut string, depth int) bool {
	weight := novelWeight
	for len(inside) > 1 && inside[0] == '{' && closing(inside) == len(inside)-1 {
		inside = inside[1 : len(inside)-1]
		weight *= novelWeight
	}
	return r.weighted(inside, strconv.FormatFloat(math.Round(weight*100)/100, 'f', -1, 64), open, shut, depth)
}

// weighted reads what NovelAI's signs give a weight.
func (r *artistReader) weighted(inside, weight, open, shut string, depth int) bool {
	r.odd = true
	switch n, err := strconv.ParseFloat(strings.TrimRight(weight, ":"), 64); {
	case err == nil && n == 1:
		return r.read(inside, open, shut, depth+1)
	case err == nil && n > prompt.MostWeight:
		weight = strconv.Itoa(prompt.MostWeight)
	}
	return r.read(inside, open+"(", ":"+weight+")"+shut, depth+1)
}

// closing returns where the bracket is closed with which a text begins, or -1.
func closing(text string) int {
	pair := map[byte]byte{'(': ')', '[': ']', '{': '}'}[text[0]]
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case text[0]:
			depth++
		case pair:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// names reads names without brackets but those of their own.
func (r *artistReader) names(text, open, shut string) bool {
	text = strings.TrimSpace(tags.Unescape(text))
	if bare := strings.TrimRight(text, ": "); strings.HasSuffix(text, "::") && strings.Contains(bare, ":") {
		text, r.odd = bare, true // what is left of NovelAI's weights
	}
	if text == "" {
		return false
	}
	if rest := text[len(lastOfRow().FindString(text)):]; rest != text && rest != "" && (r.isArtist(rest) || markedFirst(rest)) {
		text, r.odd = rest, true // "by wlop, kantoku, and as109"
	}
	if next := markedNext().FindStringSubmatchIndex(text); next != nil { // "artist:wlop artist:kantoku"
		before := len(r.found)
		r.odd = true
		if r.names(text[:next[0]], open, shut) && r.names(text[next[2]:], open, shut) {
			return true
		}
		r.found = r.found[:before]
		return false
	}
	name, form, marked := profile.ReadArtist(text)
	if !marked {
		if name, form, marked = profile.ReadArtistPhrase(text); marked {
			// "mucha style" is a tag's name, and no artist called Mucha.
			_, _, tag := r.finder.LookupIn(text, tags.General)
			marked = !tag && (r.isArtist(name) || r.areArtists(name))
		}
	}
	if !marked {
		name = text
	} else if bare, _, again := profile.ReadArtist(name); again {
		name = bare // "artist:by wlop"
	}
	sure := marked && strings.Contains(form, ":") && !strings.ContainsAny(name, ":()[]{}") && !strings.Contains(name, ". ") && !nobody.Has(strings.ToLower(name))
	if canonical, ok := r.known(name); ok || sure {
		if canonical != name || marked && !r.p.TakesArtist(form) {
			r.odd = true
		}
		r.found = append(r.found, Artist{Name: spelled(canonical), Open: open, Close: shut})
		r.by = r.by || marked
		return true
	}
	if !marked && !r.by || !r.areArtists(name) {
		return false
	}
	for _, one := range splitNames(name) {
		canonical, _ := r.known(one)
		r.found = append(r.found, Artist{Name: spelled(canonical), Open: open, Close: shut})
	}
	r.odd, r.by = true, true
	return true
}

// nobody are words that stand where an artist's name belongs.
var nobody = english.NewSet("null none name")

// spelled is tags.Spell, with one blank between words: "ask_ (askzy)" has two.
func spelled(name string) string { return strings.Join(strings.Fields(tags.Spell(name)), " ") }

// splitNames cuts names that words join.
func splitNames(names string) []string { return nameJoint().Split(names, -1) }

var nameJoint = pattern.Of(`(?i)\s*(?:\b(?:and|or)\b|[&+|/])\s*(?:\bby\b\s*)?|\s*\bby\b\s*|\s+[x×]\s+(?:by\s+)?`)

var (
	// markedNext is a mark that no name holds, behind another name.
	markedNext = pattern.Of(`(?i)(?:\s+(?:and|or|x)\s+|\s*[&+|]\s*|\s+)(artist:|@)`)
	// lastOfRow leads the last of several names that commas part.
	lastOfRow = pattern.Of(`(?i)^(?:and|or|&)\s+`)
)

// markedFirst reports whether a text begins with an artist's mark.
func markedFirst(text string) bool {
	_, _, ok := profile.ReadArtist(text)
	return ok
}

// areArtists reports whether several names that words join are all artists.
func (r *artistReader) areArtists(names string) bool {
	list := splitNames(names)
	for _, name := range list {
		if !r.isArtist(name) {
			return false
		}
	}
	return len(list) > 1
}

func (r *artistReader) isArtist(name string) bool {
	_, ok := r.known(name)
	return ok
}

// known returns an artist's name as the finder's list has it, in any spelling:
// "ask(askzy)" too, without the space before its bracket.
func (r *artistReader) known(name string) (string, bool) {
	spaced := Spaced(roundBrackets.Replace(name))
	_, _, ok := r.finder.LookupIn(spaced, tags.Artist)
	if !ok {
		return name, false
	}
	return spaced, !english.PlainName(spaced, false, wordsOf(r.finder)) && !isThing(r.finder, tags.Plain(spaced))
}

// roundBrackets writes the brackets of a name that has curly ones as lists do.
var roundBrackets = strings.NewReplacer("{", "(", "}", ")")

// Spaced puts a space before the bracket of a qualifier that lacks it.
func Spaced(name string) string {
	k := strings.LastIndexByte(name, '(')
	if k > 0 && strings.HasSuffix(name, ")") && name[k-1] != ' ' && name[k-1] != '_' && name[k-1] != '(' && name[k-1] != '\\' {
		return name[:k] + " " + name[k:]
	}
	return name
}
