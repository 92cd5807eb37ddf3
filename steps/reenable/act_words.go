package reenable

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// refusals are the reasons why the server is not changed, by their names. Every
// one says what it rests on; {above} is the step that is broken.
var refusals = map[steps.Outcome]lang.Text{
	"from-file": {
		Ko: "서버를 파일로만 보고 있습니다. 파일이 만들어진 뒤의 상태를 알 수 없으므로 아무것도 바꾸지 않습니다.",
		En: "The server is known only from a file. How it stands since is not known, so nothing is changed.",
	},
	"by-hand": {
		Ko: "서버의 상태를 사람이 답했을 뿐 프로그램이 보지 못했습니다. 그래서 아무것도 바꾸지 않습니다.",
		En: "A person said how the server stands, and the program did not see it. So nothing is changed.",
	},
	"server-unseen": {
		Ko: "지금 Connect 서버를 볼 수 없어 아무것도 바꾸지 않습니다. {why}",
		En: "The Connect server cannot be seen now, so nothing is changed. {why}",
	},
	"no-way": {
		Ko: "여기에서는 Connect 서버를 바꿀 방법이 없습니다. {why}",
		En: "From here nothing on the Connect server can be changed. {why}",
	},
	"no-name": {
		Ko: "서버가 자기 이름을 알려 주지 않았습니다. 어느 서버인지 모르므로 바꾸지 않습니다.",
		En: "The server did not say its name. Which server it is is not known, so it is not changed.",
	},
	"no-trail": {
		Ko: "감사 기록을 읽거나 쓸 수 없습니다. 먼저 적어 두지 못하면 아무것도 바꾸지 않습니다.",
		En: "The audit trail cannot be read or written. Nothing is changed that is not written down first.",
	},
	"broken-above": {
		Ko: "앞 단계가 고장이어서 이 작업으로는 나아지지 않습니다. 먼저 고칠 단계: {above}",
		En: "A step above is broken, and this would not mend it. Mend first: {above}",
	},
	"service-unseen": {
		Ko: "ADSync 서비스의 상태를 읽지 못했습니다. 모르는 상태에서는 바꾸지 않습니다.",
		En: "The state of the ADSync service could not be read. What is not known is not changed.",
	},
	"not-installed": {
		Ko: "이 컴퓨터에는 ADSync 서비스가 없습니다.",
		En: "There is no ADSync service on this machine.",
	},
	"service-state": {
		Ko: "ADSync 서비스가 이 작업을 할 수 있는 상태가 아닙니다(지금 상태: {state}).",
		En: "The ADSync service is not in a state in which this is done (its state now: {state}).",
	},
	"staging": {
		Ko: "이 서버는 스테이징 모드입니다. 스테이징 서버는 암호를 기록하지 않으므로 활성 서버에서 하십시오.",
		En: "This server is in staging mode and writes no passwords. Do it on the active server.",
	},
	"staging-unseen": {
		Ko: "서버가 스테이징 모드인지 읽지 못했습니다. 모르는 상태에서는 바꾸지 않습니다.",
		En: "Whether the server is in staging mode could not be read. What is not known is not changed.",
	},
	"sync-running": {
		Ko: "지금 동기화가 실행 중입니다. 끝난 뒤에 다시 하십시오.",
		En: "A synchronisation is running. Do it when it has ended.",
	},
	"sync-unseen": {
		Ko: "동기화가 실행 중인지 읽지 못했습니다. 모르는 상태에서는 바꾸지 않습니다.",
		En: "Whether a synchronisation is running could not be read. What is not known is not changed.",
	},
	"second-engine": {
		Ko: "클라우드 동기화(Cloud Sync) 에이전트도 이 서버에서 실행 중입니다. 누가 암호를 기록하는지 먼저 정해야 합니다.",
		En: "The agent of Cloud Sync runs on this server as well. Which of the two shall write passwords has to be settled first.",
	},
	"second-engine-unseen": {
		Ko: "클라우드 동기화(Cloud Sync) 에이전트가 실행 중인지 읽지 못했습니다. 모르는 상태에서는 바꾸지 않습니다.",
		En: "Whether an agent of Cloud Sync runs could not be read. What is not known is not changed.",
	},
	"switch-unseen": {
		Ko: "쓰기 저장이 지금 켜져 있는지 읽지 못했습니다. 모르는 상태에서는 바꾸지 않습니다.",
		En: "Whether writeback is on now could not be read. What is not known is not changed.",
	},
	"connector-unseen": {
		Ko: "Microsoft Entra 커넥터를 정확히 하나로 정하지 못했습니다. 잘못된 커넥터를 바꿀 수 있으므로 하지 않습니다.",
		En: "The Microsoft Entra connector could not be told as the only one. Another one could be changed, so none is.",
	},
}

// needsConsole is why the guided path stands instead.
var needsConsole = lang.Text{
	Ko: "Connect 2.5.3.0 버전부터는 끄고 켤 때 관리자가 로그인해야 하는데, 원격 연결이나 터미널이 없는 곳에서는 로그인 창을 띄울 수 없습니다. 이 프로그램을 Connect 서버의 콘솔에서 실행하거나, 이 단계의 안내대로 Microsoft Entra Connect 마법사에서 직접 끄고 켜십시오. 그동안 프로그램이 이벤트를 지켜봅니다.",
	En: "From Connect 2.5.3.0 on an administrator has to sign in for this, and over remoting or without a terminal nobody can. Run this program at the console of the Connect server, or switch by hand in the wizard of Microsoft Entra Connect, as this step shows; the program watches the events meanwhile.",
}

var whatRestarting = lang.Text{
	Ko: "몇 분 동안 동기화와 쓰기 저장이 멈춥니다. 설정은 바뀌지 않습니다.",
	En: "Synchronisation and writeback pause for some minutes. No setting changes.",
}

var undoRestart = lang.Text{
	Ko: "되돌릴 것이 없습니다. 서비스가 다시 시작되지 않으면 Start-Service -Name ADSync 명령으로 시작합니다.",
	En: "There is nothing to undo. Should the service not come back, Start-Service -Name ADSync starts it.",
}

var undoSwitching = lang.Text{
	Ko: "끈 것은 켜기로 되돌립니다. 두 번째 명령이 그것입니다. 예전 키로 돌아갈 수는 없습니다.",
	En: "Off is undone by on, which is the second command. There is no way back to the old keys.",
}

var undoOn = lang.Text{
	Ko: "같은 명령에 -Enable $false를 쓰면 다시 꺼집니다.",
	En: "The same command with -Enable $false switches it off again.",
}

var askServer = lang.Text{
	Ko: "동의하면 서버의 이름을 입력하십시오: {word}",
	En: "To consent, type the name of the server: {word}",
}

// endings are what an action can come to.
var endings = map[steps.Outcome]struct {
	status steps.Status
	say    lang.Text
}{
	"proven": {steps.Healthy, lang.Text{
		Ko: "증명되었습니다. 필요한 이벤트가 모두 순서대로 기록되었고, 마지막 신호(이벤트 31019)는 {alive_at}에 있었습니다.",
		En: "Proven. All events that it takes are there in their order; the last heartbeat (event 31019) was at {alive_at}.",
	}},
	"not-proven": {steps.Unknown, lang.Text{
		Ko: "{minutes}분 안에 증명되지 않았습니다. 명령은 오류 없이 끝났지만 필요한 이벤트가 다 오지 않았습니다. 다음에 다시 확인하면 증명될 수 있습니다.",
		En: "Not proven within {minutes} {minutes|minute|minutes}. The commands ended without an error, but not all events came. The next look may still prove it.",
	}},
	"failed": {steps.Broken, lang.Text{
		Ko: "실패했습니다. 이유: {reason}.",
		En: "It failed: {reason}.",
	}},
	"failed-off": {steps.Broken, lang.Text{
		Ko: "쓰기 저장을 껐지만 다시 켜지 못했습니다. 이유: {reason}. 지금은 누구의 암호도 기록되지 않습니다. 다시 켜십시오.",
		En: "Writeback was switched off, and switching it on failed: {reason}. No password is written back for anybody now. Switch it on.",
	}},
	"unknown": {steps.Unknown, lang.Text{
		Ko: "명령이 실행되었는지 알 수 없습니다. 이유: {reason}. 서버에서 확인하십시오.",
		En: "Whether the command was carried out is not known: {reason}. Look at the server.",
	}},
	"refused": {steps.Unknown, lang.Text{
		Ko: "하지 않았습니다. {refusal}",
		En: "It was not done. {refusal}",
	}},
	"refused-there": {steps.Unknown, lang.Text{
		Ko: "하지 않았습니다. 서버가 실행 직전에 다시 확인했을 때 막는 것이 있었습니다. 이유: {reason}.",
		En: "It was not done. Looking again right before, the server found a reason against it: {reason}.",
	}},
	"changed": {steps.Unknown, lang.Text{
		Ko: "하지 않았습니다. 동의한 뒤에 서버나 명령이 달라졌습니다. 다시 보고 동의하십시오.",
		En: "It was not done. The server or the commands are others than those that were consented to. Look again and consent anew.",
	}},
	"stopped": {steps.Unknown, lang.Text{
		Ko: "지켜보는 것을 멈추었습니다. 명령은 오류 없이 끝났고, 다음에 다시 확인하면 증명될 수 있습니다.",
		En: "The watch was stopped. The commands ended without an error, and the next look may still prove it.",
	}},
	"broken-off": {steps.Unknown, lang.Text{
		Ko: "끝까지 하지 못하고 멈추었습니다. 다시 시작하면 프로그램이 이것부터 알리고 마무리할 수 있게 합니다.",
		En: "It was stopped before its end. The next start says so first and offers to finish it.",
	}},
}

// progress is what a person is told meanwhile.
var progress = struct{ off, waitOff, on, retry, restart, start, proof lang.Text }{
	off:     lang.Text{Ko: "쓰기 저장을 끄는 중입니다.", En: "Switching writeback off."},
	waitOff: lang.Text{Ko: "껐습니다. 이벤트 31013을 기다리는 중입니다.", En: "Switched off. Waiting for event 31013."},
	on:      lang.Text{Ko: "쓰기 저장을 켜는 중입니다.", En: "Switching writeback on."},
	retry:   lang.Text{Ko: "동기화가 끝나기를 기다리는 중입니다. 끝나면 켭니다.", En: "Waiting for a synchronisation to end, to switch writeback on then."},
	restart: lang.Text{Ko: "ADSync 서비스를 다시 시작하는 중입니다.", En: "Restarting the ADSync service."},
	start:   lang.Text{Ko: "ADSync 서비스를 시작하는 중입니다.", En: "Starting the ADSync service."},
	proof:   lang.Text{Ko: "명령이 끝났습니다. 증명할 이벤트를 최대 {minutes}분 동안 기다립니다.", En: "The commands have ended. Waiting up to {minutes} {minutes|minute|minutes} for the events that prove it."},
}
