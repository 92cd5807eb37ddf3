package configuration

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// RemoteSAM finds a policy that keeps the connector account from the remote
// SAM calls which writeback makes.
//
// It reads the value on the Connect server, and that of the domain controllers
// as far as the server may read it there. Passwords go to the PDC emulator, so
// its value counts; where nobody read it, the step does not know.
var RemoteSAM = steps.Step{
	ID:    "configuration/remote-sam",
	Title: lang.Text{Ko: "원격 SAM 호출 제한", En: "Remote SAM restriction"},
	Why: lang.Text{
		Ko: "'SAM에 대한 원격 호출을 할 수 있는 클라이언트 제한' 정책이 커넥터 계정을 막으면 권한이 맞아도 SSPR_0029가 나타납니다.",
		En: "If the policy 'Restrict clients allowed to make remote calls to SAM' keeps the connector account out, SSPR_0029 appears although all rights are in place.",
	},
	Check:       steps.Look(seeRemoteSAM, judgeRemoteSAM),
	Reads:       []steps.Instrument{steps.ByServer, steps.ByDirectory}, // the PDC emulator is known from the directory
	ConnectSync: true,
	Keeps:       steps.Lasting,
	RefutedBy:   steps.Written,
	Timeout:     roadTime,
	Uses:        []steps.Fact{steps.ConnectorAccount, steps.PDC, steps.UserDN},
	Blanks: tell.Kinds{
		"account":    tell.Connector,
		"controller": tell.Controller, "pdc": tell.PDC, "why": tell.Contact,
		"object": tell.DN,
		"sddl":   tell.SDDL, "sddl_there": tell.SDDL,
		"sddl_good": tell.SDDL, "entry": tell.SDDL,
	},
	Branches: []steps.Branch{
		{
			On: "open", Status: steps.Healthy,
			Label: lang.Text{Ko: "제한 없음", En: "Not restricted"},
			Say: lang.Text{
				Ko: "Connect 서버와 PDC 에뮬레이터({pdc})의 원격 SAM 제한이 커넥터 계정을 막지 않습니다(RestrictRemoteSam 값: 서버 {sddl}, PDC 에뮬레이터 {sddl_there}, - 표시는 값 없음).",
				En: "The remote SAM restrictions of the Connect server and of the PDC emulator {pdc} do not keep the connector account out (RestrictRemoteSam: on the server {sddl}, there {sddl_there}; - means not set).",
			},
		},
		{
			On: "restricted", Status: steps.Broken,
			Label: lang.Text{Ko: "커넥터 계정을 막음", En: "Account kept out"},
			Say: lang.Text{
				Ko: "Connect 서버의 원격 SAM 제한이 커넥터 계정({account})을 막습니다(RestrictRemoteSam 값: {sddl}). 권한이 맞아도 재설정이 SSPR_0029 오류로 실패합니다.",
				En: "The remote SAM restriction of the Connect server keeps the connector account {account} out (RestrictRemoteSam: {sddl}). Resets fail with SSPR_0029 although the rights are good.",
			},
			Remedy: allowRemoteSAM, Apart: allowRemoteSAMKnown, Explains: []steps.ID{"reenable/event-log"},
		},
		{
			On: "restricted-controller", Status: steps.Broken,
			Label: lang.Text{Ko: "PDC가 계정을 막음", En: "PDC keeps it out"},
			Say: lang.Text{
				Ko: "PDC 에뮬레이터({controller})의 원격 SAM 제한이 커넥터 계정({account})을 막습니다(RestrictRemoteSam 값: {sddl_there}). 권한이 맞아도 재설정이 SSPR_0029 오류로 실패합니다.",
				En: "The remote SAM restriction of the PDC emulator {controller} keeps the connector account {account} out (RestrictRemoteSam: {sddl_there}). Resets fail with SSPR_0029 although the rights are good.",
			},
			Remedy: allowSAMThere, Apart: allowSAMThereKnown, Explains: []steps.ID{"reenable/event-log"},
		},
		{
			On: "restricted-other", Status: steps.Warning,
			Label: lang.Text{Ko: "다른 컨트롤러가 막음", En: "Another one keeps it out"},
			Say: lang.Text{
				Ko: "PDC 에뮬레이터({pdc})는 커넥터 계정({account})을 막지 않지만, 도메인 컨트롤러 {controller} 서버의 원격 SAM 제한은 막습니다(RestrictRemoteSam 값: {sddl_there}). PDC 역할이 그 서버로 옮겨지면 재설정이 실패합니다.",
				En: "The PDC emulator {pdc} lets the connector account {account} in, but the remote SAM restriction of the controller {controller} does not (RestrictRemoteSam: {sddl_there}). Resets fail once the role moves there.",
			},
			Remedy: allowSAMThere, Apart: allowSAMThereKnown,
		},
		{
			On: "controller-not-seen", Status: steps.Unknown,
			Label: lang.Text{Ko: "컨트롤러 값 확인 안 됨", En: "Controller not seen"},
			Say: lang.Text{
				Ko: "Connect 서버의 원격 SAM 제한은 커넥터 계정을 막지 않습니다(RestrictRemoteSam 값: {sddl}, - 표시는 값 없음). 그러나 PDC 에뮬레이터({pdc})의 값은 읽지 못했습니다({why}). 그 값을 읽으려면 도메인 컨트롤러의 관리자여야 합니다.",
				En: "The remote SAM restriction of the Connect server does not keep the connector account out (RestrictRemoteSam: {sddl}; - means not set). But that of the PDC emulator ({pdc}) was not read ({why}), which takes an administrator of the controller.",
			},
			Remedy: lookAtRemoteSAM,
		},
		{
			On: "controller-cannot-judge", Status: steps.Unknown,
			Label: lang.Text{Ko: "컨트롤러 판정 못함", En: "Controller not judged"},
			Say: lang.Text{
				Ko: "PDC 에뮬레이터({controller})의 원격 SAM 제한(RestrictRemoteSam 값: {sddl_there})이 커넥터 계정({account})을 허용하는지 판정할 수 없습니다. 그 계정이 속한 그룹을 모르거나 값이 읽을 수 없는 형식이기 때문입니다.",
				En: "Whether the remote SAM restriction of the PDC emulator {controller} (RestrictRemoteSam: {sddl_there}) lets the connector account {account} in cannot be judged, because its groups are not known or the value cannot be read.",
			},
			Remedy: allowSAMThere,
		},
		{
			On: "object-closed", Status: steps.Warning,
			Label: lang.Text{Ko: "samServer 개체를 읽지 못함", En: "samServer is closed"},
			Say: lang.Text{
				Ko: "원격 SAM 제한은 커넥터 계정({account})을 막지 않지만, 이 계정은 {object} 개체를 읽을 수 없습니다. 보통은 인증된 사용자(Authenticated Users)가 구성원인 Pre-Windows 2000 Compatible Access 그룹을 통해 읽습니다. 읽지 못하면 재설정이 SSPR_0029 오류로 실패할 수 있습니다.",
				En: "The remote SAM restrictions do not keep the connector account {account} out, but it may not read {object}. Accounts usually read it through the group Pre-Windows 2000 Compatible Access, of which Authenticated Users is a member. Without that, resets may fail with SSPR_0029.",
			},
			Remedy: openSAMServer, Explains: []steps.ID{"reenable/event-log"},
		},
		{
			On: "object-not-seen", Status: steps.Unknown,
			Label: lang.Text{Ko: "samServer 개체 확인 안 됨", En: "samServer not seen"},
			Say: lang.Text{
				Ko: "원격 SAM 제한은 커넥터 계정({account})을 막지 않습니다. 그러나 이 계정이 samServer 개체(CN=Server,CN=System)를 읽을 수 있는지는 확인하지 못했습니다({why}).",
				En: "The remote SAM restrictions do not keep the connector account {account} out. But whether it may read the samServer object (CN=Server,CN=System) could not be seen ({why}).",
			},
			Remedy: lookAtSAMServer,
		},
		{
			On: "cannot-judge", Status: steps.Unknown,
			Label: lang.Text{Ko: "판정할 수 없음", En: "Cannot be judged"},
			Say: lang.Text{
				Ko: "Connect 서버의 원격 SAM 제한(RestrictRemoteSam 값: {sddl})이 커넥터 계정({account})을 허용하는지 판정할 수 없습니다. 그 계정이 속한 그룹을 모르기 때문입니다.",
				En: "Whether the remote SAM restriction of the Connect server (RestrictRemoteSam: {sddl}) lets the connector account {account} in cannot be judged, because the account's groups are not known.",
			},
			Remedy: allowRemoteSAM,
		},
		{
			On: steps.Unseen, Status: steps.Unknown,
			Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
			Say: lang.Text{
				Ko: "커넥터 계정의 원격 SAM 호출이 허용되는지 확인하지 못했습니다.",
				En: "Whether remote SAM calls of the connector account are let in could not be seen.",
			},
		},
	},
}
