package command_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"example.com/writeback-doctor/wizard/command"
	"example.com/writeback-doctor/wizard/command/commandtest"
)

type printedRights struct {
	Schema   string
	SignedIn *struct {
		Way, Name, Tenant string
		Person            *bool
		Permissions       []string
		Roles             []string
	} `json:"signed_in"`
	Why, Code string
	Steps     []struct {
		Step, Sees string
		Needs      []string `json:"permissions"`
		Missing    []string `json:"missing_permissions"`
		Roles      []string `json:"one_of_roles"`
	}
	Lacking []string `json:"missing_permissions"`
}

// rightsIn are the permissions that a world's sign-in has, as JSON.
func rightsIn(t *testing.T, world string, more ...string) (code int, printed printedRights) {
	t.Helper()
	code, out, errs := commandtest.Run(t, nil, append([]string{"check", "--permissions", "--world", world, "--format", "json"}, more...)...)
	if err := json.Unmarshal([]byte(out), &printed); err != nil {
		t.Fatalf("%s: %v: %q, %q", world, err, out, errs)
	}
	if printed.Schema != "writeback-doctor/permissions/1" || len(printed.Steps) == 0 {
		t.Fatalf("%s: got %+v", world, printed)
	}
	return code, printed
}

// blind are the steps of which nothing will be seen.
func (p *printedRights) blind() []string {
	var all []string
	for _, s := range p.Steps {
		if s.Sees == "nothing" {
			all = append(all, s.Step)
		}
	}
	slices.Sort(all)
	return all
}

// unseenIn are the steps that a walk could not see for want of a permission or a
// role, whole or in the part that decides.
func unseenIn(t *testing.T, world string) []string {
	t.Helper()
	_, out, errs := commandtest.Run(t, nil, "check", "--world", world, "--format", "json")
	var walked struct {
		Findings []struct{ Step, Status, Why string }
	}
	if err := json.Unmarshal([]byte(out), &walked); err != nil {
		t.Fatalf("%v: %s", err, errs)
	}
	var all []string
	for _, f := range walked.Findings {
		if f.Status == "unknown" && (f.Why == "missing-permission" || f.Why == "missing-role") {
			all = append(all, f.Step)
		}
	}
	slices.Sort(all)
	return all
}

// TestWhatIsForeseenIsWhatAWalkDoesNotSee takes each permission away, and all
// roles, and walks: the steps that saw nothing are those that were named before.
func TestWhatIsForeseenIsWhatAWalkDoesNotSee(t *testing.T) {
	t.Parallel()
	permissions := []string{
		"Organization.Read.All", "User.Read.All", "LicenseAssignment.Read.All", "Domain.Read.All", "Policy.Read.All", "AuditLog.Read.All",
		"RoleManagement.Read.Directory", "RoleEligibilitySchedule.Read.Directory", "Group.Read.All", "Application.Read.All", "ServiceHealth.Read.All",
	}
	worlds := map[string]string{
		"every role":          "{tenant: person, roles: [Global Reader]}",
		"no role":             "{tenant: person, roles: []}",
		"a reader of reports": "{tenant: browser, roles: [Reports Reader]}",
		"nothing":             "{permissions: []}",
	}
	for _, without := range permissions {
		left := slices.DeleteFunc(slices.Clone(permissions), func(one string) bool { return one == without })
		worlds["without "+without] = "{permissions: [" + strings.Join(left, ", ") + "]}"
	}
	for name, credentials := range worlds {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			world := filepath.Join(t.TempDir(), "world.yaml")
			if err := os.WriteFile(world, []byte("credentials: "+credentials+"\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			code, foreseen := rightsIn(t, world)
			if got, want := foreseen.blind(), unseenIn(t, world); !slices.Equal(got, want) {
				t.Errorf("foresaw %v, and the walk did not see %v", got, want)
			}
			whole := !slices.ContainsFunc(foreseen.Steps, func(s struct {
				Step, Sees string
				Needs      []string `json:"permissions"`
				Missing    []string `json:"missing_permissions"`
				Roles      []string `json:"one_of_roles"`
			},
			) bool {
				return s.Sees != "all"
			})
			if whole != (code == command.ExitHealthy) || !whole && code != command.ExitUnknown {
				t.Errorf("sees everything: %t, exit %d", whole, code)
			}
			if without, ok := strings.CutPrefix(name, "without "); ok && !slices.Equal(foreseen.Lacking, []string{without}) {
				t.Errorf("lacks %v, want %s alone", foreseen.Lacking, without)
			}
		})
	}
}

// Who signed in is told with the roles, and nobody with the reason.
func TestPermissionsSayWhoSignedIn(t *testing.T) {
	t.Parallel()
	_, person := rightsIn(t, "sign-in-device-code-forbidden")
	if in := person.SignedIn; in == nil || in.Way != "browser" || in.Name != "helpdesk@contoso.com" || in.Person == nil || !*in.Person || !slices.Equal(in.Roles, []string{"Global Reader"}) {
		t.Errorf("got %+v", person.SignedIn)
	}
	_, masked := rightsIn(t, "sign-in-browser", "--mask")
	if in := masked.SignedIn; in == nil || in.Name != "" || in.Tenant != "" {
		t.Errorf("masked, got %+v", in)
	}
	_, silent := rightsIn(t, "blind-operator-role")
	if in := silent.SignedIn; in == nil || in.Roles != nil || !slices.ContainsFunc(silent.Steps, func(s struct {
		Step, Sees string
		Needs      []string `json:"permissions"`
		Missing    []string `json:"missing_permissions"`
		Roles      []string `json:"one_of_roles"`
	},
	) bool {
		return s.Sees == "unknown"
	}) {
		t.Errorf("a token that says nothing of roles: got %+v", silent)
	}
	code, nobody := rightsIn(t, "blind-sign-in-consent")
	if nobody.SignedIn != nil || nobody.Why != "token-rejected" || nobody.Code != "AADSTS65001" || code != command.ExitUnknown || len(nobody.Lacking) != 0 {
		t.Errorf("nobody: exit %d, %+v", code, nobody)
	}
	for l, want := range map[string]string{"ko": "로그인했습니다", "en": "Signed in to the tenant as helpdesk@contoso.com"} {
		if _, out, _ := commandtest.Run(t, nil, "check", "--permissions", "--world", "blind-sign-in-role", "--lang", l); !strings.Contains(out, want) || !strings.Contains(out, "[-]") {
			t.Errorf("%s: %q", l, out)
		}
	}
	if code, _, errs := commandtest.Run(t, nil, "check", "--permissions", "--format", "html", "--lang", "en"); code != command.ExitUsage || !strings.Contains(errs, "text or json") {
		t.Errorf("HTML: exit %d, %q", code, errs)
	}
}

// What does not fit together in how somebody signs in to the tenant is said before
// anything is dialled.
func TestTenantSignInThatDoesNotFit(t *testing.T) {
	t.Parallel()
	none := filepath.Join(t.TempDir(), "none.pem")
	for _, c := range []struct{ args, en, ko string }{
		{"--tenant-sign-in smoke", "It is one of: auto, azure-cli, browser, certificate, device-code, none, secret, token.", "쓸 수 있는 값: auto"},
		{"--tenant-sign-in secret", "needs the tenant and the ID", "테넌트와 앱의 ID가 필요합니다"},
		{"--tenant-sign-in certificate --tenant t --client-id a", "Name it with --client-certificate", "--client-certificate 옵션으로"},
		{"--tenant-sign-in browser --client-certificate " + none, "Leave it out", "이 옵션을 빼거나"},
		{"--tenant-sign-in token", "WRITEBACK_DOCTOR_TOKEN", "WRITEBACK_DOCTOR_TOKEN"},
		{"--tenant t --client-id a --client-certificate " + none, "There is no file " + none, "파일이 없습니다"},
	} {
		for l, want := range map[string]string{"en": c.en, "ko": c.ko} {
			code, out, errs := commandtest.Run(t, nil, append([]string{"check", "--lang", l}, strings.Fields(c.args)...)...)
			if flat := strings.Join(strings.Fields(errs), " "); code != command.ExitUsage || out != "" || !strings.Contains(flat, want) {
				t.Errorf("%s in %s: exit %d, %q, %q; want %q", c.args, l, code, out, errs, want)
			}
		}
	}
}

// A PFX whose password nobody gives is asked for, or named in the environment.
func TestThePasswordOfACertificateIsAskedFor(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "app.pfx")
	if err := os.WriteFile(file, []byte("not a certificate"), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"check", "--lang", "en", "--tenant", "contoso.com", "--client-id", "a", "--client-certificate", file}
	if code, _, errs := commandtest.Run(t, nil, args...); code != command.ExitUsage || !strings.Contains(errs, "WRITEBACK_DOCTOR_CERTIFICATE_PASSWORD") {
		t.Errorf("exit %d, %q; want the variable", code, errs)
	}
	code, out, _ := commandtest.Run(t, map[string]string{"WRITEBACK_DOCTOR_CERTIFICATE_PASSWORD": "planted-password"}, append(args, "--format", "json")...)
	if code != command.ExitUnknown || !strings.Contains(out, "client-certificate-unread") || strings.Contains(out, "planted-password") {
		t.Errorf("exit %d, %.300s; want that the file cannot be used", code, out)
	}
}
