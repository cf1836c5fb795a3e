//go:build !windows

package main

import (
	"fmt"
	"strings"
	"testing"
)

// closed checks that the frame around the screen's middle is whole: every row
// of it ends in the frame's right side, in the last column, and the rows below
// it are there.
func (s *pane) closed(columns, rows int) error {
	s.t.Helper()
	shown := s.shot()
	if len(shown) != rows {
		return fmt.Errorf("%d rows", len(shown))
	}
	y := 0
	for y < rows && (len(shown[y]) == 0 || shown[y][0] != '╭') {
		y++ // the popup may lie over the frame's upper edge, but not at its left
	}
	for ; y < rows; y++ {
		row := shown[y]
		if len(row) != columns || !strings.ContainsRune("╮│┤╯", row[columns-1]) {
			return fmt.Errorf("row %d is open: %q", y, string(row))
		}
		if !strings.ContainsRune("╭│├╰", row[0]) {
			return fmt.Errorf("row %d does not begin in the frame: %q", y, string(row))
		}
		if row[0] == '╰' {
			break
		}
	}
	if y >= rows-1 || len(shown[rows-1]) == 0 {
		return fmt.Errorf("nothing stands below the frame, whose last row is %d", y)
	}
	return nil
}

// TestLayouts shows every page at every size, in a terminal that is resized
// from one to the next.
func TestLayouts(t *testing.T) {
	t.Parallel()
	sizes := []struct{ columns, rows int }{{120, 40}, {100, 30}, {80, 24}, {60, 20}, {40, 10}}
	const text = `by kantoku, masterpiece BREAK hatsune miku, (long hair:1.2), score_9, rain`
	for _, scene := range []struct {
		name  string
		keys  []string
		typed string
		// What is seen at every size, and what only where there is room.
		always, roomy []string
	}{
		{"prompt", nil, "", []string{"╭ prompt ", "score_9, rain", "⚠ ", "f1 keys"}, []string{" tailor ", "├ negative ", "BREAK ─", "─ 6/75 ──", "1 styles   ▕"}},
		{"popup", nil, ", halo", []string{"›halo", "rain, halo"}, []string{"accept", "general   410k"}},
		{"negative", []string{"C-n"}, "watermark", []string{"negative ", "│ watermark "}, []string{"╭ prompt "}},
		{"toggles", []string{"C-t"}, "", []string{"TOGGLES", "+ masterpiece"}, []string{" quality ──", "low quality", "space switch"}},
		{"keys", []string{"F1"}, "", []string{"╭ keys ", "undo", "esc back"}, []string{"copy the prompt", "history and presets"}},
		{"history", []string{"C-p"}, "", []string{"╭ HISTORY · presets · starred ─", "Nothing yet", "esc back"}, nil},
		{"preset", []string{"C-s"}, "", []string{"╭ keep as a preset ─", "Negative and settings are kept too."}, nil},
	} {
		t.Run(scene.name, func(t *testing.T) {
			s := begin(t, sizes[0].columns, sizes[0].rows, text)
			if len(scene.keys) > 0 {
				s.keys(scene.keys...)
			}
			if scene.typed != "" {
				s.typed(scene.typed)
				s.waitFor(scene.always...)
			}
			for _, size := range append(sizes, sizes[0]) {
				s.resize(size.columns, size.rows)
				wanted := scene.always
				if size.columns >= 80 {
					wanted = append(wanted[:len(wanted):len(wanted)], scene.roomy...)
				}
				var err error
				s.waitUntil(fmt.Sprintf("%q, nothing cut, at %dx%d", wanted, size.columns, size.rows), func() bool {
					if err = s.closed(size.columns, size.rows); err != nil {
						return false
					}
					shown := s.shows()
					for _, text := range wanted {
						if !strings.Contains(shown, text) {
							err = fmt.Errorf("there is no %q", text)
							return false
						}
					}
					return true
				})
				if t.Failed() {
					t.Log(err)
				}
			}
		})
	}
}
