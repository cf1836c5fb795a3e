package main

import (
	"debug/elf"
	"testing"
)

// TestSize holds that the program as it is released, without symbols, has at
// most 18 MB, and that nothing in it calls methods by names that only the run
// tells: for that the linker would have to keep them all.
func TestSize(t *testing.T) {
	f, err := elf.Open(binary)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	size := uint64(0)
	for _, s := range f.Sections {
		if s.Flags&elf.SHF_ALLOC != 0 && s.Type != elf.SHT_NOBITS {
			size += s.Size
		}
	}
	t.Logf("%.2f MB", float64(size)/1e6)
	if size > 18_000_000 {
		t.Errorf("the program has %d bytes, more than 18,000,000", size)
	}
	symbols, err := f.Symbols()
	if err != nil {
		t.Skip("skipped: the program was built without symbols:", err)
	}
	for _, s := range symbols {
		if s.Name == "reflect.Value.MethodByName" || s.Name == "text/template.(*Template).Execute" {
			t.Errorf("%s is in the program", s.Name)
		}
	}
}
