package flat

import (
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// inLargePages asks for memory in pages of 2 MB that is about to be filled:
// taking it in those of 4 KB costs as much as reading the file. Where there are
// none, nothing is lost.
func inLargePages(b []byte) {
	page := uintptr(os.Getpagesize())
	skip := -uintptr(unsafe.Pointer(unsafe.SliceData(b))) & (page - 1)
	if uintptr(len(b)) < skip+page {
		return
	}
	_ = unix.Madvise(b[skip:skip+(uintptr(len(b))-skip)&^(page-1)], unix.MADV_HUGEPAGE)
}
