package ui

import (
	"context"
	"fmt"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"tailor/data/state"
	"tailor/tags/prompt"
	"tailor/tags/prompt/infotext"
	"tailor/tags/prompt/lint"
	"tailor/tags/prompt/splice"
	"tailor/ui/analysis"
	"tailor/ui/desk"
	"tailor/ui/view"
)

// copyPatience is how long a clipboard may take before the next way is tried.
const copyPatience = 5 * time.Second

// copiedMsg says how copying went.
type copiedMsg struct {
	What string // "prompt copied"
	Text string
	Note string // what was not as it should be, "" for nothing
	Way  string
	Kept prompt.Texts // what the history keeps
	Err  error
	Lost error // the history could not be written
}

// copyPrompt copies the prompt that is being written.
func (m *Model) copyPrompt() tea.Cmd {
	t := m.copyable()
	if m.Writing() == desk.InNegative {
		return m.copyText("Negative prompt copied", t.Negative, t)
	}
	if s := &m.Analysis.Positive; s.Unknown || s.AtMost { // another count than the gauge's
		return m.copyText("Prompt copied as it is written, "+m.Keys.CopyExpanded.Help().Key+" copies it expanded", t.Positive, t)
	}
	c := prompt.Count(t.Positive, m.Options.Prompt)
	return m.copyText(fmt.Sprintf("Prompt copied, %d/%d", c.Count, c.Max), t.Positive, t)
}

// copyAll copies prompt, negative and settings as A1111's infotext, which its
// prompt box reads back.
func (m *Model) copyAll() tea.Cmd {
	t := m.copyable()
	if t == (prompt.Texts{}) {
		return m.copyText("", "", t)
	}
	return m.copyText("Prompt, negative and settings copied", m.infotext(t), t)
}

func (m *Model) copyable() prompt.Texts {
	m.LeaveList()
	t := m.Texts()
	return prompt.Texts{Positive: splice.Copyable(t.Positive), Negative: splice.Copyable(t.Negative)}
}

func (m *Model) copyText(what, text string, kept prompt.Texts) tea.Cmd {
	return m.copyMade(text, kept, func() copiedMsg { return copiedMsg{What: what, Text: text} })
}

// copyMade copies what is made of a text, off the screen's thread.
func (m *Model) copyMade(text string, kept prompt.Texts, made func() copiedMsg) tea.Cmd {
	if text == "" {
		m.Say(view.Quiet, "There is nothing to copy yet.")
		return nil
	}
	m.Say(view.Quiet, "Copying …")
	put, store, parent, now, line := m.Options.Copy, m.Options.Store, m.Ctx, m.Options.Now(), m.Settings.Text()
	return func() tea.Msg {
		msg := made()
		msg.Kept = kept
		ctx, cancel := context.WithTimeout(parent, copyPatience)
		defer cancel()
		msg.Way, msg.Err = put(ctx, msg.Text)
		if store != nil && kept != (prompt.Texts{}) {
			msg.Lost = store.AddHistory(state.Copied{Time: now, Prompt: kept.Positive, Negative: kept.Negative, Settings: line})
		}
		return msg
	}
}

func (m *Model) copied(msg copiedMsg) tea.Cmd {
	if msg.Err != nil {
		m.byHand = msg.Text
		if m.Page != desk.NoPage { // and what is typed there
			m.Say(view.Failure, msg.Err.Error())
			return nil
		}
		// The mouse is let go, so that the terminal's own selection works.
		m.Open(desk.TextPage)
		m.Say(view.Failure, msg.Err.Error())
		return tea.DisableMouse
	}
	m.byHand = ""
	if msg.Kept != (prompt.Texts{}) && msg.Lost == nil {
		m.Standing.Copied = m.copiedFrom(msg.Kept)
	}
	said := fmt.Sprintf("%s (by %s)", msg.What, msg.Way)
	switch f := analysis.Worst(m.Analysis.Faults); {
	case msg.Note != "":
		m.Say(view.Warning, said+"; "+msg.Note)
	case f != nil && f.Severity == lint.Error:
		m.Say(view.Warning, said+", but: "+f.Message)
	default:
		m.Say(view.Done, said+".")
	}
	if msg.Lost != nil {
		m.Say(view.Warning, "Copied, but "+msg.Lost.Error())
	}
	return nil
}

// copiedFrom returns the texts that stand now if they are what was copied, else
// what was copied.
func (m *Model) copiedFrom(kept prompt.Texts) prompt.Texts {
	t := m.Texts()
	if (prompt.Texts{Positive: splice.Copyable(t.Positive), Negative: splice.Copyable(t.Negative)}) == kept {
		return t
	}
	return kept
}

// infotext writes both prompts with the settings that hold.
func (m *Model) infotext(t prompt.Texts) string {
	return infotext.Infotext{Texts: t, Settings: m.SettingsLine()}.String()
}

// cut copies the selection and takes it out.
func (m *Model) cut() tea.Cmd {
	b := m.Buffer()
	if !b.Selecting() {
		m.Say(view.Quiet, "Nothing is selected: "+m.Editors[desk.InPrompt].Keys.Grow.Help().Key+" selects the tag, the chunk, all.")
		return nil
	}
	s := b.Selection()
	text := b.Text()[s.Start:s.End]
	m.Undo.Break()
	b.Apply([]prompt.Edit{{Span: s}}, s.Start)
	return m.copyText("Cut", text, prompt.Texts{})
}
