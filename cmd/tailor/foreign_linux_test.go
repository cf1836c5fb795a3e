package main

import (
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tailor/data/printable"
)

// evil is what a terminal would obey, what would turn or hide other text, and
// what is no text.
const evil = "zq\x1b[5mblink\x1b[0m\x1b]0;title\a\x1b]52;c;ZXZpbA==\x1b\\\x1b[2J\x1bP+q\x1b\\\u009b2J\u009d0;x\u009c\x9b5m \rback\b\x7f \u202eexe\u2066\u200f\u200b\ufeff\u2060\U000e0001\u2028 \xff\xc3"

// tame are the sequences that the output may hold: colours, line ends, and the
// beginnings of the lines that show the progress of update.
var tame = regexp.MustCompile(`\x1b\[([0-9;]*m|K)|\r(\n|list|page|evil|\x1b\[K)`)

// harmless checks what a program wrote to its terminal.
func harmless(t *testing.T, wrote string) {
	t.Helper()
	if strings.Contains(wrote, "\x1b[5m") {
		t.Errorf("it blinks as it was told from outside: %.3000q", wrote)
	}
	rest := tame.ReplaceAllString(wrote, "")
	for at, r := range rest {
		if printable.Unsafe(r) && r != '\n' {
			t.Errorf("it wrote %U: …%q…", r, rest[max(0, at-60):min(len(rest), at+60)])
			return
		}
	}
	if strings.ToValidUTF8(rest, "") != rest {
		t.Errorf("it wrote bytes that are no UTF-8: %.3000q", rest)
	}
}

// TestForeignTextOnATerminal gives every command foreign text by all its ways
// and captures what reaches the terminal.
func TestForeignTextOnATerminal(t *testing.T) {
	list := file(t, "evil\x1b[5m\u202e.csv", "zq\x1b[5m_hair,0,5,\"zq\u202eb\"\n\x9b2J,0,1,\n"+strings.ReplaceAll(evil, "\n", "")+",1,3,\nzq_fine,1,9,\n")
	wild := filepath.Join(t.TempDir(), "wild\x1b[5m\u202e")
	if err := os.MkdirAll(wild, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{"zq.txt": evil + "\n", "zq\x1b[5m.txt": "x", "zq.yaml": "\"a\x1b\": [" + evil, "bytes\u202e.txt": "\x00\x01\xff"} {
		if err := os.WriteFile(filepath.Join(wild, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	infotext := evil + "\nNegative prompt: " + evil + "\nSteps: 20, Sampler: " + evil + ", CFG scale: 7, Size: 1x1"
	png := file(t, "evil\x1b[5m\u202e.png", pngWith("parameters", infotext))
	comfy, err := json.Marshal(map[string]any{"1": map[string]any{"class_type": "CLIPTextEncode" + evil, "inputs": map[string]any{"text": evil}}})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", "\"\u202e\u009b5m\"")
		switch r.URL.Path {
		case "/page.csv":
			w.WriteHeader(http.StatusTeapot)
		case "/sdapi/v1/txt2img":
			_ = json.NewEncoder(w).Encode(map[string]any{"images": []string{"eA==", "eA=="}, "info": evil})
			return
		case "/refuses/sdapi/v1/txt2img":
			w.WriteHeader(http.StatusUnprocessableEntity)
			_ = json.NewEncoder(w).Encode(map[string]any{"detail": []string{evil}, "error": evil})
			return
		}
		_, _ = w.Write([]byte("<html>" + evil))
	}))
	defer server.Close()
	// liar puts what it has to say into the status line.
	liar, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer liar.Close()
	go func() {
		for {
			c, err := liar.Accept()
			if err != nil {
				return
			}
			_, _ = c.Read(make([]byte, 1<<16))
			_, _ = io.WriteString(c, "HTTP/1.1 500 "+strings.ReplaceAll(evil, "\r", "")+"\r\nContent-Length: 0\r\n\r\n")
			c.Close()
		}
	}()
	config := func(content string) string { return file(t, "config\x1b[5m\u202e.toml", content) }
	tests := []struct {
		name  string
		stdin string // given in place of the terminal, "" for none
		args  []string
	}{
		{"search", "", []string{"search", "--tags", list, "zq"}},
		{"search for it", "", []string{"search", "--tags", list, "zq" + strings.ReplaceAll(evil, "\x00", "")}},
		{"search as JSON", evil + "\nzq\n", []string{"search", "--json", "--tags", list}},
		{"lists", "", []string{"lists", "--bad", "--tags", list}},
		{"lists as JSON", "", []string{"lists", "--json", "--tags", list}},
		{"count", "", []string{"count", evil}},
		{"count of standard input", evil + "\n BREAK " + evil, []string{"count"}},
		{"count as JSON", "\"a\u202e\"\n" + evil, []string{"count", "--json"}},
		{"lint", evil + ", masterpiece, amazing quality, (zq\x1b", []string{"lint", "--tags", list, "--negative", evil}},
		{"lint mended", evil + ", amazing quality, zq hiar\u202e", []string{"lint", "--fix", "--tags", list, "--negative", evil}},
		{"lint as JSON", "", []string{"lint", "--json", "--tags", list, evil}},
		{"compose", "", []string{"compose", "--tags", list, "--artist", evil, "--style", evil, "--quality", evil, "--negative", evil, evil}},
		{"compose with a list's", "", []string{"compose", "--tags", list, "--artist", "zq fine", "zq hair"}},
		{"import of a picture", "", []string{"import", png}},
		{"import as JSON", "", []string{"import", "--json", png}},
		{"import of an infotext", infotext, []string{"import"}},
		{"import of a workflow", string(comfy), []string{"import"}},
		{"import of what is missing", "", []string{"import", "/none/" + evil}},
		{"import of bytes", "\x00" + evil, []string{"import"}},
		{"export", infotext, []string{"export"}},
		{"export for ComfyUI", infotext, []string{"export", "--as", "comfyui"}},
		{"export for InvokeAI", infotext, []string{"export", "--as", "invokeai"}},
		{"export as JSON", infotext, []string{"export", "--as", "json"}},
		{"export as what is no format", "x", []string{"export", "--as", evil}},
		{"expand", "", []string{"expand", "--wildcards", wild, "-n", "3", "{a|" + evil + "} __zq__ __bytes*__ __" + evil + "__"}},
		{"expand as JSON", "", []string{"expand", "--json", "--wildcards", wild, "__zq__ __none\x1b__"}},
		{"update", "", []string{"update", "--source", server.URL + "/list.csv"}},
		{"update with an error", "", []string{"update", "--source", server.URL + "/page.csv?\u202e"}},
		{"update of a file", "", []string{"update", "--source", list}},
		{"send into a folder of such a name", "", []string{"send", "--url", server.URL, "--out", wild, evil}},
		{"send, as JSON", "", []string{"send", "--json", "--url", server.URL, "--out", wild, evil}},
		{"send, refused", infotext, []string{"send", "--url", server.URL + "/refuses", "--out", wild, "--negative", evil}},
		{"send to what is no web UI", "x", []string{"send", "--url", server.URL + "/else\u202e", "--out", wild}},
		{"send to what lies", "x", []string{"send", "--url", "http://" + liar.Addr().String(), "--out", wild}},
		{"send to no address", "x", []string{"send", "--url", evil, "--out", wild}},
		{"send into no folder", "x", []string{"send", "--out", evil}},
		{"send a setting that is none", "a\nSteps: " + evil + ", Sampler: " + evil + ", Seed: 1", []string{"send", "--out", wild}},
		{"a config's unknown key", "", []string{"search", "--config", config("\"" + `\u001b[5m\u202e` + "\" = 1\n"), "x"}},
		{"a config's values", "", []string{"search", "--config", config("theme = \"" + `\u001b[5m\u202e` + "\"\nmodel = \"" + `\u009b\u0007` + "\"\n"), "x"}},
		{"a config that is no TOML", "", []string{"search", "--config", config(evil), "x"}},
		{"a missing config", "", []string{"search", "--config", "/none/" + evil, "x"}},
		{"a profile", "", []string{"lint", "--config", config("profile = '" + file(t, "p\x1b[5m.toml", "name = \""+`\u001b[5m`+"\"\nextends = 'rouwei'\nxy = 1\n") + "'\n"), "x"}},
		{"a profile's name", "", []string{"lint", "--config", config("profile = \"" + `\u001b[5m\u202e` + "\"\n"), "x"}},
		{"an unknown flag", "", []string{"search", "--" + evil}},
		{"a flag's value", "", []string{"search", "--category", evil, "--limit", evil, "x"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var in *os.File
			if test.stdin != "" {
				f, err := os.Open(file(t, "stdin", test.stdin))
				if err != nil {
					t.Fatal(err)
				}
				defer f.Close()
				in = f
			}
			args := append([]string{binary}, test.args...)
			for k := range args {
				args[k] = strings.ReplaceAll(args[k], "\x00", "")
			}
			m := openMute(t, home(t), 100, 30, in, args...)
			m.waitEnd()
			m.waitUntil("its output", func() bool { return m.wrote() != "" })
			wrote := m.wrote()
			harmless(t, wrote)
			if strings.Contains(wrote, "panic:") {
				t.Errorf("it panicked: %s", wrote)
			}
		})
	}
}

// TestJSONOnATerminal reads what a terminal is sent as JSON: it is JSON, of the
// same values, though nothing in it is what a terminal would obey.
func TestJSONOnATerminal(t *testing.T) {
	const said = "a\x1b[31m\u202eb\u3164\U000e0041\u009b31m\x7f\u200b"
	for _, args := range [][]string{{"export", "--as", "json", said}, {"export", "--as", "comfyui", "--checkpoint", "x", said}, {"expand", "--json", said}, {"search", "--json", said}, {"tag", "--json", said}} {
		m := openMute(t, home(t), 100, 30, nil, append([]string{binary}, args...)...)
		m.waitEnd()
		m.waitUntil("its output", func() bool { return strings.HasSuffix(m.wrote(), "}\r\n") })
		wrote := m.wrote()
		harmless(t, wrote)
		var value any
		if err := json.Unmarshal([]byte(strings.ReplaceAll(wrote, "\r\n", "\n")), &value); err != nil {
			t.Errorf("%q: %v in %.300q", args, err, wrote)
		} else if again, err := json.Marshal(value); err != nil || !strings.Contains(string(again), "\u3164\U000e0041") {
			t.Errorf("%q: other values: %s", args, again)
		}
	}
}
