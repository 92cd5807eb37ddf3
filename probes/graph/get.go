package graph

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"

	"example.com/writeback-doctor/probes"
)

const (
	organizationRead = probes.OrganizationRead
	licenceRead      = probes.LicenceRead
	userRead         = probes.UserRead
	domainRead       = probes.DomainRead
	applicationRead  = probes.ApplicationRead
	policyRead       = probes.PolicyRead
	groupRead        = probes.GroupRead
	auditRead        = probes.AuditRead
	rolesRead        = probes.RolesRead
	eligibleRead     = probes.EligibleRead
	healthRead       = probes.HealthRead
	hybridRead       = probes.HybridRead
)

// question is one GET.
type question struct {
	path       string // below /v1.0, its parts escaped
	query      url.Values
	permission string
	report     bool // one of the identity reports, which have a tight limit
	eventual   bool // a count, which the service keeps behind ("Advanced query capabilities on directory objects")
}

const version = "/v1.0"

// connect builds the pipeline on first use.
func (c *Client) connect() error {
	c.open.Do(func() {
		if c.hosts.graph == "" {
			c.closed = &probes.Obstacle{Kind: probes.MissingInput, Needs: "cloud"}
			return
		}
		transport := newTransport(c.config)
		c.signIn, c.closed = newSignIn(c.config, c.hosts, transport)
		if c.closed != nil {
			return
		}
		c.signIn.refused, c.transport = &c.refused, transport
		door, wide := newDoor(transport, onlyGet, c.hosts.graph), newDoor(transport, onlyGet, c.hosts.graph)
		wide.bytes, wide.values = crowdBytes, crowdValues
		c.pipeline = c.through(door, patience{clock: c.config.Clock, tries: triesAtMost, most: waitAtMost})
		c.crowds = c.through(wide, patience{clock: c.config.Clock, tries: crowdTries, most: crowdWait})
	})
	return c.closed
}

// through is a pipeline that signs in and leaves through a door.
func (c *Client) through(d *door, p patience) runtime.Pipeline {
	return runtime.NewPipeline(agent, "v0.0.0", runtime.PipelineOptions{
		PerCall:  []policy.Policy{p},
		PerRetry: []policy.Policy{runtime.NewBearerTokenPolicy(c.signIn, []string{c.scope()}, nil)},
	}, &azcore.ClientOptions{
		Transport: d,
		Retry:     policy.RetryOptions{MaxRetries: -1}, // patience does it
		Telemetry: policy.TelemetryOptions{Disabled: true},
	})
}

// scope is everything that was consented to for the application that signs in
// ("Scopes and permissions in the Microsoft identity platform", .default).
func (c *Client) scope() string { return "https://" + c.hosts.graph + "/.default" }

// get asks one question and reads the answer into one.
func (c *Client) get(ctx context.Context, q question, one any) error {
	_, err := c.fetch(ctx, q, c.address(q), one)
	return err
}

// address is the URL of a question. Blanks are %20, which every reader of
// OData understands.
func (c *Client) address(q question) string {
	address := "https://" + c.hosts.graph + version + q.path
	if len(q.query) > 0 {
		address += "?" + strings.ReplaceAll(q.query.Encode(), "+", "%20")
	}
	return address
}

// fetch reads one answer into something, and returns how many bytes it had.
func (c *Client) fetch(ctx context.Context, q question, address string, into any) (int, error) {
	if err := c.connect(); err != nil {
		return 0, err
	}
	if q.report {
		leave, err := c.reports.pass(ctx)
		if err != nil {
			return 0, stopped(c.hosts.graph, err)
		}
		defer leave()
	}
	request, err := runtime.NewRequest(ctx, http.MethodGet, address)
	if err != nil {
		return 0, &probes.Obstacle{Kind: probes.MissingInput, Host: c.hosts.graph, Needs: q.path, Err: err}
	}
	request.Raw().Header.Set("Accept", "application/json")
	if q.eventual {
		request.Raw().Header.Set("ConsistencyLevel", "eventual")
	}
	answer, err := c.pipeline.Do(request)
	if err != nil {
		return 0, c.unanswered(ctx, err)
	}
	defer func() { _ = answer.Body.Close() }()
	c.date(answer.Header)
	body, err := runtime.Payload(answer)
	if err != nil {
		return 0, c.unanswered(ctx, err)
	}
	if answer.StatusCode != http.StatusOK {
		return 0, c.refusal(q, answer.StatusCode, body)
	}
	if err := json.Unmarshal(body, into); err != nil {
		return 0, &probes.Obstacle{Kind: probes.Malformed, Host: c.hosts.graph, Needs: q.path, Err: err}
	}
	return len(body), nil
}

// pagesAtMost bounds how many pages of one list are read. The longest list
// asked for in full, the domains of a tenant, has 100 or more on a page.
const pagesAtMost = 20

// itemsAtMost bounds a list, over all its pages. The longest one is that of a
// tenant's domains, at most 5,000 ("Microsoft Entra service limits and
// restrictions"); what is kept of a list goes into reports.
const itemsAtMost = 10_000

// listBytes bounds a list in bytes, over all its pages: several are read at the
// same time, and of each all is held. The largest that was ever documented, the
// 5,000 domains of a tenant, has less than a quarter of it.
const listBytes = 12 << 20

var (
	errEndless = errors.New("the list does not end")
	errCrowd   = errors.New("the list has more than any such list")
	errHollow  = errors.New("the list has an element that does not say what it is")
)

// page is one page of a list ("Paging Microsoft Graph data in your app").
type page[T any] struct {
	Value *[]T   `json:"value"` // nil in an answer that is not a list
	Next  string `json:"@odata.nextLink"`
}

// element is what stands in a list.
type element interface {
	known() bool // it says what it is; an empty object is no licence, no role and no domain
}

// list asks for a list and reads all its pages.
func list[T element](ctx context.Context, c *Client, q question) ([]T, error) {
	var all []T
	address, bytes := c.address(q), 0
	for range pagesAtMost {
		var p page[T]
		size, err := c.fetch(ctx, q, address, &p)
		if err != nil {
			return nil, err
		}
		if bytes += size; bytes > listBytes {
			return nil, c.malformed(q.path, errCrowd)
		}
		if p.Value == nil {
			return nil, c.malformed("value", nil)
		}
		if len(all)+len(*p.Value) > itemsAtMost {
			return nil, c.malformed(q.path, errCrowd)
		}
		if slices.ContainsFunc(*p.Value, func(e T) bool { return !e.known() }) {
			return nil, c.malformed(q.path, errHollow)
		}
		all = append(all, *p.Value...)
		if p.Next == "" {
			return all, nil
		}
		if !c.ours(p.Next) {
			return nil, c.malformed("@odata.nextLink", nil)
		}
		address = p.Next
	}
	return nil, c.malformed(q.path, errEndless)
}

// malformed is what stands in the way of an answer that is not what was asked for.
func (c *Client) malformed(needs string, err error) error {
	return &probes.Obstacle{Kind: probes.Malformed, Host: c.hosts.graph, Needs: needs, Err: err}
}

// ours reports whether a link leads to the same service, so that the token may
// go there.
func (c *Client) ours(link string) bool {
	parsed, err := url.Parse(link)
	return err == nil && parsed.Scheme == "https" && parsed.Host == c.hosts.graph && parsed.User == nil &&
		strings.HasPrefix(parsed.Path, version+"/")
}
