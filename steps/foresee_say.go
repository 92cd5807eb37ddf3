package steps

import (
	"strings"

	"example.com/writeback-doctor/steps/lang"
)

// Line is a line of a table for people.
type Line struct{ Indent, Text string }

// Foreseen says what each step will see of the tenant, and who can give what is
// missing: a line a step, and the permissions together at the end. nobody: none has
// signed in.
func (t Teller) Foreseen(all []Foreseen, nobody bool) []Line {
	var lines []Line
	for _, f := range all {
		lines = append(lines, Line{"", f.word().In(t.Language) + " " + f.Title.In(t.Language)})
		switch {
		case nobody:
			lines = append(lines, Line{"      ", lang.Text{Ko: "필요한 권한: {list}", En: "takes the permissions: {list}"}.Fill(
				t.Language, lang.Args{"list": strings.Join(f.Needs, ", ")})})
		case len(f.Missing) > 0:
			lines = append(lines, Line{"      ", lang.Text{Ko: "없는 권한: {list}", En: "missing permissions: {list}"}.Fill(
				t.Language, lang.Args{"list": strings.Join(f.Missing, ", ")})})
		}
		if len(f.Roles) > 0 {
			lines = append(lines, Line{"      ", lang.Text{
				Ko: "이 디렉터리 역할 가운데 하나가 필요함: {list}", En: "takes one of these directory roles: {list}",
			}.Fill(t.Language, lang.Args{"list": strings.Join(f.Roles, ", ")})})
		}
	}
	if nobody {
		return append(lines, Line{"", ""}, Line{"", lang.Text{
			Ko: "모든 단계에 필요한 읽기 권한: {list}", En: "The read permissions that all steps take: {list}",
		}.Fill(t.Language, lang.Args{"list": strings.Join(Needed(all), ", ")})})
	}
	return append(lines, t.whoGives(all)...)
}

// whoGives says who can give what is missing, at the end.
func (t Teller) whoGives(all []Foreseen) []Line {
	if Unforeseen(all) {
		return []Line{{"", ""}, {"", lang.Text{
			Ko: "테넌트의 모든 단계를 볼 수 있습니다.", En: "Every step about the tenant can be seen.",
		}.In(t.Language)}}
	}
	lines := []Line{{"", ""}}
	if lacking := Lacking(all); len(lacking) > 0 {
		lines = append(lines, Line{"", lang.Text{
			Ko: "Microsoft Entra 관리자에게 로그인에 쓴 앱의 이 읽기 권한에 동의해 달라고 요청하십시오: {list}",
			En: "Ask a Microsoft Entra administrator to consent to these read permissions for the application of the sign-in: {list}",
		}.Fill(t.Language, lang.Args{"list": strings.Join(lacking, ", ")})})
	}
	for _, f := range all {
		if len(f.Roles) > 0 {
			return append(lines, Line{"", lang.Text{
				Ko: "역할은 Microsoft Entra 관리자가 할당하거나, 자격이 있으면 스스로 활성화하고 다시 로그인합니다.",
				En: "A Microsoft Entra administrator assigns a role; who is eligible for one activates it and signs in again.",
			}.In(t.Language)})
		}
	}
	return lines
}

// word is how much a step sees, at the beginning of its line.
func (f *Foreseen) word() lang.Text {
	switch f.Sees {
	case SeesAll:
		return lang.Text{Ko: "[+] 모두 보임:", En: "[+] sees all:"}
	case SeesPart:
		return lang.Text{Ko: "[~] 일부만 보임:", En: "[~] sees part:"}
	case SeesNothing:
		return lang.Text{Ko: "[-] 보이지 않음:", En: "[-] sees nothing:"}
	default:
		return lang.Text{Ko: "[?] 알 수 없음:", En: "[?] not known:"}
	}
}
