// Package picture reads prompts out of what image generators write: PNG, JPEG,
// WebP and AVIF pictures, infotexts and ComfyUI workflows in files of text. It
// goes by a file's content, never by its name, reads no pixels, and holds only
// the texts of a picture in memory, whatever lengths the picture claims.
package picture

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"tailor/tags/prompt/infotext"
)

// Prompt is what was found in a picture.
type Prompt struct {
	infotext.Infotext
	// Format is the kind of the file: "PNG", "JPEG", "WebP", "AVIF" or
	// "text".
	Format string
	// Source is the program that wrote the prompt: "A1111", "ComfyUI",
	// "NovelAI", "InvokeAI" or "SwarmUI".
	Source string
	// Notes tell what of the picture's prompt means something else in A1111.
	Notes []string
}

// ErrNoPrompt is returned, wrapped, for a sound picture without a prompt.
var ErrNoPrompt = errors.New("no prompt in it: the program that made or sent it may have removed it")

// maxText is the number of bytes that a text in a picture, or a file of text,
// may have: far more than any prompt or workflow.
const maxText = 16 << 20

// maxParts is the number of chunks, segments or boxes that a picture may have.
const maxParts = 1 << 16

// ReadFile reads the prompt of a file.
func ReadFile(path string) (Prompt, error) {
	file, err := os.Open(path)
	if err != nil {
		return Prompt{}, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return Prompt{}, err
	}
	if info.IsDir() {
		return Prompt{}, fmt.Errorf("%s: is a directory, name the pictures in it", path)
	}
	if !info.Mode().IsRegular() {
		return Prompt{}, fmt.Errorf("%s: is no regular file", path)
	}
	p, err := Read(file, info.Size())
	if err != nil {
		return p, fmt.Errorf("%s: %w", path, err)
	}
	return p, nil
}

// Read reads the prompt of a picture or text of a size in bytes.
func Read(r io.ReaderAt, size int64) (Prompt, error) {
	head := make([]byte, min(size, 32))
	if _, err := r.ReadAt(head, 0); err != nil && err != io.EOF {
		return Prompt{}, err
	}
	if size == 0 {
		return Prompt{}, errors.New("empty file")
	}
	var t texts
	var err error
	switch {
	case bytes.HasPrefix(head, []byte(pngMark)):
		t.format, err = "PNG", t.readPNG(r, size)
	case bytes.HasPrefix(head, []byte("\xff\xd8\xff")):
		t.format, err = "JPEG", t.readJPEG(r, size)
	case bytes.HasPrefix(head, []byte("RIFF")) && len(head) >= 12 && string(head[8:12]) == "WEBP":
		t.format, err = "WebP", t.readWebP(r, size)
	case len(head) >= 12 && string(head[4:8]) == "ftyp":
		t.format, err = "AVIF", t.readAVIF(r, size)
	default:
		return readText(r, size)
	}
	p, found := t.prompt()
	if found {
		return p, nil // a picture cut off behind its prompt is good enough
	}
	if err == nil {
		err = ErrNoPrompt
	}
	return Prompt{Format: t.format}, fmt.Errorf("%s: %w", t.format, err)
}

// texts are the texts of a picture by their names.
type texts struct {
	format        string
	named         map[string]string
	width, height int
}

func (t *texts) add(name, text string) {
	if t.named == nil {
		t.named = map[string]string{}
	}
	if _, twice := t.named[name]; !twice && text != "" {
		t.named[name] = text
	}
}

// prompt makes a prompt of what the texts hold, by the program that wrote
// them.
func (t *texts) prompt() (Prompt, bool) {
	for _, read := range []func(*texts) (Prompt, bool){a1111, comfyUI, novelAI, invokeAI} {
		if p, ok := read(t); ok {
			p.Format = t.format
			return p, true
		}
	}
	return Prompt{}, false
}

// a1111 reads what A1111 and what writes as it does leave behind: the text
// "parameters" of a PNG, the user comment of the rest.
func a1111(t *texts) (Prompt, bool) {
	for _, name := range []string{"parameters", userComment, "Parameters", imageDescription} {
		text := strings.Trim(t.named[name], "\x00")
		if strings.TrimSpace(text) == "" {
			continue
		}
		if strings.HasPrefix(strings.TrimSpace(text), "{") {
			if p, ok := jsonPrompt([]byte(text)); ok {
				return p, true
			}
		}
		info := infotext.Read(text)
		if name == imageDescription && len(info.Settings) == 0 {
			continue // some camera's or editor's word
		}
		return Prompt{Infotext: info, Source: "A1111"}, true
	}
	return Prompt{}, false
}

// readText reads a file of text: an infotext or JSON.
func readText(r io.ReaderAt, size int64) (Prompt, error) {
	if size > maxText {
		return Prompt{}, fmt.Errorf("neither a picture (PNG, JPEG, WebP, AVIF) nor a text of at most %d MB", maxText>>20)
	}
	b := make([]byte, size)
	if n, err := r.ReadAt(b, 0); err != nil && (err != io.EOF || int64(n) < size) {
		return Prompt{}, err
	}
	text, ok := plainText(b)
	if !ok {
		return Prompt{}, errors.New("neither a picture (PNG, JPEG, WebP, AVIF) nor a text")
	}
	trimmed := strings.TrimSpace(text)
	if trimmed == "" {
		return Prompt{}, errors.New("a text of nothing but white space")
	}
	if trimmed[0] == '{' || trimmed[0] == '[' {
		if p, ok := jsonPrompt([]byte(trimmed)); ok {
			p.Format = "text"
			return p, nil
		}
		if trimmed[0] == '{' && strings.HasPrefix(strings.TrimSpace(trimmed[1:]), `"`) {
			return Prompt{Format: "text"}, errors.New("JSON, but of no program known here: ComfyUI's workflow or API form is, and InvokeAI's metadata")
		}
	}
	return Prompt{Infotext: infotext.Read(text), Format: "text", Source: "A1111"}, nil
}

// plainText decodes UTF-8, or UTF-16 with its mark. It is not ok for what is
// no text.
func plainText(b []byte) (string, bool) {
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return utf16Text(b[2:], false), true
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return utf16Text(b[2:], true), true
	}
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(b) || bytes.IndexByte(b, 0) >= 0 {
		return "", false
	}
	return string(b), true
}

// utf16Text decodes UTF-16; an odd byte at the end is dropped.
func utf16Text(b []byte, bigEndian bool) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		if bigEndian {
			units[i] = uint16(b[2*i])<<8 | uint16(b[2*i+1])
		} else {
			units[i] = uint16(b[2*i+1])<<8 | uint16(b[2*i])
		}
	}
	return string(utf16.Decode(units))
}

// section reads length bytes at an offset. What reaches behind the end of the
// file is an error that says so, before any memory is taken.
func section(r io.ReaderAt, at, length, size int64) ([]byte, error) {
	if at < 0 || length < 0 || at > size || length > size-at {
		return nil, fmt.Errorf("cut off or damaged: it names %d bytes at %d and has %d", length, at, size)
	}
	if length > maxText {
		return nil, fmt.Errorf("a text of %d MB in it, which is more than any prompt", length>>20)
	}
	b := make([]byte, length)
	if n, err := r.ReadAt(b, at); int64(n) < length {
		if err == io.EOF || err == nil {
			err = io.ErrUnexpectedEOF
		}
		return nil, err
	}
	return b, nil
}

var errParts = fmt.Errorf("more than %d parts in it: damaged", maxParts)
