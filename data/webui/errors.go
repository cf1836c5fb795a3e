package webui

import (
	"context"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"

	"tailor/data/printable"
)

// What can end an exchange. An Error wraps one of them.
var (
	errSilent = errors.New("the server fell silent")
	errLost   = errors.New("the connection was lost")
	errLate   = errors.New("the answer took too long")
)

// maxMessage is how many characters of a server's own words are shown.
const maxMessage = 300

// Error says what is wrong with a server and what to do about it.
type Error struct {
	// Server is what the user calls it, or its address.
	Server string
	// What went wrong, and the Remedy, a clause each.
	What, Remedy string
	// Err is the cause, or nil; it is shown only where it is not wrapped
	// otherwise.
	Err error
}

// Error returns one line, in which nothing can act on a terminal.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Server != "" {
		b.WriteString(e.Server + ": ")
	}
	b.WriteString(e.What)
	if e.Err != nil && !errors.Is(e.Err, errSilent) && !errors.Is(e.Err, errLost) && !errors.Is(e.Err, errForeign) {
		b.WriteString(": " + e.Err.Error())
	}
	if e.Remedy != "" {
		b.WriteString("; " + e.Remedy)
	}
	return printable.Line(b.String())
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// fail makes an error of the connection's.
func (c *connection) fail(what, remedy string, cause error) *Error {
	return &Error{Server: c.name, What: c.redact(what), Remedy: remedy, Err: cause}
}

// redact takes the password out of a text: a server may say back what it was
// told.
func (c *connection) redact(s string) string {
	if c.password == "" {
		return s
	}
	s = strings.ReplaceAll(s, c.password, "…")
	return strings.ReplaceAll(s, url.QueryEscape(c.password), "…")
}

// shorten returns a server's words as one line of maxMessage characters.
func shorten(s string) string {
	return printable.Ends(strings.Join(strings.Fields(s), " "), maxMessage)
}

// unreachable is the error for a request that got no answer.
func (c *connection) unreachable(ctx context.Context, err error) error {
	cause := context.Cause(ctx)
	if ctx.Err() != nil && !errors.Is(cause, errSilent) {
		return cause
	}
	if asked, ok := errors.AsType[*url.Error](err); ok {
		err = asked.Err // without the address
	}
	var lost *astray
	var dns *net.DNSError
	var op *net.OpError
	var unknown x509.UnknownAuthorityError
	var host x509.HostnameError
	var invalid x509.CertificateInvalidError
	switch {
	case errors.Is(cause, errSilent):
		return c.fail(fmt.Sprintf("it has not answered for %v", c.silence), "look whether it still runs; a restart of it loses the picture", errSilent)
	case errors.As(err, &lost):
		return c.fail(lost.Error(), "if that is the server, write this address in place of the old one", nil)
	case errors.As(err, &unknown), errors.As(err, &host), errors.As(err, &invalid):
		return c.fail("its certificate is not trusted: "+shorten(err.Error()), "name the file of its certificate by ca in [server]", nil)
	case errors.As(err, &dns):
		return c.fail("there is no host "+dns.Name, "look at the address and the network", nil)
	case errors.As(err, &op) && op.Op == "dial":
		return c.fail("it does not answer: "+shorten(op.Err.Error()), "is the web UI running? Start it, or name another address by url in [server] of the config", nil)
	case strings.Contains(err.Error(), "server gave HTTP response to HTTPS client"):
		return c.fail("it speaks no TLS", "write http:// in its address", nil)
	case strings.Contains(err.Error(), "malformed HTTP"):
		return c.fail("it speaks no HTTP", "look at the port, and whether https:// is meant", nil)
	}
	return c.fail("the connection was lost: "+shorten(err.Error()), "look whether the web UI still runs and try again", errLost)
}

// refused is the error for an answer of another status than 200.
func (c *connection) refused(a *answer) error {
	words := reason(a.body, a.header.Get("Content-Type"))
	lower := strings.ToLower(words)
	switch {
	case a.status == http.StatusUnauthorized && c.user == "":
		return c.fail("it wants a user and a password", "set user and password in [server], or TAILOR_SERVER_USER and TAILOR_SERVER_PASSWORD", nil)
	case a.status == http.StatusUnauthorized:
		return c.fail("it does not take the user and the password", "look at user and password in [server], or TAILOR_SERVER_USER and TAILOR_SERVER_PASSWORD", nil)
	case a.status == http.StatusForbidden:
		return c.fail("it forbids the request (403)"+colon(words), "look at the proxy before it, or at its user and password", nil)
	case a.status == http.StatusBadGateway || a.status == http.StatusServiceUnavailable || a.status == http.StatusGatewayTimeout:
		return c.fail(fmt.Sprintf("the proxy before it answers %q", shorten(a.line)), "look whether the web UI behind it runs", nil)
	case strings.Contains(lower, "out of memory") || strings.Contains(lower, "outofmemory"):
		return c.fail("its graphics card has too little memory"+colon(words), "take a smaller size, a smaller batch or no high-res fix", nil)
	case strings.Contains(lower, "sampler not found") || strings.Contains(lower, "bad sampler name"):
		return c.fail("it does not know the sampler"+colon(words), `"tailor server" lists those that it has`, nil)
	case strings.Contains(lower, "could not find upscaler") || strings.Contains(lower, "could not find checkpoint"):
		return c.fail(words, `"tailor server" lists those that it has`, nil)
	case a.status == http.StatusNotFound:
		return c.fail("it does not know what it was asked for (404)"+colon(words), "look at the address, and start the web UI with --api", nil)
	case a.status == http.StatusUnprocessableEntity:
		return c.fail("it does not take the request"+colon(words), "change that setting", nil)
	case a.status >= 500 && words == "":
		return c.fail(fmt.Sprintf("it failed (%s) and does not say why", shorten(a.line)), "look at what it wrote in its own terminal", nil)
	case a.status >= 500:
		return c.fail("it failed"+colon(words), "look at what it wrote in its own terminal", nil)
	}
	return c.fail(fmt.Sprintf("it refused (%s)%s", shorten(a.line), colon(words)), "look at the settings that were sent", nil)
}

func colon(s string) string {
	if s == "" {
		return ""
	}
	return ": " + s
}

// reason takes the server's own words out of an error, "" where it has none:
// of A1111's kin a list of objects, a text, or the Python exception; of
// ComfyUI an object with type, message and details.
func reason(body []byte, kind string) string {
	var e struct {
		Detail json.RawMessage `json:"detail"`
		Errors string          `json:"errors"`
		Error  json.RawMessage `json:"error"`
	}
	if json.Unmarshal(body, &e) != nil {
		text := strings.TrimSpace(string(body))
		if text == "" || strings.HasPrefix(text, "<") || strings.Contains(kind, "html") || text == "Internal Server Error" {
			return ""
		}
		return shorten(text)
	}
	var list []struct {
		Loc []any  `json:"loc"`
		Msg string `json:"msg"`
	}
	if json.Unmarshal(e.Detail, &list) == nil && len(list) > 0 {
		var all []string
		for _, d := range list {
			var at []string
			for _, l := range d.Loc {
				if s := fmt.Sprint(l); s != "body" {
					at = append(at, s)
				}
			}
			if where := strings.Join(at, "."); where != "" {
				all = append(all, where+": "+d.Msg)
			} else {
				all = append(all, d.Msg)
			}
		}
		return shorten(strings.Join(all, ", "))
	}
	var text string
	if json.Unmarshal(e.Detail, &text) == nil && text != "" {
		return shorten(text)
	}
	var class string
	_ = json.Unmarshal(e.Error, &class) // an object in ComfyUI, see comfyReason
	if e.Errors != "" {
		return shorten(strings.TrimPrefix(class+": ", ": ") + e.Errors)
	}
	return shorten(class)
}
