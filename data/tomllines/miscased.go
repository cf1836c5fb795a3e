package tomllines

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"strings"

	"tailor/data/pattern"
)

// Slip is a key whose capitals are not those of the key that it is read as.
type Slip struct {
	Line          int
	Written, Name string // "Settings", "settings"
}

var index = pattern.Of(`\[[0-9]+\]`)

// Miscased returns the keys of a document that TOML's reader takes for a field of
// the value's type whatever their capitals are, by line. TOML knows no such keys:
// of "lists" and "Lists" the reader would let one take the other's place.
func (at Places) Miscased(value any) []Slip {
	var slips []Slip
	byLine := func(a, b string) int { return cmp.Or(at[a]-at[b], strings.Compare(a, b)) }
	for _, place := range slices.SortedFunc(maps.Keys(at), byLine) {
		if strings.ToLower(place) == place {
			continue
		}
		written := strings.Split(index().ReplaceAllString(place, ""), ".")
		t := reflect.TypeOf(value)
		for k, name := range written {
			for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
				t = t.Elem()
			}
			if t.Kind() == reflect.Map {
				t = t.Elem()
				continue
			}
			field, ok := fieldOf(t, name)
			if !ok {
				break
			}
			if meant := field.Tag.Get("toml"); meant != name {
				meant = strings.Join(append(slices.Clone(written[:k]), meant), ".")
				slip := Slip{at[place], strings.Join(written[:k+1], "."), meant}
				if len(slips) == 0 || slips[len(slips)-1].Written != slip.Written {
					slips = append(slips, slip)
				}
				break
			}
			t = field.Type
		}
	}
	return slips
}

// fieldOf finds the field that a key is read into.
func fieldOf(t reflect.Type, key string) (reflect.StructField, bool) {
	if t.Kind() != reflect.Struct {
		return reflect.StructField{}, false
	}
	for k := range t.NumField() {
		if f := t.Field(k); strings.EqualFold(f.Tag.Get("toml"), key) {
			return f, true
		}
	}
	return reflect.StructField{}, false
}
