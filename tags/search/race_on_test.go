//go:build race

package search

// raceDetector is set when the race detector watches, which makes everything
// ten times slower and lets sync.Pool forget at random.
const raceDetector = true
