// Package version compares version numbers of Microsoft Entra Connect Sync:
// numerically, by all four parts. It knows no table of versions, no dates and
// no tree.
package version

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Version is a version of four parts. The zero value is 0.0.0.0, which no
// product has; Parse never returns it without an error for text that lacks
// numbers.
type Version [4]int

// ErrMalformed is wrapped by the error of Parse.
var ErrMalformed = errors.New("not a version of two to four numbers")

// limit is the greatest number that one part can hold in a Windows file
// version (VS_FIXEDFILEINFO gives each part 16 bits).
const limit = 1<<16 - 1

// Parse reads "2.6.92.0". Parts that are left out at the end count as 0, so
// "2.6.92" is the same version. Signs, blanks and letters are refused.
func Parse(s string) (Version, error) {
	var v Version
	parts := strings.Split(s, ".")
	if len(parts) < 2 || len(parts) > len(v) {
		return Version{}, fmt.Errorf("read version %q: %w", s, ErrMalformed)
	}
	for i, part := range parts {
		n, err := strconv.ParseUint(part, 10, 32)
		if err != nil || n > limit {
			return Version{}, fmt.Errorf("read version %q: %w", s, ErrMalformed)
		}
		v[i] = int(n)
	}
	return v, nil
}

// Must is Parse for versions that stand in the source. It panics on a text
// that is no version.
func Must(s string) Version {
	v, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return v
}

// Compare returns -1, 0 or 1 when v is older than, equal to, or newer than w.
func (v Version) Compare(w Version) int {
	for i := range v {
		if c := cmp.Compare(v[i], w[i]); c != 0 {
			return c
		}
	}
	return 0
}

// Within reports whether v lies between first and last, both included.
func (v Version) Within(first, last Version) bool {
	return v.Compare(first) >= 0 && v.Compare(last) <= 0
}

// String writes all four parts, "2.6.92.0".
func (v Version) String() string {
	return fmt.Sprintf("%d.%d.%d.%d", v[0], v[1], v[2], v[3])
}
