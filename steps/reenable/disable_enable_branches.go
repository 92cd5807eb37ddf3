package reenable

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// aroundSwitch is what a switching that failed explains: the steps after it,
// and what the event log and a restart looked like from further away.
var aroundSwitch = []steps.ID{"reenable/event-log", "reenable/restart-service", "reenable/canary", "reenable/escalate"}

var switchBranches = []steps.Branch{
	{
		On: "proven", Status: steps.Healthy, Next: steps.End,
		Explains: []steps.ID{"reenable/event-log", "reenable/restart-service"},
		Label:    lang.Text{Ko: "증명됨", En: "Proven"},
		Say: lang.Text{
			Ko: "쓰기 저장이 다시 켜졌고 살아 있습니다. 끔(이벤트 31013): {off_at}, 켬(31005): {on_at}, 신호(31019): {alive_at}.",
			En: "Writeback is on again and alive. Off (event 31013): {off_at}; on (31005): {on_at}; heartbeat (31019): {alive_at}.",
		},
	},
	{
		On: "waiting", Status: steps.Unknown,
		Label: lang.Text{Ko: "진행 중", En: "Under way"},
		Say: lang.Text{
			Ko: "켜거나 끄는 작업이 진행 중입니다. 켜기 완료(이벤트 31005)와 첫 신호(이벤트 31019)를 기다리고 있습니다. 신호는 켠 뒤 10분 안에 와야 합니다.",
			En: "Switching is under way. This step waits for event 31005 (switched on) and for the first heartbeat (event 31019), due within 10 minutes after that.",
		}, Remedy: offThenOn,
	},
	{
		On: "not-done", Status: steps.Unknown,
		Label: lang.Text{Ko: "아직 하지 않음", En: "Not done yet"},
		Say: lang.Text{
			Ko: "쓰기 저장을 아직 껐다가 다시 켜지 않았습니다. 껐다가 다시 켜면 이 단계가 서버의 이벤트로 확인합니다.",
			En: "Writeback has not been switched off and on yet. Once it is, this step sees it in the server's events.",
		}, Remedy: offThenOn,
	},
	{
		On: "off-only", Status: steps.Broken, Explains: aroundSwitch,
		Label: lang.Text{Ko: "꺼진 채로 있음", En: "Left off"},
		Say: lang.Text{
			Ko: "쓰기 저장이 꺼진 채로 있어 지금은 누구의 암호도 기록되지 않습니다. 이어서 켜야 합니다(끔: 이벤트 31013, {off_at}).",
			En: "Writeback is switched off, and no password is written back for anybody now. Go on and switch it on (off: event 31013, {off_at}).",
		}, Remedy: onAgain,
	},
	{
		On: "on-only", Status: steps.Unknown,
		Label: lang.Text{Ko: "켜기만 함", En: "Only switched on"},
		Say: lang.Text{
			Ko: "켜기만 하고 먼저 끄지 않았습니다. 켜기 완료(이벤트 31005, {on_at}) 앞에 끈 기록(31013)과 새 키(31018)가 없습니다. 먼저 끄고 그다음에 켜야 키가 새로 만들어집니다.",
			En: "Writeback was only switched on, not off first: before event 31005 ({on_at}) there is no 31013 (off) and no 31018 (new keys). Only off and then on renews the keys.",
		}, Remedy: offThenOn,
	},
	{
		On: "wrong-account", Status: steps.Broken, Explains: aroundSwitch,
		Label: lang.Text{Ko: "관리자 권한 없음", En: "Wrong administrator"},
		Say: lang.Text{
			Ko: "로그인한 관리자 계정으로는 쓰기 저장을 켜거나 끌 수 없습니다(이벤트 31014 또는 32009, {failed_at}). 페더레이션 계정이거나 필요한 역할이 없는 계정입니다.",
			En: "The administrator account that signed in cannot switch writeback (event 31014 or 32009, {failed_at}). It is federated or lacks the role.",
		}, Remedy: useCloudAdmin,
	},
	{
		On: "no-service", Status: steps.Broken, Explains: aroundSwitch,
		Label: lang.Text{Ko: "웹 연결 못함", En: "Web not reached"},
		Say: lang.Text{
			Ko: "쓰기 저장을 켜고 끄는 클라우드 웹 서비스에 연결하지 못했습니다(이벤트 32011 또는 32013, {failed_at}).",
			En: "The cloud's web service that switches writeback was not reached (event 32011 or 32013, {failed_at}).",
		}, Remedy: openWebService,
	},
	{
		On: "failed", Status: steps.Broken, Explains: aroundSwitch,
		Label: lang.Text{Ko: "실패", En: "Failed"},
		Say: lang.Text{
			Ko: "쓰기 저장을 켜거나 끄는 작업이 키나 설정 때문에 실패했습니다(이벤트 32003, 32005, 32007, 32008 또는 32010, {failed_at}).",
			En: "Switching writeback failed because of keys or settings (event 32003, 32005, 32007, 32008 or 32010, {failed_at}).",
		}, Remedy: tryWizard,
	},
	{
		On: "no-heartbeat", Status: steps.Broken, Explains: aroundSwitch,
		Label: lang.Text{Ko: "켰지만 신호 없음", En: "On, no heartbeat"},
		Say: lang.Text{
			Ko: "쓰기 저장을 켠 지 10분이 넘었지만(켬: {on_at}) 신호(이벤트 31019)가 없습니다.",
			En: "Writeback was switched on at {on_at}, but after more than 10 minutes there is no heartbeat (event 31019).",
		}, Remedy: restart,
	},
	{
		On: steps.Unseen, Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
		Say: lang.Text{
			Ko: "껐다가 다시 켰는지 이벤트로 확인하지 못했습니다.",
			En: "The events could not be read, so switching off and on cannot be proven.",
		},
	},
}
