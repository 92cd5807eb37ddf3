package compare

import (
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/configuration"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

func isDomainHead(dn string) bool { return len(dn) >= 3 && strings.EqualFold(dn[:3], "DC=") }

// placeAspects are where an entry stands. Two people mostly stand in different
// places, so the place matters only where something that comes from it differs.
func placeAspects() []aspect {
	fromAbove := append([]Aspect{"inheritance", "sync-link", "in-tenant"}, rightIDs()...)
	return []aspect{
		{
			id: "domain", step: emulator, title: lang.Text{Ko: "도메인", En: "Domain"},
			read: ofEntry(func(p *person, _ probes.DirectoryUser) Value {
				if p.domain() == "" {
					return lacks(probes.NotCollected, "distinguishedName")
				}
				return Value{Is: "domain", Args: tell.Args{"domain": tell.Domain.Of(p.domain())}}
			}),
			by:    []string{"domain"},
			words: map[string]lang.Text{"domain": {Ko: "{domain}", En: "{domain}"}},
		},
		judgedBy(reserved, aspect{id: "ou-name", title: lang.Text{Ko: "OU 이름의 예약 문자", En: "Reserved characters in OU names"}},
			map[steps.Outcome]lang.Text{
				configuration.OUNameClean:    {Ko: "없음", En: "none"},
				configuration.OUNameReserved: {Ko: "있음: {ou}(문자: {character})", En: "yes: {ou} (character {character})"},
			}, configuration.OUNameClean),
		{
			id: "class", step: rights, title: lang.Text{Ko: "개체 클래스", En: "Object class"},
			read: ofEntry(func(_ *person, u probes.DirectoryUser) Value {
				if u.Class == "" {
					return lacks(probes.NotCollected, "objectClass")
				}
				return Value{Is: "class", Args: tell.Args{"class": tell.Words.Of(u.Class)}}
			}),
			by: []string{"class"}, clue: append([]Aspect{"sync-link"}, rightIDs()...),
			words: map[string]lang.Text{"class": {Ko: "{class}", En: "{class}"}},
		},
		{
			id: "place", step: rights, title: lang.Text{Ko: "위치(갈라지는 곳부터)", En: "Place (from where the paths part)"},
			pair: places, by: []string{"path"}, clue: fromAbove,
			words: map[string]lang.Text{
				"path": {Ko: "{path}", En: "{path}"},
				"here": {Ko: "{path} 바로 아래", En: "directly in {path}"},
			},
		},
	}
}

// replicas compares the copies of one entry with each other. One controller
// alone has nothing to differ from, and nothing is written to a read-only one.
func replicas(r probes.Replicas) Value {
	var differ, missing []string
	first, unread := "", false
	var why *probes.Obstacle
	for _, copied := range r.List {
		switch {
		case copied.ReadOnly == probes.Yes:
		case copied.ReadOnly == probes.Unsaid && (copied.Found != probes.Yes || copied.Descriptor != first):
			why, unread = copied.Why, true // it may take no reset
		case copied.Found == probes.No:
			missing = append(missing, copied.Host)
		case copied.Descriptor == "":
			why, unread = copied.Why, true
		case first == "":
			first = copied.Descriptor
		case copied.Descriptor != first:
			differ = append(differ, copied.Host)
		}
	}
	switch {
	case len(r.List) == 0 || first == "":
		return unseen(why)
	case len(missing) > 0:
		return Value{Is: "missing", Args: tell.Args{"hosts": tell.Controller.All(missing)}}
	case len(differ) > 0:
		return Value{Is: "differ", Args: tell.Args{"hosts": tell.Controller.All(differ)}}
	case unread: // it may be another one
		return unseen(why)
	default:
		return Value{Is: "same"}
	}
}

// places are the containers of two entries below the last one that both have.
func places(a, b *person) (Value, Value) {
	read := ofEntry(func(_ *person, u probes.DirectoryUser) Value {
		return Value{Is: "path", Args: tell.Args{"path": tell.DN.Of(u.DN)}}
	})
	x, y := read(a), read(b)
	if x.Is == "" || y.Is == "" {
		return x, y
	}
	one, two := above(x.Args["path"].Text), above(y.Args["path"].Text)
	shared := 0
	for shared < min(len(one), len(two)) && strings.EqualFold(one[len(one)-1-shared], two[len(two)-1-shared]) {
		shared++
	}
	return place(one, shared), place(two, shared)
}

func place(containers []string, shared int) Value {
	own := containers[:len(containers)-shared]
	if len(own) > 0 {
		return Value{Is: "path", Args: tell.Args{"path": tell.DN.Of(strings.Join(own, ","))}}
	}
	if len(containers) == 0 {
		return Value{Is: "path", Args: tell.Args{"path": tell.DN.Unknown()}}
	}
	return Value{Is: "path:here", Args: tell.Args{"path": tell.DN.Of(containers[0])}}
}

// above returns the parts of a DN above its first.
func above(dn string) []string {
	parts := splitDN(dn)
	return parts[min(1, len(parts)):]
}

// splitDN cuts a DN at the commas that no backslash stands before (RFC 4514,
// section 3), and leaves the parts as they are written.
func splitDN(dn string) []string {
	var parts []string
	start := 0
	for i := 0; i < len(dn); i++ {
		switch dn[i] {
		case '\\':
			i++
		case ',':
			parts = append(parts, dn[start:i])
			start = i + 1
		}
	}
	if start < len(dn) {
		parts = append(parts, dn[start:])
	}
	return parts
}
