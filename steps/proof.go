package steps

import (
	"slices"
	"time"

	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// Proven is what an event of success proves.
type Proven string

// What can be proven. The zero value is nothing. Each of the first three is
// stronger than the one before it: a password that was written came over a relay
// that lived. The others stand by themselves, and say nothing of a password, nor
// do the first three say anything of them.
const (
	Connected   Proven = "connected"    // the writeback service had its relay: its heartbeat
	Written     Proven = "written"      // somebody's password was written to Active Directory
	WrittenHere Proven = "written-here" // that of the caller was

	RanWell   Proven = "ran-well"      // the sync engine signed in to its tenant, and imported or exported there without an error
	InSession Proven = "relay-session" // the sync engine's process held a TCP connection to a relay
)

// Proof is one event of success. It is a fact of its own: what a finding infers
// does not stand against it.
type Proof struct {
	What  Proven    `json:"what"`
	At    time.Time `json:"at"`              // when it happened, or was last known to last, UTC
	Since time.Time `json:"since,omitzero"`  // when what lasted began
	Event string    `json:"event,omitempty"` // its number; "" for what is no event of the server's log
	Step  ID        `json:"step,omitempty"`  // that saw it; filled in from its finding
}

// How long before a look a proof speaks of what was looked at. A heartbeat comes
// every five minutes; the next one is the proof that nothing happened since, and
// of a road that carries it nothing older says more, and it is what shows that a
// connection lives. Of what passes by itself, a password that was written within
// a quarter of an hour says that it was so then and is so now, as far as anybody
// knows; of what stays until a person changes it, one within the hour. A run says
// what the engine could until the next one, which may be a day away. An older one
// proves what was.
const (
	connectedFor = 6 * time.Minute
	passingFor   = 15 * time.Minute
	settingFor   = time.Hour
	ranFor       = 24 * time.Hour
)

// rank orders those that follow from each other; -1 for one that stands by
// itself.
func (p Proven) rank() int { return slices.Index([]Proven{Connected, Written, WrittenHere}, p) }

// against is the weakest proof of the kind of p against which an outcome of a
// step does not stand, "" where none of that kind refutes it.
func (s *Step) against(p Proven, on Outcome) Proven {
	branch := s.Branch(on)
	switch {
	case p.rank() < 0:
		if branch != nil && branch.RefutedAlso == p {
			return p
		}
		return ""
	case branch != nil && branch.RefutedBy != "":
		return branch.RefutedBy
	default:
		return s.RefutedBy
	}
}

// unprovenBy reports whether a proof of a kind says nothing of a step of which
// another one would.
func (s *Step) unprovenBy(p Proven) bool {
	if s.RefutedBy == "" || p.rank() >= s.RefutedBy.rank() {
		return false
	}
	return !slices.ContainsFunc(s.Branches, func(b Branch) bool { return b.RefutedAlso == p })
}

// refutes reports whether a proof stands against what a step found. A state that
// was seen itself, and not inferred, gives way only to what happened after it was
// seen, and what cannot be since a moment only to what could since then.
func (p Proof) refutes(step *Step, f *Finding) bool {
	by, seen := step.against(p.What, f.On), f.Seen.At
	branch := step.Branch(f.On)
	switch {
	case by == "" || p.What.rank() < by.rank() || p.At.IsZero() || seen.IsZero():
		return false
	case step.Observed, branch != nil && branch.Observed:
		return p.At.After(seen)
	case p.What == RanWell:
		return p.At.After(f.Since) && !p.At.Before(seen.Add(-ranFor))
	case p.What == Connected, p.What == InSession, by == Connected:
		return !p.At.Before(seen.Add(-connectedFor))
	case step.keeps(f.On) == Lasting:
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
			if p.refutes(step, f) && (f.Refuted == nil || f.Refuted.older(p)) {
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
		RanWell: {
			Ko: "그러나 동기화 엔진이 테넌트에 로그인해 {proof_at}에 작업을 성공적으로 마쳤다는 증거({source})와 맞지 않습니다.",
			En: "But it contradicts a proof that the sync engine signed in to its tenant and finished a run there without an error at {proof_at} ({source}).",
		},
		InSession: {
			Ko: "그러나 동기화 엔진이 {proof_since}부터 릴레이와 TCP 연결을 유지하고 있으며 {proof_at}에도 연결되어 있었다는 증거({source})와 맞지 않습니다.",
			En: "But it contradicts a proof that the sync engine has held a TCP connection to a relay since {proof_since}, and still did at {proof_at} ({source}).",
		},
	}[f.Refuted.What]
	return tell.Fill(said, tell.Args{
		"proof_at": tell.At(f.Refuted.At), "proof_since": tell.At(f.Refuted.Since), "source": tell.Words.Of(t.source(f.Refuted)),
	}, t.Language, t.Zone) + " " +
		lang.Text{Ko: "그래서 고장이 아니라 주의로 봅니다.", En: "So it is told as a warning, not as a fault."}.In(t.Language)
}

// source is where a proof stands.
func (t Teller) source(p *Proof) string {
	switch {
	case p.What == RanWell:
		return lang.Text{Ko: "커넥터의 실행 기록", En: "run history of the connector"}.In(t.Language)
	case p.What == InSession:
		return lang.Text{Ko: "서버의 TCP 연결 목록", En: "TCP connections of the server"}.In(t.Language)
	case p.What == WrittenHere && p.Event == "":
		return lang.Text{Ko: "테넌트의 감사 로그", En: "audit log of the tenant"}.In(t.Language)
	case p.Event != "":
		return lang.Text{Ko: "이벤트 {event}", En: "event {event}"}.Fill(t.Language, lang.Args{"event": p.Event})
	default:
		return t.title(p.Step)
	}
}
