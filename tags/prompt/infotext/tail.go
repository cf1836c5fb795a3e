package infotext

import (
	"regexp"
	"strings"

	"tailor/tags/python"
)

// known are the settings by which a line is told for one of settings, whatever
// stands behind it.
var known = append([]string{"Steps", "VAE", "VAE hash", "Clip skip", "Denoising strength", "Hires upscale", "Hires upscaler", "Seed resize from", "Model hash",
	"CFG Scale", "Parser", "App", "Backend", "Pipeline", "Operations"}, everyPicture...)

// knownFrom is how many of them a line must hold.
const knownFrom = 3

// label begins a setting that has a line of its own behind the others: those of
// the dynamic-prompts extension, and what image hosts add.
var label = regexp.MustCompile(`^((?:Negative )?Template|Saved|Time taken|ControlNet \d|Created with|Source Identifier|Original prompt|Original negative prompt):\s*(.*)$`)

// settingsBlock looks for the last line that holds settings for certain, and
// returns where it begins with the settings of it and of what follows. ok is
// false where there is none, or something follows that is none.
func settingsBlock(text string) (start int, settings []Setting, ok bool) {
	end := len(text)
	for end > 0 {
		start = strings.LastIndexByte(text[:end], '\n') + 1
		line := text[start:end]
		for _, by := range []string{"", " | "} {
			read := line
			if by != "" { // as SD.Next writes them
				if !strings.Contains(line, by) {
					continue
				}
				read = strings.ReplaceAll(line, by, ", ")
			}
			found := parseSettings(read)
			if knownOf(found) < knownFrom {
				continue
			}
			rest, ok := labelled(text[min(end+1, len(text)):])
			return start, append(found, rest...), ok
		}
		end = max(start-1, 0)
	}
	return 0, nil, false
}

func knownOf(settings []Setting) int {
	count := 0
	for _, s := range settings {
		for _, k := range known {
			if s.Key == k {
				count++
				break
			}
		}
	}
	return count
}

// labelled reads what follows the line of settings: settings with a line of
// their own, whose values may go on over the next lines.
func labelled(text string) (settings []Setting, ok bool) {
	for line := range strings.Lines(text) {
		line = strings.TrimRightFunc(line, python.IsSpace)
		m := label.FindStringSubmatch(line)
		switch {
		case m != nil:
			settings = append(settings, Setting{m[1], m[2]})
		case len(settings) > 0:
			last := &settings[len(settings)-1]
			last.Value = strings.TrimSpace(last.Value + "\n" + line)
		case strings.TrimSpace(line) != "":
			return nil, false
		}
	}
	return settings, true
}

// withoutLabel takes SD.Next's "prompt:" off a prompt that settings follow.
func withoutLabel(prompt string) string {
	if rest, found := strings.CutPrefix(prompt, "prompt: "); found {
		return rest
	}
	if rest, found := strings.CutPrefix(prompt, "Prompt: "); found {
		return rest
	}
	return prompt
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
	var kept []Setting
	for _, s := range i.Settings {
		if s.Key != "Hypernet" && s.Key != "Hypernet strength" {
			kept = append(kept, s)
		}
	}
	i.Settings = kept
}

// firstLabels begin the settings amid a line: Steps, which comes first with
// those who write as A1111 does, or another of every picture's.
var firstLabels = []*regexp.Regexp{
	regexp.MustCompile(`(?:^|[\s,.])(Steps): *\d`),
	regexp.MustCompile(`(?:^|[\s,.])(` + strings.Join(everyPicture, "|") + `): `),
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
	for _, label := range firstLabels {
		m := label.FindStringSubmatchIndex(line)
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
