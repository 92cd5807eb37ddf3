package configuration

// LicenceProduct is the blank of the licence steps that names a product.
const LicenceProduct = "product"

// What the steps about the user and the tenant look at, for who looks at everybody.
type (
	// OriginNow is what user-origin looks at.
	OriginNow = origin
	// ResetNow is what sspr-enabled looks at.
	ResetNow = resetScope
	// LicencesNow is what premium-license looks at.
	LicencesNow = tenantLicences
)
