package ui

import (
	"encoding/json"
	"strings"
	"testing"

	"tailor/tags/prompt/export"
	"tailor/ui/desk"
)

func TestCopyAs(t *testing.T) {
	s := newScreen(t, 100, 30)
	s.press("alt+o")
	s.shows("copy it for which program?")
	for _, f := range export.Formats {
		if targets[f] == "" {
			t.Fatalf("%s is not in the list", f)
		}
		s.shows(targets[f])
	}
	s.press("alt+o") // shuts it
	if s.m.Page != desk.NoPage {
		t.Fatal("alt+o does not shut its list")
	}
	s.press("alt+o", "enter")
	s.shows("There is nothing to copy yet.")
	if s.copied != "" {
		t.Fatalf("copied %q of nothing", s.copied)
	}

	s.write("(1girl:1.2), solo BREAK smile")
	s.press("ctrl+n")
	s.write("(halo:1.3)")
	s.press("ctrl+n")
	pick := func(letters string) {
		t.Helper()
		s.copied = ""
		s.press("alt+o")
		s.write(letters)
		s.press("enter")
	}
	// By letters, and SwarmUI has <break> for BREAK.
	pick("swarm")
	if !strings.Contains(s.copied, "<break>") || strings.Contains(s.copied, "halo") {
		t.Errorf("SwarmUI gets %q", s.copied)
	}
	s.shows("Prompt copied as SwarmUI (by the test).")
	// What was used last comes first, so that enter does it again, here for
	// the negative prompt.
	s.press("ctrl+n")
	pick("")
	if s.copied != "(halo:1.3)" {
		t.Errorf("SwarmUI gets the negative prompt as %q", s.copied)
	}
	pick("invoke")
	if s.copied != "(halo)1.3" {
		t.Errorf("InvokeAI gets %q", s.copied)
	}
	// A workflow and JSON hold both, wherever the cursor stands.
	for _, f := range []string{"workflow", "json"} {
		pick(f)
		if !json.Valid([]byte(s.copied)) || !strings.Contains(s.copied, "halo") || !strings.Contains(s.copied, "smile") {
			t.Errorf("%s: %s", f, s.copied)
		}
	}
	pick("workflow")
	s.shows("Copied as ComfyUI (by the test); not carried over: a checkpoint, as the settings name none: set")
	pick("encoders")
	if s.copied != "(halo:1.3)" {
		t.Errorf("ComfyUI's encoder gets %q", s.copied)
	}
	pick("a1111")
	if s.copied != "(halo:1.3)" {
		t.Errorf("A1111 gets %q", s.copied)
	}
	pick("infotext")
	if !strings.Contains(s.copied, "\nNegative prompt: (halo:1.3)\nSteps: ") {
		t.Errorf("the infotext is %q", s.copied)
	}
	// From the palette too.
	s.press("alt+x")
	s.write("export copy")
	s.press("enter")
	s.shows("copy it for which program?")
}
