package picture

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"tailor/tags/picture/container"
	"tailor/tags/prompt/infotext"
)

const (
	latin = "1girl, naïve café, (smile:1.2),\nblue hair\nNegative prompt: worst quality\nSteps: 28, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 832x1216"
	world = "1girl, 猫耳 “x” 😺\nNegative prompt: низкое\nSteps: 28, Sampler: Euler a, CFG scale: 7, Note: \"a, b: c\""
)

func readBytes(b []byte) (Prompt, error) { return Read(bytes.NewReader(b), int64(len(b))) }

func toLatin1(s string) string {
	var b []byte
	for _, r := range s {
		b = append(b, byte(r))
	}
	return string(b)
}

func TestA1111(t *testing.T) {
	big, little := endian(binary.BigEndian), endian(binary.LittleEndian)
	cases := []struct {
		name, format string
		file         []byte
		want         string
	}{
		{"PNG tEXt", "PNG", pngOf(text("Software", "x"), text("parameters", toLatin1(latin))), latin},
		{"PNG tEXt in UTF-8", "PNG", pngOf(text("parameters", world)), world},
		{"PNG iTXt", "PNG", pngOf(unicodeText("parameters", world)), world},
		{"PNG iTXt, packed", "PNG", pngOf(packedUnicodeText("parameters", world)), world},
		{"PNG zTXt", "PNG", pngOf(packedText("parameters", toLatin1(latin))), latin},
		{"PNG eXIf", "PNG", pngOf(pngChunk("eXIf", tiff(big, utf16Comment(big, world), nil))), world},
		{"PNG behind the pixels", "PNG", append(pngOf()[:len(pngOf())-12], append(text("parameters", toLatin1(latin)), pngChunk("IEND", nil)...)...), latin},
		{"JPEG, big-endian", "JPEG", jpegOf(exifSegment(tiff(big, utf16Comment(big, world), nil))), world},
		{"JPEG, little-endian", "JPEG", jpegOf(exifSegment(tiff(little, utf16Comment(little, world), nil))), world},
		{"JPEG, big-endian text in little-endian EXIF", "JPEG", jpegOf(exifSegment(tiff(little, utf16Comment(big, world), nil))), world},
		{"JPEG, little-endian text in big-endian EXIF", "JPEG", jpegOf(exifSegment(tiff(big, utf16Comment(little, world), nil))), world},
		{"JPEG, byte order mark", "JPEG", jpegOf(exifSegment(tiff(big, utf16Comment(little, "\uFEFF"+world), nil))), world},
		{"JPEG, ASCII", "JPEG", jpegOf(exifSegment(tiff(big, asciiComment("a\nSteps: 1, Seed: 2, Size: 3x4"), nil))), "a\nSteps: 1, Seed: 2, Size: 3x4"},
		{"JPEG comment", "JPEG", jpegOf(segment(0xFE, []byte(world))), world},
		{"JPEG description", "JPEG", jpegOf(exifSegment(tiff(big, nil, map[uint16]string{0x010E: latin}))), latin},
		{"WebP", "WebP", webpOf(tiff(big, utf16Comment(big, world), nil)), world},
		{"WebP with JPEG's mark", "WebP", webpOf(append([]byte("Exif\x00\x00"), tiff(little, utf16Comment(big, world), nil)...)), world},
		{"AVIF", "AVIF", avifOf(tiff(big, utf16Comment(big, world), nil), false), world},
		{"AVIF, idat", "AVIF", avifOf(tiff(little, utf16Comment(little, world), nil), true), world},
		{"text", "text", []byte(world), world},
		{"text with mark", "text", []byte("\ufeff" + world), world},
		{"text in UTF-16", "text", utf16Comment(little, "\uFEFF"+world)[8:], world},
		{"Chinese alone, big-endian", "JPEG", jpegOf(exifSegment(tiff(big, utf16Comment(big, "猫耳的少女, 樱花"), nil))), "猫耳的少女, 樱花"},
		{"Chinese alone, little-endian", "JPEG", jpegOf(exifSegment(tiff(big, utf16Comment(little, "猫耳的少女, 樱花"), nil))), "猫耳的少女, 樱花"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p, err := readBytes(c.file)
			if err != nil {
				t.Fatal(err)
			}
			if p.Format != c.format || p.Source != "A1111" {
				t.Errorf("%s by %s, want %s by A1111", p.Format, p.Source, c.format)
			}
			if got := p.Infotext.String(); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestOthers(t *testing.T) {
	big := endian(binary.BigEndian)
	cases := []struct {
		name   string
		file   []byte
		source string
		want   string
	}{
		{"NovelAI", pngOf(text("Title", "AI generated image"), text("Description", "1girl, {smile}"), text("Software", "NovelAI"),
			text("Comment", `{"steps": 28, "sampler": "k_euler_ancestral", "seed": 3000000000, "scale": 11.0, "uc": "lowres"}`)),
			"NovelAI", "1girl, (smile:1.05)\nNegative prompt: lowres\nSteps: 28, Sampler: Euler a, CFG scale: 11.0, Seed: 3000000000, Size: 832x1216"},
		{"NovelAI 4", pngOf(text("Software", "NovelAI"), text("Comment",
			`{"prompt":"a","uc":"b","steps":28,"scale":6,"seed":1,"width":64,"height":96,"v4_prompt":{"caption":{"base_caption":"a","char_captions":[{"char_caption":"girl, x"}]}}}`)),
			"NovelAI", "a BREAK girl, x\nNegative prompt: b\nSteps: 28, CFG scale: 6, Seed: 1, Size: 64x96"},
		{"InvokeAI", pngOf(unicodeText("invokeai_metadata", `{"positive_prompt":"a++, b","negative_prompt":"c","width":1024,"height":1024,"seed":7,"cfg_scale":7.5,"steps":30,"scheduler":"euler_a","model":{"name":"rouwei"}}`)),
			"InvokeAI", "(a:1.21), b\nNegative prompt: c\nSteps: 30, Sampler: Euler a, CFG scale: 7.5, Seed: 7, Size: 1024x1024, Model: rouwei"},
		{"InvokeAI 2", pngOf(text("sd-metadata", `{"model_weights":"m","image":{"prompt":[{"prompt":"a [b] c","weight":1}],"steps":50,"cfg_scale":7.5,"seed":1,"sampler":"k_euler","width":512,"height":512}}`)),
			"InvokeAI", "a  c\nNegative prompt: b\nSteps: 50, Sampler: Euler, CFG scale: 7.5, Seed: 1, Size: 512x512, Model: m"},
		{"InvokeAI 1", pngOf(text("Dream", `"a "b" [c]" -s 50 -S 42 -W512 -H512 -C 7.5 -A k_lms`)),
			"InvokeAI", "a \"b\"\nNegative prompt: c\nSteps: 50, Sampler: LMS, CFG scale: 7.5, Seed: 42, Size: 512x512"},
		{"SwarmUI", pngOf(text("parameters", `{"sui_image_params":{"prompt":"a <break> b","negativeprompt":"c","steps":20,"cfgscale":7,"seed":5,"width":8,"height":16}}`)),
			"SwarmUI", "a BREAK b\nNegative prompt: c\nSteps: 20, CFG scale: 7, Seed: 5, Size: 8x16"},
		{"ComfyUI in WebP", webpOf(tiff(big, nil, map[uint16]string{0x0110: "prompt:" + comfySimple})),
			"ComfyUI", comfySimpleWant},
		{"ComfyUI in PNG", pngOf(text("prompt", comfySimple), text("workflow", "{}")), "ComfyUI", comfySimpleWant},
		{"ComfyUI in a text", []byte(comfySimple), "ComfyUI", comfySimpleWant},
		{"ComfyUI as posted", []byte(`{"client_id":"x","prompt":` + comfySimple + `}`), "ComfyUI", comfySimpleWant},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p, err := readBytes(c.file)
			if err != nil {
				t.Fatal(err)
			}
			if got := p.Infotext.String(); p.Source != c.source || got != c.want {
				t.Errorf("by %s\n got %s\nwant %s", p.Source, got, c.want)
			}
		})
	}
	if p, _ := readBytes(cases[0].file); len(p.Notes) != 1 || !strings.Contains(p.Notes[0], "A1111's weights") {
		t.Errorf("notes %q", p.Notes)
	}
}

func TestRefused(t *testing.T) {
	bomb := pngOf(pngChunk("zTXt", append([]byte("parameters\x00\x00"), pack(make([]byte, 64<<20))...)))
	long := pngOf()[:33]
	long = append(long, 0xFF, 0xFF, 0xFF, 0xFF)
	long = append(long, "tEXtparameters\x00abc"...)
	webp := webpOf(tiff(binary.BigEndian, asciiComment("a"), nil))
	endless := append([]byte("\x89PNG\r\n\x1a\n"), bytes.Repeat(pngChunk("abCd", nil), container.MaxParts+1)...)
	cases := []struct {
		name string
		file []byte
		want string
	}{
		{"empty", nil, "empty file"},
		{"binary", []byte("\x00\x01\x02\x03\x04\x05\x06\x07\x08"), "neither a picture"},
		{"blank", []byte(" \n"), "white space"},
		{"PNG without prompt", pngOf(text("Software", "GIMP")), "no prompt"},
		{"PNG cut off", pngOf(text("parameters", strings.Repeat("a", 100)))[:80], "cut off"},
		{"PNG cut off in a head", pngOf()[:36], "cut off"},
		{"PNG with a length of 4 GB", long, "cut off or damaged"},
		{"PNG bomb", bomb, "more than 8 MB"},
		{"PNG, damaged packing", pngOf(pngChunk("zTXt", []byte("parameters\x00\x00abcdef"))), "damaged"},
		{"PNG of parts without end", endless, "more than 65536 parts"},
		{"JPEG without prompt", jpegOf(), "no prompt"},
		{"JPEG cut off", jpegOf(exifSegment(tiff(binary.BigEndian, asciiComment(strings.Repeat("a", 100)), nil)))[:60], "cut off"},
		{"JPEG, damaged EXIF", jpegOf(exifSegment([]byte("XX*\x00\x00\x00\x00\x08"))), "byte order"},
		{"JPEG, damaged", append(jpegOf()[:20], 1, 2, 3), "damaged"},
		{"WebP cut off", webp[:len(webp)-10], "cut off"},
		{"AVIF without EXIF", isoBox("ftyp", []byte("avif\x00\x00\x00\x00avifmif1")), "no prompt"},
		{"AVIF, a box of 4 GB", append(isoBox("ftyp", []byte("avif\x00\x00\x00\x00")), 0xFF, 0xFF, 0xFF, 0xFF, 'm', 'e', 't', 'a'), "cut off or damaged"},
		{"AVIF, a box of many GB", append(isoBox("ftyp", []byte("avif\x00\x00\x00\x00")), 0, 0, 0, 1, 'm', 'e', 't', 'a', 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF), "cut off or damaged"},
		{"other JSON", []byte(`{"a": 1}`), "no program known"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			err := readPatiently(c.file)
			runtime.ReadMemStats(&after)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want an error with %q", err, c.want)
			}
			if taken := after.TotalAlloc - before.TotalAlloc; taken > 128<<20 {
				t.Errorf("took %d MB", taken>>20)
			}
		})
	}
	if _, err := readBytes(pngOf()); !errors.Is(err, ErrNoPrompt) {
		t.Errorf("%v is not ErrNoPrompt", err)
	}
}

// TestCutOff reads every beginning of pictures of every format.
func TestCutOff(t *testing.T) {
	for _, file := range [][]byte{
		pngOf(text("parameters", world), packedUnicodeText("x", world)),
		jpegOf(exifSegment(tiff(binary.BigEndian, utf16Comment(binary.BigEndian, world), nil))),
		webpOf(tiff(binary.BigEndian, utf16Comment(binary.BigEndian, world), nil)),
		avifOf(tiff(binary.BigEndian, utf16Comment(binary.BigEndian, world), nil), false),
	} {
		for n := 12; n < len(file); n++ {
			if p, err := readBytes(file[:n]); err == nil && !strings.Contains(p.Positive, "1girl") && p.Format != "text" {
				t.Fatalf("%d of %d bytes: %+v", n, len(file), p)
			}
		}
	}
}

// TestMislabelled names a picture for another format.
func TestMislabelled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "picture.jpg")
	if err := os.WriteFile(path, pngOf(text("parameters", world)), 0o600); err != nil {
		t.Fatal(err)
	}
	p, err := ReadFile(path)
	if err != nil || p.Format != "PNG" || p.Infotext.String() != world {
		t.Errorf("%+v, %v", p, err)
	}
	if _, err := ReadFile(filepath.Dir(path)); err == nil || !strings.Contains(err.Error(), "directory") {
		t.Errorf("a directory: %v", err)
	}
	if _, err := ReadFile(path + "x"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
}

// sparse is a file of many GB that holds zeros behind its beginning.
type sparse struct{ head []byte }

func (s sparse) ReadAt(b []byte, at int64) (int, error) {
	clear(b)
	if at < int64(len(s.head)) {
		copy(b, s.head[at:])
	}
	return len(b), nil
}

var _ io.ReaderAt = sparse{}

// TestHugeChunk has a text of 4 GB that is really there.
func TestHugeChunk(t *testing.T) {
	head := append(pngOf()[:33], 0xFF, 0xFF, 0xFF, 0x00)
	head = append(head, "tEXtparameters\x00a"...)
	if _, err := Read(sparse{head}, 8<<30); err == nil || !strings.Contains(err.Error(), "more than any prompt") {
		t.Errorf("%v", err)
	}
	if _, err := Read(sparse{[]byte("text")}, 8<<30); err == nil {
		t.Error("read a text of 8 GB")
	}
}

func FuzzRead(f *testing.F) {
	f.Add(pngOf(text("parameters", world), packedText("Comment", "{}")))
	f.Add(pngOf(text("prompt", comfySimple)))
	f.Add(jpegOf(exifSegment(tiff(binary.BigEndian, utf16Comment(binary.BigEndian, world), nil))))
	f.Add(webpOf(tiff(binary.LittleEndian, asciiComment(world), map[uint16]string{0x010F: "workflow:{}"})))
	f.Add(avifOf(tiff(binary.BigEndian, utf16Comment(binary.BigEndian, world), nil), true))
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := readBytes(b)
		if err == nil && p.Format == "" {
			t.Fatal("neither an error nor a format")
		}
	})
}

func setting(p Prompt, key string) string {
	v, _ := infotext.Infotext(p.Infotext).Get(key)
	return v
}

// TestSeveral reads the prompts of files that hold more than one.
func TestSeveral(t *testing.T) {
	const a, b = "a\nSteps: 1, Seed: 2, Size: 3x4", "b\nNegative prompt: c\nSteps: 1, Seed: 2, Size: 3x4"
	quoted, _ := json.Marshal(b)
	gbk, _ := simplifiedchinese.GBK.NewEncoder().Bytes([]byte("1girl, 猫耳少女，长发的女孩\n" + b))
	for _, c := range []struct {
		name string
		file []byte
		want []string
		note string
	}{
		{"text", []byte(a + "\n" + b), []string{a, b}, ""},
		{"text with a line between", []byte(b + "\r\n\r\n" + a + "\r\n"), []string{b, a}, ""},
		{"text with more behind it", []byte(a + "\n\nFrom a page"), []string{a}, "left out: From a page"},
		{"chunks of a PNG", pngOf(text("parameters", a), text("parameters", a), text("parameters", b)), []string{b, a}, ""},
		{"user comment", webpOf(tiff(endian(binary.BigEndian), utf16Comment(endian(binary.BigEndian), a+"\n"+b), nil)), []string{a, b}, ""},
		{"a text that is quoted as JSON", pngOf(text("parameters", string(quoted))), []string{b}, ""},
		{"GBK", gbk, []string{"1girl, 猫耳少女，长发的女孩\n" + b}, "GBK"},
	} {
		p, err := readBytes(c.file)
		got := []string{p.Infotext.String()}
		for _, more := range p.More {
			got = append(got, more.Infotext.String())
			if more.Format != p.Format || more.Source != "A1111" {
				t.Errorf("%s: %q is of %s by %q", c.name, more.Positive, more.Format, more.Source)
			}
		}
		if err != nil || !slices.Equal(got, c.want) || !strings.Contains(strings.Join(p.Notes, "; "), c.note) {
			t.Errorf("%s: %v\n got %q, notes %q\nwant %q", c.name, err, got, p.Notes, c.want)
		}
	}
	for _, value := range []string{"5", " -1.5e3\n", "true", "null", `""`} {
		if p, err := readBytes([]byte(value)); err == nil {
			t.Errorf("%q became the prompt %q", value, p.Positive)
		}
	}
}
