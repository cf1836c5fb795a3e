package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestProfileCommand(t *testing.T) {
	env := home(t)
	r := tailor(t, env, "", "profile", "list")
	for i, name := range []string{"rouwei", "animagine", "illustrious", "illustrious-0.1", "noobai", "noobai-vpred", "pony", "wai"} {
		if lines := strings.Split(r.out, "\n"); r.code != 0 || i >= len(lines) || !strings.HasPrefix(lines[i], name+" ") {
			t.Errorf("line %d is not %s's: %+v", i, name, r)
		}
	}
	check(t, tailor(t, env, "", "profile", "list", "--json"), "…", "", 0)
	r = tailor(t, env, "", "profile", "show", "noobai")
	mine := file(t, "mine.toml", strings.Replace(r.out, `name = "NoobAI-XL 1.1"`, `name = "Mine"`, 1))
	check(t, tailor(t, env, "", "profile", "check", mine), mine+": nothing is wrong with it: Mine (epsilon), extends \"common\"\n", "", 0)
	check(t, tailor(t, env, "", "lint", "--profile", mine, "masterpiece, 1girl, artist:wlop"), "", "", 0)
	bad := file(t, "bad.toml", "name = \"x\"\nextends = \"rouwei\"\ncolour = 1\norder = [\"x\"]\n")
	check(t, tailor(t, env, "", "profile", "check", bad, mine), "…", "", 1)
	check(t, tailor(t, env, "", "profile", "show", "nobody"), "", "there is no profile", 2)
	check(t, tailor(t, env, "", "profile", "frob"), "", "check, list, show", 2)
	check(t, tailor(t, env, "", "profile", "check", "/none.toml"), "", "/none.toml", 2)
}

// TestExampleOfTheHelp reads the profile that the reference writes from
// nothing, and prompts by it.
func TestExampleOfTheHelp(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("help", "profiles.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(text), "```toml\n")
	example, _, closed := strings.Cut(rest, "```")
	if n := strings.Count(example, "\n"); !found || !closed || n > 20 {
		t.Fatalf("the example has %d lines", n)
	}
	mine := file(t, "mine.toml", example)
	env := home(t)
	check(t, tailor(t, env, "", "profile", "check", mine), "…", "", 0)
	check(t, tailor(t, env, "", "lint", "--profile", mine, "masterpiece, 1girl, solo, by wlop"), "", "", 0)
	check(t, tailor(t, env, "", "compose", "--profile", mine, "--artist", "wlop", "--quality", "masterpiece", "1girl"), "masterpiece, 1girl, @wlop\n", "", 0)
}

func TestTranslate(t *testing.T) {
	env := home(t)
	check(t, tailor(t, env, "", "lint", "--fix", "--profile", "noobai", "by kantoku, masterpiece BREAK 1girl, low brightness"),
		"masterpiece, 1girl, artist:kantoku\n", "translated from RouWei 0.8 to NoobAI-XL 1.1\ntailor: not carried over: \"low brightness\"", 0)
	check(t, tailor(t, env, "masterpiece, newest, 1girl\nNegative prompt: lowres, text\nSteps: 30, Sampler: Euler, Schedule type: Normal, CFG scale: 4.5, Seed: 1, Size: 832x1216, Model: NoobAI-XL-Vpred-v1.0",
		"lint", "--fix", "--profile", "rouwei", "--model", "vpred"),
		"masterpiece BREAK 1girl\nNegative prompt: text\nSteps: 28, Sampler: Euler a, Schedule type: Automatic, CFG scale: 4.5, Seed: 1, Size: 832x1216\n", "settings: Sampler Euler → Euler a", 0)
	check(t, tailor(t, env, "", "lint", "--fix", "--profile", "rouwei", "1girl, solo"), "1girl, solo\n", "", 0)
	// Words of several models come to one end at once.
	for _, c := range [][2]string{
		{"noobai", "1girl, source_anime, high quality, (worst quality:0.5)"},
		{"animagine", "limited range, 1girl, source_anime, year 2023, score_9, worst quality"},
		{"rouwei", "1girl, amazing quality, old, score_8_up"},
	} {
		once := tailor(t, env, "", "lint", "--fix", "--profile", c[0], c[1]).out
		if again := tailor(t, env, "", "lint", "--fix", "--profile", c[0], strings.TrimSuffix(once, "\n")).out; again != once || once == c[1]+"\n" {
			t.Errorf("%s: %q becomes %q, and that %q", c[0], c[1], once, again)
		}
	}

	// JSON says of the prompt as it stands what is wrong, and has it translated.
	r := tailor(t, env, `"by kantoku, masterpiece BREAK 1girl, low brightness"`, "lint", "--fix", "--json", "--profile", "noobai")
	var d diagnosed
	if err := json.Unmarshal([]byte(r.out), &d); err != nil || d.Prompt != "masterpiece, 1girl, artist:kantoku" || !strings.Contains(r.err, "not carried over") {
		t.Errorf("%v: %s%s", err, r.out, r.err)
	}
}

// TestModelChooses judges an infotext by the model that it names.
func TestModelChooses(t *testing.T) {
	env := home(t)
	const info = "score_9, score_8_up, score_7_up, score_6_up, score_5_up, score_4_up, rating_safe, 1girl\nSteps: 25, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 1024x1024, Model: "
	check(t, tailor(t, env, info+"ponyDiffusionV6XL_v6", "lint"), "", "judged as a prompt for Pony Diffusion V6 XL", 0)
	check(t, tailor(t, env, info+"rouwei_080", "lint"), "…", "", 1)
	check(t, tailor(t, env, info+"ponyDiffusionV6XL_v6", "lint", "--profile", "rouwei"), "…", "", 1)
	// Every line by its own model, which is told once.
	const pony = `{"prompt":"score_9, score_8_up, score_7_up, score_6_up, score_5_up, score_4_up, 1girl","settings":"Steps: 25, Sampler: Euler a, CFG scale: 7, Size: 1024x1024, Clip skip: 2, Model: ponyDiffusionV6XL_v6"}` + "\n"
	r := tailor(t, env, pony+pony+`{"prompt":"score_9, 1girl"}`+"\n", "lint", "--json")
	lines := strings.SplitAfter(r.out, "\n")
	if r.code != 1 || len(lines) != 4 || lines[0] != lines[1] || !strings.HasSuffix(lines[0], `"profile":"Pony Diffusion V6 XL"}`+"\n") ||
		!strings.HasPrefix(lines[0], `{"diagnostics":[],`) || !strings.Contains(lines[2], "dead-tag") || strings.Contains(lines[2], `"profile"`) {
		t.Errorf("lines of two models: %+v", r)
	}
	if n := strings.Count(r.err, "judged as a prompt for Pony Diffusion V6 XL"); n != 1 {
		t.Errorf("the model is told %d times: %s", n, r.err)
	}
	check(t, tailor(t, env, pony, "lint", "--json", "--profile", "rouwei"), "…", "", 1)
	check(t, tailor(t, env, "", "lint", "--settings", "Steps: 25, Sampler: Euler a, CFG scale: 7, Size: 1024x1024, Model: ponyDiffusionV6XL_v6", "rating_safe, score_9, score_8_up, score_7_up, score_6_up, score_5_up, score_4_up, 1girl"), "…", "judged as a prompt for Pony Diffusion V6 XL", 0)
	check(t, tailor(t, env, strings.Replace(info, "CFG scale: 7", "CFG scale: 5", 1)+"rouwei_080_vpred", "export", "--as", "infotext"), "…", "", 0)
}

// TestInputInUTF16 reads what PowerShell's ">" writes.
func TestInputInUTF16(t *testing.T) {
	check(t, tailor(t, home(t), "\xff\xfea\x00,\x00 \x00b\x00", "lint", "--fix"), "a, b\n", "", 0)
}
