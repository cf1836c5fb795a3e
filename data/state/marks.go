package state

import (
	"bytes"
	"encoding/json"
	"fmt"

	"tailor/data/disk"
)

// How is how a prompt came into the history.
type How string

// A prompt is in the history since it was copied, or since it was left without
// being copied, cleared away by another text, or made into a picture.
const (
	Copying How = ""
	Left    How = "left"
	Cleared How = "cleared"
	Made    How = "made"
)

// keepMarks gives a prompt the marks of an older line of the same prompt: the
// user's, and that it was copied or made into a picture once.
func (c *Copied) keepMarks(older Copied) {
	c.Star = c.Star || older.Star
	if c.Name == "" {
		c.Name = older.Name
	}
	if c.Settings == "" {
		c.Settings = older.Settings
	}
	if used := older.How == Copying || older.How == Made; used && (c.How == Left || c.How == Cleared) {
		c.How = older.How
	}
}

// Mark gives a prompt of the history a star, a name or both, or takes them
// away. The history cut back keeps what has a star.
func (d Dir) Mark(positive, negative string, star bool, name string) error {
	return d.rewrite(func(c *Copied) (bool, bool) {
		if c.Prompt != positive || c.Negative != negative || c.Star == star && c.Name == name {
			return true, false
		}
		c.Star, c.Name = star, name
		return true, true
	})
}

// Restore puts a prompt back that was forgotten, by its time among the others.
func (d Dir) Restore(c Copied) error {
	line, err := encoded(c)
	if err != nil {
		return err
	}
	err = d.locked(historyName, func() error {
		content, err := d.readHistory()
		if err != nil {
			return err
		}
		at := len(content)
		from := 0
		for l := range bytes.Lines(content) {
			var later Copied
			if json.Unmarshal(l, &later) == nil && later.Time.After(c.Time) {
				at = from
				break
			}
			from += len(l)
		}
		if at > 0 && content[at-1] != '\n' {
			line = append([]byte("\n"), line...)
		}
		return disk.Replace(d.path(historyName), disk.Private, bytes.Join([][]byte{content[:at], line, content[at:]}, nil))
	})
	if err != nil {
		return fmt.Errorf("the history is not changed: %w", err)
	}
	return nil
}

// encoded is a prompt as a line of the history.
func encoded(c Copied) ([]byte, error) {
	var line bytes.Buffer
	e := json.NewEncoder(&line)
	e.SetEscapeHTML(false)
	err := e.Encode(c)
	return line.Bytes(), err
}

// rewrite gives every line of the history that can be read to change, which
// reports whether it stays and whether it is another now. Lines that cannot be
// read stay.
func (d Dir) rewrite(change func(*Copied) (stays, changed bool)) error {
	err := d.locked(historyName, func() error {
		content, err := d.readHistory()
		if err != nil {
			return err
		}
		var out []byte
		another := false
		for line := range bytes.Lines(content) {
			var c Copied
			if json.Unmarshal(line, &c) != nil {
				out = append(out, line...)
				continue
			}
			stays, changed := change(&c)
			another = another || changed || !stays
			switch {
			case !stays:
			case !changed:
				out = append(out, line...)
			default:
				line, err := encoded(c)
				if err != nil {
					return err
				}
				out = append(out, line...)
			}
		}
		if !another {
			return nil
		}
		return disk.Replace(d.path(historyName), disk.Private, out)
	})
	if err != nil {
		return fmt.Errorf("the history is not changed: %w", err)
	}
	return nil
}
