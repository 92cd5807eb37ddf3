package steps_test

import (
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

func TestSuppliesNamesWhatThePersonCanGive(t *testing.T) {
	t.Parallel()
	cases := []struct {
		why  *probes.Obstacle
		want steps.Supply
		fact steps.Fact
	}{
		{nil, steps.NoSupply, ""},
		{&probes.Obstacle{Kind: probes.WrongPassword}, steps.SignIn, ""},
		{&probes.Obstacle{Kind: probes.NoDomain}, steps.Answer, steps.Domain},
		{&probes.Obstacle{Kind: probes.HostNotTrusted, Host: "dc.evil.test"}, steps.Answer, steps.Controller},
		{&probes.Obstacle{Kind: probes.CentreNotTrusted, Host: "dc.evil.test"}, steps.SignIn, ""},
		{&probes.Obstacle{Kind: probes.NotConfirmed, Needs: "domain"}, steps.Answer, steps.Domain},
		{&probes.Obstacle{Kind: probes.CipherRefused, Needs: "RC4"}, steps.SignIn, ""},
		{&probes.Obstacle{Kind: probes.RoundsRefused, Needs: "1"}, steps.SignIn, ""},
		{&probes.Obstacle{Kind: probes.MissingInput, Needs: "admin"}, steps.Answer, steps.Admin},
		{&probes.Obstacle{Kind: probes.MissingInput, Needs: "connector-account"}, steps.Answer, steps.ConnectorAccount},
		{&probes.Obstacle{Kind: probes.MissingInput, Needs: "user-dn"}, steps.NoSupply, ""}, // a check teaches it
		{&probes.Obstacle{Kind: probes.Untrusted}, steps.CAFile, ""},
		{&probes.Obstacle{Kind: probes.NoServer}, steps.ServerFile, ""},
		{&probes.Obstacle{Kind: probes.TokenRejected}, steps.TenantApp, ""},
		{&probes.Obstacle{Kind: probes.TimedOut}, steps.NoSupply, ""},
	}
	for _, c := range cases {
		if got, fact := steps.Supplies(c.why); got != c.want || fact != c.fact {
			t.Errorf("%v: got %v %q, want %v %q", c.why, got, fact, c.want, c.fact)
		}
	}
}
