package profile

import (
	"strings"
	"testing"
)

func TestGuess(t *testing.T) {
	var all []*Profile
	for _, name := range Builtins() {
		p, _ := Builtin(name)
		all = append(all, p)
	}
	for text, want := range map[string]string{
		"1girl, solo, smile":                                          "RouWei 0.8",
		"by wlop, masterpiece, 1girl":                                 "RouWei 0.8",
		"score_9, score_8_up, source_anime, 1girl":                    "Pony Diffusion V6 XL",
		"masterpiece, newest, absurdres, safe, very awa, artist:wlop": "NoobAI-XL 1.1",
		"1girl, safe, high score, great score, absurdres":             "Animagine XL 4.0",
		"masterpiece, best quality, amazing quality, general":         "WAI-illustrious-SDXL",
		"low brightness, 1girl":                                       "RouWei 0.8",
	} {
		if got := Guess(all, strings.Split(text, ", ")); got.Name != want {
			t.Errorf("%q is of %s, want %s", text, got.Name, want)
		}
	}
}
