package steps

import (
	"slices"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
)

// Outlook is how much of its evidence in the tenant a step can see.
type Outlook string

// How much there is to see. Nobody knows of a token that does not say
// what it allows.
const (
	SeesAll     Outlook = "all"
	SeesPart    Outlook = "part"
	SeesNothing Outlook = "nothing"
	SeesUnknown Outlook = "unknown"
)

// Foreseen is what a step will see of Microsoft Graph, before it looks.
type Foreseen struct {
	Step    ID
	Title   lang.Text
	Sees    Outlook
	Needs   []string // permissions that the step asks with, what it cannot do without first
	Missing []string // those of Needs that are not held
	// Roles are the directory roles of which the person needs one, besides the
	// permission, and the least first; nil where no role is missing, or where the
	// token does not say which there are.
	Roles []string
}

// Foresee says what each step that asks Microsoft Graph will see, by what the
// token of whoever signed in allows. Of nobody, nil, no permission is missing: all
// that it takes stands in Needs.
func Foresee(tree []Step, in *SignedIn) []Foreseen {
	var all []Foreseen
	for i := range tree {
		rights := tree[i].Graph
		if len(rights.Sees)+len(rights.More) == 0 {
			continue
		}
		if in != nil && in.Person == probes.No { // what persons alone may read is not missing
			rights.More = slices.DeleteFunc(slices.Clone(rights.More), func(p string) bool { return !probes.ForApplications(p) })
		}
		f := Foreseen{Step: tree[i].ID, Title: tree[i].Title, Sees: SeesUnknown, Needs: slices.Concat(rights.Sees, rights.More)}
		switch {
		case in == nil:
			f.Sees = SeesNothing
			if len(rights.Sees) == 0 {
				f.Sees = SeesPart // what it is for is elsewhere
			}
		case in.Readable:
			f.judge(rights, in)
		}
		all = append(all, f)
	}
	return all
}

// judge holds what a step takes against what somebody holds.
func (f *Foreseen) judge(rights GraphRights, in *SignedIn) {
	f.Sees = SeesAll
	for i, permission := range f.Needs {
		lost := SeesPart
		if i < len(rights.Sees) {
			lost = SeesNothing
		}
		if !probes.Grants(in.Permissions, permission) {
			f.Missing = append(f.Missing, permission)
			f.loses(lost)
			continue
		}
		f.admit(permission, in, lost)
	}
}

// admit holds the roles of a person against those that a permission takes.
func (f *Foreseen) admit(permission string, in *SignedIn, lost Outlook) {
	roles, only := probes.AdmittingRoles(permission)
	admitted := func(held probes.Role) bool { return slices.Contains(roles, held.Name) }
	switch {
	case in.Person != probes.Yes || len(roles) == 0 || slices.ContainsFunc(in.Roles, admitted):
	case !in.RolesSaid, !only && len(in.Roles) > 0: // another role may admit as well
		if f.Sees == SeesAll {
			f.Sees = SeesUnknown
		}
	default:
		f.loses(lost)
		f.Roles = admitting(f.Roles, roles)
	}
}

// loses takes sight away.
func (f *Foreseen) loses(sight Outlook) {
	if f.Sees != SeesNothing {
		f.Sees = sight
	}
}

// admitting are the roles that admit to everything: those of one list that stand
// in the other too, where there is one.
func admitting(before, roles []string) []string {
	if before == nil {
		return roles
	}
	return slices.DeleteFunc(slices.Clone(before), func(role string) bool { return !slices.Contains(roles, role) })
}

// Unforeseen reports whether everything can be seen.
func Unforeseen(all []Foreseen) bool {
	return !slices.ContainsFunc(all, func(f Foreseen) bool { return f.Sees != SeesAll })
}

// Lacking are the permissions that are missing, each once, in the order of the
// steps.
func Lacking(all []Foreseen) []string {
	return each(all, func(f Foreseen) []string { return f.Missing })
}

// Needed are the permissions that the steps ask with, likewise.
func Needed(all []Foreseen) []string {
	return each(all, func(f Foreseen) []string { return f.Needs })
}

func each(all []Foreseen, of func(Foreseen) []string) []string {
	var lacking []string
	for _, f := range all {
		for _, permission := range of(f) {
			if !slices.Contains(lacking, permission) {
				lacking = append(lacking, permission)
			}
		}
	}
	return lacking
}
