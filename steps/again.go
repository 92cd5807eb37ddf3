package steps

import (
	"slices"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// Missed is a look that could not see what an earlier one had seen: from another
// machine, or without a sign-in.
type Missed struct {
	Why  *probes.Obstacle `json:"why"`
	Seen probes.Seen      `json:"seen"`
	At   time.Time        `json:"at"` // when the walk recorded it, UTC
}

// Again puts a step in front of the person that was looked at, to look at it
// once more with the same question: where the next look cannot see, what this
// one saw stands, and until it ends this one counts. Whoever goes back or answers
// anew asks another question.
func (s *Session) Again(id ID) error {
	var before *Finding
	aside := slices.Clone(s.aside)
	for _, v := range s.trail {
		f := v.finding
		if f.Step != id {
			continue
		}
		aside = append([]Finding{f}, aside...) // whoever looks at several again goes backwards
		if f.On != Unseen && !f.ByHand && !f.Asked {
			f.Missed = nil
			before = &f
		}
	}
	if n := len(s.trail); n > 0 && s.trail[n-1].finding.Step == id {
		s.Back()
	} else if err := s.Visit(id); err != nil {
		return err
	}
	s.aside = aside
	if before != nil {
		s.held[id] = held{finding: *before}
	}
	return nil
}

// held is what was seen of a step that is looked at once more.
type held struct {
	finding Finding
	still   bool // the walk stands as of its own time, in which nothing passes
}

// stands is the finding that counts after a look: the look's own, or what was
// seen before where it could not see. What has passed since speaks of now no more,
// and the look only says what it was.
func (s *Session) stands(look Finding) Finding {
	kept, again := s.held[look.Step]
	before := kept.finding
	delete(s.held, look.Step)
	if !again || look.On != Unseen || look.Why == nil {
		return look
	}
	if step := s.find(look.Step); !kept.still && !before.Seen.At.IsZero() && look.At.Sub(before.Seen.At) > step.keeps(before.On) {
		if look.Then == nil {
			look.Then = &Then{On: before.On, Args: before.Args, Seen: before.Seen}
		}
		return look
	}
	before.Missed = &Missed{Why: look.Why, Seen: look.Seen, At: look.At}
	return before
}

// missed is the sentence about a later look that could not see, "" for none.
func (t Teller) missed(f Finding) string {
	if f.Missed == nil {
		return ""
	}
	at := f.Missed.Seen.At
	if at.IsZero() {
		at = f.Missed.At
	}
	return tell.Fill(lang.Text{
		Ko: "{missed_at}에 다시 확인했지만 볼 수 없었습니다. {why} 그래서 앞서 본 결과를 그대로 둡니다.",
		En: "Looked at again at {missed_at}, but it could not be seen. {why} What was seen before stands.",
	}, tell.Args{"missed_at": tell.At(at), "why": tell.Words.Of(t.Obstacle(f.Missed.Why))}, t.Language, t.Zone)
}
