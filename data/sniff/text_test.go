package sniff

import "testing"

// TestIsTable tells lists of tags from prompts in lines.
func TestIsTable(t *testing.T) {
	for text, want := range map[string]bool{
		"1girl,0,5975111,\"1girls,sole-female\"\nsolo,0,4974437\nhighres,5,5214517\n": true,
		"long_hair,5\nhat,3\r\nsmile,9":                                               true,
		"1girl, solo\nhat, smile\nsitting, 2":                                         false, "a, 1, b\nc, 2, d\ne, 3, f": false,
		"1girl,solo,smile\nhat,2girls,b\nc,d,e": false, "a,1\nb,2": false, "": false,
	} {
		if IsTable([]byte(text)) != want {
			t.Errorf("%q: a table %v", text, !want)
		}
	}
	if OtherText("") || OtherText(".txt") || OtherText(".c .h") || !OtherText(".csv") || OtherText(".md") || !OtherText(".gitignore") || !OtherText(".c") {
		t.Error("endings")
	}
}
