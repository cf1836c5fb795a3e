package lint

import (
	"strings"
	"testing"

	"tailor/tags/catalogue"
	"tailor/tags/profile"
	"tailor/tags/prompt"
)

// wasted are the messages of chunk-waste for a prompt, and the prompt after
// the first of its fixes.
func wasted(t *testing.T, model profile.Model, text string) (messages []string, mended string) {
	t.Helper()
	c := New(profile.RouWei(), catalogue.Build(), nil, Options{Model: model, Off: []string{Duplicate}, Chunks: prompt.Defaults})
	mended = text
	for _, d := range c.CheckAlone(text) {
		if d.Rule != ChunkWaste {
			continue
		}
		if d.Severity != Hint {
			t.Errorf("%q is more than a hint", d.Message)
		}
		messages = append(messages, d.Message)
		if mended == text {
			mended = d.Apply(prompt.Texts{Positive: text}).Positive
		}
	}
	return messages, mended
}

// filler is n tags of two tokens each, comma included.
func filler(n int) string { return strings.TrimSuffix(strings.Repeat("sky, ", n), ", ") }

func TestChunkWaste(t *testing.T) {
	for _, c := range []struct {
		name, text string
		model      profile.Model
		want       string // what a message holds, "" for none
		mended     string // what the mended prompt holds
	}{
		{"a few tokens spill over", filler(38) + ", rooftop", "epsilon", "chunk 2: drop", "sky BREAK sky"},
		{"a few tokens spill over into a third", filler(38+37) + ", rooftop", "epsilon", "chunk 3: drop", "sky BREAK sky"},
		{"one chunk", filler(30), "epsilon", "", ""},
		{"a second chunk of its own weight", filler(38) + ", " + filler(20), "epsilon", "", ""},
		{"an empty chunk", "1girl, solo, smile BREAK BREAK night, city, rain", "epsilon", "Chunk 2 is empty", "smile BREAK night"},
		{"a chunk of one word", "1girl, solo, smile BREAK rain", "epsilon", "stands alone in chunk 2", ""},
		{"a style chunk of one artist", "by kantoku BREAK 1girl, solo, smile", "epsilon", "", ""},
		{"a BREAK just written", "1girl, solo BREAK ", "epsilon", "", ""},
		{"features parted", filler(36) + ", long hair, red eyes, blue hair, cat ears, cat tail, white wings", "epsilon", "features of one subject", "BREAK long hair"},
		{"AND is another prompt", "1girl AND " + filler(38) + ", rooftop", "epsilon", "", ""},
		{"a tag at the border", filler(37) + ", rooftop, " + filler(20), "vpred", "ends at the border", "BREAK rooftop"},
		{"the same for epsilon", filler(37) + ", rooftop, " + filler(20), "epsilon", "", ""},
		{"a dead word, which goes first", filler(37) + ", absurdres, rooftop", "epsilon", "", ""},
		{"a body of one word", "by kantoku BREAK 1girl", "epsilon", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			messages, mended := wasted(t, c.model, c.text)
			if all := strings.Join(messages, "\n"); c.want == "" && all != "" || !strings.Contains(all, c.want) {
				t.Fatalf("says %q, want %q", all, c.want)
			}
			if !strings.Contains(mended, c.mended) {
				t.Errorf("mended: %q, want %q in it", mended, c.mended)
			}
			if c.want != "" && mended != c.text {
				if again, _ := wasted(t, c.model, mended); len(again) >= len(messages) {
					t.Errorf("the mended prompt is no better: %q", again)
				}
			}
		})
	}
}

// TestFixAllLeavesChunksAlone holds that --fix sets no BREAK for the chunks'
// sake.
func TestFixAllLeavesChunksAlone(t *testing.T) {
	c := New(profile.RouWei(), catalogue.Build(), nil, Options{Model: "epsilon", Off: []string{Duplicate}, Chunks: prompt.Defaults})
	text := filler(38) + ", rooftop"
	if got := c.FixAlone(text); got != text {
		t.Errorf("became %q", got)
	}
}
