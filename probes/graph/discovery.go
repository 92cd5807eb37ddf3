package graph

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"path"
	"strings"
	"unicode"
)

// TenantOf is the ID of the tenant that has a domain, as the sign-in service tells
// anybody who asks (OpenID Connect Discovery 1.0, and "Find your Microsoft Entra
// tenant ID"). It needs no sign-in. "" is a domain that no tenant of this cloud
// has, or a service that did not tell: nothing is concluded from it.
func TenantOf(ctx context.Context, config Config, domain string) string {
	host := config.Cloud.hosts().signIn
	if !isDomain(domain) || host == "" {
		return ""
	}
	address := "https://" + host + "/" + url.PathEscape(domain) + "/v2.0/.well-known/openid-configuration"
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return ""
	}
	transport := newTransport(New(config).config)
	defer transport.CloseIdleConnections()
	door := newDoor(transport, onlyGet, host)
	door.bytes, door.values = tokenBytes, tokenValues
	answer, err := door.Do(request)
	if err != nil {
		return ""
	}
	defer func() { _ = answer.Body.Close() }()
	var told struct {
		Issuer string `json:"issuer"`
	}
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK || json.Unmarshal(body, &told) != nil {
		return ""
	}
	return tenantIn(told.Issuer)
}

// tenantIn is the tenant that an issuer names, "" for anything but the ID of one.
func tenantIn(issuer string) string {
	at, err := url.Parse(issuer)
	if err != nil {
		return ""
	}
	id := path.Base(strings.TrimSuffix(strings.TrimSuffix(at.Path, "/"), "/v2.0"))
	hexadecimal := func(r rune) bool { return r == '-' || unicode.Is(unicode.ASCII_Hex_Digit, r) }
	if len(id) != len("11111111-2222-3333-4444-555555555555") || strings.Count(id, "-") != 4 || strings.Trim(id, "-") != id ||
		strings.ContainsFunc(id, func(r rune) bool { return !hexadecimal(r) }) {
		return ""
	}
	return id
}

// isDomain reports whether a text could be the name of a domain, and not one of
// the words that stand for any tenant.
func isDomain(name string) bool {
	return strings.Contains(name, ".") && !strings.HasPrefix(name, ".") && len(name) <= 253 && !strings.ContainsFunc(name, func(r rune) bool {
		return r != '-' && r != '.' && (r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r))
	})
}
