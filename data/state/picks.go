package state

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"tailor/data/decoding"
	"tailor/data/disk"
)

const (
	picksName = "picks.json"
	// maxPicks is how many tags are remembered: the most chosen.
	maxPicks = 5000
	// maxPicksBytes is how many bytes of the file are read.
	maxPicksBytes = 4 << 20
)

// Picks counts how often tags were chosen, over all tailors. Its zero value
// counts in memory alone.
type Picks struct {
	dir Dir

	mu    sync.Mutex
	known map[string]int // as the file had it last
	new   map[string]int // chosen since
}

// Picks reads the counts. With an error it counts all the same, from none.
func (d Dir) Picks() (*Picks, error) {
	known, err := d.readPicks()
	return &Picks{dir: d, known: known}, err
}

func (d Dir) readPicks() (map[string]int, error) {
	content, err := d.read(picksName, maxPicksBytes)
	if err != nil {
		return nil, fmt.Errorf("the picks cannot be read: %w", err)
	}
	if content == nil {
		return nil, nil
	}
	var counts map[string]int
	if err := json.Unmarshal(content, &counts); err != nil {
		return nil, fmt.Errorf("the picks in %s cannot be read, remove the file to begin again: %s", d.path(picksName), decoding.JSON(err))
	}
	maps.DeleteFunc(counts, func(tag string, n int) bool { return tag == "" || n <= 0 })
	return counts, nil
}

// Add counts a tag that was chosen, by its name in the list.
func (p *Picks) Add(tag string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.new == nil {
		p.new = map[string]int{}
	}
	p.new[tag]++
}

// Counts returns how often each tag was chosen.
func (p *Picks) Counts() map[string]int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return merged(p.known, p.new)
}

// merged adds counts, and never overflows.
func merged(a, b map[string]int) map[string]int {
	const most = 1 << 30
	sum := make(map[string]int, len(a)+len(b))
	maps.Copy(sum, a)
	for tag, n := range b {
		sum[tag] = min(sum[tag], most) + min(n, most)
	}
	return sum
}

// Flush writes what was chosen since the last Flush into the file, on top of
// what other tailors have written there meanwhile. An error keeps it for the
// next Flush.
func (p *Picks) Flush() error {
	p.mu.Lock()
	taken := p.new
	p.new = nil
	p.mu.Unlock()
	if p.dir == "" || len(taken) == 0 {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.known = merged(p.known, taken)
		return nil
	}
	var now map[string]int
	err := p.dir.locked(picksName, func() error {
		there, err := p.dir.readPicks()
		if err != nil {
			return err
		}
		now = most(merged(there, taken))
		content, err := json.MarshalIndent(now, "", " ")
		if err != nil {
			return err
		}
		return disk.Replace(p.dir.path(picksName), disk.Private, append(content, '\n'))
	})
	p.mu.Lock()
	defer p.mu.Unlock()
	if err != nil {
		p.new = merged(taken, p.new)
		return fmt.Errorf("the picks are not saved: %w", err)
	}
	p.known = now
	return nil
}

// most returns the counts of the tags that were chosen most.
func most(counts map[string]int) map[string]int {
	if len(counts) <= maxPicks {
		return counts
	}
	tags := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		if d := counts[b] - counts[a]; d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	kept := make(map[string]int, maxPicks)
	for _, tag := range tags[:maxPicks] {
		kept[tag] = counts[tag]
	}
	return kept
}
