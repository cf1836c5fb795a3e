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
	// maxSmall is how many bytes an answer without pictures may have. Lists
	// of LoRAs with their metadata reach tens of megabytes.
	maxSmall = 64 << 20
)

// connection speaks HTTP to one server.
type connection struct {
	name           string // for messages
	base           atomic.Pointer[url.URL]
	user, password string
	silence, every time.Duration
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
	body   []byte
	final  *url.URL // after redirects
}

// do sends a request and reads the answer, whatever its status. patient
// requests may be without an answer for as long as ctx allows, others, and the
// rest of an answer that has begun, for as long as the server may be silent.
// The error is ctx's or one for the user.
func (c *connection) do(ctx context.Context, method, path string, body []byte, limit int64, patient bool) (*answer, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	first := c.silence
	if patient {
		first = math.MaxInt64
	}
	watch := beside.AfterFunc(first, func() { cancel(errSilent) })
	defer watch.Stop()
	request, err := http.NewRequestWithContext(ctx, method, c.base.Load().String()+path, bytes.NewReader(body))
	if err != nil {
		return nil, &Error{Server: c.name, What: "its address cannot be asked for " + path, Remedy: "write it as http://127.0.0.1:7860"}
	}
	if body != nil {
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
	text, err := io.ReadAll(io.LimitReader(&alive{Reader: response.Body, watch: watch, silence: c.silence}, limit+1))
	if err != nil {
		switch cause := context.Cause(ctx); {
		case cause == nil:
			return nil, c.fail("its answer broke off", "try again; where it happens each time, look at what the server wrote in its own terminal", errLost)
		case errors.Is(cause, errSilent):
			return nil, c.fail(fmt.Sprintf("of its answer fewer than %d bytes came within %v", lively, c.silence), "look whether it still runs, and at the network between", errSilent)
		default:
			return nil, cause
		}
	}
	if int64(len(text)) > limit {
		return nil, c.fail(fmt.Sprintf("its answer has more than %d MB", limit>>20), "ask for fewer or smaller pictures at once", nil)
	}
	return &answer{response.StatusCode, response.Status, response.Header, text, response.Request.URL}, nil
}

// lively is how many bytes must come for a server not to be taken as silent:
// one that sends a byte a second would never end.
const lively = 4096

// alive puts the watch for silence off each time that enough has come.
type alive struct {
	io.Reader
	watch   *beside.Timer
	silence time.Duration
	came    int // since the watch was put off
}

func (a *alive) Read(b []byte) (int, error) {
	n, err := a.Reader.Read(b)
	if a.came += n; a.came >= lively {
		a.came = 0
		a.watch.Reset(a.silence)
	}
	return n, err
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
