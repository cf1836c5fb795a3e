package container

import (
	"encoding/binary"
	"testing"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// TestComment reads user comments in the characters that they name, and in those
// that programs write all the same.
func TestComment(t *testing.T) {
	encoded := func(b []byte, err error) string {
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	const hair, chinese = "1girl, 長い髪の女の子", "1girl, 长发的女孩很漂亮"
	for text, want := range map[string]string{
		"JIS\x00\x00\x00\x00\x00" + encoded(japanese.ISO2022JP.NewEncoder().Bytes([]byte(hair))): hair,
		"JIS\x00\x00\x00\x00\x00" + encoded(japanese.ShiftJIS.NewEncoder().Bytes([]byte(hair))):  hair,
		"JIS\x00\x00\x00\x00\x00" + hair:    hair,
		"JIS\x00\x00\x00\x00\x00\x1b$B\xff": "\x1b$Bÿ",
		"\x00\x00\x00\x00\x00\x00\x00\x00" + encoded(simplifiedchinese.GBK.NewEncoder().Bytes([]byte(chinese))): chinese,
		"ASCII\x00\x00\x00" + encoded(simplifiedchinese.GBK.NewEncoder().Bytes([]byte(chinese))):                chinese,
		"ASCII\x00\x00\x00caf\xe9, tr\xe8s": "café, très",
		"1girl, caf\xe9":                    "1girl, café",
		"ASCII\x00\x00\x001girl":            "1girl",
		"ASCII":                             "",
	} {
		if got, err := comment(NewBudget(), []byte(text), binary.LittleEndian); err != nil || got != want {
			t.Errorf("%q is read %q, %v; want %q", text, got, err, want)
		}
	}
	// A text costs steps where its encoding is sought.
	spent := NewBudget()
	if _, err := latin1Text(spent, make([]byte, bytesAStep*16)); err != nil || spent.steps != maxSteps {
		t.Fatal(err, spent.steps) // UTF-8 costs none
	}
	if spent.Step(maxSteps-1) != nil {
		t.Fatal(spent.Err)
	}
	if _, err := latin1Text(spent, []byte("\xff"+string(make([]byte, bytesAStep)))); err == nil {
		t.Error("texts in no encoding have no end")
	}
}
