package suggest

import (
	"tailor/tags"
	"tailor/tags/lora"
	"tailor/tags/prompt/splice"
	"tailor/ui/view"
)

// Networks suggests LoRAs for "<", "<na", "<lora:" and "<lora:na": those that
// hold the letters of the name, the best first, and behind them, where "<lo"
// may be the beginning of "<lora:", all others.
func Networks(all []string, query string) []view.Suggestion {
	name, begun, ok := splice.NetworkName(query)
	if !ok {
		return nil
	}
	var items []view.Suggestion
	suggested := make([]bool, len(all))
	add := func(k int, matched []int) {
		if suggested[k] = true; tags.Blocked(all[k]) {
			return
		}
		items = append(items, view.Suggestion{Label: all[k], Matched: matched, Insert: lora.About{}.Written(all[k]), Note: "lora", Lora: true})
	}
	for _, m := range tags.FindNames(name, all) {
		add(m.Index, m.Matched)
	}
	for k := range all {
		if begun && !suggested[k] {
			add(k, nil)
		}
	}
	return items[:min(len(items), MostResults)]
}

// Embedding is what names an embedding for ComfyUI.
const Embedding = "embedding:"

// Embeddings suggests the embeddings that hold the letters behind
// "embedding:", the best first; without a letter all. They are written behind
// it, or bare, by their name alone.
func Embeddings(all []string, query string, bare bool) []view.Suggestion {
	written := Embedding
	if bare {
		written = ""
	}
	var items []view.Suggestion
	for _, m := range tags.FindNames(query[len(Embedding):], all) {
		if tags.Blocked(all[m.Index]) {
			continue
		}
		items = append(items, view.Suggestion{Label: all[m.Index], Matched: m.Matched, Insert: written + all[m.Index], Note: "embedding"})
	}
	return items[:min(len(items), MostResults)]
}
