package configuration

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// PDCEmulatorID names this step.
const PDCEmulatorID steps.ID = "configuration/pdc-emulator"

// behindPDC are the steps that fail, or cannot see what they want, because of a
// PDC emulator that is out of reach.
var behindPDC = []steps.ID{"connectivity/domain-controller-ports", "configuration/remote-sam", "reenable/event-log"}

// PDCEmulator finds a PDC emulator that the Connect server cannot reach: that
// of the user's domain, else of the one that the person named.
//
// Password writeback goes to the PDC emulator of the user's domain whatever
// preferred domain controllers are set, so the preferred ones are another
// step's business.
var PDCEmulator = steps.Step{
	ID:    PDCEmulatorID,
	Seed:  []string{"C4"},
	Title: lang.Text{Ko: "PDC 에뮬레이터", En: "PDC emulator"},
	Why: lang.Text{
		Ko: "우선 도메인 컨트롤러를 지정했더라도, 쓰기 저장을 할 때 Connect는 PDC 에뮬레이터에 직접 연결합니다.",
		En: "For writeback Connect connects to the PDC emulator itself, even where preferred domain controllers are set.",
	},
	Check:     steps.Look(seePDC, judgePDC),
	Roads:     true,
	Reads:     []steps.Instrument{steps.ByDirectory, steps.ByServer},
	Keeps:     steps.Passing,
	RefutedBy: steps.WrittenHere,
	Timeout:   roadTime,
	Uses:      []steps.Fact{steps.UserDN, steps.ConnectorAccount, steps.Scope},
	Teaches:   []steps.Fact{steps.PDC},
	Blanks: tell.Kinds{
		"account_domain": tell.Domain, "domain": tell.Domain, "others": tell.Domain,
		"account_host": tell.PDC, "host": tell.PDC,
		"account_how": tell.Contact, "how": tell.Contact,
		"from": tell.Server,
		"open": tell.Port, "ports": tell.Port,
		"owner": tell.DN,
		"srv":   tell.Controller,
	},
	Branches: []steps.Branch{
		{
			On: "reachable", Status: steps.Healthy,
			Label: lang.Text{Ko: "연결됨", En: "Reachable"},
			Say: lang.Text{
				Ko: "Connect 서버({from})에서 PDC 에뮬레이터 {host} 서버의 TCP {open} 포트에 연결됩니다.",
				En: "From the Connect server ({from}) the PDC emulator {host} answers on TCP {open}.",
			},
		},
		{
			On: "reachable-others", Status: steps.Healthy,
			Label: lang.Text{Ko: "연결됨, 다른 도메인 문제", En: "Reachable, others not"},
			Say: lang.Text{
				Ko: "Connect 서버({from})에서 이 사용자의 도메인({domain})에 있는 PDC 에뮬레이터 {host} 서버의 TCP {open} 포트에 연결됩니다. 참고: 포리스트의 다른 도메인 가운데 PDC 에뮬레이터를 확인하지 못한 곳이 있습니다({others}). 이 사용자와는 관계가 없습니다.",
				En: "From the Connect server ({from}) the PDC emulator {host} of the user's domain ({domain}) answers on TCP {open}. Note: other domains of the forest have a PDC emulator that is not in order or was not seen ({others}). That does not concern this user.",
			},
		},
		{
			On: "others-troubled", Status: steps.Warning,
			Label: lang.Text{Ko: "다른 도메인 문제", En: "Other domains fail"},
			Say: lang.Text{
				Ko: "Connect 서버({from})에서 PDC 에뮬레이터 {host} 서버에는 연결됩니다. 그러나 포리스트의 다른 도메인에 문제가 있습니다({others}). 그 도메인의 사용자는 암호를 쓰기 저장할 수 없을 수 있습니다.",
				En: "From the Connect server ({from}) the PDC emulator {host} answers. But that of other domains of the forest is not in order ({others}). Writeback may fail for the users of those domains.",
			},
			Remedy: mendOtherPDCs,
		},
		{
			On: "others-not-seen", Status: steps.Unknown,
			Label: lang.Text{Ko: "다른 도메인 확인 못함", En: "Others not seen"},
			Say: lang.Text{
				Ko: "Connect 서버({from})에서 PDC 에뮬레이터 {host} 서버에는 연결됩니다. 그러나 포리스트의 다른 도메인에 있는 PDC 에뮬레이터는 확인하지 못했습니다({others}). 그 도메인의 사용자도 해당되는지 알 수 없습니다.",
				En: "From the Connect server ({from}) the PDC emulator {host} answers. But that of other domains of the forest could not be seen ({others}), so whether their users are affected is not known.",
			},
			Remedy: measurePDC,
		},
		{
			On: "account-domain", Status: steps.Warning,
			Label: lang.Text{Ko: "커넥터 계정 도메인", En: "Connector's domain"},
			Say: lang.Text{
				Ko: "사용자의 도메인({domain})에 있는 PDC 에뮬레이터 {host} 서버에는 연결됩니다. 그러나 커넥터 계정의 도메인({account_domain})에 있는 PDC 에뮬레이터 {account_host} 서버에는 Connect 서버({from})에서 연결되지 않습니다({account_how}). 이 도메인의 사용자는 암호를 쓰기 저장할 수 없고, 커넥터 계정의 암호를 바꾼 직후에는 로그인이 실패할 수 있습니다.",
				En: "The PDC emulator {host} of the user's domain ({domain}) is reachable. But from the Connect server ({from}) the PDC emulator {account_host} of the connector account's domain ({account_domain}) is not ({account_how}). Writeback fails for users of that domain, and right after a change of the connector account's password its sign-in may fail too.",
			},
			Remedy: openAccountPDC,
		},
		{
			On: "dns-stale", Status: steps.Warning,
			Label: lang.Text{Ko: "DNS가 오래됨", En: "DNS record is stale"},
			Say: lang.Text{
				Ko: "DNS가 예전 PDC 에뮬레이터를 가리킵니다. SRV 레코드는 {srv} 서버를 가리키지만, 실제 역할 소유자는 {host} 서버입니다(연결됨). DNS로 PDC를 찾는 프로그램은 다른 서버로 갑니다.",
				En: "DNS names a former PDC emulator. The SRV record names {srv}, but the real role owner is {host} (reachable). Whatever finds the PDC through DNS goes to the wrong server.",
			},
			Remedy: refreshSRV,
		},
		{
			On: "dns-missing", Status: steps.Warning,
			Label: lang.Text{Ko: "DNS 레코드 없음", En: "DNS record missing"},
			Say: lang.Text{
				Ko: "PDC 에뮬레이터 {host} 서버에는 연결되지만, Connect 서버가 쓰는 DNS에는 {domain} 도메인의 PDC SRV 레코드가 없습니다.",
				En: "The PDC emulator {host} is reachable, but the DNS that the Connect server uses has no SRV record for the PDC of {domain}.",
			},
			Remedy: refreshSRV,
		},
		{
			On: "unreachable", Status: steps.Broken,
			Label: lang.Text{Ko: "연결되지 않음", En: "Unreachable"},
			Say: lang.Text{
				Ko: "Connect 서버({from})에서 PDC 에뮬레이터 {host} 서버의 TCP {ports} 포트에 연결되지 않습니다({how}). 이 상태로는 암호를 기록할 수 없습니다.",
				En: "From the Connect server ({from}) the PDC emulator {host} cannot be reached on TCP {ports} ({how}). Until it can, no password can be written.",
			},
			Remedy: openPDCPorts, Explains: behindPDC,
		},
		{
			On: "name-unknown", Status: steps.Broken,
			Label: lang.Text{Ko: "이름을 못 찾음", En: "Name not found"},
			Say: lang.Text{
				Ko: "Connect 서버({from})가 PDC 에뮬레이터 {host} 서버의 이름을 확인하지 못합니다({how}).",
				En: "The Connect server ({from}) cannot resolve the name of the PDC emulator {host} ({how}).",
			},
			Remedy: fixResolver, Explains: behindPDC,
		},
		{
			On: "role-owner-gone", Status: steps.Broken,
			Label: lang.Text{Ko: "역할 소유자가 사라짐", En: "Role owner is gone"},
			Say: lang.Text{
				Ko: "PDC 에뮬레이터 역할을 가진 도메인 컨트롤러가 없습니다. 역할 소유자로 기록된 서버({owner})가 디렉터리에 더 이상 없습니다.",
				En: "No domain controller holds the PDC emulator role: its owner ({owner}) is no longer in the directory.",
			},
			Remedy: seizeRole, Explains: behindPDC,
		},
		{
			On: "hint-reachable", Status: steps.Unknown,
			Label: lang.Text{Ko: "연결됨(이 PC)", En: "Reachable from here"},
			Say: lang.Text{
				Ko: "PDC 에뮬레이터 {host} 서버는 이 컴퓨터({from})에서 연결됩니다. Connect 서버에서 측정한 것이 아니므로 참고만 하십시오.",
				En: "The PDC emulator {host} answers from this machine ({from}). That is only a hint, because it was not measured on the Connect server.",
			},
			Remedy: measurePDC,
		},
		{
			On: "hint-unreachable", Status: steps.Unknown,
			Label: lang.Text{Ko: "막힘(이 PC)", En: "Closed from here"},
			Say: lang.Text{
				Ko: "PDC 에뮬레이터 {host} 서버는 이 컴퓨터({from})에서 TCP {ports} 포트에 연결되지 않습니다({how}). Connect 서버에서 측정한 것이 아니므로 서버에서도 막혔다는 뜻은 아닙니다.",
				En: "From this machine ({from}) the PDC emulator {host} cannot be reached on TCP {ports} ({how}). It was not measured on the Connect server, so it does not say that the server cannot reach it.",
			},
			Remedy: measurePDC,
		},
		{
			On: "hint-nameless", Status: steps.Unknown,
			Label: lang.Text{Ko: "이름 확인 안 됨(이 PC)", En: "Name unknown here"},
			Say: lang.Text{
				Ko: "이 컴퓨터({from})의 DNS 서버로는 PDC 에뮬레이터 {host} 서버의 이름을 찾을 수 없어 포트를 확인하지 못했습니다. Connect 서버에서는 다를 수 있습니다.",
				En: "The DNS server of this machine ({from}) does not find the PDC emulator {host}, so no port was tried. It may be different on the Connect server.",
			},
			Remedy: measurePDC,
		},
		{
			On: "hint-stale", Status: steps.Unknown,
			Label: lang.Text{Ko: "DNS가 다름", En: "DNS differs"},
			Say: lang.Text{
				Ko: "역할 소유자 {host} 서버는 이 컴퓨터({from})에서 연결되지만 SRV 레코드는 {srv} 서버를 가리킵니다. DNS가 오래되었을 수 있으나, Connect 서버에서의 연결은 아직 모릅니다.",
				En: "The role owner {host} answers from this machine ({from}), but the SRV record names {srv}. DNS may be stale; the road from the Connect server is not known yet.",
			},
			Remedy: measurePDC,
		},
		{
			On: "dns-only", Status: steps.Unknown,
			Label: lang.Text{Ko: "DNS로만 확인", En: "Known from DNS only"},
			Say: lang.Text{
				Ko: "PDC 에뮬레이터를 DNS로만 확인했습니다. DNS는 {host} 서버를 가리키지만({from} 컴퓨터에서 측정한 결과: {how}), 역할 소유자를 디렉터리에서 읽지 못해 DNS가 맞는지는 알 수 없습니다.",
				En: "The PDC emulator is known from DNS only. DNS names {host} (measured from {from}: {how}), but the role owner could not be read from the directory, so whether DNS is right is not known.",
			},
			Remedy: signInToRead,
		},
		{
			On: steps.Unseen, Status: steps.Unknown,
			Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
			Say: lang.Text{
				Ko: "어느 도메인 컨트롤러가 PDC 에뮬레이터인지, 또는 그 서버에 연결되는지 확인하지 못했습니다.",
				En: "Which domain controller is the PDC emulator, or whether it can be reached, could not be seen.",
			},
		},
	},
}
