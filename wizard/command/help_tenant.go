package command

import "example.com/writeback-doctor/steps/lang"

// tenantFlagTexts are those about the tenant.
func tenantFlagTexts() map[string]lang.Text {
	return map[string]lang.Text{
		"permissions":        {Ko: "점검하지 않고, 로그인만 하여 어느 단계를 볼 수 있고 무슨 권한이나 역할이 없는지 출력 (text, json)", En: "look at nothing: sign in, and print which steps can be seen and which permission or role is missing (text, json)"},
		"tenant-sign-in":     {Ko: "테넌트 로그인 방식: {values} (auto: 환경에 있는 토큰, 클라이언트 암호, 인증서 순서로)", En: "how to sign in to the tenant: {values} (auto: with the token, secret or certificate that was given)"},
		"keep-sign-in":       {Ko: "사람의 테넌트 로그인을 운영 체제의 키 저장소에 보관 (지우기: settings --forget-sign-in)", En: "keep a person's sign-in to the tenant in the operating system's key store (to forget it: settings --forget-sign-in)"},
		"forget-sign-in":     {Ko: "보관한 테넌트 로그인을 지움", En: "forget the sign-in to the tenant that is kept"},
		"client-certificate": {Ko: "앱의 인증서와 개인 키가 든 PEM 또는 PFX 파일의 경로", En: "path of the PEM or PFX file with certificate and key of the application"},
	}
}
