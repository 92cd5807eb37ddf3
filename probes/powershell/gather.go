package powershell

import (
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
)

// The sources of events that are taken.
const (
	resetService = "PasswordResetService"
	syncEngine   = "ADSync"
	hashSync     = "Directory Synchronization"
)

// group is one sort of event of which the script takes only so many.
type group int

const (
	beats      group = iota // heartbeats
	resets                  // what else the writeback service says
	engine                  // errors of the engine, and what tells of its state
	hashErrors              // errors of password hash synchronisation
	hashEnds                // ends of its batches and pings
	groups
)

// heartbeat is the event that the writeback service leaves every five minutes.
const heartbeat = 31019

// atMost is how many events of a group the script takes, the newest.
func (s group) atMost() int { return [groups]int{600, 2000, 1000, 50, 20}[s] }

// groupOf is the group of an event as collect.ps1 asks for it; false is of one that
// it does not ask for.
func groupOf(r *record) (group, bool) {
	level, said := r.level.Get()
	switch {
	case strings.EqualFold(r.provider, resetService) && r.id == heartbeat:
		return beats, true
	case strings.EqualFold(r.provider, resetService):
		return resets, true
	case strings.EqualFold(r.provider, syncEngine):
		return engine, !said || level >= 1 && level <= 3 || slices.Contains([]int{6000, 6306, 6329, 6800, 6956, 1011, 1012}, r.id)
	case strings.EqualFold(r.provider, hashSync) && slices.Contains([]int{611, 652, 655}, r.id):
		return hashErrors, true
	case strings.EqualFold(r.provider, hashSync) && (r.id == 651 || r.id == 654):
		return hashEnds, true
	default:
		return 0, false
	}
}

// ofInterest reports whether a provider speaks of writeback or of what stands
// beside it.
func ofInterest(provider string) bool {
	return slices.ContainsFunc([]string{resetService, syncEngine, hashSync}, func(p string) bool {
		return strings.EqualFold(p, provider)
	})
}

// textRead bounds what is read of the text of an event, as the script does.
const textRead = 20000

// machinesAtMost bounds the computers that one log may be of. A server that was
// renamed has two, a log of forwarded events as many as forward.
const machinesAtMost = 64

// machine is what is known of the records of one computer.
type machine struct {
	name           string    // as it was first written
	newest, oldest time.Time // of all its records
	spoke          time.Time // of the newest of interest; zero is of none
	engine         bool      // one is of the engine or the writeback service
	others         bool      // one is of another program, and tells of no fault
}

// gathering takes events one by one, in any order, and keeps of them what the
// script would hand over. The zero value has none.
type gathering struct {
	machines map[string]*machine // by name in small letters
	kept     [groups][]record
	channel  string // of the first record that says it
	mixed    bool   // another channel, or more computers than are told apart
	first    uint64 // lowest EventRecordID
	last     uint64 // highest one
	numbered int    // records that have one
	all      int
}

// add takes an event.
func (g *gathering) add(r record) {
	m := g.machine(r.computer)
	if m == nil {
		g.mixed = true
		return
	}
	g.count(&r)
	if m.oldest.IsZero() || r.at.Before(m.oldest) {
		m.oldest = r.at
	}
	if r.at.After(m.newest) {
		m.newest = r.at
	}
	if !ofInterest(r.provider) {
		level, said := r.level.Get()
		m.others = m.others || !said || level == 0 || level == 4
		return
	}
	if r.at.After(m.spoke) {
		m.spoke = r.at
	}
	m.engine = m.engine || !strings.EqualFold(r.provider, hashSync)
	if s, taken := groupOf(&r); taken {
		r.text = r.text[:min(len(r.text), textRead)]
		g.keep(s, r)
	}
}

// count takes note of the number and the channel of a record.
func (g *gathering) count(r *record) {
	if g.channel == "" {
		g.channel = r.channel
	}
	g.mixed = g.mixed || !strings.EqualFold(r.channel, g.channel)
	if g.all++; r.number == 0 {
		return
	}
	if g.numbered == 0 || r.number < g.first {
		g.first = r.number
	}
	g.last = max(g.last, r.number)
	g.numbered++
}

func (g *gathering) machine(name string) *machine {
	key := strings.ToLower(name)
	m := g.machines[key]
	if m == nil && len(g.machines) < machinesAtMost {
		if g.machines == nil {
			g.machines = map[string]*machine{}
		}
		m = &machine{name: key}
		g.machines[key] = m
	}
	return m
}

// keep adds to a group, and lets the oldest go when there are too many by a half.
func (g *gathering) keep(s group, r record) {
	g.kept[s] = append(g.kept[s], r)
	if len(g.kept[s]) > s.atMost()*3/2 {
		g.kept[s] = newestOf(g.kept[s], s.atMost()+1) // one more tells that there were
	}
}

// newestOf returns so many records, the newest first.
func newestOf(records []record, atMost int) []record {
	probes.SortStable(records, func(a, b record) int { return b.at.Compare(a.at) })
	return records[:min(len(records), atMost)]
}

// selected reports whether records are missing between the first and the last
// one. Windows numbers the records of a log one by one, and they keep their
// numbers when somebody saves some of them.
func (g *gathering) selected() bool {
	return g.numbered > 0 && (g.numbered != g.all || g.last-g.first != uint64(g.numbered-1))
}

// of is the computer whose log it is: the one whose writeback spoke last, else
// the one that has the newest record.
func (g *gathering) of() *machine {
	var found *machine
	for _, m := range g.machines {
		if found == nil || m.before(found) {
			found = m
		}
	}
	return found
}

// before reports whether a log is rather of this computer than of the other.
func (m *machine) before(other *machine) bool {
	if spoke := m.spoke.Compare(other.spoke); spoke != 0 {
		return spoke > 0
	}
	if newest := m.newest.Compare(other.newest); newest != 0 {
		return newest > 0
	}
	return m.name < other.name
}

// document is what the script would have written of these events. The log is
// known as far as the newest record says when it was exported; what holds no
// record of other programs, or lacks some, may be a selection, in which silence
// says nothing. cut is of a log that is not whole.
func (g *gathering) document(cut bool) Document {
	m := g.of()
	if m == nil {
		return Document{Schema: Schema, Failed: &probes.Obstacle{Kind: probes.NotCollected, Needs: applicationLog}}
	}
	d := Document{Schema: Schema, At: m.newest, Host: m.name, Elsewhere: !m.engine}
	if m.spoke.IsZero() && g.channel != "" && !strings.EqualFold(g.channel, applicationLog) {
		d.Failed = &probes.Obstacle{Kind: probes.WrongLog, Host: m.name, Needs: g.channel}
		return d
	}
	log := probes.EventLog{Excerpt: probes.Yes, Events: []probes.Event{}}
	log.At, log.Since, log.Oldest = m.newest, m.oldest, m.oldest
	if m.others && !g.mixed && !cut && !g.selected() {
		log.Excerpt = probes.No
	}
	if cut {
		log.Cut = probes.Yes
	}
	for s := range groups {
		g.into(&log, s, m.name)
	}
	probes.SortStable(log.Events, func(a, b probes.Event) int { return b.At.Compare(a.At) })
	d.Events = &log
	return d
}

// applicationLog is the channel that writeback writes to.
const applicationLog = "Application"

// into puts the newest events of a group into a log. What is not handed over
// counts as rolled over, but for heartbeats, which say so of their own.
func (g *gathering) into(log *probes.EventLog, s group, host string) {
	mine := slices.DeleteFunc(slices.Clone(g.kept[s]), func(r record) bool { return !strings.EqualFold(r.computer, host) })
	mine = newestOf(mine, len(mine))
	if most := s.atMost(); len(mine) > most {
		mine = mine[:most]
		switch oldest := mine[most-1].at; {
		case s == beats:
			log.BeatsFrom = oldest
		case (s == resets || s == engine) && oldest.After(log.Oldest):
			log.Oldest = oldest
		}
	}
	for i := range mine {
		log.Events = append(log.Events, mine[i].event())
	}
}
