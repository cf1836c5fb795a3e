package main

import (
	"context"
	"fmt"
	"io"

	"github.com/cli/browser"
)

// openAddress shows an address in the browser. What the browser writes does
// not reach the screen.
func openAddress(ctx context.Context, address string) error {
	browser.Stdout, browser.Stderr = io.Discard, io.Discard
	if err := early(ctx, viewerStart, func() error { return browser.OpenURL(address) }); err != nil {
		return fmt.Errorf("no browser opened it: %w", err)
	}
	return nil
}
