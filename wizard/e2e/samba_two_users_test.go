//go:build samba && unix

package e2e_test

import (
	"slices"
	"testing"

	"example.com/writeback-doctor/probes/directory/access"
)

// TestCompareCopies: a denial that has reached one controller of two is told
// as such, before the right that it takes away; replicated it is the right
// alone, and taken back it is nothing.
func TestCompareCopies(t *testing.T) {
	first := controller(t)
	second, err := secondController()
	if err != nil {
		t.Fatal(err)
	}
	d, _ := domain()
	p := &pair{walker: &walker{t: t, env: first, file: serverFile(t, first)}, dirs: d.dirs, first: first, second: second}
	a := &administrator{t: t, conn: asAdministrator(t, first), base: first["BASE_DN"], domains: []string{"CORP"}}
	bob, denial := "CN=bob,OU=Staff,"+first["BASE_DN"], access.ResetPassword.Refuse(a.account(`CORP\`+first["MSOL_NAME"]))
	want := func(state string, aspects ...string) {
		t.Helper()
		var got []string
		for _, one := range compareUsers(t, first, p.file, "bob", "alice").Differences {
			got = append(got, one.Aspect)
		}
		if !slices.Equal(got, aspects) {
			t.Errorf("%s: got %v, want %v", state, got, aspects)
		}
	}
	p.deaf(true)
	a.grant(bob, denial)
	want("on one controller", "replicas", "reset-password")
	p.deaf(false)
	p.samba("sync", p.dirs[1], p.dirs[0])
	want("replicated", "reset-password")
	a.takeBack(bob, denial)
	p.samba("sync", p.dirs[1], p.dirs[0])
	want("taken back")
}
