package infotext

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"tailor/data/pattern"
	"tailor/tags/python"
)

// known are the settings by which a line is told for one of settings, whatever
// stands behind it.
var known = append([]string{"Steps", "VAE", "VAE hash", "Clip skip", "Denoising strength", "Hires upscale", "Hires upscaler", "Seed resize from", "Model hash",
	"CFG Scale", "Parser", "App", "Backend", "Pipeline", "Operations"}, everyPicture...)

// knownFrom is how many of them a line must hold.
const knownFrom = 3

// labels begin settings that have a line of their own behind the others: those
// of the dynamic-prompts extension, and what image hosts add.
var labels = []string{"Template", "Negative Template", "Saved", "Time taken", "Created with", "Source Identifier", "Original prompt", "Original negative prompt"}

// label reads a line that begins with such a label.
func label(line string) (key, value string, ok bool) {
	key, value, ok = strings.Cut(line, ":")
	number, control := strings.CutPrefix(key, "ControlNet ")
	return key, strings.TrimLeft(value, " \t\n\f\r"), ok && (slices.Contains(labels, key) || control && len(number) == 1 && number[0] >= '0' && number[0] <= '9')
}

// settingsBlock looks for the last line that holds settings for certain, with
// those right above it that do so too, and returns where they begin with the
// settings of them and of what follows. ok is false where there is none, or
// something follows that is none.
func settingsBlock(text string) (start int, settings []Setting, ok bool) {
	for end := len(text); end > 0; end = max(start-1, 0) {
		start = strings.LastIndexByte(text[:end], '\n') + 1
		if settings = certain(text[start:end]); settings == nil {
			continue
		}
		rest, ok := labelled(text[min(end+1, len(text)):])
		all := [][]Setting{rest, settings} // the last line first
		for start > 0 && alone(settings) {
			above := strings.LastIndexByte(text[:start-1], '\n') + 1
			if settings = certain(text[above : start-1]); settings == nil {
				break
			}
			start, all = above, append(all, settings)
		}
		slices.Reverse(all)
		return start, slices.Concat(all...), ok
	}
	return 0, nil, false
}

// certain returns the settings of a line that holds settings whatever stands
// around it, nil for another.
func certain(line string) []Setting {
	if strings.Count(line, ":") < knownFrom {
		return nil
	}
	if found := parseSettings(line); knownOf(found) >= knownFrom {
		return found
	}
	if commas := strings.ReplaceAll(line, " | ", ", "); commas != line { // as SD.Next writes them
		return certain(commas)
	}
	return nil
}

// alone reports whether a line of such settings begins with one, and not with a
// prompt that shares it.
func alone(settings []Setting) bool {
	return len(settings) > 0 && slices.Contains(known, settings[0].Key)
}

// Split parts a text that holds several infotexts, a blank line between or not,
// as galleries save those of many pictures in one file: behind the settings of
// each begins the next. rest is what stands behind the last settings and is
// none. A text with no settings of which that is certain comes back whole.
func Split(text string) (infotexts []string, rest string) {
	text = lineEnds(text)
	from, at := 0, 0 // where the infotext begins, where the line ends
	line := func() (string, int) {
		end := len(text)
		if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
			end = at + n + 1
		}
		return strings.TrimRightFunc(text[at:end], python.IsSpace), end
	}
	for at < len(text) {
		one, end := line()
		at = end
		if certain(one) == nil {
			continue
		}
		// Settings that are parted go on, and so do labels with what they say,
		// up to an empty line.
		for said := false; at < len(text); at = end {
			var next string
			next, end = line()
			_, _, labels := label(next)
			if !labels && (!said || next == "") && !alone(certain(next)) {
				break
			}
			said = said || labels
		}
		one = strings.TrimRight(text[from:at], "\n")
		if from > 0 { // what stands before the first prompt is the prompt's
			one = strings.TrimLeft(one, "\n")
		}
		infotexts = append(infotexts, one)
		from = at
	}
	if rest = strings.Trim(text[from:], "\n"); len(infotexts) == 0 {
		return []string{text}, ""
	}
	return infotexts, rest
}

// First reads the first infotext of a text, or a prompt alone. The notes say what
// else there is, a sentence each.
func First(text string) (info Infotext, notes []string) {
	all, rest := Split(text)
	if n := len(all); n > 1 {
		notes = append(notes, Several(n))
	}
	if strings.TrimSpace(rest) != "" {
		notes = append(notes, "what stands behind the settings is left out")
	}
	return Read(all[0]), notes
}

// Several says that a text or a file holds n prompts of which one is taken.
func Several(n int) string {
	return fmt.Sprintf("it holds %d prompts and this is the first, \"tailor import\" prints them all", n)
}

func knownOf(settings []Setting) int {
	count := 0
	for _, s := range settings {
		if slices.Contains(known, s.Key) {
			count++
		}
	}
	return count
}

// labelled reads what follows the line of settings: settings with a line of
// their own, whose values may go on over the next lines.
func labelled(text string) (settings []Setting, ok bool) {
	var said strings.Builder // the lines of the last value
	end := func() {
		if len(settings) > 0 {
			settings[len(settings)-1].Value = strings.TrimSpace(said.String())
		}
		said.Reset()
	}
	for line := range strings.Lines(text) {
		line = strings.TrimRightFunc(line, python.IsSpace)
		key, value, begins := label(line)
		switch {
		case begins:
			end()
			settings = append(settings, Setting{Key: key})
			said.WriteString(value)
		case line == "":
		case len(settings) > 0:
			said.WriteString("\n" + line)
		default:
			return nil, false
		}
	}
	end()
	return settings, true
}

// withoutLabel takes SD.Next's "prompt:" off a prompt that settings follow.
func withoutLabel(prompt string) string {
	return strings.TrimPrefix(strings.TrimPrefix(prompt, "prompt: "), "Prompt: ")
}

// withHypernet puts the hypernetwork that old pictures name among their
// settings into the prompt, as A1111 does.
func (i *Infotext) withHypernet() {
	name, ok := i.Get("Hypernet")
	if !ok || name == "" || strings.ContainsAny(name, ":>\n") {
		return
	}
	strength, ok := i.Get("Hypernet strength")
	if !ok || strings.ContainsAny(strength, ":>\n") {
		strength = "1.0"
	}
	i.Positive += "<hypernet:" + name + ":" + strength + ">"
	i.Settings = slices.DeleteFunc(slices.Clone(i.Settings), func(s Setting) bool { return s.Key == "Hypernet" || s.Key == "Hypernet strength" })
}

// firstLabels begin the settings amid a line: Steps, which comes first with
// those who write as A1111 does, or another of every picture's.
var firstLabels = []func() *regexp.Regexp{
	pattern.Of(`(?:^|[\s,.])(Steps): *\d`),
	pattern.Of(`(?:^|[\s,.])(` + strings.Join(everyPicture, "|") + `): `),
}

// ownLines gives the prompts and the settings lines of their own where the last
// line of a text holds them in one, as a chat or a form leaves them that takes
// the line ends out. A1111 would pass over the prompts.
func ownLines(text string) string {
	trimmed := strings.TrimRightFunc(text, python.IsSpace)
	start := strings.LastIndexByte(trimmed, '\n') + 1
	line := trimmed[start:]
	if len(line) > longestLine {
		return text
	}
	for _, first := range firstLabels {
		m := first().FindStringSubmatchIndex(line)
		if m == nil {
			continue
		}
		prompts, settings := line[:m[2]], line[m[2]:]
		negative := strings.Index(prompts, negativeMark)
		if _, whole := readSettings(prompts); whole && negative < 0 || !areSettings(parseSettings(settings)) {
			return text
		}
		if _, _, marked := negativeAt(trimmed[:start+m[2]]); negative > 0 && !marked {
			prompts = strings.TrimRightFunc(prompts[:negative], python.IsSpace) + "\n" + prompts[negative:]
		}
		return trimmed[:start] + strings.TrimRightFunc(prompts, python.IsSpace) + "\n" + settings
	}
	return text
}
