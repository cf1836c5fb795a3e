package help

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"tailor/cmd/tailor/cli"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// ManCommand prints the man page: tailor man >tailor.1
func ManCommand(a *cli.App, root *cobra.Command, version func() string) *cobra.Command {
	return &cobra.Command{
		Use:    "man",
		Short:  "Print the man page",
		Hidden: true,
		Args:   cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := io.WriteString(a.Stdout, manPage(root, version()))
			return err
		},
	}
}

// manPage writes the manual of a command and all under it as roff, in man(7)'s
// macros. It is made of the commands' help and the topics' pages, so that they
// cannot differ.
func manPage(root *cobra.Command, version string) string {
	var b strings.Builder
	name := root.Name()
	fmt.Fprintf(&b, ".TH %s 1 \"\" \"%s\" \"User Commands\"\n", strings.ToUpper(name), roff(version))
	fmt.Fprintf(&b, ".SH NAME\n%s \\- %s\n", roff(name), roff(root.Short))
	b.WriteString(".SH SYNOPSIS\n.B " + roff(root.UseLine()) + "\n")
	var all []*cobra.Command
	for _, c := range root.Commands() {
		if !c.Hidden && c.Name() != "help" {
			all = append(all, c)
			b.WriteString(".br\n.B " + roff(c.UseLine()) + "\n")
		}
	}
	b.WriteString(".SH DESCRIPTION\n")
	paragraphs(&b, root.Long)
	b.WriteString(".SH OPTIONS\n")
	options(&b, root.LocalFlags())
	b.WriteString(".SH COMMANDS\n")
	for _, c := range all {
		b.WriteString(".SS " + roff(c.UseLine()) + "\n")
		paragraphs(&b, cmp.Or(c.Long, c.Short+"."))
		options(&b, c.LocalNonPersistentFlags())
		if c.Example != "" {
			b.WriteString(".PP\n.nf\n")
			for line := range strings.Lines(c.Example) {
				b.WriteString(roff(strings.TrimRight(line, "\n")) + "\n")
			}
			b.WriteString(".fi\n")
		}
	}
	for _, t := range Topics() {
		b.WriteString(".SH " + strings.ToUpper(roff(t.Title)) + "\n")
		manTopic(&b, t.Text)
	}
	b.WriteString(".SH EXIT STATUS\n0 done; 1 something wrong was found (lint), or nothing was found (search); 2 wrong usage or unreadable input; 130 the composer was ended by a signal.\n")
	b.WriteString(".SH FILES\n.TP\n.I tailor/config.toml\nin the config directory: the configuration\n.TP\n.I tailor/lists/\nin the data directory: the lists that were fetched\n.TP\n.I tailor/\nin the state directory: drafts, history, presets\n.PP\nThe directories are those of XDG, or what the system has in their place.\n")
	return b.String()
}

// manTopic writes a page of the reference, as tailor help draws it in a pipe.
func manTopic(b *strings.Builder, text string) {
	_, text, _ = strings.Cut(text, "\n")
	b.WriteString(".nf\n")
	for line := range strings.Lines(draw(strings.TrimSpace(text), pageStyle{width: 72})) {
		b.WriteString(roff(strings.TrimRight(line, "\n")) + "\n")
	}
	b.WriteString(".fi\n")
}

// paragraphs writes a text whose paragraphs are parted by blank lines.
func paragraphs(b *strings.Builder, text string) {
	for p := range strings.SplitSeq(strings.TrimSpace(text), "\n\n") {
		b.WriteString(".PP\n")
		for line := range strings.Lines(p) {
			b.WriteString(roff(strings.TrimSpace(line)) + "\n")
		}
	}
}

// options writes what flags mean.
func options(b *strings.Builder, flags *pflag.FlagSet) {
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		value, usage := pflag.UnquoteUsage(f)
		name := "--" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		if value != "" {
			name += " " + value
		}
		b.WriteString(".TP\n.B " + roff(name) + "\n" + roff(usage) + "\n")
	})
}

// roff writes a line of text so that roff takes nothing in it for a request,
// and every roff reads it, whatever it takes the encoding for.
func roff(line string) string {
	var b strings.Builder
	if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
		b.WriteString(`\&`)
	}
	for _, r := range line {
		switch {
		case r == '\\':
			b.WriteString(`\e`)
		case r == '-':
			b.WriteString(`\-`)
		case r > '~':
			fmt.Fprintf(&b, `\[u%04X]`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
