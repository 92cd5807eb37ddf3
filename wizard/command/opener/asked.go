package opener

import (
	"cmp"
	"context"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/wanted"
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

// plainAccess begins a call, and is what this environment is opened with: what was
// said, what is the same every day, and what can be found. What then is lacking is
// asked for in the walk.
func (op *Opener) plainAccess(ctx context.Context, w *plain.Walker) (steps.Access, error) {
	if err := op.askToSuppose(ctx, w); err != nil {
		return steps.Access{}, err
	}
	called, err := w.Call(ctx, op.said.Known())
	if err != nil {
		return steps.Access{}, err
	}
	op.begin()
	known := op.Given()
	known.Facts = op.Defaults.Facts.With(known.Facts).With(called)
	found, offered := op.Discover(ctx, known)
	op.offered = steps.Access{Facts: offered.Facts.With(op.offered.Facts), Account: offered.Account}
	for name, value := range found.Facts.With(known.Facts) {
		if into := op.said.Fact[name]; into != nil {
			*into = value
		}
	}
	op.said.ClientID = cmp.Or(op.said.ClientID, found.ClientID)
	op.said.TenantSignIn = cmp.Or(found.TenantSignIn, op.said.TenantSignIn)
	op.begin() // what the company has set goes before what was found
	if op.process.Secret == nil {
		return op.access(ctx) // nobody can be asked for a secret later
	}
	return op.Given(), nil
}

// begin fills in what the company has set, and what is the same every day, where
// nobody said anything.
func (op *Opener) begin() {
	op.said.ClientID = cmp.Or(op.Locked.ClientID, op.said.ClientID, op.Defaults.ClientID)
	if op.said.CAFile = cmp.Or(op.Locked.CAFile, op.said.CAFile); op.said.CAFile == "" && op.TryCAFile(op.Defaults.CAFile).Empty() {
		op.said.CAFile = op.Defaults.CAFile // one that is gone is asked for where it is needed
	}
	op.said.SignIn = cmp.Or(op.Locked.SignIn, op.said.SignIn, op.Defaults.SignIn)
	op.said.TenantSignIn = cmp.Or(op.Locked.TenantSignIn, op.said.TenantSignIn)
	if last := op.Defaults.TenantSignIn; op.said.TenantSignIn == "" && !wanted.Personal(last) { // a person signs in when a step wants it
		op.said.TenantSignIn = last
	}
}
