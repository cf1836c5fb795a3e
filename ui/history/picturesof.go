package history

import (
	"slices"

	"tailor/data/state"
	"tailor/ui/view"
)

// showPicturesOf shows the pictures of an entry.
func (p *Page) showPicturesOf(e *view.HistoryEntry) {
	if e != nil && len(e.Pictures) == 0 { // those of the prompts that it stands for in the list
		if k := slices.IndexFunc(p.All, func(like view.HistoryEntry) bool {
			return like.Alike == e.Alike && like.Kind == view.Copied && len(like.Pictures) > 0
		}); k >= 0 {
			e = &p.All[k]
		}
	}
	if e == nil || len(e.Pictures) == 0 {
		p.Say(view.Quiet, "No picture of this prompt is known.")
		return
	}
	p.ShowPictures(e.Pictures)
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
		e.Pictures = of[[2]string{e.Positive, e.Negative}]
	}
}
