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
	switch kind {
	case tell.Host, tell.Proxy:
		n.LearnHosts(Host, text)
	case tell.Server:
		n.LearnHosts(Server, text)
	case tell.Controller, tell.PDC:
		n.LearnHosts(DC, text)
	case tell.Domain, tell.Tenant, tell.ConnectorName:
		n.Add(Domain, text)
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
	case tell.ObjectID:
		n.word(ID, text)
	case tell.Policy:
		n.Add(Policy, text)
	default: // a distinguished name, and foreign words: what shows itself by its form
		n.Learn(text)
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

// Told masks a value. What is a moment, a number or a word of ours names nobody.
func (n *Names) Told(v tell.Value) tell.Value {
	return v.Each(func(kind tell.Kind, text string) string {
		switch kind {
		case tell.Moment, tell.Span, tell.Number, tell.Port, tell.Version, tell.Contact, tell.Ruled, tell.Right, tell.Switch, tell.Password, tell.GUID:
			return text
		default:
			return n.Text(text)
		}
	})
}
