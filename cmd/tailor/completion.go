package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tailor/cmd/tailor/cli"
	"tailor/data/each"
	"tailor/tags"
	"tailor/tags/library"
	"tailor/tags/profile"
	"tailor/tags/prompt/export"
	"tailor/tags/prompt/lint"
)

// completeValues has shells complete what the flags take: names where there
// are few, folders, and files elsewhere. Prompts are not completed with files.
// What the names are is found out only when a shell asks: reading every
// model's profile takes longer than most of what tailor does.
func completeValues(root *cobra.Command) {
	values := func(command, flag string, directive cobra.ShellCompDirective, known func() []string) {
		cmd, _, err := root.Find(strings.Fields(command))
		if err == nil {
			err = cmd.RegisterFlagCompletionFunc(flag, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
				return known(), directive
			})
		}
		if err != nil {
			panic(fmt.Sprintf("completion of %q --%s: %v", command, flag, err)) // a test calls every one
		}
	}
	const names = cobra.ShellCompDirectiveNoFileComp
	values("", "model", names, modelNames)
	values("", "profile", cobra.ShellCompDirectiveDefault, profileNames) // a file is one too
	values("compose", "lane", names, func() []string { return []string{"chunk", "end"} })
	values("export", "as", names, export.FormatNames)
	values("search", "category", names, func() []string { return each.Of(tags.Categories, tags.Category.String) })
	values("lint", "off", names, func() (all []string) {
		for _, r := range lint.Rules {
			for _, name := range profile.RouWei().RuleNames(r.Name) {
				all = append(all, name+"\t"+r.About)
			}
		}
		return all
	})
	for _, c := range root.Commands() {
		if c.Name() != "import" && c.Name() != "help" {
			c.ValidArgsFunction = cobra.NoFileCompletions
		}
		if c.Flags().Lookup("out") != nil {
			_ = c.MarkFlagDirname("out")
		}
	}
	_ = root.MarkPersistentFlagDirname("wildcards")
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		if c.Name() == "completion" {
			c.Args = cobra.ArbitraryArgs // judged here, with what there is to choose
			c.RunE = noSuch("completion for", c)
		}
	}
}

// noSuch is what a command does that takes only the names of another's
// sub-commands: it shows its help without one, and tells of one that is none.
func noSuch(what string, of *cobra.Command) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return cmd.Help()
		}
		var known []string
		for _, c := range of.Commands() {
			if c.IsAvailableCommand() {
				known = append(known, c.Name())
			}
		}
		return fmt.Errorf("there is no %s %q; there is: %s", what, args[0], strings.Join(known, ", "))
	}
}

// profileNames returns the names of the profiles that can be chosen.
func profileNames() []string {
	return each.Of(library.Profiles(cli.ProfilesDir()), func(f library.ProfileFile) string { return f.Name })
}

// modelNames returns the names of the built-in profiles' variants.
func modelNames() (names []string) {
	for _, name := range profile.Builtins() {
		p, _ := profile.Builtin(name)
		for _, m := range p.Models() {
			if !slices.Contains(names, string(m)) {
				names = append(names, string(m))
			}
		}
	}
	return names
}
