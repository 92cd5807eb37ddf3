package timeline

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/reenable"
)

// oneOperation is how far apart two places may note the same operation: the cloud
// waits for the answer, and two clocks tell the times.
const oneOperation = 2 * time.Minute

// join finds which rows are of one operation: by the IDs that they carry, by what
// the server's own log puts together, and what is left by whose it is and its
// time.
func (t *Timeline) join() {
	j := &joining{rows: t.Rows, of: make([]int, len(t.Rows))}
	for i := range j.of {
		j.of[i] = i
	}
	j.byID()
	j.byTime(func(r *Row) bool { return r.Source == AuditLog }, func(r *Row) bool { return r.Source == ServerEvents && r.Password }, t.User)
	j.byTime(func(r *Row) bool { return r.Code == passwordSet }, (*Row).wrote, t.User)
	j.byTime(func(r *Row) bool { return r.Code == cloudChanged }, (*Row).wrote, t.User)
	j.number()
}

// joining is a forest of rows: of leads from a row to one that it belongs to.
type joining struct {
	rows []Row
	of   []int
}

func (j *joining) root(i int) int {
	for j.of[i] != i {
		j.of[i] = j.of[j.of[i]]
		i = j.of[i]
	}
	return i
}

func (j *joining) unite(a, b int) { j.of[j.root(max(a, b))] = j.root(min(a, b)) }

func (j *joining) byID() {
	ids, groups := map[string]int{}, map[int]int{}
	for i := range j.rows {
		for _, id := range j.rows[i].IDs {
			if first, known := ids[strings.ToLower(id)]; known {
				j.unite(first, i)
			} else {
				ids[strings.ToLower(id)] = i
			}
		}
		if group := j.rows[i].group; group > 0 {
			if first, known := groups[group]; known {
				j.unite(first, i)
			} else {
				groups[group] = i
			}
		}
	}
}

// pair is a row and an operation that may be the same.
type pair struct {
	row, other int
	apart      time.Duration
	nameless   bool // nobody says whose the operation is
}

// byTime joins rows of one sort with operations of another, the nearest first and
// each at most once. What names nobody is joined only where nothing else could be
// meant.
func (j *joining) byTime(one, other func(*Row) bool, user string) {
	pairs := j.pairs(one, other, user)
	ofRow, ofOther := map[int]int{}, map[int]int{}
	for _, p := range pairs {
		ofRow[p.row]++
		ofOther[j.root(p.other)]++
	}
	pairs = slices.DeleteFunc(pairs, func(p *pair) bool { return p.nameless && (ofRow[p.row] > 1 || ofOther[j.root(p.other)] > 1) })
	rows, taken := map[int]bool{}, map[int]bool{}
	for _, p := range pairs {
		if rows[p.row] || taken[j.root(p.other)] {
			continue
		}
		root := j.root(p.other)
		rows[p.row] = true
		j.unite(p.row, p.other)
		taken[root], taken[j.root(p.row)] = true, true
		j.rows[p.row].ByTime = true
	}
}

// part is what is known of the rows that are joined so far.
type part struct{ about, wrote, failed, other bool }

// parts are those of all rows, by their roots.
func (j *joining) parts(other func(*Row) bool, user string) map[int]*part {
	all := map[int]*part{}
	for i := range j.rows {
		r, root := &j.rows[i], j.root(i)
		if all[root] == nil {
			all[root] = &part{}
		}
		p := all[root]
		p.about = p.about || r.mine(user)
		p.wrote = p.wrote || r.wrote()
		p.failed = p.failed || r.Ending == reenable.Refused
		p.other = p.other || other(r)
	}
	return all
}

// pairs are all that may be the same, the nearest first. What names somebody else
// is not, nor what an ID has joined already.
func (j *joining) pairs(one, other func(*Row) bool, user string) []*pair {
	parts := j.parts(other, user)
	var all []*pair
	for i := range j.rows {
		if !one(&j.rows[i]) || parts[j.root(i)].other {
			continue
		}
		for _, p := range j.nearest(i, other, parts) {
			all = append(all, p)
		}
	}
	probes.SortStable(all, func(a, b *pair) int {
		return cmp.Or(cmp.Compare(a.apart, b.apart), cmp.Compare(a.row, b.row), cmp.Compare(a.other, b.other))
	})
	return all
}

// nearest is the row of each operation that is nearest to one row, by the roots.
func (j *joining) nearest(i int, other func(*Row) bool, parts map[int]*part) map[int]*pair {
	best := map[int]*pair{}
	for k := range j.rows {
		with := parts[j.root(k)]
		p := &pair{i, k, j.rows[i].At.Sub(j.rows[k].At).Abs(), !with.about}
		if p.apart > oneOperation || i == k || !other(&j.rows[k]) || j.contradicts(i, with) || p.nameless && len(j.rows[k].Users) > 0 {
			continue
		}
		if known, has := best[j.root(k)]; !has || p.apart < known.apart {
			best[j.root(k)] = p
		}
	}
	return best
}

// contradicts reports whether a row and an operation cannot be the same: the one
// says that AD was written to, or never could be, and all that the other knows is
// a failure.
func (j *joining) contradicts(i int, with *part) bool {
	r := &j.rows[i]
	switch {
	case r.Source != AuditLog:
		return false
	case r.Ending == reenable.Never:
		return true
	default:
		return r.Ending == reenable.Worked && with.failed && !with.wrote
	}
}

// wrote reports whether a row says that AD may have the new password.
func (r *Row) wrote() bool {
	switch {
	case r.Place == Server:
		return r.Ending == reenable.Worked && r.Password
	case r.Source == AuditLog:
		return r.Ending == reenable.Worked || r.Ending == reenable.Accepted
	default:
		return false
	}
}

// number gives each operation of two rows or more its number, by time.
func (j *joining) number() {
	rows, numbers := map[int]int{}, map[int]int{}
	for i := range j.rows {
		rows[j.root(i)]++
	}
	for i := range j.rows {
		root := j.root(i)
		if rows[root] < 2 {
			continue
		}
		if numbers[root] == 0 {
			numbers[root] = len(numbers) + 1
		}
		j.rows[i].Op = numbers[root]
	}
}
