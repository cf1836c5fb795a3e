package lint

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"tailor/data/reference"
	"tailor/tags/catalogue"
	"tailor/tags/profile"
	"tailor/tags/prompt"
	"tailor/tags/search"
	"tailor/tags/taglist"
)

var large struct {
	sync.Once
	cat *catalogue.Catalogue
	ix  *search.Index
}

// withLarge returns a checker with the large Danbooru list loaded, and skips
// the test where that list is absent.
func withLarge(t testing.TB, o Options) *Checker {
	t.Helper()
	path := reference.Path(t, "data/danbooru-tagcomplete.csv")
	large.Do(func() {
		list, err := taglist.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		large.cat = catalogue.Build(list)
		large.ix = search.NewIndex(large.cat)
	})
	return New(profile.RouWei(), large.cat, large.ix, defaults(o))
}

var small struct {
	sync.Once
	cat *catalogue.Catalogue
	ix  *search.Index
}

// withStarter returns a checker that knows the built-in lists alone.
func withStarter(t testing.TB, o Options) *Checker {
	t.Helper()
	small.Do(func() {
		lists, err := taglist.StarterLists()
		if err != nil {
			t.Fatal(err)
		}
		small.cat = catalogue.Build(lists...)
		small.ix = search.NewIndex(small.cat)
	})
	return New(profile.RouWei(), small.cat, small.ix, defaults(o))
}

func defaults(o Options) Options {
	if o.Chunks == (prompt.Options{}) {
		o.Chunks = prompt.Defaults
	}
	if o.Model == "" {
		o.Model = "epsilon"
	}
	return o
}

// tell writes diagnostics for a message.
func tell(t prompt.Texts, ds []Diagnostic) string {
	var b strings.Builder
	for _, d := range ds {
		s := t.Positive
		if d.Negative {
			s = t.Negative
		}
		fix := "-"
		if d.Fix != nil {
			fix = fmt.Sprintf("%q", *d.Fix)
		} else if d.Edits != nil {
			fix = "edits"
		}
		fmt.Fprintf(&b, "\n  %s %s %d:%d %q fix %s\n    %s", d.Severity, d.Rule, d.Start, d.End, d.Of(s), fix, d.Message)
	}
	return b.String()
}
