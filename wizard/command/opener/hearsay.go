package opener

import (
	"context"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/plain"
)

// repeated confirms what the command line says as the file does.
func (op *Opener) repeated(heard *steps.Hearsay) *steps.Hearsay {
	known := op.said.Typed()
	for name, value := range heard.Facts() {
		if SameName(value, known[name]) {
			heard.Confirm(name)
		}
	}
	return heard
}

// SameName reports whether two names lead to the same place, letters of ASCII in
// either case. What is no plain name has to be the same to the letter.
func SameName(a, b string) bool {
	a, b = strings.TrimSpace(a), strings.TrimSpace(b)
	return b != "" && (a == b || probes.SameHost(a, b))
}

// vouched refuses what an answers file alone leads to, where nobody can be asked
// about it.
func (op *Opener) vouched(heard steps.Access) error {
	var names []string
	for _, name := range steps.Leading() {
		if value := heard.Facts[name]; value != "" {
			names = append(names, "--"+string(name)+" ("+lang.BothEnds(value)+")")
		}
	}
	if heard.CAFile != "" {
		names = append(names, "--ca-file ("+lang.BothEnds(heard.CAFile)+")")
	}
	if len(names) == 0 {
		return nil
	}
	return misuse.New(lang.Text{
		Ko: "답변 파일 {path}에만 적힌 곳에는 연결하지 않고, 그 파일에만 적힌 인증서도 믿지 않습니다. 그런 파일은 누구나 만들 수 있습니다. 아는 이름이면 명령줄에 다시 적으십시오: {names}.",
		En: "What only the answers file {path} names is not connected to, and no certificate file is trusted on its word: anybody can write such a file. If you know the names, repeat on the command line: {names}.",
	}, lang.Args{"path": op.said.Answers, "names": strings.Join(names, ", ")})
}

// askToSuppose lets a person say whether what only the answers file says is a
// default of the questions that follow. An empty line leaves it out.
func (op *Opener) askToSuppose(ctx context.Context, w *plain.Walker) error {
	heard := op.said.Heard()
	if len(heard.Facts) == 0 && heard.CAFile == "" {
		return nil
	}
	op.tellHeard(heard)
	choice, err := w.Choose(ctx, lang.Text{Ko: "이 값들을 쓰시겠습니까?", En: "Use these?"}, []steps.Choice{
		{Value: "no", Label: lang.Text{Ko: "쓰지 않기", En: "Leave them out"}},
		{Value: "yes", Label: lang.Text{Ko: "아는 이름이니 쓰기", En: "I know these names: use them"}},
	})
	if choice != "yes" {
		for name := range heard.Facts {
			*op.said.Fact[name] = ""
		}
		if heard.CAFile != "" {
			op.said.CAFile = ""
		}
	}
	op.said.supposed = nil
	return err
}

// askToConnect lets a person say whether what only the file names may be
// connected to. An empty line connects to nothing.
func (op *Opener) askToConnect(ctx context.Context, w *plain.Walker, p *steps.Patient) error {
	heard := p.Hearsay.Facts()
	if len(heard) == 0 || p.Session.Step() == nil {
		return nil
	}
	tell := func(text lang.Text, args lang.Args) {
		plain.Prose(op.output.Out, text.Fill(op.output.Language, args)+"\n")
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
		tell(lang.Text{Ko: "  " + word.Ko + ": {value} (파일에 적힘)", En: "  " + word.En + ": {value} (from the file)"}, lang.Args{"value": heard[name]})
	}
	if op.said.Account != "" {
		tell(lang.Text{
			Ko: "  로그인할 계정: {value} (직접 입력함)", En: "  the account to sign in with: {value} (you gave it)",
		}, lang.Args{"value": op.said.Account})
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
func (op *Opener) tellHeard(heard steps.Access) {
	tell := func(word lang.Text, value string) {
		if value == "" {
			return
		}
		text := lang.Text{
			Ko: word.Ko + ": {value}. 파일에 적힌 값입니다. 아는 이름인지 확인하십시오.",
			En: word.En + ": {value}. The file says so: check that you know the name.",
		}
		plain.Prose(op.output.Out, text.Fill(op.output.Language, lang.Args{"value": lang.BothEnds(value)})+"\n")
	}
	for _, name := range steps.Leading() {
		tell(name.Word(), heard.Facts[name])
	}
	tell(lang.Text{Ko: "회사 CA의 인증서 파일", En: "Certificate file of the company's CA"}, heard.CAFile)
}
