// Package pages has the memory of large slices come in large pages: one page of
// 4 KB after the other, each when it is first touched, costs as much as what is
// done with them.
package pages

import "unsafe"

// least is how many bytes a slice has for which large pages are asked.
const least = 4 << 20

// Make is make for a slice that will be filled.
func Make[T any](length, capacity int) []T {
	s := make([]T, length, capacity)
	if size := capacity * int(unsafe.Sizeof(*new(T))); size >= least {
		large(unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(s))), size), false)
	}
	return s
}

// Take takes the memory of a slice that is about to be filled at once.
func Take(b []byte) { large(b, true) }
