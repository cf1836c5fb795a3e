package main

import (
	"embed"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"
)

// helpPages is the reference, a Markdown file a topic: tailor help draws it
// and tailor man holds it.
//
//go:embed help/*.md
var helpPages embed.FS

// topic is a page of the reference.
type topic struct {
	name  string // the word behind "tailor help"
	title string // the page's heading
	text  string // the page, in Markdown
}

// topics returns the pages of the reference in the alphabet's order.
func topics() []topic {
	files, err := helpPages.ReadDir("help")
	if err != nil {
		panic(err) // the pages are in the binary
	}
	var all []topic
	for _, f := range files {
		text, err := helpPages.ReadFile(path.Join("help", f.Name()))
		if err != nil {
			panic(err)
		}
		heading, _, _ := strings.Cut(string(text), "\n")
		all = append(all, topic{
			name:  strings.TrimSuffix(f.Name(), ".md"),
			title: strings.TrimPrefix(heading, "# "),
			text:  string(text),
		})
	}
	return all
}

// helpCommand is "tailor help": the commands and topics, or the page of one.
// Where a topic is a command's name too, the topic comes first and the
// command's usage behind it.
func (a *app) helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "help [TOPIC|COMMAND]",
		Short: "Explain a topic or a command",
		Long:  "Shows the reference by topic, and what a command takes. Without a word it lists both.",
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			var names []string
			for _, t := range topics() {
				names = append(names, t.name+"\t"+t.title)
			}
			for _, c := range root.Commands() {
				if !c.Hidden {
					names = append(names, c.Name()+"\t"+c.Short)
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				if err := root.Usage(); err != nil {
					return err
				}
				var list strings.Builder
				list.WriteString("\nTopics (tailor help TOPIC):\n")
				for _, t := range topics() {
					fmt.Fprintf(&list, "  %-12s%s\n", t.name, t.title)
				}
				_, err := io.WriteString(a.stdout, list.String())
				return err
			}
			return a.explain(root, args)
		},
	}
}

// explain writes the page of a topic and the usage of a command.
func (a *app) explain(root *cobra.Command, args []string) error {
	var names []string
	found := false
	for _, t := range topics() {
		names = append(names, t.name)
		if len(args) == 1 && t.name == args[0] {
			found = true
			if _, err := io.WriteString(a.stdout, drawMarkdown(t.text, a.pageStyle())); err != nil {
				return err
			}
		}
	}
	for _, c := range root.Commands() {
		if !c.Hidden && !slices.Contains(names, c.Name()) {
			names = append(names, c.Name())
		}
	}
	if c, _, err := root.Find(args); err == nil && c != root {
		if found {
			fmt.Fprintln(a.stdout)
		}
		c.SetOut(a.stdout)
		return c.Help()
	}
	if found {
		return nil
	}
	slices.Sort(names)
	return fmt.Errorf("no topic or command %q; there are: %s", strings.Join(args, " "), strings.Join(names, ", "))
}

// pageStyle is how a page is drawn on standard output: as wide as the
// terminal, at most 100 columns, and in colour unless NO_COLOR is set; plain
// and 80 columns wide where it is no terminal.
func (a *app) pageStyle() pageStyle {
	s := pageStyle{width: 80}
	if !term.IsTerminal(a.out.Fd()) {
		return s
	}
	if width, _, err := term.GetSize(a.out.Fd()); err == nil && width > 0 {
		s.width = min(width, 100)
	}
	s.colour = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	s.bold = os.Getenv("TERM") != "dumb"
	return s
}
