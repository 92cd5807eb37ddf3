package opener

import (
	"example.com/writeback-doctor/probes/graph"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/misuse"
)

// usesCertificate reports whether the application signs in with one.
func usesCertificate(access steps.Access) bool {
	way := TenantSignIns()[access.TenantSignIn]
	return access.Certificate != "" && (way == graph.ByCertificate ||
		way == "" && len(access.Token) == 0 && len(access.ClientSecret) == 0)
}

// wantsCertificatePassword reports whether the file of the certificate cannot be
// used without a password.
func wantsCertificatePassword(access steps.Access) bool {
	return usesCertificate(access) && len(access.CertificatePassword) == 0 &&
		graph.TryCertificate(graph.Certificate{Path: access.Certificate}) != nil && exists(access.Certificate)
}

// checkTenantSignIn says what does not fit together in how a person wants to sign
// in to the tenant. What a prompt will still ask for does not count as missing.
func (op *Opener) checkTenantSignIn(access steps.Access) error {
	way := TenantSignIns()[access.TenantSignIn]
	args := lang.Args{"way": access.TenantSignIn, "path": access.Certificate}
	application := way == graph.BySecret || way == graph.ByCertificate
	switch {
	case application && (access.ClientID == "" || access.Facts[steps.Tenant] == ""):
		return misuse.New(lang.Text{
			Ko: "--tenant-sign-in {way} 로그인에는 테넌트와 앱의 ID가 필요합니다. --tenant 옵션과 --client-id 옵션으로 지정하십시오.",
			En: "--tenant-sign-in {way} needs the tenant and the ID of the application. Name them with --tenant and --client-id.",
		}, args)
	case way == graph.ByCertificate && access.Certificate == "":
		return misuse.New(lang.Text{
			Ko: "--tenant-sign-in certificate 로그인에는 인증서와 개인 키가 든 파일이 필요합니다. --client-certificate 옵션으로 지정하십시오.",
			En: "--tenant-sign-in certificate needs the file with certificate and key. Name it with --client-certificate.",
		}, args)
	case access.Certificate != "" && way != "" && way != graph.ByCertificate:
		return misuse.New(lang.Text{
			Ko: "--client-certificate 옵션은 인증서로 로그인할 때만 씁니다. 이 옵션을 빼거나 --tenant-sign-in certificate 옵션을 쓰십시오.",
			En: "--client-certificate is for signing in with it. Leave it out, or use --tenant-sign-in certificate.",
		}, args)
	case op.said.KeepSignIn && op.process.Keeper == nil:
		return misuse.New(lang.Text{
			Ko: "이 프로그램은 이 운영 체제의 키 저장소를 쓸 수 없어 로그인을 보관하지 못합니다(macOS의 키체인은 cgo로 만든 프로그램만 쓸 수 있습니다). --keep-sign-in 옵션을 빼십시오.",
			En: "This program cannot use the key store of this operating system, so no sign-in can be kept (the keychain of macOS takes a program that was built with cgo). Leave --keep-sign-in out.",
		}, nil)
	case op.said.KeepSignIn && way != "" && !way.Personal():
		return misuse.New(lang.Text{
			Ko: "--keep-sign-in 옵션은 사람이 로그인할 때만 씁니다. --tenant-sign-in browser 또는 device-code 옵션과 함께 쓰십시오.",
			En: "--keep-sign-in is for signing in as a person. Use it with --tenant-sign-in browser or device-code.",
		}, nil)
	case way == graph.ByToken && len(access.Token) == 0:
		return misuse.New(lang.Text{
			Ko: "--tenant-sign-in token 로그인에는 환경 변수 WRITEBACK_DOCTOR_TOKEN 값이 필요합니다.",
			En: "--tenant-sign-in token needs a token in WRITEBACK_DOCTOR_TOKEN.",
		}, args)
	case usesCertificate(access) && !exists(access.Certificate):
		return misuse.New(lang.Text{
			Ko: "{path} 파일이 없습니다. 앱의 인증서와 개인 키가 든 PEM 또는 PFX 파일을 지정하십시오.",
			En: "There is no file {path}. Name the PEM or PFX file with certificate and key of the application.",
		}, args)
	}
	return nil
}
