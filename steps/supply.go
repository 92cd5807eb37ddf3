package steps

import (
	"slices"

	"example.com/writeback-doctor/probes"
)

// Supply is what the person at the keyboard could give to take an obstacle
// away. The zero value is nothing.
type Supply int8

// What can be given.
const (
	NoSupply   Supply = iota
	Answer            // a fact; [Supplies] names it
	SignIn            // an account and its password for the directory
	TenantApp         // an application and its secret for the tenant
	ServerFile        // what collect writes on the Connect server
	CAFile            // the certificates of the company's own authority
)

// Supplies says what would take an obstacle away, and the fact when that is
// an answer. An obstacle that only others can remove supplies nothing.
func Supplies(o *probes.Obstacle) (Supply, Fact) {
	if o == nil {
		return NoSupply, ""
	}
	row := obstructions()[o.Kind]
	if row.Supply != Answer || row.Fact != "" {
		return row.Supply, row.Fact
	}
	if fact := Fact(o.Needs); o.Kind != probes.MissingInput || slices.Contains(Inputs(), fact) {
		return Answer, fact
	}
	return NoSupply, ""
}
