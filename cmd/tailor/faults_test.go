package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tailor/cmd/tailor/cli"
)

// faultTests are the tests of the rows of "tailor help faults", by the fault.
var faultTests = map[string]string{
	"a character of several bytes cut between two reads":                                                  "ui/terminal TestSplits",
	"a character cut by a pause of a third of a second":                                                   "cmd/tailor TestKeysArriveWhole",
	"192 Chinese characters in one go":                                                                    "cmd/tailor TestKeysArriveWhole",
	"ten thousand keys, wheel events and pastes cut at random places":                                     "ui/terminal TestSplits",
	"ctrl+left a hundred times at once":                                                                   "cmd/tailor TestKeysArriveWhole",
	"a key's sequence cut by a pause":                                                                     "cmd/tailor TestKeysArriveWhole",
	"sixty wheel events at once":                                                                          "cmd/tailor TestKeysArriveWhole",
	"the oldest kind of mouse reports (X10)":                                                              "ui/terminal TestScan",
	"the same in characters of two bytes (mode 1005)":                                                     "ui/terminal TestScan",
	"keys of the Linux console, of rxvt and of application mode":                                          "ui/terminal TestScan",
	"keys of kitty's protocol and of modifyOtherKeys":                                                     "ui/terminal TestScan",
	"arrows and function keys as terminals of the last century write them":                                "ui/terminal TestScan",
	"`alt` and a letter by which answers begin (`alt+P`), and text in haste behind it":                    "ui/terminal TestScan",
	"a key that looks like text, and text that looks like a key":                                          "ui/terminal TestScan",
	"`esc`, and a key a moment later":                                                                     "ui/terminal TestTornEscape",
	"`esc`, and `[masterpiece]` or `[2girls]` so soon that they look like a sequence":                     "ui/terminal TestScan",
	"bytes that are no UTF-8":                                                                             "ui/terminal TestScan",
	"the mark of a paste cut in two":                                                                      "cmd/tailor TestKeysArriveWhole",
	"a paste whose end never comes":                                                                       "cmd/tailor TestKeysArriveWhole",
	"a paste that stalls for more than a second, and goes on":                                             "ui TestPasteGoesOn",
	"the mark of a paste's end cut by such a stall":                                                       "ui/terminal TestLateRest",
	"a sequence of any kind whose escape was taken for `esc` because the line stalled, up to two seconds": "ui/terminal TestLateRest",
	"a sequence cut by such a stall behind its first two characters, a control string anywhere":           "ui/terminal TestBehindIntroducer",
	"control characters of eight bits in the place of an escape, in UTF-8 or as bytes":                    "ui/terminal TestScan",
	"a control string that ends with a control character of eight bits":                                   "ui/terminal TestScan",
	"`ctrl+q` in such a paste":                                                                            "cmd/tailor TestPasteInterrupted",
	"killed, or hung up on, in the middle of a paste":                                                     "cmd/tailor TestPasteBegun",
	"a paste whose newlines come as keys":                                                                 "cmd/tailor TestKeysArriveWhole",
	"a paste whose lines end as word processors end them (VT, FF, NEL)":                                   "ui/editor/buffer TestClean",
	"the terminal's answers between keys (OSC, DCS, APC)":                                                 "cmd/tailor TestKeysArriveWhole",
	"an answer that looks like `f3` (where the cursor is: 1;1)":                                           "ui/terminal TestScan",
	"an answer that never ends":                                                                           "ui/terminal TestSilence",
	"`down` and `enter` before the list is there":                                                         "ui TestKeysWaitForTheList",
	"`tab` while the lists are read":                                                                      "ui TestCompletion",
	"letters while a search is under way":                                                                 "ui TestLettersNeverWait",
	"rows that the terminal measures differently":                                                         "ui TestUncertainRows",
	"a terminal that says it is 65535x65535":                                                              "ui/terminal TestRealSize",
	"a terminal that says it has 0 columns":                                                               "ui/terminal TestRealSize",
	"characters that nobody sees":                                                                         "ui TestInvisible",
	"escape sequences in a paste":                                                                         "ui TestForeignText",
	"100 KB of `(`":                                                                                       "ui TestLargeTexts",
	"100 KB of `(a:`, of `[a`, of `{a`":                                                                   "ui TestLargeTexts",
	"100 KB of `<lora:`":                                                                                  "ui TestLargeTexts",
	"one word of 1 MB":                                                                                    "ui TestLargeTexts",
	"100,000 emoji families, ten thousand lines":                                                          "ui TestLargeTexts",
	"100 KB of control strings begun":                                                                     "ui TestLargeTexts",
	"typing while a large prompt is analysed":                                                             "ui TestAnalysisGivesWay",
	"leaving without copying, twice":                                                                      "cmd/tailor TestTwoQuits",
	"a new prompt, a preset, an infotext in the place of the prompt":                                      "ui TestEveryTextIsKept",
	"a paste or a letter over all that is selected":                                                       "ui TestEveryTextIsKept",
	"deleting all, at once or letter by letter":                                                           "ui TestEveryTextIsKept",
	"clearing the negative or the settings":                                                               "ui TestEveryTextIsKept",
	"a value half typed into the settings, and leaving, `f8`, `f7` or a click":                            "ui TestFormTyped",
	"a value that cannot be, or a name, half typed, and leaving":                                          "ui TestHalfTyped",
	"`ctrl+c` by habit":                                                                                   "ui TestCtrlC",
	"full disk, or a file system that turns read-only":                                                    "data/state TestFaults",
	"full disk that has room again":                                                                       "ui TestUnkept",
	"drafts that cannot be written at all":                                                                "cmd/tailor TestUnsaved",
	"prompts cleared away while the history cannot be written":                                            "cmd/tailor TestClearedUnsaved",
	"killed while the history cannot be written":                                                          "data/state TestClearedInDraft",
	"history linked to a device":                                                                          "data/state TestHistoryIsNoFile",
	"state directory removed while in use":                                                                "data/state TestFaults",
	"killed between writing and renaming":                                                                 "data/state TestFaults",
	"history line cut short by a crash":                                                                   "data/state TestFaults",
	"clock jumps back ten years":                                                                          "data/state TestFaults",
	"another tailor writing all the time":                                                                 "data/state TestFaults",
	"more jobs, names of servers or pictures that wait than 16 MB":                                        "data/state TestNoMoreThanIsReadBack",
	"notes of jobs, of a server's names or of what waits with millions of values":                         "data/state TestManyValuesOfLittle",
	"garbage in the notes of a server's names, of its jobs or of what waits":                              "data/state TestSmallFilesOfGarbage",
	"garbage in history, presets or picks":                                                                "data/state TestFaults",
	"a draft of 60 MB":                                                                                    "data/state TestDraftSizes",
	"a history of a hundred thousand prompts with a star":                                                 "data/state TestHistoryOfStars",
	"a history of 200 MB that something else wrote":                                                       "data/state TestHistoryTooLong",
	"two prompts of 16 MB in the history":                                                                 "data/state TestLargeEntriesLeaveRoom",
	"SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGABRT":                                                           "cmd/tailor TestLeaving",
	"SIGKILL":                             "cmd/tailor TestKilledWhileTyping",
	"several tailors killed at once":      "data/state TestManyDrafts",
	"stopped by the shell, and continued": "cmd/tailor TestPause",
	"stopped within a third of a second of typing, and killed":                                       "cmd/tailor TestStoppedAndKilled",
	"a mistake in tailor (a panic) while a key is handled, or behind the screen":                     "cmd/tailor TestFault",
	"a panic while drawing, in a batch or a sequence":                                                "ui/terminal TestGuard",
	"a panic in the reader of the keys":                                                              "ui/terminal TestAside",
	"a panic in another goroutine":                                                                   "data/beside TestPanicsReachWhoWaits",
	"a panic in a timer":                                                                             "data/beside TestTimersPanicReachesWhoStopsIt",
	"a panic in what watches the signals":                                                            "ui/terminal TestAside",
	"a panic in the socket of ComfyUI":                                                               "data/webui TestSocketsPanicReachesWhoWaits",
	"a panic while a viewer is waited for":                                                           "cmd/tailor TestViewersEnd",
	"a quote that is not closed, at the start of a list":                                             "tags/taglist TestUnclosedQuote",
	"a list in GBK, Big5, Shift-JIS, EUC-JP, EUC-KR, Latin-1, UTF-16 or UTF-32":                      "data/charset TestDecode",
	"a byte order mark, UTF-16 or UTF-32 in a config, a profile, a list or a picture":                "data/charset TestUnicode",
	"a row of 16 MB of commas, or of four million aliases":                                           "tags/taglist TestRowLimits",
	"a row that cannot be read":                                                                      "tags/taglist TestBadRowsAreSkippedAndTold",
	"a file of the kernel's that waits (`/proc/kmsg`)":                                               "data/intake TestFileThatWaits",
	"a pipe that nobody writes to":                                                                   "data/intake TestReadNamed",
	"a pipe for the profile in the config":                                                           "cmd/tailor TestProfileIsAPipe",
	"a pipe, a device or a directory in a file's place":                                              "data/intake TestRead",
	"a file above its limit":                                                                         "data/intake TestRead",
	"a picture, a web page, an archive for a list":                                                   "cmd/tailor TestBadLists",
	"wildcard folders that link to one another":                                                      "tags/wildcard TestLinkWeb",
	"folders of wildcards, LoRAs or profiles that may not be read":                                   "tags/wildcard TestRefusedFilesAreTold",
	"links out of the wildcard folder":                                                               "tags/wildcard TestLinks",
	"a hundred drafts that cannot be read, before a good one":                                        "data/state TestBrokenDraftsHideNone",
	"a draft with half a million texts for the history":                                              "data/state TestOwedByHand",
	"a key of a megabyte in the config":                                                              "cmd/tailor TestLongMessage",
	"pairs of related tags of a million tags":                                                        "tags/related TestTooManyTags",
	"a list of a million words or numbers that all differ":                                           "tags/taglist TestDifferentWords",
	"prompts of which each takes thousands of half a million lines, weighed or in turn":              "tags/prompt/variants TestManyOfManyLines",
	"a thousand prompts of a wildcard of 100,000 lines":                                              "tags/prompt/variants TestReadsOnce",
	"several tailors that keep a preset of one name at once":                                         "data/state TestPresetOfTwo",
	"a preset renamed that another program changed or took out":                                      "data/state TestRenamePreset",
	"history, presets or picks with a byte order mark, or emptied by a power cut":                    "data/state TestStateOfOtherEditors",
	"100 KB of flags, or of joiners":                                                                 "ui TestLargeTexts",
	"five million lines pasted at once, or 250 KB of brackets":                                       "ui TestALargePasteTakesLittle",
	"a paste of 10 MB, or of 7 MB of brackets":                                                       "ui TestHugePrompt",
	"an input method's text that comes with a key's number":                                          "ui/terminal TestAssociatedText",
	"pictures that have no end":                                                                      "data/webui TestEndlessPictures",
	"lists of a web UI that have no end, millions of values, or too much together":                   "data/webui TestGreedyAnswers",
	"an answer that comes bit by bit without an end":                                                 "data/webui TestExcess",
	"five thousand LoRAs with all their metadata":                                                    "data/webui TestManyLoRAs",
	"a hundred megabytes of pictures at once":                                                        "data/webui TestLargePictures",
	"frames of ComfyUI's socket that are too large, or have no end":                                  "data/webui TestLargeFrames",
	"a preview of a few kilobytes that unpacked takes a hundred megabytes":                           "ui/pictures TestPreviewsAreSmall",
	"a ComfyUI that answers with another's job, errors in other forms, or files out of its folder":   "data/webui TestComfyErrors",
	"half a picture, or one in drops, from a web UI that goes on saying that it works":               "data/webui TestHalfAnswer",
	"a directory in the place of an installed list":                                                  "tags/library TestDirectoryForList",
	"a list of four million rows, good or bad":                                                       "tags/taglist TestNameLimits",
	"a list, or translations, of half a million rows of one name":                                    "tags/catalogue TestOneNameInEveryRow",
	"a list of half a million rows with one alias, or of one name in as many mixes of capitals":      "tags/catalogue TestOneKeyInEveryRow",
	"`lists --bad` of a list of half a million bad rows":                                             "cmd/tailor TestManyBadRows",
	"translations of a name that a list has in many mixes of capitals":                               "tags/catalogue TestTranslatedOften",
	"a list of artists in a thousand pairs of brackets each":                                         "tags/taglist TestManyPairs",
	"a text of a million words of one letter, in a list, a wildcard or a prompt":                     "tags TestManyPieces",
	"a list of eight million words, of four million ideographs, of a million spellings of their own": "tags/taglist TestTextLimits",
	"a pipe, a link to itself, five million lines among the wildcards":                               "tags/wildcard TestRefusedFilesAreTold",
	"YAML aliases that multiply":                                                                     "tags/wildcard TestManyKeys",
	"a wildcard that names itself ten thousand times a line":                                         "tags/prompt/variants TestNamesItselfOften",
	"braces as deep as they may be, around a wildcard or in its lines":                               "tags/prompt/variants TestDeepBraces",
	"`__*__` over 100,000 keys":                                                                      "tags/wildcard TestManyKeys",
	"YAML of 100,000 keys below one of half a kilobyte, or of 240 folders":                           "tags/wildcard TestLongKeys",
	"a prompt of 256 KB of LoRAs, escaped brackets or edits for SwarmUI or InvokeAI":                 "tags/prompt/export TestManySwarmEdits",
	"a prompt of more than 256 KB for `count`, `compose`, `export`, `send`, `search`, `tag`, 128 KB or 12,000 signs for `lint` and `expand --artists`": "cmd/tailor TestLongPrompts",
	"standard input, or a line of it, without an end":                                                           "cmd/tailor TestEndlessInput",
	"names with escape sequences, in every answer":                                                              "cmd/tailor TestForeignTextOnATerminal",
	"300 packed texts of 15 MB that nobody asks for":                                                            "tags/picture TestBombs",
	"a packed text of 100 MB":                                                                                   "tags/picture TestBombs",
	"every known text eight times, packed":                                                                      "tags/picture TestBombs",
	"directories of EXIF that point at one another":                                                             "tags/picture TestBombs",
	"60,000 entries of EXIF that share one text":                                                                "tags/picture TestBombs",
	"an `iloc` without width and with two thousand million items":                                               "tags/picture TestBombs",
	"boxes, items or chunks without end":                                                                        "tags/picture TestBombs",
	"nodes of ComfyUI that join and double, or join themselves":                                                 "tags/picture TestBombs",
	"subgraphs of ComfyUI that hold two of one another, show thousands of boxes, have long names":               "tags/picture TestBombs",
	"`{` and `[` without end":                                                                                   "tags/picture TestBombs",
	"values, LoRAs or tags without end":                                                                         "tags/picture TestBombs",
	"a picture whose kind a decoder takes longer for, such as 16 bits a colour or noise as WebP":                "ui/graphics TestSteps",
	"a device, a pipe or a directory in the place of a picture that was made":                                   "cmd/tailor TestGalleryReadsFiles",
	"a PNG of a million chunks, a JPEG of a million scans, a picture of one column":                             "ui/graphics TestTooManyParts",
	"texts of EXIF that lie over one another, XMP of a million words":                                           "tags/picture TestBombs",
	"a picture of a few kilobytes that unpacked takes 160 MB or more, by its size, 16 bits a colour, or passes": "ui/graphics TestBombs",
	"`tailor update` cut off, killed, out of disk, answered by garbage":                                         "data/update TestFailures",
	"`tailor update` given a log, settings, `/etc/passwd`":                                                      "tags/library TestCheckFetched",
	"half a list sent as the whole, or the rest of another version":                                             "data/update TestCutShort",
	"a download that is cut off and goes on later":                                                              "data/update TestResumeLater",
	"a web UI that redirects to another host":                                                                   "data/webui TestErrors",
	"an answer that is nested without end, has no end, or comes byte by byte":                                   "data/webui TestExcess",
	"a web UI that falls silent":                                                                                "data/webui TestOpenErrors",
	"a web UI that answers 404 or 500, in JSON or not":                                                          "data/webui TestErrors",
	"an answer with escape sequences":                                                                           "data/webui TestErrors",
	"`ctrl+c` while pictures are made":                                                                          "data/webui TestA1111Interrupt",
	"a server that dies while a picture is waited for":                                                          "ui TestTheServerDiesWithAPicture",
	"a picture that ComfyUI has lost":                                                                           "data/webui TestComfyErrors",
	"more pictures than were asked for":                                                                         "data/webui TestComfyMore",
	"keys let go, where the terminal tells of them":                                                             "ui/terminal TestScan",
	"a model's translation of the prompt or `ctrl+l`, and leaving":                                              "ui TestWhatFixAllReplacesIsKept",
	"a paste of settings or of a negative alone":                                                                "ui TestPastedInPart",
	"a paste of JSON that no program known writes":                                                              "ui TestPastedInPart",
	"several pictures dropped at once":                                                                          "ui TestDroppedPicture",
	"a draft without a date, or saved by an editor with a byte order mark":                                      "data/state TestDraftByHand",
	"drafts left behind by the hundred":                                                                         "data/state TestManyDraftsLeft",
	"a history of a million lines of garbage":                                                                   "data/state TestHistoryOfGarbage",
	"8 MB of presets, known or not":                                                                             "data/state TestPresetsBroken",
	"YAML or JSON of a million keys, entries or line ends of any kind":                                          "tags/wildcard TestRefusedFilesAreTold",
	"a config of a hundred thousand lists":                                                                      "data/config TestReadFaults",
	"a key of the config or a profile in other capitals (`Lists`)":                                              "data/tomllines TestMiscased",
	"a profile with patterns of a megabyte":                                                                     "tags/profile TestLoadFaults",
	"a config or a profile of ten thousand keys":                                                                "data/tomllines TestCheck",
	"a picture under a wrong ending":                                                                            "data/webui TestSniff",
	"a picture whose name, of a model's and others, is longer than file systems take":                           "data/gallery TestLongNames",
	"a picture without pixels or a size, or with a bit turned, as a server sends it":                            "data/webui TestSniff",
	"an empty flag, name, folder or standard input, `--server \"\"`":                                            "cmd/tailor TestNothingNamed",
	"a pipe among the profiles":                                                                                 "tags/library TestPipeAmongProfiles",
	"a list whose first row is longer than 64 KB":                                                               "tags/library TestCheck",
	"YAML or JSON for a list of artists":                                                                        "tags/taglist TestPlainNames",
	"a picture's text in JIS, Shift-JIS, GBK or another old encoding":                                           "tags/picture/container TestComment",
	"a web page, an archive, a PDF or cut JSON for a prompt":                                                    "tags/picture TestNoPrompt",
	"a CSV, settings, a source text or a script for a prompt":                                                   "tags/picture TestOtherTexts",
	"a link of ComfyUI's to what is no node":                                                                    "tags/picture TestNodeThatIsNone",
	"NaN or an infinity for steps, CFG or a seed":                                                               "tags/picture TestNoNumber",
	"two values in a JSON file, or text behind one":                                                             "tags/wildcard TestReadInPart",
	"merge keys of YAML, of themselves or without end":                                                          "tags/wildcard TestParseStructured",
	"a prompt with escape sequences, exported as JSON to a terminal":                                            "cmd/tailor TestJSONOnATerminal",
}

// TestFaultTable holds that each row of the table of faults has a test, and
// each test named here a row.
func TestFaultTable(t *testing.T) {
	page, err := os.ReadFile("help/faults.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]bool{}
	for line := range strings.Lines(string(page)) {
		cells := strings.Split(line, "|")
		if len(cells) == 4 && strings.TrimSpace(cells[1]) != "fault" && !strings.HasPrefix(cells[1], "---") {
			rows[strings.TrimSpace(cells[1])] = true
		}
	}
	if len(rows) < 60 {
		t.Errorf("the table has %d rows", len(rows))
	}
	for row := range rows {
		if faultTests[row] == "" {
			t.Errorf("no test for %q", row)
		}
	}
	for row, test := range faultTests {
		if !rows[row] {
			t.Errorf("no row for %q", row)
		}
		room, name, _ := strings.Cut(test, " ")
		files, err := filepath.Glob(filepath.Join("..", "..", room, "*_test.go"))
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			found = found || strings.Contains(string(text), "\nfunc "+name+"(")
		}
		if !found {
			t.Errorf("%q: there is no test %s in %s", row, name, room)
		}
	}
}

// TestEndlessInput reads standard input that never ends, as a line and as a
// prompt: it is read no further than the limit.
func TestEndlessInput(t *testing.T) {
	endless := strings.Repeat("a", cli.MaxPrompt+2)
	for _, args := range [][]string{{"count", "--json"}, {"search"}, {"tag"}} {
		check(t, tailor(t, home(t), endless, args...), "", "line 1 has more than 8 MB", exitWrong)
	}
	for _, args := range [][]string{{"count"}, {"lint"}, {"compose"}, {"expand"}, {"export"}, {"export", "--as", "a1111"}, {"send"}} {
		check(t, tailor(t, home(t), endless, args...), "", "standard input has more than 8 MB", exitWrong)
	}
}

// TestLongMessage reads a config with a key of a megabyte, alone and in dots:
// the message has its ends.
func TestLongMessage(t *testing.T) {
	for _, key := range []string{strings.Repeat("a", 1_000_000), strings.Repeat("a.", 1000) + strings.Repeat("b", 1_000_000)} {
		r := tailor(t, home(t), "", "count", "--config", file(t, "config.toml", key+" = 1\n"), "x")
		if r.code != exitWrong || len(r.err) > 10_000 || !strings.Contains(r.err, " … ") || !strings.Contains(r.err, "config.toml") {
			t.Errorf("exit %d, %d bytes: %.300s", r.code, len(r.err), r.err)
		}
	}
}
