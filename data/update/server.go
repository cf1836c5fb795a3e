package update

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"

	"tailor/data/beside"
)

// attempt asks the server once, for all or for the rest, and takes what it
// sends into the part. It returns the answer's status code.
func (f *fetch) attempt(ctx context.Context, known Meta) (int, error) {
	if err := errors.Join(f.part.close(false), f.part.open(f.source)); err != nil {
		return 0, diskError{err}
	}
	if f.afresh {
		f.afresh = false
		if err := f.part.restart(); err != nil {
			return 0, diskError{err}
		}
	}
	if f.part.whole() {
		// Everything came before, and the end was interrupted.
		return http.StatusPartialContent, onDisk(f.part.close(true))
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	idle := cmp.Or(f.Idle, DefaultIdle)
	watch := beside.AfterFunc(idle, func() { cancel(errSilent) })
	defer watch.Stop()

	req, err := http.NewRequestWithContext(ctx, http.MethodGet, f.source.URL, nil)
	if err != nil {
		return 0, err
	}
	req.Header.Set("User-Agent", "tailor")
	req.Header.Set("Accept-Encoding", "identity") // ranges are of what is stored
	from := f.part.size
	switch {
	case from > 0:
		req.Header.Set("Range", fmt.Sprintf("bytes=%d-", from))
		if v := f.part.validator(); v != "" {
			req.Header.Set("If-Range", v)
		}
	case known.ETag != "":
		req.Header.Set("If-None-Match", known.ETag)
	case known.Modified != "":
		req.Header.Set("If-Modified-Since", known.Modified)
	}
	resp, err := f.client.Do(req)
	if err != nil {
		return 0, cause(ctx, err, errUnreachable)
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNotModified && known.URL != "" && from == 0 {
		return resp.StatusCode, f.part.remove()
	}
	total, err := f.accept(resp)
	if err != nil {
		return resp.StatusCode, err
	}
	of := partOf{URL: f.source.shown(), Pin: f.source.SHA256, Total: total, ETag: header(resp, "ETag"), Modified: header(resp, "Last-Modified")}
	if resp.StatusCode == http.StatusPartialContent { // which need not say again what was said
		of.ETag, of.Modified = cmp.Or(of.ETag, f.part.ETag), cmp.Or(of.Modified, f.part.Modified)
	}
	if err := f.part.note(of); err != nil {
		return resp.StatusCode, diskError{err}
	}
	f.open = total < 0 && len(resp.TransferEncoding) == 0 && resp.ProtoMajor < 2
	f.at.Total = total
	body := readerFunc(func(b []byte) (int, error) {
		n, err := resp.Body.Read(b)
		if n > 0 {
			watch.Reset(idle)
		}
		if err != nil && err != io.EOF {
			err = cause(ctx, err, errCut)
		}
		return n, err
	})
	if err := f.take(body); err != nil {
		return resp.StatusCode, err
	}
	whole := total
	if whole < 0 && f.source.SHA256 != "" {
		whole = f.source.Bytes
	}
	if f.part.size < whole {
		return resp.StatusCode, errCut
	}
	return resp.StatusCode, onDisk(f.part.close(true))
}

// accept looks at an answer's head and returns the whole list's size in
// bytes, -1 when it is not told. The part stands where the body goes on.
func (f *fetch) accept(resp *http.Response) (total int64, err error) {
	from := f.part.size
	total = -1
	switch {
	case resp.StatusCode == http.StatusOK:
		total = resp.ContentLength
		if err := f.part.restart(); err != nil {
			return 0, diskError{err}
		}
	case resp.StatusCode == http.StatusPartialContent && from > 0:
		var start int64
		if start, total, err = contentRange(resp.Header.Get("Content-Range")); err != nil || start != from {
			return 0, fmt.Errorf("%w: the server sends another part than was asked for", errAgain)
		}
		if f.part.Total >= 0 && total >= 0 && total != f.part.Total {
			return 0, fmt.Errorf("%w: the server has another content by now", errAgain)
		}
		if !f.part.sameAs(header(resp, "ETag"), header(resp, "Last-Modified")) {
			return 0, fmt.Errorf("%w: the server has another version by now", errAgain)
		}
	case resp.StatusCode == http.StatusRequestedRangeNotSatisfiable && from > 0:
		return 0, fmt.Errorf("%w: the server has no more than came before", errAgain)
	default:
		return 0, &statusError{resp.StatusCode, resp.Status}
	}
	if e := resp.Header.Get("Content-Encoding"); e != "" && !strings.EqualFold(e, "identity") {
		return 0, fmt.Errorf("%w: it is sent packed, as %q", errNoList, e)
	}
	if total > f.limit() {
		return 0, tooLarge{f.limit(), total}
	}
	if f.source.SHA256 != "" && f.source.Bytes > 0 && total >= 0 && total != f.source.Bytes {
		return 0, fmt.Errorf("%w: it has %d bytes, the pinned one %d", errChecksum, total, f.source.Bytes)
	}
	return total, nil
}

// contentRange reads the header of a part: "bytes 100-199/200", with "*" for
// a size that is not known (RFC 9110, 14.4), which is -1 here.
func contentRange(s string) (start, total int64, err error) {
	rest, ok := strings.CutPrefix(s, "bytes ")
	span, size, ok2 := strings.Cut(rest, "/")
	first, last, ok3 := strings.Cut(span, "-")
	if !ok || !ok2 || !ok3 {
		return 0, 0, fmt.Errorf("the range %q cannot be read", s)
	}
	start, err = strconv.ParseInt(first, 10, 64)
	end, err2 := strconv.ParseInt(last, 10, 64)
	total = -1
	var err3 error
	if size != "*" {
		total, err3 = strconv.ParseInt(size, 10, 64)
	}
	if err := errors.Join(err, err2, err3); err != nil || start < 0 || end < start || size != "*" && end >= total {
		return 0, 0, fmt.Errorf("the range %q cannot be read", s)
	}
	return start, total, nil
}

// header returns a header of an answer, "" when it is too long to be kept.
func header(resp *http.Response, key string) string {
	if v := resp.Header.Get(key); len(v) <= 256 {
		return v
	}
	return ""
}

// Tests replace these, to stand for servers elsewhere and to keep to this
// machine.
var (
	dial = func(d *net.Dialer) func(ctx context.Context, network, address string) (net.Conn, error) {
		return d.DialContext
	}
	tlsConfig *tls.Config
)

// transport is an HTTP transport with the time-out for connections.
func (u *Updater) transport() *http.Transport {
	connect := cmp.Or(u.Connect, defaultConnect)
	return &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            dial(&net.Dialer{Timeout: connect}),
		TLSClientConfig:        tlsConfig,
		TLSHandshakeTimeout:    connect,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true,
		MaxResponseHeaderBytes: 64 << 10,
	}
}
