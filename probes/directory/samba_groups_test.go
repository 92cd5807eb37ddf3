//go:build samba

package directory_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

// manyGroups is how many groups the account of the test is in: a large network
// has four times as many, and making them takes longest.
const manyGroups = 1000

// TestSambaManyGroups puts an account into a thousand groups, a quarter of which
// are no security groups, and Authenticated Users into some more. The token is
// what a session of that account carries, and a grant to the last of them is
// found and holds, within the time that a step has.
func TestSambaManyGroups(t *testing.T) { //nolint:paralleltest // some groups are in everybody's token
	p := &proof{t: t, base: "OU=Crowd," + samba["BASE_DN"], passwords: map[string]string{}, admin: dialSamba(t, samba, "Administrator", samba["ADMIN_PASSWORD"])}
	away := func() { _ = p.admin.Del(ldap.NewDelRequest(p.base, []ldap.Control{ldap.NewControlSubtreeDelete()})) }
	away()
	t.Cleanup(away)
	p.add(p.base, "organizationalUnit")
	account := p.account("CN=crowded,"+p.base, "user", "crowded", firstPassword)
	user := p.account("CN=uncrowded,"+p.base, "user", "uncrowded", firstPassword)
	inToken := p.crowd(account)
	last := inToken[len(inToken)-1]
	p.put(user, access.Spec{DACL: append([]access.ACE{access.ResetPassword.Grant(last)}, own(p.descriptor(user))...)})

	start := time.Now()
	c := adminClient(t)
	seen, err := c.Account(t.Context(), account)
	if err != nil || seen.Matches != 1 {
		t.Fatalf("got %d, %v", seen.Matches, err)
	}
	r, err := c.Rights(t.Context(), account, user)
	if err != nil || r.ResetPassword.Granted != probes.Yes {
		t.Errorf("a grant to the last group: got %+v, %v", r.ResetPassword, err)
	}
	if took := time.Since(start); took > lookTime {
		t.Errorf("it took %s, and a step has %s", took, lookTime)
	} else {
		t.Logf("the account and its rights took %s", took.Round(time.Millisecond))
	}
	if got := ofTheDomain(seen.TokenGroups, last); !slices.Equal(got, inToken.texts()) {
		t.Errorf("got %d groups, made %d security groups", len(got), len(inToken))
	}
	session := dialSamba(t, samba, "crowded", firstPassword)
	found, err := session.Search(ldap.NewSearchRequest("", ldap.ScopeBaseObject, 0, 0, 0, false, "(objectClass=*)", []string{"tokenGroups"}, nil))
	if err != nil || len(found.Entries) != 1 {
		t.Fatalf("its session: %v, %v", found, err)
	}
	var carried groupSIDs
	for _, raw := range found.Entries[0].GetRawAttributeValues("tokenGroups") {
		carried = append(carried, access.SID(raw))
	}
	if got := ofTheDomain(carried.texts(), last); !slices.Equal(got, append(inToken, sid(t, seen.SID)).texts()) {
		t.Errorf("its session carries %d groups, made %d", len(got), len(inToken))
	}
	reset := ldap.NewModifyRequest(user, nil)
	reset.Replace("unicodePwd", []string{quoted(secondPassword)})
	if err := session.Modify(reset); err != nil {
		t.Errorf("the grant does not hold: %v", err)
	}
}

// lookTime is how long a step may look unless it says otherwise.
const lookTime = 30 * time.Second

// groupSIDs are the SIDs of groups.
type groupSIDs []access.SID

func (c groupSIDs) texts() []string {
	var list []string
	for _, s := range c {
		list = append(list, s.String())
	}
	slices.Sort(list)
	return list
}

// crowd makes the groups and returns those that enter a token.
func (p *proof) crowd(account string) groupSIDs {
	p.t.Helper()
	var in groupSIDs
	for i := range manyGroups {
		dn := fmt.Sprintf("CN=crowd%d,%s", i, p.base)
		kind := []int{distributionGroup, globalGroup, localGroup, universalGroup}[i%4]
		p.add(dn, "group", "sAMAccountName", fmt.Sprintf("crowd%d", i), "groupType", strconv.Itoa(kind), "member", account)
		if kind != distributionGroup {
			in = append(in, p.sid(dn))
		}
	}
	everybody := "CN=S-1-5-11,CN=ForeignSecurityPrincipals," + samba["BASE_DN"]
	for i := range 20 {
		p.group(fmt.Sprintf("crowd for all %d", i), localGroup, everybody)
	}
	return in
}

// ofTheDomain are the groups of the domain of one of them that have no
// well-known number.
func ofTheDomain(sids []string, one access.SID) []string {
	text := one.String()
	domain := text[:strings.LastIndex(text, "-")+1]
	const wellKnown = 4 // digits
	list := slices.DeleteFunc(slices.Clone(sids), func(s string) bool {
		return !strings.HasPrefix(s, domain) || len(s)-len(domain) < wellKnown
	})
	slices.Sort(list)
	return list
}
