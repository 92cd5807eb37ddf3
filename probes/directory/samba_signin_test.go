//go:build samba

package directory_test

import (
	"testing"

	"example.com/writeback-doctor/probes/directory"
)

// kerberosConfig signs in with Kerberos, by a configuration that is made of the
// domain and the controller in use.
func kerberosConfig(t *testing.T, account, password string) directory.Config {
	t.Helper()
	c := config(t, account, password)
	c.SignIn = directory.Kerberos
	return c
}

func TestKerberosByPassword(t *testing.T) {
	t.Parallel()
	for _, account := range []string{"alice", `CORP\alice`, "alice@corp.example.com", "ALICE@CORP.EXAMPLE.COM"} {
		client := open(t, kerberosConfig(t, account, samba["USER_PASSWORD"]))
		found, err := client.User(t.Context(), "bob@corp.example.com")
		if err != nil || found.Matches != 1 {
			t.Errorf("%s: got %d matches, %v", account, found.Matches, err)
		}
	}
}
