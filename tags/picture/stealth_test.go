package picture

import (
	"bytes"
	"compress/gzip"
	"image"
	"image/color"
	"image/png"
	"testing"
)

// hidden returns a PNG with bytes in its transparency, as the extension of
// A1111 writes them.
func hidden(t *testing.T, mark string, text []byte) []byte {
	bits := 8 * len(text)
	data := append([]byte(mark), byte(bits>>24), byte(bits>>16), byte(bits>>8), byte(bits))
	data = append(data, text...)
	img := image.NewNRGBA(image.Rect(0, 0, 64, 96))
	for x := range 64 {
		for y := range 96 {
			a := uint8(254)
			if i := x*96 + y; i < 8*len(data) && data[i/8]>>(7-i%8)&1 == 1 {
				a = 255
			}
			img.SetNRGBA(x, y, color.NRGBA{uint8(x), uint8(y), 9, a})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestStealth(t *testing.T) {
	packed := func(s string) []byte {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		z.Write([]byte(s))
		z.Close()
		return b.Bytes()
	}
	const novel = `{"Software":"NovelAI","Description":"1girl","Comment":"{\"prompt\":\"1girl, {x}\",\"uc\":\"bad\",\"steps\":28,\"seed\":1,\"width\":64,\"height\":96}"}`
	for name, file := range map[string][]byte{"plain": hidden(t, "stealth_pnginfo", []byte(world)), "packed": hidden(t, "stealth_pngcomp", packed(world))} {
		if p, err := readBytes(file); err != nil || p.Infotext.String() != world {
			t.Errorf("%s: %q, %v", name, p.Infotext.String(), err)
		}
	}
	if p, err := readBytes(hidden(t, "stealth_pngcomp", packed(novel))); err != nil || p.Source != "NovelAI" || p.Positive != "1girl, (x:1.05)" {
		t.Errorf("NovelAI's: %q by %s, %v", p.Positive, p.Source, err)
	}
	for _, file := range [][]byte{hidden(t, "stealth_pnginfX", []byte("a")), hidden(t, "stealth_pngcomp", []byte("a")), hidden(t, "stealth_pnginfo", nil)} {
		if p, err := readBytes(file); err == nil {
			t.Errorf("nothing became %q", p.Positive)
		}
	}
}
