package webui

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// pngOf makes a PNG as large as n bytes.
func pngOf(n int, fill byte) []byte {
	b := bytes.Clone(pngMagic)
	for _, c := range []struct {
		kind string
		data []byte
	}{{"IHDR", []byte{0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0}}, {"IDAT", bytes.Repeat([]byte{fill}, n)}, {"IEND", nil}} {
		b = binary.BigEndian.AppendUint32(b, uint32(len(c.data)))
		chunk := append([]byte(c.kind), c.data...)
		b = binary.BigEndian.AppendUint32(append(b, chunk...), crc32.ChecksumIEEE(chunk))
	}
	return b
}

// TestLargePictures has a server send eight pictures of 6 MB at once, before it
// says what they are: they lie in a file meanwhile, of which nothing is left, and
// one at a time is in memory. Without room for that file it is told.
func TestLargePictures(t *testing.T) {
	n := 8
	if testing.Short() {
		n = 2
	}
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/sdapi/v1/txt2img" {
			_, _ = io.WriteString(w, `{"progress":0,"state":{"job_count":0}}`)
			return
		}
		_, _ = io.WriteString(w, `{"images":[`)
		var seeds []int
		var texts []string
		for k := range n {
			fmt.Fprintf(w, `%s"%s"`, ","[:min(k, 1)], base64.StdEncoding.EncodeToString(pngOf(6<<20, byte(k))))
			seeds, texts = append(seeds, k+1), append(texts, fmt.Sprint("prompt ", k))
		}
		info, _ := json.Marshal(map[string]any{"index_of_first_image": 0, "all_seeds": seeds, "infotexts": texts})
		said, _ := json.Marshal(string(info))
		fmt.Fprintf(w, `],"parameters":{"x":[1,2]},"info":%s}`, said)
	}))
	defer web.Close()
	dir := t.TempDir()
	c, err := newConnection(Options{URL: web.URL})
	if err != nil {
		t.Fatal(err)
	}
	s := &a1111{connection: c}
	j := Job{ID: "x", Request: Request{Width: 2048, Height: 2048, Batch: n}}
	t.Setenv("TMPDIR", dir)
	t.Setenv("TMP", dir)
	came := 0
	err = s.Generate(t.Context(), j, nil, func(p Picture) {
		whole, err := WithInfotext(pngOf(6<<20, byte(came)), fmt.Sprint("prompt ", came))
		if came++; err != nil || p.Seed != uint64(came) || p.Ext != "png" || !bytes.Equal(p.Data, whole) {
			t.Errorf("picture %d: %v, seed %d, %d bytes of %d", came, err, p.Seed, len(p.Data), len(whole))
		}
	})
	if left, _ := os.ReadDir(dir); err != nil || came != n || len(left) > 0 {
		t.Errorf("%d pictures, %v, %d files are left", came, err, len(left))
	}
	none := filepath.Join(dir, "none")
	t.Setenv("TMPDIR", none)
	t.Setenv("TMP", none)
	if err := s.Generate(t.Context(), j, nil, func(Picture) {}); runtime.GOOS != "windows" && (err == nil || !strings.Contains(err.Error(), "finds no room: open "+none)) {
		t.Errorf("without room: %v", err)
	}
}

// TestManyLoRAs has a server list five thousand LoRAs, whose metadata have a
// million values and more bytes than other answers may: their names are known, and
// their metadata come one after another.
func TestManyLoRAs(t *testing.T) {
	count := 5000
	if testing.Short() {
		count = 500
	}
	tags := strings.Repeat(`"a tag of it":12,`, 1000)
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/sdapi/v1/loras" {
			http.NotFound(w, r)
			return
		}
		for k, before := 0, "["; k < count; k, before = k+1, "," {
			fmt.Fprintf(w, `%s{"name":"lora %d","alias":"other %d","path":"/l","metadata":{"ss_tag_frequency":{"1_x":{%s"end":1}},"modelspec.trigger_phrase":"word %d"}}`, before, k, k, tags, k)
		}
		_, _ = io.WriteString(w, "]")
	}))
	defer web.Close()
	c, err := newConnection(Options{URL: web.URL})
	if err != nil {
		t.Fatal(err)
	}
	s := &a1111{connection: c}
	names, err := s.Names(t.Context())
	if err != nil || len(names.Loras) != count || len(names.Missed) > 0 || names.Loras[count-1].Name != fmt.Sprint("lora ", count-1) {
		t.Errorf("%d LoRAs, %q, %v", len(names.Loras), names.Missed, err)
	}
	came := 0
	err = s.LoRAs(t.Context(), "lora 0", func(name string, m map[string]string) {
		if name != fmt.Sprint("lora ", came) || m["modelspec.trigger_phrase"] != fmt.Sprint("word ", came) || !strings.HasPrefix(m["ss_tag_frequency"], `{"1_x":{"a tag`) {
			t.Errorf("%q: %.100q", name, m)
		}
		came++
	})
	if err != nil || came != count {
		t.Errorf("%d LoRAs told of, %v", came, err)
	}
}

// TestLargeFrames has the socket of a ComfyUI send frames that are too large, or
// without an end: they are passed over, or the socket is done without.
func TestLargeFrames(t *testing.T) {
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		socket, err := websocket.Accept(w, r, nil)
		if err != nil {
			t.Error(err)
			return
		}
		defer socket.CloseNow()
		_ = socket.Write(r.Context(), websocket.MessageText, []byte("hello"))
		_ = socket.Write(r.Context(), websocket.MessageBinary, make([]byte, maxPreview+1))
		_ = socket.Write(r.Context(), websocket.MessageText, []byte("again"))
		to, err := socket.Writer(r.Context(), websocket.MessageBinary)
		for part := make([]byte, 1<<20); err == nil; {
			_, err = to.Write(part)
		}
	}))
	defer web.Close()
	c, err := newConnection(Options{URL: web.URL})
	if err != nil {
		t.Fatal(err)
	}
	frames, stop := (&comfy{connection: c}).listen(t.Context(), NewID())
	defer stop()
	var got []string
	for late := time.After(20 * time.Second); ; {
		select {
		case f, open := <-frames:
			if open {
				got = append(got, string(f.data))
				continue
			}
			if strings.Join(got, " ") != "hello again" {
				t.Errorf("%d frames: %.80q", len(got), got)
			}
		case <-late:
			t.Error("a frame without an end is waited for")
		}
		return
	}
}
