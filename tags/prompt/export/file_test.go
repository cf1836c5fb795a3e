package export

import (
	"strings"
	"testing"

	"tailor/data/webui"
	"tailor/tags/prompt"
	"tailor/tags/prompt/infotext"
)

// TestWorkflowOfAKnownServer writes a workflow with the spelling of a ComfyUI
// whose names are known; what it does not have stays and is said, and the names
// of another program's server do not count.
func TestWorkflowOfAKnownServer(t *testing.T) {
	list := func(names ...string) (all []webui.Name) {
		for _, n := range names {
			all = append(all, webui.Name{Name: n})
		}
		return all
	}
	comfy := &webui.Names{About: webui.About{Kind: webui.ComfyUI, Make: "ComfyUI"}, Checkpoints: list("xl/rouwei_080_vpred.safetensors", "other.safetensors"),
		Loras: list("styles/halo.safetensors"), VAEs: list("sdxl.vae.pt"), Embeddings: list("neg/bad", "neg/bad_neg-v2")}
	web := &webui.Names{About: webui.About{Kind: webui.A1111, Make: "A1111"}, Checkpoints: list("rouwei_080_vpred.safetensors [aa]"), Loras: list("halo")}
	for _, c := range []struct {
		name     string
		names    *webui.Names
		in       string
		has, say []string
	}{
		{"its own spelling", comfy, "<lora:halo:1> a\nSteps: 20, CFG scale: 7, VAE: sdxl.vae, Model: rouwei_080_vpred", []string{`"xl/rouwei_080_vpred.safetensors"`, `"styles/halo.safetensors"`, `"sdxl.vae.pt"`}, nil},
		{"what it does not have", comfy, "<lora:haloo:1> a, embedding:bda\nSteps: 20, CFG scale: 7, VAE: none there, Model: rouwei_080_vpreds", []string{`"rouwei_080_vpreds"`, `"haloo"`, `"none there"`},
			[]string{`ComfyUI has no checkpoint "rouwei_080_vpreds"; did you mean "xl/rouwei_080_vpred.safetensors"?`, `ComfyUI has no LoRA "haloo"`, `ComfyUI has no VAE "none there"`, `there is no embedding "bda"`}},
		{"embeddings by their names alone", comfy, "a, (bad_neg-v2:1.2), BAD_NEG-V2, bad_neg-v2, bad_neg-v2 x\nNegative prompt: bad, bad_neg-v3, embedding:neg/bad\nSteps: 20, CFG scale: 7, Model: other", []string{`"a, (embedding:neg/bad_neg-v2:1.2), embedding:neg/bad_neg-v2, embedding:neg/bad_neg-v2, bad_neg-v2 x"`, `"bad, bad_neg-v3, embedding:neg/bad"`}, nil},
		{"none named", comfy, "a", []string{`"xl/rouwei_080_vpred.safetensors"`}, []string{"xl/rouwei_080_vpred.safetensors is a guess, the first that ComfyUI has"}},
		{"another program's", web, "<lora:halo:1> a\nSteps: 20, CFG scale: 7, Model: rouwei_080_vpred", []string{`"rouwei_080_vpred.safetensors"`, `"halo.safetensors"`}, nil},
		{"none known", nil, "a", []string{`"model.safetensors"`}, []string{"set ckpt_name yourself"}},
	} {
		out, err := Write(ComfyUI, infotext.Read(c.in), Target{Names: c.names, Options: prompt.Defaults})
		if err != nil {
			t.Fatal(err)
		}
		for _, has := range c.has {
			if !strings.Contains(out.Text, has) {
				t.Errorf("%s: no %s in\n%s", c.name, has, out.Text)
			}
		}
		lost := strings.Join(out.Lost, "\n")
		for _, say := range c.say {
			if !strings.Contains(lost, say) {
				t.Errorf("%s: %q is not said: %q", c.name, say, lost)
			}
		}
		if len(c.say) == 0 && lost != "" {
			t.Errorf("%s: lost %q", c.name, lost)
		}
	}
}
