package casefile

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
)

// edition counts what was added to the schema. The second one tells a list
// that nobody said, null or absent, from one that is empty, []; the first, whose
// files carry no number, wrote null or nothing for both.
const edition = 2

// once is a list of the first edition: in an object that has all the fields of
// with, null meant none where asked says that its question was answered. One of
// the lists in null was always written, so that a file without it was not
// written by this program; those in absent were left out when they were empty.
//
// Whatever stands in no row is not known to have been asked, and stays unsaid:
// the controllers of preferred-dc, the groups of remote-sam and the roads of
// pdc-emulator were left out just as much when they could not be read.
type once struct {
	with         []string
	asked        func(object map[string]any) bool
	null, absent []string
}

// firstEdition are the lists of evidence that a verdict rests on.
func firstEdition() []once {
	return []once{
		{with: []string{"skus"}, asked: answered, null: []string{"skus"}},
		{with: []string{"plans"}, asked: always, null: []string{"plans"}},
		{with: []string{"list"}, asked: answered, null: []string{"list"}},
		{with: []string{"partitions"}, asked: answered, null: []string{"partitions"}},
		{with: []string{"licenses_seen", "found"}, asked: yes("licenses_seen"), absent: []string{"licenses"}},
		// The same answer as accountEnabled, without which there was no user.
		{with: []string{"licenses_seen", "found"}, asked: yes("found"), absent: []string{"assignment_faults"}},
		{with: []string{"eligible_seen", "user_id"}, asked: answered, absent: []string{"direct", "through_group"}},
		{with: []string{"eligible_seen", "user_id"}, asked: yes("eligible_seen"), absent: []string{"eligible"}},
		{with: []string{"since", "oldest"}, asked: answered, absent: []string{"events"}},
		{with: []string{"provider", "id"}, asked: always, absent: []string{"codes", "hosts", "users"}},
		{with: []string{"activity", "result", "reason"}, asked: always, absent: []string{"codes"}},
		{with: []string{"since"}, asked: audited, absent: []string{"rows"}},
		{with: []string{"asked", "matches"}, asked: nobody, absent: []string{"elsewhere"}},
		// Who reads the containers above a person asks for shared names beside it.
		{with: []string{"token_groups_seen", "matches", "path"}, asked: answered, absent: []string{"hidden", "shared"}},
		{with: []string{"connector", "sign_and_seal"}, asked: always, absent: []string{"preferred_dcs"}},
		{with: []string{"srv_answer"}, asked: noSuchName, absent: []string{"srv"}},
		{with: []string{"proxy", "vantage"}, asked: ofServer, absent: []string{"routes"}},
	}
}

func always(map[string]any) bool { return true }

// answered reports whether evidence bears the time of an answer, or is a part
// of the server that was read.
func answered(object map[string]any) bool {
	at, _ := object["at"].(string)
	return object["read"] == true || at != "" && !strings.HasPrefix(at, "0001-")
}

func yes(field string) func(map[string]any) bool {
	return func(object map[string]any) bool { return object[field] == true }
}

func nobody(object map[string]any) bool {
	return answered(object) && object["matches"] == json.Number("0")
}

func noSuchName(object map[string]any) bool { return object["srv_answer"] == "no-such-name" }

// audited reports whether it is the audit log of the tenant, which has fewer
// fields than the event log of the server and than what holds either.
func audited(object map[string]any) bool {
	for _, other := range []string{"oldest", "begun", "log"} {
		if _, has := object[other]; has {
			return false
		}
	}
	return answered(object)
}

// ofServer reports whether the proxy is the settings of a server, beside which
// the roads stood that could be measured, if any.
func ofServer(object map[string]any) bool {
	settings, _ := object["proxy"].(map[string]any)
	_, alone := object["system"]
	return !alone && settings["read"] == true && answered(object)
}

// modern returns evidence of the first edition as the present one writes it.
// What is no JSON is left to whoever judges it.
func modern(evidence json.RawMessage) json.RawMessage {
	decoder := json.NewDecoder(bytes.NewReader(evidence))
	decoder.UseNumber()
	var whole any
	if decoder.Decode(&whole) != nil || !sayNone(whole, firstEdition()) {
		return evidence
	}
	said, err := json.Marshal(whole)
	if err != nil {
		return evidence
	}
	return said
}

// sayNone writes the lists that meant none, and reports whether there were any.
func sayNone(node any, lists []once) bool {
	changed := false
	switch node := node.(type) {
	case map[string]any:
		for _, l := range lists {
			changed = l.sayNone(node) || changed
		}
		for _, inner := range node {
			changed = sayNone(inner, lists) || changed
		}
	case []any:
		for _, inner := range node {
			changed = sayNone(inner, lists) || changed
		}
	}
	return changed
}

func (l once) sayNone(object map[string]any) bool {
	lacks := func(field string) bool { _, has := object[field]; return !has }
	if slices.ContainsFunc(l.with, lacks) || !l.asked(object) {
		return false
	}
	changed := false
	for _, field := range slices.Concat(l.null, l.absent) {
		if value, has := object[field]; value == nil && (has || slices.Contains(l.absent, field)) {
			object[field], changed = []any{}, true
		}
	}
	return changed
}

// modernise brings the findings of a file of an earlier edition to this one.
func (r *Report) modernise() {
	if r.Edition >= edition {
		return
	}
	r.Edition = edition
	for i := range r.Findings {
		if r.Findings[i].Evidence != nil {
			r.Findings[i].Evidence = modern(r.Findings[i].Evidence)
		}
	}
}
