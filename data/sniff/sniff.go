// Package sniff tells by a file's first bytes what it is, where a list of tags
// was expected.
package sniff

import "bytes"

// WebPage is the Kind of a web page: what a log-in page of a network or a
// server's notice is, sent in a list's place.
const WebPage = "a web page"

// magic are the first bytes of files that people take for lists.
var magic = []struct{ bytes, kind string }{
	{"\x89PNG", "a PNG picture"}, {"\xff\xd8\xff", "a JPEG picture"}, {"GIF8", "a GIF picture"}, {"RIFF", "a RIFF file"},
	{"PK\x03\x04", "a ZIP archive"}, {"\x1f\x8b", "a gzip archive"}, {"7z\xbc\xaf", "a 7z archive"}, {"\x28\xb5\x2f\xfd", "a zstd archive"}, {"\xfd7zXZ\x00", "an xz archive"}, {"%PDF", "a PDF"},
	{"SQLite format 3\x00", "a database"}, {"\x7fELF", "a program"}, {"MZ\x90", "a program"}, {"#!/", "a script"},
}

// Kind returns what a file is that begins with head, as a sentence has it ("a
// PNG picture"), or "" for what may be text.
func Kind(head []byte) string {
	for _, m := range magic {
		if bytes.HasPrefix(head, []byte(m.bytes)) {
			return m.kind
		}
	}
	start := bytes.ToLower(bytes.TrimLeft(head[:min(len(head), 512)], " \t\r\n\ufeff"))
	for _, mark := range []string{"<!doctype", "<html", "<head", "<body", "<?xml", "<svg"} {
		if bytes.HasPrefix(start, []byte(mark)) {
			return WebPage
		}
	}
	return ""
}
