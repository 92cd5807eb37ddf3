package directory_test

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

func TestAScanMeetsEverybodyOnce(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*crowd)
		reopen int
		lists  int
	}{
		"one page":              {func(c *crowd) { c.users = 700 }, 0, 1},
		"a full last page":      {func(c *crowd) { c.users = 2000 }, 0, 1},
		"nobody":                {func(c *crowd) { c.users = 0 }, 0, 1},
		"smaller pages":         {func(c *crowd) { c.largest = 37 }, 0, 1},
		"a size limit":          {func(c *crowd) { c.refuses = 300 }, 0, 3},
		"a cut":                 {func(c *crowd) { c.cuts = []int{1500} }, 1, 2},
		"a cut at once":         {func(c *crowd) { c.cuts = []int{0} }, 1, 2},
		"cuts that come closer": {func(c *crowd) { c.cuts = []int{900, 1100, 2100} }, 3, 4},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				dc := crowdOf(t, 2345)
				c.change(dc)
				who, _ := scanner(t, dc)
				seen := map[string]int{}
				census, err := who.Scan(t.Context(), probes.Scope{}, met(seen))
				if err != nil || !census.Complete || census.Users != dc.users || census.Reopened != c.reopen || dc.lists != c.lists {
					t.Errorf("got %+v, %v, %d lists; want all %d, %d reopened, %d lists", census, err, dc.lists, dc.users, c.reopen, c.lists)
				}
				allOnce(t, seen, dc.users)
			})
		})
	}
}

// The controller works out the whole list before it sends anything: a scan
// waits for minutes, and says so at once.
func TestAScanWaitsForTheFirstPage(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		dc := crowdOf(t, 1500)
		dc.pause = 10 * time.Minute
		who, _ := scanner(t, dc)
		start := time.Now()
		var told []probes.Progress
		var waitsAt, readsAt time.Duration
		census, err := who.Scan(t.Context(), probes.Scope{}, probes.Watch{Tell: func(p probes.Progress) {
			if told = append(told, p); p.Stage == probes.FirstPage && waitsAt == 0 {
				waitsAt = time.Since(start) + 1
			}
			if p.Stage == probes.Reading && readsAt == 0 {
				readsAt = time.Since(start)
			}
		}})
		if err != nil || census.Users != 1500 {
			t.Errorf("got %+v, %v", census, err)
		}
		if waitsAt == 0 || waitsAt > time.Second || readsAt < dc.pause {
			t.Errorf("waiting was told after %s, reading after %s", waitsAt, readsAt)
		}
		last := told[len(told)-1]
		if last.Total != 1500 || last.About || last.Users != 1500 || last.Host != dc1 {
			t.Errorf("the last progress is %+v", last)
		}
	})
}

func TestAScanEnds(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*crowd)
		want   probes.Kind
		users  int
	}{
		"a controller that falls silent":   {func(c *crowd) { c.silent = 1200 }, probes.TimedOut, 1200},
		"a list that never ends":           {func(c *crowd) { c.endless = true; c.users = 30 }, probes.Malformed, 30},
		"a size limit however short":       {func(c *crowd) { c.refuses = 1 }, probes.Malformed, 0},
		"cuts that never come any further": {func(c *crowd) { c.cuts = []int{50, 50, 50, 50, 50, 50, 50} }, probes.BrokenOff, 50},
		"an entry that is none":            {func(c *crowd) { c.entry = func(int) []byte { return []byte{4, 9, 'x'} } }, probes.Malformed, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				dc := crowdOf(t, 2345)
				c.change(dc)
				who, _ := scanner(t, dc)
				seen := map[string]int{}
				census, err := who.Scan(t.Context(), probes.Scope{}, met(seen))
				hasKind(t, err, c.want)
				if census.Complete || census.Users != c.users {
					t.Errorf("got %+v, want %d users and not complete", census, c.users)
				}
				allOnce(t, seen, c.users)
			})
		})
	}
}

func TestAScanIsStopped(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		who, _ := scanner(t, crowdOf(t, 5000))
		ctx, cancel := context.WithCancel(t.Context())
		n := 0
		census, err := who.Scan(ctx, probes.Scope{}, probes.Watch{Person: func(probes.Member) error {
			if n++; n == 1234 {
				cancel()
			}
			return nil
		}})
		hasKind(t, err, probes.Stopped)
		if census.Complete || census.Users < 1234 || census.Users > 5000 {
			t.Errorf("got %+v after 1234", census)
		}
		mine := errors.New("enough")
		if _, err := who.Scan(t.Context(), probes.Scope{}, probes.Watch{Person: func(probes.Member) error { return mine }}); !errors.Is(err, mine) {
			t.Errorf("got %v, want the taker's own error", err)
		}
	})
}

// Whatever the bytes are, the scan goes on and nobody gets a right by them.
func TestAScanTakesHostileEntries(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		dc := crowdOf(t, 4)
		sound := dc.entry
		dc.entry = func(i int) []byte {
			switch i {
			case 0:
				return person("\xff\x1b]0;x\x07,,==", [2]string{"objectSid", "\x01"}, [2]string{"nTSecurityDescriptor", "\x00\xff"})
			case 1:
				return person("CN=no shield," + staff)
			case 2:
				return person("CN=numbers,"+staff, [2]string{"userAccountControl", "x"}, [2]string{"pwdLastSet", "-99999999999999999999"}, [2]string{"primaryGroupID", "-1"})
			default:
				return sound(i)
			}
		}
		who, _ := scanner(t, dc)
		var got []probes.Member
		if _, err := who.Scan(t.Context(), probes.Scope{}, probes.Watch{Person: func(m probes.Member) error { got = append(got, m); return nil }}); err != nil || len(got) != 4 {
			t.Fatalf("got %d, %v", len(got), err)
		}
		for i, why := range []probes.Kind{probes.Malformed, probes.AccessDenied, probes.AccessDenied} {
			m := got[i]
			if m.Shield.Why != why || m.Shield.ResetPassword.Granted != probes.Unsaid || m.Flags != 0 || !slices.Contains(m.Hidden, "pwdLastSet") {
				t.Errorf("%d: got %+v with %+v", i, m, m.Shield)
			}
		}
		if last := got[3]; last.Shield.ResetPassword.Granted != probes.Yes || len(last.Groups) != 1 || last.Groups[0] != "S-1-5-21-1-2-3-512" {
			t.Errorf("the sound one: got %+v with %+v", last, last.Shield)
		}
	})
}

// A descriptor is judged once, and once more for each container where it lacks
// a right, because the reason can differ.
func TestDescriptorsAreJudgedOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		dc := crowdOf(t, 3000)
		whole, none := dc.has[aliceDN]["nTSecurityDescriptor"][0], descriptor(t, 0, readers())
		dc.entry = func(i int) []byte {
			ou := []string{staff, "OU=Below,OU=Other," + staff}[i/2%2]
			return member(t, i, ou, []string{whole, none}[i%2])
		}
		dc.has["OU=Below,OU=Other,"+staff] = map[string][]string{"nTSecurityDescriptor": {descriptor(t, 0)}}
		dc.has["OU=Other,"+staff] = map[string][]string{"nTSecurityDescriptor": {descriptor(t, access.DACLProtected)}}
		who, _ := scanner(t, dc)
		shields, stops := map[*probes.Shield]int{}, map[string]int{}
		census, err := who.Scan(t.Context(), probes.Scope{}, probes.Watch{Person: func(m probes.Member) error {
			shields[m.Shield]++
			if m.Shield.ResetPassword.Granted == probes.No {
				stops[m.Shield.StopsAt]++
			}
			return nil
		}})
		if err != nil || census.Descriptors != 2 || len(shields) != 3 {
			t.Errorf("got %+v, %v, %d shared answers; want 2 descriptors and 3 answers", census, err, len(shields))
		}
		if stops["OU=Other,"+staff] != 750 || stops[""] != 750 {
			t.Errorf("inheritance stops at %v, want half on the OU", stops)
		}
	})
}

func TestAScanSaysWhatNobodyCouldRead(t *testing.T) {
	t.Parallel()
	policy := "CN=Hidden,CN=Password Settings Container,CN=System," + baseDN
	for name, c := range map[string]struct {
		change func(*crowd)
		want   probes.GapKind
	}{
		"a policy that is hidden": {func(c *crowd) {
			c.has[policy] = map[string][]string{}
			c.entry = func(i int) []byte {
				return person("CN=x,"+staff, [2]string{"msDS-ResultantPSO", policy}, [2]string{"objectSid", string(rune(i))})
			}
			matches := c.matches
			c.matches = func(base, filter string) []string {
				if strings.Contains(base, "Password Settings") {
					return []string{policy}
				}
				return matches(base, filter)
			}
		}, probes.GapPolicies},
		"groups that are hidden": {func(c *crowd) {
			delete(c.has["CN=Domain Admins,CN=Users,"+baseDN], "nTSecurityDescriptor")
		}, probes.GapGroups},
		"no connector account": {func(c *crowd) {
			matches := c.matches
			c.matches = func(base, filter string) []string {
				if strings.Contains(filter, "MSOL_") {
					return nil
				}
				return matches(base, filter)
			}
		}, probes.GapAccount},
		"groups of the root domain": {func(c *crowd) {
			c.has[""]["rootDomainNamingContext"] = []string{"DC=example,DC=com"}
		}, probes.GapRootGroups},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				dc := crowdOf(t, 3)
				c.change(dc)
				who, _ := scanner(t, dc)
				var setting probes.Setting
				var last probes.Member
				_, err := who.Scan(t.Context(), probes.Scope{}, probes.Watch{
					Setting: func(s probes.Setting) { setting = s }, Person: func(m probes.Member) error { last = m; return nil },
				})
				if err != nil || len(setting.Gaps) != 1 || setting.Gaps[0].What != c.want {
					t.Fatalf("got %+v, %v, want the gap %s", setting.Gaps, err, c.want)
				}
				seen := map[probes.GapKind]bool{
					probes.GapPolicies: last.Policy.Readable, probes.GapGroups: last.GroupsSeen,
					probes.GapAccount: last.Shield.ResetPassword.Granted != probes.Unsaid,
				}
				if seen[c.want] {
					t.Errorf("%+v counts as seen", last)
				}
			})
		})
	}
}

// TestTheAccountIsLookedForByItsNameAlone: a class besides makes a server that keeps
// no index of beginnings look at every user, which took 13 s of 300,000, longer than
// a question may. A group of such a name is no account.
func TestTheAccountIsLookedForByItsNameAlone(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		dc := crowdOf(t, 3)
		group := "CN=MSOL_readers,CN=Users," + baseDN
		dc.has[group] = map[string][]string{"objectClass": {"top", "group"}, "sAMAccountName": {"MSOL_readers"}}
		var asked []string
		matches := dc.matches
		dc.matches = func(base, filter string) []string {
			if strings.Contains(filter, "MSOL_*") && !strings.Contains(filter, "!(sAMAccountName") {
				asked = append(asked, filter)
				return []string{svcDN, group}
			}
			return matches(base, filter)
		}
		who, _ := scanner(t, dc)
		var setting probes.Setting
		_, err := who.Scan(t.Context(), probes.Scope{}, probes.Watch{Setting: func(s probes.Setting) { setting = s }})
		if err != nil || len(setting.Gaps) != 0 || len(asked) != 1 || asked[0] != "(sAMAccountName=MSOL_*)" {
			t.Errorf("asked %q, gaps %+v, %v", asked, setting.Gaps, err)
		}
	})
}

func TestAScopeThatCannotBe(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		who, _ := scanner(t, crowdOf(t, 3))
		for needs, scope := range map[string]probes.Scope{
			"base": {Base: "OU=Nowhere," + baseDN}, "filter": {Filter: "(department=Sales"},
		} {
			_, err := who.Scan(t.Context(), scope, probes.Watch{})
			if o := probes.AsObstacle(err); o == nil || o.Kind != probes.NotFound || o.Needs != needs {
				t.Errorf("%+v: got %v, want that there is no such %s", scope, err, needs)
			}
		}
	})
}

// Not parallel: it measures the memory of the whole process.
func TestAScanTakesTheSameMemoryForAnyNumber(t *testing.T) {
	const users, limit = 100_000, 48 << 20
	dc := crowdOf(t, users)
	who, _ := scanner(t, dc)
	n, most := 0, uint64(0)
	census, err := who.Scan(t.Context(), probes.Scope{}, probes.Watch{Person: func(probes.Member) error {
		if n++; n%5000 == 0 {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
		}
		return nil
	}})
	if err != nil || census.Users != users {
		t.Fatalf("got %+v, %v", census, err)
	}
	if most > limit {
		t.Errorf("the heap grew to %d MB, want at most %d", most>>20, limit>>20)
	}
	t.Logf("the heap was %d MB at most", most>>20)
}
