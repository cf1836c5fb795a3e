package graphics

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/jpeg"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/ansi/iterm2"
)

// mostSequence is how many bytes a sequence may have that tmux and iTerm2 take.
const mostSequence = 1 << 20

// DrawITerm2 returns what has iTerm2 and its like draw a picture in columns by
// rows at the cursor.
func DrawITerm2(m image.Image, columns, rows int, cell Cell, tmux bool) (string, error) {
	m = within(m, columns, rows, cell)
	for quality := 92; ; quality -= 20 {
		var packed bytes.Buffer
		if err := jpeg.Encode(&packed, m, &jpeg.Options{Quality: quality}); err != nil {
			return "", err
		}
		s := ansi.ITerm2(iterm2.File{Size: int64(packed.Len()), Width: iterm2.Cells(columns), Height: iterm2.Cells(rows), IgnoreAspectRatio: true, Inline: true,
			DoNotMoveCursor: true, Content: []byte(base64.StdEncoding.EncodeToString(packed.Bytes()))})
		if s = wrap(s, tmux); len(s) < mostSequence || quality < 40 {
			return s, nil
		}
	}
}
