package wanted

import (
	"slices"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// Offered is said of a default that was found, and that nobody has said.
var Offered = lang.Text{Ko: "찾은 값입니다. 아는 이름인지 확인하십시오.", En: "This was found: check that you know the name."}

// Labels are the names of what is asked for, for whoever lists it.
var Labels = struct{ Domain, Controller, Account, Tenant, TenantSignIn, Client, ServerFile, Server, Admin, Connector lang.Text }{
	Domain:       lang.Text{Ko: "Active Directory 도메인의 DNS 이름", En: "DNS name of the Active Directory domain"},
	Controller:   lang.Text{Ko: "물어볼 도메인 컨트롤러", En: "Domain controller to ask"},
	Account:      lang.Text{Ko: "디렉터리에 로그인할 계정", En: "Account to sign in to the directory"},
	Tenant:       lang.Text{Ko: "Microsoft Entra 테넌트", En: "Microsoft Entra tenant"},
	Client:       lang.Text{Ko: "앱 등록의 애플리케이션(클라이언트) ID", En: "Application (client) ID of the app registration"},
	ServerFile:   lang.Text{Ko: "Connect 서버에서 수집한 파일", En: "File collected on the Connect server"},
	Server:       lang.Text{Ko: "Microsoft Entra Connect Sync 서버", En: "Microsoft Entra Connect Sync server"},
	TenantSignIn: lang.Text{Ko: "테넌트에 로그인하는 방식", En: "How to sign in to the tenant"},
	Admin:        lang.Text{Ko: "쓰기 저장을 켠 계정 (UPN)", En: "Account that switched writeback on (UPN)"},
	Connector:    lang.Text{Ko: "AD DS 커넥터 계정 (도메인\\이름)", En: "AD DS Connector account (DOMAIN\\name)"},
}

// directory is which domain, and who signs in to it. Whoever has a session needs
// no account. How to sign in is not asked: the answers hold it.
func directory(session bool) []Entry {
	all := []Entry{
		domain(),
		{Fact: steps.Controller, Label: Labels.Controller, Help: lang.Text{
			Ko: "호스트 이름 또는 호스트:포트. 비워 두면 DNS가 고릅니다.", En: "Host, or host:port. Leave it empty to let DNS choose.",
		}},
	}
	if session {
		return all
	}
	own := Directory()
	account, password := own[0], own[len(own)-1]
	account.When = somewhere
	return append(all, account, password)
}

func domain() Entry {
	return Entry{Fact: steps.Domain, Label: Labels.Domain, Help: lang.Text{
		Ko: "예: corp.contoso.com. 컨트롤러는 DNS로 찾습니다.", En: "For example corp.contoso.com. Its controllers are found by DNS.",
	}}
}

// somewhere reports whether there is anything to sign in to.
func somewhere(a steps.Access) bool { return a.Facts[steps.Domain]+a.Facts[steps.Controller] != "" }

// DirectoryFor is Directory, after the domain where nobody has named one: a password
// would go to nobody.
func DirectoryFor(a steps.Access) []Entry {
	all := Directory()
	if somewhere(a) {
		return all
	}
	all[0].When = somewhere
	return slices.Insert(all, 0, domain())
}

// Help is what is said of a fact where it is asked for; empty of one that only a step
// of the tree asks for.
func Help(fact steps.Fact) lang.Text {
	if fact == steps.TestUser {
		return lang.Text{
			Ko: "재설정을 시험하는 데만 쓰는 계정의 로그인 이름입니다. 누가 실제로 쓰는 계정은 안 됩니다.",
			En: "Sign-in name of an account that is there only to try a reset, and that nobody works with.",
		}
	}
	for _, e := range slices.Concat(directory(true), tenantFor(Place{}, steps.Access{}), server(true), []Entry{Admin()}) {
		if e.Role == IsFact && e.Fact == fact {
			return e.Help
		}
	}
	return lang.Text{}
}

// Directory is the account that signs in to it, and how.
func Directory() []Entry {
	named := func(a steps.Access) bool { return a.Account != "" }
	return []Entry{
		{Role: Account, Label: Labels.Account, Help: lang.Text{
			Ko: "DOMAIN\\이름 또는 UPN. 읽기만 하는 일반 계정이면 됩니다.", En: "DOMAIN\\name or UPN. An ordinary account that can read is enough.",
		}},
		{Role: SignIn, When: named, Choices: directoryWays(), Label: lang.Text{Ko: "로그인하는 방식", En: "How to sign in"}, Help: lang.Text{
			Ko: "어느 방식이든 TLS 연결 안에서만 로그인합니다. 잘 모르면 자동으로 두십시오.",
			En: "Whichever it is, it happens inside TLS only. When in doubt, leave it automatic.",
		}},
		{
			Role: Keytab, When: func(a steps.Access) bool { return a.Account != "" && a.SignIn == kerberos },
			Label: lang.Text{Ko: "그 계정의 keytab 파일", En: "Keytab file of that account"}, Help: lang.Text{
				Ko: "계정의 키가 든 파일의 경로. 암호나 티켓을 쓰려면 비워 두십시오.",
				En: "Path of the file with the account's keys. Leave it empty to use a password or a ticket.",
			},
		},
		{
			Role: Password, Secret: true, When: func(a steps.Access) bool { return a.Account != "" && a.Keytab == "" },
			Label: lang.Text{Ko: "그 계정의 암호", En: "Password of that account"}, Help: lang.Text{
				Ko: "화면에 보이지 않으며 어디에도 저장하지 않습니다. TLS 연결로만 보냅니다.",
				En: "Not shown and never stored. It is sent over TLS only.",
			},
		},
	}
}

// kerberos is the way of signing in that can do without a password.
const kerberos = "kerberos"

// directoryWays are the values of Access.SignIn.
func directoryWays() []steps.Choice {
	return []steps.Choice{
		{Value: "auto", Label: lang.Text{Ko: "자동: 암호가 있으면 단순 바인딩, 없으면 티켓", En: "Automatic: with the password, else with a ticket"}},
		{Value: "simple", Label: lang.Text{Ko: "단순 바인딩: 계정과 암호", En: "Simple bind: account and password"}},
		{Value: kerberos, Label: lang.Text{Ko: "Kerberos: 암호, keytab 파일 또는 티켓", En: "Kerberos: with a password, a keytab file or a ticket"}},
		{Value: "ntlm", Label: lang.Text{Ko: "NTLM: 다른 방식이 되지 않을 때만", En: "NTLM: only where nothing else works"}},
	}
}

// The ways of signing in to the tenant, in the words of the command line.
const (
	ByBrowser     = "browser"
	ByDeviceCode  = "device-code"
	ByAzureCLI    = "azure-cli"
	ByCertificate = "certificate"
	BySecret      = "secret"
	ByToken       = "token"
	ByNone        = "none"
)

// Personal reports whether a person signs in to the tenant that way, at a screen.
func Personal(way string) bool { return way == ByBrowser || way == ByDeviceCode }

// tenantFor is who signs in to the tenant. A person needs neither its name nor an
// application, and is not asked for them.
func tenantFor(p Place, known steps.Access) []Entry {
	application := func(a steps.Access) bool {
		return len(p.Ways) == 0 || slices.Contains([]string{ByCertificate, BySecret}, a.TenantSignIn)
	}
	all := Tenant(p.Ways)
	client := slices.IndexFunc(all, func(e Entry) bool { return e.Role == Client })
	all[client].When = application
	name := Entry{Fact: steps.Tenant, When: application, Label: Labels.Tenant, Help: lang.Text{
		Ko: "테넌트 ID 또는 확인된 도메인 이름.", En: "Tenant ID or a verified domain name.",
	}}
	if known.TenantSignIn == ByNone {
		return nil
	}
	return slices.Insert(all, client, name)
}

// Tenant is the way of signing in to it, the application and what that shows.
func Tenant(ways []string) []Entry {
	by := func(way ...string) func(steps.Access) bool {
		return func(a steps.Access) bool {
			if len(ways) == 0 {
				return slices.Contains(way, BySecret)
			}
			return slices.Contains(way, a.TenantSignIn)
		}
	}
	all := []Entry{
		{Role: Client, When: by(ByBrowser, ByDeviceCode, ByCertificate, BySecret), Label: Labels.Client, Help: lang.Text{
			Ko: "Microsoft Graph 읽기 권한이 있는 앱 등록입니다.", En: "An app registration that may read Microsoft Graph.",
		}},
		{Role: ClientSecret, Secret: true, When: and(clientNamed, by(BySecret)), Label: lang.Text{
			Ko: "그 앱 등록의 클라이언트 암호", En: "Client secret of that app registration",
		}, Help: lang.Text{
			Ko: "화면에 보이지 않으며 어디에도 저장하지 않습니다.", En: "Not shown and never stored.",
		}},
		{
			Role: Certificate, When: and(clientNamed, by(ByCertificate)), Label: lang.Text{Ko: "그 앱의 인증서 파일", En: "Certificate file of that application"},
			Help: lang.Text{Ko: "인증서와 개인 키가 든 PEM 또는 PFX 파일의 경로.", En: "Path of the PEM or PFX file with certificate and key."},
		},
		{
			Role: CertificatePassword, Secret: true, When: and(func(a steps.Access) bool { return a.Certificate != "" }, by(ByCertificate)),
			Label: lang.Text{Ko: "그 인증서 파일의 암호", En: "Password of that certificate file"}, Help: lang.Text{
				Ko: "화면에 보이지 않으며 어디에도 저장하지 않습니다. 암호가 없으면 비워 두십시오.",
				En: "Not shown and never stored. Leave it empty when it has none.",
			},
		},
	}
	if len(ways) == 0 {
		return all
	}
	return slices.Insert(all, 0, Entry{Role: TenantSignIn, Choices: tenantWays(ways), Label: Labels.TenantSignIn, Help: lang.Text{
		Ko: "읽기만 합니다. 클라우드 없이 계속하면 클라우드 단계는 '확인 안 됨'으로 남습니다.", En: "It only reads. Without the cloud, its steps stay unknown.",
	}})
}

func clientNamed(a steps.Access) bool { return a.ClientID != "" }

func and(all ...func(steps.Access) bool) func(steps.Access) bool {
	return func(a steps.Access) bool {
		return !slices.ContainsFunc(all, func(one func(steps.Access) bool) bool { return !one(a) })
	}
}

// tenantWays are the ways that are possible here.
func tenantWays(ways []string) []steps.Choice {
	words := map[string]lang.Text{
		ByBrowser:     {Ko: "이 컴퓨터의 브라우저: 자신의 계정으로", En: "Browser of this machine: with an account of your own"},
		ByDeviceCode:  {Ko: "디바이스 코드: 다른 컴퓨터나 전화기의 브라우저로", En: "Device code: with a browser of another machine or a phone"},
		ByAzureCLI:    {Ko: "Azure CLI: az login 명령으로 로그인한 계정으로", En: "Azure CLI: as whoever ran az login"},
		ByCertificate: {Ko: "앱의 인증서 파일", En: "Certificate file of an application"},
		BySecret:      {Ko: "앱의 클라이언트 암호", En: "Client secret of an application"},
		ByToken:       {Ko: "환경 변수 WRITEBACK_DOCTOR_TOKEN의 토큰", En: "The token in WRITEBACK_DOCTOR_TOKEN"},
		ByNone:        {Ko: "클라우드 없이 계속", En: "Go on without the cloud"},
	}
	var all []steps.Choice
	for _, way := range ways {
		all = append(all, steps.Choice{Value: way, Label: words[way]})
	}
	return all
}

// Server is the file from the Connect server.
func Server() []Entry {
	return []Entry{{Role: ServerFile, Label: Labels.ServerFile, Help: lang.Text{
		Ko: "서버 관리자가 그 서버에서 writeback-doctor collect 명령으로 만든 파일의 경로. 저장한 이벤트 로그(.evtx), 내보낸 XML이나 CSV도 됩니다. 다른 방법과 보낼 명령: writeback-doctor help connect-server",
		En: "Path of the file that writeback-doctor collect wrote there. A saved event log (.evtx) and exported XML or CSV will do too. Other ways, and what to send: writeback-doctor help connect-server",
	}}}
}

// server is its name, where it can be looked at by that, and where it cannot be
// looked at at all the account that it writes with: whoever knows it can have its
// rights judged.
func server(remote bool) []Entry {
	unseen := func(a steps.Access) bool { return a.ServerFile == "" }
	var all []Entry
	if remote {
		all = append(all, Entry{
			Fact: steps.SyncServer, When: unseen, Label: Labels.Server, Help: lang.Text{
				Ko: "서버의 호스트 이름. PowerShell 원격으로 봅니다.", En: "Host name of the server, which PowerShell remoting reaches.",
			},
		})
	}
	return append(all, Entry{
		Fact: steps.ConnectorAccount, Label: Labels.Connector,
		When: and(unseen, func(a steps.Access) bool { return !remote || a.Facts[steps.SyncServer] == "" }),
		Help: lang.Text{
			Ko: "서버를 볼 수 없어도 이 계정을 알면 그 권한을 확인합니다. 대개 MSOL_로 시작하며, 서버 관리자가 압니다.",
			En: "Without the server its rights can be checked all the same. It usually begins with MSOL_; the server's administrator knows it.",
		},
	})
}

// Trust is the file of the company's own authority.
func Trust() []Entry {
	return []Entry{{Role: CAFile, Label: lang.Text{Ko: "회사 CA의 인증서 파일", En: "Certificate file of the company's CA"}, Help: lang.Text{
		Ko: "인증서 파일(PEM 또는 DER)의 경로. 이 컴퓨터가 믿지 않는 인증서를 믿게 합니다.",
		En: "Path of a certificate file (PEM or DER), with which certificates are trusted that this machine does not trust.",
	}}}
}

// Admin is the account that switched writeback on.
func Admin() Entry {
	return Entry{Fact: steps.Admin, Label: Labels.Admin, Help: lang.Text{
		Ko: "Connect 마법사에서 암호 쓰기 저장을 켤 때 로그인한 관리자입니다.",
		En: "The administrator who signed in to the Connect wizard to switch it on.",
	}}
}

// Secrets are those that an access lacks, to be opened once more.
func Secrets(a steps.Access) []Entry {
	var all []Entry
	own, app := Directory(), Tenant(nil)
	if a.Account != "" && a.Keytab == "" && len(a.Password) == 0 {
		all = append(all, own[len(own)-1])
	}
	if a.WantsClientSecret() {
		all = append(all, app[1])
	}
	return all
}
