// Command fakeui runs the fake web UIs of the tests, to try the composer
// against one by hand: "go run ./.ci/fakeui comfyui 100ms" prints its address
// and answers until it is stopped. The duration is that of a sampling step.
package main

import (
	"fmt"
	"os"
	"os/signal"
	"time"

	"tailor/data/webui/webuitest"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "fakeui:", err)
		os.Exit(2)
	}
}

func run(args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("name what is to run: comfyui, or a make of A1111's kind such as A1111, Forge or reForge")
	}
	step := 100 * time.Millisecond
	if len(args) > 1 {
		var err error
		if step, err = time.ParseDuration(args[1]); err != nil {
			return err
		}
	}
	if args[0] == "comfyui" {
		s := &webuitest.Comfy{StepTime: step}
		s.Start()
		defer s.Close()
		fmt.Println(s.URL)
	} else {
		s := (&webuitest.A1111{Make: args[0], StepTime: step}).Start()
		defer s.Close()
		fmt.Println(s.URL)
	}
	stopped := make(chan os.Signal, 1)
	signal.Notify(stopped, os.Interrupt)
	<-stopped
	return nil
}
