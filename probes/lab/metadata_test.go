package lab_test

import (
	"crypto/tls"
	"encoding/json"
	"encoding/xml"
	"flag"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/graph"
	"example.com/writeback-doctor/probes/lab"
)

// metadataDir holds the metadata of Microsoft Graph v1.0, v1.0-Prod.csdl,
// -Fairfax and -Mooncake (github.com/microsoftgraph/msgraph-metadata); without it
// the project's own notes of it are taken.
var metadataDir = flag.String("metadata", "", "folder with the metadata of Microsoft Graph v1.0 of three clouds")

// csdl is as much of OData CSDL 4.01 as a property takes.
type csdl struct {
	Schemas []struct {
		Namespace string      `xml:"Namespace,attr"`
		Entities  []shape     `xml:"EntityType"`
		Complex   []shape     `xml:"ComplexType"`
		Enums     []shape     `xml:"EnumType"`
		Sets      []container `xml:"EntityContainer>EntitySet"`
		Single    []container `xml:"EntityContainer>Singleton"`
	} `xml:"DataServices>Schema"`
}

type shape struct {
	Name       string  `xml:"Name,attr"`
	Base       string  `xml:"BaseType,attr"`
	Properties []typed `xml:"Property"`
	Leads      []typed `xml:"NavigationProperty"`
}

type typed struct {
	Name string `xml:"Name,attr"`
	Type string `xml:"Type,attr"`
}

type container struct {
	Name   string `xml:"Name,attr"`
	Type   string `xml:"Type,attr"`
	Entity string `xml:"EntityType,attr"`
}

// metadata is what a cloud has.
type metadata struct {
	shapes map[string]shape // by name without its namespace
	enums  map[string]bool
	roots  map[string]string // type, by the first part of a path
}

func readMetadata(t *testing.T, path string) *metadata {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var doc csdl
	if err := xml.Unmarshal(text, &doc); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	m := &metadata{map[string]shape{}, map[string]bool{}, map[string]string{}}
	for _, s := range doc.Schemas {
		if s.Namespace != "microsoft.graph" {
			continue
		}
		for _, one := range slices.Concat(s.Entities, s.Complex) {
			m.shapes[one.Name] = one
		}
		for _, one := range s.Enums {
			m.enums[one.Name] = true
		}
		for _, one := range slices.Concat(s.Sets, s.Single) {
			m.roots[one.Name] = one.Type + one.Entity
		}
	}
	return m
}

// bare is a type without namespace and Collection.
func bare(name string) string {
	name = strings.TrimSuffix(strings.TrimPrefix(name, "Collection("), ")")
	return name[strings.LastIndex(name, ".")+1:]
}

// find is a property or a navigation property of a type or of what it is based on.
func (m *metadata) find(of, name string) (is typed, leads, found bool) {
	for s, ok := m.shapes[of]; ok; s, ok = m.shapes[bare(s.Base)] {
		for _, p := range s.Properties {
			if p.Name == name {
				return p, false, true
			}
		}
		for _, p := range s.Leads {
			if p.Name == name {
				return p, true, true
			}
		}
	}
	return typed{}, false, false
}

// of is the type at the end of a path below /v1.0; "" where the cloud has none.
func (m *metadata) of(path string) string {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	first, _, _ := strings.Cut(parts[0], "(")
	at := m.roots[first]
	one := strings.Contains(parts[0], "(") // by a key in brackets
	for i, part := range parts[1:] {
		many := strings.HasPrefix(at, "Collection(") || i == 0 && !one && slices.Contains([]string{"users", "groups", "servicePrincipals"}, first)
		switch {
		case strings.HasPrefix(part, "microsoft.graph."):
			at = "Collection(" + part + ")"
		case many: // a key
			at = bare(at)
			if i == 0 {
				at = bare(m.roots[first])
			}
		default:
			is, _, found := m.find(bare(at), part)
			if !found {
				return ""
			}
			at = is.Type
		}
	}
	if m.shapes[bare(at)].Name == "" {
		return ""
	}
	return bare(at)
}

// wrong says what of a value does not stand in a type.
func (m *metadata) wrong(of, where string, value any) []string {
	switch value := value.(type) {
	case nil:
		return nil
	case []any:
		var all []string
		for _, one := range value {
			all = append(all, m.wrong(of, where, one)...)
		}
		return all
	case map[string]any:
		return m.wrongIn(of, where, value)
	default:
		return []string{fmt.Sprintf("%s is %v and no %s", where, value, of)}
	}
}

func (m *metadata) wrongIn(of, where string, value map[string]any) []string {
	if is, derived := value["@odata.type"].(string); derived {
		of = bare(is)
	}
	var all []string
	for name, one := range value {
		if strings.HasPrefix(name, "@odata.") {
			continue
		}
		is, _, found := m.find(of, name)
		here := where + "/" + name
		switch list, many := one.([]any); {
		case !found:
			all = append(all, here+": a "+of+" has no such property")
		case one == nil:
		case many != strings.HasPrefix(is.Type, "Collection("):
			all = append(all, here+": is a list, or none, and "+is.Type)
		case m.shapes[bare(is.Type)].Name != "":
			all = append(all, m.wrong(bare(is.Type), here, one)...)
		default:
			if !many {
				list = []any{one}
			}
			for _, each := range list {
				if !m.fits(is.Type, each) {
					all = append(all, fmt.Sprintf("%s: %v is no %s", here, each, is.Type))
				}
			}
		}
	}
	return all
}

// fits reports whether a JSON value is one of a primitive or enumerated type.
func (m *metadata) fits(name string, value any) bool {
	switch of := bare(name); value := value.(type) {
	case bool:
		return of == "Boolean"
	case float64:
		return slices.Contains([]string{"Int16", "Int32", "Int64", "Double"}, of)
	case string:
		if of == "DateTimeOffset" {
			_, err := time.Parse(time.RFC3339, value)
			return err == nil
		}
		return m.enums[of] || slices.Contains([]string{"String", "Guid", "Duration", "Date"}, of)
	default:
		return false
	}
}

// wholeWorld says something on every path.
const wholeWorld = `
credentials:
  tenant: person
  roles: [Global Administrator]
  permissions: [Organization.Read.All, User.Read.All, LicenseAssignment.Read.All, Domain.Read.All, Policy.Read.All, AuditLog.Read.All,
    RoleManagement.Read.Directory, RoleEligibilitySchedule.Read.Directory, Group.Read.All, Application.Read.All, ServiceHealth.Read.All,
    Policy.Read.HybridAuthentication, User-OnPremisesSyncBehavior.ReadWrite.All]
tenant:
  cloud: %s
  skus: {EMS: {status: Warning, enabled: 0, warning: 5, ends: 9d}}
  groups: {SSPR users: "user.memberOf -any (group.objectId -in ['x'])"}
  rollouts: [{feature: passwordHashSync, users: [kim@contoso.com]}]
  health: {issues: [{id: EI1, title: Sign-ins fail}]}
  audit:
    - {ago: 10m, user: kim@contoso.com, activity: Reset password (self-service)}
    - {ago: 10m, user: kim@contoso.com, activity: Enable password writeback for directory}
  users:
    left@contoso.com: {sync: synced, account: lee, deleted: 5d}
    kim@contoso.com:
      {faults: {AAD_PREMIUM: CountViolation}, conflicts: {ProxyAddresses: PropertyConflict}, roles: [Global Reader], group-roles: [Reports Reader],
       scoped-roles: [User Administrator], eligible-roles: [Security Reader], contacts: [mobile-phone, business-phone, other-mail]}
server: {identity: {type: Application, application: 77777777-0000-4000-8000-000000000002}}
`

// TestMetadata asks whatever the client can ask of a world in each cloud, and the
// lab on every path that it answers on: each path, each property that is selected,
// expanded or filtered by, and each that is answered, with its type, exists in the
// metadata of that cloud.
func TestMetadata(t *testing.T) {
	t.Parallel()
	for name, file := range map[string]string{"global": "v1.0-Prod.csdl", "us-government": "v1.0-Fairfax.csdl", "us-government-dod": "v1.0-Fairfax.csdl", "china": "v1.0-Mooncake.csdl"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(*metadataDir, file)
			if *metadataDir == "" {
				path = filepath.Join("testdata", "metadata", strings.TrimSuffix(name, "-dod")+".xml")
			}
			proveMetadata(t, readMetadata(t, path), name)
		})
	}
}

func proveMetadata(t *testing.T, m *metadata, cloud string) {
	t.Helper()
	l := started(t, fmt.Sprintf(wholeWorld, cloud))
	var mu sync.Mutex
	asked, selected, sent := 0, 0, 0
	err := l.Overhear(func(r *http.Request, status int, body []byte) {
		mu.Lock()
		defer mu.Unlock()
		asked++
		path := strings.TrimPrefix(r.URL.Path, "/v1.0")
		of := m.of(path)
		if of == "" {
			if status == http.StatusOK {
				t.Errorf("GET %s is answered, and this cloud has no such path", path)
			}
			return
		}
		if status != http.StatusOK {
			t.Errorf("GET %s: %d, and this cloud has it", path, status)
			return
		}
		selected += m.proveQuery(t, of, path, r)
		var whole map[string]any
		if err := json.Unmarshal(body, &whole); err != nil {
			t.Errorf("GET %s: %v", path, err)
		}
		var value any = whole
		if list, is := whole["value"]; is {
			value = list
		}
		for _, fault := range m.wrong(of, path, value) {
			t.Error("sent: " + fault)
		}
		sent += properties(value)
	})
	if err != nil {
		t.Fatal(err)
	}
	in := graph.Cloud(strings.TrimPrefix(cloud, "global"))
	user := askEverything(t, l, in)
	for _, path := range l.GraphPaths() {
		if strings.HasPrefix(path, "/roleManagement") {
			path += "?$filter=principalId%20eq%20'" + user + "'"
		}
		ask(t, l, in, "/v1.0"+path)
	}
	t.Logf("%s: %d questions, %d properties selected, %d sent", cloud, asked, selected, sent)
	if asked < 30 || selected < 60 || sent < 200 {
		t.Errorf("%d questions, %d properties selected, %d sent: the test hears next to nothing", asked, selected, sent)
	}
}

// proveQuery demands that what a question names exists, and counts it.
func (m *metadata) proveQuery(t *testing.T, of, path string, r *http.Request) int {
	t.Helper()
	query, n := r.URL.Query(), 0
	for option, names := range map[string]string{"$select": query.Get("$select"), "$expand": query.Get("$expand")} {
		for name := range strings.SplitSeq(names, ",") {
			if name == "" {
				continue
			}
			n++
			if _, leads, found := m.find(of, name); !found || leads != (option == "$expand") {
				t.Errorf("asked: %s of %s: a %s has no %s", option, path, of, name)
			}
		}
	}
	for clause := range strings.SplitSeq(query.Get("$filter"), " and ") {
		name, _, _ := strings.Cut(strings.TrimSpace(clause), " ")
		if within, is := strings.CutPrefix(name, "endswith("); is {
			name, _, _ = strings.Cut(within, ",")
		}
		name, _, _ = strings.Cut(name, "/")
		if name == "" {
			continue
		}
		n++
		if _, _, found := m.find(of, name); !found {
			t.Errorf("asked: $filter of %s: a %s has no %s", path, of, name)
		}
	}
	return n
}

func properties(value any) int {
	n := 0
	switch value := value.(type) {
	case []any:
		for _, one := range value {
			n += properties(one)
		}
	case map[string]any:
		for _, one := range value {
			n += 1 + properties(one)
		}
	}
	return n
}

// askEverything has the client ask whatever it can, and returns a user's ID.
func askEverything(t *testing.T, l *lab.Lab, cloud graph.Cloud) (userID string) {
	t.Helper()
	c := graph.New(graph.Config{Token: l.Token(), Network: l.Network(), Clock: l.Clock(), Cloud: cloud})
	var all probes.Graph = c
	ctx := t.Context()
	user, err := all.User(ctx, "kim@contoso.com")
	since := l.Clock().Now().Add(-24 * time.Hour)
	_, organizationErr := all.Organization(ctx)
	_, licensesErr := all.Licenses(ctx)
	_, rolesErr := all.Roles(ctx, user.ID)
	_, registrationErr := all.Registration(ctx, user.ID)
	_, authorityErr := all.Authority(ctx, user.ID, since)
	_, methodsErr := all.MethodsPolicy(ctx)
	_, groupsErr := all.FrozenGroups(ctx)
	_, adminsErr := all.AdministratorReset(ctx)
	_, domainsErr := all.Domains(ctx)
	_, appErr := all.AppRoles(ctx, "77777777-0000-4000-8000-000000000002")
	_, healthErr := all.ServiceHealth(ctx)
	_, switchErr := all.SwitchLog(ctx, since)
	_, auditErr := all.Audit(ctx, user.ID, since)
	_, rolloutsErr := all.Rollouts(ctx, user.ID)
	_, deletedErr := all.DeletedUsers(ctx, "kim@contoso.com", user.Anchor)
	for _, err := range []error{rolloutsErr, methodsErr} {
		if (err == nil) == (cloud == graph.China) { // which lacks them
			t.Errorf("rollouts, policy of methods: %v", err)
		}
	}
	for _, err := range []error{
		err, organizationErr, licensesErr, rolesErr, registrationErr, authorityErr, groupsErr, adminsErr, domainsErr, appErr, healthErr, switchErr, auditErr, deletedErr,
	} {
		if err != nil {
			t.Error(err)
		}
	}
	return user.ID
}

// ask asks one path as it stands.
func ask(t *testing.T, l *lab.Lab, cloud graph.Cloud, path string) {
	t.Helper()
	network := l.Network()
	client := &http.Client{Transport: &http.Transport{DialContext: network.Dial, TLSClientConfig: &tls.Config{RootCAs: network.Roots, MinVersion: tls.VersionTLS12}}}
	defer client.CloseIdleConnections()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://"+cloud.GraphHost()+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+l.Token().Reveal())
	answer, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
}
