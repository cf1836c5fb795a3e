package update

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"
)

// TestFailures has every failure of a fetch that leaves the old list and a
// message, each with what a user is to read.
func TestFailures(t *testing.T) {
	text := newList(20000)
	tests := []struct {
		name   string
		serve  http.HandlerFunc
		source func(*Source)
		update func(*Updater)
		want   []string // in the message
		left   string   // in the directory
	}{
		{
			name:   "wrong checksum",
			serve:  static(text),
			source: func(s *Source) { s.SHA256 = sum("another") },
			want:   []string{"another list than the pinned one", sum("another"), sum(text)},
		},
		{
			name:   "wrong size",
			serve:  static(text),
			source: func(s *Source) { s.SHA256, s.Bytes = sum("another"), 7 },
			want:   []string{"another list than the pinned one", "7"},
		},
		{
			name: "half a file, again and again",
			serve: func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Length", strconv.Itoa(len(text)))
				w.Header().Set("ETag", `"1"`)
				io.WriteString(w, text[:len(text)/2])
				cut(w)
			},
			want: []string{"the connection was cut", "try again: it goes on"},
			left: part2,
		},
		{
			name: "half a file without its length",
			serve: func(w http.ResponseWriter, r *http.Request) {
				io.WriteString(w, text[:len(text)/2])
				cut(w)
			},
			want: []string{"the connection was cut"},
			left: part2,
		},
		{
			name: "half a pinned file that ends well",
			serve: func(w http.ResponseWriter, r *http.Request) {
				w.(http.Flusher).Flush() // chunked: the length is not told
				io.WriteString(w, text[:len(text)/2])
			},
			source: func(s *Source) { s.SHA256, s.Bytes = sum(text), int64(len(text)) },
			want:   []string{"the connection was cut"},
			left:   part2,
		},
		{
			name:  "404",
			serve: http.NotFound,
			want:  []string{`the server answers "404 Not Found"`, "no longer at this address"},
		},
		{
			name:  "500",
			serve: func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(500) },
			want:  []string{`"500 Internal Server Error"`, "try again later"},
		},
		{
			name: "204",
			serve: func(w http.ResponseWriter, r *http.Request) {
				w.WriteHeader(http.StatusNoContent)
			},
			want: []string{`"204 No Content"`},
		},
		{
			name: "304 to nobody's question",
			serve: func(w http.ResponseWriter, r *http.Request) {
				w.WriteHeader(http.StatusNotModified)
			},
			want: []string{`"304 Not Modified"`},
		},
		{
			name: "206 to nobody's question",
			serve: func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Range", "bytes 0-9/10")
				w.WriteHeader(http.StatusPartialContent)
				io.WriteString(w, text[:10])
			},
			want: []string{`"206 Partial Content"`},
		},
		{
			name: "redirect to http elsewhere",
			serve: func(w http.ResponseWriter, r *http.Request) {
				http.Redirect(w, r, "http://lists.example/list.csv", http.StatusFound)
			},
			want: []string{"http://lists.example/list.csv is not fetched", "only https is taken", "sends on"},
		},
		{
			name: "redirect to a file",
			serve: func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Location", "file:///etc/passwd")
				w.WriteHeader(http.StatusFound)
			},
			want: []string{"only https is taken"},
		},
		{
			name: "redirect in a circle",
			serve: func(w http.ResponseWriter, r *http.Request) {
				http.Redirect(w, r, r.URL.Path, http.StatusFound)
			},
			want: []string{"sends on more than 5 times"},
		},
		{
			name: "a hang before the answer",
			serve: func(w http.ResponseWriter, r *http.Request) {
				<-r.Context().Done()
			},
			update: func(u *Updater) { u.Idle = 50 * time.Millisecond },
			want:   []string{"the server fell silent for 50ms"},
		},
		{
			name: "a hang in the middle",
			serve: func(w http.ResponseWriter, r *http.Request) {
				io.WriteString(w, text[:5000])
				w.(http.Flusher).Flush()
				<-r.Context().Done()
			},
			update: func(u *Updater) { u.Idle = 400 * time.Millisecond },
			want:   []string{"the server fell silent for 400ms"},
			left:   part2,
		},
		{
			name: "drop by drop",
			serve: func(w http.ResponseWriter, r *http.Request) {
				for i := 0; i < len(text) && r.Context().Err() == nil; i++ {
					io.WriteString(w, text[i:i+1])
					w.(http.Flusher).Flush()
					time.Sleep(5 * time.Millisecond)
				}
			},
			update: func(u *Updater) { u.Total = 400 * time.Millisecond },
			want:   []string{"it takes too long, more than 400ms"},
			left:   part2,
		},
		{
			name: "2 GB of zeros, announced",
			serve: func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Length", strconv.Itoa(2<<30))
				pour(w, make([]byte, 1<<20))
			},
			want: []string{"it has 2048 MB, more than the 256 MB that are taken"},
		},
		{
			name: "2 GB of zeros, not announced",
			serve: func(w http.ResponseWriter, r *http.Request) {
				w.(http.Flusher).Flush()
				pour(w, make([]byte, 1<<20))
			},
			want: []string{"what came is no list: it is no text"},
		},
		{
			name: "2 GB of text, not announced",
			serve: func(w http.ResponseWriter, r *http.Request) {
				w.(http.Flusher).Flush()
				pour(w, bytes.Repeat([]byte("a,0,1\n"), 1<<18))
			},
			update: func(u *Updater) { u.Limit = 4 << 20 },
			want:   []string{"it has more than the 4 MB that are taken"},
		},
		{
			name: "HTML",
			serve: func(w http.ResponseWriter, r *http.Request) {
				io.WriteString(w, "\n<!DOCTYPE html><html><body>a,b,c log in here</body></html>")
			},
			want: []string{"what came is no list: it is a web page", "log in"},
		},
		{
			name: "HTML, drop by drop",
			serve: func(w http.ResponseWriter, r *http.Request) {
				for _, c := range "\ufeff <HTML>" {
					io.WriteString(w, string(c))
					w.(http.Flusher).Flush()
					time.Sleep(time.Millisecond)
				}
				<-r.Context().Done()
			},
			want: []string{"it is a web page"},
		},
		{
			name:  "what the caller does not take",
			serve: static("some text\n"),
			want:  []string{"what came is no list: no row could be read"},
		},
		{
			name:  "nothing",
			serve: func(w http.ResponseWriter, r *http.Request) {},
			want:  []string{"what came is no list: it is empty"},
		},
		{
			name: "packed",
			serve: func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Encoding", "br")
				io.WriteString(w, text)
			},
			want: []string{`it is sent packed, as "br"`},
		},
		{
			name: "control characters in the answer",
			serve: func(w http.ResponseWriter, r *http.Request) {
				conn, _, err := w.(http.Hijacker).Hijack()
				if err != nil {
					panic(err)
				}
				defer conn.Close()
				fmt.Fprintf(conn, "HTTP/1.1 403 \x1b]0;owned\x07\x1b[2J\u202eno\r\nContent-Length: 0\r\n\r\n")
			},
			want: []string{"the server answers", "owned"},
		},
		{
			name: "no HTTP",
			serve: func(w http.ResponseWriter, r *http.Request) {
				conn, _, err := w.(http.Hijacker).Hijack()
				if err != nil {
					panic(err)
				}
				defer conn.Close()
				fmt.Fprintf(conn, "\x1b[31mSSH-2.0 hello%s\r\n\r\n", strings.Repeat("\x1b[2J", 1000))
			},
			want: []string{"the server cannot be reached", "look at the network"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir, list := install(t)
			s := serve(t, test.serve)
			if test.source != nil {
				test.source(&s)
			}
			u := &Updater{Dir: dir}
			if test.update != nil {
				test.update(u)
			}
			r, err := run(t, u, s)
			if err == nil || r.Step != Failed || r.Err == nil {
				t.Fatalf("result %+v, error %v", r, err)
			}
			message := err.Error()
			for _, want := range append(test.want, "list: ", "the installed list stays as it was") {
				if !strings.Contains(message, want) {
					t.Errorf("the message lacks %q:\n%s", want, message)
				}
			}
			if strings.ContainsFunc(message, unicode.IsControl) || strings.ContainsRune(message, '\u202e') || len(message) > 2000 {
				t.Errorf("the message is no clean line: %q", message)
			}
			if got := content(t, list); got != oldList {
				t.Errorf("the old list is now %.60q", got)
			}
			if left := leftovers(t, dir); left != test.left {
				t.Errorf("left in the directory: %q, want %q", left, test.left)
			}
			// What went wrong is no hindrance to the next update.
			good := serve(t, static(text))
			if _, err := run(t, &Updater{Dir: dir}, good); err != nil {
				t.Errorf("the next update: %v", err)
			}
			if got := content(t, list); got != text {
				t.Errorf("the next update installed %.60q", got)
			}
			if left := leftovers(t, dir); left != "" {
				t.Errorf("left after the next update: %q", left)
			}
		})
	}
}

// pour writes 2 GB, or as much as is taken.
func pour(w io.Writer, piece []byte) {
	for n := 0; n < 2<<30; n += len(piece) {
		if _, err := w.Write(piece); err != nil {
			return
		}
	}
}

// TestNoServerIsReached says once for all lists that no server can be reached, and
// what to do without a network; what goes wrong with one of them is said of it.
func TestNoServerIsReached(t *testing.T) {
	gone := []Source{{Name: "a", URL: "http://127.0.0.1:1/a.csv"}, {Name: "b", URL: "http://127.0.0.1:1/b.csv"}}
	u := &Updater{Dir: t.TempDir()}
	_, err := u.Run(t.Context(), gone...)
	if err == nil || strings.Count(err.Error(), "\n") > 0 || strings.Count(err.Error(), "127.0.0.1:1") != 1 || !strings.Contains(err.Error(), "tailor update --source FILE") {
		t.Errorf("%v", err)
	}
	s := httptest.NewServer(http.NotFoundHandler())
	defer s.Close()
	_, err = u.Run(t.Context(), gone[0], Source{Name: "b", URL: s.URL + "/b.csv"})
	if err == nil || !strings.Contains(err.Error(), "a: ") || !strings.Contains(err.Error(), "b: ") {
		t.Errorf("%v", err)
	}
}
