package reenable

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// later are the steps behind this one: what the events say, or that they say
// nothing, explains that they are not done yet.
var later = []steps.ID{"reenable/restart-service", "reenable/disable-enable", "reenable/canary", "reenable/escalate"}

// The branches of event-log. A service that lives and refuses one user gains
// nothing from a restart, so those go on to the test user.
var eventBranches = []steps.Branch{
	{
		On: "alive", Status: steps.Healthy, Next: steps.End,
		Label: lang.Text{Ko: "살아 있음", En: "Alive"},
		Say: lang.Text{
			Ko: "쓰기 저장 서비스가 살아 있습니다. 마지막 신호(이벤트 31019)는 {last_at}, 이벤트를 읽기 {age} 전에 왔으며, 해결되지 않은 실패가 없습니다.",
			En: "The writeback service is alive. Its last heartbeat (event 31019) came at {last_at}, {age} before the events were read, and no failure is left open.",
		},
	},
	{
		On: "others-refused", Status: steps.Healthy, Next: steps.End,
		Label: lang.Text{Ko: "살아 있음, 남의 실패", En: "Alive, others refused"},
		Say: lang.Text{
			Ko: "쓰기 저장 서비스가 살아 있습니다. 마지막 신호(이벤트 31019)는 {last_at}, 이벤트를 읽기 {age} 전에 왔습니다. 읽기 전 3일의 기록에 다른 사용자의 거부가 {others}건 있지만, 이 사용자의 실패는 남아 있지 않습니다.",
			En: "The writeback service is alive. Its last heartbeat (event 31019) came at {last_at}, {age} before the events were read. The three days before that hold refusals of other people ({others}), but none of this user is left open.",
		},
	},
	{
		On: "was-alive", Status: steps.Unknown, Next: steps.End,
		Label: lang.Text{Ko: "그때는 살아 있었음", En: "Alive at that time"},
		Say: lang.Text{
			Ko: "이벤트를 모은 때에는 쓰기 저장 서비스가 살아 있었고 해결되지 않은 실패도 없었습니다. 마지막 신호(이벤트 31019): {last_at}. 그 뒤에 일어난 일은 이 자료에 없습니다. 서버에서 다시 수집하십시오.",
			En: "When the events were collected, the writeback service was alive and no failure was left open. Last heartbeat (event 31019): {last_at}. What happened after that is not in this collection; collect again on the server.",
		},
	},
	{
		On: "one-relay", Status: steps.Warning, Next: steps.End,
		Label: lang.Text{Ko: "릴레이 하나만 연결됨", En: "One relay only"},
		Say: lang.Text{
			Ko: "쓰기 저장은 동작하지만, 릴레이 하나에 연결하지 못해 예비 경로가 없습니다(이벤트 {event}, {seen_at}).",
			En: "Writeback works, but the service cannot reach one of its relays, so it has no spare (event {event}, {seen_at}).",
		}, Remedy: followRoads,
	},
	{
		On: "late", Status: steps.Warning, Next: steps.End,
		Label: lang.Text{Ko: "신호가 늦음", En: "Late"},
		Say: lang.Text{
			Ko: "쓰기 저장 서비스의 신호(이벤트 31019)가 10분 넘게 없습니다. 마지막 신호는 {last_at}, 이벤트를 읽기 {age} 전입니다. 5분마다 와야 하므로 릴레이 연결이 끊기는 중일 수 있습니다. 몇 분 뒤에 다시 확인하십시오.",
			En: "The writeback service has sent no heartbeat (event 31019) for more than 10 minutes. The last one came at {last_at}, {age} before the events were read. It should come every 5 minutes, so the connection to the relay may be breaking. Check again in a few minutes.",
		}, Remedy: followRoads,
	},
	{
		On: "silent", Status: steps.Broken, Next: "reenable/restart-service", Explains: later,
		Label: lang.Text{Ko: "신호 없음", En: "Silent"},
		Say: lang.Text{
			Ko: "쓰기 저장 서비스의 신호(이벤트 31019)가 15분 넘게 없습니다. 마지막 신호: {last_at} (- 표시는 기록에 없음).",
			En: "The writeback service has sent no heartbeat (event 31019) for more than 15 minutes. Last heartbeat: {last_at} (- means none on record).",
		}, Remedy: restart,
	},
	{
		On: "stopped", Status: steps.Broken, Next: "reenable/restart-service", Explains: later,
		Label: lang.Text{Ko: "서비스 멈춤", En: "Stopped"},
		Say: lang.Text{
			Ko: "쓰기 저장 서비스가 멈췄거나 시작하지 못했고 다시 시작되지 않았습니다(이벤트 {event}, {seen_at}).",
			En: "The writeback service has stopped or did not start, and has not come back (event {event}, {seen_at}).",
		}, Remedy: restart,
	},
	{
		On: "listener", Status: steps.Broken, Next: "reenable/restart-service", Explains: later,
		Label: lang.Text{Ko: "릴레이에 연결 못함", En: "No relay reached"},
		Say: lang.Text{
			Ko: "쓰기 저장 서비스가 릴레이에 연결하지 못해 새 암호가 서버에 도착하지 못합니다(이벤트 {event}, {seen_at}).",
			En: "The writeback service cannot reach its relays, so new passwords do not arrive at the server (event {event}, {seen_at}).",
		}, Remedy: followRoads,
	},
	{
		On: "keys", Status: steps.Broken, Next: "reenable/disable-enable", Explains: later,
		Label: lang.Text{Ko: "키 또는 설정 오류", En: "Keys or settings"},
		Say: lang.Text{
			Ko: "쓰기 저장의 키나 저장된 설정이 맞지 않습니다(이벤트 {event}, {seen_at}). 껐다가 다시 켜면 키와 설정이 새로 만들어집니다.",
			En: "The keys or saved settings of writeback do not fit (event {event}, {seen_at}). Switching writeback off and on again makes new ones.",
		}, Remedy: offThenOn,
	},
	{
		On: "switching-failed", Status: steps.Broken, Next: "reenable/disable-enable", Explains: later,
		Label: lang.Text{Ko: "켜기 또는 끄기 실패", En: "Switching failed"},
		Say: lang.Text{
			Ko: "쓰기 저장을 켜거나 끄는 작업이 실패했습니다(이벤트 {event}, {seen_at}). 로그인한 관리자 계정에 권한이 없거나, 클라우드 웹 서비스에 연결하지 못한 것입니다.",
			En: "Switching writeback on or off failed (event {event}, {seen_at}). Either the administrator account that signed in lacks the rights, or the cloud's web service was not reached.",
		}, Remedy: offThenOn,
	},
	{
		On: "ad-refused", Status: steps.Broken, Next: "reenable/canary", Explains: later,
		Label: lang.Text{Ko: "AD가 거부함", En: "Refused by AD"},
		Say: lang.Text{
			Ko: "서비스는 살아 있지만 AD가 암호 쓰기를 거부했습니다(이벤트 {event}, {seen_at}). 원인은 커넥터 계정의 권한, 보호된 사용자, 원격 SAM 제한 가운데 하나입니다.",
			En: "The service is alive, but AD refused to write a password (event {event}, {seen_at}). The reason is a right of the connector account, a protected user, or the remote SAM restriction.",
		}, Remedy: followRights,
	},
	{
		On: "policy", Status: steps.Broken, Next: "reenable/canary", Explains: later,
		Label: lang.Text{Ko: "암호 정책 위반", En: "Against the policy"},
		Say: lang.Text{
			Ko: "서비스는 살아 있지만 새 암호가 AD의 암호 정책에 어긋났습니다(이벤트 {event}, {seen_at}). 최소 사용 기간, 최근 암호 기록, 복잡성 가운데 하나입니다.",
			En: "The service is alive, but a new password broke the password policy of AD (event {event}, {seen_at}). It is the minimum age, the history or the complexity.",
		}, Remedy: followPolicy,
	},
	{
		On: "not-found", Status: steps.Broken, Next: "reenable/canary", Explains: later,
		Label: lang.Text{Ko: "사용자를 찾지 못함", En: "User not found"},
		Say: lang.Text{
			Ko: "서비스는 살아 있지만 클라우드 사용자에 해당하는 AD 계정을 하나로 정하지 못했습니다(이벤트 {event}, {seen_at}).",
			En: "The service is alive but could not find the one AD account that belongs to the cloud user (event {event}, {seen_at}).",
		}, Remedy: followLink,
	},
	{
		On: "account-state", Status: steps.Broken, Next: "reenable/canary", Explains: later,
		Label: lang.Text{Ko: "계정이 잠겼거나 꺼짐", En: "Locked or disabled"},
		Say: lang.Text{
			Ko: "서비스는 살아 있지만 AD의 계정이 잠겼거나 사용하지 않도록 설정되어 있었습니다(이벤트 {event}, {seen_at}).",
			En: "The service is alive, but the account was locked out or disabled in AD (event {event}, {seen_at}).",
		}, Remedy: followAccount,
	},
	{
		On: "insecure", Status: steps.Broken, Next: "reenable/canary", Explains: later,
		Label: lang.Text{Ko: "LDAP 보안 없음", En: "Insecure LDAP"},
		Say: lang.Text{
			Ko: "서비스는 살아 있지만 안전하지 않은 LDAP 연결로 암호를 쓰려다가 거부되었습니다(이벤트 {event}, {seen_at}). 커넥터의 'Sign and Encrypt LDAP Traffic' 설정이 세 곳 중 하나에서 꺼져 있습니다.",
			En: "The service is alive, but a password was refused because the LDAP connection was not secure (event {event}, {seen_at}). 'Sign and Encrypt LDAP Traffic' of the connector is off in one of its three places.",
		}, Remedy: followSigning,
	},
	{
		On: "connector", Status: steps.Broken, Next: "reenable/canary", Explains: later,
		Label: lang.Text{Ko: "커넥터 계정 문제", En: "Connector account"},
		Say: lang.Text{
			Ko: "서비스는 살아 있지만 AD DS 커넥터 계정이나 AD 구성에 문제가 있습니다(이벤트 {event}, {seen_at}).",
			En: "The service is alive, but the AD DS Connector account or the AD configuration has a problem (event {event}, {seen_at}).",
		}, Remedy: followConnector,
	},
	{
		On: "control-missing", Status: steps.Broken, Next: "reenable/canary", Explains: later,
		Label: lang.Text{Ko: "컨트롤 없음", En: "Control missing"},
		Say: lang.Text{
			Ko: "서비스는 살아 있지만 암호를 쓰려던 도메인 컨트롤러가 LDAP 암호 정책 컨트롤을 지원하지 않습니다(이벤트 {event}, {seen_at}).",
			En: "The service is alive, but the domain controller that was to take the password does not support the LDAP password policy control (event {event}, {seen_at}).",
		}, Remedy: followControllers,
	},
	{
		On: "controller-unreachable", Status: steps.Broken, Next: "reenable/canary", Explains: later,
		Label: lang.Text{Ko: "RPC 연결 못함", En: "RPC not reached"},
		Say: lang.Text{
			Ko: "서비스는 살아 있지만 도메인 컨트롤러의 RPC에 연결하지 못했습니다(이벤트 {event}, {seen_at}). TCP 135나 동적 RPC 포트(49152-65535)가 막혀 있습니다.",
			En: "The service is alive but could not reach RPC on the domain controller (event {event}, {seen_at}). TCP 135 or the dynamic RPC ports (49152-65535) are closed.",
		}, Remedy: followControllers,
	},
	{
		On: "mistyped", Status: steps.Warning, Next: steps.End,
		Label: lang.Text{Ko: "현재 암호가 틀림", En: "Wrong old password"},
		Say: lang.Text{
			Ko: "서비스는 살아 있습니다. 마지막 실패는 현재 암호가 틀리게 입력된 것으로(이벤트 {event}, {seen_at}), 쓰기 저장의 문제가 아닙니다.",
			En: "The service is alive. The last failure was a mistyped current password (event {event}, {seen_at}), which is not a fault of writeback.",
		}, Remedy: typeAgain,
	},
}

// eventEndings are the ways out where the log itself does not tell.
var eventEndings = []steps.Branch{
	{
		On: "rolled-over", Status: steps.Unknown, Explains: later,
		Label: lang.Text{Ko: "로그가 너무 짧음", En: "Log too short"},
		Say: lang.Text{
			Ko: "쓰기 저장 서비스가 살아 있는지 판단할 수 없습니다. 응용 프로그램 로그에 오래된 기록이 남아 있지 않습니다(가장 오래된 기록: {oldest_at}).",
			En: "It cannot be told whether the writeback service is alive: the Application log does not reach back far enough (oldest record: {oldest_at}).",
		},
	},
	{
		On: steps.Unseen, Explains: later,
		Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
		Say: lang.Text{
			Ko: "Connect 서버의 이벤트를 읽지 못했습니다.",
			En: "The events of the Connect server could not be read.",
		},
	},
}
