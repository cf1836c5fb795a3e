package webui

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"tailor/data/sniff"
)

func sortNames(n []Name) {
	slices.SortFunc(n, func(a, b Name) int { return strings.Compare(a.Name, b.Name) })
}

// Names asks each node that takes a name for its choices.
func (s *comfy) Names(ctx context.Context) (*Names, error) {
	n := &Names{About: s.about}
	var all room
	choices := func(what, class, input string, to *[]Name) error {
		list, err := s.choices(ctx, &all, class, input)
		switch {
		case ctx.Err() != nil:
			return err
		case err != nil:
			n.Missed = append(n.Missed, what+": "+err.Error())
		}
		for _, name := range list {
			*to = append(*to, Name{Name: name})
		}
		return nil
	}
	err := errors.Join(
		choices("checkpoints", "CheckpointLoaderSimple", "ckpt_name", &n.Checkpoints),
		choices("LoRAs", "LoraLoader", "lora_name", &n.Loras),
		choices("VAEs", "VAELoader", "vae_name", &n.VAEs),
		choices("samplers", "KSampler", "sampler_name", &n.Samplers),
		choices("schedules", "KSampler", "scheduler", &n.Schedules),
		choices("upscalers", "UpscaleModelLoader", "model_name", &n.Upscalers))
	if err != nil {
		return nil, err
	}
	for i := range n.Loras {
		n.Loras[i].Also = []string{sniff.ModelName(n.Loras[i].Name)}
	}
	var embeddings []string
	if _, err := s.ask(ctx, question{method: http.MethodGet, path: "/embeddings", read: all.into(&embeddings)}); err != nil {
		n.Missed = append(n.Missed, "embeddings: "+err.Error())
	}
	for _, e := range embeddings {
		n.Embeddings = append(n.Embeddings, Name{Name: e})
	}
	sortNames(n.Embeddings)
	return n, ctx.Err()
}

// LoRAs asks for the metadata of one LoRA. A file without any is a 404.
func (s *comfy) LoRAs(ctx context.Context, name string, found func(string, map[string]string)) error {
	var m metadata
	a, err := s.get(ctx, "/view_metadata/loras?filename="+url.QueryEscape(name), &m)
	if err != nil && (a == nil || a.status != http.StatusNotFound) {
		return err
	}
	found(name, m.texts())
	return nil
}

// choices returns what an input of a node may be. They come in two forms: a
// list in place of the type, or options behind the type COMBO. A server that
// does not have the node has no choices.
func (s *comfy) choices(ctx context.Context, within *room, class, input string) ([]string, error) {
	var info map[string]struct {
		Input struct {
			Required map[string][]json.RawMessage `json:"required"`
			Optional map[string][]json.RawMessage `json:"optional"`
		} `json:"input"`
	}
	if _, err := s.ask(ctx, question{method: http.MethodGet, path: "/object_info/" + url.PathEscape(class), read: within.into(&info)}); err != nil {
		return nil, err
	}
	form := info[class].Input.Required[input]
	if form == nil {
		form = info[class].Input.Optional[input]
	}
	if len(form) == 0 {
		return nil, nil
	}
	var list []string
	if json.Unmarshal(form[0], &list) == nil {
		return list, nil
	}
	if len(form) > 1 {
		var combo struct {
			Options []string `json:"options"`
		}
		_ = json.Unmarshal(form[1], &combo) // another form has no choices
		return combo.Options, nil
	}
	return nil, nil
}
