//go:build !windows

package main

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"tailor/tags"
	"tailor/ui/theme"
)

// gauges waits until the gauges show so many tokens in the chunks, and the
// total.
func (s *pane) gauges(total string, tokens ...int) {
	s.t.Helper()
	s.waitUntil(fmt.Sprintf("gauges of %d, %s in all", tokens, total), func() bool {
		var found []string
		for _, m := range gaugeOf.FindAllStringSubmatch(s.shows(), -1) {
			found = append(found, m[1])
		}
		return strings.Join(found, " ") == strings.Trim(fmt.Sprint(tokens), "[]") && strings.Contains(s.shows(), total)
	})
}

var gaugeOf = regexp.MustCompile(`\d [a-z0-9. ]*▕[█▏▎▍▌▋▊▉ ]*▏(\d+)`)

// TestChunks reads the chunks off the screen: the rule that BREAK draws with
// its chunk's fill, the gauges, A1111's own counter; jumps by key and by mouse.
func TestChunks(t *testing.T) {
	t.Parallel()
	atSizes(t, func(t *testing.T, columns, rows int) {
		s := begin(t, columns, rows, "by kantoku, by wlop, masterpiece BREAK 1girl, solo, rain")
		s.waitFor("│ by kantoku, by wlop, masterpiece ", "│ BREAK ───", "─ 10/75 ──── │", "│ 1girl, solo, rain ")
		s.gauges("69 left · 81/150", 10, 6)
		s.waitFor("1 styles   ▕", "2 body     ▕") // room for a longer name is kept
		s.looks("BREAK", "bold", func(l look) bool { return l.bold })
		s.keys("M-1")
		s.reads("|by kantoku, by wlop, masterpiece")
		s.gauges("65 left · 81/150", 10, 6)
		s.keys("M-2")
		s.waitUntil("the cursor in the second chunk", func() bool { return s.row(2) == "|1girl, solo, rain" })
		s.keys("M-7")
		s.waitFor("There is no chunk 7.")
		s.click("1 styles", 2)
		s.reads("|by kantoku, by wlop, masterpiece")
		s.click("2 body", 2)
		s.waitUntil("the cursor in the second chunk", func() bool { return s.row(2) == "|1girl, solo, rain" })
		// Another chunk, and one more token.
		s.keys("C-End")
		s.pasted(" BREAK smile")
		s.waitFor("─ 6/75 ──── │", "│ smile ")
		s.gauges("74 left · 151/225", 10, 6, 1)
		s.typed(", x")
		s.gauges("72 left · 153/225", 10, 6, 3)
		// The negative prompt has gauges of its own.
		s.keys("C-n")
		s.pasted("watermark BREAK text")
		s.gauges("74 left · 76/150", 2, 1)
		s.keys("M-1")
		s.waitFor("│ watermark ", "─ 2/75 ──── │")
		s.keys("C-n")
		s.gauges("153/225", 10, 6, 3)
	})
}

// TestCut fills a chunk: a mark stands where A1111 cuts, and the tag across
// the border is lit.
func TestCut(t *testing.T) {
	t.Parallel()
	atSizes(t, func(t *testing.T, columns, rows int) {
		s := begin(t, columns, rows)
		s.pasted(strings.Repeat("solo, ", 37) + "rain")
		s.gauges("0 left · 75/75", 75)
		s.typed(",")
		s.gauges("0 left · 75/75", 75) // it is not copied
		s.typed(" halo")
		s.waitFor("rain┊") // behind its last token there is no room for the comma
		s.escape("›")
		s.gauges("77/150", 75, 2)
		s.keys("C-z", "C-z")
		// Words without a comma that could be moved to the next chunk.
		s.set(strings.Repeat("rain ", 74) + "half-closed eyes")
		s.gauges("78/150", 75, 3)
		straddle := lookOf(darkTheme.Straddle)
		s.waitFor("half┊-closed eyes")
		s.looks("closed eyes", "lit across the border", func(l look) bool { return l.reverse && l.ink == straddle.ink })
	})
}

// TestTogglesByKeyAndMouse switches tags through their three states, and finds
// the states of a prompt that was pasted.
func TestTogglesByKeyAndMouse(t *testing.T) {
	t.Parallel()
	atSizes(t, func(t *testing.T, columns, rows int) {
		s := begin(t, columns, rows)
		s.pasted("by wlop, best quality BREAK 1girl, (hdr:1.1)")
		s.keys("C-n")
		s.pasted("worst quality, low brightness")
		s.keys("C-n", "C-t")
		s.waitFor("│   masterpiece ", "│   low quality ")
		s.waitFor("│ + best quality ", "│ − worst quality ", "│ − low brightness ", "│ + hdr ")
		s.painted("+ best quality", darkTheme.Good)
		s.painted("− low brightness", darkTheme.Bad)
		s.keys("Space")
		s.waitFor("│ + masterpiece ", "│ by wlop, best quality, masterpiece ")
		s.keys("Space") // a quality tag of the prompt's is not refused by the way
		s.waitFor("│   masterpiece ", "│ by wlop, best quality ")
		s.keys("-")
		s.waitFor("│ − masterpiece ", "masterpiece refused", "low brightness, masterpiece ")
		s.keys("-")
		s.waitFor("│   masterpiece ", "masterpiece off")
		s.keys("Down", "Down", "-")
		s.waitFor("│ − low quality ")
		s.keys("-")
		s.waitFor("│   low quality ")
		s.keys("+", "-")
		s.waitFor("│ − low quality ")
		s.keys("NPage", "NPage") // the third group is below a small screen
		s.click("  2.5d", 2)
		s.waitFor("│ + 2.5d ")
		s.waitFor("│ by wlop, best quality, 2.5d ")
		s.click("  soft colors", 2)
		s.waitFor("│ + soft colors ")
		s.click("+ soft colors", 2)
		s.waitFor("│ − soft colors ")
		s.keys("C-t", "C-n")
		s.waitFor("│ worst quality, low quality, low brightness, soft colors ")
		s.keys("C-z")
		s.waitFor("│ worst quality, low quality, low brightness ")
		s.waitFor("(hdr:1.1), soft colors ")
	})
}

// TestDiagnoses sees what RouWei does not take underlined, said when the
// cursor stands there, and mended: one, the next, all.
func TestDiagnoses(t *testing.T) {
	t.Parallel()
	atSizes(t, func(t *testing.T, columns, rows int) {
		const text = "1girl, score_9, solo, amazing quality, halo"
		s := begin(t, columns, rows, text)
		for _, faulty := range []string{"score_9", "amazing quality"} {
			s.looks(faulty, "underlined", func(l look) bool { return l.underline })
		}
		s.looks("1girl, ", "as it is", func(l look) bool { return !l.underline })
		s.waitFor(`⚠ `, "take it out", "(1 more)", "ctrl+f fix", "f1 keys")
		if columns >= 80 {
			s.waitFor("ctrl+l fix all") // below that what is wrong takes the room
		}
		s.keys("C-Home", "M-n")
		s.reads("1girl, |score_9, solo, amazing quality, halo")
		s.waitFor("⚠ ", `"score_9"`)
		s.keys("M-n")
		s.reads("1girl, score_9, solo, |amazing quality, halo")
		s.waitFor("⚠ ", `"amazing quality"`, "(1 more)")
		s.keys("M-n") // round again: what is missing has no place to go to
		s.reads("1girl, |score_9, solo, amazing quality, halo")
		s.keys("C-f")
		s.reads("1girl, |solo, amazing quality, halo")
		s.waitFor("✓ Fixed")
		s.keys("C-z")
		s.waitFor("│ " + text)
		s.keys("C-l")
		s.waitFor("│ 1girl, solo, halo ", "✓ Fixed 2 of 2")
		s.waitGone("⚠")
		s.keys("C-z")
		s.waitFor("│ " + text)
		s.set("1girl, halo")
		s.keys("M-n")
		s.waitFor("· Without a negative prompt")
		s.keys("C-n")
		// Nothing is wrong with a word that is not finished.
		s.set("1girl, ")
		s.typed("highre")
		s.waitGone("⚠")
	})
}

// TestCategoryColours sees the tags in Danbooru's colours in the prompt, and
// no colour at all where there is to be none.
func TestCategoryColours(t *testing.T) {
	t.Parallel()
	const text = `by kantoku BREAK hatsune miku, vocaloid, halo, a quiet street, masterpiece, (rain:1.2)`
	for _, plain := range []bool{false, true} {
		t.Run(fmt.Sprintf("NO_COLOR %v", plain), func(t *testing.T) {
			env := home(t)
			if plain {
				env = append(env, "NO_COLOR=1")
			}
			s := beginIn(t, env, 80, 24, text)
			for name, ink := range map[string]theme.Ink{
				"by kantoku":     darkTheme.Category(tags.Artist),
				"hatsune miku":   darkTheme.Category(tags.Character),
				"vocaloid":       darkTheme.Category(tags.Copyright),
				"halo":           darkTheme.Category(tags.General),
				"masterpiece":    darkTheme.Category(tags.Meta),
				"rain":           darkTheme.Category(tags.General),
				"a quiet street": "",
				":1.2)":          darkTheme.Faint,
			} {
				if plain {
					ink = ""
				}
				s.painted(name, ink)
			}
			if plain {
				for y, row := range s.cells() {
					for x, c := range row {
						if c.look.ink != "" || c.look.ground != "" {
							t.Fatalf("the cell at %d, %d has a colour: %+v", x, y, c)
						}
					}
				}
				// What the colours say is said without them.
				s.looks("by kantoku", "bold", func(l look) bool { return l.bold })
				s.looks(":1.2)", "faint", func(l look) bool { return l.faint })
			}
		})
	}
}
