package command

import (
	"encoding/json"
	"fmt"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// rightsSchema names the JSON of rights. It is extended only by adding.
const rightsSchema = "writeback-doctor/rights/1"

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
	Withheld *probes.Withheld `json:"withheld,omitempty"`
}

type toldRemedy struct {
	Who      []steps.Who   `json:"who"`
	Where    lang.Text     `json:"where"`
	Do       []lang.Text   `json:"do"`
	Look     []toldCommand `json:"look"`
	Run      []toldCommand `json:"run"` // those that mend it
	Or       []toldCommand `json:"or"`  // each instead of them
	Undo     []toldCommand `json:"undo"`
	Withheld *lang.Text    `json:"commands_withheld,omitempty"` // why there are none
	Changes  lang.Text     `json:"changes"`
	Proof    lang.Text     `json:"proof"`
	Link     string        `json:"link,omitempty"`
}

type toldCommand struct {
	Shell string `json:"shell"`
	Text  string `json:"text"`
}

func (a *app) rightsJSON(found explained) error {
	f := found.finding
	out := toldRights{
		Schema: rightsSchema, Masked: a.flags.mask, Status: f.Status, Outcome: f.On, Matches: found.matches, Evidence: f.Evidence, At: f.At,
		Said:   inBoth(func(l lang.Language) string { return steps.Sentence(found.step, f, l, time.UTC) }),
		Remedy: remedyOf(found),
	}
	if f.Why != nil {
		out.Why, out.WhyCode = string(f.Why.Kind), f.Why.Code
	}
	if !f.Seen.At.IsZero() {
		out.Vantage, out.At = f.Seen.Vantage.String(), f.Seen.At
	}
	if r := found.rights; r != nil {
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
	return a.printJSON(text)
}

func inBoth(say func(lang.Language) string) lang.Text {
	return lang.Text{Ko: say(lang.Korean), En: say(lang.English)}
}

func toldRightOf(r *probes.Right) toldRight {
	told := toldRight{Denied: r.Denied, Name: r.Trustee, From: r.From, Withheld: r.Withheld}
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

// remedyOf is what to do about a finding, with its blanks filled.
func remedyOf(found explained) *toldRemedy {
	remedy := steps.RemedyOf(found.step, found.finding)
	if remedy == nil || found.finding.Status == steps.Healthy {
		return nil
	}
	args := found.finding.Args
	fill := func(t lang.Text) lang.Text {
		return inBoth(func(l lang.Language) string { return tell.Fill(t, args, l, time.UTC) })
	}
	ready := remedy.Commands(args)
	told := &toldRemedy{
		Who: steps.People(found.step, found.finding), Where: fill(remedy.Where), Do: []lang.Text{},
		Look: toldCommands(ready, steps.OnlyLook), Run: toldCommands(ready, steps.ToFix),
		Or: toldCommands(ready, steps.Instead), Undo: toldCommands(ready, steps.ToUndo), Changes: fill(remedy.Changes), Proof: fill(remedy.Proof), Link: remedy.Link,
	}
	for _, do := range remedy.Do {
		told.Do = append(told.Do, fill(do))
	}
	if !ready.Withheld.Empty() {
		told.Withheld = &ready.Withheld
	}
	return told
}

func toldCommands(ready steps.Commands, part steps.Part) []toldCommand {
	out := []toldCommand{}
	for _, block := range ready.Blocks {
		for _, line := range block.Lines {
			if block.Part == part {
				out = append(out, toldCommand{Shell: string(block.Shell), Text: line})
			}
		}
	}
	return out
}
