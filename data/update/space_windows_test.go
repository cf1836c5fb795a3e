package update

import "golang.org/x/sys/windows"

const noSpace = windows.ERROR_DISK_FULL
