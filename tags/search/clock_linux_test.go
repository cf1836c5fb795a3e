package search

import (
	"time"

	"golang.org/x/sys/unix"
)

// cpuTime returns the processor time that the calling thread has used, so
// that a busy machine does not count against us. The caller must have locked
// its goroutine to the thread.
func cpuTime() time.Duration {
	return clock(unix.CLOCK_THREAD_CPUTIME_ID)
}

// processTime is cpuTime of all threads.
func processTime() time.Duration { return clock(unix.CLOCK_PROCESS_CPUTIME_ID) }

func clock(id int32) time.Duration {
	var ts unix.Timespec
	if err := unix.ClockGettime(id, &ts); err != nil {
		return time.Duration(time.Now().UnixNano())
	}
	return time.Duration(ts.Nano())
}
