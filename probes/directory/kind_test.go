package directory_test

import (
	"context"
	"net"
	"strings"
	"testing"

	"example.com/writeback-doctor/probes"
)

// hasKind demands an obstacle of a kind.
func hasKind(t *testing.T, err error, want probes.Kind) {
	t.Helper()
	if got, _ := kindOf(t, err); got != want {
		t.Errorf("got %s (%v), want %s", got, err, want)
	}
}

// kindOf returns the kind and code of the obstacle that err must be.
func kindOf(t *testing.T, err error) (probes.Kind, string) {
	t.Helper()
	if err == nil {
		t.Error("got no error, want an obstacle")
		return "", ""
	}
	o := probes.AsObstacle(err)
	if strings.Contains(o.Error(), "secret") {
		t.Errorf("the password stands in %q", o.Error())
	}
	return o.Kind, o.Code
}

// The package net reads the system's settings of names at the first question
// and keeps a channel with them. Put inside a bubble of package synctest, that
// question makes every later one outside it crash: so it is put here, where
// nobody waits for its answer.
var _, _, _ = net.DefaultResolver.LookupSRV(over(), "ldap", "tcp", "localhost.")

// over is a context that has ended.
func over() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}
