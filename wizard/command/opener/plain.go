package opener

import (
	"context"
	"errors"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard"
	"example.com/writeback-doctor/wizard/plain"
)

// Ask opens what the command line named, or asks where to begin.
func (op *Opener) Ask(ctx context.Context, w *plain.Walker, from wizard.Start) (*steps.Patient, error) {
	place, err := from, error(nil)
	if from == (wizard.Start{}) {
		place, err = op.plainStart(ctx, w)
	}
	switch {
	case err != nil:
		return nil, err
	case place.World != "":
		op.practised = true
		return op.Practise(ctx, place.World)
	case place.File != "":
		patient, err := op.WalkFile(ctx, place.File)
		found, collected := errors.AsType[*wizard.CollectedError](err)
		if !collected {
			if err == nil {
				err = op.askToConnect(ctx, w, patient)
			}
			return patient, err
		}
		if alone, err := op.plainCollected(ctx, w, found); alone || err != nil {
			return op.plainAlone(found, err)
		}
		op.said.Fill(found.Access)
		op.tellHeard(steps.Access{Facts: found.Access.Facts})
	}
	access, err := op.plainAccess(ctx, w)
	if err != nil {
		return nil, err
	}
	return op.Asked(access)
}

// plainStart asks for the place: this environment, the lab, a case file.
func (op *Opener) plainStart(ctx context.Context, w *plain.Walker) (wizard.Start, error) {
	choice, err := w.Choose(ctx, lang.Text{Ko: "무엇을 진단하시겠습니까?", En: "What is to be diagnosed?"}, []steps.Choice{
		{Value: "environment", Label: lang.Text{Ko: "이 환경", En: "This environment"}},
		{Value: "lab", Label: lang.Text{Ko: "실습 환경에서 연습", En: "Practise in the lab"}},
		{Value: "file", Label: lang.Text{Ko: "진행 기록 파일 열기", En: "Open a case file"}},
	})
	if err != nil {
		return wizard.Start{}, err
	}
	switch choice {
	case "lab":
		var choices []steps.Choice
		for _, info := range Worlds() {
			choices = append(choices, steps.Choice{Value: info.Name, Label: lang.Text{Ko: info.Name + ": " + info.Ko, En: info.Name + ": " + info.En}})
		}
		name, err := w.Choose(ctx, lang.Text{Ko: "어느 실습 환경입니까?", En: "Which world?"}, choices)
		return wizard.Start{World: name}, err
	case "file":
		path, err := w.Ask(ctx, steps.Question{Label: lang.Text{Ko: "진행 기록 파일의 경로", En: "Path of the case file"}}, "")
		return wizard.Start{File: path}, err
	default:
		return wizard.Start{}, nil
	}
}
