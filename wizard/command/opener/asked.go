package opener

import (
	"cmp"
	"context"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard"
	"example.com/writeback-doctor/wizard/plain"
)

// plainCollected says where and when a file was collected, and asks whether it
// is judged alone.
func (op *Opener) plainCollected(ctx context.Context, w *plain.Walker, found *wizard.CollectedError) (alone bool, err error) {
	choice, err := w.Choose(ctx, found.Told, []steps.Choice{
		{Value: "alone", Label: lang.Text{
			Ko: "이 파일만 보기: 수집한 때를 기준으로 판정합니다", En: "This file alone: judged as of when it was collected",
		}},
		{Value: "more", Label: lang.Text{
			Ko: "도메인과 테넌트도 함께 보기: 지금을 기준으로 판정합니다", En: "The domain and the tenant as well: judged as of now",
		}},
	})
	return choice == "alone", err
}

// plainAlone opens a collected file and nothing else.
func (op *Opener) plainAlone(found *wizard.CollectedError, err error) (*steps.Patient, error) {
	if err != nil {
		return nil, err
	}
	return op.Environment(steps.Access{ServerFile: found.Access.ServerFile})
}

// plainAccess asks for what this environment needs, with what was discovered
// as the default. A file that cannot be used is said so at once.
func (op *Opener) plainAccess(ctx context.Context, w *plain.Walker) (steps.Access, error) {
	if err := op.askToSuppose(ctx, w); err != nil {
		return steps.Access{}, err
	}
	called, err := w.Call(ctx, op.said.Known())
	if err != nil {
		return steps.Access{}, err
	}
	found, err := op.plainQuestions(ctx, w, called)
	if err != nil {
		return found, err
	}
	for name, value := range found.Facts {
		*op.said.Fact[name] = value
	}
	return op.access(ctx)
}

// plainQuestions asks, in the order of the wizard, where this environment is and
// what to sign in with, but for what the company has set. called is what the call
// began with.
func (op *Opener) plainQuestions(ctx context.Context, w *plain.Walker, called steps.Facts) (steps.Access, error) {
	op.begin()
	found := op.Discover(ctx, op.Defaults.Facts.With(called))
	op.said.Account, op.said.ClientID = found.Account, found.ClientID
	for _, q := range op.accessQuestions() {
		if q.only != nil && !q.only(found.Facts) || op.lockedAnswer(q) {
			continue
		}
		known := found.Facts[q.Fact]
		if q.into != nil {
			known = *q.into
		}
		value, err := w.Ask(ctx, q.Question, known)
		switch {
		case err != nil:
			return found, err
		case q.into == nil:
			found.Facts = found.Facts.With(steps.Facts{q.Fact: value})
			continue
		}
		*q.into = value
		if q.into == &op.said.ServerFile && value != "" {
			w.Tell(op.Named(value))
		}
	}
	return found, nil
}

// begin fills in what the company has set, and what is the same every day, where
// nobody said anything. The facts are defaults of their questions.
func (op *Opener) begin() {
	op.said.ClientID = cmp.Or(op.Locked.ClientID, op.said.ClientID, op.Defaults.ClientID)
	op.said.CAFile = cmp.Or(op.Locked.CAFile, op.said.CAFile, op.Defaults.CAFile)
	op.said.SignIn = cmp.Or(op.Locked.SignIn, op.said.SignIn, op.Defaults.SignIn)
	op.said.TenantSignIn = cmp.Or(op.Locked.TenantSignIn, op.said.TenantSignIn, op.Defaults.TenantSignIn)
}

// lockedAnswer reports whether the company has given an answer.
func (op *Opener) lockedAnswer(q accessQuestion) bool {
	if q.into == nil {
		return op.Locked.Facts[q.Fact] != ""
	}
	return map[*string]bool{
		&op.said.ClientID: op.Locked.ClientID != "", &op.said.CAFile: op.Locked.CAFile != "", &op.said.SignIn: op.Locked.SignIn != "",
		&op.said.TenantSignIn: op.Locked.TenantSignIn != "",
	}[q.into]
}
