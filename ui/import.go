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

// dropped returns the paths of pictures that a paste is, nil for any other, as
// terminals paste what is dropped on them: alone, quoted or with escaped spaces,
// or a file URL; several with spaces between them. JSON, which is no prompt, is
// one by itself.
func dropped(paste string) (paths []string) {
	path := strings.TrimSpace(paste)
	if strings.HasPrefix(path, "{") && json.Valid([]byte(path)) {
		return []string{path}
	}
	if path == "" || strings.ContainsAny(path, "\n\r") || len(path) > mostPath {
		return nil
	}
	for rest := path; rest != ""; {
		var one string
		if one, rest = word(rest); !isPicture(one) {
			paths = nil
			break
		}
		paths = append(paths, one)
	}
	if plain := strings.TrimPrefix(path, "file://"); paths == nil && isPicture(plain) {
		return []string{plain} // with spaces as they are
	}
	return paths
}

// word reads the first of several words as a shell has them, in quotes or with
// escaped spaces, and returns what stands behind it.
func word(text string) (first, rest string) {
	if text[0] == '\'' || text[0] == '"' {
		first, rest, _ = strings.Cut(text[1:], text[:1])
	} else {
		end := 1
		for end < len(text) && (text[end] != ' ' || text[end-1] == '\\') {
			end++
		}
		first, rest = strings.ReplaceAll(text[:end], `\ `, " "), text[end:]
	}
	return strings.TrimPrefix(first, "file://"), strings.TrimLeft(rest, " ")
}

// isPicture reports whether a path leads from the root to a file whose ending is
// one of those.
func isPicture(path string) bool {
	absolute := strings.HasPrefix(path, "/") || strings.HasPrefix(path, "~/") || len(path) > 3 && path[1] == ':' && (path[2] == '\\' || path[2] == '/')
	return absolute && slices.ContainsFunc(pictureEndings, func(ending string) bool {
		return strings.HasSuffix(strings.ToLower(path), ending)
	})
}

// importFile reads a dropped file, the first of several, behind the screen.
func (m *Model) importFile(paths []string) tea.Cmd {
	read, path := m.Options.Import, paths[0]
	m.Say(view.Quiet, "Reading "+view.Head(path, mostPath)+" …")
	return func() tea.Msg {
		info, notes, err := read(path)
		if n := len(paths); n > 1 {
			notes = append(notes, fmt.Sprintf("of %d files this is the first", n))
		}
		return importedMsg{path, info, notes, err}
	}
}

func (m *Model) imported(msg importedMsg) tea.Cmd {
	if msg.Err != nil {
		said := msg.Err.Error()
		if strings.HasPrefix(msg.Path, "{") {
			said += "; what was pasted is put nowhere"
		}
		m.Say(view.Failure, said)
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

// takeOver puts the prompts of an infotext in the place of what is there, as one
// step and as they are written, and says what else was in it. The command finds
// the profile that its model chooses, by which they are judged.
//
// What it does not have stays: a line of settings alone takes no prompt away.
func (m *Model) takeOver(info infotext.Infotext, notes []string) tea.Cmd {
	what, was := "Prompt and negative", m.Texts()
	switch {
	case strings.TrimSpace(info.Positive) != "":
	case strings.TrimSpace(info.Negative) != "":
		what, info.Positive = "Negative", was.Positive
	default:
		what, info.Texts = "", was
	}
	switch {
	case len(info.Settings) > 0 && what != "":
		what = strings.Replace(what, " and", ",", 1) + " and settings"
	case len(info.Settings) > 0:
		what = "Settings"
	case what == "":
		what = "Nothing"
	}
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
	m.Say(view.Done, fmt.Sprintf("%s taken over; %s brings back what was here.", what, m.Keys.Undo.Help().Key))
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

// oneLine is a paste as the key that a line to type in, or a filter, takes.
func oneLine(s string) tea.KeyMsg {
	words := strings.Join(strings.Fields(desk.Visible(buffer.Clean(s))), " ")
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(words), Paste: true}
}

// paste puts text from the clipboard into whatever the keys go to.
func (m *Model) paste(s string) tea.Cmd {
	m.PasteCame()
	m.pasted = pasted{}
	switch {
	case m.Page != desk.NoPage:
		return m.pageKey(oneLine(s))
	case m.At == desk.InColumn && m.column.Pasted(oneLine(s)), m.Popup.Open && m.filterKey(oneLine(s)):
		return nil // a filter is open
	case m.At == desk.InColumn:
		m.LeaveColumn()
	}
	m.closeList()
	m.Status = view.Status{}
	b := m.Buffer()
	defer func(before int) {
		if b.Revision() != before {
			m.pasted = pasted{b, b.Revision()}
		}
	}(b.Revision())
	if paths := dropped(s); paths != nil && m.Options.Import != nil {
		return m.importFile(paths)
	}
	if info, notes := infotext.First(buffer.Clean(s)); info.IsMore() {
		return m.takeOver(info, notes)
	}
	m.Part(s)
	b.Paste(s)
	return nil
}
