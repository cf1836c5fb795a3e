// Package webui asks running web UIs for pictures, by their APIs: A1111 and
// its kin (versions 1.6 to 1.10, Forge, reForge, Forge Classic), which must
// have been started with --api, and ComfyUI. What a server is asked and what
// it answers is as the sources of A1111 1.10.1, Forge 2.0.1 and ComfyUI 0.33
// have it.
package webui

import (
	"context"
	"encoding/json"
	"errors"
	"time"
)

// Kind is the family of a server.
type Kind string

const (
	// Auto asks the server which kind it is.
	Auto Kind = "auto"
	// A1111 is A1111's web UI and everything that has its API.
	A1111 Kind = "a1111"
	// ComfyUI is ComfyUI.
	ComfyUI Kind = "comfyui"
)

// Options say where a server is and how it is spoken to.
type Options struct {
	// Name is what the user calls the server, "" for its address.
	Name string
	// URL is its address, "http://127.0.0.1:7860"; a path in it is a
	// sub-path, a user and a password in it are taken out.
	URL string
	// Kind is Auto, A1111 or ComfyUI; "" is Auto.
	Kind Kind
	// User and Password are sent by HTTP Basic, where User is not "".
	User, Password string
	// CA is a file of certificates in PEM that are trusted beside the
	// system's, "" for none.
	CA string
	// Silence is how long a server may give no sign of life, 0 for 60 s.
	Silence time.Duration
	// Every is how often the progress is asked for, 0 for 500 ms.
	Every time.Duration
}

// The makes of servers of the kind A1111, see About.
const (
	MakeA1111    = "A1111"
	MakeForge    = "Forge"
	MakeOldForge = "old Forge"
	MakeReForge  = "reForge"
	MakeClassic  = "Forge Classic"
	MakeComfyUI  = "ComfyUI"
)

// About says which server answers.
type About struct {
	Kind Kind `json:"kind"`
	// Make is one of the Make constants.
	Make string `json:"make"`
	// Version is the server's own word for it, "" where it does not say.
	Version string `json:"version,omitempty"`
	// Address is the server's, without user and password.
	Address string `json:"address"`
	// System is what the server runs on, "" where it does not say.
	System string `json:"system,omitempty"`
}

// String writes make and version, "Forge f2.0.1v1.10.1".
func (a About) String() string {
	if a.Version == "" {
		return a.Make
	}
	return a.Make + " " + a.Version
}

// Job is one run of a server: what is asked of it, for either kind.
type Job struct {
	// ID names the job, a UUID in lower case; NewID makes one.
	ID string
	// Request is for a server of the kind A1111.
	Request Request
	// Graph is for ComfyUI: its nodes in the form of its API.
	Graph json.RawMessage
	// Infotext is written into the pictures of ComfyUI, whose own record
	// A1111 cannot read.
	Infotext string
	// Seed is the seed of the job's first picture.
	Seed uint64
	// Pictures is how many pictures are asked for: no more are fetched from
	// ComfyUI, whatever it has. 0 stands for all. For a server of the kind
	// A1111 Request says it.
	Pictures int
}

// Picture is a picture as a server made it.
type Picture struct {
	// Data is the file, byte for byte as the server has it; ComfyUI's has the
	// job's infotext beside its own record.
	Data []byte
	// Ext is the true ending of its format, "png", without a dot.
	Ext string
	// Seed is the picture's, where Known.
	Seed  uint64
	Known bool
}

// Progress is how far a job is.
type Progress struct {
	// ID is what the server calls the job, for Fetch.
	ID string
	// Waiting reports that the job waits behind others; Before is how many
	// they are, 0 where that is not known.
	Waiting bool
	Before  int
	// Step counts the sampling steps done, of Steps; both are 0 where the
	// server has not said.
	Step, Steps int
	// Done is the part that is done, from 0 to 1.
	Done float64
	// Silent reports that the server did not answer when it was last asked.
	Silent bool
	// Left is about how long it will take yet, 0 where that is not known.
	Left time.Duration
	// Preview is a picture of the half-made picture in whatever format the
	// server sends, nil where there is no new one.
	Preview []byte
	// Note is something to tell the user, once.
	Note string
}

// ErrInterrupted is the cause with which a context is cancelled so that the
// server's job is stopped as well, and what Generate returns then. A context
// that is cancelled otherwise leaves the job running on the server.
var ErrInterrupted = errors.New("interrupted")

// ErrUnfinished is returned by Fetch for a job that the server still has to
// do, and ErrForgotten for one that it does not know.
var (
	ErrUnfinished = errors.New("the server is not done with it")
	ErrForgotten  = errors.New("the server does not know it any more")
)

// Server is a web UI that was found to answer. Its methods may be called from
// several goroutines at once.
type Server interface {
	// About says which server it is.
	About() About
	// Names asks for the names that the server knows.
	Names(ctx context.Context) (*Names, error)
	// LoRAs asks for what the file of a LoRA says of itself, and calls found
	// with its metadata by their keys, as they come, and where the server tells
	// of all LoRAs at once with those of the others. All names are the server's.
	LoRAs(ctx context.Context, name string, found func(name string, metadata map[string]string)) error
	// Generate has a job done and hands its pictures over, one after another so
	// that one at a time is in memory. Meanwhile it calls report, if that is not
	// nil, from one other goroutine at a time, and never after it has returned.
	// When ctx is cancelled with the cause ErrInterrupted the server's job is
	// stopped, but only while it is this one. Pictures that were taken before an
	// error are whole.
	Generate(ctx context.Context, j Job, report func(Progress), take func(Picture)) error
	// Fetch hands over the pictures of a job of an earlier sitting by the ID
	// that Progress had: ErrUnfinished while it is not done, ErrForgotten
	// where the server has none.
	Fetch(ctx context.Context, j Job, take func(Picture)) error
}

// Open finds out which server answers at an address.
func Open(ctx context.Context, o Options) (Server, error) {
	c, err := newConnection(o)
	if err != nil {
		return nil, err
	}
	return c.probe(ctx, o.Kind)
}

// Address is the address that a server found at the options will say it has,
// redirects aside: without user, password and the slash at its end.
func (o Options) Address() string {
	c, err := newConnection(Options{URL: o.URL})
	if err != nil {
		return ""
	}
	return c.base.Load().String()
}
