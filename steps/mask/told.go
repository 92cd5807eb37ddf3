package mask

import (
	"maps"
	"strings"

	"example.com/writeback-doctor/steps/tell"
)

// LearnTold learns the names in a value that knows what it is.
func (n *Names) LearnTold(v tell.Value) {
	v.Each(func(kind tell.Kind, text string) string {
		n.learnTold(kind, text)
		return text
	})
}

func (n *Names) learnTold(kind tell.Kind, text string) {
	if said := string(kind) + "\x00" + text; n.heard != nil {
		if n.heard[said] {
			return
		}
		n.heard[said] = true
	}
	if of, host := machines()[kind]; host {
		n.LearnHosts(of, strings.TrimSuffix(text, "."))
		return
	}
	if of, person := people()[kind]; person {
		n.person(of, text)
		return
	}
	switch kind {
	case tell.Code, tell.Foreign, tell.CertificateName, tell.SyncRule, tell.Profile, tell.Role: // which name nobody, or are masked as a whole
	case tell.Proxy:
		n.proxies(text)
	case tell.Domain, tell.Tenant:
		n.domain(text)
	case tell.ConnectorName:
		n.connector(text)
	case tell.Unit:
		n.rdn("OU=" + text)
	case tell.Group:
		n.word(Person, text)
	case tell.Trustee:
		n.trustee(text)
	case tell.Organization:
		n.Add(Company, text)
	case tell.ObjectID:
		n.identifier(text)
	case tell.Policy:
		n.Add(Policy, text)
	default: // a distinguished name, and foreign words: what shows itself by its form
		n.Learn(text)
	}
}

// machines are the kinds of names of machines, and of addresses.
func machines() map[tell.Kind]Kind {
	return map[tell.Kind]Kind{tell.Host: Host, tell.Server: Server, tell.Controller: DC, tell.PDC: DC, tell.Address: Address}
}

// people are the kinds of names of accounts.
func people() map[tell.Kind]Kind {
	return map[tell.Kind]Kind{
		tell.User: User, tell.UserMatch: User, tell.Admin: Admin, tell.Account: Account, tell.Connector: Connector,
	}
}

// domain learns the name of a domain, by its DNS name or its DN.
func (n *Names) domain(text string) {
	if strings.Contains(text, "=") {
		n.Learn(text)
	} else {
		n.Add(Domain, text)
	}
}

// connector learns the domain or tenant that a connector is named after, which
// stands alone or before a word of ours: "contoso.onmicrosoft.com - AAD".
func (n *Names) connector(text string) {
	name, _, _ := strings.Cut(text, " - ")
	n.Add(Domain, name)
}

// identifier learns that of an object, but for the one of the Microsoft Entra
// connector, which is the same on every server.
func (n *Names) identifier(text string) {
	const entraConnector = "b891884f-051e-4a83-95af-2544101c9083"
	if !strings.EqualFold(text, entraConnector) {
		n.word(ID, text)
	}
}

// person learns whoever is named as an account is: by a name or by a DN. A SID
// shows itself.
func (n *Names) person(kind Kind, text string) {
	switch {
	case strings.HasPrefix(text, "S-1-"):
	case strings.Contains(text, "="):
		n.Learn(text)
	default:
		n.Add(kind, text)
	}
}

// Told masks a value.
func (n *Names) Told(v tell.Value) tell.Value { return v.Each(n.told) }

// told masks one text. What is a moment, a number or a word of ours names
// nobody, and of what somebody else wrote only a code is left.
func (n *Names) told(kind tell.Kind, text string) string {
	switch kind {
	case tell.Moment, tell.Instant, tell.Span, tell.Period, tell.Number, tell.Port, tell.Version, tell.Contact, tell.Ruled, tell.Right, tell.Switch, tell.Password, tell.GUID, tell.Code:
		return text
	case tell.Foreign:
		if strings.ContainsFunc(text, unlikeACode) {
			return ""
		}
		return text
	case tell.Proxy:
		return n.proxySetting(text)
	case tell.CertificateName:
		return n.certificateName(text)
	case tell.SyncRule:
		return n.rule(text)
	case tell.Profile:
		return n.profile(text)
	case tell.Role:
		return n.role(text)
	default:
		masked := zoneLike().ReplaceAllString(n.Text(text), "$1")
		if of, whole := wholeNames()[kind]; whole && masked == text && !strings.ContainsAny(text, `.@\/=,:; `) {
			return n.One(of, text) // too short to be replaced wherever it stands, and here it can be nothing else
		}
		return masked
	}
}

// wholeNames are the kinds of which a bare word is a name.
func wholeNames() map[tell.Kind]Kind {
	all := machines()
	maps.Copy(all, people())
	all[tell.Domain], all[tell.Unit] = Domain, Unit
	return all
}
