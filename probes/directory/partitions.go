package directory

import (
	"cmp"
	"context"
	"strings"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
)

// partition is a domain as its cross reference names it.
type partition struct {
	dnsName, baseDN, netbios string
}

// domainReferences are the cross references of domains: systemFlags 3 is
// FLAG_CR_NTDS_NC and FLAG_CR_NTDS_DOMAIN (MS-ADTS 6.1.1.2.1.1.3). Those of
// other forests and of application partitions lack one of the two.
const domainReferences = "(&(objectClass=crossRef)(systemFlags:1.2.840.113556.1.4.803:=3))"

// partitions reads which domains the forest has. It is empty when the cross
// references are hidden from the account.
func (f *forest) partitions(ctx context.Context) ([]partition, error) {
	return probes.Remember(ctx, &f.first.answers, "partitions", func(ctx context.Context) ([]partition, error) {
		d, err := f.first.domain(ctx)
		if err != nil {
			return nil, err
		}
		entries, err := f.first.all(ctx, below("CN=Partitions,"+d.ConfigurationDN, domainReferences, "nCName", "dnsRoot", "nETBIOSName"))
		if err != nil && !isNotFound(err) {
			return nil, err
		}
		var list []partition
		for _, e := range entries {
			if p := partitionOf(e); p.dnsName != "" {
				list = append(list, p)
			}
		}
		return list, nil
	})
}

func partitionOf(e *ldap.Entry) partition {
	base := e.GetEqualFoldAttributeValue("nCName")
	return partition{
		dnsName: strings.TrimSuffix(cmp.Or(e.GetEqualFoldAttributeValue("dnsRoot"), probes.DN(base).DNS()), "."),
		baseDN:  base,
		netbios: e.GetEqualFoldAttributeValue("nETBIOSName"),
	}
}

// is reports whether the partition is the domain of a rootDSE.
func (p partition) is(d probes.Domain) bool { return probes.DN(p.baseDN).Same(probes.DN(d.BaseDN)) }

// called reports whether a word before a backslash names the domain.
func (p partition) called(word string) bool {
	return strings.EqualFold(p.netbios, word) || strings.EqualFold(p.dnsName, word)
}

// home returns the domain that an entry stands in, by its DN: the one here,
// unless the forest has another domain of that very name. What is in no domain
// of the forest is asked here, and answered with a refusal.
func (f *forest) home(ctx context.Context, here *place, dn string) (*place, error) {
	d, err := here.domain(ctx)
	if err != nil {
		return nil, err
	}
	name := probes.DN(dn).DNS()
	if name == "" || strings.EqualFold(name, d.DNSName) {
		return here, nil
	}
	known, err := f.partitions(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range known {
		if strings.EqualFold(probes.DN(p.baseDN).DNS(), name) {
			return f.of(ctx, p)
		}
	}
	return here, nil
}

// of returns a domain of the forest.
func (f *forest) of(ctx context.Context, p partition) (*place, error) {
	d, err := f.first.domain(ctx)
	if err != nil {
		return nil, err
	}
	if p.is(d) {
		return f.first, nil
	}
	return f.domainPlace(ctx, p.dnsName)
}

// others returns the domains of the forest besides the one here.
func (f *forest) others(ctx context.Context, here *place) ([]partition, error) {
	d, err := here.domain(ctx)
	if err != nil {
		return nil, err
	}
	known, err := f.partitions(ctx)
	if err != nil {
		return nil, err
	}
	var list []partition
	for _, p := range known {
		if !p.is(d) {
			list = append(list, p)
		}
	}
	return list, nil
}
