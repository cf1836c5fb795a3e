package pages

import "testing"

// TestMake has slices of all sizes, of pointers too, that are as make gives them.
func TestMake(t *testing.T) {
	for _, size := range []int{0, 1, 5000, least / 8, least, least + 12345} {
		b, p := Make[byte](size/2, size), Make[*int](size/8, size/8)
		if len(b) != size/2 || cap(b) != size || len(p) != size/8 {
			t.Fatalf("%d of %d, %d: want %d of %d", len(b), cap(b), len(p), size/2, size)
		}
		b = b[:size]
		Take(b)
		for i := range b {
			if b[i] != 0 {
				t.Fatal("not empty")
			}
			b[i] = 1
		}
		for i := range p {
			p[i] = new(int)
		}
	}
}
