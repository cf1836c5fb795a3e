package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

// mistyped tells of a prompt that looks like a command with a slip in it,
// "serach" or "list", which would open the composer on that word. A wrong
// letter does not count: "mint" and "sand" are words of prompts.
func mistyped(cmd *cobra.Command, args []string) error {
	if len(args) == 0 || len(args[0]) < 4 || cmd.ArgsLenAtDash() >= 0 {
		return nil
	}
	for _, c := range cmd.Commands() {
		if (c.IsAvailableCommand() || c.Name() == "help") && slipped(args[0], c.Name()) {
			return fmt.Errorf("%q is no command: did you mean \"tailor %s\"? Put -- before it to write it as a prompt", args[0], c.Name())
		}
	}
	return nil
}

// slipped reports whether one letter too many, one too few or two swapped make
// got of want.
func slipped(got, want string) bool {
	if len(got) < len(want) {
		got, want = want, got
	}
	i := 0
	for i < len(want) && got[i] == want[i] {
		i++
	}
	switch len(got) - len(want) {
	case 0:
		return i+1 < len(got) && got[i] == want[i+1] && got[i+1] == want[i] && got[i+2:] == want[i+2:]
	case 1:
		return got[i+1:] == want[i:]
	}
	return false
}
