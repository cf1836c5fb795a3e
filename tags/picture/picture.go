// Package picture reads prompts out of what image generators write: PNG, JPEG,
// WebP and AVIF pictures, infotexts and ComfyUI workflows in files of text. It
// goes by a file's content, its name only keeps JSON from being a prompt, and holds only the texts of a
// picture in memory, whatever lengths the picture claims. Pixels are read where a
// PNG has no text, for those that are hidden in them.
package picture

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tailor/data/intake"
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
	p, err := read(file, info.Size(), strings.EqualFold(filepath.Ext(path), ".json"))
	if err != nil {
		return p, fmt.Errorf("%s: %w", path, err)
	}
	return p, nil
}

// Read reads the prompt of a picture or text of a size in bytes.
func Read(r io.ReaderAt, size int64) (Prompt, error) { return read(r, size, false) }

// read is Read, of what is called JSON where asJSON is set.
func read(r io.ReaderAt, size int64, asJSON bool) (Prompt, error) {
	if size == 0 {
		return Prompt{}, errors.New("empty file")
	}
	t := newTexts(container.NewBudget())
	isPicture, err := t.Texts.Read(r, size)
	if !isPicture {
		return t.readText(r, size, asJSON)
	}
	p, found := t.prompt()
	if !found && t.Format == "PNG" && err == nil && t.Budget.Err == nil {
		t.ReadStealth(r, size)
		p, found = t.prompt()
	}
	if !found && t.Budget.Err == nil && t.Damaged == nil && t.foreign != "" {
		return Prompt{Format: t.Format}, fmt.Errorf("%s: %s", t.Format, t.foreign)
	}
	if !found && t.Budget.Err == nil && t.Damaged == nil && t.Lost != "" {
		return Prompt{Format: t.Format}, fmt.Errorf("%s: %s", t.Format, t.Lost)
	}
	if found && t.Budget.Err == nil {
		return p, nil // a picture cut off behind its prompt is good enough
	}
	switch {
	case t.Budget.Err != nil:
		err = t.Budget.Err
	case err == nil && t.Damaged != nil:
		err = t.Damaged
	case err == nil:
		err = ErrNoPrompt
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
	"Comment": true, "Description": true, "Software": true, "invokeai_metadata": true, "sd-metadata": true, "Dream": true,
	"generation_data": true,
}

func init() {
	for _, name := range easyFields {
		names[name] = true
	}
}

// prompt makes a prompt of what the texts hold, by the program that wrote
// them.
func (t *texts) prompt() (Prompt, bool) {
	for _, read := range []func(*texts) (Prompt, bool){a1111, mochi, tensorArt, comfyUI, novelAI, invokeAI, easyDiffusion} {
		if p, ok := read(t); ok {
			p.Format = t.Format
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
	for _, name := range []string{"parameters", container.UserComment, "Parameters", container.ImageDescription} {
		text := strings.Trim(t.Text(name), "\x00")
		if strings.TrimSpace(text) == "" {
			continue
		}
		if isJSON(text) {
			if p, ok := jsonPrompt(t.Budget, []byte(text)); ok {
				return p, true
			}
			t.foreign = foreignJSON(t.Budget, text)
			continue
		}
		info := infotext.Read(text)
		if len(info.Settings) == 0 && (name == container.ImageDescription || remark.MatchString(strings.TrimSpace(text))) {
			continue // some camera's or editor's word
		}
		return t.infotext(info), true
	}
	return Prompt{}, false
}

// readText reads a file of text: an infotext or JSON. What is called JSON may
// hold an infotext too, but neither JSON nor what begins as JSON is a prompt.
func (t *texts) readText(r io.ReaderAt, size int64, asJSON bool) (Prompt, error) {
	if size > container.MaxText {
		return Prompt{}, fmt.Errorf("neither a picture (PNG, JPEG, WebP, AVIF) nor a text of at most %d MB", container.MaxText>>20)
	}
	b, err := t.Section(r, 0, size, size)
	if err != nil {
		return Prompt{}, err
	}
	text, ok := container.PlainText(b)
	if !ok {
		return Prompt{}, errors.New("neither a picture (PNG, JPEG, WebP, AVIF) nor a text")
	}
	trimmed := strings.TrimSpace(text)
	if trimmed == "" {
		return Prompt{}, errors.New("a text of nothing but white space")
	}
	if trimmed[0] == '{' || trimmed[0] == '[' {
		p, ok := jsonPrompt(t.Budget, []byte(trimmed))
		if t.Budget.Err != nil {
			return Prompt{Format: "text"}, t.Budget.Err
		}
		if ok {
			p.Format = "text"
			return p, nil
		}
		if isJSON(trimmed) || trimmed[0] == '{' && strings.HasPrefix(strings.TrimSpace(trimmed[1:]), `"`) {
			return Prompt{Format: "text"}, errors.New(foreignJSON(t.Budget, trimmed))
		}
	}
	p := t.infotext(infotext.Read(text))
	p.Format = "text"
	if asJSON && len(p.Settings) == 0 {
		switch {
		case json.Valid([]byte(trimmed)):
			return Prompt{Format: "text"}, errors.New("JSON that holds a single value and no prompt")
		case strings.IndexByte(`{["`, trimmed[0]) >= 0, strings.Trim(text, "[]{}()<>,\ufeff \t\r\n") == "":
			return Prompt{Format: "text"}, errors.New("neither JSON nor an infotext: name a file of a prompt alone .txt")
		}
	}
	return p, nil
}

// infotext makes a prompt of an infotext.
func (t *texts) infotext(info infotext.Infotext) Prompt {
	p := Prompt{Infotext: info, Source: "A1111"}
	p.samplerOfComfy()
	p.civitaiResources(t.Budget)
	return p
}
