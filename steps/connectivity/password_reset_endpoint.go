package connectivity

import (
	"context"
	"slices"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// PasswordResetEndpoint finds a Connect server that cannot reach the password
// reset service over HTTPS.
var PasswordResetEndpoint = steps.Step{
	ID:    "connectivity/password-reset-endpoint",
	Seed:  []string{"N2"},
	Title: lang.Text{Ko: "암호 재설정 서비스 연결", En: "Connection to the password reset service"},
	Why: lang.Text{
		Ko: "Connect 서버는 쓰기 저장을 켜고 상태를 알릴 때 HTTPS로 암호 재설정 서비스에 연결합니다.",
		En: "The Connect server talks to the password reset service over HTTPS to switch writeback on and to report its health.",
	},
	Check:       steps.Look(seeResetRoad, judgeResetRoad),
	Roads:       true,
	Reads:       []steps.Instrument{steps.ByServer},
	ConnectSync: true,
	Keeps:       steps.Passing,
	RefutedBy:   steps.Written,
	Timeout:     roadLimit,
	Blanks: tell.Kinds{
		"host": tell.Host, "location": tell.Host, "machine": tell.Host, "sibling": tell.Host,
		"how": tell.Contact, "sibling_how": tell.Contact,
		"issuer": tell.Words,
		"proxy":  tell.Proxy,
		"status": tell.Number,
	},
	Branches: slices.Concat([]steps.Branch{
		{
			On: open, Status: steps.Healthy,
			Label: lang.Text{Ko: "열려 있음", En: "Open"},
			Say: lang.Text{
				Ko: "Connect 서버에서 {host} 주소까지 HTTPS로 열려 있습니다. 인증서 발급 조직은 {issuer}입니다.",
				En: "The road from the Connect server to {host} is open over HTTPS. Its certificate was issued by {issuer}.",
			},
		},
		{
			On: suffixClosed, Status: steps.Warning, // one closed sibling is a sign, not a proof
			Label: lang.Text{Ko: "이름별로만 허용", En: "Only single names"},
			Say: lang.Text{
				Ko: "{host} 주소는 열려 있지만, 같은 접미사(*.passwordreset.microsoftonline.com)의 다른 이름({sibling})은 막혀 있습니다({sibling_how}). 이름을 하나씩 허용하는 규칙으로는 부족합니다.",
				En: "{host} is open, but another name under *.passwordreset.microsoftonline.com is not: {sibling} ({sibling_how}). A rule for single names is not enough.",
			}, Remedy: allowOutbound, Explains: []steps.ID{"reenable/event-log"},
		},
		{
			On: captive, Status: steps.Broken,
			Label: lang.Text{Ko: "로그인 페이지가 답함", En: "Sign-in page"},
			Say: lang.Text{
				Ko: "{host} 주소로 보낸 요청에 프록시나 네트워크의 로그인 페이지가 중간에서 답하고 있습니다. 요청이 다른 곳({location})으로 넘겨집니다(HTTP {status}).",
				En: "A sign-in page of a proxy or of the network answers requests to {host}. They are redirected to {location} (HTTP {status}).",
			}, Remedy: allowInProxy, Explains: []steps.ID{"reenable/event-log"},
		},
		{
			On: "unconfirmed-host", Status: steps.Unknown,
			Label: lang.Text{Ko: "이름 비공개", En: "Name not published"},
			Say: lang.Text{
				Ko: "{host} 주소까지 가지 못했지만({how}), 그것만으로 막혔다고 할 수는 없습니다. 이 클라우드의 암호 재설정 서비스 이름은 와일드카드로만 공개되어 있습니다.",
				En: "{host} could not be reached ({how}), which does not prove that the road is closed: for this cloud only a wildcard is published, not the exact name.",
			},
		},
		{
			On: "not-published", Status: steps.Unknown,
			Label: lang.Text{Ko: "공개된 이름 없음", En: "No published name"},
			Say: lang.Text{
				Ko: "21Vianet이 운영하는 중국 클라우드에는 공개된 암호 재설정 서비스 이름이 없어 확인하지 않았습니다. 릴레이 단계의 결과를 보십시오.",
				En: "No name of the password reset service is published for the China cloud operated by 21Vianet, so nothing was tried. See the step about the relays.",
			},
		},
		{
			On: steps.Unseen, Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
			Say: lang.Text{
				Ko: "암호 재설정 서비스 연결을 측정하지 못했습니다.",
				En: "The road to the password reset service could not be measured.",
			},
		},
	}, explaining(closedRoads, "reenable/event-log"), undecidedRoads),
}

// resetRoad is the road to the password reset service of one cloud.
type resetRoad struct {
	probes.Seen
	Cloud cloud         `json:"cloud"`
	Route *probes.Route `json:"route,omitempty"` // nil where the cloud has no published host
	// Sibling is the road to another host under the suffix that is to be open;
	// nil when it was not tried.
	Sibling *probes.Route `json:"sibling,omitempty"`
}

func seeResetRoad(ctx context.Context, env steps.Env, facts steps.Facts) (resetRoad, error) {
	named := seeRelayNames(ctx, env, facts)
	road := resetRoad{Cloud: cloudOf(named.Hosts, facts[steps.Tenant])}
	if resetHosts[road.Cloud] == "" {
		road.Seen = probes.Seen{At: env.Now().UTC()}
		return road, nil
	}
	targets := []probes.Target{resetTarget(road.Cloud)}
	if sibling := resetSiblings[road.Cloud]; sibling != "" {
		targets = append(targets, probes.Target{Host: sibling, Port: https, Purpose: probes.PasswordReset, Depth: probes.ToHTTP})
	}
	tried, err := measureAll(ctx, env, facts, targets)
	if err != nil {
		return resetRoad{}, err
	}
	for _, r := range tried.Routes {
		if r.Target.Host == targets[0].Host {
			road.Seen, road.Route = r.Seen, &r
		} else {
			road.Sibling = &r
		}
	}
	if road.Route == nil { // that of the sibling alone says nothing of it
		return resetRoad{}, tried.Why
	}
	return road, nil
}

func judgeResetRoad(road resetRoad) steps.Verdict {
	if road.Route == nil && road.Cloud == chinaCloud {
		return steps.Verdict{On: "not-published"}
	}
	if road.Route == nil || road.Route.End() == probes.NotTried {
		return steps.Blind(probes.Part{})
	}
	on := classify(*road.Route)
	switch {
	case !road.Route.Vantage.OnSyncServer():
		return hint(*road.Route)
	case road.Cloud == governmentCloud && on != open && on != unfamiliar:
		return steps.Verdict{On: "unconfirmed-host", Args: said(*road.Route)}
	case on == open && siblingClosed(road.Sibling):
		return steps.Verdict{On: suffixClosed, Args: road.said()}
	default:
		return steps.Verdict{On: on, Args: road.said()}
	}
}

func (r *resetRoad) said() tell.Args {
	args := said(*r.Route)
	args["sibling"], args["sibling_how"] = siblingSaid(r.Sibling)
	return args
}
