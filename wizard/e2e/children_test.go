//go:build unix

package e2e_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const ctrlV = "\x16"

// TestAttackChildren puts a program of its own where a text field looks for the
// clipboard's helper, and writes down what it inherits. The secrets are not
// among it, whatever the case of their names, and all else is.
func TestAttackChildren(t *testing.T) {
	t.Parallel()
	for name, variable := range map[string]string{
		"password": "WRITEBACK_DOCTOR_PASSWORD", "client secret": "WRITEBACK_DOCTOR_CLIENT_SECRET",
		"token": "WRITEBACK_DOCTOR_TOKEN", "certificate": "WRITEBACK_DOCTOR_CERTIFICATE_PASSWORD", "in small letters": "writeback_doctor_password",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := t.TempDir()
			seen := filepath.Join(folder, "seen")
			helper := "#!/bin/sh\n/usr/bin/env >" + seen + ".part\n/bin/mv " + seen + ".part " + seen + "\necho pasted\n"
			for _, tool := range []string{"xclip", "xsel"} {
				if err := os.WriteFile(filepath.Join(folder, tool), []byte(helper), 0o700); err != nil {
					t.Fatal(err)
				}
			}
			s := open(t, 80, 24, []string{"LANG=en_US.UTF-8", "PATH=" + folder, variable + "=hunter22!", "KEPT=yes"})
			s.await(20*time.Second, "A call")
			s.press(enter)
			s.await(20*time.Second, "Name used to sign in")
			s.press(ctrlV)
			s.await(20*time.Second, "pasted")
			inherited, err := os.ReadFile(seen)
			if err != nil {
				t.Fatal(err)
			}
			if text := string(inherited); strings.Contains(text, "hunter22!") || !strings.Contains(text, "KEPT=yes") {
				t.Errorf("the helper inherits\n%s", text)
			}
			s.quit("once more")
			s.exit(20 * time.Second)
		})
	}
}
