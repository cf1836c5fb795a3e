package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"tailor/cmd/tailor/cli"
	"tailor/tags/picture"
	"tailor/tags/prompt/infotext"
)

// imported is the JSON value of tailor import for a prompt, or a file without one.
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
(PNG, JPEG, WebP, AVIF) of A1111, ComfyUI, SwarmUI, NovelAI, InvokeAI, Fooocus,
Civitai and others ("tailor help files" has them all), out of infotexts and of
ComfyUI's workflows, and prints them as an infotext. It goes by what is in a
file; only a prompt alone has to be called neither .csv, .toml, .go nor the like.
Of a folder it reads every picture, text and workflow in
it and in the folders below, each as soon as it is reached; one that holds no
prompt is told and passed over. Of a file with several infotexts it prints each.
Without a file it reads standard input. What means something else in A1111 is
said on standard error.`,
		Example: `  tailor import picture.png
  tailor import *.webp --json
  tailor import ~/pictures --json | jq -r .prompt
  tailor import picture.png | tailor export --as comfyui`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				if err := a.NeedInput("import"); err != nil {
					return err
				}
				p, err := a.readPicture()
				return a.writeImported("", p, err, asJSON)
			}
			im := importer{app: a, asJSON: asJSON}
			for _, path := range args {
				if info, err := os.Stat(path); err != nil || !info.IsDir() {
					im.failed = errors.Join(im.failed, im.file(path))
				} else if err := im.folder(cmd.Context(), path); err != nil {
					return err
				}
			}
			if im.failed == nil && im.without > 0 && im.read == 0 {
				return cli.ErrFound
			}
			return im.failed
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON value a line, for one prompt each")
	return cmd
}

// importer reads files one after another, and holds none of them.
type importer struct {
	*app
	asJSON        bool
	read, without int // files with a prompt, and those of folders that hold none
	failed        error
}

// file reads and prints a file.
func (im *importer) file(path string) error {
	p, err := picture.ReadNamed(path)
	if err == nil {
		im.next()
	}
	return im.writeImported(path, p, err, im.asJSON)
}

// next counts a file with a prompt, and leaves a line empty before it where
// others are printed.
func (im *importer) next() {
	if im.read > 0 && !im.asJSON {
		fmt.Fprintln(im.Stdout)
	}
	im.read++
}

// importable are the endings of the files of a folder that are read.
var importable = map[string]bool{".png": true, ".jpg": true, ".jpeg": true, ".webp": true, ".avif": true, ".txt": true, ".json": true}

// folder reads the files of a folder, by their names' order. What is wrong with
// one is told at once, and the next is read. The error is that of the output,
// or of the folder itself.
func (im *importer) folder(ctx context.Context, root string) error {
	before := im.read + im.without
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil && path == root:
			return err
		case err != nil:
			im.Warn(err)
			return nil
		case entry.IsDir() || !importable[strings.ToLower(filepath.Ext(path))]:
			return nil
		}
		p, err := picture.ReadFile(path)
		if err != nil {
			im.without++
			if !im.asJSON {
				im.Warn(err)
				return nil
			}
			return im.WriteJSON(importedOf(path, p, err))
		}
		im.next()
		return im.writeImported(path, p, nil, im.asJSON)
	})
	if err == nil && im.read+im.without == before {
		im.without++
		im.Warn(fmt.Errorf("%s: no picture, text or workflow in it", root))
	}
	return err
}

// readPicture reads the prompt of what standard input holds.
func (a *app) readPicture() (picture.Prompt, error) {
	b, err := a.Input(cli.MaxInput, "name the file instead")
	if err != nil {
		return picture.Prompt{}, err
	}
	p, err := picture.Read(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return p, fmt.Errorf("standard input: %w", err)
	}
	return p, nil
}

// writeImported prints the prompts that were found in a file, or in JSON the
// error as well. It returns the error.
func (a *app) writeImported(path string, p picture.Prompt, err error, asJSON bool) error {
	if err != nil && !asJSON {
		return err
	}
	for k, p := range append([]picture.Prompt{p}, p.More...) {
		if asJSON {
			if written := a.WriteJSON(importedOf(path, p, err)); written != nil {
				return errors.Join(err, written)
			}
			continue
		}
		a.WarnEach("", p.Notes)
		if k > 0 {
			fmt.Fprintln(a.Stdout)
		}
		if err := a.WriteText(p.Infotext.String()); err != nil {
			return err
		}
	}
	return err
}

func importedOf(path string, p picture.Prompt, err error) imported {
	value := imported{File: path, Format: p.Format, Source: p.Source, Prompt: p.Positive, Negative: p.Negative,
		Settings: settingMap(p.Settings), Notes: append([]string{}, p.Notes...)}
	if err != nil {
		value.Error = err.Error()
	}
	return value
}

func settingMap(settings []infotext.Setting) map[string]string {
	m := map[string]string{}
	for _, s := range settings {
		m[s.Key] = s.Value
	}
	return m
}
