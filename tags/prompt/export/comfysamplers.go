package export

import (
	"cmp"
	"fmt"
	"strings"

	"tailor/data/webui"
	"tailor/tags/prompt/infotext"
)

// ownSchedules are the schedules that A1111's Automatic stands for, of the
// samplers that have one of their own (modules/sd_samplers_kdiffusion.py).
var ownSchedules = map[string]string{
	"DPM++ 2M": "karras", "DPM++ SDE": "karras", "DPM++ 2S a": "karras", "DPM2": "karras", "DPM2 a": "karras", "Restart": "karras",
	"DPM++ 2M SDE": "exponential", "DPM++ 2M SDE Heun": "exponential", "DPM++ 3M SDE": "exponential", "DDIM": "ddim_uniform",
}

// samplerNames returns ComfyUI's names for the sampler and the schedule: those
// that stand for A1111's, else the same names where the server has them. For a
// server what it does not have is an error; else what stands in for it is told.
func (w *writer) samplerNames() (sampler, scheduler string) {
	name, schedule := w.in.Sampling()
	name = cmp.Or(name, "Euler a")
	sampler = w.comfyName("sampler", name, infotext.ComfySampler, infotext.ComfySamplers, "euler_ancestral", w.target.names.Samplers)
	if schedule == "" || strings.EqualFold(schedule, "Automatic") {
		return sampler, cmp.Or(ownSchedules[name], "normal")
	}
	if schedule == "Uniform" {
		w.lose("the schedule type %q: normal is nearest to it", schedule)
		return sampler, "normal"
	}
	return sampler, w.comfyName("schedule type", schedule, infotext.ComfySchedule, infotext.ComfySchedules, "normal", w.target.names.Schedules)
}

// comfyName returns ComfyUI's name for a sampler or schedule, what; table is all
// that it has names for, list what the server has.
func (w *writer) comfyName(what, name string, comfy func(string) (string, bool), table func() map[string]string, otherwise string, list []webui.Name) string {
	known, ok := comfy(name)
	if len(list) == 0 {
		if !ok {
			w.lose("the %s %q: %s stands in for it", what, name, otherwise)
			return otherwise
		}
		return known
	}
	if _, _, there := webui.Find(list, known); ok && there {
		return known
	}
	// Near names are offered as A1111 has them, by which the setting is written.
	if found, _, there := webui.Find(list, name); there {
		return found
	}
	var both []webui.Name
	for theirs, ours := range table() {
		both = append(both, webui.Name{Name: theirs, Also: []string{ours}})
	}
	_, others, _ := webui.Find(append(both, list...), name)
	w.target.wrong = append(w.target.wrong, fmt.Errorf("%s has no %s %q%s", w.target.t.About.Make, what, name, near(others)))
	return otherwise
}
