package library

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tailor/data/reference"
	"tailor/data/update"
)

func TestCheckFetched(t *testing.T) {
	notice := "The list that you are looking for has moved to another place, and this page will be gone soon, so please look there."
	tests := []struct {
		name, file, content string
		known               int // the source's rows
		rows                int
		err                 string
	}{
		{"tags", "l.csv", "long_hair,0,5,longhair\nkantoku,1,9,\n", 0, 2, ""},
		{"one tag", "l.csv", "long_hair,0,5,\n", 0, 1, ""},
		{"artists", "l.txt", "by kantoku\nby wlop\n", 0, 2, ""},
		{"a bad row among many", "l.csv", strings.Repeat("long_hair,0,5,\n", 20) + ",0,1,\n", 0, 21, ""},
		{"nothing", "l.csv", "\n\n", 0, 0, "the list is empty"},
		{"a picture", "l.csv", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", 0, 0, "not a text file"},
		{"an error as JSON", "l.csv", "{\"message\":\"rate limited\"}\n", 0, 0, "no columns"},
		{"an error as text", "l.csv", "404: Not Found\n", 0, 0, "no columns"},
		{"prose", "l.txt", strings.Repeat(notice+"\n", 20), 0, 0, "sentences"},
		{"users of a system", "passwd", strings.Repeat("root:x:0:0:root:/root:/bin/bash\nbin:x:2:2:bin:/bin:/usr/sbin/nologin\nsync:x:4:65534:sync:/bin:/bin/sync\n", 9), 0, 0, "27 of its 27 rows are no names, such as root:x:0:0"},
		{"services", "services", strings.Repeat("tcpmux\t\t1/tcp\t\t# TCP port\n", 20), 0, 0, "no names"},
		{"checksums", "go.sum", strings.Repeat("golang.org/x/text v0.3.0 h1:g61tztE5aSorWRWg=\n", 12), 0, 0, "no names"},
		{"settings", "x.ini", strings.Repeat("[main]\nname = a\npath = b\nplain\n", 9), 0, 0, "no names"},
		{"a log", "x.log", strings.Repeat("2026-01-02 03:04:05 started\n2026-01-02 03:04:06 stopped\n", 9), 0, 0, "no names"},
		{"series", "l.csv", "fate/zero,3,5,\nre:zero,3,5,\nvocaloid,3,5,\ntouhou,3,5,\n", 0, 4, ""},
		{"bad rows", "l.csv", strings.Repeat("long_hair,0,5,\n,0,1,\n", 20), 0, 0, "20 of its 40 rows cannot be read, such as line 2"},
		{"far too short", "l.txt", "by kantoku\nby wlop\n", 22000, 0, "it has 2 rows, and about 22000 are known"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "."+test.file+".part")
			if err := os.WriteFile(path, []byte(test.content), 0o600); err != nil {
				t.Fatal(err)
			}
			rows, err := CheckFetched(update.Source{Name: "l", URL: "https://lists.example/" + test.file, Rows: test.known}, path)
			if rows != test.rows || (err == nil) != (test.err == "") || err != nil && !strings.Contains(err.Error(), test.err) {
				t.Errorf("%d rows, error %v", rows, err)
			}
			if err != nil && strings.Contains(err.Error(), ".part") {
				t.Errorf("the error names a file that the user does not know: %v", err)
			}
		})
	}
}

// TestCheckFetchedKnown takes the lists that are fetched from the known
// sources.
func TestCheckFetchedKnown(t *testing.T) {
	for name, file := range map[string]string{"danbooru-12-10-24": "danbooru-12-10-24-underscore.csv", "danbooru-tagcomplete": "danbooru-tagcomplete.csv"} {
		path := reference.Path(t, "data/"+file)
		for _, s := range update.Sources() {
			if s.Name != name {
				continue
			}
			if rows, err := CheckFetched(s, path); err != nil || rows < s.Rows*99/100 {
				t.Errorf("%s: %d rows, %v", name, rows, err)
			}
		}
	}
}
