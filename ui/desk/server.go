package desk

import (
	"slices"
	"strings"
	"sync"

	"tailor/data/webui"
	"tailor/tags/lora"
	"tailor/tags/prompt/lint"
	"tailor/ui/view"
)

// NetworksChanged joins the networks of the folders and those of the server.
func (d *Desk) NetworksChanged() {
	if s := d.Options.Studio; s != nil {
		d.Lists.LoraFiles = d.Lists.LoraFiles.Asking(s.LoRAs)
	}
	n := d.Names
	if n == nil {
		return
	}
	have := map[string]bool{}
	for _, name := range d.Lists.Networks {
		have[name] = true
	}
	all := slices.Clone(d.Lists.Networks)
	for _, l := range n.Loras {
		if name := FileName(strings.TrimSuffix(l.Name, ".pt")); name != "" && !have[name] && !strings.ContainsAny(name, ":<>") {
			have[name] = true
			all = append(all, view.Clean(name))
		}
	}
	lora.SortNames(all)
	d.Lists.Networks = all
	var files []string
	for _, name := range withFiles(n.Embeddings, d.Lists.Embeddings) {
		files = append(files, view.Clean(name.Name))
	}
	d.Lists.Embeddings = files
}

// KnownTo says for lint which LoRAs and embeddings the web UI has: those of its
// server, nil where it was never heard, and those that are files here, which are
// asked for when a prompt names one. Either has it is enough: a file may be newer
// than the server's list. What has no list judges nothing.
func KnownTo(n *webui.Names, loraFiles func() *lora.Set, embeddingFiles func() []string) (loras, embeddings lint.Known) {
	known := func(list func() []webui.Name) lint.Known {
		list = sync.OnceValue(list)
		return func(name string) ([]string, bool) {
			if len(list()) == 0 {
				return nil, true
			}
			_, near, ok := webui.Find(list(), name)
			for k := range near {
				near[k] = FileName(near[k])
			}
			return near, ok
		}
	}
	if n == nil {
		n = new(webui.Names)
	}
	listed := known(func() []webui.Name { return withFiles(n.Loras, loraFiles().Names()) })
	loras = func(name string) ([]string, bool) {
		near, ok := listed(name)
		return near, ok || loraFiles().Answers(name)
	}
	return loras, known(func() []webui.Name { return withFiles(n.Embeddings, embeddingFiles()) })
}

// withFiles puts the names of files behind those of a server, except for files that
// the server names, in a folder or not.
func withFiles(names []webui.Name, files []string) []webui.Name {
	have := map[string]bool{}
	for _, n := range names {
		have[strings.ToLower(FileName(n.Name))] = true
	}
	all := slices.Clone(names)
	for _, f := range files {
		if !have[strings.ToLower(f)] {
			all = append(all, webui.Name{Name: f})
		}
	}
	return all
}
