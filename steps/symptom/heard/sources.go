package heard

import (
	"slices"
	"strings"
)

// findSources finds lines of the exporter's source, which tell failures apart
// that share one event.
func findSources(text string) []found {
	var all []found
	for _, m := range sourceExact().FindAllStringSubmatchIndex(text, -1) {
		all = append(all, found{at: m[0], code: "admaexport.cpp(" + text[m[2]:m[3]] + ")"})
	}
	for _, m := range sourceShape().FindAllStringSubmatchIndex(text, -1) {
		if !slices.ContainsFunc(all, func(f found) bool { return f.at == m[0] }) {
			all = append(all, found{at: m[0], code: "admaexport.cpp(" + text[m[2]:m[3]] + ")"})
		}
	}
	return all
}

// findRuns finds the result of a run that a page explains.
func findRuns(text string) []found {
	var all []found
	for _, m := range runShape().FindAllStringIndex(text, -1) {
		if alone(text, m[0], m[1]) {
			all = append(all, found{at: m[0], code: "no-start-credentials"})
		}
	}
	return all
}

// findNames finds the public names of codes.
func (r Reader) findNames(text string) []found {
	var all []found
	for _, m := range nameShape().FindAllStringIndex(text, -1) {
		for name, code := range r.Names {
			if strings.EqualFold(name, text[m[0]:m[1]]) && bounded(text, m[0], m[1]) {
				all = append(all, found{at: m[0], code: code})
			}
		}
	}
	return all
}
