package graph

import (
	"compress/gzip"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"

	"example.com/writeback-doctor/probes"
)

// costsAtMost is what one question may make the program ask of its memory, all
// in all; what it holds at any moment is less.
const costsAtMost = 64 << 20

// allocated is what do asks of the memory. Whoever measures runs alone.
func allocated(do func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// packed says it in a hundredth of the bytes.
func packed(body string) http.HandlerFunc {
	var text strings.Builder
	writer := gzip.NewWriter(&text)
	_, _ = io.WriteString(writer, body)
	_ = writer.Close()
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = io.WriteString(w, text.String())
	}
}

// An answer of Graph or of its sign-in costs no more memory than its bytes
// could, however many values they hold.
func TestAttackBounds(t *testing.T) { //nolint:paralleltest // memory is measured
	const size = 3 << 20
	many := func(one string) string { return strings.TrimSuffix(strings.Repeat(one+",", size/(len(one)+1)), ",") }
	bodies := map[string]string{
		"empty-objects": `{"value":[` + many(`{}`) + `]}`,
		"nothings":      `{"value":[` + many(`null`) + `]}`,
		"plans":         `{"value":[{"servicePlans":[` + many(`{}`) + `]}]}`,
		"strange-names": `{"value":[],` + many(`"a":0`) + `}`,
		"deep":          `{"value":` + strings.Repeat("[", size) + `}`,
		"deep-unasked":  `{"value":[],"x":` + strings.Repeat("[", size/2) + strings.Repeat("]", size/2) + `}`,
		"too-long":      `{"value":[],"x":"` + strings.Repeat("x", 5<<20) + `"}`,
		"crowd":         `{"value":[` + strings.TrimSuffix(strings.Repeat(`{},`, itemsAtMost+1), ",") + `]}`,
	}
	questions := map[string]struct {
		path string
		ask  func(*testing.T, *Client) error
	}{
		"licences": {"/v1.0/subscribedSkus", func(t *testing.T, c *Client) error { t.Helper(); return second(c.Licenses(t.Context())) }},
		"domains":  {"/v1.0/domains", func(t *testing.T, c *Client) error { t.Helper(); return second(c.Domains(t.Context())) }},
	}
	held := func(t *testing.T, c *Client, ask func(*testing.T, *Client) error) {
		t.Helper()
		var err error
		cost := allocated(func() { err = ask(t, c) })
		if err == nil || probes.AsObstacle(err).Kind != probes.Malformed {
			t.Errorf("got %v, want malformed", err)
		}
		if cost > costsAtMost {
			t.Errorf("it cost %d MB", cost>>20)
		}
		t.Logf("it cost %d KB", cost>>10)
	}
	for name, body := range bodies {
		for about, q := range questions {
			for way, handler := range map[string]http.HandlerFunc{"plain": says(body), "gzip": packed(body)} {
				t.Run("graph/"+about+"/"+name+"/"+way, func(t *testing.T) {
					held(t, newBench(t).on(q.path, handler).client(), q.ask)
				})
			}
		}
	}
	for name, body := range map[string]string{
		"empty-objects": `{"x":[` + many(`{}`) + `],"access_token":"a"}`,
		"strange-names": `{` + many(`"a":{}`) + `,"access_token":"a"}`,
		"too-long":      `{"access_token":"` + strings.Repeat("x", size) + `"}`,
	} {
		t.Run("token/"+name, func(t *testing.T) {
			held(t, newBench(t).on(discoveryPath, discovery("login.microsoftonline.com")).on(tokenPath, says(body)).signingIn(), questions["domains"].ask)
		})
		t.Run("discovery/"+name, func(t *testing.T) {
			held(t, newBench(t).on(discoveryPath, says(body)).signingIn(), questions["domains"].ask)
		})
	}
}

func second[T any](_ T, err error) error { return err }
