package command_test

import (
	"encoding/json"
	"flag"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/steps/reenable"
	"example.com/writeback-doctor/wizard/command"
	"example.com/writeback-doctor/wizard/command/commandtest"
)

// landedEvidence records what each story shows as the evidence of its outcome.
var landedEvidence = flag.Bool("landed-evidence", false, "record the stories of landed below steps/reenable/testdata")

// landedJSON is as much of the JSON of landed as the tests read.
type landedJSON struct {
	Schema, Result, Ended, User string
	Masked                      bool
	Since, Until                time.Time
	Legs                        []struct {
		Where   string
		At      time.Time
		Ahead   *int64 `json:"clock_ahead_ms"`
		AfterMS *int64 `json:"after_ms"`
	}
	Verdict  struct{ Status string }
	Findings []struct {
		Step, Outcome, Status, Why string
		Said                       struct{ Ko, En string }
		Who                        []string
		Evidence                   json.RawMessage
	}
}

func (l landedJSON) places() string {
	var all []string
	for _, leg := range l.Legs {
		all = append(all, leg.Where)
	}
	return strings.Join(all, " ")
}

// story is a world in which somebody resets, or not, and what landed says of it.
type story struct {
	name, world string
	args        string
	outcome     string
	code        int
	legs        string
	says        string // stands in the text, in English
}

// Parts of the stories. Kim's reset is made 20 seconds after the world starts.
const (
	alone      = "credentials: {tenant: none}\nserver: {none: true}\n"
	lands      = "directory: {users: {kim: {changes: [{ago: -20s}]}}}\n"
	landedOnce = "directory: {users: {kim: {changes: [{ago: 3m}]}}}\n"
	ofKim      = ", tracking: a1, text: 'TrackingId: a1, kim@contoso.com'}"
	reset      = "activity: Reset password (self-service)"
)

func events(list ...string) string {
	return "server: {events: {list: [" + strings.Join(list, ", ") + "]}}\n"
}

func audit(row string) string {
	return "tenant: {audit: [{user: kim@contoso.com, " + row + "}]}\n"
}

func refusedBy(id string) string {
	return events("{ago: 2m, id: "+id+ofKim, "{ago: 2m, id: 31003"+ofKim, "{ago: 2m, id: 31001"+ofKim)
}

func stories() []story {
	const back = "--since 10m --limit 1m"
	return []story{
		// It has landed.
		{"proven by the server", lands + events("{ago: -20s, id: 31002"+ofKim, "{ago: -19s, id: 31001"+ofKim), "--proof --limit 2m", "proven", 0, "server directory here", ""},
		{"proven by the tenant", landedOnce + audit("ago: 3m, "+reset), "--since 10m", "proven", 0, "cloud directory here", ""},
		{"proven by both, and found at once", landedOnce + audit("ago: 3m, "+reset) + events("{ago: 3m, id: 31002"+ofKim), "--since 10m", "proven", 0, "cloud server directory here", ""},
		{"refused at first, and proven then", "directory: {users: {kim: {changes: [{ago: 3m}, {ago: -20s}]}}}\n" + events("{ago: 2m, id: 33004"+ofKim, "{ago: -20s, id: 31002, tracking: b2, text: kim@contoso.com}"), "--since 10m --limit 2m", "proven", 0, "server directory here", ""},
		{"changed, and nobody says by whom", lands, "--limit 2m", "changed", 0, "directory here", "not proven"},
		{"changed, strictly", lands + alone, "--strict", "changed", 1, "directory here", ""},
		{"changed without metadata", "directory: {users: {kim: {hidden: [msDS-ReplAttributeMetaData, replPropertyMetaData], changes: [{ago: -20s}]}}}\n" + alone, "", "changed", 0, "directory here", ""},
		{"changed, told by the stored metadata alone", "directory: {users: {kim: {hidden: [msDS-ReplAttributeMetaData], changes: [{ago: -20s, what: temporary}]}}}\n" + alone, "", "changed", 0, "directory here", ""},
		{"changed with a password for once", "directory: {users: {kim: {changes: [{ago: -20s, what: temporary}]}}}\n" + alone, "", "changed", 0, "directory here", ""},
		{"changed twice from once", "directory: {users: {kim: {must-change: true, changes: [{ago: -20s, what: temporary}]}}}\n" + alone, "", "changed", 0, "directory here", ""},
		{"changed elsewhere, replicated later", "directory: {users: {kim: {changes: [{ago: -10s, by: dc2, reaches: 50s}]}}}\n" + alone, "", "changed", 0, "directory here", "dc2.corp.contoso.com"},
		{"changed long before it came", "directory: {users: {kim: {changes: [{ago: 30s, by: dc2, reaches: 60s}]}}}\n" + alone, "--since 5m", "changed", 0, "directory here", "dc2.corp.contoso.com"},
		{"changed while the controller was lost", "directory: {controllers: {dc1: {lost: 10s, back: 40s}}, users: {kim: {changes: [{ago: -20s}]}}}\n" + alone, "--limit 3m", "changed", 0, "directory here", "did not answer"},
		{"changed by a clock that is ahead", "directory: {controllers: {dc1: {skew: 3m}}, users: {kim: {changes: [{ago: -20s}]}}}\n" + alone, "", "changed", 0, "directory here", "ahead of that of this machine"},
		{"changed by a clock that is behind", "directory: {controllers: {dc1: {skew: -3m}}, users: {kim: {changes: [{ago: 1m}]}}}\n" + alone, "--since 2m", "changed", 0, "directory here", "behind that of this machine"},
		{"changed in another domain", "directory: {domains: {seoul.corp.contoso.com: {netbios: SEOUL, users: {han: {name: Han Seo, upn: han@contoso.com, changes: [{ago: -20s}]}}}}}\n" + alone, "--user han@contoso.com", "changed", 0, "directory here", "dc1.seoul.corp.contoso.com"},
		{"the server wrote, and AD is out of sight", "credentials: {directory: none}\n" + events("{ago: 2m, id: 31010"+ofKim), back, "server-wrote", 0, "server", ""},
		{"only AD changed", landedOnce + audit("ago: 3m, result: failure, reason: OnPremisesSuccessCloudFailure, "+reset), back, "passwords-differ", 0, "cloud directory here", ""},

		// It was refused, or did not come.
		{"refused by a right", refusedBy("33004"), back, "directory-refused", 1, "server", "33004 ADPermissionsError"},
		{"refused by a right, which the tenant noted too", refusedBy("33004") + audit("ago: 2m, result: failure, reason: x, "+reset), back, "directory-refused", 1, "cloud server", ""},
		{"refused by a right, of which only the tenant says whose", events("{ago: 2m, id: 33004, tracking: a1}", "{ago: 2m, id: 31003, tracking: a1}") + audit("ago: 2m, result: failure, reason: x, "+reset), back, "directory-refused", 1, "cloud server", ""},
		{"refused by the policy", refusedBy("33008"), back, "against-policy", 1, "server", "password policy"},
		{"nobody found", refusedBy("33002"), back, "user-not-found", 1, "server", ""},
		{"disabled", refusedBy("33005"), back, "account-state", 1, "server", ""},
		{"mistyped", refusedBy("33007"), back, "wrong-old-password", 1, "server", ""},
		{"failed on the server", refusedBy("33009"), back, "server-failed", 1, "server", ""},
		{"refused, though AD is out of sight", "credentials: {directory: none}\n" + refusedBy("33004"), back, "directory-refused", 1, "server", ""},
		{"not reached by the cloud", audit("ago: 2m, result: failure, reason: OnPremisesConnectivityError, " + reset), back, "cloud-did-not-reach", 1, "cloud", ""},
		{"banned by the cloud", audit("ago: 2m, result: failure, reason: FuzzyPolicyViolationInvalidPassword, " + reset), back, "cloud-refused", 1, "cloud", "FuzzyPolicyViolationInvalidPassword"},
		{"written by nobody", audit("ago: 2m, agent: None, " + reset), back, "not-written-back", 1, "cloud", ""},
		{"accepted, and AD silent", audit("ago: -5s, " + reset), "--limit 90s", "cloud-accepted-directory-silent", 1, "cloud", ""},
		{"only unlocked", "directory: {users: {kim: {locked: 5m, changes: [{ago: -20s, what: unlock}]}}}\n", "--limit 1m", "unlocked-only", 1, "", ""},
		{"only unlocked, says the tenant", audit("ago: -5s, activity: Unlock user account (self-service)"), "--limit 90s", "unlocked-only", 1, "", ""},
		{"nothing came", "directory: {users: {kim: {changes: [{ago: -20s, what: something-else}]}}}\n", "--limit 1m", "not-arrived", 1, "", ""},
		{"nothing came but a mark", "directory: {users: {kim: {changes: [{ago: -20s, what: marked}]}}}\n" + alone, "--limit 1m", "not-arrived", 1, "", ""},
		{"nothing came since", "directory: {users: {kim: {changes: [{ago: 20m}]}}}\n" + alone, "--since 10m --limit 1m", "not-arrived", 1, "", ""},
		{"nothing came, and somebody was refused", events("{ago: 2m, id: 33004, tracking: a1}", "{ago: 2m, id: 31003, tracking: a1}"), back, "not-arrived", 1, "", "without saying whose"},
		{"another one's was refused", events("{ago: 2m, id: 33004, tracking: a1, text: lee@contoso.com}"), back, "not-arrived", 1, "", ""},

		// Nobody knows.
		{"no proof came", lands, "--proof --limit 1m", "unproven", 2, "directory here", ""},
		{"AD changed, and it was refused", landedOnce + refusedBy("33004"), back, "contested", 2, "server directory here", ""},
		{"AD changed, and the cloud wrote nothing", landedOnce + audit("ago: 3m, agent: None, "+reset), back, "contested", 2, "cloud directory here", ""},
		{"an earlier change came", "directory: {users: {kim: {changes: [{ago: 30s, by: dc2, reaches: 60s}]}}}\n" + alone, "--limit 1m", "earlier", 2, "directory here", ""},
		{"a mark without metadata", "directory: {users: {kim: {hidden: [msDS-ReplAttributeMetaData, replPropertyMetaData], changes: [{ago: -20s, what: temporary}]}}}\n" + alone, "--limit 1m", "flag-only", 2, "", ""},
		{"who must change already, without metadata", "directory: {users: {kim: {must-change: true, hidden: [msDS-ReplAttributeMetaData, replPropertyMetaData], changes: [{ago: -20s, what: temporary}]}}}\n" + alone, "--limit 1m", "unwatched", 2, "", ""},
		{"written, and not here", events("{ago: 2m, id: 31002" + ofKim), back, "written-not-seen", 2, "server", ""},
		{"neither success nor failure", audit("ago: 2m, result: timeout, " + reset), back, "cloud-unclear", 2, "cloud", ""},
		{"looked at once", "", "--limit 0", "not-yet", 2, "", ""},
		{"lost, and not back", "directory: {controllers: {dc1: {lost: 10s}}}\n" + alone, "--limit 1m", "unwatched", 2, "", ""},
		{"accepted, and AD lost", "directory: {controllers: {dc1: {lost: 10s}}}\n" + audit("ago: -5s, "+reset), "--limit 1m", "unwatched", 2, "cloud", ""},
		{"another controller alone", "directory: {srv-controllers: [dc2], controllers: {dc1: {down: true}}}\n" + alone, "--limit 1m", "unwatched", 2, "", ""},
		{"nothing to look with", "credentials: {directory: none, tenant: none}\nserver: {none: true}\n", "--limit 1m", "unseen", 2, "", ""},
		{"no such user", alone, "--user nobody@contoso.com --limit 1m", "unseen", 2, "", ""},
		{"a wrong password", "credentials: {directory: wrong, tenant: none}\nserver: {none: true}\n", "--limit 1m", "unseen", 2, "", ""},
	}
}

// TestEveryStoryOfAReset: each story leads to its outcome and exit code, and every
// outcome has one.
func TestEveryStoryOfAReset(t *testing.T) {
	t.Parallel()
	told := map[string]bool{}
	for _, s := range stories() {
		told[s.outcome] = true
		t.Run(s.name, func(t *testing.T) { t.Parallel(); s.tell(t) })
	}
	for _, b := range reenable.Landed.Branches {
		if !told[string(b.On)] {
			t.Errorf("no story comes to %s", b.On)
		}
	}
}

func (s story) path(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "world.yaml")
	write(t, path, []byte(merged(s.world)))
	return path
}

// merged joins parts of a world that begin with the same key.
func merged(world string) string {
	all := "title: {ko: 재설정, en: A reset}\nexpect: {status: unknown}\n"
	seen := map[string]string{}
	var order []string
	for line := range strings.Lines(world) {
		key, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": {")
		if seen[key] == "" {
			order = append(order, key)
			seen[key] = rest
			continue
		}
		seen[key] = strings.TrimSuffix(seen[key], "}") + ", " + rest
	}
	for _, key := range order {
		all += key + ": {" + seen[key] + "\n"
	}
	return all
}

func (s story) tell(t *testing.T) {
	t.Helper()
	path := s.path(t)
	args := append([]string{"landed", "--world", path, "--lang", "en", "--every", "1s"}, strings.Fields(s.args)...)
	code, out, errs := commandtest.Run(t, nil, append(slices.Clone(args), "--format", "json")...)
	var got landedJSON
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatalf("exit %d: %v\n%s%s", code, err, out, errs)
	}
	if got.Result != s.outcome || code != s.code || got.places() != s.legs {
		t.Fatalf("got %s, exit %d, legs %q; want %s, %d, %q\n%s\n%s", got.Result, code, got.places(), s.outcome, s.code, s.legs, got.Findings[0].Said.En, got.Findings[0].Evidence)
	}
	if len(got.Findings) != 1 || got.Findings[0].Outcome != got.Result || got.Schema != "writeback-doctor/landed/1" {
		t.Errorf("findings %+v of %s", got.Findings, got.Schema)
	}
	for _, leg := range got.Legs {
		if leg.At.Before(got.Since.Add(-5*time.Minute)) || leg.At.After(got.Until.Add(5*time.Minute)) {
			t.Errorf("%s at %s, which is not between %s and %s", leg.Where, leg.At, got.Since, got.Until)
		}
	}
	if s.says != "" {
		_, text, _ := commandtest.Run(t, nil, args...)
		if flat := strings.Join(strings.Fields(text), " "); !strings.Contains(flat, s.says) {
			t.Errorf("the text lacks %q:\n%s", s.says, text)
		}
	}
	first := slices.IndexFunc(stories(), func(o story) bool { return o.outcome == s.outcome })
	if *landedEvidence && s.outcome != "unseen" && stories()[first].name == s.name {
		if code, _, errs := commandtest.Run(t, nil, append(args, "--record", "../../steps", "--record-as", "reenable/landed#"+s.outcome)...); code != s.code {
			t.Errorf("record: exit %d: %s", code, errs)
		}
	}
}

// TestLandedIsUsedWrongly: a mistake is told before anything is looked at.
func TestLandedIsUsedWrongly(t *testing.T) {
	t.Parallel()
	for args, want := range map[string]string{
		"--user kim@contoso.com --domain corp.invalid --since tomorrow": "--since",
		"--user kim@contoso.com --domain corp.invalid --limit 25h":      "--limit",
		"--user kim@contoso.com --domain corp.invalid --every 1ms":      "--every",
		"--domain corp.invalid": "--user",
		"--format csv":          "--format",
		"--world healthy --since 2099-01-01T00:00:00Z": "--since",
	} {
		code, out, errs := commandtest.Run(t, map[string]string{"LANG": "en"}, append([]string{"landed"}, strings.Fields(args)...)...)
		if code != command.ExitUsage || out != "" || !strings.Contains(errs, want) {
			t.Errorf("%s: exit %d, %q, %q; want %q", args, code, out, errs, want)
		}
	}
}

// TestLandedSaysTheSameInEveryFormat, and masked names nobody.
func TestLandedSaysTheSameInEveryFormat(t *testing.T) {
	t.Parallel()
	for _, s := range []story{
		{name: "lands", world: landedOnce + audit("ago: 3m, "+reset) + events("{ago: 3m, id: 31002"+ofKim), outcome: "proven"},
		{name: "refused", world: refusedBy("33004"), outcome: "directory-refused", code: 1},
		{name: "once", world: alone, args: "--limit 0", outcome: "not-yet", code: 2},
	} {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			path, unmasked, masked := s.path(t), "", map[string]string{}
			for _, format := range []string{"text", "json", "markdown", "html"} {
				for _, l := range []string{"ko", "en"} {
					args := append([]string{"landed", "--world", path, "--since", "10m", "--format", format, "--lang", l}, strings.Fields(s.args)...)
					code, out, _ := commandtest.Run(t, nil, args...)
					hidden, printed, errs := commandtest.Run(t, nil, append(args, "--mask")...)
					if code != s.code || hidden != s.code || len(out) < 60 || len(printed) < 60 {
						t.Errorf("%s, %s: exit %d, masked %d: %s%s", format, l, code, hidden, printed, errs)
					}
					unmasked += out
					masked[format+" "+l] = printed + errs
				}
			}
			for format, text := range masked {
				for _, name := range []string{"kim@contoso.com", "Kim Minji", "dc1.corp", "contoso.com", "sync01"} {
					if strings.Contains(text, name) {
						t.Errorf("%s: masked, and names %s:\n%s", format, name, text)
					}
				}
			}
			if !strings.Contains(unmasked, "kim@contoso.com") {
				t.Error("nobody is named, so this proves nothing")
			}
		})
	}
}
