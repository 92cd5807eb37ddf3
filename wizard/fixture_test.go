package wizard

import (
	"context"
	"encoding/json"
	"sync"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
	"example.com/writeback-doctor/steps/wanted"
)

// noCheck stands for a check that the scripted runner answers for.
type noCheck struct{}

func (noCheck) Run(context.Context, steps.Env, steps.Facts) (steps.Result, error) {
	panic("the scripted runner answers for it")
}
func (noCheck) Judge([]byte) (steps.Verdict, error) { panic("nothing is judged here") }

// fixtureTree is small, and has one of everything that a screen shows.
func fixtureTree() []steps.Step {
	return []steps.Step{fixtureCaller(), fixtureLicense(), fixturePDC(), fixtureRights(), fixturePorts(), fixtureIdle(), fixtureCanary()}
}

func both(ko, en string) lang.Text { return lang.Text{Ko: ko, En: en} }

func fixtureCaller() steps.Step {
	return steps.Step{
		ID: "symptom/caller", Title: both("전화한 사람", "The caller"),
		Why: both("누구의 암호인지 알아야 그 계정을 볼 수 있습니다.", "The account can only be looked at when it is known whose password it is."),
		Ask: []steps.Question{
			{
				Fact: steps.User, Label: both("사용자의 UPN", "The user's UPN"),
				Help: both("로그인할 때 쓰는 이름입니다. 예: hong@contoso.com", "The name used to sign in, for example hong@contoso.com."),
				Valid: func(s string) lang.Text {
					for _, r := range s {
						if r == '@' {
							return lang.Text{}
						}
					}
					return both("UPN에는 @ 기호가 있어야 합니다.", "A UPN has an @ sign in it.")
				},
			},
			{
				Fact: steps.Scope, Label: both("몇 사람에게 일어납니까?", "How many people are affected?"),
				Choices: []steps.Choice{
					{Value: "one", Label: both("한 사람", "One person")},
					{Value: "several", Label: both("여러 사람", "Several people")},
					{Value: "everyone", Label: both("모두", "Everyone")},
				},
			},
			{
				Fact: steps.Words, Optional: true, Lines: true,
				Label: both("화면에 나온 코드나 메시지", "Codes or messages on the screen"),
				Help:  both("읽어 준 그대로 적거나 화면 전체를 붙여 넣으십시오.", "Write them down as they were read out, or paste the whole screen."),
			},
		},
		Branches: []steps.Branch{{On: steps.Answered, Label: both("답함", "answered"), Say: both("답을 들었습니다.", "The answers were taken.")}},
	}
}

func fixtureLicense() steps.Step {
	return steps.Step{
		ID: "configuration/premium-license", Title: both("프리미엄 라이선스", "Premium licence"), Seed: []string{"C1"},
		Why:   both("쓰기 저장에는 Microsoft Entra ID P1 이상이 필요합니다.", "Writeback needs Microsoft Entra ID P1 or better."),
		Check: noCheck{}, Reads: []steps.Instrument{steps.ByTenant},
		Beside: []steps.Question{{Fact: steps.TenantSwitch, Choices: []steps.Choice{
			{Label: both("확인하지 못함", "Not looked up")}, {Value: "on", Label: both("켜져 있음", "It is on")}, {Value: "off", Label: both("꺼져 있음", "It is off")},
		}}},
		Blanks: tell.Kinds{"host": tell.Host, "ports": tell.Port, "seconds": tell.Number, "account": tell.Account, "rights": tell.Right, "user_dn": tell.UserDN},
		Branches: []steps.Branch{
			{On: "assigned", Status: steps.Healthy, Label: both("할당됨", "assigned"), Say: both("쓰기 저장을 포함하는 라이선스가 할당되어 있습니다.", "A licence that includes writeback is assigned.")},
			unseenBranch("테넌트의 라이선스를 읽지 못했습니다.", "The licences of the tenant could not be read."),
		},
	}
}

func unseenBranch(ko, en string) steps.Branch {
	return steps.Branch{On: steps.Unseen, Label: both("보지 못함", "not seen"), Say: both(ko, en)}
}

func fixturePDC() steps.Step {
	return steps.Step{
		ID: "configuration/pdc-emulator", Title: both("PDC 에뮬레이터", "PDC emulator"), Seed: []string{"C4"}, Watch: 20 * time.Second,
		Why:   both("Connect 서버는 새 암호를 항상 PDC 에뮬레이터에 씁니다.", "The Connect server always writes the new password to the PDC emulator."),
		Check: noCheck{}, Reads: []steps.Instrument{steps.ByDirectory, steps.ByServer}, Teaches: []steps.Fact{steps.PDC},
		Blanks: tell.Kinds{"host": tell.Host, "ports": tell.Port, "seconds": tell.Number, "account": tell.Account, "rights": tell.Right, "user_dn": tell.UserDN},
		Branches: []steps.Branch{
			{On: "reachable", Status: steps.Healthy, Label: both("닿음", "reachable"), Say: both("PDC 에뮬레이터 {host} 서버에 연결할 수 있습니다.", "The PDC emulator {host} can be reached.")},
			{
				On: "unreachable", Status: steps.Broken, Label: both("닿지 않음", "unreachable"),
				Say: both("Connect 서버에서 PDC 에뮬레이터 {host} 서버의 포트 {ports}에 연결할 수 없습니다.", "From the Connect server, ports {ports} of the PDC emulator {host} cannot be reached."),
				Remedy: &steps.Remedy{
					Who: []steps.Who{steps.Network, steps.ServerAdmin}, Where: both("Connect 서버와 {host} 서버 사이의 방화벽", "The firewall between the Connect server and {host}"),
					Do: []lang.Text{
						both("Connect 서버에서 아래 명령으로 닫힌 포트를 확인하십시오.", "On the Connect server, find the closed ports with the command below."),
						both("두 서버 사이에서 포트 88, 135, 389, 445와 동적 RPC 포트를 여십시오.", "Open ports 88, 135, 389, 445 and the dynamic RPC ports between the two servers."),
						both("다른 서버가 PDC 역할을 맡아야 한다면 역할을 옮기십시오.", "Move the role if another server should hold it."),
					},
					Look:    []steps.Command{{Shell: steps.PowerShell, Text: "Test-NetConnection -ComputerName {host} -Port 445 -InformationLevel Detailed"}},
					Fix:     []steps.Command{{Shell: steps.PowerShell, Text: "New-NetFirewallRule -DisplayName 'Writeback to PDC' -Direction Outbound -Protocol TCP -RemotePort 445 -Action Allow"}},
					Undo:    []steps.Command{{Shell: steps.PowerShell, Text: "Remove-NetFirewallRule -DisplayName 'Writeback to PDC'"}},
					Changes: both("방화벽 규칙만 바뀝니다. 사용자에게는 영향이 없습니다.", "Only the firewall rule changes. Users are not affected."),
					Proof:   both("이 단계를 다시 확인하면 정상으로 바뀝니다.", "Checking this step again turns it healthy."),
					Link:    "https://learn.microsoft.com/entra/identity/authentication/troubleshoot-sspr-writeback",
				},
				Explains: []steps.ID{"connectivity/domain-controller-ports"},
			},
			unseenBranch("PDC 에뮬레이터를 찾지 못했습니다.", "The PDC emulator could not be found."),
		},
	}
}

func fixtureRights() steps.Step {
	return steps.Step{
		ID: "configuration/effective-rights", Title: both("커넥터 계정의 실제 권한", "Effective rights of the connector account"),
		Why:   both("암호를 재설정할 권한이 없으면 쓰기가 거부됩니다.", "Without the right to reset the password, the write is refused."),
		Check: noCheck{}, Reads: []steps.Instrument{steps.ByDirectory}, Needs: []steps.Fact{steps.User},
		Blanks: tell.Kinds{"host": tell.Host, "ports": tell.Port, "seconds": tell.Number, "account": tell.Account, "rights": tell.Right, "user_dn": tell.UserDN},
		Branches: []steps.Branch{
			{On: "granted", Status: steps.Healthy, Label: both("있음", "granted"), Say: both("필요한 권한이 모두 있습니다.", "All rights that are needed are there.")},
			{
				On: "unexpire-missing", Status: steps.Warning, Label: both("만료 해제 권한 없음", "unexpire missing"),
				Say:    both("도메인 루트에 암호 만료 해제 권한이 없습니다.", "The right to unexpire passwords is missing on the domain root."),
				Remedy: &steps.Remedy{Who: []steps.Who{steps.ADAdmin}, Do: []lang.Text{both("권한을 추가하십시오.", "Add the right.")}},
			},
			unseenBranch("디렉터리의 보안 설명자를 읽지 못했습니다.", "The security descriptor in the directory could not be read."),
		},
	}
}

func fixturePorts() steps.Step {
	return steps.Step{
		ID: "connectivity/domain-controller-ports", Title: both("도메인 컨트롤러 포트", "Domain controller ports"),
		Why:    both("암호를 쓰려면 SMB 포트가 열려 있어야 합니다.", "Writing a password needs the SMB port."),
		Check:  noCheck{},
		Reads:  []steps.Instrument{steps.ByServer},
		Blanks: tell.Kinds{"host": tell.Host, "ports": tell.Port, "seconds": tell.Number, "account": tell.Account, "rights": tell.Right, "user_dn": tell.UserDN},
		Branches: []steps.Branch{
			{On: "open", Status: steps.Healthy, Label: both("열림", "open"), Say: both("모든 포트가 열려 있습니다.", "All ports are open.")},
			{On: "smb-closed", Status: steps.Broken, Label: both("445 닫힘", "445 closed"), Say: both("PDC 에뮬레이터의 포트 445가 닫혀 있습니다.", "Port 445 of the PDC emulator is closed."), Remedy: &steps.Remedy{Who: []steps.Who{steps.Network}}},
			unseenBranch("포트를 재지 못했습니다.", "The ports could not be measured."),
		},
	}
}

func fixtureIdle() steps.Step {
	return steps.Step{
		ID: "connectivity/idle", Title: both("유휴 연결", "Idle connection"), Takes: 180 * time.Second, Timeout: 10 * time.Minute,
		Why:    both("방화벽이 조용한 연결을 끊으면 쓰기 저장 요청이 서버에 닿지 않습니다.", "A firewall that cuts quiet connections keeps writeback requests from the server."),
		Check:  noCheck{},
		Blanks: tell.Kinds{"host": tell.Host, "ports": tell.Port, "seconds": tell.Number, "account": tell.Account, "rights": tell.Right, "user_dn": tell.UserDN},
		Branches: []steps.Branch{
			{On: "survives", Status: steps.Healthy, Label: both("유지됨", "survives"), Say: both("연결이 {seconds}초 동안 유지되었습니다.", "The connection survived {seconds} seconds."), Next: steps.End},
			unseenBranch("유휴 연결을 재지 못했습니다.", "The idle connection could not be measured."),
		},
	}
}

func fixtureCanary() steps.Step {
	return steps.Step{
		ID: canary, Title: both("테스트 사용자로 증명", "Proof with a test user"), OnlyWhenSound: true, Needs: []steps.Fact{steps.TestUser},
		Why:   both("실제로 한 번 재설정해 보아야 끝까지 된다는 것을 압니다.", "Only a real reset shows that the whole road works."),
		Check: noCheck{},
		Branches: []steps.Branch{
			{On: "proven", Status: steps.Healthy, Label: both("증명됨", "proven"), Say: both("새 암호가 디렉터리에 도착했습니다.", "The new password arrived in the directory."), Next: steps.End},
			unseenBranch("아직 시험하지 않았습니다.", "Not tried yet."),
		},
	}
}

// scripted answers for the checks of the fixture. A step without an answer is
// healthy; hold keeps a step's answer back until it is closed.
type scripted struct {
	mu      sync.Mutex
	answers map[steps.ID]steps.Result
	errs    map[steps.ID]error
	hold    map[steps.ID]chan struct{}
	asked   []steps.ID
	forgot  []steps.ID
	running []steps.ID
}

func (r *scripted) Run(ctx context.Context, step *steps.Step, _ steps.Facts) (steps.Result, error) {
	r.mu.Lock()
	r.asked = append(r.asked, step.ID)
	held := r.hold[step.ID]
	r.mu.Unlock()
	if held != nil {
		select {
		case <-ctx.Done():
			return steps.Result{}, &probes.Obstacle{Kind: probes.Stopped, Err: context.Cause(ctx)}
		case <-held:
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.errs[step.ID]; err != nil {
		return steps.Result{}, err
	}
	if result, ok := r.answers[step.ID]; ok {
		return result, nil
	}
	return resultOf(step.Branches[0].On, tell.Args{"host": tell.Host.Of("DC01.corp.contoso.com"), "seconds": tell.Count(180)}), nil
}

func (r *scripted) Know(steps.Facts) {}

func (r *scripted) Forget(id steps.ID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.forgot = append(r.forgot, id)
}

func (r *scripted) Running() []steps.ID {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.running
}

// noon is when everything in the fixture happens.
func noon() time.Time { return time.Date(2026, 11, 23, 3, 0, 0, 0, time.UTC) }

func resultOf(on steps.Outcome, args tell.Args) steps.Result {
	return steps.Result{
		Verdict: steps.Verdict{On: on, Args: args},
		Seen: probes.Seen{
			Vantage: probes.Vantage{Place: probes.SyncServer, Host: "ENTRA01"}, At: noon(), Took: 12 * time.Millisecond,
		},
		Evidence: json.RawMessage(`{"host":"DC01.corp.contoso.com","ports":[{"port":445,"how":"dropped"}],"note":"\u001b[31mred\u001b[0m"}`),
	}
}

func unreachablePDC() steps.Result {
	return resultOf("unreachable", tell.Args{"host": tell.Host.Of("DC01.corp.contoso.com"), "ports": tell.Port.All([]string{"135", "445"})})
}

func fixtureRunner() *scripted {
	return &scripted{
		answers: map[steps.ID]steps.Result{}, errs: map[steps.ID]error{}, hold: map[steps.ID]chan struct{}{},
	}
}

func fixturePatient(r steps.Looker) *Patient {
	seoul := time.FixedZone("KST", 9*60*60)
	return &Patient{
		Session: steps.NewSession(fixtureTree(), steps.Facts{steps.Domain: "corp.contoso.com"}),
		Looker:  r, Now: noon, Zone: seoul,
		Name: both("실습: pdc-unreachable", "lab: pdc-unreachable"), Vantage: "HELPDESK-07",
	}
}

// fixtureConfig opens the given patient whatever is chosen.
func fixtureConfig(p *Patient) Config {
	return Config{
		Version: "1.0.0", Now: noon,
		Worlds: func() []World {
			return []World{
				{Name: "healthy", Text: both("고장이 없습니다.", "Nothing is wrong.")},
				{Name: "pdc-unreachable", Text: both("PDC 에뮬레이터에 닿지 않습니다.", "The PDC emulator cannot be reached.")},
			}
		},
		Open: func(context.Context, Access) (*Patient, error) { return p, nil },
		Lab:  func(context.Context, string) (*Patient, error) { return p, nil },
		File: func(context.Context, string) (*Patient, error) { return p, nil },
		Save: func(*Patient, string) (string, error) { return "/home/helper/writeback-2026-11-23.json", nil },
		SavePage: func(*Patient, string, bool, lang.Language) (string, error) {
			return "/home/helper/writeback.html", nil
		},
		SaveMasked: func(*Patient, string) (string, error) { return "/home/helper/writeback-2026-11-23-masked.json", nil },
		Masked:     nobody,
	}
}

// nobody is the patient with names masked.
func nobody(p *Patient) (*Patient, error) {
	report, err := casefile.Mask(nil, casefile.Of(p.Session, "", "", noon(), noon()))
	if err != nil {
		return nil, err
	}
	hidden := *p
	hidden.Session, err = casefile.Restore(p.Session.Tree(), report)
	return &hidden, err
}

// lacking makes this environment one of which nothing is there but what was given:
// what a step lacks is asked for. given is what it was opened with last.
func lacking(r *scripted, c *Config, given *Access) {
	c.Place = func() wanted.Place {
		return wanted.Place{Remote: true, Ways: []string{wanted.ByBrowser, wanted.ByDeviceCode, wanted.ByCertificate, wanted.BySecret, wanted.ByNone}}
	}
	c.Call = fixtureTree()[:1]
	opened := func(session *steps.Session, a Access) *Patient {
		*given = copied(a)
		p := fixturePatient(r)
		p.Session = session
		p.Has = func(by steps.Instrument, facts steps.Facts) bool {
			switch by {
			case steps.ByDirectory:
				return facts[steps.Domain] != "" && given.Account != "" && len(given.Password) > 0
			case steps.ByTenant:
				return given.TenantSignIn != "" && given.TenantSignIn != wanted.ByNone
			default:
				return given.ServerFile != "" || facts[steps.SyncServer] != ""
			}
		}
		return p
	}
	var last []byte // a secret that is left empty stays
	c.Open = func(_ context.Context, a Access) (*Patient, error) {
		last = append([]byte(nil), a.Password...)
		return opened(steps.NewSession(fixtureTree(), a.Facts), a), nil
	}
	c.Reopen = func(_ context.Context, p *Patient, a Access) (*Patient, error) {
		if len(a.Password) == 0 {
			a.Password = last
		}
		last = append([]byte(nil), a.Password...)
		return opened(p.Session, a), nil
	}
}

// called takes a call, as far as the first thing that a step lacks: the tenant.
func (d *driver) called() {
	d.t.Helper()
	d.press("=1", "=hong@contoso.com", "enter", "tab")
	d.hear()
	d.press("enter")
	d.hear()
}

// without goes on without what is asked for.
func (d *driver) without() {
	d.t.Helper()
	d.press("tab")
	d.hear()
}
