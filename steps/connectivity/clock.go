package connectivity

import (
	"cmp"
	"context"
	"slices"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// Clock finds a Connect server, a domain controller or a network whose clocks
// differ so much that tokens and tickets are refused.
var Clock = steps.Step{
	ID:    ClockID,
	Title: lang.Text{Ko: "시계", En: "Clocks"},
	Why: lang.Text{
		Ko: "서버와 클라우드, 서버와 도메인 컨트롤러의 시계가 5분 넘게 다르면 토큰과 Kerberos 티켓이 거부됩니다(이벤트 32002).",
		En: "When the server's clock differs from the cloud's or a domain controller's by more than 5 minutes, tokens and Kerberos tickets are refused (event 32002).",
	},
	Check:     steps.Look(seeClocks, judgeClocks),
	Reads:     []steps.Instrument{steps.ByServer},
	Keeps:     steps.Passing,
	RefutedBy: steps.Written,
	Timeout:   roadLimit,
	Blanks: tell.Kinds{
		"first": tell.Host, "second": tell.Host, "others": tell.Host,
		"apart": tell.Period,
	},
	Branches: clockBranches,
}

// reading is what one clock said, and when it was asked.
type reading struct {
	probes.Seen           // by the clock of whoever asked
	Host        string    `json:"host" is:"host"`
	Time        time.Time `json:"time"` // zero when the clock could not be read
}

// clocks is every clock that could be read. Server, Directory and Cloud are
// stamped by this machine; CloudThere, the cloud as the Connect server saw it,
// by this machine or by the server.
type clocks struct {
	probes.Seen
	Now        time.Time `json:"now"`
	Server     reading   `json:"server"`
	Directory  reading   `json:"directory"`
	Cloud      reading   `json:"cloud"`
	CloudThere reading   `json:"cloud_there"`
	// ServerWhy says why the server could not be asked; nil when it was.
	ServerWhy *probes.Obstacle `json:"server_why,omitempty"`
}

func seeClocks(ctx context.Context, env steps.Env, facts steps.Facts) (clocks, error) {
	start := env.Now()
	target := resetTarget(cloudOf(nil, facts[steps.Tenant]))
	seen := clocks{Seen: probes.Seen{Vantage: probes.Vantage{Place: probes.Here}, At: start.UTC()}}
	shell, noShell := env.Shell(ctx, facts)
	seen.ServerWhy = probes.AsObstacle(noShell)
	if noShell == nil {
		server, err := shell.Server(ctx)
		if err == nil {
			err = steps.FromServer(server.Seen)
		}
		if seen.ServerWhy = probes.AsObstacle(err); err == nil && server.System.Read {
			seen.Vantage = server.Vantage
			seen.Server = reading{Seen: server.Seen, Host: server.System.Host, Time: server.System.Time}
		}
		if there := readCloud(ctx, shell, target); there.Vantage.OnSyncServer() {
			seen.CloudThere = there
		}
	}
	directory, noDirectory := env.Directory(ctx, facts)
	if noDirectory == nil {
		if domain, err := directory.Domain(ctx); err == nil {
			seen.Directory = reading{Seen: domain.Seen, Host: domain.Controller, Time: domain.CurrentTime}
		}
	}
	seen.Cloud = readCloud(ctx, env.Endpoint, target)
	seen.Now = env.Now().UTC()
	seen.Took = seen.Now.Sub(start)
	if noShell != nil && noDirectory != nil {
		return clocks{}, noShell
	}
	return seen, nil
}

// readCloud reads the clock of the cloud off the Date of an answer. Where
// there is no host to ask, or no answer, the reading is empty.
func readCloud(ctx context.Context, from probes.Endpoint, target probes.Target) reading {
	if from == nil || target.Host == "" {
		return reading{}
	}
	route, err := from.Reach(ctx, target)
	if err != nil {
		return reading{}
	}
	return reading{Seen: route.Seen, Host: target.Host, Time: route.Date}
}

const (
	// skewLimit is how far clocks may differ for Kerberos by default, and
	// what tokens allow ("Maximum tolerance for computer clock
	// synchronization").
	skewLimit = 5 * time.Minute
	// driftLimit is worth a warning: a second of an HTTP date and a slow road
	// stay far below it.
	driftLimit = time.Minute
)

func judgeClocks(seen clocks) steps.Verdict {
	gaps, server := gapsOf(seen)
	if len(gaps) == 0 {
		return seen.aboutHere(withoutServer(seen))
	}
	widest := slices.MaxFunc(gaps, func(a, b gap) int { return cmp.Compare(a.apart, b.apart) })
	args := tell.Args{
		"first": tell.Host.Of(widest.first).OrDash(), "second": tell.Host.Of(widest.second).OrDash(), "apart": tell.Long(widest.apart),
	}
	switch {
	case widest.apart > skewLimit:
		return steps.Verdict{On: "skewed", Args: args}
	case widest.apart > driftLimit:
		return steps.Verdict{On: "drifting", Args: args}
	case !server: // that the others agree says nothing about the server
		return seen.aboutHere(withoutServer(seen))
	default:
		return seen.besideHere(steps.Verdict{On: "together", Args: args})
	}
}

// withoutServer is the verdict where the server's clock was compared with none.
func withoutServer(seen clocks) steps.Verdict {
	switch there := seen.CloudThere; {
	case !there.Time.IsZero() && steps.Passed(there.Seen, seen.At):
		return clocksThen(seen)
	case seen.ServerWhy != nil:
		return steps.Blind(probes.Part{Why: seen.ServerWhy})
	case seen.Server.Time.IsZero() && seen.CloudThere.Time.IsZero():
		return steps.Blind(probes.Part{Why: &probes.Obstacle{Kind: probes.NoServer}})
	default:
		return steps.Blind(probes.Part{})
	}
}

// clocksThen is the verdict where the server compared its clock with that of
// the cloud, too long ago to speak of now.
func clocksThen(seen clocks) steps.Verdict {
	there := seen.CloudThere
	verdict := steps.Blind(probes.Part{Why: there.Stale()})
	if then := judgeClocks(clocks{Seen: there.Seen, Now: there.At, Server: seen.Server, CloudThere: there}); then.On != steps.Unseen {
		verdict.Then = &steps.Then{On: then.On, Args: then.Args, Seen: there.Seen}
	}
	return verdict
}

var clockBranches = []steps.Branch{
	{
		On: "together", Status: steps.Healthy,
		Label: lang.Text{Ko: "서로 맞음", En: "Together"},
		Say: lang.Text{
			Ko: "비교한 시계의 오차가 모두 1분 이내입니다. 차이가 가장 큰 것은 {first} 시계와 {second} 시계이며 {apart}입니다.",
			En: "All clocks that could be compared agree within a minute. The widest gap is {apart}, between {first} and {second}.",
		},
	},
	{
		On: "drifting", Status: steps.Warning,
		Label: lang.Text{Ko: "조금 다름", En: "Drifting"},
		Say: lang.Text{
			Ko: "{first} 시계가 {second} 시계보다 {apart} 빠릅니다. 아직 거부될 정도는 아니지만 시간 동기화가 제대로 되지 않는 것으로 보입니다.",
			En: "The clock of {first} is {apart} ahead of that of {second}. This is not refused yet, but time synchronisation does not seem to work.",
		}, Remedy: setClocks,
	},
	{
		On: "skewed", Status: steps.Broken,
		Label: lang.Text{Ko: "5분 넘게 다름", En: "Over 5 min apart"},
		Say: lang.Text{
			Ko: "{first} 시계가 {second} 시계보다 {apart} 빠릅니다. 5분 넘게 다르면 토큰과 Kerberos 티켓이 거부됩니다.",
			En: "The clock of {first} is {apart} ahead of that of {second}. With more than 5 minutes, tokens and Kerberos tickets are refused.",
		}, Remedy: setClocks, Explains: []steps.ID{"reenable/event-log"},
	},
	{
		On: "here-wrong", Status: steps.Warning,
		Label: lang.Text{Ko: "이 컴퓨터만 다름", En: "This machine differs"},
		Say: lang.Text{
			Ko: "서버와 그 상대의 시계는 서로 맞지만, 이 컴퓨터의 시계가 {second} 시계와 {apart} 다릅니다. 쓰기 저장의 고장은 아니지만, 저절로 바뀌는 상태가 지금 것인지 여기에서는 알 수 없습니다.",
			En: "The server and those it talks to agree, but the clock of this machine differs from that of {second} by {apart}. Writeback does not suffer from it; but of states that change by themselves nobody can tell here whether they are of now.",
		},
		Remedy: setClockHere,
	},
	{
		On: "here-fast", Status: steps.Unknown,
		Label: lang.Text{Ko: "이 컴퓨터가 빠름", En: "This machine is fast"},
		Say: lang.Text{
			Ko: "이 컴퓨터의 시계가 {second} 시계보다 {apart} 빠릅니다. Connect 서버의 시계는 보지 못했습니다.",
			En: "The clock of this machine is {apart} ahead of that of {second}. The clock of the Connect server was not seen.",
		},
		Details: hereDetails, Remedy: setClockHere,
	},
	{
		On: "here-slow", Status: steps.Unknown,
		Label: lang.Text{Ko: "이 컴퓨터가 느림", En: "This machine is slow"},
		Say: lang.Text{
			Ko: "이 컴퓨터의 시계가 {second} 시계보다 {apart} 느립니다. Connect 서버의 시계는 보지 못했습니다.",
			En: "The clock of this machine is {apart} behind that of {second}. The clock of the Connect server was not seen.",
		},
		Details: hereDetails, Remedy: setClockHere,
	},
	{
		On: steps.Unseen, Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
		Say: lang.Text{
			Ko: "서로 비교할 수 있는 시계를 두 개 이상 읽지 못했습니다.",
			En: "No two clocks could be read that can be compared.",
		},
	},
}

// hereDetails are what follows from a wrong clock of this machine.
var hereDetails = []lang.Text{
	{Ko: "다른 시계는 서로 맞습니다({others}). 틀린 것은 이 컴퓨터의 시계입니다.", En: "The others agree with each other ({others}): it is this machine whose clock is wrong."},
	{
		Ko: "Active Directory의 날짜는 도메인 컨트롤러의 시계로 판정했으므로 잠금과 만료의 판정에는 영향이 없습니다. 이 컴퓨터에서 하는 Kerberos 로그인은 거절될 수 있습니다.",
		En: "Dates in Active Directory were judged by the controller's clock, so locks and expiries are not affected. Kerberos sign-ins from this machine may be refused.",
	},
}

var setClockHere = &steps.Remedy{
	Who:   []steps.Who{steps.Helpdesk},
	Where: lang.Text{Ko: "이 컴퓨터", En: "This machine"},
	Do: []lang.Text{
		{Ko: "이 컴퓨터와 {second} 중 어느 쪽의 시계가 실제 시간과 다른지 확인하십시오.", En: "See which of this machine and {second} differs from the real time."},
		{Ko: "이 컴퓨터라면 시계를 맞춘 뒤 다시 확인하십시오.", En: "If it is this machine, set its clock and check again."},
	},
	Look:    []steps.Command{{Shell: steps.Cmd, Text: "w32tm /query /status"}},
	Fix:     []steps.Command{{Shell: steps.Cmd, Text: "w32tm /resync /rediscover"}},
	Changes: lang.Text{Ko: "w32tm /resync 명령은 이 컴퓨터의 시계를 바로잡습니다. 되돌릴 것은 없습니다.", En: "w32tm /resync sets the clock of this machine. There is nothing to undo."},
	Proof:   lang.Text{Ko: "이 단계를 다시 확인하면 이 말이 나오지 않습니다.", En: "Checked again, this step does not say so any more."},
	Link:    "https://learn.microsoft.com/windows-server/networking/windows-time-service/windows-time-service-tools-and-settings",
}

var setClocks = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin, steps.ADAdmin},
	Where: lang.Text{Ko: "시계가 틀린 컴퓨터. 도메인 전체가 틀리면 PDC 에뮬레이터", En: "The machine whose clock is wrong; the PDC emulator when the whole domain is"},
	Do: []lang.Text{
		{Ko: "{first} 시계와 {second} 시계 중 어느 쪽이 실제 시간과 다른지 확인하십시오.", En: "See which of {first} and {second} differs from the real time."},
		{Ko: "가상 머신이라면 호스트의 시간 동기화가 도메인의 시간 동기화와 충돌하지 않는지 확인하십시오.", En: "On a virtual machine, check that the host's time synchronisation does not conflict with the domain's."},
		{Ko: "PDC 에뮬레이터는 외부 시간 원본을, 나머지 컴퓨터는 도메인의 시간을 따르게 하십시오.", En: "Let the PDC emulator follow an outside source, and all other machines the domain."},
	},
	Look: []steps.Command{
		{Shell: steps.Cmd, Text: "w32tm /query /status"},
		{Shell: steps.Cmd, Text: "w32tm /query /source"},
	},
	Fix: []steps.Command{{Shell: steps.Cmd, Text: "w32tm /resync /rediscover"}},
	Changes: lang.Text{
		Ko: "w32tm /resync 명령은 그 컴퓨터의 시계를 바로잡습니다. 되돌릴 것은 없습니다.",
		En: "w32tm /resync sets the clock of that machine. There is nothing to undo.",
	},
	Proof: lang.Text{Ko: "이 단계를 다시 확인하면 차이가 1분 이내입니다.", En: "Checked again, the clocks agree within a minute."},
	Link:  "https://learn.microsoft.com/windows-server/networking/windows-time-service/windows-time-service-tools-and-settings",
}
