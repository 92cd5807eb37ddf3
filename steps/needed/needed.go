// Package needed is the table of the rights that password writeback needs: what
// each is called by Windows, by the schema, by dsacls and in our own files, and
// where the access check has put it. It knows no step and says no sentence.
package needed

import (
	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
)

// Right is one right of the AD DS Connector account. GUIDs and names of the
// schema stand in the Win32 AD schema reference; what writeback needs, in the
// tutorial "Enable self-service password reset writeback".
type Right struct {
	Name   string    // as Windows shows it in English; what was found goes by it
	Title  lang.Text // the same, with what Windows in Korean says
	Key    string    // in the JSON of a person's rights
	Blank  string    // that tells how it is decided
	Schema string    // of the extended right or of the attribute
	GUID   string
	// Dsacls is what dsacls calls it. It shows extended rights by the name in
	// the directory, which writes more capitals.
	Dsacls    string
	Attribute bool // it is to write an attribute, and no extended right
	OnDomain  bool // it counts on the domain root, and not on the user

	Of func(*probes.Rights) *probes.Right
}

// The five rights, and one that is none of them: the domain controller says of
// it what our own check says too, which shows whose sum is right.
var (
	ResetPassword = Right{
		Name: "Reset password", Title: lang.Text{Ko: "암호 재설정(Reset password)", En: "Reset password"},
		Key: "reset-password", Blank: "reset_ruling",
		Schema: "User-Force-Change-Password", GUID: "00299570-246d-11d0-a768-00aa006e0529", Dsacls: "Reset Password",
		Of: func(r *probes.Rights) *probes.Right { return &r.ResetPassword },
	}
	ChangePassword = Right{
		Name: "Change password", Title: lang.Text{Ko: "암호 변경(Change password)", En: "Change password"},
		Key: "change-password", Blank: "change_ruling",
		Schema: "User-Change-Password", GUID: "ab721a53-1e2f-11d0-9819-00aa0040529b", Dsacls: "Change Password",
		Of: func(r *probes.Rights) *probes.Right { return &r.ChangePassword },
	}
	WriteLockoutTime = Right{
		Name: "Write lockoutTime", Title: lang.Text{Ko: "lockoutTime 쓰기", En: "Write lockoutTime"},
		Key: "write-lockoutTime", Blank: "lockout_ruling",
		Schema: "lockoutTime", GUID: "28630ebf-41d5-11d1-a9c1-0000f80367c1", Dsacls: "lockoutTime", Attribute: true,
		Of: func(r *probes.Rights) *probes.Right { return &r.WriteLockoutTime },
	}
	WritePwdLastSet = Right{
		Name: "Write pwdLastSet", Title: lang.Text{Ko: "pwdLastSet 쓰기", En: "Write pwdLastSet"},
		Key: "write-pwdLastSet", Blank: "pwdlastset_ruling",
		Schema: "pwdLastSet", GUID: "bf967a0a-0de6-11d0-a285-00aa003049e2", Dsacls: "pwdLastSet", Attribute: true,
		Of: func(r *probes.Rights) *probes.Right { return &r.WritePwdLastSet },
	}
	UnexpirePassword = Right{
		Name: "Unexpire Password", Title: lang.Text{Ko: "암호 만료 해제(Unexpire Password)", En: "Unexpire Password"},
		Key: "unexpire-password", Blank: "unexpire_ruling",
		Schema: "Unexpire-Password", GUID: "ccc2dc7d-a6ad-4a7a-8846-c04e3cc53501", Dsacls: "Unexpire Password", OnDomain: true,
		Of: func(r *probes.Rights) *probes.Right { return &r.Unexpire },
	}
	ModifyPermissions = Right{
		Name: "Modify permissions", Title: lang.Text{Ko: "사용 권한 수정(Modify permissions)", En: "Modify permissions"},
	}
)

// All are the five in their usual order, the one on the domain root last.
func All() []Right {
	return []Right{ResetPassword, ChangePassword, WriteLockoutTime, WritePwdLastSet, UnexpirePassword}
}

// Grant is what ActiveDirectoryAccessRule takes, ActiveDirectoryRights:GUID.
func (r Right) Grant() string {
	if r.Attribute {
		return "WriteProperty:" + r.GUID
	}
	return "ExtendedRight:" + r.GUID
}

// Permission is what dsacls grants to an account: on the object itself for the
// domain root, to users of a class below for the others.
func (r Right) Permission(account, class string) string {
	permission := account + ":CA;" + r.Dsacls
	if r.Attribute {
		permission = account + ":WP;" + r.Dsacls
	}
	if r.OnDomain {
		return permission
	}
	return permission + ";" + class
}

// TitleOf is the title of a right by its name; false for none of them.
func TitleOf(name string) (lang.Text, bool) {
	for _, r := range append(All(), ModifyPermissions) {
		if r.Name == name {
			return r.Title, true
		}
	}
	return lang.Text{}, false
}
