package export

import (
	"fmt"
	"strings"

	"tailor/data/webui"
)

// comfySamplers are ComfyUI's names for the samplers of A1111, Forge and
// reForge, by name and definition.
var comfySamplers = map[string]string{
	"Euler": "euler", "Euler a": "euler_ancestral", "Heun": "heun", "DPM2": "dpm_2", "DPM2 a": "dpm_2_ancestral", "LMS": "lms",
	"DPM fast": "dpm_fast", "DPM adaptive": "dpm_adaptive", "DPM++ 2S a": "dpmpp_2s_ancestral", "DPM++ SDE": "dpmpp_sde",
	"DPM++ 2M": "dpmpp_2m", "DPM++ 2M SDE": "dpmpp_2m_sde", "DPM++ 2M SDE Heun": "dpmpp_2m_sde_heun", "DPM++ 3M SDE": "dpmpp_3m_sde",
	"DDIM": "ddim", "UniPC": "uni_pc", "LCM": "lcm", "DDPM": "ddpm", "HeunPP2": "heunpp2", "IPNDM": "ipndm", "IPNDM_V": "ipndm_v", "DEIS": "deis",
	"Euler CFG++": "euler_cfg_pp", "Euler Ancestral CFG++": "euler_ancestral_cfg_pp", "ER SDE": "er_sde", "RES Multistep": "res_multistep",
	"SEEDS 2": "seeds_2", "SEEDS 3": "seeds_3", "SA-Solver": "sa_solver", "SA-Solver PECE": "sa_solver_pece", "SA-Solver-Pece": "sa_solver_pece",
}

// ownSchedules are the schedules that A1111's Automatic stands for, of the
// samplers that have one of their own (modules/sd_samplers_kdiffusion.py).
var ownSchedules = map[string]string{
	"DPM++ 2M": "karras", "DPM++ SDE": "karras", "DPM++ 2S a": "karras", "DPM2": "karras", "DPM2 a": "karras", "Restart": "karras",
	"DPM++ 2M SDE": "exponential", "DPM++ 2M SDE Heun": "exponential", "DPM++ 3M SDE": "exponential", "DDIM": "ddim_uniform",
}

// comfySchedulers are ComfyUI's names for A1111's schedule types.
var comfySchedulers = map[string]string{
	"Normal": "normal", "Karras": "karras", "Exponential": "exponential", "Polyexponential": "exponential", "Simple": "simple",
	"SGM Uniform": "sgm_uniform", "DDIM": "ddim_uniform", "Beta": "beta", "KL Optimal": "kl_optimal", "Linear Quadratic": "linear_quadratic",
}

// samplerNames returns ComfyUI's names for the sampler and the schedule: those
// that stand for A1111's, else the same names where the server has them. For a
// server what it does not have is an error; else what stands in for it is told.
func (w *writer) samplerNames() (sampler, scheduler string) {
	name, schedule := w.in.Sampling()
	if name == "" {
		name = "Euler a"
	}
	sampler = w.comfyName("sampler", name, comfySamplers, "euler_ancestral", func(n *webui.Names) []webui.Name { return n.Samplers })
	if schedule == "" || strings.EqualFold(schedule, "Automatic") {
		if own := ownSchedules[name]; own != "" {
			return sampler, own
		}
		return sampler, "normal"
	}
	if schedule == "Uniform" {
		w.lose("the schedule type %q: normal is nearest to it", schedule)
		return sampler, "normal"
	}
	return sampler, w.comfyName("schedule type", schedule, comfySchedulers, "normal", func(n *webui.Names) []webui.Name { return n.Schedules })
}

func (w *writer) comfyName(what, name string, table map[string]string, otherwise string, of func(*webui.Names) []webui.Name) string {
	known, ok := table[name]
	if len(of(w.target.names)) == 0 {
		if !ok {
			w.lose("the %s %q: %s stands in for it", what, name, otherwise)
			return otherwise
		}
		return known
	}
	list := of(w.target.names)
	if ok {
		if _, _, there := webui.Find(list, known); there {
			return known
		}
	}
	// Near names are offered as A1111 has them, by which the setting is written.
	found, _, there := webui.Find(list, name)
	if there {
		return found
	}
	var both []webui.Name
	for theirs, ours := range table {
		both = append(both, webui.Name{Name: theirs, Also: []string{ours}})
	}
	_, others, _ := webui.Find(append(both, list...), name)
	w.target.wrong = append(w.target.wrong, fmt.Errorf("%s has no %s %q%s", w.target.t.About.Make, what, name, near(others)))
	return otherwise
}
