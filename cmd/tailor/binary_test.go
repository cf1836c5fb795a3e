package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"tailor/data/reference"
)

// binary is the path of tailor, built once for all tests.
var binary string

func TestMain(m *testing.M) {
	if os.Getenv(roleVariable) != "" {
		os.Exit(play())
	}
	os.Exit(withBinary(m))
}

func withBinary(m *testing.M) int {
	dir, err := os.MkdirTemp("", "tailor-test")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	binary = filepath.Join(dir, "tailor")
	if runtime.GOOS == "windows" {
		binary += ".exe"
	}
	build := exec.Command("go", "build", "-buildvcs=false", "-o", binary, ".")
	build.Stdout, build.Stderr = os.Stderr, os.Stderr
	if err := build.Run(); err != nil {
		fmt.Fprintln(os.Stderr, "building tailor:", err)
		return 1
	}
	return m.Run()
}

// home is an environment of its own: empty directories for everything but the
// cache.
func home(t testing.TB) []string {
	t.Helper()
	dir, err := os.MkdirTemp("", "tailor-home")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		// A program that was hung up on may still be saving its draft.
		for try := 0; os.RemoveAll(dir) != nil && try < 100; try++ {
			time.Sleep(10 * time.Millisecond)
		}
	})
	return []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "USERPROFILE=" + dir,
		"XDG_CONFIG_HOME=" + filepath.Join(dir, "config"),
		"XDG_DATA_HOME=" + filepath.Join(dir, "data"),
		"XDG_STATE_HOME=" + filepath.Join(dir, "state"),
		"XDG_CACHE_HOME=" + filepath.Join(filepath.Dir(binary), "cache"), // what is kept of the lists is the same for all
		"TERM=xterm-256color", "LANG=C.UTF-8",
	}
}

// result is how a run ended.
type result struct {
	out, err string
	code     int
}

// tailor runs the binary without a terminal, with stdin and in env.
func tailor(t testing.TB, env []string, stdin string, args ...string) result {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, binary, args...)
	cmd.Env = env
	cmd.Stdin = strings.NewReader(stdin)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	if ctx.Err() != nil {
		t.Fatalf("tailor %q did not end; it wrote %q and %q", args, out.String(), errs.String())
	}
	if _, exited := err.(*exec.ExitError); err != nil && !exited {
		t.Fatal(err)
	}
	r := result{out.String(), errs.String(), cmd.ProcessState.ExitCode()}
	if strings.Contains(r.err, "goroutine ") || strings.Contains(r.err, "panic:") {
		t.Errorf("tailor %q panicked: %s", args, r.err)
	}
	if strings.ContainsAny(r.err+r.out, "\x1b\a\r") {
		t.Errorf("tailor %q wrote control characters: %q", args, r.out+r.err)
	}
	return r
}

// file writes a file into a new directory and returns its path.
func file(t testing.TB, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const someTags = "long_hair,0,4323137,\"longhair,hair_long\"\nblue_hair,0,863132,\nkarin_(blue_archive),4,5000,\nkantoku,1,900,\n"

// large returns the large reference list.
func large(t testing.TB) string { return reference.Path(t, "data/danbooru-tagcomplete.csv") }

// variable returns an environment variable's value.
func variable(env []string, name string) string {
	for _, v := range env {
		if value, ok := strings.CutPrefix(v, name+"="); ok {
			return value
		}
	}
	return ""
}

// skippedScreen is why what runs the program on a terminal is left out where
// time is short, as it is under the race detector, which does not see into it.
const skippedScreen = "skipped: the program on a terminal takes long"
