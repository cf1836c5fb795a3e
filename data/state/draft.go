package state

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"tailor/data/decoding"
	"tailor/data/disk"
)

// Draft is what is being typed.
type Draft struct {
	Positive string `json:"prompt"`
	Negative string `json:"negative"`
	// Settings is the line of settings, in an infotext's form.
	Settings string `json:"settings,omitempty"`
	// PositiveCursor and NegativeCursor are byte offsets, 0 to the text's
	// length.
	PositiveCursor int `json:"prompt_cursor"`
	NegativeCursor int `json:"negative_cursor"`
	// Revision counts the changes of one sitting: of two saves that overtake
	// each other, the one with the lower revision is dropped.
	Revision uint64 `json:"revision"`
	// Finished reports whether its tailor was left by the user's wish.
	Finished bool `json:"finished"`
	// Saved is when it was written, by the clock of then.
	Saved time.Time `json:"saved"`
	// Cleared are texts that the history could not take so far: they lie here
	// until it can, see Orphan.
	Cleared []Copied `json:"cleared,omitempty"`
}

// Empty reports whether nothing stands in the prompts and the settings.
func (d Draft) Empty() bool { return strings.TrimSpace(d.Positive+d.Negative+d.Settings) == "" }

const (
	draftsDir = "drafts"
	// maxDraft is how many bytes of a draft are read, and so written.
	maxDraft = 256 << 20
	// mostLeft is how many drafts that were left behind a start goes through,
	// from the newest on, and how many texts of one that the history has not
	// taken; the others wait for the next starts.
	mostLeft = 100
	// mostLeftBytes is how many bytes of them; the first always is.
	mostLeftBytes = 32 << 20
	// mostUnread is how many that cannot be read a start passes over, and
	// mostUnreadTold how many of them it tells of.
	mostUnread     = 1000
	mostUnreadTold = 3
	// mostCleared is how many texts that the history has not taken are read of
	// a draft. A screen holds some hundred of them.
	mostCleared = 1000
)

// Sitting is the draft of one running tailor: a file, and a lock beside it
// that tells the others that its owner lives.
type Sitting struct {
	path string
	lock *disk.Lock

	mu    sync.Mutex
	saved Draft
	ended bool
}

// Sit starts a sitting: it takes a draft file of its own, which is written by
// the first Save.
func (d Dir) Sit() (*Sitting, error) {
	dir := d.path(draftsDir)
	for range 1000 {
		// Numbers rise, so that the newest draft is known whatever the clock
		// says.
		number := 1
		for _, n := range numbers(dir) {
			number = max(number, n+1)
		}
		path := filepath.Join(dir, strconv.Itoa(number)+".json")
		lock, err := disk.TryLock(lockOf(path))
		if errors.Is(err, disk.ErrHeld) {
			continue // another tailor starts at this very moment
		}
		if err != nil {
			return nil, err
		}
		if _, err := os.Stat(path); err == nil {
			lock.Unlock()
			continue
		}
		return &Sitting{path: path, lock: lock}, nil
	}
	return nil, errors.New("no free name for a draft in " + dir)
}

func lockOf(draft string) string { return strings.TrimSuffix(draft, ".json") + ".lock" }

// numbers returns the numbers of the drafts and locks in dir, rising.
func numbers(dir string) []int {
	entries, _ := os.ReadDir(dir)
	var all []int
	for _, e := range entries {
		name, _ := strings.CutSuffix(e.Name(), ".json")
		name, _ = strings.CutSuffix(name, ".lock")
		if n, err := strconv.Atoi(name); err == nil && n > 0 && strconv.Itoa(n) == name {
			all = append(all, n)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Save writes the draft to the disk. It may be called from several goroutines:
// a draft of a lower revision than one that is saved is dropped. An error
// leaves the draft that was saved before.
func (s *Sitting) Save(d Draft) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended || d.Revision < s.saved.Revision {
		return nil
	}
	return s.write(d)
}

func (s *Sitting) write(d Draft) error {
	d.Saved = time.Now().UTC()
	if err := d.writeTo(s.path); err != nil {
		return err
	}
	s.saved = d
	return nil
}

func (d Draft) writeTo(path string) error {
	content, err := json.Marshal(d)
	if err != nil {
		return err
	}
	if len(content) > maxDraft {
		return fmt.Errorf("the draft is not saved: it has %d MB, and at most %d MB are read back", len(content)>>20, maxDraft>>20)
	}
	if err := disk.Replace(path, disk.Private, content); err != nil {
		return fmt.Errorf("the draft is not saved: %w", err)
	}
	return nil
}

// Finish ends the sitting by the user's wish. The draft stays, marked as
// finished, for Last; an empty one goes.
func (s *Sitting) Finish(d Draft) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended {
		return nil
	}
	s.ended = true
	if d.Empty() && len(d.Cleared) == 0 {
		err := os.Remove(s.path)
		if errors.Is(err, fs.ErrNotExist) {
			err = nil
		}
		return errors.Join(err, s.lock.Remove())
	}
	d.Finished = true
	if err := s.write(d); err != nil {
		s.lock.Unlock() // the one saved before stays, to be offered
		return err
	}
	return s.lock.Remove()
}

// Orphan is a draft whose tailor ended otherwise than by Finish: killed, its
// line lost. It is held, so that no other tailor is offered it meanwhile.
type Orphan struct {
	Draft
	path string
	lock *disk.Lock
}

// Orphan returns the newest draft that was left unfinished and that no
// running tailor owns, or nil where there is none. On the way the older ones,
// up to mostLeft, and what the history could not take, go to the history, and
// empty ones are cleared away. Those that cannot be read hide none.
func (d Dir) Orphan() (*Orphan, error) {
	var newest *Orphan
	var unread []error
	var older []*Orphan
	finished, left, size, broken := 0, 0, 0, 0
	dir := d.path(draftsDir)
	all := numbers(dir)
	slices.Reverse(all)
	for _, n := range all {
		if left == mostLeft || size > mostLeftBytes || broken == mostUnread {
			break
		}
		path := filepath.Join(dir, strconv.Itoa(n)+".json")
		lock, err := disk.TryLock(lockOf(path))
		if err != nil {
			if !errors.Is(err, disk.ErrHeld) {
				unread = append(unread, err)
			}
			continue
		}
		sweep(dir, filepath.Base(path))
		draft, err := readDraft(path)
		left++
		size += len(draft.Positive) + len(draft.Negative) + len(draft.Settings)
		if err == nil && len(draft.Cleared) > 0 {
			unread = append(unread, d.takeCleared(path, &draft))
		}
		switch {
		case errors.Is(err, fs.ErrNotExist):
			lock.Remove()
		case err != nil:
			left--
			if broken++; broken <= mostUnreadTold {
				unread = append(unread, err)
			}
			lock.Unlock()
		case len(draft.Cleared) > 0 && (draft.Empty() || draft.Finished):
			lock.Unlock() // the history may take it another time
		case draft.Empty(), draft.Finished && finished > 0:
			os.Remove(path)
			lock.Remove()
		case draft.Finished:
			finished++
			lock.Remove()
		case newest == nil:
			newest = &Orphan{draft, path, lock}
		default:
			older = append(older, &Orphan{draft, path, lock})
		}
	}
	if more := broken - mostUnreadTold; more > 0 {
		unread = append(unread, fmt.Errorf("and %d more drafts cannot be read", more))
	}
	for _, o := range slices.Backward(older) {
		err := d.AddHistory(Copied{Time: o.Saved, Prompt: o.Positive, Negative: o.Negative, Settings: o.Settings, How: Left})
		if err == nil {
			err = o.Discard()
		} else {
			o.lock.Unlock()
		}
		unread = append(unread, err)
	}
	return newest, errors.Join(unread...)
}

// takeCleared gives the history what it could not take before, up to mostLeft
// texts, and the draft is written without these.
func (d Dir) takeCleared(path string, draft *Draft) (err error) {
	for n := 0; n < mostLeft && len(draft.Cleared) > 0 && err == nil; n++ {
		if err = d.AddHistory(draft.Cleared[0]); err == nil {
			draft.Cleared = draft.Cleared[1:]
		}
	}
	return errors.Join(err, draft.writeTo(path))
}

// Discard removes the draft, which the user has taken over or does not want.
// What was taken over must be saved in the own sitting before. What the history
// could not take stays.
func (o *Orphan) Discard() error {
	if len(o.Cleared) > 0 {
		return errors.Join(Draft{Saved: o.Saved, Cleared: o.Cleared}.writeTo(o.path), o.lock.Unlock())
	}
	return errors.Join(os.Remove(o.path), o.lock.Remove())
}

// Release leaves the draft to be offered again.
func (o *Orphan) Release() error { return o.lock.Unlock() }

// Last returns the newest draft that was finished, ok false where there is
// none.
func (d Dir) Last() (draft Draft, ok bool, err error) {
	dir := d.path(draftsDir)
	all := numbers(dir)
	slices.Reverse(all)
	var unread []error
	for _, n := range all[:min(len(all), mostUnread)] {
		draft, err := readDraft(filepath.Join(dir, strconv.Itoa(n)+".json"))
		switch {
		case err == nil && draft.Finished && !draft.Empty():
			return draft, true, nil
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			unread = append(unread, err)
		}
	}
	return Draft{}, false, errors.Join(unread...)
}

func readDraft(path string) (Draft, error) {
	content, err := Dir(filepath.Dir(path)).read(filepath.Base(path), maxDraft)
	if err != nil {
		return Draft{}, fmt.Errorf("the draft %s cannot be read: %w", path, err)
	}
	if content == nil {
		return Draft{}, fs.ErrNotExist
	}
	var file struct {
		Draft
		Saved   json.RawMessage `json:"saved"` // a draft without a date is one all the same
		Cleared json.RawMessage `json:"cleared"`
	}
	err = json.Unmarshal(content, &file)
	d := file.Draft
	if err == nil && len(file.Cleared) > 0 {
		d.Cleared, err = readCleared(file.Cleared)
	}
	if err != nil {
		return Draft{}, fmt.Errorf("the draft %s cannot be read, it stays where it is: %s", path, decoding.JSON(err))
	}
	if json.Unmarshal(file.Saved, &d.Saved) != nil || d.Saved.IsZero() {
		if info, err := os.Stat(path); err == nil {
			d.Saved = info.ModTime()
		}
	}
	d.PositiveCursor = min(max(d.PositiveCursor, 0), len(d.Positive))
	d.NegativeCursor = min(max(d.NegativeCursor, 0), len(d.Negative))
	return d, nil
}

// readCleared reads the texts that the history has not taken, mostCleared at
// most: half a million short ones, which tailor never writes, took gigabytes.
func readCleared(list []byte) (all []Copied, err error) {
	d := json.NewDecoder(bytes.NewReader(list))
	if first, err := d.Token(); err != nil || first != json.Delim('[') {
		return nil, err
	}
	for d.More() {
		if len(all) == mostCleared {
			return nil, fmt.Errorf("it has more than %d texts that the history has not taken", mostCleared)
		}
		var c Copied
		if err := d.Decode(&c); err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, nil
}
