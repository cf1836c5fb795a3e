package data

import _ "embed"

// Merges holds the 48,894 merges of CLIP's tokenizer in the order of their
// rank, each as the ids of the two tokens that it joins, little-endian uint16:
// 195,576 bytes. Merge n makes token 512+n. See NOTICE for their licence.
//
//go:generate go run ./mergegen $BPE_TEXT clip_merges.bin
//go:embed clip_merges.bin
var Merges string
