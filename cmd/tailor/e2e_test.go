//go:build !windows

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"tailor/data/disk"
)

// sizes are the terminals that the composer is tried in.
var sizes = []struct{ columns, rows int }{{120, 40}, {80, 24}}

// atSizes runs a test at every size.
func atSizes(t *testing.T, test func(t *testing.T, columns, rows int)) {
	for _, size := range sizes {
		t.Run(fmt.Sprintf("%dx%d", size.columns, size.rows), func(t *testing.T) { test(t, size.columns, size.rows) })
	}
}

// openComposer opens the composer in a terminal and waits for its first frame.
func openComposer(t testing.TB, env []string, columns, rows int, args ...string) *pane {
	t.Helper()
	s := open(t, env, columns, rows, append([]string{binary}, args...)...)
	s.waitFor("prompt", "0/75")
	return s
}

// accept types a query, waits until the popup has lit the tag that is meant,
// takes it, and waits until it is written.
func (s *pane) accept(query, lit, written string) {
	s.t.Helper()
	s.typed(query)
	s.waitFor("›" + lit)
	s.keys("Tab")
	s.waitGone("›")
	s.waitFor(written)
}

// pid returns the number of the program in the terminal.
func (s *pane) pid() int {
	s.t.Helper()
	var pid int
	if _, err := fmt.Sscan(s.value("#{pane_pid}"), &pid); err != nil {
		s.t.Fatal(err)
	}
	return pid
}

// signal sends the program a signal.
func (s *pane) signal(sig syscall.Signal) {
	s.t.Helper()
	if err := syscall.Kill(s.pid(), sig); err != nil {
		s.t.Fatal(err)
	}
}

// drafted waits until a draft on the disk holds the text.
func (s *pane) drafted(text string) {
	s.t.Helper()
	s.waitUntil(fmt.Sprintf("a draft with %q", text), func() bool {
		drafts, _ := filepath.Glob(filepath.Join(variable(s.env, "XDG_STATE_HOME"), "tailor", "drafts", "*.json"))
		for _, path := range drafts {
			content, _ := os.ReadFile(path)
			if strings.Contains(string(content), text) {
				return true
			}
		}
		return false
	})
}

// TestMainJob is what tailor is for: a prompt typed by completion and
// toggles, seen in its chunks, and copied.
func TestMainJob(t *testing.T) {
	const want = `by kantoku, by wlop, best quality, masterpiece BREAK 1girl, karin \(blue archive\), looking at viewer`
	atSizes(t, func(t *testing.T, columns, rows int) {
		s := openComposer(t, home(t), columns, rows, "--tags", large(t))
		s.waitFor("140,732 tags")
		s.accept("by kant", "kantoku ", "by kantoku")
		s.accept("wlop", "wlop ", "by kantoku, by wlop")
		s.keys("C-t")
		s.waitFor("masterpiece", "best quality", "low brightness")
		s.keys("Space", "Down", "Space", "C-t")
		s.waitFor("by kantoku, by wlop, best quality, masterpiece")
		s.accept("1gi", "1girl ", "1girl,")
		s.accept("karin blue", `karin (blue archive) `, `karin \(blue archive\),`)
		s.accept("looking at v", "looking at viewer ", "looking at viewer,")
		// The gauge of the first chunk, and that of the second with the comma
		// that waits for the next tag.
		s.waitUntil("the gauges", func() bool {
			shown := s.shows()
			return regexp.MustCompile(`(?m)^ 1 .*▕.*▏ *13\b`).MatchString(shown) && regexp.MustCompile(`\b2 .*▕.*▏ *1[12]\b`).MatchString(shown)
		})
		s.keys("C-y")
		s.waitFor("opied")
		s.waitUntil("the prompt in tmux's buffer", func() bool { return s.buffer() != "" })
		if got := s.buffer(); got != want {
			t.Errorf("copied %q\nwant   %q", got, want)
		}
		s.waitFor("tmux")
		s.keys("C-q")
		if code := s.waitEnd(); code != 0 {
			t.Errorf("exit code %d", code)
		}
	})
}

// TestKeysWhileLoading types while a list is being read that does not end:
// the list is a pipe that this test holds.
func TestKeysWhileLoading(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "slow.csv")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip("no pipes here:", err)
	}
	s := openComposer(t, home(t), 80, 24, "--tags", pipe)
	w, err := os.OpenFile(pipe, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	s.waitFor("reading the lists")
	s.typed("a quiet street, kant")
	s.waitFor("a quiet street, kant")
	s.keys("BSpace", "BSpace", "BSpace", "BSpace")
	s.waitGone("kant")
	if !strings.Contains(s.shows(), "reading the lists") {
		t.Errorf("the list cannot be there yet; the screen shows\n%s", s.shows())
	}
	if _, err := w.WriteString(someTags); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	s.waitFor("4 tags")
	s.accept("kanto", "kantoku", "by kantoku")
}

// TestProfileIsAPipe refuses a pipe for the config's profile at once: the screen
// would stand empty while it is waited for.
func TestProfileIsAPipe(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "profile.toml")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip("no pipes here:", err)
	}
	conf := file(t, "config.toml", "profile = '"+pipe+"'\n")
	check(t, tailor(t, home(t), "", "lint", "--config", conf, "1girl"), "", "config.toml:1: profile: "+pipe+" is a pipe", exitWrong)
}

// TestLeaving runs the composer from a shell and leaves it in every way: the
// pane is as it was before.
func TestLeaving(t *testing.T) {
	signal := func(sig syscall.Signal) func(*pane, int) {
		return func(s *pane, pid int) {
			if err := syscall.Kill(pid, sig); err != nil {
				s.t.Fatal(err)
			}
		}
	}
	for name, leave := range map[string]func(s *pane, pid int){
		"ctrl+q":  func(s *pane, _ int) { s.keys("C-q") },
		"ctrl+c":  func(s *pane, _ int) { s.keys("C-c") },
		"SIGTERM": signal(syscall.SIGTERM),
		"SIGHUP":  signal(syscall.SIGHUP),
		"SIGINT":  signal(syscall.SIGINT),
		"SIGQUIT": signal(syscall.SIGQUIT),
		"SIGABRT": signal(syscall.SIGABRT),
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			s := open(t, home(t), 80, 24, "sh")
			s.typed("PS1=; cd '" + dir + "'; stty -g >before; sh -c 'echo $$ >pid; exec " + binary + "'; echo ended; stty -g >after; cmp before after && echo sa''me")
			s.keys("Enter")
			s.waitFor("prompt", "0/75")
			if s.value("#{alternate_on}") != "1" {
				t.Error("the composer is not on the alternate screen")
			}
			content, err := os.ReadFile(filepath.Join(dir, "pid"))
			if err != nil {
				t.Fatal(err)
			}
			var pid int
			if _, err := fmt.Sscan(string(content), &pid); err != nil {
				t.Fatal(err)
			}
			leave(s, pid)
			s.waitFor("ended\n", "same\n")
			s.waitGone("0/75")
			if got := s.value("#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{keypad_cursor_flag}"); got != "0 1 0 0" {
				t.Errorf("alternate screen, cursor, mouse, keypad: %s, want 0 1 0 0", got)
			}
			s.pasted("echo pasted\n")
			s.waitFor("\npasted\n")
			if shown := s.shows(); strings.Contains(shown, "200~") {
				t.Errorf("bracketed paste is still on:\n%s", shown)
			}
		})
	}
}

// TestStop puts the composer to rest from a shell, uses the shell, and wakes
// it again.
func TestStop(t *testing.T) {
	dir := t.TempDir()
	s := open(t, home(t), 80, 24, "bash", "--norc", "--noprofile", "-i")
	s.typed("PS1=at-''rest; cd '" + dir + "'; sh -c 'echo $$ >pid; exec " + binary + "'")
	s.keys("Enter")
	s.waitFor("prompt", "0/75")
	s.typed("a quiet street")
	s.waitFor("a quiet street", " tags")
	s.keys("Escape")
	content, err := os.ReadFile(filepath.Join(dir, "pid"))
	if err != nil {
		t.Fatal(err)
	}
	var pid int
	if _, err := fmt.Sscan(string(content), &pid); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(pid, syscall.SIGTSTP); err != nil {
		t.Fatal(err)
	}
	s.waitFor("Stopped", "\nat-rest")
	if got := s.value("#{alternate_on} #{cursor_flag} #{mouse_any_flag}"); got != "0 1 0" {
		t.Errorf("at rest: alternate screen, cursor, mouse: %s, want 0 1 0", got)
	}
	// Bash may drop what is typed while it takes the terminal over.
	s.waitUntil("a shell that listens", func() bool {
		s.keys("Enter")
		return strings.Contains(s.shows(), "at-rest\nat-rest")
	})
	s.typed("echo at $((1+1)) rest")
	s.keys("Enter")
	s.waitFor("at 2 rest")
	s.typed("fg")
	s.keys("Enter")
	s.waitFor("a quiet street", "3/75")
	s.waitUntil("the mouse", func() bool { return s.value("#{alternate_on} #{mouse_any_flag}") == "1 1" })
	s.typed(" at night")
	s.waitFor("a quiet street at night")
	s.keys("C-q")
	s.waitGone("a quiet street at night")
}

// TestPrint takes the prompt from a pipe and prints it into a file on
// leaving, while the screen is on the terminal.
func TestPrint(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	script := fmt.Sprintf("printf '1girl, solo\\n' | '%s' --print >'%s'; echo code=$?; exec cat", binary, out)
	s := open(t, home(t), 80, 24, "sh", "-c", script)
	s.waitFor("1girl, solo", "4/75")
	s.typed(", rain")
	s.waitFor("›rain")
	s.keys("Tab") // which leaves ", " behind it: what is printed is what is copied
	s.waitGone("›rain")
	s.keys("C-q")
	s.waitFor("code=0")
	content, err := os.ReadFile(out)
	if err != nil || string(content) != "1girl, solo, rain\n" {
		t.Errorf("printed %q, error %v", content, err)
	}
}

// TestDraft loses the composer in every way and finds the draft again.
func TestDraft(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGKILL, syscall.SIGHUP, syscall.SIGTERM} {
		t.Run(sig.String(), func(t *testing.T) {
			env := home(t)
			s := openComposer(t, env, 80, 24)
			s.typed("a knight in the rain")
			s.keys("C-n")
			s.typed("worst quality")
			s.waitFor("a knight in the rain", "worst quality")
			s.drafted("worst quality")
			s.signal(sig)
			s.waitEnd()
			s = openComposer(t, env, 80, 24)
			s.waitFor("draft was left behind", "a knight in the rain")
			s.keys("Enter")
			s.waitGone("draft was left behind")
			s.waitFor("a knight in the rain", "worst quality")
			s.typed(" at night")
			s.waitFor("a knight in the rain at night")
			s.keys("C-q")
			s.waitEnd()
			s = openComposer(t, env, 80, 24)
			if shown := s.shows(); strings.Contains(shown, "left behind") {
				t.Errorf("a draft is offered after leaving by key:\n%s", shown)
			}
		})
	}
}

// TestTwoAtOnce has two composers with one home: each keeps its own draft,
// and a third is offered neither while they run.
func TestTwoAtOnce(t *testing.T) {
	env := home(t)
	one, two := openComposer(t, env, 80, 24), openComposer(t, env, 80, 24)
	one.typed("first prompt")
	two.typed("second prompt")
	one.drafted("first prompt")
	two.drafted("second prompt")
	third := openComposer(t, env, 80, 24)
	if shown := third.shows(); strings.Contains(shown, "left behind") {
		t.Errorf("the draft of a running composer is offered:\n%s", shown)
	}
	one.signal(syscall.SIGKILL)
	one.waitEnd()
	// The system may take a moment to let go of what a killed program held.
	one.waitUntil("the lock of the killed one's draft to be free", func() bool {
		lock, err := disk.TryLock(filepath.Join(variable(env, "XDG_STATE_HOME"), "tailor", "drafts", "1.lock"))
		return err == nil && lock.Unlock() == nil
	})
	fourth := openComposer(t, env, 80, 24)
	fourth.waitFor("left behind", "first prompt")
	for _, s := range []*pane{two, third} {
		s.keys("C-q")
		s.waitEnd()
	}
}

var colorSequence = regexp.MustCompile(`\x1b\[(?:[0-9;:]*[;:])?(?:[34][0-8]|9[0-7]|10[0-7])(?:[;:][0-9;:]*)?m`)

// TestNoColor finds colours without NO_COLOR and none with it.
func TestNoColor(t *testing.T) {
	atSizes(t, func(t *testing.T, columns, rows int) {
		for _, plain := range []bool{false, true} {
			env := home(t)
			if plain {
				env = append(env, "NO_COLOR=1")
			}
			s := openComposer(t, env, columns, rows, "1girl, (solo:1.2) BREAK by kantoku, score_9")
			s.waitFor("solo", " tags")
			s.typed(", long h")
			s.waitFor("›")
			if found := colorSequence.FindString(s.colored()); plain != (found == "") {
				t.Errorf("NO_COLOR %v: found %q in\n%q", plain, found, s.colored())
			}
		}
	})
}

// TestPaste pastes 20,000 characters, copies them, and takes them back in one
// step.
func TestPaste(t *testing.T) {
	var b strings.Builder
	for i := 0; b.Len() < 20000; i++ {
		if i%40 == 39 {
			b.WriteString("a line\nBREAK\n")
		}
		fmt.Fprintf(&b, "(tag %d:1.2), ", i)
	}
	// No comma or space at the end, which is no part of what is copied.
	long := b.String()[:19994] + "finis."
	atSizes(t, func(t *testing.T, columns, rows int) {
		s := openComposer(t, home(t), columns, rows)
		s.pasted(long)
		end := long[len(long)-12:]
		s.waitFor(end)
		s.keys("C-y")
		s.waitFor("opied")
		s.waitUntil("the paste in tmux's buffer", func() bool { return s.buffer() != "" })
		if got := s.buffer(); got != long {
			t.Errorf("copied %d characters of %d", len(got), len(long))
		}
		s.keys("C-z")
		s.waitFor("0/75")
		s.waitGone(end)
	})
}

// TestResizes resizes the terminal two hundred times, down to nothing, and
// finds the screen as it was.
func TestResizes(t *testing.T) {
	s := openComposer(t, home(t), 100, 30, "1girl, solo BREAK a street in the rain, looking at viewer")
	s.waitFor("looking at viewer", " tags")
	before := s.shows()
	for i := range 200 {
		s.resize(10+(i*37)%150, 3+(i*11)%50)
	}
	s.resize(100, 30)
	s.waitUntil("the screen as it was", func() bool { return s.shows() == before })
	s.typed(", x")
	s.waitFor("looking at viewer, x")
}

// TestTiny opens the composer where there is no room for it.
func TestTiny(t *testing.T) {
	s := open(t, home(t), 10, 3, binary)
	s.waitUntil("a frame", func() bool { return strings.TrimSpace(s.shows()) != "" })
	s.typed("rain")
	s.drafted("rain")
	s.keys("Escape")
	s.resize(80, 24)
	s.waitFor("rain", "1/75")
	s.resize(10, 3)
	s.waitGone("1/75")
	s.resize(1, 1)
	s.resize(40, 10)
	s.waitFor("rain", "1/75")
	s.keys("C-q")
	if code := s.waitEnd(); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

// TestNothingKept runs where nothing can be written: the composer works, says
// so, and ends with 2, the prompt printed on the terminal.
func TestNothingKept(t *testing.T) {
	blocked := file(t, "file", "")
	var homeless []string
	for _, v := range home(t) {
		if !strings.HasPrefix(v, "HOME=") && !strings.HasPrefix(v, "XDG_") {
			homeless = append(homeless, v)
		}
	}
	for name, env := range map[string][]string{
		"no home":                       homeless,
		"a file for the directories":    append(home(t), "XDG_STATE_HOME="+blocked, "XDG_CONFIG_HOME="+blocked),
		"a directory that is no longer": append(home(t), "XDG_STATE_HOME=/proc/none", "XDG_CONFIG_HOME=/proc/none"),
	} {
		t.Run(name, func(t *testing.T) {
			s := openComposer(t, env, 80, 24)
			s.waitFor("not kept")
			s.accept("1gir", "1girl", "1girl,")
			s.keys("C-y")
			s.waitUntil("the prompt in tmux's buffer", func() bool { return s.buffer() == "1girl" })
			s.keys("C-q")
			if code := s.waitEnd(); code != 2 {
				t.Errorf("exit code %d", code)
			}
		})
	}
}

// TestDroppedPicture drops a picture on the screen, as terminals do it: they
// paste its path. Dropped again its prompts are taken over in the place of what
// is written, and one step back they are gone.
func TestDroppedPicture(t *testing.T) {
	picture := file(t, "a picture.png", pictureOf("by wlop BREAK 1girl, “halo”\nNegative prompt: watermark\nSteps: 20, Sampler: Euler a, CFG scale: 12, Seed: 7"))
	s := openComposer(t, home(t), 100, 30)
	s.pasted("1girl, tail, ")
	s.waitFor("1girl, tail,")
	s.pasted("'" + picture + "'")
	s.waitFor("Drop or paste it again", "1girl, tail,")
	if shown := s.shows(); strings.Contains(shown, "by wlop") {
		t.Errorf("what was written is replaced unasked:\n%s", shown)
	}
	s.pasted("'" + picture + "'")
	s.waitFor("by wlop", "1girl, “halo”", "watermark", "CFG of 12")
	s.keys("C-z")
	s.waitFor("1girl, tail,")
	s.pasted(strings.ReplaceAll(picture, " ", `\ `) + ".png")
	s.waitFor("no such file", "1girl, tail,")
	s.keys("C-q")
	if code := s.waitEnd(); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

// TestRollOnTheScreen rolls artists into the style chunk, and others.
func TestRollOnTheScreen(t *testing.T) {
	s := openComposer(t, home(t), 100, 30)
	s.pasted("masterpiece BREAK 1girl")
	s.waitFor("masterpiece")
	rolled := regexp.MustCompile(`Rolled by seed (\d+)`)
	seed := ""
	for range 2 {
		s.keys("M-r")
		s.waitUntil("another seed", func() bool {
			m := rolled.FindStringSubmatch(s.shows())
			if m == nil || m[1] == seed {
				return false
			}
			seed = m[1]
			return true
		})
	}
	s.keys("C-y")
	s.waitUntil("the prompt in tmux's buffer", func() bool { return s.buffer() != "" })
	want := strings.TrimSpace(tailor(t, home(t), "", "expand", "--artists", "3", "--seed", seed, "masterpiece BREAK 1girl").out)
	if got := s.buffer(); got != want || strings.Count(got, "by ") != 3 {
		t.Errorf("rolled %q, by seed %s the command line gives %q", got, seed, want)
	}
	s.keys("C-q")
	s.waitEnd()
}
