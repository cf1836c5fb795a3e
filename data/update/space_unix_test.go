//go:build unix

package update

import "syscall"

const noSpace = syscall.ENOSPC
