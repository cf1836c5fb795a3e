//go:build !unix

package intake

// dontWait is not needed where pipes have no names among the files.
const dontWait = 0
