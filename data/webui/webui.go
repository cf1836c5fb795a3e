// Package webui asks a running A1111 web UI for pictures, by its API
// (modules/api/api.py of version 1.10; Forge and reForge have the same). The
// web UI must have been started with --api.
package webui

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Request is what is asked for, under the names of the API's schema.
type Request struct {
	Prompt    string  `json:"prompt"`
	Negative  string  `json:"negative_prompt"`
	Steps     int     `json:"steps,omitempty"`
	Sampler   string  `json:"sampler_name,omitempty"`
	Scheduler string  `json:"scheduler,omitempty"`
	CFG       float64 `json:"cfg_scale,omitempty"`
	Width     int     `json:"width,omitempty"`
	Height    int     `json:"height,omitempty"`
	// Seed is -1 for another one each time.
	Seed int64 `json:"seed"`
	// Count is how many pictures are made, one after another.
	Count int `json:"n_iter,omitempty"`
	// Hires asks for a second pass at HiresScale times the size, or at
	// HiresWidth and HiresHeight, Denoising being how much of the picture is
	// made anew, from 0 to 1; nil is the web UI's own.
	Hires          bool     `json:"enable_hr,omitempty"`
	Denoising      *float64 `json:"denoising_strength,omitempty"`
	HiresScale     float64  `json:"hr_scale,omitempty"`
	HiresWidth     int      `json:"hr_resize_x,omitempty"`
	HiresHeight    int      `json:"hr_resize_y,omitempty"`
	HiresUpscaler  string   `json:"hr_upscaler,omitempty"`
	HiresSteps     int      `json:"hr_second_pass_steps,omitempty"`
	HiresSampler   string   `json:"hr_sampler_name,omitempty"`
	HiresScheduler string   `json:"hr_scheduler,omitempty"`
	HiresPrompt    string   `json:"hr_prompt,omitempty"`
	HiresNegative  string   `json:"hr_negative_prompt,omitempty"`
	// Variation is a second seed, mixed in by VariationStrength from 0 to 1.
	Variation         *int64  `json:"subseed,omitempty"`
	VariationStrength float64 `json:"subseed_strength,omitempty"`
	// SeedFromWidth and SeedFromHeight are the size whose noise is resized.
	SeedFromWidth  int `json:"seed_resize_from_w,omitempty"`
	SeedFromHeight int `json:"seed_resize_from_h,omitempty"`
	// Eta is the noise that the sampler adds, nil for the web UI's own.
	Eta    *float64 `json:"eta,omitempty"`
	Tiling bool     `json:"tiling,omitempty"`
	// Options are the web UI's own options for this request alone.
	Options map[string]any `json:"override_settings,omitempty"`
	// Save tells that the web UI is to keep the pictures as well.
	Save bool `json:"save_images"`
}

// Picture is a picture as the web UI made it.
type Picture struct {
	// PNG is the file, with its infotext in it.
	PNG []byte
	// Seed is the picture's, -1 when the web UI did not say.
	Seed int64
}

// Progress is how far the web UI is.
type Progress struct {
	// Done is the part that is done, from 0 to 1.
	Done float64
	// Left is about how long it will take yet.
	Left time.Duration
}

// maxAnswer is the number of bytes that an answer may have.
const maxAnswer = 1 << 30

// Client speaks to one web UI.
type Client struct {
	base *url.URL
	http http.Client
	// Every is how often the progress is asked for.
	Every time.Duration
}

// New returns a client for the address of a web UI, "http://127.0.0.1:7860",
// in which a user and a password may stand ("http://user:pass@…").
func New(address string) (*Client, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, fmt.Errorf("%q is no address of a web UI: write it as http://127.0.0.1:7860", address)
	}
	return &Client{base: u, Every: 500 * time.Millisecond}, nil
}

// Generate asks for pictures and waits for them. While it waits it calls
// report, if that is not nil, from another goroutine.
func (c *Client) Generate(ctx context.Context, r Request, report func(Progress)) ([]Picture, error) {
	ctx, cancel := context.WithCancel(ctx)
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		if report != nil {
			c.follow(ctx, report)
		}
	}()
	defer func() { cancel(); <-stopped }()
	body, err := json.Marshal(r)
	if err != nil {
		return nil, err
	}
	var answer struct {
		Images []string `json:"images"`
		Info   string   `json:"info"`
	}
	if err := c.ask(ctx, http.MethodPost, "/sdapi/v1/txt2img", body, &answer); err != nil {
		return nil, err
	}
	var info struct {
		Seeds []int64 `json:"all_seeds"`
	}
	_ = json.Unmarshal([]byte(answer.Info), &info) // without it the seeds are not known
	pictures := make([]Picture, len(answer.Images))
	for i, image := range answer.Images {
		if _, data, found := strings.Cut(image, ","); found && strings.HasPrefix(image, "data:") {
			image = data
		}
		png, err := base64.StdEncoding.DecodeString(image)
		if err != nil {
			return nil, fmt.Errorf("picture %d that the web UI sent is damaged: %w", i+1, err)
		}
		pictures[i] = Picture{png, -1}
		// A grid of several pictures stands before them and has no seed.
		if n := i - max(0, len(answer.Images)-len(info.Seeds)); n >= 0 && n < len(info.Seeds) {
			pictures[i].Seed = info.Seeds[n]
		}
	}
	if len(pictures) == 0 {
		return nil, errors.New("the web UI sent no picture: look at what it wrote in its own terminal")
	}
	return pictures, nil
}

// follow asks for the progress until the context ends. What goes wrong is
// passed over, as the pictures do not hang on it.
func (c *Client) follow(ctx context.Context, report func(Progress)) {
	tick := time.NewTicker(c.Every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		var p struct {
			Progress float64 `json:"progress"`
			Left     float64 `json:"eta_relative"`
		}
		if c.ask(ctx, http.MethodGet, "/sdapi/v1/progress?skip_current_image=true", nil, &p) == nil && ctx.Err() == nil {
			report(Progress{max(0, min(p.Progress, 1)), time.Duration(max(0, min(p.Left, 1e6)) * float64(time.Second))})
		}
	}
}

// ask sends a request and reads the JSON of the answer.
func (c *Client) ask(ctx context.Context, method, path string, body []byte, answer any) error {
	to := strings.TrimSuffix(c.base.String(), "/") + path
	request, err := http.NewRequestWithContext(ctx, method, to, bytes.NewReader(body))
	if err != nil {
		return err
	}
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := c.http.Do(request)
	if err != nil {
		var failed *url.Error
		if errors.As(err, &failed) {
			err = failed.Err // without the address, in which a password may stand
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fmt.Errorf("%s does not answer: %w; is the web UI running?", c.base.Redacted(), err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer+1))
	switch {
	case err != nil:
		return fmt.Errorf("the answer of %s broke off: %w", c.base.Redacted(), err)
	case len(text) > maxAnswer:
		return fmt.Errorf("the answer of %s has more than %d MB", c.base.Redacted(), maxAnswer>>20)
	case response.StatusCode == http.StatusNotFound:
		return fmt.Errorf("%s has no API: start the web UI with --api", c.base.Redacted())
	case response.StatusCode == http.StatusUnauthorized || response.StatusCode == http.StatusForbidden:
		return fmt.Errorf("%s wants a user and a password: write it as http://user:password@…", c.base.Redacted())
	case response.StatusCode != http.StatusOK:
		return fmt.Errorf("the web UI refused: %s%s", response.Status, reason(text))
	}
	if err := json.Unmarshal(text, answer); err != nil {
		return fmt.Errorf("the answer of %s is not the web UI's: %w", c.base.Redacted(), err)
	}
	return nil
}

// reason takes the web UI's own words out of an error.
func reason(text []byte) string {
	var e struct {
		Detail any    `json:"detail"`
		Error  string `json:"error"`
		Errors string `json:"errors"`
	}
	if json.Unmarshal(text, &e) != nil {
		return ""
	}
	var all []string
	for _, s := range []string{e.Error, e.Errors} {
		if s != "" {
			all = append(all, s)
		}
	}
	switch d := e.Detail.(type) {
	case nil:
	case string:
		all = append(all, d)
	default:
		if b, err := json.Marshal(d); err == nil {
			all = append(all, string(b))
		}
	}
	if len(all) == 0 {
		return ""
	}
	return ": " + strings.Join(all, ": ")
}
