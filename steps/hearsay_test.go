package steps_test

import (
	"maps"
	"testing"

	"example.com/writeback-doctor/steps"
)

func TestHearsayIsWhatLeadsSomewhere(t *testing.T) {
	t.Parallel()
	said := steps.Facts{
		steps.Domain: "corp.example.com", steps.Controller: "dc.evil.test", steps.Tenant: "evil.example", steps.SyncServer: "srv",
		steps.User: "kim@contoso.com", steps.Admin: "admin@contoso.com", steps.PDC: "dc9",
	}
	h := steps.Heard(said)
	want := steps.Facts{steps.Domain: "corp.example.com", steps.Controller: "dc.evil.test", steps.Tenant: "evil.example", steps.SyncServer: "srv"}
	if got := h.Facts(); !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := h.First(said, steps.Domain, steps.Controller); got != steps.Domain {
		t.Errorf("got %q, want the domain", got)
	}
	own := said.With(steps.Facts{steps.Domain: "mine.example", steps.Controller: "dc1.mine.example"})
	if got := h.First(own, steps.Domain, steps.Controller); got != "" {
		t.Errorf("got %q of what a person put in its place", got)
	}
	h.Confirm(steps.Domain)
	if got := h.First(said, steps.Domain, steps.Controller); got != steps.Controller {
		t.Errorf("got %q, want the controller left", got)
	}
	h.Confirm(steps.Leading()...)
	if got := h.First(said, steps.Leading()...); got != "" || len(h.Facts()) != 0 {
		t.Errorf("got %q, want nothing left", got)
	}
	if steps.Heard(steps.Facts{steps.User: "kim@contoso.com"}) != nil {
		t.Error("who calls leads nowhere")
	}
	var none *steps.Hearsay
	none.Confirm(steps.Domain)
	if len(none.Facts()) != 0 || none.First(said, steps.Domain) != "" {
		t.Error("none is something")
	}
}
