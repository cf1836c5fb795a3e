package main

import (
	"context"
	"errors"
	"runtime/debug"
	"strings"
	"sync"

	"tailor/cmd/tailor/lookup"
	"tailor/data/beside"
	"tailor/data/config"
	"tailor/data/printable"
	"tailor/tags/library"
	"tailor/tags/lora"
	"tailor/tags/wildcard"
	"tailor/ui"
)

// sparing makes the collector keep close to what is in use, until the function
// that it returns is called: while lists are read again, both the old and the
// new ones are in memory, and there is no room for garbage beside them.
func sparing() (end func()) {
	debug.FreeOSMemory()
	before := debug.SetGCPercent(15)
	return func() {
		debug.SetGCPercent(before)
		debug.FreeOSMemory()
	}
}

// lavish lets the collector wait while the lists are read for the first time,
// until the function that it returns is called: nearly all that is made then
// stays, so that collecting is work for little. The limit, in bytes, keeps the
// whole program below 120 MB with the large list.
func lavish() (end func()) {
	const limit = 88 << 20
	percent, before := debug.SetGCPercent(400), debug.SetMemoryLimit(limit)
	return func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(before)
	}
}

// loadFor returns how the screen reads the lists, the wildcard folders and the
// names of LoRAs and embeddings, all at once. Called again, it reads what is
// there then, one call at a time.
func loadFor(c config.Config, sources library.Sources) func(context.Context) (ui.Lists, error) {
	var last *library.Library
	var one sync.Mutex
	return func(ctx context.Context) (ui.Lists, error) {
		one.Lock()
		first, end := last == nil, lavish
		if !first {
			end = sparing
		}
		done := end()
		lists, lib, err := readLists(ctx, c, sources, last)
		if first || err != nil {
			done()
			done = func() {}
		}
		if err != nil {
			one.Unlock()
			return ui.Lists{}, err
		}
		last = lib
		// So that no key waits for it. The search that needs it panics as it
		// did.
		beside.Go(func() {
			defer one.Unlock()
			defer done()
			lib.Index.Learn()
			lib.Keep(context.Background())
		})
		return lists, nil
	}
}

// readLists reads all that loadFor says. Lists that are the same as last, nil
// for none, are not read again.
func readLists(ctx context.Context, c config.Config, sources library.Sources, last *library.Library) (lists ui.Lists, lib *library.Library, err error) {
	var side beside.Group
	var scanned, walked, listed error
	if len(c.Wildcards) > 0 {
		set := wildcard.New(c.Wildcards...)
		lists.Wildcards = set
		side.Go(func() { scanned = set.Scan(ctx) })
	}
	if len(c.Loras) > 0 {
		side.Go(func() {
			lists.LoraFiles, walked = lora.Scan(ctx, lora.LoRAs, c.Loras)
			lists.Networks = lists.LoraFiles.Names()
		})
	}
	if len(c.Embeddings) > 0 {
		side.Go(func() {
			var found *lora.Set
			found, listed = lora.Scan(ctx, lora.Embeddings, c.Embeddings)
			lists.Embeddings = found.Names()
		})
	}
	lib, err = library.Reload(ctx, sources, last)
	side.Wait()
	if err != nil {
		return ui.Lists{}, nil, err
	}
	lists.Catalogue, lists.Index = lib.Catalogue, lib.Index
	related, spoilt := lookup.OpenRelated()
	lists.Related = related // one that was open before is closed by the collector
	lists.Remark = printable.Line(lib.Remark())
	if err := errors.Join(scanned, walked, listed, spoilt); err != nil {
		lists.Remark = strings.TrimPrefix(lists.Remark+"; "+printable.Line(err.Error()), "; ")
	}
	return lists, lib, nil
}
