package steps

import (
	"strings"

	"example.com/writeback-doctor/probes"
)

// Product is what a table says of one product of Microsoft's.
type Product struct {
	SKUID      string       `json:"sku_id" is:"guid"`
	PartNumber string       `json:"part_number" is:"code"`
	Name       string       `json:"name" is:"code"` // "" for one that the table does not know
	Grants     probes.YesNo `json:"grants"`         // one of its service plans is Microsoft Entra ID P1 or P2
}

// Products is a table of them, nil for none.
type Products []Product

// Look finds a product by SKU ID, else by part number.
func (p Products) Look(skuID, partNumber string) (Product, bool) {
	for _, one := range p {
		if skuID != "" && strings.EqualFold(one.SKUID, skuID) {
			return one, true
		}
	}
	for _, one := range p {
		if partNumber != "" && strings.EqualFold(one.PartNumber, partNumber) {
			return one, true
		}
	}
	return Product{}, false
}

// Among takes out of a table what it says of the products of a user and of a
// tenant; nil is no table. One that it does not know is written down without a
// name: the table is in place of ours, and not beside it.
func (p Products) Among(user *probes.CloudUser, owned probes.Licenses) []Product {
	if p == nil {
		return nil
	}
	var list []Product
	add := func(id, part string) {
		one, _ := p.Look(id, part)
		one.SKUID, one.PartNumber = id, part
		list = append(list, one)
	}
	for _, l := range user.Licenses {
		add(l.SKUID, l.PartNumber)
	}
	for _, f := range user.AssignmentFaults {
		add(f.SKUID, "")
	}
	for _, s := range owned.SKUs {
		add(s.ID, s.PartNumber)
	}
	return list
}
