package lab

import (
	"fmt"
	"slices"

	"example.com/writeback-doctor/probes/directory/access"
	"example.com/writeback-doctor/probes/lab/ldapserver"
)

// addEffective adds what a controller computes for the account that is signed
// in, the connector account (MS-ADTS 3.1.1.4.5.4 and 3.1.1.4.5.22). A world
// can have it differ from what the entries say.
func (f *forest) addEffective(e *ldapserver.Entry, sam string, p *person) error {
	d, err := access.Parse(e.SecurityDescriptor)
	if err != nil {
		return fmt.Errorf("read the descriptor of %s: %w", sam, err)
	}
	token := access.NewToken(f.account(), f.d.groupSID("Domain Users"))
	var writable [][]byte
	for _, a := range []struct {
		right           access.Right
		said, attribute string
	}{{access.WriteLockoutTime, "lockout-time", "lockoutTime"}, {access.WritePwdLastSet, "pwd-last-set", "pwdLastSet"}} {
		may := access.Check(&d, token, f.d.personSID(sam), a.right.Want()).Answer == access.Granted
		if p.serverSays != nil {
			may = slices.Contains(p.serverSays, a.said)
		}
		if may {
			writable = append(writable, []byte(a.attribute))
		}
	}
	e.Attributes["allowedAttributesEffective"] = writable
	e.Attributes["sDRightsEffective"] = [][]byte{[]byte("0")}
	return nil
}
