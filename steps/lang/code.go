package lang

import (
	"maps"
	"regexp"
	"strings"
)

// contacts are the ends of a try, as evidence spells them, in the words of a
// person. Evidence and reports keep the codes; only a shown sentence has words.
func contacts() map[string]Text {
	return map[string]Text{
		"open":            {Ko: "열림", En: "open"},
		"name-unknown":    {Ko: "이름을 찾지 못함", En: "name not found"},
		"no-name-server":  {Ko: "DNS 서버가 답하지 않음", En: "no DNS server answered"},
		"refused":         {Ko: "연결 거부됨", En: "connection refused"},
		"dropped":         {Ko: "응답 없음", En: "no answer"},
		"unreachable":     {Ko: "가는 경로 없음", En: "no route"},
		"reset":           {Ko: "연결이 도중에 끊김", En: "connection cut"},
		"bad-certificate": {Ko: "인증서를 신뢰할 수 없음", En: "certificate not trusted"},
		"no-tls":          {Ko: "TLS가 아닌 응답", En: "answer without TLS"},
		"no-http":         {Ko: "HTTP로 읽을 수 없는 응답", En: "answer that cannot be read as HTTP"},
		"long-head":       {Ko: "머리글이 끝없이 긴 HTTP 응답", En: "HTTP answer whose header is too long"},
		"proxy-refused":   {Ko: "프록시가 거부함", En: "refused by the proxy"},
		"proxy-sign-in":   {Ko: "프록시가 로그인을 요구함", En: "the proxy asks for a sign-in"},
		"proxy-failed":    {Ko: "프록시가 연결하지 못함", En: "the proxy could not connect"},
		"proxy-no-http":   {Ko: "프록시의 응답을 HTTP로 읽을 수 없음", En: "the proxy's answer cannot be read as HTTP"},
		"proxy-long-head": {Ko: "프록시의 응답 머리글이 끝없이 긺", En: "the header of the proxy's answer is too long"},
	}
}

// rights are the rights on an account, as Windows shows them in English, with
// what Windows in Korean says.
func rights() map[string]Text {
	return map[string]Text{
		"Reset password":     {Ko: "암호 재설정(Reset password)", En: "Reset password"},
		"Change password":    {Ko: "암호 변경(Change password)", En: "Change password"},
		"Write lockoutTime":  {Ko: "lockoutTime 쓰기", En: "Write lockoutTime"},
		"Write pwdLastSet":   {Ko: "pwdLastSet 쓰기", En: "Write pwdLastSet"},
		"Unexpire Password":  {Ko: "암호 만료 해제(Unexpire Password)", En: "Unexpire Password"},
		"Modify permissions": {Ko: "사용 권한 수정(Modify permissions)", En: "Modify permissions"},
	}
}

// code is a lower-case code that stands alone, behind a port, or in brackets
// behind an address: "dropped", "445 dropped", "dc1:445 (dropped)".
var code = regexp.MustCompile(`(^|[ (])([a-z]+(?:-[a-z]+)*)($|[,)])`)

// inWords shows a value whose blank takes codes in the words of a language.
// What is no code stays, and so does the value of any other blank.
func inWords(l Language, name, value string) string {
	switch {
	case strings.HasSuffix(name, "_ruling"):
		return rulingWords(l, value)
	case strings.HasSuffix(name, "_switch"):
		return switchWord(l, value)
	case strings.HasSuffix(name, "_span"):
		return spanWords(l, value)
	}
	switch name {
	case "how", "sibling_how", "closed":
		return contactWords(l, value, contacts())
	case "account_how", "others":
		return contactWords(l, value, domainTroubles())
	case "rights":
		return rightWords(l, value)
	case "password_state":
		return passwordWord(l, value)
	case "where":
		if value == NotVisible {
			return Text{Ko: "볼 수 없는 상위 개체", En: "an object above that could not be seen"}.In(l)
		}
		return value
	default:
		return value
	}
}

// domainTroubles are what can be wrong with the PDC emulator of a domain that
// is only told of: how a try ended, or why there was none.
func domainTroubles() map[string]Text {
	words := contacts()
	maps.Copy(words, map[string]Text{
		"role-owner-gone":  {Ko: "역할 소유자가 사라짐", En: "role owner is gone"},
		"dns-stale":        {Ko: "DNS가 오래됨", En: "DNS record is stale"},
		"timed-out":        {Ko: "응답 없음", En: "no answer"},
		"mute":             {Ko: "응답 없음", En: "no answer"},
		"stalled":          {Ko: "로그인 뒤 응답 없음", En: "no answer after the sign-in"},
		"broken-off":       {Ko: "답을 하다가 끊김", En: "cut in the middle of an answer"},
		"untrusted":        {Ko: "인증서를 신뢰할 수 없음", En: "certificate not trusted"},
		"not-the-protocol": {Ko: "LDAP가 아닌 응답", En: "answer that is not LDAP"},
		"access-denied":    {Ko: "읽을 권한 없음", En: "may not be read"},
		"not-found":        {Ko: "역할 소유자를 읽지 못함", En: "role owner not readable"},
		"bind-refused":     {Ko: "로그인이 거부됨", En: "sign-in refused"},
		"wrong-password":   {Ko: "로그인이 거부됨", En: "sign-in refused"},
		"stronger-auth":    {Ko: "로그인이 거부됨", En: "sign-in refused"},
	})
	return words
}

func contactWords(l Language, value string, words map[string]Text) string {
	return code.ReplaceAllStringFunc(value, func(found string) string {
		parts := code.FindStringSubmatch(found)
		word, known := words[parts[2]]
		if !known {
			return found
		}
		return parts[1] + word.In(l) + parts[3]
	})
}

func rightWords(l Language, value string) string {
	words := rights()
	list := strings.Split(value, ", ")
	for i, right := range list {
		if word, known := words[right]; known {
			list[i] = word.In(l)
		}
	}
	return strings.Join(list, ", ")
}

// Values of a blank whose name ends in _switch.
const (
	On  = "on"
	Off = "off"
)

func switchWord(l Language, value string) string {
	switch value {
	case On:
		return Text{Ko: "켜짐", En: "on"}.In(l)
	case Off:
		return Text{Ko: "꺼짐", En: "off"}.In(l)
	default:
		return value
	}
}

// Values of a blank {password_state}.
const (
	PasswordValid        = "valid"
	PasswordExpired      = "expired"
	PasswordMustChange   = "must-change"
	PasswordNeverExpires = "never-expires"
)

func passwordWord(l Language, value string) string {
	word, known := map[string]Text{
		PasswordValid:        {Ko: "유효함", En: "valid"},
		PasswordExpired:      {Ko: "만료됨(재설정하면 풀림)", En: "expired, which a reset ends"},
		PasswordMustChange:   {Ko: "다음 로그온 때 바꿔야 함", En: "must be changed at the next sign-in"},
		PasswordNeverExpires: {Ko: "만료되지 않도록 설정됨", En: "never expires"},
	}[value]
	if !known {
		return value
	}
	return word.In(l)
}
