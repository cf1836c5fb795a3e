package decoding

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/pelletier/go-toml/v2"
)

type file struct {
	List   []string
	Number int
	Text   string
	Switch bool
	Table  struct{ Text string }
}

// TestTOML reads values of other kinds than are wanted, and TOML that is none.
func TestTOML(t *testing.T) {
	for text, want := range map[string]string{
		`List = "x"`:          "it is a text",
		"List = [1]":          "it is a number",
		"Number = 1.5":        "it is a decimal number",
		"Number = []":         "it is a list",
		"Text = true":         "it is true or false",
		"Switch = 2020-01-01": "it is a date",
		"Switch = 07:32:00":   "it is a time",
		"Switch = {a = 1}":    "it is a table",
		"[[Switch]]":          "it is a table",
		"[Number]\na = 1":     "it is a table",
		"Text = {Text = 1}":   "it is a table",
		"[Table]\nText = 1":   "it is a number",
		"[Table]\nText = {}":  "it is a table",
		"Table = 1":           "it is a number",
	} {
		err := toml.Unmarshal([]byte(text), new(file))
		wrong, ok := errors.AsType[*toml.DecodeError](err)
		if !ok {
			t.Errorf("%s: %v", text, err)
		} else if got := TOML(wrong); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// TestJSON does the same with JSON.
func TestJSON(t *testing.T) {
	for text, want := range map[string]string{
		"[1]":              "it is a list",
		`"x"`:              "it is a text",
		"3":                "it is a number",
		`{"List":{}}`:      `"List" is an object`,
		`{"Switch":"no"}`:  `"Switch" is a text`,
		`{"Text":false}`:   `"Text" is true or false`,
		`{"Number":`:       "unexpected end of JSON input",
		`{"Number":1e999}`: `"Number" is a number`,
	} {
		if got := JSON(json.Unmarshal([]byte(text), new(file))); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
