package configuration

import (
	"strings"

	"example.com/writeback-doctor/probes"
)

// perhapsElsewhere reports whether another domain of the forest, which was not
// searched, may have the account.
func (o origin) perhapsElsewhere() bool {
	return !o.Directory.Elsewhere.None()
}

// perhapsHidden reports whether who was not found may stand where the account
// that looks does not see everything.
func (o origin) perhapsHidden() bool {
	return o.Directory.Matches == 0 && !o.Directory.Unlisted.None()
}

// blindIn are the places that were not seen; the domain where nobody knows what
// was.
func (o origin) blindIn() []string {
	if o.Directory.Unlisted.Seen() || o.Domain == "" {
		return o.Directory.Unlisted
	}
	return []string{"DC=" + strings.ReplaceAll(o.Domain, ".", ",DC=")}
}

func (o origin) hiddenWhy() *probes.Obstacle {
	if o.DirectoryWhy == nil && o.perhapsHidden() {
		return o.Directory.Absence()
	}
	return nil
}

// looked are the domains that were searched.
func (o origin) looked() []string {
	return append([]string{o.Domain}, o.Directory.Searched...)
}

// homeOf returns the DNS name of the domain that the cloud says an account
// comes from, "" when it says nothing.
func homeOf(cloud probes.CloudUser) string {
	if cloud.OnPremisesDomain != "" {
		return cloud.OnPremisesDomain
	}
	return probes.DN(cloud.OnPremisesDN).DNS()
}
