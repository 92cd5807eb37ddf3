package directory

import (
	"encoding/binary"
	"encoding/hex"
	"encoding/xml"
	"strings"
	"time"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
)

// The replication metadata of an entry, as text (MS-ADTS 3.1.1.4.5.14,
// msDS-ReplAttributeMetaData) and as it is stored. Samba has only the latter.
const (
	attrStamps    = "msDS-ReplAttributeMetaData"
	attrStampsRaw = "replPropertyMetaData"
)

// The attributes that are followed, with the numbers that stand for them in the
// stored form: their OIDs below 1.2.840.113556.1.4 with the prefix 9 (MS-DRSR
// 5.16.4, the initial prefix table).
const (
	numberPassword = 9<<16 | 90  // unicodePwd
	numberLockout  = 9<<16 | 662 // lockoutTime
)

// stamp is who changed an attribute last.
type stamp struct {
	version int
	at      time.Time
	origin  string // invocation ID in hex, as it stands in the directory
}

// stamps are those of the two attributes; nil for one that was not seen.
type stamps struct{ password, lockout *stamp }

// stampsOf reads the metadata of an entry, in whichever form came.
func stampsOf(e *ldap.Entry) stamps {
	var s stamps
	for _, text := range e.GetEqualFoldAttributeValues(attrStamps) {
		name, one := stampOfText(text)
		s.take(strings.EqualFold(name, "unicodePwd"), strings.EqualFold(name, "lockoutTime"), one)
	}
	if s.password != nil {
		return s
	}
	for number, one := range stampsOfRaw(e.GetEqualFoldRawAttributeValue(attrStampsRaw)) {
		s.take(number == numberPassword, number == numberLockout, &one)
	}
	return s
}

func (s *stamps) take(password, lockout bool, one *stamp) {
	switch {
	case one == nil:
	case password:
		s.password = one
	case lockout:
		s.lockout = one
	}
}

// stampOfText reads one value of the text form, which ends with a zero. One that
// cannot be read is nil.
func stampOfText(text string) (name string, one *stamp) {
	var v struct {
		Name    string `xml:"pszAttributeName"`
		Version int    `xml:"dwVersion"`
		At      string `xml:"ftimeLastOriginatingChange"`
		Origin  string `xml:"uuidLastOriginatingDsaInvocationID"`
	}
	if err := xml.Unmarshal([]byte(strings.TrimRight(text, "\x00\r\n ")), &v); err != nil {
		return "", nil
	}
	at, err := time.Parse(time.RFC3339, v.At)
	if err != nil || v.Version <= 0 {
		return v.Name, nil
	}
	return v.Name, &stamp{version: v.Version, at: at.UTC(), origin: originOf(v.Origin)}
}

// originOf brings the text of a GUID into the order in which the directory
// stores its bytes (MS-DTYP 2.3.4.2), in hex; "" for what is none.
func originOf(text string) string {
	raw, err := hex.DecodeString(strings.ReplaceAll(strings.Trim(text, "{}"), "-", ""))
	if err != nil || len(raw) != guidLength {
		return ""
	}
	for _, part := range [][]byte{raw[0:4], raw[4:6], raw[6:8]} {
		for i, j := 0, len(part)-1; i < j; i, j = i+1, j-1 {
			part[i], part[j] = part[j], part[i]
		}
	}
	return hex.EncodeToString(raw)
}

// Lengths of the stored form: its head, one stamp, and the GUID in that
// (PROPERTY_META_DATA_VECTOR of version 1: a version and a count, each with four
// bytes of filling, and then for each attribute its number, version, time in
// seconds since 1601, invocation ID and two update sequence numbers).
const (
	stampsHead  = 16
	stampLength = 48
	guidLength  = 16
)

// stampsOfRaw reads the stored form, by the number of the attribute. Of what is
// not of that form it reads nothing.
func stampsOfRaw(raw []byte) map[uint32]stamp {
	if len(raw) < stampsHead || binary.LittleEndian.Uint32(raw) != 1 {
		return nil
	}
	count, rest := binary.LittleEndian.Uint32(raw[8:]), raw[stampsHead:]
	if uint64(len(rest)) != uint64(count)*stampLength {
		return nil
	}
	all := map[uint32]stamp{}
	for ; len(rest) > 0; rest = rest[stampLength:] {
		version, seconds := binary.LittleEndian.Uint32(rest[4:]), binary.LittleEndian.Uint64(rest[8:])
		if version == 0 || version > 1<<31-1 || seconds > 1<<38 { // the year 10000 and more
			continue
		}
		all[binary.LittleEndian.Uint32(rest)] = stamp{
			version: int(version), at: time.Unix(int64(seconds)-secondsTo1970, 0).UTC(),
			origin: hex.EncodeToString(rest[16:32]),
		}
	}
	return all
}

// seen is a stamp as evidence.
func (s *stamp) seen(hosts map[string]string, own string) probes.ChangeStamp {
	if s == nil {
		return probes.ChangeStamp{}
	}
	found := probes.ChangeStamp{Version: probes.Known(s.version), At: s.at, Origin: hosts[s.origin]}
	if s.origin != "" && own != "" {
		found.Here = probes.Said(s.origin == own)
	}
	return found
}
