package steps

import "example.com/writeback-doctor/steps/lang"

// CallFacts are what a call begins with, in this order: who calls, and what
// stands on their screen.
func CallFacts() []Fact { return []Fact{User, Words} }

// Meaning is what the words on the caller's screen mean, as a finding of the
// step that reads them, before anything was looked at. It is nil where they mean
// nothing.
func Meaning(asking []Step, said Facts) (*Step, Finding) {
	for i := range asking {
		step := &asking[i]
		if step.Decide == nil || len(step.Ask) == 0 || step.Ask[0].Fact != Words {
			continue
		}
		v := step.Decide(said)
		if v.On == Answered || v.On == "" {
			return nil, Finding{}
		}
		f := Finding{Step: step.ID, On: v.On, Args: v.Args, Why: v.Why, Visit: v.Visit, Asked: true}
		if b := step.Branch(v.On); b != nil {
			f.Status = b.Status
		}
		return step, f
	}
	return nil, Finding{}
}

// Unrecognised is what is said where the caller's words were given and name
// nothing; empty for any other finding.
func Unrecognised(step *Step, f Finding) lang.Text {
	if step == nil || step.Decide == nil || len(step.Ask) == 0 || step.Ask[0].Fact != Words || f.On != Answered || f.Learned[Words] == "" {
		return lang.Text{}
	}
	return lang.Text{
		Ko: "입력한 말에는 이 프로그램이 아는 코드나 문구가 없어, 처음부터 차례로 확인합니다.",
		En: "Your words name nothing that this program knows: every step is checked in turn.",
	}
}

// Meanwhile is what the person on the phone can be told while nothing but the
// meaning of their words is known.
func Meanwhile() lang.Text {
	return lang.Text{
		Ko: "화면에 나온 메시지가 무엇인지 알았고, 지금 원인을 찾고 있습니다. 원인을 찾기 전에는 다시 시도해도 대개 결과가 같습니다.",
		En: "The message on the screen is known, and its cause is being looked for now. Until it is found, trying again usually ends the same way.",
	}
}
