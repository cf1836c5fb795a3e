package ui

import (
	"tailor/ui/desk"
)

// What the screen starts with: package desk says what each is.
type (
	Options     = desk.Options
	Lists       = desk.Lists
	Gallery     = desk.Gallery
	ModelChoice = desk.ModelChoice
)
