package powershell

import (
	"context"
	"time"

	"example.com/writeback-doctor/probes"
)

// Schema names the format of a collection document.
const Schema = "writeback-doctor/collect/1"

// Part is one thing that the collection script can be asked for.
type Part string

// The parts. A file that the script wrote by itself holds all of them.
const (
	PartServer Part = "server" // everything that is quick
	PartLink   Part = "link"   // one user through the connector spaces
	PartEvents Part = "events" // the event log
	PartReach  Part = "reach"  // roads from the server
	PartHold   Part = "hold"   // one idle connection, which takes minutes
)

// Request is what the collection script is asked. It travels as JSON in
// base64, as the value of the script's one parameter, so that nothing is ever
// spliced into a script.
type Request struct {
	Parts   []Part          `json:"parts"`
	UserDN  string          `json:"user_dn,omitempty"`
	Since   time.Time       `json:"since"`
	Targets []probes.Target `json:"targets,omitempty"`
	Length  time.Duration   `json:"length_ns,omitempty"` // of the hold
}

// Document is what the collection script prints: one JSON object whose parts
// are the structs of package probes, spelled alike.
type Document struct {
	Schema string    `json:"schema"`
	Host   string    `json:"host"` // the server that ran the script
	At     time.Time `json:"at"`
	// Elsewhere reports whether the machine has neither the ADSync service nor
	// the agent of Cloud Sync, so that what it measured says nothing about the
	// Connect server's roads.
	Elsewhere bool `json:"elsewhere,omitempty"`
	// Limited is the language mode of PowerShell where application control let the
	// script do little: roads, idle connections, links and the export are missing
	// for it. "" is the full language.
	Limited string `json:"limited,omitempty"`
	// Failed says why the script as a whole could not look; the parts are
	// then missing.
	Failed *probes.Obstacle  `json:"failed,omitempty"`
	Server *probes.Server    `json:"server,omitempty"`
	Links  []probes.UserLink `json:"links,omitempty"`
	Events *probes.EventLog  `json:"events,omitempty"`
	Routes []probes.Route    `json:"routes,omitempty"`
	Holds  []probes.Hold     `json:"holds,omitempty"`
}

// Exec runs a program and returns what it printed and its exit code. An error
// means that it could not be started or did not end in time.
type Exec func(ctx context.Context, name string, args ...string) (stdout, stderr []byte, code int, err error)
