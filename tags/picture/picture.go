// Package picture reads prompts out of what image generators write: PNG, JPEG,
// WebP and AVIF pictures, infotexts and ComfyUI workflows in files of text. It
// goes by a file's content, never by its name, and holds only the texts of a
// picture in memory, whatever lengths the picture claims. Pixels are read where a
// PNG has no text, for those that are hidden in them.
package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"tailor/data/intake"
	"tailor/tags/prompt/infotext"
)

// Prompt is what was found in a picture.
type Prompt struct {
	infotext.Infotext
	// Format is the kind of the file: "PNG", "JPEG", "WebP", "AVIF" or
	// "text".
	Format string
	// Source is the program that wrote the prompt: "A1111", "ComfyUI",
	// "NovelAI", "InvokeAI", "SwarmUI" and the others that help files names.
	Source string
	// Notes tell what of the picture's prompt means something else in A1111.
	Notes []string
}

// ErrNoPrompt is returned, wrapped, for a sound picture without a prompt.
var ErrNoPrompt = errors.New("no prompt in it: the program that made or sent it may have removed it")

// maxParts is the number of chunks, segments or boxes that a picture may have.
const maxParts = 1 << 16

// ReadFile reads the prompt of a file.
func ReadFile(path string) (Prompt, error) {
	file, err := intake.Open(path)
	if errors.Is(err, intake.ErrNotFile) {
		if info, err := os.Stat(path); err == nil && !info.IsDir() {
			return Prompt{}, fmt.Errorf("%s: is no regular file", path)
		}
		return Prompt{}, fmt.Errorf("%s: is a directory, name the pictures in it", path)
	}
	if err != nil {
		return Prompt{}, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return Prompt{}, err
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
	t := texts{budget: newBudget()}
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
		return t.readText(r, size)
	}
	p, found := t.prompt()
	if !found && t.format == "PNG" && err == nil && t.budget.err == nil {
		t.decoded = map[string]string{}
		t.readStealth(r, size)
		p, found = t.prompt()
	}
	if !found && t.budget.err == nil && t.damaged == nil && t.foreign != "" {
		return Prompt{Format: t.format}, fmt.Errorf("%s: %s", t.format, t.foreign)
	}
	if !found && t.budget.err == nil && t.damaged == nil && t.lost != "" {
		return Prompt{Format: t.format}, fmt.Errorf("%s: %s", t.format, t.lost)
	}
	if found && t.budget.err == nil {
		return p, nil // a picture cut off behind its prompt is good enough
	}
	switch {
	case t.budget.err != nil:
		err = t.budget.err
	case err == nil && t.damaged != nil:
		err = t.damaged
	case err == nil:
		err = ErrNoPrompt
	}
	return Prompt{Format: t.format}, fmt.Errorf("%s: %w", t.format, err)
}

// texts are the texts of a picture by their names. They are kept as they
// stand in the file, and only one that is asked for is decoded.
type texts struct {
	*budget
	format        string
	kept          map[string][]kept
	decoded       map[string]string
	width, height int
	damaged       error  // what was wrong with a text that was asked for
	foreign       string // what is said of JSON in it that is of no program known here
}

// kept is a text that is not decoded.
type kept struct {
	b      []byte
	decode func(*budget, []byte) (string, error)
}

// maxAlike is how many texts of one name are kept: the first that is not
// empty counts.
const maxAlike = 8

// names are those of the texts that any program is asked for.
var names = map[string]bool{
	"parameters": true, "Parameters": true, userComment: true, imageDescription: true,
	"prompt": true, "workflow": true, "Prompt": true, "Workflow": true,
	"Comment": true, "Description": true, "Software": true, "invokeai_metadata": true, "sd-metadata": true, "Dream": true,
	"generation_data": true,
}

func init() {
	for _, name := range easyFields {
		names[name] = true
	}
}

// wants reports whether a text of this name may be asked for.
func (t *texts) wants(name string) bool { return names[name] && len(t.kept[name]) < maxAlike }

// add keeps a text that may be asked for.
func (t *texts) add(name string, b []byte, decode func(*budget, []byte) (string, error)) {
	if !t.wants(name) || len(b) == 0 {
		return
	}
	if t.kept == nil {
		t.kept, t.decoded = map[string][]kept{}, map[string]string{}
	}
	t.kept[name] = append(t.kept[name], kept{b, decode})
}

// text decodes the text of a name, "" for none.
func (t *texts) text(name string) string {
	if text, ok := t.decoded[name]; ok {
		return text
	}
	for _, k := range t.kept[name] {
		if len(k.b) > maxText {
			t.damage(errTextSize(len(k.b)))
			continue
		}
		if err := t.take(len(k.b)); err != nil {
			break
		}
		text, err := k.decode(t.budget, k.b)
		if err != nil {
			t.damage(err)
		}
		if text != "" {
			t.decoded[name] = text
			return text
		}
	}
	if t.decoded != nil {
		t.decoded[name] = ""
	}
	return ""
}

func (t *texts) damage(err error) {
	if t.damaged == nil {
		t.damaged = err
	}
}

func errTextSize(n int) error {
	return fmt.Errorf("a text of %d MB in it, which is more than any prompt (%d MB)", n>>20, maxText>>20)
}

// prompt makes a prompt of what the texts hold, by the program that wrote
// them.
func (t *texts) prompt() (Prompt, bool) {
	for _, read := range []func(*texts) (Prompt, bool){a1111, mochi, tensorArt, comfyUI, novelAI, invokeAI, easyDiffusion} {
		if p, ok := read(t); ok {
			p.Format = t.format
			if p.Source == "A1111" && p.vague() {
				p.takeFrom(t)
			}
			return p, true
		}
	}
	return Prompt{}, false
}

// vague reports whether a setting is given as unknown, as those do who save
// pictures of ComfyUI with an infotext that they cannot fill.
func (p *Prompt) vague() bool {
	return slices.ContainsFunc(p.Settings, func(s infotext.Setting) bool { return strings.EqualFold(strings.TrimSpace(s.Value), "unknown") })
}

// takeFrom takes from the graph in a picture what its infotext does not know.
func (p *Prompt) takeFrom(t *texts) {
	graph, ok := comfyUI(t)
	if !ok {
		return
	}
	if strings.TrimSpace(p.Positive) == "" || strings.EqualFold(strings.TrimSpace(p.Positive), "unknown") {
		format := p.Format
		*p = graph
		p.Format = format
		return
	}
	for i, s := range p.Settings {
		if value, ok := graph.Get(s.Key); ok && strings.EqualFold(strings.TrimSpace(s.Value), "unknown") {
			p.Settings[i].Value = value
		}
	}
}

// a1111 reads what A1111 and what writes as it does leave behind: the text
// "parameters" of a PNG, the user comment of the rest.
func a1111(t *texts) (Prompt, bool) {
	for _, name := range []string{"parameters", userComment, "Parameters", imageDescription} {
		text := strings.Trim(t.text(name), "\x00")
		if strings.TrimSpace(text) == "" {
			continue
		}
		if isJSON(text) {
			if p, ok := jsonPrompt(t.budget, []byte(text)); ok {
				return p, true
			}
			t.foreign = foreignJSON(t.budget, text)
			continue
		}
		info := infotext.Read(text)
		if len(info.Settings) == 0 && (name == imageDescription || remark.MatchString(strings.TrimSpace(text))) {
			continue // some camera's or editor's word
		}
		return t.infotext(info), true
	}
	return Prompt{}, false
}

// readText reads a file of text: an infotext or JSON.
func (t *texts) readText(r io.ReaderAt, size int64) (Prompt, error) {
	if size > maxText {
		return Prompt{}, fmt.Errorf("neither a picture (PNG, JPEG, WebP, AVIF) nor a text of at most %d MB", maxText>>20)
	}
	b, err := t.section(r, 0, size, size)
	if err != nil {
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
		p, ok := jsonPrompt(t.budget, []byte(trimmed))
		if t.budget.err != nil {
			return Prompt{Format: "text"}, t.budget.err
		}
		if ok {
			p.Format = "text"
			return p, nil
		}
		if isJSON(trimmed) || trimmed[0] == '{' && strings.HasPrefix(strings.TrimSpace(trimmed[1:]), `"`) {
			return Prompt{Format: "text"}, errors.New(foreignJSON(t.budget, trimmed))
		}
	}
	p := t.infotext(infotext.Read(text))
	p.Format = "text"
	return p, nil
}

// infotext makes a prompt of an infotext.
func (t *texts) infotext(info infotext.Infotext) Prompt {
	p := Prompt{Infotext: info, Source: "A1111"}
	p.samplerOfComfy()
	p.civitaiResources(t.budget)
	return p
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
	var text strings.Builder
	text.Grow(len(b) / 2)
	order := binary.ByteOrder(binary.LittleEndian)
	if bigEndian {
		order = binary.BigEndian
	}
	for i := 0; i+1 < len(b); i += 2 {
		r := rune(order.Uint16(b[i:]))
		if utf16.IsSurrogate(r) {
			next := rune(0)
			if i+3 < len(b) {
				next = rune(order.Uint16(b[i+2:]))
			}
			if r = utf16.DecodeRune(r, next); r != utf8.RuneError {
				i += 2
			}
		}
		text.WriteRune(r)
	}
	return text.String()
}

// section reads length bytes at an offset, off the budget. What reaches behind the end of the
// file is an error that says so, before any memory is taken.
func (b *budget) section(r io.ReaderAt, at, length, size int64) ([]byte, error) {
	if at < 0 || length < 0 || at > size || length > size-at {
		return nil, fmt.Errorf("cut off or damaged: it names %d bytes at %d and has %d", length, at, size)
	}
	if length > maxText {
		return nil, errTextSize(int(length))
	}
	if err := errors.Join(b.take(int(length)), b.step(1)); err != nil {
		return nil, err
	}
	part := make([]byte, length)
	if n, err := r.ReadAt(part, at); int64(n) < length {
		if err == io.EOF || err == nil {
			err = io.ErrUnexpectedEOF
		}
		return nil, err
	}
	return part, nil
}

var errParts = fmt.Errorf("more than %d parts in it: damaged", maxParts)
