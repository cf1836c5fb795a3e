package lora

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"image"
	_ "image/png" // the kinds that are unpacked
	"io"
	"path/filepath"
	"strings"
	"time"

	_ "golang.org/x/image/webp"

	"tailor/data/intake"
	"tailor/tags/picture/container"
)

// A1111 reads embeddings out of pictures too, which its training writes: the
// text "sd-ti-embedding" of a PNG holds one in base64, and where a host has
// taken that out or made a WebP of it without loss, the low bits at both its
// edges do (modules/textual_inversion/image_embedding.py). It reads AVIF and JPEG
// XL so too, which are not unpacked here.

const (
	embeddingText = "sd-ti-embedding"
	// mostPixels is how many a picture may have to be looked at for hidden bits,
	// and mostLooking how long those of all folders are.
	mostPixels  = 8 << 20
	mostLooking = 2 * time.Second
)

// pictures adds the embeddings that are in pictures. A picture beside a network
// of its name shows what that draws, and holds none.
func (w *networkWalk) pictures() {
	until := time.Now().Add(mostLooking)
	for _, path := range w.images {
		stem := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
		if w.ctx.Err() != nil || time.Now().After(until) {
			return
		}
		if w.files[stem] != "" || strings.EqualFold(filepath.Ext(stem), ".preview") {
			continue
		}
		name, ok := inPicture(path)
		if name == "" {
			name = stem
		}
		if _, can := w.kind.of(name + ".pt"); ok && can && w.files[name] == "" {
			w.files[name] = path
		}
	}
}

// inPicture reports whether a picture holds an embedding, and the name that
// stands in it, "" for none.
func inPicture(path string) (name string, ok bool) {
	file, err := intake.Open(path)
	if err != nil {
		return "", false
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return "", false
	}
	texts := container.New(container.NewBudget(), map[string]bool{embeddingText: true})
	if _, err := texts.Read(file, info.Size()); err != nil {
		return "", false
	}
	data, err := base64.StdEncoding.DecodeString(texts.Text(embeddingText))
	if err != nil || len(data) == 0 {
		whole := func() io.Reader { return io.NewSectionReader(file, 0, info.Size()) }
		size, kind, err := image.DecodeConfig(whole())
		if err != nil || kind != "png" && kind != "webp" || size.Width <= 0 || size.Height <= 0 ||
			size.Width > mostPixels/size.Height || max(size.Width, size.Height) > container.MaxSide {
			return "", false
		}
		picture, _, err := image.Decode(whole())
		if err != nil {
			return "", false
		}
		data = hidden(picture)
	}
	fields := texts.Fields(string(data))
	name, _ = fields["name"].(string)
	return name, fields["string_to_param"] != nil
}

// hidden returns what the low halves of the colours at a picture's edges hold:
// the low halves of packed bytes at the left, up to the first column of black,
// the high ones at the right, behind the last, both blurred by a sequence of
// numbers. It is nil for another picture, such as one of a palette or of greys.
func hidden(picture image.Image) []byte {
	var pix []byte
	switch p := picture.(type) {
	case *image.RGBA: // which a PNG is where all of it is opaque
		pix = p.Pix
	case *image.NRGBA:
		pix = p.Pix
	default:
		return nil
	}
	b := picture.Bounds()
	at := func(x, y int) [3]byte { return [3]byte(pix[4*(y*b.Dx()+x):]) }
	// What is black around it is cut off.
	area := image.Rectangle{}
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if c := at(x, y); c[0] > 0 && c[1] > 0 && c[2] > 0 {
				area = area.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	first, last := -1, -1
	for x := area.Min.X; x < area.Max.X; x++ {
		black := true
		for y := area.Min.Y; y < area.Max.Y && black; y++ {
			c := at(x, y)
			black = (c[0]|c[1]|c[2])&15 == 0
		}
		if black {
			if last = x; first < 0 {
				first = x
			}
		}
	}
	if width := first - area.Min.X; first < 0 || first == last || width <= 0 || width != area.Max.X-1-last {
		return nil
	}
	var packed []byte
	seed := uint32(0)
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < first; x++ {
			low, high := at(x, y), at(x-area.Min.X+last+1, y)
			for k := range low {
				seed = seed*1664525 + 1013904223
				blur := byte(seed%255) & 15
				packed = append(packed, (high[k]&15^blur)<<4|low[k]&15^blur)
			}
		}
	}
	z, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil
	}
	data, err := io.ReadAll(io.LimitReader(z, container.MaxText))
	if err != nil {
		return nil
	}
	return data
}
