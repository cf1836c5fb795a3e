package ui

import (
	"slices"
	"strings"

	"tailor/data/state"
	"tailor/ui/view"
)

// enterPictures goes to the pictures and back. Where there are none it says
// how one is made.
func (m *Model) enterPictures() {
	if !m.pictures.shown() {
		m.say(view.Quiet, "There are no pictures yet: "+m.keys.Generate.Help().Key+" has one made.")
		return
	}
	if m.at == inColumn && m.column.page() == columnPage(m.pictures) {
		m.pictures.leave()
		m.column.current = m.toggles
		m.leaveColumn()
		return
	}
	m.enterPage(m.pictures)
}

// showPicturesOf shows the pictures of an entry of the history.
func (m *Model) showPicturesOf(e *view.HistoryEntry) {
	if e != nil && len(e.Pictures) == 0 {
		// Those of the prompts that it stands for in the list.
		for k := range m.history.All {
			if like := &m.history.All[k]; like.Alike == e.Alike && like.Kind == view.Copied && len(like.Pictures) > 0 {
				e = like
				break
			}
		}
	}
	if e == nil || len(e.Pictures) == 0 {
		m.say(view.Quiet, "No picture of this prompt is known.")
		return
	}
	p := m.pictures
	var others []state.Picture
	for _, one := range p.all {
		if !slices.Contains(e.Pictures, one.File) {
			others = append(others, one)
		}
	}
	p.all = append(others, e.Kept...)
	p.at, p.sheet = len(p.all)-1, false
	m.shut()
	m.enterPage(p)
}

// tie ties entries of the history to the pictures that were made of them.
func tie(entries []view.HistoryEntry, pictures []state.Picture) {
	of := map[[2]string][]state.Picture{}
	for _, p := range pictures {
		key := [2]string{p.Prompt, p.Negative}
		of[key] = append(of[key], p)
	}
	for k := range entries {
		e := &entries[k]
		e.Kept = of[[2]string{e.Positive, e.Negative}]
		for _, p := range e.Kept {
			e.Pictures = append(e.Pictures, p.File)
		}
	}
}

// networksChanged joins the networks of the folders and those of the server.
func (m *Model) networksChanged() {
	n := m.names()
	if n == nil {
		return
	}
	have := map[string]bool{}
	for _, name := range m.lists.Networks {
		have[name] = true
	}
	all := slices.Clone(m.lists.Networks)
	for _, l := range n.Loras {
		if name := fileName(strings.TrimSuffix(l.Name, ".pt")); name != "" && !have[name] && !strings.ContainsAny(name, ":<>") {
			have[name] = true
			all = append(all, view.Clean(name))
		}
	}
	slices.SortFunc(all, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
	m.lists.Networks = all
	var files []string
	for _, name := range withFiles(n.Embeddings, m.lists.Embeddings) {
		files = append(files, view.Clean(name.Name))
	}
	m.lists.Embeddings = files
}
