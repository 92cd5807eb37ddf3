package configuration

import (
	_ "embed" // for the table of products
	"encoding/csv"
	"slices"
	"strings"
	"sync"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/packed"
	"example.com/writeback-doctor/steps"
)

// licensesCSV names products and decides nothing that the tenant itself has
// answered. Its date and source stand in its first lines. It is packed, because the
// program is to stay small: a test holds it against data/licenses.csv.
//
//go:embed data/licenses.csv.gz
var licensesCSV []byte

// LicensesAsOf is of when the table is: its source says no day.
const LicensesAsOf = "2026"

// product is one line of the table.
type product struct {
	name   string
	grants bool // one of its service plans is P1 or P2
}

// products is the table, by SKU ID and by part number, read on first use.
var products = sync.OnceValue(func() map[string]product { return readProducts(string(packed.Text(licensesCSV))) })

// readProducts reads the table: ID, part number, name, yes or no. Part numbers
// hold blanks, commas and brackets, so it is quoted CSV. A line that cannot be
// read is left out.
func readProducts(table string) map[string]product {
	reader := csv.NewReader(strings.NewReader(table))
	reader.Comment = '#'
	reader.FieldsPerRecord = 4
	lines, err := reader.ReadAll()
	known := make(map[string]product, 2*len(lines))
	if err != nil {
		return known // a test reads the embedded table, so this is not ours
	}
	for _, line := range lines {
		p := product{name: line[2], grants: line[3] == "yes"}
		known[strings.ToLower(line[0])] = p
		known[strings.ToLower(line[1])] = p
	}
	return known
}

// lookProduct finds a product of our table by SKU ID, else by part number.
func lookProduct(skuID, partNumber string) (product, bool) {
	table := products()
	if p, ok := table[strings.ToLower(skuID)]; ok {
		return p, true
	}
	p, ok := table[strings.ToLower(partNumber)]
	return p, ok
}

// book is what a table that somebody named says of the products that were seen.
// It stands in place of ours; nil is none, and ours is looked into. It is part of
// the evidence, so that it is judged alike elsewhere.
type book []steps.Product

// look finds a product.
func (b book) look(skuID, partNumber string) (product, bool) {
	if b == nil {
		return lookProduct(skuID, partNumber)
	}
	for _, p := range b {
		if strings.EqualFold(p.SKUID, skuID) {
			return product{name: p.Name, grants: p.Grants == probes.Yes}, p.Name != "" && p.Grants != probes.Unsaid
		}
	}
	return product{}, false
}

// name is the vendor's name of a product, or what the tenant calls it.
func (b book) name(skuID, partNumber string) string {
	p, known := b.look(skuID, partNumber)
	switch {
	case known:
		return p.name
	case partNumber != "":
		return partNumber
	default:
		return skuID
	}
}

// mayGrant reports whether a product can carry P1 or P2 when its plans are not
// at hand: the table says so, or does not know it.
func (b book) mayGrant(skuID, partNumber string) bool {
	p, known := b.look(skuID, partNumber)
	return !known || p.grants
}

// isDevice reports whether a product is meant for rooms and shared devices. It
// carries P1, and nobody resets a password with it.
func isDevice(partNumber string) bool {
	part := strings.ToUpper(partNumber)
	return slices.ContainsFunc([]string{"MCOCAP", "MEETING_ROOM", "MICROSOFT_TEAMS_ROOMS_PRO"},
		func(prefix string) bool { return strings.HasPrefix(part, prefix) })
}

// planState is what the service plans of a licence say about writeback. The
// zero value is that none of them is P1 or P2.
type planState struct {
	active, pending, disabled, failed bool
	other                             string // a status that nobody documented
}

// writebackPlans reads the states of P1 and P2 (provisioningStatus of
// servicePlanInfo, Microsoft Graph v1.0).
func writebackPlans(plans []probes.Plan) planState {
	var state planState
	for _, p := range plans {
		id := strings.ToLower(p.ID)
		if id != probes.PlanP1 && id != probes.PlanP2 {
			continue
		}
		switch p.Status {
		case "Success":
			state.active = true
		case "PendingInput", "PendingActivation", "PendingProvisioning":
			state.pending = true
		case "Disabled":
			state.disabled = true
		case "Error":
			state.failed = true
		default:
			state.other = "unknown"
			if p.Status != "" {
				state.other = p.Status
			}
		}
	}
	return state
}
