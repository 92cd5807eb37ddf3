package graph

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"

	"example.com/writeback-doctor/probes"
)

// signIn gives out tokens and remembers what the last one allows.
type signIn struct {
	way    Way
	inner  azcore.TokenCredential
	person personal // the same, where a person signs in; else nil
	desk   *desk    // to the sign-in service; nil for a token that somebody brought and for the Azure CLI
	host   string
	claims atomic.Pointer[claims]
	ends   time.Time // of the certificate; zero for none

	prompts prompter
	outside atomic.Pointer[probes.Obstacle] // why the person did not get in; nil for no such reason
	browse  func(address string) error

	clock   probes.Clock
	refused *pastRefusal
}

// pastRefusal remembers a sign-in that failed, so that the questions of one walk
// do not all knock at a door that is shut: a wrong secret is sent once, and a
// dead road is waited for once.
type pastRefusal struct {
	mu  sync.Mutex
	why error
	at  time.Time
}

// refusalHolds is for how long a failed sign-in speaks for the next ones: the
// questions that start together, and not the person who tries again.
const refusalHolds = 15 * time.Second

func (r *pastRefusal) last(now time.Time) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.why == nil || now.Sub(r.at) > refusalHolds {
		return nil
	}
	return r.why
}

func (r *pastRefusal) note(why error, now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.why, r.at = why, now
}

func (r *pastRefusal) forget() { r.note(nil, time.Time{}) }

// GetToken is azcore's TokenCredential. Its error is an [*probes.Obstacle].
func (s *signIn) GetToken(ctx context.Context, options policy.TokenRequestOptions) (azcore.AccessToken, error) {
	if why := s.refused.last(s.clock.Now()); why != nil {
		return azcore.AccessToken{}, why
	}
	if s.desk != nil {
		s.desk.forget()
	}
	token, err := s.inner.GetToken(ctx, options)
	if err != nil {
		why := s.obstacle(ctx, err)
		if ctx.Err() == nil {
			s.refused.note(why, s.clock.Now())
		}
		return azcore.AccessToken{}, why
	}
	s.claims.Store(readClaims(token.Token))
	return token, nil
}

// obstacle reads why no token was given out. The library keeps neither the
// failure of a connection nor all of a refusal; the desk does. Its own error goes
// nowhere: it quotes answers, and one that was cut short may hold a token.
func (s *signIn) obstacle(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); cause != nil {
		return stopped(s.host, cause)
	}
	if o, ok := errors.AsType[*probes.Obstacle](err); ok {
		return o
	}
	if s.desk == nil {
		return s.ofCLI(err)
	}
	if r := s.desk.lastRefusal(); r != nil {
		return s.refusal(r)
	}
	if failure := s.desk.lastFailure(); failure != nil {
		if s.way == ByDeviceCode && errors.Is(failure, context.DeadlineExceeded) { // the library sets none but that of the code
			return &probes.Obstacle{Kind: probes.CodeExpired, Host: s.host}
		}
		return unreached(s.host, failure)
	}
	if number := firstNumber(err); s.way == ByBrowser && number != 0 { // on the way back through it
		return s.numbered(number)
	}
	if _, absent := errors.AsType[*azidentity.AuthenticationRequiredError](err); absent || errors.Is(err, errAbsent) {
		if why := s.outside.Load(); why != nil {
			return why //nolint:wrapcheck // it is ours
		}
		return &probes.Obstacle{Kind: probes.SignInNeeded, Host: s.host}
	}
	return &probes.Obstacle{Kind: s.speechless(), Host: s.host}
}

// speechless is what it means that a sign-in ended without a word of the
// service: at the browser, that the page was closed or declined; after an answer
// that was to give out something, that it was none.
func (s *signIn) speechless() probes.Kind {
	if show, _ := s.prompts.now(); show != nil && s.way == ByBrowser && !s.desk.lastGave() {
		return probes.SignInDeclined
	}
	return probes.NotTheProtocol
}

// ofCLI reads why the Azure CLI gave out nothing. It says so in words; only a
// number among them is read.
func (s *signIn) ofCLI(err error) error {
	if number := firstNumber(err); number != 0 {
		return s.numbered(number)
	}
	return &probes.Obstacle{Kind: probes.AzureCLIUnusable, Needs: "az login"}
}

// refusal reads the answer of the sign-in service.
func (s *signIn) refusal(r *refused) error {
	o := &probes.Obstacle{Kind: probes.TokenRejected, Host: s.host, Code: strconv.Itoa(r.status)}
	said := r.words()
	switch {
	case busy(r.status):
		o.Kind = busyKind(r.status)
	case len(said.Numbers) > 0 && refusedKinds()[said.Error] == "":
		return s.numbered(said.Numbers[0])
	case refusedKinds()[said.Error] != "":
		o.Kind = refusedKinds()[said.Error]
		switch {
		case waiting(said.Error):
			o.Code = ""
		case len(said.Numbers) > 0:
			o.Code = aadsts + strconv.FormatInt(said.Numbers[0], 10)
		}
	case r.status >= http.StatusMultipleChoices && r.status < http.StatusBadRequest, !json.Valid(r.body):
		o.Kind = probes.NotTheProtocol
	}
	return o
}

// waiting reports whether a refusal says no more than that nobody has entered the
// code yet.
func waiting(refusal string) bool {
	return refusal == "authorization_pending" || refusal == "slow_down"
}

// refusedKinds are the refusals that OAuth itself has a word for (RFC 8628, 3.5;
// authorization_declined is Microsoft's word for access_denied). A wait that was
// still on when the library gave up ended with the code.
func refusedKinds() map[string]probes.Kind {
	return map[string]probes.Kind{
		"authorization_declined": probes.SignInDeclined, "access_denied": probes.SignInDeclined,
		"expired_token": probes.CodeExpired, "authorization_pending": probes.CodeExpired, "slow_down": probes.CodeExpired,
	}
}

// aadsts begins the numbers of the sign-in service wherever they are shown.
const aadsts = "AADSTS"

// numbered is the obstacle of a number of the sign-in service.
func (s *signIn) numbered(number int64) error {
	o := &probes.Obstacle{Kind: probes.TokenRejected, Host: s.host, Code: aadsts + strconv.FormatInt(number, 10)}
	switch {
	case slices.Contains([]int64{codeOver, codeUsed}, number):
		o.Kind = probes.CodeExpired
	case slices.Contains([]int64{assertionUnsigned, certificateOutside}, number) && !s.ends.IsZero() && s.ends.Before(s.clock.Now()):
		o.Kind, o.Needs = probes.ClientCertificateEnded, s.ends.UTC().Format(time.RFC3339)
	}
	return o
}

// inText finds a number where the service gives nothing but words.
var inText = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(aadsts + `([1-9][0-9]{3,8})\b`) }) //nolint:gochecknoglobals // an expression that compiles once

// firstNumber is the first number of the sign-in service in an error, 0 for none.
func firstNumber(err error) int64 {
	found := inText().FindStringSubmatch(err.Error())
	if found == nil {
		return 0
	}
	number, _ := strconv.ParseInt(found[1], 10, 64) // digits alone, and few
	return number
}
