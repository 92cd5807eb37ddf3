package connectivity

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// behindProxy are the steps that fail because of the proxy.
var behindProxy = []steps.ID{
	"connectivity/password-reset-endpoint", "connectivity/service-bus", "connectivity/idle", "reenable/event-log",
}

var proxyBranches = []steps.Branch{
	{
		On: "direct", Status: steps.Healthy,
		Label: lang.Text{Ko: "프록시 없음", En: "No proxy"},
		Say: lang.Text{
			Ko: "Connect 서버에는 프록시가 설정되어 있지 않습니다. 서버가 인터넷에 바로 연결합니다.",
			En: "No proxy is set on the Connect server; it connects to the internet directly.",
		},
	},
	{
		On: "consistent", Status: steps.Healthy,
		Label: lang.Text{Ko: "설정이 서로 맞음", En: "Settings agree"},
		Say: lang.Text{
			Ko: "동기화 엔진은 프록시({engine})를 쓰고, 서버의 다른 프록시 설정도 이와 어긋나지 않습니다.",
			En: "The sync engine uses the proxy {engine}, and no other setting of the server contradicts it.",
		},
	},
	{
		On: "disagree", Status: steps.Warning,
		Label: lang.Text{Ko: "설정이 서로 다름", En: "Settings disagree"},
		Say: lang.Text{
			Ko: "Connect 서버의 프록시 설정이 서로 다릅니다. 동기화 엔진은 machine.config 설정만 씁니다. machine.config: {engine}, WinHTTP: {winhttp}, 사용자: {user}, 환경 변수: {environment} (- 표시는 설정 없음).",
			En: "The proxy settings of the Connect server disagree. The sync engine uses machine.config alone. machine.config: {engine}, WinHTTP: {winhttp}, user: {user}, environment: {environment} (- means none).",
		}, Remedy: setProxy,
	},
	{
		On: "unusable", Status: steps.Warning,
		Label: lang.Text{Ko: "쓸 수 없는 형식", En: "Unusable form"},
		Say: lang.Text{
			Ko: "machine.config의 프록시 값({written})을 .NET Framework가 쓸 수 없어, 동기화 엔진이 인터넷에 연결하지 못할 수 있습니다. 값은 http://프록시:포트 형식 하나여야 합니다.",
			En: ".NET Framework cannot use the proxy in machine.config ({written}), so the sync engine may have no way to the internet. It has to be one address of the form http://proxy:port.",
		}, Remedy: setProxy,
	},
	{
		On: "account-default", Status: steps.Warning,
		Label: lang.Text{Ko: "서비스 계정의 설정을 따름", En: "Follows its account"},
		Say: lang.Text{
			Ko: "machine.config에 usesystemdefault만 있고 프록시 주소가 없어, 동기화 엔진은 ADSync 서비스 계정의 인터넷 설정을 따릅니다. 이 계정의 설정은 서버에 로그인한 사용자의 설정과 다를 수 있습니다. WinHTTP: {winhttp}, 사용자: {user}, 환경 변수: {environment} (- 표시는 설정 없음).",
			En: "machine.config has usesystemdefault and no address of a proxy, so the sync engine follows the Internet Settings of the account of the ADSync service. They may differ from those of whoever signs in to the server. WinHTTP: {winhttp}, user: {user}, environment: {environment} (- means none).",
		}, Remedy: setProxy,
	},
	{
		On: "no-way-out", Status: steps.Broken, Keeps: steps.Passing, RefutedAlso: steps.InSession,
		Label: lang.Text{Ko: "서비스가 쓸 프록시 없음", En: "No proxy for the service"},
		Say: lang.Text{
			Ko: "동기화 엔진이 쓸 수 있는 프록시가 없고(machine.config: {written}), 프록시를 거치지 않으면 Connect 서버에서 인터넷으로 나갈 수 없습니다({host}: {how}). 서버의 다른 설정은 프록시를 씁니다. WinHTTP: {winhttp}, 사용자: {user}, 환경 변수: {environment} (- 표시는 설정 없음).",
			En: "The sync engine has no proxy that it can use (machine.config: {written}), and without a proxy the Connect server has no way to the internet ({host}: {how}). Proxies that other settings of the server name: WinHTTP: {winhttp}, user: {user}, environment: {environment} (- means none).",
		}, Remedy: setProxy, Explains: behindProxy,
	},
	{
		On: "changed-since-start", Status: steps.Warning, Keeps: steps.Passing,
		Label: lang.Text{Ko: "시작 뒤에 바뀐 설정", En: "Changed since the start"},
		Say: lang.Text{
			Ko: "machine.config 파일이 ADSync 서비스가 시작된 뒤에 바뀌었습니다(파일: {written_at}, 서비스 시작: {started_at}). 서비스는 시작할 때 읽은 설정을 계속 쓰므로, 지금 파일에 있는 프록시(machine.config: {engine}, - 표시는 없음)와 다른 것을 쓰고 있을 수 있습니다.",
			En: "machine.config was written after the ADSync service started (file: {written_at}, service: {started_at}). The service keeps what it read at its start, so it may use another proxy than the file names now (machine.config: {engine}; - means none).",
		}, Remedy: readAgain,
	},
	{
		On: "short-idle", Status: steps.Warning,
		Label: lang.Text{Ko: "유휴 제한이 짧음", En: "Idle limit too short"},
		Say: lang.Text{
			Ko: "프록시({engine})가 {idle} 동안 조용한 연결을 끊습니다. 릴레이의 신호는 5분마다 오므로 그 전에 연결이 끊길 수 있습니다.",
			En: "The proxy {engine} ends connections that are idle for {idle}. The relay's heartbeat comes every 5 minutes, so connections may be cut before it.",
		}, Remedy: raiseIdle,
	},
	{
		On: "sign-in-required", Status: steps.Broken, Keeps: steps.Passing,
		Label: lang.Text{Ko: "로그인 요구(407)", En: "Sign-in asked (407)"},
		Say: lang.Text{
			Ko: "프록시({proxy})가 로그인을 요구해 Connect 서버가 {host} 주소에 연결하지 못합니다(HTTP 407).",
			En: "The proxy {proxy} asks for a sign-in, so the Connect server cannot connect to {host} (HTTP 407).",
		}, Remedy: signInToProxy, Explains: behindProxy,
	},
	{
		On: "refuses-host", Status: steps.Broken, Keeps: steps.Passing,
		Label: lang.Text{Ko: "거부함(403)", En: "Host refused (403)"},
		Say: lang.Text{
			Ko: "프록시({proxy})가 {host} 주소로 나가는 연결을 거부합니다(HTTP 403).",
			En: "The proxy {proxy} refuses connections to {host} (HTTP 403).",
		}, Remedy: allowInProxy, Explains: behindProxy,
	},
	{
		On: "unreadable", Status: steps.Unknown, Keeps: steps.Passing,
		Label: lang.Text{Ko: "읽을 수 없는 응답", En: "Unreadable answer"},
		Say: lang.Text{
			Ko: "Connect 서버의 프록시 설정은 서로 맞지만, {host} 주소로 연결해 달라고 했을 때 프록시로 설정된 곳({proxy})에서 HTTP 프록시답지 않은 응답이 왔습니다({how}). 그곳에서 실제로 무엇이 답하는지 네트워크 담당자에게 확인하십시오.",
			En: "The proxy settings of the Connect server agree, but what is set as the proxy ({proxy}) did not answer as an HTTP proxy does when it was asked for {host} ({how}). Ask the network team what really answers there.",
		},
	},
	{
		On: steps.Unseen, Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
		Say: lang.Text{
			Ko: "Connect 서버의 프록시 설정을 읽지 못했습니다.",
			En: "The proxy settings of the Connect server could not be read.",
		},
	},
}

// machineConfig is the file that the prerequisites page names for the proxy.
const machineConfig = `C:\Windows\Microsoft.NET\Framework64\v4.0.30319\Config\machine.config`

var restartADSync = steps.Command{Shell: steps.PowerShell, Text: "Restart-Service -Name ADSync"}

var readAgain = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin},
	Where: onConnectServer,
	Do: []lang.Text{
		{Ko: "아래 명령으로 동기화가 실행 중이 아닌지 확인하십시오.", En: "See with the command below that no synchronisation runs."},
		{Ko: "ADSync 서비스를 다시 시작하고, 이 단계와 릴레이 단계를 다시 확인하십시오.", En: "Restart the ADSync service, and check this step and the one of the relay again."},
	},
	Look: []steps.Command{{Shell: steps.PowerShell, Text: "Get-ADSyncConnectorRunStatus"}},
	Fix:  []steps.Command{restartADSync},
	Changes: lang.Text{
		Ko: "다시 시작하는 동안 동기화와 쓰기 저장이 잠시 멈춥니다.",
		En: "Synchronisation and writeback pause while the service starts again.",
	},
	Proof: lang.Text{Ko: "서비스 시작 시각이 파일이 바뀐 시각보다 뒤이고, 이벤트 31019가 다시 기록됩니다.", En: "The service started after the file was written, and event 31019 appears again."},
	Link:  "https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-connectivity",
}

var setProxy = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin, steps.Network},
	Where: onConnectServer,
	Do: []lang.Text{
		{Ko: "동기화 서비스가 어느 프록시를 써야 하는지 네트워크 담당자에게 확인하십시오.", En: "Ask the network team which proxy the sync service is to use."},
		{Ko: "machine.config 파일을 복사해 두고, </configuration> 바로 앞의 <system.net> 요소에 <defaultProxy>를 적으십시오. proxyaddress 값은 http://프록시:포트 형식입니다.", En: "Keep a copy of machine.config, and write <defaultProxy> into <system.net> right before </configuration>, with proxyaddress as http://proxy:port."},
		{Ko: "miiserver.exe.config 파일에는 적지 마십시오. 업그레이드할 때 그 파일이 덮어써집니다.", En: "Do not write it into miiserver.exe.config; upgrades overwrite that file."},
		{Ko: "동기화가 실행 중이 아닐 때 ADSync 서비스를 다시 시작하십시오.", En: "Restart the ADSync service while no synchronisation runs."},
	},
	Look: []steps.Command{{Shell: steps.Cmd, Text: "netsh winhttp show proxy"}},
	Fix: []steps.Command{
		{Shell: steps.PowerShell, Text: "Copy-Item -Path " + machineConfig + " -Destination " + machineConfig + ".bak"},
		{Shell: steps.Cmd, Text: "notepad " + machineConfig},
		restartADSync,
	},
	Undo: []steps.Command{
		{Shell: steps.PowerShell, Text: "Copy-Item -Path " + machineConfig + ".bak -Destination " + machineConfig},
		restartADSync,
	},
	Changes: lang.Text{
		Ko: "machine.config는 이 서버의 모든 .NET 프로그램에 적용됩니다. 서비스를 다시 시작하는 동안 동기화와 쓰기 저장이 잠시 멈춥니다.",
		En: "machine.config applies to every .NET program of this server. Synchronisation and writeback pause while the service restarts.",
	},
	Proof: reachedFromServer, Link: prerequisitesPage,
}

var signInToProxy = &steps.Remedy{
	Who:   []steps.Who{steps.Network, steps.ServerAdmin},
	Where: lang.Text{Ko: "프록시와 Connect 서버", En: "The proxy and the Connect server"},
	Do: []lang.Text{
		{Ko: "가장 간단한 방법은 Connect 서버에서 *.passwordreset.microsoftonline.com 및 *.servicebus.windows.net 주소로 나가는 연결을 프록시 인증에서 제외하는 것입니다.", En: "The simplest way is to exempt connections from the Connect server to *.passwordreset.microsoftonline.com and *.servicebus.windows.net from the proxy's sign-in."},
		{Ko: "제외할 수 없으면 ADSync 서비스를 도메인 계정으로 실행하고 machine.config의 defaultProxy 요소에 useDefaultCredentials=\"true\" 값을 적으십시오.", En: "Where that is not possible, run the ADSync service as a domain account and set useDefaultCredentials=\"true\" in defaultProxy of machine.config."},
		{Ko: "바꾼 다음 ADSync 서비스를 다시 시작하십시오.", En: "Restart the ADSync service after the change."},
	},
	Look: []steps.Command{{Shell: steps.PowerShell, Text: `Get-CimInstance -ClassName Win32_Service -Filter "Name='ADSync'" | Format-List StartName, State`}},
	Fix:  []steps.Command{restartADSync},
	Changes: lang.Text{
		Ko: "제외한 이름으로 나가는 연결은 사용자 이름 없이 프록시 로그에 남습니다.",
		En: "Connections to the exempted names appear in the proxy's log without a user name.",
	},
	Proof: reachedFromServer, Link: prerequisitesPage,
}

var raiseIdle = &steps.Remedy{
	Who:   []steps.Who{steps.Network},
	Where: lang.Text{Ko: "Connect 서버와 인터넷 사이의 프록시, 방화벽, NAT 장비", En: "Every proxy, firewall and NAT device between the Connect server and the internet"},
	Do: []lang.Text{
		{Ko: "Connect 서버에서 나가는 TCP 443 연결의 유휴 제한을 6분 이상으로 늘리십시오. 2~3분이면 된다는 문서도 있지만, 릴레이의 신호가 5분마다 오므로 6분 이상이 안전합니다.", En: "Raise the idle limit for TCP 443 connections from the Connect server to 6 minutes or more. Some articles say 2 to 3 minutes, but the relay's heartbeat comes every 5 minutes, so 6 or more is safe."},
		{Ko: "중간에 장비가 여러 대 있으면 모두 확인하십시오. 가장 짧은 제한이 적용됩니다.", En: "Check every device on the way; the shortest limit applies."},
	},
	Changes: lang.Text{
		Ko: "장비가 유휴 연결을 조금 더 오래 기억합니다.",
		En: "The device remembers idle connections a little longer.",
	},
	Proof: lang.Text{
		Ko: "유휴 연결 단계를 다시 확인하면 연결이 유지됩니다.",
		En: "Checked again, the idle connection survives.",
	},
	Link: prerequisitesPage,
}
