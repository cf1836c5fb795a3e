package sniff

import "testing"

func TestKind(t *testing.T) {
	for head, want := range map[string]string{
		"": "", "1girl,0,5\n": "", "<3,0,200\n": "", "<o>_<o>,0,3000\n": "", "by kantoku\n": "",
		"\x89PNG\r\n\x1a\n": "a PNG picture", "PK\x03\x04abc": "a ZIP archive",
		"<!DOCTYPE html>": WebPage, " \n<HTML>": WebPage, "\ufeff\n\ufeff <body>": WebPage,
		// The reader of lists did not know these for pages, the update did.
		"<?xml version=\"1.0\"?>": WebPage, "<svg xmlns": WebPage, "<head>": WebPage,
	} {
		if got := Kind([]byte(head)); got != want {
			t.Errorf("Kind(%q) = %q, want %q", head, got, want)
		}
	}
}
