package lora

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"tailor/data/charset"
	"tailor/data/intake"
	"tailor/data/printable"
	"tailor/tags"
	"tailor/tags/prompt"
)

const (
	// mostNotes and mostHeader are how many bytes are read of a file beside a
	// LoRA and of a LoRA's own header. The largest headers, which count every
	// tag of a large training set, have a few megabytes.
	mostNotes  = 4 << 20
	mostHeader = 16 << 20
	// mostTriggers and longestTrigger (in bytes) bound what is offered.
	mostTriggers   = 12
	longestTrigger = 400
	// mostMembers is how many members of one object of JSON are read: more than
	// a training set has tags.
	mostMembers = 100_000
	// mostWeight is up to which weight a preferred one is sensible.
	mostWeight = 10
)

// About is what is known of how a LoRA is to be used.
type About struct {
	// Triggers are the words that it was trained to answer to, each as a prompt
	// has it, in the order in which its author names them.
	Triggers []string
	// Weight is the one that its user prefers, 0 where nobody says. It may be
	// negative, as that of a LoRA that slides between two things.
	Weight float64
}

// Written is the LoRA as a prompt names it, of the preferred weight, else 1.
func (a About) Written(name string) string {
	if a.Weight == 0 {
		a.Weight = 1
	}
	return "<lora:" + name + ":" + strconv.FormatFloat(a.Weight, 'f', -1, 64) + ">"
}

// About returns what is known of a LoRA. The trigger words come, of these, from
// the first that has some: A1111's user metadata in name.json, Civitai's page in
// name.civitai.info or name.json, the trigger phrase of the file's header, the
// tags that (nearly) all its training pictures have, without those that ordinary
// reports. Of a LoRA that is no file here a server's answer tells the last two.
// The weight is that of A1111's user metadata. They are read when they are first
// asked for, and remembered.
func (s *Set) About(ctx context.Context, name string, ordinary func(tag string) bool) About {
	if s == nil {
		return About{}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	about, read := s.about[name]
	ask := s.ask.Load()
	switch {
	case read || ctx.Err() != nil:
	case s.files[name] != "":
		about = readAbout(s.files[name], ordinary)
		s.about[name] = about
	case ask != nil:
		(*ask)(ctx, name, func(other string, header map[string]string) {
			if _, read := s.about[other]; !read && s.files[other] == "" {
				s.about[other] = About{Triggers: ofHeader(header, ordinary)}
			}
		})
		about = s.about[name]
	}
	return about
}

// Ask asks a server for the metadata of a LoRA's file, and calls found with them,
// and with those of others that come with them, one after another.
type Ask func(ctx context.Context, name string, found func(name string, metadata map[string]string))

// Asking returns the set, an empty one for nil, with who is asked of LoRAs that
// are no files here. It never waits for an answer that another asks for.
func (s *Set) Asking(ask Ask) *Set {
	if s == nil {
		s = &Set{about: map[string]About{}}
	}
	s.ask.Store(&ask)
	return s
}

// readAbout reads what is known of a LoRA's file. Of what cannot be read nothing
// is.
func readAbout(file string, ordinary func(string) bool) (about About) {
	stem := strings.TrimSuffix(file, filepath.Ext(file))
	for _, beside := range []string{stem + ".json", stem + ".civitai.info"} {
		if about.Triggers != nil {
			break // the second has no weight
		}
		text, err := intake.Read(beside, mostNotes)
		if err != nil {
			continue
		}
		var notes notes
		// A field of another kind than is known leaves the others readable.
		_ = json.Unmarshal(charset.Unicode(text), &notes)
		if w := notes.Weight; about.Weight == 0 && math.Abs(w) <= mostWeight {
			about.Weight = w
		}
		if about.Triggers = tidy(notes.ActivationText); about.Triggers == nil {
			about.Triggers = tidy(notes.TrainedWords...)
		}
	}
	if about.Triggers != nil || strings.ToLower(filepath.Ext(file)) != ".safetensors" {
		return about
	}
	if header, err := metadata(file); err == nil {
		about.Triggers = ofHeader(header, ordinary)
	}
	return about
}

// ofHeader returns the trigger words that a LoRA's metadata tell.
func ofHeader(header map[string]string, ordinary func(string) bool) []string {
	if words := tidy(header["modelspec.trigger_phrase"]); len(words) > 0 {
		return words
	}
	return tidy(frequent(header["ss_tag_frequency"], header["ss_dataset_dirs"], ordinary)...)
}

// notes are what is read of the files beside a LoRA.
type notes struct {
	ActivationText string   `json:"activation text"` // A1111's, a piece of a prompt
	TrainedWords   []string `json:"trainedWords"`    // Civitai's, each a piece of a prompt
	// Weight is A1111's, 0 for none (extensions-builtin/Lora/ui_extra_networks_lora.py).
	Weight float64 `json:"preferred weight"`
}

// tidy makes one list of pieces of prompts: nothing that steers a terminal,
// no word twice, none that is never offered, alone or beside those before it, no
// more than is sensible to offer.
func tidy(pieces ...string) []string {
	var words []string
	length := 0
	for _, piece := range pieces {
		for _, word := range splitTop(cleaned(piece)) {
			if word == "" || slices.Contains(words, word) || tags.Blocked(strings.Join(append(words, word), ", ")) {
				continue
			}
			if length += len(word); len(words) == mostTriggers || length > longestTrigger {
				return words
			}
			words = append(words, word)
		}
	}
	return words
}

// cleaned takes out of a text what could steer a terminal; white space of other
// kinds becomes a space, a new line a comma.
func cleaned(text string) string {
	return printable.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return ','
		case unicode.IsSpace(r):
			return ' '
		case printable.Unsafe(r) || r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, text)
}

// splitTop cuts a piece of a prompt at its commas outside brackets.
func splitTop(piece string) []string {
	var words []string
	from := 0
	for i, c := range prompt.Outside(piece) {
		if c == ',' {
			words = append(words, strings.TrimSpace(piece[from:i]))
			from = i + 1
		}
	}
	return append(words, strings.TrimSpace(piece[from:]))
}

// errHeader is returned for a file that does not begin as a safetensors file.
var errHeader = errors.New("it has no header of a safetensors file")

// metadata reads what a safetensors file says of itself: eight bytes with the
// header's length, little-endian, and the header, a JSON object, whose key
// "__metadata__" holds texts. Nothing behind the header is read.
func metadata(file string) (texts map[string]string, err error) {
	f, err := intake.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var length uint64
	if err := binary.Read(f, binary.LittleEndian, &length); err != nil {
		return nil, errHeader
	}
	if length > mostHeader {
		return nil, fmt.Errorf("%w: its length is said to be %d bytes, and %d are read", errHeader, length, mostHeader)
	}
	if !eachMember(io.LimitReader(f, int64(length)), func(key string, value json.RawMessage) (more bool) {
		if key != "__metadata__" {
			return true
		}
		texts = map[string]string{}
		eachMember(bytes.NewReader(value), func(key string, value json.RawMessage) bool {
			var text string
			if json.Unmarshal(value, &text) == nil {
				texts[key] = text
			}
			return true
		})
		return false
	}) {
		return nil, errHeader
	}
	return texts, nil
}

// nearlyAll is the part of a folder's training pictures that a tag must be on
// to be one that calls the LoRA.
const nearlyAll = 0.9

// frequent returns the tags that nearly all training pictures of a folder
// have, by kohya's ss_tag_frequency, {"10_folder": {"tag": 50}}, and
// ss_dataset_dirs, {"10_folder": {"img_count": 50}}. The more frequent come
// first, and of equally frequent ones those that stood first in the captions.
func frequent(frequency, folders string, ordinary func(string) bool) []string {
	counted := map[string]float64{} // without it the most frequent tag counts the pictures
	eachMember(strings.NewReader(folders), func(folder string, content json.RawMessage) bool {
		var about struct {
			Images float64 `json:"img_count"`
		}
		_ = json.Unmarshal(content, &about) // as above
		counted[folder] = about.Images
		return true
	})
	var words []string
	eachMember(strings.NewReader(frequency), func(folder string, content json.RawMessage) bool {
		type tag struct {
			name string
			n    float64
		}
		var all []tag
		pictures := counted[folder]
		most := 0.0
		eachMember(bytes.NewReader(content), func(name string, count json.RawMessage) bool {
			var n float64
			if json.Unmarshal(count, &n) == nil {
				all = append(all, tag{strings.TrimSpace(name), n})
				most = max(most, n)
			}
			return true
		})
		if pictures <= 0 || pictures > most {
			pictures = most
		}
		all = slices.DeleteFunc(all, func(t tag) bool {
			return t.n < nearlyAll*pictures || ordinary != nil && ordinary(t.name)
		})
		slices.SortStableFunc(all, func(a, b tag) int { return int(b.n - a.n) })
		for _, t := range all {
			words = append(words, tags.Escape(strings.ReplaceAll(t.name, ",", "")))
		}
		return true
	})
	return words
}

// eachMember calls f with each key and value of a JSON object, in their order,
// while there are to be more, and mostMembers of them at most. It is false for
// what is no object.
func eachMember(object io.Reader, f func(key string, value json.RawMessage) (more bool)) bool {
	d := json.NewDecoder(object)
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return false
	}
	for n := 0; d.More() && n < mostMembers; n++ {
		key, err := d.Token()
		name, ok := key.(string)
		var value json.RawMessage
		if err != nil || !ok || d.Decode(&value) != nil {
			return false
		}
		if !f(name, value) {
			return true
		}
	}
	return true
}
