package mask

import (
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
	switch kind {
	case tell.Code, tell.Foreign: // the first names nobody, and nothing is left of the second
	case tell.Host, tell.Proxy:
		n.LearnHosts(Host, text)
	case tell.Server:
		n.LearnHosts(Server, text)
	case tell.Controller, tell.PDC:
		n.LearnHosts(DC, text)
	case tell.Domain, tell.Tenant:
		n.domain(text)
	case tell.ConnectorName:
		n.connector(text)
	case tell.Address:
		n.LearnHosts(Address, text)
	case tell.User, tell.UserMatch:
		n.person(User, text)
	case tell.Admin:
		n.person(Admin, text)
	case tell.Connector:
		n.person(Connector, text)
	case tell.Account:
		n.person(Account, text)
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
	case tell.Moment, tell.Span, tell.Number, tell.Port, tell.Version, tell.Contact, tell.Ruled, tell.Right, tell.Switch, tell.Password, tell.GUID, tell.Code:
		return text
	case tell.Foreign:
		if strings.ContainsFunc(text, unlikeACode) {
			return ""
		}
		return text
	default:
		return n.Text(text)
	}
}
