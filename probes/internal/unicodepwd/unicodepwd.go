// Package unicodepwd writes a password as the attribute of that name takes it. It
// knows no connection.
package unicodepwd

import (
	"encoding/binary"
	"unicode/utf16"
)

// Quoted is a password in quotation marks, in UTF-16 with the lower byte first
// (MS-ADTS 3.1.1.3.1.5).
func Quoted(password string) string {
	var raw []byte
	for _, unit := range utf16.Encode([]rune(`"` + password + `"`)) {
		raw = binary.LittleEndian.AppendUint16(raw, unit)
	}
	return string(raw)
}
