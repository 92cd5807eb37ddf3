package configuration

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// DomainControllersID names this step.
const DomainControllersID steps.ID = "configuration/domain-controllers"

// DomainControllers finds domain controllers that are too old for password
// writeback, lack the LDAP control it depends on, or hold another copy of the
// user than the others.
//
// The article names Windows Server 2008 R2 to 2012 R2; all of them are out of
// support by now, so the support dates of the day decide.
var DomainControllers = steps.Step{
	ID:    DomainControllersID,
	Seed:  []string{"C7"},
	Title: lang.Text{Ko: "도메인 컨트롤러", En: "Domain controllers"},
	Why: lang.Text{
		Ko: "도메인 컨트롤러는 지원되는 Windows Server여야 하고, PDC 에뮬레이터는 암호 정책 힌트 LDAP 컨트롤을 지원해야 합니다. 예전 문서에 나온 2008 R2, 2012, 2012 R2는 모두 지원이 끝났습니다.",
		En: "The domain controllers must run a supported Windows Server, and the PDC emulator must support the LDAP control for password policy hints. 2008 R2, 2012 and 2012 R2, which the old article names, are all out of support.",
	},
	Check:     steps.Look(seeControllers, judgeControllers),
	Reads:     []steps.Instrument{steps.ByDirectory},
	Keeps:     steps.Passing,
	RefutedBy: steps.WrittenHere,
	Timeout:   directoryTime,
	Uses:      []steps.Fact{steps.UserDN},
	Teaches:   []steps.Fact{steps.Controllers},
	Blanks: tell.Kinds{
		"absent": tell.Controller, "differ": tell.Controller, "hosts": tell.Controller, "lacking": tell.Controller, "read_only": tell.Controller, "same": tell.Controller, "silent": tell.Controller, "source": tell.Controller, "targets": tell.Controller, "unread": tell.Controller,
		"count":        tell.Number,
		"domain_dn":    tell.DomainDN,
		"domain_level": tell.Words, "forest_level": tell.Words, "systems": tell.Words,
		"from":    tell.Server,
		"pdc":     tell.PDC,
		"user_dn": tell.UserDN,
	},
	Branches: []steps.Branch{
		{
			On: "supported", Status: steps.Healthy,
			Label: lang.Text{Ko: "모두 지원됨", En: "All supported"},
			Say: lang.Text{
				Ko: "도메인 컨트롤러 {count}대가 모두 지원되는 Windows Server이고, 쓰기 가능한 서버는 모두 정책 힌트 컨트롤을 지원합니다.",
				En: "All domain controllers ({count}) run a supported Windows Server, and every writable one supports the policy-hints control.",
			},
			Details: controllerDetails,
		},
		{
			On: "extended-updates", Status: steps.Warning,
			Label: lang.Text{Ko: "확장 업데이트", En: "Extended updates"},
			Say: lang.Text{
				Ko: "일반 지원이 끝나 유료 확장 보안 업데이트로만 유지되는 도메인 컨트롤러가 있습니다: {hosts}.",
				En: "These domain controllers are past the end of support and live on paid extended security updates: {hosts}.",
			},
			Details: controllerDetails, Remedy: replaceControllers,
		},
		{
			On: "out-of-support", Status: steps.Warning,
			Label: lang.Text{Ko: "지원 종료됨", En: "Out of support"},
			Say: lang.Text{
				Ko: "확장 보안 업데이트까지 모두 끝난 Windows Server를 쓰는 도메인 컨트롤러가 있습니다: {hosts}.",
				En: "These domain controllers run a Windows Server whose support has ended, extended updates included: {hosts}.",
			},
			Details: controllerDetails, Remedy: replaceControllers,
		},
		{
			On: "one-differs", Status: steps.Warning,
			Label: lang.Text{Ko: "일부에 컨트롤 없음", En: "Some lack control"},
			Say: lang.Text{
				Ko: "PDC 에뮬레이터는 암호 정책 힌트 컨트롤을 지원하지만, 지원하지 않는 도메인 컨트롤러도 있습니다({hosts}). PDC 역할이 그 서버로 옮겨 가면 쓰기 저장이 실패합니다.",
				En: "The PDC emulator supports the policy-hints control, but not every domain controller does ({hosts}). If the PDC role moves there, writeback fails.",
			},
			Details: controllerDetails, Remedy: replaceControllers,
		},
		{
			On: "control-missing", Status: steps.Broken,
			Label: lang.Text{Ko: "PDC에 컨트롤 없음", En: "PDC lacks control"},
			Say: lang.Text{
				Ko: "PDC 에뮬레이터({hosts})가 암호 정책 힌트 컨트롤(1.2.840.113556.1.4.2239)을 지원하지 않아 쓰기 저장이 실패합니다(ADSync 이벤트 6329, admaexport.cpp(2837)).",
				En: "The PDC emulator ({hosts}) does not support the control for password policy hints (1.2.840.113556.1.4.2239), so writeback fails (ADSync event 6329, admaexport.cpp(2837)).",
			},
			Details: controllerDetails, Remedy: movePDC, Explains: []steps.ID{"reenable/event-log"},
		},
		{
			On: "forest-too-old", Status: steps.Broken,
			Label: lang.Text{Ko: "포리스트 수준이 낮음", En: "Forest level too low"},
			Say: lang.Text{
				Ko: "포리스트 기능 수준이 너무 낮습니다({forest_level}). Connect에는 Windows Server 2003 이상이 필요합니다.",
				En: "The forest functional level is too low ({forest_level}). Connect needs Windows Server 2003 or later.",
			},
			Details: controllerDetails, Remedy: raiseForest,
		},
		{
			On: "system-unknown", Status: steps.Unknown,
			Label: lang.Text{Ko: "운영 체제 확인 안 됨", En: "System not known"},
			Say: lang.Text{
				Ko: "일부 도메인 컨트롤러의 운영 체제를 알 수 없습니다({hosts}). 그래서 지원 기간과 정책 힌트 컨트롤 지원 여부를 판정하지 못했습니다. 지원되지 않는다는 뜻은 아닙니다.",
				En: "The operating system of some domain controllers is not known ({hosts}). So neither its support nor whether it takes the policy hints that writeback sends could be judged. That does not mean that it is unsupported.",
			},
			Details: controllerDetails, Remedy: nameSystem,
		},
		{
			On: "unreachable-some", Status: steps.Unknown,
			Label: lang.Text{Ko: "일부 응답 없음", En: "Some did not answer"},
			Say: lang.Text{
				Ko: "일부 도메인 컨트롤러({hosts})가 {from} 컴퓨터의 LDAP 질문에 답하지 않아, 정책 힌트 컨트롤을 지원하는지 알 수 없습니다.",
				En: "Some domain controllers ({hosts}) did not answer LDAP from {from}, so it is not known whether they support the policy-hints control.",
			},
			Details: controllerDetails, Remedy: askController,
		},
		{
			On: "descriptors-differ", Status: steps.Warning,
			Label: lang.Text{Ko: "사본이 서로 다름", En: "Copies differ"},
			Say: lang.Text{
				Ko: "이 사용자의 보안 설명자가 모든 도메인 컨트롤러에서 같지 않습니다. 기준 서버({source})와 다른 서버: {hosts}. 그래서 재설정이 닿는 서버에 따라 결과가 다를 수 있습니다.",
				En: "The security descriptor of the user on {hosts} is not the one that {source} has. So a reset may work on one domain controller and fail on another.",
			},
			Details: controllerDetails, Remedy: replicateUser,
		},
		{
			On: "replica-missing", Status: steps.Warning,
			Label: lang.Text{Ko: "사용자 없는 서버", En: "Some lack the user"},
			Say: lang.Text{
				Ko: "이 사용자가 아직 없는 도메인 컨트롤러가 있습니다: {hosts}. 그 서버에서는 재설정이 실패합니다.",
				En: "Some domain controllers do not have this user yet: {hosts}. A reset that reaches one of them fails.",
			},
			Details: controllerDetails, Remedy: replicateUser,
		},
		{
			On: "copies-unseen", Status: steps.Unknown,
			Label: lang.Text{Ko: "사본 비교 못 함", En: "Copies not compared"},
			Say: lang.Text{
				Ko: "도메인 컨트롤러는 모두 지원되는 버전이지만, 일부 서버({hosts})에서 이 사용자의 보안 설명자를 읽지 못해 모든 서버에서 같은지 비교하지 못했습니다.",
				En: "Every domain controller is supported. Whether all have the same security descriptor of the user is not known, because it could not be read from some of them ({hosts}).",
			},
			Details: controllerDetails, Remedy: readCopies,
		},
		{
			On: "holder-unknown", Status: steps.Unknown,
			Label: lang.Text{Ko: "PDC 확인 안 됨", En: "PDC holder not known"},
			Say: lang.Text{
				Ko: "암호 정책 힌트 컨트롤을 지원하지 않는 도메인 컨트롤러({hosts})가 있는데, 그중 하나가 PDC 에뮬레이터인지 알 수 없습니다.",
				En: "Some domain controllers ({hosts}) do not support the policy-hints control, and it is not known whether one of them is the PDC emulator.",
			},
			Details: controllerDetails, Remedy: askController,
		},
		{
			On: steps.Unseen, Status: steps.Unknown,
			Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
			Say: lang.Text{
				Ko: "도메인 컨트롤러의 목록을 읽지 못했습니다.",
				En: "The list of domain controllers could not be read.",
			},
		},
	},
}

// controllerDetails tell of every controller what it runs and which copy of the
// user it holds. The date is the last day of support.
var controllerDetails = []lang.Text{
	{Ko: "시스템(빌드, 지원 종료일): {systems}.", En: "Systems (build, last day of support): {systems}."},
	{Ko: "PDC 에뮬레이터: {pdc}.", En: "PDC emulator: {pdc}."},
	{Ko: "읽기 전용이라 재설정을 받지 않는 서버: {read_only}.", En: "Read-only, and so never takes a reset: {read_only}."},
	{Ko: "기능 수준: 포리스트 {forest_level}, 도메인 {domain_level}.", En: "Functional levels: forest {forest_level}, domain {domain_level}."},
	{Ko: "정책 힌트 컨트롤이 없는 서버: {lacking}.", En: "Without the policy-hints control: {lacking}."},
	{Ko: "LDAP에 답하지 않은 서버: {silent}.", En: "Did not answer LDAP: {silent}."},
	{Ko: "사용자의 보안 설명자가 같은 서버: {same}.", En: "The same security descriptor of the user on: {same}."},
	{Ko: "사용자의 보안 설명자가 다른 서버: {differ}.", En: "Another security descriptor of the user on: {differ}."},
	{Ko: "사용자가 없는 서버: {absent}.", En: "Without the user: {absent}."},
	{Ko: "사용자의 보안 설명자를 읽지 못해 비교하지 못한 서버: {unread}.", En: "Not compared, because the user's descriptor could not be read there: {unread}."},
}
