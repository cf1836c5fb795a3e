package update

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestAllowed(t *testing.T) {
	tests := []struct {
		address, from string
		ok            bool
	}{
		{"https://lists.example/a.csv", "", true},
		{"HTTPS://lists.example/a.csv", "", true},
		{"http://lists.example/a.csv", "", false},
		{"http://localhost/a.csv", "", true},
		{"http://LOCALHOST:8080/a.csv", "", true},
		{"http://127.0.0.1:8080/a.csv", "", true},
		{"http://127.9.9.9/a.csv", "", true},
		{"http://[::1]:80/a.csv", "", true},
		{"http://[::ffff:127.0.0.1]/a.csv", "", true},
		{"http://128.0.0.1/a.csv", "", false},
		{"http://localhost.lists.example/a.csv", "", false},
		{"http://127.0.0.1.lists.example/a.csv", "", false},
		{"http://lists.example@127.0.0.1/a.csv", "", true},
		{"http://127.0.0.1@lists.example/a.csv", "", false},
		{"http://10.0.0.1/a.csv", "", false},
		{"http://0.0.0.0/a.csv", "", false},
		{"http://[fe80::1]/a.csv", "", false},
		{"https://10.0.0.1/a.csv", "", true},
		{"ftp://localhost/a.csv", "", false},
		{"file:///etc/passwd", "", false},
		{"https:///a.csv", "", false},
		{"https://lists.example/a.csv", "https://other.example/", true},
		{"http://lists.example/a.csv", "https://other.example/", false},
		{"http://127.0.0.1/a.csv", "https://other.example/", false},
		{"https://127.0.0.1/a.csv", "https://other.example/", false},
		{"https://lists.example/a.csv", "http://127.0.0.1/", true},
		{"http://127.0.0.1/a.csv", "http://localhost/", true},
		{"https://127.0.0.1/a.csv", "http://localhost/", true},
	}
	for _, test := range tests {
		to, err := url.Parse(test.address)
		if err != nil {
			t.Fatal(err)
		}
		var from *url.URL
		if test.from != "" {
			if from, err = url.Parse(test.from); err != nil {
				t.Fatal(err)
			}
		}
		if err := allowed(to, from); (err == nil) != test.ok {
			t.Errorf("%s, sent there from %q: %v", test.address, test.from, err)
		}
	}
}

// TestSecureRedirect lets a server elsewhere, which speaks https, send on to
// this machine, to http elsewhere, and to another server with https.
func TestSecureRedirect(t *testing.T) {
	text := newList(100)
	near := httptest.NewServer(static(text))
	defer near.Close()
	mux := http.NewServeMux()
	mux.HandleFunc("/near/list.csv", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, near.URL+"/list.csv", http.StatusFound)
	})
	mux.HandleFunc("/plain/list.csv", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://example.com/secure/list.csv", http.StatusMovedPermanently)
	})
	mux.HandleFunc("/on/list.csv", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "https://www.example.com/secure/list.csv", http.StatusTemporaryRedirect)
	})
	mux.HandleFunc("/secure/list.csv", static(text))
	far := httptest.NewUnstartedServer(mux)
	far.Config.ErrorLog = log.New(io.Discard, "", 0)
	far.StartTLS()
	defer far.Close()

	// example.com, for which the test server has a certificate, is the server.
	oldDial, oldConfig := dial, tlsConfig
	defer func() { dial, tlsConfig = oldDial, oldConfig }()
	dial = func(d *net.Dialer) func(ctx context.Context, network, address string) (net.Conn, error) {
		return func(ctx context.Context, network, address string) (net.Conn, error) {
			if host, port, _ := net.SplitHostPort(address); strings.HasSuffix(host, "example.com") && port == "443" {
				address = far.Listener.Addr().String()
			}
			return oldDial(d)(ctx, network, address)
		}
	}
	tlsConfig = far.Client().Transport.(*http.Transport).TLSClientConfig

	for path, want := range map[string]error{"near": errInsecure, "plain": errInsecure, "on": nil, "secure": nil} {
		dir, list := install(t)
		_, err := run(t, &Updater{Dir: dir}, Source{Name: "list", URL: "https://example.com/" + path + "/list.csv"})
		if !errors.Is(err, want) {
			t.Errorf("%s: %v", path, err)
		}
		if got := content(t, list); (got == text) != (want == nil) || want != nil && got != oldList {
			t.Errorf("%s: the list is %.40q", path, got)
		}
	}
	tlsConfig = &tls.Config{} // which does not trust the test server
	dir, list := install(t)
	_, err := run(t, &Updater{Dir: dir}, Source{Name: "list", URL: "https://example.com/secure/list.csv"})
	if err == nil || !strings.Contains(err.Error(), "certificate") || content(t, list) != oldList {
		t.Errorf("a certificate that nobody vouches for: %v", err)
	}
}

func TestUnreachable(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	l.Close()
	dir, list := install(t)
	_, err = run(t, &Updater{Dir: dir, Connect: time.Second}, Source{Name: "list", URL: "http://" + address + "/list.csv"})
	if !errors.Is(err, errUnreachable) || !strings.Contains(err.Error(), "look at the network") || content(t, list) != oldList {
		t.Errorf("error %v", err)
	}
	if left := leftovers(t, dir); left != "" {
		t.Errorf("left: %s", left)
	}
}

func TestSources(t *testing.T) {
	files := map[string]bool{}
	for _, s := range Sources() {
		if err := s.check(); err != nil {
			t.Errorf("%s: %v", s.Name, err)
		}
		if s.local() || !strings.HasPrefix(s.URL, "https://") || s.About == "" || files[s.File()] {
			t.Errorf("%+v", s)
		}
		files[s.File()] = true
	}
	if len(files) != 4 || !files["rouwei-artists.txt"] || !files["danbooru-12-10-24.csv"] {
		t.Errorf("files %v", files)
	}
}

func TestParseSource(t *testing.T) {
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		given, name, url, file string
	}{
		{"https://lists.example/a/My%20list.csv?x=1#y", "My list", "", "My list.csv"},
		{"https://lists.example/artists.TXT", "artists", "", "artists.txt"},
		{"https://lists.example/", "lists.example", "", "lists.example.csv"},
		{"https://lists.example", "lists.example", "", "lists.example.csv"},
		{"https://lists.example/..%2f..%2fetc%2fpasswd", "passwd", "", "passwd.csv"},
		{"https://lists.example/%00%1b[2J.csv", "2J", "", "2J.csv"},
		{"https://lists.example/nul.csv", "list nul", "", "list nul.csv"},
		{"https://lists.example/Com1.x.txt", "list Com1.x", "", "list Com1.x.txt"},
		{"https://lists.example/console.csv", "console", "", "console.csv"},
		{"https://lists.example/タグ.csv", "タグ", "", "タグ.csv"},
		{"https://lists.example/.hidden.csv", "hidden", "", "hidden.csv"},
		{"https://lists.example/" + strings.Repeat("é", 200) + ".csv", strings.Repeat("é", 50), "", strings.Repeat("é", 50) + ".csv"},
		{"tags.csv", "tags", filepath.Join(here, "tags.csv"), "tags.csv"},
		{filepath.Join(here, "b", "wild.txt"), "wild", "", "wild.txt"},
		{"./https:/x/y.csv", "y", filepath.Join(here, "https:/x/y.csv"), "y.csv"},
	}
	for _, test := range tests {
		s, err := ParseSource(test.given)
		if err != nil {
			t.Errorf("%s: %v", test.given, err)
			continue
		}
		if test.url == "" {
			test.url = test.given
		}
		if s.Name != test.name || s.URL != test.url || s.File() != test.file {
			t.Errorf("%s: %q from %q in %q", test.given, s.Name, s.URL, s.File())
		}
	}
	for _, bad := range []string{"", "http://lists.example/a.csv", "ftp://lists.example/a.csv", "https://user:secret@lists.example:port/", "https://", "a\x00b"} {
		if s, err := ParseSource(bad); err == nil {
			t.Errorf("%q is taken as %+v", bad, s)
		} else if strings.Contains(err.Error(), "secret") {
			t.Errorf("the message tells the password: %v", err)
		}
	}
}

func TestBadSources(t *testing.T) {
	dir, _ := install(t)
	good := "https://lists.example/a.csv"
	for _, s := range []Source{
		{URL: good}, {Name: "../x", URL: good}, {Name: ".x", URL: good}, {Name: "a/b", URL: good}, {Name: "x.", URL: good}, {Name: "x\n", URL: good},
		{Name: strings.Repeat("x", 101), URL: good}, {Name: "x"}, {Name: "x", URL: "http://lists.example/"}, {Name: "x", URL: good, SHA256: "12"}, {Name: "x", URL: good, SHA256: strings.Repeat("g", 64)},
	} {
		results, err := (&Updater{Dir: dir}).Run(t.Context(), s)
		var e *Error
		if len(results) != 0 || !errors.As(err, &e) {
			t.Errorf("%+v: %v", s, err)
		}
	}
}

func FuzzContentRange(f *testing.F) {
	for _, s := range []string{"bytes 0-9/10", "bytes 5-9/*", "bytes 9-5/10", "bytes */10", "", "bytes -1-2/3", "bytes 0-9/9"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		start, total, err := contentRange(s)
		if err == nil && (start < 0 || total < -1 || total >= 0 && start >= total) {
			t.Errorf("%q: from %d of %d", s, start, total)
		}
	})
}

func FuzzParseSource(f *testing.F) {
	for _, s := range []string{"https://lists.example/a.csv", "a.csv", "https://%zz", "://", "https://a/%2e%2e/%00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		src, err := ParseSource(s)
		if err != nil {
			return
		}
		if file := src.File(); file != filepath.Base(file) || strings.HasPrefix(file, ".") || len(file) > maxName+4 || !utf8.ValidString(file) {
			t.Errorf("%q is put into %q", s, file)
		}
	})
}
