package probes

import "log/slog"

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
