package state

import (
	"fmt"

	"tailor/data/webui"
)

const serversName = "servers.json"

// SaveNames keeps the names that a server knows, for when it does not answer.
func (d Dir) SaveNames(n *webui.Names) error {
	err := changeJSON(d, serversName, func(all map[string]*webui.Names) map[string]*webui.Names {
		if all == nil {
			all = map[string]*webui.Names{}
		}
		all[n.About.Address] = n
		return all
	})
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
