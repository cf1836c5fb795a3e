package ui

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/each"
	"tailor/tags/prompt"
	"tailor/tags/prompt/export"
	"tailor/tags/prompt/infotext"
	"tailor/ui/desk"
	"tailor/ui/palette"
)

// targets says what each format is for the reader of the list.
var targets = map[export.Format]string{
	export.A1111:      "A1111: the prompt as it stands",
	export.Infotext:   "Infotext: prompt, negative, settings",
	export.ComfyUI:    "ComfyUI: a workflow of its API",
	export.ComfyTexts: "ComfyUI: the encoders' texts, a chunk each",
	export.SwarmUI:    "SwarmUI: the prompt with <break>",
	export.InvokeAI:   "InvokeAI: the prompt in Compel's syntax",
	export.JSON:       "JSON: prompt, negative, settings, chunks",
}

// openCopyAs opens the list of what the prompt can be copied for, what it was
// copied for last first.
func (m *Model) openCopyAs() {
	formats := slices.Clone(export.Formats)
	if k := slices.Index(formats, m.target); k > 0 {
		formats = slices.Insert(slices.Delete(formats, k, k+1), 0, m.target)
	}
	m.palette.Show("copy it for which program?", each.Of(formats, func(f export.Format) palette.Deed {
		return palette.Deed{Does: targets[f], Key: string(f), Do: func() tea.Cmd { return m.copyAs(f) }}
	}))
}

// copyAs copies what is written as a format has it. Where that is a prompt
// alone, it is the one that is being written.
func (m *Model) copyAs(f export.Format) tea.Cmd {
	m.target = f
	switch f {
	case export.A1111:
		return m.copyPrompt()
	case export.Infotext:
		return m.copyAll()
	}
	t := m.copyable()
	in, any, what := infotext.Infotext{Texts: t}, t.Positive+t.Negative, "Copied"
	negative := f.Alone() && m.Writing() == desk.InNegative
	switch {
	case negative:
		any, what = t.Negative, "Negative prompt copied"
		in.Texts = prompt.Texts{Negative: t.Negative}
	case f.Alone():
		any, what = t.Positive, "Prompt copied"
		in.Texts = prompt.Texts{Positive: t.Positive}
	default:
		in.Settings = m.SettingsLine()
	}
	target := export.Target{Sampling: m.Sampling(), Options: m.Options.Prompt, Names: m.Names}
	return m.copyMade(any, t, func() copiedMsg {
		out, err := export.Write(f, in, target)
		if err != nil { // the text as it stands is better than none
			return copiedMsg{What: what, Text: any, Note: err.Error()}
		}
		name, _, _ := strings.Cut(targets[f], ":")
		msg := copiedMsg{What: what + " as " + name, Text: out.Text}
		if len(out.Lost) > 0 {
			msg.Note = "not carried over: " + strings.Join(out.Lost, "; ")
		}
		if negative {
			msg.Text = out.Negative
		}
		return msg
	})
}
