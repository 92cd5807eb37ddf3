package powershell

import (
	"context"
	"slices"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
)

// File is what the script wrote on the Connect server, as a [probes.Shell].
// What the file lacks is an obstacle of kind NotCollected. Its times are those
// of the collection.
type File struct{ document Document }

var _ probes.Shell = (*File)(nil)

// Open reads a collection. The error is an obstacle of kind Malformed. Of one
// that says that it was made at a time that cannot be everything is an obstacle
// of kind Undated, and its document has no time.
func Open(data []byte) (*File, error) {
	d, err := decode(data)
	if err == nil && d.At.IsZero() {
		err = errNoTime
	}
	if err != nil {
		return nil, &probes.Obstacle{Kind: probes.Malformed, Needs: Schema, Err: err}
	}
	if !probes.CanBe(d.At) { // its clock was wrong, and nobody can say of when it is
		d = Document{Schema: d.Schema, Host: d.Host, Failed: &probes.Obstacle{Kind: probes.Undated, Host: d.Host}}
	}
	return &File{document: d}, nil
}

// Document returns what the file holds.
func (f *File) Document() Document { return f.document }

// Server returns the server as it was then.
func (f *File) Server(context.Context) (probes.Server, error) {
	if f.document.Server == nil {
		return probes.Server{}, f.lacks(PartServer, "")
	}
	s := *f.document.Server
	s.Seen = f.stamp(s.Seen)
	return s, nil
}

// UserLink returns the link of a user for whom the script was run.
func (f *File) UserLink(_ context.Context, userDN string) (probes.UserLink, error) {
	for _, l := range f.document.Links {
		if probes.DN(l.DN).Same(probes.DN(userDN)) {
			l.Seen = f.stamp(l.Seen)
			return l, nil
		}
	}
	return probes.UserLink{}, f.lacks(PartLink, userDN)
}

// Events returns the collected events since a time, all of them where that is
// after the collection. Where the collection begins later than asked, what came before is gone, as if the log had rolled
// over: Oldest says so.
func (f *File) Events(_ context.Context, since time.Time) (probes.EventLog, error) {
	if f.document.Events == nil {
		return probes.EventLog{}, f.lacks(PartEvents, "")
	}
	log := sorted(*f.document.Events)
	log.Seen = f.stamp(log.Seen)
	if since.After(log.At) { // asked of a time after the collection: what it says of its own is all there is
		return log, nil
	}
	if log.Since.After(since) && log.Since.After(log.Oldest) {
		log.Oldest = log.Since
	}
	log.Since = since.UTC()
	log.Events = slices.DeleteFunc(log.Events, func(e probes.Event) bool { return e.At.Before(since) })
	return log, nil
}

// Reach returns the collected road to the target that went at least as far as
// asked.
func (f *File) Reach(_ context.Context, target probes.Target) (probes.Route, error) {
	for _, r := range f.document.Routes {
		same := strings.EqualFold(r.Target.Host, target.Host) && r.Target.Port == target.Port
		if same && deep(r.Target.Depth) >= deep(target.Depth) {
			r.Seen = f.stamp(r.Seen)
			return r, nil
		}
	}
	return probes.Route{}, f.lacks(PartReach, target.Host)
}

// Hold returns the collected idle connection to the target that was held as
// long as asked, or was cut before.
func (f *File) Hold(_ context.Context, target probes.Target, length time.Duration) (probes.Hold, error) {
	for _, h := range f.document.Holds {
		same := strings.EqualFold(h.Target.Host, target.Host) && h.Target.Port == target.Port
		if same && (h.Wanted >= length || h.Cut == probes.Yes) {
			h.Seen = f.stamp(h.Seen)
			return h, nil
		}
	}
	return probes.Hold{}, f.lacks(PartHold, target.Host)
}

// stamp puts the file's machine and, where a part has none, its time to what
// was seen.
func (f *File) stamp(s probes.Seen) probes.Seen {
	s.Vantage = probes.Vantage{Host: f.document.Host}
	if !f.document.Elsewhere {
		s.Vantage.Place = probes.SyncServer
	}
	if !probes.CanBe(s.At) {
		s.At = f.document.At
	}
	s.At = s.At.UTC()
	return s
}

func (f *File) lacks(part Part, which string) error {
	if f.document.Failed != nil {
		return f.document.Failed
	}
	if f.document.Limited != "" {
		return &probes.Obstacle{Kind: probes.Constrained, Host: f.document.Host, Needs: f.document.Limited}
	}
	needs := string(part)
	if which != "" {
		needs += " " + which
	}
	return &probes.Obstacle{Kind: probes.NotCollected, Host: f.document.Host, Needs: needs}
}

// deep orders the depths.
func deep(d probes.Depth) int {
	return slices.Index([]probes.Depth{probes.ToTCP, probes.ToTLS, probes.ToHTTP}, d)
}
