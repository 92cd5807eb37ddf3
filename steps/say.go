package steps

import (
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// sentence is what a person reads about a finding: the branch's sentence
// filled, with what stood in the way when the check could not look, and the
// word of a person marked as such.
func (t Teller) sentence(step *Step, f Finding) string {
	l, zone := t.Language, t.Zone
	branch := branchOf(step, f)
	if branch == nil {
		return string(f.Step) + ": " + string(f.On)
	}
	if f.ByHand {
		word := lang.Text{Ko: "{label} (프로그램이 본 것이 아니라 사람이 말한 것입니다).", En: "{label} (a person said so; the program did not see it)."}
		return word.Fill(l, lang.Args{"label": branch.Label.In(l)})
	}
	then := thenSaid(step, &f, l, zone)
	if then != "" && f.Why != nil && f.Why.Kind == probes.Stale {
		return then + " " + sinceThen().In(l)
	}
	parts := []string{tell.Fill(branch.Say, f.Args, l, zone)}
	if f.Why != nil {
		parts = append(parts, t.Obstacle(f.Why))
	}
	parts = append(parts, t.refuted(f), t.missed(f), then, ageSaid(&f, l, zone))
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " ")
}

// details are the facts behind the sentence of a finding, line by line, as
// sentence writes them. There are none for the word of a person.
func details(step *Step, f Finding, l lang.Language, zone *time.Location) []string {
	branch := branchOf(step, f)
	if branch == nil || f.ByHand {
		return nil
	}
	var lines []string
	for _, detail := range branch.Details {
		unsaid := func(name string) bool { return f.Args[name].Empty() }
		if !slices.ContainsFunc(lang.Blanks(detail.In(l)), unsaid) {
			lines = append(lines, tell.Fill(detail, f.Args, l, zone))
		}
	}
	if step.Tell != nil {
		for _, line := range step.Tell(f.Args) {
			lines = append(lines, line.In(l))
		}
	}
	return append(lines, pointLines(f.Points, branch.Beyond, l, zone)...)
}

// from names the machine that saw something, and what it is: this machine or
// the Connect server. It is "" when nobody noted it.
func from(v probes.Vantage, l lang.Language) string {
	place := map[probes.Place]lang.Text{
		probes.Here:       {Ko: "이 컴퓨터", En: "this machine"},
		probes.SyncServer: {Ko: "Connect 서버", En: "Connect server"},
		probes.Person:     {Ko: "직접 입력", En: "said by a person"},
	}[v.Place].In(l)
	switch {
	case v.Host == "":
		return place
	case place == "":
		return v.Host
	default:
		return v.Host + " (" + place + ")"
	}
}

// label is the outcome of a finding in two or three words.
func label(step *Step, f Finding, l lang.Language) string {
	if branch := branchOf(step, f); branch != nil {
		return branch.Label.In(l)
	}
	return string(f.On)
}

// people returns who can act on a finding: those of the remedy, or those who
// could supply what was missing.
func people(step *Step, f Finding) []Who {
	var who []Who
	if remedy := remedyOf(step, f); remedy != nil {
		who = append(who, remedy.Who...)
	}
	return joined(who, obstruction(f.Why).Who)
}

// joined are people without those who stand there already.
func joined(who, more []Who) []Who {
	for _, w := range more {
		if !slices.Contains(who, w) {
			who = append(who, w)
		}
	}
	return who
}

// inWords names people.
func inWords(who []Who, l lang.Language) string {
	words := make([]string, len(who))
	for i, w := range who {
		words[i] = w.Word().In(l)
	}
	return strings.Join(words, ", ")
}

// remedyOf returns the remedy of a finding, nil when there is nothing to do.
// That of a finding by hand says in words what no evidence fills.
func remedyOf(step *Step, f Finding) *Remedy {
	branch := branchOf(step, f)
	if branch == nil || branch.Remedy == nil {
		return nil
	}
	if f.ByHand {
		return branch.Remedy.inWords(step.Blanks, f.Args)
	}
	return branch.RemedyFor(f.Args)
}

func branchOf(step *Step, f Finding) *Branch {
	if step == nil {
		return nil
	}
	return step.Branch(f.On)
}

// Word names the status in both languages.
func (s Status) Word() lang.Text {
	switch s {
	case Healthy:
		return lang.Text{Ko: "정상", En: "OK"}
	case Warning:
		return lang.Text{Ko: "주의", En: "WARN"}
	case Broken:
		return lang.Text{Ko: "고장", En: "FAIL"}
	default:
		return lang.Text{Ko: "확인 안 됨", En: "UNKNOWN"}
	}
}

// Word names the people in both languages.
func (w Who) Word() lang.Text {
	switch w {
	case ADAdmin:
		return lang.Text{Ko: "AD 관리자", En: "AD administrator"}
	case EntraAdmin:
		return lang.Text{Ko: "Microsoft Entra 관리자", En: "Microsoft Entra administrator"}
	case ServerAdmin:
		return lang.Text{Ko: "Connect 서버 관리자", En: "Connect server administrator"}
	case Network:
		return lang.Text{Ko: "네트워크 담당자", En: "network team"}
	case Helpdesk:
		return lang.Text{Ko: "헬프데스크", En: "helpdesk"}
	default:
		return lang.Text{Ko: string(w), En: string(w)}
	}
}

// StageWord names a stage in both languages.
func StageWord(stage string) lang.Text {
	switch stage {
	case "symptom":
		return lang.Text{Ko: "증상", En: "Symptom"}
	case "configuration":
		return lang.Text{Ko: "구성", En: "Configuration"}
	case "connectivity":
		return lang.Text{Ko: "연결", En: "Connectivity"}
	case reenable:
		return lang.Text{Ko: "다시 켜기", En: "Re-enable"}
	default:
		return lang.Text{Ko: stage, En: stage}
	}
}
