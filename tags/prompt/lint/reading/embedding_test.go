package reading

import (
	"math/rand/v2"
	"regexp"
	"testing"
)

// TestEmbedding tells the names of embeddings as the pattern does that says which
// they are.
func TestEmbedding(t *testing.T) {
	pattern := regexp.MustCompile(`(?i)neg|embed|^style_|_style$|_v\d|version|_\d+t$|_xl|\.(pt|safetensors|png|jpe?g|webp|txt)$`)
	pieces := []string{"neg", "Embed", "style_", "_style", "_v", "1", "27", "version", "_", "t", "_XL", ".", "pt", "safetensors", ".jpg", ".jpeg", "a", "é", "/", "long_hair"}
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		name := ""
		for range 1 + random.IntN(5) {
			name += pieces[random.IntN(len(pieces))]
		}
		if got, want := embedding(name), pattern.MatchString(name); got != want {
			t.Fatalf("embedding(%q) = %v, want %v", name, got, want)
		}
	}
}
