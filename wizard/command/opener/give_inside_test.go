package opener

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/wanted"
	"example.com/writeback-doctor/wizard/plain"
)

// TestTheOnlyConnectorAccountIsOfferedLineByLine: Enter alone takes it, another answer
// and a dash do not, and of several none is a default.
func TestTheOnlyConnectorAccountIsOfferedLineByLine(t *testing.T) {
	t.Parallel()
	for _, l := range []lang.Language{lang.Korean, lang.English} {
		for _, c := range []struct {
			names       []string
			typed, want string
		}{
			{[]string{`CORP\MSOL_1`}, "", `CORP\MSOL_1`},
			{[]string{`CORP\MSOL_1`}, "-", "-"},
			{[]string{`CORP\MSOL_1`}, `CORP\svc`, `CORP\svc`},
			{[]string{`CORP\MSOL_1`, `CORP\MSOL_2`}, "", ""},
			{nil, "", ""},
		} {
			var out bytes.Buffer
			w := plain.New(strings.NewReader(c.typed+"\n"), &out)
			w.Language = l
			entries := wanted.For(steps.WantServer, wanted.Place{}, steps.Access{Facts: steps.Facts{}}, steps.Access{}, steps.Finding{})
			e := &entries[len(entries)-1]
			if e.Fact != steps.ConnectorAccount {
				t.Fatalf("the last question is for %q", e.Fact)
			}
			got, err := testOpener(nil).ask(t.Context(), w, e, steps.Access{}, func(context.Context) []string { return c.names })
			if err != nil || got != c.want {
				t.Errorf("%s, %q of %q: got %q, %v; want %q", l, c.typed, c.names, got, err, c.want)
			}
			_, says := wanted.Shown(c.names)
			if !strings.Contains(out.String(), says.In(l)) || strings.Contains(out.String(), wanted.Offered.In(l)) {
				t.Errorf("%s: %q reads\n%s", l, c.names, out.String())
			}
		}
	}
}
