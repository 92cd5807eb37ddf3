package configuration

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

var policyBranches = []steps.Branch{
	{
		On: "free", Status: steps.Healthy,
		Label: lang.Text{Ko: "최소 기간 0", En: "Minimum age 0"},
		Say: lang.Text{
			Ko: "최소 암호 사용 기간이 0이므로 이것 때문에 암호가 거절되지는 않습니다. 방금 거절되었다면 다른 요구 사항(최근 암호 기록, 길이, 복잡성, 암호 필터) 때문입니다.",
			En: "The minimum password age is 0, so it refuses nothing. A password that was just refused broke another demand: history, length, complexity, or a password filter.",
		},
		Details: policyDetails,
	},
	{
		On: "filtered", Status: steps.Healthy,
		Label: lang.Text{Ko: "금지 암호 확인", En: "Banned lists apply"},
		Say: lang.Text{
			Ko: "최소 암호 사용 기간이 0이므로 이것 때문에 암호가 거절되지는 않습니다. 도메인 컨트롤러에 Microsoft Entra Password Protection 에이전트가 등록되어 있으므로, 암호가 거절되면(이벤트 33008) 금지된 암호 목록이 원인일 수 있습니다.",
			En: "The minimum password age is 0, so it refuses nothing. Agents of Microsoft Entra Password Protection are registered on domain controllers: where a password is refused (event 33008), the banned lists may be the reason.",
		},
		Details: policyDetails,
	},
	{
		On: "filtered-unevenly", Status: steps.Warning, Remedy: agentsEverywhere,
		Label: lang.Text{Ko: "일부만 금지 암호 확인", En: "Banned lists on some"},
		Say: lang.Text{
			Ko: "같은 암호가 어느 컨트롤러에 쓰이는지에 따라 거절되기도 하고 받아들여지기도 할 수 있습니다. Microsoft Entra Password Protection 에이전트가 등록된 컨트롤러: {agents}. 등록이 보이지 않는 컨트롤러: {without}.",
			En: "The same password may be refused or taken, depending on the controller that writes it. Controllers with an agent of Microsoft Entra Password Protection: {agents}. Controllers where none was seen: {without}.",
		},
		Details: policyDetails,
	},
	{
		On: "minimum-age", Status: steps.Warning, Remedy: minimumAgeToZero, Apart: minimumAgeApart,
		Label: lang.Text{Ko: "최소 기간 있음", En: "Minimum age set"},
		Say: lang.Text{
			Ko: "최소 암호 사용 기간은 {age}입니다. 이 기간은 이미 지나 지금은 이것 때문에 거절되지 않지만, 한 번 바꾼 뒤에는 이 기간이 지나야 다시 바꿀 수 있습니다. 방금 거절되었다면 다른 요구 사항(최근 암호 기록, 길이, 복잡성, 암호 필터) 때문입니다.",
			En: "The minimum password age is {age}. That time has passed and refuses nothing now, but after a change it has to pass again. A password that was just refused broke another demand: history, length, complexity, or a password filter.",
		},
		Details: policyDetails,
	},
	{
		On: "minimum-age-later", Status: steps.Warning, Remedy: minimumAgeToZero, Apart: minimumAgeApart,
		Label: lang.Text{Ko: "바꾼 뒤 최소 기간", En: "Minimum age later"},
		Say: lang.Text{
			Ko: "이 사용자는 다음 로그인 때 암호를 바꿔야 하며(pwdLastSet 0), 그 변경은 최소 암호 사용 기간({age}) 때문에 거절되지 않습니다. 바꾼 뒤에는 이 기간이 지나야 다시 바꿀 수 있습니다. 방금 거절되었다면 다른 요구 사항(최근 암호 기록, 길이, 복잡성, 암호 필터) 때문입니다.",
			En: "This user has to change the password at the next sign-in (pwdLastSet 0), and the minimum password age of {age} does not refuse that change. After it the age has to pass before the next one. A password that was just refused broke another demand: history, length, complexity, or a password filter.",
		},
		Details: policyDetails,
	},
	{
		On: "too-young", Status: steps.Broken, Remedy: waitOrZero, Apart: waitApart,
		Explains: []steps.ID{"reenable/event-log"},
		Label:    lang.Text{Ko: "아직 바꿀 수 없음", En: "Too soon to change"},
		Say: lang.Text{
			Ko: "이 사용자는 확인한 때부터 {wait} 동안 암호를 다시 바꿀 수 없습니다(도메인 컨트롤러의 시계로 {next_at}까지). 그때까지 쓰기 저장으로 하는 변경과 재설정은 거절됩니다.",
			En: "This user can change the password again {wait} after this was looked at ({next_at} by the clock of the domain controller). Until then writeback is refused, for a change and for a reset.",
		},
		Details: policyDetails,
	},
	{
		On: "unreadable", Remedy: readPolicyAsAdmin,
		Label: lang.Text{Ko: "읽을 수 없는 정책", En: "Policy not readable"},
		Say: lang.Text{
			Ko: "이 사용자에게 적용되는 암호 정책이나 그 값을 읽을 권한이 없습니다(정책: {source}). 세분화된 암호 정책은 보통 관리자만 읽을 수 있습니다.",
			En: "This account may not read which password policy applies to the user, or its values (policy: {source}). Usually only administrators may read fine-grained password policies.",
		},
	},
	{
		On:    steps.Unseen,
		Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
		Say: lang.Text{
			Ko: "사용자의 암호 정책을 읽지 못했습니다.",
			En: "The password policy of the user could not be read.",
		},
	},
}

// policyDetails are the other demands of the policy. They refuse the one new
// password that breaks them, and not every password.
var policyDetails = []lang.Text{
	{Ko: "세분화된 암호 정책: {pso}.", En: "Fine-grained policy: {pso}."},
	{Ko: "도메인의 암호 정책: {domain_policy}.", En: "Policy of the domain: {domain_policy}."},
	{Ko: "최소 암호 사용 기간: {age}.", En: "Minimum password age: {age}."},
	{Ko: "암호를 마지막으로 바꾼 때: {set_at}.", En: "Password last set: {set_at}."},
	{Ko: "다시 쓸 수 없는 최근 암호: {history}개. 최소 길이: {length}자. 복잡성 요구: {complexity_switch}.", En: "Last passwords that may not come again: {history}. Minimum length: {length}. Complexity: {complexity_switch}."},
	{
		Ko: "Microsoft Entra Password Protection 에이전트가 등록된 컨트롤러: {agents}. 감사만 하는 정책이 아니면, 금지 목록에 걸린 새 암호는 여기에서 거절됩니다(이벤트 33008).",
		En: "Controllers with an agent of Microsoft Entra Password Protection: {agents}. Unless their policy only audits, they refuse a new password that is on the banned lists (event 33008).",
	},
	{
		Ko: "Windows Server 2025 컨트롤러: {modern}. 재설정은 되는데 변경만 거절되면 이 컨트롤러의 시스템 로그에서 이벤트 16984와 16985를 보십시오(이전 방식의 SAM RPC 변경을 거절할 수 있음).",
		En: "Controllers with Windows Server 2025: {modern}. If resets work and only changes are refused, look for events 16984 and 16985 in their System log: they may refuse older SAM RPC ways to change a password.",
	},
	{Ko: "최대 암호 사용 기간: {maximum}.", En: "Maximum password age: {maximum}."},
}
