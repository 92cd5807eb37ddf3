package connectivity

import (
	"context"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// Idle finds a device on the way that forgets or cuts connections on which
// nothing is said for a few minutes.
var Idle = steps.Step{
	ID:    "connectivity/idle",
	Seed:  []string{"N3"},
	Title: lang.Text{Ko: "유휴 연결 유지", En: "Idle connections"},
	Why: lang.Text{
		Ko: "Connect 서버는 릴레이와 연결을 열어 둔 채 기다리므로, 중간 장비가 조용한 연결을 끊으면 새 암호가 도착하지 못합니다.",
		En: "The Connect server waits on an open connection to the relay; when a device cuts it in the silence, a new password does not arrive.",
	},
	Check:       steps.Look(seeIdle, judgeIdle),
	Roads:       true,
	Reads:       []steps.Instrument{steps.ByServer},
	ConnectSync: true,
	Keeps:       steps.Passing,
	Uses:        []steps.Fact{steps.Relays},
	Timeout:     idleLength + 3*time.Minute, // the start of the script and of the connection, for either relay
	Takes:       idleLength,
	Blanks: tell.Kinds{
		"cut": tell.Period, "held": tell.Period,
		"host": tell.Host,
		"how":  tell.Contact,
	},
	Branches: []steps.Branch{
		{
			On: "survives", Status: steps.Healthy,
			Label: lang.Text{Ko: "유지됨", En: "Survives"},
			Say: lang.Text{
				Ko: "Connect 서버에서 {host} 주소로 연 연결이 {held} 동안 유휴 상태여도 유지되었습니다.",
				En: "A connection from the Connect server to {host} survived {held} of silence.",
			},
		},
		{
			On: "short", Status: steps.Warning,
			Label: lang.Text{Ko: "6분을 버티지 못함", En: "Under 6 minutes"},
			Say: lang.Text{
				Ko: "{host} 주소로 연 연결이 3분은 버텼지만 {cut} 만에 끊겼습니다. 릴레이의 신호는 5분마다 오므로 6분 이상 유지되는 것이 안전합니다.",
				En: "A connection to {host} lasted 3 minutes but was dead after {cut}. The relay's heartbeat comes every 5 minutes, so it should last 6 minutes or more.",
			}, Remedy: raiseIdle,
		},
		{
			On: "cut-silently", Status: steps.Broken,
			Label: lang.Text{Ko: "조용히 끊김", En: "Cut silently"},
			Say: lang.Text{
				Ko: "{host} 주소로 연 연결이 {cut} 동안 조용하면 아무 알림 없이 끊깁니다({held}까지는 살아 있었습니다). 중간의 방화벽이나 NAT 장비 때문이며, 서버는 끊긴 줄 모르고 기다립니다.",
				En: "After {cut} of silence a connection to {host} is dead without notice (it was alive at {held}). A firewall or NAT device in between does that, and the server goes on waiting without knowing.",
			}, Remedy: raiseIdle, Explains: []steps.ID{"reenable/event-log"},
		},
		{
			On: "cut-by-reset", Status: steps.Broken,
			Label: lang.Text{Ko: "중간 장비가 끊음", En: "Cut by a device"},
			Say: lang.Text{
				Ko: "{host} 주소로 연 연결이 {cut} 동안 조용하면 중간 장비가 끊습니다({held}까지는 살아 있었습니다).",
				En: "After {cut} of silence a device in between closes or resets a connection to {host} (it was alive at {held}).",
			}, Remedy: raiseIdle, Explains: []steps.ID{"reenable/event-log"},
		},
		{
			On: "no-connection", Status: steps.Unknown,
			Label: lang.Text{Ko: "연결되지 않음", En: "No connection"},
			Say: lang.Text{
				Ko: "{host} 주소로 연결되지 않아({how}) 유휴 시간을 잴 수 없었습니다.",
				En: "No connection to {host} came up ({how}), so its idle time could not be measured.",
			},
		},
		{
			On: "hint-survives", Status: steps.Unknown,
			Label: lang.Text{Ko: "유지됨(이 PC)", En: "Survives from here"},
			Say: lang.Text{
				Ko: "이 컴퓨터에서 {host} 주소로 연 연결은 {held} 동안 유지되었습니다. Connect 서버에서 측정한 것이 아니므로 참고만 하십시오.",
				En: "From this machine, a connection to {host} survived {held}. It was not measured on the Connect server, so it is only a hint.",
			},
		},
		{
			On: "hint-cut", Status: steps.Unknown,
			Label: lang.Text{Ko: "끊김(이 PC)", En: "Cut from here"},
			Say: lang.Text{
				Ko: "이 컴퓨터에서 {host} 주소로 연 연결은 {cut} 만에 끊겼습니다. Connect 서버에서 측정한 것이 아니므로 서버에서도 끊긴다는 뜻은 아닙니다.",
				En: "From this machine, a connection to {host} was dead after {cut}. It was not measured on the Connect server, so it does not say that the server's connections are cut.",
			},
		},
		{
			On: steps.Unseen, Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
			Say: lang.Text{
				Ko: "유휴 연결이 유지되는지 측정하지 못했습니다.",
				En: "Whether idle connections survive could not be measured.",
			},
		},
	},
}

const (
	// idleLength is the upper end of the 2 to 3 minutes that the article asks
	// for.
	idleLength = 180 * time.Second
	// idleSafe is what the prerequisites page recommends for proxies.
	idleSafe = 360 * time.Second
)

func seeIdle(ctx context.Context, env steps.Env, facts steps.Facts) (probes.Hold, error) {
	targets := idleTargets(facts)
	if len(targets) == 0 {
		return probes.Hold{}, &probes.Obstacle{Kind: probes.MissingInput, Needs: string(steps.Relays)}
	}
	shell, err := env.Shell(ctx, facts)
	if err == nil {
		var held probes.Hold
		if held, err = holdOne(ctx, shell, targets); err == nil {
			return held, nil
		}
	}
	if ctx.Err() != nil || env.Endpoint == nil {
		return probes.Hold{}, err
	}
	held, fromHere := holdOne(ctx, env.Endpoint, targets)
	if fromHere != nil {
		return probes.Hold{}, err
	}
	return held, nil
}

// idleTargets are the tenant's relays, else the password reset service, else
// nothing.
func idleTargets(facts steps.Facts) []probes.Target {
	var targets []probes.Target
	for _, relay := range facts.List(steps.Relays) {
		targets = append(targets, relayTarget(relay))
	}
	if reset := resetTarget(cloudOf(facts.List(steps.Relays), facts[steps.Tenant])); len(targets) == 0 && reset.Host != "" {
		targets = append(targets, reset)
	}
	for i := range targets {
		targets[i].Depth = probes.ToTLS
	}
	return targets
}

// holdOne holds a connection to the first target that answers: one that is kept
// from the server says nothing of how long the others live. Where none answers
// it is the first that was tried, or the reason why the first could not be.
func holdOne(ctx context.Context, from probes.Endpoint, targets []probes.Target) (probes.Hold, error) {
	var closed *probes.Hold
	var first error
	for _, target := range targets {
		held, err := from.Hold(ctx, target, idleLength)
		switch {
		case err == nil && held.Start == probes.Open:
			return held, nil
		case err == nil && closed == nil:
			closed = &held
		case err != nil && first == nil:
			first = err
		}
	}
	if closed != nil {
		return *closed, nil
	}
	return probes.Hold{}, first
}

func judgeIdle(held probes.Hold) steps.Verdict {
	args := tell.Args{
		"host": tell.Host.Of(held.Target.Host), "how": tell.Contact.Of(string(held.Start)).OrDash(),
		"held": tell.Long(held.Held), "cut": tell.Long(held.CutAt),
	}
	onServer := held.Vantage.OnSyncServer()
	switch {
	case held.Start == probes.NotTried:
		return steps.Blind(probes.Part{})
	case held.Start != probes.Open:
		return steps.Verdict{On: "no-connection", Args: args}
	case held.Cut == probes.Unsaid, held.Cut == probes.No && held.Held < idleLength,
		held.Cut == probes.Yes && (held.CutAt <= 0 || held.Held < idleLength && held.CutAt > idleLength):
		return steps.Blind(probes.Part{}) // too short a silence proves nothing, and one of 3 minutes was not tried
	case held.Cut == probes.No && onServer:
		return steps.Verdict{On: "survives", Args: args}
	case held.Cut == probes.No:
		return steps.Verdict{On: "hint-survives", Args: args}
	case !onServer:
		return steps.Verdict{On: "hint-cut", Args: args}
	case held.Held >= idleLength && held.CutAt <= idleSafe:
		return steps.Verdict{On: "short", Args: args}
	case held.Held >= idleLength:
		return steps.Verdict{On: "survives", Args: args}
	case held.Silent == probes.Yes:
		return steps.Verdict{On: "cut-silently", Args: args}
	case held.Silent == probes.Unsaid:
		return steps.Blind(probes.Part{})
	default:
		return steps.Verdict{On: "cut-by-reset", Args: args}
	}
}
