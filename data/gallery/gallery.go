// Package gallery keeps pictures in a folder, under names that say when and
// from what they were made, and never over another file.
package gallery

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"tailor/data/disk"
	"tailor/data/printable"
)

// DefaultName is the pattern of names where the user sets none.
const DefaultName = "{date}/{time}-{seed}"

// Fields are what a pattern may hold, in braces.
var Fields = []string{"date", "time", "seed", "model", "sampler", "steps", "cfg", "width", "height"}

// longestPart is how many bytes a file or folder of a name has: of the 255 that file
// systems take, a number, the ending and what is put around a file on its way need some.
// longestName is how many a pattern may have.
const longestPart, longestName = 200, 1000

// field finds what stands in braces in a pattern.
var field = regexp.MustCompile(`\{[^{}]*\}`)

// CheckName says what is wrong with a pattern.
func CheckName(pattern string) error {
	if len(pattern) > longestName {
		return fmt.Errorf("the name has %d bytes, and at most %d are taken", len(pattern), longestName)
	}
	for _, f := range field.FindAllString(pattern, -1) {
		if name := strings.Trim(f, "{}"); !slices.Contains(Fields, name) {
			return fmt.Errorf("the name %q holds %s, which is none of {%s}", pattern, f, strings.Join(Fields, "}, {"))
		}
	}
	if rest := field.ReplaceAllString(pattern, ""); strings.ContainsAny(rest, "{}") || printable.Line(rest) != rest {
		return fmt.Errorf("the name %q holds a single brace or a character that no name has: a field stands in two, {seed}", pattern)
	}
	if filepath.IsAbs(pattern) || slices.Contains(strings.Split(filepath.ToSlash(pattern), "/"), "..") {
		return fmt.Errorf("the name %q leads out of the folder: set the folder instead", pattern)
	}
	return nil
}

// unfit are characters that some file system does not take in a name.
var unfit = regexp.MustCompile(`[<>:"/\\|?*\x00-\x1f\x7f]+`)

// fit makes a value fit to be part of a file's name.
func fit(value string) string {
	value = unfit.ReplaceAllString(printable.Line(value), "_")
	if r := []rune(value); len(r) > 60 {
		value = string(r[:60])
	}
	return strings.Trim(value, " .")
}

// Name returns the name of a picture without ending, with "/" between folders.
// A field without value is left out, with the dash before it.
func Name(pattern string, when time.Time, values map[string]string) string {
	name := field.ReplaceAllStringFunc(cmp.Or(pattern, DefaultName), func(f string) string {
		switch key := strings.Trim(f, "{}"); key {
		case "date":
			return when.Format("2006-01-02")
		case "time":
			return when.Format("150405")
		default:
			return fit(values[key])
		}
	})
	var parts []string
	for part := range strings.SplitSeq(filepath.ToSlash(name), "/") {
		part = strings.ToValidUTF8(part[:min(len(part), longestPart)], "")
		if part = strings.Trim(part, "-_ ."); part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return "tailor"
	}
	return strings.Join(parts, "/")
}

// Save writes a picture into a folder under a name, and returns its path. The
// folder is made. Where a file of that name is there, also with another
// ending, "-2" and so on is put behind it.
func Save(folder, name, ext string, data []byte) (string, error) {
	base := filepath.Join(folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(base), 0o755); err != nil {
		return "", fmt.Errorf("the picture is not saved: %w; name another folder for pictures", err)
	}
	for n := 1; ; n++ {
		path := base + "." + ext
		if n > 1 {
			path = base + "-" + strconv.Itoa(n) + "." + ext
		}
		file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(err, fs.ErrExist) && n < 100_000 {
			continue
		}
		if err != nil {
			return "", fmt.Errorf("the picture is not saved: %w; name another folder for pictures", err)
		}
		// The name is taken; the picture comes in one piece.
		err = errors.Join(file.Close(), disk.Replace(path, 0o644, data))
		if err != nil {
			os.Remove(path)
			return "", fmt.Errorf("the picture is not saved: %w; make room on the disk, or name another folder", err)
		}
		return path, nil
	}
}
