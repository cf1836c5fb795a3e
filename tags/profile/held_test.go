package profile

import (
	"regexp/syntax"
	"testing"
)

// TestHeld finds what every match of an expression holds, and nothing that one
// may lack.
func TestHeld(t *testing.T) {
	for source, want := range map[string]string{
		`score (\d{1,2})( up| down)?`: "score ", `\d{1,2} score`: " score", `((very|ultra) )?[a-z'-]+ quality`: " quality",
		`new?est`: "est", `(an? )?(super|hyper)[ -]detailed (art|cg)`: "detailed ", `(ab)+c`: "ab", `(abc){2}`: "abc",
		`(abc){0,2}`: "", `(abc)*d`: "d", `abc|abd`: "ab", `abc|x`: "", `(?i)abc`: "", `(?i:abc)de`: "de", ``: "", `.*`: "",
	} {
		parsed, err := syntax.Parse(source, syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		if got := held(parsed); got != want {
			t.Errorf("%s: %q, want %q", source, got, want)
		}
	}
}
