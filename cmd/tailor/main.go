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
