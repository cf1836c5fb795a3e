package ui

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/tags/prompt"
	"tailor/tags/prompt/infotext"
	"tailor/tags/prompt/settings"
	"tailor/ui/desk"
	"tailor/ui/editor/buffer"
	"tailor/ui/terminal"
	"tailor/ui/view"
)

// importedMsg brings what a dropped file held.
type importedMsg struct {
	Path  string
	Info  infotext.Infotext
	Notes []string
	Err   error
}

// pictureEndings are the files that a terminal's drop is taken for; a pasted
// path of another file stays text.
var pictureEndings = []string{".png", ".jpg", ".jpeg", ".webp", ".avif", ".json"}

// mostPath is how many bytes the path of a file has at most.
const mostPath = 4096

// dropped reports whether a paste is the path of a picture, as terminals paste
// what is dropped on them: alone, quoted or with escaped spaces, or a file URL.
// JSON, which is no prompt, is one by itself.
func dropped(paste string) (path string, ok bool) {
	path = strings.TrimSpace(paste)
	if strings.HasPrefix(path, "{") && json.Valid([]byte(path)) {
		return path, true
	}
	if strings.ContainsAny(path, "\n\r") || len(path) > mostPath {
		return "", false
	}
	if n := len(path); n > 2 && (path[0] == '\'' || path[0] == '"') && path[n-1] == path[0] {
		path = path[1 : n-1]
	} else {
		path = strings.ReplaceAll(path, `\ `, " ")
	}
	path = strings.TrimPrefix(path, "file://")
	absolute := strings.HasPrefix(path, "/") || strings.HasPrefix(path, "~/") || len(path) > 3 && path[1] == ':' && (path[2] == '\\' || path[2] == '/')
	if !absolute {
		return "", false
	}
	for _, ending := range pictureEndings {
		if strings.HasSuffix(strings.ToLower(path), ending) {
			return path, true
		}
	}
	return "", false
}

// importFile reads a dropped file behind the screen.
func (m *Model) importFile(path string) tea.Cmd {
	read := m.Options.Import
	m.Say(view.Quiet, "Reading "+view.Head(path, mostPath)+" …")
	return func() tea.Msg {
		info, notes, err := read(path)
		return importedMsg{path, info, notes, err}
	}
}

func (m *Model) imported(msg importedMsg) tea.Cmd {
	if msg.Err != nil {
		m.Say(view.Failure, msg.Err.Error())
		return nil
	}
	// What is written is never replaced unasked: the same file again does it.
	if written := m.Texts(); m.askedFor != msg.Path && written != (prompt.Texts{}) && written != msg.Info.Texts {
		m.askedFor = msg.Path
		m.Say(view.Warning, "Drop or paste it again to put its prompt in the place of what is written here.")
		return nil
	}
	m.askedFor = ""
	return m.takeOver(msg.Info, msg.Notes)
}

// isInfotext reports whether a paste is what A1111 writes into pictures, and not
// a prompt alone.
func isInfotext(info infotext.Infotext) bool {
	return info.Negative != "" || info.Settings != nil
}

// takeOver puts the prompts of an infotext in the place of what is there, as one
// step and as they are written, and says what else was in it. The command finds
// the profile that its model chooses, by which they are judged.
func (m *Model) takeOver(info infotext.Infotext, notes []string) tea.Cmd {
	m.Standing.Gone = true
	m.Undo.Break()
	m.models.Taking(func() {
		m.Undo.Group(func() {
			m.Replace(info.Texts)
			if len(info.Settings) > 0 {
				m.Settings.SetText(keptSettings(info).String())
			}
		})
	})
	m.GoTo(desk.InPrompt)
	m.Buffer().MoveTo(len(m.Buffer().Text()), false)
	what := "Prompt and negative taken over"
	if len(info.Settings) > 0 {
		what = "Prompt, negative and settings taken over"
	}
	m.Say(view.Done, fmt.Sprintf("%s; %s brings back what was here.", what, m.Keys.Undo.Help().Key))
	cfg, ok := info.Get("CFG scale")
	if s, known := m.Options.Profile.Sampling(m.Options.Model); ok && known {
		var scale float64
		if _, err := fmt.Sscanf(cfg, "%g", &scale); err == nil && !s.CFG.Holds(scale) {
			m.Say(view.Warning, fmt.Sprintf("Taken over. Its CFG of %v is outside %s for %s.", scale, s.CFG, m.Options.Model))
		}
	}
	if said := strings.Join(notes, "; "); said != "" && m.Status.Level == view.Warning { // the CFG
		m.Say(view.Warning, m.Status.Text+" Also: "+said)
	} else if said != "" {
		m.Say(view.Warning, "Taken over, but: "+said)
	}
	name, _ := info.Get(settings.Checkpoint)
	return m.NamedModel("the infotext's model", name)
}

// keptSettings are the settings of a picture by which another is made: not
// the records of its making, such as hashes and versions, except for the hash of
// its model, which finds it under another name.
func keptSettings(info infotext.Infotext) settings.Line {
	keep := append(info.Besides(), settings.Hash)
	var l settings.Line
	for _, s := range info.Settings {
		if slices.Contains(keep, s.Key) {
			l = l.With(s.Key, s.Value)
		}
	}
	return l
}

// pasted is what the last paste made, of which the rest may come late.
type pasted struct {
	in       *buffer.Buffer // nil where it made nothing
	revision int
}

// pasteOn takes the rest of a paste: the whole of it is pasted in the place of
// its beginning, if that stands as it came.
func (m *Model) pasteOn(msg terminal.PasteGoesOnMsg) tea.Cmd {
	if b := m.pasted.in; b != nil && m.Page == desk.NoPage && b == m.Buffer() && b.Revision() == m.pasted.revision {
		m.Undo.Undo()
		return m.paste(msg.Whole)
	}
	return m.paste(msg.Rest)
}

// paste puts text from the clipboard into whatever the keys go to.
func (m *Model) paste(s string) tea.Cmd {
	m.PasteCame()
	m.pasted = pasted{}
	switch {
	case m.Page == desk.HistoryPage || m.Page == desk.NamePage:
		m.history.Paste(s)
		m.history.Refilter()
		return nil
	case m.Page != desk.NoPage:
		return nil
	case m.At == desk.InColumn:
		m.LeaveColumn()
	}
	m.Popup.Close()
	m.stopSearch()
	m.Status = view.Status{}
	b := m.Buffer()
	defer func(before int) {
		if b.Revision() != before {
			m.pasted = pasted{b, b.Revision()}
		}
	}(b.Revision())
	if path, ok := dropped(s); ok && m.Options.Import != nil {
		return m.importFile(path)
	}
	if info, notes := infotext.First(buffer.Clean(s)); isInfotext(info) {
		return m.takeOver(info, notes)
	}
	b.Paste(s)
	return nil
}
