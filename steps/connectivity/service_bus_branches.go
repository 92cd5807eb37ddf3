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
			Ko: "Connect 서버에서 테넌트의 릴레이({hosts})까지 열려 있습니다. 인증 없이 요청했으므로 HTTP 401 응답이 정상이며, 이번 응답은 HTTP {status}입니다. 릴레이 이름은 이벤트를 읽기 {age} 전({named_at})에 기록된 이벤트의 것입니다.",
			En: "The road from the Connect server to the tenant's relays ({hosts}) is open. Without a sign-in HTTP 401 is the healthy answer; this one was HTTP {status}. The relay names come from an event of {named_at}, {age} before the events were read.",
		},
	},
	{
		On: "open-unnamed", Status: steps.Unknown,
		Label: lang.Text{Ko: "릴레이 이름 확인 안 됨", En: "Relays not known"},
		Say: lang.Text{
			Ko: "이 테넌트의 릴레이는 확인하지 못했습니다. 그 이름을 알려 주는 이벤트(31019, 31034)가 없기 때문입니다. 문서에 예로 나온 릴레이({opened})까지는 열려 있습니다.",
			En: "The relays of this tenant could not be tried, because no event 31019 or 31034 names them. The road to relays that the documentation gives as examples is open ({opened}).",
		},
	},
	{
		On: "closed-unnamed", Status: steps.Unknown,
		Label: lang.Text{Ko: "예시 릴레이는 막힘", En: "Example relays closed"},
		Say: lang.Text{
			Ko: "이 테넌트의 릴레이는 확인하지 못했습니다. 그 이름을 알려 주는 이벤트(31019, 31034)가 없기 때문입니다. 문서에 예로 나온 릴레이({host})까지는 막혀 있지만({how}), 이 테넌트의 릴레이까지 막혔다는 뜻은 아닙니다.",
			En: "The relays of this tenant could not be tried, because no event 31019 or 31034 names them. The road to relays that the documentation gives as examples is closed ({host}: {how}), which does not say that the road to this tenant's own is.",
		},
	},
	{
		On: "one-of-two", Status: steps.Warning,
		Explains: []steps.ID{"reenable/event-log"},
		Label:    lang.Text{Ko: "둘 중 하나만 열림", En: "One of two open"},
		Say: lang.Text{
			Ko: "릴레이 {opened} 주소는 열려 있지만 {host} 주소는 막혀 있습니다({how}). 지금은 동작하더라도 예비 경로가 없습니다. 이름은 이벤트를 읽기 {age} 전({named_at})에 기록된 이벤트의 것입니다.",
			En: "The relay {opened} is open and {host} is not ({how}). Writeback may work for now, but it has no spare. The names come from an event of {named_at}, {age} before the events were read.",
		}, Remedy: allowOutbound,
	},
	{
		On: suffixClosed, Status: steps.Warning, // one closed sibling is a sign, not a proof
		Label: lang.Text{Ko: "이름별로만 허용", En: "Only single names"},
		Say: lang.Text{
			Ko: "이름을 하나씩 허용하는 규칙으로는 부족합니다. 지금의 릴레이 이름은 열려 있지만, 같은 접미사(*.servicebus.windows.net)의 다른 이름({sibling})은 막혀 있습니다({sibling_how}). 릴레이는 다른 이름도 쓰고 이름이 바뀌기도 합니다.",
			En: "A rule for single names is not enough. The present relay names are open, but another name under the same suffix (*.servicebus.windows.net) is not: {sibling} ({sibling_how}). Relays use other names too, and their names change.",
		}, Remedy: allowOutbound,
		Explains: []steps.ID{"reenable/event-log"},
	},
	{
		On: "stale-names", Status: steps.Warning,
		Label: lang.Text{Ko: "릴레이 이름이 오래됨", En: "Relay names are old"},
		Say: lang.Text{
			Ko: "릴레이 이름({hosts})이 오래되었습니다. 이름을 알려 준 마지막 이벤트가 오래전에 기록되었고({named_at}) 릴레이의 이름은 바뀔 수 있으므로, 지금의 릴레이까지 열려 있는지는 알 수 없습니다.",
			En: "The relay names ({hosts}) are old. The last event that names them is of {named_at}, and relay names can change, so they do not tell whether the road to the present relays is open.",
		}, Remedy: renewNames,
	},
	{
		On: steps.Unseen, Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
		Say: lang.Text{
			Ko: "릴레이 연결을 측정하지 못했습니다.",
			En: "The road to the relays could not be measured.",
		},
	},
}

var renewNames = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin},
	Where: onConnectServer,
	Do: []lang.Text{
		{Ko: "ADSync 서비스가 실행 중인지, 이 서버가 스테이징 모드가 아닌지 확인하십시오.", En: "Check that the ADSync service runs and that this server is not in staging mode."},
		{Ko: "새 이벤트 31019 또는 31034가 기록되면 이 단계를 다시 확인하십시오.", En: "When a new event 31019 or 31034 appears, check this step again."},
	},
	Look: []steps.Command{
		{Shell: steps.PowerShell, Text: "Get-Service -Name ADSync"},
		{Shell: steps.PowerShell, Text: "Get-WinEvent -MaxEvents 5 -FilterHashtable @{LogName='Application'; ProviderName='PasswordResetService'; Id=31019,31034} | Format-List TimeCreated, Id, Message"},
	},
	Changes: lang.Text{Ko: "읽기만 하므로 바뀌는 것이 없습니다.", En: "Nothing changes; these commands only read."},
	Proof:   lang.Text{Ko: "새 이벤트에 적힌 이름으로 이 단계를 다시 확인하면 정상으로 나옵니다.", En: "Checked again with the names in the new event, this step is healthy."},
	Link:    troubleshootPage,
}
