package state

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
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
	// How is how the prompt came here: copied, or one of Left, Cleared and Made.
	How How `json:"how,omitempty"`
	// Star and Name are the user's marks, see Mark.
	Star bool   `json:"star,omitempty"`
	Name string `json:"name,omitempty"`
}

const (
	historyName = "history.jsonl"
	// maxHistory is how many copied prompts are kept, and how many bytes of
	// them: when the file outgrows one of them by a quarter, it is cut back.
	maxHistory      = 10000
	maxHistoryBytes = 16 << 20
	// maxHistoryRead is how many bytes of a history are read, from its end.
	maxHistoryRead = 4 * maxHistoryBytes
	// fullHistory is from how many lines on it is cut back.
	fullHistory = maxHistory + maxHistory/4
	// starMark is in each line with a star.
	starMark = `"star":true`
)

// AddHistory appends a copied prompt to the history, a file of JSON lines.
// Several tailors may do so at once. An error leaves the history as it was.
func (d Dir) AddHistory(c Copied) error {
	if c.Time.IsZero() {
		c.Time = time.Now()
	}
	c.Time = c.Time.UTC().Truncate(time.Second)
	line, err := encoded(c)
	if err != nil {
		return err
	}
	if len(line) > maxHistoryBytes {
		return fmt.Errorf("the prompt is not in the history: it has %d bytes, more than the %d of a whole history", len(line), maxHistoryBytes)
	}
	err = d.locked(historyName, func() error {
		size, err := appendWhole(d.path(historyName), line)
		if err != nil {
			return err
		}
		// Cutting back is no part of the promise: when it fails the history
		// is whole, only longer, and the next one tries again.
		if size > maxHistoryBytes+maxHistoryBytes/4 {
			_ = d.trimHistory()
		} else if size > maxHistory*32 { // no line is shorter
			if content, err := d.readHistory(); err == nil && bytes.Count(content, []byte("\n")) > fullHistory {
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
	if f, err := intake.Open(path); err == nil {
		f.Close()
	} else if errors.Is(err, intake.ErrNotFile) { // what is written to it would be nowhere
		return 0, err
	}
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

// trimHistory cuts the history to its newest lines, and keeps of the older
// ones those with a star, up to as many bytes again. The lock must be held.
func (d Dir) trimHistory() error {
	content, err := d.readHistory()
	if err != nil {
		return err
	}
	lines := slices.Collect(bytes.Lines(content))
	old, kept := newest(lines)
	return disk.Replace(d.path(historyName), disk.Private, bytes.Join(append(starred(old, maxHistoryBytes), kept...), nil))
}

// largeEntry is from how many bytes on a line of the history is a large one.
const largeEntry = maxHistoryBytes / 64

// newest parts the lines of a history into those that go and those that are
// kept, each in their order: the newest up to maxHistory and maxHistoryBytes,
// of which large ones and small ones have a half each, so that a few large ones
// do not push all others out. The newest line stays in any case.
func newest(lines [][]byte) (gone, kept [][]byte) {
	small, large := maxHistoryBytes/2, maxHistoryBytes/2
	for k, line := range slices.Backward(lines) {
		room := &small
		if len(line) >= largeEntry {
			room = &large
		}
		if *room -= len(line); k < len(lines)-1 && (*room < 0 || len(kept) >= maxHistory) {
			gone = append(gone, line)
			continue
		}
		kept = append(kept, line)
	}
	slices.Reverse(gone)
	slices.Reverse(kept)
	return gone, kept
}

// starred are the lines with a star, the newest of them up to so many bytes.
func starred(lines [][]byte, most int) (kept [][]byte) {
	for k := len(lines) - 1; k >= 0; k-- {
		var c Copied
		if !bytes.Contains(lines[k], []byte(starMark)) || json.Unmarshal(lines[k], &c) != nil || !c.Star {
			continue
		}
		if most -= len(lines[k]); most < 0 {
			break
		}
		kept = append(kept, lines[k])
	}
	slices.Reverse(kept)
	return kept
}

// readHistory returns the history's bytes, of a huge file the last ones, without the
// mark that some editors put before them.
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
	content := make([]byte, size-start)
	n, err := f.ReadAt(content, start)
	if content = content[:n]; err == io.EOF { // it was cut back meanwhile
		err = nil
	}
	if start > 0 {
		_, content, _ = bytes.Cut(content, []byte("\n"))
	}
	return bytes.TrimPrefix(content, []byte("\ufeff")), err
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
	rest := string(content) // the texts are parts of it
	number := strings.Count(rest, "\n") + 1
	all := make([]Copied, 0, min(number, maxHistory))
	seen := make(map[[2]string]int, min(number, maxHistory))
	bad, firstBad := 0, 0 // lines, of which no more are looked at than of good ones
	for ; number > 0; number-- {
		at := strings.LastIndexByte(rest, '\n') + 1
		line := strings.Trim(rest[at:], " \t\r")
		rest = rest[:max(0, at-1)]
		if strings.TrimSpace(line) == "" {
			continue
		}
		if (len(all) >= fullHistory || bad >= fullHistory) && !strings.Contains(line, starMark) {
			continue // trimHistory keeps no other
		}
		if len(all) >= fullHistory+maxHistory {
			return all, fmt.Errorf("%s:%d: of prompts with a star %d are shown beside the last ones, and not those up to here", d.path(historyName), number, maxHistory)
		}
		c, err := readLine(line)
		switch empty := c.Prompt == "" && c.Negative == ""; {
		case err != nil, empty && c.Time.IsZero():
			bad, firstBad = bad+1, number
			continue
		case empty:
			continue
		}
		key := [2]string{c.Prompt, c.Negative}
		if k, again := seen[key]; again {
			all[k].keepMarks(c)
			continue
		}
		if len(content) > maxHistoryBytes { // little of which may be left
			c.Prompt, c.Negative, c.Settings, c.Name = strings.Clone(c.Prompt), strings.Clone(c.Negative), strings.Clone(c.Settings), strings.Clone(c.Name)
			key = [2]string{c.Prompt, c.Negative}
		}
		seen[key] = len(all)
		all = append(all, c)
	}
	if bad > 0 {
		what := "a line of the history cannot be read and is left out"
		if bad > 1 {
			what = fmt.Sprintf("%d lines of the history cannot be read and are left out", bad)
		}
		return all, fmt.Errorf("%s:%d: %s", d.path(historyName), firstBad, what)
	}
	return all, nil
}

// ForgetCopied takes a pair of prompts out of the history, every line of it.
// Lines that cannot be read stay.
func (d Dir) ForgetCopied(positive, negative string) error {
	return d.rewrite(func(c *Copied) (bool, bool) { return c.Prompt != positive || c.Negative != negative, false })
}
