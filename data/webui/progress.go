package webui

import (
	"fmt"
	"strings"
	"time"
)

// Describe says how far one of several pictures is, "picture 2 of 4 · step 11
// of 28 · 6s left".
func (p Progress) Describe(picture, of int) string {
	parts := []string{fmt.Sprintf("picture %d of %d", picture, of)}
	switch {
	case p.Waiting && p.Before > 0:
		parts = append(parts, fmt.Sprintf("waits behind %d", p.Before))
	case p.Waiting:
		parts = append(parts, "waits")
	case p.Steps > 0:
		parts = append(parts, fmt.Sprintf("step %d of %d", p.Step, p.Steps))
	case p.Done >= 1:
		parts = append(parts, "ends")
	default:
		parts = append(parts, "begins")
	}
	if p.Silent {
		parts = append(parts, "no answer")
	} else if p.Left >= time.Second {
		parts = append(parts, p.Left.Round(time.Second).String()+" left")
	}
	return strings.Join(parts, " · ")
}
