package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tailor/data/reference"
)

// BenchmarkCold runs the program from a shell on the installed large list and
// reports the processor time in ms that a run takes, user and system together
// (target 60), and without the copy of the lists in the cache directory, which
// is made then.
func BenchmarkCold(b *testing.B) {
	env := home(b)
	lists := filepath.Join(variable(env, "XDG_DATA_HOME"), "tailor", "lists")
	if err := os.MkdirAll(lists, 0o700); err != nil {
		b.Fatal(err)
	}
	if err := os.Symlink(reference.Path(b, "data/danbooru-tagcomplete.csv"), filepath.Join(lists, "large.csv")); err != nil {
		b.Fatal(err)
	}
	for name, args := range map[string][]string{
		"search": {"search", "long", "white", "hair"}, "tag": {"tag", "dutch_angle"}, "version": {"version"},
	} {
		for _, kept := range []bool{true, false} {
			if name == "version" && !kept {
				continue // it reads no lists: the program's own start
			}
			run := name
			if !kept {
				run = "without-" + name
			}
			b.Run(run, func(b *testing.B) {
				var all []float64
				one := func(env []string) {
					cmd := exec.Command(binary, args...)
					cmd.Env = env
					if out, err := cmd.CombinedOutput(); err != nil {
						b.Fatalf("%v: %s", err, out)
					}
					used := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
					all = append(all, float64(used.Microseconds())/1000)
				}
				in := env
				if kept {
					one(in)
					all = nil
				} else {
					in = append(slices.Clone(env), "XDG_CACHE_HOME="+os.DevNull) // where nothing can be kept
				}
				for b.Loop() {
					one(in)
				}
				slices.Sort(all)
				b.ReportMetric(all[len(all)/2], "cpu-ms-median")
				b.ReportMetric(all[0], "cpu-ms-least")
			})
		}
	}
}

// TestKeptCopy has the commands that look tags up keep a copy of the lists, and
// say the same with and without one.
func TestKeptCopy(t *testing.T) {
	dir := t.TempDir()
	env := append(home(t), "XDG_CACHE_HOME="+dir)
	bare := append(slices.Clone(env), "XDG_CACHE_HOME="+os.DevNull)
	cache := filepath.Join(dir, "tailor")
	for _, args := range [][]string{
		{"search", "--json", "long", "white", "hair"}, {"tag", "--json", "dutch_angle"}, {"lists", "--json"}, {"lint", "--json", "1girl, wolfs ears"},
	} {
		want := tailor(t, bare, "", args...)
		first := tailor(t, env, "", args...)
		if _, err := os.Stat(cache); err != nil {
			t.Errorf("%v keeps no copy: %v", args, err)
		}
		again := tailor(t, env, "", args...)
		if first != want || again != want || want.out == "" {
			t.Errorf("%v says without a copy, first and again:\n%v\n%v\n%v", args, want, first, again)
		}
		if err := os.RemoveAll(cache); err != nil {
			t.Fatal(err)
		}
	}
	// An odd one is passed over in silence.
	tailor(t, env, "", "tag", "umbrella")
	files, err := filepath.Glob(filepath.Join(cache, "*"))
	if err != nil || len(files) != 1 {
		t.Fatalf("in the cache are %v, %v", files, err)
	}
	if err := os.WriteFile(files[0], []byte(strings.Repeat("odd", 999)), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := tailor(t, env, "", "tag", "umbrella"); r.code != 0 || r.err != "" || !strings.Contains(r.out, "umbrella") {
		t.Errorf("with an odd copy: %v", r)
	}
}
