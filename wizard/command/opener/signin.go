package opener

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"example.com/writeback-doctor/probes/directory"
	"example.com/writeback-doctor/probes/directory/kerberos"
	"example.com/writeback-doctor/probes/textfile"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/misuse"
)

// Where Kerberos finds its configuration and the tickets of whoever runs this,
// as every Kerberos program has it.
const (
	envKerberosFile = "KRB5_CONFIG"
	envTicketCache  = "KRB5CCNAME"
)

// SignIns are the ways of signing in by their names on the command line.
func SignIns() map[string]directory.SignIn {
	return map[string]directory.SignIn{
		"": directory.Auto, "auto": directory.Auto, "simple": directory.Simple,
		"ntlm": directory.NTLM, "kerberos": directory.Kerberos,
	}
}

// tickets says where Kerberos finds what it needs on this machine.
func (op *Opener) tickets(keytab string) directory.Tickets {
	t := directory.Tickets{Keytab: keytab, Cache: op.process.Getenv(envTicketCache), Platform: runtime.GOOS == "windows"}
	for _, file := range filepath.SplitList(op.process.Getenv(envKerberosFile)) {
		if t.File == "" || !exists(t.File) { // the first that is there, else the last, whose trouble is then told
			t.File = file
		}
	}
	if t.File == "" && exists(op.process.KerberosFile) {
		t.File = op.process.KerberosFile
	}
	if t.Cache == "" && exists(op.process.TicketCache) {
		t.Cache = op.process.TicketCache
	}
	return t
}

func exists(path string) bool {
	if path == "" {
		return false
	}
	_, err := os.Stat(path)
	return err == nil
}

// checkSignIn says what does not fit together in how a person wants to sign
// in, and what to do about it. What a prompt will still ask for does not
// count as missing.
func (op *Opener) checkSignIn(access steps.Access) error {
	way := SignIns()[access.SignIn]
	isDN := strings.Contains(access.Account, "=")
	switch {
	case access.Keytab != "" && (way == directory.Simple || way == directory.NTLM):
		return misuse.New(lang.Text{
			Ko: "--keytab 옵션은 Kerberos 로그인에만 씁니다. --sign-in kerberos 옵션을 쓰거나 --keytab 옵션을 빼십시오.",
			En: "--keytab is for signing in with Kerberos. Use --sign-in kerberos, or leave --keytab out.",
		}, nil)
	case access.Account == "" && access.Keytab != "":
		return misuse.New(lang.Text{
			Ko: "--keytab 파일에는 여러 계정의 키가 있을 수 있습니다. --account 옵션으로 계정을 지정하십시오.",
			En: "A keytab can hold the keys of several accounts. Name the account with --account.",
		}, nil)
	case access.Account == "" && (way == directory.Simple || way == directory.NTLM):
		return misuse.New(lang.Text{
			Ko: "--sign-in {way} 로그인에는 계정과 암호가 필요합니다. --account 옵션으로 계정을 지정하십시오.",
			En: "--sign-in {way} needs an account and its password. Name the account with --account.",
		}, lang.Args{"way": access.SignIn})
	case isDN && (way == directory.NTLM || way == directory.Kerberos || access.Keytab != ""):
		return misuse.New(lang.Text{
			Ko: "NTLM과 Kerberos 로그인에는 DN을 쓸 수 없습니다. 계정을 DOMAIN\\이름 또는 UPN으로 지정하십시오.",
			En: "NTLM and Kerberos take no DN. Name the account as DOMAIN\\name or by its UPN.",
		}, nil)
	}
	if access.Keytab != "" {
		if err := readKeytab(access.Keytab); err != nil {
			return err
		}
	}
	if way == directory.Kerberos && access.Account == "" {
		return op.checkTickets()
	}
	return nil
}

// checkTickets says what to do when there are no tickets to sign in with.
func (op *Opener) checkTickets() error {
	t := op.tickets("")
	if t.Cache == "" && t.Platform {
		return nil
	}
	path, ok := kerberos.CacheFile(t.Cache)
	switch {
	case t.Cache == "":
		return misuse.New(lang.Text{
			Ko: "Kerberos 티켓이 없습니다. kinit 명령으로 로그인하거나 --account 옵션으로 계정을 지정하십시오.",
			En: "There is no Kerberos ticket. Sign in with kinit, or name an account with --account.",
		}, nil)
	case !ok:
		return misuse.New(lang.Text{
			Ko: "{cache} 티켓 캐시는 파일이 아니어서 읽을 수 없습니다. kinit -c FILE:/tmp/wbd.cc 명령으로 로그인하고 KRB5CCNAME에 FILE:/tmp/wbd.cc 값을 넣으십시오.",
			En: "The ticket cache {cache} is not a file and cannot be read. Sign in with kinit -c FILE:/tmp/wbd.cc and set KRB5CCNAME to FILE:/tmp/wbd.cc.",
		}, lang.Args{"cache": t.Cache})
	case !exists(path):
		return misuse.New(lang.Text{
			Ko: "{path} 티켓 캐시 파일이 없습니다. kinit 명령으로 로그인하거나 KRB5CCNAME 값을 확인하십시오.",
			En: "There is no ticket cache {path}. Sign in with kinit, or check KRB5CCNAME.",
		}, lang.Args{"path": path})
	}
	return nil
}

// maxKeys bounds a key table; a key takes a hundred bytes.
const maxKeys = 4 << 20

// readKeytab says why a file cannot be used as a key table.
func readKeytab(path string) error {
	if _, err := textfile.ReadBytes(path, maxKeys); err != nil {
		return unreadable(path, err)
	}
	if err := kerberos.TryKeytab(path); err != nil {
		return misuse.New(lang.Text{
			Ko: "{path} 파일은 keytab 파일이 아니거나 비어 있습니다. klist -k {file} 명령으로 확인하십시오.",
			En: "{path} is not a keytab, or is empty. Look into it with klist -k {file}.",
		}, lang.Args{"path": path, "file": steps.SpellFile(path)})
	}
	return nil
}

// wantsPassword reports whether a person has to be asked for the password of
// the account: not where a key table or a ticket stands for it.
func (op *Opener) wantsPassword(access steps.Access) bool {
	if access.Account == "" || len(access.Password) > 0 || access.Keytab != "" {
		return false
	}
	cache := op.tickets("").Cache
	switch SignIns()[access.SignIn] {
	case directory.Kerberos:
		return cache == ""
	case directory.Auto:
		return cache == "" || op.process.Secret != nil
	default:
		return true
	}
}
