package reenable

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// hashesPage is the vendor's page about password hash synchronisation.
const hashesPage = "https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-password-hash-synchronization"

// besideBranches are the ways out of event-log for errors of what stands beside
// writeback: it lives, and what fails shares its account, controllers or roads.
var besideBranches = []steps.Branch{
	{
		On: "health-not-reported", Status: steps.Warning, Next: steps.End,
		Label: lang.Text{Ko: "상태 보고 실패", En: "Health not reported"},
		Say: lang.Text{
			Ko: "쓰기 저장 서비스는 릴레이와 연결되어 있지만, 5분마다 암호 재설정 서비스에 보내는 상태 보고가 실패했습니다(이벤트 {event}, {seen_at}). 암호 재설정 서비스 연결을 확인하십시오.",
			En: "The writeback service is connected to its relay, but the report of its health that goes to the password reset service every 5 minutes failed (event {event}, {seen_at}). Look at the road to the password reset service.",
		}, Remedy: followResetHost,
	},
	{
		On: "hashes-not-read", Status: steps.Warning, Next: steps.End, Beyond: true,
		Label: lang.Text{Ko: "암호 해시를 못 읽음", En: "Hashes not read"},
		Say: lang.Text{
			Ko: "쓰기 저장 서비스는 살아 있지만, 암호 해시 동기화가 도메인에서 암호 해시를 읽지 못했습니다(이벤트 {event}, {seen_at}). 쓰기 저장의 오류는 아니지만 같은 커넥터 계정과 도메인 컨트롤러를 쓰며, 그동안 AD에서 바꾼 암호는 클라우드에 반영되지 않습니다.",
			En: "The writeback service is alive, but password hash synchronisation could not read the hashes of a domain (event {event}, {seen_at}). That is no error of writeback, but it uses the same connector account and domain controllers, and until it works again a password that is changed in AD does not reach the cloud.",
		}, Remedy: mendHashReading,
	},
	{
		On: "hashes-not-sent", Status: steps.Warning, Next: steps.End, Beyond: true,
		Label: lang.Text{Ko: "암호 해시를 못 넘김", En: "Hashes not sent"},
		Say: lang.Text{
			Ko: "쓰기 저장 서비스는 살아 있지만, 암호 해시 동기화가 Microsoft Entra ID에 전달하지 못했습니다(이벤트 {event}, {seen_at}). 쓰기 저장의 오류는 아니지만, 그동안 AD에서 바꾼 암호는 클라우드에 반영되지 않습니다.",
			En: "The writeback service is alive, but password hash synchronisation could not hand its data to Microsoft Entra ID (event {event}, {seen_at}). That is no error of writeback, but until it works again a password that is changed in AD does not reach the cloud.",
		}, Remedy: mendHashSending,
	},
}

// showHashEvents reads the newest events of password hash synchronisation.
var showHashEvents = steps.Command{
	Shell: steps.PowerShell,
	Text:  "Get-WinEvent -MaxEvents 20 -FilterHashtable @{LogName='Application'; ProviderName='Directory Synchronization'; Id=611,652,655,651,654} | Format-List TimeCreated, Id, Message",
}

var hashesWork = lang.Text{
	Ko: "이벤트 654가 30분마다 기록되고 611, 652, 655가 더 나타나지 않습니다.",
	En: "Event 654 appears every 30 minutes, and 611, 652 and 655 do not appear again.",
}

var followResetHost = &steps.Remedy{
	Who: []steps.Who{steps.Network, steps.ServerAdmin}, Where: onConnectServer,
	Do: []lang.Text{
		{Ko: "'암호 재설정 서비스 연결', 'Connect 서버의 프록시', 'TLS 1.2와 .NET Framework' 단계의 결과를 보고 그 안내를 따르십시오.", En: "Look at the steps about the road to the password reset service, the proxy and TLS, and follow what they say."},
		{Ko: "모두 정상이면 15분 뒤에 이벤트를 다시 확인하십시오. 같은 이벤트가 더 없으면 지난 일입니다.", En: "If all of them are healthy, look at the events again after 15 minutes. If there is no further one, it is over."},
	},
	Look: []steps.Command{showEvents}, Changes: nothingChanges,
	Proof: lang.Text{Ko: "이벤트 32015가 더 나타나지 않습니다.", En: "Event 32015 does not appear again."},
	Link:  troubleshootPage,
}

var mendHashReading = &steps.Remedy{
	Who: []steps.Who{steps.ADAdmin, steps.ServerAdmin, steps.Network}, Where: onConnectServer,
	Do: []lang.Text{
		{Ko: "아래 명령으로 이벤트 원문을 읽으십시오. 어느 도메인인지와 RPC 오류 번호가 적혀 있습니다.", En: "Read the text of the event with the command below. It names the domain and the number of the RPC error."},
		{Ko: "8453이면 커넥터 계정에 각 도메인의 루트에서 'Replicating Directory Changes'와 'Replicating Directory Changes All' 권한이 있는지 확인하십시오. 이 프로그램은 이 두 권한을 확인하지 않습니다.", En: "With 8453, see that the connector account has Replicating Directory Changes and Replicating Directory Changes All on the root of each domain. This program does not look at these two rights."},
		{Ko: "1722이면 서버에서 도메인 컨트롤러까지 135번 포트와 동적 RPC 포트가 열려 있는지 확인하십시오. 연결할 수 없는 컨트롤러가 있으면 우선 도메인 컨트롤러를 지정하는 방법이 있습니다.", En: "With 1722, see that port 135 and the dynamic RPC ports are open from the server to the domain controllers. Where not all of them can be reached, preferred domain controllers can be set."},
		{Ko: "8439나 8593이면 Microsoft Entra Connect를 최신 버전으로 업그레이드하십시오. 다른 번호의 뜻은 이 프로그램이 모릅니다.", En: "With 8439 or 8593, upgrade Microsoft Entra Connect to the newest version. This program does not know what other numbers mean."},
	},
	Look: []steps.Command{showHashEvents}, Changes: nothingChanges, Proof: hashesWork, Link: hashesPage,
}

var mendHashSending = &steps.Remedy{
	Who: []steps.Who{steps.ServerAdmin, steps.EntraAdmin}, Where: onConnectServer,
	Do: []lang.Text{
		{Ko: "아래 명령으로 이벤트 원문과 그 안의 오류 코드를 읽으십시오. 오류 코드 90은 테넌트에서 암호 해시 동기화가 켜져 있지 않다는 뜻이고, 81은 클라우드가 바빠 다시 시도한다는 뜻입니다.", En: "Read the text of the event and the error code in it with the command below. Error code 90 means that password hash synchronisation is not switched on for the tenant, and 81 that the cloud was busy and it is tried again."},
		{Ko: "'Connect의 클라우드 로그인', '전체 가져오기와 전체 동기화', 'Connect 서버의 프록시' 단계의 결과를 보고 그 안내를 따르십시오.", En: "Look at the steps about Connect's sign-in to the cloud, the runs of the connectors and the proxy, and follow what they say."},
	},
	Look: []steps.Command{showHashEvents}, Changes: nothingChanges, Proof: hashesWork, Link: hashesPage,
}
