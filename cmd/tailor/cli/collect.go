package cli

import "runtime/debug"

// mostUncollected is how many bytes a command that reads the lists may take
// before the collector works: mostly it ends before collecting is of use. Where
// more is in use, as with a list of a million rows, it works for half of the
// time at most.
const mostUncollected = 220 << 20

// uncollected keeps the collector from working until so much is taken.
func uncollected() {
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(mostUncollected)
}
