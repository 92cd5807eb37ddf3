package mask_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"example.com/writeback-doctor/steps/mask"
)

// TestAttackMask hands over evidence that is made to be masked slowly, or to
// show a name behind another one.
func TestAttackMask(t *testing.T) {
	t.Parallel()
	list := func(name func(i int) string, count int) string {
		names := make([]string, count)
		for i := range names {
			names[i] = name(i)
		}
		text, err := json.Marshal(map[string]any{"hosts": names})
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	host := func(name string) string {
		text, err := json.Marshal(map[string]string{"host": name})
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	for name, evidence := range map[string]string{
		"a-host-of-a-megabyte":     host(strings.Repeat("secret", 200_000)),
		"a-host-of-signs":          host(strings.Repeat("\u0001secret", 150_000)),
		"a-host-of-labels":         host(strings.Repeat("secret.", 150_000) + "example"),
		"many-hosts":               list(func(i int) string { return fmt.Sprintf("%x-secret.corp.example", i*2654435761) }, 50_000),
		"many-hosts-that-begin-so": list(func(i int) string { return fmt.Sprintf("secret-%d.corp.example", i) }, 50_000),
		"hosts-inside-hosts":       list(func(i int) string { return strings.Repeat("secret-", i%40+1) + "x" }, 5_000),
		"a-long-name-of-a-unit":    `{"dn":"OU=` + strings.Repeat("Secret ", 100_000) + `,DC=example"}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := masked(t, mask.New(), evidence); strings.Contains(strings.ToLower(got), "secret") {
				t.Errorf("a name stands in %.300s", got)
			}
		})
	}
}

// The shorter of two names counts where the longer one only seems to stand.
func TestANameInsideALongerWordOfAnotherNameIsMasked(t *testing.T) {
	t.Parallel()
	n := mask.New()
	n.Add(mask.User, "kim")
	n.Add(mask.User, "kim-lee")
	n.Add(mask.Person, "김")
	for in, want := range map[string]string{
		"kim-lee asks": "user-2 asks", "KIM-Leeds": "user-1-Leeds", "kimono": "kimono", "akim": "akim", "(kim)": "(user-1)", "kim": "user-1",
		"김 씨": "cn-1 씨", "김씨": "김씨",
	} {
		if got := n.Text(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// TestAttackShortAndCommonNames masks domains whose labels are short, or words
// that many domains have: only what anybody can register below may stay.
func TestAttackShortAndCommonNames(t *testing.T) {
	t.Parallel()
	for domain, left := range map[string]string{
		"lg.com": "com", "ad.lg.com": "com", "ad.id.me": "me", "hr.kt.co.kr": "co.kr", "3m.com": "com", "x.com": "com", "a1.net": "net", "go.kr": "kr", "kr.com": "com",
		"local.com": "com", "info.net": "net", "test.com": "com", "gov.com": "com", "internal.lan": "lan", "corp.sk.com": "com", "zq.local": "local",
		"corp.samsung": "", "mail.contoso.onmicrosoft.com": "onmicrosoft.com", "www.example": "example", "home": "", "lg": "",
	} {
		t.Run(domain, func(t *testing.T) {
			t.Parallel()
			dcs := "DC=" + strings.ReplaceAll(domain, ".", ",DC=")
			text := fmt.Sprintf(`{"upn":"kim@%s","dn":"CN=Kim,%s","host":"dc1.%s","domain":%q,"inner":{"domain":%q,"account":"%s\\kim"}}`,
				domain, dcs, domain, domain, dcs, domain)
			got := masked(t, mask.New(), text)
			if strings.Contains(domain, ".") {
				end := left
				if end != "" {
					end = "." + end
				}
				want := regexp.MustCompile(`"domain":"(domain-\d+\.?)+` + regexp.QuoteMeta(end) + `"`)
				if !want.MatchString(got) {
					t.Errorf("the domain of %s, which may keep %q", got, left)
				}
			}
			for label := range strings.SplitSeq(strings.TrimSuffix(strings.TrimSuffix(domain, left), "."), ".") {
				if found := regexp.MustCompile(`(?i)(^|[^a-z-])` + label + `([^a-z-]|$)`).FindString(strings.ReplaceAll(got, `"domain"`, "")); label != "" && found != "" && label != "go" {
					t.Errorf("%q stands in %s", label, got)
				}
			}
		})
	}
}

// TestAttackOddPlaces hides names where no list of keys would look.
func TestAttackOddPlaces(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ evidence, want string }{
		"proxies by scheme":        {`{"proxy":"http=zqp4:80;https=zqp5.corp.test:443"}`, `{"proxy":"http=host-1:80;https=host-2.domain-1.test:443"}`},
		"addresses with a star":    {`{"proxy":"10.66.*;192.168.77.*;*.zq.com"}`, `{"proxy":"192.0.2.*;192.0.2.*;*.domain-1.com"}`},
		"a password":               {`{"proxy":"http://zquser:zqsecret@zqproxy:8080"}`, `{"proxy":"http://host-1:8080"}`},
		"a password in a list":     {`{"proxy":"http=zquser:zqsecret@zqproxy:8080;https=b:1"}`, `{"proxy":"http=host-1:8080;https=host-2:1"}`},
		"a host with a dot behind": {`{"host":"zqsrv."}`, `{"host":"host-1."}`},
		"a zone":                   {`{"host":"fe80::77aa%zq0"}`, `{"host":"2001:db8::1"}`},
		"an issuer":                {`{"subject":"OU=Zqsec,O=\"Zqfirm\\, Inc\",L=Zqcity,STREET=Zqstreet,2.5.4.5=Zqserial,C=KR"}`, `{"subject":"OU=ou-1,O=organization-1,L=l-1,STREET=street-1,2.5.4.5=2.5.4.5-1,C=KR"}`},
		"an issuer that is none":   {`{"subject":"Zqfirm, Inc"}`, `{}`},
		"a rule of the product":    {`{"rule":"In from AD - User AccountEnabled"}`, `{"rule":"In from AD - User AccountEnabled"}`},
		"a rule of a customer":     {`{"rule":"In from AD - Zqfirm User Join"}`, `{"rule":"rule-1"}`},
		"a profile":                {`{"profile":"Zqfirm Nightly Delta","inner":{"profile":"Full Import"}}`, `{"profile":"profile-1","inner":{"profile":"Full Import"}}`},
		"a role":                   {`{"role":"Zqfirm Helpdesk Administrator","inner":{"role":"Hybrid Identity Administrator"}}`, `{"role":"role-1","inner":{"role":"Hybrid Identity Administrator"}}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := masked(t, mask.New(), c.evidence); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}
