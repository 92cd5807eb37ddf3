package command

import "example.com/writeback-doctor/steps/lang"

// rootHelp is what the program is for.
func rootHelp() lang.Text {
	return lang.Text{
		Ko: `클라우드에서 바꾼 암호가 PC에서 통하지 않을 때, 원인, 고칠 사람, 고치는 방법을 찾습니다.
명령 없이 실행하면 마법사가 시작됩니다. 점검은 읽기만 합니다. 마법사의
세 단계(ADSync 다시 시작, 쓰기 저장 껐다가 켜기, 테스트 사용자 재설정)만 동의를 받아 바꾸고
감사 기록에 먼저 적습니다.

처음이라면 실습부터: writeback-doctor lab
질문 없이 한 번에: writeback-doctor check --user kim@contoso.com --words SSPR_0029
저장한 진단을 웹 페이지로: writeback-doctor open FILE --format html

비밀 값은 인수로 받지 않습니다. 물어볼 때 입력하거나 환경 변수로 주십시오:
  WRITEBACK_DOCTOR_PASSWORD, WRITEBACK_DOCTOR_CLIENT_SECRET, WRITEBACK_DOCTOR_CERTIFICATE_PASSWORD,
  WRITEBACK_DOCTOR_TOKEN

종료 코드: 0 정상(주의 포함), 1 고장, 2 고장은 찾지 못했지만 모두 보지는 못함,
64 잘못된 명령, 70 프로그램 오류, 74 결과를 쓰지 못함, 130/143 중단됨
자세한 도움말: writeback-doctor help topics`,
		En: `When a password that was reset in the cloud does not work on the PC, this finds the cause,
who can fix it, and how. Without a command the wizard starts. It only reads, but for three
steps of the wizard (restart ADSync, switch writeback off and on, reset the test user), which
ask for consent and write an audit trail first.

New here? Try: writeback-doctor lab
At once, without questions: writeback-doctor check --user kim@contoso.com --words SSPR_0029
A saved walk as a web page: writeback-doctor open FILE --format html

Secrets are never arguments. Type them when asked, or set the environment:
  WRITEBACK_DOCTOR_PASSWORD, WRITEBACK_DOCTOR_CLIENT_SECRET, WRITEBACK_DOCTOR_CERTIFICATE_PASSWORD,
  WRITEBACK_DOCTOR_TOKEN

Exit codes: 0 healthy (warnings allowed), 1 broken, 2 nothing known broken but not all seen,
64 wrong usage, 70 a fault of this program, 74 a result could not be written, 130/143 ended
More: writeback-doctor help topics`,
	}
}

// usageTemplate is cobra's own in two languages.
func usageTemplate(l lang.Language) string {
	words := map[string]lang.Text{
		"usage": {Ko: "사용법", En: "Usage"}, "commands": {Ko: "명령", En: "Commands"},
		"flags": {Ko: "옵션", En: "Options"}, "global": {Ko: "공통 옵션", En: "Common options"},
		"command": {Ko: "[명령]", En: "[command]"},
	}
	in := func(name string) string { return words[name].In(l) }
	return in("usage") + `:{{if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} ` + in("command") + `

` + in("commands") + `:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

` + in("flags") + `:
{{.LocalFlags.FlagUsagesWrapped 100 | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

` + in("global") + `: {{.Root.Name}} --help{{end}}
`
}
