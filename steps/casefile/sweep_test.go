package casefile_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/url"
	"strings"
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/tell"
)

// TestAttackSecretsThatAreWords signs in with passwords that are words, codes,
// keys or numbers of a case file. The file is saved as it would be with any
// other password: no key, no number and no code of it has changed.
func TestAttackSecretsThatAreWords(t *testing.T) {
	t.Parallel()
	report := casefile.Of(walked(t), "writeback-doctor test", "here", noon, noon)
	var want bytes.Buffer
	if err := casefile.Write(&want, report); err != nil {
		t.Fatal(err)
	}
	for name, password := range map[string]string{
		"a stage":                 "configuration",
		"a key":                   "findings",
		"a key with an underline": "by_hand",
		"a status":                "unknown",
		"a kind of obstacle":      "no-server",
		"the schema":              "doctor/case",
		"a digit":                 "1",
		"a date":                  "2026-11-23",
		"a year":                  "2026",
		"punctuation":             `":`,
		"a brace":                 "{",
		"a quote":                 `"`,
		"blanks":                  "        ",
		"a comma and a line":      ",\n",
		"a literal":               "null",
		"a place":                 "sync-server",
		"a short one":             "dc1",
		"seven characters":        "contoso",
		"seven of Hangul":         "영업영업영업영",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got bytes.Buffer
			if err := casefile.Write(&got, report, probes.NewSecret(password)); err != nil {
				t.Fatal(err)
			}
			if got.String() != want.String() {
				t.Errorf("a password %q changes the file to\n%s", password, got.String())
			}
		})
	}
}

// TestAttackSecretsSentBack sends a secret back in every form that it may have
// inside a value, in every place of a case file that holds one. It is in none
// of them afterwards, and the file is read again.
func TestAttackSecretsSentBack(t *testing.T) {
	t.Parallel()
	const password = "S3cret<\"&/+é 비밀"
	quoted, _ := json.Marshal(password)
	forms := map[string]string{
		"bare":                 password,
		"in JSON":              string(quoted),
		"in a query":           url.QueryEscape(password),
		"in a path":            url.PathEscape(password),
		"in a page":            "S3cret&lt;&#34;&amp;/+é 비밀",
		"in base64":            base64.StdEncoding.EncodeToString([]byte(password)),
		"in base64 for URLs":   base64.URLEncoding.EncodeToString([]byte(password)),
		"in a Basic header":    base64.StdEncoding.EncodeToString([]byte("kim:" + password)),
		"behind one character": base64.StdEncoding.EncodeToString([]byte("x" + password + "yz")),
		"behind two":           base64.StdEncoding.EncodeToString([]byte("xy" + password + "z")),
		"twice":                password + password,
		"inside a word":        "x" + password + "y",
	}
	for name, form := range forms {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := report(t, form)
			var file bytes.Buffer
			if err := casefile.Write(&file, f, probes.NewSecret("other"), probes.NewSecret(password)); err != nil {
				t.Fatal(err)
			}
			again, err := casefile.Read(&file)
			if err != nil {
				t.Fatal(err)
			}
			text, _ := json.Marshal(again)
			var values []string
			collect(text, &values)
			for _, value := range values {
				for _, secret := range []string{password, form, "S3cret", "UzNjcmV0", "czNjcmV0"} {
					if strings.Contains(value, secret) {
						t.Errorf("%q still stands in %q", secret, value)
					}
				}
			}
			if n := strings.Count(string(text), probes.Hidden); n < 5 {
				t.Errorf("%d places were swept, want every one: %s", n, text)
			}
		})
	}
}

// report holds a value in every place that can have come from outside.
func report(t *testing.T, value string) casefile.Report {
	t.Helper()
	evidence, err := json.Marshal(map[string]any{"host": value, "list": []string{"a", value}, "count": 3})
	if err != nil {
		t.Fatal(err)
	}
	return casefile.Report{
		Schema: casefile.Schema, Patient: value, Facts: steps.Facts{steps.User: value},
		Findings: []steps.Finding{{
			Step: "s/age", On: "old", Args: tell.Args{"host": tell.Host.Of(value)}, Evidence: evidence,
			Why: &probes.Obstacle{Kind: probes.NotFound, Host: value, Needs: value, Code: value},
		}},
	}
}

// collect gathers every string of a JSON text.
func collect(text []byte, into *[]string) {
	var decoded any
	_ = json.Unmarshal(text, &decoded)
	var visit func(any)
	visit = func(v any) {
		switch v := v.(type) {
		case string:
			*into = append(*into, v)
		case []any:
			for _, one := range v {
				visit(one)
			}
		case map[string]any:
			for key, one := range v {
				*into = append(*into, key)
				visit(one)
			}
		}
	}
	visit(decoded)
}

// TestAttackSecretsInResults has a server send the password back, a word as
// well as another, in what it answers and in what it refuses. Nobody is shown
// it, whatever shows the result; and the walk goes on with what was learned.
func TestAttackSecretsInResults(t *testing.T) {
	t.Parallel()
	for name, password := range map[string]string{"a word": "Sommerregen", "no word": "hunter22!", "Hangul": "가나다라마바사아"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			env := steps.Env{Sweep: casefile.NewSweeper(probes.NewSecret(password)).Result}
			answer := func(context.Context, steps.Env, steps.Facts) (seenHost, error) {
				return seenHost{Host: "no such user " + password, Age: 2, OU: password}, nil
			}
			result, err := steps.Live(env).Run(t.Context(), &steps.Step{ID: "s/age", Check: steps.Look(answer, judgeAge)}, nil)
			if err != nil {
				t.Fatal(err)
			}
			shown, _ := json.Marshal([]any{result.Verdict.Args, result.Evidence, result.Verdict.Why, result.Seen})
			if strings.Contains(string(shown), password) || result.Verdict.Args["host"].Text != "no such user "+probes.Hidden {
				t.Errorf("shows %s", shown)
			}
			if got := result.Verdict.Learned[steps.PDC]; got != "no such user "+password {
				t.Errorf("the walk goes on with %q", got)
			}
			refuse := func(context.Context, steps.Env, steps.Facts) (seenHost, error) {
				return seenHost{}, &probes.Obstacle{Kind: probes.Malformed, Host: password, Needs: "x" + password, Code: password}
			}
			_, err = steps.Live(env).Run(t.Context(), &steps.Step{ID: "s/age", Check: steps.Look(refuse, judgeAge)}, nil)
			refused, _ := errors.AsType[*probes.Obstacle](err)
			if refused == nil || refused.Kind != probes.Malformed || strings.Contains(refused.Error(), password) {
				t.Errorf("refuses with %v", err)
			}
		})
	}
}

// TestSweptTextKeepsOurWords: a password that is a word of ours tears no hole
// into our sentences, which would spoil them and tell it.
func TestSweptTextKeepsOurWords(t *testing.T) {
	t.Parallel()
	s := casefile.NewSweeper(probes.NewSecret("password"), probes.NewSecret("hunter22!"), probes.NewSecret("20261123"), probes.NewSecret("short"))
	for _, c := range []struct{ in, text, value string }{
		{"The password policy of hunter22! says short.", "The password policy of [hidden] says short.", "The [hidden] policy of [hidden] says short."},
		{"password", "password", "password"},
		{"password-policy", "password-policy", "password-policy"},
		{"2026-11-23T12:00:00Z", "2026-11-23T12:00:00Z", "2026-11-23T12:00:00Z"},
		{"at 20261123.", "at 20261123.", "at [hidden]."},
		{"Password", "Password", "Password"},
		{"hunter22!", "[hidden]", "[hidden]"},
	} {
		if got := s.Text(c.in); got != c.text {
			t.Errorf("text %q became %q, want %q", c.in, got, c.text)
		}
		if got := s.Value(c.in); got != c.value {
			t.Errorf("value %q became %q, want %q", c.in, got, c.value)
		}
	}
}

// FuzzSweep sweeps any JSON: it stays JSON with the same keys and numbers.
func FuzzSweep(f *testing.F) {
	f.Add([]byte(`{"password": ["xhunter22!", 12345678, {"hunter22!": null}], "a": "\u0068unter22!"}`), "hunter22!")
	f.Add([]byte(`"\\"`), `\\\\\\\\`)
	f.Add([]byte(`{"a" : "b"`), "12345678")
	f.Fuzz(func(t *testing.T, text []byte, secret string) {
		swept := casefile.NewSweeper(probes.NewSecret(secret)).Texts(text)
		if !json.Valid(text) {
			return
		}
		if !json.Valid(swept) {
			t.Fatalf("%q became %q", text, swept)
		}
		if got, want := bare(swept), bare(text); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	})
}

// bare is a JSON text without its string values.
func bare(text []byte) string {
	var decoded any
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	_ = decoder.Decode(&decoded)
	var empty func(any) any
	empty = func(v any) any {
		switch v := v.(type) {
		case string:
			return ""
		case []any:
			for i := range v {
				v[i] = empty(v[i])
			}
		case map[string]any:
			for key := range v {
				v[key] = empty(v[key])
			}
		}
		return v
	}
	out, _ := json.Marshal(empty(decoded))
	return string(out)
}
