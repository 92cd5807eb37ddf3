package wizard

import (
	"slices"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// The ways of signing in to the tenant, in the words of the command line.
const (
	byBrowser     = "browser"
	byDeviceCode  = "device-code"
	byAzureCLI    = "azure-cli"
	byCertificate = "certificate"
	bySecret      = "secret"
	byToken       = "token"
	byNone        = "none"
)

// tenantEntries are what is asked to sign in to the tenant.
func tenantEntries() []entry {
	application := []string{byBrowser, byDeviceCode, byCertificate, bySecret}
	return []entry{
		{role: roleTenantSignIn, label: wordsTenantSignIn, help: wordsTenantSignInHelp},
		{role: roleClient, label: wordsClient, help: wordsClientHelp, tenant: application},
		{role: roleClientSecret, label: wordsClientSecret, help: wordsClientSecretHelp, secret: true, after: roleClient, tenant: []string{bySecret}},
		{role: roleCertificate, label: wordsCertificate, help: wordsCertificateHelp, after: roleClient, tenant: []string{byCertificate}},
		{
			role: roleCertificatePassword, label: wordsCertificatePassword, help: wordsCertificatePasswordHelp, secret: true,
			after: roleCertificate, tenant: []string{byCertificate},
		},
	}
}

// tenantEntries are those that are asked here.
func (c Config) tenantEntries() []entry {
	all := tenantEntries()
	if len(c.TenantWays) == 0 {
		return all[1:3] // an application and its secret
	}
	return all
}

// tenantChoices are the ways that are possible here.
func (c Config) tenantChoices() []steps.Choice {
	words := map[string]lang.Text{
		byBrowser: wordsByBrowser, byDeviceCode: wordsByDeviceCode, byAzureCLI: wordsByAzureCLI, byCertificate: wordsByCertificate,
		bySecret: wordsBySecret, byToken: wordsByToken, byNone: wordsByNone,
	}
	var all []steps.Choice
	for _, way := range c.TenantWays {
		all = append(all, steps.Choice{Value: way, Label: words[way]})
	}
	return all
}

// ofTenant reports whether the way of signing in to the tenant leaves an entry to
// be asked. Where no way is offered, a secret is all that there is.
func (s *inputsScreen) ofTenant(e entry) bool {
	i := slices.IndexFunc(s.all, func(e entry) bool { return e.role == roleTenantSignIn })
	if i < 0 || e.tenant == nil && e.role != roleTenantSignIn {
		return true
	}
	offered := len(s.all[i].choices) > 0
	switch {
	case e.role == roleTenantSignIn:
		return offered
	case !offered || s.values[i] == "" || s.values[i] == "auto":
		return e.role == roleClient || e.role == roleClientSecret
	default:
		return slices.Contains(e.tenant, s.values[i])
	}
}
