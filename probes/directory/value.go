package directory

import (
	"math"
	"strconv"
	"time"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
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

// count reads an integer attribute that counts something or is 0 and 1. What
// is not there, no number, negative or too big was not seen.
func count(e *ldap.Entry, name string) probes.Maybe[int] {
	n, ok := number(e, name)
	return probes.KnownIf(int(n), ok && n >= 0 && n <= math.MaxInt32)
}

// bits reads an integer attribute that is a set of bits. Active Directory
// prints the 32 bits as a signed number (MS-ADTS 3.1.1.2.2.2, "Integer").
func bits(e *ldap.Entry, name string) probes.Maybe[uint32] {
	n, ok := number(e, name)
	return probes.KnownIf(uint32(n), ok && n >= math.MinInt32 && n <= math.MaxUint32) //nolint:gosec // a set of bits, printed with a sign
}

// accountFlags reads userAccountControl or its computed sister. None of the
// bits that have a name is the highest (MS-ADTS 2.2.16): a negative number is
// no set of flags.
func accountFlags(e *ldap.Entry, name string) probes.Maybe[uint32] {
	n, ok := number(e, name)
	return probes.KnownIf(uint32(n), ok && n >= 0 && n <= math.MaxInt32) //nolint:gosec // bounded beside it
}

// storedFlags reads userAccountControl, which for no account is 0: each has at
// least the bit that says what kind of account it is (MS-SAMR 3.1.1.8.10).
func storedFlags(e *ldap.Entry) probes.Maybe[uint32] {
	flags := accountFlags(e, "userAccountControl")
	return probes.KnownIf(flags.Or(0), flags.Or(0) != 0)
}

// moment reads an attribute that is a time. 0 is the zero time: never, or not
// set. What is not there, negative, or beyond the year 9999, which JSON cannot
// hold, was not seen.
func moment(e *ldap.Entry, name string) probes.Maybe[time.Time] {
	n, ok := number(e, name)
	if !ok || n < 0 {
		return probes.Maybe[time.Time]{}
	}
	if n == 0 {
		return probes.Known(time.Time{})
	}
	at := time.Unix(n/ticksASecond-secondsTo1970, n%ticksASecond*int64(tick)).UTC()
	return probes.KnownIf(at, at.Year() <= 9999)
}

// instant is the moment, or the zero time when there is none.
func instant(e *ldap.Entry, name string) time.Time { return moment(e, name).Or(time.Time{}) }

// expiry reads accountExpires, where the largest number is "never" as well as
// 0 (Win32 AD schema reference), and so is what nobody will live to see.
func expiry(e *ldap.Entry) probes.Maybe[time.Time] {
	n, ok := number(e, "accountExpires")
	if at := moment(e, "accountExpires"); at.Seen() || !ok || n < 0 {
		return at
	}
	return probes.Known(time.Time{})
}

// span reads an attribute that is a length of time, stored as a negative
// number. "None" and "never" give 0; a positive number is no length.
func span(e *ldap.Entry, name string) probes.Maybe[time.Duration] {
	n, ok := number(e, name)
	switch {
	case !ok, n > 0:
		return probes.Maybe[time.Duration]{}
	case n <= math.MinInt64/int64(tick): // the lowest number is "never"; nothing near it is a real age
		return probes.Known(time.Duration(0))
	default:
		return probes.Known(time.Duration(-n) * tick)
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

// sids reads a binary multi-valued SID attribute. With a value that is none
// among them nothing was seen: the rest is not all of them.
func sids(e *ldap.Entry, name string) []access.SID {
	raw := e.GetEqualFoldRawAttributeValues(name)
	list := make([]access.SID, 0, len(raw))
	for _, v := range raw {
		sid, err := access.SIDFromBytes(v)
		if err != nil {
			return nil
		}
		list = append(list, sid)
	}
	return list
}

// oldSIDs reads sIDHistory, and reports whether what is there could be read.
func oldSIDs(e *ldap.Entry) ([]access.SID, bool) {
	list := sids(e, "sIDHistory")
	return list, len(list) == len(e.GetEqualFoldRawAttributeValues("sIDHistory"))
}

// sidOf reads objectSid; "" when it is not there.
func sidOf(e *ldap.Entry) access.SID {
	if list := sids(e, "objectSid"); len(list) == 1 {
		return list[0]
	}
	return ""
}
