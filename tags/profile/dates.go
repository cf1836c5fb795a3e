package profile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tailor/tags"
)

// Years are the years, first and last, that a word for a date covers.
type Years [2]int

// holds reports whether two stretches of years share one.
func (y Years) holds(z Years) bool { return y[0] <= z[1] && z[0] <= y[1] }

// middle is the year in the middle, the later of two.
func (y Years) middle() int { return (y[0] + y[1] + 1) / 2 }

// YearsOf returns the years that a word means on the model, or false where it
// is no word for a date there.
func (p *Profile) YearsOf(word string) (Years, bool) {
	key := tags.Plain(word)
	for _, g := range p.Groups {
		for tag, years := range g.Years {
			if tags.Plain(tag) == key {
				return years, true
			}
		}
	}
	before, after, ok := strings.Cut(p.yearForm(), "{}")
	digits, begins := strings.CutPrefix(key, before)
	digits, ends := strings.CutSuffix(digits, after)
	year, err := strconv.Atoi(digits)
	if !ok || !begins || !ends || len(digits) != 4 || err != nil {
		return Years{}, false
	}
	return Years{year, year}, true
}

// YearWord returns the model's word for some years: the one whose own are the
// nearest, or else the year in their middle by its number. It is false where
// the model has no word for dates.
func (p *Profile) YearWord(years Years) (string, bool) {
	best, least := "", 0
	for _, g := range p.Groups {
		for _, tag := range g.Tags {
			own, ok := g.Years[tag]
			if far := distance(own.middle(), years.middle()); ok && (best == "" || far < least) {
				best, least = tag, far
			}
		}
	}
	if best == "" {
		best = strings.Replace(p.yearForm(), "{}", strconv.Itoa(years.middle()), 1)
	}
	return best, best != ""
}

// SameDate reports whether a word means years on this model that it means on
// another as well, or no years on one of them.
func (p *Profile) SameDate(word string, other *Profile) bool {
	ours, ok := p.YearsOf(word)
	theirs, known := other.YearsOf(word)
	return !ok || !known || ours.holds(theirs)
}

func distance(a, b int) int { return max(a-b, b-a) }

// yearForm is how a year's number is written where the model was taught such
// words, "" elsewhere.
func (p *Profile) yearForm() string {
	for _, w := range dict().Words {
		if w.Year != "" && p.Vocabulary != nil && slices.Contains(p.Vocabulary.Speaks, w.Name) {
			return w.Year
		}
	}
	return ""
}

// years checks what a group says of dates.
func (c *checker) years(place string, g Group) {
	own := set(g.Tags)
	for _, tag := range sortedKeys(g.Years) {
		y := g.Years[tag]
		if !own[tags.Plain(tag)] {
			c.fault(place+".years", fmt.Sprintf("%q has years but is no tag of the group", tag), "add it to tags")
		}
		if y[0] < 1900 || y[1] > 2100 || y[0] > y[1] {
			c.fault(place+".years", fmt.Sprintf("%q covers no years: %d to %d", tag, y[0], y[1]), "write the first and the last, [2018, 2020]")
		}
	}
}
