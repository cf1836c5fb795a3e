package state

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
)

func writeFile(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func TestPresetsRoundTrip(t *testing.T) {
	dir := Dir(t.TempDir())
	var want []Preset
	for _, s := range []string{
		"", "1girl", `karin \(blue archive\)`, "by kantoku\nBREAK\n1girl", "it's", "'", "'''", "ends with '", "\n", " x ", "\x1b[31m", "a\r\nb", "日本\u202e", `"\"`, "\x7f\u0085", "#no comment\n# still none'''", "\t",
	} {
		want = append(want, Preset{Name: "n" + strings.TrimSpace(s), Prompt: s, Negative: s})
		if err := dir.SavePreset(want[len(want)-1]); err != nil {
			t.Fatal(err)
		}
	}
	got, err := dir.Presets()
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string]Preset{}
	for _, p := range want {
		byName[p.Name] = p // of one name the last counts
	}
	if len(got) != len(byName) {
		t.Errorf("%d presets, want %d", len(got), len(byName))
	}
	for _, p := range got {
		if byName[p.Name] != p {
			t.Errorf("got %+v, want %+v", p, byName[p.Name])
		}
	}
	for name := range byName {
		if err := dir.RemovePreset(name); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := dir.Presets(); err != nil || len(got) != 0 {
		t.Errorf("after all were removed: %v, %v", got, err)
	}
}

const edited = `# mine
[[preset]]
name = "light" # soft
prompt = "rim light"

# about people
[[preset]]
name = 'girl'
prompt = '''
# no comment
1girl'''

# the end
`

func TestPresetsEditedByHand(t *testing.T) {
	tests := []struct {
		name   string
		before string
		do     func(Dir) error
		want   string
	}{
		{"replace keeps comments", edited, func(d Dir) error {
			return d.SavePreset(Preset{Name: "light", Prompt: `sun \(x\)`})
		}, strings.Replace(edited, "name = \"light\" # soft\nprompt = \"rim light\"", "name = 'light'\nprompt = 'sun \\(x\\)'", 1)},
		{"remove keeps comments", edited, func(d Dir) error { return d.RemovePreset("girl") },
			"# mine\n[[preset]]\nname = \"light\" # soft\nprompt = \"rim light\"\n\n# about people\n\n# the end\n"},
		{"append", "[[preset]]\nname='a'", func(d Dir) error {
			return d.SavePreset(Preset{Name: "b", Prompt: "x", Negative: "y"})
		}, "[[preset]]\nname='a'\n\n[[preset]]\nname = 'b'\nprompt = 'x'\nnegative = 'y'\n"},
		{"another layout is written anew", "preset = [{name='a', prompt='1'}, {name='b', prompt='2'}]\n", func(d Dir) error {
			return d.RemovePreset("a")
		}, presetsHead + "\n[[preset]]\nname = 'b'\nprompt = '2'\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := Dir(t.TempDir())
			if err := os.WriteFile(dir.PresetsPath(), []byte(test.before), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := test.do(dir); err != nil {
				t.Fatal(err)
			}
			got, err := os.ReadFile(dir.PresetsPath())
			if err != nil || string(got) != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestPresetsBroken(t *testing.T) {
	for name, test := range map[string][2]string{
		"no TOML":                     {"[[preset]]\nname = \n", ":2:"},
		"too many":                    {strings.Repeat("[[preset]]\nname = 'a'\n", mostPresets+1), ": more than 20000 presets"},
		"an array without end":        {"preset = [" + strings.Repeat("{name='a'},", 700_000) + "]\n", ": more than 200000 values"},
		"a key without end":           {strings.Repeat("a.", 1<<20) + "a = 1\n", ": more than 200000 values"},
		"unknown in a list of tables": {"preset = [\n{name = 'a'},\n{nam = 'b'}]\n", `:3: unknown key "nam"`},
		"unknown at the top":          {"a.b = 1\n", `:1: unknown key "a.b"`},
		"unknown without end":         {strings.Repeat("a.", 1<<17) + "a = 1\n", `:1: unknown key "` + strings.Repeat("a.", 39) + "a…"},
		"unknown key":                 {"[[preset]]\nname = 'a'\ntext = 'x'\n", `:3: unknown key "text"`},
		"no name":                     {"# x\n[[preset]]\nname='a'\n[[preset]]\nprompt = 'x'\n", ":4: a preset without a name"},
		"twice":                       {"[[preset]]\nname='a'\n[[preset]]\nname='a'\n", ":3: a second preset called"},
		"no table":                    {"preset = [{prompt='1'}]\n", ":1: a preset without a name"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := Dir(t.TempDir())
			if err := os.WriteFile(dir.PresetsPath(), []byte(test[0]), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := dir.Presets(); err == nil || !strings.Contains(err.Error(), dir.PresetsPath()+test[1]) {
				t.Errorf("error %v, want %q in it", err, test[1])
			}
			if err := dir.SavePreset(Preset{Name: "b"}); err == nil {
				t.Error("saved into a broken file")
			}
			if got, _ := os.ReadFile(dir.PresetsPath()); string(got) != test[0] {
				t.Errorf("the file is changed to %q", got)
			}
		})
	}
	dir := Dir(t.TempDir())
	if err := dir.SavePreset(Preset{Name: " \t"}); err == nil {
		t.Error("saved without a name")
	}
	if err := dir.RemovePreset("none"); err == nil || !strings.Contains(err.Error(), `"none"`) {
		t.Errorf("removing one that is not there: %v", err)
	}
}

func FuzzPresets(f *testing.F) {
	f.Add([]byte(edited), "light", "x\n'''")
	f.Add([]byte("preset = [{name='a'}]"), "a", "\\")
	f.Fuzz(func(t *testing.T, content []byte, name, prompt string) {
		dir := Dir(t.TempDir())
		if err := os.WriteFile(dir.PresetsPath(), content, 0o600); err != nil {
			t.Fatal(err)
		}
		before, broken := dir.Presets()
		if err := dir.SavePreset(Preset{Name: name, Prompt: prompt}); err != nil {
			if got, _ := os.ReadFile(dir.PresetsPath()); string(got) != string(content) {
				t.Errorf("changed beside an error: %v", err)
			}
			return
		}
		if broken != nil {
			t.Fatalf("saved into a broken file: %v", broken)
		}
		after, err := dir.Presets()
		if err != nil {
			t.Fatal(err)
		}
		name = strings.TrimSpace(strings.ToValidUTF8(name, ""))
		prompt = strings.ToValidUTF8(prompt, "")
		if i := named(after, name); i < 0 || after[i].Prompt != prompt {
			t.Errorf("%q is not saved as %q: %v", name, prompt, after)
		}
		for _, p := range before {
			if i := named(after, p.Name); p.Name != name && (i < 0 || after[i] != p) {
				t.Errorf("%+v is lost", p)
			}
		}
	})
}

// TestPresetOfTwo adds presets of one name at once, as several tailors may: one
// is kept, the others are told that the name is taken.
func TestPresetOfTwo(t *testing.T) {
	dir := Dir(t.TempDir())
	const tailors = 8
	var all sync.WaitGroup
	errs := make([]error, tailors)
	for k := range tailors {
		all.Go(func() { errs[k] = dir.AddPreset(Preset{Name: "sim", Prompt: fmt.Sprint(k)}) })
	}
	all.Wait()
	presets, err := dir.Presets()
	if err != nil || len(presets) != 1 {
		t.Fatalf("%v %v", presets, err)
	}
	for k, err := range errs {
		if kept := presets[0].Prompt == fmt.Sprint(k); kept != (err == nil) || !kept && !errors.Is(err, ErrTaken) {
			t.Errorf("%d: %v, kept %q", k, err, presets[0].Prompt)
		}
	}
	if err := errors.Join(dir.AddPreset(presets[0]), dir.SavePreset(Preset{Name: "sim", Prompt: "over"})); err != nil {
		t.Error(err) // the same once more, and over it
	}
}

// TestRenamePreset renames presets that another program has changed, taken out,
// or taken the name of: the name changes and nothing else, or nothing does.
func TestRenamePreset(t *testing.T) {
	dir := Dir(t.TempDir())
	const file = "# mine\n[[preset]]\nname = 'a'\nprompt = 'new text'\n\n[[preset]]\nname = 'b'\nprompt = 'y'\n"
	writeFile(t, dir.PresetsPath(), file)
	if err := dir.RenamePreset("a", "b"); !errors.Is(err, ErrTaken) {
		t.Errorf("a taken name: %v", err)
	}
	if err := dir.RenamePreset("gone", "c"); err == nil || !strings.Contains(err.Error(), `no preset called "gone"`) {
		t.Errorf("one that is gone: %v", err)
	}
	if got := readFile(t, dir.PresetsPath()); got != file {
		t.Errorf("the file changed: %q", got)
	}
	if err := dir.RenamePreset("a", "c"); err != nil {
		t.Fatal(err)
	}
	if got, want := readFile(t, dir.PresetsPath()), strings.Replace(file, "'a'", "'c'", 1); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestStateOfOtherEditors reads files as editors and power cuts leave them: with
// a byte order mark, or empty. They are written on.
func TestStateOfOtherEditors(t *testing.T) {
	for name, before := range map[string][2]string{
		"mark":  {"\ufeff[[preset]]\nname = 'a'\nprompt = 'x'\n", "\ufeff{\"solo\":2}"},
		"empty": {"", ""},
		"blank": {"\n \n", "\n"},
	} {
		dir := Dir(t.TempDir())
		writeFile(t, dir.PresetsPath(), before[0])
		writeFile(t, dir.path(picksName), before[1])
		presets, err := dir.Presets()
		if want := map[bool]int{true: 1}[name == "mark"]; err != nil || len(presets) != want {
			t.Errorf("%s: %v %v", name, presets, err)
		}
		p, err := dir.Picks()
		p.Add("smile")
		if err := errors.Join(err, p.Flush(), dir.AddPreset(Preset{Name: "b", Prompt: "y"})); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if again, err := dir.Picks(); err != nil || again.Counts()["smile"] != 1 || name == "mark" && again.Counts()["solo"] != 2 {
			t.Errorf("%s: %v %v", name, again.Counts(), err)
		}
	}
	dir := Dir(t.TempDir())
	writeFile(t, dir.path(historyName), "\ufeff{\"time\":\"2026-01-02T03:04:05Z\",\"prompt\":\"a\"}\n")
	if err := errors.Join(dir.AddHistory(Copied{Prompt: "b"}), dir.Mark("a", "", true, "")); err != nil {
		t.Error(err)
	}
	if all, err := dir.History(); err != nil || prompts(all) != "b|a" || !all[1].Star {
		t.Errorf("a history with a mark: %v %v", all, err)
	}
}
