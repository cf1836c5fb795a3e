package letters

import "math"

// logOf holds the natural logarithms of small numbers, logOf[0] being 0.
var logOf = func() (t [256]float32) {
	for i := range t {
		t[i] = float32(math.Log(float64(max(i, 1))))
	}
	return t
}()

// Logarithm returns the natural logarithm of a number of letters or words, that
// of 1 below 1 and that of 255 above 255.
func Logarithm(n int) float32 { return logOf[min(max(n, 0), len(logOf)-1)] }
