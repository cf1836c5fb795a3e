// Package beside runs functions beside others without losing their panics: a
// goroutine that panics alone would end the program with the terminal as it
// is, so each hands its panic to who waits for it.
package beside

import (
	"fmt"
	"runtime/debug"
	"sync"
	"time"
)

// Panic is a panic of another goroutine, with the stack that it had there.
type Panic struct {
	Value any
	Stack []byte
}

// Error says what the panic was, and where.
func (p *Panic) Error() string { return fmt.Sprintf("%v\n%s", p.Value, p.Stack) }

// Try calls do and returns its error, or its panic as one.
func Try(do func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			if p, ok := r.(*Panic); ok {
				err = p
				return
			}
			err = &Panic{r, debug.Stack()}
		}
	}()
	return do()
}

// Go runs do in a goroutine. The function that it returns waits for the end
// and panics as do did; it may be called again.
func Go(do func()) (wait func()) {
	var g Group
	g.Go(do)
	return g.Wait
}

// Group runs functions side by side. The zero value is ready.
type Group struct {
	wg    sync.WaitGroup
	mu    sync.Mutex
	first error
}

// Go runs do in a goroutine of its own.
func (g *Group) Go(do func()) {
	g.wg.Go(func() {
		if err := Try(func() error { do(); return nil }); err != nil {
			g.mu.Lock()
			defer g.mu.Unlock()
			if g.first == nil {
				g.first = err
			}
		}
	})
}

// Wait waits until all have ended, and panics as the first of them that did.
func (g *Group) Wait() {
	g.wg.Wait()
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.first != nil {
		panic(g.first)
	}
}

// Timer calls a function when its time is over.
type Timer struct {
	timer *time.Timer
	mu    sync.Mutex // held while the function runs
	ended bool
	err   error
}

// AfterFunc calls do in a goroutine of its own once d is over, as
// time.AfterFunc does, but keeps its panic for Stop.
func AfterFunc(d time.Duration, do func()) *Timer {
	t := new(Timer)
	t.timer = time.AfterFunc(d, func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		if t.ended || t.err != nil {
			return
		}
		t.err = Try(func() error { do(); return nil })
	})
	return t
}

// Reset has the function called in d from now.
func (t *Timer) Reset(d time.Duration) { t.timer.Reset(d) }

// Stop has the function not called any more, waits for it where it runs, and
// panics as it did. The function must not call it.
func (t *Timer) Stop() {
	t.timer.Stop()
	t.mu.Lock()
	defer t.mu.Unlock()
	t.ended = true
	if t.err != nil {
		panic(t.err)
	}
}

// Halves calls do with each half of the numbers below n, both at once.
func Halves(n int, do func(half, from, to int)) {
	second := Go(func() { do(1, n/2, n) })
	do(0, 0, n/2)
	second()
}
