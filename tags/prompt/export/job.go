package export

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"tailor/data/webui"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/infotext"
	"tailor/tags/prompt/settings"
)

// Target is what a job is made for.
type Target struct {
	About webui.About
	// Names are those of the server, nil where they are not known: then
	// nothing is checked.
	Names *webui.Names
	// Sampling is that of the model's variant.
	Sampling profile.Sampling
	// Options are those by which A1111 would cut the chunks.
	Options prompt.Options
}

// JobOf makes a job of a prompt with its settings, whose seed must be one. The
// names in it become the server's own spelling. One that the server would
// swallow in silence is an error with the names near it; what goes without is
// said in the warnings, a sentence each.
func JobOf(in infotext.Infotext, t Target) (job webui.Job, warnings []string, err error) {
	seed, ok := settings.Of(in.Settings).SeedOf()
	if !ok {
		return job, nil, errors.New("the seed is none: draw one first")
	}
	job = webui.Job{ID: webui.NewID(), Seed: seed, Infotext: in.String(), Pictures: settings.Of(in.Settings).BatchOf()}
	r := resolver{t: t, names: t.Names}
	if r.names == nil {
		r.names = new(webui.Names)
	}
	if t.About.Kind == webui.ComfyUI {
		w := writer{in: in, options: t.Options, target: &r}
		graph := w.comfy()
		job.Graph = json.RawMessage(graph)
		warnings = append(r.warnings, w.out.Lost...)
		return job, warnings, errors.Join(r.wrong...)
	}
	for _, text := range []string{in.Positive, in.Negative} {
		if number, ok := prompt.BrokenWeight(text); ok {
			return job, nil, fmt.Errorf("the weight %q is no number, and A1111 stops with an error: write one number", number)
		}
	}
	request, left, err := RequestOf(in)
	if err != nil {
		return job, nil, err
	}
	left = r.a1111(&request, in, left)
	if len(left) > 0 {
		r.warn("not carried over, the web UI's own hold: %s", strings.Join(left, ", "))
	}
	job.Request = request
	return job, r.warnings, errors.Join(r.wrong...)
}

// resolver finds the server's spelling of names.
type resolver struct {
	t        Target
	names    *webui.Names
	warnings []string
	wrong    []error
}

func (r *resolver) warn(format string, args ...any) {
	if s := fmt.Sprintf(format, args...); !slices.Contains(r.warnings, s) {
		r.warnings = append(r.warnings, s)
	}
}

// near writes the names that may have been meant.
func near(names []string) string {
	switch len(names) {
	case 0:
		return `; "tailor server" lists those that it has`
	case 1:
		return fmt.Sprintf("; did you mean %q?", names[0])
	}
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = fmt.Sprintf("%q", n)
	}
	return "; near it are " + strings.Join(quoted, ", ")
}

// name finds a name in a list, and is an error where the list is known and
// does not have it. what is "sampler", flag what sets it.
func (r *resolver) name(what string, list []webui.Name, wanted string) string {
	if wanted == "" || len(list) == 0 {
		return wanted
	}
	name, others, ok := webui.Find(list, wanted)
	if !ok {
		r.wrong = append(r.wrong, fmt.Errorf("%s has no %s %q%s", r.t.About.Make, what, wanted, near(others)))
		return wanted
	}
	return name
}

// same are words of A1111's page for the same as in the first pass.
var same = []string{"Use same sampler", "Use same scheduler", "Use same checkpoint"}

// a1111 puts the server's spelling into a request, and what servers of one
// make need. It returns the settings that are left out.
func (r *resolver) a1111(q *webui.Request, in infotext.Infotext, left []string) []string {
	q.Sampler, q.Scheduler = r.sampling(in)
	took := func(key string) { left = slices.DeleteFunc(left, func(s string) bool { return s == key }) }
	option := func(name string, value any) {
		if q.Options == nil {
			q.Options = map[string]any{}
		}
		q.Options[name] = value
	}
	if title := r.checkpoint(in); title != "" {
		option("sd_model_checkpoint", title)
		took(settings.Checkpoint)
	}
	if vae, _ := in.Get(settings.VAE); vae != "" && (len(r.names.VAEs) > 0 || vae == "Automatic" || vae == "None") {
		took(settings.VAE)
		if vae != "Automatic" && vae != "None" {
			vae = r.name("VAE", r.names.VAEs, vae)
		}
		if r.t.About.Make == webui.MakeForge {
			if vae != "Automatic" && vae != "None" {
				option("forge_additional_modules", []string{vae})
			}
		} else {
			option("sd_vae", vae)
		}
	}
	if q.Hires {
		if q.HiresUpscaler != "" {
			q.HiresUpscaler = r.name("upscaler", r.names.Upscalers, q.HiresUpscaler)
		}
		// Forge 2 and reForge draw the second pass at CFG 1 otherwise, and
		// Forge 2 fails without the modules. Others pass both over.
		q.HiresCFG, q.HiresModules = q.CFG, []string{"Use same choices"}
		for _, name := range []*string{&q.HiresSampler, &q.HiresScheduler, &q.HiresCheckpoint} {
			if slices.Contains(same, *name) {
				*name = ""
			}
		}
		if q.HiresSampler != "" {
			q.HiresSampler = r.name("sampler", r.names.Samplers, q.HiresSampler)
		}
	}
	for _, n := range slices.Concat(prompt.ExtraNetworks(in.Positive), prompt.ExtraNetworks(in.Negative)) {
		if n.Kind == "lora" || n.Kind == "lyco" {
			r.lora(n.Args[0])
		}
	}
	q.Prompt, q.Negative = r.embeddings(q.Prompt), r.embeddings(q.Negative)
	if r.t.Sampling.Prediction == profile.PredictsVelocity && r.t.About.Make == webui.MakeA1111 && released.MatchString(r.t.About.Version) {
		r.warn("A1111 %s does not know the v-prediction of SDXL: take its dev branch, Forge, reForge or ComfyUI", r.t.About.Version)
	}
	if r.t.Sampling.CFGRescale > 0 {
		r.warn("a CFG rescale of %v is wanted, which A1111 has by an extension only", r.t.Sampling.CFGRescale)
	}
	return left
}

// embeddings writes embeddings for A1111, which knows them by their names alone:
// "embedding:", as ComfyUI has it, would be read as a word.
func (r *resolver) embeddings(text string) string {
	return embedding.ReplaceAllStringFunc(text, func(word string) string {
		_, name, _ := strings.Cut(word, ":")
		if len(r.names.Embeddings) == 0 {
			return name
		}
		own, others, ok := webui.Find(r.names.Embeddings, name)
		if !ok {
			r.warn("there is no embedding %q, and CLIP reads its letters%s", name, near(others))
			return name
		}
		return own
	})
}

// released are the versions of A1111 that were released; its dev branch, which
// samples v-prediction, calls itself v1.10.1-7-gabcdef0.
var released = regexp.MustCompile(`^v1\.\d+\.\d+$`)

// sampling returns sampler and schedule as the server takes them: in one name
// where its samplers bear the schedule.
func (r *resolver) sampling(in infotext.Infotext) (sampler, schedule string) {
	sampler, schedule = in.Sampling()
	if sampler == "" || len(r.names.Samplers) == 0 {
		return sampler, schedule
	}
	both := sampler + " " + schedule
	if slices.ContainsFunc(r.names.Samplers, func(n webui.Name) bool { return n.Name == both }) {
		return both, ""
	}
	if r.names.Joined() && schedule != "" && schedule != "Automatic" {
		list := slices.DeleteFunc(slices.Clone(r.names.Samplers), func(n webui.Name) bool {
			return !strings.HasPrefix(n.Name, sampler) && !strings.HasSuffix(n.Name, schedule)
		})
		return r.name("sampler", list, both), ""
	}
	sampler = r.name("sampler", r.names.Samplers, sampler)
	if len(r.names.Schedules) > 0 && schedule != "" {
		schedule = r.name("schedule", r.names.Schedules, schedule)
	}
	if r.names.Joined() {
		schedule = ""
	}
	return sampler, schedule
}

// checkpoint returns the server's name of the checkpoint, "" where none is
// named: then the one that is loaded draws.
func (r *resolver) checkpoint(in infotext.Infotext) string {
	model, _ := in.Get(settings.Checkpoint)
	hash, _ := in.Get(settings.Hash)
	if model == "" {
		return ""
	}
	if len(r.names.Checkpoints) == 0 && r.t.Names != nil {
		r.warn("whether the checkpoint %q is there could not be checked", model)
	}
	if name, _, ok := webui.Find(r.names.Checkpoints, hash); ok && hash != "" {
		return name
	}
	return r.name("checkpoint", r.names.Checkpoints, model)
}

// lora finds a LoRA, and warns where the server has none of the name: the
// picture is made without it.
func (r *resolver) lora(wanted string) (name string, ok bool) {
	if len(r.names.Loras) == 0 {
		return wanted, true
	}
	name, others, ok := webui.Find(r.names.Loras, wanted)
	if !ok {
		r.warn("there is no LoRA %q, the picture is made without it%s", wanted, near(others))
	}
	return name, ok
}
