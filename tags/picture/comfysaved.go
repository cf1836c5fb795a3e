package picture

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"tailor/tags/picture/container"
)

// widgets are the names of the values that nodes keep in their boxes, in the
// order in which a saved workflow lists them.
var widgets = map[string][]string{
	"KSampler":                     {"seed", "", "steps", "cfg", "sampler_name", "scheduler", "denoise"},
	"Seed Everywhere":              {"seed"},
	"KSamplerAdvanced":             {"add_noise", "noise_seed", "", "steps", "cfg", "sampler_name", "scheduler"},
	"SamplerCustom":                {"add_noise", "noise_seed", "", "cfg"},
	"RandomNoise":                  {"noise_seed"},
	"KSamplerSelect":               {"sampler_name"},
	"BasicScheduler":               {"scheduler", "steps", "denoise"},
	"CFGGuider":                    {"cfg"},
	"CheckpointLoaderSimple":       {"ckpt_name"},
	"LoraLoader":                   {"lora_name", "strength_model", "strength_clip"},
	"LoraLoaderModelOnly":          {"lora_name", "strength_model"},
	"ConditioningAverage":          {"conditioning_to_strength"},
	"EmptyLatentImage":             {"width", "height", "batch_size"},
	"CLIPTextEncode":               {"text"},
	"CLIPTextEncodeSDXL":           {"width", "height", "crop_w", "crop_h", "target_width", "target_height", "text_g", "text_l"},
	"ConditioningSetTimestepRange": {"start", "end"},
	"StringConcatenate":            {"string_a", "string_b", "delimiter"},
	"CLIPTextEncodeFlux":           {"clip_l", "t5xxl", "guidance"},
	"CLIPTextEncodeSD3":            {"clip_l", "clip_g", "t5xxl", "empty_padding"},
	"EmptySD3LatentImage":          {"width", "height", "batch_size"},
	"Efficient Loader": {"ckpt_name", "vae_name", "clip_skip", "lora_name", "lora_model_strength", "lora_clip_strength", "positive", "negative",
		"token_normalization", "weight_interpretation", "empty_latent_width", "empty_latent_height", "batch_size"},
	"Eff. Loader SDXL": {"base_ckpt_name", "base_clip_skip", "refiner_ckpt_name", "refiner_clip_skip", "positive_ascore", "negative_ascore", "vae_name",
		"positive", "negative", "token_normalization", "weight_interpretation", "empty_latent_width", "empty_latent_height", "batch_size"},
	"KSampler (Efficient)": {"seed", "", "steps", "cfg", "sampler_name", "scheduler", "denoise", "preview_method", "vae_decode"},
	"easy fullLoader": {"ckpt_name", "config_name", "vae_name", "clip_skip", "lora_name", "lora_model_strength", "lora_clip_strength", "resolution",
		"empty_latent_width", "empty_latent_height", "positive", "positive_token_normalization", "positive_weight_interpretation", "negative",
		"negative_token_normalization", "negative_weight_interpretation", "batch_size"},
	"easy a1Loader": {"ckpt_name", "vae_name", "clip_skip", "lora_name", "lora_model_strength", "lora_clip_strength", "resolution", "empty_latent_width",
		"empty_latent_height", "positive", "negative", "batch_size"},
	"easy comfyLoader": {"ckpt_name", "vae_name", "clip_skip", "lora_name", "lora_model_strength", "lora_clip_strength", "resolution", "empty_latent_width",
		"empty_latent_height", "positive", "negative", "batch_size"},
	"easy positive":                {"positive"},
	"easy negative":                {"negative"},
	"ImpactWildcardProcessor":      {"wildcard_text", "populated_text", "mode", "seed"},
	"ImpactWildcardEncode":         {"wildcard_text", "populated_text", "mode"},
	"SDXLPromptStyler":             {"text_positive", "text_negative", "style", "log_prompt"},
	"BNK_CLIPTextEncodeAdvanced":   {"text", "token_normalization", "weight_interpretation"},
	"smZ CLIPTextEncode":           {"text", "parser"},
	"StringFunction|pysssss":       {"action", "tidy_tags", "text_a", "text_b", "text_c"},
	"ImpactSwitch":                 {"select", "sel_mode"},
	"CR Conditioning Input Switch": {"Input"},
	"CR Text Input Switch":         {"Input"},
	"LoraLoader|pysssss":           {"lora_name", "strength_model", "strength_clip"},
	"CheckpointLoader|pysssss":     {"ckpt_name"},
}

// savedGraph is a workflow, or a subgraph of one, as ComfyUI's screen saves it:
// nodes with the values of their boxes, and links between them.
type savedGraph struct {
	ID      string            `json:"id"`
	Name    string            `json:"name"`
	Nodes   []json.RawMessage `json:"nodes"`
	Links   []json.RawMessage `json:"links"`
	Inputs  []savedSlot       `json:"inputs"` // of a subgraph
	Outputs []savedSlot       `json:"outputs"`
	Groups  []savedGroup      `json:"groups"`
	Extra   struct {
		Everywhere []everywhereLink `json:"ue_links"`
	} `json:"extra"`
	Defined struct {
		Subgraphs []savedGraph `json:"subgraphs"`
	} `json:"definitions"`
}

// savedSlot is an input or an output of a node, or one of a subgraph itself.
type savedSlot struct {
	Name   string       `json:"name"`
	Label  string       `json:"label"`
	Type   any          `json:"type"`
	Link   *json.Number `json:"link"`
	Widget *struct {
		Name string `json:"name"`
	} `json:"widget"`
}

type savedNode struct {
	ID         json.Number     `json:"id"`
	Type       string          `json:"type"`
	Title      string          `json:"title"`
	Mode       any             `json:"mode"` // 2 is muted, 4 bypassed
	Inputs     []savedSlot     `json:"inputs"`
	Outputs    []savedSlot     `json:"outputs"`
	Values     json.RawMessage `json:"widgets_values"`
	Color      any             `json:"color"`
	Position   any             `json:"pos"`
	Size       any             `json:"size"`
	Properties struct {
		Proxies    any              `json:"proxyWidgets"`
		Name       string           `json:"Node name for S&R"`
		Everywhere *everywhereRules `json:"ue_properties"`
		everywhereRules
	} `json:"properties"`
}

func (n *savedNode) muted() bool    { return plainValue(n.Mode) == "2" }
func (n *savedNode) bypassed() bool { return plainValue(n.Mode) == "4" }

// savedNodes reads a workflow as ComfyUI's screen saves it, its subgraphs
// unfolded: a node of one is called by the numbers on the way to it, "12:5".
func savedNodes(budget *container.Budget, b []byte) map[string]node {
	var saved savedGraph
	_ = budget.Decode(b, &saved) // a field of another kind than is known leaves the others readable
	u := unfolding{Budget: budget, subgraphs: map[string]*savedGraph{}, nodes: map[string]node{}}
	for i := range saved.Defined.Subgraphs {
		s := &saved.Defined.Subgraphs[i]
		u.subgraphs[s.ID] = s
	}
	u.scope(&saved, nil, nil).unfold()
	return u.nodes
}

// boxes returns what the boxes of a node hold, by the names of the inputs that
// they are for. Boxes whose names are not known hold texts, "text", "text1" …
func (n *savedNode) boxes(budget *container.Budget) map[string]any {
	values := map[string]any{}
	var list []any
	if budget.Decode(n.Values, &list) != nil {
		_ = budget.Decode(n.Values, &values) // some nodes save them by name
		return values
	}
	names := n.boxNames(list) // as this version of the node has them
	if names == nil {
		names = widgets[n.Type]
	}
	for i, v := range list {
		if i < len(names) && names[i] != "" {
			values[names[i]] = v
		} else if m, ok := v.(map[string]any); ok && m["lora"] != nil {
			values["lora_"+strconv.Itoa(i)] = m // rgthree's Power Lora Loader
		} else if s, ok := v.(string); ok && names == nil {
			name := "text"
			if _, taken := values[name]; taken {
				name = "text" + strconv.Itoa(i)
			}
			values[name] = s
		}
	}
	return values
}

// boxNames returns the names of a node's boxes by its inputs: since 2025 each
// box has one. Behind a seed stands a box that says how it changes, which has
// none. nil is returned where the two do not come out even.
func (n *savedNode) boxNames(values []any) []string {
	var names []string
	for _, in := range n.Inputs {
		if in.Widget == nil {
			continue
		}
		names = append(names, in.Widget.Name)
		if i := len(names); i < len(values) && strings.Contains(in.Widget.Name, "seed") && slices.Contains(seedBoxes, plainValue(values[i])) {
			names = append(names, "")
		}
	}
	if len(names) != len(values) || len(names) == 0 {
		return nil
	}
	return names
}

// seedBoxes are the values of the box behind a seed.
var seedBoxes = []string{"fixed", "increment", "decrement", "randomize"}
