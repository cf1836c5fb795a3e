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
	f := fieldsOf(m)
	if m == nil || !strings.HasPrefix(t.Text("Software"), "NovelAI") && m["uc"] == nil {
		return Prompt{}, false
	}
	p := Prompt{Source: "NovelAI"}
	p.Positive, p.Negative = f.text("prompt"), f.text("uc")
	if p.Positive == "" {
		p.Positive = t.Text("Description")
	}
	if p.Positive == "" {
		p.Positive = baseCaption(f.any("v4_prompt"))
	}
	if p.Negative == "" {
		p.Negative = baseCaption(f.any("v4_negative_prompt"))
	}
	// Since its version 4 the characters' prompts stand apart.
	p.Positive += characters(f.any("v4_prompt"))
	p.Negative += characters(f.any("v4_negative_prompt"))
	if p.Positive == "" && p.Negative == "" {
		return Prompt{}, false
	}
	var s settingList
	s.add("Steps", f.value("steps"))
	name, schedule := f.text("sampler"), f.text("noise_schedule")
	if schedule == "native" {
		schedule = "" // the model's own
	}
	s = append(s, sampling(strings.TrimPrefix(name, "k_"), schedule)...)
	s.add("CFG scale", f.value("scale"))
	s.add("Seed", f.value("seed"))
	width, height := f.value("width"), f.value("height")
	if width == nil {
		width, height = fmt.Sprint(t.Width), fmt.Sprint(t.Height)
	}
	s.size(width, height)
	p.Settings = s
	p.translate(t.Budget, infotext.FromNovelAI, "NovelAI's {tag}, [tag] and 1.2::tag:: are written as A1111's weights")
	p.leftOut(f)
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
