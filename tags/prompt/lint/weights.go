package lint

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"tailor/tags"
	"tailor/tags/english"
	"tailor/tags/prompt"
	"tailor/tags/prompt/lint/reading"
	"tailor/tags/prompt/settings"
	"tailor/tags/wildcard"
)

var (
	// commaWeight is a weight with a decimal comma, "(x:1,2)".
	commaWeight = regexp.MustCompile(`:\s*(\d),(\d{1,2})\s*\)`)
	// brokenWeight is a weight in A1111's form, [+-]?[.\d]+, which need be no
	// number.
	brokenWeight = regexp.MustCompile(`:\s*([+-]?[.\d]+)\s*\)`)
	// powerWeight is a number with a power of ten, which A1111 takes for letters.
	powerWeight = regexp.MustCompile(`:\s*([+-]?[.\d]+[eE][+-]?\d+)\s*\)`)
	// twoPoints is a number in which the point stands twice.
	twoPoints = regexp.MustCompile(`^([+-]?\d*)\.\.+(\d+)$`)
	// twoWeights ends a bracket with one weight before another.
	twoWeights = regexp.MustCompile(`(\s*:\s*[+-]?\d*\.?\d+\s*):\s*[+-]?\d*\.?\d+\s*\)`)
	// ratio ends in two whole numbers, "16:9", of which none is a weight.
	ratio = regexp.MustCompile(`(?:^|[^\w.])\d{1,2}:\d{1,2}$`)
	// weightWithin is a weight before a comma.
	weightWithin = regexp.MustCompile(`:\s*\d*\.?\d+\s*,`)
	// noWeight is a number that weighs nothing.
	noWeight = regexp.MustCompile(`:\s*\d{3,}\s*$`)
	// wideWeight is a bracket with a weight in full-width signs, at least one.
	wideWeight = regexp.MustCompile(`[(（]([^()（）:：\n]+)[:：]\s*(\d*\.?\d+)\s*[)）]`)
	// bareWeight ends a tag with a weight that stands in no bracket.
	bareWeight = regexp.MustCompile(`\S(\s*:\s*)(\d*\.\d+)$`)
	// curlyNothing is a weight that wants nothing of a word, "{cat:0}".
	curlyNothing = regexp.MustCompile(`:\s*(-[\d.]+|[0.]+)$`)
	// squareWeight is a bracket that was meant as a weight: as prompt editing
	// its word would come after the last step.
	squareWeight = regexp.MustCompile(`\[([^\[\]:|\\\n]+):\s*(1\.\d+|[2-9]\.\d+)\s*\]`)
)

// weights reports what looks like a weight and is none to A1111.
func (r *report) weights() {
	reg := r.region
	masked := reg.Masked
	each := func(re *regexp.Regexp, say func(m []int)) {
		for _, m := range re.FindAllStringSubmatchIndex(masked, -1) {
			if !reg.Hidden(m[0]) && !reg.Hidden(m[1]-1) { // what a comment cuts is none
				say(m)
			}
		}
	}
	if strings.Contains(masked, ")") && strings.Contains(masked, ":") {
		each(brokenWeight, func(m []int) { r.brokenWeight(prompt.Span{Start: m[2], End: m[3]}) })
		each(powerWeight, func(m []int) {
			span := prompt.Span{Start: m[2], End: m[3]}
			r.add(Weight, Warning, span, nil, nil,
				fmt.Sprintf("%s is no weight to A1111, which reads it as words; write it with a point or none.", quoted(span.Of(masked))))
		})
		each(commaWeight, func(m []int) {
			span := prompt.Span{Start: m[2], End: m[5]}
			r.add(Weight, Warning, span, text(masked[m[2]:m[3]]+"."+masked[m[4]:m[5]]), nil,
				fmt.Sprintf("%s has a comma, so A1111 cuts the tag there and weighs nothing; write a point.", quoted(span.Of(masked))))
		})
		each(twoWeights, func(m []int) {
			span := prompt.Span{Start: m[2], End: m[3]}
			if ratio.MatchString(masked[max(m[3]-8, 0):m[3]]) || reg.opens(m[2]) || noWeight.MatchString(span.Of(masked)) {
				return // "16:9", the face of "(:3:0.9)", and the name of "(reverse:1999:1.2)"
			}
			r.add(Weight, Warning, span, gone(), nil,
				fmt.Sprintf("A1111 reads the last weight, and %s as words; write one weight.", quoted(strings.TrimSpace(span.Of(masked)))))
		})
	}
	if strings.ContainsAny(masked, "（）：") {
		each(wideWeight, func(m []int) {
			span := prompt.Span{Start: m[0], End: m[1]}
			written := "(" + strings.TrimSpace(masked[m[2]:m[3]]) + ":" + masked[m[4]:m[5]] + ")"
			if written != span.Of(masked) && strings.ContainsAny(span.Of(masked), "（）：") {
				r.add(Weight, Warning, span, &written, nil,
					fmt.Sprintf("Full-width signs weigh nothing: A1111 reads %s as words; write %s.", quoted(span.Of(masked)), quoted(written)))
			}
		})
	}
	r.novelWeights()
	if strings.Contains(masked, "[") {
		each(squareWeight, func(m []int) {
			span := prompt.Span{Start: m[0], End: m[1]}
			written := "(" + strings.TrimSpace(masked[m[2]:m[3]]) + ":" + masked[m[4]:m[5]] + ")"
			r.add(Weight, Warning, span, &written, nil,
				fmt.Sprintf("%s is prompt editing, not a weight: the word comes after the last step and never shows; write %s.", quoted(span.Of(masked)), quoted(written)))
		})
	}
	r.curlyWeights()
	r.bareWeights()
}

// opens reports whether nothing stands between an offset and what begins a tag.
func (reg *region) opens(at int) bool {
	before := strings.TrimRight(reg.Masked[:at], " ")
	return before == "" || strings.IndexByte(",([{|\n", before[len(before)-1]) >= 0
}

// brokenWeight reports a weight that is no number.
func (r *report) brokenWeight(span prompt.Span) {
	written := span.Of(r.region.Masked)
	if _, err := strconv.ParseFloat(written, 64); err == nil {
		return
	}
	var fix *string
	remedy := "write one number"
	if m := twoPoints.FindStringSubmatch(written); m != nil {
		fix = text(m[1] + "." + m[2])
		remedy = "write " + quoted(*fix)
	}
	r.add(Weight, Error, span, fix, nil, fmt.Sprintf("%s is no number, and A1111 stops with an error; %s.", quoted(written), remedy))
}

// placeholder are the letters of what stands for something else in a template.
const placeholder = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"

// curlyWeights reports NovelAI's curly brackets, which weigh nothing: "{x}".
func (r *report) curlyWeights() {
	reg := r.region
	if strings.Contains(reg.Masked, "{common") || wildcard.Within(reg.Masked) || strings.Contains(reg.Masked, "$$") {
		return // Forge Couple's, for what all figures share, and dynamic prompts'
	}
	open, counted := 0, 0 // curly brackets that are open where the next begins
	for _, n := range reg.Outline.NovelBraces(reg.Masked) {
		passed := reg.Masked[counted:n.Start]
		open, counted = open+strings.Count(passed, "{")-strings.Count(passed, "}"), n.Start
		if it := reg.ItemAt(n.Start); reg.Hidden(n.Start) || it != nil && (it.Facts.Written != "" || it.Dead()) || !english.HasLetters(n.Body.Of(reg.Masked)) {
			continue
		}
		body := strings.TrimSpace(n.Body.Of(reg.Masked))
		if strings.HasSuffix(reg.Masked[:n.Start], `\`) || noWeight.MatchString(strings.TrimRight(n.Span.Of(reg.Masked), "} ")) || weightWithin.MatchString(body) {
			continue // "\{rain\}", "{reverse:1999}", and "{hat:1.2, smile}"
		}
		if strings.ContainsAny(body, "{}") || open > 0 {
			continue // a weight's brackets stand directly on each other
		}
		if curlyNothing.MatchString(strings.TrimRight(n.Span.Of(reg.Masked), "} ")) || reading.Placeholder(body) || strings.HasPrefix(body, `"`) || n.Len() == len(body)+2 && strings.Trim(body, placeholder) == "" && !r.c.read.Knows(body) {
			continue // "{hair_color}", which a program fills in, and its data
		}
		says := r.c.p.About(body)
		if says.Dead != nil && says.Dead.Doubtful || reg.Copied != nil && reg.Copied.Start <= n.Start && n.End <= reg.Copied.End && (says.Copied || says.Along) {
			continue
		}
		if d := says.Dead; d != nil {
			if k := reg.itemFrom(n.Start); k < len(reg.Items) && reg.Items[k].Outer == n.Span {
				r.takeDead(k, n.Span, body, d)
				continue
			}
		}
		inside := n.Body.Of(reg.Masked)
		written := "(" + strings.TrimRight(inside, ", \n") + ":" + settings.Number(n.Weight) + ")"
		if strings.Contains(inside[len(strings.TrimRight(inside, ", \n")):], ",") && n.End < len(reg.Masked) && strings.IndexByte(" ,\n", reg.Masked[n.End]) < 0 {
			written += ", " // what stood in it parts it from the next
		}
		remedy := "write " + quoted(written)
		if strings.ContainsAny(body, "()") || reading.NamesArtist(body) {
			remedy = "write a round bracket with the weight " + settings.Number(n.Weight) // a name's own are mended next
		}
		r.add(Weight, Warning, n.Span, &written, nil,
			fmt.Sprintf("Curly brackets are NovelAI's way to weigh, and weigh nothing in A1111; %s.", remedy))
	}
}

// bareWeights reports weights without brackets, "smile:1.2".
func (r *report) bareWeights() {
	reg := r.region
	for _, b := range reg.Outline.Breaks {
		if b.And {
			return // there it is the weight of a whole prompt
		}
	}
	curly := -1 // how far the curly brackets reach, of which curlyWeights speaks
	next, before, all := 0, len(r.found), true
	for i := range reg.Items {
		it := &reg.Items[i]
		for ; next < len(reg.Outline.Brackets) && reg.Outline.Brackets[next].Open.Start <= it.Core.Start; next++ {
			if b := reg.Outline.Brackets[next]; b.Curly && !b.Unopened() {
				curly = max(curly, b.Close.End)
			}
		}
		if it.Core.Start < curly || it.Quiet() && !it.Sentence || it.Facts.Known || it.Unmatched || it.Dead() || it.Weight != 1 || !strings.Contains(it.Text, ":") || strings.Contains(it.Text, "::") {
			continue
		}
		core := it.Core.Of(reg.Masked)
		m := bareWeight.FindStringSubmatchIndex(core)
		if m == nil {
			continue
		}
		name := core[:m[2]]
		if d := r.c.p.About(name).Dead; d.Sure() {
			r.takeDead(i, it.Core, name, d)
			continue
		}
		id, alias, tag := r.c.cat.Lookup(name) // a colon or a stroke may be the tag's
		tag = tag && alias == ""
		own := reading.BracketsIn(name)
		if !english.HasLetters(name) || strings.ContainsRune("0123456789", rune(name[len(name)-1])) {
			continue
		}
		if !tag && (strings.ContainsAny(core, "{}<>/（）：") && !strings.Contains(core, `\`) || own.Others || own.Torn || strings.ContainsAny(name, ":.")) || len(strings.Fields(name)) > mostWeighed {
			all = false
			continue
		}
		if weight, err := strconv.ParseFloat(core[m[4]:m[5]], 64); err != nil || weight <= 0 || weight > 3 {
			continue
		}
		if _, _, known := r.c.cat.Lookup(tags.Unescape(core)); known {
			continue
		}
		written := r.c.read.RespellCore(it.Facts, name, own.Own)
		if tag {
			written = r.c.p.Write(r.c.cat.Tag(id))
		}
		written = "(" + written + ":" + core[m[4]:m[5]] + ")"
		r.add(Weight, Warning, it.Core, &written, nil,
			fmt.Sprintf("A weight needs a bracket: A1111 reads %s as words; write %s.", quoted(it.Text), quoted(written)))
	}
	for k := before; k < len(r.found) && !all; k++ {
		r.found[k].Fix, r.found[k].Edits = nil, nil // some would weigh, and others not
	}
}

// mostWeighed is how many words have a weight of their own at most.
const mostWeighed = 10
