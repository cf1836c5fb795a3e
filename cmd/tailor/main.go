// Command tailor is a terminal prompt composer for RouWei, an SDXL anime
// model: a screen to write prompts in, and a command for everything that the
// screen can do.
package main

import (
	"context"
	"os"

	"tailor/ui/quiet"
)

func init() { quiet.Restore() }

func main() {
	os.Exit(run(context.Background(), os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr}))
}
