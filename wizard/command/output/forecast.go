package output

import (
	"time"

	"example.com/writeback-doctor/steps/forecast"
	"example.com/writeback-doctor/steps/lang"
)

// Forecast is what is announced, as the JSON of every command has it.
type Forecast struct {
	Own        bool      `json:"own"` // by the table of the program
	Announced  []Ahead   `json:"announced"`
	CannotTell []Untold  `json:"cannot_tell"`
	Expiring   *Expiring `json:"expiring,omitempty"` // of scan: accounts that end
}

// Ahead is one change that applies to what was seen.
type Ahead struct {
	ID   string        `json:"id"`
	Kind forecast.Kind `json:"kind"`
	// Day is the first one, in UTC, on which it holds; a month where no more is
	// known.
	Day        string              `json:"day"`
	User       string              `json:"user"`  // who; "" for everyone whose passwords are written back
	Stops      bool                `json:"stops"` // a reset no longer comes through
	What       []string            `json:"what"`
	Has        []string            `json:"has"`
	Confidence forecast.Confidence `json:"confidence"` // confirmed, announced, or seen
	Source     string              `json:"source"`
	TableDay   string              `json:"table_day"` // when it was last looked up, or seen
	Stale      bool                `json:"stale"`     // that is more than 30 days before
	Said       lang.Text           `json:"said"`
}

// Untold is a change of which it cannot be told whether it applies.
type Untold struct {
	ID    string          `json:"id"`
	Kind  forecast.Kind   `json:"kind"`
	Day   string          `json:"day"` // "" where what it is about carries its own date
	Needs []forecast.Need `json:"needs"`
	Said  lang.Text       `json:"said"`
}

// Expiring are the accounts of a domain that end within a year.
type Expiring struct {
	Users    int      `json:"users"`
	Within30 int      `json:"within_30_days"`
	Within90 int      `json:"within_90_days"`
	First    string   `json:"first"` // day of the first one, in UTC; "" for none
	Examples []string `json:"examples"`
	Hidden   int      `json:"hidden"` // users whose date may not be seen
}

// ForecastOf is a forecast as JSON has it.
func ForecastOf(f forecast.Forecast) Forecast {
	out := Forecast{Own: f.Own, Announced: []Ahead{}, CannotTell: []Untold{}}
	for i := range f.Ahead {
		a := &f.Ahead[i]
		out.Announced = append(out.Announced, Ahead{
			ID: a.ID, Kind: a.Kind, Day: dayOf(a.Day, a.Month), User: a.User, Stops: a.Stops(), What: listed(a.What), Has: listed(a.Has),
			Confidence: a.Confidence, Source: a.Source, TableDay: dayOf(a.Checked, false), Stale: a.Stale(f.At), Said: a.Say(),
		})
	}
	for _, g := range f.Gaps {
		out.CannotTell = append(out.CannotTell, Untold{ID: g.ID, Kind: g.Kind, Day: dayOf(g.Day, g.Month), Needs: g.Needs, Said: g.Say()})
	}
	return out
}

func dayOf(day time.Time, month bool) string {
	switch {
	case day.IsZero():
		return ""
	case month:
		return day.Format("2006-01")
	default:
		return day.UTC().Format(time.DateOnly)
	}
}

func listed(words []string) []string {
	if words == nil {
		return []string{}
	}
	return words
}
