package config

import (
	"strings"
	"testing"
)

func TestServers(t *testing.T) {
	c, err := Read([]byte("[server]\nurl = \"http://a:1\"\nuser = \"u\"\npassword = \"p\"\n[servers.b]\nurl = \"https://b/sub\"\nkind = \"comfyui\"\nca = \"b.pem\"\n"), "/x/config.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []string{"TAILOR_SERVER", "TAILOR_SERVER_USER", "TAILOR_SERVER_PASSWORD"} {
		t.Setenv(v, "")
	}
	if s, name, ok, err := c.ChooseServer(""); err != nil || !ok || name != "" || s.URL != "http://a:1" || s.Password != "p" {
		t.Errorf("the default: %+v, %q, %v, %v", s, name, ok, err)
	}
	if s, name, ok, err := c.ChooseServer("b"); err != nil || !ok || name != "b" || s.Kind != "comfyui" || s.CA != "/x/b.pem" {
		t.Errorf("b: %+v, %q, %v, %v", s, name, ok, err)
	}
	if _, _, _, err := c.ChooseServer("d"); err == nil || !strings.Contains(err.Error(), "there are: b") {
		t.Errorf("d: %v", err)
	}
	t.Setenv("TAILOR_SERVER", "http://e:1")
	t.Setenv("TAILOR_SERVER_PASSWORD", "q")
	if s, _, ok, _ := c.ChooseServer(""); !ok || s.URL != "http://e:1" || s.User != "u" || s.Password != "q" {
		t.Errorf("of the environment: %+v", s)
	}
	for _, wrong := range []struct{ text, want string }{
		{"[server]\nurl = \"http://me:hunter2@\"\n", "config.toml:2: server.url: it is no address"},
		{"[server]\nkind = \"comfy\"\n", `"comfy" is unknown`},
		{"[servers.a]\nuser = \"x\"\n", "config.toml:1: servers.a: the server has no url"},
		{"[pictures]\nprotocol = \"sixl\"\n", `did you mean "sixel"?`},
		{"[settings]\nstep = 3\n", `did you mean "steps"?`},
		{"[servers.a]\nurll = \"x\"\n", `did you mean "url"?`},
	} {
		_, err := Read([]byte(wrong.text), "config.toml")
		if err == nil || !strings.Contains(err.Error(), wrong.want) || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%q: %v, want %q", wrong.text, err, wrong.want)
		}
	}
}
