package sniff

import (
	"slices"
	"strings"
)

// endings are those of the files of models.
var endings = []string{".safetensors", ".ckpt", ".pt", ".pth", ".bin", ".sft", ".gguf"}

// Stem takes the ending of a model's file off a name; ok is false where it has none.
func Stem(name string) (stem string, ok bool) {
	at := strings.LastIndexByte(name, '.')
	if at < 0 || !slices.Contains(endings, strings.ToLower(name[at:])) {
		return name, false
	}
	return name[:at], true
}

// ModelName returns what web UIs call a model's file: the last part of its path, by
// slashes of either kind, without the ending.
func ModelName(path string) string {
	name, _ := Stem(path[strings.LastIndexAny(path, `/\`)+1:])
	return name
}
