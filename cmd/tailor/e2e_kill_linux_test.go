package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"tailor/data/state"
)

// kills is how often the composer is killed while somebody types: some times,
// or as often as TAILOR_KILLS says.
func kills() int {
	n, err := strconv.Atoi(os.Getenv("TAILOR_KILLS"))
	if err != nil || n < 1 {
		n = 10
	}
	return n
}

// mostLost is the promise: no more of the typing is lost than this.
const mostLost = time.Second

// TestKilledWhileTyping kills the composer by SIGKILL in the middle of typing,
// and reads what is left on the disk: every letter that was on the screen a
// second before is there. Every third time the prompt is a large one.
func TestKilledWhileTyping(t *testing.T) {
	list := file(t, "some.csv", someList)
	var mu sync.Mutex
	var most, sum time.Duration
	var all sync.WaitGroup
	atOnce := make(chan bool, 5)
	for round := range kills() {
		atOnce <- true
		all.Go(func() {
			defer func() { <-atOnce }()
			lost, err := killed(t, list, round)
			if err != nil {
				t.Errorf("round %d: %v", round, err)
			}
			mu.Lock()
			defer mu.Unlock()
			most, sum = max(most, lost), sum+lost
		})
	}
	all.Wait()
	t.Logf("killed %d times while typing: at most %v of typing lost, %v in the mean", kills(), most, sum/time.Duration(kills()))
}

// killed types at a fast typist's pace, kills the composer, and returns how
// long before its end the first letter came onto the screen that is not on the
// disk, 0 when all are.
func killed(t *testing.T, list string, round int) (lost time.Duration, err error) {
	env := home(t)
	m := openMute(t, env, 80, 24, nil, binary, "--tags", list)
	drawn := 0 // what was drawn before is not looked at again
	draws := func(text string) error {
		for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(2 * time.Millisecond) {
			wrote := m.wrote()
			// The mark of a cut stands in a space's place.
			if strings.Contains(strings.ReplaceAll(ansi.Strip(wrote[drawn:]), "┊", " "), text) {
				drawn = len(wrote)
				return nil
			}
			if time.Now().After(deadline) {
				return fmt.Errorf("%q is not drawn, but %q", text, wrote[max(0, len(wrote)-4000):])
			}
		}
	}
	send := func(keys string) error {
		_, err := m.master.WriteString(keys)
		return err
	}
	if err := draws("29 tags"); err != nil {
		return 0, err
	}
	before := ""
	if round%3 == 2 {
		before = strings.Repeat("(a quiet street in the rain:1.1), ", 600) + "\n"
		if err := errors.Join(send("\x1b[200~"+before+"\x1b[201~"), draws(" above ")); err != nil {
			return 0, err
		}
	}
	// Shorter than the screen is wide; its row is drawn whole at every key.
	text := strings.Repeat("a knight, rain, half-closed eyes; ", 2)
	end := time.Now().Add(300*time.Millisecond + time.Duration(rand.Int64N(int64(2200*time.Millisecond))))
	var shown []time.Time // when each letter was on the screen
	for len(shown) < len(text) && time.Now().Before(end) {
		n := len(shown)
		if err := errors.Join(send(text[n:n+1]), draws("│ "+text[:n+1])); err != nil {
			return 0, err
		}
		shown = append(shown, time.Now())
		time.Sleep(35 * time.Millisecond)
	}
	dead := time.Now()
	if err := m.cmd.Process.Kill(); err != nil {
		return 0, err
	}
	<-m.ended

	orphan, err := state.Dir(filepath.Join(variable(env, "XDG_STATE_HOME"), "tailor")).Orphan()
	if err != nil {
		return 0, err
	}
	kept := 0
	if orphan != nil {
		rest, ok := strings.CutPrefix(orphan.Draft.Positive, before)
		if !ok || !strings.HasPrefix(text, rest) {
			return 0, fmt.Errorf("typed %q, and the draft holds %q", text[:len(shown)], rest)
		}
		kept = len(rest)
	}
	if kept >= len(shown) {
		return 0, nil
	}
	lost = dead.Sub(shown[kept])
	if lost > mostLost {
		err = fmt.Errorf("%v of typing is lost: of %q the draft holds %q", lost, text[:len(shown)], text[:kept])
	}
	return lost, err
}
