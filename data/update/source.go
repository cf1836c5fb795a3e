package update

import (
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"tailor/data/intake"
	"tailor/data/pattern"
)

// Source is a list and where it is had.
type Source struct {
	// Name is what the list is called and its file's name without ending:
	// letters, digits, spaces, dots, dashes and underscores, at most 100
	// bytes, the first a letter or digit.
	Name string
	// URL is where it is fetched from, or the path of a file on this machine.
	URL string
	// About says in a few words what it holds, "" when nobody said.
	About string
	// Rows is about how many rows it has, 0 when that is not known. The
	// number is for the one who chooses; nothing is refused by it.
	Rows int
	// Bytes is its exact size in bytes where SHA256 is set, else about its
	// size; 0 when that is not known.
	Bytes int64
	// SHA256 is the pinned checksum in hex, "" for a list that changes. What
	// has another one is refused.
	SHA256 string
	// Licence is its licence, "" where its publisher states none.
	Licence string
}

// Sources returns the lists that tailor knows to fetch. The first two are
// pinned to a commit; RouWei's artists are what their author publishes now.
func Sources() []Source {
	return []Source{
		{
			Name:   "danbooru-12-10-24",
			URL:    "https://raw.githubusercontent.com/BetaDoggo/danbooru-tag-list/51ef844dc657b4eabbee52ae2205ed6a7ede92c8/danbooru-12-10-24-underscore.csv",
			About:  "Danbooru's tags of December 2024, the list that RouWei's author names",
			Rows:   90857,
			Bytes:  2366452,
			SHA256: "a77f643e71b62358cfb275c250526b93d4fcec60370a32bfa2d8418866625521",
		},
		{
			Name:    "danbooru-tagcomplete",
			URL:     "https://raw.githubusercontent.com/DominikDoom/a1111-sd-webui-tagcomplete/4170882f90b47be130a0ff9314f663c230b9153d/tags/danbooru.csv",
			About:   "a larger list of Danbooru's tags, of the tag completion for A1111",
			Rows:    140782,
			Bytes:   3518020,
			SHA256:  "f936684fa0b041e9a55d35f2052588e28d95eef8672be6829241f8b1a7214732",
			Licence: "MIT",
		},
		{
			Name:  "rouwei-artists",
			URL:   "https://huggingface.co/Minthy/RouWei-0.6/resolve/main/artists_list_0.6.txt",
			About: "the artists that RouWei knows, by its author",
			Rows:  22000,
			Bytes: 360000,
		},
		{
			Name:    "danbooru-tags",
			URL:     "https://huggingface.co/datasets/newtextdoc1111/danbooru-tag-csv/resolve/main/danbooru_tags.csv",
			About:   "Danbooru's tags of 100 pictures and more, with aliases in Japanese, Chinese and Korean",
			Licence: "MIT",
		},
	}
}

// Related returns the source of the pairs of tags that stand on the same
// pictures, "tag_a,tag_b,count", seen 100 times and more. It is no list of
// tags, and is fetched into a directory of its own.
func Related() Source {
	return Source{
		Name:    "danbooru-cooccurrence",
		URL:     "https://huggingface.co/datasets/newtextdoc1111/danbooru-tag-csv/resolve/main/danbooru_tags_cooccurrence.csv",
		About:   "which of Danbooru's tags stand on the same pictures",
		Bytes:   110_000_000,
		Licence: "MIT",
	}
}

// ParseSource makes a source of what a user names on the command line: an
// address, or the path of a file. Its name is that of the file.
func ParseSource(s string) (Source, error) {
	if s == "" || strings.ContainsRune(s, 0) {
		return Source{}, fmt.Errorf("%q is neither an address nor a file", s)
	}
	base := filepath.Base(s)
	if u, remote, err := address(s); err != nil {
		return Source{}, err
	} else if remote {
		base = path.Base(u.Path)
		if base == "." || base == "/" {
			base = u.Hostname()
		}
	} else {
		// The list is fetched again by its path, perhaps from elsewhere.
		abs, err := filepath.Abs(s)
		if err != nil {
			return Source{}, fmt.Errorf("the file %s: %w", s, err)
		}
		s = abs
	}
	if ending := path.Ext(base); strings.EqualFold(ending, ".csv") || strings.EqualFold(ending, ".txt") {
		base = strings.TrimSuffix(base, ending)
	}
	src := Source{Name: plain(base), URL: s}
	return src, src.check()
}

// address reads a source's URL. remote is false for the path of a file.
func address(s string) (u *url.URL, remote bool, err error) {
	scheme, _, found := strings.Cut(s, "://")
	if !found || strings.ContainsAny(scheme, `/\`) {
		return nil, false, nil
	}
	u, err = url.Parse(s)
	if err != nil {
		// The error of net/url repeats the address, which may hold a password.
		if inner, ok := errors.AsType[*url.Error](err); ok {
			err = inner.Err
		}
		return nil, true, fmt.Errorf("the address cannot be read: %w", err)
	}
	return u, true, allowed(u, nil)
}

// device is what Windows takes for a device, whatever its ending.
var device = pattern.Of(`(?i)^(con|prn|aux|nul|(com|lpt)[0-9¹²³]) *(\.|$)`)

// unplain reports whether a character has no place in a file's name.
func unplain(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !strings.ContainsRune(" ._-", r)
}

// plain makes a name that may be a file's out of any text.
func plain(s string) string {
	s = strings.TrimLeft(strings.Join(strings.FieldsFunc(s, unplain), "-"), " ._-")
	for len(s) > maxName {
		_, size := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-size]
	}
	s = strings.TrimRight(s, " .-")
	if s == "" || device().MatchString(s) {
		s = strings.TrimRight("list "+s, " ")
	}
	return s
}

const maxName = 100

// check tells what is wrong with a source.
func (s Source) check() error {
	if err := CheckName(s.Name); err != nil {
		return err
	}
	if _, _, err := address(s.URL); err != nil {
		return err
	}
	if s.URL == "" {
		return errors.New("it has no address")
	}
	return CheckSum(s.SHA256)
}

// CheckName says what keeps a text from being a list's name.
func CheckName(name string) error {
	ends := strings.TrimRight(strings.TrimLeft(name, " ._-"), " .")
	if name == "" || name != ends || len(name) > maxName || strings.ContainsFunc(name, unplain) {
		return fmt.Errorf("the name %q: a list's name takes letters, digits, spaces, dots, dashes and underscores", name)
	}
	if device().MatchString(name) {
		return fmt.Errorf("the name %q: Windows has a device of that name; choose another", name)
	}
	return nil
}

// CheckSum says what keeps a text from being a SHA-256, which "" stands for none of.
func CheckSum(sum string) error {
	if b, err := hex.DecodeString(sum); err != nil || len(b) != 0 && len(b) != 32 {
		return fmt.Errorf("the checksum %q: a SHA-256 has 64 hex digits", sum)
	}
	return nil
}

// File returns the name of the list's file: the name with ".txt" where the
// address ends so, for wildcard files, and else with ".csv".
func (s Source) File() string {
	at := s.URL
	if u, remote, err := address(s.URL); err == nil && remote {
		at = u.Path
	}
	if strings.EqualFold(path.Ext(filepath.ToSlash(at)), ".txt") {
		return s.Name + ".txt"
	}
	return s.Name + ".csv"
}

// local reports whether a source is a file on this machine.
func (s Source) local() bool {
	_, remote, err := address(s.URL)
	return err == nil && !remote
}

// shown is the address as messages have it, without a password.
func (s Source) shown() string {
	if u, remote, err := address(s.URL); err == nil && remote {
		return u.Redacted()
	}
	return s.URL
}

// openLocal opens the file of a local source and returns its size in bytes.
func (s Source) openLocal() (*os.File, int64, error) {
	f, err := intake.Open(s.URL)
	if err != nil {
		return nil, 0, err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, 0, err
	}
	return f, info.Size(), nil
}
