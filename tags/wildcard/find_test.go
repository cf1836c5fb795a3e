package wildcard

import (
	"strings"
	"testing"
)

func TestFind(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"__hair__", "hair"},
		{"a, __hair__, (__dir/x y__:1.2), [__a__|__b__]", "hair;dir/x y;a;b"},
		{"__a____b__", "a;b"},
		{"__dir/*__ __**/x__", "dir/*;**/x"},
		{"1girl, long_hair, ^_^, __, ____, _a_", ""},
		{"foo__, bar__baz", ""},
		{"__ a__ __b __", ""},
		{"__a\nb__", ""},
		{"__a_b__", "a_b"},
		{"__a_", ""},
		{"__~hair__", "~hair"},
		{"{2$$__a__|b}", "a"},
		{"___a__", "a"},
		{"__[mf]ale__, [__[!a-c]x__]", "[mf]ale;[!a-c]x"},
		{"__a,b__, __c#d__", "a,b;c#d"},
		{"__a, b__ __c #d__ __,e__", ""},
		{"__猫__", "猫"},
		{"__" + strings.Repeat("a", 600) + "__", ""},
	} {
		var got []string
		for _, ref := range Find(tt.text) {
			if ref.Of(tt.text) != "__"+ref.Name+"__" {
				t.Errorf("%q: the span of %q holds %q", tt.text, ref.Name, ref.Of(tt.text))
			}
			got = append(got, ref.Name)
		}
		if strings.Join(got, ";") != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

// The bar is the cursor; in what is wanted, brackets stand around the span.
func TestAt(t *testing.T) {
	for _, tt := range []struct{ text, query, span string }{
		{"__ha|", "ha", "[__ha]"},
		{"__|", "", "[__]"},
		{"1girl, __ha|, smile", "ha", "1girl, [__ha], smile"},
		{"__ha|ir__, x", "ha", "[__hair__], x"},
		{"__hair__|", "", ""},
		{"__hair__ __c|", "c", "__hair__ [__c]"},
		{"__hair__, c|", "", ""},
		{"(__dir/x|:1.2)", "dir/x", "([__dir/x]:1.2)"},
		{"{a|b|__x", "", ""},
		{"_|_a", "", ""},
		{"long_ha|ir", "", ""},
		{"__a\nb|", "", ""},
		{"__ |", "", ""},
		{"__cl| smile, __x__", "cl", "[__cl] smile, __x__"},
		{"__ü|", "ü", "[__ü]"},
		{"by __art|", "art", "by [__art]"},
		{"1girl __po|, x", "po", "1girl [__po], x"},
		{"{2::__a|}", "a", "{2::[__a]}"},
		{"__a,b|", "a,b", "[__a,b]"},
	} {
		cursor := strings.LastIndex(tt.text, "|")
		if tt.text == "{a|b|__x" {
			cursor = strings.Index(tt.text, "|")
		}
		text := tt.text[:cursor] + tt.text[cursor+1:]
		query, span, ok := At(text, cursor)
		got := ""
		if ok {
			got = text[:span.Start] + "[" + span.Of(text) + "]" + text[span.End:]
		}
		if query != tt.query || got != tt.span {
			t.Errorf("%s: got %q, %q, want %q, %q", tt.text, query, got, tt.query, tt.span)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("a __b__ {c|__d__}", 5)
	f.Fuzz(func(t *testing.T, text string, cursor int) {
		last := 0
		for _, ref := range Find(text) {
			if ref.Start < last || ref.Of(text) != "__"+ref.Name+"__" {
				t.Errorf("%q: %v", text, ref)
			}
			last = ref.End
		}
		if query, span, ok := At(text, cursor); ok {
			if span.Start > cursor || span.End < cursor || text[span.Start+2:cursor] != query {
				t.Errorf("%q at %d: %q, %v", text, cursor, query, span)
			}
		}
	})
}

func TestManyBrackets(t *testing.T) {
	for _, one := range []string{"{", "}", "{|", "__", "__a", "{__a__|", "{}", "{2$$", "\\{", "_"} {
		text := strings.Repeat(one, (1<<18)/len(one))
		Find(text)
		At(text, len(text)/2)
	}
}
