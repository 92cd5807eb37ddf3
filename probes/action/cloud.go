package action

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/graph"
)

// passwordMethod is the ID of every user's password among the methods
// ("passwordAuthenticationMethod resource type", Microsoft Graph v1.0).
const passwordMethod = "28c10230-6103-485e-b985-444c60001490" //nolint:gosec // an ID and an address, no secret

// ResetPermission is the least that resets a password, of a person alone: no
// application may ("authenticationMethod: resetPassword", Microsoft Graph v1.0).
const ResetPermission = "UserAuthenticationMethod.ReadWrite.All"

const (
	// answerLimit bounds one question to Graph.
	answerLimit = 30 * time.Second
	// operationLimit bounds the operation: some seconds are usual, and behind three
	// minutes nobody at Microsoft waits for the answer of a server either.
	operationLimit = 3 * time.Minute
	// pollEvery is between two questions where the service names no pause.
	pollEvery = 5 * time.Second
	// shortestPause is between two questions even where the service asks for none.
	shortestPause = time.Second
	// longestPause is the longest that a pause which it names is kept.
	longestPause = time.Minute
	// busyTries is how often a request is put that the service was too busy to take.
	busyTries = 3
	// answerBytes bounds an answer. An operation takes a kilobyte.
	answerBytes = 64 << 10
)

// Cloud is a [probes.CloudResetter]. It sends one request that changes
// something, to one address, and reads the operation that comes of it.
type Cloud struct {
	pass    graph.Pass
	clock   probes.Clock
	vantage probes.Vantage
	client  *http.Client
}

var _ probes.CloudResetter = (*Cloud)(nil)

// NewCloud returns one that goes through the door of a client of Graph, signed in
// as whoever is signed in there.
func NewCloud(pass graph.Pass, clock probes.Clock, vantage probes.Vantage) *Cloud {
	return &Cloud{pass: pass, clock: clock, vantage: vantage, client: &http.Client{
		Transport:     pass.Transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, // a redirect is a strange answer, not a way
	}}
}

// resetPath is what is asked for a user, below the version.
func resetPath(userID string) string {
	return "/users/" + url.PathEscape(userID) + "/authentication/methods/" + passwordMethod + "/resetPassword"
}

// version is that of the service; there is no other for passwords.
const version = "/v1.0"

// Ready implements [probes.CloudResetter].
func (c *Cloud) Ready(ctx context.Context) (probes.ResetRight, error) {
	right := probes.ResetRight{
		Needs: ResetPermission, Service: c.pass.Host, Request: "POST https://" + c.pass.Host + version + strings.Replace(resetPath("id"), "/id/", "/{id}/", 1),
	}
	if _, err := c.pass.Token(ctx); err != nil {
		return right, err
	}
	right.Person, right.Holds = c.pass.Holds(ResetPermission)
	return right, nil
}

// Reset implements [probes.CloudResetter].
func (c *Cloud) Reset(ctx context.Context, userID string, password probes.Secret, tell func(probes.CloudReset)) probes.CloudReset {
	start := c.clock.Now()
	seen := probes.CloudReset{}
	say := func() {
		seen.Seen = c.clock.Stamp(c.vantage, start)
		if tell != nil {
			tell(seen)
		}
	}
	answer, err := c.ask(ctx, userID, password, &seen)
	if err != nil {
		seen.Why = obstacle(c.pass.Host, err)
		say()
		return seen
	}
	location, pause := answer.header.Get("Location"), c.pause(answer.header)
	switch {
	case answer.status != http.StatusAccepted:
		seen.Code, seen.Why = answer.code(), c.refused(answer)
	case !c.ours(location):
		seen.Accepted = c.clock.Now().UTC()
		seen.Why = &probes.Obstacle{Kind: probes.Malformed, Host: c.pass.Host, Needs: "Location"}
	default:
		seen.Accepted = c.clock.Now().UTC()
		say()
		c.follow(ctx, location, pause, &seen, say)
	}
	say()
	return seen
}

// ask puts the request. It is put again only where the service said that it was
// too busy to take it: whatever else went wrong, the password may have been
// changed.
func (c *Cloud) ask(ctx context.Context, userID string, password probes.Secret, seen *probes.CloudReset) (reply, error) {
	body, err := json.Marshal(map[string]string{"newPassword": password.Reveal()})
	if err != nil {
		return reply{}, &probes.Obstacle{Kind: probes.Crashed, Err: errUnsaid}
	}
	for try := 1; ; try++ {
		token, err := c.pass.Token(ctx)
		if err != nil {
			return reply{}, err
		}
		seen.Sent = c.clock.Now().UTC()
		answer, err := c.send(ctx, http.MethodPost, "https://"+c.pass.Host+version+resetPath(userID), token, body)
		if err != nil {
			return answer, err
		}
		seen.Status = probes.Known(answer.status)
		if answer.status != http.StatusTooManyRequests || try == busyTries {
			return answer, nil
		}
		if err := c.clock.Wait(ctx, c.pause(answer.header)); err != nil {
			return answer, nil //nolint:nilerr // the answer is what is known; who left reads no more
		}
	}
}

var errUnsaid = errors.New("the password cannot be written as JSON")

// operation is how a reset stands (longRunningOperation, Microsoft Graph v1.0).
type operation struct {
	Status string `json:"status"`
	Detail string `json:"statusDetail"`
}

// follow asks how the operation stands until it is over, or its time is.
func (c *Cloud) follow(ctx context.Context, location string, pause time.Duration, seen *probes.CloudReset, say func()) {
	late := &probes.Obstacle{Kind: probes.TimedOut, Host: c.pass.Host, Needs: operationLimit.String()}
	ctx, over := c.clock.Within(ctx, operationLimit, late)
	defer over()
	for {
		if err := c.clock.Wait(ctx, max(pause, shortestPause)); err != nil {
			seen.Why = obstacle(c.pass.Host, err)
			return
		}
		one, next, why := c.look(ctx, location)
		pause = next
		seen.Why = why
		if why != nil && !passing(why.Kind) {
			return
		}
		if why != nil || one.Status == seen.State {
			continue
		}
		seen.State, seen.Detail = clip(one.Status, stateAtMost), clip(one.Detail, detailAtMost)
		if seen.State == probes.OperationSucceeded || seen.State == probes.OperationFailed {
			seen.Ended = c.clock.Now().UTC()
			return
		}
		say()
	}
}

// look asks once how the operation stands.
func (c *Cloud) look(ctx context.Context, location string) (operation, time.Duration, *probes.Obstacle) {
	var one operation
	token, err := c.pass.Token(ctx)
	if err != nil {
		return one, pollEvery, obstacle(c.pass.Host, err)
	}
	answer, err := c.send(ctx, http.MethodGet, location, token, nil)
	if err != nil {
		return one, pollEvery, obstacle(c.pass.Host, err)
	}
	pause := c.pause(answer.header)
	if answer.status != http.StatusOK {
		return one, pause, c.refused(answer)
	}
	if json.Unmarshal(answer.body, &one) != nil || one.Status == "" {
		return one, pause, &probes.Obstacle{Kind: probes.Malformed, Host: c.pass.Host, Needs: "status"}
	}
	return one, pause, nil
}

// passing reports whether another question may be answered after all. An
// operation that is not there yet may come.
func passing(kind probes.Kind) bool {
	switch kind {
	case probes.Throttled, probes.Failing, probes.TimedOut, probes.Reset, probes.BrokenOff, probes.NotFound:
		return true
	default:
		return false
	}
}

// ours reports whether an operation is followed: over the same service of the
// same cloud, so that the token goes nowhere else. The whole of the address
// counts, its query too.
func (c *Cloud) ours(location string) bool {
	parsed, err := url.Parse(location)
	return err == nil && parsed.Scheme == "https" && parsed.Host == c.pass.Host && parsed.User == nil && parsed.Fragment == "" &&
		(strings.HasPrefix(parsed.Path, version+"/") || strings.HasPrefix(parsed.Path, "/beta/"))
}

// reply is an answer as it came.
type reply struct {
	status int
	header http.Header
	body   []byte
}

// send sends one request: a reset or a question about one, nothing else.
func (c *Cloud) send(ctx context.Context, method, address string, token probes.Secret, body []byte) (reply, error) {
	late := &probes.Obstacle{Kind: probes.TimedOut, Host: c.pass.Host, Needs: answerLimit.String()}
	ctx, over := c.clock.Within(ctx, answerLimit, late)
	defer over()
	request, err := http.NewRequestWithContext(ctx, method, address, bytes.NewReader(body))
	if err != nil || request.URL.Scheme != "https" || request.URL.Host != c.pass.Host {
		return reply{}, &probes.Obstacle{Kind: probes.Malformed, Host: c.pass.Host, Needs: "address"}
	}
	request.Header.Set("Authorization", "Bearer "+token.Reveal())
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", "writeback-doctor")
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	answer, err := c.client.Do(request)
	if err != nil {
		return reply{}, whyNot(ctx, err)
	}
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(io.LimitReader(answer.Body, answerBytes))
	if err != nil {
		return reply{}, whyNot(ctx, err)
	}
	return reply{status: answer.StatusCode, header: answer.Header, body: text}, nil
}

// pause is how long the service asks to wait, in seconds that may have a fraction.
func (c *Cloud) pause(header http.Header) time.Duration {
	seconds, err := strconv.ParseFloat(header.Get("Retry-After"), 64)
	switch {
	case err == nil && seconds >= 0:
		return time.Duration(min(seconds, longestPause.Seconds()) * float64(time.Second))
	case err == nil:
		return pollEvery
	}
	if date, err := http.ParseTime(header.Get("Retry-After")); err == nil {
		return min(max(0, date.Sub(c.clock.Now())), longestPause)
	}
	return pollEvery
}
