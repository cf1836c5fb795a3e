package update

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"syscall"
	"time"

	"tailor/data/printable"
)

// What can go wrong with a list. An Error wraps one of them.
var (
	errCut         = errors.New("the connection was cut")
	errSilent      = errors.New("the server fell silent")
	errSlow        = errors.New("it takes too long")
	errUnreachable = errors.New("the server cannot be reached")
	errChecksum    = errors.New("it is another list than the pinned one")
	errNoList      = errors.New("what came is no list")
	errUnreadable  = errors.New("the file cannot be read")
	// errPacked is an errNoList, and errShort says that much is missing.
	errPacked = fmt.Errorf("%w", errNoList)
	errShort  = errors.New("it seems to be cut off")
	// errAgain says that a part cannot be resumed.
	errAgain = errors.New("it cannot be resumed, and begins anew at the next try")
)

// Error says why a list was not fetched and what to do.
type Error struct {
	// Source is the list's name, What went wrong, and Remedy what to do.
	Source, What, Remedy string
	// Kept reports whether the list from before is still there.
	Kept bool
	// Err is the cause.
	Err error
}

// maxMessage is how many characters of a cause are shown: a server can answer
// with any number of them.
const maxMessage = 300

// Error returns one line. Nothing in it can act on a terminal, wherever it
// comes from.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Source + ": " + e.What)
	if e.Err != nil {
		b.WriteString(": " + printable.Ends(e.Err.Error(), maxMessage))
	}
	if e.Kept {
		b.WriteString("; the installed list stays as it was")
	}
	if e.Remedy != "" {
		b.WriteString("; " + e.Remedy)
	}
	return printable.Line(b.String())
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// statusError is an answer that brings no list.
type statusError struct {
	code   int
	status string // as the server words it
}

func (e *statusError) Error() string {
	return fmt.Sprintf("the server answers %q", printable.Ends(e.status, maxMessage))
}

// tooLarge is a list above the limit.
type tooLarge struct{ limit, size int64 } // size is -1 when it is not known

func (e tooLarge) Error() string {
	if e.size < 0 {
		return fmt.Sprintf("it has more than the %s that are taken", Bytes(e.limit))
	}
	return fmt.Sprintf("it has %s, more than the %s that are taken", Bytes(e.size), Bytes(e.limit))
}

// Bytes writes a number of bytes for a person.
func Bytes(n int64) string {
	switch {
	case n < 1<<10:
		return fmt.Sprintf("%d bytes", n)
	case n < 1<<20:
		return fmt.Sprintf("%d kB", (n+1<<10-1)>>10)
	case n < 100<<20 && n%(1<<20) > 0:
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	}
	return fmt.Sprintf("%d MB", n>>20)
}

// diskError is an error of this machine's files.
type diskError struct{ err error }

// onDisk makes one of an error, nil of nil.
func onDisk(err error) error {
	if err == nil {
		return nil
	}
	return diskError{err}
}

func (e diskError) Error() string { return e.err.Error() }
func (e diskError) Unwrap() error { return e.err }

// cause is why an exchange ended: the reason for which ctx was cancelled, or
// else err as one of kind.
func cause(ctx context.Context, err, kind error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	// net/http says once more what was asked for.
	if asked, ok := errors.AsType[*url.Error](err); ok {
		err = asked.Err
	}
	if errors.Is(err, errAstray) {
		return err
	}
	return fmt.Errorf("%w: %w", kind, err)
}

// resumable reports whether a part is kept after an error, to be resumed.
func resumable(err error) bool {
	var status *statusError
	switch {
	case errors.As(err, &status):
		return status.code == http.StatusTooManyRequests || status.code >= 500
	case errors.Is(err, errAstray):
		return false
	}
	kinds := []error{errCut, errSilent, errSlow, errUnreachable, context.Canceled, context.DeadlineExceeded}
	return slices.ContainsFunc(kinds, func(kind error) bool { return errors.Is(err, kind) })
}

// explain says what went wrong with a source and what to do.
func (u *Updater) explain(s Source, err error) *Error {
	_, missing := os.Stat(u.file(s))
	e := &Error{Source: s.Name, What: "it could not be fetched from " + s.shown(), Kept: missing == nil, Err: err}
	var status *statusError
	var inDisk diskError
	var dns *net.DNSError
	switch {
	case errors.As(err, &inDisk) && full(err):
		e.What, e.Remedy = "it could not be written: the disk is full", "make room and try again"
	case errors.As(err, &inDisk):
		e.What, e.Remedy = "it could not be written", "look at the directory's permissions and its disk"
	case errors.As(err, &status) && (status.code == http.StatusNotFound || status.code == http.StatusGone):
		e.Remedy = "the list is no longer at this address; name another one with --source"
	case errors.As(err, &status) && (status.code == http.StatusTooManyRequests || status.code >= 500):
		e.Remedy = "try again later"
	case errors.As(err, &status):
		e.Remedy = "the address may be wrong; name another one with --source"
	case errors.Is(err, errAstray):
		e.Remedy = "name another address with --source"
	case errors.Is(err, errSilent):
		e.Err = fmt.Errorf("%w for %v", err, cmp.Or(u.Idle, DefaultIdle).Round(time.Millisecond))
		e.Remedy = "try again: it goes on behind what came"
	case errors.Is(err, errSlow):
		e.Err = fmt.Errorf("%w, more than %v", err, cmp.Or(u.Total, defaultTotal))
		e.Remedy = "try again: it goes on behind what came"
	case errors.Is(err, errCut):
		e.Remedy = "try again: it goes on behind what came"
	case errors.Is(err, context.Canceled):
		e.What, e.Err, e.Remedy = "it was interrupted", context.Canceled, "try again: it goes on behind what came"
	case errors.As(err, &dns), errors.Is(err, errUnreachable):
		e.Remedy = offline + "; tailor works without it"
	case errors.Is(err, errChecksum):
		e.Remedy = "it may have been tampered with, or damaged on its way; try again, or fetch it from elsewhere with --source"
	case errors.Is(err, errShort):
		e.Remedy = "try again, or take it as it is with tailor update --force"
	case errors.Is(err, errPacked):
		e.What, e.Remedy = "it could not be taken from "+s.shown(), "unpack it, and give the file that comes out of it with --source"
	case errors.Is(err, errNoList) && s.local() && u.Turn != nil:
		e.What, e.Remedy = "it could not be taken from "+s.shown(), "a file of pairs has rows such as tag_a,tag_b,count"
	case errors.Is(err, errNoList) && s.local():
		e.What, e.Remedy = "it could not be taken from "+s.shown(), "a list of tags has rows such as tag,category,count,\"alias,alias\"; a file of translations is named by translations in the config"
	case errors.Is(err, errNoList):
		e.Remedy = "a network that asks to log in may have answered in the server's place; else name another address with --source"
	case errors.As(err, new(tooLarge)):
		e.Remedy = "a list of tags has a few MB: the address may be wrong"
	}
	return e
}

// offline is what to do where no server can be reached.
const offline = "look at the network and try again, or give a file that came another way: tailor update --source FILE"

// together returns what went wrong with the sources as one error. Where none of
// several servers was reached that is said once: it is the network.
func together(results []Result, all []error) error {
	if len(all) < 2 || len(all) != len(results) {
		return errors.Join(all...)
	}
	var hosts []string
	for _, r := range results {
		if !errors.Is(r.Err, errUnreachable) {
			return errors.Join(all...)
		}
		if u, err := url.Parse(r.Source.URL); err == nil && !slices.Contains(hosts, u.Host) {
			hosts = append(hosts, u.Host)
		}
	}
	why := "no server can be reached (" + strings.Join(hosts, ", ") + ")"
	if dns, ok := errors.AsType[*net.DNSError](all[0]); ok {
		why += ": " + dns.Err
	}
	return errors.New(printable.Line("none of the lists could be fetched: " + why + "; " + offline + "; tailor works without them"))
}

// full reports whether a disk, or the user's share of it, is full.
func full(err error) bool {
	const windowsDiskFull, windowsHandleDiskFull = syscall.Errno(112), syscall.Errno(39)
	if os.PathSeparator == '\\' {
		return errors.Is(err, windowsDiskFull) || errors.Is(err, windowsHandleDiskFull)
	}
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG)
}
