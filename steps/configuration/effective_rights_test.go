package configuration

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/needed"
)

func TestRemedyGrantsJustWhatIsMissing(t *testing.T) {
	t.Parallel()
	yes, no := probes.Right{Granted: probes.Yes}, probes.Right{Granted: probes.No}
	rights := &probes.Rights{ResetPassword: yes, ChangePassword: yes, WriteLockoutTime: no, WritePwdLastSet: no, Unexpire: yes}
	facts := steps.Facts{steps.UserDN: "CN=Kim,OU=Staff,DC=corp,DC=example", steps.ConnectorAccount: `CORP\MSOL_1`}
	for class, heir := range map[string]string{"user": classUser, "": classUser, "inetOrgPerson": classInetOrgPerson} {
		account := &probes.DirectoryUser{Matches: 1, SID: "S-1-5-21-1-2-3-1109"}
		verdict := run(t, &EffectiveRights, world(toldDirectory{rights: rights, class: class, account: account}, nil, nil), facts, "missing")
		if class == "" {
			class = "user"
		}
		for blank, want := range map[string]string{
			"rights":      "Write lockoutTime|Write pwdLastSet",
			"ou":          "OU=Staff,DC=corp,DC=example",
			"heir":        heir,
			"grantee":     "S-1-5-21-1-2-3-1109",
			"grants":      "WriteProperty:28630ebf-41d5-11d1-a9c1-0000f80367c1|WriteProperty:bf967a0a-0de6-11d0-a285-00aa003049e2",
			"permissions": `CORP\MSOL_1:WP;lockoutTime;` + class + `|CORP\MSOL_1:WP;pwdLastSet;` + class,
		} {
			if got := strings.Join(verdict.Args[blank].Texts(), "|"); got != want {
				t.Errorf("%s, {%s}: got %q, want %q", class, blank, got, want)
			}
		}
	}
}

// verdictOf judges a recorded evidence.
func verdictOf(t *testing.T, step *steps.Step, file string) steps.Verdict {
	t.Helper()
	_, name, _ := strings.Cut(string(step.ID), "/")
	recorded, err := os.ReadFile(filepath.Join("testdata", name, file+".json"))
	if err != nil {
		t.Fatal(err)
	}
	verdict, err := step.Check.Judge(recorded)
	if err != nil {
		t.Fatal(err)
	}
	return verdict
}

// detailsOf are the details of a recorded evidence, in English.
func detailsOf(t *testing.T, step *steps.Step, file string) []string {
	t.Helper()
	verdict := verdictOf(t, step, file)
	return steps.Tell(step, steps.Finding{Step: step.ID, On: verdict.On, Args: verdict.Args}, lang.English, time.FixedZone("KST", 9*3600)).Details
}

func TestRemedyRemovesExactlyTheEntriesThatDeny(t *testing.T) {
	t.Parallel()
	const connector = "S-1-5-21-1180699209-877415012-3182924384-1109"
	const reset, lockout = "00299570-246d-11d0-a768-00aa006e0529", "28630ebf-41d5-11d1-a9c1-0000f80367c1"
	for file, want := range map[string]struct{ where, entries string }{
		"denied": {
			"OU=Staff,DC=corp,DC=contoso,DC=com", "S-1-5-21-1180699209-877415012-3182924384-1604;256;" + reset + ";" + classUser,
		},
		"denied-on-the-user-twice": {
			"CN=Kim Minji,OU=Staff,DC=corp,DC=contoso,DC=com",
			connector + ";256;" + reset + ";" + orNoGUID("") + ";None, " + connector + ";32;" + lockout + ";" + orNoGUID("") + ";None",
		},
		"denied-by-one-entry-and-another-above": { // one entry for two rights; what stands elsewhere is for the next look
			"OU=Staff,DC=corp,DC=contoso,DC=com", connector + ";256;" + orNoGUID("") + ";" + classUser,
		},
		"denied-generic": { // as it stands above, and not as it arrives
			"OU=Staff,DC=corp,DC=contoso,DC=com", "S-1-5-21-1004336348-1177238915-682003330-11532;268435456;" + orNoGUID("") + ";" + classUser + ";Descendents",
		},
		"denied-from-an-object-not-visible": {"an object above that could not be seen", connector + ";256;" + reset + ";" + classUser},
		"unexpire-missing-denied": { // which counts on the domain root
			"DC=corp,DC=contoso,DC=com", connector + ";256;ccc2dc7d-a6ad-4a7a-8846-c04e3cc53501;" + orNoGUID("") + ";None",
		},
		"denied-change-to-a-group": {"CN=Kim Minji,OU=Staff,DC=corp,DC=contoso,DC=com", "-"}, // of a version that kept no entry
	} {
		args := verdictOf(t, &EffectiveRights, file).Args
		if args["where"].In(lang.English, nil) != want.where || args["entries"].String() != want.entries {
			t.Errorf("%s: got %q on %q, want %q on %q", file, args["entries"], args["where"], want.entries, want.where)
		}
	}
}

func TestEveryRightIsToldWithTheEntryThatDecides(t *testing.T) {
	t.Parallel()
	for file, want := range map[string][]string{
		"granted-by-full-control-and-the-server-agrees": {
			"Reset password: granted, by an Allow entry for MSOL_3f2a9c1d7e40: Full control, inherited from OU=Staff,DC=corp,DC=contoso,DC=com.",
			"Change password: granted, by an Allow entry for MSOL_3f2a9c1d7e40: All extended rights, inherited from OU=Staff,DC=corp,DC=contoso,DC=com.",
			"Write pwdLastSet (must change): granted, by an Allow entry for MSOL_3f2a9c1d7e40: Write account restrictions, inherited from above (where could not be seen).",
			"Unexpire Password, on the domain root: granted, by an Allow entry for Authenticated Users, on the object itself.",
		},
		"missing-cut-off-ou": {
			"Reset password: not granted; given on DC=corp,DC=contoso,DC=com, but cut off at OU=Seoul,DC=corp,DC=contoso,DC=com.",
		},
		"missing-cut-off-ou-without-the-entry": {
			"Reset password: not granted; no entry gives it.",
			"Inheritance is off on OU=Staff,DC=corp,DC=contoso,DC=com: what is granted above it does not come down.",
		},
		"missing-below-an-ou-with-inheritance-off": {
			"Inheritance is off on OU=Staff,DC=corp,DC=contoso,DC=com: what is granted above it does not come down.",
		},
		"cannot-judge-condition": {"Reset password: not known; an entry with a condition decides."},
		"cannot-judge":           {"Reset password: not known; the security descriptor could not be read."},
		"granted-out-of-order": {
			"Implementations differ on: Reset password, Change password, Write lockoutTime, Write pwdLastSet. An Allow entry for this right alone stands before a Deny entry for everything. Some go by the first, as this program does, and some by the denial.",
		},
		"missing-here-only": {
			"Reset password: not granted; OU=Staff,DC=corp,DC=contoso,DC=com has an Allow entry for MSOL_0a1b2c3d4e5f, but for that object only, so it does not reach this user.",
		},
		"missing-below-only": {
			"Reset password: not granted; the object itself has an Allow entry for MSOL_0a1b2c3d4e5f, but only for what is below it, so it does not count here.",
		},
		"missing-for-computers": {
			"Reset password: not granted; OU=Staff,DC=corp,DC=contoso,DC=com has an Allow entry for MSOL_0a1b2c3d4e5f, but only for objects of another class (computer), so it does not reach this user.",
		},
		"missing-one-level": {
			"Reset password: not granted; OU=Staff,DC=corp,DC=contoso,DC=com has an Allow entry for MSOL_0a1b2c3d4e5f, but it goes one level down only, so it does not reach this user.",
		},
		"opinions-differ": {
			"Write lockoutTime (unlock): not granted; no entry gives it.",
			"Worked out by the domain controller, Write lockoutTime: granted.",
		},
		"opinions-differ-on-permissions": {"Modify permissions: granted by the domain controller, not granted by this program."},
	} {
		got := detailsOf(t, &EffectiveRights, file)
		for _, line := range want {
			if !slices.Contains(got, line) {
				t.Errorf("%s: no line %q in\n%s", file, line, strings.Join(got, "\n"))
			}
		}
	}
}

// TestWhatImplementationsDifferOnChangesNoVerdict: it is told, of each shape and
// with the rights that it is about, and nothing is said where there is none.
func TestWhatImplementationsDifferOnChangesNoVerdict(t *testing.T) {
	t.Parallel()
	yes := probes.Right{Granted: probes.Yes}
	for shape, want := range map[probes.Shape]string{
		probes.ObjectAllowBeforeDeny: "Implementations differ on: Reset password. " + needed.OrderContested.En,
		probes.ClassAsObject:         "Implementations differ on: Reset password. " + needed.ClassContested.En,
		probes.OwnerRightsEntry:      "Implementations differ on: Reset password. " + needed.OwnerContested.En,
		"":                           "",
	} {
		r := RightsNow{Rights: probes.Rights{ResetPassword: yes, ChangePassword: yes, WriteLockoutTime: yes, WritePwdLastSet: yes, Unexpire: yes}}
		if shape != "" {
			r.ResetPassword.Contested = &probes.Contested{Entries: []probes.ContestedEntry{{Shape: shape}}}
		}
		verdict := judgeRights(r)
		details := steps.Tell(&EffectiveRights, steps.Finding{Step: EffectiveRightsID, On: verdict.On, Args: verdict.Args}, lang.English, nil).Details
		differ := slices.DeleteFunc(details, func(line string) bool { return !strings.HasPrefix(line, "Implementations differ") })
		if got := strings.Join(differ, "|"); verdict.On != "granted" || got != want {
			t.Errorf("%q: got %s, %q, want granted, %q", shape, verdict.On, got, want)
		}
	}
}

// TestOneRightOfEachKindIsJudgedByTheWorst takes every pair of what can be
// found of two rights: a denial is told before a lack, and a lack before what
// could not be judged, whichever right has it.
func TestOneRightOfEachKindIsJudgedByTheWorst(t *testing.T) {
	t.Parallel()
	kinds := []struct {
		found probes.Right
		alone steps.Outcome
	}{
		{probes.Right{Granted: probes.No, Denied: true, Trustee: "S-1-5-21-1-2-3-1109", Inherited: probes.Yes}, "denied"},
		{probes.Right{Granted: probes.No}, "missing"},
		{probes.Right{Why: string(probes.AccessDenied)}, "cannot-judge"},
		{probes.Right{Granted: probes.Yes}, "granted"},
	}
	for i, one := range kinds {
		for j, other := range kinds {
			for turn := range 2 {
				r := RightsNow{Rights: probes.Rights{
					ResetPassword: one.found, ChangePassword: kinds[3].found, WriteLockoutTime: other.found,
					WritePwdLastSet: kinds[3].found, Unexpire: kinds[3].found,
				}}
				if turn == 1 {
					r.ChangePassword, r.ResetPassword = r.ResetPassword, r.ChangePassword
				}
				if got, want := judgeRights(r).On, kinds[min(i, j)].alone; got != want {
					t.Errorf("%s beside %s: got %s, want %s", one.alone, other.alone, got, want)
				}
			}
		}
	}
}

// TestADenialGoesBeforeAnythingIsGranted: what is granted beside a denial
// changes nothing.
func TestADenialGoesBeforeAnythingIsGranted(t *testing.T) {
	t.Parallel()
	for file, denied := range map[string]bool{"unexpire-missing-denied": true, "denied": true, "denied-on-the-user-twice": true, "unexpire-missing": false, "missing": false} {
		verdict := verdictOf(t, &EffectiveRights, file)
		told := steps.Tell(&EffectiveRights, steps.Finding{Step: EffectiveRightsID, On: verdict.On, Args: verdict.Args}, lang.English, nil)
		forward := slices.DeleteFunc(told.Remedy.Blocks, func(b steps.Block) bool { return b.Part == steps.ToUndo })
		if len(forward) == 0 {
			t.Errorf("%s: no command", file)
		}
		for _, block := range forward {
			for _, line := range block.Lines {
				grants := strings.Contains(line, " /G ") || strings.Contains(line, "AddAccessRule(")
				if removes := strings.Contains(line, "RemoveAccessRuleSpecific"); removes != denied || grants == denied {
					t.Errorf("%s: got %s", file, line)
				}
			}
		}
	}
}
