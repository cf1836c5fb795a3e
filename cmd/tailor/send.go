package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"tailor/cmd/tailor/cli"
	"tailor/data/config"
	"tailor/data/gallery"
	"tailor/data/webui"
	"tailor/tags/prompt"
	"tailor/tags/prompt/export"
	"tailor/tags/prompt/infotext"
	"tailor/tags/prompt/settings"
	"tailor/tags/prompt/variants"
	"tailor/tags/studio"
)

// maxSent is how many times a server may be asked at once.
const maxSent = 1000

// defaultServer is the address that is asked where none is set.
const defaultServer = "http://127.0.0.1:7860"

// serverFlags choose a server.
type serverFlags struct{ url, name, kind string }

func (f *serverFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.url, "url", "", "the web UI's `address`, "+defaultServer+" where none is set")
	cmd.Flags().StringVar(&f.name, "server", "", "the `name` of a server in the config")
	cmd.Flags().StringVar(&f.kind, "kind", "", "what the server is, `auto|a1111|comfyui`")
}

// options returns which server is meant.
func (f *serverFlags) options(c config.Config) (webui.Options, error) {
	server, name, ok, err := c.ChooseServer(f.name)
	if err != nil {
		return webui.Options{}, fmt.Errorf("--server: %w", err)
	}
	switch {
	case f.url != "":
		if hasPassword(f.url) {
			return webui.Options{}, errors.New("--url: others can read a password there; set TAILOR_SERVER_USER and TAILOR_SERVER_PASSWORD, or user and password in [server]")
		}
		server.URL, name = f.url, ""
	case !ok:
		server.URL = defaultServer
	}
	server.Kind = cmp.Or(f.kind, server.Kind)
	if !slices.Contains([]webui.Kind{"", webui.Auto, webui.A1111, webui.ComfyUI}, webui.Kind(server.Kind)) {
		return webui.Options{}, fmt.Errorf("--kind %q: it takes auto, a1111 or comfyui", server.Kind)
	}
	return optionsOf(server, name), nil
}

// optionsOf are the options of a server that the config calls by a name.
func optionsOf(s config.Server, name string) webui.Options {
	return webui.Options{Name: name, URL: s.URL, Kind: webui.Kind(s.Kind), User: s.User, Password: s.Password, CA: s.CA}
}

// sending is one call of tailor send.
type sending struct {
	*app
	where       serverFlags
	folder      string
	number      int
	asJSON, dry bool
	set         *cli.SettingsFlags

	c      config.Config
	info   infotext.Infotext
	target export.Target
	lookup variants.Lookup
}

func (a *app) sendCommand() *cobra.Command {
	s := sending{app: a}
	cmd := &cobra.Command{
		Use:   "send [PROMPT]",
		Short: "Have a running web UI make pictures of a prompt",
		Long: `send has A1111, Forge or ComfyUI make pictures of a prompt, with the settings
that suit the model, and saves them as they come. The prompt may be an infotext,
whose settings then hold; wildcards and variants are expanded with the seed, for
each picture anew. What the server would swallow in silence, such as an unknown
sampler, is refused with the names near it. A1111 and Forge must have been
started with --api. Ctrl+c stops the server's job as well.`,
		Example: `  tailor send --negative 'worst quality' --size 832x1216 -n 4 '1girl, solo'
  tailor import picture.png | tailor send --seed 8 --server home`,
		RunE: a.WithConfig(func(cmd *cobra.Command, c config.Config, args []string) error {
			s.c = c
			return s.run(cmd.Context(), args)
		}),
	}
	s.where.add(cmd)
	flags := cmd.Flags()
	flags.StringVar(&s.folder, "out", ".", "the `folder` to save pictures in")
	flags.IntVarP(&s.number, "number", "n", 1, "how many times to ask, a `number`, each with the seed that follows")
	flags.BoolVar(&s.dry, "dry-run", false, "print the requests and send none")
	flags.BoolVar(&s.asJSON, "json", false, "print one JSON value a line, for one picture each")
	s.set = cli.AddInfotext(flags)
	return cmd
}

// run makes the pictures that the flags and arguments ask for, or shows how it
// would.
func (s *sending) run(ctx context.Context, args []string) error {
	if s.number < 1 || s.number > maxSent {
		return fmt.Errorf("-n %d: it takes a number from 1 to %d", s.number, maxSent)
	}
	if info, err := os.Stat(s.folder); err != nil || !info.IsDir() {
		return fmt.Errorf("--out: %q is no folder: make it first", s.folder)
	}
	if err := gallery.CheckName(s.c.Pictures.Name); err != nil {
		return s.c.Complaint("pictures.name", "%v", err)
	}
	o, err := s.where.options(s.c)
	if err != nil {
		return err
	}
	s.target.Options = prompt.Options{Backtrack: s.c.Backtrack, Steps: prompt.Defaults.Steps}
	if s.info, s.info.Settings, s.target.Sampling, err = s.Infotext(s.c, args, "send", s.set); err != nil {
		return err
	}
	if strings.TrimSpace(s.info.Positive) == "" {
		return errors.New("the prompt is empty: give what is to be seen")
	}
	if err := cli.CheckLength("send", s.info.Positive, s.info.Negative); err != nil {
		return err
	}
	if s.lookup, err = s.wildcardLookup(ctx, s.c.Wildcards); err != nil {
		return err
	}
	if s.dry {
		return s.dryRun(ctx, o)
	}
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second one ends it at once
	return s.make(ctx, o)
}

// job makes the job of the nth time, from 0, with a seed of its own.
func (s *sending) job(n int, first uint64) (webui.Job, infotext.Infotext, error) {
	line := settings.Of(s.info.Settings)
	step := uint64(1)
	if s.target.About.Kind != webui.ComfyUI { // which draws a batch from one seed
		step = uint64(line.BatchOf())
	}
	o := studio.Order{Texts: s.info.Texts, Settings: line, Seed: first + uint64(n)*step}
	job, info, warnings, err := studio.JobOf(o, s.target, s.lookup)
	s.WarnOnce(warnings)
	return job, info, err
}

// firstSeed is the seed that the settings name, or another one.
func (s *sending) firstSeed() uint64 {
	if seed, ok := settings.Of(s.info.Settings).SeedOf(); ok {
		return seed
	}
	return settings.DrawSeed()
}

// dryRun prints the requests. A server that does not answer is done without
// where its kind is known.
func (s *sending) dryRun(ctx context.Context, o webui.Options) error {
	server, err := webui.Open(ctx, o)
	if err == nil {
		s.target.About = server.About()
		s.target.Names, err = server.Names(ctx)
	}
	if err != nil {
		if o.Kind == "" || o.Kind == webui.Auto {
			return fmt.Errorf("%w; or say what it is by --kind", err)
		}
		s.Warn(fmt.Errorf("no name was checked: %w", err))
		s.target.About = webui.About{Kind: o.Kind, Make: map[webui.Kind]string{webui.A1111: webui.MakeA1111, webui.ComfyUI: webui.MakeComfyUI}[o.Kind]}
	}
	first := s.firstSeed()
	for n := range s.number {
		job, _, err := s.job(n, first)
		if err != nil {
			return err
		}
		var request any = job.Request
		if s.target.About.Kind == webui.ComfyUI {
			request = struct {
				Prompt json.RawMessage `json:"prompt"`
			}{job.Graph}
		}
		if err := s.WriteJSON(request); err != nil {
			return err
		}
	}
	return nil
}

// make has the pictures made and saves them.
func (s *sending) make(ctx context.Context, o webui.Options) error {
	server, err := webui.Open(ctx, o)
	if err != nil {
		return s.stopped(ctx, err)
	}
	s.target.About = server.About()
	if s.target.Names, err = server.Names(ctx); err != nil {
		return s.stopped(ctx, err)
	}
	keepNames(s.target.Names)
	s.WarnEach("not known: ", s.target.Names.Missed)
	// A signal stops the server's job too.
	working, stop := context.WithCancelCause(context.WithoutCancel(ctx))
	defer context.AfterFunc(ctx, func() { stop(webui.ErrInterrupted) })()
	first := s.firstSeed()
	for n := range s.number {
		job, info, err := s.job(n, first)
		if err != nil {
			return err
		}
		p := newProgress(s.app, n+1, s.number)
		var unsaved error
		err = server.Generate(working, job, p.report, func(picture webui.Picture) {
			p.end()
			if unsaved == nil {
				unsaved = s.save(picture, info)
			}
		})
		p.end()
		if unsaved != nil {
			return unsaved
		}
		if err := s.Stdout.Flush(); err != nil {
			return err
		}
		if err != nil {
			return s.stopped(ctx, err)
		}
	}
	return nil
}

// stopped is the error for a command that a signal ended: what it has to say
// beside that is said.
func (a *app) stopped(ctx context.Context, err error) error {
	if ctx.Err() == nil {
		return err
	}
	if told, ok := errors.AsType[*webui.Error](err); ok {
		a.Warn(told)
	}
	return cli.ErrAborted
}

// sent is the JSON value of tailor send for a picture.
type sent struct {
	File string `json:"file"`
	// Seed is the picture's, -1 when the web UI did not say.
	Seed json.Number `json:"seed"`
}

// save saves a picture and tells of it.
func (s *sending) save(p webui.Picture, info infotext.Infotext) error {
	path, err := studio.Save(s.folder, cmp.Or(s.c.Pictures.Name, "tailor-{seed}"), p, settings.Of(info.Settings))
	if err != nil {
		return err
	}
	if !s.asJSON {
		return s.WriteText(path)
	}
	seed := json.Number("-1")
	if p.Known {
		seed = json.Number(strconv.FormatUint(p.Seed, 10))
	}
	return s.WriteJSON(sent{path, seed})
}
