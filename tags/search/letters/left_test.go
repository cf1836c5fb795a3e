package letters

import (
	"strings"
	"testing"
)

func TestLeft(t *testing.T) {
	for _, c := range []struct{ text, kept, covered, want string }{
		{"zqx_v2.1 long hair", "zqx v2", "long hair", "zqx_v2.1"},
		{"MyOC_v3 long hair", "myoc v3", "long hair", "MyOC_v3"},
		{"C++ long hair", "", "long hair", "C++"},
		{"it's a long hair", "", "long hair", ""},
		{"a girl's hair, ok", "ok", "girl hair", "ok"},
		{"ÄÖ long", "ao", "long", "ÄÖ"},
		{"zqx (Foo)  long zq/xq", "zqx foo zq xq", "long", "zqx (Foo) zq/xq"},
		{"她有蓝色的眼睛", "她 有 的 眼 睛", "蓝 色", "她有 的眼睛"},
		{"red-zqx hat", "zqx", "red hat", "zqx"},
		{"Zqx: long", "zqx", "long", "Zqx:"},
	} {
		dst, starts, _ := Append(nil, nil, nil, c.text)
		word := func(i int) string {
			end := len(dst)
			if i+1 < len(starts) {
				end = int(starts[i+1])
			}
			return string(dst[starts[i]:end])
		}
		in := func(list string) func(int) bool {
			return func(i int) bool { return strings.Contains(" "+list+" ", " "+word(i)+" ") }
		}
		if got := Left(c.text, Spans(nil, c.text), in(c.kept), in(c.covered)); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}
