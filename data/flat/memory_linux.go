package flat

import (
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// inLargePages takes memory that is about to be filled at once, and in pages of
// 2 MB: one page of 4 KB after the other costs as much as reading the file.
// Where that cannot be, nothing is lost.
func inLargePages(b []byte) {
	page := uintptr(os.Getpagesize())
	skip := -uintptr(unsafe.Pointer(unsafe.SliceData(b))) & (page - 1)
	if uintptr(len(b)) < skip+page {
		return
	}
	pages := b[skip : skip+(uintptr(len(b))-skip)&^(page-1)]
	_ = unix.Madvise(pages, unix.MADV_HUGEPAGE)
	_ = unix.Madvise(pages, unix.MADV_POPULATE_WRITE)
}
