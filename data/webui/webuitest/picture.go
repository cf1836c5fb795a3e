// Package webuitest has web UIs that tests can talk to: servers with the APIs
// of A1111, Forge and ComfyUI that draw no better than a test picture, but
// answer, queue, report and fail as the real ones do.
package webuitest

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"

	"tailor/data/webui"
)

// Draw draws the project's own test picture for a seed: a sky, a sun whose
// colour and place hang on the seed, and hills.
func Draw(width, height int, seed uint64) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	hue := float64(seed%360) / 360
	sunX, sunY := float64(width)*(0.25+0.5*hue), float64(height)*0.33
	radius := float64(min(width, height)) / 6
	for y := range height {
		v := float64(y) / float64(height)
		for x := range width {
			u := float64(x) / float64(width)
			c := mix(hsv(hue+0.55, 0.75, 0.35+0.5*v), hsv(hue+0.1, 0.5, 0.95), v*v)
			if d := math.Hypot(float64(x)-sunX, float64(y)-sunY); d < radius {
				c = mix(hsv(hue, 0.35, 1), hsv(hue, 0.9, 1), d/radius)
			}
			for hill := range 3 {
				ridge := 0.58 + 0.13*float64(hill) + 0.06*math.Sin(2*math.Pi*(u*(1.3+0.7*float64(hill))+hue+0.3*float64(hill)))
				if v > ridge {
					c = hsv(hue+0.33+0.05*float64(hill), 0.6, 0.5-0.13*float64(hill))
				}
			}
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

func mix(a, b color.RGBA, t float64) color.RGBA {
	part := func(x, y uint8) uint8 { return uint8(float64(x) + (float64(y)-float64(x))*max(0, min(t, 1))) }
	return color.RGBA{part(a.R, b.R), part(a.G, b.G), part(a.B, b.B), 255}
}

// hsv turns hue, saturation and value, each from 0 to 1, into a colour; the
// hue wraps.
func hsv(h, s, v float64) color.RGBA {
	h = (h - math.Floor(h)) * 6
	part := func(n float64) uint8 {
		k := math.Mod(n+h, 6)
		return uint8(255 * (v - v*s*max(0, min(k, 4-k, 1))))
	}
	return color.RGBA{part(5), part(3), part(1), 255}
}

// PNG encodes a picture, with an infotext in it where that is not "".
func PNG(m image.Image, infotext string) []byte {
	var b bytes.Buffer
	e := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := e.Encode(&b, m); err != nil {
		panic(err) // a buffer takes everything
	}
	if infotext == "" {
		return b.Bytes()
	}
	with, err := webui.WithInfotext(b.Bytes(), infotext)
	if err != nil {
		panic(err) // it is a PNG
	}
	return with
}
