package powershell

import (
	"encoding/json"
	"strings"
	"testing"

	"example.com/writeback-doctor/probes"
)

func TestNoPasswordOfAProxyGetsIntoEvidence(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"":                                   "",
		"http://proxy.contoso.com:8080":      "http://proxy.contoso.com:8080",
		"proxy:8080":                         "proxy:8080",
		"http://kim:s3cret@proxy:8080/":      "http://proxy:8080/",
		"kim:s3cret@proxy:8080":              "proxy:8080",
		"http://kim:s3cr@t/s3cret@proxy:80":  "http://proxy:80",
		"http://kim:s3cret;s3cret=@proxy:80": "http://proxy:80",
		"http=a:80;https=kim:s3cret@b:443":   "http=a:80;https=b:443",
		"http=kim:s3cret@a:80;ftp=b:21":      "http=a:80;ftp=b:21",
		"http=kim:s3cret;x=s3cret@a:80":      "a:80",
	} {
		if got := withoutName(address); got != want {
			t.Errorf("%q: got %q, want %q", address, got, want)
		}
	}
}

func TestADocumentIsReadWithoutPasswords(t *testing.T) {
	t.Parallel()
	const address = "http://kim:s3cret@proxy:8080"
	read := probes.Part{Read: true}
	d := Document{
		Schema: Schema, Routes: []probes.Route{{Proxy: "kim:s3cret@proxy:8080"}},
		Server: &probes.Server{Proxy: probes.Proxy{
			Part: read, MachineConfig: address, WinHTTP: address, User: address, Environment: address, MachineConfigBypass: []string{address},
		}},
	}
	text, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	got, err := decode(text)
	if err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(got)
	if err != nil || strings.Contains(string(again), "s3cret") || strings.Count(string(again), "proxy:8080") != 6 {
		t.Errorf("got %s, %v; want six proxies without a password", again, err)
	}
}

func FuzzWithoutName(f *testing.F) {
	for _, s := range []string{"", "a@b", "http://a@b@c", "http=a@b;https=c@d", "http=a;@", "@;http=@"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := withoutName(s); strings.Contains(got, "@") {
			t.Errorf("%q: got %q, want no name in front of a host", s, got)
		}
	})
}
