package state

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// kept is what a row of the table finds after its fault: the draft that the
// next start offers, the history and the preset "p".
type kept struct{ draft, history, preset string }

// small mounts a file system of so many bytes at a new directory, and skips
// the test where that is not allowed.
func small(t *testing.T, bytes int) string {
	t.Helper()
	dir := t.TempDir()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%d", bytes)); err != nil {
		t.Skip("no file system can be mounted here:", err)
	}
	t.Cleanup(func() {
		if err := unix.Unmount(dir, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// TestFaults is the table of faults: before each there are a draft "old", a
// history "old" and a preset "old"; in the fault all three are written again as
// "new". want is what is there afterwards, lost what that means to a person.
func TestFaults(t *testing.T) {
	const long = 300_000
	tests := []struct {
		name  string
		fault func(t *testing.T, dir Dir, write func() error) Dir // returns where to look
		want  kept
		lost  string
	}{
		{"no fault", func(_ *testing.T, dir Dir, write func() error) Dir { _ = write(); return dir },
			kept{"new", "new|old", "new"}, "nothing"},
		{"a full disk", func(t *testing.T, _ Dir, _ func() error) Dir {
			dir := Dir(filepath.Join(small(t, 64<<10), "tailor"))
			write := begin(t, dir, "new"+strings.Repeat(".", long))
			if err := write(); err == nil {
				t.Error("nobody says that the disk is full")
			}
			return dir
		}, kept{"old", "old", "old"}, "what was typed since; the screen says so and keeps it"},
		{"a full disk that has room again", func(t *testing.T, _ Dir, _ func() error) Dir {
			root := small(t, 64<<10)
			dir := Dir(filepath.Join(root, "tailor"))
			write := begin(t, dir, "new")
			fill := filepath.Join(root, "fill")
			for n := 1 << 16; n > 0; n /= 2 { // to the last byte
				f, err := os.OpenFile(fill, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
				if err != nil {
					break
				}
				_, _ = f.Write(make([]byte, n))
				f.Close()
			}
			if err := write(); err == nil {
				t.Error("nobody says that the disk is full")
			}
			if err := os.Remove(fill); err != nil {
				t.Fatal(err)
			}
			if err := write(); err != nil {
				t.Error(err)
			}
			return dir
		}, kept{"new", "new|old", "new"}, "nothing"},
		{"a file system that turns read-only", func(t *testing.T, _ Dir, _ func() error) Dir {
			root := small(t, 1<<20)
			dir := Dir(filepath.Join(root, "tailor"))
			write := begin(t, dir, "new")
			if err := unix.Mount("tmpfs", root, "tmpfs", unix.MS_REMOUNT|unix.MS_RDONLY, ""); err != nil {
				t.Skip("it cannot be made read-only:", err)
			}
			if err := write(); err == nil {
				t.Error("nobody says that the file system is read-only")
			}
			if err := unix.Mount("tmpfs", root, "tmpfs", unix.MS_REMOUNT, ""); err != nil {
				t.Fatal(err)
			}
			return dir
		}, kept{"old", "old", "old"}, "what was typed since; the screen says so and keeps it"},
		{"a directory that is removed while it is used", func(t *testing.T, dir Dir, write func() error) Dir {
			if err := os.RemoveAll(string(dir)); err != nil {
				t.Fatal(err)
			}
			if err := write(); err != nil {
				t.Error(err)
			}
			return dir
		}, kept{"new", "new", "new"}, "what was removed"},
		{"a kill between writing and renaming", func(t *testing.T, dir Dir, _ func() error) Dir {
			for _, name := range []string{filepath.Join(draftsDir, ".1.json.0123456789ab.new"), ".presets.toml.0123456789ab.new"} {
				if err := os.WriteFile(dir.path(name), []byte(`{"prompt": "ha`), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			return dir
		}, kept{"old", "old", "old"}, "the last save"},
		{"a line of the history cut short by a crash", func(t *testing.T, dir Dir, write func() error) Dir {
			f, err := os.OpenFile(dir.path(historyName), os.O_WRONLY|os.O_APPEND, 0)
			if err != nil {
				t.Fatal(err)
			}
			_, _ = f.WriteString(`{"prompt":"cut sh`)
			f.Close()
			if err := write(); err != nil {
				t.Error(err)
			}
			return dir
		}, kept{"new", "new|old", "new"}, "that line"},
		{"a clock that jumps back by ten years", func(t *testing.T, dir Dir, write func() error) Dir {
			future := time.Now().AddDate(10, 0, 0)
			for _, path := range []string{dir.path(historyName), dir.path(draftsDir + "/1.json"), dir.PresetsPath()} {
				if err := os.Chtimes(path, future, future); err != nil {
					t.Fatal(err)
				}
			}
			if err := write(); err != nil {
				t.Error(err)
			}
			return dir
		}, kept{"new", "new|old", "new"}, "nothing"},
		{"another tailor that writes all the time", func(t *testing.T, dir Dir, write func() error) Dir {
			cmd := other(t, "history", dir, "they", "60")
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			if err := write(); err != nil {
				t.Error(err)
			}
			if err := cmd.Wait(); err != nil {
				t.Error(err)
			}
			all, err := dir.History()
			if err != nil || len(all) != 62 {
				t.Errorf("%d prompts in the history, want 62; error %v", len(all), err)
			}
			return dir
		}, kept{"new", "new|old", "new"}, "nothing"},
		{"a draft, a history and presets that are garbage", func(t *testing.T, dir Dir, write func() error) Dir {
			for _, path := range []string{dir.path(historyName), dir.PresetsPath(), dir.path(picksName)} {
				if err := os.WriteFile(path, []byte("\x00\xff garbage ["), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if err := write(); err == nil {
				t.Error("nobody says that the presets are garbage")
			}
			return dir
		}, kept{"new", "new", ""}, "the garbage, which stays where it is; presets are refused until it is moved"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := Dir(filepath.Join(t.TempDir(), "tailor"))
			dir = test.fault(t, dir, begin(t, dir, "new"))
			var got kept
			history, _ := dir.History()
			if o, _ := dir.Orphan(); o != nil { // which gives the history the older draft
				got.draft = o.Positive
			}
			history = slices.DeleteFunc(history, func(c Copied) bool { return strings.HasPrefix(c.Prompt, "they") })
			got.history = prompts(history)
			presets, _ := dir.Presets()
			if i := named(presets, "p"); i >= 0 {
				got.preset = presets[i].Prompt
			}
			if got != test.want {
				t.Errorf("afterwards there is %+v, want %+v", got, test.want)
			}
			t.Logf("| %s | %s |", test.name, test.lost)
			var open []string
			_ = filepath.WalkDir(string(dir), func(path string, e os.DirEntry, err error) error {
				if info, gone := os.Stat(path); err == nil && gone == nil && info.Mode().Perm()&0o077 != 0 {
					open = append(open, path)
				}
				return err
			})
			if len(open) > 0 {
				t.Errorf("others can read %q", open)
			}
		})
	}
}

// begin writes draft, history and preset as "old" by a tailor that is then
// killed, and returns what writes them as text by the next one.
func begin(t *testing.T, dir Dir, text string) (write func() error) {
	t.Helper()
	s := sit(t, dir)
	put := func(s *Sitting, text string) error {
		err := s.Save(Draft{Positive: text, Revision: 1})
		for _, e := range []error{dir.AddHistory(Copied{Prompt: text}), dir.SavePreset(Preset{Name: "p", Prompt: text})} {
			if err == nil {
				err = e
			}
		}
		return err
	}
	if err := put(s, "old"); err != nil {
		t.Fatal(err)
	}
	s.die()
	return func() error {
		next, err := dir.Sit()
		if err != nil {
			return err
		}
		defer next.die()
		return put(next, text)
	}
}
