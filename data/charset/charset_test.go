package charset

import (
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	koreans "golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

func TestDecode(t *testing.T) {
	chinese := "long_hair,0,100,\"长发,长头发\"\nblue_eyes,0,90,\"蓝眼睛\"\nsmile,0,80,微笑\nschool_uniform,0,70,校服\n"
	japan := "long_hair,0,100,\"ロングヘア,長髪\"\nblue_eyes,0,90,\"青い目\"\nsmile,0,80,笑顔\nschool_uniform,0,70,制服\n"
	french := "café,0,10\nforêt,0,9\nété,0,8\nnoël,0,3\n"
	taiwan := "long_hair,0,100,\"長髮,長頭髮\"\nblue_eyes,0,90,\"藍色眼睛\"\nsmile,0,80,微笑\nschool_uniform,0,70,學校制服\n"
	korean := "long_hair,0,100,\"긴 머리\"\nblue_eyes,0,90,\"파란 눈\"\nsmile,0,80,미소\nschool_uniform,0,70,교복\nrain,0,9,비오는 날\nsky,0,3,하늘과 바람\n"
	cases := []struct {
		name, text string
		encoding   encoding.Encoding
	}{
		{"", chinese, unicode.UTF8}, {"", french, unicode.UTF8}, {"", "1girl,0,5\n", unicode.UTF8}, {"", "", unicode.UTF8},
		{"", chinese, unicode.UTF8BOM},
		{"GBK", chinese, simplifiedchinese.GBK}, {"GBK", "校服,制服\n", simplifiedchinese.GBK},
		{"Shift-JIS", japan, japanese.ShiftJIS}, {"Shift-JIS", "青い目\n", japanese.ShiftJIS},
		{"Big5", taiwan, traditionalchinese.Big5}, {"Big5", "眼鏡,校服,制服\n", traditionalchinese.Big5},
		{"EUC-JP", japan, japanese.EUCJP}, {"EUC-JP", "青い目\n", japanese.EUCJP},
		{"EUC-KR", korean, koreans.EUCKR},
		{"Latin-1", "Äpfel,0,5\nÜberzug,0,3\n", charmap.Windows1252},
		{"Latin-1", french, charmap.ISO8859_1}, {"Latin-1", "café\n", charmap.Windows1252},
		{"UTF-16", chinese, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)},
		{"UTF-16", japan, unicode.UTF16(unicode.BigEndian, unicode.UseBOM)},
		{"UTF-16", french, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
		{"UTF-16", french, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
		{"UTF-32", chinese, utf32.UTF32(utf32.LittleEndian, utf32.UseBOM)},
		{"UTF-32", japan, utf32.UTF32(utf32.BigEndian, utf32.UseBOM)},
	}
	for _, c := range cases {
		b, err := c.encoding.NewEncoder().Bytes([]byte(c.text))
		if err != nil {
			t.Fatal(err)
		}
		text, name, ok := Decode(b)
		if !ok || name != c.name || string(text) != c.text {
			t.Errorf("%.20q as %q: %q %v %.60q", c.text, c.name, name, ok, text)
		}
	}
	for _, b := range []string{"\x00\x01\x02\xff\xfe\xfd\x80\x90", "\x81\x81\x81\x00\xff\xff\xff\xff\xff"} {
		if text, name, ok := Decode([]byte(b)); ok {
			t.Errorf("%q was read as %s: %q", b, name, text)
		}
	}
	// One broken row in a list of UTF-8 is that row's fault alone.
	if _, name, ok := Decode([]byte("猫耳,0,5\n长发,0,4\n\xff\xfe,0,3\n微笑,0,2\n校服,0,2\n制服,0,2\n青空,0,1\n雨,0,1\n雪,0,1\n花,0,1\n海,0,1\n山,0,1\n月,0,1\n")); name != "" || !ok {
		t.Errorf("a broken row: %q %v", name, ok)
	}
}

// FuzzDecode holds that any bytes are taken, and that UTF-8 stays as it is.
func FuzzDecode(f *testing.F) {
	f.Add([]byte("\xff\xfea\x00"))
	f.Add([]byte("caf\xe9"))
	f.Fuzz(func(t *testing.T, b []byte) {
		text, name, ok := Decode(b)
		if ok && name == "" && len(text) > len(b) {
			t.Errorf("%q became %q", b, text)
		}
	})
}

// TestUnicode reads what is sure to be read right, and leaves all else as it is.
func TestUnicode(t *testing.T) {
	for in, want := range map[string]string{
		"a": "a", "": "", "\xef\xbb\xbfa": "a", "\xff\xfea\x00": "a", "\xfe\xff\x00a": "a", "\xff\xfe\x00\x00a\x00\x00\x00": "a", "\x00\x00\xfe\xff\x00\x00\x00a": "a",
		"caf\xe9": "caf\xe9", "\xff": "\xff", "\xb3\xa4\xb7\xa2": "\xb3\xa4\xb7\xa2",
	} {
		if got := string(Unicode([]byte(in))); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}
