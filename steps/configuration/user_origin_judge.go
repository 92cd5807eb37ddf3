package configuration

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/tell"
)

func judgeOrigin(o origin) steps.Verdict {
	cloudSeen, directorySeen := o.cloudSeen(), o.DirectoryWhy == nil && !o.Directory.At.IsZero()
	var v steps.Verdict
	switch {
	case !cloudSeen && !directorySeen:
		return blocked(telling(o.CloudWhy, o.DirectoryWhy))
	case directorySeen && o.SameName > 1:
		v.On = TwoMatches
	case directorySeen && o.Directory.Matches > 1:
		v.On = SeveralFit
	case !cloudSeen:
		v.On = halfSeen(o.Directory.Matches == 1)
	case !directorySeen:
		v.On = cloudAlone(o)
	default:
		v.On = bothSeen(o)
	}
	switch {
	case v.On != "synchronised":
	case o.Cloud.Enabled == probes.Unsaid:
		v.On = steps.Unseen
	case o.blockedThere():
		v.On = "cloud-disabled"
	case len(o.rivals()) > 0:
		v.On = "names-shared"
	case o.Cloud.Conflicts.Seen() && len(o.Cloud.Conflicts) > 0:
		v.On = o.refusedThere()
	case !o.Cloud.Conflicts.Seen():
		v.On = steps.Unseen
	case !o.Directory.Shared.Seen():
		v.On = steps.Unseen
	}
	v.Args = originArgs(o, cloudSeen)
	v.Learned = steps.Facts{steps.UserID: o.Cloud.ID, steps.UserDN: o.Cloud.OnPremisesDN}
	if o.Directory.Matches == 1 {
		v.Learned[steps.UserDN] = o.Directory.DN
	}
	if v.On == steps.Unseen {
		v.Why = lackOf(o)
	}
	if why := o.whyOf(v.On); why != nil {
		v.Why = why
	}
	return v
}

// whyOf is what stood in the way of an outcome that is unknown for another
// reason than that the evidence lacks something; nil for no such reason, and
// where another domain was not searched.
func (o origin) whyOf(on steps.Outcome) *probes.Obstacle {
	switch on {
	case "half-seen", "half-missing":
		return telling(o.CloudWhy, o.DirectoryWhy)
	case "cloud-name-unknown":
		return o.VerifiedWhy
	case PerhapsHidden:
		return o.Directory.Absence()
	case MadeOrTransferred:
		return telling(o.AuthorityWhy, o.Authority.CloudWhy, o.DirectoryWhy, o.hiddenWhy())
	default:
		return nil
	}
}

// cloudSeen reports whether the tenant's answer counts. Microsoft Graph finds
// a user by user principal name or ID: that it has no DOMAIN\name says nothing.
func (o origin) cloudSeen() bool {
	asked := cmp.Or(o.Cloud.Asked, o.Asked)
	return o.CloudWhy == nil && (o.Cloud.Found == probes.Yes || o.Cloud.Found == probes.No && !strings.Contains(asked, `\`))
}

// telling returns the obstacle that says more: that nobody gave what a side
// needs to be opened says less than why it refused.
func telling(all ...*probes.Obstacle) *probes.Obstacle {
	nobodyGave := []probes.Kind{probes.NoTenant, probes.NoDomain, probes.NoCredentials, probes.NoUser, probes.MissingInput}
	i := slices.IndexFunc(all, func(o *probes.Obstacle) bool { return o != nil && !slices.Contains(nobodyGave, o.Kind) })
	if i >= 0 {
		return all[i]
	}
	return firstObstacle(all...)
}

func halfSeen(found bool) steps.Outcome {
	if found {
		return "half-seen"
	}
	return "half-missing"
}

// cloudAlone judges the cloud's word when the directory could not be asked.
func cloudAlone(o origin) steps.Outcome {
	switch {
	case o.Cloud.Found == probes.No:
		return "half-missing"
	case o.Cloud.Sync == probes.NeverSync && o.guest():
		return Guest
	case o.Cloud.Sync == probes.NeverSync:
		return o.unsynchronised()
	case o.Cloud.Sync == probes.WasSynced:
		return "formerly-synchronised"
	case o.Cloud.Sync == probes.Synced && o.Cloud.Enabled == probes.No:
		return "cloud-disabled"
	case o.Cloud.Sync == probes.Synced:
		return "half-seen"
	default:
		return steps.Unseen
	}
}

func bothSeen(o origin) steps.Outcome {
	inDirectory := o.Directory.Matches == 1
	switch {
	case o.Cloud.Found == probes.No:
		return notInCloud(o)
	case o.Cloud.Sync == probes.NeverSync && o.Directory.Matches == 0 && o.guest():
		return Guest
	case o.Cloud.Sync == probes.NeverSync && o.Directory.Matches == 0 && !o.perhapsElsewhere() && !o.perhapsHidden():
		return o.aloneThere()
	case o.Cloud.Sync == probes.NeverSync:
		return o.unsynchronised()
	case o.Cloud.Sync == probes.WasSynced:
		return "formerly-synchronised"
	case o.Cloud.Sync != probes.Synced:
		return steps.Unseen
	case !inDirectory:
		return notInDirectory(o)
	}
	switch kin(o.Cloud, o.Directory) {
	case probes.Yes:
		return "synchronised"
	case probes.No:
		return DifferentAccounts
	default:
		return steps.Unseen
	}
}

// unsynchronised judges an account that the cloud does not take for
// synchronised, while the directory has, or may have, one for the same person.
// Only the account's own word or the audit log proves that it was transferred;
// that it was made in the cloud is proven by neither.
func (o origin) unsynchronised() steps.Outcome {
	a := o.Authority
	if a.CloudManaged == probes.Yes || a.CloudManaged == probes.Unsaid && a.Transferred == probes.Yes {
		return CloudManaged
	}
	return MadeOrTransferred
}

// blockedThere reports whether sign-in is blocked in the cloud alone. Where the
// entry is disabled, the cloud follows it, and user-account says so.
func (o origin) blockedThere() bool {
	flags := o.Directory.Flags
	return o.Cloud.Enabled == probes.No && flags.Or(0)&flagDisabled == 0
}

// notInCloud judges a name that the tenant does not have. An entry of the
// directory is certainly missing there only under the name that it would have:
// its own, in a domain that the tenant has verified. Others get another name.
func notInCloud(o origin) steps.Outcome {
	same, _ := sameText(o.Cloud.Asked, o.Directory.UPN)
	switch {
	case o.inBin() != nil && o.Directory.Matches == 1:
		return Deleted
	case o.inBin() != nil:
		return DeletedBoth
	case o.Directory.Matches != 1 && o.perhapsElsewhere():
		return "half-missing"
	case o.perhapsHidden():
		return PerhapsHidden
	case o.Directory.Matches != 1:
		return "nowhere"
	case same && o.Verified == probes.Yes:
		return "not-in-cloud"
	default:
		return "cloud-name-unknown"
	}
}

// notInDirectory judges a synchronised account without an entry in the domain
// that was searched, which is certainly missing only from the domain that the
// cloud names, and only where no other domain of the forest may have it.
func notInDirectory(o origin) steps.Outcome {
	home := homeOf(o.Cloud)
	both := home != "" && o.Domain != ""
	same := slices.ContainsFunc(o.looked(), func(domain string) bool { return strings.EqualFold(domain, home) })
	switch {
	case both && !same:
		return "other-domain"
	case o.perhapsElsewhere():
		return "half-seen"
	case !both:
		return steps.Unseen
	case o.perhapsHidden():
		return PerhapsHidden
	default:
		return "not-in-directory"
	}
}

// rivals are the other people who carry a name of the entry where the cloud
// takes a name once: as sign-in name or as a mailbox address. The attribute
// mail alone stands at many administrators' second accounts, and harms nobody.
func (o origin) rivals() []tell.Value {
	var list []tell.Value
	for _, s := range o.Directory.Shared {
		if s.Attribute != "mail" {
			list = append(list, tell.UserDN.Of(s.DN).With(tell.Words.Of(s.Attribute+": "+s.Value)))
		}
	}
	return list
}

// kin reports whether the two are the same account. The SID decides where both
// sides have it, else the anchor where it is equal; it is base64, whose case
// counts. Different anchors prove nothing, because a tenant may take its own
// from another attribute than the one we read, but they keep the name, which a
// new account can have from an old one, from proving anything.
func kin(cloud probes.CloudUser, entry probes.DirectoryUser) probes.YesNo {
	if same, both := sameText(cloud.OnPremisesSID, entry.SID); both {
		return probes.Said(same)
	}
	if cloud.Anchor != "" && entry.Anchor != "" {
		if cloud.Anchor == entry.Anchor {
			return probes.Yes
		}
		return probes.Unsaid
	}
	if same, both := sameText(cloud.OnPremisesDN, entry.DN); both && same {
		return probes.Yes
	}
	return probes.Unsaid
}

// apartTime is how much later than in the directory a password may have been
// changed in the cloud that was written back: the two are minutes of one reset,
// and two clocks.
const apartTime = 15 * time.Minute

// passwordsApart are the times of the last change on both sides where that in
// the cloud is the later one, and nothing where it is not. It proves nothing:
// where no hashes are synchronised, the cloud's may be that of the account, and
// a controller may not have the newest password yet.
func (o origin) passwordsApart() (cloud, directory tell.Value) {
	there, here := o.Cloud.PasswordLastChange, o.Directory.PasswordLastSet
	if there.IsZero() || here.IsZero() || there.Sub(here) <= apartTime {
		there, here = time.Time{}, time.Time{}
	}
	return tell.At(there), tell.At(here)
}

func originArgs(o origin, cloudSeen bool) tell.Args {
	entra, active := tell.Words.Of("Microsoft Entra ID"), tell.Words.Of("Active Directory")
	args := tell.Args{
		"user": tell.User.Of(o.Asked), "user_match": tell.UserMatch.Of(o.Asked), "seen": active, "unseen": entra,
		"dn": tell.UserDN.Of(cmp.Or(o.Directory.DN, o.Cloud.OnPremisesDN)), "domain": tell.Domain.Of(homeOf(o.Cloud)), "looked": tell.Domain.Some(o.looked()),
		"no_role_match": onDay(announced.noRoleMatch), "no_remapping": onDay(announced.noRemapping), "table_of": announced.outdated(o.At),
		"unlisted": tell.DN.Some(o.blindIn()).OrDash(), OriginCount: tell.Count(o.Directory.Matches), "dns": tell.UserDN.Some(o.Directory.MatchDN), OriginRivals: tell.UserDN.Several(o.rivals()),
	}
	args["refused"], args["refused_since"] = o.refused()
	args["cloud_changed"], args["directory_changed"] = o.passwordsApart()
	o.binArgs(args)
	if cloudSeen {
		args["seen"] = entra
		args["unseen"] = active.With(tell.Domain.Some(o.Directory.Elsewhere))
	}
	return args
}
