package picture

import (
	"fmt"
	"strings"

	"tailor/tags/prompt/infotext"
)

// novelAI reads NovelAI's pictures: the prompt is the PNG's description, the
// rest JSON in its comment.
func novelAI(t *texts) (Prompt, bool) {
	m := t.Fields(t.Text("Comment"))
	if m == nil || !strings.HasPrefix(t.Text("Software"), "NovelAI") && m["uc"] == nil {
		return Prompt{}, false
	}
	p := Prompt{Source: "NovelAI"}
	p.Positive, _ = m["prompt"].(string)
	if p.Positive == "" {
		p.Positive = t.Text("Description")
	}
	p.Negative, _ = m["uc"].(string)
	if p.Positive == "" {
		p.Positive = baseCaption(m["v4_prompt"])
	}
	if p.Negative == "" {
		p.Negative = baseCaption(m["v4_negative_prompt"])
	}
	// Since its version 4 the characters' prompts stand apart.
	p.Positive += characters(m["v4_prompt"])
	p.Negative += characters(m["v4_negative_prompt"])
	if p.Positive == "" && p.Negative == "" {
		return Prompt{}, false
	}
	var s settingList
	s.add("Steps", m["steps"])
	name, _ := m["sampler"].(string)
	schedule, _ := m["noise_schedule"].(string)
	if schedule == "native" {
		schedule = "" // the model's own
	}
	s = append(s, sampling(strings.TrimPrefix(name, "k_"), schedule)...)
	s.add("CFG scale", m["scale"])
	s.add("Seed", m["seed"])
	width, height := m["width"], m["height"]
	if width == nil {
		width, height = fmt.Sprint(t.Width), fmt.Sprint(t.Height)
	}
	s.size(width, height)
	p.Settings = s
	p.translate(t.Budget, infotext.FromNovelAI, "NovelAI's {tag}, [tag] and 1.2::tag:: are written as A1111's weights")
	return p, true
}

// baseCaption returns the prompt of a whole picture of version 4.
func baseCaption(v any) string {
	m, _ := v.(map[string]any)
	caption, _ := m["caption"].(map[string]any)
	text, _ := caption["base_caption"].(string)
	return text
}

// characters returns the prompts of single characters, each after a BREAK.
func characters(v any) string {
	all := ""
	m, _ := v.(map[string]any)
	caption, _ := m["caption"].(map[string]any)
	list, _ := caption["char_captions"].([]any)
	for _, c := range list {
		c, _ := c.(map[string]any)
		if s, _ := c["char_caption"].(string); s != "" {
			all += " BREAK " + s
		}
	}
	return all
}
