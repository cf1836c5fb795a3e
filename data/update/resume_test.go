package update

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// TestResume cuts the connection and looks at what the next attempt, or the
// next update, asks for.
func TestResume(t *testing.T) {
	text := newList(20000)
	half := len(text) / 2
	tests := []struct {
		name   string
		etag   string
		pin    bool
		second func(w http.ResponseWriter, r *http.Request)
		ranged bool // the second attempt asks for the rest
		asked  int  // how many attempts there are
	}{
		{"with a tag", `"1"`, false, nil, true, 2},
		{"with a weak tag", `W/"1"`, false, nil, false, 2},
		{"with nothing", "", false, nil, false, 2},
		{"pinned", "", true, nil, true, 2},
		{"another content by now", `"1"`, false, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", `"2"`)
			io.WriteString(w, text)
		}, true, 2},
		{"a server without ranges", `"1"`, false, func(w http.ResponseWriter, r *http.Request) {
			io.WriteString(w, text)
		}, true, 2},
		{"a part that does not fit", `"1"`, false, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Range", "bytes 0-9/10")
			w.WriteHeader(http.StatusPartialContent)
		}, true, 3},
		{"a garbled range", `"1"`, false, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Range", "bytes one-two/9223372036854775808")
			w.WriteHeader(http.StatusPartialContent)
		}, true, 3},
		{"another size", `"1"`, false, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", half, half+1, half+2))
			w.WriteHeader(http.StatusPartialContent)
			io.WriteString(w, "xx")
		}, true, 3},
		{"nothing more", `"1"`, false, func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusRequestedRangeNotSatisfiable)
		}, true, 3},
		{"pinned, and the rest of another content", "", true, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", half, len(text)-1, len(text)))
			w.WriteHeader(http.StatusPartialContent)
			io.WriteString(w, strings.Repeat("x", len(text)-half))
		}, true, 3},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir, list := install(t)
			var asked atomic.Int32
			var ranges atomic.Value
			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				n := asked.Add(1)
				if test.etag != "" {
					w.Header().Set("ETag", test.etag)
				}
				switch {
				case n == 1:
					w.Header().Set("Content-Length", strconv.Itoa(len(text)))
					io.WriteString(w, text[:half])
					cut(w)
				case n == 2:
					ranges.Store(r.Header.Get("Range"))
					if test.second != nil {
						test.second(w, r)
						return
					}
				}
				http.ServeContent(w, r, "list.csv", time.Time{}, strings.NewReader(text))
			})
			if test.pin {
				s.SHA256, s.Bytes = sum(text), int64(len(text))
			}
			r, err := run(t, &Updater{Dir: dir}, s)
			if err != nil || r.Step != Installed || content(t, list) != text {
				t.Fatalf("result %+v, error %v", r, err)
			}
			got, _ := ranges.Load().(string)
			if want := fmt.Sprintf("bytes=%d-", half); test.ranged != (got == want) {
				t.Errorf("the second attempt asks for %q", got)
			}
			if n := int(asked.Load()); n != test.asked {
				t.Errorf("%d attempts, want %d", n, test.asked)
			}
			if left := leftovers(t, dir); left != "" {
				t.Errorf("left: %s", left)
			}
		})
	}
}

// TestResumeLater goes on in the next update.
func TestResumeLater(t *testing.T) {
	text := newList(20000)
	dir, list := install(t)
	silent := true
	var asked []string
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Header.Get("Range"))
		w.Header().Set("Last-Modified", "Mon, 02 Jan 2006 15:04:05 GMT")
		if silent {
			w.Header().Set("Content-Length", strconv.Itoa(len(text)))
			io.WriteString(w, text[:10000])
			w.(http.Flusher).Flush()
			<-r.Context().Done()
			return
		}
		http.ServeContent(w, r, "list.csv", time.Date(2006, 1, 2, 15, 4, 5, 0, time.UTC), strings.NewReader(text))
	})
	u := &Updater{Dir: dir, Idle: 400 * time.Millisecond}
	if _, err := run(t, u, s); !errors.Is(err, errSilent) {
		t.Fatal(err)
	}
	silent = false
	if r, err := run(t, u, s); err != nil || r.Step != Installed {
		t.Fatal(r, err)
	}
	if got := fmt.Sprintf("%q", asked); got != `["" "bytes=10000-"]` || content(t, list) != text {
		t.Errorf("asked for %s", got)
	}
}

// TestKill kills an updater in the middle of its download.
func TestKill(t *testing.T) {
	text := newList(20000)
	dir, list := install(t)
	var hang atomic.Bool
	hang.Store(true)
	var asked atomic.Value
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		if hang.Load() {
			w.Header().Set("Content-Length", strconv.Itoa(len(text)))
			io.WriteString(w, text[:len(text)/2])
			w.(http.Flusher).Flush()
			<-r.Context().Done()
			return
		}
		asked.Store(r.Header.Get("Range"))
		http.ServeContent(w, r, "list.csv", time.Time{}, strings.NewReader(text))
	})
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childDir+"="+dir, childURL+"="+s.URL)
	var said bytes.Buffer
	child.Stderr = &said
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	defer child.Process.Kill()
	part := filepath.Join(dir, ".list.csv.part")
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		if info, err := os.Stat(part); err == nil && info.Size() == int64(len(text)/2) {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("half the list never came: %s", said.String())
		}
	}
	if _, err := (&Updater{Dir: dir}).Run(t.Context(), s); !errors.Is(err, errBusy) {
		t.Errorf("two updates at once: %v", err)
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait()
	if got := content(t, list); got != oldList {
		t.Fatalf("after the kill the list is %.60q", got)
	}
	// What a kill in the last step leaves goes, too.
	if err := os.WriteFile(filepath.Join(dir, ".list.csv.0123.new"), []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	hang.Store(false)
	if r, err := run(t, &Updater{Dir: dir}, s); err != nil || r.Step != Installed || content(t, list) != text {
		t.Fatalf("the next update: %+v, %v", r, err)
	}
	if got, want := asked.Load(), fmt.Sprintf("bytes=%d-", len(text)/2); got != want {
		t.Errorf("the next update asks for %q, want %q", got, want)
	}
	if left := leftovers(t, dir); left != "" {
		t.Errorf("left: %s", left)
	}
}
