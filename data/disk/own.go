package disk

import (
	"fmt"
	"os"
)

// OpenOwn opens a file to read that must be a regular one, no link to one, and
// belong to the user who runs the program: what another user may have put
// there is not taken for the program's own.
func OpenOwn(path string) (*os.File, error) {
	named, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !named.Mode().IsRegular() { // before it is opened, as a pipe would wait
		return nil, fmt.Errorf("%s is no regular file", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && (!os.SameFile(named, info) || !owned(info)) {
		err = fmt.Errorf("%s is another user's file", path)
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}
