package command_test

import (
	"encoding/csv"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"example.com/writeback-doctor/wizard/command"
	"example.com/writeback-doctor/wizard/command/commandtest"
)

// everyCause is a tenant with somebody for each way in which a reset fails, and a
// directory that has most of them.
const everyCause = `
directory:
  users:
    off: {name: Off, upn: off@contoso.com}
    fault: {name: Fault, upn: fault@contoso.com}
    pending: {name: Pending, upn: pending@contoso.com}
    bare: {name: Bare, upn: bare@contoso.com}
    lazy: {name: Lazy, upn: lazy@contoso.com}
    outside: {name: Outside, upn: outside@contoso.com}
    boss: {name: Boss, upn: boss@contoso.com}
    phone: {name: Phone, upn: phone@contoso.com}
    number: {name: Number, upn: number@contoso.com}
    unlisted: {name: Unlisted, upn: unlisted@contoso.com}
    blocked: {name: Blocked, upn: blocked@contoso.com}
    left: {name: Left, upn: left@contoso.com}
    moved: {name: Moved, upn: moved@contoso.com}
    alone: {name: Alone, upn: alone@contoso.com}
    locked: {name: Locked, upn: locked@contoso.com, expired: 1d}
tenant:
  page-size: 3
  admin-reset: blocked
  users:
    off@contoso.com: {sync: synced, account: off, licenses: [SPE_E3], plans: {AAD_PREMIUM: Disabled}}
    fault@contoso.com: {sync: synced, account: fault, faults: {SPE_E3: CountViolation}}
    pending@contoso.com: {sync: synced, account: pending, licenses: [SPE_E3], plans: {AAD_PREMIUM: PendingInput}}
    bare@contoso.com: {sync: synced, account: bare}
    lazy@contoso.com: {sync: synced, account: lazy, licenses: [SPE_E3], registration: {registered: false}}
    outside@contoso.com: {sync: synced, account: outside, licenses: [SPE_E3], registration: {enabled: false}}
    boss@contoso.com: {sync: synced, account: boss, licenses: [SPE_E3], registration: {admin: true}}
    phone@contoso.com: {sync: synced, account: phone, licenses: [SPE_E3], registration: {methods: [mobilePhone]}}
    number@contoso.com: {sync: synced, account: number, licenses: [SPE_E3], contacts: [mobile-phone], registration: {registered: false}}
    unlisted@contoso.com: {sync: synced, account: unlisted, licenses: [SPE_E3], registration: {absent: true}}
    blocked@contoso.com: {sync: synced, account: blocked, licenses: [SPE_E3], disabled: true}
    left@contoso.com: {sync: formerly, account: left, licenses: [SPE_E3]}
    moved@contoso.com: {sync: transferred, account: moved, licenses: [SPE_E3]}
    locked@contoso.com: {sync: synced, account: locked, licenses: [SPE_E3]}
    made@contoso.com: {licenses: [SPE_E3]}
    guest_else.example#EXT#@contoso.onmicrosoft.com: {type: Guest, registration: {absent: true}}
    admin@contoso.onmicrosoft.com: null
  audit:
    - {ago: 2d, user: moved@contoso.com, activity: Change Source of Authority from AD DS to cloud}
`

// worldFile writes a world.
func worldFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "world.yaml")
	text = "title: {ko: 시험, en: A test}\nexpect: {status: unknown}\n" + strings.TrimPrefix(text, "\n")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// rowsOf are the rows of a scan by user: status, all that stands in the way, and
// where the user was found.
func rowsOf(t *testing.T, out string) map[string]string {
	t.Helper()
	all, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if err != nil || len(all) == 0 {
		t.Fatalf("%v in %q", err, out)
	}
	rows := map[string]string{}
	for _, row := range all[1:] {
		name, _, _ := strings.Cut(row[1], "@")
		short := func(cause string) string { // of what was not seen the step says more
			return cause[strings.LastIndexByte(strings.TrimSuffix(cause, "/unseen"), '/')+1:]
		}
		text := row[0]
		if row[5] != "" {
			text += " " + short(row[5]+"/"+row[6])
		}
		for also := range strings.FieldsSeq(row[9]) {
			text += " " + short(also)
		}
		if rows[name] = text; row[10] != "" {
			rows[name] += " @" + row[10]
		}
	}
	return rows
}

func sameRows(t *testing.T, got, want map[string]string) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if got[name] != want[name] {
			t.Errorf("%s: got %q, want %q", name, got[name], want[name])
		}
	}
	for name, row := range got {
		if _, is := want[name]; !is {
			t.Errorf("%s: got %q, and nobody expects that", name, row)
		}
	}
}

func scanWorld(t *testing.T, world string, args ...string) (code int, rows map[string]string, errs string) {
	t.Helper()
	code, out, errs := commandtest.Run(t, map[string]string{"LANG": "en_US.UTF-8"}, append([]string{
		"scan", "--world", world, "--tenant", askTenant, "--format", "csv",
	}, args...)...)
	return code, rowsOf(t, out), errs
}

// With both sides each user has the cause that check would name, and whoever is
// in one of them alone is told to be.
func TestEveryCauseOfATenant(t *testing.T) {
	t.Parallel()
	code, got, errs := scanWorld(t, worldFile(t, everyCause), "--domain", "corp.contoso.com")
	sameRows(t, got, map[string]string{
		"kim": "healthy @both", "lee": "healthy @both", "writeback.test": "healthy @both",
		"off": "broken plan-disabled @both", "fault": "broken assignment-error @both", "pending": "warning pending @both",
		"bare": "broken unlicensed @both", "lazy": "broken not-registered @both", "outside": "broken not-in-scope @both",
		"boss": "broken administrator-held-back @both", "phone": "warning methods-ending @both", "number": "broken registered-only-since @both",
		"unlisted": "unknown absent @both", "blocked": "broken cloud-disabled @both", "left": "broken formerly-synchronised @both",
		"moved": "warning cloud-managed @both", "made": "warning cloud-only @cloud", "guest_else.example#EXT#": "warning guest @cloud",
		"alone": "broken not-in-cloud @directory", "helpdesk": "broken not-in-cloud @directory", "park": "broken not-in-cloud @directory",
		"locked": "broken expired @both",
	})
	if code != command.ExitBroken || !strings.Contains(errs, "On both sides 17") || !strings.Contains(strings.Join(strings.Fields(errs), " "), "phone@contoso.com can no longer reset") {
		t.Errorf("exit %d, %s", code, errs)
	}
}

// The tenant alone tells whose reset fails there. Nobody is well whose directory
// was not looked at, and what was not seen is said first.
func TestEveryCauseOfATenantAlone(t *testing.T) {
	t.Parallel()
	world := worldFile(t, everyCause)
	code, got, errs := scanWorld(t, world)
	sameRows(t, got, map[string]string{
		"kim": "unknown half-seen", "lee": "unknown half-seen", "writeback.test": "unknown half-seen",
		"off": "broken plan-disabled half-seen", "fault": "broken assignment-error half-seen", "pending": "unknown half-seen pending",
		"bare": "broken unlicensed half-seen", "lazy": "broken not-registered half-seen", "outside": "broken not-in-scope half-seen",
		"boss": "broken administrator-held-back half-seen", "phone": "unknown half-seen methods-ending", "number": "broken registered-only-since half-seen",
		"unlisted": "unknown half-seen absent", "blocked": "broken cloud-disabled", "left": "broken formerly-synchronised",
		"moved": "warning cloud-managed", "made": "unknown cloud-only-or-transferred",
		"guest_else.example#EXT#": "warning guest", "locked": "unknown half-seen",
	})
	if code != command.ExitBroken || !strings.Contains(strings.Join(strings.Fields(errs), " "), "Active Directory was not looked at as well") {
		t.Errorf("exit %d, %s", code, errs)
	}
	_, out, _ := commandtest.Run(t, nil, "scan", "--world", world, "--tenant", askTenant, "--format", "json")
	var said struct {
		Complete bool
		Users    struct{ Users, Fail, Unknown, Warn, Work int }
		Tenant   struct {
			Complete bool
			Users    int
			Gaps     []struct{ What string }
			Joined   *struct{}
		}
		Forecast struct{ Expiring *struct{} }
	}
	if err := json.Unmarshal([]byte(out), &said); err != nil {
		t.Fatal(err)
	}
	if u := said.Users; !said.Complete || u.Users != 19 || u.Fail != 9 || u.Unknown != 8 || u.Warn != 2 || u.Work != 0 || said.Tenant.Users != 19 ||
		len(said.Tenant.Gaps) != 1 || said.Tenant.Gaps[0].What != "directory" || said.Tenant.Joined != nil || said.Forecast.Expiring != nil {
		t.Errorf("got %+v", said)
	}
}

// blindTwins are what hides part of a tenant, with the gap that is told and the
// rows of three people.
func blindTwins() map[string]struct {
	world, gap string
	rows       map[string]string
} {
	type twin = struct {
		world, gap string
		rows       map[string]string
	}
	without := func(name string) string {
		all := []string{
			"Organization.Read.All", "User.Read.All", "LicenseAssignment.Read.All", "Domain.Read.All", "Policy.Read.All",
			"AuditLog.Read.All", "RoleManagement.Read.Directory", "Group.Read.All",
		}
		return "credentials: {permissions: [" + strings.Join(slices.DeleteFunc(all, func(s string) bool { return s == name }), ", ") + "]}\n"
	}
	return map[string]twin{
		"no permission for licences": {without("LicenseAssignment.Read.All"), "licences", map[string]string{
			"kim": "unknown premium-license/unseen user-license/unseen @both", "bare": "unknown premium-license/unseen user-license/unseen @both",
			"lazy": "broken not-registered premium-license/unseen user-license/unseen @both",
		}},
		"no permission for the report": {without("AuditLog.Read.All"), "registration", map[string]string{
			"kim": "unknown sspr-enabled/unseen @both", "bare": "broken unlicensed sspr-enabled/unseen @both", "lazy": "unknown sspr-enabled/unseen @both",
		}},
		"no permission for policies": {without("Policy.Read.All"), "administrators", map[string]string{
			"kim": "healthy @both", "boss": "unknown sspr-enabled/unseen @both", "lazy": "broken not-registered @both",
		}},
		"no permission for users": {without("User.Read.All"), "registration", map[string]string{
			"kim": "unknown half-seen user-license/unseen sspr-enabled/unseen @directory", "bare": "unknown half-seen user-license/unseen sspr-enabled/unseen @directory",
		}},
	}
}

// Whatever is hidden is a gap that is told first, and makes nobody well or ill.
func TestABlindScanOfATenant(t *testing.T) {
	t.Parallel()
	for name, twin := range blindTwins() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			world := worldFile(t, everyCause+twin.world)
			_, got, _ := scanWorld(t, world, "--domain", "corp.contoso.com")
			for user, want := range twin.rows {
				if got[user] != want {
					t.Errorf("%s: got %q, want %q", user, got[user], want)
				}
			}
			_, out, _ := commandtest.Run(t, nil, "scan", "--world", world, "--tenant", askTenant, "--domain", "corp.contoso.com", "--format", "json")
			var said struct {
				Tenant struct {
					Why  *struct{ Kind string }
					Gaps []struct {
						What string
						Why  *struct{ Kind, Needs string }
					}
				}
			}
			if err := json.Unmarshal([]byte(out), &said); err != nil {
				t.Fatal(err)
			}
			told := said.Tenant.Why != nil
			for _, gap := range said.Tenant.Gaps {
				told = told || gap.What == twin.gap && gap.Why != nil && gap.Why.Kind == "missing-permission"
			}
			if !told {
				t.Errorf("no gap %s in %+v", twin.gap, said.Tenant)
			}
		})
	}
}

// A tenant without Premium refuses the report: everybody's reset fails, and that
// is said first.
func TestAScanOfATenantWithoutPremium(t *testing.T) {
	t.Parallel()
	world := worldFile(t, `
tenant:
  skus: {SPE_E3: null, AAD_BASIC: {plans: {AAD_BASIC: Success}}}
  users:
    kim@contoso.com: {licenses: []}
    lee@contoso.com: {licenses: []}
    writeback.test@contoso.com: {licenses: []}
    admin@contoso.onmicrosoft.com: null
  answers:
    /reports: {status: 403, code: Authentication_RequestFromNonPremiumTenantOrB2CTenant}
    /auditLogs: {status: 403, code: Authentication_RequestFromNonPremiumTenantOrB2CTenant}
`)
	code, got, errs := scanWorld(t, world, "--domain", "corp.contoso.com")
	for _, name := range []string{"kim", "lee", "writeback.test"} {
		if got[name] != "broken not-granting @both" {
			t.Errorf("%s: got %q", name, got[name])
		}
	}
	if code != command.ExitBroken || !strings.Contains(errs, "Only other products") {
		t.Errorf("exit %d, %s", code, errs)
	}
}

// What was read before the list broke off is kept, marked as not all, and never
// taken for the whole: nobody is missing in the cloud who may stand behind it.
func TestAScanOfATenantThatBreaks(t *testing.T) {
	t.Parallel()
	broken := func(answer string) string {
		return strings.Replace(everyCause, "tenant:\n", "tenant:\n  answers:\n    /users: {"+answer+", after: 3}\n", 1)
	}
	for l, words := range map[string][]string{
		"en": {"It did not come to the end", "After 6 users of the tenant the list broke off, and could not be gone on with."},
		"ko": {"끝까지 보지 못했습니다", "사용자 6명까지 읽은 뒤 목록이 끊겼고, 이어 가지 못했습니다."},
	} {
		code, out, errs := commandtest.Run(t, nil, "scan", "--world", worldFile(t, broken("status: 401")), "--tenant", askTenant, "--domain", "corp.contoso.com", "--lang", l)
		said := strings.Join(strings.Fields(out), " ")
		for _, w := range words {
			if !strings.Contains(said, w) {
				t.Errorf("%s: no %q in %s %s", l, w, out, errs)
			}
		}
		if code != command.ExitBroken {
			t.Errorf("exit %d", code)
		}
		for line := range strings.SplitSeq(out, "\n") {
			if ansi.StringWidth(line) > 80 && len(strings.Fields(line)) > 1 || strings.Contains(line, "{") {
				t.Errorf("%s: %q", l, line)
			}
		}
	}
	_, got, _ := scanWorld(t, worldFile(t, broken("status: 401")), "--domain", "corp.contoso.com")
	if got["park"] != "unknown half-seen user-license/unseen sspr-enabled/unseen @directory" || got["bare"] != "broken unlicensed @both" {
		t.Errorf("got %q and %q", got["park"], got["bare"])
	}
	_, got, _ = scanWorld(t, worldFile(t, broken("status: 429, retry-after: \"1\", times: 2")), "--domain", "corp.contoso.com")
	if got["park"] != "broken not-in-cloud @directory" || len(got) != 22 {
		t.Errorf("after a storm: %q, %d rows", got["park"], len(got))
	}
	code, got, errs := scanWorld(t, worldFile(t, "tenant: {page-size: 2, next-link: \"https://elsewhere.example/v1.0/users\"}\n"))
	if code != command.ExitUnknown || len(got) != 2 || !strings.Contains(errs, "did not come to the end") {
		t.Errorf("led elsewhere: exit %d, %d rows, %s", code, len(got), errs)
	}
}

// Nobody is looked at who cannot be: it says why, and the exit code is that of
// something not seen.
func TestAScanOfATenantThatSeesNobody(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"credentials: {tenant: none}\n":                           "Nobody could be looked at",
		"tenant: {answers: {/users: {status: 403}}}\n":            "Nobody could be looked at",
		"tenant: {answers: {/users: {body: '{\"value\":[]}'}}}\n": "Not one user was seen",
	} {
		for _, format := range []string{"text", "json", "csv"} {
			code, out, errs := commandtest.Run(t, map[string]string{"LANG": "en_US.UTF-8"}, "scan", "--world", worldFile(t, name), "--tenant", askTenant, "--format", format)
			if code != command.ExitUnknown || format != "json" && !strings.Contains(out+errs, want) {
				t.Errorf("%s as %s: exit %d, %s%s", name, format, code, out, errs)
			}
		}
	}
}

// The same in each cloud.
func TestAScanOfATenantInEveryCloud(t *testing.T) {
	t.Parallel()
	for _, cloud := range []string{"us-government", "us-government-dod", "china"} {
		code, got, errs := scanWorld(t, worldFile(t, "tenant: {cloud: "+cloud+", page-size: 2, users: {lee@contoso.com: {licenses: []}}}\n"), "--domain", "corp.contoso.com")
		if code != command.ExitBroken || got["kim"] != "healthy @both" || got["lee"] != "broken unlicensed @both" {
			t.Errorf("%s: exit %d, %v, %s", cloud, code, got, errs)
		}
	}
}

// A masked scan names nobody, and comes to the same.
func TestAMaskedScanOfATenant(t *testing.T) {
	t.Parallel()
	world := worldFile(t, everyCause)
	for _, format := range []string{"text", "json", "csv"} {
		code, out, errs := commandtest.Run(t, nil, "scan", "--world", world, "--tenant", askTenant, "--domain", "corp.contoso.com", "--format", format, "--mask")
		if code != command.ExitBroken {
			t.Errorf("exit %d", code)
		}
		for _, name := range []string{"kim@", "boss@", "contoso", "CONTOSO", "OU=Staff", "CN=Boss"} {
			if strings.Contains(out+errs, name) {
				t.Errorf("%s names %s", format, name)
			}
		}
	}
}

func TestMistakesOfAScanOfATenant(t *testing.T) {
	t.Parallel()
	for want, args := range map[string][]string{
		"without --tenant": {"--since", "x.json"}, "There is no object": {"--base", "OU=Nowhere,DC=corp,DC=contoso,DC=com"}, "is not an LDAP filter": {"--filter", "(x"},
	} {
		code, out, errs := commandtest.Run(t, map[string]string{"LANG": "en_US.UTF-8"}, append([]string{"scan", "--world", "healthy", "--tenant", askTenant}, args...)...)
		if code != command.ExitUsage || out != "" || !strings.Contains(strings.Join(strings.Fields(errs), " "), want) {
			t.Errorf("%q: exit %d, %q, %q", args, code, out, errs)
		}
	}
}
