package scanned

import (
	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
)

// jsonBreak is where a scan lost its controller.
type jsonBreak struct {
	probes.Break

	Gap  bool      `json:"gap"` // somebody may be missing
	Said lang.Text `json:"said"`
}

func (s *Scan) breaks() []jsonBreak {
	list := []jsonBreak{}
	for _, b := range s.Census.Breaks {
		masked := probes.Break{After: b.After, From: s.Mask.Host(b.From), To: s.Mask.Host(b.To)}
		args := lang.Args{"n": thousands(b.After), "from": masked.From, "to": masked.To}
		text := breakWords(b)
		list = append(list, jsonBreak{
			Break: masked, Gap: b.Elsewhere(), Said: lang.Text{Ko: text.Fill(lang.Korean, args), En: text.Fill(lang.English, args)},
		})
	}
	return list
}

// Broke reports whether somebody may be missing because the scan went on on
// another controller.
func (s *Scan) Broke() bool {
	for _, b := range s.Census.Breaks {
		if b.Elsewhere() {
			return true
		}
	}
	return false
}

func breakWords(b probes.Break) lang.Text {
	if b.Elsewhere() {
		return lang.Text{
			Ko: "사용자 {n}명까지 본 뒤 {from} 연결이 끊겨 {to}에서 이어 갔습니다. 두 번 센 사용자는 없습니다. {from}에서 만들어졌지만 {to}에 아직 복제되지 않은 사용자는 빠졌을 수 있습니다.",
			En: "After {n} {n|user|users} the connection to {from} was lost, and the scan went on on {to}. Nobody was counted twice. Users that were made on {from} and had not reached {to} may be missing.",
		}
	}
	return lang.Text{
		Ko: "사용자 {n}명까지 본 뒤 {from} 연결이 끊겼고, 같은 컨트롤러에서 이어 갔습니다. 빠지거나 두 번 센 사용자는 없습니다.",
		En: "After {n} {n|user|users} the connection to {from} was lost, and the scan went on on the same controller. Nobody was missed or counted twice.",
	}
}
