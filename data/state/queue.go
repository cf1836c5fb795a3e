package state

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sync"

	"tailor/data/disk"
)

// Order is a picture that was asked for and is not made yet.
type Order struct {
	Prompt   string `json:"prompt"` // as it was written, wildcards and all
	Negative string `json:"negative,omitempty"`
	// Settings is the whole line, Written what of it the user wrote.
	Settings string `json:"settings,omitempty"`
	Written  string `json:"written,omitempty"`
	Seed     uint64 `json:"seed"`
	// Sampling is what the model's profile says of its sampling.
	Sampling json.RawMessage `json:"sampling,omitempty"`
}

// Queue is the file of what waits in one running tailor, with a lock beside it
// that tells the others that its owner lives.
type Queue struct {
	path string
	lock *disk.Lock

	mu      sync.Mutex
	version uint64
}

// mostQueues is how many tailors at once keep what waits, and mostOrders how much of
// it is read of one: all of them have fewer.
const (
	mostQueues = 9
	mostOrders = 10_000
)

// OpenQueue takes a queue of its own, and returns what tailors that have ended
// left waiting, the oldest first, which is now in it.
func (d Dir) OpenQueue() (*Queue, []Order, error) {
	var q *Queue
	var left []Order
	var taken []*Queue
	var wrong error
	size := 0 // of what is left: what is more waits for the next tailor
	for n := 1; n <= mostQueues; n++ {
		name := fmt.Sprintf("queue%d.json", n)
		lock, err := disk.TryLock(d.path("." + name + ".lock"))
		if err != nil {
			if !errors.Is(err, disk.ErrHeld) {
				wrong = cmp.Or(wrong, err) // as of one that another user made
			}
			continue
		}
		one := &Queue{path: d.path(name), lock: lock}
		if info, err := os.Stat(one.path); err == nil {
			if size += int(min(info.Size(), maxState)); size > maxState && len(left) > 0 {
				lock.Unlock()
				continue
			}
		}
		orders, err := readJSON[[]Order](d, name)
		if err != nil || len(orders) > mostOrders {
			setAside(one.path)
			orders = nil
		}
		left = append(left, orders...)
		if q == nil {
			q = one
		} else if len(orders) > 0 {
			taken = append(taken, one)
		} else {
			lock.Unlock()
		}
	}
	switch {
	case q == nil && wrong != nil:
		return nil, nil, fmt.Errorf("what waits is not kept: %w", wrong)
	case q == nil:
		return nil, nil, fmt.Errorf("what waits is not kept: %d tailors run at once", mostQueues)
	}
	var err error
	if len(taken) > 0 {
		err = q.write(left)
	}
	for _, one := range taken {
		if err == nil {
			err = one.write(nil)
		}
		one.lock.Unlock()
	}
	return q, left, err
}

// Save writes what waits. It may be called from several goroutines: of two
// saves that overtake each other, the one with the lower version is dropped.
func (q *Queue) Save(version uint64, orders []Order) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if version < q.version {
		return nil
	}
	q.version = version
	return q.write(orders)
}

func (q *Queue) write(orders []Order) error {
	if len(orders) == 0 {
		if err := os.Remove(q.path); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("what waits no more is not forgotten: %w", err)
		}
		return nil
	}
	if err := writeJSON(q.path, orders); err != nil {
		return fmt.Errorf("what waits is not kept: %w", err)
	}
	return nil
}

// Close lets the queue go; what waits in it is for the next tailor.
func (q *Queue) Close() { q.lock.Unlock() }
