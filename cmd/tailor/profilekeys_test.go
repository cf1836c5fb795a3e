package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"tailor/tags/profile"
)

// TestHelpNamesEveryKeyOfProfiles holds the reference against the form that
// profiles are read into.
func TestHelpNamesEveryKeyOfProfiles(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("help", "profiles.md"))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	var walk func(reflect.Type)
	walk = func(typ reflect.Type) {
		for typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Slice || typ.Kind() == reflect.Map {
			typ = typ.Elem()
		}
		if typ.Kind() != reflect.Struct {
			return
		}
		for i := range typ.NumField() {
			f := typ.Field(i)
			key := f.Tag.Get("toml")
			if !f.IsExported() || key == "" || key == "-" {
				continue
			}
			n++
			if s := string(text); !strings.Contains(s, "`"+key+"`") && !strings.Contains(s, "."+key+"`") && !strings.Contains(s, key+"]") && !strings.Contains(s, "`"+key+".") && !strings.Contains(s, "["+key+".") {
				t.Errorf("help profiles lacks the key %s", key)
			}
			walk(f.Type)
		}
	}
	walk(reflect.TypeFor[profile.Profile]())
	if n < 60 {
		t.Errorf("only %d keys were found", n)
	}
}
