package graph

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/internal/sockets"
)

// refusal reads an answer that is not 200 by its status; the code in the body
// only goes along ("Microsoft Graph error responses and resource types").
func (c *Client) refusal(q question, status int, body []byte) error {
	code := errorCode(body)
	o := &probes.Obstacle{Host: c.hosts.graph, Code: strconv.Itoa(status)}
	if code != "" {
		o.Code += "/" + code
	}
	switch {
	case licences()[code] != "":
		o.Kind, o.Needs = probes.Unlicensed, licences()[code]
	case status == http.StatusUnauthorized:
		o.Kind = probes.TokenRejected
	case status == http.StatusForbidden:
		o.Kind, o.Needs = c.forbidden(q, code), q.permission
	case status == http.StatusNotFound && code != "":
		o.Kind = probes.NotFound
	case busy(status):
		o.Kind = busyKind(status)
	case code == "":
		o.Kind = probes.NotTheProtocol // a redirect, or a page of somebody else
	default:
		o.Kind, o.Needs = probes.Malformed, q.path
	}
	return o
}

// licences are the codes of a refusal that speaks of the tenant and not of who
// asks, with the licence that the question takes: the identity reports take
// Premium P1 ("userRegistrationDetails: get", Microsoft Graph v1.0), the roles
// that wait for activation Premium P2 ("Privileged Identity Management APIs").
func licences() map[string]string {
	return map[string]string{
		"Authentication_RequestFromNonPremiumTenantOrB2CTenant": "Microsoft Entra ID P1",
		"AadPremiumLicenseRequired":                             "Microsoft Entra ID P2",
	}
}

// busyKind tells a service that has too much to do from one that does not get
// an answer itself.
func busyKind(status int) probes.Kind {
	switch status {
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		return probes.Throttled
	case http.StatusBadGateway, http.StatusGatewayTimeout:
		return probes.TimedOut
	default:
		return probes.Failing
	}
}

// errorCode reads the code of an error body, "" when it is none.
func errorCode(body []byte) string {
	var refusal struct {
		Error struct {
			Code string `json:"code"`
		} `json:"error"`
	}
	if json.Unmarshal(body, &refusal) != nil {
		return ""
	}
	return refusal.Error.Code[:min(len(refusal.Error.Code), codeAtMost)]
}

// codeAtMost bounds an error code in bytes: it goes into reports.
const codeAtMost = 80

// unanswered reads why no answer came from Graph.
func (c *Client) unanswered(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); cause != nil {
		return stopped(c.hosts.graph, cause)
	}
	return unreached(c.hosts.graph, err)
}

// unreached reads why a server could not be asked.
func unreached(host string, err error) error {
	if known, ok := errors.AsType[*probes.Obstacle](err); ok {
		if named := *known; named.Needs == "" { // a proxy is not told what it is dialed for
			named.Needs = host
			return &named
		}
		return known
	}
	kind := sockets.KindOf(err, probes.NotTheProtocol)
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		kind = probes.Untrusted
	}
	return &probes.Obstacle{Kind: kind, Host: host, Err: err}
}

// stopped is the obstacle of a question that was ended from outside.
func stopped(host string, cause error) error {
	if known, ok := errors.AsType[*probes.Obstacle](cause); ok {
		return known
	}
	kind := probes.Stopped
	if errors.Is(cause, context.DeadlineExceeded) {
		kind = probes.TimedOut
	}
	return &probes.Obstacle{Kind: kind, Host: host, Err: cause}
}
