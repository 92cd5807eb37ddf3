package directory_test

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

const (
	staff    = "OU=Staff," + baseDN
	aliceDN  = "CN=alice," + staff
	svcDN    = "CN=svc,CN=Users," + baseDN
	aliceSID = "S-1-5-21-1-2-3-1300"
	svcSID   = "S-1-5-21-1-2-3-1105"
	usersSID = "S-1-5-32-545"
)

func sid(t *testing.T, text string) access.SID {
	t.Helper()
	s, err := access.ParseSID(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// descriptor is a descriptor with these entries, as the directory stores it.
func descriptor(t *testing.T, control access.Control, aces ...access.ACE) string {
	t.Helper()
	raw, err := access.Spec{Owner: access.LocalSystem, Control: control, DACL: append([]access.ACE{}, aces...)}.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func inherited(a access.ACE) access.ACE { a.Flags |= access.Inherited; return a }

func handedDown(a access.ACE) access.ACE {
	a.Flags |= access.ContainerInherit | access.InheritOnly
	return a
}

// readers lets everybody who signed in read every property.
func readers() access.ACE {
	return access.ACE{Type: access.Allow, Mask: access.ReadProperty, Trustee: access.AuthenticatedUsers}
}

// alice is a domain with one user and one connector account, in which the
// connector account may do everything by inheritance from the OU.
func alice(t *testing.T) *controller {
	t.Helper()
	me := sid(t, svcSID)
	var on, above []access.ACE
	for _, r := range []access.Right{access.ResetPassword, access.ChangePassword, access.WriteLockoutTime, access.WritePwdLastSet} {
		on, above = append(on, inherited(r.Grant(me))), append(above, handedDown(r.Grant(me)))
	}
	dc := &controller{has: entries{
		"": root(),
		baseDN: {
			"nTSecurityDescriptor": {descriptor(t, access.DACLProtected, access.UnexpirePassword.Grant(access.AuthenticatedUsers))},
			"minPwdAge":            {"-864000000000"}, "maxPwdAge": {"-9223372036854775808"}, "pwdHistoryLength": {"24"}, "minPwdLength": {"7"}, "pwdProperties": {"1"},
			"lockoutThreshold": {"5"}, "lockoutDuration": {"-9223372036854775808"}, "fSMORoleOwner": {"CN=NTDS Settings,CN=DC1,CN=Servers," + baseDN},
		},
		"CN=DC1,CN=Servers," + baseDN: {"dNSHostName": {dc1}},
		"CN=DC1," + baseDN:            {"dNSHostName": {dc1}, "operatingSystem": {"Windows Server 2022 Standard"}, "operatingSystemVersion": {"10.0 (20348)"}, "primaryGroupID": {"516"}},
		"CN=DC2," + baseDN:            {"dNSHostName": {"dc2.corp.example.com"}, "primaryGroupID": {"521"}},
		staff:                         {"nTSecurityDescriptor": {descriptor(t, 0, above...)}},
		aliceDN: {
			"objectClass": {"top", "person", "user"}, "sAMAccountName": {"alice"}, "userPrincipalName": {"alice@corp.example.com"}, "objectSid": {string(sid(t, aliceSID))},
			"objectGUID": {"0123456789abcdef"}, "userAccountControl": {"512"}, "msDS-User-Account-Control-Computed": {"16"}, "pwdLastSet": {"134086000000000000"},
			"lockoutTime": {"134086000000000000"}, "accountExpires": {"9223372036854775807"}, "tokenGroups": {string(sid(t, "S-1-5-21-1-2-3-513"))},
			"nTSecurityDescriptor": {descriptor(t, 0, append(on, readers())...)},
		},
		svcDN: {
			"objectClass": {"top", "person", "user"}, "sAMAccountName": {"svc"}, "objectSid": {string(me)},
			"tokenGroups": {string(sid(t, "S-1-5-21-1-2-3-513")), string(sid(t, usersSID))},
		},
		"CN=Corp,CN=Partitions": {"nETBIOSName": {"CORP"}, "nCName": {baseDN}, "dnsRoot": {"corp.example.com"}},
	}}
	dc.matches = func(_, filter string) []string {
		switch {
		case strings.Contains(filter, "crossRef"):
			return []string{"CN=Corp,CN=Partitions"}
		case strings.Contains(filter, "primaryGroupID"):
			return []string{"CN=DC1," + baseDN, "CN=DC2," + baseDN}
		case strings.Contains(filter, "=alice)"), strings.Contains(filter, "=alice@corp.example.com)"):
			return []string{aliceDN}
		case strings.Contains(filter, "=svc)"), strings.Contains(filter, "Q\x04\\00\\00)"): // the SID of svc
			return []string{svcDN}
		case strings.Contains(filter, "mail=twins@corp.example.com)"):
			return []string{aliceDN, svcDN}
		default:
			return nil
		}
	}
	return dc
}

func TestUserIsFound(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, alice(t))
		for name, want := range map[string]int{
			"alice": 1, "alice@corp.example.com": 1, `CORP\alice`: 1, aliceDN: 1, "twins@corp.example.com": 2, "nobody": 0, "CN=x," + baseDN: 0,
		} {
			u, err := w.User(t.Context(), name)
			if err != nil || u.Matches != want || u.Asked != name || (want == 1) != (u.DN == aliceDN) || (want == 2) != (len(u.MatchDN) == 2) {
				t.Errorf("%s: got %d matches, %q, %q, %v, want %d", name, u.Matches, u.DN, u.MatchDN, err, want)
			}
		}
		u, err := w.User(t.Context(), "alice")
		if err != nil {
			t.Fatal(err)
		}
		set := time.Date(2025, 11, 26, 3, 6, 40, 0, time.UTC)
		if u.SID != aliceSID || u.Class != "user" || u.Flags != probes.Known[uint32](512) || u.ComputedFlags != probes.Known[uint32](16) || !u.PasswordLastSet.Equal(set) || u.LockoutTime != probes.Known(set) ||
			u.AccountExpires != probes.Known(time.Time{}) || u.MustChange != probes.No || u.InheritanceOff != probes.No || u.CannotChange != probes.No || u.Anchor != "MDEyMzQ1Njc4OWFiY2RlZg==" {
			t.Errorf("got %+v", u)
		}
		if want := []probes.OU{{DN: staff, Protected: probes.No}, {DN: baseDN, Protected: probes.Yes}}; !slices.Equal(u.Path, want) {
			t.Errorf("got path %+v, want %+v", u.Path, want)
		}
	})
}

// A user whose descriptor, groups and flags are hidden from the reader is
// found all the same, and what was not seen is unsaid.
func TestHiddenAttributesAreUnsaid(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		dc := alice(t)
		dc.has[aliceDN] = map[string][]string{"objectClass": {"user"}}
		dc.has[staff] = map[string][]string{}
		w := newWorld(t, dc)
		u, err := w.User(t.Context(), "alice")
		if err != nil || u.MustChange != probes.Unsaid || u.InheritanceOff != probes.Unsaid || u.CannotChange != probes.Unsaid || u.ComputedFlags.Seen() || u.TokenGroupsSeen || u.Path[0].Protected != probes.Unsaid {
			t.Errorf("got %+v, %v", u, err)
		}
		r, err := w.Rights(t.Context(), "svc", aliceDN)
		if err != nil || r.ResetPassword.Granted != probes.Unsaid || r.ResetPassword.Why != string(probes.AccessDenied) || r.Unexpire.Granted != probes.Yes || r.Protected != probes.Unsaid {
			t.Errorf("got %+v, %v", r, err)
		}
	})
}

func TestRightsAndWhereTheyComeFrom(t *testing.T) {
	t.Parallel()
	me := sid(t, svcSID)
	for _, c := range []struct {
		name   string
		change func(dc *controller)
		want   probes.Right
		stops  string
	}{
		{"inherited from the OU", func(*controller) {}, probes.Right{Granted: probes.Yes, Trustee: svcSID + " (svc)", From: staff, Inherited: probes.Yes}, ""},
		{"denied on the user", func(dc *controller) {
			dc.has[aliceDN]["nTSecurityDescriptor"] = []string{descriptor(t, 0, access.ResetPassword.Refuse(me), inherited(access.ResetPassword.Grant(me)))}
		}, probes.Right{Granted: probes.No, Denied: true, Trustee: svcSID + " (svc)", Inherited: probes.No}, ""},
		{"granted to nobody", func(dc *controller) {
			dc.has[aliceDN]["nTSecurityDescriptor"] = []string{descriptor(t, access.DACLProtected)}
		}, probes.Right{Granted: probes.No}, aliceDN},
		{"granted to Everyone", func(dc *controller) {
			dc.has[aliceDN]["nTSecurityDescriptor"] = []string{descriptor(t, 0, access.ResetPassword.Grant(access.Everyone))}
		}, probes.Right{Granted: probes.Yes, Trustee: "S-1-1-0 (Everyone)", Inherited: probes.No}, ""},
		{"to a group, inherited from where nobody can look", func(dc *controller) {
			dc.has[aliceDN]["nTSecurityDescriptor"] = []string{descriptor(t, 0, inherited(access.ResetPassword.Grant(sid(t, usersSID))))}
		}, probes.Right{Granted: probes.Yes, Trustee: usersSID, Inherited: probes.Yes}, ""},
		{"on a condition", func(dc *controller) {
			ace := access.ResetPassword.Grant(me)
			ace.Type, ace.Data = access.AllowCallbackObject, "artx"
			dc.has[aliceDN]["nTSecurityDescriptor"] = []string{descriptor(t, 0, ace)}
		}, probes.Right{Trustee: svcSID + " (svc)", Inherited: probes.No, Why: string(probes.NotLookedAt)}, ""},
		{"a damaged descriptor", func(dc *controller) {
			dc.has[aliceDN]["nTSecurityDescriptor"] = []string{"\x01\x00\x04\x80"}
		}, probes.Right{Why: string(probes.Malformed)}, ""},
		{"an account whose groups are hidden", func(dc *controller) {
			delete(dc.has[svcDN], "tokenGroups")
		}, probes.Right{Why: string(probes.AccessDenied)}, ""},
		{"inheritance off on the OU", func(dc *controller) {
			dc.has[aliceDN]["nTSecurityDescriptor"] = []string{descriptor(t, 0)}
			dc.has[staff]["nTSecurityDescriptor"] = []string{descriptor(t, access.DACLProtected)}
			dc.has[baseDN]["nTSecurityDescriptor"] = []string{descriptor(t, access.DACLProtected, handedDown(access.ResetPassword.Grant(me)))}
		}, probes.Right{Granted: probes.No}, staff},
		{"inheritance off on the OU, which cuts off nothing", func(dc *controller) {
			dc.has[aliceDN]["nTSecurityDescriptor"] = []string{descriptor(t, 0)}
			dc.has[staff]["nTSecurityDescriptor"] = []string{descriptor(t, access.DACLProtected)}
		}, probes.Right{Granted: probes.No}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				dc := alice(t)
				c.change(dc)
				r, err := newWorld(t, dc).Rights(t.Context(), `CORP\svc`, aliceDN)
				r.ResetPassword.Entry, r.ResetPassword.Source, r.ResetPassword.Withheld = nil, nil, nil // see TestTheDecidingEntry
				if err != nil || r.ResetPassword != c.want || r.StopsAt != c.stops || r.UserDN != aliceDN {
					t.Errorf("got %+v, stops at %q, %v, want %+v, %q", r.ResetPassword, r.StopsAt, err, c.want, c.stops)
				}
			})
		})
	}
}

func TestPasswordPolicies(t *testing.T) {
	t.Parallel()
	const pso = "CN=Strict,CN=Password Settings Container,CN=System," + baseDN
	none := probes.Known(time.Duration(0))
	for _, c := range []struct {
		name   string
		change func(dc *controller)
		want   probes.PasswordPolicy
	}{
		{"of the domain", func(*controller) {}, probes.PasswordPolicy{
			Source: baseDN, FineGrained: probes.No, Readable: true, MinimumAge: probes.Known(24 * time.Hour), History: probes.Known(24), MinimumLength: probes.Known(7), Complexity: probes.Yes, LockoutThreshold: probes.Known(5),
			MaximumAge: none, LockoutDuration: none,
		}},
		{"fine-grained", func(dc *controller) {
			dc.has[aliceDN]["msDS-ResultantPSO"] = []string{pso}
			dc.has[pso] = map[string][]string{"msDS-MinimumPasswordAge": {"0"}, "msDS-MaximumPasswordAge": {"-864000000000"}, "msDS-PasswordComplexityEnabled": {"FALSE"}, "msDS-LockoutDuration": {"-18000000000"}}
		}, probes.PasswordPolicy{
			Source: pso, FineGrained: probes.Yes, Readable: true, MinimumAge: none, MaximumAge: probes.Known(24 * time.Hour), Complexity: probes.No, LockoutDuration: probes.Known(30 * time.Minute),
		}},
		{"of the domain, without how long a lock lasts", func(dc *controller) { delete(dc.has[baseDN], "lockoutDuration") }, probes.PasswordPolicy{
			Source: baseDN, FineGrained: probes.No, Readable: true, MinimumAge: probes.Known(24 * time.Hour), History: probes.Known(24), MinimumLength: probes.Known(7), Complexity: probes.Yes,
			MaximumAge: none, LockoutThreshold: probes.Known(5),
		}},
		{"of the domain, whose values are none", func(dc *controller) {
			dc.has[baseDN]["maxPwdAge"], dc.has[baseDN]["lockoutDuration"] = []string{"864000000000"}, []string{"-1.5"}
			dc.has[baseDN]["pwdHistoryLength"], dc.has[baseDN]["minPwdLength"] = []string{"-1"}, []string{"1099511627776"}
			dc.has[baseDN]["lockoutThreshold"], dc.has[baseDN]["pwdProperties"] = []string{"abc"}, []string{"1099511627777"}
		}, probes.PasswordPolicy{Source: baseDN, FineGrained: probes.No, Readable: true, MinimumAge: probes.Known(24 * time.Hour)}},
		{"of the domain, whose minimum age is none", func(dc *controller) { dc.has[baseDN]["minPwdAge"] = []string{"abc"} }, probes.PasswordPolicy{
			Source: baseDN, FineGrained: probes.No,
		}},
		{"fine-grained and hidden", func(dc *controller) { dc.has[aliceDN]["msDS-ResultantPSO"] = []string{pso} }, probes.PasswordPolicy{Source: pso, FineGrained: probes.Yes}},
		{"fine-grained, its values hidden", func(dc *controller) {
			dc.has[aliceDN]["msDS-ResultantPSO"] = []string{pso}
			dc.has[pso] = map[string][]string{"objectClass": {"msDS-PasswordSettings"}}
		}, probes.PasswordPolicy{Source: pso, FineGrained: probes.Yes}},
		{"nobody may read which one holds", func(dc *controller) {
			dc.has[aliceDN]["nTSecurityDescriptor"] = []string{descriptor(t, 0)}
		}, probes.PasswordPolicy{}},
		{"nobody may read who may read it", func(dc *controller) { delete(dc.has[aliceDN], "nTSecurityDescriptor") }, probes.PasswordPolicy{}},
		{"we do not know who we are", func(dc *controller) { delete(dc.has[svcDN], "tokenGroups") }, probes.PasswordPolicy{}},
		{"a domain older than such policies", func(dc *controller) {
			dc.has[""]["domainFunctionality"] = []string{"2"}
			delete(dc.has[aliceDN], "nTSecurityDescriptor")
			dc.has[baseDN]["minPwdAge"] = []string{"0"}
		}, probes.PasswordPolicy{
			Source: baseDN, FineGrained: probes.No, Readable: true, History: probes.Known(24), MinimumLength: probes.Known(7), Complexity: probes.Yes, LockoutThreshold: probes.Known(5),
			MinimumAge: none, MaximumAge: none, LockoutDuration: none,
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				dc := alice(t)
				c.change(dc)
				got, err := newWorld(t, dc).PasswordPolicy(t.Context(), aliceDN)
				if got.PasswordLastSet.IsZero() || got.At.IsZero() {
					t.Errorf("got no time: %+v", got)
				}
				got.Seen, got.PasswordLastSet = probes.Seen{}, time.Time{}
				if err != nil || got != c.want {
					t.Errorf("got %+v, %v, want %+v", got, err, c.want)
				}
			})
		})
	}
}
