package lora

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// edged puts packed data into the edges of a grey picture as A1111 does, the low
// halves of its bytes left, the high ones right, a black column beside each.
func edged(t *testing.T, data string) *image.NRGBA {
	t.Helper()
	const height, inner = 8, 5
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	if _, err := z.Write([]byte(data)); err != nil || z.Close() != nil {
		t.Fatal("not packed")
	}
	for packed.Len()%(3*height) > 0 {
		packed.WriteByte(7)
	}
	edge := packed.Len() / (3 * height)
	img := image.NewNRGBA(image.Rect(0, 0, 2*edge+inner+2, height))
	seed, at := uint64(0), 0
	for y := range height {
		for x := range img.Rect.Dx() {
			img.SetNRGBA(x, y, color.NRGBA{200, 201, 203, 255})
		}
		img.SetNRGBA(edge, y, color.NRGBA{A: 255})
		img.SetNRGBA(edge+1+inner, y, color.NRGBA{A: 255})
		for x := range edge {
			var low, high [3]byte
			for k := range 3 {
				seed = (seed*1664525 + 1013904223) % (1 << 32)
				b, blur := packed.Bytes()[at], byte(seed%255%16)
				low[k], high[k] = 0x50|(b%16^blur), 0xA0|(b/16^blur)
				at++
			}
			img.SetNRGBA(x, y, color.NRGBA{low[0], low[1], low[2], 255})
			img.SetNRGBA(edge+inner+2+x, y, color.NRGBA{high[0], high[1], high[2], 255})
		}
	}
	return img
}

// TestEmbeddingsInPictures names those by their own names, and no picture that
// shows what a network draws.
func TestEmbeddingsInPictures(t *testing.T) {
	dir := files(t, "real.pt")
	embedding := func(name string) string {
		return `{"string_to_token": {"*": 265}, "string_to_param": {"*": {"TORCHTENSOR": [[0.1, -0.2]]}}, "name": "` + name + `", "step": 3}`
	}
	write := func(file string, img image.Image, text string) {
		var b bytes.Buffer
		if err := png.Encode(&b, img); err != nil {
			t.Fatal(err)
		}
		out := b.Bytes()
		if text != "" {
			chunk := "tEXtsd-ti-embedding\x00" + base64.StdEncoding.EncodeToString([]byte(text))
			var whole []byte
			whole = binary.BigEndian.AppendUint32(whole, uint32(len(chunk)-4))
			whole = binary.BigEndian.AppendUint32(append(whole, chunk...), crc32.ChecksumIEEE([]byte(chunk)))
			out = append(append(bytes.Clone(out[:33]), whole...), out[33:]...)
		}
		if err := os.WriteFile(filepath.Join(dir, file), out, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	plain := image.NewNRGBA(image.Rect(0, 0, 9, 9))
	write("stored-500.png", plain, embedding("stored"))
	write("unnamed.png", plain, embedding(""))
	write("hidden-500.PNG", edged(t, embedding("hidden")), "")
	write("photo.png", plain, "")
	write("striped.png", edged(t, "no JSON"), "")
	write("text.png", plain, `{"name": "text"}`)
	write("real.png", edged(t, embedding("beside")), "")
	write("other.preview.png", edged(t, embedding("preview")), "")
	inWebP, err := os.ReadFile(filepath.Join("testdata", "hidden.webp")) // as edged makes one, packed without loss
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "other.webp"), inWebP, 0o600); err != nil {
		t.Fatal(err)
	}
	found, err := Scan(t.Context(), Embeddings, []string{dir})
	if want := "hidden lossless real stored unnamed"; err != nil || strings.Join(found.Names(), " ") != want {
		t.Errorf("%q %v, want %s", found.Names(), err, want)
	}
	if found, _ := Scan(t.Context(), LoRAs, []string{dir}); strings.Join(found.Names(), " ") != "real" {
		t.Errorf("LoRAs: %q", found.Names())
	}
}

// TestAnswers knows a LoRA by its file and by what its training called it.
func TestAnswers(t *testing.T) {
	dir := files(t, "broken.safetensors")
	safetensors(t, filepath.Join(dir, "file.safetensors"), inHeader(t, map[string]string{"ss_output_name": "trained_v2"}, true), 10)
	found, err := Scan(t.Context(), LoRAs, []string{dir})
	for name, want := range map[string]bool{"file": true, "trained_v2": true, "broken": true, "other": false, "trained": false} {
		if got := found.Answers(name); got != want || err != nil {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	var none *Set
	if none.Answers("file") {
		t.Error("a nil set has a LoRA")
	}
}
