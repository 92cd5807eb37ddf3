package connectivity

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// relayBranches are the ways out of service-bus that only relays have.
var relayBranches = []steps.Branch{
	{
		On: open, Status: steps.Healthy,
		Label: lang.Text{Ko: "열려 있음", En: "Open"},
		Say: lang.Text{
			Ko: "Connect 서버에서 테넌트의 릴레이({hosts})까지 열려 있습니다. 이름은 {minutes}분 전({named_at}) 이벤트에서 읽었습니다. 토큰 없이 물었으므로 HTTP 401 응답이 정상이며, 이번 응답은 HTTP {status}입니다.",
			En: "The road from the Connect server to the tenant's relays is open ({hosts}). Their names come from an event {minutes} minutes earlier ({named_at}). HTTP 401 is the healthy answer to a question without a token; this one was HTTP {status}.",
		},
	},
	{
		On: "open-unnamed", Status: steps.Unknown,
		Label: lang.Text{Ko: "릴레이 이름을 모름", En: "Relay names not known"},
		Say: lang.Text{
			Ko: "문서에 나온 릴레이({opened})까지는 열려 있습니다. 그러나 이 테넌트의 릴레이 이름을 알려 주는 이벤트(31019, 31034)가 없어 테넌트 자신의 릴레이는 확인하지 못했습니다.",
			En: "The road to relays that the documentation names is open ({opened}). No event 31019 or 31034 names the relays of this tenant, so its own could not be tried.",
		},
	},
	{
		On: "one-of-two", Status: steps.Warning,
		Label: lang.Text{Ko: "둘 중 하나만 열림", En: "One of two open"},
		Say: lang.Text{
			Ko: "릴레이 {opened} 주소는 열려 있지만 {host} 주소는 막혀 있습니다({how}). 지금은 동작하더라도 예비 경로가 없습니다. 이름은 {minutes}분 전 이벤트에서 읽었습니다.",
			En: "The relay {opened} is open and {host} is not ({how}). Writeback may work for now, without a spare. The names come from an event {minutes} minutes earlier.",
		}, Remedy: allowOutbound,
	},
	{
		On: "suffix-closed", Status: steps.Broken,
		Label: lang.Text{Ko: "이름 두 개만 허용됨", En: "Only single names allowed"},
		Say: lang.Text{
			Ko: "테넌트의 릴레이 이름은 열려 있지만 같은 접미사의 다른 이름({sibling})은 막혀 있습니다({sibling_how}). 릴레이는 같은 접미사의 다른 이름도 쓰고 옮겨 다니므로, 이름 하나하나를 허용하는 규칙으로는 부족합니다.",
			En: "The tenant's relay names are open, and another name under the same suffix is not: {sibling} ({sibling_how}). Relays also use other names under the suffix and they move, so a rule for single names is not enough.",
		}, Remedy: allowOutbound,
		Explains: []steps.ID{"reenable/event-log"},
	},
	{
		On: "stale-names", Status: steps.Warning,
		Label: lang.Text{Ko: "릴레이 이름이 오래됨", En: "Relay names are old"},
		Say: lang.Text{
			Ko: "릴레이 이름({hosts})을 알려 준 마지막 이벤트가 {named_at} 것입니다. 릴레이는 옮겨 다니므로 지금의 릴레이까지 길이 열려 있는지는 이 이름으로 알 수 없습니다.",
			En: "The last event that names relays is of {named_at} ({hosts}). Relays move, so these names do not tell whether the road to the present ones is open.",
		}, Remedy: renewNames,
	},
	{
		On: steps.Unseen, Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
		Say: lang.Text{
			Ko: "릴레이까지의 길을 재지 못했습니다.",
			En: "The road to the relays could not be measured.",
		},
	},
}

var renewNames = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin},
	Where: onConnectServer,
	Do: []lang.Text{
		{Ko: "ADSync 서비스가 실행 중인지, 이 서버가 스테이징 모드가 아닌지 확인합니다.", En: "Check that the ADSync service runs and that this server is not in staging mode."},
		{Ko: "새 이벤트 31019 또는 31034가 기록되면 이 단계를 다시 확인합니다.", En: "When a new event 31019 or 31034 appears, check this step again."},
	},
	Run: []steps.Command{
		{Shell: steps.PowerShell, Text: "Get-Service -Name ADSync"},
		{Shell: steps.PowerShell, Text: "Get-WinEvent -MaxEvents 5 -FilterHashtable @{LogName='Application'; ProviderName='PasswordResetService'; Id=31019,31034} | Format-List TimeCreated, Id, Message"},
	},
	Changes: lang.Text{Ko: "읽기만 하므로 바뀌는 것이 없습니다.", En: "Nothing changes; these commands only read."},
	Proof:   lang.Text{Ko: "새 이벤트에 적힌 이름으로 이 단계가 정상으로 나옵니다.", En: "This step is healthy with the names that the new event prints."},
	Link:    troubleshootPage,
}
