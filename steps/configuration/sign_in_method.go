package configuration

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// SignInMethodID names this step.
const SignInMethodID steps.ID = "configuration/sign-in-method"

// SignInMethod finds out where the caller's password is checked when they sign in
// to the cloud: there, or by a federation service that asks Active Directory.
// Writeback works with either ("How does self-service password reset writeback
// work in Microsoft Entra ID?").
var SignInMethod = steps.Step{
	ID:    SignInMethodID,
	Title: lang.Text{Ko: "클라우드 로그인 방식", En: "How the user signs in"},
	Why: lang.Text{
		Ko: "암호를 어디에서 확인하느냐에 따라 새 암호가 클라우드와 PC에서 언제부터 통하는지가 달라집니다. 쓰기 저장은 어느 방식에서나 됩니다.",
		En: "Where a password is checked decides from when on a new one works in the cloud and on the PC. Writeback works with either way.",
	},
	Check: steps.Look(seeSignInMethod, judgeSignInMethod),
	Reads: []steps.Instrument{steps.ByTenant},
	Graph: steps.GraphRights{Sees: []string{probes.DomainRead}, More: []string{probes.HybridRead}},
	Keeps: steps.Passing,
	Needs: []steps.Fact{steps.User},
	Uses:  []steps.Fact{steps.UserID},
	Blanks: tell.Kinds{
		"domain": tell.Domain, "features": tell.Code, "rollouts_unread": tell.Words,
	},
	Branches: []steps.Branch{
		{
			On: "managed", Status: steps.Healthy,
			Label: lang.Text{Ko: "클라우드에서 확인", En: "Checked in the cloud"},
			Say: lang.Text{
				Ko: "{domain} 도메인은 관리형(Managed)입니다. 로그인할 때 클라우드가 동기화된 암호 해시로 확인하거나, 통과 인증으로 Active Directory에 바로 물어봅니다. 둘 중 어느 것인지는 Microsoft Graph에 나오지 않습니다. 쓰기 저장은 두 방식 모두에서 됩니다.",
				En: "The domain {domain} is managed. The cloud checks a sign-in by the synchronised hash of the password, or asks Active Directory itself (pass-through authentication). Which of the two it is, Microsoft Graph does not tell. Writeback works with both.",
			},
		},
		{
			On: "federated", Status: steps.Healthy,
			Label: lang.Text{Ko: "페더레이션", En: "Federated"},
			Say: lang.Text{
				Ko: "{domain} 도메인은 페더레이션 도메인입니다. 로그인할 때 회사의 페더레이션 서버(예: AD FS)가 Active Directory에서 암호를 확인합니다. 쓰기 저장은 이 방식에서도 되며, 쓰이지 않은 새 암호는 로그인에 아무 소용이 없습니다.",
				En: "The domain {domain} is federated. The company's own federation service, such as AD FS, checks a sign-in in Active Directory. Writeback works here too, and a new password that was not written back is of no use for signing in.",
			},
			Details: []lang.Text{
				{
					Ko: "이 사용자는 단계적 출시(Staged Rollout) 대상이어서 클라우드에서 확인합니다({features}). 암호를 재설정하거나 임시 암호를 바꾼 뒤 새 암호가 클라우드에서 통하기까지 2분쯤 걸립니다.",
					En: "This user is in Staged Rollout and is checked in the cloud ({features}). After a reset, or after a temporary password was replaced, it takes about two minutes until the cloud takes the new one.",
				},
				{
					Ko: "단계적 출시(Staged Rollout) 대상인지는 읽지 못했습니다({rollouts_unread}).",
					En: "Whether the user is in Staged Rollout could not be read ({rollouts_unread}).",
				},
			},
		},
		{
			On:    steps.Unseen,
			Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
			Say: lang.Text{
				Ko: "사용자의 도메인이 관리형인지 페더레이션인지 읽지 못했습니다.",
				En: "Whether the user's domain is managed or federated could not be read.",
			},
		},
	},
}

// signInMethod is the domain that a user signs in with, and Staged Rollout where
// it is a federated one.
type signInMethod struct {
	probes.Seen
	Name        string              `json:"name" is:"user"` // that the user signs in with
	Domains     probes.CloudDomains `json:"domains"`
	Rollouts    probes.Rollouts     `json:"rollouts,omitzero"`
	RolloutsWhy *probes.Obstacle    `json:"rollouts_why,omitempty"`
}

func seeSignInMethod(ctx context.Context, env steps.Env, facts steps.Facts) (signInMethod, error) {
	seen := signInMethod{Name: facts[steps.User]}
	graph, user, err := seeCloudAccount(ctx, env, facts, cmp.Or(facts[steps.UserID], facts[steps.User]))
	switch {
	case graph == nil:
		return signInMethod{}, err
	case err == nil && user.Found == probes.Yes && user.UPN != "":
		seen.Name = user.UPN // the caller may have given a mail address
	}
	if seen.Domains, err = graph.Domains(ctx); err != nil {
		return signInMethod{}, err
	}
	seen.Seen = seen.Domains.Seen
	if strings.EqualFold(seen.authentication(), "Federated") && user.ID != "" {
		rollouts, err := graph.Rollouts(ctx, user.ID)
		seen.Rollouts, seen.RolloutsWhy = rollouts, probes.AsObstacle(err)
	}
	if ctx.Err() != nil {
		return signInMethod{}, leftEarly(ctx)
	}
	return seen, nil
}

func (s signInMethod) domain() string {
	_, domain, _ := strings.Cut(s.Name, "@")
	return domain
}

// authentication is how the domain signs in; "" where that is not known, as of a
// domain that the tenant has not verified.
func (s signInMethod) authentication() string {
	for _, d := range s.Domains.List {
		if strings.EqualFold(d.Name, s.domain()) && d.Verified == probes.Yes {
			return d.Authentication
		}
	}
	return ""
}

func judgeSignInMethod(s signInMethod) steps.Verdict {
	v := steps.Verdict{Args: tell.Args{
		"domain": tell.Domain.Of(s.domain()).OrDash(), "features": tell.Code.Of(""), "rollouts_unread": tell.Words.Of(""),
	}}
	switch word := s.authentication(); {
	case strings.EqualFold(word, "Managed"):
		v.On = "managed"
	case strings.EqualFold(word, "Federated"):
		v.On = "federated"
		s.addRollouts(v.Args)
	case word != "":
		v := notSeen(probes.Malformed, "authenticationType")
		v.Why.Code = word
		return v
	default:
		return unread(nil, cmp.Or(s.domain(), "userPrincipalName"))
	}
	return v
}

// cloudSignIns are the features of Staged Rollout by which the cloud checks a
// password itself ("featureRolloutPolicy resource type", Microsoft Graph v1.0).
func cloudSignIns() []string { return []string{"passwordHashSync", "passthroughAuthentication"} }

// addRollouts says which of them apply to the user, or why that is not known.
func (s signInMethod) addRollouts(args tell.Args) {
	var applies []string
	unknown := s.RolloutsWhy != nil || !s.Rollouts.List.Seen()
	for _, r := range s.Rollouts.List {
		switch {
		case !slices.Contains(cloudSignIns(), r.Feature) || r.Enabled == probes.No:
		case r.Enabled == probes.Yes && (r.Everybody == probes.Yes || r.Member == probes.Yes):
			applies = append(applies, r.Feature)
		case r.Enabled == probes.Unsaid || r.Everybody == probes.Unsaid || r.Member == probes.Unsaid:
			unknown = true
		}
	}
	if len(applies) > 0 {
		args["features"] = tell.Code.Some(applies)
		return
	}
	if unknown {
		why := firstObstacle(s.RolloutsWhy, leftOut("featureRolloutPolicies"))
		args["rollouts_unread"] = tell.Words.Of(cmp.Or(why.Needs, why.Code, string(why.Kind)))
	}
}
