package action

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory"
	"example.com/writeback-doctor/probes/internal/unicodepwd"
)

// writeLimit bounds a reset at a controller, from the name to the answer.
const writeLimit = 30 * time.Second

// Controls with which a reset heeds the history and the age of passwords
// (LDAP_SERVER_POLICY_HINTS and its older number, MS-ADTS 3.1.1.3.4.1.27).
const (
	policyHints    = "1.2.840.113556.1.4.2239"
	policyHintsOld = "1.2.840.113556.1.4.2066"
)

// heeded is the value of the control: a SEQUENCE of the INTEGER 1, which is to
// keep to the policy.
const heeded = "\x30\x03\x02\x01\x01"

// Directory is a [probes.DirectoryResetter].
type Directory struct {
	// Road is the road to the PDC emulator of the domain of an entry.
	Road    func(ctx context.Context, dn string) (directory.Road, error)
	Network probes.Network
	Clock   probes.Clock
	Vantage probes.Vantage
}

var _ probes.DirectoryResetter = (*Directory)(nil)

// Reset implements [probes.DirectoryResetter]. It is one connection that begins
// with TLS, one sign-in, two reads and one write of one attribute.
func (d *Directory) Reset(ctx context.Context, of probes.ResetTarget, by probes.ResetAccount, password probes.Secret) probes.DirectoryReset {
	start := d.Clock.Now()
	seen := probes.DirectoryReset{}
	late := &probes.Obstacle{Kind: probes.TimedOut, Needs: writeLimit.String()}
	ctx, over := d.Clock.Within(ctx, writeLimit, late)
	defer over()
	if err := d.reset(ctx, of, by, password, &seen); err != nil {
		seen.Why = d.why(ctx, seen.Host, err)
	}
	seen.Seen = d.Clock.Stamp(d.Vantage, start)
	return seen
}

func (d *Directory) why(ctx context.Context, host string, err error) *probes.Obstacle {
	if known, ok := errors.AsType[*probes.Obstacle](err); ok {
		return known
	}
	if cause := context.Cause(ctx); cause != nil {
		return obstacle(host, cause)
	}
	return probes.AsObstacle(directory.Trouble(host, err))
}

func (d *Directory) reset(ctx context.Context, of probes.ResetTarget, by probes.ResetAccount, password probes.Secret, seen *probes.DirectoryReset) error {
	if by.Name == "" || by.Password.Empty() { // which would sign nobody in, and say that it did (RFC 4513, 5.1.2)
		return &probes.Obstacle{Kind: probes.NoCredentials}
	}
	road, err := d.Road(ctx, of.DN)
	if err != nil {
		return err
	}
	seen.Host = road.Host
	conn, err := road.Dial(ctx, d.Network, d.Clock)
	if err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	defer func() { stop(); _ = conn.Close() }()
	if err := conn.Bind(by.Name, by.Password.Reveal()); err != nil {
		if refused, said := directory.BindRefusal(road.Host, err); said {
			return refused
		}
		return err //nolint:wrapcheck // it is read by its type right away
	}
	if err := same(conn, of); err != nil {
		return err
	}
	controls, err := hints(conn)
	if err != nil {
		return err
	}
	request := ldap.NewModifyRequest(of.DN, controls)
	request.Replace("unicodePwd", []string{unicodepwd.Quoted(password.Reveal())})
	seen.Hints, seen.Sent = probes.Said(len(controls) > 0), d.Clock.Now().UTC()
	err = conn.Modify(request)
	code, number, answered := directory.ResultCode(err)
	if err != nil && !answered {
		return err //nolint:wrapcheck // as above
	}
	seen.Answered, seen.Result, seen.Number = d.Clock.Now().UTC(), probes.Known(code), number
	return nil
}

// same makes sure that the entry is the one that was meant, whatever happened to
// names meanwhile, and that it is not marked as protected.
func same(conn *ldap.Conn, of probes.ResetTarget) error {
	search := ldap.NewSearchRequest(of.DN, ldap.ScopeBaseObject, ldap.NeverDerefAliases, 1, 0, false,
		"(objectClass=user)", []string{"objectGUID", "mS-DS-ConsistencyGuid", "adminCount"}, nil)
	found, err := conn.Search(search)
	if code, _, said := directory.ResultCode(err); said {
		return &probes.Obstacle{Kind: probes.NotFound, Needs: of.DN, Code: strconv.Itoa(code)}
	}
	if err != nil {
		return err //nolint:wrapcheck // as above
	}
	switch {
	case len(found.Entries) != 1:
		return &probes.Obstacle{Kind: probes.NotFound, Needs: of.DN}
	case of.Anchor == "" || directory.AnchorOf(found.Entries[0]) != of.Anchor:
		return &probes.Obstacle{Kind: probes.Ambiguous, Needs: of.DN}
	case strings.TrimLeft(found.Entries[0].GetEqualFoldAttributeValue("adminCount"), "0") != "":
		return &probes.Obstacle{Kind: probes.AccessDenied, Needs: "adminCount"}
	default:
		return nil
	}
}

// hints are the controls that go along: the one of the two numbers that the
// controller has, the newer first. It fails a write that it could not heed.
func hints(conn *ldap.Conn) ([]ldap.Control, error) {
	root, err := conn.Search(ldap.NewSearchRequest("", ldap.ScopeBaseObject, ldap.NeverDerefAliases, 1, 0, false,
		"(objectClass=*)", []string{"supportedControl"}, nil))
	if err != nil {
		return nil, err //nolint:wrapcheck // as above
	}
	if len(root.Entries) != 1 {
		return nil, &probes.Obstacle{Kind: probes.Malformed, Needs: "supportedControl"}
	}
	offered := root.Entries[0].GetEqualFoldAttributeValues("supportedControl")
	for _, oid := range []string{policyHints, policyHintsOld} {
		if slices.Contains(offered, oid) {
			return []ldap.Control{ldap.NewControlString(oid, true, heeded)}, nil
		}
	}
	return nil, nil
}
