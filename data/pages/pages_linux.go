package pages

import (
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// large asks for pages of 2 MB, and with now for the memory itself. Where that
// cannot be, nothing is lost.
func large(b []byte, now bool) {
	page := uintptr(os.Getpagesize())
	skip := -uintptr(unsafe.Pointer(unsafe.SliceData(b))) & (page - 1)
	if uintptr(len(b)) < skip+page {
		return
	}
	pages := b[skip : skip+(uintptr(len(b))-skip)&^(page-1)]
	_ = unix.Madvise(pages, unix.MADV_HUGEPAGE)
	if now {
		_ = unix.Madvise(pages, unix.MADV_POPULATE_WRITE)
	}
}
