package english

import "testing"

func TestSameWords(t *testing.T) {
	for _, k := range []struct {
		a, b string
		want bool
	}{
		{"clouds", "cloud", true}, {"gray hair", "grey hair", true}, {"twin tails", "twintails", true}, {"longhair", "long hair", true},
		{"eyes closed", "closed eyes", true}, {"multicolor hair", "multicolored hair", true}, {"feet", "foot", true}, {"bunnies", "bunny", true},
		{"jewellery", "jewelry", true}, {"colourful", "colorful", true}, {"ear rings", "earrings", true}, {"swords", "sword", true},
		{"wave", "waving", false}, {"smiling", "smile", false}, {"glass", "glasses", false}, {"arm", "arms", false}, {"orange", "orange (fruit)", false},
		{"hand on face", "face on hand", false}, {"covering", "covering privates", false}, {"fan", "fans", true}, {"bang", "bangs", false},
	} {
		if got := SameWords(k.a, k.b); got != k.want {
			t.Errorf("SameWords(%q, %q) = %v", k.a, k.b, got)
		}
	}
}

func TestSameStem(t *testing.T) {
	for _, k := range []struct {
		a, b string
		want bool
	}{
		{"smiling", "smile", true}, {"running", "run", true}, {"wave", "waving", true}, {"blushing", "blush", true}, {"sweating", "sweat", true},
		{"younger", "aged", false}, {"chinese", "china", false},
	} {
		if got := SameStem(k.a, k.b); got != k.want {
			t.Errorf("SameStem(%q, %q) = %v", k.a, k.b, got)
		}
	}
}

func TestJapanese(t *testing.T) {
	for w, want := range map[string]bool{
		"seifuku": true, "megane": true, "kemonomimi": true, "nekomimi": true, "pantsu": true, "zettai": true, "ryouiki": true, "shippo": true, "hanten": true,
		"cloud": false, "exploration": false, "street": false, "the": false, "a": false, "n": false,
	} {
		if got := Japanese(w); got != want {
			t.Errorf("Japanese(%q) = %v", w, got)
		}
	}
}

func TestWord(t *testing.T) {
	for w, want := range map[string]bool{
		"covering": true, "exploration": true, "schoolgirl": true, "swimming": true, "happily": true, "sunflower": true, "tomatoes": true,
		"seifuku": false, "megane": false, "thighighs": false, "kemonomimi": false,
	} {
		if got := Word(w); got != want {
			t.Errorf("Word(%q) = %v", w, got)
		}
	}
}
