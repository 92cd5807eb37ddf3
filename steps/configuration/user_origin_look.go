package configuration

import (
	"context"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// origin is the caller's account as both sides have it. A side that could not
// be looked at has its obstacle instead.
type origin struct {
	probes.Seen
	Asked        string               `json:"asked" is:"user"`
	Cloud        probes.CloudUser     `json:"cloud"`
	CloudWhy     *probes.Obstacle     `json:"cloud_why,omitempty"`
	Authority    probes.Authority     `json:"authority,omitzero"` // looked at where the cloud says null and the directory may have the account
	AuthorityWhy *probes.Obstacle     `json:"authority_why,omitempty"`
	Verified     probes.YesNo         `json:"verified"` // the tenant has verified the domain of the entry's UPN; looked at when the cloud lacks the account
	VerifiedWhy  *probes.Obstacle     `json:"verified_why,omitempty"`
	Deleted      probes.DeletedUsers  `json:"deleted,omitzero"` // the recycle bin of the tenant; looked at when the cloud lacks the account
	DeletedWhy   *probes.Obstacle     `json:"deleted_why,omitempty"`
	Directory    probes.DirectoryUser `json:"directory"`
	Domain       string               `json:"domain" is:"domain"`  // DNS name of the domain that was looked at; "" when not known
	SameName     int                  `json:"same_name,omitempty"` // of several matches, those whose UPN is the name that was asked for
	DirectoryWhy *probes.Obstacle     `json:"directory_why,omitempty"`
}

func seeOrigin(ctx context.Context, env steps.Env, facts steps.Facts) (origin, error) {
	seen := origin{Asked: facts[steps.User]}
	var graph probes.Graph
	var directory probes.Directory
	crashed := steps.Together(0, func() {
		opened, cloud, err := seeCloudAccount(ctx, env, facts, seen.Asked)
		graph, seen.Cloud, seen.CloudWhy = opened, cloud, probes.AsObstacle(err)
	}, func() {
		opened, user, err := seePerson(ctx, env, facts)
		directory, seen.Directory, seen.DirectoryWhy = opened, user, probes.AsObstacle(err)
		if err != nil {
			return
		}
		if domain, err := opened.Domain(ctx); err == nil {
			seen.Domain = domain.DNSName
		}
	})
	if crashed != nil {
		return origin{}, crashed
	}
	if directory != nil {
		seen.followDN(ctx, directory)
	}
	if graph != nil {
		seen.followName(ctx, graph)
		seen.followAuthority(ctx, graph, env.Now())
		seen.followDeleted(ctx, graph)
	}
	if ctx.Err() != nil {
		return origin{}, leftEarly(ctx)
	}
	seen.Seen = seen.Directory.Seen
	if seen.DirectoryWhy != nil {
		seen.Seen = seen.Cloud.Seen
	}
	return seen, nil
}

// followDN takes the entry that the cloud itself names where the name that was
// asked for fits none, several, or somebody else's: an alternate login ID is no
// name in the directory, and a mail address may stand at several entries.
func (o *origin) followDN(ctx context.Context, directory probes.Directory) {
	for _, dn := range o.Directory.MatchDN {
		if twin, err := directory.Account(ctx, dn); err == nil && strings.EqualFold(twin.UPN, o.Asked) {
			o.SameName++
		}
	}
	found := o.Directory.Matches == 1
	if o.Cloud.OnPremisesDN == "" || o.SameName > 1 || found && kin(o.Cloud, o.Directory) != probes.No {
		return
	}
	byDN, err := directory.User(ctx, o.Cloud.OnPremisesDN)
	switch {
	case outsideForest(err): // where nobody goes with this account; the domain that was searched has no such user
	case err != nil && o.Directory.Matches == 0:
		o.DirectoryWhy = probes.AsObstacle(err)
	case err != nil || byDN.Matches != 1:
	case o.Directory.Matches == 0 || kin(o.Cloud, byDN) == probes.Yes:
		o.Directory = byDN
	}
}

// outsideForest reports whether err is that of an entry that another forest has.
func outsideForest(err error) bool {
	why := probes.AsObstacle(err)
	return why != nil && why.Kind == probes.NotLookedAt
}

// followName asks the tenant for the name that the entry has, where the name
// that was asked for is not known there: a caller may give DOMAIN\name or a
// mail address.
func (o *origin) followName(ctx context.Context, graph probes.Graph) {
	name := o.Directory.UPN
	if o.Cloud.Found == probes.Yes || o.Directory.Matches != 1 || name == "" {
		return
	}
	if !strings.EqualFold(name, o.Asked) {
		user, err := graph.User(ctx, name)
		o.Cloud, o.CloudWhy = user, probes.AsObstacle(err)
	}
	if o.Cloud.Found != probes.No {
		return
	}
	domains, err := graph.Domains(ctx)
	if err != nil {
		o.VerifiedWhy = probes.AsObstacle(err)
		return
	}
	_, suffix, _ := strings.Cut(name, "@")
	o.Verified = probes.No
	for _, d := range domains.List {
		if strings.EqualFold(d.Name, suffix) {
			o.Verified = d.Verified
		}
	}
}

// auditKeeps is how long the tenant keeps its audit log with Premium P1 or P2
// ("Microsoft Entra data retention").
const auditKeeps = 30 * 24 * time.Hour

// followAuthority asks where an account comes from that the cloud does not take
// for synchronised: one that was transferred to the cloud reads null, as one
// that was made there.
func (o *origin) followAuthority(ctx context.Context, graph probes.Graph, now time.Time) {
	nowhere := o.DirectoryWhy == nil && o.Directory.Matches == 0
	if o.CloudWhy != nil || o.Cloud.Found != probes.Yes || o.Cloud.Sync != probes.NeverSync || nowhere {
		return
	}
	authority, err := graph.Authority(ctx, o.Cloud.ID, now.Add(-auditKeeps))
	o.Authority, o.AuthorityWhy = authority, probes.AsObstacle(err)
}
