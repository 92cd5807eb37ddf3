package configuration

import (
	"context"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// WritebackSwitch finds password writeback switched off, or switched on
// without having started, on the Connect server.
//
// The flag of the same meaning in Microsoft Graph is documented as unused, so
// the server's own configuration is asked.
var WritebackSwitch = steps.Step{
	ID:    "configuration/writeback-switch",
	Seed:  []string{"C5", "R1"},
	Title: lang.Text{Ko: "암호 쓰기 저장 스위치", En: "Password writeback switch"},
	Why: lang.Text{
		Ko: "Connect 서버에서 암호 쓰기 저장이 켜져 있고 시작되어 있어야 요청을 받습니다.",
		En: "Password writeback takes requests only when it is switched on and started on the Connect server.",
	},
	Check:       steps.Look(seeSwitch, judgeSwitch),
	Reads:       []steps.Instrument{steps.ByEngine},
	ConnectSync: true,
	Keeps:       steps.Passing,
	RefutedBy:   steps.Written,
	Observed:    true,
	Timeout:     serverTime,
	Blanks: tell.Kinds{
		"enabled": tell.Words, "onboarding": tell.Words, "parameter": tell.Words, "service_status": tell.Words,
	},
	Branches: []steps.Branch{
		{
			On: "on", Status: steps.Healthy,
			Label: lang.Text{Ko: "켜져 있고 시작됨", En: "On and started"},
			Say: lang.Text{
				Ko: "암호 쓰기 저장이 켜져 있고 시작되어 있습니다(서비스 상태: {service_status}, 온보딩 상태: {onboarding}).",
				En: "Password writeback is on and started (service status: {service_status}, onboarding status: {onboarding}).",
			},
		},
		{
			On: "parameter-only", Status: steps.Unknown,
			Label: lang.Text{Ko: "일부만 읽음", En: "Partly read"},
			Say: lang.Text{
				Ko: "암호 쓰기 저장이 실제로 시작되었는지 알 수 없습니다. 읽을 수 있었던 것은 전역 매개 변수(Microsoft.OptionalFeature.PasswordWriteback: {parameter})뿐입니다.",
				En: "Whether password writeback has really started is not known. Only the global parameter could be read (Microsoft.OptionalFeature.PasswordWriteback: {parameter}).",
			},
			Remedy: readSwitch,
		},
		{
			On: "sources-disagree", Status: steps.Warning,
			Label: lang.Text{Ko: "설정이 다름", En: "Settings disagree"},
			Say: lang.Text{
				Ko: "암호 쓰기 저장이 켜져 있는지에 대해 두 설정이 서로 다릅니다(커넥터의 암호 재설정 구성: {enabled}, 전역 매개 변수: {parameter}). 설정이 끝까지 저장되지 않았을 수 있습니다.",
				En: "Two settings disagree on whether password writeback is on (reset configuration of the connector: {enabled}, global parameter: {parameter}). The setting may not have been saved completely.",
			},
			Remedy: switchOffAndOn,
		},
		{
			On: "not-started", Status: steps.Broken,
			Label: lang.Text{Ko: "시작되지 않음", En: "On, not started"},
			Say: lang.Text{
				Ko: "암호 쓰기 저장은 켜져 있지만 시작되지 않아 요청을 받지 못합니다(서비스 상태: {service_status}).",
				En: "Password writeback is on, but it has not started and takes no requests (service status: {service_status}).",
			},
			Remedy: restartForSwitch, Explains: []steps.ID{"reenable/event-log"},
		},
		{
			On: "onboarding-required", Status: steps.Broken, Keeps: steps.Lasting,
			Label: lang.Text{Ko: "온보딩 필요", En: "Onboarding required"},
			Say: lang.Text{
				Ko: "암호 쓰기 저장은 켜져 있지만 클라우드에 다시 등록해야 합니다(온보딩 상태: {onboarding}).",
				En: "Password writeback is on, but it has to be registered with the cloud again (onboarding status: {onboarding}).",
			},
			Remedy: switchOffAndOn, Explains: []steps.ID{"reenable/event-log"},
		},
		{
			On: "off", Status: steps.Broken, Keeps: steps.Lasting,
			Label: lang.Text{Ko: "꺼져 있음", En: "Off"},
			Say: lang.Text{
				Ko: "Connect 서버에서 암호 쓰기 저장이 꺼져 있습니다. 클라우드에서 바꾼 암호는 디렉터리에 기록되지 않습니다.",
				En: "Password writeback is switched off on the Connect server. A password that is changed in the cloud is not written to the directory.",
			},
			Remedy: switchOn, Explains: []steps.ID{"reenable/event-log"},
		},
		{
			On: steps.Unseen, Status: steps.Unknown,
			Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
			Say: lang.Text{
				Ko: "Connect 서버의 암호 쓰기 저장 구성을 읽지 못했습니다.",
				En: "The password writeback configuration of the Connect server could not be read.",
			},
		},
	},
}

type switchEvidence struct {
	probes.Seen
	Writeback probes.Writeback `json:"writeback"`
}

func seeSwitch(ctx context.Context, env steps.Env, facts steps.Facts) (switchEvidence, error) {
	server, err := steps.AskServer(ctx, env, facts)
	return switchEvidence{Seen: server.Seen, Writeback: server.Writeback}, err
}

// What Get-ADSyncAADPasswordResetConfiguration answers on a healthy server.
// The cmdlet prints the names of enumeration values, in English everywhere.
// Only the names below are taken for an answer; another one is not guessed at.
const (
	writebackStarted = "Started"
	nothingToOnboard = "NotRequired"
	onboardingNeeded = "Required"
)

// notStarted reports whether a service status says that writeback is down.
func notStarted(status string) bool {
	return strings.EqualFold(status, "Stopped") || strings.EqualFold(status, "NotStarted")
}

func judgeSwitch(e switchEvidence) steps.Verdict {
	w := e.Writeback
	args := tell.Args{
		"enabled": trueFalse(w.Enabled), "parameter": trueFalse(w.Parameter),
		"service_status": tell.Words.Of(w.Status).OrDash(), "onboarding": tell.Words.Of(w.Onboarding).OrDash(),
	}
	switch {
	case !w.Read, w.Enabled == probes.Unsaid && w.Parameter == probes.Unsaid:
		return steps.Blind(w.Part)
	case w.Enabled == probes.Unsaid:
		return steps.Verdict{On: "parameter-only", Args: args}
	case w.Enabled == probes.No && (w.Parameter != probes.Yes || notStarted(w.Status)):
		return steps.Verdict{On: "off", Args: args}
	case w.Enabled == probes.Yes && strings.EqualFold(w.Onboarding, onboardingNeeded):
		return steps.Verdict{On: "onboarding-required", Args: args}
	case w.Enabled == probes.Yes && notStarted(w.Status):
		return steps.Verdict{On: "not-started", Args: args}
	case w.Parameter != probes.Unsaid && w.Parameter != w.Enabled:
		return steps.Verdict{On: "sources-disagree", Args: args}
	case w.Status == "" || w.Onboarding == "":
		return steps.Blind(w.Part)
	case !strings.EqualFold(w.Onboarding, nothingToOnboard):
		return notUnderstood(e, "OnboardingRequiredStatus "+w.Onboarding)
	case !strings.EqualFold(w.Status, writebackStarted):
		return notUnderstood(e, "ServiceStatus "+w.Status)
	default:
		return steps.Verdict{On: "on", Args: args}
	}
}

// notUnderstood is the verdict of a value that nobody has documented.
func notUnderstood(e switchEvidence, value string) steps.Verdict {
	return steps.Verdict{On: steps.Unseen, Why: &probes.Obstacle{Kind: probes.Malformed, Host: e.Vantage.Host, Needs: value}}
}

// trueFalse writes a switch as the product itself prints it.
func trueFalse(y probes.YesNo) tell.Value {
	return tell.Words.Of(map[probes.YesNo]string{probes.Yes: "True", probes.No: "False"}[y]).OrDash()
}

// findEntraConnector names the Entra connector. It is found by its kind
// because its name differs from tenant to tenant.
const findEntraConnector = "$c = (Get-ADSyncConnector | Where-Object SubType -eq 'Windows Azure Active Directory (Microsoft)').Name"

var readSwitch = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin},
	Where: onServer,
	Do: []lang.Text{{
		Ko: "아래 명령을 서버 콘솔에서 직접 실행해 Enabled, ServiceStatus, OnboardingRequiredStatus 값을 확인하십시오. 최신 버전은 로그인을 요구할 수 있습니다.",
		En: "Run the commands at the console of the server and read the values Enabled, ServiceStatus and OnboardingRequiredStatus. Newer versions may ask somebody to sign in.",
	}},
	Look: []steps.Command{
		{Shell: steps.PowerShell, Text: findEntraConnector},
		{Shell: steps.PowerShell, Text: "Get-ADSyncAADPasswordResetConfiguration -Connector $c"},
	},
	Link: pageWriteback,
}

var restartForSwitch = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin},
	Where: onServer,
	Do: []lang.Text{
		{
			Ko: "Get-ADSyncConnectorRunStatus 명령으로 동기화가 진행 중이지 않은지 확인한 다음 ADSync 서비스를 다시 시작하십시오.",
			En: "Check with Get-ADSyncConnectorRunStatus that no synchronisation is running, then restart the ADSync service.",
		},
		{
			Ko: "다시 시작해도 상태가 그대로이면 암호 쓰기 저장을 껐다가 다시 켜십시오.",
			En: "If the status stays as it is, switch password writeback off and on again.",
		},
	},
	Look: []steps.Command{{Shell: steps.PowerShell, Text: "Get-ADSyncConnectorRunStatus"}},
	Fix:  []steps.Command{{Shell: steps.PowerShell, Text: "Restart-Service -Name ADSync"}},
	Changes: lang.Text{
		Ko: "동기화와 쓰기 저장이 잠시 멈추었다가 다시 시작됩니다.",
		En: "Synchronisation and writeback pause for a moment and start again.",
	},
	Proof: lang.Text{
		Ko: "응용 프로그램 로그에 31015 이벤트가, 10분쯤 안에 31019 이벤트가 나타납니다.",
		En: "Event 31015 appears in the Application log, and 31019 within about 10 minutes.",
	},
	Link: pageWriteback,
}

var switchOffAndOn = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin, steps.EntraAdmin},
	Where: onServer,
	Do: []lang.Text{
		{
			Ko: "암호 쓰기 저장을 껐다가 다시 켜십시오. 먼저 끄고 그다음에 켜야 하며, 켜기만 해서는 안 됩니다.",
			En: "Switch password writeback off and on again: off first, then on. Switching it on alone is not enough.",
		},
		{
			Ko: "2.5.3.0 버전부터는 클라우드 관리자의 로그인을 요구하므로 서버 콘솔에서 실행하십시오.",
			En: "From version 2.5.3.0 on, a cloud administrator has to sign in, so run this at the console of the server.",
		},
	},
	Fix: []steps.Command{
		{Shell: steps.PowerShell, Text: findEntraConnector},
		{Shell: steps.PowerShell, Text: "Set-ADSyncAADPasswordResetConfiguration -Connector $c -Enable $false", Title: lang.Text{Ko: "암호 쓰기 저장 끄기", En: "Switch writeback off"}},
		{Shell: steps.PowerShell, Text: "Set-ADSyncAADPasswordResetConfiguration -Connector $c -Enable $true", Title: lang.Text{Ko: "암호 쓰기 저장 켜기", En: "Switch writeback on"}},
	},
	Changes: lang.Text{
		Ko: "꺼져 있는 동안 암호 재설정이 디렉터리에 기록되지 않습니다. 다시 켜면 키와 릴레이 등록이 새로 만들어집니다.",
		En: "While it is off no reset reaches the directory. Switching it on makes new keys and a new registration with the relay.",
	},
	Proof: lang.Text{
		Ko: "끌 때 31012와 31013, 켤 때 31004, 31005, 31015, 이어서 31019 이벤트가 나타납니다.",
		En: "Switching off logs events 31012 and 31013; switching on logs 31004, 31005 and 31015, then 31019.",
	},
	Link: pageWriteback,
}

var switchOn = &steps.Remedy{
	Who: []steps.Who{steps.ServerAdmin, steps.EntraAdmin},
	Where: lang.Text{
		Ko: "Connect 서버의 Microsoft Entra Connect Sync 마법사 > 동기화 옵션 사용자 지정(Customize synchronization options) > 선택적 기능(Optional features)",
		En: "The Microsoft Entra Connect Sync wizard on the server > Customize synchronization options > Optional features",
	},
	Do: []lang.Text{
		{
			Ko: "'암호 쓰기 저장'을 선택하고 구성을 마치십시오. 클라우드에서 만든 관리자 계정으로 로그인하십시오.",
			En: "Tick 'Password writeback' and finish the configuration. Sign in with an administrator that was made in the cloud.",
		},
		{
			Ko: "아래 명령의 -Enable $true가 E_FAIL(0x80004005)로 실패하면 같은 명령을 먼저 -Enable $false로 실행하고, 그다음 -Enable $true로 다시 실행하십시오. 그래도 실패하면 마법사를 쓰십시오.",
			En: "If -Enable $true of the command below fails with E_FAIL (0x80004005), run the same command with -Enable $false first, and then with -Enable $true again. If that fails too, use the wizard.",
		},
		{
			Ko: "누가 Synchronization Service Manager에서 Entra 커넥터를 저장했는지 확인하십시오. 2.4.129.0보다 오래된 버전에서는 그때 이 설정이 지워졌습니다.",
			En: "Ask whether somebody saved the Entra connector in Synchronization Service Manager: before version 2.4.129.0 that removed this setting.",
		},
		{
			Ko: "그다음에 관리 센터의 암호 재설정(Password reset) > 온-프레미스 통합(On-premises integration) 스위치도 켜져 있는지 확인하십시오. 마법사는 그 스위치를 바꾸지 않습니다.",
			En: "After that, check that the switch under Password reset > On-premises integration in the admin center is on too. The wizard does not change it.",
		},
	},
	Fix: []steps.Command{
		{Shell: steps.PowerShell, Text: findEntraConnector},
		{Shell: steps.PowerShell, Text: "Set-ADSyncAADPasswordResetConfiguration -Connector $c -Enable $true", Title: lang.Text{Ko: "암호 쓰기 저장 켜기", En: "Switch writeback on"}},
	},
	Undo: []steps.Command{
		{Shell: steps.PowerShell, Text: findEntraConnector},
		{Shell: steps.PowerShell, Text: "Set-ADSyncAADPasswordResetConfiguration -Connector $c -Enable $false", Title: lang.Text{Ko: "암호 쓰기 저장 끄기", En: "Switch writeback off"}},
	},
	Changes: lang.Text{
		Ko: "클라우드에서 바꾼 암호가 디렉터리에 기록되기 시작합니다.",
		En: "Passwords that are changed in the cloud start to be written to the directory.",
	},
	Proof: lang.Text{
		Ko: "31004, 31005, 31015 이벤트가 나타나고, 이어서 31019 이벤트가 5분마다 나타납니다.",
		En: "Events 31004, 31005 and 31015 appear, then 31019 every 5 minutes.",
	},
	Link: pageTutorial,
}
