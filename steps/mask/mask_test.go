package mask_test

import (
	"encoding/json"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/mask"
)

// evidence has a field of each kind.
type evidence struct {
	UPN          string            `json:"upn,omitempty" is:"user"`
	Account      string            `json:"account,omitempty" is:"account"`
	DN           string            `json:"dn,omitempty" is:"user-dn"`
	Host         string            `json:"host,omitempty" is:"host"`
	Hosts        []string          `json:"hosts,omitempty" is:"host"`
	Addresses    []string          `json:"addresses,omitempty" is:"address"`
	TCP          probes.Contact    `json:"tcp,omitempty"`
	ID           string            `json:"id,omitempty" is:"object-id"`
	SKU          string            `json:"sku,omitempty" is:"guid"`
	Trustee      string            `json:"trustee,omitempty" is:"trustee"`
	SID          string            `json:"sid,omitempty" is:"sid"`
	Text         string            `json:"text,omitempty" is:"foreign"`
	Needs        string            `json:"needs,omitempty" is:"text"`
	State        string            `json:"state,omitempty" is:"code"`
	Proxy        string            `json:"proxy,omitempty" is:"proxy"`
	Rule         string            `json:"rule,omitempty" is:"rule"`
	Profile      string            `json:"profile,omitempty" is:"profile"`
	Role         string            `json:"role,omitempty" is:"role"`
	Subject      string            `json:"subject,omitempty" is:"certificate-name"`
	Organization string            `json:"organization,omitempty" is:"organization"`
	Domain       string            `json:"domain,omitempty" is:"domain"`
	Connector    string            `json:"connector,omitempty" is:"connector-name"`
	Sealed       map[string]string `json:"sealed,omitempty" is:"connector-name"`
	Facts        steps.Facts       `json:"facts,omitempty"`
	Inner        *evidence         `json:"inner,omitempty"`
	Number       int               `json:"number,omitempty"`
}

// masked learns evidence and masks it.
func masked(t *testing.T, n *mask.Names, text string) string {
	t.Helper()
	of := reflect.TypeFor[evidence]()
	n.LearnEvidence(of, json.RawMessage(text))
	got, err := n.Evidence(of, json.RawMessage(text))
	if err != nil {
		t.Fatal(err)
	}
	return string(got)
}

func TestNamesBecomeWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ evidence, want string }{
		{`{"upn":"kim@contoso.com","account":"kim","dn":"CN=Kim Minji,OU=영업,DC=corp,DC=contoso,DC=com"}`, `{"upn":"user-1@domain-1.com","account":"user-1","dn":"CN=cn-1,OU=ou-1,DC=domain-2,DC=domain-1,DC=com"}`},
		{`{"host":"dc1.corp.contoso.com","addresses":["10.1.2.3","fd00::7"],"tcp":"open"}`, `{"host":"host-1.domain-1.domain-2.com","addresses":["192.0.2.1","2001:db8::2"],"tcp":"open"}`},
		{`{"host":"passwordreset.microsoftonline.com","hosts":["sspr1.servicebus.windows.net"]}`, `{"host":"passwordreset.microsoftonline.com","hosts":["relay-1.servicebus.windows.net"]}`},
		{`{"id":"7d7a168c-7ea9-1930-5c95-957242f9275a","sku":"05e9a617-0261-4cee-bb44-138d3ef5d965"}`, `{"id":"id-1","sku":"05e9a617-0261-4cee-bb44-138d3ef5d965"}`},
		{`{"id":"JLd/eP/3BqxXQGwP9IpUOg=="}`, `{"id":"id-1"}`},
		{`{"id":"b891884f-051e-4a83-95af-2544101c9083"}`, `{"id":"b891884f-051e-4a83-95af-2544101c9083"}`},
		{`{"account":"CORP.CONTOSO.COM\\MSOL_0a1b","host":"DC1.CORP.CONTOSO.COM"}`, `{"account":"domain-1.domain-2.com\\account-1","host":"host-1.domain-1.domain-2.com"}`},
		{`{"trustee":"S-1-5-21-1-2-3-1104 (CORP\\Desk)","sid":"S-1-5-21-1-2-3-512"}`, `{"trustee":"S-1-5-21-0-0-1-1104 (domain-1\\account-1)","sid":"S-1-5-21-0-0-1-512"}`},
		{`{"trustee":"S-1-5-32-544 (BUILTIN\\Administrators)","account":"NT SERVICE\\ADSync"}`, `{"account":"NT SERVICE\\ADSync","trustee":"S-1-5-32-544 (BUILTIN\\Administrators)"}`},
		{`{"text":"Lee Jiho could not be reached","state":"80230619","number":33004}`, `{"state":"80230619","number":33004}`},
		{`{"text":"OnPremisesConnectivityError"}`, `{"text":"OnPremisesConnectivityError"}`},
		{`{"needs":"ask lee@contoso.com of OU=영업,DC=contoso,DC=com"}`, `{"needs":"ask user-1@domain-1.com of OU=ou-1,DC=domain-1,DC=com"}`},
		{`{"proxy":"http://proxy.contoso.com:8080","inner":{"proxy":"px7:3128"}}`, `{"proxy":"http://host-1.domain-1.com:8080","inner":{"proxy":"host-2:3128"}}`},
		{`{"subject":"CN=vpn.contoso.com","organization":"Contoso Ltd"}`, `{"subject":"CN=host-1.domain-1.com","organization":"organization-1"}`},
		{`{"connector":"fabrikam.onmicrosoft.com - AAD","sealed":{"corp.fabrikam.net":"yes"}}`, `{"connector":"domain-1.onmicrosoft.com - AAD","sealed":{"domain-2.domain-1.net":"yes"}}`},
		{`{"facts":{"user":"kim@contoso.com","controllers":"dc1.contoso.com,dc2.contoso.com","scope":"one","words":"Lee said it"}}`, `{"facts":{"controllers":"dc-1.domain-1.com,dc-2.domain-1.com","scope":"one","user":"user-1@domain-1.com","words":""}}`},
		{`{"domain":"DC=corp,DC=contoso,DC=com","inner":{"domain":"corp.contoso.com"}}`, `{"domain":"DC=domain-1,DC=domain-2,DC=com","inner":{"domain":"domain-1.domain-2.com"}}`},
		{`{"newer":"kim","state":"kim"}`, `{"state":"kim"}`},
	} {
		if got := masked(t, mask.New(), c.evidence); got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.evidence, got, c.want)
		}
	}
	if _, err := mask.New().Evidence(reflect.TypeFor[evidence](), json.RawMessage(`{"host":5}`)); err == nil {
		t.Error("evidence of another type was masked")
	}
}

// What a unit's name is broken by must stay, and nothing else of it.
func TestSignsInTheNameOfAUnitStay(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`OU=Sales ,DC=contoso`:       `OU=ou-1 ,DC=domain-1`,
		`OU=R\2CD South/West,DC=com`: `OU=ou-1\2C/,DC=com`,
		`OU=Sales\, Seoul,DC=com`:    `OU=ou-1\,,DC=com`,
		`OU=\#Sales\=x,DC=com`:       `OU=\#ou-1\=,DC=com`,
		`CN=Users,DC=com`:            `CN=Users,DC=com`,
	} {
		if got := mask.New().Text(in); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

// A name that is a word of evidence too takes nothing out of what decides, and
// is masked all the same where only a name can stand.
func TestANameThatIsAWordOfEvidenceChangesNoVerdict(t *testing.T) {
	t.Parallel()
	got := masked(t, mask.New(), `{"tcp":"open","sku":"user","upn":"open@contoso.com","dn":"CN=user,OU=Running,DC=contoso,DC=com","state":"Running","account":"CORP\\jo","inner":{"upn":"jo@contoso.com"}}`)
	for _, want := range []string{`"tcp":"open"`, `"sku":"user"`, `"state":"Running"`} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is missing from %s", want, got)
		}
	}
	if regexp.MustCompile(`open@|CN=user,|OU=Running|jo@|\\jo"|contoso`).MatchString(got) {
		t.Errorf("a name stands in %s", got)
	}
}
