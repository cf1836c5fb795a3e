package beside

import (
	"errors"
	"strings"
	"testing"
	"time"
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

func TestTimersPanicReachesWhoStopsIt(t *testing.T) {
	rung := make(chan bool)
	timer := AfterFunc(time.Hour, func() { close(rung); panic("a mistake") })
	timer.Reset(0)
	<-rung
	var p *Panic
	if err := Try(func() error { timer.Stop(); return nil }); !errors.As(err, &p) || p.Value != "a mistake" {
		t.Errorf("stopping gave %v", err)
	}
	called := make(chan bool, 1)
	timer = AfterFunc(time.Hour, func() { called <- true })
	timer.Stop()
	timer.Reset(0)
	select {
	case <-called:
		t.Error("a timer that was stopped called its function")
	case <-time.After(20 * time.Millisecond):
	}
}
