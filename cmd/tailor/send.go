package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tailor/data/disk"
	"tailor/data/webui"
	"tailor/tags/prompt/infotext"
)

func (a *app) sendCommand() *cobra.Command {
	var address, negative, folder string
	var number int
	var seed int64
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "send [PROMPT]",
		Short: "Have a running web UI make pictures of a prompt",
		Long: `send puts a prompt through the API of a running A1111 web UI, with the settings
that suit the model, and saves the pictures. The prompt may be an infotext,
whose settings then hold; those that the API has no sure place for, such as the
model and the VAE, are named on standard error. The web UI must have been started with --api.`,
		Example: `  tailor send --url http://127.0.0.1:7860 --negative 'worst quality' '1girl, solo'
  tailor import picture.png | tailor send --seed 8`,
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := a.config()
			if err != nil {
				return err
			}
			if number < 1 || number > maxSent {
				return fmt.Errorf("-n %d: it takes a number from 1 to %d", number, maxSent)
			}
			if seed < -1 {
				return fmt.Errorf("--seed %d: it takes a number from 0, or -1 for another one each time", seed)
			}
			client, err := webui.New(address)
			if err != nil {
				return fmt.Errorf("--url: %w", err)
			}
			if s, err := os.Stat(folder); err != nil || !s.IsDir() {
				return fmt.Errorf("--out: %q is no folder: make it first", folder)
			}
			text, err := a.prompt(args, "send")
			if err != nil {
				return err
			}
			info := infotext.Read(text)
			if cmd.Flags().Changed("negative") {
				info.Negative = negative
			}
			if info.Settings, err = a.withSampling(c, info); err != nil {
				return err
			}
			if cmd.Flags().Changed("seed") {
				info.Settings = append(info.Settings, infotext.Setting{Key: "Seed", Value: strconv.FormatInt(seed, 10)})
			}
			request, left, err := requestOf(info)
			if err != nil {
				return err
			}
			if len(left) > 0 {
				a.warn(fmt.Errorf("not carried over, the web UI's own hold: %s", strings.Join(left, ", ")))
			}
			request.Count = number
			var report func(webui.Progress)
			if isTerminal(a.err) {
				report = func(p webui.Progress) {
					fmt.Fprintf(a.err, "\r%3.0f %%, %s left \x1b[K", 100*p.Done, p.Left.Round(time.Second))
				}
			}
			pictures, err := client.Generate(cmd.Context(), request, report)
			if report != nil {
				fmt.Fprint(a.err, "\r\x1b[K")
			}
			if err != nil {
				return err
			}
			for _, p := range pictures {
				path, err := save(folder, p)
				if err != nil {
					return err
				}
				if asJSON {
					err = a.writeJSON(sent{path, p.Seed})
				} else {
					err = a.writeText(path)
				}
				if err != nil {
					return err
				}
			}
			return nil
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&address, "url", "http://127.0.0.1:7860", "the web UI's `address`")
	flags.StringVar(&negative, "negative", "", "the negative prompt's `text`, in place of the one in an infotext")
	flags.StringVar(&folder, "out", ".", "the `folder` to save pictures in")
	flags.IntVarP(&number, "number", "n", 1, "how many pictures to make, a `number`")
	flags.Int64Var(&seed, "seed", -1, "the first picture's seed, a `number`, -1 for another one each time")
	flags.BoolVar(&asJSON, "json", false, "print one JSON value a line, for one picture each")
	return cmd
}

// sent is the JSON value of tailor send for a picture.
type sent struct {
	File string `json:"file"`
	// Seed is the picture's, -1 when the web UI did not say.
	Seed int64 `json:"seed"`
}

// maxSent is how many pictures may be asked for at once.
const maxSent = 100

// save writes a picture into a folder under a name that no file has, and
// returns its path.
func save(folder string, p webui.Picture) (string, error) {
	name := "tailor"
	if p.Seed >= 0 {
		name += "-" + strconv.FormatInt(p.Seed, 10)
	}
	for n := 1; ; n++ {
		path := filepath.Join(folder, name+".png")
		if n > 1 {
			path = filepath.Join(folder, fmt.Sprintf("%s-%d.png", name, n))
		}
		file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(err, os.ErrExist) && n < 10_000 {
			continue
		}
		if err != nil {
			return "", err
		}
		// The name is taken; the picture comes in one piece.
		err = errors.Join(file.Close(), disk.Replace(path, 0o644, p.PNG))
		if err != nil {
			os.Remove(path)
			return "", err
		}
		return path, nil
	}
}
