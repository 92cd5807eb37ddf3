package connectivity

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// closedRoads are the ways in which a road from the Connect server to the
// cloud is not open, alike for every host.
var closedRoads = []steps.Branch{
	{
		On: nameUnknown, Status: steps.Broken,
		Label: lang.Text{Ko: "이름을 찾을 수 없음", En: "Name not found"},
		Say: lang.Text{
			Ko: "Connect 서버에서 {host} 이름을 찾을 수 없습니다. DNS 서버가 그런 이름이 없다고 답했습니다.",
			En: "The Connect server cannot resolve {host}. Its DNS server says that there is no such name.",
		}, Remedy: resolveName,
	},
	{
		On: noNameServer, Status: steps.Broken,
		Label: lang.Text{Ko: "DNS 응답 없음", En: "No DNS answer"},
		Say: lang.Text{
			Ko: "Connect 서버가 {host} 이름을 물었지만 어떤 DNS 서버도 답하지 않았습니다.",
			En: "The Connect server asked for {host} and no DNS server answered.",
		}, Remedy: resolveName,
	},
	{
		On: refused, Status: steps.Broken,
		Label: lang.Text{Ko: "연결 거부됨", En: "Refused"},
		Say: lang.Text{
			Ko: "Connect 서버에서 {host} 주소의 TCP 443 포트에 연결하지 못합니다({how}). 방화벽이나 라우터가 거절할 때 이렇게 보입니다.",
			En: "The Connect server cannot connect to TCP 443 of {host} ({how}). A firewall or a router that refuses it acts this way.",
		}, Remedy: allowOutbound,
	},
	{
		On: dropped, Status: steps.Broken,
		Label: lang.Text{Ko: "응답 없음", En: "Silently dropped"},
		Say: lang.Text{
			Ko: "Connect 서버에서 {host} 주소의 TCP 443 포트에 연결하지 못합니다. 아무 응답도 없는데, 방화벽이 패킷을 버릴 때 이렇게 보입니다.",
			En: "The Connect server cannot connect to TCP 443 of {host}. There is no answer at all, which is how a firewall acts that drops packets.",
		}, Remedy: allowOutbound,
	},
	{
		On: reset, Status: steps.Broken,
		Label: lang.Text{Ko: "연결이 끊김", En: "Connection cut"},
		Say: lang.Text{
			Ko: "Connect 서버에서 {host} 주소에 연결하자마자 끊깁니다. 서버 이름으로 거르는 중간 장비(방화벽, 프록시)가 끊을 때 이렇게 보입니다.",
			En: "The connection from the Connect server to {host} is cut right after it is made. A firewall or proxy in between that filters by server name acts this way.",
		}, Remedy: allowOutbound,
	},
	{
		On: inspected, Status: steps.Broken,
		Label: lang.Text{Ko: "TLS 검사됨", En: "TLS is inspected"},
		Say: lang.Text{
			Ko: "TLS 검사 장비가 {host} 주소로 가는 연결을 열어 보고 있습니다. 인증서를 공인 인증 기관이 아니라 {issuer} 조직이 발급했습니다. 이 연결에는 TLS 검사가 지원되지 않습니다.",
			En: "A TLS inspection device opens the connection to {host}. The certificate was issued by {issuer} and not by a public authority. TLS inspection is not supported for this connection.",
		}, Remedy: exemptFromInspection,
	},
	{
		On: badCertificate, Status: steps.Broken,
		Label: lang.Text{Ko: "인증서 확인 실패", En: "Bad certificate"},
		Say: lang.Text{
			Ko: "{host} 주소가 보낸 인증서(발급: {issuer})를 Connect 서버가 신뢰하지 못합니다. 서버에 루트 인증서가 없거나, 시계가 틀리거나, 다른 서버가 답하는 것일 수 있습니다.",
			En: "The Connect server does not trust the certificate of {host} (issued by {issuer}). The server may lack the root certificate, its clock may be wrong, or another server may answer.",
		}, Remedy: trustRoots,
	},
	{
		On: proxyBlocked, Status: steps.Broken,
		Label: lang.Text{Ko: "프록시가 막음", En: "Blocked by the proxy"},
		Say: lang.Text{
			Ko: "프록시({proxy})가 {host} 주소로 나가는 연결을 통과시키지 않습니다({how}).",
			En: "The proxy {proxy} does not let the connection to {host} through ({how}).",
		}, Remedy: allowInProxy,
	},
}

// undecidedRoads are the ways in which a road decides nothing.
var undecidedRoads = []steps.Branch{
	{
		On: unfamiliar, Status: steps.Unknown,
		Label: lang.Text{Ko: "낯선 발급 기관", En: "Unfamiliar issuer"},
		Say: lang.Text{
			Ko: "{host} 주소까지 열려 있고 인증서도 신뢰되지만, 발급 조직({issuer})이 Microsoft 서비스의 인증서를 발급하는 것으로 알려진 기관이 아닙니다. TLS 검사 장비의 루트 인증서가 이 서버에 설치되어 있으면 이렇게 보입니다. 네트워크 담당자에게 이 주소를 검사하는지 확인하십시오.",
			En: "The road to {host} is open and its certificate is trusted, but it was issued by {issuer}, which is not known to issue for Microsoft's services. It looks this way where the root certificate of a TLS inspection device is installed on the server. Ask the network team whether this address is inspected.",
		},
	},
	{
		On: unexpected, Status: steps.Unknown,
		Label: lang.Text{Ko: "예상 밖의 응답", En: "Unexpected answer"},
		Say: lang.Text{
			Ko: "{host} 주소로 연결하는 도중 예상하지 못한 응답이 왔습니다(연결: {how}, HTTP 상태: {status}). 이 응답만으로는 연결이 열려 있는지 판단할 수 없습니다.",
			En: "There was an unexpected answer on the road to {host} (connection: {how}, HTTP status: {status}). This alone does not tell whether the road is open.",
		},
	},
	{
		On: hintOpen, Status: steps.Unknown,
		Label: lang.Text{Ko: "열림(이 PC)", En: "Open from here"},
		Say: lang.Text{
			Ko: "이 컴퓨터에서는 {host} 주소까지 열려 있습니다. Connect 서버에서 측정한 것이 아니므로 참고만 하십시오.",
			En: "The road to {host} is open from this machine. That is only a hint, because it was not measured on the Connect server.",
		},
	},
	{
		On: hintClosed, Status: steps.Unknown,
		Label: lang.Text{Ko: "막힘(이 PC)", En: "Closed from here"},
		Say: lang.Text{
			Ko: "이 컴퓨터에서는 {host} 주소에 연결할 수 없습니다({how}). Connect 서버에서 측정한 것이 아니므로 서버의 연결이 막혔다는 뜻은 아닙니다.",
			En: "The road to {host} is closed from this machine ({how}). It was not measured on the Connect server, so it does not say that the server's road is closed.",
		},
	},
}
