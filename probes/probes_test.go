package probes_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"example.com/writeback-doctor/probes"
)

func TestSecretsNeverShow(t *testing.T) {
	t.Parallel()
	secret := probes.NewSecret("hunter2")
	holder := struct {
		Password probes.Secret
		Pointer  *probes.Secret
	}{secret, &secret}
	marshalled, err := json.Marshal(holder)
	if err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Info("signed in", "password", secret)
	for _, text := range []string{
		secret.String(), fmt.Sprintf("%v %+v %#v %s %q", secret, holder, holder, secret, secret), string(marshalled), log.String(),
	} {
		if strings.Contains(text, "hunter2") {
			t.Errorf("the secret shows in %s", text)
		}
	}
	if secret.Reveal() != "hunter2" || secret.Empty() || !(probes.Secret{}).Empty() {
		t.Error("the secret cannot be revealed, or an empty one is not empty")
	}
}

func TestYesNoSurvivesJSON(t *testing.T) {
	t.Parallel()
	for _, want := range []probes.YesNo{probes.Unsaid, probes.Yes, probes.No} {
		text, err := json.Marshal(struct{ A probes.YesNo }{want})
		if err != nil {
			t.Fatal(err)
		}
		var got struct{ A probes.YesNo }
		if err := json.Unmarshal(text, &got); err != nil || got.A != want {
			t.Errorf("%s: got %v, %v, want %v", text, got.A, err, want)
		}
	}
	var y probes.YesNo
	for _, text := range []string{`"yes"`, `1`, `"true"`, `{}`} {
		if err := json.Unmarshal([]byte(text), &y); err == nil {
			t.Errorf("%s was read as %v, want an error", text, y)
		}
	}
}

func TestObstaclesKeepTheirNumberAndLoseTheirError(t *testing.T) {
	t.Parallel()
	deep := fmt.Errorf("bind: %w", &probes.Obstacle{Kind: probes.AccountDisabled, Host: "dc1", Code: "49/533", Err: errors.New("raw")})
	got := probes.AsObstacle(deep)
	if got.Kind != probes.AccountDisabled || got.Code != "49/533" {
		t.Fatalf("got %+v", got)
	}
	text, err := json.Marshal(got)
	if err != nil || strings.Contains(string(text), "raw") {
		t.Errorf("the wrapped error goes into reports: %s %v", text, err)
	}
	if probes.AsObstacle(nil) != nil {
		t.Error("no error became an obstacle")
	}
	if odd := probes.AsObstacle(errors.New("odd")); odd.Kind != probes.Crashed {
		t.Errorf("an unclassified error is %v, want crashed", odd.Kind)
	}
}

func TestNothingIsAskedTwice(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var memo probes.Memo
		var asked atomic.Int32
		ask := func(context.Context) (string, error) {
			asked.Add(1)
			time.Sleep(time.Second)
			return "answer", nil
		}
		for range 5 {
			go func() {
				if got, err := probes.Remember(t.Context(), &memo, "k", ask); got != "answer" || err != nil {
					t.Errorf("got %q, %v", got, err)
				}
			}()
		}
		time.Sleep(2 * time.Second)
		if _, err := probes.Remember(t.Context(), &memo, "k", ask); err != nil || asked.Load() != 1 {
			t.Errorf("asked %d times (%v), want once", asked.Load(), err)
		}
		memo.Forget()
		if _, err := probes.Remember(t.Context(), &memo, "k", ask); err != nil || asked.Load() != 2 {
			t.Errorf("after Forget: asked %d times (%v), want twice", asked.Load(), err)
		}
	})
}

func TestAnAskerWhoLeavesDoesNotSpoilTheAnswer(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var memo probes.Memo
		ask := func(ctx context.Context) (string, error) {
			select {
			case <-ctx.Done():
				return "", ctx.Err()
			case <-time.After(time.Second):
				return "answer", nil
			}
		}
		leaving, leave := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() {
			_, err := probes.Remember(leaving, &memo, "k", ask)
			done <- err
		}()
		synctest.Wait()
		leave()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("who left got %v, want canceled", err)
		}
		if got, err := probes.Remember(t.Context(), &memo, "k", ask); got != "answer" || err != nil {
			t.Errorf("who stayed got %q, %v", got, err)
		}
	})
}

func TestErrorsAndPanicsAreNotRemembered(t *testing.T) {
	t.Parallel()
	var memo probes.Memo
	tries := 0
	ask := func(context.Context) (int, error) {
		tries++
		switch tries {
		case 1:
			return 0, &probes.Obstacle{Kind: probes.Throttled}
		case 2:
			panic("oops")
		default:
			return 42, nil
		}
	}
	for i, want := range []probes.Kind{probes.Throttled, probes.Crashed} {
		if _, err := probes.Remember(t.Context(), &memo, "k", ask); probes.AsObstacle(err) == nil || probes.AsObstacle(err).Kind != want {
			t.Errorf("try %d: got %v, want %v", i+1, err, want)
		}
	}
	if got, err := probes.Remember(t.Context(), &memo, "k", ask); got != 42 || err != nil {
		t.Errorf("got %d, %v, want 42", got, err)
	}
}

func TestAPanicInAGoroutineIsAnObstacle(t *testing.T) {
	t.Parallel()
	answers := make(chan error, 1)
	go func() {
		var err error
		defer func() { answers <- err }()
		defer probes.Caught(&err)
		panic("oops")
	}()
	if got := probes.AsObstacle(<-answers); got == nil || got.Kind != probes.Crashed {
		t.Errorf("got %v, want crashed", got)
	}
}

func TestARouteEndsAtTheFirstClosedDoor(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		route probes.Route
		want  probes.Contact
	}{
		{probes.Route{}, probes.NotTried},
		{probes.Route{Name: probes.Open, TCP: probes.Open}, probes.Open},
		{probes.Route{Name: probes.NoSuchName}, probes.NoSuchName},
		{probes.Route{Name: probes.Open, TCP: probes.Open, TLS: probes.BadCertificate, HTTP: probes.CutOff}, probes.BadCertificate},
		{probes.Route{TCP: probes.ProxySignIn}, probes.ProxySignIn},
		{probes.Route{Name: probes.Open}, probes.NotTried}, // a name is no road
		{probes.Route{Target: probes.Target{Depth: probes.ToTLS}, Name: probes.Open, TCP: probes.Open}, probes.NotTried},
		{probes.Route{Target: probes.Target{Depth: probes.ToHTTP}, TCP: probes.Open, TLS: probes.Open}, probes.NotTried},
		{probes.Route{Target: probes.Target{Depth: probes.ToHTTP}, TCP: probes.Open, TLS: probes.Open, HTTP: probes.Open}, probes.Open},
	} {
		if got := c.route.End(); got != c.want {
			t.Errorf("%+v: got %v, want %v", c.route, got, c.want)
		}
	}
}

func TestAChildsEnvironmentHasNoSecret(t *testing.T) {
	t.Parallel()
	environment := []string{
		"PATH=/bin", "WRITEBACK_DOCTOR_PASSWORD=a=b", "writeback_doctor_token=c", "WRITEBACK_DOCTOR_CLIENT_SECRET=", "WRITEBACK_DOCTOR_CERTIFICATE_PASSWORD=p",
		"WRITEBACK_DOCTOR_LANG=ko", "=C:=C:\\", "X_WRITEBACK_DOCTOR_PASSWORD=d",
	}
	want := []string{"PATH=/bin", "WRITEBACK_DOCTOR_LANG=ko", "=C:=C:\\", "X_WRITEBACK_DOCTOR_PASSWORD=d"}
	if got := probes.WithoutSecrets(environment); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(environment) != 8 || environment[1] != "WRITEBACK_DOCTOR_PASSWORD=a=b" {
		t.Errorf("the environment of the caller has changed: %q", environment)
	}
}
