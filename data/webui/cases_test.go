package webui_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// theCases are what a web UI can answer, and which test has it: a function of
// this package's tests, and a text in it.
var theCases = []struct{ what, test, text string }{
	{"A1111: progress while a picture is made", "TestA1111", "p.Step > 0"},
	{"A1111: plain base64 with an infotext in the PNG", "TestA1111Answers", `"plain"`},
	{"A1111: no infotext in the PNG", "TestA1111Infotext", "HasInfotext"},
	{"A1111: info as a string", "TestA1111Answers", "`{\"all_seeds\":[7,8,9]}`"},
	{"A1111: a data URL", "TestA1111Answers", `"with a data URL"`},
	{"A1111: the grid first", "TestA1111Answers", `"a grid first"`},
	{"A1111: an extra picture at the end", "TestA1111Answers", `"one of an extension's at the end"`},
	{"A1111: WebP's bytes", "TestA1111Answers", `"webp"`},
	{"A1111: interrupted, fewer pictures than seeds", "TestA1111Answers", `"interrupted"`},
	{"A1111: interrupted by us", "TestA1111Interrupt", "Interrupts()"},
	{"A1111: 401", "TestOpenErrors", `"a wrong password"`},
	{"A1111: 401 as Forge has it", "TestOpenErrors", `"a wrong password on Forge"`},
	{"A1111: 422 of pydantic 1", "TestErrors", `"wrong type, pydantic 1"`},
	{"A1111: 422 of pydantic 2", "TestErrors", `"wrong type, pydantic 2"`},
	{"A1111: 500 with JSON", "TestErrors", `"Python's exception"`},
	{"A1111: 500 with text", "TestErrors", `"an exception on Forge"`},
	{"A1111: 404 on /schedulers", "TestNames", `"v1.7.0"`},
	{"A1111: 404, Sampler not found", "TestErrors", `"Sampler not found"`},
	{"A1111: a slow first answer", "TestA1111Slow", "Load:"},
	{"A1111: no --api", "TestOpenErrors", `"no API"`},
	{"A1111: Forge 2's modules for the high-res fix", "TestErrors", `"hires on Forge without its modules"`},
	{"A1111: a connection that is lost", "TestA1111Lost", ""},
	{"ComfyUI: the frames, previews with their job", "TestComfy", `"previews that name their job"`},
	{"ComfyUI: the frames, previews without", "TestComfy", `"previews that do not"`},
	{"ComfyUI: progress of a foreign prompt_id, an unknown type", "TestComfy", `"frames of others, and of unknown types"`},
	{"ComfyUI: no socket", "TestComfy", `"no socket"`},
	{"ComfyUI: the socket cut in the middle, then /history", "TestComfy", `"the socket cut in the middle"`},
	{"ComfyUI: ids of the server's own", "TestComfy", `"ids of the server's own"`},
	{"ComfyUI: a run that is fully cached", "TestComfyCached", ""},
	{"ComfyUI: an error in a node", "TestComfyErrors", `"an exception"`},
	{"ComfyUI: out of memory", "TestComfyErrors", `"out of memory"`},
	{"ComfyUI: interrupted by us, executing null as the end", "TestComfyInterrupt", ""},
	{"ComfyUI: interrupted by others", "TestComfyInterrupted", ""},
	{"ComfyUI: 400 with input_config null", "TestComfyErrors", `"an unknown checkpoint of many"`},
	{"ComfyUI: 200 with node_errors", "TestComfyErrors", `"accepted without its only output"`},
	{"ComfyUI: both forms of choices", "TestComfyChoices", "Legacy"},
	{"ComfyUI: Windows' separators", "TestComfyErrors", `"Windows' separators on Linux"`},
	{"ComfyUI: 403", "TestComfyErrors", `"forbidden"`},
	{"ComfyUI: 403 on an Origin", "TestComfyOrigin", "Origin"},
	{"ComfyUI: a batch, of one seed", "TestComfyBatch", "Batch pos"},
	{"ComfyUI: a restart", "TestComfyRestart", ""},
	{"ComfyUI: pictures fetched after a restart of ours", "TestComfyFetch", ""},
}

// TestEveryCaseHasATest finds each of the cases in the test that has it.
func TestEveryCaseHasATest(t *testing.T) {
	tests := map[string]string{}
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		set := token.NewFileSet()
		parsed, err := parser.ParseFile(set, file, text, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range parsed.Decls {
			if f, ok := d.(*ast.FuncDecl); ok {
				tests[f.Name.Name] = string(text[set.Position(f.Pos()).Offset:set.Position(f.End()).Offset])
			}
		}
	}
	for _, c := range theCases {
		if body, ok := tests[c.test]; !ok || !strings.Contains(body, c.text) {
			t.Errorf("%s: %s has no %s", c.what, c.test, c.text)
		}
	}
}
