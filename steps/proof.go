package steps

import (
	"slices"
	"time"

	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// Proven is what an event of success proves. Each is stronger than those before
// it: a password that was written came over a relay that lived.
type Proven string

// What can be proven. The zero value is nothing.
const (
	Connected   Proven = "connected"    // the writeback service had its relay: its heartbeat
	Written     Proven = "written"      // somebody's password was written to Active Directory
	WrittenHere Proven = "written-here" // that of the caller was
)

// Proof is one event of success. It is a fact of its own: what a finding infers
// does not stand against it.
type Proof struct {
	What  Proven    `json:"what"`
	At    time.Time `json:"at"`              // when it happened, UTC
	Event string    `json:"event,omitempty"` // its number; "" for a row of the audit log
	Step  ID        `json:"step,omitempty"`  // that saw it; filled in from its finding
}

// How long before a look a proof speaks of what was looked at. A heartbeat comes
// every five minutes; the next one is the proof that nothing happened since, and
// of a road that carries it nothing older says more. Of what passes by itself, a
// password that was written within a quarter of an hour says that it was so then
// and is so now, as far as anybody knows; of what stays until a person changes
// it, one within the hour. An older one proves what was.
const (
	connectedFor = 6 * time.Minute
	passingFor   = 15 * time.Minute
	settingFor   = time.Hour
)

func (p Proven) rank() int { return slices.Index([]Proven{Connected, Written, WrittenHere}, p) }

// refutes reports whether a proof stands against what a step found at a time. A
// state that was seen itself, and not inferred, gives way only to what happened
// after it was seen.
func (p Proof) refutes(step *Step, on Outcome, seen time.Time) bool {
	by := step.RefutedBy
	if branch := step.Branch(on); branch != nil && branch.RefutedBy != "" {
		by = branch.RefutedBy
	}
	switch {
	case by == "" || p.What.rank() < by.rank() || p.At.IsZero() || seen.IsZero():
		return false
	case step.Observed:
		return p.At.After(seen)
	case p.What == Connected || by == Connected:
		return !p.At.Before(seen.Add(-connectedFor))
	case step.keeps(on) == Lasting:
		return !p.At.Before(seen.Add(-settingFor))
	default:
		return !p.At.Before(seen.Add(-passingFor))
	}
}

// weigh holds what is broken against the proofs of success in a trail. What a
// proof refutes is a warning that names it.
func weigh(tree map[ID]*Step, trail []Finding) []Finding {
	var proofs []Proof
	for _, f := range trail {
		for _, p := range f.Proofs {
			p.Step = f.Step
			proofs = append(proofs, p)
		}
	}
	weighed := slices.Clone(trail)
	for i := range weighed {
		f := &weighed[i]
		f.Refuted = nil
		step := tree[f.Step]
		if step == nil || f.Status != Broken {
			continue
		}
		for _, p := range proofs {
			if p.refutes(step, f.On, f.Seen.At) && (f.Refuted == nil || f.Refuted.older(p)) {
				f.Refuted, f.Status = &p, Warning
			}
		}
	}
	return weighed
}

// older reports whether another proof says more: what is stronger, then what is
// later.
func (p *Proof) older(other Proof) bool {
	if p.What != other.What {
		return p.What.rank() < other.What.rank()
	}
	return p.At.Before(other.At)
}

// refuted is the sentence about the proof against a finding, "" where there is
// none.
func (t Teller) refuted(f Finding) string {
	if f.Refuted == nil {
		return ""
	}
	said := map[Proven]lang.Text{
		Connected: {
			Ko: "그러나 쓰기 저장 서비스가 {proof_at}에 클라우드와 연결되어 있었다는 증거({source})와 맞지 않습니다.",
			En: "But it contradicts a proof that the writeback service was connected to the cloud at {proof_at} ({source}).",
		},
		Written: {
			Ko: "그러나 {proof_at}에 다른 사용자의 암호가 Active Directory에 기록되었다는 증거({source})와 맞지 않습니다.",
			En: "But it contradicts a proof that somebody's password was written to Active Directory at {proof_at} ({source}).",
		},
		WrittenHere: {
			Ko: "그러나 {proof_at}에 이 사용자의 암호가 Active Directory에 기록되었다는 증거({source})와 맞지 않습니다.",
			En: "But it contradicts a proof that this user's password was written to Active Directory at {proof_at} ({source}).",
		},
	}[f.Refuted.What]
	source := t.title(f.Refuted.Step)
	if f.Refuted.Event != "" {
		source = lang.Text{Ko: "이벤트 {event}", En: "event {event}"}.Fill(t.Language, lang.Args{"event": f.Refuted.Event})
	}
	return tell.Fill(said, tell.Args{"proof_at": tell.At(f.Refuted.At), "source": tell.Words.Of(source)}, t.Language, t.Zone) + " " +
		lang.Text{Ko: "그래서 고장이 아니라 주의로 봅니다.", En: "So it is told as a warning, not as a fault."}.In(t.Language)
}
