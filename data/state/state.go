// Package state keeps what tailor writes as it runs: drafts of what is being
// typed, the history of copied prompts, presets, and how often tags were
// chosen. Everything is in plain files in one directory, readable by its
// owner alone; several tailors can use it at once.
package state

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"tailor/data/charset"
	"tailor/data/decoding"
	"tailor/data/disk"
	"tailor/data/intake"
)

// Dir is the directory that the files are in. It need not exist: what is
// written makes it.
type Dir string

// lockWait is how long a write waits for another tailor's. Each holds the
// lock for milliseconds, so a longer wait means a disk that hangs.
const lockWait = 5 * time.Second

// locked calls do while this tailor alone holds the lock of the name.
func (d Dir) locked(name string, do func() error) error {
	ctx, cancel := context.WithTimeout(context.Background(), lockWait)
	defer cancel()
	l, err := disk.WaitLock(ctx, d.path("."+name+".lock"))
	if err != nil {
		return err
	}
	defer l.Unlock()
	sweep(string(d), name)
	return do()
}

// sweep removes what a tailor that was killed between writing the file of a
// name and renaming it has left. Only the holder of the name's lock may call
// it.
func sweep(dir, name string) {
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if left := e.Name(); strings.HasPrefix(left, "."+name+".") && strings.HasSuffix(left, ".new") {
			_ = os.Remove(filepath.Join(dir, left)) // the next one tries again
		}
	}
}

func (d Dir) path(name string) string { return filepath.Join(string(d), name) }

// read returns the content of the directory's file of the name, without the
// mark that some editors put before it, nil for one that is empty or not there,
// and an error for one of more than limit bytes.
func (d Dir) read(name string, limit int64) ([]byte, error) {
	f, err := intake.Open(d.path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(content)) > limit {
		err = fmt.Errorf("%s has more than %d bytes, which tailor never writes: move it away", f.Name(), limit)
	}
	if content = charset.Unicode(content); len(bytes.TrimSpace(content)) == 0 {
		content = nil
	}
	return content, err
}

// readJSON returns what a small file of JSON holds, nothing where there is none.
func readJSON[T any](d Dir, name string) (value T, err error) {
	content, err := d.read(name, maxState)
	if err != nil || content == nil {
		return value, err
	}
	if decoding.Values(content) > maxValues {
		return value, fmt.Errorf("%s has more than %d values, which tailor never writes: move it away", d.path(name), maxValues)
	}
	if err := json.Unmarshal(content, &value); err != nil {
		return *new(T), fmt.Errorf("%s cannot be read: %s; move it away", d.path(name), decoding.JSON(err))
	}
	return value, nil
}

// setAside moves a file that cannot be read away, for one who can read it, beside
// those that were set aside before; of mostDamaged the last takes its place.
func setAside(path string) {
	aside := path + ".damaged"
	for n := 2; n <= mostDamaged; n++ {
		if _, err := os.Lstat(aside); err != nil {
			break
		}
		aside = fmt.Sprintf("%s.damaged%d", path, n)
	}
	_ = os.Rename(path, aside)
}

const mostDamaged = 20

// writeJSON writes a small file of JSON, of no more bytes than are read back.
func writeJSON(path string, value any) error {
	content, err := json.Marshal(value)
	if err != nil {
		return err
	}
	if len(content) > maxState || decoding.Values(content) > maxValues {
		return fmt.Errorf("%w: of %s at most %d MB and %d values are read back", errTooMuch, path, maxState>>20, maxValues)
	}
	return disk.Replace(path, disk.Private, content)
}

var errTooMuch = errors.New("it is too much")

// changeJSON writes what change makes of a small file of JSON. One that cannot
// be read is set aside and begun again.
func changeJSON[T any](d Dir, name string, change func(T) T) error {
	return d.locked(name, func() error {
		value, err := readJSON[T](d, name)
		if err != nil {
			setAside(d.path(name))
		}
		return writeJSON(d.path(name), change(value))
	})
}
