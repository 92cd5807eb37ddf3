package connectivity

import (
	"context"
	"net"
	"slices"
	"strconv"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// DomainControllerPorts finds ports of the domain controllers that the Connect
// server cannot reach, above all 445, which is often forgotten.
var DomainControllerPorts = steps.Step{
	ID:    "connectivity/domain-controller-ports",
	Seed:  []string{"C4"},
	Title: lang.Text{Ko: "도메인 컨트롤러의 포트", En: "Ports of the domain controllers"},
	Why: lang.Text{
		Ko: "암호를 쓰려면 LDAP뿐 아니라 RPC와 SMB(TCP 445)도 필요하며, 445는 자주 빠뜨립니다.",
		En: "Writing a password needs RPC and SMB (TCP 445) besides LDAP, and 445 is often forgotten.",
	},
	Check:     steps.Look(seePorts, judgePorts),
	Roads:     true,
	Reads:     []steps.Instrument{steps.ByDirectory, steps.ByServer},
	Keeps:     steps.Passing,
	RefutedBy: steps.WrittenHere,
	Uses:      []steps.Fact{steps.Controllers, steps.PDC},
	Timeout:   roadLimit,
	Blanks: tell.Kinds{
		"closed": tell.Host,
		"how":    tell.Contact,
		"pdc":    tell.PDC,
		"tried":  tell.Number,
	},
	Branches: portBranches,
}

// controllerPorts are the roads to the domain controllers.
type controllerPorts struct {
	probes.Seen
	PDC    string                    `json:"pdc,omitempty" is:"pdc"`
	Routes probes.List[probes.Route] `json:"routes,omitzero"`
	// Why says why a road could not be tried; nil when all were.
	Why *probes.Obstacle `json:"why,omitempty"`
}

const smb = 445

// pdcPorts are what writeback needs of the PDC emulator; every password goes
// there ("Hybrid Identity required ports and protocols", table 1). Dynamic
// RPC ports cannot be probed one by one.
var pdcPorts = []int{88, 135, 389, smb}

// otherPorts are what is tried on every other controller, and otherLimit how
// many of them are tried: a large domain has hundreds.
var otherPorts = []int{389, smb}

const otherLimit = 12

func seePorts(ctx context.Context, env steps.Env, facts steps.Facts) (controllerPorts, error) {
	start := env.Now()
	seen := controllerPorts{PDC: facts[steps.PDC]}
	targets := portTargets(seen.PDC, facts.List(steps.Controllers))
	if len(targets) == 0 {
		return controllerPorts{}, &probes.Obstacle{Kind: probes.MissingInput, Needs: string(steps.Controllers)}
	}
	tried, err := measureAll(ctx, env, facts, targets)
	if err != nil {
		return controllerPorts{}, err
	}
	seen.Routes, seen.Why = tried.Routes, tried.Why
	seen.Seen = seenOn(seen.Routes, start, env.Now())
	return seen, nil
}

func portTargets(pdc string, controllers []string) []probes.Target {
	var targets []probes.Target
	add := func(host string, ports []int) {
		for _, p := range ports {
			targets = append(targets, probes.Target{Host: host, Port: p, Purpose: probes.DomainControl})
		}
	}
	if pdc != "" {
		add(pdc, pdcPorts)
	}
	tried := 0
	for _, host := range controllers {
		if strings.EqualFold(host, pdc) || host == "" || tried == otherLimit {
			continue
		}
		add(host, otherPorts)
		tried++
	}
	return targets
}

func judgePorts(seen controllerPorts) steps.Verdict {
	routes, onServer := counting(seen.Routes)
	if len(routes) == 0 {
		return steps.Blind(probes.Part{Why: seen.Why})
	}
	closed, lost := shutRoads(routes)
	smbClosed := slices.IndexFunc(closed, func(r probes.Route) bool {
		return r.Target.Port == smb && seen.PDC != "" && strings.EqualFold(r.Target.Host, seen.PDC)
	})
	args := tell.Args{
		"tried": tell.Count(len(routes)), "pdc": tell.PDC.Of(seen.PDC).OrDash(), "how": tell.Contact.Unknown(),
		"closed": tell.Host.Values(closedList(closed)).OrDash(),
	}
	unknown := untried(seen.Routes, seen.Why)
	if unknown == nil {
		unknown = lost
	}
	switch {
	case onServer && smbClosed >= 0:
		args["how"] = endOf(closed[smbClosed])
		return steps.Verdict{On: "smb-closed", Args: args}
	case unknown != nil:
		return steps.Verdict{On: steps.Unseen, Why: unknown}
	case !onServer && len(closed) == 0:
		return steps.Verdict{On: hintOpen, Args: args}
	case !onServer:
		return steps.Verdict{On: hintClosed, Args: args}
	case len(closed) > 0:
		return steps.Verdict{On: "some-closed", Args: args}
	case seen.PDC == "": // every password goes there, and not all controllers are tried
		return steps.Verdict{On: steps.Unseen, Why: &probes.Obstacle{Kind: probes.MissingInput, Needs: string(steps.PDC)}}
	default:
		return steps.Verdict{On: open, Args: args}
	}
}

// shutRoads returns the roads that were not open. A name that was not found
// while that of another road to the same host was, is no closed port: the name
// server failed once, and lost says so.
func shutRoads(routes []probes.Route) (closed []probes.Route, lost *probes.Obstacle) {
	for _, r := range routes {
		resolved := func(o probes.Route) bool {
			return o.Name == probes.Open && strings.EqualFold(o.Target.Host, r.Target.Host)
		}
		end := r.End()
		switch {
		case end == probes.Open:
		case (end == probes.NoSuchName || end == probes.NoNameServer) && slices.ContainsFunc(routes, resolved):
			kind := probes.NameUnknown
			if end == probes.NoNameServer {
				kind = probes.NameUnanswered
			}
			lost = &probes.Obstacle{Kind: kind, Host: r.Target.Host}
		default:
			closed = append(closed, r)
		}
	}
	return closed, lost
}

// closedList is what is closed, each with how the try ended.
func closedList(routes []probes.Route) []tell.Value {
	var list []tell.Value
	for _, r := range routes {
		list = append(list, tell.Host.Of(addr(r.Target)).With(endOf(r)))
	}
	return list
}

// addr writes host and port as they stand in rules.
func addr(t probes.Target) string { return net.JoinHostPort(t.Host, strconv.Itoa(t.Port)) }

var portBranches = []steps.Branch{
	{
		On: open, Status: steps.Healthy,
		Label: lang.Text{Ko: "열려 있음", En: "Open"},
		Say: lang.Text{
			Ko: "Connect 서버에서 확인한 도메인 컨트롤러의 포트 {tried}개가 모두 열려 있습니다.",
			En: "All ports of the domain controllers that were tried from the Connect server are open ({tried}).",
		},
	},
	{
		On: "smb-closed", Status: steps.Broken,
		Label: lang.Text{Ko: "PDC의 445 막힘", En: "445 closed on PDC"},
		Say: lang.Text{
			Ko: "Connect 서버에서 PDC 에뮬레이터 {pdc} 서버의 TCP 445에 연결할 수 없습니다({how}). 권한이 맞아도 암호 재설정이 SSPR_0029와 이벤트 33004로 실패할 수 있습니다.",
			En: "The Connect server cannot reach TCP 445 of the PDC emulator {pdc} ({how}). Resets may fail with SSPR_0029 and event 33004 although the rights are good.",
		}, Remedy: openPorts, Explains: []steps.ID{"reenable/event-log"},
	},
	{
		On: "some-closed", Status: steps.Warning,
		Label: lang.Text{Ko: "일부 막힘", En: "Some closed"},
		Say: lang.Text{
			Ko: "Connect 서버에서 다음 포트에 연결할 수 없습니다: {closed}.",
			En: "The Connect server cannot reach these ports: {closed}.",
		}, Remedy: openPorts,
	},
	{
		On: hintOpen, Status: steps.Unknown,
		Label: lang.Text{Ko: "열림(이 PC)", En: "Open from here"},
		Say: lang.Text{
			Ko: "이 컴퓨터에서 도메인 컨트롤러의 포트 {tried}개는 모두 열려 있습니다. Connect 서버에서 측정한 것이 아니므로 참고만 하십시오.",
			En: "All ports of the domain controllers that were tried from this machine are open ({tried}). It was not measured on the Connect server, so it is only a hint.",
		},
	},
	{
		On: hintClosed, Status: steps.Unknown,
		Label: lang.Text{Ko: "막힘(이 PC)", En: "Closed from here"},
		Say: lang.Text{
			Ko: "이 컴퓨터에서는 다음 포트에 연결할 수 없습니다: {closed}. Connect 서버에서 측정한 것이 아니므로 서버에서도 막혔다는 뜻은 아닙니다.",
			En: "These ports cannot be reached from this machine: {closed}. It was not measured on the Connect server, so it does not say that they are closed there.",
		},
	},
	{
		On: steps.Unseen, Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
		Say: lang.Text{
			Ko: "도메인 컨트롤러의 포트를 확인하지 못했습니다.",
			En: "The ports of the domain controllers could not be tried.",
		},
	},
}

var openPorts = &steps.Remedy{
	Who:   []steps.Who{steps.Network, steps.ADAdmin},
	Where: lang.Text{Ko: "Connect 서버와 도메인 컨트롤러 사이의 방화벽, 도메인 컨트롤러의 Windows 방화벽", En: "The firewalls between the Connect server and the domain controllers, and the Windows firewall of the controllers"},
	Do: []lang.Text{
		{Ko: "막힌 포트는 다음과 같습니다: {closed}.", En: "These are closed: {closed}."},
		{Ko: "Connect 서버에서 모든 도메인 컨트롤러로 TCP 88, 135, 389, 445와 동적 RPC 포트(49152-65535)를 허용하십시오.", En: "Allow TCP 88, 135, 389, 445 and the dynamic RPC ports (49152-65535) from the Connect server to every domain controller."},
		{Ko: "우선 도메인 컨트롤러를 지정했더라도 쓰기 저장은 PDC 에뮬레이터에 직접 연결하므로, PDC 에뮬레이터를 빠뜨리지 마십시오.", En: "Do not leave out the PDC emulator: writeback goes to it even where preferred controllers are set."},
		{Ko: "Connect 서버에서 아래 명령으로 확인하십시오.", En: "Check with the command below on the Connect server."},
	},
	Look: []steps.Command{{Shell: steps.PowerShell, Text: "Test-NetConnection -ComputerName {pdc} -Port 445"}},
	Changes: lang.Text{
		Ko: "Connect 서버 한 대에서 오는 연결만 허용하면 됩니다.",
		En: "Only connections from the one Connect server need to be allowed.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 정상으로 나옵니다.",
		En: "Checked again, this step is healthy.",
	},
	Link: portsPage,
}
