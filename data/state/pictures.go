package state

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"tailor/data/disk"
)

// Picture is a picture that was made of a prompt.
type Picture struct {
	File string `json:"file"`
	// Seed is the picture's, "" where it is not known.
	Seed string    `json:"seed,omitempty"`
	Time time.Time `json:"time"`
	// Prompt, Negative and Settings are as they were written; the picture
	// itself holds what they became.
	Prompt   string `json:"prompt"`
	Negative string `json:"negative,omitempty"`
	Settings string `json:"settings,omitempty"`
	Starred  bool   `json:"starred,omitempty"`
	// Gone reports that the picture was deleted.
	Gone bool `json:"gone,omitempty"`
}

const (
	picturesName = "pictures.jsonl"
	// mostPictures is how many pictures are remembered, in half of the
	// maxPicturesBytes that are read, of which no more lines count than
	// maxPictureLines, the newest.
	mostPictures     = 20_000
	maxPictureLines  = 2 * mostPictures
	maxPicturesBytes = 64 << 20
)

// AddPicture appends a picture to what is remembered, a file of JSON lines: a
// later line of a file's stands for the earlier ones.
func (d Dir) AddPicture(p Picture) error {
	if p.Time.IsZero() {
		p.Time = time.Now()
	}
	p.Time = p.Time.UTC()
	line, err := json.Marshal(p)
	if err != nil {
		return err
	}
	err = d.locked(picturesName, func() error {
		size, err := appendWhole(d.path(picturesName), append(line, '\n'))
		if err == nil && size > maxPicturesBytes*3/4 {
			_ = d.trimPictures() // only longer than need be where it fails
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("the picture is saved but not remembered: %w", err)
	}
	return nil
}

// Pictures returns the pictures that are remembered and not deleted, the
// oldest first. Lines that cannot be read are left out.
func (d Dir) Pictures() ([]Picture, error) {
	content, err := d.read(picturesName, maxPicturesBytes)
	if err != nil {
		return nil, fmt.Errorf("the list of pictures cannot be read: %w", err)
	}
	var all []Picture
	at := map[string]int{}
	from := len(content) - 1 // where the newline before them stands
	for n := 0; from >= 0 && n < maxPictureLines; n++ {
		from = bytes.LastIndexByte(content[:from], '\n')
	}
	for line := range bytes.Lines(content[from+1:]) {
		var p Picture
		if json.Unmarshal(line, &p) != nil || p.File == "" {
			continue
		}
		if k, known := at[p.File]; known {
			all[k] = p
			continue
		}
		at[p.File] = len(all)
		all = append(all, p)
	}
	return slices.DeleteFunc(all, func(p Picture) bool { return p.Gone }), nil
}

// trimPictures drops deleted pictures and the oldest. The lock must be held.
func (d Dir) trimPictures() error {
	all, err := d.Pictures()
	if err != nil {
		return err
	}
	var lines [][]byte
	room := maxPicturesBytes / 2
	for _, p := range slices.Backward(all[max(0, len(all)-mostPictures):]) {
		line, err := json.Marshal(p)
		if err != nil {
			return err
		}
		if room -= len(line) + 1; room < 0 {
			break
		}
		lines = append(lines, append(line, '\n'))
	}
	slices.Reverse(lines)
	return disk.Replace(d.path(picturesName), disk.Private, bytes.Join(lines, nil))
}
