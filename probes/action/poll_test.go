package action_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/action"
	"example.com/writeback-doctor/probes/graph"
)

// hasty is a service that takes a reset, asks to be asked again after a pause, and
// never says that it is over. It notes when it was asked.
type hasty struct {
	pause string
	asked []time.Time
}

func (h *hasty) RoundTrip(r *http.Request) (*http.Response, error) {
	answer := &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Retry-After": {h.pause}}, Body: io.NopCloser(strings.NewReader(`{"status":"running"}`)), Request: r}
	if r.Method == http.MethodPost {
		answer.StatusCode = http.StatusAccepted
		answer.Header.Set("Location", "https://"+r.URL.Host+"/v1.0/operations/1")
		return answer, nil
	}
	h.asked = append(h.asked, time.Now())
	return answer, nil
}

// TestAnOperationIsNotAskedAboutWithoutAPause: a service that asks for no pause
// is asked once a second and no oftener, until the time of the operation is over.
func TestAnOperationIsNotAskedAboutWithoutAPause(t *testing.T) {
	t.Parallel()
	for pause, want := range map[string]time.Duration{
		"0": time.Second, "0.001": time.Second, "Fri, 31 Dec 1999 00:00:00 GMT": time.Second,
		"1.5": 1500 * time.Millisecond, "7": 7 * time.Second, "-1": 5 * time.Second, "": 5 * time.Second, "soon": 5 * time.Second,
	} {
		synctest.Test(t, func(t *testing.T) {
			service := &hasty{pause: pause}
			clock := probes.Clock{Now: time.Now, After: time.After}
			cloud := action.NewCloud(graph.Pass{
				Host: "graph.test", Transport: service,
				Token: func(context.Context) (probes.Secret, error) { return probes.NewSecret("t"), nil },
			}, clock, probes.Vantage{})
			got := cloud.Reset(t.Context(), "id", probes.NewSecret("p"), nil)
			if got.Why == nil || got.Why.Kind != probes.TimedOut || len(service.asked) < 2 {
				t.Fatalf("%q: got %+v after %d questions", pause, got.Why, len(service.asked))
			}
			for i := 1; i < len(service.asked); i++ {
				if apart := service.asked[i].Sub(service.asked[i-1]); apart != want {
					t.Errorf("%q: asked again after %s, want %s", pause, apart, want)
				}
			}
		})
	}
}
