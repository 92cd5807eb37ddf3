package graph

import (
	"context"
	"encoding/json"
	"errors"
	"hash/maphash"
	"io"
	"net/http"
	"slices"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"

	"example.com/writeback-doctor/probes"
)

// A list of everybody is read as it comes, one user after the other, so that a
// page costs no more memory than one user.
const (
	// crowdTop is the largest page that Microsoft Graph gives of users ("List
	// users").
	crowdTop = "999"
	// crowdBytes and crowdValues bound one page: 999 users with a hundred
	// provisioned plans each take about 10 MiB and 300,000 values.
	crowdBytes  = 64 << 20
	crowdValues = 5_000_000
	// userBytes bounds one user of it.
	userBytes = 1 << 20
	// crowdTries and crowdWait are how often one page is asked for while the
	// service is busy, and how long all the pauses may be that it asks for.
	crowdTries = 12
	crowdWait  = 10 * time.Minute
	// crowdLimit ends the question for one page, pauses and all.
	crowdLimit = crowdWait + 2*time.Minute
	// crowdAgain is how often a page is asked for once more after the road to it
	// was lost, and crowdPause the first pause before that, which doubles.
	crowdAgain = 4
	crowdPause = 5 * time.Second
	// crowdPages bounds the pages of a list that never ends: ten million users.
	crowdPages = 10_000
	// hollowPages is how many pages in a row may hold nobody.
	hollowPages = 50
)

var (
	errCircle = errors.New("the list leads back to a page that was read")
	errCut    = errors.New("the answer ended in the middle")
)

// crowd is one list of everybody on its way.
type crowd struct {
	c     *Client
	first question
	take  func(json.RawMessage) error // one element; an error ends the list
	// turned is called after each page, and at each trouble.
	turned func()

	pages, taken, hollow int
	met                  map[uint64]struct{} // addresses that were read, by their hash
	seed                 maphash.Seed
	breaks               []probes.TenantBreak
	waiting              bool // for the service, or for a road to it
}

// read reads the whole list. An error is why it ended before.
func (l *crowd) read(ctx context.Context) error {
	l.met, l.seed = map[uint64]struct{}{}, maphash.MakeSeed()
	for address := l.c.address(l.first); address != ""; {
		hash := maphash.String(l.seed, address)
		if _, met := l.met[hash]; met {
			return l.malformed(errCircle)
		}
		if l.met[hash] = struct{}{}; l.pages >= crowdPages || l.hollow >= hollowPages {
			return l.malformed(errEndless)
		}
		next, err := l.page(ctx, address)
		if err != nil {
			return err
		}
		if next != "" && !l.c.ours(next) {
			return &probes.Obstacle{Kind: probes.Malformed, Host: l.c.hosts.graph, Needs: "@odata.nextLink"}
		}
		l.pages++
		l.turned()
		address = next
	}
	return nil
}

func (l *crowd) malformed(why error) error {
	return &probes.Obstacle{Kind: probes.Malformed, Host: l.c.hosts.graph, Needs: l.first.path, Err: why}
}

// page reads one page, and asks once more where it was the road that failed. Who
// was read before it broke off is read again; whoever takes them knows by whom.
func (l *crowd) page(ctx context.Context, address string) (string, error) {
	for try := 0; ; try++ {
		before := l.taken
		next, err := l.once(ctx, address)
		if err == nil {
			l.turnedTo(l.taken > before)
			return next, nil
		}
		if ctx.Err() != nil {
			return "", err
		}
		o := probes.AsObstacle(err)
		if !l.waiting {
			l.breaks = append(l.breaks, probes.TenantBreak{After: before, Why: o})
		}
		if try == crowdAgain || !passes(o.Kind) {
			return "", err
		}
		l.waiting = true
		l.turned()
		if err := l.c.config.Clock.Wait(ctx, crowdPause<<try); err != nil {
			return "", stopped(l.c.hosts.graph, err)
		}
	}
}

// turnedTo notes a page that was read, with somebody on it or not.
func (l *crowd) turnedTo(somebody bool) {
	if l.waiting {
		l.breaks[len(l.breaks)-1].On, l.waiting = true, false
	}
	if l.hollow++; somebody {
		l.hollow = 0
	}
}

// passes reports whether what stands in the way may be gone a moment later.
func passes(kind probes.Kind) bool {
	return slices.Contains([]probes.Kind{
		probes.TimedOut, probes.Reset, probes.Unreachable, probes.Refused, probes.NameUnanswered, probes.BrokenOff, probes.Stalled,
		probes.Failing, probes.Throttled, probes.ProxyFails, probes.ProxyUnreachable,
	}, kind)
}

// once asks for one page.
func (l *crowd) once(ctx context.Context, address string) (next string, err error) {
	c := l.c
	if err := c.connect(); err != nil {
		return "", err
	}
	late := &probes.Obstacle{Kind: probes.TimedOut, Host: c.hosts.graph, Needs: crowdLimit.String()}
	ctx, cancel := c.config.Clock.Within(ctx, crowdLimit, late)
	defer cancel()
	if l.first.report {
		leave, err := c.reports.pass(ctx)
		if err != nil {
			return "", stopped(c.hosts.graph, err)
		}
		defer leave()
	}
	request, err := runtime.NewRequest(ctx, http.MethodGet, address)
	if err != nil {
		return "", &probes.Obstacle{Kind: probes.MissingInput, Host: c.hosts.graph, Needs: l.first.path, Err: err}
	}
	request.Raw().Header.Set("Accept", "application/json")
	runtime.SkipBodyDownload(request)
	answer, err := c.crowds.Do(request)
	if err != nil {
		return "", c.unanswered(ctx, err)
	}
	defer func() { _ = answer.Body.Close() }()
	c.date(answer.Header)
	if answer.StatusCode != http.StatusOK {
		body, err := io.ReadAll(io.LimitReader(answer.Body, bodyBytes))
		if err != nil {
			return "", c.unanswered(ctx, err)
		}
		return "", c.refusal(l.first, answer.StatusCode, body)
	}
	next, err = l.decode(answer.Body)
	return next, l.misread(ctx, err)
}

// misread says what it means that a page could not be read to its end.
func (l *crowd) misread(ctx context.Context, err error) error {
	var syntax *json.SyntaxError
	var shape *json.UnmarshalTypeError
	known := &probes.Obstacle{}
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known):
		return known
	case ctx.Err() != nil:
		return l.c.unanswered(ctx, err)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return &probes.Obstacle{Kind: probes.BrokenOff, Host: l.c.hosts.graph, Needs: l.first.path, Err: errCut}
	case errors.As(err, &syntax), errors.As(err, &shape):
		return l.malformed(err)
	default:
		return l.c.unanswered(ctx, err)
	}
}

// decode hands out the elements of one page as they come, and returns the link to
// the next.
func (l *crowd) decode(body io.Reader) (next string, err error) {
	in := json.NewDecoder(body)
	if err := l.expect(in, '{'); err != nil {
		return "", err
	}
	listed := false
	for in.More() {
		key, err := in.Token()
		if err != nil {
			return "", err //nolint:wrapcheck // misread says what it means
		}
		switch key {
		case "value":
			listed = true
			err = l.elements(in)
		case "@odata.nextLink":
			err = in.Decode(&next)
		default:
			err = in.Decode(&json.RawMessage{})
		}
		if err != nil {
			return "", err //nolint:wrapcheck // misread says what it means
		}
	}
	if _, err := in.Token(); err != nil { // the end of the object
		return "", err //nolint:wrapcheck // misread says what it means
	}
	if !listed {
		return "", &probes.Obstacle{Kind: probes.Malformed, Host: l.c.hosts.graph, Needs: "value"}
	}
	return next, nil
}

func (l *crowd) elements(in *json.Decoder) error {
	if err := l.expect(in, '['); err != nil {
		return err
	}
	for in.More() {
		var one json.RawMessage
		if err := in.Decode(&one); err != nil {
			return err //nolint:wrapcheck // misread says what it means
		}
		if len(one) > userBytes {
			return l.malformed(errCrowd)
		}
		if err := l.take(one); err != nil {
			return err
		}
		l.taken++
	}
	_, err := in.Token()
	return err //nolint:wrapcheck // misread says what it means
}

// expect reads what begins a value.
func (l *crowd) expect(in *json.Decoder, want json.Delim) error {
	got, err := in.Token()
	if err != nil {
		return err //nolint:wrapcheck // misread says what it means
	}
	if got != want {
		return &probes.Obstacle{Kind: probes.Malformed, Host: l.c.hosts.graph, Needs: "value"}
	}
	return nil
}
