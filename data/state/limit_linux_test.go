package state

import "golang.org/x/sys/unix"

// limitFiles lets no file of this process grow beyond so many bytes: writes
// fail as they do on a full disk, in the middle.
func limitFiles(bytes uint64) error {
	return unix.Setrlimit(unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: bytes, Max: bytes})
}
