package infotext

import (
	"slices"
	"strings"
)

// comfyNames are rows of a name of ComfyUI's and the names of A1111's kin for
// the same, the one that is written first.
type comfyNames [][]string

// of returns ComfyUI's name for one of A1111's kin. own, where ComfyUI has it,
// stands for name itself.
func (all comfyNames) of(name, own string) (comfy string, ok bool) {
	for _, row := range all {
		switch {
		case own == row[0]:
			return name, true
		case slices.ContainsFunc(row[1:], func(n string) bool { return strings.EqualFold(n, name) }):
			return row[0], true
		}
	}
	return "", false
}

// byName returns ComfyUI's names by those of A1111's kin.
func (all comfyNames) byName() map[string]string {
	m := map[string]string{}
	for _, row := range all {
		for _, n := range row[1:] {
			m[n] = row[0]
		}
	}
	return m
}

// comfySamplers are ComfyUI's samplers (its version 0.33) with the names that
// A1111, Forge and reForge have for them: the same by name and definition.
var comfySamplers = comfyNames{
	{"euler", "Euler"},
	{"euler_cfg_pp", "Euler CFG++"},
	{"euler_ancestral", "Euler a"},
	{"euler_ancestral_cfg_pp", "Euler Ancestral CFG++", "Euler a CFG++"},
	{"heun", "Heun"},
	{"heunpp2", "HeunPP2"},
	{"exp_heun_2_x0", "Exp Heun 2 x0"},
	{"exp_heun_2_x0_sde", "Exp Heun 2 x0 SDE"},
	{"dpm_2", "DPM2"},
	{"dpm_2_ancestral", "DPM2 a"},
	{"lms", "LMS"},
	{"dpm_fast", "DPM fast"},
	{"dpm_adaptive", "DPM adaptive"},
	{"dpmpp_2s_ancestral", "DPM++ 2S a"},
	{"dpmpp_2s_ancestral_cfg_pp", "DPM++ 2s a CFG++"},
	{"dpmpp_sde", "DPM++ SDE"},
	{"dpmpp_2m", "DPM++ 2M"},
	{"dpmpp_2m_cfg_pp", "DPM++ 2M CFG++"},
	{"dpmpp_2m_sde", "DPM++ 2M SDE"},
	{"dpmpp_2m_sde_heun", "DPM++ 2M SDE Heun"},
	{"dpmpp_3m_sde", "DPM++ 3M SDE"},
	{"ddpm", "DDPM"},
	{"lcm", "LCM"},
	{"ipndm", "IPNDM"},
	{"ipndm_v", "IPNDM_V"},
	{"deis", "DEIS"},
	{"res_multistep", "RES Multistep", "Res Multistep"},
	{"res_multistep_cfg_pp", "RES Multistep CFG++"},
	{"res_multistep_ancestral", "RES Multistep Ancestral"},
	{"res_multistep_ancestral_cfg_pp", "RES Multistep Ancestral CFG++"},
	{"gradient_estimation", "Gradient Estimation"},
	{"gradient_estimation_cfg_pp", "Gradient Estimation CFG++"},
	{"er_sde", "ER SDE"},
	{"seeds_2", "SEEDS 2"},
	{"seeds_3", "SEEDS 3"},
	{"sa_solver", "SA-Solver"},
	{"sa_solver_pece", "SA-Solver PECE", "SA-Solver-Pece"},
	{"ddim", "DDIM"},
	{"uni_pc", "UniPC"},
	{"uni_pc_bh2", "UniPC BH2"},
}

// comfySchedules are ComfyUI's schedulers with A1111's schedule types.
var comfySchedules = comfyNames{
	{"simple", "Simple"},
	{"sgm_uniform", "SGM Uniform"},
	{"karras", "Karras"},
	{"exponential", "Exponential", "Polyexponential"}, // with rho 1 the same curve
	{"ddim_uniform", "DDIM"},
	{"beta", "Beta"},
	{"normal", "Normal"},
	{"linear_quadratic", "Linear Quadratic"},
	{"kl_optimal", "KL Optimal"},
}

// ComfySampler returns ComfyUI's name for a sampler of A1111's kin. A name of
// ComfyUI's own is itself.
func ComfySampler(name string) (comfy string, ok bool) {
	return comfySamplers.of(name, strings.TrimSuffix(name, "_gpu"))
}

// ComfySchedule returns ComfyUI's name for a schedule type of A1111's kin. A
// name of ComfyUI's own is itself.
func ComfySchedule(name string) (comfy string, ok bool) { return comfySchedules.of(name, name) }

// FromComfySampler returns A1111's name for a sampler of ComfyUI's, and its
// schedule type where the name holds one: those who save pictures write
// "euler_ancestral_karras" and "sample_dpmpp_2m". An unknown name stays.
func FromComfySampler(name string) (sampler, schedule string) {
	bare := strings.TrimPrefix(name, "sample_")
	if bare == "euler_a" { // as A1111's aliases have it
		return "Euler a", ""
	}
	for _, s := range comfySamplers {
		rest, found := strings.CutPrefix(bare, s[0])
		if !found {
			continue
		}
		rest = strings.TrimPrefix(rest, "_gpu")
		if rest == "" {
			return s[1], ""
		}
		if of, known := fromSchedule(strings.TrimLeft(rest, "_ ")); known {
			return s[1], of
		}
	}
	return name, ""
}

// FromComfySchedule returns A1111's name for a scheduler of ComfyUI's; an
// unknown name stays.
func FromComfySchedule(name string) string {
	if known, ok := fromSchedule(name); ok {
		return known
	}
	return name
}

func fromSchedule(name string) (string, bool) {
	for _, s := range comfySchedules {
		if name == s[0] {
			return s[1], true
		}
	}
	for _, s := range schedules { // A1111's own lower-case names
		if slices.Contains(s.names, name) {
			return s.label, true
		}
	}
	return "", false
}

// ComfySamplers returns ComfyUI's names for the samplers of A1111's kin, by
// these.
func ComfySamplers() map[string]string { return comfySamplers.byName() }

// ComfySchedules returns ComfyUI's names for A1111's schedule types, by these.
func ComfySchedules() map[string]string { return comfySchedules.byName() }
