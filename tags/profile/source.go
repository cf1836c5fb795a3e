package profile

// The subjects of Profile.Sources.
const (
	AboutArtists  = "artists"  // their form, and the chunk of their own
	AboutWords    = "words"    // what does nothing
	AboutQuality  = "quality"  // how many there are, and that they go together
	AboutGroups   = "groups"   // what of a group excludes each other, or is needed
	AboutOrder    = "order"    // where quality words stand
	AboutNegative = "negative" // that there should be one, and what it should not hold
	AboutSpelling = "spelling" // spaces for underscores
	AboutProse    = "prose"    // how sentences do
	AboutLimits   = "limits"   // of what a prompt should not have too many
	AboutSampling = "sampling" // sampler, steps, size
	AboutCFG      = "cfg"      // CFG; left out, as sampling
)

// subjects are all of them.
var subjects = []string{AboutArtists, AboutWords, AboutQuality, AboutGroups, AboutOrder, AboutNegative, AboutSpelling, AboutProse, AboutLimits, AboutSampling, AboutCFG}

// Level is how gravely what is known of a subject may be held against a
// prompt.
type Level uint8

const (
	Unsaid  Level = iota // nobody has said: not at all
	Advised              // a guide says so: a hint
	Quoted               // the model's authors are quoted: a warning at most
	Sure                 // they say so themselves: whatever the rule says
)

// levels are the words by which a profile names a source.
var levels = map[string]Level{"none": Unsaid, "guide": Advised, "quoted": Quoted, "card": Sure}

// Level returns how gravely what is known of a subject may be held against a
// prompt. A profile that names no source is believed.
func (p *Profile) Level(subject string) Level {
	if source, ok := p.Sources[subject]; ok {
		return levels[source]
	}
	if subject == AboutCFG {
		return p.Level(AboutSampling)
	}
	return Sure
}
