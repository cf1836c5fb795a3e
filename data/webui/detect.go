package webui

import (
	"context"
	"net/http"
	"regexp"
	"strings"
)

// probe finds out which server answers, by what each answers where the others
// do not.
func (c *connection) probe(ctx context.Context, kind Kind) (Server, error) {
	if kind != A1111 {
		s, err := c.probeComfy(ctx)
		if s != nil || err != nil {
			return s, err
		}
		if kind == ComfyUI {
			return nil, c.fail("no ComfyUI answers there", `look at the address, or set kind = "auto" in [server]`, nil)
		}
	}
	return c.probeA1111(ctx)
}

// has reports whether the server has a route.
func (c *connection) has(ctx context.Context, path string) bool {
	_, err := c.ask(ctx, question{method: http.MethodGet, path: path})
	return err == nil
}

// settle takes over an address that the server redirected to.
func (c *connection) settle(a *answer, path string) {
	u := *a.final
	u.RawQuery, u.User = "", nil
	if cut, ok := strings.CutSuffix(u.Path, path); ok {
		u.Path, u.RawPath = cut, ""
		c.base.Store(&u)
	}
}

// probeComfy returns nil without an error where no ComfyUI answers.
func (c *connection) probeComfy(ctx context.Context) (Server, error) {
	var stats struct {
		System *struct {
			OS      string `json:"os"`
			Version string `json:"comfyui_version"`
		} `json:"system"`
	}
	a, err := c.get(ctx, "/system_stats", &stats)
	switch {
	case a == nil:
		return nil, err
	case a.status == http.StatusUnauthorized, a.status == http.StatusForbidden, a.status >= 502 && a.status <= 504:
		return nil, err
	case err != nil || stats.System == nil:
		return nil, nil
	}
	c.settle(a, "/system_stats")
	return &comfy{connection: c, about: About{Kind: ComfyUI, Make: MakeComfyUI, Version: shorten(stats.System.Version), Address: c.base.Load().String(), System: shorten(stats.System.OS)}}, nil
}

func (c *connection) probeA1111(ctx context.Context) (Server, error) {
	const path = "/sdapi/v1/progress"
	var progress struct {
		State *struct{} `json:"state"`
	}
	a, err := c.get(ctx, path+"?skip_current_image=true", &progress)
	switch {
	case a == nil:
		return nil, err
	case err == nil && progress.State != nil:
	case a.status == http.StatusNotFound:
		// The page is there and the API is not.
		if c.has(ctx, "/internal/ping") {
			return nil, c.fail("the web UI answers but has no API", "start it with --api", nil)
		}
		return nil, c.fail("no web UI that tailor knows answers there", "look at the address: A1111 and Forge must be started with --api, ComfyUI answers on port 8188", nil)
	case a.status != http.StatusOK:
		return nil, err
	default:
		return nil, c.fail("what answers there is no web UI that tailor knows", "look at the address: another program may answer there", nil)
	}
	c.settle(a, path)
	s := &a1111{connection: c, about: About{Kind: A1111, Make: MakeA1111, Address: c.base.Load().String()}}
	s.about.Version = c.a1111Version(ctx)
	s.about.Make = c.makeOf(ctx, s.about.Version)
	return s, ctx.Err()
}

// a1111Version returns the version as the web UI's report on itself has it,
// "" where there is none (--nowebui).
func (c *connection) a1111Version(ctx context.Context) string {
	var info struct {
		Version string `json:"Version"`
	}
	if _, err := c.get(ctx, "/internal/sysinfo", &info); err != nil {
		return ""
	}
	return shorten(info.Version)
}

// forkVersion is what Forge and reForge put before the version of the A1111
// that they come from: f2.0.1v1.10.1, f1.0.0v2-v1.10.1RC, f0.0.17v1.8.0rc.
var forkVersion = regexp.MustCompile(`^f(\d+)\.`)

// makeOf tells the web UIs of one API apart: only Forge 2 has the route
// sd-modules; the others say it in their version.
func (c *connection) makeOf(ctx context.Context, version string) string {
	if c.has(ctx, "/sdapi/v1/sd-modules") {
		return MakeForge
	}
	switch m := forkVersion.FindStringSubmatch(version); {
	case strings.Contains(strings.ToLower(version), "classic"), strings.EqualFold(version, "neo"): // its branches say no more
		return MakeClassic
	case m == nil:
		return MakeA1111
	case m[1] == "0":
		return MakeOldForge
	case m[1] == "1":
		return MakeReForge
	}
	return MakeForge
}
