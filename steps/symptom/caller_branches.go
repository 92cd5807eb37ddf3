package symptom

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// notLookedAt stands behind every ending that goes by an answer alone.
var notLookedAt = []lang.Text{{
	Ko: "이 결론은 들은 내용만으로 낸 것입니다. 계정, 동기화 서버, 쓰기 저장은 확인하지 않았습니다.",
	En: "This goes by what was said. The account, the sync server and writeback itself were not looked at.",
}}

var callerBranches = []steps.Branch{
	{
		On:    steps.Answered,
		Label: lang.Text{Ko: "적어 둠", En: "Noted"},
		Say: lang.Text{
			Ko: "들은 내용을 적어 두었습니다.",
			En: "What the caller said is noted.",
		},
	},
	{
		On:    "surface-unknown",
		Label: lang.Text{Ko: "어디에서 했는지 모름", En: "Place not known"},
		Say: lang.Text{
			Ko: "암호를 어디에서 바꾸었는지 모릅니다. 쓰기 저장을 하지 않는 곳에서 바꾸었다면 다른 것이 모두 정상이어도 PC의 암호는 바뀌지 않습니다.",
			En: "Where the password was changed is not known. If it was a place that never writes back, the password of the PC stays as it was even though all the rest is healthy.",
		},
	},
	{
		On:    "unlock-only",
		Label: lang.Text{Ko: "잠금만 해제", En: "Only unlocked"},
		Say: lang.Text{
			Ko: "잠금만 풀면 암호는 바뀌지 않으므로 PC에는 이전 암호로 로그인해야 합니다. 계정이 아직 잠겨 있는지, 커넥터 계정이 잠금을 풀 수 있는지(lockoutTime 쓰기)부터 확인합니다.",
			En: "Unlocking does not change the password: the PC still takes the old one. Whether the account is still locked, and whether the connector account may unlock it (write lockoutTime), is looked at first.",
		},
	},
	{
		On:    "link-used",
		Label: lang.Text{Ko: "로그인 화면에서 재설정", En: "Reset at sign-in"},
		Say: lang.Text{
			Ko: "로그인 화면의 링크로 한 재설정도 쓰기 저장됩니다. 다만 하이브리드 조인 PC는 도메인 컨트롤러에 연결되어 있어야(사내 네트워크나 VPN) 새 암호를 받아들입니다. 회사 밖의 PC라면 이것부터 확인하십시오.",
			En: "A reset through the link on the sign-in screen is written back too. But a hybrid joined PC takes the new password only while it reaches a domain controller (company network or VPN). If the PC is outside, look at that first.",
		},
	},
	{
		On: "never-written-back", Status: steps.Warning, Next: steps.End, Remedy: resetElsewhere,
		Label: lang.Text{Ko: "쓰기 저장 안 함", En: "Never written back"},
		Say: lang.Text{
			Ko: "고장이 아닙니다. 이 방법으로 바꾼 암호는 원래 Active Directory에 쓰이지 않습니다. 그래서 지금 클라우드와 PC의 암호가 서로 다릅니다.",
			En: "Nothing is broken. By design, a password set this way is not written to Active Directory, so the passwords of cloud and PC now differ.",
		},
		Details: notLookedAt,
	},
	{
		On: "changed-in-directory", Status: steps.Warning, Next: steps.End, Remedy: waitForCloud,
		Label: lang.Text{Ko: "AD에서 바꿈", En: "Changed in AD"},
		Say: lang.Text{
			Ko: "쓰기 저장과 관계가 없습니다. 이렇게 바꾼 암호는 Active Directory에 바로 기록되고, 클라우드에는 암호 해시 동기화로 몇 분 뒤에 전달됩니다. 통과 인증이나 페더레이션이면 클라우드가 Active Directory에 바로 물어봅니다.",
			En: "Writeback has no part in this. A password changed this way goes straight into Active Directory. It reaches the cloud some minutes later by password hash synchronisation; with pass-through authentication or federation the cloud asks Active Directory itself.",
		},
		Details: notLookedAt,
	},
	{
		On: "windows-link", Status: steps.Warning, Next: steps.End, Remedy: mendTheLink,
		Label: lang.Text{Ko: "로그인 화면 링크", En: "Sign-in screen link"},
		Say: lang.Text{
			Ko: "쓰기 저장까지 가지 못한 문제입니다. Windows 로그인 화면의 [암호 재설정(Reset password)] 링크는 PC의 조건과 정책에 따라 나타나며, 재설정 요청은 아직 보내지지 않았습니다.",
			En: "This stops before writeback. Whether the link Reset password shows on the Windows sign-in screen, and opens, depends on the PC and its policy; no reset was asked for yet.",
		},
		Details: notLookedAt,
	},
	{
		On: "catching-up", Status: steps.Warning, Next: steps.End, Remedy: waitForCloud,
		Label: lang.Text{Ko: "반영 대기", En: "Catching up"},
		Say: lang.Text{
			Ko: "고장이 아닐 수 있습니다. 통과 인증(pass-through authentication)에서 임시 암호를 바꾼 직후에는 새 암호가 클라우드까지 동기화되는 데 2분 이상 걸립니다.",
			En: "This need not be a fault. With pass-through authentication, right after a temporary password was changed, the new one takes two minutes or more to be synchronised to the cloud.",
		},
		Details: notLookedAt,
	},
	{
		On: "staged-rollout", Status: steps.Warning, Next: steps.End, Remedy: waitForCloud,
		Label: lang.Text{Ko: "단계적 출시", En: "Staged Rollout"},
		Say: lang.Text{
			Ko: "고장이 아닐 수 있습니다. 단계적 출시(Staged Rollout) 대상 사용자가 암호를 재설정하거나 임시 암호를 바꾸면, 새 암호의 해시가 클라우드에 동기화될 때까지 2분쯤 걸립니다.",
			En: "This need not be a fault. When a user in Staged Rollout resets the password or replaces a temporary one, it takes up to two minutes until its hash is synchronised to the cloud.",
		},
		Details: notLookedAt,
	},
	{
		On: "operator-role", Status: steps.Warning, Next: steps.End, Remedy: activateOperatorRole,
		Label: lang.Text{Ko: "재설정한 사람의 역할", En: "Role of the operator"},
		Say: lang.Text{
			Ko: "쓰기 저장까지 가지 못한 문제입니다. 재설정하려던 사람에게 이 사용자의 암호를 재설정할 수 있는 역할이 없거나, 자격만 있고 활성화하지 않았거나, 역할이 이 사용자가 없는 관리 단위(administrative unit)에만 미칩니다.",
			En: "This stops before writeback. Whoever tried lacks a role that may reset this user's password, is eligible for it and has not activated it, or holds it for an administrative unit that this user is not in.",
		},
		Details: notLookedAt,
	},
	{
		On: "cloud-lockout", Status: steps.Warning, Next: steps.End, Remedy: endLockout,
		Label: lang.Text{Ko: "클라우드 스마트 잠금", En: "Smart lockout"},
		Say: lang.Text{
			Ko: "쓰기 저장의 문제가 아닙니다. 틀린 암호가 여러 번 입력되어 Microsoft Entra ID의 스마트 잠금이 클라우드 로그인을 잠시 막고 있습니다. Active Directory의 잠금과는 다른 것입니다.",
			En: "This is not a fault of writeback. After several wrong passwords the smart lockout of Microsoft Entra ID stops sign-ins to the cloud for a while. It is not the lockout of Active Directory.",
		},
		Details: notLookedAt,
	},
}
