//go:build !windows

package powershell

import "os/exec"

// locate finds nothing: Windows PowerShell runs on Windows alone, and
// PowerShell 7 elsewhere cannot load the ADSync module.
func locate(name string) (string, error) {
	return "", &exec.Error{Name: name, Err: exec.ErrNotFound}
}
