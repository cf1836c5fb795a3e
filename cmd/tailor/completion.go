package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"tailor/tags"
	"tailor/tags/profile"
	"tailor/tags/prompt/export"
	"tailor/tags/prompt/lint"
)

// completeValues has shells complete what the flags take: names where there
// are few, folders, and files elsewhere. Prompts are not completed with files.
func completeValues(root *cobra.Command) {
	names := func(path []string, flag string, values ...string) {
		cmd, _, err := root.Find(path)
		if err == nil {
			err = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
		}
		if err != nil {
			panic(fmt.Sprintf("completion of %q --%s: %v", path, flag, err)) // a test calls every one
		}
	}
	names(nil, "model", string(profile.Epsilon), string(profile.VPred))
	names([]string{"compose"}, "lane", "chunk", "end")
	var all []string
	for _, f := range export.Formats {
		all = append(all, string(f))
	}
	names([]string{"export"}, "as", all...)
	all = nil
	for _, c := range tags.Categories {
		all = append(all, c.String())
	}
	names([]string{"search"}, "category", all...)
	all = nil
	for _, r := range lint.Rules {
		all = append(all, r.Name+"\t"+r.About)
	}
	names([]string{"lint"}, "off", all...)
	for _, c := range root.Commands() {
		if c.Name() != "import" {
			c.ValidArgsFunction = cobra.NoFileCompletions
		}
		if c.Flags().Lookup("out") != nil {
			_ = c.MarkFlagDirname("out")
		}
	}
	_ = root.MarkPersistentFlagDirname("wildcards")
}
