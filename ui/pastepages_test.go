package ui

import "testing"

// TestPasteOnPages pastes where a line is typed into or letters are a filter: the
// paste goes where the letters go, and the prompt behind stays.
func TestPasteOnPages(t *testing.T) {
	for _, c := range []struct {
		name  string
		open  []string
		paste string
		shows string
	}{
		{"a setting", []string{"f7", "down", "down", "down", "down", "down"}, "1234567", "1234567"},
		{"a setting of lines", []string{"f7"}, "960x\n1216", "960x 1216"},
		{"the keys", []string{"f1"}, "undo", "keys › undo"},
		{"the palette", []string{"alt+x"}, "quit", "› quit"},
		{"the history", []string{"ctrl+p"}, "smile", "› smile"},
		{"a preset's name", []string{"ctrl+s"}, "mine", "› mine"},
		{"the toggles' filter", []string{"ctrl+t", "/"}, "sketch", "› sketch"},
		{"toggles without a filter", []string{"ctrl+t"}, "sketch", "1girl, rainsketch"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScreen(t, 120, 40, func(o *Options) { o.Store = new(memory) })
			s.paste("1girl, rain")
			for _, k := range c.open {
				if len(k) == 1 {
					s.write(k)
				} else {
					s.press(k)
				}
			}
			s.paste(c.paste)
			s.shows(c.shows)
			if c.name != "toggles without a filter" {
				s.wants("1girl, rain")
			}
		})
	}
}
