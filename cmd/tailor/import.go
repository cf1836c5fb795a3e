package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"tailor/data/printable"
	"tailor/tags/picture"
	"tailor/tags/prompt/infotext"
)

// imported is the JSON value of tailor import for a file.
type imported struct {
	File     string            `json:"file"`
	Format   string            `json:"format"`
	Source   string            `json:"source"`
	Prompt   string            `json:"prompt"`
	Negative string            `json:"negative"`
	Settings map[string]string `json:"settings"`
	Notes    []string          `json:"notes"`
	// Error is why nothing was read, in place of all but the file.
	Error string `json:"error,omitempty"`
}

func (a *app) importCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "import FILE…",
		Short: "Read prompts out of pictures, infotexts and workflows",
		Long: `import reads the prompt, the negative prompt and the settings out of pictures
(PNG, JPEG, WebP, AVIF) of A1111, ComfyUI, SwarmUI, NovelAI and InvokeAI, out
of infotexts and of ComfyUI's workflows, and prints them as an infotext. It
goes by what is in a file, not by its name. Without a file it reads standard
input. What means something else in A1111 is said on standard error.`,
		Example: `  tailor import picture.png
  tailor import *.webp --json
  tailor import picture.png | tailor export --as comfyui`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				if err := a.needInput("import"); err != nil {
					return err
				}
				p, err := a.readPicture()
				return a.writeImported("", p, err, asJSON)
			}
			var failed error
			for i, path := range args {
				if i > 0 && !asJSON {
					fmt.Fprintln(a.stdout)
				}
				p, err := picture.ReadFile(path)
				failed = errors.Join(failed, a.writeImported(path, p, err, asJSON))
			}
			return failed
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON value a line, for one file each")
	return cmd
}

// readPicture reads the prompt of what standard input holds.
func (a *app) readPicture() (picture.Prompt, error) {
	b, err := io.ReadAll(io.LimitReader(a.in, maxPrompt+1))
	switch {
	case err != nil:
		return picture.Prompt{}, fmt.Errorf("standard input cannot be read: %w", err)
	case len(b) > maxPrompt:
		return picture.Prompt{}, fmt.Errorf("standard input has more than %d MB: name the file instead", maxPrompt>>20)
	}
	p, err := picture.Read(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return p, fmt.Errorf("standard input: %w", err)
	}
	return p, nil
}

// writeImported prints what was found in a file, or in JSON the error as well.
// It returns the error.
func (a *app) writeImported(path string, p picture.Prompt, err error, asJSON bool) error {
	if asJSON {
		value := imported{File: path, Format: p.Format, Source: p.Source, Prompt: p.Positive, Negative: p.Negative,
			Settings: settingMap(p.Settings), Notes: append([]string{}, p.Notes...)}
		if err != nil {
			value.Error = err.Error()
		}
		return errors.Join(err, a.writeJSON(value))
	}
	if err != nil {
		return err
	}
	for _, note := range p.Notes {
		a.warn(errors.New(note))
	}
	return a.writeText(p.Infotext.String())
}

func settingMap(settings []infotext.Setting) map[string]string {
	m := map[string]string{}
	for _, s := range settings {
		m[s.Key] = s.Value
	}
	return m
}

// writeText prints a text that comes from outside: as it is, but to a terminal
// only what is harmless there.
func (a *app) writeText(text string) error {
	if isTerminal(a.out) {
		text = printable.Text(text)
	}
	_, err := fmt.Fprintln(a.stdout, text)
	return err
}
