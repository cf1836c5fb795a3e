package editor

// Look says how the editor draws what is not text. Strings named so are
// parameters of an SGR sequence, as Style.SGR has them; empty for none.
type Look struct {
	// Cursor and Selection are added to the text's own style. They are
	// visible without colour as long as they hold "7"; where both are the
	// same, the cursor is underlined while something is selected.
	Cursor, Selection string
	// Blurred is the cursor's place while the editor has no focus.
	Blurred string
	Rule    string // SGR of the rule behind BREAK
	Label   string // SGR of its label
	Cut     string // SGR of the mark where A1111 cuts
	Quiet   string // SGR of the placeholder
	// Dash and Mark are the characters of the rule and of the mark, one cell
	// wide each.
	Dash, Mark string
}

// DefaultLook returns a look without colour: the cursor and the selection in
// reverse video, marks dimmed.
func DefaultLook() Look {
	return Look{Cursor: "7", Selection: "7", Rule: "2", Cut: "2", Quiet: "2", Dash: "─", Mark: "┊"}
}
