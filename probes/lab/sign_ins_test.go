package lab

import (
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

// TestSignInsOfOnePerson are given out to who may read them, newest first.
func TestSignInsOfOnePerson(t *testing.T) {
	t.Parallel()
	const rows = "tenant:\n  sign-ins:\n    - {ago: 5m, user: kim@contoso.com, code: 50126, correlation: C}\n    - {ago: 9m, user: kim@contoso.com}\n" +
		"    - {ago: 5m, user: lee@contoso.com, code: 50053}\n    - {ago: -5m, user: kim@contoso.com, code: 50057}\n"
	l := begin(t, rows)
	log, err := cloud(l).SignIns(t.Context(), objectID(callerUPN), l.start.Add(-day))
	if err != nil || len(log.Rows) != 2 || log.Rows[0].Code != probes.Known(50126) || log.Rows[0].Correlation != "C" || log.Rows[1].Code != probes.Known(0) {
		t.Errorf("SignIns = %+v %v, want kim's two rows", log.Rows, err)
	}
	if at := l.start.Add(-5 * time.Minute); !log.Rows[0].At.Equal(at) {
		t.Errorf("at %v, want %v", log.Rows[0].At, at)
	}
}
