package lang

import "regexp"

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
		"proxy-refused":   {Ko: "프록시가 거부함", En: "refused by the proxy"},
		"proxy-sign-in":   {Ko: "프록시가 로그인을 요구함", En: "the proxy asks for a sign-in"},
		"proxy-failed":    {Ko: "프록시가 연결하지 못함", En: "the proxy could not connect"},
	}
}

// code is a lower-case code that stands alone, behind a port, or in brackets
// behind an address: "dropped", "445 dropped", "dc1:445 (dropped)".
var code = regexp.MustCompile(`(^|[ (])([a-z]+(?:-[a-z]+)*)($|[,)])`)

// tellsContact reports whether a blank takes the end of a try.
func tellsContact(name string) bool {
	return name == "how" || name == "sibling_how" || name == "closed"
}

// contactWords replaces the codes in a value. What is no code stays.
func contactWords(l Language, value string) string {
	words := contacts()
	return code.ReplaceAllStringFunc(value, func(found string) string {
		parts := code.FindStringSubmatch(found)
		word, known := words[parts[2]]
		if !known {
			return found
		}
		return parts[1] + word.In(l) + parts[3]
	})
}
