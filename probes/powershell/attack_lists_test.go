package powershell

import (
	"encoding/json"
	"testing"

	"example.com/writeback-doctor/probes"
)

// holderOf walks a document down to the object that holds a list.
func holderOf(t *testing.T, tree any, path ...string) map[string]any {
	t.Helper()
	for _, key := range path {
		object, ok := tree.(map[string]any)
		if !ok {
			t.Fatalf("%v: %q is below no object", path, key)
		}
		tree = object[key]
		if list, is := tree.([]any); is {
			tree = list[0]
		}
	}
	object, ok := tree.(map[string]any)
	if !ok {
		t.Fatalf("%v: no object", path)
	}
	return object
}

// TestAttackCollectionLacksAList takes each list out of a collection, one at a
// time. The script writes every list, and [] for none.
func TestAttackCollectionLacksAList(t *testing.T) {
	t.Parallel()
	type lists interface {
		Seen() bool
		None() bool
	}
	for name, c := range map[string]struct {
		path []string
		list func(*Document) lists
	}{
		"list of connectors":    {[]string{"server", "connectors"}, func(d *Document) lists { return d.Server.Connectors.List }},
		"list of runs":          {[]string{"server", "runs"}, func(d *Document) lists { return d.Server.Runs.List }},
		"list of values of TLS": {[]string{"server", "tls"}, func(d *Document) lists { return d.Server.TLS.List }},
		"partitions":            {[]string{"server", "export"}, func(d *Document) lists { return d.Server.Export.Partitions }},
		"preferred_dcs":         {[]string{"server", "export", "partitions"}, func(d *Document) lists { return d.Server.Export.Partitions[0].PreferredDCs }},
		"machine_config_bypass": {[]string{"server", "proxy"}, func(d *Document) lists { return d.Server.Proxy.MachineConfigBypass }},
		"events":                {[]string{"events"}, func(d *Document) lists { return d.Events.Events }},
		"codes":                 {[]string{"events", "events"}, func(d *Document) lists { return d.Events.Events[0].Codes }},
		"hosts":                 {[]string{"events", "events"}, func(d *Document) lists { return d.Events.Events[0].Hosts }},
		"chain":                 {[]string{"routes"}, func(d *Document) lists { return d.Routes[0].Chain }},
	} {
		field := name
		if len(name) > 4 && name[:5] == "list " {
			field = "list"
		}
		for loss, lose := range map[string]func(map[string]any){
			"absent":  func(o map[string]any) { delete(o, field) },
			"null":    func(o map[string]any) { o[field] = nil },
			"hollow":  func(o map[string]any) { o[field] = map[string]any{} },
			"nothing": func(o map[string]any) { o[field] = []any{} },
		} {
			t.Run(name+" "+loss, func(t *testing.T) {
				t.Parallel()
				tree, err := parse(fixture(t))
				if err != nil {
					t.Fatal(err)
				}
				straighten(tree, 0)
				export := holderOf(t, tree, "server", "export")
				export["partitions"] = []any{map[string]any{"connector": "corp.example", "preferred_dcs": []any{"dc1"}}}
				lose(holderOf(t, tree, c.path...))
				text, err := json.Marshal(tree)
				if err != nil {
					t.Fatal(err)
				}
				d, err := decode(text)
				if err != nil {
					t.Fatal(err)
				}
				got, none := c.list(&d), loss == "nothing"
				if got.Seen() != none || got.None() != none {
					t.Errorf("seen %v, none %v; want %v", got.Seen(), got.None(), none)
				}
			})
		}
	}
}

// TestEventsOfAFileStaySaid: that no event is as young as asked is none, and a
// log without its events is not.
func TestEventsOfAFileStaySaid(t *testing.T) {
	t.Parallel()
	d, err := decode(fixture(t))
	if err != nil {
		t.Fatal(err)
	}
	since := d.At
	for name, events := range map[string]probes.List[probes.Event]{"said": d.Events.Events, "not said": nil} {
		d.Events.Events = events
		log, err := (&File{document: d}).Events(t.Context(), since)
		if err != nil || log.Events.Seen() != (name == "said") {
			t.Errorf("%s: got %v, %v", name, log.Events, err)
		}
	}
}
