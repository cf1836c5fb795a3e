package update

import (
	"bytes"
	"fmt"
	"io"

	"tailor/data/intake"
)

// leastKept is the part, in percent, of the rows of the installed list that the new
// one must have: fewer are taken for the beginning of a list whose rest was lost.
const leastKept = 80

// cutShort looks for what a connection that ended early leaves, where no length told
// of it and no checksum does: where nothing tells the end but the connection's, a last row without its end, or far fewer rows than the
// installed list has. A file of this machine is whole, and its owner may shorten it.
func (f *fetch) cutShort() error {
	if f.source.local() || f.source.SHA256 != "" || f.Force {
		return nil
	}
	rows, ended, err := countRows(f.part.path)
	if err != nil {
		return diskError{err}
	}
	if f.open && !ended {
		return fmt.Errorf("%w: its last row has no end, and nothing told its size", errShort)
	}
	if f.Turn != nil {
		return nil // what is made of it is compared
	}
	before, _, err := countRows(f.list)
	if err != nil {
		return nil // there is none that could be read
	}
	return f.fewer("rows", rows, before)
}

// fewer says so where far fewer things came than were there before.
func (f *fetch) fewer(what string, now, before int64) error {
	if f.source.local() || f.Force || now*100 >= before*leastKept {
		return nil
	}
	return fmt.Errorf("%w: it has %d %s, and the installed one %d", errShort, now, what, before)
}

// countRows counts the lines of a file, and reports whether the last of them has its
// end.
func countRows(path string) (rows int64, ended bool, err error) {
	file, err := intake.Open(path)
	if err != nil {
		return 0, false, err
	}
	defer file.Close()
	buffer := make([]byte, 64<<10)
	for {
		n, err := file.Read(buffer)
		if n > 0 {
			rows += int64(bytes.Count(buffer[:n], []byte("\n")))
			ended = buffer[n-1] == '\n' || buffer[n-1] == '\r'
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return 0, false, err
		}
	}
	if !ended {
		rows++
	}
	return rows, ended, nil
}

// counter counts what is written.
type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.n += int64(n)
	return n, err
}
