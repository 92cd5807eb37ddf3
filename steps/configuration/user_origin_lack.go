package configuration

import (
	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// lackOf says what is missing of an account that both sides have.
func lackOf(o origin) *probes.Obstacle {
	switch {
	case o.Cloud.Sync == probes.NeverSync && o.Cloud.Creation == "":
		return leftOut("creationType")
	case o.Cloud.Sync == probes.NeverSync:
		return &probes.Obstacle{Kind: probes.Malformed, Needs: "creationType", Code: o.Cloud.Creation}
	case o.Cloud.Sync != probes.Synced:
		return leftOut("onPremisesSyncEnabled")
	case o.Directory.Matches != 1:
		return leftOut("onPremisesDomainName")
	case o.Cloud.Enabled == probes.Unsaid && kin(o.Cloud, o.Directory) == probes.Yes:
		return leftOut("accountEnabled")
	case !o.Cloud.Conflicts.Seen() && kin(o.Cloud, o.Directory) == probes.Yes:
		return leftOut("onPremisesProvisioningErrors")
	case o.refusedThere() == steps.Unseen && kin(o.Cloud, o.Directory) == probes.Yes:
		return &probes.Obstacle{Kind: probes.Malformed, Needs: "onPremisesProvisioningErrors", Code: o.Cloud.Conflicts[0].Category}
	case kin(o.Cloud, o.Directory) == probes.Yes: // of other people, in the directory
		return &probes.Obstacle{Kind: probes.NotCollected, Needs: "proxyAddresses"}
	default:
		return leftOut("onPremisesSecurityIdentifier")
	}
}
