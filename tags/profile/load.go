package profile

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"tailor/data/charset"
	"tailor/data/decoding"
	"tailor/data/intake"
	"tailor/data/tomllines"
)

// largest is the size from which on a file is no profile, in bytes.
const largest = 1 << 20

// Fault is one thing that is wrong in a profile's file.
type Fault struct {
	Path string
	// Line counts from 1; 0 where the fault is in no line.
	Line   int
	What   string // "cfg: min 9 is above max 4"
	Remedy string // "swap them"
}

// Error writes the fault as "path:line: what: remedy".
func (f Fault) Error() string {
	s := f.Path
	if f.Line > 0 {
		s = fmt.Sprintf("%s:%d", s, f.Line)
	}
	s += ": " + f.What
	if f.Remedy != "" {
		s += ": " + f.Remedy
	}
	return s
}

// Faults are all that is wrong in a profile's file, by line.
type Faults []Fault

// Error writes the first ten faults, one a line.
func (f Faults) Error() string {
	var lines []string
	for _, fault := range f[:min(len(f), 10)] {
		lines = append(lines, fault.Error())
	}
	if more := len(f) - len(lines); more > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(lines, "\n")
}

// LoadFile reads a profile from a file that the user names, as Load does.
func LoadFile(path string) (*Profile, error) {
	text, err := ReadFile(path, true)
	if err != nil {
		return nil, err
	}
	return Load(text, path)
}

// ReadFile returns the text of a profile's file, which may be a pipe where the
// user named it. One that was found in a folder is not waited for.
func ReadFile(path string, named bool) (text []byte, err error) {
	if named {
		text, err = intake.ReadNamed(path, largest, intake.Patience)
	} else {
		text, err = intake.Read(path, largest)
	}
	switch {
	case errors.Is(err, intake.ErrTooLarge):
		return nil, Faults{{Path: path, What: "the file is larger than 1 MB", Remedy: "name a profile, which is a small TOML file"}}
	case err != nil:
		return nil, fmt.Errorf("reading the profile %s: %w", path, intake.Bare(err))
	}
	return text, nil
}

// Load reads a profile in TOML; the path is for messages. A file that begins
// with `extends = "rouwei"` says only what differs: its groups replace those
// of the same name, its words, contradictions and foreign tags are added, and
// what else it sets replaces the setting there. All that is wrong in the file
// is returned as Faults, each with its line and what to do.
func Load(text []byte, path string) (*Profile, error) {
	return loader{path: path, base: Builtin, named: RouWei().Order}.load(text)
}

// loader reads a profile's file.
type loader struct {
	path string
	// base finds the profile that another extends.
	base func(name string) (*Profile, bool)
	// named are names of variants that may stand at the top, as [NAME] for
	// [variant.NAME]: files from before other models were known have it so.
	named []Model
	// isBase reports whether the file is no profile but what others extend.
	isBase bool
}

func (l loader) load(text []byte) (*Profile, error) {
	path := l.path
	text = charset.Unicode(text)
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, Faults{{Path: path, What: "the file is empty", Remedy: fmt.Sprintf(`write at least name = "…" and extends = %q`, Default())}}
	}
	if err := tomllines.Check(text); err != nil {
		return nil, Faults{{Path: path, What: err.Error(), Remedy: "name a profile, which is a small TOML file"}}
	}
	text = modern(text, l.named)
	own := new(Profile)
	d := toml.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(own); err != nil {
		return nil, decodeFaults(err, path)
	}
	own.Path = path
	for i := range own.Groups {
		own.Groups[i].Kind = MetaGroup
	}
	for i := range own.Styles {
		own.Styles[i].Kind = StyleGroup
	}
	c := checker{path: path, lines: tomllines.Of(text), own: own, base: l.base, isBase: l.isBase}
	for _, s := range c.lines.Miscased(own) {
		c.faults = append(c.faults, Fault{path, s.Line, fmt.Sprintf("unknown key %q", s.Written), "write " + s.Name})
	}
	if len(c.faults) > 0 {
		return nil, c.sorted()
	}
	own.order(c.lines)
	c.form()
	if len(c.faults) > 0 {
		return nil, c.sorted()
	}
	if l.isBase {
		return own, nil // what extends it is made ready, and holds all of it
	}
	whole := own
	if own.Extends != "" {
		base, _ := l.base(own.Extends)
		whole = extend(base, own)
	} else if own.Artists == nil && own.Layout == nil {
		// What files of before did not say they had from here.
		own.Artists, own.Layout = RouWei().Artists, RouWei().Layout
	}
	if err := whole.prepare(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	c.sense(whole)
	if len(c.faults) > 0 {
		return nil, c.sorted()
	}
	return whole, nil
}

// decodeFaults turns the TOML reader's errors into faults.
func decodeFaults(err error, path string) error {
	if unknown, ok := errors.AsType[*toml.StrictMissingError](err); ok {
		var faults Faults
		for _, e := range unknown.Errors {
			line, _ := e.Position()
			key := strings.Join(e.Key(), ".")
			faults = append(faults, Fault{path, line, fmt.Sprintf("unknown key %q", key), remedyFor(key)})
		}
		return faults
	}
	if wrong, ok := errors.AsType[*toml.DecodeError](err); ok {
		line, column := wrong.Position()
		what := decoding.TOML(wrong)
		if key := strings.Join(wrong.Key(), "."); key != "" && !strings.Contains(what, key) {
			what = key + ": " + what
		}
		return Faults{{path, line, fmt.Sprintf("column %d: %s", column, what), "mend the TOML there; texts stand in \"quotes\", lists in [brackets]"}}
	}
	return Faults{{Path: path, What: strings.TrimPrefix(err.Error(), "toml: "), Remedy: "compare with the form of the embedded profile"}}
}

// extend returns the base with what own says put in.
func extend(base, own *Profile) *Profile {
	p := *base
	p.Name, p.Extends, p.Path, p.Match = own.Name, own.Extends, own.Path, own.Match
	replace(&p.Quality.Positive, own.Quality.Positive)
	replace(&p.Quality.Negative, own.Quality.Negative)
	if own.Quality.Positive != nil || own.Quality.Negative != nil || own.Quality.Shown != nil {
		p.Quality.Shown = own.Quality.Shown
	}
	replace(&p.Quality.Whole, own.Quality.Whole)
	replace(&p.Quality.Default, own.Quality.Default)
	p.Quality.Most = cmp.Or(own.Quality.Most, base.Quality.Most)
	p.Artists = cmp.Or(own.Artists, base.Artists)
	p.Spelling = cmp.Or(own.Spelling, base.Spelling)
	replace(&p.Layout, own.Layout)
	p.Prose = cmp.Or(own.Prose, base.Prose)
	p.Limits = slices.Concat(base.Limits, own.Limits)
	p.Sources = joinedMaps(base.Sources, own.Sources)
	p.Vocabulary = joinVocabulary(base.Vocabulary, own.Vocabulary)
	p.Groups = joinGroups(base.Groups, own.Groups)
	p.Styles = joinGroups(base.Styles, own.Styles)
	replace(&p.Negative.Default, own.Negative.Default)
	replace(&p.Negative.Taboo, own.Negative.Taboo)
	p.Negative.Many = cmp.Or(own.Negative.Many, base.Negative.Many)
	p.Negative.Copied = slices.Concat(base.Negative.Copied, own.Negative.Copied)
	p.Negative.CopiedPatterns = slices.Concat(base.Negative.CopiedPatterns, own.Negative.CopiedPatterns)
	p.Negative.Along = slices.Concat(base.Negative.Along, own.Negative.Along)
	p.Dead = slices.Concat(base.Dead, own.Dead)
	p.Contradictions = slices.Concat(base.Contradictions, own.Contradictions)
	p.Scope.Pictures = slices.Concat(base.Scope.Pictures, own.Scope.Pictures)
	p.Scope.Subjects = slices.Concat(base.Scope.Subjects, own.Scope.Subjects)
	p.Scope.Single = slices.Concat(base.Scope.Single, own.Scope.Single)
	p.Scope.Needed = base.Scope.Needed
	replace(&p.Scope.Needed, own.Scope.Needed)
	p.Alive = slices.Concat(base.Alive, own.Alive)
	p.Foreign.Site = cmp.Or(own.Foreign.Site, base.Foreign.Site)
	p.Foreign.Tags = joinedMaps(base.Foreign.Tags, own.Foreign.Tags)
	p.Variants, p.Order = joinVariants(base, own)
	p.Rules = joinedMaps(base.Rules, own.Rules)
	return &p
}

func joinVocabulary(base, own *Vocabulary) *Vocabulary {
	if base == nil || own == nil {
		return cmp.Or(own, base)
	}
	v := *base
	replace(&v.Speaks, own.Speaks)
	replace(&v.Silent, own.Silent)
	replace(&v.Hints, own.Hints)
	v.Why = joinedMaps(base.Why, own.Why)
	return &v
}

// replace puts what was given, be it an empty list, in the place of list.
func replace(list *[]string, given []string) {
	if given != nil {
		*list = given
	}
}

func joinedMaps(a, b map[string]string) map[string]string {
	all := maps.Clone(a)
	if all == nil {
		all = map[string]string{}
	}
	maps.Copy(all, b)
	return all
}

// joinGroups puts groups into the place of those of the same name, or behind
// them all.
func joinGroups(base, own []Group) []Group {
	groups := slices.Clone(base)
	for _, g := range own {
		if i := slices.IndexFunc(groups, func(other Group) bool { return strings.EqualFold(other.Name, g.Name) }); i >= 0 {
			groups[i] = g
		} else {
			groups = append(groups, g)
		}
	}
	return groups
}
