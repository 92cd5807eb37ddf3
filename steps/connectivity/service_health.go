package connectivity

import (
	"context"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// ServiceHealthID names this step.
const ServiceHealthID steps.ID = "connectivity/service-health"

// ServiceHealth finds an incident of Microsoft Entra that is running now. It may
// be why a reset fails, and proves nothing: an incident hits some tenants only.
var ServiceHealth = steps.Step{
	ID:    ServiceHealthID,
	Title: lang.Text{Ko: "Microsoft Entra의 서비스 상태", En: "Service health of Microsoft Entra"},
	Why: lang.Text{
		Ko: "Microsoft 쪽에 장애가 있는 동안에는 이쪽에 고장이 없어도 재설정이 실패할 수 있습니다.",
		En: "While Microsoft has an incident, resets may fail although nothing is wrong here.",
	},
	Check:  steps.Look(seeHealth, judgeHealth),
	Reads:  []steps.Instrument{steps.ByTenant},
	Graph:  steps.GraphRights{Sees: []string{probes.HealthRead}},
	Keeps:  steps.Passing,
	Blanks: tell.Kinds{"issues": tell.Foreign, "state": tell.Code, "since": tell.Moment},
	Branches: []steps.Branch{
		{
			On: "operational", Status: steps.Healthy,
			Label: lang.Text{Ko: "장애 없음", En: "No incident"},
			Say: lang.Text{
				Ko: "Microsoft가 알린 Microsoft Entra의 장애는 없습니다(상태: {state}).",
				En: "Microsoft reports no incident of Microsoft Entra (state: {state}).",
			},
		},
		{
			On: "incident", Status: steps.Warning, Remedy: followIncident,
			Label: lang.Text{Ko: "장애 진행 중", En: "Incident running"},
			Say: lang.Text{
				Ko: "Microsoft가 지금 Microsoft Entra의 장애를 알리고 있습니다(상태: {state}). 이 재설정이 그 때문에 실패했는지는 알 수 없습니다.",
				En: "Microsoft reports an incident of Microsoft Entra that is running now (state: {state}). Whether it is why this reset fails is not known.",
			},
			Details: []lang.Text{{
				Ko: "장애: {issues}. 가장 먼저 시작된 것은 {since}부터입니다.",
				En: "Incidents: {issues}. The first began at {since}.",
			}},
		},
		{
			On:    steps.Unseen,
			Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
			Say: lang.Text{
				Ko: "Microsoft Entra의 서비스 상태를 읽지 못했습니다.",
				En: "The service health of Microsoft Entra could not be read.",
			},
		},
	},
}

var followIncident = &steps.Remedy{
	Who:   []steps.Who{steps.Helpdesk, steps.EntraAdmin},
	Where: lang.Text{Ko: "Microsoft 365 관리 센터 > 상태(Health) > 서비스 상태(Service health)", En: "Microsoft 365 admin center > Health > Service health"},
	Do: []lang.Text{
		{
			Ko: "장애의 내용이 로그인이나 암호 재설정에 관한 것인지 읽으십시오.",
			En: "Read whether the incident is about signing in or resetting passwords.",
		},
		{
			Ko: "그렇다면 장애가 끝난 뒤 다시 시도하도록 안내하십시오. 아니면 이 단계는 넘어가고 나머지 단계를 확인하십시오.",
			En: "If it is, have the caller try again when it is over. If it is not, leave it and look at the other steps.",
		},
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 장애가 없다고 나옵니다.",
		En: "Checked again, this step shows no incident.",
	},
	Link: "https://learn.microsoft.com/microsoft-365/enterprise/view-service-health",
}

func seeHealth(ctx context.Context, env steps.Env, facts steps.Facts) (probes.ServiceHealth, error) {
	graph, err := env.Graph(ctx, facts)
	if err != nil {
		return probes.ServiceHealth{}, err
	}
	return graph.ServiceHealth(ctx)
}

// The states of a service and of an issue ("serviceHealthStatus", Microsoft Graph
// v1.0). Answers write them with a capital letter too.
func over() []string {
	return []string{
		"serviceOperational", "serviceRestored", "postIncidentReviewPublished", "falsePositive",
		"resolved", "resolvedExternal", "mitigated", "mitigatedExternal",
	}
}

func running() []string {
	return []string{
		"investigating", "restoringService", "verifyingService", "serviceDegradation", "serviceInterruption",
		"extendedRecovery", "investigationSuspended", "confirmed", "reported",
	}
}

func oneOf(words []string, word string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.EqualFold(w, word) })
}

func judgeHealth(h probes.ServiceHealth) steps.Verdict {
	var names []tell.Value
	first, odd := time.Time{}, ""
	for _, i := range h.Issues {
		switch {
		case oneOf(over(), i.Status):
		case !oneOf(running(), i.Status):
			odd = "issues/" + i.Status
		default:
			names = append(names, tell.Foreign.Of(i.ID+" "+i.Title))
			if first.IsZero() || i.Since.Before(first) {
				first = i.Since
			}
		}
	}
	v := steps.Verdict{On: "incident", Args: tell.Args{
		"state": tell.Code.Of(h.Status).OrDash(), "issues": tell.Foreign.Several(names).OrDash(), "since": tell.At(first).OrDash(),
	}}
	lacks := func(kind probes.Kind, needs string) steps.Verdict {
		return steps.Verdict{On: steps.Unseen, Why: &probes.Obstacle{Kind: kind, Needs: needs}}
	}
	switch {
	case h.Found != probes.Yes:
		return lacks(probes.LeftOut, "healthOverviews")
	case oneOf(running(), h.Status), len(names) > 0:
	case !oneOf(over(), h.Status):
		return lacks(probes.Malformed, "status "+h.Status)
	case odd != "":
		return lacks(probes.Malformed, odd)
	case !h.Issues.Seen():
		return lacks(probes.LeftOut, "issues")
	default:
		v.On = "operational"
	}
	return v
}
