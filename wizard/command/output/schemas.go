package output

// The names of the JSON that each command prints. Each is extended only by
// adding.
const (
	CheckSchema  = "writeback-doctor/check/1"
	RightsSchema = "writeback-doctor/rights/1"
	ScanSchema   = "writeback-doctor/scan/1"
	LandedSchema = "writeback-doctor/landed/1"

	DifferenceSchema = "writeback-doctor/scan-difference/1"
)
