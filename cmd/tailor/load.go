package main

import (
	"context"
	"errors"
	"runtime/debug"

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
// names of LoRAs and embeddings, all at once. Called again, it reads what is there then.
func loadFor(c config.Config, sources library.Sources) func(context.Context) (ui.Lists, error) {
	again := false
	return func(ctx context.Context) (ui.Lists, error) {
		if again {
			defer sparing()()
		} else {
			defer lavish()()
		}
		again = true
		var lists ui.Lists
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
		lib, err := library.Load(ctx, sources)
		side.Wait()
		if err != nil {
			return ui.Lists{}, err
		}
		lists.Catalogue, lists.Index = lib.Catalogue, lib.Index
		related, spoilt := lookup.OpenRelated()
		lists.Related = related // one that was open before is closed by the collector
		// So that no key waits for it. The search that needs it panics as it
		// did.
		beside.Go(func() {
			lib.Index.Learn()
			lib.Keep()
		})
		lists.Remark = printable.Line(lib.Remark())
		if err := errors.Join(scanned, walked, listed, spoilt); err != nil {
			lists.Remark = printable.Line(err.Error())
		}
		return lists, nil
	}
}
