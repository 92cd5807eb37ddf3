package powershell

import (
	"regexp"
	"slices"
	"sync"

	"example.com/writeback-doctor/probes"
)

// sorted returns the log with its events newest first. Events of one moment
// keep their order.
func sorted(log probes.EventLog) probes.EventLog {
	log.Events = slices.Clone(log.Events)
	for i := range log.Events {
		log.Events[i].Users = probes.All(usersIn(log.Events[i].Text))
	}
	probes.SortStable(log.Events, func(a, b probes.Event) int { return b.At.Compare(a.At) })
	return log
}

// nameLike has the form of a user principal name (RFC 822 without comments).
var nameLike = sync.OnceValue(func() *regexp.Regexp { //nolint:gochecknoglobals // a pattern, compiled on first use
	return regexp.MustCompile(`[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+`)
})

// usersAtMost bounds the names of one event; a real one holds one or two.
const usersAtMost = 8

// usersIn returns the user principal names in an event's text, each once.
func usersIn(text string) []string {
	var users []string
	for _, name := range nameLike().FindAllString(text, usersAtMost) {
		if !slices.Contains(users, name) {
			users = append(users, name)
		}
	}
	return users
}
