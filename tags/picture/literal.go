package picture

import (
	"strings"

	"tailor/data/pattern"
	"tailor/data/sniff"
	"tailor/tags/prompt"
)

// embedding is how ComfyUI names an embedding, in a folder or not, with its
// ending or without; a backslash is escaped already.
var embedding = pattern.Of(`\bembedding:((?:\\\\|[^\s,:()\[\]<>|\\])+)`)

// literal writes a text for A1111 that ComfyUI's encoder reads, to which only
// round brackets, weights and "embedding:" mean something (tokenize of
// comfy/sd1_clip.py). What A1111 has no way to write is noted.
func (p *Prompt) literal(text string) string {
	p.noteWords(text)
	if !strings.ContainsAny(text, `\[]`) && !strings.Contains(text, "embedding:") {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\' && i+1 < len(text) && (text[i+1] == '(' || text[i+1] == ')'):
			b.WriteString(text[i : i+2])
			i++
		case c == '\\' || c == '[' || c == ']':
			b.WriteByte('\\')
			b.WriteByte(c)
		default:
			b.WriteByte(c)
		}
	}
	text = b.String()
	if strings.Contains(text, "embedding:") && embedding().MatchString(text) {
		p.note("ComfyUI's embedding:name is written as the name alone, by which A1111 knows an embedding")
		text = embedding().ReplaceAllStringFunc(text, func(s string) string {
			return sniff.ModelName(strings.TrimPrefix(s, "embedding:"))
		})
	}
	return text
}

// noteWords notes what is text for the program that wrote a prompt and more
// than that for A1111.
func (p *Prompt) noteWords(text string) {
	if strings.Contains(text, "#") {
		p.note(`"#" is text in ` + p.Source + `: in A1111 it begins a comment, and the rest of its line is left out`)
	}
	if !strings.Contains(text, "BREAK") && !strings.Contains(text, "AND") {
		return
	}
	for i := range len(text) {
		switch {
		case prompt.BreakLen(text, i) == len("BREAK"):
			p.note("BREAK is a word in " + p.Source + ": in A1111 it begins a chunk")
		case prompt.BreakLen(text, i) == len("AND"):
			p.note("AND is a word in " + p.Source + ": in A1111 it parts the prompt into prompts that are combined")
		}
	}
}
