package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"sync"
	"time"

	"tailor/data/beside"
	"tailor/data/config"
	"tailor/data/gallery"
	"tailor/data/intake"
	"tailor/data/printable"
	"tailor/data/state"
	"tailor/tags/prompt"
	"tailor/tags/prompt/variants"
	"tailor/tags/studio"
	"tailor/ui"
	"tailor/ui/desk"
	"tailor/ui/graphics"
	"tailor/ui/terminal"
)

// makePictures gives the screen what it has pictures made, drawn and kept by.
// dir is where they are remembered, "" for nowhere.
func (a *app) makePictures(ctx context.Context, c config.Config, o *ui.Options, dir state.Dir, t *terminal.Terminal) error {
	server, name, set, err := c.ChooseServer("")
	if err != nil {
		return err
	}
	if !set {
		server.URL = defaultServer
	}
	made := &studio.Studio{
		Server: optionsOf(server, name),
		Folder: c.PicturesFolder(), Name: cmp.Or(c.Pictures.Name, gallery.DefaultName),
		Prompt: prompt.Options{Backtrack: c.Backtrack, Steps: prompt.Defaults.Steps},
	}
	if dir != "" {
		made.Memory = dir
	}
	// The folders are looked through when the first picture is made.
	scan := sync.OnceValues(func() (variants.Lookup, error) { return a.wildcardLookup(context.WithoutCancel(ctx), c.Wildcards) })
	made.Lookup = func(name string) ([]string, error) {
		lookup, err := scan()
		if err != nil {
			return nil, err
		}
		return lookup(name)
	}
	o.Studio, o.ServerName, o.AskServer = made, printable.Line(name), set
	o.Gallery = ui.Gallery{
		Read: func(file string) ([]byte, error) { return intake.Read(file, maxPicture) }, Remove: os.Remove, Open: openFile,
		Raw: func(s string) {
			if s != "" {
				_, _ = t.Write([]byte(s)) // a terminal that is gone needs no picture
			}
		},
		Canvas: graphics.Canvas{Profile: o.Theme.Profile},
	}
	if dir != "" {
		o.Gallery.Remember = dir.AddPicture
		o.OpenQueue = func() (desk.Queue, []state.Order, error) {
			q, left, err := dir.OpenQueue()
			if q == nil {
				return nil, left, err
			}
			return q, left, err
		}
	}
	if name := c.Pictures.Protocol; name != "" && name != "auto" {
		o.Gallery.Canvas.Protocol, err = graphics.Parse(name)
		o.Gallery.Canvas.Tmux = os.Getenv("TMUX") != ""
		return err
	}
	around := terminal.Surroundings(ctx)
	o.Gallery.Choose = func(answer graphics.Answer) graphics.Canvas {
		return graphics.Canvas{Protocol: graphics.Choose(answer, around), Cell: answer.Cell, Profile: o.Theme.Profile, Tmux: around.Tmux}
	}
	return nil
}

// openFile shows a file by the system's viewer.
func openFile(ctx context.Context, file string) error {
	name, args := "xdg-open", []string{file}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", file}
	}
	if _, err := exec.LookPath(name); err != nil {
		return fmt.Errorf("there is no viewer to open it with (%s); it lies at %s", name, file)
	}
	cmd := exec.Command(name, args...) // it outlives tailor
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("the viewer cannot be started: %w; the picture lies at %s", err, file)
	}
	if err := early(ctx, viewerStart, cmd.Wait); err != nil {
		return fmt.Errorf("the viewer %s failed: %w; the picture lies at %s", name, err, file)
	}
	return nil
}

// viewerStart is how long a viewer is waited for: one that could not show the
// picture has ended by then.
const viewerStart = time.Second

// early waits for the end of what wait waits for, but no longer than patience
// or ctx, and returns its error or panics as it did. What goes on longer is
// left to itself.
func early(ctx context.Context, patience time.Duration, wait func() error) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- beside.Try(wait) }()
	select {
	case err := <-done:
		if p := new(beside.Panic); errors.As(err, &p) {
			panic(p)
		}
		return err
	case <-ctx.Done():
		return nil
	}
}
