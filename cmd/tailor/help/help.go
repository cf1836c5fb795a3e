// Package help is the reference of tailor by topic, a Markdown file each, drawn
// for a terminal by tailor help and written as roff by tailor man.
package help

import (
	"embed"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"tailor/cmd/tailor/cli"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

//go:embed *.md
var pages embed.FS

// Topic is a page of the reference.
type Topic struct {
	Name  string // the word behind "tailor help"
	Title string // the page's heading
	Text  string // the page, in Markdown
}

// Topics returns the pages of the reference in the alphabet's order.
func Topics() []Topic {
	files, err := pages.ReadDir(".")
	if err != nil {
		panic(err) // the pages are in the binary
	}
	var all []Topic
	for _, f := range files {
		text, err := pages.ReadFile(f.Name())
		if err != nil {
			panic(err)
		}
		heading, _, _ := strings.Cut(string(text), "\n")
		all = append(all, Topic{
			Name:  strings.TrimSuffix(f.Name(), ".md"),
			Title: strings.TrimPrefix(heading, "# "),
			Text:  string(text),
		})
	}
	return all
}

// Command is "tailor help": the commands and topics, or the page of one.
// Where a topic is a command's name too, the topic comes first and the
// command's usage behind it.
func Command(a *cli.App, root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "help [TOPIC|COMMAND]",
		Short: "Explain a topic or a command",
		Long:  "Shows the reference by topic, and what a command takes. Without a word it lists both.",
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			var names []string
			for _, t := range Topics() {
				names = append(names, t.Name+"\t"+t.Title)
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
				for _, t := range Topics() {
					fmt.Fprintf(&list, "  %-12s%s\n", t.Name, t.Title)
				}
				_, err := io.WriteString(a.Stdout, list.String())
				return err
			}
			return explain(a, root, args)
		},
	}
}

// explain writes the page of a topic and the usage of a command.
func explain(a *cli.App, root *cobra.Command, args []string) error {
	var names []string
	found := false
	for _, t := range Topics() {
		names = append(names, t.Name)
		if len(args) == 1 && t.Name == args[0] {
			found = true
			if _, err := io.WriteString(a.Stdout, draw(t.Text, pageStyleOf(a.Out))); err != nil {
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
			fmt.Fprintln(a.Stdout)
		}
		c.SetOut(a.Stdout)
		return c.Help()
	}
	if found {
		return nil
	}
	slices.Sort(names)
	return fmt.Errorf("no topic or command %q; there are: %s", strings.Join(args, " "), strings.Join(names, ", "))
}

// pageStyleOf is how a page is drawn on a file: as wide as the terminal, at
// most 100 columns, and in colour unless NO_COLOR is set; plain and 80 columns
// wide where it is no terminal.
func pageStyleOf(out *os.File) pageStyle {
	s := pageStyle{width: 80}
	if !cli.IsTerminal(out) {
		return s
	}
	if width, _, err := term.GetSize(int(out.Fd())); err == nil && width > 0 {
		s.width = min(width, 100)
	}
	s.bold = os.Getenv("TERM") != "dumb"
	s.colour = s.bold && os.Getenv("NO_COLOR") == ""
	return s
}
