package rights

import (
	"encoding/json"
	"fmt"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/needed"
	"example.com/writeback-doctor/wizard/command/output"
)

// toldRights is the JSON of rights --user. The rights have the names and the
// form that they have in JSON lines, with what only a directory can add.
type toldRights struct {
	Schema   string                `json:"schema"`
	Masked   bool                  `json:"masked,omitempty"` // names were replaced for people outside
	Status   steps.Status          `json:"status"`
	Outcome  steps.Outcome         `json:"outcome"`
	Said     lang.Text             `json:"said"`
	Why      string                `json:"why,omitempty"`      // kind of the obstacle when nothing was seen
	WhyCode  string                `json:"why_code,omitempty"` // what the other side said, as a number
	Account  string                `json:"account,omitempty"`
	UserDN   string                `json:"user_dn,omitempty"`
	Matches  []string              `json:"matches,omitempty"` // DNs, when the name fits more than one entry
	Rights   map[string]toldRight  `json:"rights,omitempty"`
	StopsAt  string                `json:"stops_at,omitempty"`
	OffAt    string                `json:"off_at,omitempty"`
	Server   *probes.SecondOpinion `json:"server,omitempty"`
	Remedy   *toldRemedy           `json:"remedy,omitempty"`
	Evidence json.RawMessage       `json:"evidence,omitempty"`
	Vantage  string                `json:"vantage,omitempty"`
	At       time.Time             `json:"at"`
}

type toldRight struct {
	lineRight

	Denied   bool             `json:"denied"`
	Name     string           `json:"trustee,omitempty"`        // SID and name of whom the deciding entry is for
	From     string           `json:"inherited_from,omitempty"` // DN; "" for an explicit entry, and where it could not be seen
	Source   *probes.Entry    `json:"source,omitempty"`         // the entry there, as it stands
	Withheld *probes.Withheld `json:"withheld,omitempty"`
	Stray    *probes.Stray    `json:"stray,omitempty"` // an entry that would grant it and does not reach
	Differ   []toldContest    `json:"implementations_differ,omitempty"`
}

// toldContest is a shape on which the specifications disagree, and so what reads
// them. It stands beside the answer and changes nothing in it.
type toldContest struct {
	lineContest

	Said  lang.Text    `json:"said"`
	Entry probes.Entry `json:"entry"`
}

type toldRemedy struct {
	Who      []steps.Who      `json:"who"`
	Where    lang.Text        `json:"where"`
	Do       []lang.Text      `json:"do"`
	Look     []output.Command `json:"look"`
	Run      []output.Command `json:"run"` // those that mend it
	Or       []output.Command `json:"or"`  // those of other ways, by their numbers
	Undo     []output.Command `json:"undo"`
	Withheld *lang.Text       `json:"commands_withheld,omitempty"` // why there are none
	Changes  lang.Text        `json:"changes"`
	Proof    lang.Text        `json:"proof"`
	Link     string           `json:"link,omitempty"`
}

func (p Printer) json(found Explained) error {
	f := found.Finding
	out := toldRights{
		Schema: output.RightsSchema, Masked: p.Masked, Status: f.Status, Outcome: f.On, Matches: found.Matches, Evidence: f.Evidence, At: f.At,
		Said: lang.Text{Ko: found.told(lang.Korean, time.UTC).Sentence, En: found.told(lang.English, time.UTC).Sentence}, Remedy: remedyOf(found),
	}
	if f.Why != nil {
		out.Why, out.WhyCode = string(f.Why.Kind), f.Why.Code
	}
	if !f.Seen.At.IsZero() {
		out.Vantage, out.At = f.Seen.Vantage.String(), f.Seen.At
	}
	if r := found.Rights; r != nil {
		out.Account, out.UserDN, out.StopsAt, out.OffAt, out.Server = r.Account, r.UserDN, r.StopsAt, r.OffAt, r.Server
		out.Rights = map[string]toldRight{}
		for _, n := range named(r) {
			out.Rights[n.Key] = toldRightOf(n.right)
		}
	}
	text, err := json.Marshal(out)
	if err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return p.JSON(text)
}

func toldRightOf(r *probes.Right) toldRight {
	told := toldRight{Denied: r.Denied, Name: r.Trustee, From: r.From, Source: r.Source, Withheld: r.Withheld, Stray: r.Stray}
	if r.Contested != nil {
		for _, c := range r.Contested.Entries {
			told.Differ = append(told.Differ, toldContest{
				lineContest: lineContest{Shape: string(c.Shape), Position: c.Entry.Position}, Said: needed.Contests()[c.Shape], Entry: c.Entry,
			})
		}
	}
	if r.Granted != probes.Unsaid {
		granted := r.Granted == probes.Yes
		told.Granted = &granted
	} else {
		told.Why = r.Why
	}
	if r.Entry != nil {
		told.DecidedBy = &decidedBy{Entry: *r.Entry, Inherited: access.Flags(r.Entry.Flags)&access.Inherited != 0}
	}
	return told
}

// remedyOf is what to do about a finding, in both languages.
func remedyOf(found Explained) *toldRemedy {
	korean, english := found.told(lang.Korean, time.UTC), found.told(lang.English, time.UTC)
	r := output.RemedyOf(korean, english)
	if r == nil || english.Status == steps.Healthy {
		return nil
	}
	return &toldRemedy{
		Who: r.Who, Where: r.Where, Do: r.Do, Look: r.Look, Run: r.Fix, Or: r.Or, Undo: r.Undo,
		Withheld: r.Withheld, Changes: r.Changes, Proof: r.Proof, Link: r.Link,
	}
}
