package webui

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"tailor/data/beside"
	"tailor/data/intake"
)

const (
	defaultSilence = 60 * time.Second
	defaultEvery   = 500 * time.Millisecond
	connectTimeout = 10 * time.Second
	// maxAnswer is how many bytes an answer may have: eight pictures of 4096
	// by 4096 in base64 have fewer.
	maxAnswer = 512 << 20
	// maxPicture is how many bytes a picture alone may have: one of 5000 by
	// 5000 pixels has fewer.
	maxPicture = 128 << 20
	// maxPreview is how many bytes the picture of a half-made one may have.
	maxPreview = 8 << 20
	// maxSmall is how many bytes an answer without pictures may have, and
	// maxLoras that with the metadata of all LoRAs: of five thousand it has more
	// than a hundred megabytes.
	maxSmall = 64 << 20
	maxLoras = 512 << 20
	// maxReason is how many bytes of an answer of another status are read.
	maxReason = 1 << 20
	// An answer may take wholeTimes as long as the server may be silent, and
	// one of pictures patientTimes that.
	wholeTimes   = 10
	patientTimes = 6
)

// connection speaks HTTP to one server.
type connection struct {
	name           string // for messages
	base           atomic.Pointer[url.URL]
	user, password string
	silence, every time.Duration
	whole          time.Duration // how long an answer may take
	client         *http.Client
}

func newConnection(o Options) (*connection, error) {
	u, err := url.Parse(strings.TrimSpace(o.URL))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		shown := o.URL
		if err == nil {
			shown = u.Redacted()
		} else if strings.Contains(shown, "@") {
			shown = "the URL" // a password may stand in it
		}
		return nil, &Error{Server: o.Name, What: fmt.Sprintf("%q is no address of a web UI", shown), Remedy: "write it as http://127.0.0.1:7860"}
	}
	c := &connection{user: o.User, password: o.Password, silence: cmp.Or(o.Silence, defaultSilence), every: cmp.Or(o.Every, defaultEvery)}
	c.whole = wholeTimes * c.silence
	if u.User != nil {
		if p, ok := u.User.Password(); ok && c.password == "" {
			c.password = p
		}
		c.user = cmp.Or(c.user, u.User.Username())
		u.User = nil
	}
	u.RawQuery, u.Fragment = "", ""
	u.Path, u.RawPath = strings.TrimRight(u.Path, "/"), ""
	c.base.Store(u)
	c.name = cmp.Or(o.Name, u.String())
	config := new(tls.Config)
	if o.CA != "" {
		pem, err := intake.Read(o.CA, 16<<20)
		if err != nil {
			return nil, &Error{Server: c.name, What: "its certificates cannot be read", Err: err, Remedy: "name a file of certificates in PEM by ca"}
		}
		if config.RootCAs, err = x509.SystemCertPool(); err != nil {
			config.RootCAs = x509.NewCertPool()
		}
		if !config.RootCAs.AppendCertsFromPEM(pem) {
			return nil, &Error{Server: c.name, What: o.CA + " holds no certificate in PEM", Remedy: "name another file by ca"}
		}
	}
	c.client = &http.Client{
		Transport: &http.Transport{
			Proxy:                  http.ProxyFromEnvironment,
			DialContext:            (&net.Dialer{Timeout: connectTimeout}).DialContext,
			TLSClientConfig:        config,
			TLSHandshakeTimeout:    connectTimeout,
			MaxResponseHeaderBytes: 64 << 10,
			IdleConnTimeout:        time.Minute,
		},
		CheckRedirect: redirect,
	}
	return c, nil
}

// astray is a redirect that is not followed.
type astray struct{ to string }

func (e *astray) Error() string { return "it redirects to " + e.to }

// redirect follows a GET within one host, and from http to https there. A
// POST that is redirected would arrive as a GET, and another host is none of
// the user's naming: a password must not go there.
func redirect(to *http.Request, via []*http.Request) error {
	from := via[0]
	same := to.URL.Host == from.URL.Host && to.URL.Scheme == from.URL.Scheme
	safer := to.URL.Hostname() == from.URL.Hostname() && from.URL.Scheme == "http" && to.URL.Scheme == "https"
	if from.Method != http.MethodGet || !same && !safer || len(via) > 5 {
		u := *to.URL
		u.User, u.RawQuery, u.Fragment = nil, "", ""
		return &astray{u.String()}
	}
	if user, password, ok := from.BasicAuth(); ok {
		to.SetBasicAuth(user, password)
	}
	return nil
}

// answer is what a server answered.
type answer struct {
	status int
	line   string // "404 Not Found"
	header http.Header
	body   []byte   // the beginning of one of another status than 200
	final  *url.URL // after redirects
}

// question is what a server is asked.
type question struct {
	method, path string
	body         []byte
	limit        int64 // of the answer's bytes
	// patient is for one whose answer may take as long as the context allows:
	// the server may be silent before it, but not within it.
	patient bool
	// read takes an answer of status 200, nil for one that says nothing. Its
	// error is errForeign, an excess, or one for the user; what befell the
	// connection goes before it.
	read func(io.Reader) error
}

// do asks, whatever the status of the answer, which is there unless the
// connection failed. The error is ctx's or one for the user.
func (c *connection) do(ctx context.Context, q question) (*answer, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	first, whole := c.silence, c.whole
	if q.patient {
		first, whole = math.MaxInt64, patientTimes*c.whole
	}
	watch := beside.AfterFunc(first, func() { cancel(errSilent) })
	defer watch.Stop()
	request, err := http.NewRequestWithContext(ctx, q.method, c.base.Load().String()+q.path, bytes.NewReader(q.body))
	if err != nil {
		return nil, &Error{Server: c.name, What: "its address cannot be asked for " + q.path, Remedy: "write it as http://127.0.0.1:7860"}
	}
	if q.body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	request.Header.Set("User-Agent", "tailor")
	if c.user != "" {
		request.SetBasicAuth(c.user, c.password)
	}
	response, err := c.client.Do(request)
	if err != nil {
		return nil, c.unreachable(ctx, err)
	}
	defer response.Body.Close()
	watch.Reset(c.silence)
	late := beside.AfterFunc(whole, func() { cancel(errLate) })
	defer late.Stop()
	comes := &coming{from: response.Body, limit: q.limit, watch: watch, silence: c.silence}
	a := &answer{response.StatusCode, response.Status, response.Header, nil, response.Request.URL}
	switch {
	case a.status != http.StatusOK:
		a.body, err = io.ReadAll(io.LimitReader(comes, maxReason))
	case q.read != nil:
		err = q.read(comes)
	}
	var more *excess
	switch cause := context.Cause(ctx); {
	case err == nil:
		return a, nil
	case errors.Is(cause, errSilent):
		return nil, c.fail(fmt.Sprintf("of its answer fewer than %d bytes came within %v", lively, c.silence), "look whether it still runs, and at the network between", errSilent)
	case errors.Is(cause, errLate):
		return nil, c.fail(fmt.Sprintf("its answer was not whole after %v", whole), "look whether it still runs, and at the network between", errSilent)
	case cause != nil:
		return nil, cause
	case errors.As(comes.err, &more) && (q.patient || q.limit == maxPicture):
		return nil, c.fail(more.Error(), "ask for fewer or smaller pictures at once", nil)
	case errors.As(comes.err, &more):
		return nil, c.fail(more.Error(), "look at the address: another program may answer there", nil)
	case comes.err != nil && comes.err != io.EOF:
		return nil, c.fail("its answer broke off", "try again; where it happens each time, look at what the server wrote in its own terminal", errLost)
	case errors.As(err, &more):
		return a, c.fail(more.Error(), "look at the address: another program may answer there", nil)
	case errors.Is(err, errForeign), errors.Is(err, io.ErrUnexpectedEOF):
		return a, c.fail("its answer is none of a web UI that tailor knows", "look at the address: another program may answer there", errForeign)
	}
	return a, err
}

// into reads JSON.
func into(to any) func(io.Reader) error { return new(room).into(to) }

// get asks for JSON. Another status than 200 is an error, which comes beside the
// answer.
func (c *connection) get(ctx context.Context, path string, to any) (*answer, error) {
	return c.ask(ctx, question{method: http.MethodGet, path: path, read: into(to)})
}

// ask asks for what has no pictures in it. Another status than 200 is an error,
// which comes beside the answer.
func (c *connection) ask(ctx context.Context, q question) (*answer, error) {
	q.limit = cmp.Or(q.limit, maxSmall)
	a, err := c.do(ctx, q)
	if err == nil && a.status != http.StatusOK {
		err = c.refused(a)
	}
	return a, err
}

// lively is how many bytes must come for a server not to be taken as silent:
// one that sends a byte a second would never end.
const lively = 4096

// coming is an answer that comes: it has an end, and puts the watch for silence
// off each time that enough has come.
type coming struct {
	from    io.Reader
	limit   int64
	all     int64 // that came
	watch   *beside.Timer
	silence time.Duration
	came    int   // since the watch was put off
	err     error // by which it ended
}

func (c *coming) Read(b []byte) (n int, err error) {
	if c.err != nil {
		return 0, c.err
	}
	n, c.err = c.from.Read(b)
	if c.all += int64(n); c.all > c.limit {
		n, c.err = 0, &excess{fmt.Sprintf("%d MB", c.limit>>20)}
	}
	if c.came += n; c.came >= lively {
		c.came = 0
		c.watch.Reset(c.silence)
	}
	return n, c.err
}

// sleep waits, and reports whether the context is still good.
func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}

// NewID makes a UUID of version 4 in its canonical form, which ComfyUI wants
// of a prompt_id.
func NewID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
