package lookup

import (
	"math"
	"runtime/debug"
	"runtime/metrics"
)

// mostUncollected is how many bytes a command that looks something up may take
// before the collector works: it ends before collecting is of use.
const mostUncollected = 128 << 20

// uncollected keeps the collector from working until so much is taken.
func uncollected() {
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(mostUncollected)
}

// collecting lets the collector work as ever where what was loaded leaves
// little room below the limit, as it would work without an end there.
func collecting() {
	in := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	if metrics.Read(in); in[0].Value.Uint64() > mostUncollected/2 {
		debug.SetGCPercent(100)
		debug.SetMemoryLimit(math.MaxInt64)
	}
}
