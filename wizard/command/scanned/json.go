package scanned

import (
	"encoding/json"
	"fmt"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/scan"
	"example.com/writeback-doctor/wizard/command/output"
)

// jsonPlaces is how many containers of one cause the JSON holds.
const jsonPlaces = 100

// asJSON prints the result as one JSON document.
type asJSON struct{ *Scan }

func (j *asJSON) Person(*probes.Member, scan.Finding) error { return nil }

func (j *asJSON) Page() error { return nil }

type document struct {
	Schema      string           `json:"schema"`
	Masked      bool             `json:"masked,omitempty"` // names were replaced for people outside
	Complete    bool             `json:"complete"`
	Interrupted bool             `json:"interrupted"`
	Why         *jsonReason      `json:"why"` // what kept it from the rest
	At          time.Time        `json:"at"`
	TookMS      int64            `json:"took_ms"`
	Controller  string           `json:"controller"`
	Base        string           `json:"base"`
	Filter      string           `json:"filter"`
	Connector   string           `json:"connector_account"`
	Account     *jsonCause       `json:"connector_account_finding"` // null when nothing is wrong with it
	Gaps        []jsonGap        `json:"gaps"`
	Users       scan.Count       `json:"users"`
	Total       int              `json:"total"` // as the controller said; 0 when it did not
	About       bool             `json:"about"` // the total counts other things in the containers too
	Causes      []jsonGroup      `json:"causes"`
	Containers  []scan.Container `json:"containers"`
	Others      scan.Count       `json:"other_containers"`
	Attributes  []string         `json:"attributes"`  // read of each user
	Descriptors int              `json:"descriptors"` // distinct ones
	Pages       int              `json:"pages"`
	Reopened    int              `json:"reopened"`
	Breaks      []jsonBreak      `json:"breaks"` // where a controller was lost
	Forecast    output.Forecast  `json:"forecast"`
	Tenant      *jsonTenant      `json:"tenant,omitempty"` // where one was looked at
}

type jsonReason struct {
	Kind  probes.Kind `json:"kind"`
	Host  string      `json:"host,omitempty"`
	Needs string      `json:"needs,omitempty"`
	Code  string      `json:"code,omitempty"`
	Said  lang.Text   `json:"said"`
}

type jsonGap struct {
	What probes.GapKind `json:"what"`
	Why  *jsonReason    `json:"why"`
	Said lang.Text      `json:"said"`
}

type jsonCause struct {
	Step    steps.ID      `json:"step"`
	Outcome steps.Outcome `json:"outcome"`
	Status  steps.Status  `json:"status"`
	Title   lang.Text     `json:"title"`
	Label   lang.Text     `json:"label"`
	Detail  lang.Text     `json:"detail"`
	Who     []steps.Who   `json:"who"`
	Why     *jsonReason   `json:"why"`
}

type jsonGroup struct {
	jsonCause

	Users      int            `json:"users"` // for whom it decides
	Also       int            `json:"also"`  // for whom something else comes first
	Examples   []scan.Example `json:"examples"`
	Containers []scan.Place   `json:"containers"`
	Elsewhere  int            `json:"elsewhere"` // of users: in containers not listed here
}

func (j *asJSON) Result() error {
	out := document{
		Schema: output.ScanSchema, Masked: j.Mask != nil, Complete: j.Census.Complete, Interrupted: j.Interrupted, Why: j.reason(j.Why),
		At: j.Census.At, TookMS: j.Census.Took.Milliseconds(), Controller: j.Setting.Host,
		Base: j.Setting.Scope.Base, Filter: j.Setting.Scope.Filter, Connector: j.Setting.Scope.Account,
		Gaps: []jsonGap{}, Users: j.Tally.Count(), Total: j.Census.Total, About: j.Census.About, Causes: []jsonGroup{},
		Attributes: j.Setting.Attributes, Descriptors: j.Census.Descriptors, Pages: j.Census.Pages, Reopened: j.Census.Reopened, Breaks: j.breaks(),
	}
	if j.Account != nil {
		cause := j.jsonCause(j.Account)
		out.Account = &cause
	}
	for _, g := range j.Setting.Gaps {
		out.Gaps = append(out.Gaps, jsonGap{What: g.What, Why: j.reason(g.Why), Said: gapWords(g.What)})
	}
	for _, g := range j.Tally.Groups() {
		places, elsewhere := g.Places(jsonPlaces)
		examples := g.Examples
		if examples == nil {
			examples = []scan.Example{}
		}
		out.Causes = append(out.Causes, jsonGroup{
			jsonCause: j.jsonCause(g.Cause), Users: g.Users, Also: g.Also, Examples: examples, Containers: places, Elsewhere: elsewhere,
		})
	}
	out.Forecast, out.Tenant = j.forecast(), j.tenant()
	var others scan.Container
	out.Containers, others = j.Tally.Containers()
	out.Others = others.Count
	text, err := json.Marshal(out)
	if err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return j.JSON(text)
}

func (j *asJSON) jsonCause(c *scan.Cause) jsonCause {
	ko, en := j.wordsIn(c, lang.Korean), j.wordsIn(c, lang.English)
	out := jsonCause{
		Step: c.Step, Outcome: c.On, Status: c.Status, Title: lang.Text{Ko: ko.Title, En: en.Title},
		Label: lang.Text{Ko: ko.Label, En: en.Label}, Detail: lang.Text{Ko: ko.detail, En: en.detail},
		Who: en.Who, Why: j.reason(c.Why),
	}
	if out.Who == nil {
		out.Who = []steps.Who{}
	}
	return out
}

func (j *asJSON) reason(o *probes.Obstacle) *jsonReason {
	if o == nil {
		return nil
	}
	return &jsonReason{Kind: o.Kind, Host: o.Host, Needs: o.Needs, Code: o.Code, Said: lang.Text{Ko: j.obstacleIn(o, lang.Korean), En: j.obstacleIn(o, lang.English)}}
}
