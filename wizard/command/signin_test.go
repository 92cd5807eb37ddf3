package command_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.com/writeback-doctor/wizard/command"
	"example.com/writeback-doctor/wizard/command/commandtest"
)

// What does not fit together is said before anything is dialled, with what to
// do about it, in both languages.
func TestSignInThatDoesNotFit(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	empty := filepath.Join(dir, "keytab")
	if err := os.WriteFile(empty, []byte("not a keytab"), 0o600); err != nil {
		t.Fatal(err)
	}
	none := filepath.Join(dir, "none")
	const kim = `CONTOSO\kim`
	for _, c := range []struct {
		name   string
		env    map[string]string
		args   string
		en, ko string
	}{
		{"no such way", nil, "--sign-in digest", "It is one of: auto, kerberos, ntlm, simple.", "쓸 수 있는 값: auto, kerberos, ntlm, simple."},
		{"ntlm without an account", nil, "--sign-in ntlm", "needs an account and its password", "계정과 암호가 필요합니다"},
		{"simple without an account", nil, "--sign-in simple", "needs an account and its password", "계정과 암호가 필요합니다"},
		{"ntlm without a password", nil, "--sign-in ntlm --account " + kim, "WRITEBACK_DOCTOR_PASSWORD", "WRITEBACK_DOCTOR_PASSWORD"},
		{"ntlm with a DN", nil, "--sign-in ntlm --account CN=kim,DC=contoso,DC=local", "take no DN", "DN을 쓸 수 없습니다"},
		{"kerberos with a DN", nil, "--sign-in kerberos --account CN=kim,DC=contoso,DC=local", "take no DN", "DN을 쓸 수 없습니다"},
		{"a keytab for ntlm", nil, "--sign-in ntlm --account " + kim + " --keytab " + empty, "leave --keytab out", "--keytab 옵션을 빼"},
		{"a keytab of nobody", nil, "--keytab " + empty, "Name the account", "계정을 지정하십시오"},
		{"no such keytab", nil, "--account " + kim + " --keytab " + none, "There is no file " + none, "파일이 없습니다"},
		{"a keytab that is none", nil, "--account " + kim + " --keytab " + empty, "not a keytab", "keytab 파일이 아니거나"},
		{"kerberos without a ticket", nil, "--sign-in kerberos", "kinit", "kinit"},
		{"kerberos with a cache elsewhere", map[string]string{"KRB5CCNAME": "KCM:0"}, "--sign-in kerberos", "KCM:0 is not a file", "KCM:0"},
		{"kerberos with a cache that is gone", map[string]string{"KRB5CCNAME": "FILE:" + none}, "--sign-in kerberos", "no ticket cache " + none, none},
	} {
		for l, want := range map[string]string{"en": c.en, "ko": c.ko} {
			args := append([]string{"check", "--lang", l, "--domain", "contoso.local"}, strings.Fields(c.args)...)
			code, out, errs := commandtest.Run(t, c.env, args...)
			if code != command.ExitUsage || out != "" || !strings.Contains(errs, want) {
				t.Errorf("%s in %s: exit %d, stdout %q, stderr %q; want %d, nothing, and %q", c.name, l, code, out, errs, command.ExitUsage, want)
			}
		}
	}
}

// A ticket cache stands for the password: nobody is asked for one.
func TestATicketStandsForThePassword(t *testing.T) {
	t.Parallel()
	cache := filepath.Join(t.TempDir(), "cc")
	if err := os.WriteFile(cache, []byte("no tickets"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range []string{"--sign-in kerberos", `--sign-in kerberos --account CONTOSO\kim`, `--account CONTOSO\kim`} {
		code, out, errs := commandtest.Run(t, map[string]string{"KRB5CCNAME": cache},
			append([]string{"check", "--lang", "en", "--format", "json", "--controller", "127.0.0.1:1"}, strings.Fields(args)...)...)
		if code != command.ExitUnknown || !strings.Contains(out, `"kind":"refused"`) && !strings.Contains(out, `"refused"`) {
			t.Errorf("%s: exit %d, stderr %q; want %d and a walk", args, code, errs, command.ExitUnknown)
		}
	}
}
