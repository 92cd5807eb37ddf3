package directory

import (
	"context"
	"strings"
	"time"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

// A search answers alike for what is not there and for what the account that
// looks may not see. What it may not see is one of these (MS-ADTS 3.1.1.4.3 and
// 5.1.3.3.6):
//
//   - what stands in a container whose contents it may not list. An object that
//     List Object mode shows in such a container leaves others hidden, so the
//     mode changes nothing here;
//   - an object whose attributes it may not read: the filter takes them for
//     absent. A container of that sort would not be among the containers.
//
// So a name is missing where every container of the domain is seen to be
// listable, from the head down, and nothing in them withholds its class or its
// name.

const (
	// sightTime bounds the proof, which goes through the whole domain.
	sightTime = 10 * time.Second
	// sightPages bounds the containers, and what has no name that is read.
	sightPages = 100
	// maxUnlisted is how many places are named.
	maxUnlisted = 20
)

// possibleParents are the classes in which users can be made: those that are
// possible superiors of the classes user, person and computer, and where what
// lost its container ends up (MS-ADSC).
const possibleParents = "(|(objectClass=organizationalUnit)(objectClass=container)(objectClass=builtinDomain)" +
	"(objectClass=domainDNS)(objectClass=organization)(objectClass=lostAndFound))"

// classless matches what is seen by name and has no class that may be read:
// everything has the class top.
const classless = "(!(objectClass=top))"

// nameless matches users without one of the names that are searched for. All
// have a sAMAccountName.
const nameless = "(|(&" + anybody + "(!(sAMAccountName=*)))(&" + people + "(!(userPrincipalName=*))))"

// apart are containers of every domain in which nobody keeps users, and much of
// which an ordinary account may not read (MS-ADTS 6.1.1.4).
func apart() []string {
	return []string{"cn=system", "cn=program data", "cn=ntds quotas", "cn=tpm devices", "cn=keys", "cn=infrastructure", "cn=deleted objects"}
}

// readName is the right to read userPrincipalName, 28630ebb-…, in
// Public-Information, e48d0154-…, in which objectClass, mail and proxyAddresses
// are too (MS-ADA1 and MS-ADA3).
func readName() access.Want {
	return access.Want{Mask: access.ReadProperty, Object: access.GUID{
		0xbb, 0x0e, 0x63, 0x28, 0xd5, 0x41, 0xd1, 0x11, 0xa9, 0xc1, 0x00, 0x00, 0xf8, 0x03, 0x67, 0xc1,
	}, Set: access.GUID{
		0x54, 0x01, 0x8d, 0xe4, 0xf8, 0xbc, 0xd1, 0x11, 0x87, 0x02, 0x00, 0xc0, 0x4f, 0xb9, 0x60, 0x50,
	}}
}

// sight is what our account sees of one domain.
type sight struct {
	base     string // of the domain
	token    access.Token
	parents  map[string]struct{} // containers that are seen, in lower case
	unlisted []string
	more     int // that are not named
}

// whereBlind are the places, by their bases, in which a name was not found.
type whereBlind struct {
	at   *place
	base string // "" for that of the place
}

// unlisted returns what our account may not list where a name was not found.
// It is nil where that could not be seen.
func (f finder) unlisted(ctx context.Context, looked []whereBlind) (probes.List[string], error) {
	if len(looked) == 0 {
		return nil, nil
	}
	all := make([]probes.List[string], len(looked))
	errs := make([]error, len(looked))
	if err := atOnce(len(looked), func(i int) { all[i], errs[i] = f.sees(ctx, looked[i]) }); err != nil {
		return nil, err
	}
	list := probes.All[string](nil)
	for i := range looked {
		switch {
		case errs[i] != nil && ctx.Err() != nil:
			return nil, errs[i]
		case errs[i] != nil:
			return nil, nil //nolint:nilerr // what could not be seen is not known
		}
		list = append(list, all[i]...)
	}
	return list, nil
}

// sees goes through one domain.
func (f finder) sees(ctx context.Context, in whereBlind) (probes.List[string], error) {
	d, err := in.at.domain(ctx)
	if err != nil {
		return nil, err
	}
	if in.base == "" {
		in.base = d.BaseDN
	}
	return probes.Remember(ctx, &in.at.answers, "sight "+strings.ToLower(in.base), func(ctx context.Context) (probes.List[string], error) {
		ctx, cancel := in.at.config.Clock.Within(ctx, sightTime, nil)
		defer cancel()
		token, err := in.at.own(ctx, d)
		if err != nil {
			return nil, err
		}
		s := sight{base: in.base, token: token, parents: map[string]struct{}{}}
		for _, look := range []func(context.Context, *place) error{s.head, s.containers, s.classless, s.nameless} {
			if err := look(ctx, in.at); err != nil {
				return nil, err
			}
		}
		return probes.All(s.unlisted), nil
	})
}

func (s *sight) head(ctx context.Context, at *place) error {
	sh, err := at.shieldAt(ctx, s.base)
	if err == nil {
		s.parent(s.base, &sh)
	}
	return err
}

// parent notes a container, and whether what is in it can be seen.
func (s *sight) parent(dn string, sh *shield) {
	if len(s.parents) < maxContainers {
		s.parents[strings.ToLower(dn)] = struct{}{}
	}
	if !lists(sh, s.token) {
		s.note(dn)
	}
}

// lists reports whether a token is known to list what is in a container.
func lists(sh *shield, token access.Token) bool {
	return sh.readable() && access.Check(&sh.Descriptor, token, "", listChildren).Answer == access.Granted
}

func (s *sight) note(dn string) {
	if len(s.unlisted) < maxUnlisted {
		s.unlisted = append(s.unlisted, dn)
	} else {
		s.more++
	}
}

// apart reports whether nobody keeps users there.
func (s *sight) apart(dn string) bool {
	dn = "," + strings.ToLower(dn)
	for _, name := range apart() {
		if strings.HasSuffix(dn, ","+name+","+strings.ToLower(s.base)) {
			return true
		}
	}
	return false
}

func (s *sight) containers(ctx context.Context, at *place) error {
	return s.each(ctx, at, withDescriptor(below(s.base, possibleParents, "objectClass")), func(e *ldap.Entry) {
		if sh := shieldOf(e); !strings.EqualFold(e.DN, s.base) {
			s.parent(e.DN, &sh)
		}
	})
}

// classless finds what stands in a container and may be anybody, or a container.
func (s *sight) classless(ctx context.Context, at *place) error {
	return s.each(ctx, at, below(s.base, classless, "1.1"), func(e *ldap.Entry) {
		if _, in := s.parents[strings.ToLower(string(probes.DN(e.DN).Parent()))]; in {
			s.note(e.DN)
		}
	})
}

// nameless finds users whose names may not be read. Many have no user principal
// name, which is as good as one that can be read where it may be.
func (s *sight) nameless(ctx context.Context, at *place) error {
	return s.each(ctx, at, withDescriptor(below(s.base, nameless, "sAMAccountName", "objectSid")), func(e *ldap.Entry) {
		sh := shieldOf(e)
		if e.GetEqualFoldAttributeValue("sAMAccountName") == "" || !sh.readable() ||
			access.Check(&sh.Descriptor, s.token, sidOf(e), readName()).Answer != access.Granted {
			s.note(e.DN)
		}
	})
}

// each reads what matches, outside of what is apart.
func (s *sight) each(ctx context.Context, at *place, request *ldap.SearchRequest, take func(*ldap.Entry)) error {
	return at.pages(ctx, request, sightPages, func(page *ldap.SearchResult) bool {
		for _, e := range page.Entries {
			if !s.apart(e.DN) {
				take(e)
			}
		}
		return true
	})
}

// absent returns nil when an entry that was not found is known not to be
// there: the nearest container above it that is seen lets our account list what
// is in it. Else it returns the obstacle that names the container.
func (at *place) absent(ctx context.Context, dn string) error {
	d, err := at.domain(ctx)
	if err != nil {
		return err
	}
	token, err := at.own(ctx, d)
	if err != nil {
		return err
	}
	levels, err := probes.DN(dn).Levels()
	if err != nil {
		return &probes.Obstacle{Kind: probes.Malformed, Needs: dn, Err: err}
	}
	for _, above := range levels[min(1, len(levels)):min(len(levels), maxDepth)] {
		sh, err := at.shieldAt(ctx, string(above.DN))
		switch {
		case err != nil:
			return err
		case sh.why == probes.NotFound:
			continue
		case lists(&sh, token):
			return nil
		default:
			return &probes.Obstacle{Kind: probes.NotListed, Needs: string(above.DN)}
		}
	}
	return &probes.Obstacle{Kind: probes.NotListed, Needs: dn}
}
