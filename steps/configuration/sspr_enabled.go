package configuration

import (
	"context"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// SSPREnabledID names this step.
const SSPREnabledID steps.ID = "configuration/sspr-enabled"

// SSPREnabled finds a caller whom self-service password reset leaves out: by
// the tenant's switches, by its scope, for want of registered methods, or as
// an administrator.
var SSPREnabled = steps.Step{
	ID:    SSPREnabledID,
	Seed:  []string{"C5"},
	Title: lang.Text{Ko: "셀프 서비스 암호 재설정", En: "Self-service password reset"},
	Why: lang.Text{
		Ko: "셀프 서비스 암호 재설정(SSPR)이 켜져 있고 이 사용자가 대상이어야 암호를 재설정할 수 있습니다. 테넌트의 스위치는 프로그램이 읽을 수 없어 사람이 관리 센터에서 확인해야 합니다.",
		En: "A user can reset a password only if self-service password reset (SSPR) is on and includes the user. The tenant's switches cannot be read by this program; a person has to look in the admin center.",
	},
	Check:     steps.Look(seeSSPR, judgeSSPR),
	Reads:     []steps.Instrument{steps.ByTenant},
	Keeps:     steps.Passing,
	RefutedBy: steps.WrittenHere,
	Needs:     []steps.Fact{steps.User},
	Uses:      []steps.Fact{steps.TenantSwitch, steps.UserID},
	Beside: []steps.Question{{
		Fact: steps.TenantSwitch, Optional: true,
		Label: lang.Text{Ko: "포털의 쓰기 저장 설정", En: "Writeback switch in the portal"},
		Help: lang.Text{
			Ko: "Microsoft Entra 관리 센터 > 암호 재설정 > 온-프레미스 통합 페이지에서 읽습니다.",
			En: "Read it in the Microsoft Entra admin center > Password reset > On-premises integration.",
		},
		Choices: []steps.Choice{
			{Label: lang.Text{Ko: "모름", En: "Not known"}},
			{Value: "on", Label: lang.Text{Ko: "켜짐", En: "On"}},
			{Value: "off", Label: lang.Text{Ko: "꺼짐", En: "Off"}},
		},
	}},
	Blanks: tell.Kinds{
		"updated_at": tell.Moment,
		"user":       tell.User,
	},
	Branches: []steps.Branch{
		{
			On: "capable", Status: steps.Healthy,
			Label: lang.Text{Ko: "재설정 가능", En: "Able to reset"},
			Say: lang.Text{
				Ko: "{user} 사용자는 SSPR 대상이며 재설정에 필요한 방법을 등록했습니다({updated_at} 기준).",
				En: "{user} is in the scope of SSPR and has registered enough methods (as of {updated_at}).",
			},
		},
		{
			On: "tenant-switch-off", Status: steps.Broken, RefutedBy: steps.Written, Remedy: turnTenantSwitchOn,
			Label: lang.Text{Ko: "스위치 꺼짐", En: "Tenant switch off"},
			Say: lang.Text{
				Ko: "관리 센터의 [온-프레미스 통합]에서 암호 쓰기 저장이 꺼져 있다고 사람이 확인했습니다. 켤 때까지 사용자에게 SSPR_0010 오류가 표시됩니다.",
				En: "A person saw on the page On-premises integration that password writeback is off. Until it is on, users see SSPR_0010.",
			},
		},
		{
			On: "not-in-scope", Status: steps.Broken, Remedy: addToScope,
			Label: lang.Text{Ko: "대상이 아님", En: "Not in scope"},
			Say: lang.Text{
				Ko: "{user} 사용자는 SSPR 대상이 아닙니다({updated_at} 기준). 재설정하려고 하면 SSPR_0009, SSPR_0011 또는 SSPR_0013 오류가 표시됩니다.",
				En: "{user} is not in the scope of SSPR (as of {updated_at}). A reset ends with SSPR_0009, SSPR_0011 or SSPR_0013.",
			},
		},
		{
			On: "not-registered", Status: steps.Broken, Remedy: registerMethods,
			Label: lang.Text{Ko: "등록 안 함", En: "Not registered"},
			Say: lang.Text{
				Ko: "{user} 사용자는 SSPR 대상이지만 인증 방법을 충분히 등록하지 않았습니다({updated_at} 기준). 재설정하려고 하면 SSPR_0014 오류가 표시됩니다.",
				En: "{user} is in the scope of SSPR but has not registered enough methods (as of {updated_at}). A reset ends with SSPR_0014.",
			},
		},
		{
			On: "administrator-held-back", Status: steps.Broken, Remedy: allowAdministrators,
			Label: lang.Text{Ko: "관리자 막힘", En: "Admin held back"},
			Say: lang.Text{
				Ko: "{user} 사용자는 관리자 역할을 가지고 있고, 테넌트의 정책이 관리자의 셀프 서비스 재설정을 막고 있습니다(allowedToUseSSPR). 이때 SSPR_0009 오류가 표시됩니다.",
				En: "{user} has an administrator role, and the tenant's policy keeps administrators from resetting their passwords (allowedToUseSSPR). They see SSPR_0009.",
			},
		},
		{
			On:    "absent",
			Label: lang.Text{Ko: "등록 정보에 없음", En: "Not in the report"},
			Say: lang.Text{
				Ko: "{user} 사용자의 등록 정보가 보고서에 없습니다. 사용 안 함 상태이거나, 게스트 계정이거나, 새로 만든 계정일 수 있습니다.",
				En: "The registration report does not list {user}. The account may be disabled, a guest, or new.",
			},
		},
		{
			On:    steps.Unseen,
			Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
			Say: lang.Text{
				Ko: "이 사용자가 SSPR 대상인지, 인증 방법을 등록했는지 읽지 못했습니다.",
				En: "Whether SSPR includes the user, and whether the user has registered, could not be read.",
			},
		},
	},
}

// resetScope is what a person said of the tenant and what the tenant says of
// the caller.
type resetScope struct {
	probes.Seen
	Asked        string                    `json:"asked" is:"user"`
	TenantSwitch string                    `json:"tenant_switch,omitempty" is:"code"` // on, off, or "" when nobody said
	Registration probes.Registration       `json:"registration"`
	Why          *probes.Obstacle          `json:"why,omitempty"`
	Admins       probes.AdministratorReset `json:"admins"`
	AdminsWhy    *probes.Obstacle          `json:"admins_why,omitempty"`
}

func seeSSPR(ctx context.Context, env steps.Env, facts steps.Facts) (resetScope, error) {
	seen := resetScope{Asked: facts[steps.User], TenantSwitch: facts[steps.TenantSwitch]}
	graph, err := env.Graph(ctx, facts)
	if err != nil && seen.TenantSwitch == "" {
		return resetScope{}, err
	}
	if err != nil {
		seen.Why, seen.Seen = probes.AsObstacle(err), personSaid(env.Now())
		return seen, nil
	}
	var registrationErr, adminsErr error
	crashed := steps.Together(0, func() {
		seen.Registration, registrationErr = seeRegistration(ctx, graph, facts)
	}, func() {
		seen.Admins, adminsErr = graph.AdministratorReset(ctx)
	})
	switch {
	case ctx.Err() != nil:
		return resetScope{}, leftEarly(ctx)
	case crashed != nil:
		return resetScope{}, crashed
	}
	seen.Why, seen.AdminsWhy = probes.AsObstacle(registrationErr), probes.AsObstacle(adminsErr)
	seen.Seen = seen.Registration.Seen
	if seen.At.IsZero() {
		seen.Seen = personSaid(env.Now())
	}
	return seen, nil
}

func personSaid(now time.Time) probes.Seen {
	return probes.Seen{Vantage: probes.Vantage{Place: probes.Person}, At: now.UTC()}
}

// seeRegistration asks by object ID; where no step has taught it, the account
// is looked up first.
func seeRegistration(ctx context.Context, graph probes.Graph, facts steps.Facts) (probes.Registration, error) {
	id := facts[steps.UserID]
	if id == "" {
		user, err := graph.User(ctx, facts[steps.User])
		if err != nil {
			return probes.Registration{}, err
		}
		if user.Found != probes.Yes {
			return probes.Registration{}, &probes.Obstacle{Kind: probes.NotFound, Needs: facts[steps.User]}
		}
		id = user.ID
	}
	return graph.Registration(ctx, id)
}

func judgeSSPR(s resetScope) steps.Verdict {
	updated := s.Registration.LastUpdated
	if updated.IsZero() {
		updated = s.Registration.At
	}
	v := steps.Verdict{Args: tell.Args{"user": tell.User.Of(s.Asked), "updated_at": tell.At(updated)}}
	r := s.Registration
	administrator := r.Administrator == probes.Yes
	switch {
	case strings.EqualFold(strings.TrimSpace(s.TenantSwitch), "off"):
		v.On = "tenant-switch-off"
	case s.Why != nil || r.Found == probes.Unsaid:
		return unread(s.Why, "userRegistrationDetails")
	case r.Found == probes.No:
		v.On = "absent"
	case administrator && s.Admins.Allowed == probes.No:
		v.On = "administrator-held-back"
	case administrator && s.Admins.Allowed == probes.Unsaid:
		return unread(s.AdminsWhy, "allowedToUseSSPR")
	case r.Enabled == probes.No:
		v.On = "not-in-scope"
	case r.Registered == probes.No:
		v.On = "not-registered"
	case r.Administrator == probes.Unsaid && s.Admins.Allowed != probes.Yes: // an administrator may be held back
		return unread(s.AdminsWhy, "isAdmin")
	case r.Capable == probes.Yes || r.Capable == probes.Unsaid && r.Enabled == probes.Yes && r.Registered == probes.Yes:
		v.On = "capable"
	default:
		return unread(nil, "isSsprCapable")
	}
	return v
}
