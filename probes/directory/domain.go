package directory

import (
	"context"
	"strings"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
)

// Controls by which a controller says that it checks a reset against the
// history (LDAP_SERVER_POLICY_HINTS and its deprecated number, MS-ADTS
// 3.1.1.3.4.1.27).
const (
	policyHints    = "1.2.840.113556.1.4.2239"
	policyHintsOld = "1.2.840.113556.1.4.2066"
)

// rootDSE is the request for what a controller says of itself to anybody.
func rootDSE() *ldap.SearchRequest {
	return baseRead("", "defaultNamingContext", "rootDomainNamingContext", "configurationNamingContext",
		"dnsHostName", "domainFunctionality", "forestFunctionality", "domainControllerFunctionality",
		"supportedControl", "currentTime")
}

func (at *place) seeDomain(ctx context.Context) (probes.Domain, error) {
	start := at.config.Clock.Now()
	entries, l, err := at.search(ctx, anonymous, rootDSE())
	if err != nil {
		return probes.Domain{}, err
	}
	if len(entries) != 1 || entries[0].GetEqualFoldAttributeValue("defaultNamingContext") == "" {
		return probes.Domain{}, &probes.Obstacle{Kind: probes.NotTheProtocol, Host: l.host, Needs: "defaultNamingContext"}
	}
	d := domainOf(entries[0])
	d.SignedIn = l.refusal == nil
	d.Seen = at.config.Clock.Stamp(at.config.Vantage, start)
	return d, nil
}

func domainOf(e *ldap.Entry) probes.Domain {
	base := e.GetEqualFoldAttributeValue("defaultNamingContext")
	return probes.Domain{
		Controller:      e.GetEqualFoldAttributeValue("dnsHostName"),
		DNSName:         probes.DN(base).DNS(),
		BaseDN:          base,
		ForestBaseDN:    e.GetEqualFoldAttributeValue("rootDomainNamingContext"),
		ConfigurationDN: e.GetEqualFoldAttributeValue("configurationNamingContext"),
		DomainLevel:     e.GetEqualFoldAttributeValue("domainFunctionality"),
		ForestLevel:     e.GetEqualFoldAttributeValue("forestFunctionality"),
		ControllerLevel: e.GetEqualFoldAttributeValue("domainControllerFunctionality"),
		Controls:        e.GetEqualFoldAttributeValues("supportedControl"),
		CurrentTime:     generalized(e.GetEqualFoldAttributeValue("currentTime")),
	}
}

func (at *place) seePDC(ctx context.Context) (probes.PDCEmulator, error) {
	start := at.config.Clock.Now()
	d, err := at.domain(ctx)
	if err != nil {
		return probes.PDCEmulator{}, err
	}
	p := probes.PDCEmulator{DNSDomain: d.DNSName}
	var crash error
	asked := make(chan struct{})
	go func() {
		defer close(asked)
		defer probes.Caught(&crash)
		hosts, err := at.dialer.srv(ctx, rolePDC, d.DNSName)
		p.SRVAnswer = srvContact(hosts, err)
		p.SRV = probes.AllIf(hosts, answered(p.SRVAnswer))
	}()
	owner, err := at.roleOwner(ctx, d)
	<-asked
	if crash != nil {
		return probes.PDCEmulator{}, crash
	}
	if err != nil {
		return probes.PDCEmulator{}, err
	}
	p.RoleOwnerDN, p.Host, p.OwnerGone = owner.dn, owner.host, probes.Said(owner.gone)
	p.Seen = at.config.Clock.Stamp(at.config.Vantage, start)
	return p, nil
}

// owner is the holder of an operations master role.
type owner struct {
	dn, host string
	gone     bool
}

// roleOwner follows fSMORoleOwner of the domain head, which is the PDC
// emulator's NTDS Settings object, to the server object above it (MS-ADTS
// 3.1.1.1.11 and 6.1.1.2.2.1.2.1).
func (at *place) roleOwner(ctx context.Context, d probes.Domain) (owner, error) {
	return probes.Remember(ctx, &at.answers, "role owner", func(ctx context.Context) (owner, error) {
		return at.seeRoleOwner(ctx, d)
	})
}

func (at *place) seeRoleOwner(ctx context.Context, d probes.Domain) (owner, error) {
	head, err := at.one(ctx, baseRead(d.BaseDN, "fSMORoleOwner"))
	if err != nil {
		return owner{}, err
	}
	o := owner{dn: head.GetEqualFoldAttributeValue("fSMORoleOwner")}
	if o.dn == "" {
		return owner{}, &probes.Obstacle{Kind: probes.AccessDenied, Needs: "fSMORoleOwner"}
	}
	if probes.DN(o.dn).Deleted() {
		o.gone = true
		return o, nil
	}
	server, err := at.one(ctx, baseRead(string(probes.DN(o.dn).Parent()), "dNSHostName"))
	switch {
	case isNotFound(err):
		o.gone = true
		return o, at.absent(ctx, string(probes.DN(o.dn).Parent()))
	case err != nil:
		return owner{}, err
	default:
		o.host = strings.TrimSuffix(server.GetEqualFoldAttributeValue("dNSHostName"), ".")
	}
	return o, nil
}
