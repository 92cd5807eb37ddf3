package stepstest

import (
	"maps"
	"slices"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// Texts are all sentences of a tree with something in their blanks: a number
// in each, and then in each an address that is longer than a line.
func Texts(tree []steps.Step) []lang.Text {
	unique := map[lang.Text]bool{}
	add := func(all ...lang.Text) {
		for _, t := range all {
			for _, value := range []string{"1234", "https://login.microsoftonline.com/" + tenantID + "/oauth2/v2.0/authorize?client_id=" + tenantID} {
				fill := func(s string) string { return lang.FillBlanks(s, func(string) string { return value }) }
				unique[lang.Text{Ko: fill(t.Ko), En: fill(t.En)}] = true
			}
		}
	}
	for i := range tree {
		step := &tree[i]
		add(step.Title, step.Why)
		for _, q := range slices.Concat(step.Ask, step.Beside) {
			add(q.Label, q.Help)
		}
		for _, b := range step.Branches {
			add(b.Say, b.Label)
			add(b.Details...)
			for _, r := range b.Remedies() {
				add(r.Where, r.Changes, r.Proof, lang.Text{Ko: r.Link, En: r.Link})
				add(r.Do...)
			}
		}
	}
	delete(unique, lang.Text{})
	return slices.SortedFunc(maps.Keys(unique), func(a, b lang.Text) int {
		if a.En < b.En {
			return -1
		}
		return 1
	})
}

const tenantID = "0a1b2c3d-1111-2222-3333-444455556666"
