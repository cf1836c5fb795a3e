package terminal

import (
	"io"
	"os"
	"sync"
	"sync/atomic"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// finishWait is how long a program that ends waits until all keys are read.
const finishWait = 200 * time.Millisecond

// readSize is how much is read from the terminal at once, in bytes.
const readSize = 64 << 10

// keysEnd is the terminal as Bubble Tea reads keys from it. It gives Bubble
// Tea nothing to read: its own reader takes the end of a read for the end of
// a key, so each key and paste is sent as a message instead, once it is
// whole.
type keysEnd struct {
	*os.File
	source io.Reader // of File, in UTF-8
	send   func(tea.Msg)
	fail   func(*Fault) // takes a panic
	// more reports whether there is something to read.
	more  func() bool
	ended atomic.Bool // reading has failed: the terminal is gone

	mu      sync.Mutex // held while messages are sent, so that they keep their order
	scanner scanner
	told    coming
	last    time.Time // of the last read
	timer   *time.Timer
	buf     []byte
}

// newKeysEnd returns what reads the keys of a terminal and sends them.
func newKeysEnd(in *os.File, send func(tea.Msg), fail func(*Fault)) *keysEnd {
	e := &keysEnd{File: in, source: sourceOf(in), send: send, fail: fail, more: func() bool { return readable(in) }, buf: make([]byte, readSize)}
	e.timer = time.AfterFunc(time.Hour, e.silence)
	e.timer.Stop()
	return e
}

// Read waits for input and sends it as messages. It never returns bytes.
func (e *keysEnd) Read([]byte) (int, error) {
	defer caught(e.fail)
	n, err := e.source.Read(e.buf)
	if n > 0 {
		e.take(e.buf[:n], time.Now())
	}
	if err != nil {
		e.ended.Store(true)
		e.finish()
	}
	return 0, err
}

// take sends what was read.
func (e *keysEnd) take(b []byte, now time.Time) {
	e.mu.Lock()
	defer e.mu.Unlock()
	var msgs []tea.Msg
	interrupted := false
	if e.scanner.tornOff(b, now.Sub(e.last)) {
		e.pass(e.scanner.timeout())
	}
	e.scanner.forget(now.Sub(e.last))
	if now.Sub(e.last) >= quietWait {
		msgs, interrupted = e.scanner.interrupted(b)
	}
	if !interrupted {
		msgs = e.scanner.feed(b)
	}
	e.last = now
	e.pass(msgs)
}

// silence ends what was waited for long enough.
func (e *keysEnd) silence() {
	defer caught(e.fail)
	e.mu.Lock()
	defer e.mu.Unlock()
	wait := e.scanner.wait()
	e.tellPaste(time.Now())
	switch {
	case wait == 0:
	case e.more():
		// The rest is there, only the reading is late.
		e.timer.Reset(wait)
	case time.Since(e.last) < wait:
		e.timer.Reset(min(wait-time.Since(e.last), pasteTold))
	default:
		e.pass(e.scanner.timeout())
	}
}

// pass sends messages and winds the timer for what remains.
func (e *keysEnd) pass(msgs []tea.Msg) {
	for _, msg := range msgs {
		e.send(msg)
	}
	e.tellPaste(e.last)
	e.timer.Stop()
	if wait := e.scanner.wait(); wait > 0 {
		e.timer.Reset(min(wait, pasteTold))
	}
}

// finish sends a paste that has begun as far as it came: nothing more comes
// but what waits to be read.
func (e *keysEnd) finish() {
	for end := time.Now().Add(finishWait); !e.ended.Load() && e.more() && time.Now().Before(end); {
		time.Sleep(time.Millisecond)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.scanner.state == inPaste || len(e.scanner.held) > 0 {
		e.pass(e.scanner.timeout())
	}
}

// end stops the timer.
func (e *keysEnd) end() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.timer.Stop()
}
