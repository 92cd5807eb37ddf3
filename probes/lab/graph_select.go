package lab

import (
	"encoding/json"
	"net/http"
	"strings"
)

// chosen gives the properties that were asked for and no others, of an object or
// of each element of a list ("Use the $select query parameter", Microsoft Graph
// documentation). Whoever decodes what nobody asked for gets nothing.
func chosen(w http.ResponseWriter, r *http.Request, truth http.HandlerFunc) {
	query := r.URL.Query()
	if query.Get("$select") == "" || r.URL.Path == version+everybodysPath { // which is long, and chooses by itself
		truth(w, r)
		return
	}
	whole := &held{header: http.Header{}, status: http.StatusOK}
	truth(whole, r)
	var body map[string]any
	if whole.status != http.StatusOK || json.Unmarshal(whole.body.Bytes(), &body) != nil {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(whole.status)
		_, _ = w.Write(whole.body.Bytes())
		return
	}
	wanted := map[string]bool{}
	for name := range strings.SplitSeq(query.Get("$select")+","+query.Get("$expand"), ",") {
		wanted[name] = true
	}
	keep := func(o map[string]any) {
		for name := range o {
			if !wanted[name] && !strings.HasPrefix(name, "@") {
				delete(o, name)
			}
		}
	}
	list, is := body["value"].([]any)
	if !is {
		keep(body)
	}
	for _, one := range list {
		if o, is := one.(map[string]any); is {
			keep(o)
		}
	}
	answerJSON(w, http.StatusOK, body)
}
