package container

import (
	"bytes"
	"compress/gzip"
	"image"
	"image/png"
	"io"
)

// Some programs hide their texts in the last bits of a picture's transparency,
// column by column, where hosts that drop texts leave them: a mark of 15 bytes,
// the length in bits, and the text, packed by gzip behind one of the marks. It
// is A1111's infotext, or NovelAI's texts as JSON.
const (
	stealthPlain  = "stealth_pnginfo"
	stealthPacked = "stealth_pngcomp"
)

// ReadStealth adds the text that is hidden in a PNG's pixels.
func (t *Texts) ReadStealth(r io.ReaderAt, size int64) {
	pixels := int64(t.Width) * int64(t.Height)
	if t.Width <= 0 || t.Height <= 0 || max(t.Width, t.Height) > MaxSide || pixels > maxWork/8 || t.Take(int(4*pixels)) != nil {
		return
	}
	decoded, err := png.Decode(io.NewSectionReader(r, 0, size))
	if err != nil {
		return
	}
	picture, ok := decoded.(*image.NRGBA)
	if !ok {
		return
	}
	at := 0 // of the bits
	read := func(bytes int) []byte {
		if bytes < 0 || at+8*bytes > int(pixels) {
			return nil
		}
		out := make([]byte, bytes)
		for i := range 8 * bytes {
			x, y := (at+i)/t.Height, (at+i)%t.Height
			out[i/8] = out[i/8]<<1 | picture.Pix[y*picture.Stride+4*x+3]&1
		}
		at += 8 * bytes
		return out
	}
	mark := string(read(len(stealthPlain)))
	length := read(4)
	if mark != stealthPlain && mark != stealthPacked || length == nil {
		return
	}
	bits := int(length[0])<<24 | int(length[1])<<16 | int(length[2])<<8 | int(length[3])
	if bits/8 > MaxText {
		return
	}
	text := read(bits / 8)
	if mark == stealthPacked {
		z, err := gzip.NewReader(bytes.NewReader(text))
		if err != nil {
			return
		}
		if text, err = io.ReadAll(io.LimitReader(z, MaxText)); err != nil || t.Take(len(text)) != nil {
			return
		}
	}
	if m := t.Fields(string(text)); m["Comment"] != nil {
		for _, name := range []string{"Comment", "Description", "Software"} {
			if s, ok := m[name].(string); ok {
				t.Add(name, []byte(s), Plain)
			}
		}
		return
	}
	t.Add("parameters", text, Plain)
}
