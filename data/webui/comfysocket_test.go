package webui

import (
	"crypto/sha1"
	"encoding/base64"
	"errors"
	"net/http"
	"testing"
	"time"

	"tailor/data/beside"
)

// brokenSocket opens a websocket whose reading panics.
type brokenSocket struct{}

func (brokenSocket) RoundTrip(r *http.Request) (*http.Response, error) {
	key := sha1.Sum([]byte(r.Header.Get("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")) // RFC 6455, 4.2.2
	return &http.Response{
		StatusCode: http.StatusSwitchingProtocols, Request: r, Body: brokenSocket{},
		Header: http.Header{"Upgrade": {"websocket"}, "Connection": {"Upgrade"}, "Sec-Websocket-Accept": {base64.StdEncoding.EncodeToString(key[:])}},
	}, nil
}

func (brokenSocket) Read([]byte) (int, error)    { panic("a mistake") }
func (brokenSocket) Write(b []byte) (int, error) { return len(b), nil }
func (brokenSocket) Close() error                { return nil }

// TestSocketsPanicReachesWhoWaits has the socket's reader panic: whoever
// closes the socket gets it, and the frames end at once.
func TestSocketsPanicReachesWhoWaits(t *testing.T) {
	c, err := newConnection(Options{URL: "http://127.0.0.1:1"})
	if err != nil {
		t.Fatal(err)
	}
	c.client.Transport = brokenSocket{}
	began := time.Now()
	frames, stop := (&comfy{connection: c}).listen(t.Context(), NewID())
	if _, open := <-frames; open || time.Since(began) >= greeting {
		t.Errorf("the frames ended after %v", time.Since(began))
	}
	var p *beside.Panic
	if err := beside.Try(func() error { stop(); return nil }); !errors.As(err, &p) || p.Value != "a mistake" {
		t.Errorf("closing gave %v", err)
	}
}
