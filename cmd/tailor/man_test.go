package main

import (
	"os/exec"
	"strings"
	"testing"

	"tailor/cmd/tailor/cli"
)

// TestManPage holds that the man page tells of every command and flag that
// the help shows, and that no line of it is a request by accident.
func TestManPage(t *testing.T) {
	page := tailor(t, home(t), "", "man").out
	a := &app{new(cli.App)}
	root := a.root()
	for _, c := range root.Commands() {
		if !c.Hidden && c.Name() != "help" && !strings.Contains(page, ".SS tailor "+c.Name()) {
			t.Errorf("nothing of the command %s", c.Name())
		}
	}
	for _, flag := range []string{`\-\-tags`, `\-\-json`, `\-\-fix`, `\-\-print`, `\-\-limit`} {
		if !strings.Contains(page, flag) {
			t.Errorf("nothing of the flag %s", flag)
		}
	}
	for line := range strings.Lines(page) {
		if request, _, _ := strings.Cut(strings.TrimSpace(line), " "); strings.HasPrefix(line, ".") && !strings.Contains(" .TH .SH .SS .PP .TP .B .I .br .nf .fi ", " "+request+" ") {
			t.Errorf("a request by accident: %s", line)
		}
	}
	if _, err := exec.LookPath("groff"); err != nil {
		return
	}
	cmd := exec.Command("groff", "-man", "-Tutf8", "-ww")
	cmd.Stdin = strings.NewReader(page)
	var complaints strings.Builder
	cmd.Stderr = &complaints
	if err := cmd.Run(); err != nil || complaints.Len() > 0 {
		t.Errorf("groff: %v\n%s", err, complaints.String())
	}
}

// TestCompletion has every shell's completion written.
func TestCompletion(t *testing.T) {
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		if r := tailor(t, home(t), "", "completion", shell); r.code != 0 || !strings.Contains(r.out, "tailor") || r.err != "" {
			t.Errorf("%s: code %d, %.200q, %q", shell, r.code, r.out, r.err)
		}
	}
	if r := tailor(t, home(t), "", "__complete", "se"); !strings.Contains(r.out, "search") {
		t.Errorf("nothing completes \"se\": %q", r.out)
	}
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"export", "--as", ""}, "comfyui\n"},
		{[]string{"--model", "v"}, "vpred\n:4"},
		{[]string{"count", "--model", ""}, "epsilon\n"},
		{[]string{"compose", "--lane", ""}, "chunk\nend\n:4"},
		{[]string{"search", "--category", "ch"}, "character\n"},
		{[]string{"lint", "--off", "style"}, "style-chunk\tan artist"},
		{[]string{"lint", ""}, "\n:4"},                 // a prompt is no file
		{[]string{"import", ""}, ":0"},                 // a picture is one
		{[]string{"expand", "--wildcards", ""}, ":16"}, // a folder
	} {
		if r := tailor(t, home(t), "", append([]string{"__complete"}, c.args...)...); !strings.Contains("\n"+r.out, c.want) {
			t.Errorf("%q is completed with %q, want %q", c.args, r.out, c.want)
		}
	}
}
