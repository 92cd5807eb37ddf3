package directory

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes/directory/access"
)

// The directory counts time in intervals of 100 nanoseconds from the year 1601
// (MS-ADTS 3.1.1.2.2.2, "LargeInteger"; MS-DTYP 2.3.3).
const (
	tick          = 100 * time.Nanosecond
	ticksASecond  = int64(time.Second / tick)
	secondsTo1970 = 11644473600
)

// number reads an integer attribute, and reports whether it is there.
func number(e *ldap.Entry, name string) (int64, bool) {
	n, err := strconv.ParseInt(e.GetEqualFoldAttributeValue(name), 10, 64)
	return n, err == nil
}

// small reads an integer attribute that fits an int; 0 when it is not there.
func small(e *ldap.Entry, name string) int {
	n, err := strconv.ParseInt(e.GetEqualFoldAttributeValue(name), 10, 32)
	if err != nil {
		return 0
	}
	return int(n)
}

// bits reads an integer attribute that is a set of bits. Active Directory
// prints them as signed numbers.
func bits(e *ldap.Entry, name string) uint32 {
	n, _ := number(e, name)
	return uint32(n) //nolint:gosec // a set of bits, printed with a sign
}

// instant reads an attribute that is a time. 0 and the largest number, which
// mean "never" and "not set", give the zero time, and so does what lies beyond
// the year 9999, which JSON cannot hold.
func instant(e *ldap.Entry, name string) time.Time {
	n, ok := number(e, name)
	if !ok || n <= 0 || n == math.MaxInt64 {
		return time.Time{}
	}
	at := time.Unix(n/ticksASecond-secondsTo1970, n%ticksASecond*int64(tick)).UTC()
	if at.Year() > 9999 {
		return time.Time{}
	}
	return at
}

// span reads an attribute that is a length of time, stored as a negative
// number, and reports whether it is there. "None" and "never" give 0.
func span(e *ldap.Entry, name string) (time.Duration, bool) {
	n, ok := number(e, name)
	switch {
	case !ok:
		return 0, false
	case n >= 0, n <= math.MinInt64/int64(tick): // the lowest number is "never"; nothing near it is a real age
		return 0, true
	default:
		return time.Duration(-n) * tick, true
	}
}

// generalized reads a GeneralizedTime such as currentTime of the rootDSE
// (MS-ADTS 3.1.1.3.2.4), "20261123074211.0Z".
func generalized(text string) time.Time {
	for _, layout := range []string{"20060102150405.0Z", "20060102150405Z"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}

// sids reads a binary multi-valued SID attribute. Values that are none are
// left out.
func sids(e *ldap.Entry, name string) []access.SID {
	raw := e.GetEqualFoldRawAttributeValues(name)
	list := make([]access.SID, 0, len(raw))
	for _, v := range raw {
		if sid, err := access.SIDFromBytes(v); err == nil {
			list = append(list, sid)
		}
	}
	return list
}

// sidOf reads objectSid; "" when it is not there.
func sidOf(e *ldap.Entry) access.SID {
	if list := sids(e, "objectSid"); len(list) == 1 {
		return list[0]
	}
	return ""
}

// parentDN cuts off the first component of a DN; "" when that was the last.
func parentDN(dn string) string {
	quoted := false
	for i := 0; i < len(dn); i++ {
		switch dn[i] {
		case '\\':
			i++
		case '"':
			quoted = !quoted
		case ',', ';':
			if !quoted {
				return strings.TrimLeft(dn[i+1:], " ")
			}
		}
	}
	return ""
}

// dnsName returns the DNS name that the DC components of a DN make up.
func dnsName(dn string) string {
	parsed, err := ldap.ParseDN(dn)
	if err != nil {
		return ""
	}
	var labels []string
	for _, rdn := range parsed.RDNs {
		for _, a := range rdn.Attributes {
			if strings.EqualFold(a.Type, "DC") {
				labels = append(labels, a.Value)
			}
		}
	}
	return strings.Join(labels, ".")
}

// sameDN reports whether two DNs name one entry.
func sameDN(a, b string) bool {
	x, err := ldap.ParseDN(a)
	if err != nil {
		return false
	}
	y, err := ldap.ParseDN(b)
	return err == nil && x.EqualFold(y)
}

// deletedDN reports whether a DN is that of a deleted object: its name holds a
// line feed and DEL (MS-ADTS 3.1.1.5.5.1.1).
func deletedDN(dn string) bool {
	parsed, err := ldap.ParseDN(dn)
	if err != nil {
		return false
	}
	for _, rdn := range parsed.RDNs {
		for _, a := range rdn.Attributes {
			if strings.Contains(a.Value, "\nDEL:") {
				return true
			}
		}
	}
	return false
}
