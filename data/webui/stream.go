package webui

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
)

const (
	// mostKept is how many bytes of an answer's JSON, or of the answers that are
	// kept beside one another, are kept, and mostValues how many values: of lists
	// that have everything that a large server has there are far fewer, whatever
	// stands beside them that nobody asks for.
	mostKept   = 16 << 20
	mostValues = 400_000
	// maxDepth is how deep values may be nested.
	maxDepth = 10_000
)

// errForeign says that an answer is no JSON, or of other kinds of values than
// a web UI's.
var errForeign = errors.New("it is none of a web UI that tailor knows")

// excess is the error for more than may be kept of an answer.
type excess struct{ what string }

func (e *excess) Error() string { return "its answer has more than " + e.what }

// stream reads JSON as it comes, so that what nobody asks for takes no room.
type stream struct {
	from    io.Reader
	buf     []byte // what has come is buf[at:], up to end
	at, end int
	escaped bool   // a backslash stood before, in a text
	kept    []byte // JSON of what is wanted
	values  int    // in it
	before  room   // what of it other answers have taken
}

// room is what answers that are kept beside one another take.
type room struct{ bytes, values int }

// into reads JSON, in what is left of the room.
func (r *room) into(to any) func(io.Reader) error {
	return func(from io.Reader) error {
		s := newStream(from)
		s.before = *r
		err := s.into(to)
		r.bytes, r.values = r.bytes+len(s.kept), r.values+s.values
		if err != nil {
			return err
		}
		return s.over()
	}
}

func newStream(r io.Reader) *stream { return &stream{from: r, buf: make([]byte, 64<<10)} }

// into reads the next value into to, and passes over what to has no field for.
func (s *stream) into(to any) error {
	s.kept, s.values = s.kept[:0], 0
	if err := s.reduce(reflect.TypeOf(to)); err != nil {
		return err
	}
	if json.Unmarshal(s.kept, to) != nil {
		return errForeign
	}
	return nil
}

// over makes sure that nothing comes any more.
func (s *stream) over() error {
	switch _, err := s.next(); {
	case err == nil:
		return errForeign
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil
	default:
		return err
	}
}

// reduce keeps of the next value what a type has room for.
func (s *stream) reduce(t reflect.Type) error {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	first, err := s.next()
	if err != nil {
		return err
	}
	kind, whole := t.Kind(), t == reflect.TypeFor[json.RawMessage]() || t.Kind() == reflect.Interface
	separate := func() error {
		if last := s.kept[len(s.kept)-1]; last == '{' || last == '[' {
			return s.count()
		}
		return errors.Join(s.count(), s.keep([]byte{','}))
	}
	switch {
	case whole || first != '{' && first != '[':
		return s.value(true)
	case first == '{' && (kind == reflect.Struct || kind == reflect.Map):
		s.kept = append(s.kept, '{')
		err = s.object(func(key string) error {
			member := memberOf(t, key)
			if member == nil {
				return s.value(false)
			}
			if err := errors.Join(separate(), s.keep([]byte(`"`+key+`":`))); err != nil {
				return err
			}
			return s.reduce(member)
		})
		s.kept = append(s.kept, '}')
	case first == '[' && (kind == reflect.Slice || kind == reflect.Array):
		s.kept = append(s.kept, '[')
		n := 0
		err = s.array(func() error {
			if n++; kind == reflect.Array && n > t.Len() {
				return s.value(false)
			}
			if err := separate(); err != nil {
				return err
			}
			return s.reduce(t.Elem())
		})
		s.kept = append(s.kept, ']')
	default:
		return errForeign
	}
	return err
}

// memberOf is the type of an object's member, nil for one that t has not.
func memberOf(t reflect.Type, key string) reflect.Type {
	if t.Kind() == reflect.Map {
		return t.Elem()
	}
	if strings.Contains(key, `\`) {
		_ = json.Unmarshal([]byte(`"`+key+`"`), &key) // one that is damaged names no field
	}
	for k := range t.NumField() {
		if name, _, _ := strings.Cut(t.Field(k).Tag.Get("json"), ","); strings.EqualFold(name, key) {
			return t.Field(k).Type
		}
	}
	return nil
}

// count counts a value that is kept.
func (s *stream) count() error {
	if s.values++; s.before.values+s.values > mostValues {
		return &excess{fmt.Sprintf("%d values", mostValues)}
	}
	return nil
}

// keep puts JSON to what is kept.
func (s *stream) keep(b []byte) error {
	switch all := len(s.kept) + len(b); {
	case s.before.bytes+all > mostKept:
		return &excess{fmt.Sprintf("%d MB of what is asked for", mostKept>>20)}
	case all > cap(s.kept): // twice as much: less is copied than append would
		s.kept = append(make([]byte, 0, max(all, 2*cap(s.kept))), s.kept...)
	}
	s.kept = append(s.kept, b...)
	return nil
}

// fill waits for more. An end is one too soon.
func (s *stream) fill() error {
	s.at, s.end = 0, 0
	for s.end == 0 {
		n, err := s.from.Read(s.buf)
		if s.end = n; n == 0 && err == io.EOF {
			return io.ErrUnexpectedEOF
		} else if n == 0 && err != nil {
			return err
		}
	}
	return nil
}

// next returns the next character that is no space, and leaves it there.
func (s *stream) next() (byte, error) {
	for {
		for ; s.at < s.end; s.at++ {
			if c := s.buf[s.at]; c != ' ' && c != '\n' && c != '\r' && c != '\t' {
				return c, nil
			}
		}
		if err := s.fill(); err != nil {
			return 0, err
		}
	}
}

// take passes over the next character, which is one of some, and returns it.
func (s *stream) take(some string) (byte, error) {
	c, err := s.next()
	if err == nil && strings.IndexByte(some, c) < 0 {
		err = errForeign
	}
	if err == nil {
		s.at++
	}
	return c, err
}

// list reads what stands behind a bracket, by each, up to the second of ends,
// the first being what separates. null is an empty list.
func (s *stream) list(open, ends string, each func() error) error {
	switch c, err := s.next(); {
	case err != nil:
		return err
	case c == 'n':
		return s.value(false)
	}
	if _, err := s.take(open); err != nil {
		return err
	}
	if c, err := s.next(); err == nil && c == ends[1] {
		s.at++
		return nil
	}
	for {
		if err := each(); err != nil {
			return err
		}
		if c, err := s.take(ends); err != nil || c == ends[1] {
			return err
		}
	}
}

// array calls each at every element of a list, which it must read.
func (s *stream) array(each func() error) error { return s.list("[", ",]", each) }

// object calls member with the key of every member of an object, as it is
// written; it must read the value.
func (s *stream) object(member func(key string) error) error {
	return s.list("{", ",}", func() error {
		var key []byte
		if _, err := s.take(`"`); err != nil {
			return err
		}
		for end := false; !end; {
			part, last, err := s.part()
			if err != nil {
				return err
			}
			if key, end = append(key, part...), last; len(key) > mostKept/4 {
				return &excess{fmt.Sprintf("%d MB in a key", mostKept>>22)}
			}
		}
		if _, err := s.take(":"); err != nil {
			return err
		}
		return member(string(key))
	})
}

// part returns what has come of a text, as it is written, and whether that was
// the end of it. It is good until the next read.
func (s *stream) part() (written []byte, end bool, err error) {
	if s.at == s.end {
		if err := s.fill(); err != nil {
			return nil, false, err
		}
	}
	for from := s.at; s.at < s.end; {
		c := s.buf[s.at]
		s.at++
		switch {
		case s.escaped:
			s.escaped = false
		case c == '\\':
			s.escaped = true
		case c == '"':
			return s.buf[from : s.at-1], true, nil
		}
		written = s.buf[from:s.at]
	}
	return written, false, nil
}

var quote = []byte{'"'}

// value reads the next value, whatever it is, and keeps it or passes over it.
func (s *stream) value(kept bool) error {
	keep := func(b []byte) error {
		if kept {
			return s.keep(b)
		}
		return nil
	}
	ended := false // a value stands before, behind which none may stand
	for depth := 0; ; {
		c, err := s.next()
		if err != nil {
			return err
		}
		separates := c == ',' || c == ':' || c == ']' || c == '}'
		if separates && depth == 0 || ended && !separates {
			return errForeign
		}
		ended = c != ',' && c != ':' && c != '[' && c != '{'
		switch c {
		case '"':
			s.at++
			err = keep(quote)
			for end := false; err == nil && !end; {
				var part []byte
				if part, end, err = s.part(); err == nil {
					err = keep(part)
				}
			}
			if err == nil {
				err = keep(quote)
			}
		case '{', '[', '}', ']', ',', ':':
			s.at++
			switch c {
			case '{', '[':
				depth++
			case '}', ']':
				depth--
			case ',':
				if kept {
					err = s.count()
				}
			}
			switch {
			case depth > maxDepth:
				err = errForeign
			case err == nil:
				err = keep(s.buf[s.at-1 : s.at])
			}
		default:
			err = s.word(keep)
		}
		if err != nil || depth == 0 {
			return err
		}
	}
}

// word reads a number, true, false or null.
func (s *stream) word(keep func([]byte) error) error {
	for any := false; ; any = true {
		from := s.at
		for s.at < s.end && inWord(s.buf[s.at]) {
			s.at++
		}
		if s.at == from && !any {
			return errForeign
		}
		if err := keep(s.buf[from:s.at]); err != nil || s.at < s.end {
			return err
		}
		if err := s.fill(); err != nil {
			if errors.Is(err, io.ErrUnexpectedEOF) {
				return nil // a number may be all
			}
			return err
		}
	}
}

// inWord reports whether a character may stand in a number, true, false or null.
func inWord(c byte) bool {
	return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || c == '-' || c == '+' || c == '.'
}
