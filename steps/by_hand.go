package steps

import (
	"regexp"
	"strings"

	"example.com/writeback-doctor/steps/lang"
)

// inWords is a remedy for a finding that a person gave by hand: there is no
// evidence, so nothing fills the blanks, and each says in angle brackets what
// belongs there. What the finding does know stays a blank.
func (r *Remedy) inWords(known lang.Args) *Remedy {
	said := *r
	said.Where = inWords(r.Where, known)
	said.Changes = inWords(r.Changes, known)
	said.Proof = inWords(r.Proof, known)
	said.Do = make([]lang.Text, len(r.Do))
	for i, do := range r.Do {
		said.Do[i] = inWords(do, known)
	}
	said.Run = commandsInWords(r.Run, known)
	said.Undo = commandsInWords(r.Undo, known)
	return &said
}

func inWords(t lang.Text, known lang.Args) lang.Text {
	return lang.Text{
		Ko: replaceBlanks(t.Ko, known, func(name string) string { return blankWord(name).Ko }),
		En: replaceBlanks(t.En, known, func(name string) string { return blankWord(name).En }),
	}
}

// commandsInWords makes commands that find nothing when they are run as they
// stand: no host or account has angle brackets in its name, and the quotes of
// the shell keep them from redirecting.
func commandsInWords(commands []Command, known lang.Args) []Command {
	said := make([]Command, len(commands))
	for i, c := range commands {
		fill := func(name string) string { return c.quote(blankWord(name).En) }
		said[i] = Command{Shell: c.Shell, Text: replaceBlanks(c.Text, known, fill)}
	}
	return said
}

var anyBlank = regexp.MustCompile(`\{([a-z][a-z0-9_]*)\}`)

func replaceBlanks(s string, known lang.Args, with func(name string) string) string {
	return anyBlank.ReplaceAllStringFunc(s, func(found string) string {
		name := found[1 : len(found)-1]
		if _, filled := known[name]; filled {
			return found
		}
		return with(name)
	})
}

// blankWord says what belongs in a blank that nothing fills.
func blankWord(name string) lang.Text {
	words := map[string]lang.Text{
		"host": {Ko: "서버 이름", En: "server name"}, "hosts": {Ko: "서버 이름", En: "server names"},
		"user": {Ko: "사용자 UPN", En: "user's UPN"}, "admin": {Ko: "관리자 UPN", En: "administrator's UPN"},
		"dn": {Ko: "DN", En: "DN"}, "user_dn": {Ko: "사용자 DN", En: "user's DN"}, "domain_dn": {Ko: "도메인 DN", En: "domain's DN"},
		"account": {Ko: "계정 이름", En: "account name"}, "domain": {Ko: "도메인 이름", En: "domain name"},
		"connector": {Ko: "커넥터 이름", En: "connector name"}, "version": {Ko: "버전", En: "version"},
		"event": {Ko: "이벤트 번호", En: "event ID"}, "name": {Ko: "이름", En: "name"}, "ports": {Ko: "포트", En: "ports"},
		"pdc": {Ko: "PDC 에뮬레이터 이름", En: "name of the PDC emulator"}, "ou": {Ko: "OU 이름", En: "OU name"},
		"product": {Ko: "제품 이름", En: "product name"}, "proxy": {Ko: "프록시 주소", En: "proxy address"},
		"group": {Ko: "그룹 이름", En: "group name"}, "rights": {Ko: "권한", En: "rights"}, "from": {Ko: "Connect 서버 이름", En: "name of the Connect server"},
	}
	word, known := words[name]
	if !known {
		bare := strings.ReplaceAll(strings.TrimSuffix(name, "_at"), "_", " ")
		word = lang.Text{Ko: bare, En: bare}
	}
	return lang.Text{Ko: "<" + word.Ko + ">", En: "<" + word.En + ">"}
}
