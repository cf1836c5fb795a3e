package suggest

import (
	"fmt"
	"strings"

	"tailor/tags/prompt/splice"
	"tailor/tags/wildcard"
)

// Unset says what the config has to name before a word can be completed that
// asks for a wildcard, a network or an embedding, "" where it is named or the
// word is another.
func Unset(query string, wildcards *wildcard.Set, networks, embeddings []string) string {
	query = strings.ToLower(query)
	what, key, folder := "", "", ""
	switch kind := splice.KindOf(query); {
	case kind == splice.WildcardWord && wildcards == nil:
		what, key, folder = "wildcards", "wildcards", "~/sd/wildcards"
	case kind == splice.NetworkWord && len(networks) == 0 && (strings.HasPrefix("<lora:", query) || strings.HasPrefix(query, "<lora:")):
		what, key, folder = "LoRAs", "loras", "~/sd/models/Lora"
	case strings.HasPrefix(query, Embedding) && len(embeddings) == 0:
		what, key, folder = "embeddings", "embeddings", "~/sd/embeddings"
	default:
		return ""
	}
	return fmt.Sprintf("No %s are known yet: name their folder in the config, %s = [%q]; \"tailor help config\" says where that is.", what, key, folder)
}
