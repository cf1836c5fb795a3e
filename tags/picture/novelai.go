package picture

import (
	"cmp"
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
	// Since its version 4 the characters' prompts stand apart.
	base, characters := caption(f.any("v4_prompt"))
	p.Positive = cmp.Or(f.text("prompt"), t.Text("Description"), base) + characters
	base, characters = caption(f.any("v4_negative_prompt"))
	p.Negative = cmp.Or(f.text("uc"), base) + characters
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

// caption returns the prompt of a whole picture of version 4, and those of single
// characters, each after a BREAK.
func caption(v any) (base, characters string) {
	m := object(object(v)["caption"])
	for _, c := range array(m["char_captions"]) {
		if s := str(object(c)["char_caption"]); s != "" {
			characters += " BREAK " + s
		}
	}
	return str(m["base_caption"]), characters
}
