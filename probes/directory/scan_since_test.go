package directory_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

// seenBy is what one scan sees, and what it keeps.
type seenBy struct {
	people []string
	again  probes.Again
	census probes.Census
	kept   bytes.Buffer
}

func (e *estate) look(t *testing.T, earlier *bytes.Buffer, change ...func(*probes.Watch, *probes.Scope)) *seenBy {
	t.Helper()
	e.set("", "currentTime", "20261123074211.0Z")
	l := &seenBy{}
	watch := probes.Watch{
		Person: func(m probes.Member) error {
			text, err := json.Marshal(m)
			l.people = append(l.people, string(text))
			return err
		},
		Keep: &probes.Keep{To: &l.kept}, Program: "test", Again: func(a probes.Again) { l.again = a },
	}
	if earlier != nil {
		watch.Earlier = &probes.Earlier{From: bytes.NewReader(earlier.Bytes()), Size: int64(earlier.Len())}
	}
	scope := probes.Scope{}
	for _, c := range change {
		c(&watch, &scope)
	}
	var err error
	if l.census, err = newWorld(t, e.controller).Scan(t.Context(), scope, watch); err != nil {
		t.Fatal(err)
	}
	return l
}

// equal demands that a second look sees what a whole scan sees.
func (e *estate) equal(t *testing.T, earlier *bytes.Buffer) *seenBy {
	t.Helper()
	second, whole := e.look(t, earlier), e.look(t, nil)
	if !slices.Equal(second.people, whole.people) {
		for i := range min(len(second.people), len(whole.people)) {
			if second.people[i] != whole.people[i] {
				t.Errorf("the second look sees\n%s, a whole scan\n%s", second.people[i], whole.people[i])
				break
			}
		}
		t.Fatalf("the second look (%+v) sees %d people, a whole scan %d", second.again, len(second.people), len(whole.people))
	}
	if second.census.Descriptors != whole.census.Descriptors || second.census.Total != whole.census.Total || !second.census.Kept {
		t.Errorf("got %+v, want %+v", second.census, whole.census)
	}
	return second
}

// What changed is read again, and nothing else, whether it was counted or not.
func TestASecondLookSeesWhatAWholeScanSees(t *testing.T) {
	t.Parallel()
	branch := "OU=Branch," + baseDN
	u := func(i int) string { return fmt.Sprintf("CN=u%02d,%s", i, []string{staff, branch}[i%2]) }
	for name, c := range map[string]struct {
		before, change func(*estate)
		read           int
		listed         bool
	}{
		"nothing":           {change: func(*estate) {}},
		"an attribute":      {change: func(e *estate) { e.set(u(3), "userAccountControl", "514") }, read: 1},
		"a new user":        {change: func(e *estate) { e.user("new", staff) }, read: 1},
		"a deleted one":     {change: func(e *estate) { e.delete(u(4)) }},
		"a moved one":       {change: func(e *estate) { e.move(u(4), "CN=u04,"+branch) }, read: 1},
		"a descriptor":      {change: func(e *estate) { e.set(u(5), "nTSecurityDescriptor", descriptor(e.t, access.DACLProtected)) }, read: 1},
		"one out of scope":  {change: func(e *estate) { e.set(u(5), "isCriticalSystemObject", "TRUE") }},
		"a renamed OU":      {change: func(e *estate) { e.move(branch, "OU=Renamed,"+baseDN) }, read: 10},
		"a moved OU":        {change: func(e *estate) { e.move(branch, "OU=Branch,"+staff) }, read: 10},
		"an OU's own entry": {change: func(e *estate) { e.set(branch, "nTSecurityDescriptor", descriptor(e.t, access.DACLProtected)) }, read: 10},
		"what an OU hands down, and arrived": {change: func(e *estate) {
			e.set(branch, "nTSecurityDescriptor", descriptor(e.t, 0))
			e.silently(u(7), "nTSecurityDescriptor", descriptor(e.t, 0, readers()))
		}, read: 10},
		// The OU was written to before the first scan, and what it hands down
		// arrived at one of two users only.
		"what was on its way": {
			before: func(e *estate) {
				e.set(branch, "nTSecurityDescriptor", descriptor(e.t, 0))
				for i := 1; i < 20; i += 2 {
					if i != 7 {
						e.silently(u(i), "nTSecurityDescriptor", descriptor(e.t, 0, readers()))
					}
				}
			},
			change: func(e *estate) { e.silently(u(7), "nTSecurityDescriptor", descriptor(e.t, 0, readers())) }, read: 1,
		},
		"a number that is hidden": {
			before: func(e *estate) { delete(e.has[u(9)], "uSNChanged") },
			change: func(e *estate) { e.set(u(9), "userAccountControl", "514") }, read: 1,
		},
		"one whose number gets hidden": {change: func(e *estate) {
			e.set(u(9), "userAccountControl", "514")
			delete(e.has[u(9)], "uSNChanged")
		}, read: 1},
		"one that gets hidden": {change: func(e *estate) {
			for _, name := range []string{"uSNChanged", "objectClass", "objectGUID", "sAMAccountName"} {
				delete(e.has[u(9)], name)
			}
		}},
		"another connector account": {change: func(e *estate) { e.set(e.user("MSOL_two", "CN=Users,"+baseDN), "objectClass", "top", "computer") }},
		"a protected group":         {change: func(e *estate) { e.set("CN=Domain Admins,CN=Users,"+baseDN, "member;range=0-*", u(2)) }},
		"the domain's policy":       {change: func(e *estate) { e.set(baseDN, "minPwdAge", "0") }},
		"deleted, where nobody may see it": {
			before: func(e *estate) {
				for dn := range e.has {
					if strings.Contains(dn, "DEL:") {
						delete(e.has, dn)
					}
				}
			},
			change: func(e *estate) {
				delete(e.has, u(4))
				e.set(u(5), "userAccountControl", "514")
				e.user("new", branch)
			}, read: 2, listed: true,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := newEstate(t)
			if c.before != nil {
				c.before(e)
			}
			first := e.look(t, nil)
			if !first.census.Kept || len(first.people) == 0 {
				t.Fatalf("the first scan kept nothing: %+v", first.census)
			}
			c.change(e)
			second := e.equal(t, &first.kept)
			if a := second.again; a.Whole != "" || a.Read != c.read || a.Listed != c.listed {
				t.Errorf("got %+v, want %d read, listed %t", a, c.read, c.listed)
			}
			third := e.equal(t, &second.kept) // what a second look keeps is as good
			if third.again.Whole != "" || third.again.Read > c.read {
				t.Errorf("the third look: %+v", third.again)
			}
		})
	}
}

// Where it cannot be sure, everybody is read, and it says why.
func TestASecondLookThatIsNotSureReadsEverybody(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*estate)
		watch  func(*probes.Watch, *probes.Scope)
		spoil  func([]byte)
		want   probes.Whole
	}{
		"another controller": {change: func(e *estate) {
			e.set("CN=NTDS Settings,CN=DC2,CN=Servers", "invocationId", "a database      ")
			e.set("", "dsServiceName", "CN=NTDS Settings,CN=DC2,CN=Servers")
		}, want: probes.WholeController},
		"another database":                {change: func(e *estate) { e.set(serviceDN, "invocationId", "another database") }, want: probes.WholeDatabase},
		"a number gone back":              {change: func(e *estate) { e.usn = 50 }, want: probes.WholeBack},
		"a controller that does not tell": {change: func(e *estate) { e.set(serviceDN, "invocationId") }, want: probes.WholeUntold},
		"a read-only controller":          {change: func(e *estate) { e.set("", "supportedCapabilities", "1.2.840.113556.1.4.1920") }, want: probes.WholeReadOnly},
		"another group of ours":           {change: func(e *estate) { e.set("", "tokenGroups", string(sid(e.t, usersSID))) }, want: probes.WholeAccount},
		"the schema":                      {change: func(e *estate) { e.put("CN=new,"+schemaDN, "attributeSchema") }, want: probes.WholeSchema},
		"lists that hide single objects":  {change: func(e *estate) { e.set(forestDN, "dSHeuristics", "001") }, want: probes.WholeSchema},
		"the domain head": {change: func(e *estate) {
			e.set(baseDN, "nTSecurityDescriptor", descriptor(e.t, 0, access.UnexpirePassword.Grant(access.AuthenticatedUsers)))
		}, want: probes.WholeContainers},
		"an OU that is not to be seen": {change: func(e *estate) { delete(e.has["OU=Branch,"+baseDN], "objectClass") }, want: probes.WholeContainers},
		"the connector account's name": {change: func(e *estate) { e.set(svcDN, "sAMAccountName", "svc") }, want: probes.WholeScope},
		"a second connector account":   {change: func(e *estate) { e.user("MSOL_two", "CN=Users,"+baseDN) }, want: probes.WholeScope},
		"hidden policies": {change: func(e *estate) {
			e.set("CN=Hidden,CN=Password Settings Container,CN=System,"+baseDN, "objectClass", "top")
		}, want: probes.WholePolicies},
		"another program":     {watch: func(w *probes.Watch, _ *probes.Scope) { w.Program = "another" }, want: probes.WholeProgram},
		"another OU":          {watch: func(_ *probes.Watch, s *probes.Scope) { s.Base = staff }, want: probes.WholeScope},
		"another filter":      {watch: func(_ *probes.Watch, s *probes.Scope) { s.Filter = "(sAMAccountName=u*)" }, want: probes.WholeScope},
		"another account":     {watch: func(_ *probes.Watch, s *probes.Scope) { s.Account = "u01" }, want: probes.WholeScope},
		"a file that is none": {spoil: func(b []byte) { copy(b, "something else") }, want: probes.WholeUnreadable},
		"a file that is cut":  {spoil: func(b []byte) { copy(b[len(b)/3:], make([]byte, 40)) }, want: probes.WholeUnreadable},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := newEstate(t)
			first := e.look(t, nil)
			if !first.census.Kept {
				t.Fatalf("the first scan kept nothing: %+v", first.census)
			}
			if c.change != nil {
				c.change(e)
			}
			if c.spoil != nil {
				c.spoil(first.kept.Bytes())
			}
			var change []func(*probes.Watch, *probes.Scope)
			if c.watch != nil {
				change = append(change, c.watch)
			}
			second, whole := e.look(t, &first.kept, change...), e.look(t, nil, change...)
			if second.again.Whole != c.want || !slices.Equal(second.people, whole.people) {
				t.Errorf("got %+v with %d people, want %q and %d", second.again, len(second.people), c.want, len(whole.people))
			}
		})
	}
}

// Time passes unseen: whoever was locked or too young is judged by the time
// that it is now, which the ledger does not hold.
func TestAnOldLedgerIsNotTrustedWithWhatWasForgotten(t *testing.T) {
	t.Parallel()
	e := newEstate(t)
	first := e.look(t, nil)
	e.set(forestDN, "tombstoneLifetime", "2")
	delete(e.has, "CN=u04,"+staff) // and its tombstone was removed since
	second := func() *seenBy {
		l := &seenBy{}
		e.has[""]["currentTime"] = []string{"20261126074211.0Z"}
		_, err := newWorld(t, e.controller).Scan(t.Context(), probes.Scope{}, probes.Watch{
			Person:  func(m probes.Member) error { l.people = append(l.people, m.DN); return nil },
			Earlier: &probes.Earlier{From: bytes.NewReader(first.kept.Bytes()), Size: int64(first.kept.Len())}, Program: "test",
			Again: func(a probes.Again) { l.again = a },
		})
		if err != nil {
			t.Fatal(err)
		}
		return l
	}()
	if !second.again.Listed || slices.Contains(second.people, "CN=u04,"+staff) || second.again.Since.IsZero() || time.Since(second.again.Since) < 0 && len(second.people) == 0 {
		t.Errorf("got %+v with %d people", second.again, len(second.people))
	}
}
