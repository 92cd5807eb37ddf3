package symptom

import (
	"slices"
	"strings"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/symptom/heard"
	"example.com/writeback-doctor/steps/tell"
)

// heardBranches are the ways out of the words step that end nothing.
var heardBranches = []steps.Branch{
	{
		On:    steps.Answered,
		Label: lang.Text{Ko: "알아본 것 없음", En: "Nothing recognised"},
		Say: lang.Text{
			Ko: "이 프로그램이 아는 코드나 문구를 듣지 못했습니다. 처음부터 차례로 확인합니다.",
			En: "No code or message was given that this program knows. Every step is checked in turn.",
		},
	},
	{
		On:    "recognised",
		Label: lang.Text{Ko: "코드를 알아봄", En: "Code recognised"},
		Say: lang.Text{
			Ko: "알아본 코드: {codes}. 관련된 단계부터 확인합니다.",
			En: "Recognised: {codes}. The walk begins there.",
		},
	},
	{
		On:    "no-direction",
		Label: lang.Text{Ko: "방향 없는 코드", En: "Code without direction"},
		Say: lang.Text{
			Ko: "알아본 코드: {codes}. 이것만으로는 어디가 문제인지 알 수 없어 처음부터 차례로 확인합니다.",
			En: "Recognised: {codes}. This alone does not tell where the trouble is, so every step is checked in turn.",
		},
	},
	{
		On:    "understood",
		Label: lang.Text{Ko: "말이 가리키는 곳부터", En: "By what was said"},
		Say: lang.Text{
			Ko: "코드는 없습니다. 사용자가 말한 내용과 관계있는 단계부터 확인하고, 나머지도 이어서 확인합니다.",
			En: "There is no code. The steps that the words point to are checked first, then all the others.",
		},
	},
	{
		On:    "other-purpose",
		Label: lang.Text{Ko: "로그인의 코드", En: "Code of a sign-in"},
		Say: lang.Text{
			Ko: "암호 쓰기 저장의 코드가 아니라 클라우드 로그인의 코드입니다: {codes}. 쓰기 저장은 처음부터 차례로 확인합니다.",
			En: "These are codes of the sign-in to the cloud, and not of writeback: {codes}. For writeback, every step is checked in turn.",
		},
	},
	{
		On:    "log-first",
		Label: lang.Text{Ko: "서버의 기록부터", En: "The server's log first"},
		Say: lang.Text{
			Ko: "서버의 로그에 이 사용자의 새 오류가 있습니다. 들은 말보다 먼저, 그 오류와 관계있는 단계부터 확인합니다.",
			En: "The server's log holds a fresh failure of this user. The steps that it points to are checked first, before those of what was said.",
		},
	},
	{
		On:    "unlisted",
		Label: lang.Text{Ko: "모르는 코드", En: "Unknown code"},
		Say: lang.Text{
			Ko: "이 프로그램이 모르는 코드입니다: {codes}. 처음부터 차례로 확인하지만, 모두 정상이어도 이 코드의 이유는 알 수 없습니다.",
			En: "This program does not know this code: {codes}. Every step is checked in turn, but even if all is healthy, the reason of the code is not known.",
		},
	},
}

// owners are the people who can mend what a step finds, as a rule, for the
// sentence that is said before anything was looked at.
var owners = map[steps.ID]steps.Who{
	"configuration/premium-license": steps.EntraAdmin, "configuration/user-license": steps.EntraAdmin,
	"configuration/sspr-enabled": steps.EntraAdmin, "configuration/admin-account": steps.EntraAdmin,
	"configuration/user-origin": steps.EntraAdmin, "configuration/connect-application": steps.EntraAdmin,
	"configuration/sync-engine": steps.ServerAdmin, "configuration/writeback-switch": steps.ServerAdmin,
	"configuration/full-sync": steps.ServerAdmin, "configuration/last-sync": steps.ServerAdmin,
	"configuration/user-link": steps.ServerAdmin, "configuration/preferred-dc": steps.ServerAdmin,
	"connectivity/connect-version": steps.ServerAdmin, "connectivity/agent-version": steps.ServerAdmin,
	"connectivity/outbound-tls": steps.ServerAdmin, "connectivity/clock": steps.ServerAdmin,
	"reenable/disable-enable":      steps.ServerAdmin,
	"configuration/pdc-emulator":   steps.ADAdmin,
	"configuration/protected-user": steps.ADAdmin, "configuration/effective-rights": steps.ADAdmin,
	"configuration/remote-sam": steps.ADAdmin, "configuration/user-account": steps.ADAdmin,
	"configuration/password-policy": steps.ADAdmin, "configuration/connector-account": steps.ADAdmin,
	"configuration/domain-controllers": steps.ADAdmin, "configuration/ou-name": steps.ADAdmin,
	"connectivity/proxy": steps.Network, "connectivity/service-bus": steps.Network, "connectivity/idle": steps.Network,
	"connectivity/password-reset-endpoint": steps.Network, "connectivity/domain-controller-ports": steps.Network,
}

// mender names people who can mend something, as the subject of a sentence.
var mender = map[steps.Who]lang.Text{
	steps.ADAdmin:     {Ko: "AD 관리자", En: "an AD administrator"},
	steps.EntraAdmin:  {Ko: "Microsoft Entra 관리자", En: "a Microsoft Entra administrator"},
	steps.ServerAdmin: {Ko: "Connect 서버 관리자", En: "the administrator of the Connect server"},
	steps.Network:     {Ko: "네트워크 담당자", En: "the network team"},
}

// said is a meaning in one line, with who can mend it, as a rule.
func (m meaning) said(of string) lang.Text {
	t := m.means
	if of != "" {
		t = lang.Text{Ko: of + ": " + t.Ko, En: of + ": " + t.En}
	}
	const most = 2
	var who []steps.Who
	for _, id := range m.visit {
		if w := owners[id]; w != "" && !slices.Contains(who, w) && len(who) < most {
			who = append(who, w)
		}
	}
	if len(who) == 0 {
		return t
	}
	first := mender[who[0]]
	ko, en := first.Ko, strings.ToUpper(first.En[:1])+first.En[1:]
	if len(who) > 1 {
		ko, en = ko+"나 "+mender[who[1]].Ko, en+" or "+mender[who[1]].En
	}
	return lang.Text{Ko: t.Ko + " " + ko + "가 조치할 수 있습니다.", En: t.En + " " + en + " can mend it."}
}

// understood is a meaning that was told without a code, or is the likeliest one.
func (m meaning) understood(guessed bool) lang.Text {
	t := m.said("")
	if guessed {
		return lang.Text{Ko: "확실하지 않지만 아마도: " + t.Ko, En: "Not sure, but perhaps: " + t.En}
	}
	return lang.Text{Ko: "알아들은 뜻: " + t.Ko, En: "Understood: " + t.En}
}

// tellWords says what each code and message means and who can mend it, where
// they contradict each other, and what a ticket needs.
func tellWords(args tell.Args) []lang.Text {
	lines := tellCodes(args)
	codes, told, guessed := args["codes"].Texts(), messagesOf(args), !args["guessed"].Empty()
	for _, m := range told {
		if !saidBy(codes, m) && (len(codes) > 0 || guessed || slices.ContainsFunc(told, leads)) {
			lines = append(lines, m.understood(guessed))
		}
	}
	if !args["at_odds"].Empty() {
		lines = append(lines, lang.Text{
			Ko: "코드와 문구가 서로 다른 것을 말합니다. 둘 다 확인하며, 코드가 가리키는 것부터 봅니다.",
			En: "The code and the text say different things. Both are looked at, what the code points to first.",
		})
	}
	return append(lines, tellTicket(args)...)
}

func messagesOf(args tell.Args) []meaning {
	var told []meaning
	for _, key := range args["messages"].Texts() {
		if m, known := messages[heard.Message(key)]; known {
			told = append(told, m)
		}
	}
	return told
}

// leads reports whether a meaning ends nothing: where all do, the sentence says
// what they mean.
func leads(m meaning) bool { return m.ends == "" }

// saidBy reports whether one of the codes says what a message means.
func saidBy(codes []string, m meaning) bool {
	return slices.ContainsFunc(codes, func(code string) bool {
		said, _ := look(code)
		return len(m.visit) > 0 && slices.Equal(said.visit, m.visit) || m.ends != "" && said.ends == m.ends
	})
}

// tellCodes says what each of the codes means, and of which of them this program
// does not know it. Where it knows none, the sentence says so.
func tellCodes(args tell.Args) []lang.Text {
	codes := args["codes"].Texts()
	if !slices.ContainsFunc(codes, isKnown) {
		return nil
	}
	var lines []lang.Text
	for _, code := range codes {
		m, known := look(code)
		if !known {
			m.means = unknownCode
		}
		lines = append(lines, m.said(code))
	}
	return lines
}

// tellTicket says what is kept for a ticket, and when which event happened.
func tellTicket(args tell.Args) []lang.Text {
	var lines []lang.Text
	for _, e := range args["events"].Texts() {
		code, at, _ := strings.Cut(e, " ")
		lines = append(lines, lang.Text{Ko: "이벤트 " + code + ": " + at, En: "Event " + code + ": " + at})
	}
	for _, kept := range []struct {
		arg  string
		name lang.Text
	}{
		{"correlation", lang.Text{Ko: "상관관계 ID", En: "Correlation ID"}},
		{"support", lang.Text{Ko: "지원 코드", En: "Support code"}},
		{"screen_time", lang.Text{Ko: "화면에 나온 시각", En: "Time on the screen"}},
	} {
		if value := args[kept.arg]; !value.Empty() {
			lines = append(lines, lang.Text{Ko: kept.name.Ko + ": " + value.In(lang.Korean, nil), En: kept.name.En + ": " + value.In(lang.English, nil)})
		}
	}
	return lines
}

// unknownCode is what is said of a code that no table of ours explains.
var unknownCode = lang.Text{
	Ko: "이 프로그램이 뜻을 모르는 코드입니다.",
	En: "This program does not know what it means.",
}
