package terminal

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/muesli/cancelreader"

	"tailor/data/beside"
	"tailor/ui/graphics"
)

// GraphicsMsg says what the terminal can draw.
type GraphicsMsg struct{ Answer graphics.Answer }

// AskGraphics asks the terminal what it can draw, before or after a screen is
// shown on it, and waits for the answer as long as a terminal behind a slow
// line may take. What is typed meanwhile is lost.
func (t *Terminal) AskGraphics(patience time.Duration) (graphics.Answer, bool) {
	before, err := term.MakeRaw(t.in.Fd())
	if err != nil {
		return graphics.Answer{}, false
	}
	defer func() { _ = term.Restore(t.in.Fd(), before) }()
	keys, err := cancelreader.NewReader(t.in)
	if err != nil {
		return graphics.Answer{}, false
	}
	defer keys.Close()
	stop := beside.AfterFunc(patience, func() { keys.Cancel() })
	defer stop.Stop()
	if _, err := t.Write([]byte(graphics.Ask)); err != nil {
		return graphics.Answer{}, false
	}
	var s graphics.Sifter
	for b := make([]byte, 1024); ; {
		n, err := keys.Read(b)
		if _, answer, done := s.Sift(b[:max(0, n)]); done {
			return answer, true
		}
		if err != nil {
			return graphics.Answer{}, false
		}
	}
}

// Surroundings returns what the environment says of the terminal. Inside tmux
// it asks tmux, which takes some milliseconds.
func Surroundings(ctx context.Context) graphics.Surroundings {
	s := graphics.Surroundings{Program: os.Getenv("TERM_PROGRAM"), Locale: os.Getenv("LC_TERMINAL"), Tmux: os.Getenv("TMUX") != ""}
	if !s.Tmux {
		return s
	}
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	tmux := func(args ...string) string {
		out, err := exec.CommandContext(ctx, "tmux", args...).Output()
		if err != nil {
			return ""
		}
		return strings.TrimSpace(string(out))
	}
	switch tmux("show-options", "-Apv", "allow-passthrough") {
	case "on", "all":
		s.Passthrough = true
	}
	s.Outer = tmux("display-message", "-p", "#{client_termtype} #{client_termname}")
	return s
}
