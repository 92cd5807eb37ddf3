package steps

import (
	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
)

// certificates are the sentences of a controller that shows a certificate on
// which nobody can rely. Nobody was signed in on any of them.
func certificates() map[probes.Kind]Obstruction {
	return map[probes.Kind]Obstruction{
		probes.CertificateExpired: {Say: lang.Text{
			Ko: "{host} 서버의 인증서가 만료되어 로그인하지 않았습니다(만료: {needs_at}). 이 컴퓨터의 시각이 맞는지 먼저 확인하십시오. 맞으면 AD 관리자가 그 컨트롤러의 인증서를 갱신해야 합니다.",
			En: "The certificate of {host} has expired ({needs_at}), so no sign-in was tried. See first that the clock of this machine is right. If it is, the AD administrator renews the certificate of that controller.",
		}, Who: []Who{ADAdmin, Helpdesk}},
		probes.CertificateNotYet: {Say: lang.Text{
			Ko: "{host} 서버의 인증서는 {needs_at}부터 유효하므로 이 컴퓨터의 시각으로는 아직 쓸 수 없어 로그인하지 않았습니다. 대개 이 컴퓨터의 시각이 늦은 것이니 시각을 맞추고 다시 확인하십시오. 시각이 맞으면 AD 관리자가 인증서와 그 컨트롤러의 시각을 확인해야 합니다.",
			En: "The certificate of {host} is valid from {needs_at}, which the clock of this machine has not reached, so no sign-in was tried. Most often this clock is slow: set it and check again. If it is right, the AD administrator looks at the certificate and at the controller's clock.",
		}, Who: []Who{Helpdesk, ADAdmin}},
		probes.CertificateNameless: {Say: lang.Text{
			Ko: "{host} 서버의 인증서에 DNS 이름(주체 대체 이름)이 없어 어느 서버의 것인지 확인할 수 없고, 그래서 로그인하지 않았습니다. 주체의 CN은 이름으로 치지 않습니다. AD 관리자가 컨트롤러의 전체 DNS 이름이 주체 대체 이름에 들어간 인증서를 발급해야 합니다. CA 파일을 지정해도 소용없습니다.",
			En: "The certificate of {host} holds no DNS name (subject alternative name), so nothing shows whose it is, and no sign-in was tried. The CN of the subject does not count. The AD administrator issues one with the controller's full DNS name among the subject alternative names. A file of authorities does not help.",
		}, Who: []Who{ADAdmin}},
		probes.CertificateOtherName: {Say: lang.Text{
			Ko: "{host} 서버가 다른 이름({needs})의 인증서를 보여 로그인하지 않았습니다. 별칭이나 부하 분산 장치의 이름을 입력했다면 컨트롤러 자신의 전체 이름을 지정하십시오({give}). 컨트롤러의 이름이 맞으면 AD 관리자가 그 이름의 인증서를 발급해야 합니다.",
			En: "{host} shows a certificate for another name ({needs}), so no sign-in was tried. If an alias or the name of a load balancer was entered, name the controller itself in full ({give}). If the name is the controller's own, the AD administrator issues a certificate for it.",
		}, Who: []Who{Helpdesk, ADAdmin}, Options: []string{"--controller"}, Supply: Answer, Fact: Controller},
		probes.CertificateShortName: {Say: lang.Text{
			Ko: "{host} 서버의 인증서에는 도메인 없는 짧은 이름({needs})만 있어 로그인하지 않았습니다. 짧은 이름은 다른 도메인에도 있을 수 있습니다. AD 관리자가 컨트롤러의 전체 DNS 이름이 들어간 인증서를 발급해야 합니다. CA 파일을 지정해도 소용없습니다.",
			En: "The certificate of {host} holds only a short name without the domain ({needs}), so no sign-in was tried: another domain may have that name too. The AD administrator issues one with the controller's full DNS name. A file of authorities does not help.",
		}, Who: []Who{ADAdmin}},
		probes.CertificateFullName: {Say: lang.Text{
			Ko: "{host} 서버의 인증서에는 전체 이름({needs})이 있는데 짧은 이름이나 IP 주소로 연결해서 확인할 수 없고, 그래서 로그인하지 않았습니다. 인증서에 있는 전체 이름으로 컨트롤러를 지정하십시오({give}).",
			En: "The certificate of {host} is for its full name ({needs}), and the controller was named by a short name or an address, so it could not be verified and no sign-in was tried. Name the controller by the full name in the certificate ({give}).",
		}, Who: []Who{Helpdesk}, Options: []string{"--controller"}, Supply: Answer, Fact: Controller},
		probes.CertificateSelfSigned: {Say: lang.Text{
			Ko: "{host} 서버의 인증서는 스스로 서명한 것이라 아무 기관도 보증하지 않고, 그래서 로그인하지 않았습니다. AD 관리자가 회사의 CA에서 인증서를 발급하는 것이 옳습니다. 그동안은 AD 관리자에게 이 인증서 파일을 직접 받아 지정하십시오({give}). 연결하면서 보이는 것을 그대로 믿으면 안 됩니다.",
			En: "The certificate of {host} is signed by itself, so no authority speaks for it, and no sign-in was tried. The AD administrator should issue one from your own authority. Until then get the file of this certificate from the AD administrator by another way and name it ({give}); do not trust what the connection shows.",
		}, Who: []Who{ADAdmin, Network}, Options: []string{"--ca-file"}, Supply: CAFile},
		probes.CertificateWeak: {Say: lang.Text{
			Ko: "{host} 서버의 인증서나 그 위의 중간 인증서가 SHA-1 같은 오래된 방식으로 서명되어 있어 로그인하지 않았습니다. 이런 서명은 위조할 수 있습니다. AD 관리자가 SHA-256으로 서명한 인증서를 다시 발급해야 합니다.",
			En: "The certificate of {host}, or an intermediate one above it, is signed in an old way such as SHA-1, so no sign-in was tried: such signatures can be forged. The AD administrator issues them again, signed with SHA-256.",
		}, Who: []Who{ADAdmin}},
		probes.CertificatePurpose: {Say: lang.Text{
			Ko: "{host} 서버의 인증서는 서버 인증 용도로 발급된 것이 아니어서 로그인하지 않았습니다. AD 관리자가 확장 키 사용에 서버 인증(1.3.6.1.5.5.7.3.1)이 있는 인증서를 발급해야 합니다.",
			En: "The certificate of {host} was not issued for server authentication, so no sign-in was tried. The AD administrator issues one whose extended key usage holds Server Authentication (1.3.6.1.5.5.7.3.1).",
		}, Who: []Who{ADAdmin}},
	}
}
