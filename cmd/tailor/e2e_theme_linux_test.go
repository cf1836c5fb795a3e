package main

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"tailor/ui/theme"
)

// TestThemeOfTheTerminal answers the question for the terminal's ground: a
// light one gets the light theme, a dark one the dark theme, however the
// answer is cut; no part of it is taken for keys.
func TestThemeOfTheTerminal(t *testing.T) {
	t.Parallel()
	lightTheme := theme.Build("light", theme.Light, false, termenv.ANSI256)
	light, dark := string(lightTheme.Category(0)), string(darkTheme.Category(0))
	if light == dark {
		t.Fatal("the themes write tags in one colour")
	}
	for _, test := range []struct {
		name    string
		answers []string
		want    string
	}{
		{"light", []string{"\x1b]11;rgb:ffff/ffff/ffff\x1b\\"}, light},
		{"light, ended by a bell", []string{"\x1b]11;rgb:fd/f6/e3\a"}, light},
		{"light, in pieces", []string{"\x1b]11;rgb:ffff/f", "fff/ffff", "\x1b\\"}, light},
		{"dark", []string{"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\"}, dark},
		{"none", nil, dark},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := openMute(t, home(t), 80, 24, nil, binary, "--tags", file(t, "some.csv", someList))
			m.waitUntil("the question and the lists", func() bool {
				return strings.Contains(m.wrote(), "\x1b]11;?\x1b\\") && strings.Contains(m.wrote(), "29 tags")
			})
			for _, part := range test.answers {
				if _, err := m.master.WriteString(part); err != nil {
					t.Fatal(err)
				}
				time.Sleep(10 * time.Millisecond) // so that the pieces are read apart
			}
			if test.want == light {
				m.waitUntil("another theme", func() bool { return strings.Contains(m.wrote(), string(lightTheme.Focus)) })
			}
			before := len(m.wrote())
			if _, err := m.master.WriteString("halo, "); err != nil {
				t.Fatal(err)
			}
			m.waitUntil("a tag in its colour", func() bool {
				return strings.Contains(m.wrote()[before:], test.want+"halo")
			})
			if text := ansi.Strip(m.wrote()[before:]); !strings.Contains(text, "│ halo, ") || strings.Contains(text, "rgb") || strings.Contains(text, "ffff") {
				t.Errorf("after the answer the screen shows %q", text)
			}
		})
	}
}
