package opener

import (
	"slices"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// accessQuestion asks for something that an environment is opened with.
type accessQuestion struct {
	steps.Question

	into *string                // nil for a fact
	only func(steps.Facts) bool // nil means always
}

// accessQuestions are what the wizard asks before anything can be looked at, in
// its order. All of them may stay open; what then cannot be seen says so.
func (op *Opener) accessQuestions() []accessQuestion {
	all := append(op.directoryQuestions(), op.cloudQuestions()...)
	return append(all, op.serverQuestions()...)
}

func (op *Opener) directoryQuestions() []accessQuestion {
	return []accessQuestion{
		{Question: steps.Question{Fact: steps.Domain, Optional: true, Label: lang.Text{Ko: "Active Directory 도메인 이름 (예: contoso.local)", En: "Active Directory domain (for example contoso.local)"}}},
		{Question: steps.Question{Fact: steps.Controller, Optional: true, Label: lang.Text{Ko: "도메인 컨트롤러 (비워 두면 DNS로 찾음)", En: "Domain controller (empty: found by DNS)"}}},
		{into: &op.said.Account, Question: steps.Question{Optional: true, Label: lang.Text{
			Ko: "디렉터리에 로그인할 계정 (DOMAIN\\이름 또는 UPN, 없으면 Enter)",
			En: "Account to sign in to the directory with (DOMAIN\\name or UPN; Enter for none)",
		}}},
		{
			into: &op.said.SignIn, only: func(steps.Facts) bool { return op.said.Account != "" },
			Question: steps.Question{
				Optional: true, Label: lang.Text{Ko: "로그인하는 방식 (잘 모르면 Enter)", En: "How to sign in (Enter when in doubt)"},
				Choices: []steps.Choice{
					{Value: "auto", Label: lang.Text{Ko: "자동: 암호가 있으면 단순 바인딩, 없으면 티켓", En: "automatic: with the password, else with a ticket"}},
					{Value: "simple", Label: lang.Text{Ko: "단순 바인딩: 계정과 암호", En: "simple bind: account and password"}},
					{Value: "kerberos", Label: lang.Text{Ko: "Kerberos: 암호, keytab 파일 또는 티켓", En: "Kerberos: with a password, a keytab file or a ticket"}},
					{Value: "ntlm", Label: lang.Text{Ko: "NTLM: 다른 방식이 되지 않을 때만", En: "NTLM: only where nothing else works"}},
				},
			},
		},
		{
			into: &op.said.Keytab, only: func(steps.Facts) bool { return op.said.SignIn == "kerberos" },
			Question: steps.Question{
				Optional: true, Valid: func(path string) lang.Text { return trouble(0, readKeytab(path)) },
				Label: lang.Text{Ko: "그 계정의 keytab 파일 (암호나 티켓을 쓰려면 Enter)", En: "Keytab file of that account (Enter for a password or a ticket)"},
			},
		},
		{
			into: &op.said.CAFile, only: func(steps.Facts) bool { return op.said.Account != "" },
			Question: steps.Question{
				Optional: true, Valid: func(path string) lang.Text { return trouble(readRoots(path, op.process.Now())) },
				Label: lang.Text{
					Ko: "회사 CA의 인증서 파일 (PEM 또는 DER, 이 컴퓨터가 도메인 컨트롤러를 믿으면 Enter)",
					En: "Certificate file of the company's CA (PEM or DER; Enter where this machine trusts the controllers)",
				},
			},
		},
	}
}

func (op *Opener) cloudQuestions() []accessQuestion {
	tenant := func(f steps.Facts) bool { return f[steps.Tenant] != "" }
	return []accessQuestion{
		{Question: steps.Question{Fact: steps.Tenant, Optional: true, Label: lang.Text{Ko: "테넌트 ID 또는 테넌트의 도메인 이름", En: "Tenant ID or a domain name of the tenant"}}},
		op.tenantQuestion(tenant),
		{
			into: &op.said.ClientID, only: func(f steps.Facts) bool {
				return tenant(f) && !slices.Contains([]string{"azure-cli", "token", string(wayNone)}, op.said.TenantSignIn)
			},
			Question: steps.Question{Optional: true, Label: lang.Text{
				Ko: "앱 등록의 애플리케이션(클라이언트) ID (없으면 Enter)",
				En: "Application (client) ID of the app registration (Enter for none)",
			}},
		},
		{
			into: &op.said.Certificate, only: func(steps.Facts) bool { return op.said.TenantSignIn == "certificate" },
			Question: steps.Question{Optional: true, Valid: op.TryCertificate, Label: lang.Text{
				Ko: "그 앱의 인증서 파일 (인증서와 개인 키가 든 PEM 또는 PFX)",
				En: "Certificate file of that application (PEM or PFX with certificate and key)",
			}},
		},
		{only: tenant, Question: steps.Question{Fact: steps.Admin, Optional: true, Label: lang.Text{Ko: "암호 쓰기 저장을 켠 관리자 계정의 UPN", En: "UPN of the administrator who switched password writeback on"}}},
	}
}

// tenantQuestion asks how to sign in to the tenant, among the ways that are
// possible here.
func (op *Opener) tenantQuestion(only func(steps.Facts) bool) accessQuestion {
	words := map[string]lang.Text{
		"browser":     {Ko: "이 컴퓨터의 브라우저: 자신의 계정으로", En: "browser of this machine: with an account of your own"},
		"device-code": {Ko: "디바이스 코드: 다른 컴퓨터나 전화기의 브라우저로", En: "device code: with a browser of another machine or a phone"},
		"azure-cli":   {Ko: "Azure CLI: az login 명령으로 로그인한 계정으로", En: "Azure CLI: as whoever ran az login"},
		"certificate": {Ko: "앱의 인증서 파일", En: "certificate file of an application"},
		"secret":      {Ko: "앱의 클라이언트 암호", En: "client secret of an application"},
		"token":       {Ko: "환경 변수 WRITEBACK_DOCTOR_TOKEN의 토큰", En: "the token in WRITEBACK_DOCTOR_TOKEN"},
		"none":        {Ko: "클라우드 없이 계속", En: "go on without the cloud"},
	}
	q := steps.Question{Optional: true, Label: lang.Text{
		Ko: "테넌트에 로그인하는 방식 (주어진 것을 쓰려면 Enter)", En: "How to sign in to the tenant (Enter for what was given)",
	}}
	for _, way := range op.TenantWays() {
		q.Choices = append(q.Choices, steps.Choice{Value: way, Label: words[way]})
	}
	return accessQuestion{into: &op.said.TenantSignIn, only: only, Question: q}
}

func (op *Opener) serverQuestions() []accessQuestion {
	return []accessQuestion{
		{into: &op.said.ServerFile, Question: steps.Question{
			Optional: true, Valid: func(path string) lang.Text { return trouble(readServerFile(path)) },
			Label: lang.Text{
				Ko: "Connect 서버에서 collect 명령으로 수집한 파일 (없으면 Enter)",
				En: "File that collect wrote on the Connect server (Enter for none)",
			},
		}},
		{only: func(steps.Facts) bool { return op.said.ServerFile == "" }, Question: steps.Question{Fact: steps.SyncServer, Optional: true, Label: lang.Text{Ko: "Microsoft Entra Connect 서버 이름", En: "Microsoft Entra Connect server"}}},
	}
}
