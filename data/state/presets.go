package state

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"tailor/data/decoding"
	"tailor/data/disk"
	"tailor/data/printable"
	"tailor/data/tomllines"
)

// Preset is a prompt, or a part of one, with a name.
type Preset struct {
	Name     string `toml:"name"`
	Prompt   string `toml:"prompt"`
	Negative string `toml:"negative"`
	// Settings is the line of settings, in an infotext's form.
	Settings string `toml:"settings,omitempty"`
}

const (
	presetsName = "presets.toml"
	// maxPresets is how many bytes of presets are read.
	maxPresets = 8 << 20
	// mostPresets is how many there may be.
	mostPresets = 20_000
	// mostValues is how many values the file may have, by the signs that part them.
	mostValues = 10 * mostPresets
)

const presetsHead = `# Presets of tailor: prompts, or parts of prompts, with a name. This file may
# be edited; between ''' a prompt stands as it is, with its backslashes.
`

// PresetsPath returns the file that the presets are in, for an editor.
func (d Dir) PresetsPath() string { return d.path(presetsName) }

// Presets returns the presets in the order of the file. The error names file
// and line.
func (d Dir) Presets() ([]Preset, error) {
	content, err := d.read(presetsName, maxPresets)
	if err != nil {
		return nil, fmt.Errorf("the presets cannot be read: %w", err)
	}
	return readPresets(content, d.path(presetsName))
}

func readPresets(content []byte, path string) ([]Preset, error) {
	var file struct {
		Preset []Preset `toml:"preset"`
	}
	if tomllines.Values(content) > mostValues {
		return nil, fmt.Errorf("%s: more than %d values, which is more than %d presets have; move some of them to another file", path, mostValues, mostPresets)
	}
	line := func(at int) int { return 1 + bytes.Count(content[:at], []byte("\n")) }
	key, at, count := unknownKey(content)
	switch {
	case key != "":
		return nil, fmt.Errorf("%s:%d: unknown key %q; a [[preset]] has name, prompt, negative and settings", path, line(at), printable.Short(key, 80))
	case count > mostPresets:
		return nil, fmt.Errorf("%s: more than %d presets; move some of them to another file", path, mostPresets)
	}
	err := toml.Unmarshal(content, &file)
	var wrong *toml.DecodeError
	switch {
	case errors.As(err, &wrong):
		line, column := wrong.Position()
		return nil, fmt.Errorf("%s:%d:%d: %s", path, line, column, decoding.TOML(wrong))
	case err != nil:
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	names := map[string]bool{}
	where := blocks(content)
	for i, p := range file.Preset {
		at := 0 // for presets in one array
		if i < len(where) {
			at = where[i].start
		}
		switch {
		case strings.TrimSpace(p.Name) == "":
			return nil, fmt.Errorf("%s:%d: a preset without a name; write name = \"…\" below [[preset]]", path, line(at))
		case names[p.Name]:
			return nil, fmt.Errorf("%s:%d: a second preset called %q; give one of them another name", path, line(at), p.Name)
		}
		names[p.Name] = true
	}
	return file.Preset, nil
}

// unknownKey returns the first key of a document that no preset has, and where
// it stands, "" for none, and how many presets there are. TOML's own reader
// would look each up among all before it, and say of every one where it is.
func unknownKey(content []byte) (key string, at, presets int) {
	var p unstable.Parser
	p.Reset(content)
	known := func(it unstable.Iterator, names []string) bool {
		var words []string
		for it.Next() {
			if words == nil {
				at = int(it.Node().Raw.Offset)
			}
			words = append(words, string(it.Node().Data))
		}
		key = strings.Join(words, ".")
		return slices.Contains(names, key)
	}
	fields := []string{"name", "prompt", "negative", "settings"}
	tables := []string{"preset"}
	names := tables // of keys where the reader is
	for p.NextExpression() {
		e := p.Expression()
		if e.Kind != unstable.KeyValue {
			names = tables
		}
		if !known(e.Key(), names) {
			return key, at, presets
		}
		if e.Kind != unstable.KeyValue {
			names = fields
			presets++
			continue
		}
		for it := e.Value().Children(); e.Value().Kind == unstable.Array && it.Next(); presets++ {
			for kv := it.Node().Children(); it.Node().Kind == unstable.InlineTable && kv.Next(); {
				if !known(kv.Node().Key(), fields) {
					return key, at, presets
				}
			}
		}
	}
	return "", 0, presets
}

// ErrTaken is wrapped where another preset has the name.
var ErrTaken = errors.New("another preset has this name")

// SavePreset puts the preset into the file: in place of the one of its name,
// else at the end. What a person wrote around it stays.
func (d Dir) SavePreset(p Preset) error { return d.putPreset(p, true) }

// AddPreset is SavePreset where no other preset has the name: else it is an
// ErrTaken. Of several tailors that add one of a name at once only the first
// does.
func (d Dir) AddPreset(p Preset) error { return d.putPreset(p, false) }

func (d Dir) putPreset(p Preset, over bool) error {
	p.Name = strings.TrimSpace(strings.ToValidUTF8(p.Name, ""))
	p.Prompt, p.Negative = strings.ToValidUTF8(p.Prompt, ""), strings.ToValidUTF8(p.Negative, "")
	p.Settings = strings.ToValidUTF8(p.Settings, "")
	if p.Name == "" {
		return errors.New("the preset is not saved: it needs a name")
	}
	return d.changePresets(p.Name, func(all []Preset, i int) (*Preset, error) {
		if i >= 0 && all[i] != p && !over {
			return nil, ErrTaken
		}
		return &p, nil
	})
}

// RenamePreset gives a preset another name, which must be free.
func (d Dir) RenamePreset(was, name string) error {
	return d.changePresets(was, func(all []Preset, i int) (*Preset, error) {
		switch {
		case i < 0:
			return nil, noPreset(was)
		case named(all, name) >= 0:
			return nil, ErrTaken
		}
		p := all[i]
		p.Name = name
		return &p, nil
	})
}

// RemovePreset takes the preset of the name out of the file.
func (d Dir) RemovePreset(name string) error {
	return d.changePresets(name, func(_ []Preset, i int) (*Preset, error) {
		if i < 0 {
			return nil, noPreset(name)
		}
		return nil, nil
	})
}

func noPreset(name string) error { return fmt.Errorf("there is no preset called %q", name) }

func named(all []Preset, name string) int {
	return slices.IndexFunc(all, func(p Preset) bool { return p.Name == name })
}

// changePresets puts in the place of the preset of a name the one that change
// returns: nil takes it away. change gets all presets and the place of the one
// of the name, -1 where there is none.
func (d Dir) changePresets(name string, change func(all []Preset, i int) (*Preset, error)) error {
	err := d.locked(presetsName, func() error {
		content, err := d.read(presetsName, maxPresets)
		if err != nil {
			return err
		}
		path := d.path(presetsName)
		want, err := readPresets(content, path)
		if err != nil {
			return err
		}
		i := named(want, name)
		now, err := change(want, i)
		if err != nil {
			return err
		}
		block := ""
		switch {
		case now == nil:
			want = slices.Delete(want, i, i+1)
		case i < 0:
			want, block = append(want, *now), now.block()
		default:
			want[i], block = *now, now.block()
		}
		text := splice(content, i, block)
		if got, err := readPresets([]byte(text), path); err != nil || !slices.Equal(got, want) {
			// Something in the file is laid out in a way that splice does
			// not see, such as presets in one array: write it again.
			var b strings.Builder
			b.WriteString(presetsHead)
			for _, p := range want {
				b.WriteString("\n" + p.block())
			}
			text = b.String()
		}
		if len(text) > maxPresets || len(want) > mostPresets {
			return fmt.Errorf("the file would have more than %d bytes, or %d presets", maxPresets, mostPresets)
		}
		return disk.Replace(path, disk.Private, []byte(text))
	})
	if err != nil {
		return fmt.Errorf("the presets are not changed: %w", err)
	}
	return nil
}

// splice replaces the i-th block of a presets file, or appends one for i < 0.
func splice(content []byte, i int, block string) string {
	text := string(content)
	if i < 0 {
		if text == "" {
			text = presetsHead
		}
		if !strings.HasSuffix(text, "\n") {
			text += "\n"
		}
		return text + "\n" + block
	}
	where := blocks(content)
	if i >= len(where) {
		return text
	}
	return text[:where[i].start] + block + text[where[i].end:]
}

type extent struct{ start, end int }

// blocks finds the [[preset]] tables, each from its header to the last line
// before the comments and empty lines in front of the next.
func blocks(content []byte) []extent {
	var all []extent
	var p unstable.Parser
	p.Reset(content)
	for p.NextExpression() {
		e := p.Expression()
		if e.Kind != unstable.Table && e.Kind != unstable.ArrayTable {
			continue
		}
		it := e.Key()
		it.Next()
		start := bytes.LastIndexByte(content[:it.Node().Raw.Offset], '\n') + 1
		if n := len(all); n > 0 {
			all[n-1].end = start
		}
		all = append(all, extent{start, len(content)})
	}
	for i := range all {
		for all[i].end > all[i].start {
			line := bytes.LastIndexByte(content[:all[i].end-1], '\n') + 1
			if l := bytes.TrimSpace(content[line:all[i].end]); len(l) > 0 && l[0] != '#' {
				break
			}
			all[i].end = line
		}
	}
	return all
}

// block is the preset as the file has it.
func (p Preset) block() string {
	text := "[[preset]]\nname = " + quoted(p.Name) + "\nprompt = " + quoted(p.Prompt) + "\n"
	if p.Negative != "" {
		text += "negative = " + quoted(p.Negative) + "\n"
	}
	if p.Settings != "" {
		text += "settings = " + quoted(p.Settings) + "\n"
	}
	return text
}

// quoted writes a text as TOML, literally where that is possible, so that the
// backslashes of a prompt stay single.
func quoted(s string) string {
	odd := strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsControl(r) && r != '\n' && r != '\t'
	})
	switch {
	case odd, strings.Contains(s, "'''"), strings.HasSuffix(s, "'"):
		return escaped(s)
	case strings.ContainsAny(s, "\n'"):
		return "'''\n" + s + "'''"
	}
	return "'" + s + "'"
}

// escaped writes a text as a basic string of TOML.
func escaped(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"', r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case unicode.IsControl(r):
			b.WriteString(`\u` + strings.ToUpper(strconv.FormatInt(int64(r)+0x10000, 16)[1:]))
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
