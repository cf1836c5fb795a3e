package main

import (
	"context"
	"io"
	"log"
	"os"

	"tailor/cmd/tailor/cli"
	"tailor/ui/quiet"
)

func init() { quiet.Restore() }

func main() {
	// What libraries log on their own, such as net/http's transport of a server
	// that says too much, would stand in the middle of the screen.
	log.SetOutput(io.Discard)
	os.Exit(run(context.Background(), os.Args[1:], cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
}
