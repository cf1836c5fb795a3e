package ui

import "testing"

// TestFixGathersWhereTheConfigSays holds that the screen's fixes, like its
// gathering, put artists where the option has them.
func TestFixGathersWhereTheConfigSays(t *testing.T) {
	for _, c := range []struct {
		end  bool
		want string
	}{
		{false, "by kantoku BREAK 1girl, solo"},
		{true, "1girl, solo, by kantoku"},
	} {
		s := newScreen(t, 100, 30)
		s.m.Options.Lane.StylesAtEnd = c.end
		s.m.Fit(s.m.Checker()(s.m.Lists))
		s.paste("1girl, by kantoku, solo")
		s.m.fixAll()
		if got := s.m.Texts().Positive; got != c.want {
			t.Errorf("at the end %v: %q, want %q", c.end, got, c.want)
		}
	}
}
