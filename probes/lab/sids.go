package lab

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strings"

	"example.com/writeback-doctor/probes/directory/access"
)

// guid makes the same identifier of the same words in every run.
func guid(words string) [16]byte {
	sum := sha256.Sum256([]byte(words))
	return [16]byte(sum[:16])
}

// domainSID is invented, and the same in every world.
const domainSID = "S-1-5-21-1004336348-1177238915-682003330"

func sid(text string) access.SID {
	s, err := access.ParseSID(text)
	if err != nil {
		return "" // only constants and whole numbers come here
	}
	return s
}

// sidText is the SID of a domain.
func (d *directory) sidText() string {
	if !d.further {
		return domainSID
	}
	id := guid("domain " + strings.ToLower(d.domain))
	return fmt.Sprintf("S-1-5-21-1004336348-1177238915-%d", binary.LittleEndian.Uint32(id[:]))
}

func (d *directory) rid(rid uint32) access.SID { return sid(fmt.Sprintf("%s-%d", d.sidText(), rid)) }

// personSID is stable for a name, so that worlds can be compared.
func (d *directory) personSID(sam string) access.SID {
	id := guid("rid " + strings.ToLower(sam))
	return d.rid(1100 + binary.LittleEndian.Uint32(id[:])%50_000)
}

func (d *directory) groupSID(name string) access.SID {
	g := groupRIDs[name]
	if g.builtin {
		return sid(fmt.Sprintf("S-1-5-32-%d", g.rid))
	}
	return d.rid(g.rid)
}
