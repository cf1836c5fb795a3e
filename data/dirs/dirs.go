// Package dirs says where tailor's files live: by the XDG rules on Linux and
// the BSDs, by their like on macOS and Windows.
package dirs

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"github.com/adrg/xdg"
)

// App is the name of tailor's folder in each of the directories.
const App = "tailor"

// Kind is one of the directories that a program may keep files in.
type Kind uint8

const (
	// Config holds what the user writes: config.toml, own profiles.
	Config Kind = iota
	// Data holds the lists that were fetched.
	Data
	// State holds what tailor writes as it runs: drafts, history, presets,
	// picks.
	State
	// Cache holds what can be made again from the rest.
	Cache
)

// variable is the environment variable that moves the directory.
func (k Kind) variable() string { return "XDG_" + strings.ToUpper(k.String()) + "_HOME" }

// String returns what a person calls the directory: "config", "data", "state"
// or "cache".
func (k Kind) String() string { return [...]string{"config", "data", "state", "cache"}[k] }

// reload guards the xdg package, which keeps the environment in variables.
var reload sync.Mutex

// Path returns tailor's own directory of the kind, for example
// ~/.local/state/tailor. It does not make it. The error says what to set
// where there is no home directory to put it in.
func Path(kind Kind) (string, error) {
	reload.Lock()
	defer reload.Unlock()
	xdg.Reload()
	base := map[Kind]string{Config: xdg.ConfigHome, Data: xdg.DataHome, State: xdg.StateHome, Cache: xdg.CacheHome}[kind]
	// Without HOME the xdg package takes "/" for it, where tailor has no
	// business.
	homeless := runtime.GOOS != "windows" && os.Getenv("HOME") == ""
	if base == "" || homeless && !filepath.IsAbs(os.Getenv(kind.variable())) {
		return "", fmt.Errorf("no %s directory: there is no home directory; set HOME or %s to an absolute path", kind, kind.variable())
	}
	return filepath.Join(base, App), nil
}

// Lists returns the directory that holds the installed lists, below the data
// directory.
func Lists() (string, error) {
	dir, err := Path(Data)
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "lists"), nil
}

// Expand returns a file's name with a "~" at its beginning, by itself or before
// a separator, as the home directory, where there is one.
func Expand(name string) string {
	if rest, ok := strings.CutPrefix(name, "~"); ok && (rest == "" || os.IsPathSeparator(rest[0])) {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, rest)
		}
	}
	return name
}
