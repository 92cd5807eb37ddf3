package compare

import (
	"context"
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// Users compares the caller of a walk with another user, whom it asks about
// through the same transports. The walk itself is not touched. Whatever could
// not be seen is a [Gap]; the error is the cause of a context that ended.
func Users(ctx context.Context, p *steps.Patient, other string, progress *Progress) (Comparison, error) {
	env := p.Env
	if env.Now == nil {
		env.Now = p.Now
	}
	if env.Directory == nil {
		env.Directory = func(context.Context, steps.Facts) (probes.Directory, error) { return nil, notOpen() }
	}
	if env.Graph == nil {
		env.Graph = func(context.Context, steps.Facts) (probes.Graph, error) { return nil, notOpen() }
	}
	if env.Shell == nil {
		env.Shell = func(context.Context, steps.Facts) (probes.Shell, error) { return nil, notOpen() }
	}
	l := looker{env: env, runner: steps.Live(env), tree: p.Session.Tree(), progress: progress}
	facts := l.learn(ctx, p.Session.Facts())
	var first, second *person
	err := steps.Together(0,
		func() { first = l.see(ctx, facts, facts[steps.User]) },
		func() { second = l.see(ctx, facts, strings.TrimSpace(other)) },
	)
	if err == nil {
		l.apart(ctx, first, second)
	}
	if ctx.Err() != nil {
		return Comparison{}, context.Cause(ctx) //nolint:wrapcheck // the cause is the whole message
	}
	if err != nil {
		return Comparison{}, err
	}
	return judge(l.tree, first, second), nil
}

// notOpen is the obstacle of a walk that nobody can ask about anything.
func notOpen() error { return &probes.Obstacle{Kind: probes.NotCollected} }

// Problem says why a name cannot be the second user of a walk; an empty text
// is nothing.
func Problem(tree []steps.Step, first, other string) lang.Text {
	first, other = strings.TrimSpace(first), strings.TrimSpace(other)
	switch {
	case first == "":
		return lang.Text{
			Ko: "누구와 비교할지 알려면 먼저 암호가 반영되지 않는 사용자의 UPN이 필요합니다.",
			En: "There is nobody to compare with yet: give the UPN of the user whose password is not written back first.",
		}
	case other == "":
		return lang.Text{
			Ko: "비교할 사용자, 곧 암호 쓰기 저장이 되는 사용자의 UPN을 입력하십시오.",
			En: "Give the UPN of the user to compare with, for whom password writeback works.",
		}
	case strings.EqualFold(first, other):
		return lang.Text{
			Ko: "같은 사용자입니다. 암호 쓰기 저장이 되는 다른 사용자의 UPN을 입력하십시오.",
			En: "This is the same user. Give the UPN of another one, for whom password writeback works.",
		}
	}
	for i := range tree {
		for _, q := range tree[i].Ask {
			if q.Fact == steps.User && q.Valid != nil {
				return q.Valid(other)
			}
		}
	}
	return lang.Text{}
}

// Tells reports whether another user can tell something about the one of a walk: not
// where nobody is known, nor where the cause lies in what is the same for everybody.
func Tells(s *steps.Session) bool {
	if s.Facts()[steps.User] == "" {
		return false
	}
	d := s.Diagnosis()
	return d.Status != steps.Broken || slices.ContainsFunc(aspects(), func(a aspect) bool { return a.step == d.Cause.Step })
}
