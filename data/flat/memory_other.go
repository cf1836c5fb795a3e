//go:build !linux

package flat

// inLargePages does nothing: other systems choose the size of pages themselves.
func inLargePages([]byte) {}
