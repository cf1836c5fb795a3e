package infotext

import "strings"

// comfySamplers are ComfyUI's samplers (its version 0.33) with the names that
// A1111, Forge and reForge have for them, the one that is written first. They
// are the same by name and definition.
var comfySamplers = []struct {
	comfy string
	names []string
}{
	{"euler", []string{"Euler"}},
	{"euler_cfg_pp", []string{"Euler CFG++"}},
	{"euler_ancestral", []string{"Euler a"}},
	{"euler_ancestral_cfg_pp", []string{"Euler Ancestral CFG++", "Euler a CFG++"}},
	{"heun", []string{"Heun"}},
	{"heunpp2", []string{"HeunPP2"}},
	{"exp_heun_2_x0", []string{"Exp Heun 2 x0"}},
	{"exp_heun_2_x0_sde", []string{"Exp Heun 2 x0 SDE"}},
	{"dpm_2", []string{"DPM2"}},
	{"dpm_2_ancestral", []string{"DPM2 a"}},
	{"lms", []string{"LMS"}},
	{"dpm_fast", []string{"DPM fast"}},
	{"dpm_adaptive", []string{"DPM adaptive"}},
	{"dpmpp_2s_ancestral", []string{"DPM++ 2S a"}},
	{"dpmpp_2s_ancestral_cfg_pp", []string{"DPM++ 2s a CFG++"}},
	{"dpmpp_sde", []string{"DPM++ SDE"}},
	{"dpmpp_2m", []string{"DPM++ 2M"}},
	{"dpmpp_2m_cfg_pp", []string{"DPM++ 2M CFG++"}},
	{"dpmpp_2m_sde", []string{"DPM++ 2M SDE"}},
	{"dpmpp_2m_sde_heun", []string{"DPM++ 2M SDE Heun"}},
	{"dpmpp_3m_sde", []string{"DPM++ 3M SDE"}},
	{"ddpm", []string{"DDPM"}},
	{"lcm", []string{"LCM"}},
	{"ipndm", []string{"IPNDM"}},
	{"ipndm_v", []string{"IPNDM_V"}},
	{"deis", []string{"DEIS"}},
	{"res_multistep", []string{"RES Multistep", "Res Multistep"}},
	{"res_multistep_cfg_pp", []string{"RES Multistep CFG++"}},
	{"res_multistep_ancestral", []string{"RES Multistep Ancestral"}},
	{"res_multistep_ancestral_cfg_pp", []string{"RES Multistep Ancestral CFG++"}},
	{"gradient_estimation", []string{"Gradient Estimation"}},
	{"gradient_estimation_cfg_pp", []string{"Gradient Estimation CFG++"}},
	{"er_sde", []string{"ER SDE"}},
	{"seeds_2", []string{"SEEDS 2"}},
	{"seeds_3", []string{"SEEDS 3"}},
	{"sa_solver", []string{"SA-Solver"}},
	{"sa_solver_pece", []string{"SA-Solver PECE", "SA-Solver-Pece"}},
	{"ddim", []string{"DDIM"}},
	{"uni_pc", []string{"UniPC"}},
	{"uni_pc_bh2", []string{"UniPC BH2"}},
}

// comfySchedules are ComfyUI's schedulers with A1111's schedule types.
var comfySchedules = []struct {
	comfy string
	names []string
}{
	{"simple", []string{"Simple"}},
	{"sgm_uniform", []string{"SGM Uniform"}},
	{"karras", []string{"Karras"}},
	{"exponential", []string{"Exponential", "Polyexponential"}}, // with rho 1 the same curve
	{"ddim_uniform", []string{"DDIM"}},
	{"beta", []string{"Beta"}},
	{"normal", []string{"Normal"}},
	{"linear_quadratic", []string{"Linear Quadratic"}},
	{"kl_optimal", []string{"KL Optimal"}},
}

// ComfySampler returns ComfyUI's name for a sampler of A1111's kin. A name of
// ComfyUI's own is itself.
func ComfySampler(name string) (comfy string, ok bool) {
	bare := strings.TrimSuffix(name, "_gpu")
	for _, s := range comfySamplers {
		if bare == s.comfy {
			return name, true
		}
		for _, n := range s.names {
			if strings.EqualFold(n, name) {
				return s.comfy, true
			}
		}
	}
	return "", false
}

// ComfySchedule returns ComfyUI's name for a schedule type of A1111's kin. A
// name of ComfyUI's own is itself.
func ComfySchedule(name string) (comfy string, ok bool) {
	for _, s := range comfySchedules {
		if name == s.comfy {
			return name, true
		}
		for _, n := range s.names {
			if strings.EqualFold(n, name) {
				return s.comfy, true
			}
		}
	}
	return "", false
}

// FromComfySampler returns A1111's name for a sampler of ComfyUI's, and its
// schedule type where the name holds one: those who save pictures write
// "euler_ancestral_karras" and "sample_dpmpp_2m". An unknown name stays.
func FromComfySampler(name string) (sampler, schedule string) {
	bare := strings.TrimPrefix(name, "sample_")
	if bare == "euler_a" { // as A1111's aliases have it
		return "Euler a", ""
	}
	for _, s := range comfySamplers {
		rest, found := strings.CutPrefix(bare, s.comfy)
		if !found {
			continue
		}
		rest = strings.TrimPrefix(rest, "_gpu")
		if rest == "" {
			return s.names[0], ""
		}
		if of, known := fromSchedule(strings.TrimLeft(rest, "_ ")); known {
			return s.names[0], of
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
		if name == s.comfy {
			return s.names[0], true
		}
	}
	for _, s := range schedules { // A1111's own lower-case names
		for _, n := range s.names {
			if n == name {
				return s.label, true
			}
		}
	}
	return "", false
}

// ComfySamplers returns ComfyUI's names for the samplers of A1111's kin, by
// these.
func ComfySamplers() map[string]string {
	m := map[string]string{}
	for _, s := range comfySamplers {
		for _, n := range s.names {
			m[n] = s.comfy
		}
	}
	return m
}

// ComfySchedules returns ComfyUI's names for A1111's schedule types, by these.
func ComfySchedules() map[string]string {
	m := map[string]string{}
	for _, s := range comfySchedules {
		for _, n := range s.names {
			m[n] = s.comfy
		}
	}
	return m
}
