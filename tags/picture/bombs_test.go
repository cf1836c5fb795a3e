package picture

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"tailor/tags/picture/container"
)

// bombs are files of 16 MB or less that ask for far more than they are, each
// with a part of the error that it ends in, "" for one that is read.
func bombs() map[string]struct {
	file []byte
	err  string
} {
	type bomb = struct {
		file []byte
		err  string
	}
	mega := func(n int, s string) string { return strings.Repeat(s, n<<20/len(s)) }
	many := func(n int, chunk func(k int) []byte) []byte {
		var chunks [][]byte
		for k := range n {
			chunks = append(chunks, chunk(k))
		}
		return pngOf(chunks...)
	}
	all := map[string]bomb{}
	packed := func(name string, packed []byte) []byte {
		return pngChunk("zTXt", append([]byte(name+"\x00\x00"), packed...))
	}
	letters, zeros, spaces := pack([]byte(mega(15, "a"))), pack([]byte(mega(7, "\x00"))), pack([]byte(mega(8, " ")))
	all["300 packed texts nobody asks for"] = bomb{many(300, func(k int) []byte { return packed(fmt.Sprint("t", k), letters) }), "no prompt"}
	all["300 packed texts of one name"] = bomb{many(300, func(int) []byte { return packed("parameters", zeros) }), "no prompt"}
	var named [][]byte
	for name := range names {
		for range 8 {
			named = append(named, packed(name, spaces))
		}
	}
	all["every name eight times, full of spaces"] = bomb{pngOf(named...), "64 MB"}
	all["a packed text of 100 MB"] = bomb{pngOf(packedText("prompt", mega(100, "a"))), "8 MB"}
	all["many chunks"] = bomb{append([]byte("\x89PNG\r\n\x1a\n"), bytes.Repeat(pngChunk("tEXt", []byte("a")), 1<<20)...), "parts"}

	all["directories of EXIF that point at one another"] = bomb{exifWeb(800), "no prompt"}
	all["a directory of EXIF that points at itself"] = bomb{exifWeb(1), "no prompt"}
	all["entries of EXIF that share one text"] = bomb{exifShared(0x9286, 60000, mega(7, "\x01\x02")), ""}
	all["cameras of EXIF that share one text"] = bomb{exifShared(0x010F, 60000, "workflow:"+mega(7, "{\"a\":")), "values"}

	all["descriptions of EXIF that lie over one another"] = bomb{exifLaid(0x010E, mega(7, "a")), "parts"}
	all["models of EXIF that lie over one another"] = bomb{exifLaid(0x0110, mega(7, "\x00")), "parts"}
	all["comments of EXIF that lie over one another"] = bomb{exifLaid(0x9286, mega(7, "a")), ""}

	xmp := func(text string) []byte {
		return pngOf(pngChunk("iTXt", []byte("XML:com.adobe.xmp\x00\x00\x00\x00\x00"+text)))
	}
	for name, part := range map[string]string{"elements": "<a/>", "attributes": `a=""`, "words": "a ", "comments": "<!---->"} {
		all["XMP of "+name+" without end"] = bomb{xmp("<a " + mega(7, part)), "XMP"}
	}

	all["an iloc of no width"] = bomb{avifWith(iloc(0, 1<<31, 65535)), "parts"}
	all["an iloc of many extents"] = bomb{avifWith(iloc(1, 3000, 2000)), ""}
	all["boxes without end"] = bomb{avifWith(bytes.Repeat([]byte{0, 0, 0, 8, 'f', 'r', 'e', 'e'}, 1<<20)), ""}
	all["items without end"] = bomb{avifWith(boxOf("iinf", append([]byte{0, 0, 0, 0, 255, 255}, bytes.Repeat([]byte{0, 0, 0, 8, 'i', 'n', 'f', 'e'}, 1<<20)...))), ""}

	graph := func(nodes string) []byte {
		return []byte(`{"k":{"class_type":"KSampler","inputs":{"positive":["0",0]}},` + nodes + `}`)
	}
	var joins strings.Builder
	for k := range 60 {
		fmt.Fprintf(&joins, `"%d":{"class_type":"StringConcatenate","inputs":{"string_a":["%d",0],"string_b":["%d",0],"delimiter":"%s"}},`, k, k+1, k+1, strings.Repeat(",", 1<<16))
	}
	all["nodes that join and double"] = bomb{graph(joins.String() + `"60":{"class_type":"X","inputs":{"text":"a"}}`), "64 MB"}
	var inputs strings.Builder
	for k := range 20000 {
		fmt.Fprintf(&inputs, `"text%d":"a",`, k)
	}
	all["a delimiter between many texts"] = bomb{graph(`"0":{"class_type":"Text Concatenate","inputs":{` + inputs.String() + `"delimiter":"` + mega(4, "x") + `"}}`), "64 MB"}
	for name, search := range map[string]string{"a search of many steps": "(a?b?){1000}c", "a search to the end from each letter": "a.*c|a"} {
		all[name] = bomb{graph(`"0":{"class_type":"RegexReplace","inputs":{"regex_pattern":"` + search + `","replace":"x","string":"` + mega(1, "ab") + `"}}`), ""}
	}
	var senders, sent strings.Builder
	for k := range 1000 {
		fmt.Fprintf(&senders, `,{"id":%d,"type":"Anything Everywhere?","inputs":[{"link":%d}],"widgets_values":["(a|b)*c"]}`, k, k)
		fmt.Fprintf(&sent, `[%d,9999,0,%d,0,"CONDITIONING"],`, k, k)
	}
	all["searches in a long title"] = bomb{[]byte(`{"nodes":[{"id":9999,"type":"KSampler","title":"` + mega(1, "a") + `","inputs":[{"name":"positive","type":"CONDITIONING"}]}` +
		senders.String() + `],"links":[` + strings.TrimSuffix(sent.String(), ",") + `]}`), ""}
	saved := func(nodes, links, subgraphs string) []byte {
		return []byte(`{"nodes":[{"id":99999,"type":"KSampler","inputs":[]}` + nodes + `],"links":[` + links + `],"definitions":{"subgraphs":[` + subgraphs + `]}}`)
	}
	listed := func(n int, one func(k int) string) string {
		var all []string
		for k := range n {
			all = append(all, one(k))
		}
		return strings.Join(all, ",")
	}
	foos := listed(9000, func(k int) string { return fmt.Sprintf(`{"id":%d,"type":"Foo","inputs":[]}`, k) })
	all["subgraphs that hold two of one another"] = bomb{saved(`,{"id":1,"type":"s0"}`, "", listed(40, func(k int) string {
		return fmt.Sprintf(`{"id":"s%d","nodes":[{"id":1,"type":"s%d"},{"id":2,"type":"s%d"}]}`, k, k+1, k+1)
	})), "parts"}
	all["subgraphs of long names"] = bomb{saved(`,{"id":1,"type":"s0"}`, "", listed(14, func(k int) string {
		return fmt.Sprintf(`{"id":"s%d","nodes":[{"id":%s,"type":"s%d"}]}`, k, strings.Repeat("9", 90000), k+1)
	})+`,{"id":"s14","nodes":[`+foos+`]}`), "64 MB"}
	shown := `"properties":{"proxyWidgets":[` + listed(9000, func(k int) string { return fmt.Sprintf(`["7","t%d"]`, k) }) + `]},"widgets_values":[` + listed(9000, func(int) string { return `"v"` }) + `]`
	all["boxes of subgraphs without end"] = bomb{saved(`,{"id":7,"type":"s",`+shown+`}`, "", `{"id":"s","nodes":[{"id":7,"type":"r",`+shown+`}]},{"id":"r","nodes":[`+foos+`]}`), ""}
	all["a node that joins itself"] = bomb{graph(`"0":{"class_type":"ConditioningConcat","inputs":{"conditioning_to":["0",0],"conditioning_from":["0",0]}}`), "links"}
	all["values without end"] = bomb{graph(`"0":{"class_type":"X","inputs":{"text":["a"` + mega(7, ",0") + `]}}`), "values"}
	all["brackets without end"] = bomb{[]byte(`{"nodes":` + mega(7, "[")), ""}
	all["braces without end"] = bomb{[]byte(mega(7, `{"a":`)), "values"}
	all["braces that are no JSON"] = bomb{[]byte(mega(7, "{")), ""}
	all["strings without end"] = bomb{[]byte(`{"prompt":"` + mega(7, `\u0000`)), ""}
	all["NaN without end"] = bomb{[]byte(`{"a":[NaN` + mega(7, ",NaN") + `]}`), "values"}
	all["LoRAs without end"] = bomb{[]byte(`{"sui_image_params":{"prompt":"a","loras":"` + mega(7, "abcdefg,") + `"}}`), ""}
	all["different LoRAs without end"] = bomb{swarmLoRAs(300000), "parts"}
	all["different tags of SwarmUI"] = bomb{swarmTagged(300000), "parts"}
	all["a text of one letter"] = bomb{[]byte(mega(8, "a")), ""}
	all["a text of commas"] = bomb{[]byte(mega(8, ",")), ""}
	all["a text of settings"] = bomb{[]byte("a\nSteps: 1" + mega(7, ", a: \"b\"")), ""}
	all["a text of lines"] = bomb{[]byte(mega(8, "Negative prompt: \n")), ""}
	all["a text of quotes"] = bomb{[]byte("a\nSteps: 1, b: \"" + mega(7, `\"`)), ""}
	all["a text of brackets"] = bomb{[]byte("a\nSteps: 1, b: " + mega(7, `{"a":[`)), ""}
	all["a text of 16 MB"] = bomb{[]byte(mega(16, "a")), "8 MB"}
	return all
}

func boxOf(kind string, body []byte) []byte {
	return append(append(binary.BigEndian.AppendUint32(nil, uint32(len(body)+8)), kind...), body...)
}

// avifWith returns an AVIF whose box "meta" holds an item of EXIF and more.
func avifWith(boxes []byte) []byte {
	infe := boxOf("infe", append([]byte{2, 0, 0, 0, 0, 1, 0, 0}, "Exif\x00"...))
	iinf := boxOf("iinf", append([]byte{0, 0, 0, 0, 0, 1}, infe...))
	return append(boxOf("ftyp", []byte("avif\x00\x00\x00\x00")), boxOf("meta", append(append([]byte{0, 0, 0, 0}, iinf...), boxes...))...)
}

// iloc returns a box "iloc" of version 2 that names items with so many
// extents, each of fields of a width in bytes: 0 needs no bytes at all.
func iloc(width byte, items uint32, extents uint16) []byte {
	b := []byte{2, 0, 0, 0, width<<4 | width, 0}
	b = binary.BigEndian.AppendUint32(b, items)
	for len(b) < 7<<20 && items > 0 {
		b = binary.BigEndian.AppendUint32(b, 9)
		b = append(b, 0, 0, 0, 0)
		b = binary.BigEndian.AppendUint16(b, extents)
		b = append(b, make([]byte, 2*int(width)*int(extents))...)
		items--
	}
	return boxOf("iloc", b)
}

// exifWeb returns a PNG whose directories of EXIF all name all others.
func exifWeb(n int) []byte {
	b := append([]byte("II*\x00"), 8, 0, 0, 0)
	for range n {
		b = binary.LittleEndian.AppendUint16(b, uint16(n))
		for k := range n {
			b = binary.LittleEndian.AppendUint16(b, 0x8769)
			b = binary.LittleEndian.AppendUint16(b, 4)
			b = binary.LittleEndian.AppendUint32(b, 1)
			b = binary.LittleEndian.AppendUint32(b, uint32(8+k*(2+12*n)))
		}
	}
	return pngOf(pngChunk("eXIf", b))
}

// exifShared returns a PNG with many entries of EXIF that share one text.
func exifShared(tag uint16, entries int, text string) []byte {
	b := append([]byte("II*\x00"), 8, 0, 0, 0)
	b = binary.LittleEndian.AppendUint16(b, uint16(entries))
	for range entries {
		b = binary.LittleEndian.AppendUint16(b, tag)
		b = binary.LittleEndian.AppendUint16(b, 2)
		b = binary.LittleEndian.AppendUint32(b, uint32(len(text)))
		b = binary.LittleEndian.AppendUint32(b, uint32(10+12*entries))
	}
	return pngOf(pngChunk("eXIf", append(b, text...)))
}

// exifLaid returns a PNG with as many entries of EXIF as a directory has, whose
// texts begin a byte behind one another.
func exifLaid(tag uint16, text string) []byte {
	const entries = 1<<16 - 1
	b := append([]byte("II*\x00"), 8, 0, 0, 0, 0xff, 0xff)
	for k := range uint32(entries) {
		b = binary.LittleEndian.AppendUint16(b, tag)
		b = binary.LittleEndian.AppendUint16(b, 2)
		b = binary.LittleEndian.AppendUint32(b, uint32(len(text)-entries))
		b = binary.LittleEndian.AppendUint32(b, 10+12*entries+k)
	}
	return pngOf(pngChunk("eXIf", append(b, text...)))
}

func swarmLoRAs(n int) []byte {
	var b strings.Builder
	b.WriteString(`{"sui_image_params":{"prompt":"a","loras":["x"`)
	for k := range n {
		fmt.Fprintf(&b, `,"lora%d"`, k)
	}
	return []byte(b.String() + `]}}`)
}

func swarmTagged(n int) []byte {
	var b strings.Builder
	b.WriteString(`{"sui_image_params":{"prompt":"`)
	for k := range n {
		fmt.Fprintf(&b, `<t%d:a>`, k)
	}
	return []byte(b.String() + `"}}`)
}

// readPatiently reads a file without the limit of time, which a busy machine
// passes before the one that the file is for.
func readPatiently(file []byte) error {
	b := container.NewBudget()
	b.Until = b.Until.Add(time.Hour)
	_, err := read(b, bytes.NewReader(file), int64(len(file)), "")
	return err
}

// TestBombs reads every bomb: it ends, in the error that names the limit
// where it passes one.
func TestBombs(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: a limit of what one goroutine does")
	}
	dir := os.Getenv("TAILOR_BOMBS") // keeps the files, to measure the command with
	for name, bomb := range bombs() {
		if len(bomb.file) > 16<<20 {
			t.Errorf("%s has %d bytes", name, len(bomb.file))
		}
		if dir != "" {
			if err := os.WriteFile(filepath.Join(dir, strings.ReplaceAll(name, " ", "-")), bomb.file, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		err := readPatiently(bomb.file)
		if bomb.err != "" && (err == nil || !strings.Contains(err.Error(), bomb.err)) {
			t.Errorf("%s: the error is %v, want one with %q", name, err, bomb.err)
		}
	}
}

// BenchmarkBombs prints for the worst bomb how long it takes and how much
// memory is taken for it in all. Goal: 1 s and 256 MB.
func BenchmarkBombs(b *testing.B) {
	all := bombs()
	for b.Loop() {
		var slowest time.Duration
		var most uint64
		for name, bomb := range all {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			_, _ = readBytes(bomb.file)
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			slowest, most = max(slowest, took), max(most, after.TotalAlloc-before.TotalAlloc)
			b.Logf("%-50s %8.0f ms %6d MB", name, took.Seconds()*1000, (after.TotalAlloc-before.TotalAlloc)>>20)
		}
		b.ReportMetric(slowest.Seconds()*1000, "ms-worst")
		b.ReportMetric(float64(most>>20), "MB-worst")
	}
}

// FuzzBudget holds that no file takes more than its budget and a share for
// what is counted at its end.
func FuzzBudget(f *testing.F) {
	for _, c := range []string{"prompt", "workflow", "parameters", "Comment"} {
		f.Add(pngOf(packedText(c, `{"1":{"class_type":"KSampler","inputs":{"positive":["1",0]}}}`)))
	}
	f.Add(avifWith(iloc(0, 1<<31, 65535)))
	f.Add(exifWeb(3))
	f.Fuzz(func(t *testing.T, file []byte) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		_, _ = readBytes(file)
		took := time.Since(start)
		runtime.ReadMemStats(&after)
		if took > 10*container.MaxTime {
			t.Errorf("%v for %d bytes", took, len(file))
		}
		if taken := after.TotalAlloc - before.TotalAlloc; taken > 1<<30 {
			t.Errorf("%d MB for %d bytes", taken>>20, len(file))
		}
	})
}
