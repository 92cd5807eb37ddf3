package directory_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

const helpers = "S-1-5-21-1-2-3-2000"

// byGroup is the domain of alice, but that the connector account has its rights
// through a group, and some of what is read is there that alice lacks.
func byGroup(t *testing.T) *controller {
	t.Helper()
	dc := alice(t)
	group := sid(t, helpers)
	var on, above []access.ACE
	for _, r := range []access.Right{access.ResetPassword, access.ChangePassword, access.WriteLockoutTime, access.WritePwdLastSet} {
		on, above = append(on, inherited(r.Grant(group))), append(above, handedDown(r.Grant(group)))
	}
	dc.has[aliceDN]["nTSecurityDescriptor"] = []string{descriptor(t, 0, append(on, readers())...)}
	dc.has[staff]["nTSecurityDescriptor"] = []string{descriptor(t, 0, above...)}
	dc.has[baseDN]["nTSecurityDescriptor"] = []string{descriptor(t, access.DACLProtected, access.UnexpirePassword.Grant(group))}
	dc.has[svcDN]["tokenGroups"] = []string{string(sid(t, "S-1-5-21-1-2-3-513")), string(group)}
	dc.has[aliceDN]["adminCount"] = []string{"0"}
	dc.has[aliceDN]["mail"] = []string{"alice@corp.example.com"}
	return dc
}

// leaves are the values of what was answered, by the names that lead there.
// Texts say who and where, and are left out.
func leaves(t *testing.T, into map[string]string, name string, value any) {
	t.Helper()
	var tree any
	raw, err := json.Marshal(value)
	if err == nil {
		err = json.Unmarshal(raw, &tree)
	}
	if err != nil {
		t.Fatal(err)
	}
	var walk func(path string, v any)
	walk = func(path string, v any) {
		switch v := v.(type) {
		case map[string]any:
			for key, inner := range v {
				if key != "took_ns" {
					walk(path+"/"+key, inner)
				}
			}
		case []any:
			for i, inner := range v {
				walk(fmt.Sprint(path, "/", i), inner)
			}
		case float64, bool:
			into[path] = fmt.Sprint(v)
		}
	}
	walk(name, tree)
}

// look asks for all that is read of one user, and returns what was said.
func look(t *testing.T, dc *controller) map[string]string {
	t.Helper()
	said := map[string]string{}
	w := newWorld(t, dc)
	see := func(name string, ask func() (any, error)) {
		value, err := ask()
		if err == nil {
			leaves(t, said, name, value)
			return
		}
		if o := probes.AsObstacle(err); o == nil || o.Kind == probes.Crashed || o.Kind == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	see("domain", func() (any, error) { return w.Domain(t.Context()) })
	see("user", func() (any, error) { return w.User(t.Context(), aliceDN) })
	see("rights", func() (any, error) { return w.Rights(t.Context(), "svc", aliceDN) })
	see("policy", func() (any, error) { return w.PasswordPolicy(t.Context(), aliceDN) })
	return said
}

// junk are values that no attribute of those has.
func junk(good string) map[string][]string {
	noise := make([]byte, 999)
	for i := range noise {
		noise[i] = byte(i*i*31 + i*7 + 3)
	}
	return map[string][]string{
		"no-values": {}, "empty": {""}, "nought": {"\x00"}, "not-utf-8": {"\xff\xfe\xc0\xaf"}, "noise": {string(noise)},
		"half": {good[:len(good)/2]}, "longer": {good + "\x00"}, "many-parts": {"\x01\xff" + strings.Repeat("\x00", 40)},
		"escapes": {"\x1b]0;evil\a\x1b[2J\u202e"}, "two-of-junk": {"\x00", "\xff"},
	}
}

// TestAttackJunk puts bytes that mean nothing into every attribute that is read
// of a user, of the connector account and of what is above them, one at a time.
// What was known is then the same or not known; nothing turns into its
// opposite.
func TestAttackJunk(t *testing.T) {
	t.Parallel()
	var sound map[string]string
	synctest.Test(t, func(t *testing.T) { sound = look(t, byGroup(t)) })
	if sound["rights/reset_password/granted"] != "true" || sound["rights/unexpire_password/granted"] != "true" {
		t.Fatalf("without an attack: %v", sound)
	}
	try := func(name string, spoil func(dc *controller)) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				dc := byGroup(t)
				spoil(dc)
				for path, got := range look(t, dc) {
					known := sound[path]
					unseen := got == "false" && (strings.HasSuffix(path, "/readable") || strings.HasSuffix(path, "_seen"))
					if got != known && !unseen {
						t.Errorf("%s: got %s, without the attack %q", path, got, known)
					}
				}
			})
		})
	}
	for place, names := range map[string][]string{
		aliceDN: slices.Collect(maps.Keys(byGroup(t).has[aliceDN])), svcDN: slices.Collect(maps.Keys(byGroup(t).has[svcDN])),
		baseDN: slices.Collect(maps.Keys(byGroup(t).has[baseDN])), staff: {"nTSecurityDescriptor"},
	} {
		if place == aliceDN || place == svcDN {
			names = append(names, "sIDHistory", "mS-DS-ConsistencyGuid", "proxyAddresses")
		}
		who, _, _ := strings.Cut(place, ",")
		for _, attribute := range names {
			good := append(byGroup(t).has[place][attribute], "0123456789abcdef")[0]
			_, err := strconv.ParseInt(good, 10, 64)
			for kind, values := range junk(good) {
				if kind == "half" && err == nil {
					continue // half of a number is one
				}
				try(who+"/"+attribute+"/"+kind, func(dc *controller) { dc.has[place][attribute] = values })
			}
		}
		try(who+"/nothing-at-all", func(dc *controller) { dc.has[place] = map[string][]string{} })
	}
	try("CN=svc/tokenGroups/one-of-two", func(dc *controller) {
		dc.has[svcDN]["tokenGroups"][1] = "\x01\xff\x00"
	})
	try("CN=svc/sIDHistory/of-the-right-group", func(dc *controller) { // which nobody can say
		dc.has[svcDN]["tokenGroups"], dc.has[svcDN]["sIDHistory"] = dc.has[svcDN]["tokenGroups"][:1], []string{"\x01\xff\x00"}
	})
	for kind, values := range junk("20261123074211.0Z") {
		for _, attribute := range []string{"currentTime", "domainFunctionality", "forestFunctionality", "supportedControl"} {
			try("rootDSE/"+attribute+"/"+kind, func(dc *controller) { dc.has[""][attribute] = values })
		}
	}
}
