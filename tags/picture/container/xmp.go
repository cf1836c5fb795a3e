package container

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
)

// xmpKey is the name of the text in which a PNG has XMP, and xmpMark what
// begins a JPEG's segment with it.
const (
	xmpKey  = "XML:com.adobe.xmp"
	xmpMark = "http://ns.adobe.com/xap/1.0/\x00"
)

// extendedMark begins a JPEG's segment with a part of the XMP that is too long
// for one, in whose head of extendedHead bytes stand its name, the length of the
// whole and where the part begins.
const (
	extendedMark = "http://ns.adobe.com/xmp/extension/\x00"
	extendedHead = 32 + 4 + 4
)

// readExtendedXMP reads XMP of several segments, up to the first that is missing.
func (t *Texts) readExtendedXMP(parts map[uint32][]byte) {
	var whole []byte
	for part := parts[0]; len(part) > 0; part = parts[uint32(len(whole))] {
		if t.Take(len(part)) != nil {
			return
		}
		whole = append(whole, part...)
	}
	if len(whole) > 0 {
		t.readXMP(whole)
	}
}

// deepestXMP is how deep elements may lie in each other; those read here lie
// six deep.
const deepestXMP = 64

// words returns how many elements, attributes and words XML holds at most,
// wherever they stand: of an element all attributes are read at once.
func words(b []byte) (n int) {
	blank := false
	for _, c := range b {
		if c == '<' || c == '=' || c <= ' ' && !blank {
			n++
		}
		blank = c <= ' '
	}
	return n
}

// readXMP adds the texts that XMP has, the user comment and the description of
// EXIF: Draw Things writes the first, Mochi Diffusion the second. Each stands in
// an element, in a list within it, or in an attribute.
func (t *Texts) readXMP(b []byte) {
	if n := words(b); t.Err == nil && n > maxValues {
		t.Err = fmt.Errorf("XMP of more than %d words in it, which is more than any prompt: given up", maxValues)
	}
	if t.Take(2*len(b)) != nil || bytes.Contains(b, []byte("<!ENTITY")) {
		return
	}
	names := map[string]string{"UserComment": UserComment, "description": ImageDescription}
	found := map[string]*strings.Builder{}
	d := xml.NewDecoder(bytes.NewReader(b))
	d.Strict = false
	var open []string
	for t.Step(1) == nil {
		token, err := d.RawToken()
		if err != nil {
			break // its end, or what is no XML: what came before counts
		}
		switch token := token.(type) {
		case xml.StartElement:
			if open = append(open, token.Name.Local); len(open) > deepestXMP {
				return
			}
			for _, a := range token.Attr {
				if name := names[a.Name.Local]; name != "" && found[name] == nil {
					found[name] = new(strings.Builder)
					found[name].WriteString(a.Value)
				}
			}
		case xml.EndElement:
			if len(open) > 0 {
				open = open[:len(open)-1]
			}
		case xml.CharData:
			for k, element := range open {
				name := names[element]
				if name == "" || k+1 < len(open) && open[len(open)-1] != "li" {
					continue
				}
				if found[name] == nil {
					found[name] = new(strings.Builder)
				}
				found[name].Write(token)
				break
			}
		}
	}
	for name, text := range found {
		t.Add(name, []byte(strings.TrimSpace(text.String())), Plain)
	}
}
