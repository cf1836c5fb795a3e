package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is set by the build of a release: -ldflags "-X main.version=1.2.3".
var version = ""

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  cobra.NoArgs,
		RunE:  func(*cobra.Command, []string) error { return a.writeVersion() },
	}
}

// writeVersion names the program, its version, and what it was built for.
func (a *app) writeVersion() error {
	_, err := fmt.Fprintf(a.Stdout, "tailor %s %s/%s\n", programVersion(), runtime.GOOS, runtime.GOARCH)
	return err
}

// programVersion is the version that versionOf finds.
func programVersion() string { return versionOf(debug.ReadBuildInfo()) }

// versionOf returns the release's version, else what the build knows: the
// module's version for an installed program, the commit for a built one.
func versionOf(info *debug.BuildInfo, ok bool) string {
	if version != "" {
		return version
	}
	if !ok {
		return "unknown"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	commit, dirty := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			commit = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			dirty = "+changes"
		}
	}
	if commit == "" {
		return "development"
	}
	return "development-" + commit[:min(12, len(commit))] + dirty
}
