package infotext

import "testing"

// TestComfyNamesBothWays has every name come back as it was.
func TestComfyNamesBothWays(t *testing.T) {
	for _, s := range comfySamplers {
		for _, name := range append(s[1:], s[0], s[0]+"_gpu") {
			comfy, ok := ComfySampler(name)
			if !ok || comfy != s[0] && comfy != name {
				t.Errorf("%s is %q in ComfyUI, %v", name, comfy, ok)
			}
			if back, schedule := FromComfySampler(comfy); back != s[1] || schedule != "" {
				t.Errorf("%s came back as %s %s", name, back, schedule)
			}
		}
	}
	for _, s := range comfySchedules {
		for _, name := range append(s[1:], s[0]) {
			if comfy, ok := ComfySchedule(name); !ok || comfy != s[0] || FromComfySchedule(comfy) != s[1] {
				t.Errorf("%s is %q in ComfyUI, which is %q", name, comfy, FromComfySchedule(comfy))
			}
		}
	}
	for _, c := range [][3]string{
		{"euler_ancestral_karras", "Euler a", "Karras"}, {"sample_dpmpp_2m", "DPM++ 2M", ""}, {"dpmpp_2m_sde_gpu_sgm_uniform", "DPM++ 2M SDE", "SGM Uniform"},
		{"dpmpp_2m_sde_heun_karras", "DPM++ 2M SDE Heun", "Karras"}, {"euler_normal", "Euler", "Normal"}, {"dpmpp_sde karras", "DPM++ SDE", "Karras"},
		{"euler_cfg_pp_simple", "Euler CFG++", "Simple"}, {"res_2s", "res_2s", ""}, {"Euler a", "Euler a", ""}, {"", "", ""},
	} {
		if sampler, schedule := FromComfySampler(c[0]); sampler != c[1] || schedule != c[2] {
			t.Errorf("%s is %q, %q, want %q, %q", c[0], sampler, schedule, c[1], c[2])
		}
	}
	if _, ok := ComfySampler("Restart"); ok {
		t.Error("ComfyUI has no Restart")
	}
}
