//go:build samba

package directory_test

import (
	"testing"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes/directory"
)

// TestSambaSaysTheSite reads what a real controller answers to an LDAP ping.
func TestSambaSaysTheSite(t *testing.T) {
	t.Parallel()
	conn, err := ldap.DialURL("ldap://" + samba["DC_ADDR"])
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	result, err := conn.Search(ldap.NewSearchRequest("", ldap.ScopeBaseObject, ldap.NeverDerefAliases, 0, 0, false,
		"(&(DnsDomain="+samba["DNS_DOMAIN"]+`)(NtVer=\06\00\00\00))`, []string{"Netlogon"}, nil))
	if err != nil || len(result.Entries) != 1 {
		t.Fatalf("got %v, %v", result, err)
	}
	if site, closest := directory.SiteOf(result.Entries[0].GetEqualFoldRawAttributeValue("Netlogon")); site != "Default-First-Site-Name" && site != "" || !closest {
		t.Errorf("got %q, %t", site, closest)
	}
}
