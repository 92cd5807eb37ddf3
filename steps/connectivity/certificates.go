package connectivity

import (
	"slices"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// certificateOutcome tells an inspecting device from a server that lacks a
// root certificate or a clock that is wrong: a chain to an authority that is
// not trusted, given out by somebody other than the authorities under which
// Microsoft's own endpoints stand, is somebody's device.
func certificateOutcome(r probes.Route) steps.Outcome {
	foreign := !slices.Contains(vendorAuthorities, issuer(r))
	if foreign && (r.Fault == probes.UnknownAuthority || r.Fault == "" && r.PublicRoot == probes.No) {
		return inspected
	}
	return badCertificate
}

// vendorAuthorities are organisations that issue for Microsoft's endpoints
// ("Azure Certificate Authority details", Microsoft Learn). The list chooses
// between two broken outcomes, and keeps a chain of somebody else from being
// called good; it never makes one good.
var vendorAuthorities = []string{"Microsoft Corporation", "DigiCert Inc", "DigiCert, Inc."}

// issuer returns the organisation that issued the last certificate that was
// sent, its name when it names no organisation, and "" when none was sent.
func issuer(r probes.Route) string {
	if len(r.Chain) == 0 {
		return ""
	}
	last := r.Chain[len(r.Chain)-1]
	if last.Organization != "" {
		return last.Organization
	}
	return last.Issuer
}
