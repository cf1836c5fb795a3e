package infotext

import (
	"math"
	"strconv"
	"strings"

	"tailor/data/pattern"
	"tailor/tags/prompt"
)

// This file writes the weights of other programs as A1111's.

// stretch is a text with one weight.
type stretch struct {
	text   string
	weight float64
}

// writeStretches writes stretches as A1111 reads them, each weight whole, not
// multiplied by those around it.
func writeStretches(all []stretch) string {
	var b strings.Builder
	for _, s := range all {
		core := strings.Trim(s.text, " ,\n\t")
		if math.Abs(s.weight-1) < 1e-6 || core == "" {
			b.WriteString(s.text)
			continue
		}
		at := strings.Index(s.text, core)
		number := strconv.FormatFloat(math.Round(s.weight*1e4)/1e4, 'f', -1, 64)
		b.WriteString(s.text[:at] + "(" + core + ":" + number + ")" + s.text[at+len(core):])
	}
	return b.String()
}

var escapeBrackets = strings.NewReplacer("(", `\(`, ")", `\)`, "[", `\[`, "]", `\]`)

// FromNovelAI writes a prompt of NovelAI's for A1111: {x} weighs 1.05, [x]
// 1/1.05, 1.2::x:: weighs 1.2 up to the next "::" or the end. Round brackets are
// text there.
func FromNovelAI(text string) string {
	if !strings.ContainsAny(text, "{}[]()") && !strings.Contains(text, "::") {
		return text
	}
	var all []stretch
	var plain strings.Builder
	braces, number := 0, 1.0
	end := func() {
		all = append(all, stretch{escapeBrackets.Replace(plain.String()), number * math.Pow(1.05, float64(braces))})
		plain.Reset()
	}
	for i := 0; i < len(text); {
		c := text[i]
		switch weight, size := prompt.NovelWeight(text, i); {
		case size > 0:
			end()
			number = weight
			i += size
		case strings.HasPrefix(text[i:], "::"): // ends all emphasis that is open
			end()
			braces, number = 0, 1
			i += 2
		case c == '{' || c == ']':
			end()
			braces++
			i++
		case c == '}' || c == '[':
			end()
			braces--
			i++
		default:
			plain.WriteByte(c)
			i++
		}
	}
	end()
	return writeStretches(all)
}

// FromInvokeAI writes a prompt in InvokeAI's syntax for A1111: x+ and (x y)++
// weigh 1.1 a sign, x- 0.9, (x y)1.2 that number, brackets multiply; parts that
// .and() joins are parted by BREAK. What has no equal, .swap() and .blend(),
// stays as it stands.
func FromInvokeAI(text string) string {
	if strings.Contains(text, ".swap(") || strings.Contains(text, ".blend(") {
		return text
	}
	if parts := conjunction(text); parts != nil {
		for i, p := range parts {
			parts[i] = FromInvokeAI(p)
		}
		return strings.Join(parts, " BREAK ")
	}
	if !strings.ContainsAny(text, "+-()[]\"") {
		return text
	}
	r := invokeReader{text: text}
	r.read(0, len(text), 1, 0)
	return writeStretches(r.all)
}

// conjunction returns the parts of ("a", "b").and(), nil for another text.
func conjunction(text string) []string {
	inner, ok := strings.CutPrefix(strings.TrimSpace(text), "(")
	if !ok {
		return nil
	}
	at := strings.LastIndex(inner, ").and(")
	if at < 0 || !strings.HasSuffix(inner, ")") || !strings.HasPrefix(strings.TrimSpace(inner), `"`) {
		return nil
	}
	var parts []string
	var part strings.Builder
	quoted := false
	for i := 0; i < at; i++ {
		switch {
		case inner[i] == '\\' && i+1 < at && inner[i+1] == '"':
			part.WriteByte('"')
			i++
		case inner[i] == '"':
			if quoted = !quoted; !quoted {
				parts = append(parts, part.String())
				part.Reset()
			}
		case quoted:
			part.WriteByte(inner[i])
		}
	}
	return parts
}

type invokeReader struct {
	text string
	all  []stretch
}

// invokeSigns is a weight behind a word or a bracket.
var invokeSigns = pattern.Of(`^(?:\++|-+|\d+\.?\d*|\.\d+)`)

// invokeWord is a word with a weight at its end.
var invokeWord = pattern.Of(`^((?:\\.|[^\s,()+\-\\]|[+\-]+[^\s,()+\-])+)(\++|-+)(?:$|[\s,.)])`)

// read reads a stretch within brackets that weigh so much together.
func (r *invokeReader) read(from, to int, weight float64, depth int) {
	var plain strings.Builder
	end := func() {
		r.all = append(r.all, stretch{plain.String(), weight})
		plain.Reset()
	}
	word := true // a word may begin here
	for i := from; i < to; {
		c := r.text[i]
		if c == '(' && depth < 32 {
			if last := closingBracket(r.text[:to], i); last > 0 {
				end()
				by, length := signs(r.text[last+1 : to])
				r.read(i+1, last, weight*by, depth+1)
				i = last + 1 + length
				word = false
				continue
			}
		}
		if word {
			if m := invokeWord().FindStringSubmatch(r.text[i:min(to, i+200)]); m != nil {
				end()
				by, _ := signs(m[2])
				r.all = append(r.all, stretch{squareOnly.Replace(m[1]), weight * by})
				i += len(m[1]) + len(m[2])
				word = false
				continue
			}
		}
		switch {
		case c == '\\' && i+1 < to && strings.IndexByte(`()`, r.text[i+1]) >= 0:
			plain.WriteString(r.text[i : i+2])
			i++
		case c == '\\' && i+1 < to && r.text[i+1] == '"':
			plain.WriteByte('"')
			i++
		case c == '(' || c == ')' || c == '[' || c == ']':
			plain.WriteString(`\` + string(c))
		default:
			plain.WriteByte(c)
		}
		word = strings.IndexByte(" ,\n\t", c) >= 0
		i++
	}
	end()
}

var squareOnly = strings.NewReplacer("[", `\[`, "]", `\]`)

// signs returns the weight that a text begins with, 1 and no length for none.
func signs(text string) (weight float64, length int) {
	m := invokeSigns().FindString(text[:min(len(text), 24)])
	switch {
	case m == "":
		return 1, 0
	case m[0] == '+':
		return math.Pow(1.1, float64(len(m))), len(m)
	case m[0] == '-':
		return math.Pow(0.9, float64(len(m))), len(m)
	}
	weight, _ = strconv.ParseFloat(m, 64)
	return weight, len(m)
}

// closingBracket returns where the bracket closes that opens at an offset, 0
// where it does not within so much text as people write.
func closingBracket(text string, open int) int {
	depth := 0
	for i := open; i < min(len(text), open+8<<10); i++ {
		switch text[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return 0
}
