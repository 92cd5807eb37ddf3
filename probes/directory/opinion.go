package directory

import (
	"context"
	"slices"
	"strings"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

// daclBit is DACL_SECURITY_INFORMATION in sDRightsEffective (MS-ADTS
// 3.1.1.4.5.4, MS-DTYP 2.4.7).
const daclBit = 0x4

// secondOpinion asks the server what it computes itself for the account that
// is signed in; nil unless that is the connector account. A server that does
// not say leaves everything unsaid.
func (x examiner) secondOpinion(ctx context.Context, who account, d probes.Domain, on *question) (*probes.SecondOpinion, error) {
	own, err := x.tokens.ownToken(ctx, d)
	if err != nil {
		return nil, err
	}
	if who.sid == "" || !own.Has(who.sid) {
		return nil, nil //nolint:nilnil // nobody was asked, which is no fault
	}
	said := &probes.SecondOpinion{}
	if on.on.readable() && who.user.TokenGroupsSeen {
		token, err := x.tokens.token(ctx, who, d)
		if err != nil {
			return nil, err
		}
		found := access.Check(&on.on.Descriptor, token, on.self, access.Want{Mask: access.WriteDAC, Class: on.class})
		said.WriteDACLFound = yesNo(found.Answer)
	}
	e, err := x.here.one(ctx, baseRead(on.dn, "allowedAttributesEffective", "sDRightsEffective"))
	switch {
	case err == nil:
		takeOpinion(e, said)
	case probes.AsObstacle(err).Code == "":
		return nil, err
	}
	return said, nil // a code is an answer: it was asked and does not say
}

// takeOpinion takes what the server says. An attribute without values is not sent, so
// that nothing is writable is known only where the other one came.
func takeOpinion(e *ldap.Entry, said *probes.SecondOpinion) {
	rights, answered := number(e, "sDRightsEffective")
	if answered {
		said.WriteDACL = probes.Said(rights&daclBit != 0)
	}
	writable := e.GetEqualFoldAttributeValues("allowedAttributesEffective")
	if !answered && len(writable) == 0 {
		return
	}
	has := func(attribute string) probes.YesNo {
		return probes.Said(slices.ContainsFunc(writable, func(name string) bool { return strings.EqualFold(name, attribute) }))
	}
	said.WriteLockoutTime, said.WritePwdLastSet = has("lockoutTime"), has("pwdLastSet")
}

// yesNo is an answer without its reason.
func yesNo(a access.Answer) probes.YesNo {
	switch a {
	case access.Granted:
		return probes.Yes
	case access.Denied, access.NotGranted:
		return probes.No
	default:
		return probes.Unsaid
	}
}
