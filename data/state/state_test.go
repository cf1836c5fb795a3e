package state

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"tailor/data/webui"
)

// role is the environment variable that makes the test's own binary play
// another tailor.
const role = "TAILOR_TEST_ROLE"

func TestMain(m *testing.M) {
	if name := os.Getenv(role); name != "" {
		dir := Dir(os.Args[1])
		if err := roles[name](dir, os.Args[2:]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// roles are what another tailor can be asked to do.
var roles = map[string]func(Dir, []string) error{
	// history adds a number of prompts.
	"history": func(d Dir, args []string) error {
		var n int
		if _, err := fmt.Sscan(args[1], &n); err != nil {
			return err
		}
		for i := range n {
			if err := d.AddHistory(Copied{Prompt: fmt.Sprintf("%s %d", args[0], i)}); err != nil {
				return err
			}
		}
		return nil
	},
	// picks counts one tag, a number of times.
	"picks": func(d Dir, args []string) error {
		p, err := d.Picks()
		if err != nil {
			return err
		}
		for range 50 {
			p.Add("long_hair")
			p.Add(args[0])
			if err := p.Flush(); err != nil {
				return err
			}
		}
		return nil
	},
	// type saves drafts until it is killed, saying after each which it was.
	"type": func(d Dir, _ []string) error {
		s, err := d.Sit()
		if err != nil {
			return err
		}
		for i := 1; ; i++ {
			text := strings.Repeat(fmt.Sprint(i, ","), 500)
			if err := s.Save(Draft{Positive: text, PositiveCursor: len(text), Revision: uint64(i)}); err != nil {
				return err
			}
			if _, err := fmt.Println(i); err != nil {
				return err
			}
		}
	},
	// full writes everything with a disk that holds 100 bytes a file, and
	// says what failed.
	"full": func(d Dir, _ []string) error {
		s, err := d.Sit()
		if err != nil {
			return err
		}
		p, err := d.Picks()
		if err != nil {
			return err
		}
		if err := limitFiles(100); err != nil {
			return err
		}
		long := strings.Repeat("1girl, ", 100)
		for range 200 {
			p.Add(long)
		}
		fmt.Println("draft:", s.Save(Draft{Positive: long}))
		fmt.Println("history:", d.AddHistory(Copied{Prompt: long}))
		fmt.Println("preset:", d.SavePreset(Preset{Name: "long", Prompt: long}))
		fmt.Println("picks:", p.Flush())
		return nil
	},
}

// other starts another tailor in the role.
func other(t *testing.T, name string, dir Dir, args ...string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, append([]string{string(dir)}, args...)...)
	cmd.Env = append(os.Environ(), role+"="+name)
	cmd.Stderr = os.Stderr
	return cmd
}

func TestTwoAtOnce(t *testing.T) {
	dir := Dir(t.TempDir())
	var all []*exec.Cmd
	for _, who := range []string{"a", "b", "c"} {
		all = append(all, other(t, "history", dir, who, "100"), other(t, "picks", dir, who))
	}
	for _, cmd := range all {
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
	}
	for _, cmd := range all {
		if err := cmd.Wait(); err != nil {
			t.Fatal(err)
		}
	}
	history, err := dir.History()
	if err != nil || len(history) != 300 {
		t.Errorf("%d prompts in the history, want 300; error %v", len(history), err)
	}
	p, err := dir.Picks()
	if err != nil {
		t.Fatal(err)
	}
	counts := p.Counts()
	if counts["long_hair"] != 150 || counts["a"] != 50 || counts["b"] != 50 || counts["c"] != 50 {
		t.Errorf("counts %v, want 150 and three times 50", counts)
	}
}

// TestKilled kills a tailor while it saves: the draft that it saved last is
// there, or the one that it was about to save, whole.
func TestKilled(t *testing.T) {
	kills := 20
	if testing.Short() {
		kills = 3
	}
	dir := Dir(t.TempDir())
	for k := range kills {
		cmd := other(t, "type", dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		saved := 0
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if _, err := fmt.Sscan(lines.Text(), &saved); err != nil {
				t.Fatal(err)
			}
			if saved == 3+k%5 {
				if k%2 == 0 {
					time.Sleep(time.Duration(k) * 100 * time.Microsecond)
				}
				if err := cmd.Process.Kill(); err != nil {
					t.Fatal(err)
				}
			}
		}
		_ = cmd.Wait() // it was killed
		o, err := dir.Orphan()
		if err != nil || o == nil {
			t.Fatalf("kill %d: no draft is offered, error %v", k, err)
		}
		whole := func(i int) string { return strings.Repeat(fmt.Sprint(i, ","), 500) }
		if o.Positive != whole(saved) && o.Positive != whole(saved+1) {
			t.Errorf("kill %d: %d was saved, the draft is %.20q…", k, saved, o.Positive)
		}
		if err := o.Discard(); err != nil {
			t.Fatal(err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(string(dir), draftsDir, "[0-9]*")); len(left) > 0 {
		t.Errorf("left over: %v", left)
	}
}

func TestFullDisk(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the limit that stands for a full disk is Linux'")
	}
	dir := Dir(t.TempDir())
	p, err := dir.Picks()
	if err != nil {
		t.Fatal(err)
	}
	p.Add("1girl")
	if err := errors.Join(p.Flush(), dir.AddHistory(Copied{Prompt: "old"}), dir.SavePreset(Preset{Name: "old", Prompt: "x"})); err != nil {
		t.Fatal(err)
	}
	before := contents(t, dir)
	out, err := other(t, "full", dir).Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		if !strings.Contains(line, "too large") {
			t.Errorf("%s; want the error of a file that grows too large", line)
		}
	}
	if n := strings.Count(string(out), "too large"); n != 4 {
		t.Errorf("%d errors, want 4", n)
	}
	if after := contents(t, dir); after != before {
		t.Errorf("before:\n%s\nafter:\n%s", before, after)
	}
}

// contents returns every file with its content, locks and the drafts' folder
// left out.
func contents(t *testing.T, dir Dir) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(string(dir), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasSuffix(path, ".lock") {
			return err
		}
		content, err := os.ReadFile(path)
		fmt.Fprintf(&b, "%s: %s\n", path, content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestNowhere uses a directory that cannot be made: every write says so, and
// reading finds nothing.
func TestNowhere(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	dir := Dir(filepath.Join(file, "state"))
	if _, err := dir.Sit(); err == nil || !strings.Contains(err.Error(), file) {
		t.Errorf("Sit: error %v", err)
	}
	if err := dir.AddHistory(Copied{Prompt: "x"}); err == nil {
		t.Error("AddHistory: no error")
	}
	if err := dir.SavePreset(Preset{Name: "x"}); err == nil {
		t.Error("SavePreset: no error")
	}
	p, _ := dir.Picks()
	p.Add("1girl")
	if err := p.Flush(); err == nil {
		t.Error("Flush: no error")
	}
	if got := p.Counts()["1girl"]; got != 1 {
		t.Errorf("counted %d in memory, want 1", got)
	}
	if o, err := dir.Orphan(); o != nil || err != nil {
		t.Errorf("Orphan: %v, %v", o, err)
	}
}

// TestSweep finds what killed tailors left halfway, and clears it away.
func TestSweep(t *testing.T) {
	dir := Dir(t.TempDir())
	dead := sit(t, dir)
	if err := dead.Save(Draft{Positive: "x"}); err != nil {
		t.Fatal(err)
	}
	dead.die()
	for _, name := range []string{draftsDir + "/.1.json.0123.new", ".presets.toml.0123.new", ".picks.json.0123.new"} {
		if err := os.WriteFile(dir.path(name), []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if o := orphan(t, dir); o == nil || o.Positive != "x" {
		t.Errorf("offered: %+v", o)
	}
	p, err := dir.Picks()
	p.Add("x")
	if err := errors.Join(err, p.Flush(), dir.SavePreset(Preset{Name: "x"})); err != nil {
		t.Fatal(err)
	}
	for _, pattern := range []string{".*.new", draftsDir + "/.*.new"} {
		if left, _ := filepath.Glob(dir.path(pattern)); len(left) > 0 {
			t.Errorf("left: %q", left)
		}
	}
}

// TestSmallFilesOfGarbage notes a job and a server's names where the files hold
// what cannot be read: that is set aside, and nothing of it is lost.
func TestSmallFilesOfGarbage(t *testing.T) {
	for _, garbage := range []string{"{", "[1]", "\x00", `"text"`, `{"version":9,"jobs":{}}`} {
		d := Dir(t.TempDir())
		for _, name := range []string{jobsName, serversName} {
			if err := os.WriteFile(d.path(name), []byte(garbage), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if err := errors.Join(d.AddJob(Job{ID: "a"}), d.SaveNames(&webui.Names{About: webui.About{Address: "b"}})); err != nil {
			t.Errorf("%s: %v", garbage, err)
		}
		jobs, err := d.Jobs()
		if len(jobs) != 1 || err != nil {
			t.Errorf("%s: %d jobs, %v", garbage, len(jobs), err)
		}
		for _, name := range []string{jobsName, serversName} {
			content, err := os.ReadFile(d.path(name + ".damaged"))
			if string(content) != garbage {
				t.Errorf("%s became %q, %v", garbage, content, err)
			}
		}
	}
	d := Dir(t.TempDir())
	for n := range mostDamaged + 3 {
		if err := os.WriteFile(d.path(jobsName), fmt.Append([]byte("{"), n), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := d.AddJob(Job{ID: "a"}); err != nil {
			t.Fatal(err)
		}
	}
	for name, wants := range map[string]string{".damaged": "{0", ".damaged2": "{1", ".damaged19": "{18", ".damaged20": "{22"} {
		if content, err := os.ReadFile(d.path(jobsName + name)); string(content) != wants {
			t.Errorf("%s is %q, %v; want %q", name, content, err, wants)
		}
	}
	d = Dir(t.TempDir())
	if err := os.Mkdir(d.path(jobsName), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := d.AddJob(Job{ID: "a"}); err != nil {
		t.Errorf("a directory: %v", err)
	}
}
