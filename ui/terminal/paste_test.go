package terminal

import (
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// TestPasteTold holds that what has come of a slow paste is told four times a
// second at most, that a quick one is not, and that the paste is then one
// message of all that came, also where nothing more will.
func TestPasteTold(t *testing.T) {
	var told []string
	pasted := ""
	e := newKeysEnd(nil, func(m tea.Msg) {
		switch m := m.(type) {
		case PasteComingMsg:
			told = append(told, m.Text)
		case PasteMsg:
			pasted = string(m)
		}
	}, nil)
	defer e.end()
	now, all := time.Now(), ""
	e.take([]byte(pasteStart), now)
	for range 100 {
		now = now.Add(10 * time.Millisecond)
		e.take([]byte("漢, "), now)
		all += "漢, "
	}
	if len(told) != 4 || !strings.HasPrefix(all, told[3]) || len(told[3]) < len(all)*9/10 {
		t.Errorf("told %d times, the last time %d bytes of %d", len(told), len(told[len(told)-1]), len(all))
	}
	if e.finish(); pasted != all {
		t.Errorf("pasted %q", pasted)
	}
	told = nil
	e.take([]byte(pasteStart+"a"), now)
	e.take([]byte("b"+pasteEnd), now.Add(200*time.Millisecond))
	if pasted != "ab" || len(told) > 0 {
		t.Errorf("pasted %q, told of %q", pasted, told)
	}
}

// TestLateRest has the rest of pastes and sequences come when they were given
// up already.
func TestLateRest(t *testing.T) {
	for _, c := range []struct {
		name   string
		pieces []string // between which nothing came for too long
		want   string
	}{
		{"a paste", []string{"\x1b[200~lon", "g h\tnext\r", "end\x1b[201~x"}, "<paste lon><goes on long h\tnext\r><goes on long h\tnext\rend>x"},
		{"the end alone", []string{"\x1b[200~lon", "\x1b[201~x"}, "<paste lon>x"},
		{"an end that is cut", []string{"\x1b[200~lon", "\x1b", "[201~x"}, "<paste lon><esc>x"},
		{"a mark that is cut", []string{"\x1b[200~lon\x1b[2", "01~, x"}, "<paste lon>, x"},
		{"a mark that is cut and never goes on", []string{"\x1b[200~lon\x1b[20", ", x", "1~"}, "<paste lon>, x1~"},
		{"a mark in pieces", []string{"\x1b[200~lon\x1b", "[2", "01~, x"}, "<paste lon>, x"},
		{"half a mark within", []string{"\x1b[200~lon\x1b[2", "1mg enough, and more\x1b[201~, x"}, "<paste lon><goes on lon\x1b[21mg enough, and more>, x"},
		{"keys", []string{"\x1b[200~lon", "g", "\t", "\r"}, "<paste lon>g<tab><enter>"},
		{"a key of several bytes", []string{"\x1b[200~lon", "\x1b[A", "a\tb"}, "<paste lon><up>a<tab>b"},
		{"the mark behind esc", []string{"\x1b", "[200~abc\x1b[201~"}, "<esc><paste abc>"},
		{"the mouse behind esc", []string{"\x1b", "[<64;40;5M"}, "<esc><wheel up 39,4>"},
		{"ctrl+left behind esc", []string{"\x1b", "[1;5D"}, "<esc><ctrl+left>"},
		{"editing behind esc", []string{"\x1b", "[cat:dog:0.5]"}, "<esc>[cat:dog:0.5]"},
		{"a number behind esc", []string{"\x1b", "[20 girls"}, "<esc>[20 girls"},
		{"a character that is cut", []string{"\x1b[200~\xe6\xbc", "\xa2\x1b[201~"}, "<paste \uFFFD\uFFFD><goes on 漢>"},
	} {
		var s scanner
		var got []tea.Msg
		for _, p := range c.pieces {
			got = append(got, s.feed([]byte(p))...)
			got = append(got, s.timeout()...)
		}
		for k, m := range got {
			if m, ok := m.(PasteGoesOnMsg); ok {
				got[k] = AnswerMsg(" goes on " + m.Whole)
			}
		}
		if said := strings.ReplaceAll(told(got), "<answer goes on", "<goes on"); said != c.want {
			t.Errorf("%s: %q, want %q", c.name, said, c.want)
		}
	}
}
