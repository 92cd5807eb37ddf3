package scan

import (
	"strings"

	"example.com/writeback-doctor/probes"
)

// bin is the recycle bin of a tenant by what an account is known again by.
type bin struct {
	byName, byAnchor, bySID map[string][]probes.DeletedUser
}

func newBin(list []probes.DeletedUser) bin {
	b := bin{map[string][]probes.DeletedUser{}, map[string][]probes.DeletedUser{}, map[string][]probes.DeletedUser{}}
	add := func(to map[string][]probes.DeletedUser, key string, d probes.DeletedUser) {
		if key != "" {
			to[key] = append(to[key], d)
		}
	}
	for _, d := range list {
		add(b.byName, strings.ToLower(d.UPN), d)
		add(b.byAnchor, d.Anchor, d)
		add(b.bySID, strings.ToUpper(d.SID), d)
	}
	return b
}

// of are the deleted accounts that may be the one of an entry, with stand-ins for
// what they are known again by. Who fits in two ways stands there twice, which
// changes no verdict.
func (b bin) of(entry Entry) probes.List[probes.DeletedUser] {
	list := probes.List[probes.DeletedUser]{}
	for _, found := range [][]probes.DeletedUser{
		b.byName[strings.ToLower(entry.UPN)], b.byAnchor[entry.Anchor], b.bySID[strings.ToUpper(entry.SID)],
	} {
		for _, d := range found {
			list = append(list, probes.DeletedUser{
				UPN: like(d.UPN, entry.UPN, someone, strings.EqualFold), At: d.At,
				Anchor: like(d.Anchor, entry.Anchor, elsewhere, func(a, b string) bool { return a == b }),
				SID:    like(d.SID, entry.SID, elsewhere, strings.EqualFold),
			})
		}
	}
	return list
}

// like is a stand-in for a text beside another one, for which as stands.
func like(text, of, as string, same func(a, b string) bool) string {
	switch {
	case text == "":
		return ""
	case same(text, of):
		return as
	default:
		return "another"
	}
}
