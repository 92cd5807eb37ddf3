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
	return remember(ctx, c.here, "replicas "+userDN, func(ctx context.Context) (probes.Replicas, error) {
		home, err := c.home(ctx, userDN)
		if err != nil {
			return probes.Replicas{}, err
		}
		return home.exam.seeReplicas(ctx, userDN)
	})
}

func (x examiner) seeReplicas(ctx context.Context, userDN string) (probes.Replicas, error) {
	start := x.here.config.Clock.Now()
	d, err := x.here.domain(ctx)
	if err != nil {
		return probes.Replicas{}, err
	}
	user, err := x.here.one(ctx, baseRead(userDN, "objectGUID"))
	if err != nil {
		return probes.Replicas{}, err
	}
	controllers, err := x.here.listControllers(ctx, d)
	if err != nil {
		return probes.Replicas{}, err
	}
	list := make([]probes.Replica, len(controllers))
	if err := atOnce(len(list), func(i int) { list[i] = x.seeReplica(ctx, d, controllers[i], everywhereDN(user)) }); err != nil {
		return probes.Replicas{}, err
	}
	return probes.Replicas{Seen: x.here.config.Clock.Stamp(x.here.config.Vantage, start), UserDN: user.DN, List: list}, nil
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
func (x examiner) seeReplica(ctx context.Context, d probes.Domain, dc probes.DomainController, dn string) (r probes.Replica) {
	ctx, cancel := x.here.config.Clock.Within(ctx, replicaTime, nil)
	defer cancel()
	r = probes.Replica{Host: dc.Host, ReadOnly: dc.ReadOnly}
	if dc.ReadOnly != probes.No && x.here.signing.showsPassword() {
		r.Answer, r.Why = probes.NotTried, &probes.Obstacle{Kind: probes.NotLookedAt, Host: dc.Host}
		return r
	}
	e, err := x.readAt(ctx, d, dc.Host, dn, &r.Answer)
	switch {
	case isNotFound(err) && r.Answer == probes.Open && probes.AsObstacle(err).Code != badName: // else our own account may be what is missing
		r.Found = probes.No
	case err == nil:
		r.Found = probes.Yes
		r.PasswordLastSet, r.LockoutTime = instant(e, "pwdLastSet"), moment(e, "lockoutTime")
		r.Descriptor, err = fingerprint(e.GetEqualFoldRawAttributeValue(attrDescriptor))
	}
	r.Why = probes.AsObstacle(x.here.obstacle(ctx, err))
	if r.Why != nil && r.Why.Host == "" {
		r.Why.Host = dc.Host
	}
	return r
}

// readAt reads the user from one controller, and says how far the road to it
// went.
func (x examiner) readAt(ctx context.Context, d probes.Domain, host, dn string, answer *probes.Contact) (e *ldap.Entry, err error) {
	defer probes.Caught(&err)
	*answer = probes.NoSuchName
	if host == "" {
		return nil, &probes.Obstacle{Kind: probes.NameUnknown}
	}
	at, err := x.forest.controllerPlace(ctx, x.here, d, host)
	if err != nil {
		*answer = probes.NotTried
		return nil, err
	}
	if _, err := at.links.link(ctx); err != nil {
		*answer = contactOf(x.here.obstacle(ctx, err))
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
