package main

import (
	"context"
	"io"
	"log"
	"os"

	"tailor/ui/quiet"
)

func init() { quiet.Restore() }

func main() {
	// What libraries log on their own, such as net/http's transport of a server
	// that says too much, would stand in the middle of the screen.
	log.SetOutput(io.Discard)
	os.Exit(run(context.Background(), os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr}))
}
