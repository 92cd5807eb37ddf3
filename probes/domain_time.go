package probes

import "time"

// TimeAt is what the controller's clock shows when the clock that stamped the
// look shows now; zero where the controller did not tell its time. Dates in the
// directory are its own: this machine's clock neither frees nor expires
// anybody. A time within the look, give or take the second that currentTime is
// rounded to (MS-ADTS 3.1.1.3.2.7), is no difference.
func (d Domain) TimeAt(now time.Time) time.Time {
	if d.CurrentTime.IsZero() || d.At.IsZero() {
		return time.Time{}
	}
	switch early, late := d.CurrentTime.Sub(d.At), d.CurrentTime.Sub(d.At.Add(d.Took)); {
	case early < -time.Second:
		return now.Add(early).UTC()
	case late > time.Second:
		return now.Add(late).UTC()
	default:
		return now.UTC()
	}
}
