package steps

import (
	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
)

// proxies are the obstacles of an HTTP proxy on the road of this machine.
func proxies() map[probes.Kind]Obstruction {
	return map[probes.Kind]Obstruction{
		probes.ProxyWantsSignIn: {Say: lang.Text{
			Ko: "이 컴퓨터의 프록시({host})가 사용자 이름과 암호를 요구해 {needs} 주소에 연결하지 못했습니다. 네트워크 담당자에게 이 주소를 프록시 인증에서 제외해 달라고 요청하거나, 사용자 이름과 암호를 HTTPS_PROXY 환경 변수에 함께 지정하십시오(http://이름:암호@프록시:포트). 이 프로그램은 그 값을 보여 주거나 저장하지 않습니다.",
			En: "The proxy of this machine ({host}) wants a name and a password, so {needs} could not be reached. Ask the network team to let this address pass without them, or name them in the environment variable HTTPS_PROXY (http://name:password@proxy:port); this program neither shows nor saves them.",
		}, Who: []Who{Network}},
		probes.ProxyForbids: {Say: lang.Text{
			Ko: "이 컴퓨터의 프록시({host})가 {needs} 주소로 나가는 연결을 거부합니다(HTTP {code}). 네트워크 담당자에게 이 주소를 허용해 달라고 요청하십시오.",
			En: "The proxy of this machine ({host}) does not let connections to {needs} through (HTTP {code}). Ask the network team to allow this address.",
		}, Who: []Who{Network}},
		probes.ProxyFails: {Say: lang.Text{
			Ko: "이 컴퓨터의 프록시({host})가 {needs} 주소에 연결해 주지 못했습니다(HTTP {code}). 프록시에서 그 주소로 나가는 연결을 네트워크 담당자에게 확인하십시오.",
			En: "The proxy of this machine ({host}) could not connect to {needs} (HTTP {code}). Ask the network team about the road behind the proxy.",
		}, Who: []Who{Network}},
		probes.ProxyUnreachable: {Say: lang.Text{
			Ko: "이 컴퓨터에 설정된 프록시({host})에 연결할 수 없어 {needs} 주소를 볼 수 없었습니다. HTTPS_PROXY 환경 변수나 시스템의 프록시 설정이 맞는지 확인하십시오.",
			En: "The proxy that is set on this machine ({host}) cannot be reached, so {needs} could not be seen. Check the environment variable HTTPS_PROXY or the proxy settings of the system.",
		}, Who: []Who{Network}},
	}
}
