package ui

import "os"

// openTTY opens the console's two ends.
func openTTY() (in, out *os.File, err error) {
	if in, err = os.OpenFile("CONIN$", os.O_RDWR, 0); err != nil {
		return nil, nil, err
	}
	if out, err = os.OpenFile("CONOUT$", os.O_RDWR, 0); err != nil {
		in.Close()
		return nil, nil, err
	}
	return in, out, nil
}

// stopSignals is empty: Windows puts no program to rest.
var stopSignals []os.Signal

// wakeSignals is empty as well.
var wakeSignals []os.Signal

func stopSelf() {}
