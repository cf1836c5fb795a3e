package picture

import (
	"fmt"
	"strings"

	"tailor/data/printable"
	"tailor/tags/picture/container"
	"tailor/tags/prompt/infotext"
)

// civitaiResources takes from the list of what Civitai made a picture with, which
// its infotexts end with, the checkpoint's name; LoRAs, which do not stand in the
// prompt there, are named, as the names of their files are not known.
func (p *Prompt) civitaiResources(budget *container.Budget) {
	text, ok := p.Get("Civitai resources")
	if !ok {
		return
	}
	p.Source = "Civitai"
	var list []any
	if budget.Decode([]byte(text), &list) != nil {
		return
	}
	var loras []string
	for _, one := range list {
		m := object(one)
		whole := strings.TrimSpace(str(m["modelName"]) + " " + str(m["modelVersionName"]))
		switch m["type"] {
		case "checkpoint":
			if _, known := p.Get("Model"); !known && whole != "" {
				p.Settings = append(p.Settings, infotext.Setting{Key: "Model", Value: whole})
			}
		case "lora", "locon", "dora":
			if whole == "" {
				whole = "number " + plainValue(m["modelVersionId"])
			}
			loras = append(loras, fmt.Sprintf("%s (%v)", printable.Short(whole, 80), floatOr(1, m["weight"])))
		}
	}
	if len(loras) > 0 && !strings.Contains(p.Positive, "<lora:") {
		p.note("Civitai made it with LoRAs that the prompt does not name: " + strings.Join(loras[:min(len(loras), 10)], ", "))
	}
}
