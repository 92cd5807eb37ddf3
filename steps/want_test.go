package steps_test

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
)

// wanting reads the tenant, then the directory, then the server.
func wanting() []steps.Step {
	step := func(id steps.ID, by ...steps.Instrument) steps.Step {
		return steps.Step{
			ID: id, Check: says(), Reads: by,
			Branches: []steps.Branch{{On: "fine", Status: steps.Healthy}, {On: "hint", Status: steps.Warning}, {On: steps.Unseen}},
		}
	}
	return []steps.Step{
		step("a/tenant", steps.ByTenant), step("a/directory", steps.ByDirectory), step("a/both", steps.ByDirectory, steps.ByEngine), step("a/alone"),
	}
}

// established takes an outcome, or why there is none.
func established(t *testing.T, s *steps.Session, on steps.Outcome, why error) {
	t.Helper()
	if _, err := s.Record(steps.Result{Verdict: steps.Verdict{On: on}}, why, time.Unix(0, 0)); err != nil {
		t.Fatal(err)
	}
}

// What a person goes on without stays declined: on the way back, in a copy, in a
// case file and what is walked again of it, when something else is corrected; and
// until it is given.
func TestWhatIsDeclinedStaysDeclined(t *testing.T) {
	t.Parallel()
	s := steps.NewSession(wanting(), steps.Facts{steps.User: "kim@contoso.com"})
	established(t, s, steps.Unseen, &probes.Obstacle{Kind: probes.NoTenant})
	s.Decline(steps.WantTenant)
	s.Decline(steps.WantServer)
	check := func(where string, s *steps.Session, want string) {
		t.Helper()
		if got := s.Facts()[steps.Declined]; got != want || s.Known()[steps.Declined] != want {
			t.Errorf("%s: goes on without %q, known %q, want %q", where, got, s.Known()[steps.Declined], want)
		}
	}
	check("here", s, "tenant,server")
	if len(s.Trail()) != 1 {
		t.Errorf("%d findings, want the one from before", len(s.Trail()))
	}
	check("a copy", s.Clone(), "tenant,server")
	var file bytes.Buffer
	if err := casefile.Write(&file, casefile.Of(s, "program", "", time.Unix(1, 0), time.Unix(2, 0))); err != nil {
		t.Fatal(err)
	}
	report, err := casefile.Read(&file)
	if err != nil {
		t.Fatal(err)
	}
	restored, err := casefile.Restore(wanting(), report)
	if err != nil {
		t.Fatal(err)
	}
	check("a case file", restored, "tenant,server")
	masked, err := casefile.Mask(wanting(), report)
	if err != nil || masked.Facts[steps.Declined] != "tenant,server" {
		t.Errorf("masked: %q (%v)", masked.Facts[steps.Declined], err)
	}
	s.Correct(s.Known().With(steps.Facts{steps.Domain: "corp.contoso.com"}))
	check("corrected", s, "tenant,server")
	s.Back()
	check("gone back", s, "tenant,server")
	s.Undecline(steps.WantServer)
	check("given", s, "tenant")
	s.Undecline(steps.WantTenant)
	check("all given", s, "")
}

// What is given has everything looked at again that could not be seen, or was seen
// without it, and nothing else; and it is declined no longer.
func TestWhatIsGivenIsLookedAtAgain(t *testing.T) {
	t.Parallel()
	there := map[steps.Instrument]bool{}
	s := steps.NewSession(wanting(), nil)
	p := &steps.Patient{Session: s, Has: func(by steps.Instrument, _ steps.Facts) bool { return there[by] }}
	established(t, s, "fine", nil)
	established(t, s, steps.Unseen, &probes.Obstacle{Kind: probes.NoCredentials})
	established(t, s, "hint", nil) // seen in part, without the server
	established(t, s, "fine", nil)
	s.Decline(steps.WantDirectory, steps.WantServer)
	there[steps.ByServer] = true
	if err := p.Given(steps.WantServer); err != nil {
		t.Fatal(err)
	}
	var again []steps.ID
	for step := s.Step(); step != nil; step = s.Step() {
		again = append(again, step.ID)
		established(t, s, "fine", nil)
	}
	if want := []steps.ID{"a/directory", "a/both"}; !slices.Equal(again, want) {
		t.Errorf("looks again at %q, want %q", again, want)
	}
	if got := s.Facts()[steps.Declined]; got != "directory" {
		t.Errorf("goes on without %q, want the directory", got)
	}
}

// What a look turned out to lack is asked for by what stood in the way, and by
// nothing that would not take it away.
func TestWhatALookTurnedOutToLack(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		step     steps.ID
		on       steps.Outcome
		why      *probes.Obstacle
		declined []steps.Want
		want     steps.Want
	}{
		"no ticket":              {"a/directory", steps.Unseen, &probes.Obstacle{Kind: probes.NoCredentials}, nil, steps.WantDirectory},
		"no secret":              {"a/tenant", steps.Unseen, &probes.Obstacle{Kind: probes.NoCredentials}, nil, steps.WantTenant},
		"a certificate":          {"a/directory", steps.Unseen, &probes.Obstacle{Kind: probes.Untrusted}, nil, steps.WantCAFile},
		"another machine":        {"a/both", steps.Unseen, &probes.Obstacle{Kind: probes.ModuleMissing}, nil, steps.WantServer},
		"a name from a check":    {"a/alone", steps.Unseen, &probes.Obstacle{Kind: probes.MissingInput, Needs: "user-dn"}, nil, steps.WantDirectory},
		"a wrong password":       {"a/directory", steps.Unseen, &probes.Obstacle{Kind: probes.WrongPassword}, nil, ""},
		"a slow server":          {"a/directory", steps.Unseen, &probes.Obstacle{Kind: probes.TimedOut}, nil, ""},
		"declined":               {"a/directory", steps.Unseen, &probes.Obstacle{Kind: probes.NoCredentials}, []steps.Want{steps.WantDirectory}, ""},
		"of no use without it":   {"a/tenant", steps.Unseen, &probes.Obstacle{Kind: probes.MissingInput, Needs: "admin"}, []steps.Want{steps.WantTenant}, ""},
		"something that is seen": {"a/directory", "hint", nil, nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := steps.NewSession(wanting(), nil)
			s.Decline(c.declined...)
			if err := s.Visit(c.step); err != nil {
				t.Fatal(err)
			}
			var why error
			if c.why != nil {
				why = c.why
			}
			f, err := s.Record(steps.Result{Verdict: steps.Verdict{On: c.on}}, why, time.Unix(0, 0))
			if err != nil {
				t.Fatal(err)
			}
			p := &steps.Patient{Session: s, Has: func(steps.Instrument, steps.Facts) bool { return false }}
			if got := p.LackedBy(f, nil); got != c.want {
				t.Errorf("asks for %q, want %q", got, c.want)
			}
			if got := p.LackedBy(f, map[steps.Want]bool{c.want: true}); got != "" {
				t.Errorf("asks for %q once more", got)
			}
			if p.Past = new(steps.Past); p.LackedBy(f, nil) != "" {
				t.Error("asks in a walk that stands as it was saved")
			}
			if p.Past, p.Has = nil, nil; p.LackedBy(f, nil) != "" {
				t.Error("asks where everything is there")
			}
		})
	}
}
