package configuration

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/tell"
)

// propertyConflict is the only category there is ("onPremisesProvisioningError
// resource type", Microsoft Graph v1.0).
const propertyConflict = "PropertyConflict"

// refusedThere judges what the cloud did not take of an account. What a category
// means that nobody published is not known.
func (o origin) refusedThere() steps.Outcome {
	if slices.ContainsFunc(o.Cloud.Conflicts, func(c probes.Conflict) bool { return !strings.EqualFold(c.Category, propertyConflict) }) {
		return steps.Unseen
	}
	return NameRefused
}

// refused names what the cloud did not take, and since when.
func (o origin) refused() (what, since tell.Value) {
	names, first := []string{}, time.Time{}
	for _, c := range o.Cloud.Conflicts {
		names = append(names, cmp.Or(c.Property, c.Category))
		if first.IsZero() || c.Since.Before(first) {
			first = c.Since
		}
	}
	return tell.Words.Some(names).OrDash(), tell.At(first).OrDash()
}
