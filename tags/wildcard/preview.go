package wildcard

// Preview is what a wildcard would give.
type Preview struct {
	Names []string // the lists that it stands for
	Count int      // entries, all lists together
	First []string // the first entries as their lists have them, without weights
}

// Preview tells what a wildcard's name or pattern stands for, with at most
// first entries.
func (s *Set) Preview(name string, first int) (Preview, error) {
	lists, err := s.Lists(name)
	if err != nil {
		return Preview{}, err
	}
	var p Preview
	for _, l := range lists {
		p.Names = append(p.Names, l.Name)
		p.Count += len(l.Entries)
		for _, e := range l.Entries {
			if len(p.First) >= first {
				break
			}
			p.First = append(p.First, e.Text)
		}
	}
	return p, nil
}
