package cli

import (
	"math"
	"runtime/debug"
	"runtime/metrics"
)

// mostUncollected is how many bytes a command that reads the lists may take
// before the collector works: mostly it ends before collecting is of use.
const mostUncollected = 200 << 20

// uncollected keeps the collector from working until so much is taken.
func uncollected() {
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(mostUncollected)
}

// collecting lets the collector work where what was loaded leaves little room
// below the limit, as it would work without an end there: early, since a list
// of a million rows takes so much that there is no room for as much garbage.
func collecting() {
	in := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	if metrics.Read(in); in[0].Value.Uint64() > mostUncollected/2 {
		debug.SetGCPercent(40)
		debug.SetMemoryLimit(math.MaxInt64)
	}
}
