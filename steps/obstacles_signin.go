package steps

import (
	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
)

// waysToSignIn are the sentences of ways of signing in that a controller or
// this machine does not go along with.
func waysToSignIn() map[probes.Kind]Obstruction {
	return map[probes.Kind]Obstruction{
		probes.SigningRequired: {Say: lang.Text{
			Ko: "{host} 도메인 컨트롤러가 TLS 안에서도 서명을 요구하여({needs}) 로그인을 거절했습니다(코드 {code}). 로그인 방식을 단순 바인딩으로 바꾸어({give}) 다시 확인하십시오. TLS 안의 단순 바인딩은 이 요구에 해당하지 않습니다.",
			En: "{host} demands signing even inside TLS ({needs}) and refused the sign-in (code {code}). Check again with a simple bind ({give}): inside TLS it is not subject to this.",
		}, Who: []Who{Helpdesk, ADAdmin}, Options: []string{"--sign-in simple"}, Supply: SignIn},
		probes.MechanismRefused: {Say: lang.Text{
			Ko: "{host} 도메인 컨트롤러가 누구에게든 이 로그인 방식({needs})을 받지 않습니다(코드 {code}). 계정과 암호가 있으면 로그인 방식을 단순 바인딩으로 바꾸어({give}) 다시 확인하십시오.",
			En: "{host} refuses this way of signing in ({needs}), whoever signs in (code {code}). With an account and its password, check again with a simple bind ({give}).",
		}, Who: []Who{Helpdesk, ADAdmin}, Options: []string{"--sign-in simple"}, Supply: SignIn},
		probes.SignInUnfit: {Say: lang.Text{
			Ko: "고른 로그인 방식에 필요한 것이 빠졌거나 맞지 않습니다({needs}). 단순 바인딩과 NTLM에는 계정과 암호가, Kerberos에는 암호, keytab 파일, 티켓 가운데 하나가 있어야 합니다.",
			En: "What the chosen way of signing in needs is missing or does not fit ({needs}). Simple bind and NTLM need an account and its password; Kerberos needs a password, a keytab file or a ticket.",
		}, Who: []Who{Helpdesk}, Supply: SignIn},
		probes.NotConfirmed: {Say: lang.Text{
			Ko: "{host}에는 연결하지 않았습니다({needs}). 진행 기록 파일만 이 이름을 말하고, 파일은 누구나 만들 수 있습니다. 아는 이름이면 파일을 열 때 나오는 화면에서 연결을 고르거나 그 값을 직접 입력하십시오({give}).",
			En: "Nothing was connected to at {host} ({needs}): only the case file says so, and anybody can write a file. If you know the name, choose to connect on the screen that opens with the file, or enter the value yourself ({give}).",
		}, Who: []Who{Helpdesk}, Options: []string{"--domain", "--controller", "--tenant", "--server"}, Supply: Answer},
		probes.HostNotTrusted: {Say: lang.Text{
			Ko: "{host} 컴퓨터에는 암호도 티켓도 보내지 않았습니다. 입력한 도메인이나 컨트롤러({needs})에 속한 이름이 아니고, 로그인한 컨트롤러가 알려 준 이 포리스트의 컨트롤러 목록에도 없습니다. 이 이름은 아무나 바꿀 수 있는 DNS나 디렉터리 항목에서 왔습니다. 도메인 이름과 다른 이름을 쓰는 컨트롤러라면, AD 관리자에게 확인한 뒤 그 이름을 도메인 컨트롤러로 직접 입력하십시오({give}). 그 컨트롤러가 포리스트의 나머지 컨트롤러를 보증합니다.",
			En: "{host} was shown neither a password nor a ticket. It does not belong to the domain or controller that was entered ({needs}), and no controller that was signed in to lists it as one of its forest. Its name comes from DNS or a directory entry, which others can change. If the controllers have names outside the domain, ask the AD administrator, and then enter that name as the domain controller yourself ({give}): it vouches for the other controllers of its forest.",
		}, Who: []Who{Helpdesk, ADAdmin}, Options: []string{"--controller"}, Supply: Answer, Fact: Controller},
		probes.AccountRevoked: {Say: lang.Text{
			Ko: "점검에 쓴 계정이 사용 안 함, 잠김, 만료 또는 로그인 시간 밖의 상태입니다(코드 {code}). 도메인 컨트롤러는 어느 것인지 말하지 않습니다. 다른 계정을 쓰십시오.",
			En: "The account used to look is disabled, locked out, expired or outside its hours (code {code}); the domain controller does not say which. Use another account.",
		}, Who: []Who{Helpdesk, ADAdmin}, Supply: SignIn},
	}
}

// kerberos are the sentences of tickets that could not be had.
func kerberos() map[probes.Kind]Obstruction {
	return map[probes.Kind]Obstruction{
		probes.ServiceUnknown: {Say: lang.Text{
			Ko: "도메인이 이 도메인 컨트롤러({needs})의 Kerberos 티켓을 주지 않거나, 컨트롤러가 그 티켓을 읽지 못합니다(코드 {code}). 컨트롤러를 전체 DNS 이름으로 지정하고, AD 관리자는 SPN이 중복되지 않았는지 setspn -Q 명령으로 확인하십시오.",
			En: "The domain gives no Kerberos ticket for this controller ({needs}), or the controller cannot read it (code {code}). Name the controller by its full DNS name; the AD administrator checks for a duplicate SPN with setspn -Q.",
		}, Who: []Who{Helpdesk, ADAdmin}, Supply: SignIn},
		probes.NoCommonCipher: {Say: lang.Text{
			Ko: "이 프로그램과 도메인 컨트롤러가 함께 쓸 수 있는 Kerberos 암호화 형식이 없습니다(코드 {code}). AD 관리자가 계정의 msDS-SupportedEncryptionTypes 속성에 AES를 허용하고 암호를 한 번 바꾸어야 합니다. 그동안은 로그인 방식을 단순 바인딩으로 바꾸십시오({give}).",
			En: "This program and the domain controller share no Kerberos encryption type (code {code}). The AD administrator allows AES in the account's msDS-SupportedEncryptionTypes and changes its password once. Until then sign in with a simple bind ({give}).",
		}, Who: []Who{ADAdmin}, Options: []string{"--sign-in simple"}, Supply: SignIn},
		probes.NoTicket: {Say: lang.Text{
			Ko: "Kerberos 티켓이 없습니다({needs}). 이 컴퓨터에서 kinit 명령으로 로그인하거나 계정과 암호를 입력하십시오.",
			En: "There is no Kerberos ticket ({needs}). Sign in on this machine with kinit, or enter an account and its password.",
		}, Who: []Who{Helpdesk}, Supply: SignIn},
		probes.TicketExpired: {Say: lang.Text{
			Ko: "Kerberos 티켓의 유효 시간이 지났습니다({needs}). kinit 명령으로 다시 로그인한 뒤 다시 확인하십시오.",
			En: "The Kerberos ticket has run out ({needs}). Sign in again with kinit and check again.",
		}, Who: []Who{Helpdesk}, Supply: SignIn},
		probes.TicketCacheUnread: {Say: lang.Text{
			Ko: "Kerberos 티켓 캐시를 읽을 수 없습니다({needs}). 이 프로그램은 파일 캐시만 읽습니다. kinit -c FILE:/tmp/wbd.cc 명령으로 로그인하고 환경 변수 KRB5CCNAME에 FILE:/tmp/wbd.cc 값을 넣으십시오.",
			En: "The Kerberos ticket cache cannot be read ({needs}). This program reads caches in files only: sign in with kinit -c FILE:/tmp/wbd.cc and set KRB5CCNAME to FILE:/tmp/wbd.cc.",
		}, Who: []Who{Helpdesk}, Supply: SignIn},
		probes.KeytabUnusable: {Say: lang.Text{
			Ko: "keytab 파일({needs})을 읽을 수 없거나 그 안에 이 계정의 키가 없습니다. klist -k 명령으로 확인하고 AD 관리자에게 새 keytab 파일을 요청하십시오.",
			En: "The keytab file ({needs}) cannot be read or holds no key for this account. Look into it with klist -k, and ask the AD administrator for a new one.",
		}, Who: []Who{Helpdesk, ADAdmin}, Supply: SignIn},
		probes.KerberosUnset: {Say: lang.Text{
			Ko: "Kerberos 설정 파일({needs})을 읽을 수 없습니다. 파일을 고치거나 환경 변수 KRB5_CONFIG에 다른 파일을 지정하십시오.",
			En: "The Kerberos configuration ({needs}) cannot be read. Mend it, or name another file in KRB5_CONFIG.",
		}, Who: []Who{Helpdesk}, Supply: SignIn},
		probes.CipherRefused: {Say: lang.Text{
			Ko: "Kerberos 서버 {host}가 약한 암호화 방식({needs})으로 암호를 증명하라고 하여 보내지 않았습니다. 중간에서 그것을 엿본 사람은 암호를 쉽게 알아냅니다. 로그인 방식을 단순 바인딩으로 바꾸고({give}), AD 관리자가 계정의 msDS-SupportedEncryptionTypes 속성에 AES를 허용하고 암호를 한 번 바꾸어야 합니다. RC4가 정말 필요하면 krb5.conf 파일의 [libdefaults] 아래 permitted_enctypes 값에 arcfour-hmac을 넣으십시오.",
			En: "The Kerberos server {host} wanted the password proven by a weak cipher ({needs}), and was sent nothing: whoever sees such a proof on the way finds the password easily. Sign in with a simple bind ({give}); the AD administrator allows AES in the account's msDS-SupportedEncryptionTypes and changes its password once. Where RC4 is really wanted, add arcfour-hmac to permitted_enctypes under [libdefaults] in krb5.conf.",
		}, Who: []Who{Helpdesk, ADAdmin}, Options: []string{"--sign-in simple"}, Supply: SignIn},
		probes.RoundsRefused: {Say: lang.Text{
			Ko: "Kerberos 서버 {host}가 암호에서 키를 만드는 반복 횟수를 지나치게 적거나 많게({needs}) 요구하여 암호를 증명하지 않았습니다. Active Directory는 4,096번을 쓰고 이 프로그램은 4,096번에서 1,000,000번까지 받아들입니다. 서버로 위장한 장비일 수 있으니 AD 관리자와 네트워크 담당자에게 알리고, 그동안은 로그인 방식을 단순 바인딩으로 바꾸십시오({give}).",
			En: "The Kerberos server {host} wanted the key made of the password in too few or too many rounds ({needs}), so nothing was proven to it. Active Directory uses 4,096; this program takes 4,096 to 1,000,000. A device may pose as the server: tell the AD administrator and the network team, and sign in with a simple bind meanwhile ({give}).",
		}, Who: []Who{ADAdmin, Network}, Options: []string{"--sign-in simple"}, Supply: SignIn},
		probes.CentreNotTrusted: {Say: lang.Text{
			Ko: "도메인 컨트롤러의 TCP 88 포트에서 Kerberos 답이 오지 않고, DNS가 대신 말하는 Kerberos 서버 {host}에는 암호를 증명하지 않았습니다. 입력한 도메인이나 계정의 도메인({needs})에 속한 이름이 아니기 때문입니다. 맞는 서버라면 krb5.conf 파일의 [realms] 아래에 kdc 값으로 지정하거나, 로그인 방식을 단순 바인딩으로 바꾸십시오({give}).",
			En: "The domain controller does not answer Kerberos on TCP port 88, and no password was proven to {host}, which DNS names in its place: it does not belong to the domain that was entered or to that of the account ({needs}). If it is the right one, name it as kdc under [realms] in krb5.conf, or sign in with a simple bind ({give}).",
		}, Who: []Who{Helpdesk, ADAdmin, Network}, Options: []string{"--sign-in simple"}, Supply: SignIn},
		probes.KDCUnreachable: {Say: lang.Text{
			Ko: "Kerberos 서버 {host}의 TCP 88 포트에서 답이 오지 않습니다({needs}). 네트워크 담당자에게 이 컴퓨터에서 도메인 컨트롤러의 TCP 88 포트로 가는 연결을 허용해 달라고 요청하십시오. 그동안은 로그인 방식을 단순 바인딩으로 바꾸십시오({give}).",
			En: "The Kerberos server {host} does not answer on TCP port 88 ({needs}). Ask the network team to open TCP port 88 from this machine to the domain controllers. Until then sign in with a simple bind ({give}).",
		}, Who: []Who{Network, ADAdmin}, Options: []string{"--sign-in simple"}, Supply: SignIn},
	}
}

// silences are the sentences of controllers that began well.
func silences() map[probes.Kind]Obstruction {
	return map[probes.Kind]Obstruction{
		probes.Mute: {Say: lang.Text{
			Ko: "{host} 컴퓨터의 포트는 연결을 받지만 기다리던 서비스가 아무 말도 하지 않습니다({needs}). 서비스가 멈췄거나 중간 장비가 대신 연결을 받은 것입니다.",
			En: "The port of {host} takes the connection, but the service that was expected there says nothing ({needs}). The service hangs, or a device on the way took the connection in its place.",
		}, Who: []Who{ADAdmin, Network}},
		probes.Stalled: {Say: lang.Text{
			Ko: "{host} 서버가 로그인까지는 답했지만 그 뒤의 질문에는 정해진 시간 안에 답하지 않았습니다({needs}). 서버가 몹시 바쁘거나 멈춘 것입니다. 다른 도메인 컨트롤러를 지정해 다시 확인하십시오.",
			En: "{host} answered the sign-in, and then no question in the time allowed ({needs}). It is very busy or hangs. Check again with another domain controller.",
		}, Who: []Who{ADAdmin}},
		probes.BrokenOff: {Say: lang.Text{
			Ko: "{host} 서버와의 연결이 답을 받는 도중에 끊겼습니다. 중간 방화벽이나 검사 장비가 긴 답을 끊거나 서버가 다시 시작된 것입니다.",
			En: "The connection to {host} ended in the middle of an answer. A firewall or an inspecting device cuts long answers, or the server restarted.",
		}, Who: []Who{Network, ADAdmin}},
	}
}
