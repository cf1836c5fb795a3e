// Command tailor is a terminal prompt composer for RouWei and its kin, SDXL
// anime models trained on Danbooru tags: a screen to write prompts in, and a
// command for everything that the screen can do.
//
// # The map
//
// Rooms import downhill only: cmd → ui → tags → data. The texts (prompt,
// negative, settings) are the only state; all else is computed from them.
//
//	cmd/tailor           flags, subcommands, exit codes; a file a subcommand
//	  root.go            the commands and exit codes
//	  screen.go          starts the composer; load.go reads the lists for it, pictures.go
//	                     is what it makes, keeps and opens pictures by
//	cmd/tailor/cli       what commands share: app.go flags, config, lists; profile.go chooses
//	                     the model; input.go, table.go; settings.go --size, --steps, --seed …
//	cmd/tailor/lookup    tailor search, tag, lists, update
//	cmd/tailor/help      the reference, a .md a topic; markdown.go draws it, man.go prints it all
//	ui                   the screen: one Bubble Tea model
//	  model.go, update.go  the state, and what a message does to it
//	  screen.go          the frame, put together from ui/view
//	  globalkey.go, palette.go  a key that holds everywhere, an action by its name
//	  complete.go        the list at the cursor; heldkeys.go keeps keys that wait for its search
//	  start.go           what an empty prompt shows
//	  fix.go, mended.go, jump.go   mend, show what changed, go to the next fault
//	  work.go            what a key works out behind the screen in a large prompt
//	  copy.go, cut.go, import.go   the clipboard, ctrl+c, a pasted or dropped file
//	  modelpage.go, roll.go, themes.go, wildcards.go, triggers.go, updatelists.go
//	                     an action of the user's each
//	ui/desk              what the parts of the screen share: options.go what it starts with,
//	                     desk.go the texts and what is shown of them, autosave.go drafts,
//	                     keep.go what goes to the history when it is replaced or left,
//	                     colours.go the prompts' colours, largeprompt.go large prompts
//	ui/keymap            every key and the action it does
//	ui/column            the pages of the right column: toggles, the tag's card, chunks
//	ui/history           the page of history and presets: key.go, draw.go, open.go, preset.go;
//	                     its rows, folded alike and found by words, are ui/view/history.go
//	ui/pictures          settings, and pictures on their way: form.go, server.go, generate.go,
//	                     picturespage.go, drawpicture.go
//	ui/terminal          what touches the terminal: scan.go cuts its input, decode.go names
//	                     keys, paste.go, draw.go the caret and frames, guard.go panics
//	ui/quiet             keeps Bubble Tea from asking the terminal at start
//	ui/graphics          pictures in a terminal: kitty, iTerm2, sixel, half blocks
//	ui/analysis          what follows from the texts: chunks, gauges, toggles' states, diagnostics
//	ui/suggest           what the list at the cursor holds: tags, the profile's own, themes, wildcards, LoRAs
//	ui/view              pure drawing: layout, gauge, popup, toggles, card, chunks, footer, history
//	ui/editor            the box that is written in; ui/editor/buffer its text (buffer.go) and undo.go,
//	                     ui/editor/grapheme what a person sees as one character
//	ui/theme             palettes and what paints with them
//	tags                 one tag: category, key, spelling, what is never offered, folding
//	tags/taglist         reads lists: csv.go tags, artists.go, translations.go (a user's own
//	                     translations); list.go any file
//	tags/catalogue       lists merged; themes, own spellings
//	tags/search          finds tags: scan.go, match.go, score.go; typosearch.go finds by slips;
//	                     then complement.go: known.go (what people say), relaxed.go (some of
//	                     the words), cover.go, series.go, together.go
//	tags/search/index    what it reads: names and aliases as entries, lists of them, their words
//	tags/search/modeltags  the model's own tags among what was found
//	tags/search/letters  names by their letters alone: normalized, numbered, slips counted
//	tags/knowledge       what is known of tags without a list: glosses, phrases, Japanese and
//	                     Chinese names, traits (data/starter/knowledge has the files)
//	tags/related         which tags stand on the same pictures, read one tag at a time
//	tags/lora            names of LoRAs and embeddings in the folders of a web UI, and
//	                     what words a LoRA answers to
//	tags/library         what is installed, brought together; cache.go keeps it as it was built
//	tags/english         English words: phrase or tag, artist or "by accident"; forms of words
//	tags/python          characters as Python's regular expressions tell them apart
//	tags/profile         what a model wants: data/profiles holds the files; the words of all
//	                     models stand once in data/vocabulary/words.toml: those that a profile
//	                     does not speak are its model's dead words
//	tags/clip            CLIP's tokenizer, with the repair of text before it
//	tags/prompt          the grammar of prompts: outline.go parts, attention.go weights,
//	                     chunk.go what CLIP sees, counter.go what the web UI counts
//	tags/prompt/prompttest, tags/taglist/taglisttest
//	                     prompts and lists for tests
//	tags/prompt/schedule prompt editing, [from:to:when] and [a|b]
//	tags/prompt/splice   a prompt cut into what moves as one: take out, put in, move, weigh;
//	                     the word at the cursor; asks no model
//	tags/prompt/artists  which words name an artist, in whatever way one is written
//	tags/prompt/edit     by the model: accept, toggle, gather, roll, compose, translate
//	tags/prompt/compare  what differs between two prompts, word by word
//	tags/prompt/lint     what will not do what was meant, and its fix; see The rules of lint
//	tags/prompt/lint/reading  a prompt's items and what each is, once for all rules
//	tags/prompt/infotext the web UI's text of prompt, negative and settings
//	tags/prompt/settings the third text: size, steps, sampler, seed …; how they are written in
//	                     an infotext's last line is infotext/settings.go
//	tags/prompt/export   a prompt for ComfyUI, SwarmUI, InvokeAI, or as a server's job
//	tags/prompt/variants __name__ and {a|b} expanded: parse.go reads a template, draw.go
//	                     draws one prompt, all.go gives all, longest.go the longest
//	tags/wildcard        __name__: its files found and read, its name completed
//	tags/picture         prompts out of pictures and workflows; tags/picture/container reads
//	                     the texts of PNG, JPEG, WebP, AVIF within a budget
//	tags/studio          has a server make pictures of prompts, and keeps them
//	data                 what is embedded: lists, profiles, CLIP's merges (data/mergegen and
//	                     data/packgen make what is packed)
//	data/config          the config file: read.go reads it, check.go says what is wrong in it
//	data/dirs, data/disk where files live, how they are written
//	data/flat            slices in a file as they stand in memory
//	data/state           drafts, history, presets, picks, pictures of a prompt and
//	                     what waits to be made
//	data/update          fetches lists
//	data/webui           talks to a running web UI: A1111's kin, ComfyUI; data/webui/webuitest
//	                     are servers for tests
//	data/gallery         pictures in a folder, under names by a pattern
//	data/clipboard       copies to where one pastes from
//	data/printable       foreign text made safe to show
//	data/names           small lists of names found by letters of them
//	data/distance        how many slips are between two names
//	data/intake, data/charset, data/sniff
//	                     files that may be anything; old encodings; what kind of file it is
//	data/beside          goroutines that hand on their panic
//	data/reference       the reference data, for tests
//
// # The way of a key
//
// ui/terminal reads it, ui/update.go hands it to the box that has the focus
// (ui/editor) or to the action that ui/keymap names; a changed text goes to
// ui/analysis, which asks tags/prompt, tags/prompt/lint and
// tags/prompt/edit; ui/screen.go and ui/view draw the frame.
//
// # The way of a suggestion
//
// ui/complete.go finds the word (tags/prompt/splice/word.go), has ui/suggest ask
// tags/search behind the screen, shows ui/view/popup.go, and lets
// tags/prompt/edit/accept.go write what was chosen.
//
// # The way of a search
//
// tags/search/query.go takes it apart, scan.go and match.go find entries,
// score.go weighs them; where the list has room, complement.go adds what
// people say (known.go) and what covers a part (relaxed.go).
//
// # The way of a fault
//
// tags/prompt/lint/reading/region.go cuts the texts into parts, facts.go there
// says what each is; in tags/prompt/lint a file a kind of fault reports it, and
// fix.go mends the text.
//
// # The rules of lint
//
// rules.go names them all. In tags/prompt/lint
//
//	parts.go         artist-form, quality-whole, too-many, tag-order, missing-tag
//	place.go         style-chunk, tag-split, missing-negative
//	relations.go     duplicate, contradiction, negative-taboo
//	tagrules.go      alias, underscore, unknown-tag, foreign-tag, blocked-tag, quality-place
//	deadtag.go       dead-tag
//	form.go          unbalanced, break-in-brackets, comment
//	unescaped.go     unescaped-parens
//	weights.go       weight
//	network.go       network
//	chunkwaste.go    chunk-waste
//	prose.go         prose
//	spacing.go       spacing
//	settings.go      cfg; sampling.go the rest of the settings
//
// # The way of a list's row
//
// data/update fetches it, tags/taglist reads it, tags/catalogue merges it,
// tags/search/index indexes it.
//
// # The way of a picture
//
// ui/pictures/generate.go orders it, tags/studio expands and names it,
// tags/prompt/export writes the request, data/webui has it made, data/gallery
// keeps it, ui/graphics draws it.
package main
