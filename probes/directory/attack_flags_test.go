package directory_test

import (
	"testing"
	"testing/synctest"

	"example.com/writeback-doctor/probes"
)

// TestAttackNoFlags has a controller say numbers of a user that cannot be.
// They were not seen, and disable nobody.
func TestAttackNoFlags(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"nothing": "", "zero": "0", "minus-one": "-1", "33-bits": "4294967810", "32-bits": "4294967295", "63-bits": "9223372036854775807",
		"more-than-a-number": "99999999999999999999", "hexadecimal": "0x202", "fraction": "514.0", "power": "5e2", "blank": " 514", "after": "514 ", "words": "ACCOUNTDISABLE", "bytes": "\x02\x02", "plus": "+4294967810",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				dc := alice(t)
				dc.has[aliceDN]["userAccountControl"] = []string{text}
				w := newWorld(t, dc)
				u, err := w.User(t.Context(), "alice")
				if err != nil || u.DN != aliceDN {
					t.Fatalf("got %q, %v", u.DN, err)
				}
				if u.Flags != (probes.Maybe[uint32]{}) {
					t.Errorf("got the flags %v of %q", u.Flags, text)
				}
			})
		})
	}
}
