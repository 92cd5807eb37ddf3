package configuration

import (
	"strings"
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/packed"
)

func TestTheTableOfProductsIsRead(t *testing.T) {
	t.Parallel()
	lines, grants := 0, 0
	for line := range strings.Lines(string(packed.Text(licensesCSV))) {
		if !strings.HasPrefix(line, "#") {
			lines++
		}
		if strings.HasSuffix(line, ",yes\n") {
			grants++
		}
	}
	if lines != 619 || grants != 68 {
		t.Errorf("the table has %d products, %d of which grant; want 619 and 68", lines, grants)
	}
	for line := range strings.Lines(string(packed.Text(licensesCSV))) {
		id, _, _ := strings.Cut(line, ",")
		if _, known := lookProduct(id, ""); !strings.HasPrefix(line, "#") && !known {
			t.Errorf("%s cannot be looked up", id)
		}
	}
}

func TestProductsAreNamedAndSorted(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		id, part, name string
		grants, device bool
	}{
		{"cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46", "SPB", "Microsoft 365 Business Premium", true, false},
		{"F245ECC8-75AF-4F8E-B61F-27D8114DE5F3", "O365_BUSINESS_PREMIUM", "Microsoft 365 Business Standard", false, false},
		{"", "SPE_F1", "Microsoft 365 F3", true, false},
		{"", "DESKLESSPACK", "Office 365 F3", false, false},
		{"", "M365_F1", "Microsoft 365 F1", true, false},
		{"", "ENTERPRISEPREMIUM", "Office 365 E5", false, false},
		{"", "IDENTITY_THREAT_PROTECTION", "Microsoft 365 E5 Security", true, false},
		{"295a8eb0-f78d-45c7-8b5b-1eed5ed02dff", "MCOCAP", "Microsoft Teams Shared Devices", true, true},
		{"", "MEETING_ROOM_GOV", "Microsoft Teams Rooms Standard for GCC", true, true},
		{"", "Microsoft_Teams_Rooms_Pro_FAC", "Microsoft Teams Rooms Pro for EDU", true, true},
		{"", "Microsoft_365_ Business_ Premium_(no Teams)", "Microsoft 365 Business Premium (no Teams)", true, false},
	} {
		p, known := lookProduct(c.id, c.part)
		if !known || p.name != c.name || p.grants != c.grants || isDevice(c.part) != c.device {
			t.Errorf("%s %s: got %+v, known %v, device %v; want %+v", c.id, c.part, p, known, isDevice(c.part), c)
		}
	}
	if got := book(nil).name("0a0a0a0a-0000-0000-0000-000000000000", "CONTOSO_BUNDLE"); got != "CONTOSO_BUNDLE" {
		t.Errorf("an unknown product is called %q, want its part number", got)
	}
	if !book(nil).mayGrant("0a0a0a0a-0000-0000-0000-000000000000", "CONTOSO_BUNDLE") {
		t.Error("an unknown product is held to grant nothing")
	}
}

// Where the answer lacks the plans, the table may speak, and only then.
func TestPlansOutweighTheTable(t *testing.T) {
	t.Parallel()
	exchange := probes.Plan{ID: "9aaf7827-d63c-4b61-89c3-182f06f82e5c", Name: "EXCHANGE_S_STANDARD", Status: "Success"}
	premium := probes.Plan{ID: strings.ToUpper(probes.PlanP2), Name: "AAD_PREMIUM_P2", Status: "Success"}
	for _, c := range []struct {
		name, part string
		plans      []probes.Plan
		want       bool
	}{
		{"granting by table, without plans", "SPB", []probes.Plan{}, true},
		{"granting by table, plans left out", "SPB", nil, false},
		{"not granting by table, plans left out", "O365_BUSINESS_PREMIUM", nil, false},
		{"unknown, plans left out", "CONTOSO_BUNDLE", nil, false},
		{"granting by table, plans say no", "SPB", []probes.Plan{exchange}, false},
		{"not granting by table, plans say yes", "O365_BUSINESS_PREMIUM", []probes.Plan{exchange, premium}, true},
		{"unknown, plans say yes", "CONTOSO_BUNDLE", []probes.Plan{premium}, true},
	} {
		if got := book(nil).tenantPlans(probes.SKU{PartNumber: c.part, Plans: c.plans}).active; got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func TestBrokenTablesAreEmpty(t *testing.T) {
	t.Parallel()
	if got := readProducts("a,b,c\n"); len(got) != 0 {
		t.Errorf("a line of three gives %v", got)
	}
	if got := readProducts("# nothing\nid,part,name,no\n"); len(got) != 2 || got["part"].name != "name" {
		t.Errorf("got %v, want one product by ID and part number", got)
	}
}
