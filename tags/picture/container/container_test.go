package container

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
)

// pngWith returns the signature and chunks of a PNG; checksums are not looked at.
func pngWith(chunks ...[2]string) []byte {
	b := []byte("\x89PNG\r\n\x1a\n")
	for _, c := range append(chunks, [2]string{"IEND", ""}) {
		b = binary.BigEndian.AppendUint32(b, uint32(len(c[1])))
		b = append(append(b, c[0]+c[1]...), 0, 0, 0, 0)
	}
	return b
}

// TestTexts keeps the texts that are wanted, and the first of one name that is
// not empty.
func TestTexts(t *testing.T) {
	file := pngWith([2]string{"tEXt", "prompt\x00"}, [2]string{"iTXt", "prompt\x00\x00\x00\x00\x00\ufefffirst"}, [2]string{"tEXt", "prompt\x00second"}, [2]string{"tEXt", "other\x00x"},
		[2]string{"iTXt", xmpKey + "\x00\x00\x00\x00\x00" + `<a><exif:UserComment>in an element</exif:UserComment><dc:description><rdf:Alt><rdf:li>in &lt;a&gt; list</rdf:li></rdf:Alt></dc:description></a>`})
	texts := New(NewBudget(), map[string]bool{"prompt": true, UserComment: true, ImageDescription: true})
	if picture, err := texts.Read(bytes.NewReader(file), int64(len(file))); !picture || err != nil || texts.Format != "PNG" {
		t.Fatal(picture, err, texts.Format)
	}
	for name, want := range map[string]string{"prompt": "first", "other": "", UserComment: "in an element", ImageDescription: "in <a> list"} {
		if got := texts.Text(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	none := New(NewBudget(), nil)
	if picture, err := none.Read(strings.NewReader("1girl"), 5); picture || err != nil || !none.None() {
		t.Error(picture, err)
	}
}

// TestXMPWithoutEnd holds that XMP that is broken, deep or full of entities costs
// no more than its length.
func TestXMPWithoutEnd(t *testing.T) {
	for name, xmp := range map[string]string{
		"deep":     strings.Repeat("<exif:UserComment>x", 50_000),
		"open":     "<exif:UserComment><rdf:li>text",
		"entities": `<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><exif:UserComment>&c;</exif:UserComment>`,
		"no XML":   strings.Repeat("<", 50_000),
	} {
		texts := New(NewBudget(), map[string]bool{UserComment: true})
		texts.readXMP([]byte(xmp))
		if texts.Err != nil || strings.Contains(texts.Text(UserComment), "bbb") {
			t.Errorf("%s: %v, %q", name, texts.Err, texts.Text(UserComment))
		}
	}
}

// TestBudget holds that what is passed once stays passed.
func TestBudget(t *testing.T) {
	b := NewBudget()
	if err := b.Take(maxWork); err != nil {
		t.Fatal(err)
	}
	first := b.Take(1)
	if first == nil || b.Step(1) != first || b.Decode([]byte("1"), new(int)) == nil {
		t.Errorf("%v, then %v", first, b.Err)
	}
	late := NewBudget()
	late.Until = late.Until.Add(-MaxTime)
	if err := late.Take(1); err == nil || !strings.Contains(err.Error(), "takes more than 1s") {
		t.Errorf("the error is %v", err)
	}
}
