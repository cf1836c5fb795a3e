package webui

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
)

// read is what the tests read of JSON.
type read struct {
	Text   string          `json:"text"`
	Number float64         `json:"number"`
	List   []read          `json:"list"`
	Map    map[string]any  `json:"map"`
	Raw    json.RawMessage `json:"raw"`
	Pair   [2]string       `json:"pair"`
	Any    any             `json:"any"`
	Inner  *struct {
		Empty struct{} `json:"empty"`
	} `json:"inner"`
}

// FuzzStream reads JSON as it comes, cut anywhere: what encoding/json takes is
// read as that reads it.
func FuzzStream(f *testing.F) {
	for _, s := range []string{
		`{"text":"a\"b\\","number":-1.5e3,"other":[{"x":[1,2,{"y":null}]},"\u00e9"],"list":[{"text":"c"},{"list":[]},null],"any":{"a":[true,false]}}`,
		`{"map":{"a":{"b":[1, 2]},"\u0061":"x"},"pair":["a","b",{"c":[]}],"raw":{ "a":[1 , "b c"]},"inner":{"empty":{"x":1}}}`, ` { } `, `null`, `{"\u0074ext":"x","TEXT":"y"}`,
		`{"list":{}}`, `{"list":[}`, `{"list":[1]}`, `[`, `{"text"`, `{"text":"`, `{"other":[1 2]}`, `{} x`, `{"other":]}`, `{"any":[,]}`, `{"inner":3}`, "{\"any\":\x00}",
	} {
		f.Add([]byte(s), byte(3))
	}
	f.Fuzz(func(t *testing.T, text []byte, cut byte) {
		var want, got read
		wanted := json.Unmarshal(text, &want)
		r := io.MultiReader(bytes.NewReader(text[:min(len(text), int(cut))]), bytes.NewReader(text[min(len(text), int(cut)):]))
		if cut%2 == 1 {
			r = iotest.OneByteReader(r)
		}
		err := into(&got)(r)
		for _, r := range []*read{&want, &got} { // spaces in it are left out
			var b bytes.Buffer
			if json.Compact(&b, r.Raw) == nil {
				r.Raw = b.Bytes()
			}
		}
		if wanted == nil && (err != nil || !reflect.DeepEqual(got, want)) {
			t.Errorf("%q: %+v, %v; want %+v", text, got, err, want)
		}
	})
}

// TestImages reads pictures in base64 as servers write it.
func TestImages(t *testing.T) {
	data := bytes.Repeat([]byte{0xff, 0xef, 0xbe, 7}, 5000) // of / and + in base64
	text := base64.StdEncoding.EncodeToString(data)
	for _, c := range []struct {
		value   string
		damaged bool
	}{
		{`"` + text + `"`, false},
		{`"data:image/png;base64,` + text + `"`, false},
		{`"` + strings.ReplaceAll(text, "/", `\/`) + `"`, false},
		{`"` + text[:400] + `\n` + text[400:800] + `\r\n` + text[800:] + `"`, false},
		{`"` + text[:401] + `"`, true}, {`"***` + text + `"`, true}, {`""`, false}, {`null`, true}, {`[["` + text + `"]]`, true}, {`"data:"`, true},
	} {
		var got small
		s := newStream(iotest.HalfReader(strings.NewReader(c.value + `,"next"`)))
		damaged, err := s.image(&got)
		if err != nil || damaged != c.damaged || !c.damaged && len(c.value) > 2 && !bytes.Equal(got.data, data) {
			t.Errorf("%.40s: damaged %v, %v, %d bytes", c.value, damaged, err, len(got.data))
		}
		if _, err := s.take(","); err != nil {
			t.Errorf("%.40s: what stands behind it is lost: %v", c.value, err)
		}
	}
	if damaged, err := newStream(strings.NewReader(`"` + text)).image(io.Discard); err == nil {
		t.Errorf("one without an end: damaged %v", damaged)
	}
	if _, err := newStream(strings.NewReader(`"` + text + `"`)).image(failing{}); !errors.Is(err, errFull) {
		t.Errorf("onto a full disk: %v", err)
	}
}

var errFull = errors.New("no space")

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errFull }
