package tags

import (
	"strings"
	"testing"
)

func TestBlocked(t *testing.T) {
	for name, want := range map[string]bool{
		"loli": true, "Loli": true, "LOLI": true, "oppai_loli": true, "loli_(style)": true, "loli2": true, "lolis": true,
		"lolicon": true, "shota": true, "straight_shota": true, "shota/loli": true, "shotacon": true, "shotas": true,
		"toddlercon": true, "kazama_shota": true, "ロリ": true, "ロリコン": true, "ﾛﾘ": true, "ｌｏｌｉ": true, "ショタ": true,
		"萝莉": true, "正太": true, "ロリ_(x)": true, "cunny": true, "pedophilia": true,

		"lolita_fashion": false, "gothic_lolita": false, "gothloli": false, "hololive": false, "lolimate": false,
		"lollipop": false, "lol": false, "shotan": false, "shotgun": false, "shouta_(shbz)": false, "cowboy_shot": false,
		"child": false, "ロリータ": false, "": false, "_": false, "pedometer": false, "loli\u200dta": true,
		"1girl": false, "é": false,
	} {
		if got := Blocked(name); got != want {
			t.Errorf("Blocked(%q) = %v, want %v", name, got, want)
		}
	}
	for w := range blockedWords {
		if !Blocked(w) || !Blocked("a_"+strings.ToUpper(w)+"_b") {
			t.Errorf("the blocked word %q is not blocked", w)
		}
	}
}
