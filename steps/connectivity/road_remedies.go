package connectivity

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// The vendor's pages that the remedies of this stage lead to.
const (
	troubleshootPage  = "https://learn.microsoft.com/entra/identity/authentication/troubleshoot-sspr-writeback"
	prerequisitesPage = "https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-prerequisites"
	connectivityPage  = "https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-connectivity"
	tlsPage           = "https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-tls-enforcement"
	portsPage         = "https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-ports"
	agentVersionsPage = "https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/reference-version-history"
	versionsPage      = "https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-version-history"
	upgradePage       = "https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-upgrade-previous-version"
)

var onConnectServer = lang.Text{Ko: "Connect 서버", En: "The Connect server"}

var reachedFromServer = lang.Text{
	Ko: "Connect 서버에서 다시 확인했을 때 이 단계가 정상으로 나오고, 10분 안에 이벤트 31019가 기록됩니다.",
	En: "Checked again on the Connect server, this step is healthy, and event 31019 appears within 10 minutes.",
}

// suffixes is the sentence about what to allow. The article prints the suffix
// servicebus.windows.networks, which does not exist.
var suffixes = lang.Text{
	Ko: "방화벽과 프록시에서 *.passwordreset.microsoftonline.com 및 *.servicebus.windows.net 주소로 나가는 TCP 443을 와일드카드로 허용하십시오. 오래된 문서에 적힌 servicebus.windows.networks 접미사는 존재하지 않으므로 규칙에 넣어도 아무것도 열리지 않습니다.",
	En: "Allow outbound TCP 443 to *.passwordreset.microsoftonline.com and *.servicebus.windows.net, as wildcards, in the firewall and the proxy. The suffix servicebus.windows.networks that older articles print does not exist; a rule with it opens nothing.",
}

var otherClouds = lang.Text{
	Ko: "미국 정부 클라우드라면 *.passwordreset.microsoftonline.us 및 *.servicebus.usgovcloudapi.net 주소를 대신 허용하십시오.",
	En: "In the US Government cloud, allow *.passwordreset.microsoftonline.us and *.servicebus.usgovcloudapi.net instead.",
}

var resolveName = &steps.Remedy{
	Who:   []steps.Who{steps.Network, steps.ServerAdmin},
	Where: lang.Text{Ko: "Connect 서버와 그 서버가 쓰는 DNS 서버", En: "The Connect server and the DNS servers that it uses"},
	Do: []lang.Text{
		{Ko: "Connect 서버에 설정된 DNS 서버가 맞는지 확인하십시오.", En: "Check that the Connect server uses the right DNS servers."},
		{Ko: "아래 명령으로 이름의 주소가 나오는지 확인하십시오.", En: "See with the command below whether the name resolves."},
		{Ko: "주소가 나오지 않으면 DNS 전달자나 DNS 필터가 이 이름을 막고 있는지 확인하고 허용하십시오.", En: "If it does not, look for a forwarder or a DNS filter that blocks this name, and allow it."},
	},
	Look: []steps.Command{
		{Shell: steps.PowerShell, Text: "Get-DnsClientServerAddress -AddressFamily IPv4"},
		{Shell: steps.PowerShell, Text: "Resolve-DnsName -Name {host}"},
	},
	Changes: lang.Text{
		Ko: "DNS 서버에서 바꾼 전달자나 필터는 그 DNS 서버를 쓰는 모든 컴퓨터에 적용됩니다.",
		En: "A forwarder or filter that is changed applies to every machine that uses that DNS server.",
	},
	Proof: reachedFromServer, Link: connectivityPage,
}

var allowOutbound = &steps.Remedy{
	Who:   []steps.Who{steps.Network},
	Where: lang.Text{Ko: "Connect 서버와 인터넷 사이의 방화벽", En: "The firewalls between the Connect server and the internet"},
	Do: []lang.Text{
		suffixes, otherClouds,
		{Ko: "규칙을 바꾼 다음 Connect 서버에서 아래 명령으로 확인하십시오.", En: "After the change, check with the command below on the Connect server."},
	},
	Look: []steps.Command{{Shell: steps.PowerShell, Text: "Test-NetConnection -ComputerName {host} -Port 443"}},
	Changes: lang.Text{
		Ko: "나가는 연결만 허용됩니다. 안으로 들어오는 포트는 열리지 않습니다.",
		En: "Only outbound connections are allowed. No inbound port is opened.",
	},
	Proof: reachedFromServer, Link: troubleshootPage,
}

var exemptFromInspection = &steps.Remedy{
	Who:   []steps.Who{steps.Network},
	Where: lang.Text{Ko: "TLS를 검사하는 프록시 또는 방화벽", En: "The proxy or firewall that inspects TLS"},
	Do: []lang.Text{
		{Ko: "인증서를 발급한 조직({issuer})을 보고 어느 장비인지 찾으십시오.", En: "Find out which device it is, by the organisation that issued the certificate ({issuer})."},
		{Ko: "Connect 서버에서 *.passwordreset.microsoftonline.com 및 *.servicebus.windows.net 주소로 나가는 연결을 TLS 검사에서 제외하십시오.", En: "Exempt connections from the Connect server to *.passwordreset.microsoftonline.com and *.servicebus.windows.net from inspection."},
		{Ko: "검사 장비의 루트 인증서를 서버에 설치하는 방법은 지원되지 않으므로 쓰지 마십시오.", En: "Do not install the root certificate of the device on the server instead; that is not supported."},
	},
	Changes: lang.Text{
		Ko: "이 두 이름으로 나가는 연결의 내용은 더 이상 검사되지 않습니다.",
		En: "The content of connections to these names is no longer inspected.",
	},
	Proof: reachedFromServer, Link: prerequisitesPage,
}

var trustRoots = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin, steps.Network},
	Where: onConnectServer,
	Do: []lang.Text{
		{Ko: "서버의 날짜와 시간이 맞는지 확인하십시오.", En: "Check the date and time of the server."},
		{Ko: "그룹 정책으로 루트 인증서 자동 업데이트를 끄지 않았는지, 인증서 해지 목록을 받는 TCP 80 연결이 허용되는지 확인하십시오.", En: "Check that automatic root updates are not switched off by policy, and that TCP 80 is open for revocation lists."},
		{Ko: "아래 명령으로 서버의 루트 인증서 목록을 보고, {host} 주소가 보내는 인증서 체인의 루트가 들어 있는지 비교하십시오.", En: "List the root certificates of the server with the command below, and see whether the root of the chain that {host} sends is among them."},
	},
	Look: []steps.Command{
		{Shell: steps.PowerShell, Text: "Get-ChildItem Cert:\\LocalMachine\\Root, Cert:\\LocalMachine\\AuthRoot | Sort-Object Subject | Format-Table Subject, NotAfter"},
		{Shell: steps.Cmd, Text: "w32tm /query /status"},
	},
	Changes: lang.Text{
		Ko: "루트 인증서를 추가하면 이 서버의 모든 프로그램이 그 인증서를 신뢰합니다.",
		En: "A root certificate that is added is trusted by every program on this server.",
	},
	Proof: reachedFromServer, Link: troubleshootPage,
}

var allowInProxy = &steps.Remedy{
	Who:   []steps.Who{steps.Network},
	Where: lang.Text{Ko: "프록시 서버", En: "The proxy"},
	Do: []lang.Text{
		suffixes, otherClouds,
		{Ko: "인증을 요구하는 프록시라면 이 이름들은 인증 없이 통과시키거나, ADSync 서비스를 도메인 계정으로 실행하고 machine.config 파일에서 useDefaultCredentials 값을 켜십시오.", En: "If the proxy asks for a sign-in, exempt these names, or run the ADSync service as a domain account and set useDefaultCredentials in machine.config."},
	},
	Changes: lang.Text{
		Ko: "이 이름들로 나가는 연결이 프록시를 통과합니다. 원본 주소를 Connect 서버 하나로 제한할 수 있습니다.",
		En: "Connections to these names pass the proxy. The rule can be limited to the Connect server as the source.",
	},
	Proof: reachedFromServer, Link: prerequisitesPage,
}
