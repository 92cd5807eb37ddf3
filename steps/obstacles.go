package steps

import (
	"maps"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
)

// obstructions is the row of every kind: what is said, who can act, and what
// would supply what is missing. A test demands that no kind of
// package probes is missing.
func obstructions() map[probes.Kind]Obstruction {
	all := missing()
	for _, table := range []map[probes.Kind]Obstruction{
		shells(), ages(), network(), certificates(), proxies(), silences(), signIn(), tenantSignIn(), waysToSignIn(), kerberos(), accountStates(), refusals(), misnomers(), remoting(),
	} {
		maps.Copy(all, table)
	}
	return all
}

func missing() map[probes.Kind]Obstruction {
	return map[probes.Kind]Obstruction{
		probes.NoDomain: {Say: lang.Text{
			Ko: "어느 Active Directory 도메인인지 아직 몰라 볼 수 없었습니다. 도메인 이름이나 도메인 컨트롤러를 입력하십시오({give}).",
			En: "The Active Directory domain is not known yet, so nothing could be seen. Enter the domain name or a domain controller ({give}).",
		}, Who: []Who{Helpdesk, ADAdmin}, Options: []string{"--domain", "--controller"}, Supply: Answer, Fact: Domain},
		probes.NoUser: {Say: lang.Text{
			Ko: "누구의 암호인지 아직 모릅니다. 사용자의 UPN을 입력하십시오.",
			En: "It is not known yet whose password it is. Enter the user's UPN.",
		}, Who: []Who{Helpdesk}, Supply: Answer, Fact: User},
		probes.NoCredentials: {Say: lang.Text{
			Ko: "Active Directory에 로그인할 계정이 없어 볼 수 없었습니다. 일반 도메인 계정이면 됩니다({give}).",
			En: "There was no account to sign in to Active Directory with. Any ordinary domain account will do ({give}).",
		}, Who: []Who{Helpdesk, ADAdmin}, Options: []string{"--account"}, Supply: SignIn},
		probes.NoTenant: {Say: lang.Text{
			Ko: "테넌트에 로그인하지 않아 볼 수 없었습니다. 자신의 계정으로 브라우저나 디바이스 코드로 로그인하거나({give}), Microsoft Entra 관리자에게 앱 등록을 요청하십시오.",
			En: "Nobody signed in to the tenant, so nothing could be seen. Sign in with an account of your own, by browser or device code ({give}), or ask a Microsoft Entra administrator for an app registration.",
		}, Who: []Who{Helpdesk, EntraAdmin}, Options: []string{"--tenant-sign-in browser"}, Supply: TenantApp},
		probes.NoServer: {Say: lang.Text{
			Ko: "Microsoft Entra Connect 서버에서 얻은 정보가 없습니다. 서버 관리자에게 그 서버에서 writeback-doctor collect 명령을 실행하고 파일을 보내 달라고 요청하십시오.",
			En: "There is nothing from the Microsoft Entra Connect server. Ask its administrator to run writeback-doctor collect there and to send the file.",
		}, Who: []Who{ServerAdmin}, Supply: ServerFile},
		probes.NotCollected: {Say: lang.Text{
			Ko: "살펴본 자료에 이 부분이 없습니다. 서버에서 수집한 자료라면 수집을 다시 실행하십시오.",
			En: "This part is missing in what was looked at. If it was collected on the server, collect it again.",
		}, Who: []Who{ServerAdmin}, Supply: ServerFile},
		probes.NotLookedAt: {Say: lang.Text{
			Ko: "이 프로그램의 지금 버전은 아직 이것을 살펴보지 않습니다.",
			En: "This version of the program does not look at this yet.",
		}, Who: []Who{Helpdesk}},
		probes.NoMeaning: {Say: lang.Text{
			Ko: "이 프로그램이 모르는 코드입니다: {needs}. 나머지가 모두 정상이어도 이 코드의 이유는 알 수 없습니다.",
			En: "This program does not know this code: {needs}. Even if all else is healthy, its reason is not known.",
		}, Who: []Who{Helpdesk}},
		probes.MissingInput: {Say: lang.Text{
			Ko: "먼저 알아야 할 것을 아직 모릅니다: {needs} ({give}).",
			En: "This has to be known first, and is not known yet: {needs} ({give}).",
		}, Who: []Who{Helpdesk}, Supply: Answer},
		probes.ModuleMissing: {Say: lang.Text{
			Ko: "{host} 컴퓨터에서 ADSync 모듈을 쓸 수 없습니다. Microsoft Entra Connect 서버에서 실행해야 합니다.",
			En: "The ADSync module cannot be used on {host}. This must run on the Microsoft Entra Connect server.",
		}, Who: []Who{ServerAdmin}, Supply: ServerFile},
		probes.Crashed: {Say: lang.Text{
			Ko: "이 프로그램의 오류로 점검이 끝나지 못했습니다. 환경의 문제라는 뜻이 아닙니다.",
			En: "A fault of this program ended the check. It does not mean that anything is wrong with the environment.",
		}, Who: []Who{Helpdesk}},
		probes.Stopped: {Say: lang.Text{
			Ko: "점검을 중간에 멈췄습니다.",
			En: "The check was stopped before it ended.",
		}, Who: []Who{Helpdesk}},
	}
}

func network() map[probes.Kind]Obstruction {
	return map[probes.Kind]Obstruction{
		probes.NameUnknown: {Say: lang.Text{
			Ko: "이 컴퓨터에서는 {host} 이름을 찾을 수 없습니다. 다른 컴퓨터에서는 다를 수 있습니다.",
			En: "This machine finds no address for {host}. It may be different on another machine.",
		}, Who: []Who{Network}},
		probes.NameUnanswered: {Say: lang.Text{
			Ko: "{host} 이름을 물었지만 DNS 서버가 답을 주지 못했습니다. 이 이름이 없다는 뜻이 아닙니다. 이 컴퓨터의 DNS 서버를 확인하십시오.",
			En: "No DNS server could tell the address of {host}. That does not mean that there is no such name. Check the DNS servers of this machine.",
		}, Who: []Who{Network}},
		probes.Unreachable: {Say: lang.Text{
			Ko: "이 컴퓨터에서 {host} 컴퓨터까지 가는 경로가 없습니다.",
			En: "This machine has no route to {host}.",
		}, Who: []Who{Network}},
		probes.Refused: {Say: lang.Text{
			Ko: "{host} 컴퓨터가 연결을 거부했습니다.",
			En: "The connection was refused by {host}.",
		}, Who: []Who{Network}},
		probes.TimedOut: {Say: lang.Text{
			Ko: "{host} 컴퓨터에서 정해진 시간 안에 답이 오지 않았습니다({needs}).",
			En: "No answer came from {host} in the time allowed ({needs}).",
		}, Who: []Who{Network}},
		probes.Reset: {Say: lang.Text{
			Ko: "{host} 컴퓨터와의 연결이 도중에 끊겼습니다.",
			En: "The connection to {host} was cut.",
		}, Who: []Who{Network}},
		probes.Untrusted: {Say: lang.Text{
			Ko: "{host} 서버의 인증서를 이 컴퓨터가 모르는 기관이 발급했거나 중간 인증서가 빠져 있어 신뢰할 수 없고, 그래서 로그인하지 않았습니다. AD 관리자에게 회사의 CA 인증서(루트와 중간) 파일을 받아 지정하십시오({give}).",
			En: "The certificate of {host} is not trusted, so no sign-in was tried: this machine does not know the authority that issued it, or an intermediate certificate is missing. Ask the AD administrator for the file with your own authority's certificates, root and intermediate, and name it ({give}).",
		}, Who: []Who{ADAdmin, Network}, Options: []string{"--ca-file"}, Supply: CAFile},
		probes.NotTheProtocol: {Say: lang.Text{
			Ko: "{host} 주소에서 무언가 답하지만 기다리던 서비스가 아닙니다.",
			En: "Something answers at {host}, but it is not the service that was expected.",
		}, Who: []Who{Network}},
	}
}

func signIn() map[probes.Kind]Obstruction {
	return map[probes.Kind]Obstruction{
		probes.Cleartext: {Say: lang.Text{
			Ko: "{host} 컨트롤러와는 TLS 연결이 되지 않아 로그인하지 않았습니다. 암호화되지 않은 연결로는 암호를 보내지 않습니다. AD 관리자가 LDAPS용 인증서를 설치하거나, TLS가 되는 다른 도메인 컨트롤러를 지정해야 합니다.",
			En: "There is no TLS with {host}, so nobody signed in: a password is never sent over an unencrypted connection. The AD administrator installs a certificate for LDAPS, or another domain controller that has TLS is named.",
		}, Who: []Who{ADAdmin}},
		probes.StrongerAuth: {Say: lang.Text{
			Ko: "도메인 컨트롤러가 서명 또는 TLS를 요구하여 거절했습니다(코드 {code}). 컨트롤러를 ldaps:// 주소로 지정해 다시 확인하십시오. 되지 않으면 AD 관리자가 도메인 컨트롤러에 LDAPS용 인증서를 설치해야 합니다.",
			En: "The domain controller wants signing or TLS and refused (code {code}). Name the controller with ldaps:// and check again. If that fails, the AD administrator has to install a certificate for LDAPS on it.",
		}, Who: []Who{ADAdmin}},
		probes.BadBindings: {Say: lang.Text{
			Ko: "도메인 컨트롤러가 채널 바인딩을 요구하는데(코드 {code}) 이 연결의 채널 바인딩 값이 맞지 않습니다. 중간에서 TLS를 푸는 장비가 있으면 늘 그렇습니다. 암호가 틀렸다는 뜻이 아닙니다. TLS 안의 단순 바인딩에는 채널 바인딩이 없으니 로그인 방식을 단순 바인딩으로 바꾸어({give}) 다시 확인하십시오.",
			En: "The domain controller demands channel binding (code {code}), and that of this connection does not match, as is always so behind a device that opens TLS. It does not mean that the password is wrong. A simple bind inside TLS has no channel binding: check again with one ({give}).",
		}, Who: []Who{Helpdesk, ADAdmin}, Options: []string{"--sign-in simple"}, Supply: SignIn},
		probes.WrongPassword: {Say: lang.Text{
			Ko: "점검에 쓴 계정의 이름이나 암호가 맞지 않습니다(코드 {code}). 다시 입력하십시오.",
			En: "The name or password of the account used to look is wrong (code {code}). Type it again.",
		}, Who: []Who{Helpdesk}, Supply: SignIn},
		probes.NoSuchAccount: {Say: lang.Text{
			Ko: "점검에 쓴 계정이 Active Directory에 없습니다(코드 {code}). 이름을 확인하십시오.",
			En: "The account used to look is not in Active Directory (code {code}). Check its name.",
		}, Who: []Who{Helpdesk}, Supply: SignIn},
		probes.AccountRestriction: {Say: lang.Text{
			Ko: "점검에 쓴 계정에 로그인 제한이 있습니다(코드 {code}). 다른 계정을 쓰십시오.",
			En: "The account used to look is restricted in how it may sign in (code {code}). Use another account.",
		}, Who: []Who{ADAdmin}, Supply: SignIn},
		probes.LogonHours: {Say: lang.Text{
			Ko: "점검에 쓴 계정은 지금 시간에 로그인할 수 없습니다(코드 {code}). 다른 계정을 쓰십시오.",
			En: "The account used to look may not sign in at this hour (code {code}). Use another account.",
		}, Who: []Who{ADAdmin}, Supply: SignIn},
		probes.Workstation: {Say: lang.Text{
			Ko: "점검에 쓴 계정은 이 컴퓨터에서 로그인할 수 없습니다(코드 {code}). 다른 계정을 쓰십시오.",
			En: "The account used to look may not sign in from this machine (code {code}). Use another account.",
		}, Who: []Who{ADAdmin}, Supply: SignIn},
	}
}

func accountStates() map[probes.Kind]Obstruction {
	return map[probes.Kind]Obstruction{
		probes.PasswordExpired: {Say: lang.Text{
			Ko: "점검에 쓴 계정의 암호가 만료되었습니다(코드 {code}). 다른 계정을 쓰십시오.",
			En: "The password of the account used to look has expired (code {code}). Use another account.",
		}, Who: []Who{Helpdesk, ADAdmin}, Supply: SignIn},
		probes.AccountDisabled: {Say: lang.Text{
			Ko: "점검에 쓴 계정이 사용 안 함 상태입니다(코드 {code}). 다른 계정을 쓰십시오.",
			En: "The account used to look is disabled (code {code}). Use another account.",
		}, Who: []Who{Helpdesk, ADAdmin}, Supply: SignIn},
		probes.AccountExpired: {Say: lang.Text{
			Ko: "점검에 쓴 계정의 사용 기간이 끝났습니다(코드 {code}). 다른 계정을 쓰십시오.",
			En: "The account used to look has expired (code {code}). Use another account.",
		}, Who: []Who{Helpdesk, ADAdmin}, Supply: SignIn},
		probes.MustChangePassword: {Say: lang.Text{
			Ko: "점검에 쓴 계정은 먼저 암호를 바꾸어야 합니다(코드 {code}). 다른 계정을 쓰십시오.",
			En: "The account used to look must change its password first (code {code}). Use another account.",
		}, Who: []Who{Helpdesk}, Supply: SignIn},
		probes.LockedOut: {Say: lang.Text{
			Ko: "점검에 쓴 계정이 잠겨 있습니다(코드 {code}). 다른 계정을 쓰십시오.",
			En: "The account used to look is locked out (code {code}). Use another account.",
		}, Who: []Who{Helpdesk, ADAdmin}, Supply: SignIn},
		probes.ClockSkew: {Say: lang.Text{
			Ko: "{host} 서버와 이 컴퓨터의 시각이 너무 달라 로그인이 거절되었습니다(코드 {code}).",
			En: "The clocks of {host} and this machine differ too much to sign in (code {code}).",
		}, Who: []Who{ServerAdmin}},
		probes.BindRefused: {Say: lang.Text{
			Ko: "Active Directory가 로그인을 거절했습니다(코드 {code}).",
			En: "Active Directory refused the sign-in (code {code}).",
		}, Who: []Who{ADAdmin}, Supply: SignIn},
		probes.TokenRejected: {Say: lang.Text{
			Ko: "Microsoft Entra ID 로그인이 거절되었거나 토큰이 만료되었습니다(코드 {code}). 앱 ID, 비밀 값, 테넌트를 확인하십시오.",
			En: "Microsoft Entra ID rejected the sign-in, or the token has expired (code {code}). Check application, secret and tenant.",
		}, Who: []Who{EntraAdmin}, Supply: TenantApp},
	}
}

func refusals() map[probes.Kind]Obstruction {
	return map[probes.Kind]Obstruction{
		probes.AccessDenied: {Say: lang.Text{
			Ko: "로그인은 되었지만 이 정보를 읽을 권한이 없습니다(코드 {code}). 권한이 더 있는 계정으로 다시 확인하십시오.",
			En: "The sign-in worked, but this account may not read it (code {code}). Check again with an account that may.",
		}, Who: []Who{ADAdmin, ServerAdmin}},
		probes.MissingPermission: {Say: lang.Text{
			Ko: "점검에 쓴 앱에 Microsoft Graph 권한({needs})이 없어 볼 수 없었습니다. Microsoft Entra 관리자에게 요청하십시오.",
			En: "The application used to look lacks a Microsoft Graph permission ({needs}). Ask a Microsoft Entra administrator to grant it.",
		}, Who: []Who{EntraAdmin}},
		probes.MissingRole: {Say: lang.Text{
			Ko: "로그인한 사람에게 이것을 읽을 수 있는 디렉터리 역할이 없어 볼 수 없었습니다(코드 {code}). 활성화하지 않은 역할, 로그인한 뒤에 활성화한 역할, 관리 단위에만 미치는 역할은 통하지 않습니다. 역할을 활성화하고 다시 로그인하거나, 전역 읽기 권한자(Global Reader)에게 확인을 맡기십시오.",
			En: "The person who is signed in holds no directory role that may read this (code {code}). A role that is not activated does not count, nor one that was activated after the sign-in or reaches an administrative unit alone. Activate it and sign in again, or let somebody look who is, say, Global Reader.",
		}, Who: []Who{EntraAdmin}},
		probes.Throttled: {Say: lang.Text{
			Ko: "Microsoft Graph가 요청을 계속 제한해 볼 수 없었습니다(코드 {code}). 몇 분 뒤에 다시 확인하십시오.",
			En: "Microsoft Graph kept throttling the requests, so nothing could be seen (code {code}). Check again in a few minutes.",
		}, Who: []Who{Helpdesk}},
		probes.Unlicensed: {Say: lang.Text{
			Ko: "Microsoft Graph는 테넌트에 이 정보를 읽는 데 필요한 라이선스({needs})가 없다고 답했습니다(코드 {code}). 다른 계정이나 권한으로도 마찬가지입니다.",
			En: "Microsoft Graph says that the tenant lacks the licence that reading this takes ({needs}) (code {code}). Another account or permission does not help.",
		}, Who: []Who{EntraAdmin}},
		probes.Failing: {Say: lang.Text{
			Ko: "{host} 서버가 자기 쪽 오류를 알렸습니다(코드 {code}). 몇 분 뒤에 다시 확인하십시오.",
			En: "{host} reported a fault of its own (code {code}). Check again in a few minutes.",
		}, Who: []Who{Helpdesk}},
		probes.NotFound: {Say: lang.Text{
			Ko: "찾는 대상이 없습니다({needs}). 직접 입력한 이름이면 철자를 확인하십시오.",
			En: "What was looked for was not found ({needs}). Where that is a name that was typed, check its spelling.",
		}, Who: []Who{Helpdesk, ADAdmin}},
		probes.NotListed: {Say: lang.Text{
			Ko: "살펴본 계정이 모두 볼 수는 없는 곳({needs})이 있어, 찾지 못한 것이 거기에 있을 수 있습니다. 그곳을 볼 수 있는 계정으로 다시 확인하십시오.",
			En: "The account that looks cannot see everything ({needs}), so what was not found may be there all the same. Check again with an account that can.",
		}, Who: []Who{ADAdmin}},
		probes.Ambiguous: {Say: lang.Text{
			Ko: "찾는 대상에 맞는 것이 여러 개여서({needs}) 어느 것인지 정하지 못했습니다. 로그인에 쓰는 정확한 이름(UPN)을 입력하십시오.",
			En: "Several fit what was looked for ({needs}), and which is meant is not known. Enter the exact name used to sign in (UPN).",
		}, Who: []Who{Helpdesk, ADAdmin}},
		probes.PassedOver: {Say: lang.Text{
			Ko: "모든 사용자를 보는 이 검사에서는 이것을 보지 않았습니다({needs}). 그 사용자만 check 명령으로 확인하십시오.",
			En: "The scan of everybody left this out ({needs}). Look at that user alone with check.",
		}, Who: []Who{Helpdesk}},
		probes.Tangled: {Say: lang.Text{
			Ko: "테넌트의 계정과 Active Directory의 계정 여러 개가 같은 값({needs})을 가지고 있어, 어느 것끼리 같은 계정인지 알 수 없습니다.",
			En: "Several accounts of the tenant and of Active Directory carry the same {needs}, so which of them belong together is not known.",
		}, Who: []Who{ADAdmin, EntraAdmin}},
		probes.Malformed: {Say: lang.Text{
			Ko: "{host} 서버의 답을 해석할 수 없었습니다({needs}).",
			En: "The answer of {host} could not be understood ({needs}).",
		}, Who: []Who{Helpdesk}},
		probes.LeftOut: {Say: lang.Text{
			Ko: "Microsoft Graph의 답에 이 정보({needs})가 들어 있지 않아 판단할 수 없었습니다.",
			En: "The answer of Microsoft Graph did not hold this ({needs}), so nothing can be said.",
		}, Who: []Who{EntraAdmin}},
	}
}
