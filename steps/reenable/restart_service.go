package reenable

import (
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// RestartService leads through a restart of the ADSync service and watches
// the events for its proof: 31015, then 31019.
var RestartService = steps.Step{
	ID:    "reenable/restart-service",
	Seed:  []string{"R1"},
	Title: lang.Text{Ko: "ADSync 서비스 다시 시작", En: "Restart the ADSync service"},
	Why: lang.Text{
		Ko: "서비스를 다시 시작하면 쓰기 저장이 릴레이에 새로 연결됩니다. 껐다가 다시 켜기 전에 먼저 해 볼 일입니다.",
		En: "A restart connects writeback to its relays anew. It comes before switching writeback off and on.",
	},
	Check:         steps.Look(seeWatched, judgeRestart),
	Reads:         []steps.Instrument{steps.ByEngine},
	ConnectSync:   true,
	Keeps:         steps.Passing,
	Timeout:       serverLimit,
	Watch:         watchEvery,
	OnlyWhenSound: true,
	Blanks: tell.Kinds{
		"alive_at": tell.Moment, "broken_at": tell.Moment, "down_at": tell.Moment, "up_at": tell.Moment,
	},
	Branches: restartBranches,
	Act: restartAction.act(lang.Text{
		Ko: "이 프로그램이 ADSync 서비스를 다시 시작하기(동의 필요)", En: "Have this program restart the ADSync service (asks for consent)",
	}),
}

func judgeRestart(w watched) steps.Verdict {
	if w.blind() {
		return steps.Blind(probes.Part{})
	}
	events := w.since()
	up, alive := newest(events, serviceStarted), newest(events, heartbeat)
	down, broken := newest(events, serviceStopped), newest(events, extensionFailed)
	lost := newest(events, listenerError, 32001, 32002)
	args := moments(map[string]time.Time{"up_at": up, "alive_at": alive, "broken_at": broken, "down_at": down})
	trouble := latest(down, broken, lost)
	fresh := w.Log.At.Sub(alive) <= silentAfter // a walk can take days, and a service die again
	switch {
	case alive.After(up) && alive.After(trouble) && fresh:
		return steps.Verdict{On: "alive", Args: args}
	case broken.After(up) && broken.After(alive):
		return steps.Verdict{On: "refused-start", Args: args}
	case !up.IsZero() && down.After(up):
		return steps.Verdict{On: "waiting", Args: args} // it stopped and is on its way up
	case !up.IsZero() && w.Log.At.Sub(up) <= aliveWithin:
		return steps.Verdict{On: "waiting", Args: args}
	case !up.IsZero():
		return steps.Verdict{On: "no-heartbeat", Args: args}
	case w.rolledOver():
		return steps.Blind(probes.Part{})
	case w.Scheduler.InProgress == probes.Yes:
		return steps.Verdict{On: "blocked", Args: args}
	default:
		return steps.Verdict{On: "not-started", Args: args}
	}
}

func latest(times ...time.Time) time.Time {
	var last time.Time
	for _, t := range times {
		if t.After(last) {
			last = t
		}
	}
	return last
}

var restartBranches = []steps.Branch{
	{
		On: "alive", Status: steps.Healthy, Next: steps.End, Explains: []steps.ID{"reenable/event-log"},
		Label: lang.Text{Ko: "다시 살아남", En: "Alive again"},
		Say: lang.Text{
			Ko: "쓰기 저장 서비스가 다시 살아났습니다. 시작(이벤트 31015): {up_at}, 마지막 신호(이벤트 31019): {alive_at}.",
			En: "The writeback service is alive again. Started (event 31015): {up_at}; last heartbeat (event 31019): {alive_at}.",
		},
	},
	{
		On: "waiting", Status: steps.Unknown,
		Label: lang.Text{Ko: "신호를 기다리는 중", En: "Waiting"},
		Say: lang.Text{
			Ko: "서비스가 시작되었습니다(이벤트 31015, {up_at}). 첫 신호(이벤트 31019)가 10분 안에 오는지 기다리는 중입니다.",
			En: "The service has started (event 31015, {up_at}). Its first heartbeat (event 31019) is due within 10 minutes.",
		},
	},
	{
		On: "not-started", Status: steps.Unknown,
		Label: lang.Text{Ko: "아직 하지 않음", En: "Not done yet"},
		Say: lang.Text{
			Ko: "서비스를 아직 다시 시작하지 않았습니다. 다시 시작하면 이 단계가 서버의 이벤트로 확인합니다.",
			En: "The service has not been restarted yet. Once it is, this step sees it in the server's events.",
		}, Remedy: restart,
	},
	{
		On: "blocked", Status: steps.Unknown,
		Label: lang.Text{Ko: "동기화 실행 중", En: "Sync is running"},
		Say: lang.Text{
			Ko: "지금 동기화가 실행 중입니다. 끝날 때까지 기다린 다음 다시 시작하십시오.",
			En: "A synchronisation is running. Wait until it has ended, then restart the service.",
		}, Remedy: waitForSync,
	},
	{
		On: "refused-start", Status: steps.Broken,
		Label: lang.Text{Ko: "시작 못함(6800)", En: "Did not start (6800)"},
		Say: lang.Text{
			Ko: "서비스를 다시 시작했지만 쓰기 저장이 시작되지 않았습니다(ADSync 이벤트 6800, {broken_at}: 암호 관리 확장이 초기화되지 않음). 다음 단계에서 쓰기 저장을 껐다가 다시 켜십시오.",
			En: "The service was restarted, but writeback did not start (ADSync event 6800, {broken_at}: the password management extension was not initialised). In the next step, switch writeback off and on again.",
		}, Remedy: offThenOn, Explains: afterRestart, Next: "reenable/disable-enable",
	},
	{
		On: "no-heartbeat", Status: steps.Broken,
		Label: lang.Text{Ko: "시작했지만 신호 없음", En: "No heartbeat"},
		Say: lang.Text{
			Ko: "서비스가 시작된 지 10분이 넘었지만(시작: {up_at}) 릴레이의 신호(이벤트 31019)가 없습니다. 다음 단계에서 쓰기 저장을 껐다가 다시 켜십시오.",
			En: "The service started at {up_at}, but after more than 10 minutes there is no heartbeat (event 31019). In the next step, switch writeback off and on again.",
		}, Remedy: offThenOn, Explains: afterRestart, Next: "reenable/disable-enable",
	},
	{
		On: steps.Unseen, Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
		Say: lang.Text{
			Ko: "다시 시작했는지 이벤트로 확인하지 못했습니다.",
			En: "The events could not be read, so a restart cannot be proven.",
		},
	},
}

// afterRestart is what a restart that did not help explains: the steps after
// it, and the silence that led here.
var afterRestart = []steps.ID{"reenable/event-log", "reenable/disable-enable", "reenable/canary", "reenable/escalate"}

var restart = &steps.Remedy{
	Who: []steps.Who{steps.ServerAdmin}, Where: onConnectServer,
	Do: []lang.Text{
		{Ko: "Connect 서버에 로컬 관리자로 로그인하십시오.", En: "Sign in to the Connect server as a local administrator."},
		{Ko: "Get-ADSyncConnectorRunStatus 명령으로 동기화가 실행 중이 아닌지 확인하십시오. 무엇이든 표시되면 끝날 때까지 기다리십시오.", En: "Check with Get-ADSyncConnectorRunStatus that no synchronisation is running. If it prints anything, wait until it has ended."},
		{Ko: "Restart-Service 명령으로 ADSync 서비스를 다시 시작하십시오.", En: "Restart the ADSync service with Restart-Service."},
		{Ko: "최대 10분 동안 이벤트 31015와 31019를 기다리십시오. 마법사의 'ADSync 서비스 다시 시작' 단계에서는 프로그램도 함께 지켜봅니다.", En: "Wait up to 10 minutes for events 31015 and 31019. In the wizard, the step 'Restart the ADSync service' watches for them too."},
	},
	Look: []steps.Command{
		{Shell: steps.PowerShell, Text: "Get-ADSyncConnectorRunStatus"},
		showEvents,
	},
	Fix: []steps.Command{{Shell: steps.PowerShell, Text: "Restart-Service -Name ADSync"}},
	Changes: lang.Text{
		Ko: "몇 분 동안 동기화와 쓰기 저장이 멈춥니다. 설정은 바뀌지 않으므로 되돌릴 것이 없습니다.",
		En: "Synchronisation and writeback pause for some minutes. No setting changes, so there is nothing to undo.",
	},
	Proof: lang.Text{
		Ko: "다시 시작한 시각 뒤에 31015가, 이어서 31019가 기록됩니다.",
		En: "After the time of the restart, event 31015 appears, and then 31019.",
	},
	Link: troubleshootPage,
}

var waitForSync = &steps.Remedy{
	Who: []steps.Who{steps.ServerAdmin}, Where: onConnectServer,
	Do: []lang.Text{
		{Ko: "아래 명령에 아무것도 표시되지 않을 때까지 되풀이하십시오.", En: "Repeat the command below until it prints nothing."},
		{Ko: "그런 다음 이 단계를 다시 확인하십시오.", En: "Then check this step again."},
	},
	Look:    []steps.Command{{Shell: steps.PowerShell, Text: "Get-ADSyncConnectorRunStatus"}},
	Changes: lang.Text{Ko: "읽기만 하므로 바뀌는 것이 없습니다.", En: "Nothing changes; the command only reads."},
	Link:    troubleshootPage,
}
