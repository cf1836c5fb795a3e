package dirs

import (
	"runtime"
	"strings"
	"testing"
)

func TestPath(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the places asserted are those of Linux")
	}
	tests := []struct {
		name string
		kind Kind
		env  map[string]string
		want string // a path, or a part of the error behind "error: "
	}{
		{"config below home", Config, map[string]string{"HOME": "/h"}, "/h/.config/tailor"},
		{"data below home", Data, map[string]string{"HOME": "/h"}, "/h/.local/share/tailor"},
		{"state below home", State, map[string]string{"HOME": "/h"}, "/h/.local/state/tailor"},
		{"variable set", State, map[string]string{"HOME": "/h", "XDG_STATE_HOME": "/s"}, "/s/tailor"},
		{"variable without home", Config, map[string]string{"XDG_CONFIG_HOME": "/c"}, "/c/tailor"},
		{"relative variable is ignored", Config, map[string]string{"HOME": "/h", "XDG_CONFIG_HOME": "c"}, "/h/.config/tailor"},
		{"no home", Data, nil, "error: set HOME or XDG_DATA_HOME"},
		{"no home, relative variable", State, map[string]string{"XDG_STATE_HOME": "s"}, "error: set HOME or XDG_STATE_HOME"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for _, v := range []string{"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"} {
				t.Setenv(v, test.env[v])
			}
			got, err := Path(test.kind)
			if part, wrong := strings.CutPrefix(test.want, "error: "); wrong {
				if err == nil || !strings.Contains(err.Error(), part) {
					t.Fatalf("got %q, error %v; want an error with %q", got, err, part)
				}
				return
			}
			if err != nil || got != test.want {
				t.Fatalf("got %q, error %v; want %q", got, err, test.want)
			}
		})
	}
}

func TestExpand(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("skipped: the home directory is not HOME's on Windows")
	}
	t.Setenv("HOME", "/h")
	for name, want := range map[string]string{"~": "/h", "~/a b": "/h/a b", "~x/a": "~x/a", "a/~": "a/~", "": ""} {
		if got := Expand(name); got != want {
			t.Errorf("Expand(%q) = %q, want %q", name, got, want)
		}
	}
}
