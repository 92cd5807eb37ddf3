package sorted

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// What is laid aside comes back in the order of a stable sort, however little fits
// into memory, and leaves no file behind.
func TestItSortsAsMemoryWould(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	for _, room := range []int{1, 300, 5_000, Room} {
		random := rand.New(rand.NewPCG(1, uint64(room)))
		p := &Pile{room: room}
		var want [][2]string
		for i := range 3_000 {
			key, value := fmt.Sprint(random.IntN(700)), fmt.Sprint("value ", i)
			if i%50 == 0 {
				value = ""
			}
			want = append(want, [2]string{key, value})
			if err := p.Add(key, []byte(value)); err != nil {
				t.Fatal(err)
			}
		}
		slices.SortStableFunc(want, func(a, b [2]string) int {
			switch {
			case a[0] < b[0]:
				return -1
			case a[0] > b[0]:
				return 1
			}
			return 0
		})
		if room < 1000 && len(p.runs) < 100 || room == Room && p.file != nil {
			t.Errorf("%d: %d runs", room, len(p.runs))
		}
		r, err := p.Read()
		if err != nil {
			t.Fatal(err)
		}
		var got [][2]string
		for {
			key, value, ok, err := r.Next()
			if err != nil {
				t.Fatal(err)
			}
			if !ok {
				break
			}
			got = append(got, [2]string{key, string(value)})
		}
		if !slices.Equal(got, want) || p.Len() != len(want) {
			t.Errorf("%d: %d records in another order", room, len(got))
		}
		p.Close()
	}
	if left, _ := filepath.Glob(filepath.Join(os.Getenv("TMPDIR"), "*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

func TestTakeBoundsWhoHasOneKey(t *testing.T) {
	t.Parallel()
	p := &Pile{}
	defer p.Close()
	for i, key := range []string{"b", "a", "b", "b"} {
		if err := p.Add(key, []byte{byte(i)}); err != nil {
			t.Fatal(err)
		}
	}
	r, err := p.Read()
	if err != nil {
		t.Fatal(err)
	}
	if values, n, _ := r.Take("b", 2); n != 0 || values != nil {
		t.Errorf("a stands first, got %v", values)
	}
	_, _, _, _ = r.Next()
	values, n, err := r.Take("b", 2)
	if err != nil || n != 3 || len(values) != 2 || values[1][0] != 2 {
		t.Errorf("got %v of %d, %v", values, n, err)
	}
	if _, more := r.Peek(); more {
		t.Error("it goes on after the last")
	}
}
