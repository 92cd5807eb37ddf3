package forecast

import (
	"slices"
	"strings"

	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/methods"
)

// sentences are what each kind does, from when on. {what} is as the table has
// it, {has} what of it was seen.
func sentences() map[Kind]lang.Text {
	return map[Kind]lang.Text{
		Methods: {
			Ko: "{day}(UTC)부터 {user} 사용자는 재설정할 수 없습니다. SSPR에서 다음 방법이 끝나고, 남는 방법으로는 모자랍니다: {has}.",
			En: "From {day} (UTC) on {user} can no longer reset: what ends in SSPR leaves too little ({has}).",
		},
		Contacts: {
			Ko: "{day}(UTC)부터 {user} 사용자는 재설정할 수 없습니다. 디렉터리에만 있는 전화번호나 메일 주소는 인정되지 않고, 등록한 방법이 없습니다.",
			En: "From {day} (UTC) on {user} can no longer reset: a number or address that stands in the directory alone counts no more, and no method is registered.",
		},
		MethodPolicy: {
			Ko: "{day}(UTC)부터 {user} 사용자는 재설정하지 못할 수 있습니다. 지금의 정책 상태({has})에서 정한 방법이 끝납니다.",
			En: "From {day} (UTC) on {user} may no longer reset: what decides over methods in the present state of the policies ({has}) ends.",
		},
		Product: {
			Ko: "{day}(UTC)부터 {user} 사용자는 재설정할 수 없습니다. 쓰기 저장을 허용하는 라이선스({has})가 끝나고 다른 것은 없습니다.",
			En: "From {day} (UTC) on {user} can no longer reset: the licence that allows writeback ends ({has}), and there is no other.",
		},
		ConnectLowest: {
			Ko: "{day}(UTC)부터 누구의 재설정도 Active Directory에 쓰이지 않습니다. Connect Sync는 {what} 이상이어야 동기화합니다(지금: {has}).",
			En: "From {day} (UTC) on nobody's reset is written to Active Directory: Connect Sync has to be {what} or later to synchronise (now: {has}).",
		},
		ConnectSupport: {
			Ko: "{day}(UTC)부터 Connect Sync {what} 버전은 지원되지 않습니다. 재설정이 멈추지는 않습니다.",
			En: "From {day} (UTC) on Connect Sync {what} is out of support. Resets go on.",
		},
		AgentLowest: {
			Ko: "{day}(UTC)부터 누구의 재설정도 Active Directory에 쓰이지 않습니다. Cloud Sync 에이전트는 {what} 이상이어야 합니다(설치된 버전: {has}).",
			En: "From {day} (UTC) on nobody's reset is written to Active Directory: the Cloud Sync agent has to be {what} or later (installed: {has}).",
		},
		Certificate: {
			Ko: "{day}(UTC)에 Connect Sync가 로그인할 때 쓰는 인증서가 끝납니다. 그 전에 스케줄러가 교체하지 않으면 그때부터 누구의 재설정도 쓰이지 않습니다.",
			En: "On {day} (UTC) the certificate as which Connect Sync signs in ends. Unless the scheduler rotates it before, nobody's reset is written from then on.",
		},
		Account: {
			Ko: "{day}(UTC)에 {user} 계정이 만료됩니다(accountExpires). 그때부터 암호를 재설정해도 로그인할 수 없습니다.",
			En: "On {day} (UTC) the account {user} expires (accountExpires). A reset does not let it sign in after that.",
		},
		Licence: {
			Ko: "{day}(UTC)에 쓰기 저장을 허용하는 라이선스({what})의 유예 기간이 끝나고 다른 것은 없습니다.",
			En: "On {day} (UTC) the grace period of the licence that allows writeback ends ({what}), and there is no other.",
		},
	}
}

// known say how a day is known.
func known() map[Confidence]lang.Text {
	return map[Confidence]lang.Text{
		Confirmed: {Ko: "(근거: {source}, {checked} 확인)", En: "({source}, looked up on {checked})"},
		Announced: {Ko: "(예고, 바뀔 수 있음. 근거: {source} 내용을 인용한 글, {checked} 확인)", En: "(announced, may move: {source}, as others repeat it, looked up on {checked})"},
		Seen:      {Ko: "({checked}에 봄)", En: "(seen on {checked})"},
	}
}

// subjects are what a kind is about, where it cannot be told whether it applies.
func subjects() map[Kind]lang.Text {
	return map[Kind]lang.Text{
		Methods:        {Ko: "SSPR에서 끝나는 방법: {what}", En: "Methods that end in SSPR: {what}"},
		Contacts:       {Ko: "디렉터리에만 있는 전화번호와 메일 주소", En: "Numbers and addresses that stand in the directory alone"},
		MethodPolicy:   {Ko: "정책 상태 {what}", En: "The state {what} of the policies"},
		Product:        {Ko: "끝나는 라이선스: {what}", En: "Licences that end: {what}"},
		ConnectLowest:  {Ko: "Connect Sync의 최소 버전: {what}", En: "The lowest version of Connect Sync: {what}"},
		ConnectSupport: {Ko: "지원이 끝나는 Connect Sync 버전: {what}", En: "Versions of Connect Sync whose support ends: {what}"},
		AgentLowest:    {Ko: "Cloud Sync 에이전트의 최소 버전: {what}", En: "The lowest version of the Cloud Sync agent: {what}"},
		Certificate:    {Ko: "Connect Sync가 로그인할 때 쓰는 인증서의 끝", En: "The end of the certificate as which Connect Sync signs in"},
		Account:        {Ko: "계정의 만료일", En: "The day on which the account expires"},
		Licence:        {Ko: "쓰기 저장을 허용하는 라이선스의 유예 기간", En: "The grace period of licences that allow writeback"},
	}
}

// lacking name what was not seen.
func lacking() map[Need]lang.Text {
	return map[Need]lang.Text{
		NeedRegistration: {Ko: "사용자가 등록한 방법", En: "the methods that the user has registered"},
		NeedContacts:     {Ko: "디렉터리에 전화번호나 메일 주소가 있는지", En: "whether the directory has a number or an address"},
		NeedMethodWord:   {Ko: "이 프로그램이 모르는 방법이 재설정에 쓰이는지", En: "whether a method that this program does not know counts"},
		NeedRequired:     {Ko: "테넌트가 요구하는 방법의 개수([암호 재설정] > [인증 방법])", En: "how many methods the tenant asks for (Password reset > Authentication methods)"},
		NeedRole:         {Ko: "사용자가 전역 관리자인지", En: "whether the user is a Global Administrator"},
		NeedCloud:        {Ko: "테넌트가 어느 클라우드에 있는지", En: "in which cloud the tenant is"},
		NeedPolicy:       {Ko: "인증 방법 정책의 마이그레이션 상태", En: "the state of migration of the methods policy"},
		NeedLicences:     {Ko: "사용자의 라이선스", En: "the licences of the user"},
		NeedLicenceState: {Ko: "라이선스의 상태", En: "the state of the licences"},
		NeedEngine:       {Ko: "어느 동기화 엔진이 암호를 쓰는지", En: "which engine writes the passwords"},
		NeedConnect:      {Ko: "설치된 Connect Sync 버전", En: "the installed version of Connect Sync"},
		NeedIdentity:     {Ko: "Connect Sync가 무엇으로 로그인하는지", En: "as what Connect Sync signs in"},
		NeedAgent:        {Ko: "Cloud Sync 에이전트 버전", En: "the version of the Cloud Sync agent"},
		NeedAccount:      {Ko: "계정의 만료일(accountExpires)", En: "when the account expires (accountExpires)"},
		NeedDay:          {Ko: "끝나는 날", En: "the day on which it ends"},
		NeedMoment:       {Ko: "언제를 기준으로 판정하는지", En: "as of when it is judged"},
	}
}

type frameWords struct{ title, application, gap, undated, lacks, lacksMuch, none, aged, month lang.Text }

func words() frameWords {
	return frameWords{
		title: lang.Text{Ko: "예고된 변경", En: "Announced changes"},
		application: lang.Text{
			Ko: "{day}(UTC)부터 누구의 재설정도 Active Directory에 쓰이지 않습니다. Connect Sync는 {what} 이상이고 응용 프로그램으로 로그인해야 동기화합니다(지금: {has}).",
			En: "From {day} (UTC) on nobody's reset is written to Active Directory: Connect Sync has to be {what} or later, and signed in as an application, to synchronise (now: {has}).",
		},
		gap:       lang.Text{Ko: "알 수 없음: {subject}. 확인하지 못한 것: {needs}.", En: "Cannot be told: {subject}. Not seen: {needs}."},
		undated:   lang.Text{Ko: "언제를 기준으로 판정하는지 알 수 없어 예고된 변경을 알 수 없습니다.", En: "As of when this is judged is not known, so announced changes cannot be told."},
		lacks:     lang.Text{Ko: "해당하는지 알 수 없는 예고된 변경: {n}개. 확인하지 못한 것: {needs}.", En: "Announced changes of which it cannot be told whether they apply: {n}. Not seen: {needs}."},
		lacksMuch: lang.Text{Ko: "확인하지 못한 것이 있어 해당하는지 알 수 없는 예고된 변경: {n}개.", En: "Announced changes of which it cannot be told whether they apply, because too little was seen: {n}."},
		none:      lang.Text{Ko: "본 것에 해당하는 예고된 변경이 없습니다.", En: "No announced change applies to what was seen."},
		aged: lang.Text{
			Ko: "위의 날짜 가운데 {table_day}에 확인한 것이 있습니다. 30일이 넘었으므로 그 뒤에 바뀌었는지 확인하십시오.",
			En: "Of these days, some were looked up on {table_day}, more than 30 days before. Check whether they have moved since.",
		},
		month: lang.Text{Ko: "{year}년 {month}월 초", En: "the beginning of {year}-{month}"},
	}
}

// ending names what ends, in the words that people have for it.
func ending(kind Kind, what []string, l lang.Language) string {
	switch {
	case len(what) == 0:
		return ""
	case kind == ConnectLowest && slices.Contains(what, byAccount):
		return strings.TrimPrefix(strings.Join(what[:len(what)-1], "")+lang.Text{Ko: ", 계정으로 로그인", En: ", signed in with an account"}.In(l), ", ")
	case kind == ConnectLowest:
		return what[0]
	case kind == Methods && among(what, methods.Telephone()):
		return lang.Text{Ko: "Microsoft가 제공하는 문자와 음성 통화: ", En: "text messages and calls by Microsoft: "}.In(l) + strings.Join(what, ", ")
	case kind == Methods && among(what, methods.Questions()):
		return lang.Text{Ko: "보안 질문", En: "security questions"}.In(l)
	default:
		return strings.Join(what, ", ")
	}
}

// among reports whether every word is one of a list.
func among(words, list []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(list, w) })
}
