package reading

import (
	"strings"
	"sync"
)

// generation is how many facts a half of recent holds: those of any prompt of
// 100 KB, whose parts are of three bytes and more. A session's prompts hold a few
// hundred.
const generation = 1 << 15

// recent remembers what was worked out of the texts that were asked about last.
// It forgets by halves: what was asked about since the last time stays, so that
// no key has to work all of a prompt out again. It may be used by several
// goroutines at once.
type recent struct {
	mu         sync.Mutex
	young, old map[string]*Facts
}

// of returns what is known of a text, which may be nil, and has it worked out
// where it is not.
func (r *recent) of(text string, learn func() *Facts) *Facts {
	r.mu.Lock()
	f, known := r.young[text]
	if !known {
		if f, known = r.old[text]; known {
			r.keep(text, f)
		}
	}
	r.mu.Unlock()
	if known {
		return f
	}
	f = learn()
	r.mu.Lock()
	r.keep(text, f)
	r.mu.Unlock()
	return f
}

func (r *recent) keep(text string, f *Facts) {
	if r.young == nil || len(r.young) >= generation {
		r.young, r.old = map[string]*Facts{}, r.young
	}
	r.young[strings.Clone(text)] = f // apart from the prompt that it was read from
}
