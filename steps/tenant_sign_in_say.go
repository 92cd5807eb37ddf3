package steps

import (
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
)

// SignInPrompt is what a person has to do to sign in, a line a thing.
func (t Teller) SignInPrompt(p SignInPrompt) []string {
	say := func(text lang.Text, args lang.Args) string { return text.Fill(t.Language, args) }
	var lines []string
	if p.Instead != nil {
		lines = append(lines, t.Obstacle(p.Instead), say(lang.Text{
			Ko: "그래서 브라우저로 로그인합니다.", En: "So the browser is tried instead.",
		}, nil))
	}
	args := lang.Args{"code": lang.Clean(p.Code), "address": lang.Clean(p.Address)}
	switch {
	case p.Code != "":
		lines = append(lines, say(lang.Text{
			Ko: "아무 컴퓨터나 전화기의 브라우저에서 {address} 주소를 열고 이 코드를 입력하십시오: {code}",
			En: "In a browser of any computer or phone, open {address} and enter this code: {code}",
		}, args))
	case p.Opened:
		lines = append(lines, say(lang.Text{
			Ko: "브라우저를 열었습니다. 그곳에서 로그인하십시오. 열리지 않았으면 이 컴퓨터의 브라우저에서 이 주소를 여십시오: {address}",
			En: "A browser was opened. Sign in there. If none appears, open this address in a browser of this machine: {address}",
		}, args))
	default:
		lines = append(lines, say(lang.Text{
			Ko: "이 컴퓨터의 브라우저에서 이 주소를 열고 로그인하십시오: {address}",
			En: "Open this address in a browser of this machine and sign in: {address}",
		}, args))
	}
	return lines
}

// SignedIn says who signed in to the tenant, and with which directory roles.
// masked names nobody.
func (t Teller) SignedIn(in probes.SignedIn, masked bool) string {
	name := lang.BothEnds(lang.Clean(in.Name))
	if masked {
		name = probes.Hidden
	}
	var text lang.Text
	switch {
	case in.Person == probes.Yes && name != "":
		text = lang.Text{Ko: "{name} 계정으로 테넌트에 로그인했습니다.", En: "Signed in to the tenant as {name}."}
	case in.Person == probes.No && name != "":
		text = lang.Text{Ko: "{name} 앱으로 테넌트에 로그인했습니다.", En: "Signed in to the tenant as the application {name}."}
	default:
		text = lang.Text{Ko: "테넌트에 로그인했습니다. 토큰은 누구인지 말하지 않습니다.", En: "Signed in to the tenant; the token does not say as whom."}
	}
	said := []string{text.Fill(t.Language, lang.Args{"name": name}), t.rolesSaid(in), t.keptSaid(in)}
	return strings.Join(slices.DeleteFunc(said, func(s string) bool { return s == "" }), " ")
}

// keptSaid says where a person asked to keep the sign-in.
func (t Teller) keptSaid(in probes.SignedIn) string {
	switch in.Kept {
	case probes.Yes:
		return lang.Text{
			Ko: "이 로그인은 운영 체제의 키 저장소에 보관되어 있습니다(지우기: writeback-doctor settings --forget-sign-in).",
			En: "The sign-in is kept in the operating system's key store (to forget it: writeback-doctor settings --forget-sign-in).",
		}.In(t.Language)
	case probes.No:
		return lang.Text{
			Ko: "이 로그인은 키 저장소에 보관하지 못했습니다. 프로그램이 끝나면 잊습니다.",
			En: "The sign-in could not be kept in the key store; it ends with the program.",
		}.In(t.Language)
	default:
		return ""
	}
}

// rolesSaid are the directory roles of a person who signed in.
func (t Teller) rolesSaid(in probes.SignedIn) string {
	if in.Person != probes.Yes {
		return ""
	}
	var names []string
	for _, role := range in.Roles {
		names = append(names, lang.Clean(role.Name))
	}
	switch {
	case !in.RolesSaid:
		return lang.Text{Ko: "디렉터리 역할은 토큰에 나와 있지 않습니다.", En: "The token does not say which directory roles."}.In(t.Language)
	case len(names) == 0:
		return lang.Text{Ko: "활성화된 디렉터리 역할이 없습니다.", En: "No directory role is active."}.In(t.Language)
	default:
		return lang.Text{Ko: "디렉터리 역할: {roles}.", En: "Directory roles: {roles}."}.Fill(t.Language, lang.Args{"roles": strings.Join(names, ", ")})
	}
}
