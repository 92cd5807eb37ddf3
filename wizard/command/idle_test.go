package command_test

import (
	"path/filepath"
	"strings"
	"testing"

	"example.com/writeback-doctor/wizard/command"
	"example.com/writeback-doctor/wizard/command/commandtest"
)

// What is typed and would be ignored is refused before anything is looked at,
// with why. What an answers file says besides is not: it is for every command.
func TestWhatWouldBeIgnoredIsRefused(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	saved, collected, answers := savedWalk(t, "user-nowhere", command.ExitBroken), filepath.Join(dir, "collected.json"), filepath.Join(dir, "answers.yaml")
	if code, _, errs := commandtest.Run(t, nil, "collect", "--world", "user-nowhere", "--out", collected); code != 0 {
		t.Fatalf("exit %d: %s", code, errs)
	}
	for _, c := range []struct{ args, want string }{
		{"check --world healthy --server-file " + collected, "--server-file. A world of the lab"},
		{"check --world healthy --account kim --ca-file ca.pem", "--account, --ca-file. A world of the lab"},
		{"check --world healthy --cloud china", "--cloud. A world of the lab"},
		{"rights --world healthy --sign-in ntlm", "--sign-in. A world of the lab"},
		{"scan --world healthy --keytab x", "--keytab. A world of the lab"},
		{"lab healthy --client-id x", "--client-id. A world of the lab"},
		{"lab --list --user kim@contoso.com", "--user. With --list"},
		{"lab --list healthy", "--list takes no name"},
		{"tree --domain contoso.local", "--domain. The command tree"},
		{"licenses --user kim@contoso.com", "--user. The command licenses"},
		{"tree --account kim", "--account. The command tree"},
		{"collect --server sync01", "--server. The command collect"},
		{"collect --script x.ps1 --hold --world healthy", "--world, --hold. With --script"},
		{"collect --script x.ps1 --out y", "--out. With --script"},
		{"scan --user kim@contoso.com --domain x", "--user. The command scan"},
		{"scan --tenant x --user kim@contoso.com", "--user. The command scan"},
		{"scan --domain x --client-id y --tenant-switch on", "--tenant-switch, --client-id. The command scan"},
		{"rights --tenant x --user kim@contoso.com", "--tenant. The command rights"},
		{"rights --scope one", "--scope. The command rights"},
		{"rights --stdin --user kim@contoso.com", "--user. With --stdin"},
		{"rights --stdin --domain x", "--domain. With --stdin"},
		{"rights --stdin --ca-file x", "--ca-file. With --stdin"},
		{"rights --stdin --strict", "--strict. With --stdin"},
		{"rights --stdin --mask", "--mask. With --stdin"},
		{"rights --stdin --world healthy", "--world. With --stdin"},
		{"check --ascii --unicode", "--ascii. It is the opposite of --unicode."},
		{"open " + saved + " --user kim@contoso.com", "--user. A case file has its own answers."},
		{"open " + saved + " --domain x --format text", "--domain. A saved walk is judged again"},
		{"open " + saved + " --account x --format text", "--account. A saved walk is judged again"},
		{"open " + saved + " --server-file " + collected + " --format json", "--server-file. A saved walk is judged again"},
		{"open " + collected + " --server-file " + collected + " --format json", "--server-file. The file that is opened"},
	} {
		for _, l := range []string{"en", "ko"} {
			code, out, errs := commandtest.Run(t, map[string]string{"LANG": l}, strings.Fields(c.args)...)
			if l == "ko" {
				if code != command.ExitUsage || out != "" {
					t.Errorf("%s in ko: exit %d, %q, %q", c.args, code, out, errs)
				}
				continue
			}
			if code != command.ExitUsage || out != "" || !strings.Contains(errs, c.want) {
				t.Errorf("%s: exit %d, stdout %.200q, stderr %q; want %d, nothing, and %q", c.args, code, out, errs, command.ExitUsage, c.want)
			}
		}
	}
	write(t, answers, []byte("user: kim@contoso.com\ntenant: x\naccount: kim\n"))
	if code, _, errs := commandtest.Run(t, nil, "tree", "--answers", answers); code != 0 {
		t.Errorf("an answers file for every command: exit %d, %s", code, errs)
	}
}

// What a person says goes before what a person of the world would say.
func TestFactsAreLaidOverAWorld(t *testing.T) {
	t.Parallel()
	_, out, errs := commandtest.Run(t, nil, "check", "--world", "healthy", "--format", "json", "--user", "nobody@contoso.com", "--surface", "graph-patch")
	got := commandtest.Decode(t, out)
	if got.Verdict.Status != "unknown" || got.Verdict.Cause == nil || got.Verdict.Cause.Outcome != "never-written-back" {
		t.Errorf("got %+v, want the surface that never writes back; %s", got.Verdict, errs)
	}
}
