package steps_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// noon is the one moment of these tests.
var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// words is evidence that a test writes down: its outcome, and what it teaches.
type words struct {
	probes.Seen
	On    steps.Outcome
	Learn steps.Facts
	Visit []steps.ID
}

// says is a check that sees what the environment's directory field would; the
// test's runner never calls see.
func says() steps.Check {
	return steps.Look(
		func(context.Context, steps.Env, steps.Facts) (words, error) {
			return words{On: "fine"}, nil
		},
		func(w words) steps.Verdict {
			return steps.Verdict{On: w.On, Learned: w.Learn, Visit: w.Visit}
		},
	)
}

func step(id steps.ID, branches ...steps.Branch) steps.Step {
	all := append([]steps.Branch{
		{On: "fine", Status: steps.Healthy},
		{On: "bad", Status: steps.Broken},
		{On: "odd", Status: steps.Warning},
		{On: steps.Unseen},
	}, branches...)
	return steps.Step{ID: id, Check: says(), Branches: all}
}

// walk records outcomes, in order, until the session ends or they run out.
func walk(t *testing.T, s *steps.Session, outcomes map[steps.ID]steps.Verdict) []steps.ID {
	t.Helper()
	var visited []steps.ID
	for range 100 {
		current := s.Step()
		if current == nil {
			return visited
		}
		visited = append(visited, current.ID)
		verdict, told := outcomes[current.ID]
		if !told {
			verdict = steps.Verdict{On: "fine"}
		}
		if _, err := s.Record(steps.Result{Verdict: verdict}, nil, noon); err != nil {
			t.Fatalf("record %s: %v", current.ID, err)
		}
	}
	t.Fatalf("the walk does not end: %v", visited)
	return nil
}

func ids(names ...steps.ID) []steps.ID { return names }

func TestTheTrunkIsTheOrderOfTheList(t *testing.T) {
	t.Parallel()
	s := steps.NewSession([]steps.Step{step("s/a"), step("s/b"), step("s/c")}, nil)
	got := walk(t, s, nil)
	if want := ids("s/a", "s/b", "s/c"); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestABranchJumpsAndEnds(t *testing.T) {
	t.Parallel()
	tree := []steps.Step{
		step("s/a", steps.Branch{On: "jump", Next: "s/c"}), step("s/b"),
		step("s/c", steps.Branch{On: "stop", Next: steps.End}), step("s/d"),
	}
	got := walk(t, steps.NewSession(tree, nil), map[steps.ID]steps.Verdict{"s/a": {On: "jump"}, "s/c": {On: "stop"}})
	if want := ids("s/a", "s/c"); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestADetourComesFirstAndIsNotVisitedTwice(t *testing.T) {
	t.Parallel()
	tree := []steps.Step{step("s/a"), step("s/b"), step("s/c"), step("s/d")}
	got := walk(t, steps.NewSession(tree, nil), map[steps.ID]steps.Verdict{
		"s/a": {On: "fine", Visit: ids("s/d", "s/c", "s/a", "s/none")},
	})
	if want := ids("s/a", "s/d", "s/c", "s/b"); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestAJumpInsideADetourLeavesTheTrunkWhereItWas(t *testing.T) {
	t.Parallel()
	tree := []steps.Step{
		step("s/a"), step("s/b"), step("s/c", steps.Branch{On: "jump", Next: "s/e"}), step("s/d"), step("s/e"),
	}
	got := walk(t, steps.NewSession(tree, nil), map[steps.ID]steps.Verdict{
		"s/a": {On: "fine", Visit: ids("s/c")}, "s/c": {On: "jump"},
	})
	if want := ids("s/a", "s/c", "s/e", "s/b", "s/d"); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestSkippedStepsArePassedOver(t *testing.T) {
	t.Parallel()
	tree := []steps.Step{step("s/a", steps.Branch{On: "cloud", Skip: ids("s/b", "s/d")}), step("s/b"), step("s/c"), step("s/d")}
	got := walk(t, steps.NewSession(tree, nil), map[steps.ID]steps.Verdict{"s/a": {On: "cloud"}})
	if want := ids("s/a", "s/c"); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestTheThirdStageWaitsForASoundPatient(t *testing.T) {
	t.Parallel()
	last := step("reenable/restart")
	last.OnlyWhenSound = true
	tree := []steps.Step{step("s/a"), step("s/b", steps.Branch{On: "root", Status: steps.Broken, Explains: ids("s/a")}), last}
	broken := walk(t, steps.NewSession(tree, nil), map[steps.ID]steps.Verdict{"s/a": {On: "bad"}})
	if want := ids("s/a", "s/b"); !slices.Equal(broken, want) {
		t.Errorf("with something broken: got %v, want %v", broken, want)
	}
	cured := walk(t, steps.NewSession([]steps.Step{
		step("s/a"), step("s/b", steps.Branch{On: "proven", Status: steps.Healthy, Explains: ids("s/a")}), last,
	}, nil), map[steps.ID]steps.Verdict{"s/a": {On: "bad"}, "s/b": {On: "proven"}})
	if want := ids("s/a", "s/b", "reenable/restart"); !slices.Equal(cured, want) {
		t.Errorf("with something broken that is proven to be over: got %v, want %v", cured, want)
	}
	own := walk(t, steps.NewSession([]steps.Step{step("reenable/log"), last}, nil), map[steps.ID]steps.Verdict{"reenable/log": {On: "bad"}})
	if want := ids("reenable/log", "reenable/restart"); !slices.Equal(own, want) {
		t.Errorf("with a fault of the third stage itself: got %v, want %v", own, want)
	}
	sound := walk(t, steps.NewSession(tree, nil), nil)
	if want := ids("s/a", "s/b", "reenable/restart"); !slices.Equal(sound, want) {
		t.Errorf("with nothing broken: got %v, want %v", sound, want)
	}
}

func TestARootExplainsWhatFollowsFromIt(t *testing.T) {
	t.Parallel()
	tree := []steps.Step{
		step("s/effect"),
		step("s/root", steps.Branch{On: "root", Status: steps.Broken, Explains: ids("s/effect", "s/unseen", "s/healthy")}),
		step("s/unseen"), step("s/healthy"), step("s/other"),
	}
	s := steps.NewSession(tree, nil)
	walk(t, s, map[steps.ID]steps.Verdict{
		"s/effect": {On: "bad"}, "s/root": {On: "root"}, "s/unseen": {On: steps.Unseen}, "s/other": {On: "bad"},
	})
	d := steps.Diagnose(s.Trail())
	if d.Status != steps.Broken || d.Cause == nil || d.Cause.Step != "s/root" {
		t.Fatalf("got %v with cause %+v, want broken because of s/root", d.Status, d.Cause)
	}
	if len(d.Others) != 1 || d.Others[0].Step != "s/other" {
		t.Errorf("others: got %+v, want s/other alone", d.Others)
	}
	if len(d.Unknown) != 0 {
		t.Errorf("unknown: got %+v, want none: it is explained", d.Unknown)
	}
	if by := s.Trail()[3].ExplainedBy; by != "" {
		t.Errorf("a healthy finding is explained by %s", by)
	}
}

func TestOfTwoThatExplainEachOtherTheCloserLookStands(t *testing.T) {
	t.Parallel()
	tree := []steps.Step{
		step("s/a", steps.Branch{On: "root", Status: steps.Broken, Explains: ids("s/b")}),
		step("s/b", steps.Branch{On: "root", Status: steps.Broken, Explains: ids("s/a")},
			steps.Branch{On: "odd-root", Status: steps.Unknown, Explains: ids("s/a")}),
	}
	for _, c := range []struct {
		second steps.Outcome
		want   []steps.ID // what explains the first and the second
	}{{"root", ids("s/b", "")}, {"odd-root", ids("", "s/a")}, {"fine", ids("", "")}} {
		s := steps.NewSession(tree, nil)
		walk(t, s, map[steps.ID]steps.Verdict{"s/a": {On: "root"}, "s/b": {On: c.second}})
		trail := s.Trail()
		if got := ids(trail[0].ExplainedBy, trail[1].ExplainedBy); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.second, got, c.want)
		}
	}
}

func TestReasonsInACircleLeaveOneStanding(t *testing.T) {
	t.Parallel()
	root := func(id steps.ID, effect steps.ID) steps.Step {
		return step(id, steps.Branch{On: "root", Status: steps.Broken, Explains: ids(effect)})
	}
	s := steps.NewSession([]steps.Step{root("s/a", "s/b"), root("s/b", "s/c"), root("s/c", "s/a")}, nil)
	walk(t, s, map[steps.ID]steps.Verdict{"s/a": {On: "root"}, "s/b": {On: "root"}, "s/c": {On: "root"}})
	trail := s.Trail()
	if got, want := ids(trail[0].ExplainedBy, trail[1].ExplainedBy, trail[2].ExplainedBy), ids("", "s/a", "s/b"); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestWhatIsNoStatusExplainsNothing(t *testing.T) {
	t.Parallel()
	s := steps.NewSession([]steps.Step{step("s/a"), step("s/b", steps.Branch{On: "new", Status: 9, Explains: ids("s/a")})}, nil)
	walk(t, s, map[steps.ID]steps.Verdict{"s/a": {On: "bad"}, "s/b": {On: "new"}})
	if by := s.Trail()[0].ExplainedBy; by != "" {
		t.Errorf("a status that nobody knows explains a fault: %s", by)
	}
}

func TestAWalkThatIsNotOverIsNeverHealthy(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		on         steps.Outcome
		open, over steps.Status
	}{
		{"fine", steps.Unknown, steps.Healthy},
		{"odd", steps.Unknown, steps.Warning},
		{"bad", steps.Broken, steps.Broken},
		{steps.Unseen, steps.Unknown, steps.Unknown},
	} {
		s := steps.NewSession([]steps.Step{step("s/a"), step("s/b")}, nil)
		for i, want := range []steps.Status{c.open, c.over} {
			on := steps.Outcome("fine")
			if i == 0 {
				on = c.on
			}
			if _, err := s.Record(steps.Result{Verdict: steps.Verdict{On: on}}, nil, noon); err != nil {
				t.Fatal(err)
			}
			if got := s.Diagnosis().Status; got != want {
				t.Errorf("%s, %d of 2 steps: got %v, want %v", c.on, i+1, got, want)
			}
			if got := steps.DiagnoseAll(s.Findings(), i == 1).Status; got != want {
				t.Errorf("%s, read from %d of 2 steps: got %v, want %v", c.on, i+1, got, want)
			}
		}
	}
}

func TestWhatWasNotSeenIsNeverHealthy(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		outcomes []steps.Outcome
		want     steps.Status
		cause    steps.ID
	}{
		{"all healthy", []steps.Outcome{"fine", "fine"}, steps.Healthy, ""},
		{"one unseen", []steps.Outcome{"fine", steps.Unseen}, steps.Unknown, ""},
		{"a warning", []steps.Outcome{"odd", "fine"}, steps.Warning, "s/0"},
		{"a warning and one unseen", []steps.Outcome{"odd", steps.Unseen}, steps.Unknown, "s/0"},
		{"broken beats all", []steps.Outcome{"odd", "bad"}, steps.Broken, "s/1"},
		{"nothing visited", nil, steps.Unknown, ""},
	} {
		tree := []steps.Step{step("s/0"), step("s/1")}
		s := steps.NewSession(tree, nil)
		for _, on := range c.outcomes {
			if _, err := s.Record(steps.Result{Verdict: steps.Verdict{On: on}}, nil, noon); err != nil {
				t.Fatal(err)
			}
		}
		d := steps.Diagnose(s.Trail())
		cause := steps.ID("")
		if d.Cause != nil {
			cause = d.Cause.Step
		}
		if d.Status != c.want || cause != c.cause {
			t.Errorf("%s: got %v because of %q, want %v because of %q", c.name, d.Status, cause, c.want, c.cause)
		}
	}
}

func TestBackForgetsWhatWasLearned(t *testing.T) {
	t.Parallel()
	s := steps.NewSession([]steps.Step{step("s/a"), step("s/b")}, steps.Facts{steps.User: "kim"})
	if s.Back() {
		t.Error("went back from the first step")
	}
	learned := steps.Verdict{On: "fine", Learned: steps.Facts{steps.PDC: "dc1", steps.User: ""}}
	if _, err := s.Record(steps.Result{Verdict: learned}, nil, noon); err != nil {
		t.Fatal(err)
	}
	if got := s.Facts(); got[steps.PDC] != "dc1" || got[steps.User] != "kim" {
		t.Errorf("learned %v, want dc1 beside kim", got)
	}
	if !s.Back() || s.Step().ID != "s/a" || s.Facts()[steps.PDC] != "" || len(s.Trail()) != 0 {
		t.Errorf("after going back: at %v with %v and %d findings", s.Step(), s.Facts(), len(s.Trail()))
	}
}

func TestACloneWalksByItself(t *testing.T) {
	t.Parallel()
	tree := []steps.Step{step("s/a"), step("s/b"), step("s/c")}
	s := steps.NewSession(tree, steps.Facts{steps.User: "kim"})
	if _, err := s.Record(steps.Result{Verdict: steps.Verdict{On: "bad", Visit: ids("s/c")}}, nil, noon); err != nil {
		t.Fatal(err)
	}
	clone := s.Clone()
	if got := walk(t, clone, nil); !slices.Equal(got, ids("s/c", "s/b")) {
		t.Errorf("the clone walks %v, want the rest of the detour and the trunk", got)
	}
	if s.Step().ID != "s/c" || len(s.Trail()) != 1 {
		t.Errorf("the original moved to %v with %d findings", s.Step(), len(s.Trail()))
	}
}

func TestAnswersByHandAreMarked(t *testing.T) {
	t.Parallel()
	s := steps.NewSession([]steps.Step{step("s/a"), step("s/b")}, nil)
	f, err := s.ByHand("bad", noon)
	if err != nil {
		t.Fatal(err)
	}
	if !f.ByHand || f.Status != steps.Broken || f.Seen.Vantage.Place != probes.Person || f.Evidence != nil {
		t.Errorf("got %+v, want a person's word", f)
	}
	if _, err := s.ByHand("never-heard-of", noon); !errors.Is(err, steps.ErrNoBranch) {
		t.Errorf("an outcome without a branch: got %v, want ErrNoBranch", err)
	}
	if s.Step().ID != "s/b" {
		t.Errorf("a refused answer moved the walk to %s", s.Step().ID)
	}
}

func TestARepeatedVisitGoesOnWhereTheWalkStood(t *testing.T) {
	t.Parallel()
	s := steps.NewSession([]steps.Step{step("s/a"), step("s/b"), step("s/c")}, nil)
	for range 2 {
		if _, err := s.Record(steps.Result{Verdict: steps.Verdict{On: "bad"}}, nil, noon); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Visit("s/a"); err != nil {
		t.Fatal(err)
	}
	got := walk(t, s, nil)
	if want := ids("s/a", "s/c"); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if n := len(s.Trail()); n != 3 {
		t.Errorf("got %d findings, want 3: the old one of s/a is forgotten", n)
	}
	if err := s.Visit("s/none"); !errors.Is(err, steps.ErrNoStep) {
		t.Errorf("got %v, want ErrNoStep", err)
	}
}

func TestAVisitAfterTheEndEndsAgain(t *testing.T) {
	t.Parallel()
	tree := []steps.Step{step("s/a", steps.Branch{On: "stop", Next: steps.End}), step("s/b"), step("s/c")}
	s := steps.NewSession(tree, nil)
	walk(t, s, map[steps.ID]steps.Verdict{"s/a": {On: "stop"}})
	if err := s.Visit("s/c"); err != nil {
		t.Fatal(err)
	}
	got := walk(t, s, nil)
	if want := ids("s/c"); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestCorrectingAFactForgetsWhatDependsOnIt(t *testing.T) {
	t.Parallel()
	needsUser := step("s/b")
	needsUser.Needs = []steps.Fact{steps.User}
	s := steps.NewSession([]steps.Step{step("s/a"), needsUser, step("s/c")}, steps.Facts{steps.User: "kim"})
	walk(t, s, nil)
	s.Correct(steps.Facts{steps.User: "lee"})
	if s.Step() == nil || s.Step().ID != "s/b" || len(s.Trail()) != 1 {
		t.Errorf("got step %v and %d findings, want s/b and 1", s.Step(), len(s.Trail()))
	}
	s.Correct(steps.Facts{steps.User: "lee", steps.Domain: "contoso.local"})
	if s.Step().ID != "s/a" {
		t.Errorf("another domain: got %s, want the first check again", s.Step().ID)
	}
}

func TestQuestionsTakeAnswersAndDecide(t *testing.T) {
	t.Parallel()
	ask := steps.Step{
		ID: "s/ask", Ask: []steps.Question{{Fact: steps.Surface}},
		Decide: func(f steps.Facts) steps.Verdict {
			if f[steps.Surface] == "graph-patch" {
				return steps.Verdict{On: "never"}
			}
			return steps.Verdict{On: steps.Answered, Visit: ids("s/b")}
		},
		Branches: []steps.Branch{{On: steps.Answered}, {On: "never", Status: steps.Warning, Next: steps.End}},
	}
	tree := []steps.Step{ask, step("s/a"), step("s/b")}
	s := steps.NewSession(tree, nil)
	if _, err := s.Record(steps.Result{}, nil, noon); !errors.Is(err, steps.ErrNoCheck) {
		t.Errorf("recording a question: got %v, want ErrNoCheck", err)
	}
	f, err := s.Answer(steps.Facts{steps.Surface: "sspr"}, noon)
	if err != nil || !f.Asked || s.Step().ID != "s/b" {
		t.Fatalf("got %+v, %v, at %v", f, err, s.Step())
	}
	if _, err := s.Answer(nil, noon); !errors.Is(err, steps.ErrNotAsked) {
		t.Errorf("answering a check: got %v, want ErrNotAsked", err)
	}
	walk(t, s, nil)
	if d := s.Diagnosis(); d.Status != steps.Healthy || len(d.Unknown) != 0 {
		t.Errorf("a question counts as %v with %d unknown", d.Status, len(d.Unknown))
	}
	s = steps.NewSession(tree, nil)
	if _, err := s.Answer(steps.Facts{steps.Surface: "graph-patch"}, noon); err != nil {
		t.Fatal(err)
	}
	if s.Step() != nil {
		t.Errorf("the walk goes on at %s, want the end", s.Step().ID)
	}
	if _, err := s.Answer(nil, noon); !errors.Is(err, steps.ErrOver) {
		t.Errorf("answering after the end: got %v, want ErrOver", err)
	}
}

func TestACauseBecomesUnseen(t *testing.T) {
	t.Parallel()
	s := steps.NewSession([]steps.Step{step("s/a")}, nil)
	f, err := s.Record(steps.Result{Verdict: steps.Verdict{On: "fine"}}, &probes.Obstacle{Kind: probes.NoServer}, noon)
	if err != nil {
		t.Fatal(err)
	}
	if f.On != steps.Unseen || f.Status != steps.Unknown || f.Why == nil || f.Why.Kind != probes.NoServer {
		t.Errorf("got %+v, want unseen because there is no server", f)
	}
}

func TestSentencesSayWhatStoodInTheWay(t *testing.T) {
	t.Parallel()
	s := step("s/a")
	s.Branches[0].Say = lang.Text{Ko: "{host} 서버는 정상입니다.", En: "{host} is fine."}
	s.Branches[0].Label = lang.Text{Ko: "정상", En: "fine"}
	s.Branches[3].Say = lang.Text{Ko: "보지 못했습니다.", En: "Not seen."}
	for _, c := range []struct {
		name    string
		finding steps.Finding
		want    string
	}{
		{"filled and cleaned", steps.Finding{Step: "s/a", On: "fine", Args: tell.Args{"host": tell.Host.Of("dc1\x1b[2J")}}, "dc1 is fine."},
		{"by hand", steps.Finding{Step: "s/a", On: "fine", ByHand: true}, "fine (a person said so; the program did not see it)."},
		{"an unknown outcome", steps.Finding{Step: "s/a", On: "newer"}, "s/a: newer"},
		{"unseen", steps.Finding{Step: "s/a", On: steps.Unseen, Why: &probes.Obstacle{Kind: probes.Stopped}}, "Not seen. The check was stopped before it ended."},
	} {
		if got := steps.Tell(&s, c.finding, lang.English, nil).Sentence; got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestCommandsQuoteWhatFillsThem(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ shell, value, want string }{ // "" for no command
		{"PowerShell", "O'Brien", "Get-ADUser 'O''Brien'"},
		{"PowerShell", "a’; Remove-Item x; ’", "Get-ADUser 'a’’; Remove-Item x; ’’'"},
		{"PowerShell", "$(calc)", "Get-ADUser '$(calc)'"},
		{"PowerShell", "", ""},
		{"PowerShell", "a\u200bb", ""},
		{"cmd host", "dc1.corp.com", `Get-ADUser "dc1.corp.com"`},
		{"cmd", `a" & del x & "%PATH%`, ""},
		{"cmd", "kim@corp.com", ""},
	} {
		command, kind := steps.Command{Shell: steps.Shell(c.shell), Text: "Get-ADUser {user}"}, tell.User
		if c.shell == "cmd host" {
			command.Shell, kind = steps.Cmd, tell.Host
		}
		if got, ok := command.Fill(tell.Args{"user": kind.Of(c.value)}); got != c.want || ok != (c.want != "") {
			t.Errorf("%s %q: got %s, want %s", c.shell, c.value, got, c.want)
		}
	}
}
