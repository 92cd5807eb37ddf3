package directory

import (
	"bytes"
	"context"
	"crypto/sha256"
	"slices"
	"strings"
	"time"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

// standing is who the controller of a scan is, and how far it has come. Update
// sequence numbers count on one database of one controller alone (MS-ADTS
// 3.1.1.1.9).
type standing struct {
	service    string // DN of its own object
	invocation []byte // of its database
	usn        int64  // highestCommittedUSN
	at         time.Time
	baseDN     string
	schemaDN   string
	heuristics string        // dSHeuristics
	lifetime   time.Duration // of what was deleted; 0 when nobody says
	readOnly   bool
	recycled   bool // it shows what the recycle bin gave up
}

const (
	// readOnlyCapability is LDAP_CAP_ACTIVE_DIRECTORY_PARTIAL_SECRETS_OID, of
	// read-only controllers (MS-ADTS 3.1.1.3.4.3).
	readOnlyCapability = "1.2.840.113556.1.4.1920"
	// showRecycled is LDAP_SERVER_SHOW_RECYCLED_OID (MS-ADTS 3.1.1.3.4.1).
	showRecycled = "1.2.840.113556.1.4.2064"
	// usualLifetime is that of a tombstone where nobody set another, on the
	// oldest forests (MS-ADA3, tombstoneLifetime).
	usualLifetime = 60 * 24 * time.Hour
	// hidesLists is the character of dSHeuristics that lets single objects be
	// hidden (fDoListObject, MS-ADTS 6.1.1.2.4.1.2).
	hidesLists = 3
)

// told reports whether the controller says enough of itself to be known again.
func (n *standing) told() bool {
	return n.service != "" && len(n.invocation) > 0 && n.usn > 0 && n.baseDN != "" && !n.at.IsZero()
}

// same reports whether this is the same database of the same controller.
func (n *standing) same(o *standing) bool {
	return strings.EqualFold(n.service, o.service) && bytes.Equal(n.invocation, o.invocation)
}

// stand asks the controller at the other end of the scan's own link who it is.
func (s *scan) stand(ctx context.Context) (standing, error) {
	root, err := s.entry(ctx, baseRead("", "dsServiceName", "highestCommittedUSN", "currentTime", "defaultNamingContext",
		"schemaNamingContext", "configurationNamingContext", "supportedControl", "supportedCapabilities"))
	if err != nil || root == nil {
		return standing{}, err
	}
	n := standing{
		service: root.GetEqualFoldAttributeValue("dsServiceName"), at: generalized(root.GetEqualFoldAttributeValue("currentTime")),
		baseDN: root.GetEqualFoldAttributeValue("defaultNamingContext"), schemaDN: root.GetEqualFoldAttributeValue("schemaNamingContext"),
		readOnly: slices.Contains(root.GetEqualFoldAttributeValues("supportedCapabilities"), readOnlyCapability),
		recycled: slices.Contains(root.GetEqualFoldAttributeValues("supportedControl"), showRecycled),
	}
	n.usn, _ = number(root, "highestCommittedUSN")
	if n.service == "" {
		return n, nil
	}
	own, err := s.entry(ctx, baseRead(n.service, "invocationId"))
	if err != nil {
		return n, err
	}
	if own != nil {
		n.invocation = own.GetEqualFoldRawAttributeValue("invocationId")
	}
	return n, s.standService(ctx, &n, root.GetEqualFoldAttributeValue("configurationNamingContext"))
}

// standService reads what is set for the whole forest.
func (s *scan) standService(ctx context.Context, n *standing, configurationDN string) error {
	service, err := s.entry(ctx, baseRead("CN=Directory Service,CN=Windows NT,CN=Services,"+configurationDN,
		"objectClass", "dSHeuristics", "tombstoneLifetime"))
	if err != nil || service == nil || service.GetEqualFoldAttributeValue("objectClass") == "" {
		n.heuristics = "?" // nobody says
		return err
	}
	n.heuristics, n.lifetime = service.GetEqualFoldAttributeValue("dSHeuristics"), usualLifetime
	if days, set := number(service, "tombstoneLifetime"); set && days > 1 {
		n.lifetime = time.Duration(days) * 24 * time.Hour
	}
	return nil
}

// hides reports whether single objects may be hidden in what may be listed, or
// nobody says that they are not.
func (n *standing) hides() bool {
	return n.heuristics == "?" || len(n.heuristics) >= hidesLists && n.heuristics[hidesLists-1] != '0'
}

// entry reads one entry on the scan's own link; nil when it is not to be seen.
func (s *scan) entry(ctx context.Context, request *ldap.SearchRequest) (*ldap.Entry, error) {
	stage := s.progress.Stage
	s.progress.Stage = probes.Preparing // it is no page of anybody
	defer func() { s.progress.Stage = stage }()
	var found *ldap.Entry
	err := s.pages(ctx, request, func(e *ldap.Entry) (bool, error) { found = e; return true, nil })
	if o := probes.AsObstacle(err); o != nil && o.Code != "" { // an answer: there is nothing to be seen
		return nil, nil //nolint:nilnil // that is what nil means
	}
	return found, err
}

// sumOf is that of a token, whatever the order of its SIDs.
func sumOf(t access.Token) []byte {
	list := t.SIDs()
	slices.Sort(list)
	h := sha256.New()
	for _, sid := range list {
		h.Write([]byte(sid.String() + " "))
	}
	return h.Sum(nil)
}

// mayTrust reports whether what is seen among the deleted can be all of it: no
// object is hidden by itself there, and nothing was forgotten again. A user that
// moved to another domain leaves nothing there (MS-ADTS 3.1.1.5.4.2), so there
// must be none.
func (s *scan) mayTrust(ctx context.Context, since time.Time) (bool, error) {
	if s.scope.Filter != usual || s.now.hides() || s.now.lifetime == 0 || s.now.at.Sub(since) > s.now.lifetime/2 {
		return false, nil
	}
	others, err := s.tokens.forest.others(ctx, s.here)
	if err != nil {
		return false, s.asGap(err)
	}
	return len(others) == 0, nil
}

// seesDeleted reports whether one of the deleted is to be seen, and so all of
// them: whoever may list the container sees everything in it (MS-ADTS
// 3.1.1.4.3). Its descriptor says nothing, because even administrators may list
// it and not read that (3.1.1.4.1.2).
func (s *scan) seesDeleted(ctx context.Context) (bool, error) {
	container := "CN=Deleted Objects," + s.now.baseDN
	request := below(container, "(objectClass=*)", "1.1")
	request.Scope = ldap.ScopeSingleLevel
	request.Controls = append(request.Controls, s.now.shown()...)
	seen := false
	err := s.pages(ctx, request, func(*ldap.Entry) (bool, error) { seen = true; return true, nil })
	if o := probes.AsObstacle(err); o != nil && o.Code != "" {
		return false, nil // an answer: it is not to be seen
	}
	return seen, err
}

// shown are the controls that show what was deleted.
func (n *standing) shown() []ldap.Control {
	list := []ldap.Control{ldap.NewControlMicrosoftShowDeleted()}
	if n.recycled {
		list = append(list, ldap.NewControlString(showRecycled, true, ""))
	}
	return list
}
