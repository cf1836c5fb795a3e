package cli

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf16"

	"golang.org/x/term"

	"tailor/data/charset"
	"tailor/data/decoding"
	"tailor/data/printable"
	"tailor/tags/prompt"
	"tailor/tags/prompt/infotext"
)

// MaxInput is how many bytes of standard input are taken at all, for a picture
// or for the composer.
const MaxInput = 64 << 20

// MaxPrompt is how many bytes of it a command takes as one prompt with its
// settings, and how long a line of it may be.
const MaxPrompt = 8 << 20

// mostAnds is how many parts of a prompt, each a prompt of its own, are read.
const mostAnds = 10_000

// CheckLength is the error for the texts of a prompt that have more together
// than a command takes.
func CheckLength(command string, texts ...string) error {
	n, ands := 0, 0
	for _, t := range texts {
		n, ands = n+len(t), ands+strings.Count(t, "AND")
	}
	if ands > mostAnds {
		return fmt.Errorf("a prompt of %d ANDs: %s takes at most %d at once", ands, command, mostAnds)
	}
	if n > prompt.MostRead {
		return fmt.Errorf("a prompt of %d bytes: %s takes at most %d KB at once; give it as several", n, command, prompt.MostRead>>10)
	}
	return nil
}

// CheckQuery is the error for a query, or the name of a tag, that is longer than any
// prompt that a command takes.
func CheckQuery(command, text string) error {
	if len(text) > prompt.MostRead {
		return fmt.Errorf("a query of %d bytes: %s takes at most %d KB", len(text), command, prompt.MostRead>>10)
	}
	return nil
}

// IsTerminal reports whether a person is at the other end of the file.
func IsTerminal(f *os.File) bool { return f != nil && term.IsTerminal(int(f.Fd())) }

// Prompt returns the prompt that the arguments of a command make, "" for the
// composer, joined by spaces, or without arguments the whole of standard input
// less its last newline.
func (a *App) Prompt(args []string, command string) (string, error) {
	if len(args) > 0 {
		return strings.Join(args, " "), nil
	}
	if err := a.NeedInput(command); err != nil {
		return "", err
	}
	limit := MaxPrompt
	if command == "" {
		limit = MaxInput
	}
	text, err := a.Input(limit, "it is no prompt")
	if err != nil {
		return "", err
	}
	if len(text) == 0 && command != "" && command != "compose" { // which may have flags alone
		a.Warn(errors.New("standard input is empty, and so is the prompt"))
	}
	// PowerShell's ">" writes UTF-16.
	text = charset.Unicode(text)
	if all, _ := infotext.Split(string(text)); len(all) > 1 {
		return "", fmt.Errorf("standard input holds %d prompts with their settings: give one, \"tailor import --json\" parts them", len(all))
	}
	return strings.TrimSuffix(strings.TrimSuffix(string(text), "\n"), "\r"), nil
}

// Input returns the whole of standard input, which is not read on behind limit
// bytes. remedy is what the error says of one of more.
func (a *App) Input(limit int, remedy string) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(a.In, int64(limit)+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("standard input cannot be read: %w", err)
	case len(text) > limit:
		return nil, fmt.Errorf("standard input has more than %d MB: %s", limit>>20, remedy)
	}
	return text, nil
}

// NeedInput returns the error for a command that got neither arguments nor
// anything on standard input.
func (a *App) NeedInput(command string) error {
	if !IsTerminal(a.In) {
		return nil
	}
	return fmt.Errorf("nothing to do: give the text as an argument or on standard input; \"tailor %s --help\" shows how", command)
}

// Lines calls do with each line of standard input, without its newline, and
// its number from 1. After each, what was written goes out, so that another
// program can ask and wait for the answer; many lines that are there at once
// are answered at once.
func (a *App) Lines(do func(line []byte, number int) error) error {
	in := bufio.NewReaderSize(a.In, 64<<10)
	for number := 1; ; number++ {
		line, err := readLine(in)
		if errors.Is(err, errLongLine) {
			return fmt.Errorf("line %d has more than %d MB: it is no prompt", number, MaxPrompt>>20)
		}
		if number == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		if ended := errors.Is(err, io.EOF); err != nil && !ended {
			return fmt.Errorf("standard input cannot be read: %w", err)
		} else if !ended || len(line) > 0 {
			line = bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r"))
			if err := do(line, number); err != nil {
				return err
			}
		}
		if err != nil {
			return nil
		}
		if in.Buffered() == 0 {
			if err := a.Stdout.Flush(); err != nil {
				return err
			}
		}
	}
}

var errLongLine = errors.New("a line without an end")

// readLine reads a line with its newline, and no more than a prompt may have.
func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		line = append(line, part...)
		switch {
		case len(line) > MaxPrompt:
			return nil, errLongLine
		case !errors.Is(err, bufio.ErrBufferFull):
			return line, err
		}
	}
}

// JSONLines is Lines for input of one JSON value a line, each read into a new
// T. A blank line is the zero T, so that every line has its answer. form says
// in the error what a line holds.
func JSONLines[T any](a *App, form string, do func(T) error) error {
	return a.Lines(func(line []byte, number int) error {
		var value T
		if len(bytes.TrimSpace(line)) == 0 {
			return do(value)
		}
		err := json.Unmarshal(line, &value)
		if err == nil && string(bytes.TrimSpace(line)) == "null" {
			err = errors.New("it is null")
		}
		if err != nil {
			return fmt.Errorf("line %d of standard input: %s; with --json each line is %s (jq -R . makes such lines of plain ones)", number, decoding.JSON(err), form)
		}
		return do(value)
	})
}

// WriteJSON writes a value as one line. What a terminal might act on is
// written as an escape of JSON's, which changes no value.
func (a *App) WriteJSON(value any) error {
	var line bytes.Buffer
	e := json.NewEncoder(&line)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		return err
	}
	return a.WriteEncoded(line.String())
}

// WriteEncoded prints JSON, its last line end given or not, with the escapes of
// WriteJSON.
func (a *App) WriteEncoded(text string) error {
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\n"), "\n") {
		line = printable.Escaped(line, func(r rune) string {
			escape := ""
			for _, unit := range utf16.AppendRune(nil, r) {
				escape += fmt.Sprintf(`\u%04x`, unit)
			}
			return escape
		})
		if _, err := a.Stdout.WriteString(line + "\n"); err != nil {
			return err
		}
	}
	return nil
}

// WriteText prints a text that comes from outside: as it is, but to a terminal
// only what is harmless there.
func (a *App) WriteText(text string) error {
	if IsTerminal(a.Out) {
		text = printable.Text(text)
	}
	_, err := fmt.Fprintln(a.Stdout, text)
	return err
}
