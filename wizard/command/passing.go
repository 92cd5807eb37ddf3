package command

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/wizard"
	"example.com/writeback-doctor/wizard/plain"
)

// passesOn gives a walk by lines the texts that are passed on: those of the wizard.
func passesOn(a *app, w *plain.Walker) {
	c := wizard.Config{Language: a.output.Language, Version: a.process.Version, Ahead: a.saver.Ahead}
	w.Ticket = func(p *steps.Patient, saved string) []string { return wizard.Ticket(c, p, saved) }
	w.Request = func(p *steps.Patient, f *steps.Finding) []string { return wizard.Request(c, p, f) }
}
