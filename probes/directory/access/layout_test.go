package access_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"runtime"
	"strings"
	"testing"

	"example.com/writeback-doctor/probes/directory/access"
)

// bare is the header of a descriptor with a list behind it, byte by byte, so
// that these tests do not lean on what writes descriptors.
func bare(control uint16, list []byte) []byte {
	raw := make([]byte, 20, 20+len(list))
	raw[0] = 1
	binary.LittleEndian.PutUint16(raw[2:], control)
	if list != nil {
		binary.LittleEndian.PutUint32(raw[16:], 20)
	}
	return append(raw, list...)
}

// listOf is a list of entries; size and count are told as given, or counted
// where they are 0.
func listOf(revision byte, size, count int, entries ...[]byte) []byte {
	body := bytes.Join(entries, nil)
	if size == 0 {
		size = 8 + len(body)
	}
	if count == 0 {
		count = len(entries)
	}
	out := []byte{revision, 0}
	out = binary.LittleEndian.AppendUint16(out, uint16(size))
	out = binary.LittleEndian.AppendUint16(out, uint16(count))
	return append(append(out, 0, 0), body...)
}

// entry is one entry as bytes; size is told as given, or counted where it is 0.
func entry(typ, flags byte, size int, body ...[]byte) []byte {
	all := bytes.Join(body, nil)
	if size == 0 {
		size = 4 + len(all)
	}
	return append(binary.LittleEndian.AppendUint16([]byte{typ, flags}, uint16(size)), all...)
}

func mask(m access.Mask) []byte { return binary.LittleEndian.AppendUint32(nil, uint32(m)) }

// The layout of MS-DTYP 2.4.2.2, 2.4.4, 2.4.5 and 2.4.6, and how far from it
// something may be. ok tells what a descriptor that reads answers to a reset.
func TestLayouts(t *testing.T) {
	t.Parallel()
	const selfRelative, present = 0x8000, 0x8004
	me := connector.Bytes()
	full := entry(0, 0, 0, mask(access.FullControl), me)
	fifteen := mustSID("S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15").Bytes()
	sixteen := append(append([]byte{1, 16}, fifteen[2:]...), 0, 0, 0, 0)
	ok := func(a access.Answer) *access.Answer { return &a }
	for _, c := range []struct {
		name string
		raw  []byte
		want *access.Answer // nil: an error
	}{
		{"a list that is present at no place is none", bare(present, nil), ok(access.Granted)},
		{"a list that is not said to be present is none", bare(selfRelative, listOf(2, 0, 0)), ok(access.Granted)},
		{"a list that is not said to be present is not read", bare(selfRelative, []byte("rubbish")), ok(access.Granted)},
		{"an empty list", bare(present, listOf(2, 0, 0)), ok(access.NotGranted)},
		{"an absolute descriptor", bare(0x0004, listOf(2, 0, 0)), nil},
		{"revision 2", bare(present, listOf(2, 0, 0, full)), ok(access.Granted)},
		{"revision 3", bare(present, listOf(3, 0, 0, full)), ok(access.Granted)},
		{"revision 4", bare(present, listOf(4, 0, 0, full)), ok(access.Granted)},
		{"revision 1", bare(present, listOf(1, 0, 0, full)), nil},
		{"revision 5", bare(present, listOf(5, 0, 0, full)), nil},
		{"revision 2 with an object entry", bare(present, listOf(2, 0, 0, entry(5, 0, 0, mask(access.ControlAccess), make([]byte, 4), me))), ok(access.Granted)},
		{"no entry where one is counted", bare(present, listOf(2, 0, 1)), nil},
		{"more entries counted than there are", bare(present, listOf(2, 0, 2, full)), nil},
		{"fewer entries counted than there are", bare(present, listOf(2, 0, 1, entry(1, 0, 0, mask(0), me), full)), ok(access.NotGranted)},
		{"a list longer than the descriptor", bare(present, listOf(2, 4096, 0, full)), nil},
		{"a list shorter than its header", bare(present, listOf(2, 7, 0)), nil},
		{"a list with room behind its entries", bare(present, append(listOf(2, 8+len(full)+12, 0, full), make([]byte, 12)...)), ok(access.Granted)},
		{"bytes behind the descriptor", append(bare(present, listOf(2, 0, 0, full)), 1, 2, 3), ok(access.Granted)},
		{"an entry smaller than its header", bare(present, listOf(2, 0, 0, entry(0, 0, 3, mask(access.FullControl), me))), nil},
		{"an entry of its header alone", bare(present, listOf(2, 0, 0, entry(0, 0, 4))), nil},
		{"an entry that ends in its trustee", bare(present, listOf(2, 0, 0, full[:len(full)-4])), nil},
		{"an entry longer than the list", bare(present, listOf(2, 0, 0, entry(0, 0, 400, mask(access.FullControl), me))), nil},
		{"an entry of a size that is no multiple of four", bare(present, listOf(2, 0, 0, entry(0, 0, 0, mask(access.FullControl), me, []byte{0}), entry(1, 0, 0, mask(access.FullControl), me))), ok(access.Granted)},
		{"bytes behind a trustee", bare(present, listOf(2, 0, 0, entry(0, 0, 0, mask(access.FullControl), me, make([]byte, 8)))), ok(access.Granted)},
		{"an object entry without room for what it says it has", bare(present, listOf(4, 0, 0, entry(5, 0, 0, mask(access.FullControl), []byte{3, 0, 0, 0}, make([]byte, 20)))), nil},
		{"an object entry with flags nobody knows", bare(present, listOf(4, 0, 0, entry(5, 0, 0, mask(access.FullControl), []byte{0xF0, 0xFF, 0, 0}, me))), ok(access.Granted)},
		{"a trustee of no parts", bare(present, listOf(2, 0, 0, entry(0, 0, 0, mask(access.FullControl), []byte{1, 0, 0, 0, 0, 0, 0, 5}))), ok(access.NotGranted)},
		{"a trustee of fifteen parts", bare(present, listOf(2, 0, 0, entry(0, 0, 0, mask(access.FullControl), fifteen))), ok(access.NotGranted)},
		{"a trustee of sixteen parts", bare(present, listOf(2, 0, 0, entry(0, 0, 0, mask(access.FullControl), sixteen))), nil},
		{"a trustee of revision 2", bare(present, listOf(2, 0, 0, entry(0, 0, 0, mask(access.FullControl), []byte{2, 0, 0, 0, 0, 0, 0, 5}))), nil},
		{"bits that no directory object has", bare(present, listOf(2, 0, 0, entry(0, 0, 0, mask(0x03000000), me))), ok(access.NotGranted)},
		{"every bit", bare(present, listOf(2, 0, 0, entry(0, 0, 0, mask(0xFFFFFFFF), me))), ok(access.Granted)},
		{"every flag that is no inherit-only", bare(present, listOf(2, 0, 0, entry(0, 0xF7, 0, mask(access.FullControl), me))), ok(access.Granted)},
		{"a compound entry of its header alone", bare(present, listOf(3, 0, 0, entry(4, 0, 4))), ok(access.CannotJudge)},
		{"nothing", nil, nil},
	} {
		d, err := access.Parse(c.raw)
		if c.want == nil {
			if !errors.Is(err, access.ErrDescriptor) {
				t.Errorf("%s: got %v, want ErrDescriptor", c.name, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := access.Check(&d, access.NewToken(connector), user, access.ResetPassword.Want()); got.Answer != *c.want {
			t.Errorf("%s: got answer %d, want %d", c.name, got.Answer, *c.want)
		}
	}
}

// Offsets lead behind the header and no further than the end.
func TestOffsets(t *testing.T) {
	t.Parallel()
	for _, at := range []int{4, 8, 12, 16} {
		for _, off := range []uint32{1, 19, 28, 29, 1 << 31, 0xFFFFFFFF} {
			raw := bare(0x8014, listOf(2, 0, 0))
			binary.LittleEndian.PutUint32(raw[at:], off)
			if _, err := access.Parse(raw); !errors.Is(err, access.ErrDescriptor) {
				t.Errorf("offset %d at byte %d of %d: got %v, want ErrDescriptor", off, at, len(raw), err)
			}
		}
	}
	// Owner and group may be the same bytes.
	raw := append(bare(0x8004, nil), connector.Bytes()...)
	binary.LittleEndian.PutUint32(raw[4:], 20)
	binary.LittleEndian.PutUint32(raw[8:], 20)
	if d, err := access.Parse(raw); err != nil || d.Owner != connector || d.Group != connector {
		t.Errorf("one SID twice: got %s and %s, %v", d.Owner, d.Group, err)
	}
}

// What a label or a policy in the SACL says does not touch the DACL.
func TestTheSACLDoesNotDecide(t *testing.T) {
	t.Parallel()
	label := ace(access.MandatoryLabel, 1, mustSID("S-1-16-12288"))
	d := descriptor(t, access.Spec{Owner: admins, DACL: []access.ACE{access.ResetPassword.Grant(connector)}, SACL: append(everyType(), label)})
	if got := access.Check(&d, access.NewToken(connector), user, access.ResetPassword.Want()); got.Answer != access.Granted {
		t.Errorf("got answer %d, want %d", got.Answer, access.Granted)
	}
}

// Reading takes one copy of the bytes and nothing that grows with what they
// claim.
func TestParseDoesNotBelieveSizes(t *testing.T) {
	greedy := bare(0x8004, listOf(4, 0, 0xFFFF, entry(0, 0, 0, mask(access.FullControl), connector.Bytes())))
	honest := bare(0x8004, listOf(4, 0, 1700, bytes.Repeat(entry(0, 0, 0, mask(1), connector.Bytes()), 1700)))
	for name, raw := range map[string][]byte{"one entry said to be 65535": greedy, "1700 entries": honest} {
		if got, most := bytesTaken(func() { _, _ = access.Parse(raw) }), uint64(len(raw)+len(raw)/4+512); got > most {
			t.Errorf("%s: got %d bytes for %d, want at most %d", name, got, len(raw), most)
		}
	}
	if _, err := access.Parse(honest); err != nil {
		t.Errorf("1700 entries: %v", err)
	}
}

// bytesTaken is what a call takes from the heap, on the average of many.
func bytesTaken(call func()) uint64 {
	const runs = 200
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range runs {
		call()
	}
	runtime.ReadMemStats(&after)
	return (after.TotalAlloc - before.TotalAlloc) / runs
}

func TestTypeNames(t *testing.T) {
	t.Parallel()
	seen := map[string]access.Type{}
	for typ := access.Allow; typ <= access.AccessFilter; typ++ {
		name := typ.String()
		if other, twice := seen[name]; twice || name == "" || strings.HasPrefix(name, "unknown") {
			t.Errorf("type %d: got %q, as type %d", typ, name, other)
		}
		seen[name] = typ
	}
	if got := access.Type(0x77).String(); got != "unknown-0x77" {
		t.Errorf("got %q, want unknown-0x77", got)
	}
}
