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
func (c *Client) partitions(ctx context.Context) ([]partition, error) {
	head := c.first()
	return probes.Remember(ctx, &head.answers, "partitions", func(ctx context.Context) ([]partition, error) {
		d, err := head.Domain(ctx)
		if err != nil {
			return nil, err
		}
		entries, err := head.all(ctx, below("CN=Partitions,"+d.ConfigurationDN, domainReferences, "nCName", "dnsRoot", "nETBIOSName"))
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

// home returns the client of the domain that an entry stands in, by its DN:
// this one, unless the forest has another domain of that very name. What is in
// no domain of the forest is asked here, and answered with a refusal.
func (c *Client) home(ctx context.Context, dn string) (*Client, error) {
	d, err := c.Domain(ctx)
	if err != nil {
		return nil, err
	}
	name := probes.DN(dn).DNS()
	if name == "" || strings.EqualFold(name, d.DNSName) {
		return c, nil
	}
	known, err := c.partitions(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range known {
		if strings.EqualFold(probes.DN(p.baseDN).DNS(), name) {
			return c.of(ctx, p)
		}
	}
	return c, nil
}

// of returns the client of a domain of the forest.
func (c *Client) of(ctx context.Context, p partition) (*Client, error) {
	head := c.first()
	d, err := head.Domain(ctx)
	if err != nil {
		return nil, err
	}
	if p.is(d) {
		return head, nil
	}
	return head.domainClient(ctx, p.dnsName)
}

// others returns the domains of the forest besides this one.
func (c *Client) others(ctx context.Context) ([]partition, error) {
	d, err := c.Domain(ctx)
	if err != nil {
		return nil, err
	}
	known, err := c.partitions(ctx)
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
