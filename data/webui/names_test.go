package webui_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"tailor/data/webui"
	"tailor/data/webui/webuitest"
)

func listed(names []webui.Name) string {
	var all []string
	for _, n := range names {
		all = append(all, n.Name)
	}
	return strings.Join(all, "|")
}

func TestNames(t *testing.T) {
	for _, c := range []struct {
		make, version, schedules, vaes string
		joined                         bool
	}{
		{webui.MakeA1111, "", "Automatic|Uniform|Karras", "sdxl_vae.safetensors", false},
		{webui.MakeA1111, "v1.7.0", "", "sdxl_vae.safetensors", true},
		{webui.MakeA1111, "v1.9.0", "", "sdxl_vae.safetensors", false},
		{webui.MakeForge, "", "Automatic|Uniform|Karras", "sdxl_vae.safetensors", false},
	} {
		web := start(t, &webuitest.A1111{Make: c.make, Version: c.version})
		n, err := open(t, webui.Options{URL: web.URL}).Names(t.Context())
		if err != nil || len(n.Missed) > 0 {
			t.Fatal(err, n.Missed)
		}
		if listed(n.Checkpoints) != strings.Join(webuitest.Checkpoints, "|") || listed(n.Loras) != "halo|neon-lights" || listed(n.Embeddings) != "badhands" || listed(n.VAEs) != c.vaes ||
			listed(n.Samplers) != strings.Join(web.Samplers(), "|") || !strings.HasPrefix(listed(n.Schedules), c.schedules) || (c.schedules == "") != (len(n.Schedules) == 0) || n.Joined() != c.joined ||
			!strings.HasPrefix(listed(n.Upscalers), "Latent|") || n.Current != webuitest.Checkpoints[0] {
			t.Errorf("%s %s: %+v", c.make, c.version, n)
		}
	}
	comfy := startComfy(t, &webuitest.Comfy{})
	n, err := open(t, webui.Options{URL: comfy.URL}).Names(t.Context())
	if err != nil || len(n.Missed) > 0 {
		t.Fatal(err, n.Missed)
	}
	f := webuitest.DefaultFiles()
	if listed(n.Checkpoints) != strings.Join(f.Checkpoints, "|") || listed(n.Loras) != strings.Join(f.Loras, "|") || listed(n.VAEs) != f.VAEs[0] || listed(n.Upscalers) != f.Upscalers[0] ||
		listed(n.Embeddings) != "badhands|neg/e" || len(n.Samplers) != 44 || len(n.Schedules) != 9 {
		t.Errorf("ComfyUI: %+v", n)
	}
}

func TestFind(t *testing.T) {
	names := []webui.Name{{Name: `xl\rouwei_080_vpred.safetensors`}, {Name: "rouwei_080_epsilon.safetensors [aa11bb22cc]", Also: []string{"rouwei_080_epsilon.safetensors", "aa11bb22cc"}},
		{Name: "a/same.safetensors"}, {Name: "b/same.safetensors"}, {Name: "Euler a", Also: []string{"k_euler_a"}}}
	for _, c := range []struct{ wanted, want, near string }{
		{"rouwei_080_epsilon", "rouwei_080_epsilon.safetensors [aa11bb22cc]", ""},
		{"aa11bb22cc", "rouwei_080_epsilon.safetensors [aa11bb22cc]", ""},
		{"xl/ROUWEI_080_vpred", `xl\rouwei_080_vpred.safetensors`, ""},
		{"rouwei_080_vpred.safetensors", `xl\rouwei_080_vpred.safetensors`, ""},
		{"same", "", "a/same.safetensors|b/same.safetensors"},
		{"b/same", "b/same.safetensors", ""},
		{"euler A", "Euler a", ""},
		{"k_euler_a", "Euler a", ""},
		{"rouwei_080", "", `rouwei_080_epsilon.safetensors [aa11bb22cc]|xl\rouwei_080_vpred.safetensors`},
		{"qqq", "", ""},
	} {
		name, near, ok := webui.Find(names, c.wanted)
		slices.Sort(near)
		if name != c.want || ok != (c.want != "") || strings.Join(near, "|") != c.near {
			t.Errorf("Find(%q) = %q, %q, %v; want %q, %q", c.wanted, name, near, ok, c.want, c.near)
		}
	}
}

func TestSniff(t *testing.T) {
	const avif = "\x00\x00\x00\x18ftypavif\x00\x00\x00\x00mif1miaf\x00\x00\x00\x08meta\x00\x00\x00\x09mdat."
	whole := webuitest.PNG(webuitest.Draw(8, 8, 1), "a")
	at := bytes.Index(whole, []byte("IDAT"))
	turned := bytes.Clone(whole)
	turned[at+6] ^= 1
	const empty = "\x00\x00\x00\x00IEND\xaeB\x60\x82"
	for _, c := range []struct {
		name string
		data []byte
		ext  string
	}{
		{"PNG", whole, "png"}, {"cut PNG", whole[:len(whole)-9], ""},
		{"PNG of nothing", []byte("\x89PNG\r\n\x1a\n" + empty), ""}, {"PNG without its pixels", slices.Concat(whole[:33], []byte(empty)), ""},
		{"PNG without its head", slices.Concat(whole[:8], whole[33:]), ""}, {"PNG of a bit turned", turned, ""},
		{"JPEG without a scan", slices.Concat([]byte("\xff\xd8\xff\xfe"), make([]byte, 200), []byte("\xff\xd9")), ""},
		{"WebP of nothing", []byte("RIFF\x10\x00\x00\x00WEBPJUNK\x04\x00\x00\x00xxxx"), ""},
		{"HTML", []byte("<html>"), ""}, {"nothing", nil, ""}, {"GIF", []byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"), "gif"},
		{"JPEG", jpegFile(t), "jpg"}, {"cut JPEG", jpegFile(t)[:90], ""},
		{"cut webp", []byte("RIFF\xff\x00\x00\x00WEBPVP8 xxxxx"), ""},
		{"AVIF", []byte(avif), "avif"}, {"AVIF whose last box has no end", []byte(strings.Replace(avif, "\x00\x00\x00\x09mdat", "\x00\x00\x00\x00mdat", 1)), "avif"},
		{"AVIF of long boxes", []byte(avif[:24] + "\x00\x00\x00\x01meta\x00\x00\x00\x00\x00\x00\x00\x10" + avif[32:]), "avif"},
		{"cut AVIF", []byte(avif[:len(avif)-1]), ""}, {"AVIF without pixels", []byte(avif[:32]), ""}, {"head of an AVIF", []byte(avif[:24]), ""}, {"AVIF with a box of nothing", []byte(avif[:24] + "\x00\x00\x00\x01meta"), ""},
	} {
		if ext, ok := webui.Sniff(c.data); ok != (c.ext != "") || ok && ext != c.ext {
			t.Errorf("%s: %q, %v", c.name, ext, ok)
		}
	}
}

func FuzzSniff(f *testing.F) {
	f.Add(webuitest.PNG(webuitest.Draw(2, 2, 1), "a"))
	f.Add([]byte("RIFF\xff\xff\xff\xffWEBPVP8 "))
	f.Fuzz(func(t *testing.T, data []byte) {
		ext, ok := webui.Sniff(data)
		webui.HasInfotext(data)
		if with, err := webui.WithInfotext(data, "é 猫"); err == nil {
			if !webui.HasInfotext(with) || !ok || ext != "png" {
				t.Fatal("an infotext was put in and is not found")
			}
		}
	})
}
