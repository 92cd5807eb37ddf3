package graph

import (
	"encoding/base64"
	"encoding/json"
	"strings"

	"example.com/writeback-doctor/probes"
)

// claims is what matters of an access token ("Access token claims reference").
// It is read only to name what is missing; the service alone verifies it.
type claims struct {
	Scopes string   `json:"scp"`   // of a person's token, separated by blanks
	Roles  []string `json:"roles"` // of an application's token
	Type   string   `json:"idtyp"` // "app" for an application's, where it is there
	// Directory are the roles of the whole tenant that were active at the sign-in,
	// by the IDs of their templates. A token that does not say has none of this.
	Directory json.RawMessage `json:"wids"`

	who who // zero where the token says it otherwise
}

// readClaims reads the claims of a token, nil when it is not one of those that
// can be read (RFC 7519, section 3).
func readClaims(token string) *claims {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(parts[1], "="))
	if err != nil {
		return nil
	}
	var c claims
	if json.Unmarshal(raw, &c) != nil {
		return nil
	}
	_ = json.Unmarshal(raw, &c.who) // what cannot be read is not known
	return &c
}

// holds reports whether the token carries a permission, itself or by one that
// includes it.
func (c *claims) holds(permission string) bool {
	return probes.Grants(append(strings.Fields(c.Scopes), c.Roles...), permission)
}

// everybodysRoles are those in wids that everybody has and that open nothing:
// of users without a directory role, and User, Guest User and Restricted Guest
// User ("Microsoft Entra built-in roles").
func everybodysRoles() []string {
	return []string{
		"b79fbf4d-3ef9-4689-8143-76b194e85509", "a0b1b346-4d3e-4e8b-98f8-753987be4970",
		"10dae51f-b6af-4016-8d66-8c2a99b929b3", "2af84b1e-32c8-42b7-82bc-daa82404023b",
	}
}

// ofPerson reports whether a person signed in, and not an application. What a
// person may read hangs on directory roles besides the permission.
func (c *claims) ofPerson() bool {
	return strings.TrimSpace(c.Scopes) != "" && len(c.Roles) == 0 && !strings.EqualFold(c.Type, "app")
}

// roleless reports whether the token says that the person held no directory role
// when it was given out. Roles that wait for activation and those of an
// administrative unit do not stand in it.
func (c *claims) roleless() bool {
	roles, said := c.directoryRoles()
	return said && len(roles) == 0
}

// unsupportedRole is the code with which the reports refuse a person whose roles
// do not admit them.
const unsupportedRole = "Authentication_RequestFromUnsupportedUserRole"

// forbidden tells a token without the permission from one that has it and is
// refused all the same: for want of a role where a person signed in and the
// service or the token says so, else for whatever reason. A token that cannot be
// read counts as one without.
func (c *Client) forbidden(q question, code string) probes.Kind {
	token := c.signIn.claims.Load()
	switch {
	case token != nil && token.ofPerson() && code == unsupportedRole:
		return probes.MissingRole
	case token == nil || !token.holds(q.permission):
		return probes.MissingPermission
	case token.ofPerson() && token.roleless():
		return probes.MissingRole
	default:
		return probes.AccessDenied
	}
}
