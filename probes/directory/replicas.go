package directory

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

// replicaTime bounds one controller: as long as finding out that both of its
// ports drop packets.
const replicaTime = 12 * time.Second

// badName is the LDAP result of a name that the server cannot read, which is
// no word on the entry.
const badName = "34" // invalidDNSyntax, RFC 4511 4.1.9

// Replicas implements [probes.Directory]. It signs in at every controller of
// the user's domain; at a read-only one only in a way that does not show it the
// password.
func (c *Client) Replicas(ctx context.Context, userDN string) (probes.Replicas, error) {
	return remember(ctx, c, "replicas "+userDN, func(ctx context.Context) (probes.Replicas, error) {
		home, err := c.home(ctx, userDN)
		if err != nil {
			return probes.Replicas{}, err
		}
		return home.seeReplicas(ctx, userDN)
	})
}

func (c *Client) seeReplicas(ctx context.Context, userDN string) (probes.Replicas, error) {
	start := c.config.Clock.Now()
	d, err := c.Domain(ctx)
	if err != nil {
		return probes.Replicas{}, err
	}
	user, err := c.one(ctx, baseRead(userDN, "objectGUID"))
	if err != nil {
		return probes.Replicas{}, err
	}
	controllers, err := c.listControllers(ctx, d)
	if err != nil {
		return probes.Replicas{}, err
	}
	list := make([]probes.Replica, len(controllers))
	if err := c.atOnce(len(list), func(i int) { list[i] = c.seeReplica(ctx, d, controllers[i], everywhereDN(user)) }); err != nil {
		return probes.Replicas{}, err
	}
	return probes.Replicas{Seen: c.config.Clock.Stamp(c.config.Vantage, start), UserDN: user.DN, List: list}, nil
}

// everywhereDN names an entry by its GUID, which stays when a controller does
// not know of a move yet (MS-ADTS 3.1.1.3.1.2.4); by its DN where that is
// hidden.
func everywhereDN(e *ldap.Entry) string {
	if id := e.GetEqualFoldRawAttributeValue("objectGUID"); len(id) == 16 {
		return "<GUID=" + hex.EncodeToString(id) + ">"
	}
	return e.DN
}

// seeReplica reads the user from one controller.
func (c *Client) seeReplica(ctx context.Context, d probes.Domain, dc probes.DomainController, dn string) (r probes.Replica) {
	ctx, cancel := c.config.Clock.Within(ctx, replicaTime, nil)
	defer cancel()
	r = probes.Replica{Host: dc.Host, ReadOnly: dc.ReadOnly}
	if dc.ReadOnly != probes.No && c.showsPassword() {
		r.Answer, r.Why = probes.NotTried, &probes.Obstacle{Kind: probes.NotLookedAt, Host: dc.Host}
		return r
	}
	e, err := c.readAt(ctx, d, dc.Host, dn, &r.Answer)
	switch {
	case isNotFound(err) && r.Answer == probes.Open && probes.AsObstacle(err).Code != badName: // else our own account may be what is missing
		r.Found = probes.No
	case err == nil:
		r.Found = probes.Yes
		r.PasswordLastSet, r.LockoutTime = instant(e, "pwdLastSet"), moment(e, "lockoutTime")
		r.Descriptor, err = fingerprint(e.GetEqualFoldRawAttributeValue(attrDescriptor))
	}
	r.Why = probes.AsObstacle(c.obstacle(ctx, err))
	if r.Why != nil && r.Why.Host == "" {
		r.Why.Host = dc.Host
	}
	return r
}

// showsPassword reports whether signing in lets the controller see the
// password. A read-only controller stands where it may be stolen, and is not to
// see the passwords of administrators ("Password Replication Policy"); its
// copy takes no reset, so there is nothing worth showing it one for.
func (c *Client) showsPassword() bool {
	way, _ := c.signing.way()
	return way == Simple
}

// readAt reads the user from one controller, and says how far the road to it
// went.
func (c *Client) readAt(ctx context.Context, d probes.Domain, host, dn string, answer *probes.Contact) (e *ldap.Entry, err error) {
	defer probes.Caught(&err)
	*answer = probes.NoSuchName
	if host == "" {
		return nil, &probes.Obstacle{Kind: probes.NameUnknown}
	}
	at, err := c.controllerClient(ctx, d, host)
	if err != nil {
		*answer = probes.NotTried
		return nil, err
	}
	if _, err := at.links.link(ctx); err != nil {
		*answer = contactOf(c.obstacle(ctx, err))
		return nil, err
	}
	*answer = probes.Open
	return at.one(ctx, withDescriptor(baseRead(dn, "pwdLastSet", "lockoutTime")))
}

// fingerprint is the SHA-256 of what a descriptor says: owner, group, whether
// inheritance is off, and the entries in their order. Where the parts lie in
// the attribute, and marks that say only how it was made, differ between
// controllers that grant the same.
func fingerprint(raw []byte) (string, error) {
	if len(raw) == 0 {
		return "", &probes.Obstacle{Kind: probes.AccessDenied, Needs: attrDescriptor}
	}
	d, err := access.Parse(raw)
	if err != nil {
		return "", &probes.Obstacle{Kind: probes.Malformed, Needs: attrDescriptor, Err: err}
	}
	spec := access.Spec{Owner: d.Owner, Group: d.Group, Control: d.Control & access.DACLProtected}
	if d.HasDACL() {
		spec.DACL = []access.ACE{}
	}
	for _, ace := range d.DACL.All() {
		spec.DACL = append(spec.DACL, ace)
	}
	same, err := spec.Encode()
	if err != nil {
		return "", &probes.Obstacle{Kind: probes.Malformed, Needs: attrDescriptor, Err: err}
	}
	sum := sha256.Sum256(same)
	return hex.EncodeToString(sum[:]), nil
}
