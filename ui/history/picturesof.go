package history

import (
	"tailor/data/state"
	"tailor/ui/view"
)

// showPicturesOf shows the pictures of an entry.
func (p *Page) showPicturesOf(e *view.HistoryEntry) {
	if e != nil && len(e.Pictures) == 0 {
		// Those of the prompts that it stands for in the list.
		for k := range p.All {
			if like := &p.All[k]; like.Alike == e.Alike && like.Kind == view.Copied && len(like.Pictures) > 0 {
				e = like
				break
			}
		}
	}
	if e == nil || len(e.Pictures) == 0 {
		p.Say(view.Quiet, "No picture of this prompt is known.")
		return
	}
	p.ShowPictures(e.Kept)
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
