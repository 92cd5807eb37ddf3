package kerberos

import "encoding/binary"

// soundCache reports as an error that a ticket cache does not hold what it
// announces. The library makes room for as many addresses as a file says that
// it has, two thousand million of them in one of a hundred bytes; so the file
// is gone through in the library's own steps before it.
//
// The format is in MIT's "Credential cache file format".
func soundCache(b []byte) error {
	w := &walk{rest: b, order: binary.BigEndian}
	magic := w.bytes(2)
	if w.short || magic[0] != 5 || magic[1] < 1 || magic[1] > 4 {
		return errGarbled
	}
	w.version = magic[1]
	if w.version <= 2 {
		w.order = binary.NativeEndian
	}
	if w.version == 4 {
		w.header(len(b))
	}
	w.principal()
	for len(w.rest) > 0 && !w.short {
		w.credential()
	}
	if w.short {
		return errGarbled
	}
	return nil
}

// walk goes through a ticket cache.
type walk struct {
	rest    []byte
	order   binary.ByteOrder
	version byte
	short   bool // less came than was announced
}

func (w *walk) bytes(n int) []byte {
	if w.short || n < 0 || n > len(w.rest) {
		w.short, w.rest = true, nil
		return nil
	}
	taken := w.rest[:n]
	w.rest = w.rest[n:]
	return taken
}

func (w *walk) short16() int {
	if b := w.bytes(2); b != nil {
		return int(w.order.Uint16(b))
	}
	return 0
}

func (w *walk) number() int {
	if b := w.bytes(4); b != nil {
		return int(int32(w.order.Uint32(b))) //nolint:gosec // the format's numbers have a sign
	}
	return 0
}

func (w *walk) data() { w.bytes(w.number()) }

// header passes over the fields, which end, as the library has it, behind the
// byte whose number in the file is the length.
func (w *walk) header(whole int) {
	for length := w.short16(); !w.short && whole-len(w.rest) <= length; {
		w.bytes(2)
		w.bytes(w.short16())
	}
}

func (w *walk) principal() {
	if w.version != 1 {
		w.number()
	}
	parts := w.number()
	if w.version == 1 {
		parts--
	}
	w.data()
	for range parts {
		if w.short {
			return
		}
		w.data()
	}
}

func (w *walk) credential() {
	w.principal()
	w.principal()
	w.bytes(2)
	if w.version == 3 {
		w.bytes(2)
	}
	w.data()
	w.bytes(4*4 + 1 + 4) // times, a flag, flags
	w.list()
	w.list()
	w.data()
	w.data()
}

// list is a list of addresses or of authorization data, in which nothing is
// shorter than a type and a length.
func (w *walk) list() {
	n := w.number()
	if n < 0 || n > len(w.rest)/(2+4) {
		w.short, w.rest = true, nil
	}
	for range n {
		if w.short {
			return
		}
		w.bytes(2)
		w.data()
	}
}
