package graph

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
)

func obstacle(t *testing.T, err error) probes.Obstacle {
	t.Helper()
	o, ok := errors.AsType[*probes.Obstacle](err)
	if !ok {
		t.Fatalf("got %v, want an obstacle", err)
	}
	return *o
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		handler http.HandlerFunc
		held    string
		kind    probes.Kind
		code    string
		needs   string
	}{
		"tokenExpired":       {refuses(401, "InvalidAuthenticationToken"), "", probes.TokenRejected, "401/InvalidAuthenticationToken", ""},
		"lacksPermission":    {refuses(403, "Authorization_RequestDenied"), domainRead, probes.MissingPermission, "403/Authorization_RequestDenied", licenceRead},
		"lacksRole":          {refuses(403, "Authorization_RequestDenied"), licenceRead, probes.AccessDenied, "403/Authorization_RequestDenied", licenceRead},
		"lacksRoleByWider":   {refuses(403, "x"), "Directory.Read.All", probes.AccessDenied, "403/x", licenceRead},
		"nonPremiumTenant":   {refuses(403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant"), "", probes.Unlicensed, "403/Authentication_RequestFromNonPremiumTenantOrB2CTenant", "Microsoft Entra ID P1"},
		"nonPremiumThatMay":  {refuses(403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant"), licenceRead, probes.Unlicensed, "403/Authentication_RequestFromNonPremiumTenantOrB2CTenant", "Microsoft Entra ID P1"},
		"withoutP2":          {refuses(400, "AadPremiumLicenseRequired"), licenceRead, probes.Unlicensed, "400/AadPremiumLicenseRequired", "Microsoft Entra ID P2"},
		"serverFails":        {refuses(500, "UnknownError"), licenceRead, probes.Failing, "500/UnknownError", ""},
		"serverFailsMutely":  {refuses(500, ""), "", probes.Failing, "500", ""},
		"alwaysThrottles":    {refuses(429, "TooManyRequests"), "", probes.Throttled, "429/TooManyRequests", ""},
		"unavailable":        {refuses(503, "serviceNotAvailable"), "", probes.Throttled, "503/serviceNotAvailable", ""},
		"gatewayTimeout":     {refuses(504, ""), "", probes.TimedOut, "504", ""},
		"badQuery":           {refuses(400, "BadRequest"), "", probes.Malformed, "400/BadRequest", "/subscribedSkus"},
		"notFound":           {refuses(404, "ResourceNotFound"), "", probes.NotFound, "404/ResourceNotFound", ""},
		"somebodyElses404":   {func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "<html>", 404) }, "", probes.NotTheProtocol, "404", ""},
		"redirectsElsewhere": {redirectsElsewhere, "", probes.NotTheProtocol, "302", ""},
		"notJSON":            {says("<!doctype html><title>Sign in to the hotel</title>"), "", probes.Malformed, "", "/subscribedSkus"},
		"notAList":           {says(`{"id":"x"}`), "", probes.Malformed, "", "value"},
		"wrongTypes":         {says(`{"value":[{"consumedUnits":"many"}]}`), "", probes.Malformed, "", "/subscribedSkus"},
		"nextLinkElsewhere":  {says(`{"value":[],"@odata.nextLink":"https://elsewhere.example/v1.0/take"}`), "", probes.Malformed, "", "@odata.nextLink"},
		"nextLinkInClear":    {says(`{"value":[],"@odata.nextLink":"http://graph.microsoft.com/v1.0/x"}`), "", probes.Malformed, "", "@odata.nextLink"},
		"nextLinkDeceives":   {says(`{"value":[],"@odata.nextLink":"https://graph.microsoft.com@elsewhere.example/v1.0/x"}`), "", probes.Malformed, "", "@odata.nextLink"},
		"pagesForever":       {says(`{"value":[],"@odata.nextLink":"https://graph.microsoft.com/v1.0/subscribedSkus"}`), "", probes.Malformed, "", "/subscribedSkus"},
		"answersWithoutEnd":  {answersWithoutEnd, "", probes.Malformed, "", "4194304 bytes at most"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t).on("/v1.0/subscribedSkus", c.handler)
			_, err := b.client(c.held).Licenses(t.Context())
			o := obstacle(t, err)
			if o.Kind != c.kind || o.Code != c.code || o.Needs != c.needs {
				t.Errorf("got %s code %q needs %q, want %s, %q, %q", o.Kind, o.Code, o.Needs, c.kind, c.code, c.needs)
			}
			if len(b.tokens["elsewhere.example"]) != 0 || b.count("/take") != 0 {
				t.Errorf("another host was asked: %v", b.asked)
			}
			if n := b.count("/subscribedSkus"); n > pagesAtMost {
				t.Errorf("asked %d times, want at most %d", n, pagesAtMost)
			}
		})
	}
}

func answersWithoutEnd(w http.ResponseWriter, _ *http.Request) {
	_, _ = io.WriteString(w, `{"value":[{"skuId":"`)
	chunk := strings.Repeat("x", 1<<20)
	for range 10 {
		if _, err := io.WriteString(w, chunk); err != nil {
			return
		}
	}
}

func TestThrottlingIsWaitedFor(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		handler http.HandlerFunc
		kind    probes.Kind // "" for an answer
		asked   int
		waits   []time.Duration // at least these, and at most a quarter more
	}{
		"aDecimal":      {answers429ThenOK(1, "2.128"), "", 2, []time.Duration{3 * time.Second}},
		"wholeSeconds":  {answers429ThenOK(2, "4"), "", 3, []time.Duration{4 * time.Second, 4 * time.Second}},
		"atOnce":        {answers429ThenOK(1, "0"), "", 2, []time.Duration{0}},
		"saysNothing":   {answers429ThenOK(3, ""), "", 4, []time.Duration{2 * time.Second, 4 * time.Second, 8 * time.Second}},
		"saysNonsense":  {answers429ThenOK(1, "soon"), "", 2, []time.Duration{2 * time.Second}},
		"saysNaN":       {answers429ThenOK(1, "NaN"), "", 2, []time.Duration{2 * time.Second}},
		"fourTimes":     {answers429ThenOK(4, "1"), probes.Throttled, 4, []time.Duration{time.Second, time.Second, time.Second}},
		"longerThanWe":  {answers429ThenOK(1, "21"), probes.Throttled, 1, nil},
		"forEver":       {answers429ThenOK(1, "1e300"), probes.Throttled, 1, nil},
		"longTogether":  {answers429ThenOK(3, "11"), probes.Throttled, 2, []time.Duration{11 * time.Second}},
		"aDateLongGone": {answers429ThenOK(1, "Mon, 23 Nov 2020 07:00:00 GMT"), "", 2, []time.Duration{0}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t).on("/v1.0/subscribedSkus", c.handler)
			_, err := b.client().Licenses(t.Context())
			if got := kindOf(err); got != c.kind {
				t.Errorf("got %v, want %q", err, c.kind)
			}
			if n := b.count("/subscribedSkus"); n != c.asked {
				t.Errorf("asked %d times, want %d", n, c.asked)
			}
			sameWaits(t, b.waited(), c.waits)
		})
	}
}

// kindOf is the kind of an obstacle, "" for no error.
func kindOf(err error) probes.Kind {
	if err == nil {
		return ""
	}
	return probes.AsObstacle(err).Kind
}

func sameWaits(t *testing.T, got, want []time.Duration) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("waited %v, want %v", got, want)
	}
	for i, w := range want {
		if got[i] < w || got[i] > w+w/4 {
			t.Errorf("waited %v, want about %v", got, want)
		}
	}
}

func TestNothingButGetLeaves(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	way := newDoor(newTransport(Config{Network: b.network(), Clock: b.clock()}), onlyGet, "graph.microsoft.com")
	for _, c := range []struct{ method, address string }{
		{http.MethodPost, "https://graph.microsoft.com/v1.0/users/x/authentication/methods"},
		{http.MethodPatch, "https://graph.microsoft.com/v1.0/users/x"},
		{http.MethodDelete, "https://graph.microsoft.com/v1.0/users/x"},
		{http.MethodGet, "https://elsewhere.example/v1.0/users/x"},
		{http.MethodGet, "https://graph.microsoft.com:8443/v1.0/users/x"},
		{http.MethodGet, "http://graph.microsoft.com/v1.0/users/x"},
	} {
		request, err := http.NewRequestWithContext(t.Context(), c.method, c.address, nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := way.Do(request)
		if answer != nil {
			_ = answer.Body.Close()
		}
		if !errors.Is(err, errForbidden) {
			t.Errorf("%s %s: got %v, want it forbidden", c.method, c.address, err)
		}
	}
	if len(b.asked) != 0 {
		t.Errorf("asked %v, want nothing", b.asked)
	}
}

func TestWhatIsMissing(t *testing.T) {
	t.Parallel()
	secret := probes.NewSecret("x")
	for _, c := range []struct {
		config Config
		want   probes.Kind
	}{
		{Config{}, probes.NoTenant},
		{Config{Tenant: "contoso.com"}, probes.NoCredentials},
		{Config{Tenant: "contoso.com", ClientID: "app"}, probes.NoCredentials},
		{Config{Tenant: "contoso.com/../evil", ClientID: "app", ClientSecret: secret}, probes.NoTenant},
		{Config{Token: secret, Cloud: "moon"}, probes.MissingInput},
	} {
		_, err := New(c.config).Domains(t.Context())
		if o := obstacle(t, err); o.Kind != c.want {
			t.Errorf("%+v: got %s, want %s", c.config, o.Kind, c.want)
		}
	}
}

func TestRoadsThatAreClosed(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("the numbers of Windows are proven in probes/internal/sockets")
	}
	number := func(n syscall.Errno) error {
		return &net.OpError{Op: "dial", Err: os.NewSyscallError("connect", n)}
	}
	for want, failure := range map[probes.Kind]error{
		probes.NameUnknown:    &net.DNSError{IsNotFound: true},
		probes.NameUnanswered: &net.DNSError{IsTemporary: true},
		probes.TimedOut:       number(syscall.ETIMEDOUT),
		probes.Refused:        number(syscall.ECONNREFUSED),
		probes.Unreachable:    number(syscall.EHOSTUNREACH),
		probes.Reset:          number(syscall.ECONNRESET),
	} {
		network := probes.Network{Dial: func(context.Context, string, string) (net.Conn, error) { return nil, failure }}
		_, err := New(Config{Token: probes.NewSecret("t"), Network: network}).Domains(t.Context())
		if o := obstacle(t, err); o.Kind != want || o.Host != "graph.microsoft.com" {
			t.Errorf("%v: got %s at %q, want %s", failure, o.Kind, o.Host, want)
		}
		signing := New(Config{Tenant: "contoso.com", ClientID: "a", ClientSecret: probes.NewSecret("s"), Network: network})
		_, err = signing.Domains(t.Context())
		if o := obstacle(t, err); o.Kind != want || o.Host != "login.microsoftonline.com" {
			t.Errorf("signing in, %v: got %s at %q, want %s", failure, o.Kind, o.Host, want)
		}
	}
}

func TestStrangersAreNotTrusted(t *testing.T) {
	t.Parallel()
	b := newBench(t, "inspector.example")
	_, err := b.client().Domains(t.Context())
	if o := obstacle(t, err); o.Kind != probes.Untrusted {
		t.Errorf("got %s, want untrusted", o.Kind)
	}
	if len(b.tokens) != 0 {
		t.Errorf("the token was sent: %v", b.tokens)
	}
}

func TestLeavingDoesNotWait(t *testing.T) {
	t.Parallel()
	entered, over := make(chan bool), make(chan bool)
	b := newBench(t).on("/v1.0/domains", func(http.ResponseWriter, *http.Request) {
		close(entered)
		<-over
	})
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-entered
		cancel()
	}()
	_, err := b.client().Domains(ctx)
	close(over)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the cause of leaving", err)
	}
}
