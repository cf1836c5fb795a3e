// Package update fetches tag lists and installs them. Nothing is fetched
// unasked, and whatever goes wrong, the list that was there before stays as it
// was.
//
// A fetch passes these steps:
//
//	the server or a file  →  .NAME.csv.part, and what it is in .NAME.csv.part.json
//	size, checksum        →  wrong ones are refused, and the part removed
//	the caller's check    →  so is what is no list
//	NAME.csv              →  replaced in one step, then NAME.csv.json beside it
//
// A part whose connection was cut stays, and the next fetch goes on where it
// ended, if the server can tell that it still has the same content. A lock
// keeps two updates apart; it goes with its holder, so that an update that was
// killed blocks none.
package update

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"tailor/data/disk"
)

// Defaults of an Updater's limits.
const (
	// defaultConnect is how long a connection may take.
	defaultConnect = 10 * time.Second
	// DefaultIdle is how long a server may be silent.
	DefaultIdle = 20 * time.Second
	// defaultTotal is how long one list may take altogether.
	defaultTotal = 30 * time.Minute
	// defaultLimit is the largest list in bytes that is taken, as large as
	// tailor reads.
	defaultLimit = 256 << 20
)

// errBusy says that another update is running.
var errBusy = errors.New("another update is running")

// Updater fetches lists into a directory. Its zero value except Dir and Check
// is ready to be used; it must not be changed while it runs.
type Updater struct {
	// Dir is the directory of the installed lists. It is made when missing.
	Dir string
	// Check tells what is wrong with the content of a source, which is in the
	// file at path; nil when it is a list. It is the caller's because data
	// knows no tag. A nil Check takes every text.
	Check func(s Source, path string) error
	// Turn, if set, makes of the content in the file at path what is installed
	// in its place, in Dir under the name As. The content does not stay, but
	// what the server calls its version does, so that the same one is not
	// fetched again. It is for one source.
	Turn func(w io.Writer, path string) error
	As   string
	// Progress, if set, is called from the goroutine of Run: when a list
	// begins and ends, and at most ten times a second between.
	Progress func(Progress)
	// Force fetches lists again that are known to be the same.
	Force bool
	// Connect, Idle and Total are time-outs: for a connection, for a server's
	// silence, for a list altogether. 0 means the default.
	Connect, Idle, Total time.Duration
	// Limit is the largest list in bytes that is taken; 0 means the default.
	Limit int64
}

// Step is where a list stands.
type Step string

// The steps of a list. The last three end it.
const (
	Fetching  Step = "fetching"
	Checking  Step = "checking"
	Installed Step = "installed"
	Unchanged Step = "unchanged"
	Failed    Step = "failed"
)

// Progress tells how far a list is.
type Progress struct {
	Source Source
	// Index counts the lists from 0 to Of-1.
	Index, Of int
	Step      Step
	// Done and Total are bytes; Total is -1 while it is not known. Done does
	// not begin at 0 where an earlier fetch is resumed.
	Done, Total int64
	// Err is why it failed.
	Err error
}

// Result is what became of a list.
type Result struct {
	Source Source
	// Path is the list's file.
	Path string
	// Step is Installed, Unchanged or Failed.
	Step Step
	// Meta tells of the file that is installed now, also after a failure;
	// zero where none is.
	Meta Meta
	// Err is why it failed, an *Error.
	Err error
}

// Run fetches the sources, one after the other, and returns a result for each
// that was begun. One that fails does not keep the next from being fetched;
// the error joins theirs, and is one for all where no server was reached. It
// ends early when ctx is done, and returns errBusy while another update of the
// same directory runs.
func (u *Updater) Run(ctx context.Context, sources ...Source) ([]Result, error) {
	files := map[string]string{}
	for _, s := range sources {
		if err := s.check(); err != nil {
			return nil, &Error{Source: s.Name, What: "it cannot be fetched", Err: err, Remedy: "name an https address, or a file"}
		}
		if other, twice := files[s.File()]; twice {
			return nil, &Error{Source: s.Name, What: fmt.Sprintf("it has the name of another list, from %s", other)}
		}
		files[s.File()] = s.shown()
	}
	if err := os.MkdirAll(u.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("the directory of the lists cannot be made: %w", err)
	}
	lock, err := disk.TryLock(filepath.Join(u.Dir, ".update.lock"))
	if errors.Is(err, disk.ErrHeld) {
		return nil, fmt.Errorf("%w in %s: wait for it to end", errBusy, u.Dir)
	}
	if err != nil {
		return nil, fmt.Errorf("the lists cannot be updated: %w", err)
	}
	defer lock.Remove()
	sweep(u.Dir)

	client := &http.Client{Transport: u.transport(), CheckRedirect: checkRedirect}
	defer client.CloseIdleConnections()
	var results []Result
	var all []error
	for i, s := range sources {
		if ctx.Err() != nil {
			break
		}
		f := &fetch{
			Updater: u, client: client, source: s,
			at:   Progress{Source: s, Index: i, Of: len(sources), Total: -1},
			list: u.file(s),
		}
		f.part = part{path: filepath.Join(u.Dir, "."+s.File()+".part")}
		step, err := f.run(ctx)
		r := Result{Source: s, Path: f.list, Step: step}
		if err != nil {
			r.Step, r.Err = Failed, u.explain(s, err)
			all = append(all, r.Err)
		}
		r.Meta, _ = ReadMeta(f.list)
		f.at.Err = r.Err
		f.tell(r.Step)
		results = append(results, r)
	}
	if err := ctx.Err(); err != nil && len(results) < len(sources) {
		all = append(all, err)
	}
	return results, together(results, all)
}

// file is the path of a source's installed list.
func (u *Updater) file(s Source) string {
	if u.Turn != nil {
		return filepath.Join(u.Dir, u.As)
	}
	return filepath.Join(u.Dir, s.File())
}
