package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/charmbracelet/lipgloss"
	"github.com/spf13/cobra"

	"tailor/cmd/tailor/cli"
	"tailor/data/config"
	"tailor/data/printable"
	"tailor/tags/library"
	"tailor/tags/lora"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/prompt/edit"
	"tailor/tags/prompt/infotext"
	"tailor/tags/prompt/lint"
	"tailor/tags/prompt/settings"
	"tailor/tags/wildcard"
	"tailor/ui/desk"
)

// diagnosed is the JSON value of tailor lint for a pair of prompts.
type diagnosed struct {
	Diagnostics []diagnostic `json:"diagnostics"`
	Prompt      string       `json:"prompt"`
	Negative    string       `json:"negative"`
	Settings    string       `json:"settings,omitempty"`
	// Profile is the model's profile, where the prompt's own model chose it.
	Profile string `json:"profile,omitempty"`
}

type diagnostic struct {
	Rule     string  `json:"rule"`
	Severity string  `json:"severity"`
	In       string  `json:"in"`
	Start    int     `json:"start"`
	End      int     `json:"end"`
	Message  string  `json:"message"`
	Fix      *string `json:"fix"`
}

// linting is one call of tailor lint.
type linting struct {
	*app
	asJSON, fix bool
	off         []string
	given       asked // of the flags, and of the arguments
}

func (a *app) lintCommand() *cobra.Command {
	l := linting{app: a}
	var negative string
	cmd := &cobra.Command{
		Use:   "lint [PROMPT]",
		Short: "Say what in a prompt the model will not take as it was meant, and mend it",
		Long: `lint says what in a prompt the model will not take as it was meant: artists in
another form, words of other models, brackets that A1111 reads as weights, and
more. It exits with 1 when there is an error or a warning; hints are advice.
With --fix it prints the fixed prompt, and exits with 1 only for what it
could not fix. With --fix and --profile a prompt of another model is turned
into that one's way first: artists, quality words, ratings and settings. In
JSON the diagnostics are of the prompt as it stands.

A prompt whose settings name its model ("Model: …") is judged by that model's
profile, unless --profile names one; the answer says so, in JSON as "profile".

With --json a line of standard input is a JSON string, or an object
{"prompt":…,"negative":…,"settings":…}.`,
		Example: `  tailor lint 'amazing quality, 1girl, long_hair'
  tailor lint --fix 'wlop, masterpiece, 1girl'
  tailor lint --fix --profile noobai 'by wlop, masterpiece BREAK 1girl'
  echo '{"prompt":"1girl","negative":"lowres"}' | tailor lint --json`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("negative") {
				l.given.Negative = &negative
			}
			return l.run(cmd.Context(), args)
		},
	}
	cmd.Flags().BoolVar(&l.asJSON, "json", false, "print one JSON value a line, for one prompt each")
	cmd.Flags().BoolVar(&l.fix, "fix", false, "print the fixed prompt; what cannot be fixed goes to standard error")
	cmd.Flags().StringVar(&negative, "negative", "", "the negative prompt's `text`, which is checked as well")
	cmd.Flags().StringVar(&l.given.Settings, "settings", "", "the settings, a `line` such as \"Steps: 28, CFG scale: 7\", which are checked as well")
	cmd.Flags().StringSliceVar(&l.off, "off", nil, "do not apply this `rule` (repeatable)")
	return cmd
}

// run checks the prompt that the arguments make, or each of standard input.
func (l *linting) run(ctx context.Context, args []string) error {
	if err := l.given.checkSettings(); err != nil {
		return fmt.Errorf("--settings: %w", err)
	}
	lines := l.asJSON && len(args) == 0
	var err error
	if lines {
		err = l.NeedInput("lint")
	} else {
		l.given.Prompt, err = l.Prompt(args, "lint")
	}
	if err != nil {
		return err
	}
	judge, err := l.judge(ctx, l.off)
	if err != nil {
		return err
	}
	checker, err := judge.of(ctx, l.given)
	if err != nil {
		return err
	}
	wrong := false
	switch {
	case lines:
		err = cli.JSONLines(l.App, `a JSON string, or an object {"prompt":…,"negative":…,"settings":…}`, func(p asked) error {
			p.Negative, p.Settings = cmp.Or(p.Negative, l.given.Negative), cmp.Or(p.Settings, l.given.Settings)
			checker, err := judge.of(ctx, p)
			if err != nil {
				return err
			}
			bad, err := l.writeJSON(checker, p)
			wrong = wrong || bad
			return err
		})
	case l.asJSON:
		wrong, err = l.writeJSON(checker, l.given)
	case l.fix:
		wrong, err = l.writeMended(checker, checker.translated(l.given))
	default:
		wrong, err = l.writeDiagnoses(checker, l.given)
	}
	if err == nil && wrong {
		err = cli.ErrFound
	}
	return err
}

// judge checks prompts, each by the profile that the model in its settings
// chooses, or else by the one that the config and the flags ask for.
type judge struct {
	*app
	config  config.Config
	off     []string
	lib     *library.Library
	byModel map[string]*checker // by the model's name in the settings
	made    map[[2]string]*checker
}

// checker checks prompts by one profile.
type checker struct {
	*lint.Checker
	// chosen is the profile's name where a prompt's model chose it.
	chosen string
	// translated turns a prompt of another model into the profile's way,
	// where a flag named the profile.
	translated func(asked) asked
}

// judge makes the judge that the config and the flags ask for.
func (a *app) judge(ctx context.Context, off []string) (*judge, error) {
	c, err := a.Config()
	if err != nil {
		return nil, err
	}
	lib, err := a.LoadBy(ctx, c, library.Load)
	if err != nil {
		return nil, err
	}
	return &judge{app: a, config: c, off: off, lib: lib, byModel: map[string]*checker{}, made: map[[2]string]*checker{}}, nil
}

// modelOf returns the name of the model that a prompt was made with, or "".
func modelOf(p asked) string {
	if name := settings.Parse(p.Settings).Get(settings.Checkpoint); name != "" {
		return name
	}
	name, _ := infotext.Read(p.Prompt).Get(settings.Checkpoint)
	return name
}

// of returns the checker for a prompt, and says so where the prompt's model
// chose it.
func (j *judge) of(ctx context.Context, p asked) (*checker, error) {
	if much := prompt.TooMuch(p.Prompt, p.texts().Negative, p.Settings); much != "" {
		return nil, fmt.Errorf("a prompt of %s: lint takes no more at once; give it as several", much)
	}
	name := modelOf(p)
	if c := j.byModel[name]; c != nil {
		return c, nil
	}
	conf, chosen := j.ForModel(j.config, name)
	key := [2]string{conf.Profile, conf.Model}
	if j.made[key] == nil {
		c, err := j.checker(ctx, conf)
		if err != nil {
			return nil, err
		}
		if chosen != nil {
			c.chosen = chosen.Name
			j.SayModel(chosen, name)
		}
		j.made[key] = c
	}
	j.byModel[name] = j.made[key]
	return j.made[key], nil
}

// checker makes the checker that a config asks for.
func (j *judge) checker(ctx context.Context, c config.Config) (*checker, error) {
	p, model, err := j.Profile(c)
	if err != nil {
		return nil, err
	}
	if err := lint.CheckNames(p, j.off); err != nil {
		return nil, fmt.Errorf("--off: %w", err)
	}
	if err := lint.CheckNames(p, c.Lint.Off); err != nil {
		return nil, c.Complaint("lint.off", "%v", err)
	}
	o := lint.Options{Model: model, Off: slices.Concat(j.off, c.Lint.Off), Chunks: prompt.Options{Backtrack: c.Backtrack}, Edit: edit.Options{StylesAtEnd: c.Lane == "end"}}
	scan := func(kind lora.Kind, folders []string) *lora.Set {
		found, err := lora.Scan(ctx, kind, folders)
		j.Warn(err)
		return found
	}
	o.Loras, o.Embeddings = desk.KnownTo(rememberedNames(c), sync.OnceValue(func() *lora.Set { return scan(lora.LoRAs, c.Loras) }),
		func() []string { return scan(lora.Embeddings, c.Embeddings).Names() })
	if len(c.Wildcards) > 0 {
		lists := sync.OnceValue(func() *wildcard.Set {
			set := wildcard.New(c.Wildcards...)
			j.Warn(set.Scan(ctx))
			return set
		})
		o.Wildcards = func(name string) ([]string, bool) { return lists().Knows(name) }
	}
	made := &checker{lint.New(p, j.lib.Catalogue, j.lib.Index, o), "", func(p asked) asked { return p }}
	if j.ProfileName != "" {
		profiles := sync.OnceValue(func() []*profile.Profile { return allProfiles(p) })
		made.translated = func(given asked) asked {
			return j.translated(profiles(), model, j.lib.Catalogue, given, o.Edit, made.mend)
		}
	}
	return made, nil
}

// isWrong reports whether there is more than hints.
func isWrong(found []lint.Diagnostic) bool {
	return slices.ContainsFunc(found, func(d lint.Diagnostic) bool { return d.Severity > lint.Hint })
}

// check returns what is wrong with a prompt, and it mended.
func (c *checker) check(p asked) ([]lint.Diagnostic, prompt.Texts) {
	found, mended := c.CheckThrough(p.texts(), p.Negative != nil)
	return append(found, c.CheckSettings(p.Settings, p.Prompt)...), mended
}

func (c *checker) mend(p asked) prompt.Texts {
	if p.Negative == nil {
		return prompt.Texts{Positive: c.FixAlone(p.Prompt)}
	}
	return c.Fix(p.texts())
}

// writeJSON prints what is wrong with a prompt as it stands, and the fixed
// one, with --fix in the profile's way.
func (l *linting) writeJSON(c *checker, p asked) (wrong bool, err error) {
	found, mended := c.check(p)
	turned := p
	if l.fix {
		if turned = c.translated(p); turned.texts() != p.texts() {
			mended = c.mend(turned)
		}
	}
	d := diagnosed{make([]diagnostic, len(found)), mended.Positive, mended.Negative, c.FixSettings(turned.Settings, p.Prompt), c.chosen}
	for k, f := range found {
		_, in := p.text(f)
		d.Diagnostics[k] = diagnostic{f.Rule, f.Severity.String(), in, f.Start, f.End, f.Message, f.Fix}
	}
	return isWrong(found), l.WriteJSON(d)
}

// writeMended prints the fixed prompt, and behind it, where one was given,
// the negative as an infotext has it. What is taken out and what could not be
// mended is told on standard error.
func (l *linting) writeMended(c *checker, p asked) (wrong bool, err error) {
	found, mended := c.check(p)
	left := asked{Prompt: mended.Positive, Settings: c.FixSettings(p.Settings, p.Prompt)}
	lines := []string{left.Prompt}
	if p.Negative != nil {
		left.Negative = &mended.Negative
		lines = append(lines, "Negative prompt: "+mended.Negative)
	}
	if p.Settings != "" {
		lines = append(lines, left.Settings)
	}
	if out := takenOut(found, p, mended); len(out) > 0 {
		fmt.Fprintln(l.Err, "tailor: taken out: "+strings.Join(out, ", "))
	}
	found, _ = c.check(left)
	for _, d := range found {
		if d.Severity > lint.Hint {
			fmt.Fprintln(l.Err, "tailor: "+d.Rule+": "+printable.Line(d.Message))
		}
	}
	return isWrong(found), l.WriteText(strings.Join(lines, "\n"))
}

// takenOut quotes what mending takes out of a prompt and puts nowhere else.
func takenOut(found []lint.Diagnostic, p asked, mended prompt.Texts) (out []string) {
	left := mended.Positive + "\n" + mended.Negative
	seen, told := map[string]bool{}, map[string]bool{} // what was found, and as it is told
	for _, d := range found {
		text, _ := p.text(d)
		was := d.Of(text)
		if d.Severity == lint.Hint || d.Settings || d.Rule == lint.StyleChunk || was == "" || d.Fix != nil && *d.Fix != "" || seen[was] {
			continue
		}
		if seen[was] = true; strings.Contains(left, was) {
			continue
		}
		was = strconv.Quote(printable.Short(was, longestTold))
		if p.Negative == nil && d.Rule == lint.QualityPlace {
			was += " (it belongs in the negative prompt, and none is given)"
		}
		if !told[was] {
			told[was] = true
			out = append(out, was)
		}
	}
	return out
}

// longestTold is how many characters of what is taken out are told.
const longestTold = 60

// writeDiagnoses writes what was found for a person: a line each, with the
// place as line and character, and whether it can be mended.
func (l *linting) writeDiagnoses(c *checker, p asked) (wrong bool, err error) {
	colors := l.Palette()
	found, _ := c.check(p)
	var rows [][]cli.Cell
	var at places
	for _, d := range found {
		text, in := p.text(d)
		style := map[lint.Severity]lipgloss.Style{lint.Error: colors.Bad, lint.Warning: colors.Warn, lint.Hint: colors.Dim}[d.Severity]
		if d.Fixable() && d.Severity != lint.Hint { // a hint's fix is for whoever chooses it
			d.Message += " [--fix]"
		}
		rows = append(rows, []cli.Cell{{Text: in + at.of(text, d.Start)}, {Text: d.Severity.String(), Style: style}, {Text: d.Rule}, {Text: d.Message}})
	}
	return isWrong(found), l.WriteTable(rows)
}

// places tells byte offsets as ":line:character", both from 1. It counts on from
// the last one where they rise.
type places struct {
	text                string
	at, line, character int
}

func (p *places) of(text string, offset int) string {
	if text != p.text || offset < p.at || p.line == 0 {
		*p = places{text, 0, 1, 1}
	}
	more := text[p.at:offset]
	if lines := strings.Count(more, "\n"); lines > 0 {
		p.line, p.character = p.line+lines, 1
		more = more[strings.LastIndexByte(more, '\n')+1:]
	}
	p.at, p.character = offset, p.character+utf8.RuneCountInString(more)
	return fmt.Sprintf(":%d:%d", p.line, p.character)
}
