package main

import (
	"context"
	"fmt"
	"strings"

	"tailor/data/config"
	"tailor/tags/catalogue"
	"tailor/tags/library"
	"tailor/tags/prompt"
	"tailor/tags/prompt/edit"
	"tailor/tags/prompt/splice"
	"tailor/tags/taglist"
)

// maxArtists is how many artists may be asked for; hardly a style chunk takes
// half as many.
const maxArtists = 75

// roller returns a function that rolls a number of artists into a prompt: of
// the lists in use, or of a file.
func (a *app) roller(ctx context.Context, c config.Config, number int, from string) (func(string, uint64) edit.RollResult, error) {
	if number < 1 || number > maxArtists {
		return nil, fmt.Errorf("--artists %d: it takes a number from 1 to %d", number, maxArtists)
	}
	p, _, err := a.Profile(c)
	if err != nil {
		return nil, err
	}
	lib, err := a.LoadBy(ctx, c, library.LoadCatalogue)
	if err != nil {
		return nil, err
	}
	deck := edit.NewArtistPool(lib.Catalogue)
	if from != "" {
		l, err := taglist.ReadFile(from)
		if err != nil {
			return nil, fmt.Errorf("--artists-from: %w", err)
		}
		for _, bad := range l.Bad {
			a.Warn(fmt.Errorf("%s:%d: %s", from, bad.Line, bad.Reason))
		}
		if deck = edit.NewArtistPool(catalogue.Build(l)); deck.Len() == 0 {
			return nil, fmt.Errorf("--artists-from: %s has no artists: it takes one a line", from)
		}
	}
	o := edit.Options{StylesAtEnd: c.Lane == "end"}
	return func(text string, seed uint64) edit.RollResult {
		return edit.Roll(p, lib.Catalogue, deck, prompt.Texts{Positive: text}, edit.RollOptions{Seed: seed, Number: number}, o)
	}, nil
}

// rolledInto puts rolled artists into a prompt that was made.
func rolledInto(made expanded, r edit.RollResult) expanded {
	if !r.Empty() {
		was := made.Prompt
		made.Prompt = splice.Copyable(r.Apply(prompt.Texts{Positive: was}).Positive)
		if !strings.HasSuffix(strings.TrimSpace(was), "BREAK") { // nothing follows that it would part
			made.Prompt = strings.TrimSuffix(made.Prompt, " BREAK")
		}
	}
	if r.Short != "" {
		made.Problems = append(made.Problems, r.Short)
	}
	made.Artists = append([]string{}, r.Artists...)
	return made
}
