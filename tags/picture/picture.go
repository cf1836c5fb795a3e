// Package picture reads prompts out of what image generators write: PNG, JPEG,
// WebP and AVIF pictures, infotexts and ComfyUI workflows in files of text. It
// goes by a file's content, its name only keeps JSON from being a prompt, and holds
// only the texts of a picture in memory, whatever lengths the picture claims. Pixels
// are read where a PNG has no text, for those that are hidden in them.
package picture

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"tailor/data/charset"
	"tailor/data/intake"
	"tailor/data/printable"
	"tailor/data/sniff"
	"tailor/tags/picture/container"
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
	// More are the other prompts of a file that holds several.
	More []Prompt
}

// ErrNoPrompt is returned, wrapped, for a sound picture without a prompt.
var ErrNoPrompt = errors.New("no prompt in it: the program that made or sent it may have removed it")

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
	p, err := read(container.NewBudget(), file, info.Size(), strings.ToLower(filepath.Ext(path)))
	if err != nil {
		return p, fmt.Errorf("%s: %w", path, err)
	}
	return p, nil
}

// mostPiped is how many bytes a pipe may give.
const mostPiped = 64 << 20

// ReadNamed is ReadFile for a file that the user names, which may be a pipe as
// well: "import <(command)".
func ReadNamed(path string) (Prompt, error) {
	if info, err := os.Stat(path); err != nil || info.Mode()&fs.ModeNamedPipe == 0 {
		return ReadFile(path)
	}
	var p Prompt
	b, err := intake.ReadNamed(path, mostPiped, intake.Patience)
	if err == nil {
		p, err = Read(bytes.NewReader(b), int64(len(b)))
	}
	if err != nil {
		err = fmt.Errorf("%s: %w", path, err)
	}
	return p, err
}

// Read reads the prompt of a picture or text of a size in bytes.
func Read(r io.ReaderAt, size int64) (Prompt, error) {
	return read(container.NewBudget(), r, size, "")
}

// read is Read within a budget, of a file whose name has an ending.
func read(b *container.Budget, r io.ReaderAt, size int64, ending string) (Prompt, error) {
	if size == 0 {
		return Prompt{}, errors.New("empty file")
	}
	t := newTexts(b)
	isPicture, err := t.Texts.Read(r, size)
	if !isPicture {
		return t.readText(r, size, ending)
	}
	p, found := t.prompt()
	if !found && t.Format == "PNG" && err == nil && t.Budget.Err == nil {
		t.ReadStealth(r, size)
		p, found = t.prompt()
	}
	said := cmp.Or(t.foreign, t.Lost)
	switch {
	case t.Budget.Err != nil:
		err = t.Budget.Err
	case found:
		return p, nil // a picture cut off behind its prompt is good enough
	case t.Damaged == nil && said != "":
		err = errors.New(said)
	case err == nil:
		err = cmp.Or(t.Damaged, ErrNoPrompt)
	}
	return Prompt{Format: t.Format}, fmt.Errorf("%s: %w", t.Format, err)
}

// texts are the texts of a picture.
type texts struct {
	container.Texts
	foreign string // what is said of JSON in it that is of no program known here
}

func newTexts(budget *container.Budget) texts { return texts{Texts: container.New(budget, names)} }

// names are those of the texts that any program is asked for.
var names = map[string]bool{
	"parameters": true, "Parameters": true, container.UserComment: true, container.ImageDescription: true,
	"prompt": true, "workflow": true, "Prompt": true, "Workflow": true,
	"Software": true, "invokeai_metadata": true, "sd-metadata": true, "Dream": true,
	"generation_data": true,
}

func init() {
	for _, name := range slices.Concat(easyFields, comments) {
		names[name] = true
	}
}

// prompt makes a prompt of what the texts hold, by the program that wrote
// them.
func (t *texts) prompt() (Prompt, bool) {
	for _, read := range []func(*texts) (Prompt, bool){a1111, tensorArt, comfyUI, novelAI, invokeAI, easyDiffusion, commented} {
		if p, ok := read(t); ok {
			p.setFormat(t.Format)
			if p.Source == "A1111" && p.vague() {
				p.takeFrom(t)
			}
			return p, true
		}
	}
	return Prompt{}, false
}

func (p *Prompt) setFormat(format string) {
	p.Format = format
	for i := range p.More {
		p.More[i].Format = format
	}
}

// vague reports whether a setting is given as unknown, as those do who save
// pictures of ComfyUI with an infotext that they cannot fill.
func (p *Prompt) vague() bool {
	return slices.ContainsFunc(p.Settings, func(s infotext.Setting) bool { return isUnknown(s.Value) })
}

func isUnknown(text string) bool { return strings.EqualFold(strings.TrimSpace(text), "unknown") }

// takeFrom takes from the graph in a picture what its infotext does not know.
func (p *Prompt) takeFrom(t *texts) {
	graph, ok := comfyUI(t)
	if !ok {
		return
	}
	if strings.TrimSpace(p.Positive) == "" || isUnknown(p.Positive) {
		graph.Format = p.Format
		*p = graph
		return
	}
	for i, s := range p.Settings {
		if value, ok := graph.Get(s.Key); ok && isUnknown(s.Value) {
			p.Settings[i].Value = value
		}
	}
}

// a1111 reads what A1111 and what writes as it does leave behind: the text
// "parameters" of a PNG, the user comment of the rest.
func a1111(t *texts) (Prompt, bool) {
	return t.infotextIn("parameters", container.UserComment, "Parameters", container.ImageDescription)
}

// comments are the texts of a PNG into which others write what they find in a
// picture of another format.
var comments = []string{"Comment", "comment", "Description", "description", "UserComment"}

// commented reads an infotext, or JSON, in a PNG's comments.
func commented(t *texts) (Prompt, bool) { return t.infotextIn(comments...) }

// infotextIn reads the first text of the names that is an infotext, or JSON in
// the place of one. Of several texts "parameters" A1111 reads the last.
func (t *texts) infotextIn(names ...string) (Prompt, bool) {
	for _, name := range names {
		texts := []string{t.Text(name)}
		if name == "parameters" {
			texts = t.All(name)
		}
		var all []Prompt
		for _, text := range slices.Backward(texts) {
			if text = unquoted(strings.Trim(text, "\x00")); strings.TrimSpace(text) == "" {
				continue
			}
			if isJSON(text) {
				if p, ok := jsonPrompt(t.Budget, []byte(text)); ok {
					all = append(all, p)
				} else {
					t.foreign = foreignJSON(t.Budget, text)
				}
				continue
			}
			p := t.infotext(text)
			if len(p.Settings) == 0 && (name == container.ImageDescription || slices.Contains(comments, name) || remark().MatchString(strings.TrimSpace(text))) {
				continue // some camera's or editor's word
			}
			all = append(all, p)
		}
		if len(all) > 0 {
			for _, other := range all[1:] {
				all[0].More = append(append(all[0].More, other), other.More...)
			}
			return all[0], true
		}
	}
	return Prompt{}, false
}

// readText reads a file of text: an infotext or JSON. What is called JSON may
// hold an infotext too, but neither JSON nor what begins as JSON is a prompt, and
// nothing else is that is called otherwise, or is a table.
func (t *texts) readText(r io.ReaderAt, size int64, ending string) (Prompt, error) {
	if size > container.MaxText {
		return Prompt{}, fmt.Errorf("neither a picture (PNG, JPEG, WebP, AVIF) nor a text of at most %d MB", container.MaxText>>20)
	}
	b, err := t.Section(r, 0, size, size)
	if err != nil {
		return Prompt{}, err
	}
	b, encoding, ok := charset.Decode(b)
	if !ok || bytes.IndexByte(b, 0) >= 0 || encoding == "" && !utf8.Valid(b) {
		return Prompt{}, errors.New("neither a picture (PNG, JPEG, WebP, AVIF) nor a text")
	}
	text := unquoted(string(b))
	trimmed := strings.TrimSpace(text)
	if trimmed == "" {
		return Prompt{}, errors.New("a text of nothing but white space")
	}
	refused := func(err error) (Prompt, error) { return Prompt{Format: "text"}, err }
	if trimmed[0] == '{' || trimmed[0] == '[' {
		p, ok := jsonPrompt(t.Budget, []byte(trimmed))
		if t.Budget.Err != nil {
			return refused(t.Budget.Err)
		}
		if ok {
			p.setFormat("text")
			return p, nil
		}
		if isJSON(trimmed) || trimmed[0] == '{' && strings.HasPrefix(strings.TrimSpace(trimmed[1:]), `"`) {
			return refused(errors.New(foreignJSON(t.Budget, trimmed)))
		}
	}
	p := t.infotext(text)
	p.setFormat("text")
	if !charset.IsUnicode(encoding) {
		p.note("read as " + encoding)
	}
	if asJSON := ending == ".json"; len(p.Settings) == 0 {
		switch kind := sniff.Kind(b); {
		case kind != "":
			return refused(fmt.Errorf("neither a picture (PNG, JPEG, WebP, AVIF) nor a prompt, but %s", kind))
		case p.Negative == "" && sniff.OtherText(ending):
			return refused(fmt.Errorf("no infotext in it, and what is called %s is no prompt: name a file of a prompt alone .txt", ending))
		case p.Negative == "" && sniff.IsTable(b):
			return refused(errors.New("neither a picture (PNG, JPEG, WebP, AVIF) nor a prompt, but a table of names and numbers"))
		case json.Valid([]byte(trimmed)), asJSON && json.Valid(b):
			return refused(errors.New("JSON that holds a single value and no prompt"))
		case asJSON && (strings.IndexByte(`{["`, trimmed[0]) >= 0 || strings.Trim(text, "[]{}()<>,\ufeff \t\r\n") == ""):
			return refused(errors.New("neither JSON nor an infotext: name a file of a prompt alone .txt"))
		}
	}
	return p, nil
}

// infotext makes a prompt of a text of one infotext, or of the first of several.
func (t *texts) infotext(text string) Prompt {
	if p, ok := mochi(text); ok {
		return p
	}
	all, rest := infotext.Split(text)
	if infotext.Read(rest).Negative != "" { // one without settings
		all, rest = append(all, rest), ""
	}
	var first Prompt
	for k, one := range all[:min(len(all), 1+mostPrompts)] {
		p := Prompt{Infotext: infotext.Read(one), Source: "A1111"}
		p.samplerOfComfy()
		p.civitaiResources(t.Budget)
		if k == 0 {
			first = p
		} else {
			first.More = append(first.More, p)
		}
	}
	if n := len(all) - 1 - mostPrompts; n > 0 {
		first.note(fmt.Sprintf("%d more infotexts are left out", n))
	}
	if strings.TrimSpace(rest) != "" {
		first.note("what stands behind the settings is left out: " + printable.Short(strings.TrimSpace(rest), 80))
	}
	return first
}

// mostPrompts is how many further prompts of one file are read.
const mostPrompts = 10_000
