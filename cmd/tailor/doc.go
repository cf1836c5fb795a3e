// Command tailor is a terminal prompt composer for RouWei and its kin, SDXL
// anime models trained on Danbooru tags: a screen to write prompts in, and a
// command for everything that the screen can do.
//
// # The map
//
// Rooms import downhill only: cmd → ui → tags → data. The prompt's text is the
// only state; all else is computed from it.
//
//	cmd/tailor           flags, subcommands, exit codes; a file a subcommand
//	  root.go            the commands, the flags that all have, exit codes
//	  screen.go          starts the composer
//	  load.go            the lists, profile and wildcards that a command needs
//	  help.go, help/     the reference by topic; markdown.go draws it, man.go prints it all
//	ui                   the screen: one Bubble Tea model
//	  model.go, update.go  the state, and what a message does to it
//	  keys.go            every key and the action it does
//	  screen.go          the frame, put together from ui/view
//	  column.go          the pages of the right column
//	  complete.go, toggle.go, fix.go, jump.go, copy.go, import.go, autosave.go,
//	  history.go, preset.go, roll.go, themes.go, wildcards.go, updatelists.go,
//	  switchmodel.go, findkey.go
//	                     an action of the user's each
//	ui/terminal          what touches the terminal: input, tty, cursor, background
//	ui/analysis          what follows from the texts: chunks, gauges, toggles' states, diagnostics
//	ui/suggest           what the list at the cursor holds: tags, the profile's own, themes, wildcards, LoRAs
//	ui/view              pure drawing: layout, gauge, popup, toggles, footer, pages
//	ui/editor            the box that is written in; its buffer and graphemes
//	ui/theme             palettes and what paints with them
//	tags                 one tag: category, key, spelling, what is never offered
//	tags/taglist         reads lists of tags, of artists, of translations
//	tags/catalogue       lists merged; themes, own spellings
//	tags/search          finds tags: normalize, scan, match, score, typo; then complement:
//	                     known (what people say), relaxed (some of the words), together
//	tags/knowledge       what is known of tags: glosses, phrases, names, traits
//	tags/related         which tags stand on the same pictures, read one tag at a time
//	tags/lora            names of LoRAs in the folders of a web UI
//	tags/library         what is installed, brought together
//	tags/english         English words: phrase or tag, artist or "by accident"
//	tags/profile         what a model wants (data/profiles holds the files)
//	tags/clip            CLIP's tokenizer, with the repair of text before it
//	tags/prompt          the grammar of prompts: outline, attention, chunks, counter
//	tags/prompt/schedule prompt editing, [from:to:when] and [a|b]
//	tags/prompt/edit     accept, toggle, weigh, move, gather, roll: pure edits
//	tags/prompt/lint     what will not do what was meant, and its fix
//	tags/prompt/infotext the web UI's text of prompt, negative and settings
//	tags/prompt/export   a prompt for ComfyUI, SwarmUI, InvokeAI
//	tags/prompt/variants {a|b} expanded as dynamic prompts
//	tags/wildcard        __name__: files, completion, expansion
//	tags/picture         prompts out of pictures and workflows
//	data                 what is embedded: lists, profiles, CLIP's merges
//	data/config, data/dirs, data/disk, data/state
//	                     the config file, where files live, how they are written, drafts and history
//	data/update          fetches lists
//	data/webui           talks to a running web UI
//	data/clipboard, data/printable, data/names
//	                     copying; foreign text made safe to show; names found by letters of them
//	data/intake, data/charset, data/beside
//	                     files that may be anything; old encodings; goroutines that lose no panic
//	data/distance, data/sniff
//	                     how near two names are; what kind of file its first bytes tell
//
// # The way of a key
//
// ui/terminal reads it, ui/update.go hands it to the box that has the focus
// (ui/editor) or to the action that ui/keys.go names; a changed text goes to
// ui/analysis, which asks tags/prompt, tags/prompt/lint and
// tags/prompt/edit; ui/screen.go and ui/view draw the frame.
//
// # The way of a suggestion
//
// ui/complete.go finds the word (tags/prompt/edit/word.go), has ui/suggest ask
// tags/search behind the screen, shows ui/view/popup.go, and lets
// tags/prompt/edit/accept.go write what was chosen.
//
// # The way of a list's row
//
// data/update fetches it, tags/taglist reads it, tags/catalogue merges it,
// tags/search indexes it.
package main
