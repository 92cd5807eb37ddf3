package script

import (
	"strings"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// cmd writes a batch file. The second line has cmd read the rest as UTF-8; a byte
// order mark would be taken for a command.
func (o Order) cmd(f File, commands []string) string {
	var p page
	p.line("@echo off\nchcp 65001 >nul")
	for _, remark := range o.remarks(f) {
		p.line("%s", strings.TrimRight("rem "+harmless(remark), " "))
	}
	p.line("")
	changes := f.Part != steps.OnlyLook
	looks := o.looked(steps.Cmd)
	if !changes {
		looks = commands
	}
	if len(looks) > 0 {
		p.line("echo %s", harmless(o.say(isThere, nil)))
		for _, look := range looks {
			p.line("%s", look)
		}
		p.line("echo.")
	}
	if !changes {
		return p.String()
	}
	p.line("echo %s", harmless(o.say(wouldRun, nil)))
	for _, command := range commands {
		p.line("echo     %s", harmless(command))
	}
	p.line("if /i not \"%%~1\"==\"/apply\" (\n    echo %s\n    exit /b 0\n)", harmless(o.say(notRun, lang.Args{"run": run(f.Name)})))
	for _, command := range commands {
		p.line("%s\nif errorlevel 1 exit /b 1", command)
		p.line("echo %s %s", harmless(o.say(wasRun, nil)), harmless(command))
	}
	p.line("echo %s", harmless(o.end(f)))
	return p.String()
}

// harmless is text that cmd shows and does not act on: what it would take for
// its own is written as its own, or left out.
func harmless(text string) string {
	return strings.NewReplacer("%", "%%", "^", "", "&", "^&", "|", "^|", "<", "^<", ">", "^>", "(", "^(", ")", "^)", "\"", "'").Replace(text)
}
