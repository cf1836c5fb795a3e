// Command tailor is a terminal prompt composer for RouWei and its kin, SDXL
// anime models trained on Danbooru tags: a screen to write prompts in, and a
// command for everything that the screen can do.
//
// # The map
//
// Rooms import downhill only: cmd → ui → tags → data. The texts (prompt,
// negative, settings) are the only state; all else is computed from them. Each
// room's files follow it, with what each does.
//
//	cmd/tailor  flags, subcommands, exit codes: a file a subcommand
//	    root.go the commands and exit codes; main.go ·
//	    screen.go opens the composer, --print on leaving ·
//	    load.go reads the lists for the composer ·
//	    pictures.go what the composer makes, keeps and opens pictures by ·
//	    compose.go, count.go, expand.go, export.go, import.go, lint.go, profile.go, roll.go,
//	      send.go, server.go, show.go, version.go the commands of these names ·
//	    asked.go what lint is asked · sendprogress.go the bar of send ·
//	    translate.go lint --fix of another model's prompt ·
//	    chunks.go the table of chunks that count prints · completion.go the shells' completion ·
//	    mistyped.go a command with a slip in its name · browser.go opens a page in the browser
//	cmd/tailor/cli  what commands share
//	    app.go config, lists, warnings · profile.go chooses the model ·
//	    input.go arguments, standard input, JSON · settings.go --size, --steps, --seed … ·
//	    table.go tables and colours of the output · collect.go keeps the collector from working
//	cmd/tailor/lookup  tailor search, tag, lists, update
//	    search.go, tag.go, lists.go, update.go a command each · results.go what search prints ·
//	    themes.go search --themes · related.go turns the fetched pairs of tags into what is kept
//	cmd/tailor/help  the reference, a .md a topic
//	    help.go tailor help · markdown.go draws it on a terminal · man.go prints it all for man
//	ui  the screen: one Bubble Tea model
//	    model.go its state · update.go what a message or a key does ·
//	    globalkey.go a key that holds everywhere · run.go, options.go begin it ·
//	    screen.go the frame put together from ui/view, and what the footer says ·
//	    throttle.go one frame for a burst of keys · pages.go pages over the screen ·
//	    complete.go the list at the cursor: when it opens, what a key does in it, a theme looked through ·
//	    heldkeys.go keys that wait for its search ·
//	    traits.go alt+j, the traits of a character just taken ·
//	    triggers.go the trigger words and the weight of a LoRA · gototag.go goes to a tag that is in the prompt ·
//	    start.go what an empty prompt shows ·
//	    fix.go ctrl+f and ctrl+l, and which fault the footer tells ·
//	    mended.go shows what fixing changed · jump.go alt+n, the next fault ·
//	    work.go fixes and alt+g, behind the screen in a large prompt · copy.go ctrl+y, ctrl+g, ctrl+x ·
//	    copyas.go alt+o, copies for ComfyUI, InvokeAI … · quit.go ctrl+c, ctrl+q, what leaving keeps ·
//	    import.go a pasted infotext, a dropped picture or file · newprompt.go f4 ·
//	    roll.go alt+r, rolls artists · wildcards.go alt+c, copies the prompt expanded ·
//	    palette.go alt+x, every action by its name · help.go f1, every key, searched ·
//	    updatelists.go f6, fetches lists · load.go f5, takes lists that were read ·
//	    browse.go opens the tag's page in the browser · picturesof.go goes to the pictures ·
//	    mouse.go the mouse
//	ui/desk  what the parts of the screen share
//	    desk.go the texts and what is shown of them · options.go what the screen starts with ·
//	    colours.go colours, underlines, what BREAK's rule says; a tag across a cut is lit ·
//	    chunks.go the prompt's gauges, alt+1 to a chunk ·
//	    parts.go which tags the prompt has already · autosave.go drafts ·
//	    keep.go what goes to the history when it is replaced or left ·
//	    unsaved.go what the history could not take, tried again ·
//	    largeprompt.go analyses a large prompt behind the screen ·
//	    measure.go the longest line of a wildcard, for the gauge ·
//	    settings.go the settings as a text · server.go networks of folders and server joined ·
//	    line.go a line to type in · replace.go sets the texts as one step of undo ·
//	    leavetheme.go takes a theme's name out again
//	ui/keymap  every key and the action it does
//	    keymap.go declares them, named as [keys] rebinds them · named.go keys by their names
//	ui/column  the pages of the right column
//	    column.go the tabs and which page is shown · toggles.go the toggles' page (ctrl+t): its keys and clicks ·
//	    card.go the tag's card (f2): its traits, ticked · chunks.go the chunks' page
//	ui/history  the page of history and presets (ctrl+p, ctrl+s)
//	    history.go reads, filters, pairs those alike · draw.go lists, the preview of the entry, what differs ·
//	    key.go its keys: star, forget, restore, name ·
//	    open.go an entry into the prompt, whole or a part · preset.go keeps a preset ·
//	    past.go what was read of the files · picturesof.go an entry's pictures ·
//	    screen.go its title, mouse and first rows
//	ui/models  alt+m
//	    models.go chooses the model, translates the prompt
//	ui/palette  the list over the screen that alt+x and alt+o show
//	    palette.go found by letters, carried out
//	ui/pictures  f7, f8, f9
//	    form.go f7, the form of the settings · settings.go the row of the settings ·
//	    server.go connects to the server · generate.go f8, orders, alt+q stops ·
//	    waiting.go orders kept for the next start · picturespage.go f9, the pictures' pane ·
//	    drawpicture.go has them drawn behind the screen, unpack.go one at a time · maker.go ties these together
//	ui/terminal  what touches the terminal
//	    terminal.go opens it · run.go runs Bubble Tea on it · input.go reads it ·
//	    scan.go cuts its input into keys, answers, pastes ·
//	    eightbit.go control characters of eight bits · decode.go names keys ·
//	    codepoint.go kitty's keys · mouse.go reports of the mouse · paste.go a paste ·
//	    silence.go an escape key or the beginning of a sequence ·
//	    late.go its rest behind an escape that was taken for a key ·
//	    draw.go the caret, and frames as a whole · size.go its size ·
//	    graphics.go what pictures it can draw · background.go dark or light ·
//	    guard.go a panic restores the terminal · tty_unix.go, utf16.go the systems' own
//	ui/quiet  keeps Bubble Tea from asking the terminal at start: quiet.go
//	ui/graphics  pictures in a terminal
//	    graphics.go the protocols · ask.go asks what the terminal draws, and takes the best ·
//	    kitty.go, iterm2.go, sixel.go, blocks.go (half blocks) one each ·
//	    unpacked.go what one takes unpacked · parts.go and how long · scale.go makes a picture smaller ·
//	    rows.go its rows, of every form · canvas.go the pane's place, contact sheet
//	ui/analysis  what follows from the texts
//	    analysis.go chunks, gauges, toggles' states, diagnostics, at every key ·
//	    gauges.go the chunks, named · longest.go the gauge of a prompt with wildcards
//	ui/suggest  what the list at the cursor holds
//	    tags.go tags · networks.go LoRAs behind <, embeddings · wildcards.go wildcards behind __ ·
//	    suggest.go themes, and from which letter on the list opens ·
//	    unset.go what the config has to name first
//	ui/view  pure drawing
//	    layout.go who has which cells; the toggles beside or over the prompt ·
//	    frame.go frames, a box over the screen · column.go the right column and its tabs ·
//	    gauge.go the gauges · chunks.go the chunks' page ·
//	    toggles.go what the toggles show, filtered and folded; drawtoggles.go draws them ·
//	    card.go the tag's card · popup.go the list at the cursor, a row ·
//	    popuplines.go its lines, columns and place ·
//	    footer.go the status line cut to the width, the keys ·
//	    start.go the start in an empty prompt, the header ·
//	    history.go its rows, those alike folded, found by words ·
//	    historyrow.go a row: badge, chunks, when · settings.go the row and form of the settings ·
//	    help.go f1 · palette.go alt+x · models.go the list of models ·
//	    progress.go the bar of a picture on its way · pieces.go what two prompts differ in ·
//	    caret.go where one types · pin.go rows whose width terminals doubt ·
//	    cells.go, text.go widths, cutting, numbers, "3 days ago"
//	ui/editor  the box that is written in
//	    editor.go its state, styles · keys.go its keys · move.go by rows and pages ·
//	    mouse.go clicks, drags ·
//	    layout.go wraps lines; where BREAK's rule and the dotted mark of A1111's cut stand ·
//	    view.go draws text, rules, marks · cells.go characters of a row · look.go the characters and inks of marks
//	ui/editor/buffer  its text
//	    buffer.go text, cursor, selection, edits · undo.go ctrl+z, ctrl+r ·
//	    motion.go by character and word; ctrl+space: tag, chunk, all ·
//	    clean.go what a text from outside becomes
//	ui/editor/grapheme  what a person sees as one character
//	    grapheme.go its borders · glyph.go what is shown of it
//	ui/theme  colours
//	    theme.go palettes and what paints with them ·
//	    terminal.go how many colours there are, NO_COLOR
//	tags  one tag
//	    tag.go category and its names (char:, series: …), name, count ·
//	    spelling.go as A1111 wants it: spaces, parentheses escaped ·
//	    key.go spellings taken for the same name ·
//	    fold.go quotes, dashes, full-width letters folded; han.go Traditional and Japanese forms ·
//	    clean.go a name from a list made safe · blocked.go what is never offered · blockedwords.go its words ·
//	    findnames.go small lists of names by letters
//	tags/taglist  reads lists
//	    file.go a list's file as it was read · list.go which kind of list it is, the built-in ones · limits.go how much one may have · csv.go tags ·
//	    rows.go the rows of all kinds, in two halves side by side · columns.go which column is what · spelling.go the column of own spellings ·
//	    dash.go lists with dashes for spaces · artists.go a list of artists ·
//	    translations.go a user's own translations
//	tags/taglist/taglisttest  lists for tests: taglisttest.go
//	tags/catalogue  lists merged
//	    catalogue.go a tag by its name or alias · merge.go merges lists · pack.go packs them in the order of their counts ·
//	    translate.go puts translations to tags · themes.go themes ·
//	    verbatim.go a user's own spellings in a prompt · stored.go what is kept in a file
//	tags/search  finds tags
//	    search.go the whole of it, passes in order · query.go takes it apart: by, a category … ·
//	    scan.go beginnings, words, letters in order · match.go, words.go how well a name fits ·
//	    typosearch.go by slips of the finger · slips.go which are none · near.go "did you mean" ·
//	    score.go ranks: how it matches, counts, picks · scoring.go the constants of that ·
//	    complement.go, known.go adds what people say ·
//	    relaxed.go some of the words · begun.go the last word of a clause · cover.go which words are covered ·
//	    series.go "a character of a series" ·
//	    themed.go within a theme · highlight.go the letters that matched ·
//	    index.go, stored.go the index
//	tags/search/index  what a search reads
//	    index.go names and aliases as entries, lists of them · numbering.go numbers and
//	    sorts their words · vocabulary.go finds those ·
//	    entries.go what single entries are ·
//	    near.go words a slip or two away · columns.go which entries have some letters ·
//	    begun.go and which begin so · together.go what is read at once ·
//	    rare.go how rare each word is · pairs.go which letters follow ·
//	    abbreviated.go beginnings of words · stored.go what is kept in a file
//	tags/search/modeltags  the model's own tags: modeltags.go puts them among and beside what was found
//	    signs.go the faces between words, and what is no word ·
//	    denied.go what is said in Chinese or Japanese not to be there
//	tags/search/parts  several tags at once
//	    parts.go which of them answer a query between them · alternatives.go the words for each word
//	tags/search/letters  names by their letters alone
//	    normalize.go · codes.go numbers them · typo.go counts slips ·
//	    left.go where its words stand · signs.go what stands between them · logarithm.go of a number of them
//	tags/knowledge  what is known of tags without a list
//	    knowledge.go glosses, phrases, Japanese and Chinese names, traits (data/starter/knowledge)
//	tags/related  which tags stand on the same pictures: related.go
//	tags/lora  networks in the folders of a web UI
//	    lora.go LoRAs and embeddings · picture.go embeddings in pictures · triggers.go what words a LoRA answers to, its weight
//	tags/library  what is installed, brought together
//	    library.go which lists, what is made of them · reading.go reads them · profile.go the user's profiles ·
//	    card.go all that is known of a tag · cache.go keeps what was built of the lists ·
//	    fetched.go checks what was fetched
//	tags/english  English words
//	    phrase.go phrase or tag · by.go "by accident" or an artist ·
//	    forms.go, same.go forms of words · hyphen.go which dash is a hyphen ·
//	    words.go, vocabulary.go the words
//	tags/python  characters as Python's regular expressions tell them apart: python.go
//	tags/profile  what a model wants; data/profiles has the files
//	    profile.go what a profile says · load.go reads one, faults by line ·
//	    builtin.go those built in · check.go, checkparts.go, checksampling.go what is wrong in one ·
//	    facts.go what a profile says of a tag ·
//	    parts.go how artists and parts are written, and where ·
//	    conflicts.go tags that exclude each other · dates.go years · patterns.go tags by pattern ·
//	    variant.go steps, CFG, sampler by variant ·
//	    vocabulary.go the words of all models (data/vocabulary/words.toml): those that a profile
//	      does not speak are its model's dead words ·
//	    modelname.go which model a checkpoint is · guess.go which model a prompt was written for ·
//	    rulename.go lint's rules named by the variant · source.go who says so
//	tags/clip  CLIP's tokenizer
//	    clip.go text to tokens · split.go its pattern · bpe.go merges ·
//	    repair.go, entity.go, nfc.go, lower.go, newer.go text before it: ftfy, HTML's entities,
//	      normal form, lower case, new Unicode
//	tags/prompt  the grammar of prompts
//	    outline.go parts, brackets, BREAKs of a prompt on the screen · parts.go what a part is · choice.go heads of choices, weights of options ·
//	    bounds.go, words.go where a part or a word may begin; what no bracket is around ·
//	    comments.go what A1111 takes out first: comments, extra networks ·
//	    attention.go weights (a:1.2), [a] ·
//	    chunk.go what CLIP sees: where a chunk is cut at 75 tokens ·
//	    counter.go what the web UI counts · conditioned.go the parts of AND ·
//	    runs.go stretches of one weight · novelai.go NovelAI's weights and curly brackets · trigger.go names of networks as trigger words ·
//	    typing.go, veil.go a word being typed, text that is not read · edit.go edits of a text ·
//	    difference.go the smallest edit between two · memory.go a text is read once
//	tags/prompt/prompttest  prompts for tests: prompttest.go
//	tags/prompt/schedule  prompt editing, [from:to:when] and [a|b]
//	    schedule.go what stands at which step · edits.go where they stand
//	tags/prompt/splice  a prompt cut into what moves as one; asks no model
//	    units.go these · removal.go takes out a tag with its separator · purge.go a word from a choice, with its option · insert.go puts in ·
//	    move.go moves a tag · weigh.go weighs selection, bracket or tag ·
//	    bones.go what neither may part, and what both leave as it is ·
//	    replace.go puts text in another's place · word.go the word at the cursor ·
//	    unbracket.go a bracket taken out · buffer.go, splice.go edits, one after another
//	tags/prompt/artists  which words name an artist
//	    read.go in whatever way one is written · apart.go what stands behind one without a comma · typed.go while one is being typed ·
//	    artists.go is there one
//	tags/prompt/edit  edits by the model
//	    accept.go takes a tag of the list, artists into the style chunk ·
//	    stylechunk.go the style chunk at the beginning, or with lane = "end" the end ·
//	    gather.go, gatherer.go alt+g and the fix of style-chunk: artists and styles brought there ·
//	    toggle.go which state space brings next (off, wanted, refused), and its edit ·
//	    compose.go, spelled.go tailor compose: parts in their order · roll.go draws artists ·
//	    translate.go, translateall.go one model's prompt for another, lost.go what is lost · novelweights.go words in NovelAI's weights · praise.go its quality words · parts.go the order of parts ·
//	    byeach.go "by" for each of several artists · conditions.go weights of AND ·
//	    own.go a user's own spellings · edit.go options, what a part is
//	tags/prompt/compare  what differs between two prompts
//	    compare.go word by word · alike.go when two prompts are alike, one tag apart
//	tags/prompt/lint  what will not do what was meant, and its fix; the rules' files: see The rules of lint
//	    lint.go checks · rules.go the rules' names · diagnostic.go what one is ·
//	    regions.go the prompts of a text · fix.go fixes one or all, which go together ·
//	    ground.go what a fix must not take away · said.go sentences against tags ·
//	    variantnote.go the variant's note · foreseen.go what mending takes along
//	tags/prompt/lint/reading  a prompt's items and what each is, once for all rules
//	    reader.go, region.go, around.go cuts the text · facts.go, recent.go what a part is ·
//	    learn.go the words, qualifiers and characters of the lists ·
//	    role.go artist, style or body · subjects.go, heads.go of several ·
//	    artists.go, own.go, namesakes.go, kin.go what a name means: artists, own spellings, bare
//	      names, aliases · near.go which tag a misspelt name was meant as ·
//	    brackets.go, escapes.go, partner.go, across.go brackets and backslashes ·
//	    underscore.go tags with underscores · sentence.go natural text ·
//	    copiednegative.go another model's negative · searched.go char: left in ·
//	    otherprograms.go the words by which other programs part a prompt ·
//	    cfg.go a CFG in the prompt
//	tags/prompt/infotext  the web UI's text of prompt, negative and settings
//	    infotext.go reads it, and writes it · settings.go, tail.go read its last lines, several of them ·
//	    sampling.go, comfynames.go names of samplers · dialect.go NovelAI's and InvokeAI's weights
//	tags/prompt/settings  the third text: size, steps, sampler, seed …
//	    settings.go the names, the order in which they are written, the defaults · check.go what a variant does not want ·
//	    field.go what a user typed · translate.go for another model
//	tags/prompt/export  a prompt for other programs, or as a server's job
//	    export.go the formats · comfyui.go, comfysamplers.go ComfyUI's workflow ·
//	    swarmui.go SwarmUI · invokeai.go InvokeAI · weighted.go weights for them ·
//	    job.go a server's job, with what the server knows · request.go what A1111 is sent
//	tags/prompt/variants  __name__ and {a|b} expanded
//	    variants.go · parse.go reads a template · draw.go draws one prompt ·
//	    pool.go some of many options · all.go all prompts · longest.go the longest · tidy.go commas of what became nothing
//	tags/wildcard  wildcard files
//	    set.go, scan.go, root.go, index.go finds the files · read.go reads one ·
//	    yaml.go YAML and JSON · name.go names and patterns · find.go the name at the cursor ·
//	    complete.go completes it · preview.go shows its lines
//	tags/picture  prompts out of pictures and workflows
//	    picture.go A1111's, and which program · json.go JSON of any program · fields.go what of it is taken, what left out ·
//	    civitai.go, novelai.go, invokeai.go, swarmui.go, apps.go (TensorArt, Easy Diffusion, Mochi)
//	      one each ·
//	    comfy.go ComfyUI's graph · comfysampler.go its samplers ·
//	    comfysaved.go, subgraph.go, everywhere.go a saved workflow ·
//	    comfytrace.go, comfytext.go follows nodes to their texts · comfyguess.go the nearest text ·
//	    settings.go settings · loras.go LoRAs beside the prompt ·
//	    literal.go text that A1111 would read otherwise
//	tags/picture/container  the texts in a picture's file
//	    texts.go ·
//	    png.go, jpeg.go, webp.go, avif.go, exif.go, xmp.go, iptc.go, stealth.go (in the pixels) one each ·
//	    budget.go time and memory it may take
//	tags/studio  has a server make pictures of prompts, and keeps them: studio.go
//	data  what is embedded
//	    starter.go, profiles.go, vocabulary.go, english.go, knowledge.go, merges.go lists, profiles,
//	      words, CLIP's merges
//	data/mergegen, data/packgen  make what is packed: main.go
//	data/config  the config file
//	    config.go where it is, its keys · read.go reads it · check.go what is wrong in it ·
//	    servers.go servers and pictures
//	data/dirs  where files live: dirs.go
//	data/disk  how files are written
//	    replace.go replaces one whole · lock.go, lock_unix.go locks ·
//	    own.go, own_unix.go files of the user's · owner.go who holds a lock
//	data/flat  slices in a file as they stand in memory: flat.go
//	data/pages  memory in large pages: pages.go, pages_linux.go
//	data/state  what is remembered
//	    state.go the folder · draft.go drafts · history.go, line.go the history ·
//	    marks.go stars, what was made · presets.go presets · picks.go tags chosen often ·
//	    pictures.go pictures of a prompt · jobs.go, queue.go orders at a server, orders that wait ·
//	    servers.go names a server knew
//	data/update  fetches lists
//	    update.go · source.go where a list is had · fetch.go the download ·
//	    resume.go goes on after a cut · server.go what the server answers ·
//	    rules.go which addresses may be asked · meta.go what is noted of a list ·
//	    short.go what a connection that ended early leaves · errors.go
//	data/webui  talks to a running web UI
//	    webui.go what all have · detect.go which kind of server answers ·
//	    a1111.go, a1111names.go A1111's kin: posts, polls progress and previews, interrupts ·
//	    comfy.go, comfyrun.go, comfysocket.go, comfynames.go ComfyUI ·
//	    names.go names a server knows · request.go the fields of A1111's request ·
//	    picture.go a picture's format, its infotext · progress.go how far one is, in words ·
//	    connection.go HTTP, redirects, time · errors.go · stream.go JSON as it comes ·
//	    spool.go where pictures lie until each is handed over
//	data/webui/webuitest  servers for tests
//	    a1111.go, a1111lists.go, comfy.go, comfywork.go, nodes.go, picture.go
//	data/gallery  pictures in a folder, under names by a pattern: gallery.go
//	data/clipboard  copies to where one pastes from, over ssh too: clipboard.go
//	data/printable  foreign text made safe to show: printable.go
//	data/decoding  what is wrong in TOML and JSON, in plain words, and how much of it there is: decoding.go
//	data/tomllines  on which line a key stands: tomllines.go · miscased.go keys in other capitals
//	data/pattern  regular expressions compiled when first used: pattern.go
//	data/names  small lists of names found by letters of them: names.go
//	data/each  one slice made of another: each.go
//	data/radix  many numbers sorted: radix.go
//	data/distance  how many slips are between two names: distance.go
//	data/intake  files that may be anything, bounded: intake.go, wait_unix.go
//	data/charset  old encodings: charset.go, windows1252.go
//	data/sniff  what kind of file it is: sniff.go · model.go the names of models' files · text.go texts that are no prompts
//	data/beside  goroutines that hand on their panic: beside.go
//	data/reference  the reference data, for tests: reference.go
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
// says what each is; in tags/prompt/lint a file a kind of fault reports it,
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
//	weights.go       weight; novelweights.go NovelAI's
//	network.go       network
//	chunkwaste.go    chunk-waste
//	prose.go         prose
//	spacing.go       spacing
//	sampling.go      cfg, settings
//
// These report; what a name is, reading/ finds: a misspelt one's tag near.go.
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
