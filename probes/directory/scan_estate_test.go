package directory_test

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	ber "github.com/go-asn1-ber/asn1-ber"
	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes/directory/access"
)

// estate is a domain that counts what is written to it, as a controller does.
type estate struct {
	*controller

	t       *testing.T
	usn     int
	objects int
	shield  string
}

const (
	deletedDN = "CN=Deleted Objects," + baseDN
	serviceDN = "CN=NTDS Settings,CN=DC1,CN=Servers,CN=Site,CN=Sites,CN=Configuration," + baseDN
	schemaDN  = "CN=Schema,CN=Configuration," + baseDN
	forestDN  = "CN=Directory Service,CN=Windows NT,CN=Services,CN=Configuration," + baseDN
)

// newEstate has twenty users in two OUs, who have all that their OU hands down.
func newEstate(t *testing.T) *estate {
	t.Helper()
	e := &estate{controller: crowdOf(t, 0).controller, t: t, usn: 1000}
	delete(e.has, aliceDN)
	e.set("", "dsServiceName", serviceDN)
	e.set("", "schemaNamingContext", schemaDN)
	e.set(serviceDN, "invocationId", "a database      ")
	e.set(forestDN, "objectClass", "nTDSService")
	e.has["CN=Corp,CN=Partitions,CN=Configuration,"+baseDN] = e.has["CN=Corp,CN=Partitions"]
	e.set("CN=Corp,CN=Partitions,CN=Configuration,"+baseDN, "objectClass", "crossRef")
	e.put(baseDN, "domainDNS")
	e.put(staff, "organizationalUnit")
	e.put("CN=Domain Admins,CN=Users,"+baseDN, "group")
	e.put("OU=Branch,"+baseDN, "organizationalUnit")
	e.set("OU=Branch,"+baseDN, "nTSecurityDescriptor", e.has[staff]["nTSecurityDescriptor"][0])
	e.set(svcDN, "sAMAccountName", "MSOL_svc")
	e.put(svcDN, "user")
	e.put(deletedDN, "container")
	e.matches = e.find
	e.fits = func(dn, filter string) bool {
		packet, err := ldap.CompileFilter(filter)
		return filter == "(objectClass=*)" || err == nil && holds(packet, e.has[dn])
	}
	var own []access.ACE
	for _, r := range []access.Right{access.ResetPassword, access.ChangePassword, access.WriteLockoutTime, access.WritePwdLastSet} {
		ace := inherited(r.Grant(sid(t, svcSID)))
		ace.Flags |= access.ContainerInherit
		own = append(own, ace)
	}
	e.shield = descriptor(t, 0, append(own, readers())...)
	for i := range 20 {
		e.user(fmt.Sprintf("u%02d", i), []string{staff, "OU=Branch," + baseDN}[i%2])
	}
	e.delete("CN=gone," + staff)
	return e
}

func (e *estate) set(dn, name string, values ...string) {
	if e.has[dn] == nil {
		e.has[dn] = map[string][]string{}
	}
	if e.has[dn][name] = values; len(values) == 0 {
		delete(e.has[dn], name)
	}
	e.usn++
	if e.has[dn]["objectGUID"] != nil && e.has[dn]["uSNChanged"] != nil {
		e.has[dn]["uSNChanged"] = []string{strconv.Itoa(e.usn)}
	}
	e.has[""]["highestCommittedUSN"] = []string{strconv.Itoa(e.usn)}
}

// silently changes what a controller does not count.
func (e *estate) silently(dn, name string, values ...string) {
	was := e.has[dn]["uSNChanged"]
	e.set(dn, name, values...)
	e.has[dn]["uSNChanged"] = was
}

// put makes an object of what stands there.
func (e *estate) put(dn, class string) {
	e.objects++
	if e.has[dn] == nil {
		e.has[dn] = map[string][]string{}
	}
	e.has[dn]["objectGUID"] = []string{fmt.Sprintf("%016d", e.objects)}
	e.has[dn]["uSNChanged"] = []string{"1"}
	e.set(dn, "objectClass", "top", class)
}

func (e *estate) user(name, ou string) string {
	dn := "CN=" + name + "," + ou
	e.put(dn, "user")
	raw := []byte(sid(e.t, "S-1-5-21-1-2-3-0"))
	for attribute, value := range map[string]string{
		"sAMAccountName": name, "userPrincipalName": name + "@corp.example.com", "userAccountControl": "512", "pwdLastSet": "131000000000000000",
		"accountExpires": "0", "primaryGroupID": "513", "nTSecurityDescriptor": e.shield, "objectSid": string(raw[:24]) + fmt.Sprintf("%04d", e.objects),
	} {
		e.set(dn, attribute, value)
	}
	return dn
}

func (e *estate) delete(dn string) {
	guid := fmt.Sprintf("%016d", 0)
	if was := e.has[dn]; was != nil {
		guid = was["objectGUID"][0]
	}
	id, err := access.GUIDFromBytes([]byte(guid))
	if err != nil {
		e.t.Fatal(err)
	}
	rdn, _, _ := strings.Cut(dn, ",")
	delete(e.has, dn)
	tomb := rdn + `\0ADEL:` + id.String() + "," + deletedDN
	e.has[tomb] = map[string][]string{"objectGUID": {guid}, "uSNChanged": {"1"}, "objectClass": {"top", "user"}}
	e.set(tomb, "isDeleted", "TRUE")
}

// move gives an object another name, and all below it, which nobody counts.
func (e *estate) move(dn, to string) {
	for old, attributes := range e.has {
		if old == dn || strings.HasSuffix(old, ","+dn) {
			delete(e.has, old)
			e.has[strings.TrimSuffix(old, dn)+to] = attributes
		}
	}
	e.set(to, "name", to)
}

// find is a search as a controller does it, in the order of the GUIDs.
func (e *estate) find(base, filter string) []string {
	packet, err := ldap.CompileFilter(filter)
	if err != nil {
		e.t.Error(err)
		return nil
	}
	deleted := strings.Contains(filter, "uSNChanged>=") || base == deletedDN
	var list []string
	for dn, attributes := range e.has {
		one := base == deletedDN || strings.HasPrefix(base, "CN=Password Settings")
		below := strings.HasSuffix(dn, ","+base) || dn == base && !one
		if dn != "" && below && (deleted || !strings.Contains(dn, "DEL:")) && holds(packet, attributes) {
			list = append(list, dn)
		}
	}
	slices.SortFunc(list, func(a, b string) int {
		return cmp.Or(slices.Compare(e.has[a]["objectGUID"], e.has[b]["objectGUID"]), cmp.Compare(a, b))
	})
	return list
}

// holds evaluates a filter (RFC 4511 4.5.1.7).
func holds(f *ber.Packet, of map[string][]string) bool {
	text := func(i int) string { return f.Children[i].Data.String() }
	values := func(name string) []string {
		for n, v := range of {
			if strings.EqualFold(n, name) {
				return v
			}
		}
		return nil
	}
	switch f.Tag {
	case ldap.FilterAnd:
		return !slices.ContainsFunc(f.Children, func(c *ber.Packet) bool { return !holds(c, of) })
	case ldap.FilterOr:
		return slices.ContainsFunc(f.Children, func(c *ber.Packet) bool { return holds(c, of) })
	case ldap.FilterNot:
		return !holds(f.Children[0], of)
	case ldap.FilterExtensibleMatch: // of one bit that all of these have
		return true
	case ldap.FilterPresent:
		return len(values(f.Data.String())) > 0
	case ldap.FilterEqualityMatch:
		return slices.ContainsFunc(values(text(0)), func(v string) bool { return strings.EqualFold(v, text(1)) })
	case ldap.FilterGreaterOrEqual:
		least, _ := strconv.Atoi(text(1))
		return slices.ContainsFunc(values(text(0)), func(v string) bool { n, err := strconv.Atoi(v); return err == nil && n >= least })
	case ldap.FilterSubstrings:
		begin := f.Children[1].Children[0].Data.String()
		return slices.ContainsFunc(values(text(0)), func(v string) bool { return strings.HasPrefix(strings.ToLower(v), strings.ToLower(begin)) })
	default:
		return false
	}
}
