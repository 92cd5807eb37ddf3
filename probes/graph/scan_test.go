package graph

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"example.com/writeback-doctor/probes"
)

const (
	usersPath  = "/v1.0/users"
	reportPath = "/v1.0/reports/authenticationMethods/userRegistrationDetails"
	auditsPath = "/v1.0/auditLogs/directoryAudits"
	skusPath   = "/v1.0/subscribedSkus"
)

// ownsE3 is a tenant with one product that carries P1.
var ownsE3 = says(`{"value":[{"skuId":"E3","skuPartNumber":"SPE_E3","capabilityStatus":"Enabled","appliesTo":"User","consumedUnits":5,
"prepaidUnits":{"enabled":9,"suspended":0,"warning":0},"servicePlans":[{"servicePlanId":"` + probes.PlanP1 + `","servicePlanName":"AAD_PREMIUM","provisioningStatus":"Success"},
{"servicePlanId":"x","servicePlanName":"OTHER","provisioningStatus":"Success"}]},
{"skuId":"F","skuPartNumber":"FREE","capabilityStatus":"Enabled","appliesTo":"User","servicePlans":[{"servicePlanId":"y","servicePlanName":"Y","provisioningStatus":"Success"}]}]}`)

// userRow is one user of the list, with more fields.
func userRow(id, more string) string {
	row := `{"id":"` + id + `","userPrincipalName":"` + id + `@contoso.com","accountEnabled":true,"onPremisesSyncEnabled":true,
"assignedLicenses":[{"skuId":"E3","disabledPlans":[]}],"licenseAssignmentStates":[{"skuId":"E3","state":"Active","error":"None"}],
"provisionedPlans":[{"service":"AADPremiumService","provisioningStatus":"Success"}]`
	if more != "" {
		row += "," + more // the last of two fields of one name counts
	}
	return row + "}"
}

func reportRow(id string) string {
	return `{"id":"` + id + `","isAdmin":false,"isSsprEnabled":true,"isSsprRegistered":true,"isSsprCapable":true,"methodsRegistered":["mobilePhone","softwareOneTimePasscode"]}`
}

// pages gives lists of elements, one after the other.
func pages(path string, all ...[]string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("$count") != "" {
			says(`{"@odata.count":7,"value":[]}`)(w, r)
			return
		}
		i, _ := strconv.Atoi(r.URL.Query().Get("$skiptoken"))
		next := ""
		if i+1 < len(all) {
			next = fmt.Sprintf(`"@odata.nextLink":"https://graph.microsoft.com%s?$skiptoken=%d",`, path, i+1)
		}
		says(`{`+next+`"value":[`+strings.Join(all[i], ",")+`]}`)(w, r)
	}
}

// tenantBench is a tenant of two pages of users.
func tenantBench(t *testing.T) *bench {
	t.Helper()
	return newBench(t).on(skusPath, ownsE3).
		on("/v1.0/policies/authorizationPolicy", says(`{"allowedToUseSSPR":true}`)).
		on("/v1.0/policies/authenticationMethodsPolicy", says(`{"id":"x","policyMigrationState":"migrationComplete"}`)).
		on("/v1.0/groups", says(`{"value":[]}`)).on("/v1.0/domains", says(`{"value":[{"id":"contoso.com","isVerified":true}]}`)).
		on(auditsPath, says(`{"value":[]}`)).
		on(usersPath, pages(usersPath, []string{userRow("c", ""), userRow("a", "")}, []string{userRow("b", ""), userRow("d", "")})).
		on(reportPath, pages(reportPath, []string{reportRow("b"), reportRow("zz")}, []string{reportRow("a"), reportRow("0"), reportRow("c")}))
}

// scanned is what one scan handed out.
type scannedTenant struct {
	setting probes.TenantSetting
	people  []probes.CloudPerson
	census  probes.TenantCensus
	err     error
	stages  []probes.Stage
}

func (s *scannedTenant) ids() string {
	var ids []string
	for _, p := range s.people {
		ids = append(ids, p.User.ID)
	}
	return strings.Join(ids, " ")
}

func scanTenant(ctx context.Context, c *Client) *scannedTenant {
	s := &scannedTenant{}
	s.census, s.err = c.ScanTenant(ctx, probes.TenantWatch{
		Setting: func(setting probes.TenantSetting) { s.setting = setting },
		Person:  func(p probes.CloudPerson) error { s.people = append(s.people, p); return nil },
		Tell: func(p probes.Progress) {
			if len(s.stages) == 0 || s.stages[len(s.stages)-1] != p.Stage {
				s.stages = append(s.stages, p.Stage)
			}
		},
	})
	return s
}

// Two lists of different orders come together by object ID, and somebody who
// stands on two pages is one person.
func TestEverybodyOfATenantOnce(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var queries []string
	list := pages(usersPath, []string{userRow("c", ""), userRow("a", "")}, []string{userRow("a", ""), userRow("b", ""), userRow("C", "")}, nil, []string{userRow("d", "")})
	b := tenantBench(t).on(usersPath, func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		queries = append(queries, r.URL.Query().Get("$select")+" "+r.URL.Query().Get("$top"))
		mu.Unlock()
		list(w, r)
	})
	s := scanTenant(t.Context(), b.client())
	if s.err != nil || s.ids() != "a b c d" || s.census.Again != 2 || s.census.Users != 4 || s.census.Pages != 4 || !s.census.Complete ||
		s.census.Total != 7 || s.census.Rows != 5 || s.census.Asked != 0 || len(s.census.Breaks) != 0 {
		t.Errorf("got %s, %+v, %v", s.ids(), s.census, s.err)
	}
	for i, found := range []probes.YesNo{probes.Yes, probes.Yes, probes.Yes, probes.No} {
		if r := s.people[i].Registration; r.Found != found || s.people[i].RegistrationWhy != nil || found == probes.Yes && (r.Capable != probes.Yes || len(r.Methods) != 2) {
			t.Errorf("%s: got %+v", s.people[i].User.ID, r)
		}
		if u := s.people[i].User; !u.LicensesSeen || len(u.Licenses) != 1 || u.Licenses[0].Plans[0].Status != "Success" || u.Sync != probes.Synced || !u.AssignmentFaults.None() {
			t.Errorf("got %+v", u)
		}
	}
	if want := []probes.Stage{probes.Preparing, probes.Reading, probes.Registering}; !slices.Equal(s.stages, want) {
		t.Errorf("stages %v, want %v", s.stages, want)
	}
	if want := scanFields + " " + crowdTop; queries[1] != want || len(queries) != 5 {
		t.Errorf("asked for %q, want first %q", queries, want)
	}
	for _, a := range b.asked {
		if !strings.HasPrefix(a, "GET graph.microsoft.com/v1.0/") {
			t.Errorf("asked %s", a)
		}
	}
}

// What a list says of licences decides alone where it says enough; else the
// details are asked for, of those people and no others.
func TestLicencesOfEverybody(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		more  string
		asked int
		want  string // product:state of the plans; "" for none, - for not seen
	}{
		"on":              {"", 0, "E3:Success"},
		"none":            {`"assignedLicenses":[]`, 0, ""},
		"another product": {`"assignedLicenses":[{"skuId":"F","disabledPlans":[]}]`, 0, "F:Success"},
		"switched off":    {`"assignedLicenses":[{"skuId":"e3","disabledPlans":["` + strings.ToUpper(probes.PlanP1) + `"]}]`, 0, "e3:Disabled"},
		"left out":        {`"assignedLicenses":null`, 0, "-"},
		"not provisioned": {`"provisionedPlans":[{"service":"AADPremiumService","provisioningStatus":"PendingInput"}]`, 1, "E3:PendingActivation"},
		"one of two":      {`"provisionedPlans":[{"service":"AADPremiumService","provisioningStatus":"Success"},{"service":"AADPremiumService","provisioningStatus":"Error"}]`, 1, "E3:PendingActivation"},
		"no word of it":   {`"provisionedPlans":[{"service":"exchange","provisioningStatus":"Success"}]`, 1, "E3:PendingActivation"},
		"no states":       {`"licenseAssignmentStates":null`, 1, "E3:PendingActivation"},
		"in error":        {`"licenseAssignmentStates":[{"skuId":"E3","state":"ActiveWithError","error":"None"}]`, 1, "E3:PendingActivation"},
		"not owned":       {`"assignedLicenses":[{"skuId":"nobody","disabledPlans":[]}]`, 1, "E3:PendingActivation"},
		"one is enough":   {`"assignedLicenses":[{"skuId":"nobody","disabledPlans":[]},{"skuId":"E3","disabledPlans":[]}]`, 0, "nobody: E3:Success"},
	} {
		b := tenantBench(t).on(usersPath, pages(usersPath, []string{userRow("a", c.more), userRow("b", "")})).
			on("/v1.0/users/a/licenseDetails", says(`{"value":[{"skuId":"E3","skuPartNumber":"SPE_E3","servicePlans":[
{"servicePlanId":"`+probes.PlanP1+`","servicePlanName":"AAD_PREMIUM","provisioningStatus":"PendingActivation"}]}]}`))
		s := scanTenant(t.Context(), b.client())
		if s.err != nil || len(s.people) != 2 {
			t.Fatalf("%s: %v, %s", name, s.err, s.ids())
		}
		got := "-"
		if u := s.people[0].User; u.LicensesSeen {
			var held []string
			for _, l := range u.Licenses {
				state := ""
				if len(l.Plans) > 0 {
					state = l.Plans[0].Status
				}
				held = append(held, l.SKUID+":"+state)
			}
			got = strings.Join(held, " ")
		}
		if got != c.want || s.census.Asked != c.asked || b.count("/licenseDetails") != c.asked {
			t.Errorf("%s: got %q with %d questions, want %q with %d", name, got, b.count("/licenseDetails"), c.want, c.asked)
		}
	}
}

// Whoever may not see what the tenant owns sees nobody's licence, and says so.
func TestLicencesOfEverybodyWithoutPermission(t *testing.T) {
	t.Parallel()
	b := tenantBench(t).on(skusPath, refuses(403, "Authorization_RequestDenied"))
	s := scanTenant(t.Context(), b.client(userRead))
	if s.err != nil || s.setting.LicensesWhy == nil || s.setting.LicensesWhy.Needs != licenceRead || b.count("/licenseDetails") != 0 {
		t.Errorf("got %v, %v", s.setting.LicensesWhy, s.err)
	}
	for _, p := range s.people {
		if p.User.LicensesSeen || p.User.LicensesWhy == nil {
			t.Errorf("got %+v", p.User)
		}
	}
}

// after gives the truth so often, and then something else so often; 0 is always.
func after(first int, truth, other http.HandlerFunc, times int) http.HandlerFunc {
	var mu sync.Mutex
	n := 0
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("$count") != "" {
			truth(w, r)
			return
		}
		mu.Lock()
		n++
		now := n
		mu.Unlock()
		if now > first && (times == 0 || now <= first+times) {
			other(w, r)
			return
		}
		truth(w, r)
	}
}

func link(to string) http.HandlerFunc {
	return says(`{"@odata.nextLink":"` + to + `","value":[` + userRow("a", "") + `]}`)
}

// cut ends an answer in the middle.
func cut(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", strconv.Itoa(len(body)+100))
		_, _ = w.Write([]byte(body))
	}
}

// Wherever the list of users breaks off, who was read before is handed out, the
// census says where it broke, and it ends.
func TestAListOfUsersThatBreaksOff(t *testing.T) {
	t.Parallel()
	truth := pages(usersPath, []string{userRow("c", ""), userRow("a", "")}, []string{userRow("b", ""), userRow("d", "")})
	endless := 0
	for name, c := range map[string]struct {
		users  http.HandlerFunc
		want   probes.Kind // "" for a whole list
		people string
		breaks string // after how many users, and + where it went on
	}{
		"a storm of 429":         {after(1, truth, busyFor("1"), 9), "", "a b c d", ""},
		"429 for ever":           {after(1, truth, busyFor("1"), 0), probes.Throttled, "a c", "2"},
		"429 for hours":          {after(1, truth, busyFor("9999"), 0), probes.Throttled, "a c", "2"},
		"two failures":           {after(1, truth, refuses(500, "x"), 13), "", "a b c d", "2+"},
		"failures":               {after(1, truth, refuses(502, "x"), 0), probes.TimedOut, "a c", "2"},
		"the token ends":         {after(1, truth, refuses(401, "InvalidAuthenticationToken"), 0), probes.TokenRejected, "a c", "2"},
		"refused from the start": {after(0, truth, refuses(403, "Authorization_RequestDenied"), 0), probes.MissingPermission, "", "0"},
		"a circle":               {link("https://graph.microsoft.com/v1.0/users?$skiptoken=1"), probes.Malformed, "a", ""},
		"pages of nobody": {func(w http.ResponseWriter, r *http.Request) {
			endless++
			says(fmt.Sprintf(`{"@odata.nextLink":"https://graph.microsoft.com/v1.0/users?$skiptoken=%d","value":[]}`, endless))(w, r)
		}, probes.Malformed, "", ""},
		"a link elsewhere":       {link("https://elsewhere.example/v1.0/users?$skiptoken=1"), probes.Malformed, "a", ""},
		"a link without TLS":     {link("http://graph.microsoft.com/v1.0/users?$skiptoken=1"), probes.Malformed, "a", ""},
		"a link with a name":     {link("https://me@graph.microsoft.com/v1.0/users?$skiptoken=1"), probes.Malformed, "a", ""},
		"a link to beta":         {link("https://graph.microsoft.com/beta/users?$skiptoken=1"), probes.Malformed, "a", ""},
		"no list":                {after(1, truth, says(`{"error":1}`), 0), probes.Malformed, "a c", "2"},
		"no object":              {after(1, truth, says(`[1]`), 0), probes.Malformed, "a c", "2"},
		"no JSON":                {after(1, truth, says(`{"value":[x]}`), 0), probes.Malformed, "a c", "2"},
		"a value of text":        {after(1, truth, says(`{"value":"x"}`), 0), probes.Malformed, "a c", "2"},
		"somebody without ID":    {after(1, truth, says(`{"value":[`+userRow("b", "")+`,{}]}`), 0), probes.Malformed, "a b c", "2"},
		"a field of odd form":    {after(1, truth, says(`{"value":[{"id":"b","accountEnabled":"yes"}]}`), 0), probes.Malformed, "a c", "2"},
		"only the basic profile": {after(0, truth, says(`{"value":[{"id":"b","accountEnabled":null}]}`), 0), probes.MissingPermission, "", "0"},
		"cut once":               {after(1, truth, cut(`{"value":[`+userRow("b", "")+`,{"id":`), 1), "", "a b c d", "2+"},
		"cut for ever":           {after(1, truth, cut(`{"value":[`+userRow("b", "")+`,{"id":`), 0), probes.BrokenOff, "a b c", "2"},
		"a page of somebody":     {after(1, truth, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>")) }, 0), probes.Malformed, "a c", "2"},
		"redirected elsewhere":   {after(1, truth, redirectsElsewhere, 0), probes.NotTheProtocol, "a c", "2"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := tenantBench(t).on(usersPath, c.users)
			s := scanTenant(t.Context(), b.client())
			o := probes.AsObstacle(s.err)
			if c.want == "" && s.err != nil || c.want != "" && (o == nil || o.Kind != c.want) || s.ids() != c.people || s.census.Complete != (c.want == "") {
				t.Errorf("got %v, %q, complete %v; want %q, %q", s.err, s.ids(), s.census.Complete, c.want, c.people)
			}
			if s.census.Pages > hollowPages {
				t.Errorf("%d pages were read before it was seen that there is no end", s.census.Pages)
			}
			var breaks []string
			for _, broke := range s.census.Breaks {
				text := strconv.Itoa(broke.After)
				if broke.On {
					text += "+"
				}
				if breaks = append(breaks, text); broke.Why == nil {
					t.Error("a break without a reason")
				}
			}
			if strings.Join(breaks, " ") != c.breaks {
				t.Errorf("breaks %v, want %q", breaks, c.breaks)
			}
			if b.tokens["elsewhere.example"] != nil || b.count("elsewhere.example/v1.0/users") > 0 || b.count("elsewhere.example/v1.0/take") > 0 {
				t.Error("the token went elsewhere")
			}
		})
	}
}

func busyFor(seconds string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", seconds)
		refuses(429, "TooManyRequests")(w, r)
	}
}

// Without the report nobody's registration is known, and with half of it only
// those of that half are. Nobody is taken for somebody who is not listed.
func TestAReportThatBreaksOff(t *testing.T) {
	t.Parallel()
	truth := pages(reportPath, []string{reportRow("b"), reportRow("c")}, []string{reportRow("a"), reportRow("d")})
	for name, c := range map[string]struct {
		report http.HandlerFunc
		want   probes.Kind
		known  string
	}{
		"whole":      {truth, "", "a b c d"},
		"refused":    {refuses(403, "Authorization_RequestDenied"), probes.MissingPermission, ""},
		"no Premium": {refuses(403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant"), probes.Unlicensed, ""},
		"half":       {after(1, truth, refuses(401, "InvalidAuthenticationToken"), 0), probes.TokenRejected, "b c"},
		"half, odd":  {after(1, truth, says(`{"value":[{}]}`), 0), probes.Malformed, "b c"},
		"led away":   {says(`{"@odata.nextLink":"https://elsewhere.example/v1.0/x","value":[` + reportRow("b") + `]}`), probes.Malformed, "b"},
	} {
		b := tenantBench(t).on(reportPath, c.report)
		s := scanTenant(t.Context(), b.client())
		var known []string
		for _, p := range s.people {
			if p.Registration.Found == probes.Yes {
				known = append(known, p.User.ID)
			} else if (p.RegistrationWhy == nil) != (c.want == "") || p.Registration.Found != probes.Unsaid {
				t.Errorf("%s: %s: %+v, %v", name, p.User.ID, p.Registration, p.RegistrationWhy)
			}
		}
		why := s.setting.ReportWhy
		if s.err != nil || s.ids() != "a b c d" || strings.Join(known, " ") != c.known || (why == nil) != (c.want == "") || why != nil && why.Kind != c.want {
			t.Errorf("%s: got %v, known %v, %v", name, s.err, known, why)
		}
	}
}

// An end from outside hands out whom there is.
func TestAScanOfATenantThatIsStopped(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	truth := pages(usersPath, []string{userRow("c", ""), userRow("a", "")}, []string{userRow("b", "")})
	b := tenantBench(t).on(usersPath, after(1, truth, func(_ http.ResponseWriter, r *http.Request) { stop(); <-r.Context().Done() }, 0))
	s := scanTenant(ctx, b.client())
	if o := probes.AsObstacle(s.err); o == nil || o.Kind != probes.Stopped || s.ids() != "a c" || s.census.Complete {
		t.Errorf("got %v, %q, %+v", s.err, s.ids(), s.census)
	}
	mine := errors.New("the disk is full")
	_, err := tenantBench(t).client().ScanTenant(t.Context(), probes.TenantWatch{Person: func(probes.CloudPerson) error { return mine }})
	if !errors.Is(err, mine) {
		t.Errorf("got %v, want what the taker said", err)
	}
}

// Whose authority was transferred stands in the audit log; its own word is asked
// for only of accounts that came from a directory.
func TestTransfersOfEverybody(t *testing.T) {
	t.Parallel()
	cloud := `"onPremisesSyncEnabled":null`
	b := tenantBench(t).on(usersPath, pages(usersPath, []string{
		userRow("made", cloud), userRow("came", cloud+`,"onPremisesImmutableId":"x"`), userRow("came2", cloud+`,"onPremisesSecurityIdentifier":"S-1"`), userRow("synced", ""),
	})).on(auditsPath, func(w http.ResponseWriter, r *http.Request) {
		if !strings.Contains(r.URL.Query().Get("$filter"), "'Change Source") {
			says(`{"value":[]}`)(w, r)
			return
		}
		says(`{"value":[{"activityDateTime":"2026-11-20T00:00:00Z","activityDisplayName":"Change Source of Authority from AD DS to cloud","result":"success","targetResources":[{"id":"MADE"}]}]}`)(w, r)
	}).on("/v1.0/users/came/onPremisesSyncBehavior", says(`{"isCloudManaged":true}`)).
		on("/v1.0/users/came2/onPremisesSyncBehavior", refuses(403, "Authorization_RequestDenied"))
	s := scanTenant(t.Context(), b.client())
	got := map[string]string{}
	for _, p := range s.people {
		got[p.User.ID] = p.Authority.Transferred.String() + "/" + p.Authority.CloudManaged.String()
	}
	if s.err != nil || got["made"] != "yes/" || got["came"] != "/yes" || got["came2"] != "/" || got["synced"] != "/" || b.count("/onPremisesSyncBehavior") != 2 {
		t.Errorf("got %v, %v, asked %d", got, s.err, b.count("/onPremisesSyncBehavior"))
	}
}

// crowdOf gives so many users, made up page by page.
func crowdOf(path string, count int, row func(string) string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		from, _ := strconv.Atoi(r.URL.Query().Get("$skiptoken"))
		w.Header().Set("Content-Type", "application/json")
		if next := from + 999; next < count && r.URL.Query().Get("$count") == "" {
			_, _ = fmt.Fprintf(w, `{"@odata.nextLink":"https://graph.microsoft.com%s?$skiptoken=%d","value":[`, path, next)
		} else {
			_, _ = fmt.Fprint(w, `{"value":[`)
		}
		for i := from; i < min(from+999, count); i++ {
			if i > from {
				_, _ = fmt.Fprint(w, ",")
			}
			_, _ = fmt.Fprint(w, row(fmt.Sprintf("%08x-0000-0000-0000-%012d", uint32(i)*2654435761, i)))
		}
		_, _ = fmt.Fprint(w, `]}`)
	}
}

// peak is the most memory that a scan of so many users keeps, in bytes.
func peak(t *testing.T, count int) (most uint64) {
	t.Helper()
	plans := strings.Repeat(`{"capabilityStatus":"Enabled","service":"exchange","provisioningStatus":"Success"},`, 20)
	b := tenantBench(t).on(usersPath, crowdOf(usersPath, count, func(id string) string {
		return userRow(id, `"provisionedPlans":[`+plans+`{"service":"AADPremiumService","provisioningStatus":"Success"}],"onPremisesDistinguishedName":"CN=`+id+`,OU=Staff,DC=contoso,DC=local"`)
	})).on(reportPath, crowdOf(reportPath, count, reportRow))
	look := func() {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		most = max(most, m.HeapAlloc)
	}
	people, told := 0, 0
	census, err := b.client().ScanTenant(t.Context(), probes.TenantWatch{
		Person: func(probes.CloudPerson) error {
			if people++; people%(count/10) == 0 {
				look()
			}
			return nil
		},
		Tell: func(probes.Progress) {
			if told++; told%max(1, count/10_000) == 0 {
				look()
			}
		},
	})
	if err != nil || people != count || census.Rows != count || !census.Complete {
		t.Fatalf("%d: %v, %+v", count, err, census)
	}
	return most
}

// TestAScanOfATenantIsFlat measures what a scan keeps of ten times as many users.
// It runs alone: others use memory too.
func TestAScanOfATenantIsFlat(t *testing.T) { //nolint:paralleltest // see above
	if testing.Short() {
		t.Skip("it reads 110,000 users")
	}
	few, many := peak(t, 10_000), peak(t, 100_000)
	t.Logf("10,000: %.1f MB, 100,000: %.1f MB, %.2f times as much", float64(few)/1e6, float64(many)/1e6, float64(many)/float64(few))
	if many > 2*few || many > 40<<20 { // what grows with the number would be ten times as much
		t.Errorf("10,000 users take %d bytes, 100,000 take %d", few, many)
	}
}
