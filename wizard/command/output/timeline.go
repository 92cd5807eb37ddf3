package output

import (
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/timeline"
)

// Moment is one thing that happened, as the JSON of check has it.
type Moment struct {
	At      time.Time `json:"at"`                  // UTC, by the cloud's clock as far as the own one was compared with it
	Written time.Time `json:"written_at,omitzero"` // by the own clock, where that is another moment
	// WithinSeconds is how exact it is; absent where nobody compared the clock.
	WithinSeconds float64         `json:"within_seconds,omitempty"`
	Until         time.Time       `json:"until,omitzero"` // of the last one of a run
	Times         int             `json:"times"`
	Place         timeline.Place  `json:"place"`  // cloud, server or directory
	Source        timeline.Source `json:"source"` // the log or account that says so
	Step          steps.ID        `json:"step"`   // whose evidence it is
	Hosts         []string        `json:"hosts"`
	Users         []string        `json:"users"`
	Result        string          `json:"result"` // worked, accepted, refused, never-could, noted, or unknown
	Code          string          `json:"code,omitempty"`
	Agent         string          `json:"agent,omitempty"`
	IDs           []string        `json:"ids"`
	Operation     int             `json:"operation,omitempty"` // rows of one operation have one number
	JoinedBy      string          `json:"joined_by,omitempty"` // id, or time
	Change        bool            `json:"change,omitempty"`
	Said          lang.Text       `json:"said"`
}

// Story is when it last worked, when it first failed after that and what changed
// in between, by the lines of the timeline, from 0.
type Story struct {
	LastSuccess  *int       `json:"last_success"` // null for none
	FirstFailure *int       `json:"first_failure"`
	Changed      []int      `json:"changed"`
	Certain      bool       `json:"certain"`
	Since        *time.Time `json:"since"` // no log was read from before it
	Clocks       []Clock    `json:"clocks"`
	NotRead      []NotRead  `json:"not_read"`
}

// Clock is how far a clock is ahead of the cloud's; null where nobody compared
// them.
type Clock struct {
	Place        timeline.Place `json:"place"`
	AheadSeconds *float64       `json:"ahead_seconds"`
}

// NotRead is what says nothing, and why; "" where nobody looked yet.
type NotRead struct {
	Source timeline.Source `json:"source"`
	Why    probes.Kind     `json:"why"`
}

// TimelineOf is a history as JSON has it.
func TimelineOf(t *timeline.Timeline) ([]Moment, Story) {
	rows := make([]Moment, len(t.Rows))
	for i := range t.Rows {
		rows[i] = momentOf(&t.Rows[i])
	}
	story := Story{
		LastSuccess: lineOf(t.Story.Success), FirstFailure: lineOf(t.Story.Failure), Changed: t.Story.Changed, Certain: !t.Story.Unsure,
		Clocks: []Clock{}, NotRead: []NotRead{},
	}
	if story.Changed == nil {
		story.Changed = []int{}
	}
	if !t.Since.IsZero() {
		story.Since = &t.Since
	}
	for _, skew := range t.Skews {
		clock := Clock{Place: skew.Place}
		if ahead, known := skew.Ahead.Get(); known {
			seconds := ahead.Round(time.Second).Seconds()
			clock.AheadSeconds = &seconds
		}
		story.Clocks = append(story.Clocks, clock)
	}
	for _, gap := range t.Gaps {
		not := NotRead{Source: gap.Source}
		if gap.Why != nil {
			not.Why = gap.Why.Kind
		}
		story.NotRead = append(story.NotRead, not)
	}
	return rows, story
}

func lineOf(line int) *int {
	if line < 0 {
		return nil
	}
	return &line
}

func momentOf(r *timeline.Row) Moment {
	m := Moment{
		At: r.At, Written: r.Written, WithinSeconds: r.Within.Seconds(), Until: r.Until, Times: r.Times, Place: r.Place, Source: r.Source,
		Step: r.Step, Hosts: listed(r.Hosts), Users: listed(r.Users), Result: string(r.Ending), Code: r.Code, Agent: r.Agent,
		IDs: listed(r.IDs), Operation: r.Op, Change: r.Change, Said: r.Say(),
	}
	if m.Result == "" {
		m.Result = "unknown"
	}
	switch {
	case r.Op > 0 && r.ByTime:
		m.JoinedBy = "time"
	case r.Op > 0:
		m.JoinedBy = "id"
	}
	return m
}
