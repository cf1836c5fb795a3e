package state

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"tailor/data/disk"
	"tailor/data/intake"
)

// Copied is a prompt that was copied.
type Copied struct {
	// Time is when, by the clock of then; the order in the history is the
	// order in the file, which a clock that jumps does not change.
	Time     time.Time `json:"time"`
	Prompt   string    `json:"prompt"`
	Negative string    `json:"negative,omitempty"`
	// Settings is the line of settings, in an infotext's form.
	Settings string `json:"settings,omitempty"`
}

const (
	historyName = "history.jsonl"
	// maxHistory is how many copied prompts are kept, and how many bytes of
	// them: when the file outgrows one of them by a quarter, it is cut back.
	maxHistory      = 10000
	maxHistoryBytes = 16 << 20
	// maxHistoryRead is how many bytes of a history are read, from its end.
	maxHistoryRead = 4 * maxHistoryBytes
)

// AddHistory appends a copied prompt to the history, a file of JSON lines.
// Several tailors may do so at once. An error leaves the history as it was.
func (d Dir) AddHistory(c Copied) error {
	if c.Time.IsZero() {
		c.Time = time.Now()
	}
	c.Time = c.Time.UTC().Truncate(time.Second)
	var line bytes.Buffer
	e := json.NewEncoder(&line)
	e.SetEscapeHTML(false)
	if err := e.Encode(c); err != nil {
		return err
	}
	if line.Len() > maxHistoryBytes {
		return fmt.Errorf("the prompt is not in the history: it has %d bytes, more than the %d of a whole history", line.Len(), maxHistoryBytes)
	}
	err := d.locked(historyName, func() error {
		size, err := appendWhole(d.path(historyName), line.Bytes())
		if err != nil {
			return err
		}
		// Cutting back is no part of the promise: when it fails the history
		// is whole, only longer, and the next one tries again.
		if size > maxHistoryBytes+maxHistoryBytes/4 {
			_ = d.trimHistory()
		} else if size > maxHistory*32 { // no line is shorter
			if content, err := d.readHistory(); err == nil && bytes.Count(content, []byte("\n")) > maxHistory+maxHistory/4 {
				_ = d.trimHistory()
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("the prompt is not in the history: %w", err)
	}
	return nil
}

// appendWhole appends a line to the file at path, whole or not at all, and
// returns the file's new size. A last line that a crash cut short is closed,
// so that it spoils none but itself.
func appendWhole(path string, line []byte) (int64, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_APPEND, disk.Private)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return 0, err
	}
	if size > 0 {
		var last [1]byte
		if _, err := f.ReadAt(last[:], size-1); err != nil {
			return 0, err
		}
		if last[0] != '\n' {
			line = append([]byte("\n"), line...)
		}
	}
	if _, err := f.Write(line); err != nil {
		return 0, errors.Join(err, f.Truncate(size))
	}
	if err := f.Sync(); err != nil {
		return 0, errors.Join(err, f.Truncate(size))
	}
	return size + int64(len(line)), nil
}

// trimHistory cuts the history to its newest lines. The lock must be held.
func (d Dir) trimHistory() error {
	content, err := d.readHistory()
	if err != nil {
		return err
	}
	lines := slices.Collect(bytes.Lines(content))
	from, size := len(lines), 0
	for from > 0 && len(lines)-from < maxHistory && size+len(lines[from-1]) <= maxHistoryBytes {
		from--
		size += len(lines[from])
	}
	return disk.Replace(d.path(historyName), disk.Private, bytes.Join(lines[from:], nil))
}

// readHistory returns the history's bytes, of a huge file the last ones.
func (d Dir) readHistory() ([]byte, error) {
	f, err := intake.Open(d.path(historyName))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, err
	}
	start := max(0, size-maxHistoryRead)
	content, err := io.ReadAll(io.NewSectionReader(f, start, maxHistoryRead))
	if start > 0 {
		_, content, _ = bytes.Cut(content, []byte("\n"))
	}
	return content, err
}

// History returns the copied prompts, the newest first and each pair of
// prompts once. Lines that cannot be read are left out, and the error, beside
// what could be read, names them.
func (d Dir) History() ([]Copied, error) {
	content, err := d.readHistory()
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the history cannot be read: %w", err)
	}
	lines := bytes.Split(content, []byte("\n"))
	var all []Copied
	var bad []int
	seen := map[[2]string]bool{}
	for i := len(lines) - 1; i >= 0; i-- {
		if len(bytes.TrimSpace(lines[i])) == 0 {
			continue
		}
		var c Copied
		err := json.Unmarshal(lines[i], &c)
		switch empty := c.Prompt == "" && c.Negative == ""; {
		case err != nil, empty && c.Time.IsZero():
			bad = append(bad, i+1)
			continue
		case empty:
			continue
		}
		if key := [2]string{c.Prompt, c.Negative}; !seen[key] {
			seen[key] = true
			all = append(all, c)
		}
	}
	if len(bad) > 0 {
		first := bad[len(bad)-1]
		what := "a line of the history cannot be read and is left out"
		if len(bad) > 1 {
			what = fmt.Sprintf("%d lines of the history cannot be read and are left out", len(bad))
		}
		return all, fmt.Errorf("%s:%d: %s", d.path(historyName), first, what)
	}
	return all, nil
}

// ForgetCopied takes a pair of prompts out of the history, every line of it.
// Lines that cannot be read stay.
func (d Dir) ForgetCopied(positive, negative string) error {
	err := d.locked(historyName, func() error {
		content, err := d.readHistory()
		if err != nil {
			return err
		}
		var left []byte
		for line := range bytes.Lines(content) {
			var c Copied
			if json.Unmarshal(line, &c) != nil || c.Prompt != positive || c.Negative != negative {
				left = append(left, line...)
			}
		}
		if len(left) == len(content) {
			return nil
		}
		return disk.Replace(d.path(historyName), disk.Private, left)
	})
	if err != nil {
		return fmt.Errorf("the history is not changed: %w", err)
	}
	return nil
}
