//go:build !race

package tags

const raceDetector = false
