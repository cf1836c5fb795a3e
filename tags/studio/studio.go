// Package studio has pictures made of prompts by a running web UI, and keeps
// them: it expands wildcards by the seed, checks names, follows the server,
// saves what comes, and remembers what was asked for so that it can be fetched
// after a restart.
package studio

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"sync"
	"time"

	"tailor/data/gallery"
	"tailor/data/state"
	"tailor/data/webui"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/export"
	"tailor/tags/prompt/infotext"
	"tailor/tags/prompt/settings"
	"tailor/tags/prompt/variants"
)

// Memory keeps what outlives a sitting: package state has it.
type Memory interface {
	AddJob(state.Job) error
	RemoveJob(id string) error
	Jobs() ([]state.Job, error)
	AddPicture(state.Picture) error
	SaveNames(*webui.Names) error
	Names(address string) (*webui.Names, error)
}

// Studio has pictures made by one server. Its methods may be called from
// several goroutines at once.
type Studio struct {
	Server webui.Options
	// Folder is where pictures are saved, Name the pattern of their names.
	Folder, Name string
	// Prompt are the options by which A1111 would cut the chunks.
	Prompt prompt.Options
	// Lookup finds the lines of wildcards, nil for none.
	Lookup variants.Lookup
	// Memory may be nil: then nothing outlives the sitting.
	Memory Memory

	mu     sync.Mutex
	server webui.Server
	names  *webui.Names
}

// Order is a picture to be made.
type Order struct {
	// Texts and Settings are as they are written, the settings whole.
	Texts    prompt.Texts
	Settings settings.Line
	// Written is the line of settings as the user wrote it.
	Written  string
	Sampling profile.Sampling
	// Seed is the first picture's.
	Seed uint64
}

// Connect finds out which server answers and what it knows. Once it is known
// it is not asked again unless fresh is set.
func (s *Studio) Connect(ctx context.Context, fresh bool) (*webui.Names, error) {
	s.mu.Lock()
	server, names := s.server, s.names
	s.mu.Unlock()
	if server != nil && names != nil && !fresh {
		return names, nil
	}
	server, err := webui.Open(ctx, s.Server)
	if err != nil {
		return nil, err
	}
	if names, err = server.Names(ctx); err != nil {
		return nil, err
	}
	s.mu.Lock()
	s.server, s.names = server, names
	s.mu.Unlock()
	if s.Memory != nil {
		_ = s.Memory.SaveNames(names) // for the next time alone
	}
	return names, nil
}

// Remembered returns the names that the server had when it last answered, nil
// where it never did.
func (s *Studio) Remembered() *webui.Names {
	if s.Memory == nil {
		return nil
	}
	names, _ := s.Memory.Names(s.Server.Address())
	return names
}

// mostAsking is how long a server is asked what a LoRA says of itself.
const mostAsking = 5 * time.Second

// LoRAs calls found with what the server knows of a LoRA, see webui.Server, and
// with nothing where it was not found yet or does not answer.
func (s *Studio) LoRAs(ctx context.Context, name string, found func(name string, metadata map[string]string)) {
	s.mu.Lock()
	server, names := s.server, s.names
	s.mu.Unlock()
	if server == nil || names == nil {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, mostAsking)
	defer cancel()
	own, _, ok := webui.Find(names.Loras, name)
	if !ok {
		found(name, nil)
		return
	}
	told := false
	err := server.LoRAs(ctx, own, func(other string, metadata map[string]string) {
		if other == own {
			other, told = name, true
		}
		found(other, metadata)
	})
	if err == nil && !told { // else it is asked the next time
		found(name, nil)
	}
}

// Target is what jobs are made for: the server as it was found, and a variant
// of the model.
func (s *Studio) Target(sampling profile.Sampling) export.Target {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := export.Target{Names: s.names, Sampling: sampling, Options: s.Prompt}
	if s.server != nil {
		t.About = s.server.About()
	}
	return t
}

// JobOf makes the job of an order: variants and wildcards are expanded by its
// seed. The infotext is what is asked for.
func JobOf(o Order, t export.Target, lookup variants.Lookup) (job webui.Job, info infotext.Infotext, warnings []string, err error) {
	e := variants.New(o.Seed, lookup)
	var negative []string
	info.Positive, warnings = e.Expand(o.Texts.Positive)
	info.Negative, negative = e.Expand(o.Texts.Negative)
	info.Settings = o.Settings.With(settings.Seed, strconv.FormatUint(o.Seed, 10))
	job, told, err := export.JobOf(info, t)
	return job, info, append(append(warnings, negative...), told...), err
}

// Make has the pictures of an order made and saves them. Warnings come by warn
// before anything is sent. Pictures beside an error are saved.
func (s *Studio) Make(ctx context.Context, o Order, warn func(string), report func(webui.Progress)) ([]state.Picture, error) {
	if _, err := s.Connect(ctx, false); err != nil {
		return nil, err
	}
	job, info, warnings, err := JobOf(o, s.Target(o.Sampling), s.Lookup)
	for _, w := range warnings {
		warn(w)
	}
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	server := s.server
	s.mu.Unlock()
	noted := state.Job{ID: job.ID, Server: server.About().Address, Seed: o.Seed, Infotext: info.String(), Prompt: o.Texts.Positive, Negative: o.Texts.Negative, Settings: o.Written, Time: time.Now()}
	if s.Memory != nil {
		if err := s.Memory.AddJob(noted); err != nil {
			warn(err.Error())
		}
	}
	forget := func(id string) {
		if s.Memory != nil {
			_ = s.Memory.RemoveJob(id) // it would be asked for once more, nothing worse
		}
	}
	keep := s.keeper(&noted)
	err = server.Generate(ctx, job, func(p webui.Progress) {
		if p.ID != "" && p.ID != noted.ID && s.Memory != nil && server.About().Kind == webui.ComfyUI {
			// A server of before 0.3.44 has an id of its own.
			forget(noted.ID)
			noted.ID = p.ID
			_ = s.Memory.AddJob(noted)
		}
		report(p)
	}, keep.take)
	if ctx.Err() != nil && !errors.Is(err, webui.ErrInterrupted) {
		return keep.made, err // left to the server, and fetched the next time
	}
	saved := errors.Join(keep.wrong...)
	if saved == nil {
		forget(noted.ID)
	}
	var failed *webui.Error
	if errors.As(err, &failed) {
		s.mu.Lock()
		s.server, s.names = nil, nil // it may be another by now
		s.mu.Unlock()
	}
	return keep.made, errors.Join(err, saved)
}

// keeper saves the pictures of a job and remembers them.
type keeper struct {
	*Studio
	of    *state.Job
	line  settings.Line
	made  []state.Picture
	wrong []error
}

func (s *Studio) keeper(of *state.Job) *keeper {
	return &keeper{Studio: s, of: of, line: settings.Of(infotext.Read(of.Infotext).Settings)}
}

func (k *keeper) take(p webui.Picture) {
	path, err := Save(k.Folder, k.Name, p, k.line)
	if err != nil {
		k.wrong = append(k.wrong, err)
		return
	}
	kept := state.Picture{File: path, Time: time.Now(), Prompt: k.of.Prompt, Negative: k.of.Negative, Settings: k.of.Settings}
	if p.Known {
		kept.Seed = strconv.FormatUint(p.Seed, 10)
	}
	if k.Memory != nil {
		if err := k.Memory.AddPicture(kept); err != nil {
			k.wrong = append(k.wrong, err)
		}
	}
	k.made = append(k.made, kept)
}

// Save saves a picture into a folder under a pattern of names.
func Save(folder, pattern string, p webui.Picture, line settings.Line) (string, error) {
	width, height, _ := profile.ParseSize(line.Get(settings.Size))
	values := map[string]string{"model": line.Get(settings.Checkpoint), "sampler": line.Get(settings.Sampler), "steps": line.Get(settings.Steps), "cfg": line.Get(settings.CFG),
		"width": strconv.Itoa(width), "height": strconv.Itoa(height)}
	if p.Known {
		values["seed"] = strconv.FormatUint(p.Seed, 10)
	}
	return gallery.Save(folder, gallery.Name(cmp.Or(pattern, gallery.DefaultName), time.Now(), values), p.Ext, p.Data)
}

// Waiting is how many pictures of an earlier sitting the server was asked for and
// has not handed over, as far as is known without it.
func (s *Studio) Waiting() int {
	if s.Memory == nil {
		return 0
	}
	jobs, _ := s.Memory.Jobs() // which cannot be read is said where they are fetched
	return len(slices.DeleteFunc(jobs, func(j state.Job) bool { return j.Server != s.Server.Address() }))
}

// Recover fetches the pictures of an earlier sitting that the server has by
// now, and forgets what it does not know any more. It returns how many it still
// works on.
func (s *Studio) Recover(ctx context.Context) (made []state.Picture, waiting int, err error) {
	if s.Memory == nil {
		return nil, 0, nil
	}
	jobs, err := s.Memory.Jobs()
	if err != nil || len(jobs) == 0 {
		return nil, 0, err
	}
	if _, err := s.Connect(ctx, false); err != nil {
		return nil, 0, err
	}
	s.mu.Lock()
	server := s.server
	s.mu.Unlock()
	var wrong []error
	for _, j := range jobs {
		if j.Server != server.About().Address {
			continue
		}
		keep := s.keeper(&j)
		err := server.Fetch(ctx, webui.Job{ID: j.ID, Seed: j.Seed, Infotext: j.Infotext, Pictures: keep.line.BatchOf()}, keep.take)
		made = append(made, keep.made...)
		switch {
		case errors.Is(err, webui.ErrUnfinished):
			waiting++
			continue
		case errors.Is(err, webui.ErrForgotten):
		case err != nil && len(keep.made)+len(keep.wrong) == 0:
			wrong = append(wrong, err)
			continue
		}
		if len(keep.wrong) > 0 {
			wrong = append(wrong, keep.wrong...)
			continue
		}
		_ = s.Memory.RemoveJob(j.ID)
	}
	return made, waiting, errors.Join(wrong...)
}
