package opener

import (
	"cmp"
	"context"
	"slices"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard"
	"example.com/writeback-doctor/wizard/plain"
)

// plainCollected says where and when a file was collected, and asks whether it
// is judged alone.
func (op *Opener) plainCollected(ctx context.Context, w *plain.Walker, found *wizard.CollectedError) (alone bool, err error) {
	choice, err := w.Choose(ctx, found.Told, []steps.Choice{
		{Value: "alone", Label: lang.Text{
			Ko: "이 파일만 보기: 수집한 때를 기준으로 판정합니다", En: "This file alone: judged as of when it was collected",
		}},
		{Value: "more", Label: lang.Text{
			Ko: "도메인과 테넌트도 함께 보기: 지금을 기준으로 판정합니다", En: "The domain and the tenant as well: judged as of now",
		}},
	})
	return choice == "alone", err
}

// plainAlone opens a collected file and nothing else.
func (op *Opener) plainAlone(found *wizard.CollectedError, err error) (*steps.Patient, error) {
	if err != nil {
		return nil, err
	}
	return op.Environment(steps.Access{ServerFile: found.Access.ServerFile})
}

// plainAccess asks for what this environment needs, with what was discovered
// as the default. A file that cannot be used is said so at once.
func (op *Opener) plainAccess(ctx context.Context, w *plain.Walker) (steps.Access, error) {
	if err := op.askToSuppose(ctx, w); err != nil {
		return steps.Access{}, err
	}
	found, err := op.plainFacts(ctx, w)
	if err != nil {
		return found, err
	}
	op.said.Account, op.said.ClientID = found.Account, found.ClientID
	locked := op.locked()
	for _, q := range op.otherQuestions() {
		if q.only != nil && !q.only(found.Facts) || locked[q.into] {
			continue
		}
		value, err := w.Ask(ctx, q.Question, *q.into)
		if err != nil {
			return found, err
		}
		*q.into = value
		if q.into == &op.said.ServerFile && value != "" {
			w.Tell(op.Named(value))
		}
	}
	for name, value := range found.Facts {
		*op.said.Fact[name] = value
	}
	return op.access(ctx)
}

// plainFacts asks where this environment is, but for what the company has set.
func (op *Opener) plainFacts(ctx context.Context, w *plain.Walker) (steps.Access, error) {
	op.begin()
	found := op.Discover(ctx, op.Defaults.Facts)
	for _, q := range environmentQuestions() {
		if op.Locked.Facts[q.Fact] != "" {
			continue
		}
		value, err := w.Ask(ctx, q, found.Facts[q.Fact])
		if err != nil {
			return found, err
		}
		found.Facts = found.Facts.With(steps.Facts{q.Fact: value})
	}
	return found, nil
}

// begin fills in what the company has set, and what is the same every day, where
// nobody said anything. The facts are defaults of their questions.
func (op *Opener) begin() {
	op.said.ClientID = cmp.Or(op.Locked.ClientID, op.said.ClientID, op.Defaults.ClientID)
	op.said.CAFile = cmp.Or(op.Locked.CAFile, op.said.CAFile, op.Defaults.CAFile)
	op.said.SignIn = cmp.Or(op.Locked.SignIn, op.said.SignIn, op.Defaults.SignIn)
	op.said.TenantSignIn = cmp.Or(op.Locked.TenantSignIn, op.said.TenantSignIn, op.Defaults.TenantSignIn)
}

// locked are the answers that the company has given.
func (op *Opener) locked() map[*string]bool {
	return map[*string]bool{
		&op.said.ClientID: op.Locked.ClientID != "", &op.said.CAFile: op.Locked.CAFile != "", &op.said.SignIn: op.Locked.SignIn != "",
		&op.said.TenantSignIn: op.Locked.TenantSignIn != "",
	}
}

// otherQuestion asks for what is no fact.
type otherQuestion struct {
	steps.Question

	into *string
	only func(steps.Facts) bool // nil means always
}

func (op *Opener) otherQuestions() []otherQuestion {
	return []otherQuestion{
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
		op.tenantQuestion(),
		{
			into: &op.said.ClientID, only: func(f steps.Facts) bool {
				return f[steps.Tenant] != "" && !slices.Contains([]string{"azure-cli", "token", string(wayNone)}, op.said.TenantSignIn)
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
		{into: &op.said.ServerFile, Question: steps.Question{
			Optional: true, Valid: func(path string) lang.Text { return trouble(readServerFile(path)) },
			Label: lang.Text{
				Ko: "Connect 서버에서 collect 명령으로 수집한 파일 (없으면 Enter)",
				En: "File that collect wrote on the Connect server (Enter for none)",
			},
		}},
	}
}

// tenantQuestion asks how to sign in to the tenant, among the ways that are
// possible here.
func (op *Opener) tenantQuestion() otherQuestion {
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
	return otherQuestion{into: &op.said.TenantSignIn, only: func(f steps.Facts) bool { return f[steps.Tenant] != "" }, Question: q}
}

// environmentQuestions are what must be known before anything can be looked
// at. All of them may stay open; what then cannot be seen says so.
func environmentQuestions() []steps.Question {
	return []steps.Question{
		{Fact: steps.Domain, Optional: true, Label: lang.Text{Ko: "Active Directory 도메인 이름 (예: contoso.local)", En: "Active Directory domain (for example contoso.local)"}},
		{Fact: steps.Controller, Optional: true, Label: lang.Text{Ko: "도메인 컨트롤러 (비워 두면 DNS로 찾음)", En: "Domain controller (empty: found by DNS)"}},
		{Fact: steps.Tenant, Optional: true, Label: lang.Text{Ko: "테넌트 ID 또는 테넌트의 도메인 이름", En: "Tenant ID or a domain name of the tenant"}},
		{Fact: steps.SyncServer, Optional: true, Label: lang.Text{Ko: "Microsoft Entra Connect 서버 이름", En: "Microsoft Entra Connect server"}},
		{Fact: steps.Admin, Optional: true, Label: lang.Text{Ko: "암호 쓰기 저장을 켠 관리자 계정의 UPN", En: "UPN of the administrator who switched password writeback on"}},
	}
}
