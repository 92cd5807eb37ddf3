package ledger_test

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"testing"

	"example.com/writeback-doctor/probes/ledger"
)

func guid(i int) ledger.GUID { return ledger.GUID{byte(i >> 8), byte(i), 1} }

func somebody(i int) *ledger.Person {
	return &ledger.Person{
		GUID: guid(i), USN: int64(1000 + i), DN: fmt.Sprintf("CN=u%05d,OU=Staff,DC=x", i),
		Descriptor: bytes.Repeat([]byte{byte(i % 7), byte(i % 1500 >> 4)}, 300), Mark: fmt.Sprint("mark ", i%3),
		Attributes: []ledger.Attribute{
			{Name: "objectClass", Values: [][]byte{[]byte("top"), []byte("user")}},
			{Name: "sAMAccountName", Values: [][]byte{fmt.Appendf(nil, "u%05d", i)}},
			{Name: "empty", Values: [][]byte{}},
		},
	}
}

func written(tb testing.TB, people int) []byte {
	tb.Helper()
	var out bytes.Buffer
	w := ledger.Create(&out)
	for i := range people {
		if err := w.Add(somebody(i)); err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Close(ledger.Foot{Host: "dc1", USN: 7, Unsettled: []ledger.GUID{guid(3)}}); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

// More descriptors than either side remembers come out as they went in.
func TestWhatIsKeptComesBack(t *testing.T) {
	t.Parallel()
	for _, people := range []int{0, 1, 5000} {
		raw := written(t, people)
		book, err := ledger.Open(bytes.NewReader(raw), int64(len(raw)))
		if err != nil || book.Users != people || !book.Sorted || book.Host != "dc1" || book.USN != 7 || !book.Whole() {
			t.Fatalf("%d: got %+v, %v", people, book, err)
		}
		i := 0
		if err := book.People(func(p *ledger.Person) error {
			if want := somebody(i); !reflect.DeepEqual(p, want) {
				t.Errorf("got %+v, want %+v", p, want)
			}
			i++
			return nil
		}); err != nil || i != people {
			t.Errorf("got %d, %v, want %d", i, err, people)
		}
	}
}

func TestAnOrderThatIsNoneIsNoted(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	w := ledger.Create(&out)
	for _, i := range []int{2, 1} {
		if err := w.Add(somebody(i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(ledger.Foot{}); err != nil {
		t.Fatal(err)
	}
	if book, err := ledger.Open(bytes.NewReader(out.Bytes()), int64(out.Len())); err != nil || book.Sorted {
		t.Errorf("got %+v, %v", book, err)
	}
}

// A ledger that is cut is never taken for whole, nor is one in which a byte is
// another, unless that says the same (there are two ways to pack some texts).
func TestAPartOfALedgerIsNone(t *testing.T) {
	t.Parallel()
	raw := written(t, 50)
	content := func(raw []byte) string {
		book, err := ledger.Open(bytes.NewReader(raw), int64(len(raw)))
		if err != nil || !book.Whole() {
			return ""
		}
		said := fmt.Sprintf("%+v", book.Foot)
		if book.People(func(p *ledger.Person) error { said += fmt.Sprintf("%+v", p); return nil }) != nil {
			return ""
		}
		return said
	}
	want := content(raw)
	if want == "" {
		t.Fatal("the whole one is not taken")
	}
	for n := range raw {
		if content(raw[:n]) != "" {
			t.Errorf("the first %d of %d bytes are taken", n, len(raw))
		}
		other := bytes.Clone(raw)
		other[n] ^= 0x10
		if got := content(other); got != "" && got != want {
			t.Errorf("byte %d of %d may be another", n, len(raw))
		}
	}
}

func TestWhoeverTakesEndsIt(t *testing.T) {
	t.Parallel()
	raw := written(t, 10)
	book, err := ledger.Open(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	enough := errors.New("enough")
	if err := book.People(func(*ledger.Person) error { return enough }); !errors.Is(err, enough) {
		t.Errorf("got %v", err)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(written(f, 0))
	f.Add(written(f, 5))
	f.Fuzz(func(t *testing.T, raw []byte) {
		book, err := ledger.Open(bytes.NewReader(raw), int64(len(raw)))
		if err != nil {
			return
		}
		n := 0
		if err := book.People(func(*ledger.Person) error { n++; return nil }); err == nil && n != book.Users {
			t.Errorf("%d people, want %d", n, book.Users)
		}
	})
}
