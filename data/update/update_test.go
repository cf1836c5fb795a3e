package update

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tailor/data/disk"
)

// childDir and childURL make the test binary an updater that TestKill kills.
const (
	childDir = "TAILOR_UPDATE_TEST_DIR"
	childURL = "TAILOR_UPDATE_TEST_URL"
)

// TestMain keeps every test on this machine: a connection to elsewhere fails,
// and fails the tests.
func TestMain(m *testing.M) {
	var astray atomic.Pointer[string]
	dial = func(d *net.Dialer) func(ctx context.Context, network, address string) (net.Conn, error) {
		return func(ctx context.Context, network, address string) (net.Conn, error) {
			if host, _, err := net.SplitHostPort(address); err != nil || !localHost(host) {
				astray.Store(&address)
				return nil, errors.New("the tests reach no real address")
			}
			return d.DialContext(ctx, network, address)
		}
	}
	if dir := os.Getenv(childDir); dir != "" {
		u := &Updater{Dir: dir, Check: isList}
		_, err := u.Run(context.Background(), Source{Name: "list", URL: os.Getenv(childURL)})
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
	code := m.Run()
	if address := astray.Load(); address != nil {
		fmt.Fprintln(os.Stderr, "a test connected to", *address)
		code = 1
	}
	os.Exit(code)
}

// isList is a caller's check: the file's first line is a tag's.
func isList(_ Source, path string) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if line, _, _ := bytes.Cut(content, []byte("\n")); bytes.Count(line, []byte(",")) != 2 {
		return errors.New("no row could be read")
	}
	return nil
}

const oldList = "old_tag,0,1\n"

// newList is a list of some size with no two equal parts.
func newList(rows int) string {
	var b strings.Builder
	for i := range rows {
		fmt.Fprintf(&b, "new_tag_%d,0,%d\n", i, rows-i)
	}
	return b.String()
}

func sum(s string) string {
	h := sha256.Sum256([]byte(s))
	return hex.EncodeToString(h[:])
}

// install makes a directory in which the old list is installed.
func install(t *testing.T) (dir, list string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "lists")
	list = filepath.Join(dir, "list.csv")
	if err := errors.Join(os.MkdirAll(dir, 0o700), os.WriteFile(list, []byte(oldList), 0o600)); err != nil {
		t.Fatal(err)
	}
	return dir, list
}

func content(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// leftovers are the names in a directory except the list and what is
// written about it.
func leftovers(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if e.Name() != "list.csv" && e.Name() != "list.csv.json" {
			names = append(names, e.Name())
		}
	}
	return strings.Join(names, " ")
}

const part2 = ".list.csv.part .list.csv.part.json"

// serve starts a server and returns the source of its list.
func serve(t *testing.T, h http.HandlerFunc) Source {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	t.Cleanup(s.CloseClientConnections)
	return Source{Name: "list", URL: s.URL + "/lists/list.csv"}
}

// cut ends an answer in the middle.
func cut(w http.ResponseWriter) {
	if c, ok := w.(http.Flusher); ok {
		c.Flush()
	}
	panic(http.ErrAbortHandler)
}

// static serves a content with ranges.
func static(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"`+sum(text)[:8]+`"`)
		http.ServeContent(w, r, "list.csv", time.Time{}, strings.NewReader(text))
	}
}

func run(t *testing.T, u *Updater, s ...Source) (Result, error) {
	t.Helper()
	if u.Check == nil {
		u.Check = isList
	}
	results, err := u.Run(t.Context(), s...)
	if len(results) != len(s) {
		t.Fatalf("%d results of %d sources, error %v", len(results), len(s), err)
	}
	return results[0], err
}

func TestInstall(t *testing.T) {
	dir, list := install(t)
	text := newList(20000)
	s := serve(t, static(text))
	s.SHA256, s.Bytes, s.Licence = sum(text), int64(len(text)), "MIT"
	var steps []Step
	last := int64(-1)
	u := &Updater{Dir: dir, Progress: func(p Progress) {
		if p.Done < last || p.Of != 1 || p.Source.Name != "list" {
			t.Errorf("progress %+v", p)
		}
		if last = p.Done; len(steps) == 0 || steps[len(steps)-1] != p.Step {
			steps = append(steps, p.Step)
		}
	}}
	before := time.Now().Add(-time.Second)
	r, err := run(t, u, s)
	if err != nil {
		t.Fatal(err)
	}
	if got := content(t, list); got != text || r.Path != list || r.Step != Installed {
		t.Errorf("installed %d bytes, want %d; result %+v", len(got), len(text), r)
	}
	m, ok := ReadMeta(list)
	if !ok || m != r.Meta || m.Name != "list" || m.URL != s.URL || m.SHA256 != s.SHA256 || m.Bytes != int64(len(text)) || m.Licence != "MIT" || m.Fetched.Before(before) || m.ETag == "" {
		t.Errorf("meta %+v", m)
	}
	if fmt.Sprint(steps) != "[fetching checking installed]" || last != int64(len(text)) {
		t.Errorf("progress ended at %d with the steps %v", last, steps)
	}
	if left := leftovers(t, dir); left != "" {
		t.Errorf("left: %s", left)
	}
}

func TestUnchanged(t *testing.T) {
	dir, list := install(t)
	text := newList(100)
	var asked atomic.Int32
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		static(text)(w, r)
	})
	u := &Updater{Dir: dir}
	for i, want := range []Step{Installed, Unchanged, Unchanged} {
		if r, err := run(t, u, s); err != nil || r.Step != want || r.Meta.SHA256 != sum(text) {
			t.Fatalf("update %d: %+v, %v", i, r, err)
		}
	}
	pinned := s
	pinned.SHA256 = sum(text)
	if r, err := run(t, u, pinned); err != nil || r.Step != Unchanged || asked.Load() != 3 {
		t.Errorf("a pinned list that is there was asked for: %+v, %v", r, err)
	}
	// A file that was harmed, at the same length, is fetched again.
	harmed := strings.Replace(text, "new", "old", 1)
	if err := os.WriteFile(list, []byte(harmed), 0o600); err != nil {
		t.Fatal(err)
	}
	if r, err := run(t, u, s); err != nil || r.Step != Installed || content(t, list) != text {
		t.Errorf("a harmed list: %+v, %v", r, err)
	}
	u.Force = true
	if r, err := run(t, u, s); err != nil || r.Step != Unchanged || asked.Load() != 5 {
		t.Errorf("forced: %+v, %v, asked %d times", r, err, asked.Load())
	}
}

func TestFile(t *testing.T) {
	dir, list := install(t)
	text := newList(100)
	path := filepath.Join(t.TempDir(), "list.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := ParseSource(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []Step{Installed, Unchanged} {
		if r, err := run(t, &Updater{Dir: dir}, s); err != nil || r.Step != want || content(t, list) != text {
			t.Errorf("%+v, %v", r, err)
		}
	}
	for _, bad := range []string{filepath.Join(dir, "missing.csv"), dir} {
		s := Source{Name: "list", URL: bad}
		if r, err := run(t, &Updater{Dir: dir}, s); !errors.Is(err, errUnreadable) || r.Step != Failed || content(t, list) != text {
			t.Errorf("%s: %+v, %v", bad, r, err)
		}
	}
}

// faulty is a part's file on a disk that fills up.
type faulty struct {
	partFile
	room int
}

func (f *faulty) Write(b []byte) (int, error) {
	if len(b) > f.room {
		n, _ := f.partFile.Write(b[:f.room])
		f.room = 0
		// What a full disk says, from the device that is always full.
		if full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0); err == nil {
			defer full.Close()
			_, err = full.Write(b)
			return n, err
		}
		return n, &os.PathError{Op: "write", Path: "list", Err: noSpace}
	}
	f.room -= len(b)
	return f.partFile.Write(b)
}

func TestFullDisk(t *testing.T) {
	defer func(old func(string) (partFile, error)) { openPart = old }(openPart)
	plain := openPart
	openPart = func(path string) (partFile, error) {
		f, err := plain(path)
		return &faulty{f, 10000}, err
	}
	dir, list := install(t)
	r, err := run(t, &Updater{Dir: dir}, serve(t, static(newList(20000))))
	if err == nil || r.Step != Failed || !strings.Contains(err.Error(), "the disk is full") || !strings.Contains(err.Error(), "make room") {
		t.Errorf("%+v, %v", r, err)
	}
	if got := content(t, list); got != oldList {
		t.Errorf("the old list is %.60q", got)
	}
	if left := leftovers(t, dir); left != "" {
		t.Errorf("left on the full disk: %s", left)
	}
}

func TestCancel(t *testing.T) {
	dir, list := install(t)
	ctx, cancel := context.WithCancel(t.Context())
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, oldList)
		w.(http.Flusher).Flush()
		cancel()
		<-r.Context().Done()
	})
	other := s
	other.Name = "other"
	results, err := (&Updater{Dir: dir}).Run(ctx, s, other)
	if !errors.Is(err, context.Canceled) || len(results) != 1 || !strings.Contains(err.Error(), "interrupted") {
		t.Errorf("%+v, %v", results, err)
	}
	if content(t, list) != oldList {
		t.Error("the old list is gone")
	}
}

func TestBusy(t *testing.T) {
	dir, _ := install(t)
	lock, err := disk.TryLock(filepath.Join(dir, ".update.lock"))
	if err != nil {
		t.Fatal(err)
	}
	s := serve(t, static(newList(10)))
	if _, err := (&Updater{Dir: dir}).Run(t.Context(), s); !errors.Is(err, errBusy) {
		t.Errorf("error %v", err)
	}
	if err := lock.Unlock(); err != nil {
		t.Fatal(err)
	}
	if _, err := run(t, &Updater{Dir: dir}, s); err != nil {
		t.Error(err)
	}
}

// TestSeveral has one source fail, and the others come all the same.
func TestSeveral(t *testing.T) {
	dir, _ := install(t)
	good, gone := serve(t, static(newList(10))), serve(t, http.NotFound)
	gone.Name = "gone"
	last := good
	last.Name, last.URL = "last", strings.Replace(good.URL, ".csv", ".txt", 1)
	results, err := (&Updater{Dir: dir}).Run(t.Context(), good, gone, last)
	if err == nil || len(results) != 3 || results[0].Err != nil || results[1].Err == nil || results[2].Err != nil {
		t.Fatalf("%+v, %v", results, err)
	}
	if strings.Contains(results[1].Err.Error(), "stays as it was") {
		t.Errorf("there is no list to stay: %v", results[1].Err)
	}
	if filepath.Base(results[2].Path) != "last.txt" {
		t.Errorf("installed as %s", results[2].Path)
	}
	if _, err := (&Updater{Dir: dir}).Run(t.Context(), good, good); err == nil || !strings.Contains(err.Error(), "name of another") {
		t.Errorf("one list twice: %v", err)
	}
}

// TestTurn installs what is made of a list in its place, and fetches the list
// again only when the server has another or what was made of it is harmed.
func TestTurn(t *testing.T) {
	dir := t.TempDir()
	one, another := newList(20), newList(30)
	text, whole := one, 0
	source := serve(t, func(w http.ResponseWriter, r *http.Request) {
		tag := `"` + sum(text)[:8] + `"`
		w.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		whole++
		_, _ = w.Write([]byte(text))
	})
	var refuse error
	u := &Updater{Dir: dir, As: "made", Turn: func(w io.Writer, path string) error {
		if refuse != nil {
			return refuse
		}
		_, err := w.Write([]byte("of " + content(t, path)))
		return err
	}}
	made := filepath.Join(dir, "made")
	for i, test := range []struct {
		before func()
		step   Step
		whole  int
		want   string
	}{
		{func() {}, Installed, 1, "of " + one},
		{func() {}, Unchanged, 1, "of " + one},
		{func() { text = another }, Installed, 2, "of " + another},
		{func() { _ = os.WriteFile(made, []byte("harmed"), 0o600) }, Installed, 3, "of " + another},
		{func() { text, refuse = newList(40), errors.New("no list at all") }, Failed, 4, "of " + another},
		{func() { text, refuse = another, nil }, Unchanged, 4, "of " + another},
	} {
		test.before()
		r, err := run(t, u, source)
		if r.Step != test.step || (err != nil) != (test.step == Failed) || whole != test.whole {
			t.Errorf("%d: %s, %v, fetched %d times; want %s, %d times", i, r.Step, err, whole, test.step, test.whole)
		}
		if got := content(t, made); r.Path != made || got != test.want {
			t.Errorf("%d: %s holds %q, want %q", i, r.Path, got, test.want)
		}
	}
}

func TestBytes(t *testing.T) {
	for n, want := range map[int64]string{0: "0 bytes", 1 << 10: "1 kB", 1<<20 - 1: "1024 kB", 3 << 19: "1.5 MB", 256 << 20: "256 MB", 256<<20 + 1: "256 MB"} {
		if got := Bytes(n); got != want {
			t.Errorf("Bytes(%d) = %q, want %q", n, got, want)
		}
	}
}
