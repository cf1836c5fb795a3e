package webui

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"tailor/data/beside"
)

// brokenPost answers what is read, and panics where a picture is asked for.
type brokenPost struct{}

func (brokenPost) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method == http.MethodPost {
		panic("a mistake")
	}
	return &http.Response{StatusCode: http.StatusOK, Request: r, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader("{}"))}, nil
}

// TestPostsPanicReachesWhoWaits has the goroutine panic that waits for the
// picture: whoever asked for it gets the panic.
func TestPostsPanicReachesWhoWaits(t *testing.T) {
	c, err := newConnection(Options{URL: "http://127.0.0.1:1"})
	if err != nil {
		t.Fatal(err)
	}
	c.client.Transport = brokenPost{}
	var p *beside.Panic
	err = beside.Try(func() error {
		err := (&a1111{connection: c}).Generate(t.Context(), Job{Request: Request{Prompt: "x", Steps: 1, Width: 64, Height: 64}}, nil, func(Picture) {})
		return err
	})
	if !errors.As(err, &p) || p.Value != "a mistake" {
		t.Errorf("asking gave %v", err)
	}
}
