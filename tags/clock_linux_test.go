package tags

import (
	"time"

	"golang.org/x/sys/unix"
)

// cpuTime returns the processor time that the calling thread has used, so
// that a busy machine does not count against us. The caller must have locked
// its goroutine to the thread.
func cpuTime() time.Duration {
	var ts unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &ts); err != nil {
		return time.Duration(time.Now().UnixNano())
	}
	return time.Duration(ts.Nano())
}
