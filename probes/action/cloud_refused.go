package action

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/graph"
)

// Bounds of texts that go into evidence, in bytes.
const (
	codeAtMost   = 80
	stateAtMost  = 40
	detailAtMost = 400
)

func clip(text string, most int) string { return strings.ToValidUTF8(text[:min(len(text), most)], "") }

// code is that of an error body, "" where it is none.
func (a reply) code() string {
	var refusal struct {
		Error struct {
			Code string `json:"code"`
		} `json:"error"`
	}
	if json.Unmarshal(a.body, &refusal) != nil {
		return ""
	}
	return clip(refusal.Error.Code, codeAtMost)
}

// challenged reports whether the service wants the person to sign in once more,
// in another way or from another place: it names the claims that the next token
// has to have ("Claims challenges, claims requests and client capabilities").
func (a reply) challenged() bool {
	return slices.ContainsFunc(a.header.Values("WWW-Authenticate"), func(value string) bool {
		_, parameters, _ := strings.Cut(value, " ")
		return slices.ContainsFunc(strings.Split(parameters, ","), func(one string) bool {
			name, said, _ := strings.Cut(strings.TrimSpace(one), "=")
			said = strings.Trim(said, `"`)
			return strings.EqualFold(name, "claims") && said != "" || strings.EqualFold(name, "error") && said == "insufficient_claims"
		})
	})
}

// refused reads an answer that is no success: by its status, and by the code in
// it where that is known. No text is looked at.
func (c *Cloud) refused(a reply) *probes.Obstacle {
	o := &probes.Obstacle{Kind: probes.Malformed, Host: c.pass.Host, Code: strconv.Itoa(a.status)}
	code := a.code()
	if code != "" {
		o.Code += "/" + code
	}
	person, holds := c.pass.Holds(ResetPermission)
	switch {
	case a.challenged():
		o.Kind, o.Needs = probes.TokenRejected, "claims"
	case a.status == http.StatusUnauthorized:
		o.Kind = probes.TokenRejected
	case a.status == http.StatusForbidden && (holds != probes.Yes || person == probes.No):
		o.Kind, o.Needs = probes.MissingPermission, ResetPermission
	case a.status == http.StatusForbidden:
		o.Kind, o.Needs = probes.MissingRole, "Authentication Administrator"
	case a.status == http.StatusNotFound:
		o.Kind = probes.NotFound
	case a.status == http.StatusTooManyRequests || a.status == http.StatusServiceUnavailable:
		o.Kind = probes.Throttled
	case a.status >= http.StatusInternalServerError:
		o.Kind = probes.Failing
	case code == "" && a.status != http.StatusBadRequest:
		o.Kind = probes.NotTheProtocol
	default:
		o.Kind = probes.Refused
	}
	return o
}

// whyNot is why no answer came: the end of the time or of the person's patience
// goes before what the connection says of it.
func whyNot(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); cause != nil {
		return cause //nolint:wrapcheck // it is the whole message
	}
	return err
}

// obstacle reads why something was not done.
func obstacle(host string, err error) *probes.Obstacle {
	if known, ok := errors.AsType[*probes.Obstacle](err); ok {
		return known
	}
	if errors.Is(err, context.Canceled) {
		return &probes.Obstacle{Kind: probes.Stopped, Host: host}
	}
	return probes.AsObstacle(graph.Unreached(host, err))
}
