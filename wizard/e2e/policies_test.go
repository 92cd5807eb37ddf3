//go:build unix

package e2e_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// ended runs a program to its end, with an environment of its own, and returns
// its exit code and what it printed.
func ended(t *testing.T, folder string, env []string, path string, args ...string) (code int, out, errs string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	var stdout, stderr strings.Builder
	command := exec.CommandContext(ctx, path, args...)
	command.Dir, command.Env, command.Stdout, command.Stderr = folder, env, &stdout, &stderr
	err := command.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return command.ProcessState.ExitCode(), stdout.String(), stderr.String()
}

// TestFIPSChangesNoVerdict: with Go's FIPS 140-3 mode on, every way of signing in
// and every verdict is as before. Alone, without the older algorithms of Kerberos
// and NTLM, it cannot be, which proves as well that the setting reaches us.
func TestFIPSChangesNoVerdict(t *testing.T) {
	t.Parallel()
	home := "HOME=" + t.TempDir()
	for world, want := range map[string]int{
		"healthy": 0, "rights-denied": 1, "sign-in-certificate": 0, "sign-in-kerberos": 0, "sign-in-ntlm": 0, "blind-no-tls": 2,
	} {
		t.Run(world, func(t *testing.T) {
			t.Parallel()
			verdicts := map[string]any{}
			for _, mode := range []string{"off", "on"} {
				code, out, errs := ended(t, t.TempDir(), []string{home, "GODEBUG=fips140=" + mode}, program, "check", "--world", world, "--format", "json")
				var said struct{ Verdict any }
				if err := json.Unmarshal([]byte(out), &said); err != nil || code != want {
					t.Fatalf("%s: exit %d, want %d; %v %s", mode, code, want, err, errs)
				}
				text, err := json.Marshal(said.Verdict)
				if err != nil {
					t.Fatal(err)
				}
				verdicts[mode] = string(text)
			}
			if verdicts["on"] != verdicts["off"] {
				t.Errorf("on %s, off %s", verdicts["on"], verdicts["off"])
			}
		})
	}
	if code, _, errs := ended(t, t.TempDir(), []string{home, "GODEBUG=fips140=only"}, program, "check", "--world", "sign-in-kerberos"); code != 70 {
		t.Errorf("only: exit %d %s", code, errs)
	}
}

// TestItRunsWhereItIsPut: in a folder with blanks and Korean in its name that
// cannot be written to, for somebody without a profile.
func TestItRunsWhereItIsPut(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "헬프 데스크 공유")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	body, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "writeback-doctor")
	if err := os.WriteFile(path, body, 0o555); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(folder, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(folder, 0o755) })
	for args, want := range map[string][]string{
		"--version -v --lang en":               {path, "your settings nowhere", "walks to go on with nowhere", "crash files nowhere"},
		"--version -v":                         {path, "자신의 설정 없음", "끊긴 진단 없음", "프로그램 오류 기록 없음"},
		"check --world healthy --lang en":      {"healthy"},
		"settings --lang en":                   {"Your own settings are not used."},
		"lab --list --lang ko":                 {"pdc-unreachable"},
		"collect --script /dev/null --lang en": {""},
	} {
		code, out, errs := ended(t, folder, []string{"NOTHING=else"}, path, strings.Fields(args)...)
		for _, text := range want {
			if code != 0 || !strings.Contains(strings.Join(strings.Fields(out+errs), " "), text) {
				t.Errorf("%s: exit %d, no %q in\n%s%s", args, code, text, out, errs)
			}
		}
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
		t.Errorf("it left something behind: %v, %v", left, err)
	}
}
