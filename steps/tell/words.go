package tell

import (
	"strconv"
	"strings"
	"time"

	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/needed"
)

// Texts of a [Switch].
const (
	On  = "on"
	Off = "off"
)

// Texts of a [Password].
const (
	PasswordValid        = "valid"
	PasswordExpired      = "expired"
	PasswordMustChange   = "must-change"
	PasswordNeverExpires = "never-expires"
)

// said shows a text of ours in the words of a language, and any other as it is.
func said(words map[string]lang.Text, text string, l lang.Language) string {
	if word, known := words[text]; known {
		return word.In(l)
	}
	return lang.Clean(text)
}

func showMoment(text string, l lang.Language, zone *time.Location) string {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return lang.Clean(text)
	}
	return lang.Time(l, at, zone)
}

func showInstant(text string, l lang.Language, zone *time.Location) string {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return lang.Clean(text)
	}
	return lang.Exactly(l, at, zone)
}

func showSpan(text string, l lang.Language, _ *time.Location) string {
	seconds, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return lang.Clean(text)
	}
	return lang.Span(l, time.Duration(seconds)*time.Second)
}

func showPeriod(text string, l lang.Language, _ *time.Location) string {
	seconds, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return lang.Clean(text)
	}
	return lang.Period(l, time.Duration(seconds)*time.Second)
}

func showSwitch(text string, l lang.Language, _ *time.Location) string {
	return said(map[string]lang.Text{On: {Ko: "켜짐", En: "on"}, Off: {Ko: "꺼짐", En: "off"}}, text, l)
}

func showPassword(text string, l lang.Language, _ *time.Location) string {
	return said(map[string]lang.Text{
		PasswordValid:        {Ko: "유효함", En: "valid"},
		PasswordExpired:      {Ko: "만료됨(재설정하면 풀림)", En: "expired, which a reset ends"},
		PasswordMustChange:   {Ko: "다음 로그온 때 바꿔야 함", En: "must be changed at the next sign-in"},
		PasswordNeverExpires: {Ko: "만료되지 않도록 설정됨", En: "never expires"},
	}, text, l)
}

// showRight names a right as Windows shows it in English, with what Windows in
// Korean says.
func showRight(text string, l lang.Language, _ *time.Location) string {
	if title, known := needed.TitleOf(text); known {
		return title.In(l)
	}
	return said(nil, text, l)
}

// showContact tells how a try ended, as evidence spells it: of a road, or of
// the domain controller that holds the role of another domain.
func showContact(text string, l lang.Language, _ *time.Location) string {
	return said(map[string]lang.Text{
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

		"role-owner-gone": {Ko: "역할 소유자가 사라짐", En: "role owner is gone"},
		"dns-stale":       {Ko: "DNS가 오래됨", En: "DNS record is stale"},
		"timed-out":       {Ko: "응답 없음", En: "no answer"},
		"mute":            {Ko: "응답 없음", En: "no answer"},
		"stalled":         {Ko: "로그인 뒤 응답 없음", En: "no answer after the sign-in"},
		"broken-off":      {Ko: "답을 하다가 끊김", En: "cut in the middle of an answer"},
		"untrusted":       {Ko: "인증서를 신뢰할 수 없음", En: "certificate not trusted"},

		"certificate-expired":     {Ko: "인증서 만료", En: "certificate expired"},
		"certificate-not-yet":     {Ko: "인증서가 아직 유효하지 않음", En: "certificate not yet valid"},
		"certificate-nameless":    {Ko: "인증서에 이름이 없음", En: "no name in the certificate"},
		"certificate-other-name":  {Ko: "인증서의 이름이 다름", En: "certificate for another name"},
		"certificate-short-name":  {Ko: "인증서에 짧은 이름만 있음", En: "only a short name in the certificate"},
		"certificate-full-name":   {Ko: "인증서에는 전체 이름이 있음", En: "certificate for the full name"},
		"certificate-self-signed": {Ko: "자체 서명 인증서", En: "self-signed certificate"},
		"certificate-weak":        {Ko: "인증서의 서명이 약함", En: "certificate with a weak signature"},
		"certificate-purpose":     {Ko: "서버용 인증서가 아님", En: "certificate not for servers"},

		"not-the-protocol": {Ko: "LDAP가 아닌 응답", En: "answer that is not LDAP"},
		"not-collected":    {Ko: "수집되지 않음", En: "not collected"},
		"access-denied":    {Ko: "읽을 권한 없음", En: "may not be read"},
		"constrained":      {Ko: "스크립트가 제한됨", En: "the script is restricted"},
		"double-hop":       {Ko: "원격 로그인이 이어지지 않음", En: "a remote sign-in does not go on"},
		"not-found":        {Ko: "역할 소유자를 읽지 못함", En: "role owner not readable"},
		"bind-refused":     {Ko: "로그인이 거부됨", En: "sign-in refused"},
		"wrong-password":   {Ko: "로그인이 거부됨", En: "sign-in refused"},
		"stronger-auth":    {Ko: "로그인이 거부됨", En: "sign-in refused"},
	}, text, l)
}

// spellSpan writes a length of time as .NET reads it: days.hours:minutes:seconds.
func spellSpan(text string) (string, bool) {
	seconds, err := strconv.ParseInt(text, 10, 64)
	if err != nil || seconds < 0 {
		return "", false
	}
	const day = 24 * 60 * 60
	clock := time.Unix(seconds%day, 0).UTC().Format(time.TimeOnly)
	return strings.Join([]string{strconv.FormatInt(seconds/day, 10), clock}, "."), true
}
