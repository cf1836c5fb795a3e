package edit

import (
	"math"
	"slices"

	"tailor/tags/prompt/splice"
)

// praise puts the other model's quality words in where the prompt had some and
// none of them is the other's, or where the other knows them as a whole only.
func (tr *translating) praise(moved []moving) []moving {
	q := tr.to.Quality
	weight := tr.praiseWeight()
	if !tr.praised || tr.kept > 0 && len(q.Whole) == 0 || !tr.quality && len(q.Whole) == 0 {
		if weight != 1 {
			tr.loseWeights()
		}
		return moved
	}
	if weight == 0 {
		tr.loseWeights()
		weight = 1
	}
	words := q.Whole
	switch {
	case len(words) > 0:
	case len(q.Default) > 0:
		words = slices.DeleteFunc(slices.Clone(q.Default), func(tag string) bool { return !slices.Contains(q.Positive, tag) })
	default:
		words = q.Positive
	}
	moved = slices.DeleteFunc(moved, func(m moving) bool { return m.role >= qualityRole && m.role < worstRole })
	for _, tag := range words {
		m := moving{text: tr.spelled(tag), role: tr.classifier.tag(tag), rank: tr.classifier.rank(tag)}
		if weight != 1 {
			m.text = "(" + m.text + ":" + splice.FormatWeight(weight) + ")"
		}
		moved = append(moved, m)
	}
	return moved
}

// praiseWeight returns the weight that the replaced quality words have, 0 where
// they differ in it.
func (tr *translating) praiseWeight() float64 {
	weight := 1.0
	for i, part := range tr.replaced {
		own := math.Round(part.Weight*100) / 100
		if i > 0 && own != weight {
			return 0
		}
		weight = own
	}
	return weight
}

// loseWeights names the weights of the replaced quality words.
func (tr *translating) loseWeights() {
	for _, part := range tr.replaced {
		if part.Weight != 1 {
			tr.lose(part.Text, "its weight goes, as the quality words of "+tr.to.Name+" stand for several that weigh differently")
		}
	}
}
