package webui

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"tailor/data/sniff"
)

// LoRAs asks for the list of all LoRAs, which has their metadata.
func (s *a1111) LoRAs(ctx context.Context, _ string, found func(string, map[string]string)) error {
	_, err := s.ask(ctx, question{method: http.MethodGet, path: "/sdapi/v1/loras", limit: maxLoras, read: func(r io.Reader) error {
		list, n := newStream(r), 0
		return list.array(func() error {
			var l struct {
				Name     string   `json:"name"`
				Metadata metadata `json:"metadata"`
			}
			if n++; n > mostValues {
				return &excess{fmt.Sprintf("%d LoRAs", mostValues)}
			}
			if err := list.into(&l); err != nil {
				return err
			}
			found(l.Name, l.Metadata.texts())
			return nil
		})
	}})
	return err
}

// metadata are what a model's file says of itself. ComfyUI has texts, A1111 reads
// those that are JSON.
type metadata map[string]json.RawMessage

func (m metadata) texts() map[string]string {
	texts := map[string]string{}
	for key, value := range m {
		text := ""
		if json.Unmarshal(value, &text) != nil {
			text = string(value)
		}
		texts[key] = text
	}
	return texts
}

// Names asks for the lists. One that the server does not have, such as the
// schedules before 1.9.4, is empty.
func (s *a1111) Names(ctx context.Context) (*Names, error) {
	n := &Names{About: s.about}
	var all room
	// list reads one of the lists; a 404 is the version's.
	list := func(what, route string, to any) error {
		var limit int64
		if route == "loras" { // whose metadata come along
			limit = maxLoras
		}
		a, err := s.ask(ctx, question{method: http.MethodGet, path: "/sdapi/v1/" + route, limit: limit, read: all.into(to)})
		switch {
		case a != nil && a.status == http.StatusNotFound:
		case err != nil && ctx.Err() != nil:
			return err
		case err != nil:
			n.Missed = append(n.Missed, what+": "+err.Error())
		}
		return nil
	}
	var models []struct {
		Title    string `json:"title"`
		Model    string `json:"model_name"`
		Hash     string `json:"hash"`
		SHA256   string `json:"sha256"`
		Filename string `json:"filename"`
	}
	var loras []struct {
		Name  string `json:"name"`
		Alias string `json:"alias"`
	}
	var embeddings struct {
		Loaded map[string]struct{} `json:"loaded"`
	}
	var samplers []struct {
		Name    string   `json:"name"`
		Aliases []string `json:"aliases"`
	}
	var schedules []struct {
		Name  string `json:"name"`
		Label string `json:"label"`
	}
	var upscalers, latent []struct {
		Name string `json:"name"`
	}
	var vaes []struct {
		Model string `json:"model_name"`
	}
	var options struct {
		Checkpoint string `json:"sd_model_checkpoint"`
	}
	modules := "sd-vae"
	if s.about.Make == MakeForge {
		modules = "sd-modules"
	}
	err := errors.Join(
		list("samplers", "samplers", &samplers), list("schedules", "schedulers", &schedules),
		list("checkpoints", "sd-models", &models), list("LoRAs", "loras", &loras), list("embeddings", "embeddings", &embeddings),
		list("VAEs", modules, &vaes), list("upscalers", "upscalers", &upscalers), list("upscalers", "latent-upscale-modes", &latent),
		list("the loaded checkpoint", "options", &options))
	if err != nil {
		return nil, err
	}
	for _, m := range models {
		file := m.Filename[strings.LastIndexAny(m.Filename, `/\`)+1:]
		title, _, _ := strings.Cut(m.Title, " [")
		also := []string{m.Model, file, sniff.ModelName(file), title, m.Hash, m.SHA256}
		n.Checkpoints = append(n.Checkpoints, Name{m.Title, slices.DeleteFunc(also, func(s string) bool { return s == "" })})
	}
	n.Current = options.Checkpoint
	for _, l := range loras {
		name := Name{Name: l.Name}
		if l.Alias != "" && l.Alias != l.Name {
			name.Also = []string{l.Alias}
		}
		n.Loras = append(n.Loras, name)
	}
	for name := range embeddings.Loaded {
		n.Embeddings = append(n.Embeddings, Name{Name: name})
	}
	sortNames(n.Embeddings)
	for _, s := range samplers {
		n.Samplers = append(n.Samplers, Name{s.Name, s.Aliases})
	}
	for _, s := range schedules {
		n.Schedules = append(n.Schedules, Name{s.Label, []string{s.Name}})
	}
	for _, u := range append(latent, upscalers...) {
		n.Upscalers = append(n.Upscalers, Name{Name: u.Name})
	}
	for _, v := range vaes {
		n.VAEs = append(n.VAEs, Name{v.Model, []string{sniff.ModelName(v.Model)}})
	}
	return n, nil
}
