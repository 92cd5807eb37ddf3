package directory

import (
	"context"
	"encoding/base64"
	"strings"
	"sync"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

// accountAttributes are what is read of an account. tokenGroups and the
// computed flags are constructed and come only when they are named.
func accountAttributes() []string {
	return []string{
		"objectClass", "userPrincipalName", "sAMAccountName", "objectSid", "objectGUID", "mS-DS-ConsistencyGuid",
		"adminCount", "userAccountControl", "msDS-User-Account-Control-Computed", "lockoutTime", "pwdLastSet",
		"accountExpires", "msDS-ResultantPSO", "sIDHistory", "mail", "proxyAddresses",
		"logonHours", "userWorkstations",
	}
}

// account is an account as it was read, with what evidence does not hold.
type account struct {
	user   probes.DirectoryUser
	sid    access.SID
	groups []access.SID
	shield shield
	policy string       // msDS-ResultantPSO
	in     *place       // its own domain
	names  []string     // mail addresses, as attribute values
	old    []access.SID // sIDHistory, which a token holds too
	absent []string     // of sometimesAbsent
	limits limits       // of its sign-in
	looked []whereBlind // where it was not found
}

func (x examiner) seeUser(ctx context.Context, name string) (probes.DirectoryUser, error) {
	found, err := x.find.lookUp(ctx, name, people)
	if err != nil {
		return found.user, err
	}
	if found.user.Matches != 1 {
		return x.tokens.withHidden(ctx, found)
	}
	start := found.user.At
	var path []probes.OU
	var shared probes.List[probes.SharedName]
	var pathErr, sharedErr error
	var both sync.WaitGroup
	both.Go(func() {
		defer probes.Caught(&pathErr)
		path, pathErr = found.in.pathTo(ctx, found.user.DN)
	})
	both.Go(func() {
		defer probes.Caught(&sharedErr)
		shared, sharedErr = x.find.shared(ctx, found)
	})
	both.Wait()
	switch {
	case pathErr != nil:
		return probes.DirectoryUser{}, pathErr
	case sharedErr != nil:
		return probes.DirectoryUser{}, sharedErr
	}
	if found.user, err = x.tokens.withHidden(ctx, found); err != nil {
		return probes.DirectoryUser{}, err
	}
	found.user.Path, found.user.Shared = probes.All(path), shared
	found.user.Seen = x.here.config.Clock.Stamp(x.here.config.Vantage, start)
	return found.user, nil
}

// seeAccount finds the AD DS Connector account, once for all who ask. A bare
// name is one of the domain that the person named, whoever asks.
func (f finder) seeAccount(ctx context.Context, name string) (account, error) {
	first := f.forest.first
	return probes.Remember(ctx, &first.answers, "connector "+name, func(ctx context.Context) (account, error) {
		return finder{here: first, forest: f.forest}.lookUp(ctx, name, anybody)
	})
}

// lacking is why a name does not stand for one account; nil when it does.
func (f finder) lacking(ctx context.Context, who account) error {
	if who.user.Matches == 1 {
		return nil
	}
	if who.user.Matches > 1 {
		return &probes.Obstacle{Kind: probes.Ambiguous, Needs: who.user.Asked}
	}
	var err error
	if who.user.Unlisted, err = f.unlisted(ctx, who.looked); err != nil {
		return err
	}
	return who.user.Absence()
}

// lookUp counts the matches of a name and reads the account when it is one.
func (f finder) lookUp(ctx context.Context, name, class string) (account, error) {
	start := f.here.config.Clock.Now()
	all, err := f.seek(ctx, probes.TidyName(name), class)
	if err == nil {
		err = f.otherThanAccount(ctx, probes.TidyName(name), class, all)
	}
	if err != nil {
		return account{}, err
	}
	matches := all.dns()
	found := account{}
	switch len(matches) {
	case 0:
		found.user.Elsewhere = probes.All(all.elsewhere)
		found.looked = all.looked
	case 1:
		found, err = all.places[0].in.entry(ctx, matches[0])
	default:
		found.user.MatchDN = matches
	}
	if err != nil {
		return account{}, err
	}
	found.user.Asked, found.user.Matches, found.user.Searched = name, len(matches), probes.All(all.searched)
	found.user.Seen = f.here.config.Clock.Stamp(f.here.config.Vantage, start)
	return found, nil
}

// entry reads one account, once. A controller that cannot work out the groups
// (it needs a global catalog for that) fails the whole search; then it is made
// again without them.
func (at *place) entry(ctx context.Context, dn string) (account, error) {
	return probes.Remember(ctx, &at.answers, "entry "+strings.ToLower(dn), func(ctx context.Context) (account, error) {
		e, err := at.one(ctx, withDescriptor(baseRead(dn, append(accountAttributes(), "tokenGroups")...)))
		if o := probes.AsObstacle(err); o != nil && o.Code != "" && o.Kind != probes.NotFound {
			e, err = at.one(ctx, withDescriptor(baseRead(dn, accountAttributes()...)))
		}
		if err != nil {
			return account{}, err
		}
		a := accountOf(e)
		a.in, a.user.Domain = at, at.ownName(ctx)
		return a, nil
	})
}

func accountOf(e *ldap.Entry) account {
	a := account{
		sid: sidOf(e), groups: sids(e, "tokenGroups"), shield: shieldOf(e),
		policy: e.GetEqualFoldAttributeValue("msDS-ResultantPSO"),
		names:  addressesOf(e), absent: absent(e),
		limits: limitsOf(e),
	}
	readable := false
	if a.old, readable = oldSIDs(e); !readable {
		a.groups = nil // which act together with them
	}
	a.user = probes.DirectoryUser{
		DN: e.DN, UPN: e.GetEqualFoldAttributeValue("userPrincipalName"),
		SamAccountName: e.GetEqualFoldAttributeValue("sAMAccountName"), SID: a.sid.String(),
		Class: classOf(e), Anchor: anchorOf(e), AdminCount: count(e, "adminCount"),
		Flags: storedFlags(e), ComputedFlags: accountFlags(e, "msDS-User-Account-Control-Computed"),
		LockoutTime: moment(e, "lockoutTime"), PasswordLastSet: instant(e, "pwdLastSet"),
		AccountExpires: expiry(e), TokenGroupsSeen: len(a.groups) > 0,
		InheritanceOff: a.shield.protected(),
	}
	if set, seen := moment(e, "pwdLastSet").Get(); seen {
		a.user.MustChange = probes.Said(set.IsZero())
	}
	if a.shield.readable() {
		a.user.CannotChange = probes.Said(a.shield.CannotChangePassword())
	}
	a.user.TokenGroups = probes.AllIf(a.user.TokenGroups, a.user.TokenGroupsSeen)
	for _, g := range a.groups {
		a.user.TokenGroups = append(a.user.TokenGroups, g.String())
	}
	return a
}

// classOf returns the most specific structural class, which stands last
// (MS-ADTS 3.1.1.2.4.3).
func classOf(e *ldap.Entry) string {
	classes := e.GetEqualFoldAttributeValues("objectClass")
	if len(classes) == 0 {
		return ""
	}
	return classes[len(classes)-1]
}

// anchorOf returns the source anchor as the cloud has it, in base64.
func anchorOf(e *ldap.Entry) string {
	for _, name := range []string{"mS-DS-ConsistencyGuid", "objectGUID"} {
		if raw := e.GetEqualFoldRawAttributeValue(name); len(raw) > 0 {
			return base64.StdEncoding.EncodeToString(raw)
		}
	}
	return ""
}

// maxDepth bounds a path. No directory is a hundred levels deep.
const maxDepth = 100

// containers returns the DNs above an entry, up to and with the domain head.
func containers(dn, baseDN string) []string {
	levels, err := probes.DN(dn).Levels()
	base, none := probes.DN(baseDN).Levels()
	depth := len(levels) - len(base)
	if err != nil || none != nil || depth < 1 || depth > maxDepth || !levels[depth].DN.Same(probes.DN(baseDN)) {
		return nil // not below that head
	}
	list := make([]string, depth)
	for i := range list {
		list[i] = string(levels[i+1].DN)
	}
	return list
}

// pathTo reads the path of an entry of this domain.
func (at *place) pathTo(ctx context.Context, dn string) ([]probes.OU, error) {
	d, err := at.domain(ctx)
	if err != nil {
		return nil, err
	}
	return at.path(ctx, dn, d.BaseDN)
}

// path reads whether inheritance is off on each container above an entry, all
// of them at once.
func (at *place) path(ctx context.Context, dn, baseDN string) ([]probes.OU, error) {
	above := containers(dn, baseDN)
	list := make([]probes.OU, len(above))
	errs := make([]error, len(above))
	var all sync.WaitGroup
	for i, dn := range above {
		all.Go(func() {
			defer probes.Caught(&errs[i])
			var s shield
			s, errs[i] = at.shieldAt(ctx, dn)
			list[i] = probes.OU{DN: dn, Protected: s.protected()}
		})
	}
	all.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return list, nil
}
