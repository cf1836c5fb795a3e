// Package radix sorts by numbers, digit by digit from the last, which for many
// of them is several times as fast as a sort that compares.
package radix

import "tailor/data/pages"

// Item is a number to sort by, and what belongs to it.
type Item struct {
	Key   uint64
	Value uint32
}

const digit = 16 // bits

// Sort returns items sorted by their keys, those with the same key in the order
// in which they were. It writes over items and takes as much memory again, and
// neither where they are in order.
func Sort(items []Item) []Item {
	some, all, sorted := uint64(0), ^uint64(0), true
	for i, it := range items {
		some, all = some|it.Key, all&it.Key
		sorted = sorted && (i == 0 || items[i-1].Key <= it.Key)
	}
	if sorted {
		return items
	}
	spare := pages.Make[Item](len(items), len(items))
	count := make([]uint32, 1<<digit+1)
	for shift := 0; shift < 64; shift += digit {
		if uint16((some^all)>>shift) == 0 {
			continue // all have the same
		}
		clear(count)
		for i := range items {
			count[int(uint16(items[i].Key>>shift))+1]++
		}
		for i := range count[1:] {
			count[i+1] += count[i]
		}
		for _, it := range items {
			d := uint16(it.Key >> shift)
			spare[count[d]] = it
			count[d]++
		}
		items, spare = spare, items
	}
	return items
}
