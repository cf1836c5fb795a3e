package catalogue

import (
	"os"
	"testing"

	"tailor/data/reference"
	"tailor/tags/taglist"
)

func TestReadFileReadsTheReferenceLists(t *testing.T) {
	for name, rows := range map[string]int{
		"danbooru-tagcomplete.csv": 140743, "danbooru-12-10-24-underscore.csv": 90828, "danbooru-12-10-24-dash.csv": 90828,
	} {
		t.Run(name, func(t *testing.T) {
			path := reference.Path(t, "data/"+name)
			if _, err := os.Stat(path); err != nil {
				t.Fatal(err)
			}
			l, err := taglist.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if l.Rows != rows || len(l.Tags) != rows || len(l.Bad) != 0 {
				t.Errorf("%d rows, %d tags, bad %v; want %d rows and no bad one", l.Rows, len(l.Tags), l.Bad, rows)
			}
			c := Build(l)
			for _, text := range []string{"Long Hair", "long_hair", "longhair", `karin \(blue archive\)`, "t-shirt"} {
				if id, alias, ok := c.Lookup(text); !ok {
					t.Errorf("Lookup(%q) finds nothing", text)
				} else {
					t.Log(text, c.Tag(id).Prompt(), alias)
				}
			}
		})
	}
}
