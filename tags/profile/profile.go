// Package profile knows what a model wants of a prompt: its quality tags, the
// tags that steer brightness and style, the words that do nothing, what its
// negative prompt should hold, which tags contradict each other, and how it
// is sampled. All of it is data, read from a TOML file; the RouWei profile is
// embedded, and a user can write another.
package profile

import (
	"fmt"
	"regexp"
	"slices"
)

// Model is the name of one of the forms in which a model is trained, its
// variant: a key of Profile.Variants.
type Model string

// Profile is what a model wants of a prompt. Tags stand in it as people read
// them, "1990s (style)". A Profile is not changed once it is loaded and may be
// used by several goroutines.
type Profile struct {
	// Name is the model's name as it is shown, "RouWei 0.8".
	Name string `toml:"name"`
	// Extends names the embedded profile that this one adds to, or is empty.
	Extends string `toml:"extends"`
	// Match are patterns of model names, in any case, with "*" for any text,
	// that choose this profile.
	Match []string `toml:"match"`
	// Path is the file that the profile was read from.
	Path string `toml:"-"`

	Artists  *Artists  `toml:"artists"`
	Quality  Quality   `toml:"quality"`
	Groups   []Group   `toml:"group"`
	Styles   []Group   `toml:"style"`
	Negative Negative  `toml:"negative"`
	Spelling *Spelling `toml:"spelling"`
	// Layout is the order of a prompt's parts: see the names of parts, and
	// names of Groups. What it does not name goes where the tags go.
	Layout []string `toml:"order"`
	// Prose says how sentences do: ProseWorks, ProseWeak, or "" where nobody
	// has said.
	Prose  string  `toml:"prose"`
	Limits []Limit `toml:"limit"`
	// Sources say where it is known from, by subject; see Level.
	Sources map[string]string `toml:"sources"`

	Vocabulary     *Vocabulary     `toml:"vocabulary"`
	Dead           []Dead          `toml:"dead"`
	Foreign        Foreign         `toml:"foreign"`
	Scope          Scope           `toml:"scope"`
	Contradictions []Contradiction `toml:"contradiction"`
	// Alive takes words out of Dead, Foreign and the copied negatives of the
	// profile that is extended.
	Alive []string `toml:"alive"`

	// Variants are the forms in which the model is trained, by name.
	Variants map[Model]*Sampling `toml:"variant"`
	// Order are the variants' names, the one to begin with first. In a file
	// that extends another it says which of the other's there are; left out,
	// they are all, the file's own behind them.
	Order []Model `toml:"variants"`
	// Rules are names of lint's rules, and what they are called with this
	// profile, see RuleName.
	Rules map[string]string `toml:"rules"`

	// ordered reports whether the file says what Order is.
	ordered bool

	words map[string]*Facts
	kept  []*regexp.Regexp // of Spelling.KeepUnderscores
	// exclusions are the contradictions of groups, numbered behind those of
	// Contradictions.
	exclusions []Contradiction
	globs      []glob
	matched    *matched
	alive      map[string]bool // Alive, plain
}

// Quality holds the quality tags, each list in the order in which they are
// written.
type Quality struct {
	Positive []string `toml:"positive"`
	Negative []string `toml:"negative"`
	// Shown is the order in which the toggles show both lists.
	Shown []string `toml:"shown"`
	// Whole are tags that work together only: all of them or none.
	Whole []string `toml:"whole"`
	// Most is how many quality tags and others of their kind do good, 0 for
	// any number.
	Most int `toml:"most"`
	// Default is what a prompt's quality words are where they are chosen for
	// it, with what goes with them; left out, it is Positive.
	Default []string `toml:"default"`
}

// GroupKind says what the tags of a group are.
type GroupKind uint8

const (
	// QualityGroup are the quality tags.
	QualityGroup GroupKind = iota
	// MetaGroup are tags of a group of the profile's.
	MetaGroup
	// StyleGroup are styles.
	StyleGroup
)

// Group is a named group of tags that are toggled.
type Group struct {
	Name string   `toml:"name"`
	Tags []string `toml:"tags"`
	// Refused are those of Tags that belong in the negative prompt only, and
	// Why completes "it … here" for them in the positive one.
	Refused []string `toml:"refused"`
	Why     string   `toml:"why"`
	// Also are further tags of the group's kind, too many to be toggled.
	// Entries may begin or end with "*".
	Also []string `toml:"also"`
	// Doubtful are those of Tags that are styles for sure only beside artists
	// and other styles: each is a plain word too, "surreal".
	Doubtful []string `toml:"doubtful"`
	// Patterns are regular expressions for such tags, as in Dead.
	Patterns []string `toml:"patterns"`
	// OneOf reports whether two of the tags contradict each other.
	OneOf bool `toml:"one_of"`
	// Years are the years that words for dates among the tags cover, by tag.
	Years map[string]Years `toml:"years"`
	// Needed reports whether a prompt wants one of them.
	Needed bool `toml:"needed"`
	// Kind says what the tags are.
	Kind GroupKind `toml:"-"`
}

// Limit is a set of tags of which a prompt should not have too many.
type Limit struct {
	Tags []string `toml:"tags"`
	Most int      `toml:"most"`
	// Why is a clause: "they pull the crop about".
	Why string `toml:"why"`
}

// Negative tells what the negative prompt should hold.
type Negative struct {
	Default []string `toml:"default"`
	// Taboo tags should not be refused unless one knows why.
	Taboo []string `toml:"taboo"`
	// Many is the number of Copied words from which on a negative counts as
	// copied from elsewhere, at least 1.
	Many   int      `toml:"many"`
	Copied []string `toml:"copied"`
	// CopiedPatterns are regular expressions of package regexp for whole
	// tags in their key form that are Copied too.
	CopiedPatterns []string `toml:"copied_patterns"`
	// Along are words that go with the copied ones, though each alone may be
	// meant.
	Along []string `toml:"along"`
}

// Dead is a group of words that do nothing.
type Dead struct {
	// Why completes "it is …": "a quality word of other models".
	Why  string   `toml:"why"`
	Tags []string `toml:"tags"`
	// Patterns are regular expressions of package regexp for a whole tag in
	// its key form, see Key.
	Patterns []string `toml:"patterns"`
	// Doubtful words are dead only beside others of the same group.
	Doubtful []string `toml:"doubtful"`
	// Instead maps dead words to the tag that is surely meant.
	Instead map[string]string `toml:"instead"`
}

// Foreign holds the tags of another site, with the booru's word for each or
// "" where there is no certain one.
type Foreign struct {
	Site string            `toml:"site"`
	Tags map[string]string `toml:"tags"`
}

// Scope lists the tags that tell how many pictures and subjects there are.
type Scope struct {
	// Pictures are tags such as "multiple views".
	Pictures []string `toml:"pictures"`
	// Subjects are tags such as "2girls".
	Subjects []string `toml:"subjects"`
	// Single are tags of one subject each; two of them make two subjects.
	Single []string `toml:"single"`
	// Needed are those of which, or of the others, every prompt has one.
	Needed []string `toml:"needed"`
}

// The reaches of a contradiction, see Contradiction.Scope.
const (
	Always  = "always"  // in every prompt
	Picture = "picture" // not where a tag of Scope.Pictures stands
	Subject = "subject" // nor where there is more than one subject
)

// Contradiction is a pair of sets of tags that do not go together, or one set
// of tags that exclude each other. Entries may begin or end with "*".
type Contradiction struct {
	A     []string `toml:"a"`
	B     []string `toml:"b"`
	OneOf []string `toml:"one_of"`
	// Unless are tags beside which the contradiction is none.
	Unless []string `toml:"unless"`
	// Scope is Always, Picture or Subject.
	Scope string `toml:"scope"`
	group bool   // it is of the tags of a group
	// Drop is "a" or "b", the set that is certainly to be taken out, or "".
	Drop string `toml:"drop"`
	// Words say in a sentence what the tags of B say.
	Words []string `toml:"words"`
	// Why is a clause: "the eyes are open or shut".
	Why string `toml:"why"`
}

// Range is a stretch of numbers, both ends included, with the best of them.
type Range struct {
	Min  float64 `toml:"min"`
	Max  float64 `toml:"max"`
	Best float64 `toml:"best"`
}

// Holds reports whether x lies in the range.
func (r Range) Holds(x float64) bool { return r.Min <= x && x <= r.Max }

// String writes the range as "4 to 9", or "4" where it is a point.
func (r Range) String() string {
	if r.Min == r.Max {
		return fmt.Sprint(r.Min)
	}
	return fmt.Sprintf("%v to %v", r.Min, r.Max)
}

// The predictions of a variant, see Sampling.
const (
	PredictsEpsilon  = "epsilon"
	PredictsVelocity = "v"
)

// Sampling says how one form of the model is sampled.
type Sampling struct {
	// Also are other names by which the form is called.
	Also []string `toml:"also"`
	// Prediction is PredictsEpsilon or PredictsVelocity, "" for epsilon. ZSNR
	// reports that the noise schedule ends in pure noise.
	Prediction string `toml:"prediction"`
	ZSNR       bool   `toml:"zsnr"`
	// Samplers are those that suit the model, under A1111's names, the best
	// first; Schedules likewise. ScheduleNot are schedules that do harm.
	Samplers    []string `toml:"sampler"`
	Schedules   []string `toml:"schedule"`
	ScheduleNot []string `toml:"schedule_not"`
	// SamplerFine are others that are known to do well. Entries may begin or
	// end with "*". What neither list names is untested.
	SamplerFine []string `toml:"sampler_fine"`
	// Steps are whole numbers from 1.
	Steps Range `toml:"steps"`
	// CFG is the classifier-free guidance scale, above 0; CFGRescale is how
	// much of its over-saturation is taken back, from 0 to 1.
	CFG        Range   `toml:"cfg"`
	CFGRescale float64 `toml:"cfg_rescale"`
	// ClipSkip is the layer of CLIP, counted from the end, that the model was
	// trained on, 0 where it is not stated. SDXL takes the second whatever is
	// set; only where ClipSkipStrict it is asked for all the same.
	ClipSkip       int  `toml:"clip_skip"`
	ClipSkipStrict bool `toml:"clip_skip_strict"`
	// TooLow and TooHigh say what a CFG outside the range does to the
	// picture, as a clause.
	TooLow  string `toml:"too_low"`
	TooHigh string `toml:"too_high"`
	// Note says what else is to be known, as a clause. It is shown where the
	// prompt has one of NoteFor, and neither that nor the negative one of
	// NoteUnless.
	Note       string   `toml:"note"`
	NoteFor    []string `toml:"note_for"`
	NoteUnless []string `toml:"note_unless"`
	Size       Size     `toml:"size"`
	Hires      []Hires  `toml:"hires"`
}

// Sampler returns the best sampler, "" where none is named.
func (s Sampling) Sampler() string { return first(s.Samplers) }

// Schedule returns the best schedule, "" where none is named.
func (s Sampling) Schedule() string { return first(s.Schedules) }

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// Size tells which picture sizes suit the model.
type Size struct {
	// Megapixels is the area, in 1024x1024 pixels, and Least the smallest
	// that does, 0 where only what is near the area does.
	Megapixels float64 `toml:"megapixels"`
	Least      float64 `toml:"least"`
	// Multiple is what both sides are multiples of, in pixels.
	Multiple int `toml:"multiple"`
	// MaxSide is the longest side that the model can draw, 0 where that is
	// not stated.
	MaxSide int `toml:"max_side"`
	// Best are good sizes as "832x1216", width first; the first is the
	// default.
	Best []string `toml:"best"`
}

// Hires is one way to do the high-res fix.
type Hires struct {
	Upscaler string  `toml:"upscaler"`
	Scale    float64 `toml:"scale"`
	// Denoise is the denoising strength, 0 to 1.
	Denoise Range `toml:"denoise"`
}

// Toggles returns the groups of tags that can be toggled, in the order in
// which they are shown: quality, then the meta groups, then the styles.
func (p *Profile) Toggles() []Group {
	q := Group{Name: "quality", Kind: QualityGroup, Tags: p.Quality.Shown, Refused: p.Quality.Negative}
	if len(q.Tags) == 0 {
		q.Tags = slices.Concat(p.Quality.Positive, p.Quality.Negative)
	}
	return slices.Concat([]Group{q}, p.Groups, p.Styles)
}

// glob is an entry that began or ended with "*".
type glob struct {
	text  string
	has   func(key, text string) bool // at the end that has no star
	facts Facts
}
