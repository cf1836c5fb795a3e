package sniff

import (
	"bytes"
	"slices"
	"strings"
)

// others are the endings of texts that are made for other things than prompts:
// tables, settings, source texts, papers, subtitles, logs. A prompt in a note (.md) is
// one all the same.
const others = ".csv .tsv .toml .ini .cfg .conf .yaml .yml .xml .html .htm .css .js .ts .go .py .rs .c .h .cpp .java .sh .bat .ps1 .sql .log .lock .mod .sum " +
	".rst .tex .rtf .ipynb .srt .vtt .php .rb .pl .lua .kt .swift .jsx .tsx .vue .scss .cs .mk .cmake .diff .patch .env .desktop .service .properties .gitignore"

// OtherText reports whether a file of text whose name ends so, in lower case, holds
// no prompt alone.
func OtherText(ending string) bool { return slices.Contains(strings.Fields(others), ending) }

// mostRows is how many rows of a table are looked at, and leastRows how many it has.
const mostRows, leastRows = 100, 3

// IsTable reports whether nearly all rows of a text have a number alone in their
// second or third column, as lists of tags do. Between the tags of a prompt stand
// spaces, or no numbers.
func IsTable(text []byte) bool {
	rows, good := 0, 0
	for line := range bytes.Lines(text) {
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		if rows++; rows > mostRows {
			break
		}
		for k, field := range bytes.SplitN(line[:min(len(line), 500)], []byte(","), 4) {
			if k > 0 && k < 3 && len(field) > 0 && len(bytes.TrimLeft(field, "0123456789")) == 0 {
				good++
				break
			}
		}
	}
	return rows >= leastRows && good*10 >= min(rows, mostRows)*9
}
