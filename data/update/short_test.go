package update

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"
)

// toTheEnd answers as HTTP/1.0 does: the end of the connection is that of the list.
func toTheEnd(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			panic(err)
		}
		defer conn.Close()
		fmt.Fprint(conn, "HTTP/1.0 200 OK\r\nContent-Type: text/csv\r\n\r\n"+text)
	}
}

// chunked answers without a length, and the end is told.
func chunked(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, text[:1])
		w.(http.Flusher).Flush()
		io.WriteString(w, text[1:])
	}
}

// TestCutShort has servers send a part of a list as if it was the whole.
func TestCutShort(t *testing.T) {
	whole := newList(2000)
	torn := whole[:len(whole)*9/10]
	torn = strings.TrimRight(torn, "\n") + "x"
	half := newList(1000)
	most := newList(1700)
	for _, c := range []struct {
		name   string
		answer http.HandlerFunc
		force  bool
		want   string // "" where the old list stays
	}{
		{"a torn last row", toTheEnd(torn), false, ""},
		{"a torn last row, by force", toTheEnd(torn), true, torn},
		{"half of it", toTheEnd(half), false, ""},
		{"half of it, with a length", static(half), false, ""},
		{"half of it, by force", static(half), true, half},
		{"somewhat fewer", toTheEnd(most), false, most},
		{"all of it", toTheEnd(whole + "new,0,1\n"), false, whole + "new,0,1\n"},
		{"no end of the last row, and the end is told", chunked(torn), false, torn},
		{"no end of the last row, and a length", static(torn), false, torn},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir, list := install(t)
			if err := os.WriteFile(list, []byte(whole), 0o600); err != nil {
				t.Fatal(err)
			}
			r, err := run(t, &Updater{Dir: dir, Force: c.force}, serve(t, c.answer))
			if c.want != "" {
				if err != nil || content(t, list) != c.want {
					t.Fatalf("%+v, %v", r, err)
				}
				return
			}
			if !errors.Is(err, errShort) || !strings.Contains(err.Error(), "--force") || content(t, list) != whole {
				t.Fatalf("%+v, %v", r, err)
			}
			if left := leftovers(t, dir); left != "" {
				t.Errorf("left: %s", left)
			}
		})
	}
}

// TestShorterFile takes a shorter list of this machine.
func TestShorterFile(t *testing.T) {
	dir, list := install(t)
	own := list + ".own.csv"
	for path, text := range map[string]string{list: newList(100), own: strings.TrimRight(newList(10), "\n")} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if r, err := run(t, &Updater{Dir: dir}, Source{Name: "list", URL: own}); err != nil || r.Step != Installed {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestTurnedShort turns what came into far less than is there.
func TestTurnedShort(t *testing.T) {
	dir, list := install(t)
	big := strings.Repeat("x", 1000)
	if err := os.WriteFile(list, []byte(big), 0o600); err != nil {
		t.Fatal(err)
	}
	turn := func(n int) func(io.Writer, string) error {
		return func(w io.Writer, _ string) error {
			_, err := io.WriteString(w, big[:n])
			return err
		}
	}
	s := serve(t, static("a,b,1\n"))
	u := &Updater{Dir: dir, As: "list.csv", Turn: turn(700)}
	if _, err := run(t, u, s); !errors.Is(err, errShort) || content(t, list) != big {
		t.Errorf("%v", err)
	}
	u.Turn = turn(900)
	if _, err := run(t, u, s); err != nil || len(content(t, list)) != 900 {
		t.Errorf("%v", err)
	}
}

// TestResumeAnotherVersion answers the question for the rest with that of another
// version of the same size.
func TestResumeAnotherVersion(t *testing.T) {
	const monday, tuesday = "Mon, 02 Jan 2006 15:04:05 GMT", "Tue, 03 Jan 2006 15:04:05 GMT"
	old, text := newList(20000), strings.ReplaceAll(newList(20000), "tag", "new")
	if len(old) != len(text) || old == text {
		t.Fatal("the two versions are no neighbours")
	}
	half := len(text) / 2
	for _, c := range []struct{ name, key, first, second, want string }{
		{"another entity tag", "ETag", `"v1"`, `"v2"`, text},
		{"another date", "Last-Modified", monday, tuesday, text},
		{"the same", "ETag", `"v1"`, `"v1"`, old[:half] + text[half:]},
		{"not told again", "ETag", `"v1"`, "", old[:half] + text[half:]},
		{"a page", "ETag", `"v1"`, `"v1"`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir, list := install(t)
			asked := 0
			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if asked++; asked == 1 {
					w.Header().Set(c.key, c.first)
					w.Header().Set("Content-Length", fmt.Sprint(len(old)))
					io.WriteString(w, old[:half])
					cut(w)
				}
				if c.second != "" {
					w.Header().Set(c.key, c.second)
				}
				if r.Header.Get("Range") == "" {
					io.WriteString(w, text)
					return
				}
				rest := text[half:]
				if c.want == "" {
					rest = strings.Repeat("<html>", len(rest))[:len(rest)]
				}
				w.Header().Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", half, len(text)-1, len(text)))
				w.WriteHeader(http.StatusPartialContent)
				io.WriteString(w, rest)
			})
			_, err := run(t, &Updater{Dir: dir, Idle: 5 * time.Second}, s)
			if c.want == "" {
				if !errors.Is(err, errNoList) || content(t, list) != oldList {
					t.Errorf("a page is joined: %v", err)
				}
			} else if err != nil || content(t, list) != c.want {
				t.Errorf("two versions are joined, or the list is not there: %v", err)
			}
		})
	}
}
