package evtx

import (
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

// The kinds of a value ([MS-EVEN6] 2.2.12); kindArray is the flag of several.
const (
	kindText     = 0x01 // UTF-16
	kindAnsi     = 0x02 // in a code page that is not said
	kindSigned1  = 0x03
	kindNumber1  = 0x04
	kindSigned2  = 0x05
	kindNumber2  = 0x06
	kindSigned4  = 0x07
	kindNumber4  = 0x08
	kindSigned8  = 0x09
	kindNumber8  = 0x0a
	kindTruth    = 0x0d
	kindGUID     = 0x0f
	kindFileTime = 0x11
	kindHex4     = 0x14
	kindHex8     = 0x15
	kindBinXML   = 0x21
	kindArray    = 0x80
)

// value is a span of the chunk and what it means there. The zero value is of the
// kind null.
type value struct {
	kind     byte
	from, to int
}

// text returns a value as Windows writes it into the XML. "" is null, and also
// the kinds that no event that this program knows is made of: fractions, binary
// data, SIDs, and several of what is no text.
func (c *chunk) text(v value) string {
	data := c.data[v.from:v.to]
	switch v.kind {
	case kindText:
		return wide(data)
	case kindAnsi:
		return strings.ToValidUTF8(strings.Trim(string(data), "\x00"), "\ufffd")
	case kindSigned1, kindSigned2, kindSigned4, kindSigned8:
		n, length := number(data)
		return strconv.FormatInt(int64(n<<(64-8*length))>>(64-8*length), 10) //nolint:gosec // the sign is in the bits
	case kindNumber1, kindNumber2, kindNumber4, kindNumber8:
		n, _ := number(data)
		return strconv.FormatUint(n, 10)
	case kindHex4, kindHex8:
		n, _ := number(data)
		return "0x" + strconv.FormatUint(n, 16)
	case kindTruth:
		n, _ := number(data)
		return strconv.FormatBool(n != 0)
	case kindGUID:
		return guid(data)
	case kindFileTime:
		n, _ := number(data)
		return fileTime(n)
	default:
		return ""
	}
}

// texts returns the texts of a value that has several, each ended by a zero.
func (c *chunk) texts(v value) []string {
	var all []string
	data := c.data[v.from:v.to]
	for from, i := 0, 0; i+1 < len(data); i += 2 {
		ends := data[i] == 0 && data[i+1] == 0
		if !ends && i+3 < len(data) {
			continue
		}
		to := i
		if !ends {
			to = i + 2 // the last one may lack its zero
		}
		all = append(all, wide(data[from:to]))
		from = i + 2
	}
	return all
}

// number returns up to eight bytes as a number, and how many they were.
func number(data []byte) (n uint64, length int) {
	var eight [8]byte
	length = copy(eight[:], data)
	return binary.LittleEndian.Uint64(eight[:]), length
}

func guid(data []byte) string {
	if len(data) != 16 {
		return ""
	}
	first, second, third := binary.LittleEndian.Uint32(data), binary.LittleEndian.Uint16(data[4:]), binary.LittleEndian.Uint16(data[6:])
	return fmt.Sprintf("{%08x-%04x-%04x-%x-%x}", first, second, third, data[8:10], data[10:])
}

// fileTime writes a FILETIME ([MS-DTYP] 2.3.3), hundreds of nanoseconds since
// 1601. "" is one beyond the year 9999.
func fileTime(ticks uint64) string {
	const perSecond, until1970 = 10_000_000, 11_644_473_600
	seconds := ticks / perSecond
	if seconds > until1970+253_402_300_799 {
		return ""
	}
	at := time.Unix(int64(seconds)-until1970, int64(ticks%perSecond)*100)
	return at.UTC().Format("2006-01-02T15:04:05.0000000Z")
}

// wide turns UTF-16 into UTF-8, without the zeros that some writers leave, and
// with the ends of lines as who reads XML gets them (XML 1.0, section 2.11).
func wide(data []byte) string {
	units := make([]uint16, 0, len(data)/2)
	for ; len(data) >= 2; data = data[2:] {
		if unit := binary.LittleEndian.Uint16(data); unit != 0 {
			units = append(units, unit)
		}
	}
	text := string(utf16.Decode(units))
	if strings.Contains(text, "\r") {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	return text
}
