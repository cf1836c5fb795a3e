package catalogue

import (
	"cmp"
	"math"
	"slices"

	"tailor/data/beside"
	"tailor/data/pages"
	"tailor/tags"
	"tailor/tags/taglist"
)

// merger gathers the tags of several lists by name. It keeps pointers into
// the lists, and a tag of its own only where two were merged.
type merger struct {
	tags []*tags.Tag
	// exact holds a hash of each tag's name as it is spelled, side by side: of one
	// key there may be many, and the names lie far apart.
	exact []uint32
	// inTheme holds the number of each tag's theme.
	inTheme []uint8
	themes  themeTable
	keys    keyTable
	key     []byte
	touched uint32 // keeps reads that nothing else is done with
	// spelled is how many of the tags are of lists that spell dashes and
	// spaces; they come first.
	spelled int
	// spellings are the names of the built-in lists by their keys, nil where
	// these are merged themselves; certain tells the tags beyond spelled that
	// have their names from there.
	spellings map[string]string
	certain   map[uint32]bool
	joined    []*joined // by their places in tags, made when needed
}

// builtInSpellings returns the names of the built-in lists by their keys,
// where one of the lists writes dashes for spaces and the built-in ones, which
// alone have themes, are not among them.
func builtInSpellings(lists []taglist.List) map[string]string {
	themed := func(l taglist.List) bool { return l.Theme != "" }
	dashed := func(l taglist.List) bool { return l.Dashed && !l.Translates }
	if slices.ContainsFunc(lists, themed) || !slices.ContainsFunc(lists, dashed) {
		return nil
	}
	builtIn, err := taglist.StarterLists()
	if err != nil {
		return nil // the guesses do
	}
	spellings := map[string]string{}
	for _, l := range builtIn {
		for i := range l.Tags {
			spellings[string(tags.AppendKey(nil, l.Tags[i].Name))] = l.Tags[i].Name
		}
	}
	return spellings
}

func newMerger(lists []taglist.List) *merger {
	names, aliases := 0, 0
	for _, l := range lists {
		to := mostNamed // tags that each row goes to
		if !l.Translates {
			names += len(l.Tags)
			to = 1
		}
		for i := range l.Tags {
			aliases += to * len(l.Tags[i].Aliases)
		}
	}
	return &merger{tags: pages.Make[*tags.Tag](0, names), exact: pages.Make[uint32](0, names), inTheme: make([]uint8, 0, names), keys: newKeyTable(names + aliases), certain: map[uint32]bool{}}
}

// prepared is what is told of a name by its letters alone: the hashes of its key and
// of itself, and whether it is blocked, as a list spells it too, or one of its aliases.
type prepared struct {
	hash, exact        uint32
	blocked, sometimes bool
}

// add merges the tags of one list.
func (m *merger) add(l taglist.List) {
	theme := m.themes.number(l.Theme)
	of := pages.Make[prepared](len(l.Tags), len(l.Tags))
	ahead(len(l.Tags), func(from, to int) {
		var key []byte
		for i := from; i < to; i++ {
			t := &l.Tags[i]
			key = tags.AppendKey(key[:0], t.Name)
			hash := m.keys.seed.Hash(key)
			key = append(key[:0], t.Name...)
			of[i] = prepared{hash, m.keys.seed.Hash(key), tags.Blocked(t.Name) || blockedAsSpelled(t), slices.ContainsFunc(t.Aliases, tags.Blocked)}
		}
	}, func(from, to int) {
		for i := from; i < to; i++ {
			if i%atOnce == 0 {
				for _, next := range of[i:min(i+atOnce, to)] {
					m.touched += uint32(m.keys.fingerprints[next.hash&m.keys.mask])
				}
			}
			if t := &l.Tags[i]; t.Name != "" && len(t.Name) <= math.MaxUint16 && !of[i].blocked {
				m.addTag(t, &of[i], theme, l.Dashed)
			}
		}
	})
}

// addTag adds a tag, or merges it with the one of its name.
func (m *merger) addTag(t *tags.Tag, of *prepared, theme uint8, dashed bool) {
	t = unblocked(t, of.sometimes)
	if dashed {
		m.key = tags.AppendKey(m.key[:0], t.Name)
	}
	if at := m.find(of, t, dashed); at >= 0 {
		m.joinedAt(at).bring(t)
		m.inTheme[at] = cmp.Or(m.inTheme[at], theme)
		return
	}
	if !m.keys.add(of.hash, uint32(len(m.tags))) {
		return
	}
	if dashed {
		if name, ok := m.spellings[string(m.key)]; ok {
			m.certain[uint32(len(m.tags))] = true
			kept := *t
			kept.Name = name
			t = &kept
		}
	}
	m.tags, m.exact, m.inTheme = append(m.tags, t), append(m.exact, of.exact), append(m.inTheme, theme)
}

// atOnce is the number of names of which what lies far apart in memory is read at
// once, to come from there together.
const atOnce = 64

// ahead has do called for the numbers below n, many at once, and use for those that
// do has had, in their order: of a large number do runs in goroutines of its own.
func ahead(n int, do, use func(from, to int)) {
	const many = 64 * atOnce
	if n <= 2*many {
		do(0, n)
		use(0, n)
		return
	}
	var doing beside.Group
	var done [2]chan bool
	for w := range done {
		done[w] = make(chan bool, n/many+1) // room for all: it waits for nobody
		doing.Go(func() {
			defer close(done[w])
			for from := w * many; from < n; from += len(done) * many {
				do(from, min(from+many, n))
				done[w] <- true
			}
		})
	}
	for i := 0; i*many < n && <-done[i%len(done)]; i++ {
		use(i*many, min((i+1)*many, n))
	}
	doing.Wait()
}

// find returns the place of the tag that t is merged with, or -1. Where t's
// dashes are guesses, a name with the same key is the same name.
func (m *merger) find(of *prepared, t *tags.Tag, dashed bool) int {
	at := -1
	m.keys.each(of.hash, func(entry uint32) {
		if m.exact[entry] != of.exact && !dashed {
			return
		}
		have := m.tags[entry]
		if (have.Category == tags.Artist) != (t.Category == tags.Artist) {
			return
		}
		if have.Name == t.Name {
			at = int(entry)
		} else if at < 0 && dashed && tags.HasKey(have.Name, m.key) {
			at = int(entry)
		}
	})
	return at
}

// joined is a tag that several rows made, and once they are many the aliases that it
// has: one name may stand in every row of a list.
type joined struct {
	tags.Tag
	has map[string]bool
}

// joinedAt returns the tag at a place to be joined with others.
func (m *merger) joinedAt(at int) *joined {
	if m.joined == nil {
		m.joined = make([]*joined, cap(m.tags))
	}
	j := m.joined[at]
	if j == nil {
		j = &joined{Tag: *m.tags[at]}
		j.Aliases = slices.Clip(j.Aliases)
		m.joined[at], m.tags[at] = j, &j.Tag
	}
	return j
}

// bring adds to a tag what another brings, which is not changed.
func (j *joined) bring(with *tags.Tag) {
	j.Count = max(j.Count, with.Count)
	if !j.Spelled() && !blockedAsSpelled(with) {
		j.Spelling = with.Spelling
	}
	for _, alias := range with.Aliases {
		if alias != j.Name && len(j.Aliases) < math.MaxUint16 {
			j.add(alias)
		}
	}
}

// unblocked returns a tag without those of its aliases that are blocked, if there
// are some.
func unblocked(t *tags.Tag, some bool) *tags.Tag {
	if some {
		kept := *t
		kept.Aliases = slices.DeleteFunc(slices.Clone(t.Aliases), tags.Blocked)
		t = &kept
	}
	return t
}

// manyAliases is from how many aliases on they are looked up.
const manyAliases = 32

// add adds an alias that is not there.
func (j *joined) add(alias string) {
	if len(j.Aliases) < manyAliases {
		if !slices.Contains(j.Aliases, alias) {
			j.Aliases = append(j.Aliases, alias)
		}
		return
	}
	if j.has == nil {
		j.has = map[string]bool{}
		for _, a := range j.Aliases {
			j.has[a] = true
		}
	}
	if !j.has[alias] {
		j.has[alias] = true
		j.Aliases = append(j.Aliases, alias)
	}
}

// blockedAsSpelled reports whether what a list of the user's writes for a tag is never
// offered, alone or beside the name.
func blockedAsSpelled(t *tags.Tag) bool {
	return t.Spelled() && tags.Blocked(t.Name+", "+*t.Spelling)
}
