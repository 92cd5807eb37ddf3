package connectivity

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// A 407 behind TLS is told as that of a proxy, by the name of whose certificate
// it is, in both languages.
func TestAProxyBehindTLSIsNamed(t *testing.T) {
	t.Parallel()
	for file, step := range map[string]*steps.Step{"proxy/sign-in-required-behind-tls": &Proxy, "password-reset-endpoint/proxy-blocked-sign-in-behind-tls": &PasswordResetEndpoint} {
		recorded, err := os.ReadFile("testdata/" + file + ".json")
		if err != nil {
			t.Fatal(err)
		}
		verdict, err := step.Check.Judge(json.RawMessage(recorded))
		if err != nil {
			t.Fatal(err)
		}
		finding := steps.Finding{Step: step.ID, On: verdict.On, Args: verdict.Args}
		for _, l := range []lang.Language{lang.Korean, lang.English} {
			said := steps.Tell(step, finding, l, nil).Sentence
			if !strings.Contains(said, "Fabrikam") || !strings.Contains(said, "passwordreset.microsoftonline.com") {
				t.Errorf("%s: %s", file, said)
			}
		}
	}
}
