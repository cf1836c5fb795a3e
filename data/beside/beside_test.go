package beside

import (
	"errors"
	"strings"
	"testing"
)

func TestPanicsReachWhoWaits(t *testing.T) {
	mistake := func() { panic("a mistake") }
	wait := Go(mistake)
	for range 2 {
		var p *Panic
		if err := Try(func() error { wait(); return nil }); !errors.As(err, &p) || p.Value != "a mistake" || !strings.Contains(string(p.Stack), "TestPanicsReachWhoWaits") {
			t.Errorf("waiting gave %v", err)
		}
	}
	var g Group
	ran := make(chan bool, 1)
	g.Go(mistake)
	g.Go(func() { ran <- true })
	if err := Try(func() error { g.Wait(); return nil }); err == nil || !<-ran {
		t.Errorf("a group gave %v", err)
	}
	if err := Try(func() error { return errors.New("an error") }); err == nil || err.Error() != "an error" {
		t.Errorf("an error became %v", err)
	}
	Go(func() {})()
}
