//go:build !linux

package pages

// large does nothing: other systems choose the size of pages themselves.
func large([]byte, bool) {}
