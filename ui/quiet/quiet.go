// Package quiet keeps Bubble Tea from questioning the terminal when the
// program starts. Version 1 of it asks every terminal, in an init function,
// for its background colour, and waits five seconds for one that does not
// answer: before the first frame, and before every answer of a subcommand.
// What is not asked cannot be waited for.
//
// It asks no terminal that is called "dumb". So TERM has that value while the
// packages initialise, and main gives it back. The order that makes it work is
// the language's: packages are initialised by import path as soon as what they
// import is, and this one, which imports nothing but syscall, comes before
// "time", without which Bubble Tea cannot be ready.
package quiet

import "syscall"

const variable = "TERM"

var was, set = syscall.Getenv(variable)

func init() {
	// An environment that cannot be set costs the question, nothing more.
	_ = syscall.Setenv(variable, "dumb")
}

// Restore gives TERM back its value. It must be called once, when all
// packages are initialised and before anything else happens.
func Restore() {
	if set {
		_ = syscall.Setenv(variable, was)
	} else {
		_ = syscall.Unsetenv(variable)
	}
}
