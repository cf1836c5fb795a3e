package flat_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"syscall"
	"testing"

	"tailor/data/flat"
)

// sample has a field of every kind.
type sample struct {
	bytes  []byte
	words  []uint64
	small  []uint16
	pairs  []pair
	text   string
	texts  []string
	one    uint32
	absent []float32
}

type pair struct {
	a uint32
	b bool
}

func (s *sample) first(f *flat.Fields) {
	flat.Slice(f, &s.bytes)
	flat.Slice(f, &s.words)
	flat.Slice(f, &s.small)
	flat.Slice(f, &s.pairs)
}

func (s *sample) second(f *flat.Fields) {
	flat.String(f, &s.text)
	flat.Strings(f, &s.texts)
	flat.Value(f, &s.one)
	flat.Slice(f, &s.absent)
}

func written() *sample {
	return &sample{
		bytes: []byte("seven b"), words: []uint64{1, 1 << 63}, small: []uint16{1, 2, 3}, pairs: []pair{{7, true}, {8, false}},
		text: "猫", texts: []string{"", "one", "two"}, one: 9,
	}
}

var key = flat.Key{1, 2, 3}

// write writes a sample into a new file.
func write(t *testing.T) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "dir", "file")
	s := written()
	if err := flat.Write(context.Background(), path, key, s.first, s.second); err != nil {
		t.Fatal(err)
	}
	return path
}

// read reads what write wrote.
func read(path string) (*sample, error) {
	f, err := flat.Open(path, key, 2)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	s := new(sample)
	// In any order, and each as often as one likes.
	for _, err := range []error{f.Read(1, s.second), f.Read(0, s.first), f.Read(1, s.second)} {
		if err != nil {
			return nil, err
		}
	}
	return s, nil
}

func TestFile(t *testing.T) {
	path := write(t)
	if s, err := read(path); err != nil || !reflect.DeepEqual(s, written()) {
		t.Errorf("read %+v, %v", s, err)
	}
	if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) != 1 {
		t.Errorf("left beside it: %v, %v", entries, err)
	}
	if _, err := flat.Open(path, flat.Key{}, 2); !errors.Is(err, flat.ErrOdd) {
		t.Errorf("with another key: %v", err)
	}
	if _, err := flat.Open(path, key, 3); !errors.Is(err, flat.ErrOdd) {
		t.Errorf("with another number of blocks: %v", err)
	}
	f, err := flat.Open(path, key, 2)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for name, list := range map[string]func(*flat.Fields){
		"another block's":  new(sample).first,
		"too few":          func(f *flat.Fields) { flat.String(f, new(string)) },
		"too many":         func(f *flat.Fields) { new(sample).second(f); flat.Slice(f, new([]byte)) },
		"of another size":  func(f *flat.Fields) { flat.Slice(f, new([]uint32)) },
		"which says it is": func(f *flat.Fields) { new(sample).second(f); f.Fail(errors.New("odd")) },
	} {
		if err := f.Read(1, list); err == nil {
			t.Errorf("fields %s are read", name)
		}
	}
}

// TestOdd changes every byte of a file, and cuts it everywhere: each time it is
// known for no file as it was written.
func TestOdd(t *testing.T) {
	path := write(t)
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	try := func(content []byte, what string, at int) {
		t.Helper()
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if s, err := read(path); err == nil {
			t.Errorf("%s at byte %d: it is read as %+v", what, at, s)
		}
	}
	for i := range good {
		for _, flip := range []byte{1, 0x80, 0xff} {
			bad := append([]byte(nil), good...)
			bad[i] ^= flip
			try(bad, "a byte changed", i)
		}
		try(good[:i], "cut", i)
	}
	try(append(append([]byte(nil), good...), 0), "a byte more", len(good))
}

func TestOthers(t *testing.T) {
	path := write(t)
	link := path + ".link"
	if err := os.Symlink(path, link); err == nil {
		if _, err := read(link); err == nil {
			t.Error("a link is read")
		}
	}
	if _, err := read(filepath.Dir(path)); err == nil {
		t.Error("a directory is read")
	}
	if _, err := read(path + ".none"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	if runtime.GOOS == "windows" || os.Geteuid() != 0 {
		t.Skip("skipped: only root can give a file away")
	}
	if err := os.Chown(path, 12345, -1); err != nil {
		if errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.EINVAL) {
			t.Skip("skipped: a file cannot be given away here:", err)
		}
		t.Fatal(err)
	}
	if _, err := read(path); err == nil {
		t.Error("another user's file is read")
	}
}

func TestWriteFailing(t *testing.T) {
	path := write(t)
	fault := errors.New("fault")
	if err := flat.Write(context.Background(), path, key, func(f *flat.Fields) { f.Fail(fault) }); !errors.Is(err, fault) {
		t.Errorf("error %v", err)
	}
	done, cancel := context.WithCancel(context.Background())
	given := make([]byte, 1<<20)
	if err := flat.Write(done, path, key, func(f *flat.Fields) { cancel(); flat.Slice(f, &given) }); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v of a file that was given up", err)
	}
	if _, err := read(path); err != nil {
		t.Errorf("what was there is gone: %v", err)
	}
}
