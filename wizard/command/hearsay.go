package command

import (
	"context"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/plain"
)

// repeated confirms what the command line says as the file does.
func (a *app) repeated(heard *steps.Hearsay) *steps.Hearsay {
	known := a.flags.known()
	for name, value := range heard.Facts() {
		if sameName(value, known[name]) {
			heard.Confirm(name)
		}
	}
	return heard
}

// sameName reports whether two names lead to the same place, letters of ASCII in
// either case. What is no plain name has to be the same to the letter.
func sameName(a, b string) bool {
	a, b = strings.TrimSpace(a), strings.TrimSpace(b)
	return b != "" && (a == b || probes.SameHost(a, b))
}

// askToConnect lets a person say whether what only the file names may be
// connected to. An empty line connects to nothing.
func (a *app) askToConnect(ctx context.Context, w *plain.Walker, p *steps.Patient) error {
	heard := p.Hearsay.Facts()
	if len(heard) == 0 || p.Session.Step() == nil {
		return nil
	}
	tell := func(text lang.Text, args lang.Args) {
		wrapProse(a.process.Out, text.Fill(a.language, args, a.process.Zone)+"\n")
	}
	tell(lang.Text{
		Ko: "이 진행 기록을 이어서 확인하려면 파일에 적힌 곳에 연결해야 합니다. 파일은 누구나 만들 수 있습니다. 아는 이름인지 확인하십시오.",
		En: "To go on with this walk, the places that its file names have to be connected to. Anybody can write a file: check that you know the names.",
	}, nil)
	for _, name := range steps.Leading() {
		if heard[name] == "" {
			continue
		}
		word := name.Word()
		tell(lang.Text{Ko: "  " + word.Ko + ": {value} (파일이 말함)", En: "  " + word.En + ": {value} (the file says so)"}, lang.Args{"value": heard[name]})
	}
	if a.flags.account != "" {
		tell(lang.Text{
			Ko: "  로그인할 계정: {value} (직접 입력함)", En: "  the account to sign in with: {value} (you gave it)",
		}, lang.Args{"value": a.flags.account})
	}
	choice, err := w.Choose(ctx, lang.Text{Ko: "연결하시겠습니까?", En: "Connect?"}, []steps.Choice{
		{Value: "no", Label: lang.Text{Ko: "연결하지 않고 파일에 있는 것만 보기", En: "Connect to nothing, and see what the file holds"}},
		{Value: "yes", Label: lang.Text{Ko: "이 이름들을 알고 있으니 연결하기", En: "I know these names: connect"}},
	})
	if choice == "yes" {
		p.Hearsay.Confirm(steps.Leading()...)
	}
	return err
}

// tellHeard says which of the values that are asked for next stand in the file.
func (a *app) tellHeard(heard steps.Facts) {
	for _, name := range steps.Leading() {
		if heard[name] == "" {
			continue
		}
		word := name.Word()
		text := lang.Text{
			Ko: word.Ko + ": {value}. 이 값은 파일이 말합니다. 아는 이름인지 확인하십시오.",
			En: word.En + ": {value}. The file says so: check that you know the name.",
		}
		wrapProse(a.process.Out, text.Fill(a.language, lang.Args{"value": heard[name]}, a.process.Zone)+"\n")
	}
}
