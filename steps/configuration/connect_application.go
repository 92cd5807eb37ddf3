package configuration

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
	"example.com/writeback-doctor/steps/version"
)

// ConnectApplicationID names this step.
const ConnectApplicationID steps.ID = "configuration/connect-application"

// ConnectApplication finds an application that Connect Sync signs in to the
// tenant as, and that cannot: its certificate has ended, or it lacks the
// permissions of password writeback.
var ConnectApplication = steps.Step{
	ID:    ConnectApplicationID,
	Title: lang.Text{Ko: "Connect의 클라우드 로그인", En: "Connect's sign-in to the cloud"},
	Why: lang.Text{
		Ko: "Connect Sync가 응용 프로그램으로 로그인하면, 인증서가 유효하고 쓰기 저장 권한 세 가지가 있어야 쓰기 저장을 켜고 사용할 수 있습니다.",
		En: "Where Connect Sync signs in as an application, writeback can be switched on and used only with a valid certificate and three permissions.",
	},
	Check:       steps.Look(seeIdentity, judgeIdentity),
	Reads:       []steps.Instrument{steps.ByEngine},
	Graph:       steps.GraphRights{More: []string{probes.ApplicationRead}},
	ConnectSync: true,
	Keeps:       steps.Lasting,
	RefutedBy:   steps.Written,
	Timeout:     serverTime,
	Blanks:      tell.Kinds{"ends_at": tell.Moment, "roles": tell.Code},
	Branches:    identityBranches,
}

// identityEvidence is how Connect Sync signs in, and what the application was
// granted, where it is one.
type identityEvidence struct {
	probes.Seen
	Identity probes.Identity  `json:"identity"`
	Product  probes.Product   `json:"product"`
	Roles    probes.AppRoles  `json:"roles"`
	NoRoles  *probes.Obstacle `json:"no_roles,omitempty"` // why they could not be read
	Now      time.Time        `json:"now"`
}

// Dated is the certificate as it is judged on another day.
func (e identityEvidence) Dated(moment time.Time) identityEvidence {
	e.Now = moment
	return e
}

func seeIdentity(ctx context.Context, env steps.Env, facts steps.Facts) (identityEvidence, error) {
	server, err := steps.AskServer(ctx, env, facts)
	if err != nil {
		return identityEvidence{}, err
	}
	seen := identityEvidence{Seen: server.Seen, Identity: server.Identity, Product: server.Product, Now: env.Now().UTC()}
	if seen.Identity.Application == "" {
		return seen, nil
	}
	graph, err := env.Graph(ctx, facts)
	if err == nil {
		seen.Roles, err = graph.AppRoles(ctx, seen.Identity.Application)
	}
	if err != nil && !errors.As(err, &seen.NoRoles) {
		return identityEvidence{}, err
	}
	return seen, nil
}

// The types of ConnectorIdentityType ("Authenticate to Microsoft Entra ID by
// using application identity", Microsoft Learn).
const (
	asAccount     = "ServiceAccount"
	asApplication = "Application"
)

// firstWithApplication is the first version that can sign in as an application.
var firstWithApplication = version.Must("2.5.3.0")

// writebackRole is one application permission of the resource "Microsoft password
// reset service" that writeback takes; the source is the page of the types.
type writebackRole struct{ id, name string }

var writebackRoles = []writebackRole{
	{"fc7e8088-95b5-453e-8bef-b17ecfec5ba3", "PasswordWriteback.RefreshClient.All"},
	{"e006e431-a65b-4f3e-8808-77d29d4c5f1a", "PasswordWriteback.RegisterClientVersion.All"},
	{"69201c67-737b-4a20-8f16-e0c8c64e0b0e", "PasswordWriteback.OffboardClient.All"},
}

// rotationDue is how long before its end the certificate is overdue for
// rotation. The maintenance of the scheduler does that months before (event
// 1011), so one that is still there has been forgotten.
const rotationDue = 30 * 24 * time.Hour

func judgeIdentity(e identityEvidence) steps.Verdict {
	identity := e.Identity
	switch {
	case !identity.Read:
		return steps.Blind(identity.Part)
	case identity.Cmdlet == probes.No:
		return withoutCmdlet(e.Product)
	case identity.Cmdlet == probes.Unsaid:
		return notSeen(probes.NotCollected, "Get-ADSyncEntraConnectorCredential")
	case strings.EqualFold(identity.Type, asAccount):
		return steps.Verdict{On: "account"}
	case !strings.EqualFold(identity.Type, asApplication):
		return notSeen(probes.Malformed, "ConnectorIdentityType "+identity.Type)
	default:
		return judgeApplication(e)
	}
}

// withoutCmdlet judges a version that has no cmdlet to ask: the old ones sign in
// with an account, and of a new one it is not known.
func withoutCmdlet(product probes.Product) steps.Verdict {
	v, err := version.Parse(product.Version)
	if err != nil || v.Compare(firstWithApplication) >= 0 {
		return notSeen(probes.NotCollected, "Get-ADSyncEntraConnectorCredential")
	}
	return steps.Verdict{On: "account"}
}

func judgeApplication(e identityEvidence) steps.Verdict {
	ends := e.Identity.CertificateEnd
	missing := missingRoles(e.Roles)
	args := tell.Args{"ends_at": tell.At(ends), "roles": tell.Code.All(missing)}
	switch {
	case ends.IsZero() || e.Now.IsZero():
		return notSeen(probes.NotCollected, "CertificateCredential")
	case !e.Now.Before(ends):
		return steps.Verdict{On: "certificate-ended", Since: ends, Args: args}
	case e.NoRoles != nil:
		return steps.Verdict{On: steps.Unseen, Why: e.NoRoles}
	case e.Roles.Found == probes.No:
		return steps.Verdict{On: "application-gone", Args: args}
	case e.Roles.Found != probes.Yes || e.Roles.Roles == nil:
		return notSeen(probes.NotCollected, "appRoleAssignments")
	case len(missing) > 0:
		return steps.Verdict{On: "roles-missing", Args: args}
	case ends.Sub(e.Now) < rotationDue:
		return steps.Verdict{On: "certificate-ending", Args: args}
	default:
		return steps.Verdict{On: "application", Args: args}
	}
}

// missingRoles are the names of the permissions that were not granted.
func missingRoles(granted probes.AppRoles) []string {
	var names []string
	for _, role := range writebackRoles {
		if !slices.ContainsFunc(granted.Roles, func(id string) bool { return strings.EqualFold(id, role.id) }) {
			names = append(names, role.name)
		}
	}
	return names
}
