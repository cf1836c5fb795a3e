// Command mergegen makes clip_merges.bin out of bpe_simple_vocab_16e6.txt, the
// text in which OpenAI published the merges of CLIP's tokenizer. It takes the
// paths of the text, gzipped or not, and of the file to write:
//
//	go run ./mergegen bpe_simple_vocab_16e6.txt.gz clip_merges.bin
//
// The text comes with PyPI's open-clip-torch.
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"strings"
)

// merges is how many of the text's 262,145 merges CLIP uses: its vocabulary
// of 49,408, less 256 bytes, 256 bytes that end a word, and two marks.
const merges = 49408 - 2*256 - 2

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: mergegen TEXT[.gz] OUTPUT")
		os.Exit(2)
	}
	if err := generate(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "mergegen:", err)
		os.Exit(1)
	}
}

func generate(from, to string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if bytes.HasPrefix(text, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(bytes.NewReader(text))
		if err != nil {
			return fmt.Errorf("%s: %w", from, err)
		}
		if text, err = io.ReadAll(z); err != nil {
			return fmt.Errorf("%s: %w", from, err)
		}
	}
	packed, err := pack(bytes.NewReader(text))
	if err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	return os.WriteFile(to, packed, 0o644)
}

// pack reads the text, a headline and then a merge a line, its two halves
// parted by a space, and returns each merge as two token ids, little-endian
// uint16: the merge in line n (from 0, behind the headline) makes token 512+n.
func pack(text io.Reader) ([]byte, error) {
	ids := make(map[string]uint16, 512+merges)
	for n, r := range alphabet() {
		ids[string(r)] = uint16(n)
		ids[string(r)+"</w>"] = uint16(256 + n)
	}
	packed := make([]byte, 0, 4*merges)
	lines := bufio.NewScanner(text)
	lines.Scan() // "#version: 0.2"
	for n := range merges {
		if !lines.Scan() {
			if err := lines.Err(); err != nil {
				return nil, err
			}
			return nil, fmt.Errorf("%d merges, want at least %d", n, merges)
		}
		left, right, found := strings.Cut(strings.TrimSpace(lines.Text()), " ")
		a, known := ids[left]
		b, knownToo := ids[right]
		if !found || !known || !knownToo {
			return nil, fmt.Errorf("line %d: %q joins no two known tokens", n+2, lines.Text())
		}
		if _, twice := ids[left+right]; twice {
			return nil, fmt.Errorf("line %d: %q is made a second time", n+2, left+right)
		}
		ids[left+right] = uint16(512 + n)
		packed = append(packed, byte(a), byte(a>>8), byte(b), byte(b>>8))
	}
	return packed, nil
}

// alphabet returns the 256 characters that the text writes for bytes, in the
// order of their ids: first the bytes that are visible characters of Latin-1,
// each standing for itself, then the rest, for which characters from U+0100
// on stand in.
func alphabet() []rune {
	var visible, rest []rune
	for b := range rune(256) {
		if b >= '!' && b <= '~' || b >= '¡' && b <= '¬' || b >= '®' {
			visible = append(visible, b)
		} else {
			rest = append(rest, rune(256+len(rest)))
		}
	}
	return append(visible, rest...)
}
