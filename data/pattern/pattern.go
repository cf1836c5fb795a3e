// Package pattern holds regular expressions that are compiled when they are
// first used: most commands need few of them.
package pattern

import (
	"regexp"
	"sync"
)

// Of returns a function that returns the expression of a source, in which a
// mistake panics when it is first called.
func Of(source string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(source) })
}
