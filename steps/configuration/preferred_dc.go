package configuration

import (
	"context"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
	"example.com/writeback-doctor/steps/version"
)

// PreferredDC finds preferred domain controllers that are gone, and LDAP
// traffic that is not signed and encrypted, in the connector's settings.
//
// Preferred is not primary: the list need not hold the PDC emulator, because
// writeback goes there anyway.
var PreferredDC = steps.Step{
	ID:    "configuration/preferred-dc",
	Seed:  []string{"C4"},
	Title: lang.Text{Ko: "우선 도메인 컨트롤러", En: "Preferred domain controllers"},
	Why: lang.Text{
		Ko: "커넥터에 지정한 우선 도메인 컨트롤러가 사라졌거나 LDAP 암호화가 꺼져 있으면 암호를 기록하지 못할 수 있습니다. '우선'은 PDC('주')와 다른 뜻입니다.",
		En: "A preferred domain controller that is gone, or LDAP traffic without encryption, can keep the connector from writing. Preferred is not primary: it does not mean the PDC.",
	},
	Check:       steps.Look(seePreferred, judgePreferred),
	Roads:       true,
	Reads:       []steps.Instrument{steps.ByEngine},
	ConnectSync: true,
	Keeps:       steps.Lasting,
	RefutedBy:   steps.WrittenHere,
	Timeout:     roadTime,
	Uses:        []steps.Fact{steps.PDC, steps.UserDN},
	Blanks: tell.Kinds{
		"dead": tell.Controller, "flat": tell.Controller, "preferred": tell.Controller,
		"places":  tell.Words,
		"version": tell.Version,
	},
	Branches: []steps.Branch{
		{
			On: "none", Status: steps.Healthy,
			Label: lang.Text{Ko: "지정하지 않음", En: "None set"},
			Say: lang.Text{
				Ko: "우선 도메인 컨트롤러를 지정하지 않아 도메인 컨트롤러가 자동으로 선택됩니다. LDAP 서명과 암호화는 켜져 있습니다.",
				En: "No preferred domain controllers are set, so one is chosen automatically. LDAP signing and encryption are on.",
			},
		},
		{
			On: "includes-pdc", Status: steps.Healthy,
			Label: lang.Text{Ko: "PDC 포함", En: "Includes the PDC"},
			Say: lang.Text{
				Ko: "우선 도메인 컨트롤러({preferred})에 PDC 에뮬레이터가 들어 있습니다.",
				En: "The preferred domain controllers ({preferred}) include the PDC emulator.",
			},
		},
		{
			On: "without-pdc", Status: steps.Healthy,
			Label: lang.Text{Ko: "PDC 없음(정상)", En: "Without PDC, fine"},
			Say: lang.Text{
				Ko: "우선 도메인 컨트롤러({preferred})에 PDC 에뮬레이터가 없지만 문제없습니다. 쓰기 저장을 할 때 Connect는 PDC 에뮬레이터에 직접 연결합니다.",
				En: "The preferred domain controllers ({preferred}) do not include the PDC emulator. That is fine: for writeback Connect connects to the PDC emulator anyway.",
			},
		},
		{
			On: "unproven", Status: steps.Unknown,
			Label: lang.Text{Ko: "확인 못 함", En: "Set, not verified"},
			Say: lang.Text{
				Ko: "우선 도메인 컨트롤러({preferred})가 지정되어 있지만, 모두 살아 있는지와 PDC 에뮬레이터가 들어 있는지는 확인하지 못했습니다.",
				En: "Preferred domain controllers are set ({preferred}), but whether all of them are alive and the PDC emulator is among them could not be seen.",
			},
			Remedy: testPreferred,
		},
		{
			On: "dead", Status: steps.Warning, Causes: []steps.ID{notContacted},
			Label: lang.Text{Ko: "사라진 서버", En: "A listed one is gone"},
			Say: lang.Text{
				Ko: "우선 도메인 컨트롤러 가운데 {dead} 서버는 더 이상 도메인 컨트롤러가 아니거나 Connect 서버에서 연결되지 않습니다.",
				En: "Of the preferred domain controllers, {dead} is no longer a domain controller or cannot be reached from the Connect server.",
			},
			Remedy: editPreferred,
		},
		{
			On: "dead-guarded", Status: steps.Warning, Causes: []steps.ID{notContacted},
			Label: lang.Text{Ko: "업그레이드 먼저", En: "Gone; upgrade first"},
			Say: lang.Text{
				Ko: "우선 도메인 컨트롤러 가운데 {dead} 서버는 더 이상 도메인 컨트롤러가 아니거나 연결되지 않습니다. 고치기 전에 먼저 업그레이드해야 합니다. 설치된 버전({version})에서는 커넥터의 속성 대화 상자를 열면 안 됩니다.",
				En: "Of the preferred domain controllers, {dead} is no longer a domain controller or cannot be reached. Before changing this, upgrade: in the installed version ({version}) the connector's dialog must not be opened.",
			},
			Remedy: upgradeThenPreferred,
		},
		{
			On: "flat-name", Status: steps.Warning, Causes: []steps.ID{notContacted},
			Label: lang.Text{Ko: "짧은 이름", En: "Short name"},
			Say: lang.Text{
				Ko: "우선 도메인 컨트롤러 {flat} 서버가 도메인 없이 짧은 이름으로 적혀 있습니다. 그러면 암호 쓰기가 컨트롤러를 찾지 못해 실패할 수 있습니다(33001, 80230818). 전체 이름으로 적어야 합니다.",
				En: "The preferred domain controller {flat} is entered by its short name, without the domain. Writing a password can then fail to find the controller (33001, 80230818). It has to be entered by its full name.",
			},
			Remedy: namePreferred,
		},
		{
			On: "flat-name-guarded", Status: steps.Warning, Causes: []steps.ID{notContacted},
			Label: lang.Text{Ko: "짧은 이름, 업그레이드 먼저", En: "Short name; upgrade first"},
			Say: lang.Text{
				Ko: "우선 도메인 컨트롤러 {flat} 서버가 도메인 없이 짧은 이름으로 적혀 있어 암호 쓰기가 실패할 수 있습니다(33001, 80230818). 고치기 전에 먼저 업그레이드해야 합니다. 설치된 버전({version})에서는 커넥터의 속성 대화 상자를 열면 안 됩니다.",
				En: "The preferred domain controller {flat} is entered by its short name, so writing a password can fail (33001, 80230818). Before changing this, upgrade: in the installed version ({version}) the connector's dialog must not be opened.",
			},
			Remedy: upgradeThenName,
		},
		{
			On: "unsigned", Status: steps.Broken,
			Label: lang.Text{Ko: "LDAP 암호화 꺼짐", En: "LDAP encryption off"},
			Say: lang.Text{
				Ko: "커넥터의 'Sign and Encrypt LDAP Traffic' 설정이 꺼져 있어 암호를 쓸 때 8023062C(안전하지 않은 연결) 오류로 거부됩니다. 꺼진 위치: {places}.",
				En: "'Sign and Encrypt LDAP Traffic' of the connector is off, so writing a password is refused with 8023062C (insecure connection). It is off in: {places}.",
			},
			Remedy: signTraffic, Explains: []steps.ID{"reenable/event-log"},
		},
		{
			On: "unsigned-guarded", Status: steps.Broken,
			Label: lang.Text{Ko: "암호화 꺼짐", En: "Off; upgrade first"},
			Say: lang.Text{
				Ko: "커넥터의 'Sign and Encrypt LDAP Traffic' 설정이 꺼져 있어 암호 쓰기가 거부됩니다(꺼진 위치: {places}). 고치기 전에 먼저 업그레이드해야 합니다. 설치된 버전({version})에서는 커넥터의 속성 대화 상자를 열면 안 됩니다.",
				En: "'Sign and Encrypt LDAP Traffic' of the connector is off, so writing a password is refused (off in: {places}). Before changing this, upgrade: in the installed version ({version}) the connector's dialog must not be opened.",
			},
			Remedy: upgradeThenSign, Explains: []steps.ID{"reenable/event-log"},
		},
		{
			On: steps.Unseen, Status: steps.Unknown,
			Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
			Say: lang.Text{
				Ko: "커넥터의 도메인 컨트롤러 설정을 서버 구성에서 읽지 못했습니다.",
				En: "The domain controller settings of the connector could not be read from the server's configuration.",
			},
		},
	},
}

// preferredEvidence is the connector's settings and what is known of the
// controllers that it names.
type preferredEvidence struct {
	probes.Seen
	Domain      string                    `json:"domain" is:"domain"` // of the caller's account; "" when not known
	PDC         string                    `json:"pdc" is:"pdc"`       // host; "" when not known
	Export      probes.Export             `json:"export"`
	Product     probes.Product            `json:"product"`
	Controllers probes.List[string]       `json:"controllers,omitzero" is:"controller"` // hosts of the domain's controllers; none when not readable
	ListedAt    time.Time                 `json:"listed_at,omitzero"`                   // when the directory listed them; zero when nobody noted it
	Routes      probes.List[probes.Route] `json:"routes,omitzero"`                      // from the server to those that are listed, LDAP
	Now         time.Time                 `json:"now,omitzero"`                         // as of when it is judged; zero when nobody noted it
}

// Dated is the evidence as it speaks of another moment.
func (e preferredEvidence) Dated(moment time.Time) preferredEvidence {
	if e.ListedAt.IsZero() {
		e.ListedAt = e.At
	}
	e.Now = moment
	return e
}

// present is the evidence without what has passed: which controllers answer.
// What the connector is told to do stays.
func (e preferredEvidence) present() preferredEvidence {
	if steps.Passed(probes.Seen{At: e.ListedAt}, e.Now) {
		e.Controllers = nil
	}
	e.Routes = slices.DeleteFunc(slices.Clone(e.Routes), func(r probes.Route) bool { return steps.Passed(r.Seen, e.Now) })
	return e
}

// ldapPort is what a preferred controller has to answer on.
const ldapPort = 389

// notContacted is the event of a controller that the engine could not contact,
// which is what a preferred one comes to that its name does not lead to.
const notContacted steps.ID = "reenable/event-log#controller-not-contacted"

func seePreferred(ctx context.Context, env steps.Env, facts steps.Facts) (preferredEvidence, error) {
	server, err := steps.AskServer(ctx, env, facts)
	if err != nil {
		return preferredEvidence{}, err
	}
	shell, err := env.Shell(ctx, facts)
	if err != nil {
		return preferredEvidence{}, err
	}
	e := preferredEvidence{
		Seen: server.Seen, Domain: homeDomain(facts), PDC: facts[steps.PDC],
		Export: server.Export, Product: server.Product, Now: env.Moment(facts).UTC(),
	}
	if e.Domain == "" { // the walk began with a controller; the PDC emulator is of the same domain
		_, e.Domain, _ = strings.Cut(e.PDC, ".")
	}
	listed := readPreferred(e.Export, e.Domain).hosts
	if len(listed) == 0 {
		return e, nil
	}
	// Both of these only prove that a listed controller lives. Without them
	// the list is unproven, which is an answer.
	if directory, err := env.Directory(ctx, facts); err == nil {
		if all, err := directory.DomainControllers(ctx); err == nil {
			e.Controllers, e.ListedAt = hostsOf(all.List), all.At
		}
	}
	var targets []probes.Target
	for _, host := range listed {
		targets = append(targets, portsOn(host, []int{ldapPort})...)
	}
	e.Routes, _ = knock(ctx, shell, targets)
	return e, nil
}

func judgePreferred(e preferredEvidence) steps.Verdict {
	e = e.present()
	p := readPreferred(e.Export, e.Domain)
	dead, proven := gonePreferred(e, p.hosts)
	flat := flatNames(p.hosts)
	args := tell.Args{
		"preferred": tell.Controller.All(p.hosts).OrDash(), "places": tell.Words.Of(strings.Join(p.unsigned, "; ")).OrDash(),
		"dead": tell.Controller.All(dead).OrDash(), "flat": tell.Controller.All(flat).OrDash(), "version": tell.Version.Of(e.Product.Version).OrDash(),
	}
	edit := func(on steps.Outcome) steps.Verdict { // whose remedy opens the dialog
		if guardedDialog(e.Product.Version) {
			on += "-guarded"
		}
		return steps.Verdict{On: on, Args: args}
	}
	switch {
	case !e.Export.Read:
		return steps.Blind(e.Export.Part)
	case p.strange:
		return notSeen(probes.NotFound, e.Domain)
	case p.ambiguous && len(p.unsigned)+len(p.hosts) > 0:
		return notSeen(probes.MissingInput, string(steps.Domain))
	case len(p.unsigned) > 0:
		return edit("unsigned")
	case len(dead) > 0:
		return edit("dead")
	case len(flat) > 0:
		return edit("flat-name")
	case p.unread:
		return notSeen(probes.NotCollected, "partitions")
	case len(p.hosts) == 0:
		return steps.Verdict{On: "none", Args: args}
	case !proven || e.PDC == "":
		return steps.Verdict{On: "unproven", Args: args}
	case slices.ContainsFunc(p.hosts, func(host string) bool { return sameController(e.PDC, host) }):
		return steps.Verdict{On: "includes-pdc", Args: args}
	default:
		return steps.Verdict{On: "without-pdc", Args: args}
	}
}

// guardedDialog reports whether Microsoft's version history warns of the
// dialog of connector properties in this version: up to 2.5.190.0 editing
// connectors there can break the wizard, and 2.6.84.0 may crash on opening
// the partitions. A version that is not known is not guarded; the remedy then
// names the versions.
func guardedDialog(installed string) bool {
	v, err := version.Parse(installed)
	if err != nil {
		return false
	}
	return v.Within(version.Must("2.5.3.0"), version.Must("2.5.190.0")) || v.Compare(version.Must("2.6.84.0")) == 0
}
