package directory

import (
	"strconv"
	"testing"
)

func TestSubCode(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		diagnostic string
		want       uint32
	}{
		{"80090308: LdapErr: DSID-0C090447, comment: AcceptSecurityContext error, data 52e, v3839\x00", 0x52e},
		{"80090308: LdapErr: DSID-0C090447, Kommentar: irgendwas, data 775, v2580", 0x775},
		{"80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data 701,v1db1", 0x701},
		{"80090346: LdapErr: DSID-0C090597, comment: AcceptSecurityContext error, data 80090346, v4563", 0x80090346},
		{"80090346: LdapErr: DSID-0C090597, comment: AcceptSecurityContext error, data 0, v4563", 0x80090346},
		{"80090308: LdapErr: DSID-0C090447, comment: AcceptSecurityContext error", 0},
		{"invalid credentials, data zzz", 0},
		{"data 52e", 0x52e},
		{"metadata 52e", 0},
		{"data 123456789", 0},
		{"", 0},
	} {
		got, ok := subCode(c.diagnostic)
		if got != c.want || ok != (c.want != 0) {
			t.Errorf("%q: got %x, %t, want %x", c.diagnostic, got, ok, c.want)
		}
	}
}

func FuzzSubCode(f *testing.F) {
	f.Add("80090308: LdapErr: DSID-0C090447, comment: AcceptSecurityContext error, data 52e, v3839\x00")
	f.Add("80090346: LdapErr: x, data 0")
	f.Fuzz(func(t *testing.T, diagnostic string) {
		sub, ok := subCode(diagnostic)
		if !ok {
			if sub != 0 {
				t.Fatalf("got %x with not found", sub)
			}
			return
		}
		written := "80090308: LdapErr: DSID-0, comment: AcceptSecurityContext error, data " + strconv.FormatUint(uint64(sub), 16) + ", v1"
		if again, ok := subCode(written); !ok || again != sub {
			t.Fatalf("got %x, %t after writing %x", again, ok, sub)
		}
		if subKind(sub) == "" {
			t.Fatalf("%x has no kind", sub)
		}
	})
}
