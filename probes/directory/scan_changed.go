package directory

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
	"example.com/writeback-doctor/probes/ledger"
)

// findChanged finds the objects that changed, if those that were deleted can be
// seen. Else everybody is to be listed.
func (s *scan) findChanged(ctx context.Context, since string) error {
	n := s.second
	may, err := s.mayTrust(ctx, n.At)
	if err == nil && may {
		err = s.readChanged(ctx, since)
	}
	if err == nil && may && !n.seesDeleted {
		n.seesDeleted, err = s.seesDeleted(ctx)
	}
	if err != nil {
		return s.orWhole(err, probes.WholeUntold)
	}
	if n.told.Listed = !n.seesDeleted; n.told.Listed {
		n.changed, n.nameless, n.reread = nil, nil, map[ledger.GUID]bool{}
	}
	return nil
}

// orWhole passes on what ends a scan; else everybody is read.
func (s *scan) orWhole(err error, why probes.Whole) error {
	if err != nil && s.asGap(err) != nil {
		return err
	}
	return s.second.whole(why)
}

// otherThan says why what was kept is not of this.
func (s *scan) otherThan(book *ledger.Book) probes.Whole {
	then := standing{service: book.Service, invocation: book.Invocation}
	switch {
	case book.Program != s.watch.Program:
		return probes.WholeProgram
	case !strings.EqualFold(book.BaseDN, s.domain.BaseDN), !strings.EqualFold(book.Base, s.scope.Base), book.Filter != s.scope.Filter,
		s.scope.Account != "" && !strings.EqualFold(book.Account, s.scope.Account):
		return probes.WholeScope
	case !s.now.told() || !strings.EqualFold(s.now.baseDN, s.domain.BaseDN):
		return probes.WholeUntold
	case s.now.readOnly:
		return probes.WholeReadOnly
	case !strings.EqualFold(s.now.service, book.Service):
		return probes.WholeController
	case !s.now.same(&then):
		return probes.WholeDatabase
	case s.now.usn < book.USN || s.now.at.Before(book.At):
		return probes.WholeBack
	case !bytes.Equal(sumOf(s.own), book.Own):
		return probes.WholeAccount
	case s.now.heuristics != book.Heuristics:
		return probes.WholeSchema
	}
	return ""
}

// readChanged finds the objects that changed or were deleted, of any class.
func (s *scan) readChanged(ctx context.Context, since string) error {
	n := s.second
	n.changed = map[ledger.GUID]bool{}
	request := below(s.domain.BaseDN, since, attrGUID, "objectClass", "sAMAccountName", "isDeleted")
	request.Controls = append(request.Controls, s.now.shown()...)
	return s.pages(ctx, request, func(e *ldap.Entry) (bool, error) {
		deleted := probes.DN(e.DN).Deleted()
		n.seesDeleted = n.seesDeleted || deleted
		guid, named := guidOf(e)
		name := strings.ToLower(e.GetEqualFoldAttributeValue("sAMAccountName"))
		if strings.HasPrefix(name, "msol_") && (deleted || !strings.EqualFold(name, n.Account)) {
			n.accounts = true
		}
		switch {
		case named && len(n.changed) <= 4*mostAgain:
			if n.changed[guid] = deleted; !deleted && maybePerson(e) {
				n.reread[guid] = false
			}
		case named:
			_ = n.whole(probes.WholeMuch)
		case len(n.nameless) < maxNameless && !deleted:
			n.nameless = append(n.nameless, e.DN)
		default:
			_ = n.whole(probes.WholeUntold)
		}
		return true, nil
	})
}

// maybePerson reports whether an object may be a user. Its class may be hidden.
func maybePerson(e *ldap.Entry) bool {
	classes := e.GetEqualFoldAttributeValues("objectClass")
	return len(classes) == 0 || slices.Contains(classes, "user") && !slices.Contains(classes, "computer")
}

// guidOf is whose an entry is: as it says itself, else as the name of what was
// deleted says (MS-ADTS 3.1.1.5.5).
func guidOf(e *ldap.Entry) (ledger.GUID, bool) {
	if raw := e.GetEqualFoldRawAttributeValue(attrGUID); len(raw) == len(ledger.GUID{}) {
		return ledger.GUID(raw), true
	}
	levels, err := probes.DN(e.DN).Levels()
	if err != nil || len(levels) == 0 {
		return ledger.GUID{}, false
	}
	_, text, marked := strings.Cut(levels[0].Value, "\nDEL:")
	guid, err := access.ParseGUID(text)
	return ledger.GUID(guid), marked && err == nil
}
