package main

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/spf13/cobra"

	"tailor/data/config"
	"tailor/data/dirs"
	"tailor/data/printable"
	"tailor/data/state"
	"tailor/data/webui"
)

// hasPassword reports whether a password stands in an address.
func hasPassword(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.User == nil {
		return err != nil && strings.Contains(address, "@")
	}
	_, has := u.User.Password()
	return has
}

func (a *app) serverCommand() *cobra.Command {
	var where serverFlags
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "server",
		Short: "Show which web UI answers, and the names that it knows",
		Long: `server asks the web UI that "tailor send" would use what it is, and for the names
that it knows: checkpoints, samplers, schedules, upscalers, VAEs, LoRAs and
embeddings. A name is written for "tailor send" as it stands here.`,
		Example: `  tailor server --url http://127.0.0.1:8188
  tailor server --server home --json`,
		Args: cobra.NoArgs,
		RunE: a.WithConfig(func(cmd *cobra.Command, c config.Config, _ []string) error {
			o, err := where.options(c)
			if err != nil {
				return err
			}
			server, err := webui.Open(cmd.Context(), o)
			if err != nil {
				return err
			}
			names, err := server.Names(cmd.Context())
			if err != nil {
				return err
			}
			keepNames(names)
			if asJSON {
				return a.WriteJSON(names)
			}
			return a.writeServer(names)
		}),
	}
	where.add(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON value")
	return cmd
}

// keepNames keeps the names of a server for when it does not answer.
func keepNames(n *webui.Names) {
	if dir, err := dirs.Path(dirs.State); err == nil {
		_ = state.Dir(dir).SaveNames(n) // for the next time alone
	}
}

// rememberedNames returns the names that the config's server had when it last
// answered, nil where none is set or it never did.
func rememberedNames(c config.Config) *webui.Names {
	server, _, set, err := c.ChooseServer("")
	dir, homeless := dirs.Path(dirs.State)
	if err != nil || !set || homeless != nil {
		return nil
	}
	names, _ := state.Dir(dir).Names(webui.Options{URL: server.URL}.Address()) // unread ones judge nothing
	return names
}

// writeServer writes what a server is and knows for a person.
func (a *app) writeServer(n *webui.Names) error {
	lines := []string{n.About.String() + " at " + n.About.Address}
	for _, list := range []struct {
		what  string
		names []webui.Name
	}{{"checkpoints", n.Checkpoints}, {"samplers", n.Samplers}, {"schedules", n.Schedules}, {"upscalers", n.Upscalers}, {"VAEs", n.VAEs}, {"LoRAs", n.Loras}, {"embeddings", n.Embeddings}} {
		lines = append(lines, "", fmt.Sprintf("%s (%d)", list.what, len(list.names)))
		for _, name := range list.names {
			mark := "  "
			if name.Name == n.Current && list.what == "checkpoints" {
				mark = "* "
			}
			lines = append(lines, mark+name.Name)
		}
	}
	a.WarnEach("not known: ", n.Missed)
	return a.WriteText(printable.Text(strings.Join(lines, "\n")))
}
