package configuration

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// What others name of protected-user: the step and blanks.
const (
	ProtectedUserID steps.ID = "configuration/protected-user"

	ProtectedGroup = "group" // the protected groups that the user is in
	ProtectedOU    = "ou"    // the container whose inheritance is off
)

// ProtectedUser finds a user whom Active Directory shields from delegated
// rights: a member of a protected group, a former member, or one whose entry
// or OU inherits nothing.
var ProtectedUser = steps.Step{
	ID:    ProtectedUserID,
	Title: lang.Text{Ko: "보호된 사용자와 상속", En: "Protected user and inheritance"},
	Why: lang.Text{
		Ko: "Microsoft는 보호된 그룹 구성원의 쓰기 저장을 지원하지 않으며(SSPR_0029, 이벤트 33004), 상속이 끊긴 사용자에게는 위임한 권한이 내려오지 않습니다.",
		En: "Microsoft does not support writeback for members of protected groups (SSPR_0029, event 33004), and a user who inherits nothing does not receive the delegated rights.",
	},
	Check:     steps.Look(seeProtection, judgeProtection),
	Reads:     []steps.Instrument{steps.ByDirectory},
	Keeps:     steps.Lasting,
	RefutedBy: steps.WrittenHere,
	Needs:     []steps.Fact{steps.User},
	Uses:      []steps.Fact{steps.UserDN, steps.ConnectorAccount},
	Blanks: tell.Kinds{
		"account":            tell.Connector,
		"dn":                 tell.UserDN,
		ProtectedGroup:       tell.Group,
		"inheritance_switch": tell.Switch,
		"mark":               tell.Number,
		ProtectedOU:          tell.DN,
		"user":               tell.User,
	},
	ResetInAD: true,
	Branches:  protectionBranches,
}

// ProtectionNow is the entry, its groups, its mark and its path, and what the
// connector account may do to it all the same.
type ProtectionNow struct {
	probes.DirectoryUser
	Rights *probes.Rights `json:"rights,omitempty"` // nil where the account is not known, or could not be judged
}

// UnmarshalJSON reads both parts: the entry reads itself, and nothing else.
func (p *ProtectionNow) UnmarshalJSON(data []byte) error {
	var beside struct {
		Rights *probes.Rights `json:"rights"`
	}
	if err := json.Unmarshal(data, &beside); err != nil {
		return fmt.Errorf("read the rights: %w", err)
	}
	p.Rights = beside.Rights
	if err := json.Unmarshal(data, &p.DirectoryUser); err != nil {
		return fmt.Errorf("read the entry: %w", err)
	}
	return nil
}

func seeProtection(ctx context.Context, env steps.Env, facts steps.Facts) (ProtectionNow, error) {
	directory, user, err := seePerson(ctx, env, facts)
	seen := ProtectionNow{DirectoryUser: user}
	account := facts[steps.ConnectorAccount]
	if err != nil || account == "" || user.Matches != 1 {
		return seen, err
	}
	rights, err := directory.Rights(ctx, account, user.DN)
	if ctx.Err() != nil {
		return ProtectionNow{}, leftEarly(ctx)
	}
	if err == nil {
		seen.Rights = &rights
	}
	return seen, nil // what the rights are is a step of its own
}

func judgeProtection(p ProtectionNow) steps.Verdict {
	user := p.DirectoryUser
	if user.Matches != 1 {
		return noOne(user)
	}
	groups, sure := protectedBy(user)
	ou, pathSeen := inheritanceStopsAt(user.Path)
	v := steps.Verdict{Args: tell.Args{
		"account": p.account(), "user": tell.User.Of(user.Asked).OrDash(), "dn": tell.UserDN.Of(user.DN).OrDash(), ProtectedGroup: tell.Group.Some(groups), ProtectedOU: tell.DN.Of(ou),
		"mark":               tell.Number.Of(user.AdminCount.String()).OrDash(),
		"inheritance_switch": onOff(opposite(user.InheritanceOff)),
	}}
	stamped := user.AdminCount.Or(0) != 0
	hidden := !user.AdminCount.Seen()
	switch {
	case len(groups) > 0 && (sure || stamped):
		return p.judgeMember(v)
	case stamped:
		return judgeStamp(p, v)
	case hidden && (len(groups) > 0 || user.InheritanceOff == probes.Yes): // the mark alone tells these cases apart
		return notSeen(probes.AccessDenied, "adminCount")
	case user.InheritanceOff == probes.Yes && ou != "":
		v.On = "inheritance-off-both"
	case user.InheritanceOff == probes.Yes:
		v.On = "inheritance-off-user"
	case ou != "":
		v.On = "inheritance-off-ou"
	case user.InheritanceOff == probes.Unsaid || !pathSeen:
		v.On = "unreadable"
	case !groupsSeen(user): // the stamp comes up to an hour after the membership
		return notSeen(probes.AccessDenied, "tokenGroups")
	case hidden: // it may be all that is left
		return notSeen(probes.AccessDenied, "adminCount")
	default:
		v.On = "ordinary"
	}
	return v
}

func groupsSeen(user probes.DirectoryUser) bool {
	return user.TokenGroupsSeen && user.TokenGroups.Seen()
}

func opposite(said probes.YesNo) probes.YesNo {
	return map[probes.YesNo]probes.YesNo{probes.Yes: probes.No, probes.No: probes.Yes}[said]
}

// account is the connector account that the rights were looked at for.
func (p ProtectionNow) account() tell.Value {
	if p.Rights == nil {
		return tell.Connector.Of("").OrDash()
	}
	return tell.Connector.Of(p.Rights.Account).OrDash()
}

// reached says whether the connector account holds every right on the user,
// whatever the mark says: by entries of the user's own, as a template that
// grants them leaves behind. Where the account is not known it is No, which is
// what the mark does to everybody to whom nothing was granted on purpose.
func (p ProtectionNow) reached() probes.YesNo {
	if p.Rights == nil {
		return probes.No
	}
	rights := sortRights(RightsNow{Rights: *p.Rights})
	switch {
	case len(rights.denied) > 0, len(rights.missing) > 0:
		return probes.No
	case len(rights.unsaid) > 0:
		return probes.Unsaid
	default:
		return probes.Yes
	}
}

// judgeMember judges a member of a protected group. Microsoft does not support
// writeback for such accounts, which is no word on what the domain controller
// does: it asks for the rights alone. They are kept away by SDProp, unless the
// template that it copies grants them, or it has not come by yet.
func (p ProtectionNow) judgeMember(v steps.Verdict) steps.Verdict {
	reached := p.reached()
	switch {
	case reached == probes.No:
		v.On = "protected"
	case reached == probes.Unsaid || p.InheritanceOff == probes.Unsaid:
		return notSeen(probes.AccessDenied, "nTSecurityDescriptor")
	case p.InheritanceOff == probes.No:
		v.On = "protected-for-now"
	default:
		v.On = "protected-reached"
	}
	return v
}

// judgeStamp judges a user with adminCount 1 who is not seen in a protected
// group. The stamp does nothing by itself: it is the inheritance that went off
// with it which keeps the delegated rights away, unless they are there.
func judgeStamp(p ProtectionNow, v steps.Verdict) steps.Verdict {
	user := p.DirectoryUser
	unsure := !groupsSeen(user) || holdsKeys(user)
	switch {
	case user.InheritanceOff == probes.Unsaid:
		return notSeen(probes.AccessDenied, "nTSecurityDescriptor")
	case user.InheritanceOff == probes.Yes && p.reached() == probes.Unsaid:
		return notSeen(probes.AccessDenied, "nTSecurityDescriptor")
	case user.InheritanceOff == probes.Yes && p.reached() == probes.Yes && !groupsSeen(user):
		return notSeen(probes.AccessDenied, "tokenGroups")
	case user.InheritanceOff == probes.Yes && unsure:
		v.On = "stamped"
	case user.InheritanceOff == probes.Yes && p.reached() == probes.Yes:
		v.On = "marked-reached"
	case user.InheritanceOff == probes.Yes && !v.Args[ProtectedOU].Empty():
		v.On = "orphaned-below-ou"
	case user.InheritanceOff == probes.Yes:
		v.On = "orphaned"
	case !groupsSeen(user):
		return notSeen(probes.AccessDenied, "tokenGroups")
	case !v.Args[ProtectedOU].Empty():
		v.On = "marked-below-ou"
	default:
		v.On = "marked-only"
	}
	return v
}

// inheritanceStopsAt returns the lowest container that inherits nothing, and
// whether every container below it, or all, could be read. The domain head has
// nothing to inherit from, so its own setting says nothing.
func inheritanceStopsAt(path []probes.OU) (dn string, seen bool) {
	for _, ou := range path {
		if len(ou.DN) >= 3 && strings.EqualFold(ou.DN[:3], "DC=") {
			break
		}
		switch ou.Protected {
		case probes.Yes:
			return ou.DN, true
		case probes.Unsaid:
			return "", false
		case probes.No:
		}
	}
	return "", len(path) > 0
}
