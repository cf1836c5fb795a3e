package reading

import "tailor/data/pattern"

// figures finds the subjects that words name, "a girl with red hair", and states
// finds what says that there are several, or one in several pictures.
var (
	figures = pattern.Of(`(?i)\b(?:girl|boy|woman|man|lady|guy|elf|character|person)\b`)
	states  = pattern.Of(`(?i)\b(?:(?:two|three|four|both|several|other|another|second) (?:\w+ )?(?:girls?|boys?|women|woman|men|man|people|persons?|characters?|figures?|sisters?|friends?)|couple|duo|twins|siblings|sisters|brothers|before and after|split screen|multiple views|(?:character|reference|expression|model) sheet|turnaround|comparison|time lapse|variations|age progression|comic|[2345]koma|next to|(?:beside|behind|with) (?:1|a |an |the )(?:girl|boy|woman|man))\b`)
)

// subjectsIn returns how many subjects a text tells of, 2 for more. A tag's are looks
// of one, "dragon girl".
func subjectsIn(text string, tag bool) int {
	switch {
	case states().MatchString(text):
		return 2
	case tag:
		return 0
	}
	return len(figures().FindAllStringIndex(text, 2))
}
