package lab

import (
	"net/http"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"example.com/writeback-doctor/probes"
)

// The application that Connect Sync signs in as, in the worlds where it does.
const (
	connectAppID    = "77777777-0000-4000-8000-000000000002"
	applicationRead = "Application.Read.All"
	principalPath   = "/servicePrincipals("
)

// connectRoles are the application permissions of Connect Sync, by the names
// that world files use ("Authenticate to Microsoft Entra ID by using
// application identity", Microsoft Learn).
var connectRoles = map[string]string{ //nolint:gochecknoglobals,gosec // a table of published identifiers
	"PasswordWriteback.RefreshClient.All":         "fc7e8088-95b5-453e-8bef-b17ecfec5ba3",
	"PasswordWriteback.RegisterClientVersion.All": "e006e431-a65b-4f3e-8808-77d29d4c5f1a",
	"PasswordWriteback.OffboardClient.All":        "69201c67-737b-4a20-8f16-e0c8c64e0b0e",
	"ADSynchronization.ReadWrite.All":             "ab43b826-2c7a-4aff-9ecd-d0629d0ca6a9",
}

// identityKeys are how Connect Sync signs in to the tenant.
func (s *server) identityKeys() keys {
	return keys{
		"cmdlet":          yesNo(&s.identity.Cmdlet),
		"type":            text(&s.identity.Type),
		"application":     text(&s.identity.Application),
		"certificate-end": either(&s.certificateEnd),
	}
}

// identityOf is what the server says of it. An end of 0 is none.
func (l *connectServer) identityOf() probes.Identity {
	s := l.is
	identity := s.identity
	if s.certificateEnd != 0 {
		identity.CertificateEnd = l.start.Add(s.certificateEnd)
	}
	return identity
}

func (t *tenant) appRolesBind(r *reader, n *yaml.Node) {
	texts(&t.appRoles, sortedKeys(connectRoles)...)(r, n)
}

// appRoleAssignments answers for the application of Connect Sync, and knows no
// other one.
func (t *tenantServer) appRoleAssignments(w http.ResponseWriter, r *http.Request) {
	_, named, _ := strings.Cut(r.URL.Path, "'")
	appID, rest, _ := strings.Cut(named, "'")
	switch {
	case !slices.Contains(t.lab.world.credentials.permissions, applicationRead):
		refuse(w, http.StatusForbidden, "Authorization_RequestDenied")
	case rest != ")/appRoleAssignments":
		refuse(w, http.StatusNotFound, "ResourceNotFound")
	case appID != connectAppID:
		refuse(w, http.StatusNotFound, "Request_ResourceNotFound")
	default:
		var all []object
		for _, name := range t.lab.world.tenant.appRoles {
			all = append(all, object{"id": name, "appRoleId": connectRoles[name], "principalType": "ServicePrincipal"})
		}
		page(w, all)
	}
}
