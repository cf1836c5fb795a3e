package state

import (
	"encoding/json"
	"fmt"

	"tailor/data/disk"
	"tailor/data/webui"
)

const serversName = "servers.json"

// SaveNames keeps the names that a server knows, for when it does not answer.
func (d Dir) SaveNames(n *webui.Names) error {
	err := d.locked(serversName, func() error {
		all, _ := d.servers() // what cannot be read is begun again
		if all == nil {
			all = map[string]*webui.Names{}
		}
		all[n.About.Address] = n
		content, err := json.Marshal(all)
		if err != nil {
			return err
		}
		return disk.Replace(d.path(serversName), disk.Private, content)
	})
	if err != nil {
		return fmt.Errorf("the server's names are not kept: %w", err)
	}
	return nil
}

// Names returns the names that the server of an address had when it last
// answered, nil where it never did.
func (d Dir) Names(address string) (*webui.Names, error) {
	all, err := d.servers()
	return all[address], err
}

func (d Dir) servers() (map[string]*webui.Names, error) {
	content, err := d.read(serversName, maxState)
	if err != nil || content == nil {
		return nil, err
	}
	var all map[string]*webui.Names
	if err := json.Unmarshal(content, &all); err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w; move it away", d.path(serversName), err)
	}
	return all, nil
}
