package mask_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps/mask"
)

// masked learns evidence and masks it.
func masked(t *testing.T, n *mask.Names, evidence string) string {
	t.Helper()
	n.LearnJSON(json.RawMessage(evidence))
	text, err := n.JSON(json.RawMessage(evidence))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestNamesBecomeWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ evidence, want string }{
		{`{"upn":"kim@contoso.com","sam_account_name":"kim","dn":"CN=Kim Minji,OU=영업,DC=corp,DC=contoso,DC=com"}`, `{"dn":"CN=cn-1,OU=ou-1,DC=domain-1,DC=domain-2,DC=com","sam_account_name":"user-1","upn":"user-1@domain-2.com"}`},
		{`{"host":"dc1.corp.contoso.com","addresses":["10.1.2.3","fd00::7"],"tcp":"open"}`, `{"addresses":["192.0.2.1","2001:db8::2"],"host":"host-1.domain-1.domain-2.com","tcp":"open"}`},
		{`{"host":"passwordreset.microsoftonline.com","hosts":["sspr1.servicebus.windows.net"]}`, `{"host":"passwordreset.microsoftonline.com","hosts":["relay-1.servicebus.windows.net"]}`},
		{`{"id":"7d7a168c-7ea9-1930-5c95-957242f9275a","anchor":"JLd/eP/3BqxXQGwP9IpUOg=="}`, `{"anchor":"id-1","id":"id-2"}`},
		{`{"template_id":"62e90394-69f5-4237-9190-012177145e10","sku_id":"05e9a617-0261-4cee-bb44-138d3ef5d965"}`, `{"sku_id":"05e9a617-0261-4cee-bb44-138d3ef5d965","template_id":"62e90394-69f5-4237-9190-012177145e10"}`},
		{`{"id":"05e9a617-0261-4cee-bb44-138d3ef5d965","part_number":"SPE_E3"}`, `{"id":"05e9a617-0261-4cee-bb44-138d3ef5d965","part_number":"SPE_E3"}`},
		{`{"trustee":"S-1-5-21-1-2-3-1104 (CORP\\Desk)","sid":"S-1-5-21-1-2-3-512"}`, `{"sid":"S-1-5-21-0-0-1-512","trustee":"S-1-5-21-0-0-1-1104 (domain-1\\account-1)"}`},
		{`{"trustee":"S-1-5-32-544 (BUILTIN\\Administrators)","account":"NT SERVICE\\ADSync"}`, `{"account":"NT SERVICE\\ADSync","trustee":"S-1-5-32-544 (BUILTIN\\Administrators)"}`},
		{`{"id":33004,"text":"Lee Jiho could not be reached","codes":["80230619"]}`, `{"codes":["80230619"],"id":33004,"text":""}`},
		{`{"reason":"OnPremisesConnectivityError"}`, `{"reason":"OnPremisesConnectivityError"}`},
		{`{"machine_config":"http://proxy.contoso.com:8080","user":"px7:3128"}`, `{"machine_config":"http://host-1.domain-1.com:8080","user":"host-2:3128"}`},
		{`{"subject":"CN=vpn.contoso.com","organization":"Contoso Ltd"}`, `{"organization":"organization-1","subject":"CN=host-1.domain-1.com"}`},
		{`{"version":"2.6.92.0","os_version":"10.0 (20348)","name":"AAD_PREMIUM"}`, `{"name":"AAD_PREMIUM","os_version":"10.0 (20348)","version":"2.6.92.0"}`},
	} {
		if got := masked(t, mask.New(), c.evidence); got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.evidence, got, c.want)
		}
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
	got := masked(t, mask.New(), `{"tcp":"open","class":"user","upn":"open@contoso.com","dn":"CN=user,OU=Running,DC=contoso,DC=com","state":"Running","account":"CORP\\jo","asked":"jo@contoso.com"}`)
	for _, want := range []string{`"tcp":"open"`, `"class":"user"`, `"state":"Running"`} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is missing from %s", want, got)
		}
	}
	if regexp.MustCompile(`open@|CN=user,|OU=Running|jo@|\\jo"|contoso`).MatchString(got) {
		t.Errorf("a name stands in %s", got)
	}
}
