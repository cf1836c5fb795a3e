package update

import (
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
)

// maxRedirects is how many times a server may send on: raw files of the known
// sources need one or two.
const maxRedirects = 5

var (
	// errInsecure says that an address is not to be fetched from.
	errInsecure = errors.New("only https is taken, and http from this machine itself")
	// errAstray says that a server's redirect is not followed.
	errAstray = errors.New("the server sends on")
)

// allowed holds the rule on addresses: https, or http from this machine. from
// is the address that sent here, nil for the first: a server elsewhere cannot
// send tailor to this machine.
func allowed(u, from *url.URL) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf("%s: %s addresses are not fetched: %w", u.Redacted(), u.Scheme, errInsecure)
	case u.Hostname() == "":
		return errors.New("the address has no host")
	case u.Scheme == "https" && (from == nil || localHost(from.Hostname()) || !localHost(u.Hostname())):
		return nil
	case u.Scheme == "http" && localHost(u.Hostname()) && (from == nil || localHost(from.Hostname())):
		return nil
	}
	return fmt.Errorf("%s is not fetched: %w", u.Redacted(), errInsecure)
}

// localHost reports whether a host name is this machine, asking nobody.
func localHost(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback()
}

// checkRedirect holds every redirect against the rule on addresses.
func checkRedirect(next *http.Request, before []*http.Request) error {
	if len(before) > maxRedirects {
		return fmt.Errorf("%w more than %d times", errAstray, maxRedirects)
	}
	if err := allowed(next.URL, before[len(before)-1].URL); err != nil {
		return fmt.Errorf("%w to another address: %w", errAstray, err)
	}
	return nil
}
