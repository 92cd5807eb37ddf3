//go:build unix

package powershell

import (
	"strings"
	"testing"
)

// TestAttackInheritedSecrets starts a program as PowerShell is started, and has
// it print what it inherits.
func TestAttackInheritedSecrets(t *testing.T) {
	t.Setenv("KEPT", "yes")
	names := []string{
		"WRITEBACK_DOCTOR_PASSWORD", "WRITEBACK_DOCTOR_CLIENT_SECRET", "WRITEBACK_DOCTOR_CERTIFICATE_PASSWORD", "WRITEBACK_DOCTOR_TOKEN",
		"writeback_doctor_password", "Writeback_Doctor_Token",
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			t.Setenv(name, "hunter22!")
			out, _, _, err := start(t.Context(), "/usr/bin/env")
			if text := string(out); err != nil || strings.Contains(text, "hunter22!") || !strings.Contains(text, "KEPT=yes") {
				t.Errorf("inherits (%v)\n%s", err, text)
			}
		})
	}
}
