package steps

import "example.com/writeback-doctor/steps/lang"

// Labels are what every face puts in front of the parts of a finding: one name
// for one thing, on a screen, in a ticket and in a script.
type Labels struct{ User, ToCaller, Who, Where, Since, Changes, Proof, SeenFrom lang.Text }

// Label returns them.
func Label() Labels {
	return Labels{
		User:     lang.Text{Ko: "사용자", En: "User"},
		ToCaller: lang.Text{Ko: "전할 말", En: "Tell the caller"},
		Who:      lang.Text{Ko: "담당자", En: "Who fixes it"},
		Where:    lang.Text{Ko: "작업 위치", En: "Where"},
		Since:    lang.Text{Ko: "언제부터", En: "Since when"},
		Changes:  lang.Text{Ko: "바뀌는 것", En: "What changes"},
		Proof:    lang.Text{Ko: "확인 방법", En: "How to check"},
		SeenFrom: lang.Text{Ko: "확인 위치", En: "Seen from"},
	}
}

// Colon is a label with the colon behind it.
func Colon(label lang.Text) lang.Text { return lang.Text{Ko: label.Ko + ":", En: label.En + ":"} }
