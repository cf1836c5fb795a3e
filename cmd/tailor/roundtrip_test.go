package main

import (
	bigendian "encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"tailor/cmd/tailor/cli"
	"tailor/tags/prompt"
	"tailor/tags/prompt/infotext"
)

// TestRoundTripOfInfotexts exports a thousand prompts by the command line and
// imports what came out, half of it from pictures as the web UI writes them:
// prompt, negative and settings are the same to the byte.
func TestRoundTripOfInfotexts(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	pieces := []string{"1girl", ", ", ":", "\"", "\\", "\n", " ", "(a:1.2)", "Steps: 28", "日本語", "é", "😺", "“", "\\\"", "\t",
		"<lora:x:1>", "Negative prompt", "Size: 1x1", ",", "=", "\u2028", "&amp;", "{a|b}", "BREAK", "'", "\n\n", "--json", "#"}
	text := func(most int) string {
		var b strings.Builder
		for range random.IntN(most + 1) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		return b.String()
	}
	dir := t.TempDir()
	config := file(t, "config.toml", "")
	var files []string
	var wants []infotext.Infotext
	for tries := 0; len(wants) < 1000; tries++ {
		if tries == 1200 {
			t.Fatalf("only %d of %d prompts can be written as infotexts", len(wants), tries)
		}
		info := infotext.Infotext{Texts: prompt.Texts{Positive: text(12), Negative: text(8)}}
		info.Settings = []infotext.Setting{{Key: "Steps", Value: "28"}, {Key: "Sampler", Value: "Euler a"}, {Key: "Schedule type", Value: "Automatic"},
			{Key: "CFG scale", Value: "7"}, {Key: "Size", Value: "1024x1024"}}
		n := len(wants)
		args, in := []string{"export", "--config", config, "--negative=" + info.Negative, "--", info.Positive}, ""
		if n%4 < 2 { // with settings of its own
			info.Settings = append(info.Settings, infotext.Setting{Key: "Seed", Value: fmt.Sprint(n)}, infotext.Setting{Key: "Note", Value: text(4)})
			args, in = args[:3], info.String()
		} else if alone := infotext.Parse(info.Positive); alone.Positive != info.Positive || alone.Settings != nil {
			continue // reads like an infotext itself
		}
		if info.Lost() != nil {
			continue
		}
		out := ran(t, in, args...)
		path := filepath.Join(dir, fmt.Sprintf("%d", n))
		if n%2 == 0 {
			out = pictureOf(strings.TrimSuffix(out, "\n"))
		}
		if err := os.WriteFile(path, []byte(out), 0o600); err != nil {
			t.Fatal(err)
		}
		files, wants = append(files, path), append(wants, info)
	}
	lines := strings.Split(strings.TrimSuffix(ran(t, "", append([]string{"import", "--config", config, "--json"}, files...)...), "\n"), "\n")
	if len(lines) != len(wants) {
		t.Fatalf("%d answers for %d files", len(lines), len(wants))
	}
	for i, want := range wants {
		var got imported
		if err := json.Unmarshal([]byte(lines[i]), &got); err != nil {
			t.Fatal(err)
		}
		if got.Prompt != want.Positive || got.Negative != want.Negative || !maps.Equal(got.Settings, settingMap(want.Settings)) {
			t.Fatalf("of %q\nread   %q, %q, %q\nwanted %q, %q, %q", files[i], got.Prompt, got.Negative, got.Settings, want.Positive, want.Negative, want.Settings)
		}
	}
}

// ran runs tailor within the test, since a thousand programs take long to
// start, and returns what it wrote.
func ran(t *testing.T, stdin string, args ...string) string {
	t.Helper()
	var s cli.Streams
	for i, to := range []**os.File{&s.In, &s.Out, &s.Err} {
		f, err := os.CreateTemp(t.TempDir(), "")
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if i == 0 {
			if _, err := f.WriteString(stdin); err != nil {
				t.Fatal(err)
			}
			_, _ = f.Seek(0, 0)
		}
		*to = f
	}
	code := run(t.Context(), args, s)
	out, err := os.ReadFile(s.Out.Name())
	said, _ := os.ReadFile(s.Err.Name())
	if err != nil || code != 0 || len(said) > 0 {
		t.Fatalf("tailor %q: exit %d, %s, %v", args, code, said, err)
	}
	return string(out)
}

// pictureOf is a PNG with an infotext as the web UI's library writes it: tEXt
// where Latin-1 can hold it, else iTXt.
func pictureOf(info string) string {
	var latin []byte
	for _, r := range info {
		if r > 0xFF {
			latin = nil
			break
		}
		latin = append(latin, byte(r))
	}
	if latin != nil && utf8.ValidString(info) {
		return pngWith("parameters", string(latin))
	}
	body := "iTXtparameters\x00\x00\x00\x00\x00" + info
	b := bigendian.BigEndian.AppendUint32(nil, uint32(len(body)-4))
	b = append(b, body...)
	b = bigendian.BigEndian.AppendUint32(b, crc32.ChecksumIEEE([]byte(body)))
	plain := pngWith("Software", "x")
	return plain[:33] + string(b) + plain[33:]
}
