package opener

import (
	"context"
	"errors"
	"strings"

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
		op.said.ServerFile, op.offered = found.Access.ServerFile, steps.Access{Facts: found.Access.Facts}
	}
	access, err := op.plainAccess(ctx, w)
	if err != nil {
		return nil, err
	}
	return op.Asked(access)
}

// plainStart asks where to begin, in the words of the wizard: a call, the lab, a
// case file.
func (op *Opener) plainStart(ctx context.Context, w *plain.Walker) (wizard.Start, error) {
	where, call, lab, file := wizard.Beginning()
	choice, err := w.Choose(ctx, where, []steps.Choice{{Value: "environment", Label: call}, {Value: "lab", Label: lab}, {Value: "file", Label: file}})
	if err != nil {
		return wizard.Start{}, err
	}
	switch choice {
	case "lab":
		name, err := plainWorld(ctx, w)
		return wizard.Start{World: name}, err
	case "file":
		path, err := w.Ask(ctx, steps.Question{Label: lang.Text{Ko: "진행 기록 파일의 경로", En: "Path of the case file"}}, "")
		return wizard.Start{File: path}, err
	default:
		return wizard.Start{}, nil
	}
}

// mostNear is how many worlds are read out for a word that stands in their names
// or texts.
const mostNear = 9

// plainWorld asks for a world: one of those to begin with by number, any other by
// its name, or by a word, so that nobody has to hear them all.
func plainWorld(ctx context.Context, w *plain.Walker) (string, error) {
	offered := choicesOf(Starters())
	offered = append(offered, steps.Choice{Value: anyWorld, Label: lang.Text{Ko: "다른 환경을 이름이나 낱말로 찾기", En: "Another one, by its name or a word"}})
	for {
		name, err := w.Choose(ctx, lang.Text{Ko: "어느 실습 환경입니까?", En: "Which world?"}, offered)
		if err != nil || name != anyWorld {
			return name, err
		}
		word, err := w.Ask(ctx, steps.Question{Label: lang.Text{
			Ko: "환경의 이름, 또는 이름이나 설명에 든 낱말 (전체 목록: writeback-doctor lab --list)",
			En: "Name of the world, or a word of its name or description (all of them: writeback-doctor lab --list)",
		}}, "")
		if err != nil || IsWorld(word) {
			return word, err
		}
		found := worldsWith(word)
		if len(found) == 0 {
			w.Tell(lang.Text{Ko: "그런 환경이 없습니다.", En: "There is no such world."})
			continue
		}
		if len(found) > mostNear {
			found = found[:mostNear]
			w.Tell(lang.Text{Ko: "여러 환경이 있어 앞의 것만 읽습니다.", En: "There are many; these are the first."})
		}
		offered = append(choicesOf(found), offered[len(offered)-1])
	}
}

// anyWorld is the choice that names none.
const anyWorld = "?"

// Starters are the worlds to begin with: a fault of each kind that helpdesks
// meet most.
func Starters() []string {
	return []string{"rights-missing", "pdc-unreachable", "account-locked", "license-none", "engine-stopped", "idle-cut-silently"}
}

// worldsWith are the worlds whose name or text holds a word.
func worldsWith(word string) []string {
	var found []string
	word = strings.ToLower(word)
	for _, info := range Worlds() {
		if strings.Contains(strings.ToLower(info.Name+" "+info.Ko+" "+info.En), word) {
			found = append(found, info.Name)
		}
	}
	return found
}

// choicesOf are worlds with what is wrong in each, in the order of names.
func choicesOf(names []string) []steps.Choice {
	choices := make([]steps.Choice, 0, len(names)+1)
	for _, name := range names {
		for _, info := range Worlds() {
			if info.Name == name {
				choices = append(choices, steps.Choice{Value: name, Label: lang.Text{Ko: name + ": " + info.Ko, En: name + ": " + info.En}})
			}
		}
	}
	return choices
}
