package cli

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"tailor/data/printable"
)

// TestWriteJSON holds that what is escaped for the terminal's sake reads back
// as it was.
func TestWriteJSON(t *testing.T) {
	for _, s := range []string{"a<b>&", "\x1b[31m", "\u009b \u202e \u2028 \U000e0001 \x7f", "日本 👩‍👩‍👧"} {
		var out bytes.Buffer
		a := &App{Stdout: bufio.NewWriter(&out)}
		if err := errors.Join(a.WriteJSON(s), a.Stdout.Flush()); err != nil {
			t.Fatal(err)
		}
		var back string
		if err := json.Unmarshal(out.Bytes(), &back); err != nil || back != s {
			t.Errorf("%q became %s, error %v", s, out.String(), err)
		}
		if line := strings.TrimSuffix(out.String(), "\n"); strings.ContainsFunc(line, printable.Unsafe) {
			t.Errorf("%q is written as %q", s, line)
		}
	}
}

func TestBar(t *testing.T) {
	for full, want := range map[int]string{0: "▕     ▏", 1: "▕▌    ▏", 5: "▕██▌  ▏", 10: "▕█████▏", 11: "▕█████▏", -1: "▕     ▏"} {
		if got := Bar(full, 10, 5); got != want {
			t.Errorf("Bar(%d) = %q, want %q", full, got, want)
		}
	}
	if got := Bar(1, 1000, 5); got != "▕▏    ▏" {
		t.Errorf("a thousandth: %q", got)
	}
}
