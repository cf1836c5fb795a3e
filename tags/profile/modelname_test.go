package profile

import (
	"slices"
	"testing"
	"time"
)

// TestFits chooses profiles by names of files as people have them.
func TestFits(t *testing.T) {
	for model, want := range map[string]string{
		"rouwei_080_vpred": "rouwei vpred",
		"RouWei-0.8-epsilon.safetensors [aa11bb22cc]":                 "rouwei epsilon",
		"sdxl/rouwei_v080.safetensors":                                "rouwei",
		"Illustrious-XL-v0.1":                                         "illustrious-0.1",
		"Illustrious-xl-early-release-v0":                             "illustrious-0.1",
		"Illustrious-XL-v2.0.safetensors":                             "illustrious",
		"noobaiXLNAIXL_epsilonPred11Version":                          "noobai epsilon",
		"noobaiXLNAIXL_vPred10Version":                                "noobai-vpred vpred",
		"NoobAI-XL-Vpred-v1.0":                                        "noobai-vpred vpred",
		"NoobAI-XL-v1.1":                                              "noobai",
		"animagine-xl-4.0-opt":                                        "animagine",
		"ponyDiffusionV6XL_v6StartWithThisOne":                        "pony",
		`models\Stable-diffusion\waiIllustriousSDXL_v170.safetensors`: "wai",
		"waiNSFWIllustrious_v140":                                     "wai",
		"sd_xl_base_1.0":                                              "",
		"":                                                            "",
	} {
		best, most := "", 0
		for _, name := range Builtins() {
			p, _ := Builtin(name)
			if n := p.Fits(model); n > most {
				best, most = name, n
				if m, ok := p.VariantOf(model); ok {
					best += " " + string(m)
				}
			}
		}
		if best != want {
			t.Errorf("%q chooses %q, want %q", model, best, want)
		}
	}
	p := &Profile{Match: []string{"*a?[x]*"}}
	if p.Fits("My A?[X] mix") != 5 || p.Fits("my abx mix") != 0 {
		t.Error("a sign that is no star is read as one")
	}
}

// TestHeads holds what is told of the embedded profiles without making them
// ready against the profiles.
func TestHeads(t *testing.T) {
	for k, name := range Builtins() {
		p, _ := Builtin(name)
		if head := heads()[k]; head.Name != p.Name || !slices.Equal(head.Match, p.Match) {
			t.Errorf("%s: told of are %q and %q", name, head.Name, head.Match)
		}
	}
}

// BenchmarkOtherModel prints how long the first answer takes, for which the
// embedded profiles are read, and how long the others.
func BenchmarkOtherModel(b *testing.B) {
	p := RouWei()
	start := time.Now()
	p.OtherModel("ponyDiffusionV6XL")
	first := time.Since(start)
	for b.Loop() {
		p.OtherModel("ponyDiffusionV6XL")
	}
	b.ReportMetric(float64(first.Microseconds()), "µs-first")
}
