package state

import (
	"errors"
	"fmt"

	"tailor/data/webui"
)

const serversName = "servers.json"

// SaveNames keeps the names that a server knows, for when it does not answer.
// Those of other servers go where there is no room for all.
func (d Dir) SaveNames(n *webui.Names) error {
	alone := map[string]*webui.Names{n.About.Address: n}
	err := changeJSON(d, serversName, func(all map[string]*webui.Names) map[string]*webui.Names {
		if all == nil {
			return alone
		}
		all[n.About.Address] = n
		return all
	})
	if errors.Is(err, errTooMuch) {
		err = changeJSON(d, serversName, func(map[string]*webui.Names) map[string]*webui.Names { return alone })
	}
	if err != nil {
		return fmt.Errorf("the server's names are not kept: %w", err)
	}
	return nil
}

// Names returns the names that the server of an address had when it last
// answered, nil where it never did.
func (d Dir) Names(address string) (*webui.Names, error) {
	all, err := readJSON[map[string]*webui.Names](d, serversName)
	return all[address], err
}
