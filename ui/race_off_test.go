//go:build !race

package ui

// raceDetector is set where the race detector makes everything ten times as
// slow.
const raceDetector = false
