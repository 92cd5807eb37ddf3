package powershell

import (
	"fmt"
	"os/exec"
	"path/filepath"

	"golang.org/x/sys/windows"
)

// locate returns where Windows keeps a program of its PowerShell 5.1. The
// folder is called v1.0 in every version.
func locate(name string) (string, error) {
	if name != Program {
		return "", &exec.Error{Name: name, Err: exec.ErrNotFound}
	}
	system, err := windows.GetSystemDirectory()
	if err != nil {
		return "", fmt.Errorf("find the system folder: %w", err)
	}
	return filepath.Join(system, "WindowsPowerShell", "v1.0", name), nil
}
