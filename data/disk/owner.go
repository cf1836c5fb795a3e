package disk

import (
	"fmt"
	"io"
	"os"
	"strings"
)

// The note in a lock's file names its owner. It counts only where the file
// system has no locks; elsewhere it is for a person who wonders.

// sign writes the own note.
func sign(f *os.File) {
	host, _ := os.Hostname()
	note := fmt.Sprintf("%d %s\n", os.Getpid(), host)
	// Nothing depends on it where locks work, and a full disk must not keep
	// tailor from starting.
	if f.Truncate(0) == nil {
		_, _ = f.WriteAt([]byte(note), 0)
	}
}

// ownerLives reports whether the note names a program that runs on this
// machine. Of another machine's nothing is known, so it counts as gone.
func ownerLives(f *os.File) bool {
	content, err := io.ReadAll(io.NewSectionReader(f, 0, 1024))
	if err != nil {
		return false
	}
	var pid int
	var host string
	if _, err := fmt.Sscanf(strings.TrimSpace(string(content)), "%d %s", &pid, &host); err != nil {
		return false
	}
	here, err := os.Hostname()
	return err == nil && host == here && pid > 0 && alive(pid)
}
