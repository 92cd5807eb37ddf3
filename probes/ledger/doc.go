// Package ledger is the file in which a scan keeps whom it met and what it read
// of them, so that a later scan need not read that again. It knows a format and
// no directory: what is kept is for whoever keeps it to choose, and nothing
// secret is among it.
//
// A ledger is eight bytes that name the format, a gzip stream of people, a
// second one of the [Foot] as JSON, the length of that, and eight bytes again.
// What many people have in common stands in it once: the writer and the reader
// of a stream remember the same few hundred texts.
package ledger

import (
	"errors"
	"time"
)

// Format is the version of the format, and of what is kept. A ledger of
// another one is no ledger.
const Format = 1

const (
	head = "WBDSCAN1"
	tail = "1NACSDBW"
	// maxPerson bounds what is kept of one person, in bytes, and maxFoot the
	// foot.
	maxPerson = 8 << 20
	maxFoot   = 64 << 20
	maxNames  = 1 << 10 // attributes of one person
)

// ErrFormat says that a file is no ledger of this format, or not a whole one.
var ErrFormat = errors.New("no ledger of this program, or not all of it")

// GUID names an object of the directory for as long as it lives.
type GUID [16]byte

// Attribute is one attribute of a person, as it was read.
type Attribute struct {
	Name   string
	Values [][]byte
}

// Person is one person, as the scan read them.
type Person struct {
	GUID       GUID
	USN        int64 // uSNChanged; 0 when nobody may read it
	DN         string
	Attributes []Attribute // without the descriptor
	Descriptor []byte
	Mark       string // of whoever judged the person
}

// Container is what was seen of one container.
type Container struct {
	GUID GUID   `json:"guid"`
	DN   string `json:"dn"`
	Sum  uint64 `json:"sum"` // of its descriptor; 0 when that could not be read
}

// Foot is what holds for the whole ledger.
type Foot struct {
	Format     int         `json:"format"`
	Program    string      `json:"program"` // version that wrote it
	At         time.Time   `json:"at"`      // on the clock of the controller
	Host       string      `json:"host"`
	Service    string      `json:"service"`    // DN of the controller's own object
	Invocation []byte      `json:"invocation"` // of its database
	USN        int64       `json:"usn"`        // before anything was read
	Heuristics string      `json:"heuristics"` // dSHeuristics
	Own        []byte      `json:"own"`        // sum of the token of the account that looked
	BaseDN     string      `json:"base_dn"`
	Base       string      `json:"base"`
	Filter     string      `json:"filter"`
	Account    string      `json:"account"` // connector account
	Found      bool        `json:"found"`   // it was found by its name
	Attributes []string    `json:"attributes"`
	Containers []Container `json:"containers"`
	Unsettled  []GUID      `json:"unsettled"` // whose descriptor may change by itself
	Users      int         `json:"users"`
	Total      int         `json:"total"`
	About      bool        `json:"about"`
	Sorted     bool        `json:"sorted"` // by GUID
}
