package reenable

import (
	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// interruptedReset is the newest reset of an audit trail that began and has no
// end, nil for none. There is nothing to finish: nobody knows the password, and
// whether it was set is to be seen.
func interruptedReset(acts probes.Acts) *steps.Interrupted {
	open := map[string]probes.Acted{} // by action
	for _, a := range acts.List {
		if a.Action != string(CanaryID) {
			continue
		}
		switch a.Mark {
		case probes.Begins:
			open[a.ID] = a
		case probes.Ended, probes.Settled:
			delete(open, a.ID)
		default:
		}
	}
	var found *steps.Interrupted
	for id, a := range open {
		if found != nil && !a.At.After(found.At) {
			continue
		}
		found = &steps.Interrupted{ID: id, On: "reset-unknown", Step: CanaryID, Server: a.Server, At: a.At, Status: steps.Unknown}
		found.Sentence = steps.Sentence{Say: brokenReset, Args: tell.Args{"at": tell.At(a.At), "user": tell.User.Of(a.User).OrDash()}}
	}
	return found
}

var brokenReset = lang.Text{
	Ko: "{at}에 테스트 사용자 {user} 암호의 재설정이 끊겼습니다. 아무도 모르는 새 암호로 바뀌었을 수 있습니다. 그 사용자가 필요하면 암호를 다시 재설정하십시오.",
	En: "The reset of the test user {user} at {at} broke off. The password may have become one that nobody knows. Reset it again where that user is needed.",
}
