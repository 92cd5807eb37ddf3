package probes

import (
	"log/slog"
	"slices"
	"strings"
)

// The environment variables that hold secrets. They stand here, once, so that
// whoever reads them and whoever keeps them from others mean the same ones.
const (
	EnvPassword            = "WRITEBACK_DOCTOR_PASSWORD"             // of the directory account
	EnvClientSecret        = "WRITEBACK_DOCTOR_CLIENT_SECRET"        // of the application in the tenant
	EnvCertificatePassword = "WRITEBACK_DOCTOR_CERTIFICATE_PASSWORD" // of the file with that application's certificate
	EnvToken               = "WRITEBACK_DOCTOR_TOKEN"                // for Microsoft Graph
)

// SecretVariables are the names of all of them.
func SecretVariables() []string {
	return []string{EnvPassword, EnvClientSecret, EnvCertificatePassword, EnvToken}
}

// SecretVariable reports whether an environment variable holds a secret.
// Windows does not tell the case of their names apart.
func SecretVariable(name string) bool {
	return slices.ContainsFunc(SecretVariables(), func(one string) bool { return strings.EqualFold(one, name) })
}

// WithoutSecrets is an environment as a child process may have it: what is
// inherited there, anybody reads who may look at the child, and so do its own
// children.
func WithoutSecrets(environment []string) []string {
	return slices.DeleteFunc(slices.Clone(environment), func(entry string) bool {
		name, _, _ := strings.Cut(entry, "=")
		return SecretVariable(name)
	})
}

// Hidden is what a secret shows of itself, wherever it is printed, and what
// stands where one was swept out.
const Hidden = "[hidden]"

// Secret is a password or a token. It prints, marshals and logs as [hidden];
// only Reveal gives it out. The zero value is no secret at all.
type Secret struct{ value string }

// NewSecret wraps a password or a token.
func NewSecret(value string) Secret { return Secret{value: value} }

// Reveal returns the secret, for the single call that needs it.
func (s Secret) Reveal() string { return s.value }

// Empty reports whether there is no secret.
func (s Secret) Empty() bool { return s.value == "" }

// String returns "[hidden]", or "" when there is no secret.
func (s Secret) String() string {
	if s.value == "" {
		return ""
	}
	return Hidden
}

// GoString keeps the secret out of %#v.
func (s Secret) GoString() string { return s.String() }

// MarshalText keeps the secret out of JSON and every other encoding.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// LogValue keeps the secret out of structured logs.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }
