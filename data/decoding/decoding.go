// Package decoding says what is wrong in TOML and JSON as a person who wrote it
// reads it: without the types that it was read into. Before JSON is read it
// tells how many values it will take.
package decoding

import (
	"cmp"
	"encoding/json"
	"errors"
	"regexp"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// kinds are what the readers of TOML and JSON call values, and what these are.
var kinds = map[string]string{
	"string": "a text", "integer": "a number", "float": "a decimal number", "number": "a number",
	"boolean": "true or false", "bool": "true or false", "array": "a list",
	"inline table": "a table", "table": "a table", "object": "an object",
	"local date": "a date", "local time": "a time", "local datetime": "a date", "datetime": "a date",
}

// ofTypes finds the messages of the TOML reader that speak of types of Go.
var ofTypes = regexp.MustCompile(`^cannot (?:decode TOML ([a-z ]+) into|store an? (?:array )?(table) in) .*`)

// TOML says what is wrong, in a sentence without where.
func TOML(err *toml.DecodeError) string {
	message := strings.TrimPrefix(err.Error(), "toml: ")
	if m := ofTypes.FindStringSubmatch(message); m != nil {
		kind := m[1] + m[2]
		return "it is " + cmp.Or(kinds[kind], kind)
	}
	return message
}

// JSON says what is wrong, in a sentence.
func JSON(err error) string {
	if typed, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		what := "it"
		if typed.Field != "" {
			what = strconv.Quote(typed.Field)
		}
		kind, _, _ := strings.Cut(typed.Value, " ")
		return what + " is " + cmp.Or(kinds[kind], typed.Value)
	}
	return strings.TrimPrefix(err.Error(), "json: ")
}

// Values returns about how many values JSON holds: one more than commas,
// brackets and braces that stand in no string.
func Values(text []byte) int {
	n, quoted := 1, false
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			quoted = !quoted
		case '\\':
			i++
		case ',', '[', '{', ':':
			if !quoted {
				n++
			}
		}
	}
	return n
}
