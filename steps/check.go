package steps

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/tell"
)

// Env is the outside world, as far as steps may use it. Each function opens
// its transport on first use, so that a step pays only for what it needs; the
// error is an [*probes.Obstacle].
type Env struct {
	Directory func(context.Context, Facts) (probes.Directory, error)
	Graph     func(context.Context, Facts) (probes.Graph, error)
	Shell     func(context.Context, Facts) (probes.Shell, error)
	// Live leads to the Connect server itself where Shell may also answer by what
	// somebody pasted of it; nil where both are the same.
	Live     func(context.Context, Facts) (probes.Shell, error)
	Endpoint probes.Endpoint // from this machine; nil when nothing may be looked at from here
	Now      func() time.Time
	Products Products // a table of products that somebody named; nil is that of the program
	// Limit bounds a check, as that of a [probes.Clock] does; nil is a limit on
	// the clock of this machine.
	Limit func(context.Context, time.Duration, error) (context.Context, context.CancelFunc)
	// Opened is when the person opened it, by Now: what was seen long before is
	// old, and what was seen since is the present. Zero is the beginning of the
	// walk.
	Opened time.Time
	// Sweep takes the person's secrets out of what is shown and kept of a result,
	// should something outside have sent one back. nil sweeps nothing.
	Sweep func(*Result)
	// Acting leads to what can change something, and Trail is where that is written
	// down first. Both are nil wherever nobody can consent: a walk without
	// questions, a saved one, a file. Only steps/reenable asks for them.
	Acting func(context.Context, Facts) (probes.Actor, error)
	Trail  probes.Trail
	// Resets lead to what resets the password of the test user. They are as Acting.
	Resets Resets
	// Tried is what the person had this program try in this walk; nil where nobody
	// can have.
	Tried *Tried
}

// Resets are the ways to reset the password of the test user; nil ones are not
// there.
type Resets struct {
	Cloud     func(context.Context, Facts) (probes.CloudResetter, error)
	Directory func(context.Context, Facts) (probes.DirectoryResetter, error)
	Password  func() (probes.Secret, error) // makes one up
}

// Itself is the outside without what somebody pasted of it: what is watched, changed
// or proven is asked of the server itself, because a paste is of before.
func (e Env) Itself() Env {
	if e.Live != nil {
		e.Shell = e.Live
	}
	return e
}

// Moment is as of when what is seen is judged: what was seen since is the
// present. A walk may take days, and what was seen during it is not old. It is
// zero when nobody noted any time.
func (e Env) Moment(facts Facts) time.Time {
	if !e.Opened.IsZero() {
		return e.Opened
	}
	if began, err := time.Parse(time.RFC3339, facts[Started]); err == nil {
		return began
	}
	if e.Now == nil {
		return time.Time{}
	}
	return e.Now()
}

// Check looks at the patient and judges what it saw. An error means that it
// could not look; a patient in a bad state is a Verdict, never an error.
type Check interface {
	// Run looks and judges.
	Run(ctx context.Context, env Env, facts Facts) (Result, error)
	// Judge judges evidence recorded earlier.
	Judge(recorded []byte) (Verdict, error)
}

// Verdict picks the branch and fills its sentence.
type Verdict struct {
	On      Outcome
	Args    tell.Args
	Learned Facts            // what the evidence taught; empty values change nothing
	Visit   []ID             // a detour: these steps first, then the trunk goes on
	Why     *probes.Obstacle // with an unknown outcome: what stood in the way, or which answer is missing
	Then    *Then            // with Unseen: what it was when it was last seen; nil when nobody knows

	// Happened is the time of the event that Visit goes by; what was seen
	// before it may hold no more. Zero when Visit goes by no event.
	Happened time.Time

	Proofs []Proof // events of success that the evidence holds

	Span *Span // since when it fails, of a fault of the server; nil where that is not known

	// Since is from when on what is broken cannot be otherwise, as of a version
	// that was retired on a day; zero for what just is so.
	Since time.Time
}

// Result is what one run of a check brought.
type Result struct {
	Verdict  Verdict
	Seen     probes.Seen
	Evidence json.RawMessage // what Judge can judge again
	AsOf     time.Time       // the moment of which the verdict speaks; zero when nobody noted it
}

// Look makes a Check of see, which does the I/O, and judge, which is pure.
// Everything that judge compares is in E, and E survives a trip through JSON:
// judge is given the evidence after that trip, so that a walk and its replay
// cannot differ.
func Look[E probes.Evidence](see func(context.Context, Env, Facts) (E, error), judge func(E) Verdict) Check {
	l := look{
		see: func(ctx context.Context, env Env, facts Facts) (probes.Evidence, error) { return see(ctx, env, facts) },
		judge: func(recorded []byte) (Verdict, error) {
			var evidence E
			if err := read(recorded, &evidence); err != nil {
				return Verdict{}, err
			}
			return judge(evidence), nil
		},
		of: reflect.TypeFor[E](),
	}
	var evidence E
	if _, dated := any(evidence).(dating[E]); dated {
		l.date = func(recorded []byte, moment time.Time) (any, error) {
			var evidence E
			if err := read(recorded, &evidence); err != nil {
				return nil, err
			}
			dated, _ := any(evidence).(dating[E])
			return dated.Dated(moment), nil
		}
	}
	return l
}

// look is a check by what differs between them: all else is compiled once, and
// not for each of their types.
type look struct {
	see   func(context.Context, Env, Facts) (probes.Evidence, error)
	judge func(recorded []byte) (Verdict, error)
	of    reflect.Type                                         // of the evidence
	date  func(recorded []byte, moment time.Time) (any, error) // nil when it holds no moment
}

func (l look) Run(ctx context.Context, env Env, facts Facts) (Result, error) {
	evidence, err := l.see(ctx, env, facts)
	if err != nil {
		return Result{}, err
	}
	recorded, err := json.Marshal(evidence)
	if err != nil {
		return Result{}, fmt.Errorf("record the evidence: %w", err)
	}
	verdict, err := l.judge(recorded)
	if err != nil {
		return Result{}, err
	}
	return Result{Verdict: verdict, Seen: evidence.Witnessed(), Evidence: recorded}, nil
}

func (l look) Judge(recorded []byte) (Verdict, error) { return l.judge(recorded) }

func read(recorded []byte, evidence any) error {
	if err := json.Unmarshal(recorded, evidence); err != nil {
		return fmt.Errorf("read recorded evidence: %w", err)
	}
	return nil
}

// Shape is the type of the evidence of a check, nil when it has none that can
// be judged again.
func Shape(check Check) reflect.Type {
	if shaped, is := check.(interface{ shape() reflect.Type }); is {
		return shaped.shape()
	}
	return nil
}

func (l look) shape() reflect.Type { return l.of }

// dating is evidence that holds the moment with which its judge compares.
type dating[E any] interface{ Dated(moment time.Time) E }

// redate returns recorded evidence as its judge has to see it at a later
// moment.
func (l look) redate(recorded []byte, moment time.Time) ([]byte, error) {
	if l.date == nil {
		return recorded, nil
	}
	dated, err := l.date(recorded, moment)
	if err != nil {
		return nil, err
	}
	again, err := json.Marshal(dated)
	if err != nil {
		return nil, fmt.Errorf("record the evidence: %w", err)
	}
	return again, nil
}

// Blind is the verdict of evidence that lacks the deciding part.
func Blind(part probes.Part) Verdict {
	why := part.Why
	if why == nil {
		why = &probes.Obstacle{Kind: probes.NotCollected}
	}
	return Verdict{On: Unseen, Why: why}
}
