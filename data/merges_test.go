package data

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"
)

func TestMerges(t *testing.T) {
	const want = "88d5677a60bb2d33e2c2b0e57fcd83b2b64fe832ff26e0395aff9a749db6f546"
	if len(Merges) != 195576 {
		t.Errorf("%d bytes, want 195576", len(Merges))
	}
	sum := sha256.Sum256([]byte(Merges))
	if got := hex.EncodeToString(sum[:]); got != want {
		t.Errorf("sha256 %s, want %s", got, want)
	}
	for n := 0; n < len(Merges)/4; n++ {
		a := int(Merges[4*n]) | int(Merges[4*n+1])<<8
		b := int(Merges[4*n+2]) | int(Merges[4*n+3])<<8
		if a >= 512+n || b >= 512+n {
			t.Fatalf("merge %d joins %d and %d, of which one is not made yet", n, a, b)
		}
	}
}
