package lint

import (
	"strings"
	"unicode/utf8"

	"tailor/tags"
	"tailor/tags/catalogue"
	"tailor/tags/english"
	"tailor/tags/prompt"
)

// notMeant is what trueAlias says of a word that only happens to be another
// name of a tag.
const notMeant = "\x00"

// loaded are aliases that say far less than the tag that they lead to.
var loaded = english.NewSet(`public internal overflow group hit hits followers mature wanted trap taint thanks rating
	copyright strip prototype album sample damage side present turning fail trip tire store symbolic
	picture pictures insane dead group memory records operator pattern tutorial sport sports vacuum root roots
	infinity walker seal track club stall bolt bolts tool drag hips nail keys spike string strings`)

// trueAlias returns the other name by which a text found its tag, "" where it
// is the tag's own name, or notMeant.
//
// The catalogue takes dashes and spaces for the same, CLIP does not: it reads
// "t shirt" as two tokens and "t-shirt" as three, and only one was trained.
// Where no list tells which, nothing is said.
func (c *Checker) trueAlias(f *tagFacts, p *prompt.Part, id catalogue.ID) string {
	alias := f.alias
	own := tags.Plain(p.Name)
	if alias == "" {
		name := tags.Plain(f.tag.Name)
		if !p.By {
			own = tags.Plain(p.Text)
		}
		if own == name || c.cat.HyphensGuessed(id) || strings.ReplaceAll(own, "-", " ") != strings.ReplaceAll(name, "-", " ") {
			return ""
		}
		return p.Text
	}
	if strings.Contains(own, " ") || f.tag.Category == tags.Artist {
		return alias
	}
	if n := utf8.RuneCountInString(own); english.Grammar[own] || english.Prepositions[own] || loaded[own] || english.HasLetters(own) && (n < 2 || n == 2 && f.tag.Category != tags.General) {
		return notMeant
	}
	if !c.words[own] && !english.Common[own] {
		return alias
	}
	switch f.tag.Category {
	case tags.Character, tags.Copyright:
		// "misty" is the weather; "saber" is nobody else.
		if f.tag.Count < 10000 || english.Common[own] {
			return notMeant
		}
	case tags.Meta:
		if !strings.HasPrefix(f.tag.Name, own) || !strings.HasSuffix(f.tag.Name, "(medium)") {
			return notMeant
		}
	}
	return alias
}
