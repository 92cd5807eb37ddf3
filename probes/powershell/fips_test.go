package powershell

import (
	"regexp"
	"testing"
)

// TestScriptsUseNothingThatFIPSForbids: where Windows is set to FIPS alone, .NET
// refuses every algorithm of its own and MD5 ("System cryptography: Use FIPS
// compliant algorithms"; the classes end in Managed, or are MD5's, RC2's and
// RIPEMD's). A certificate is hashed by Windows itself.
func TestScriptsUseNothingThatFIPSForbids(t *testing.T) {
	t.Parallel()
	forbidden := regexp.MustCompile(`(?i)\bMD5|\w(Managed|CryptoServiceProvider)\b|HashAlgorithm|\b(RC2|RC4|DES|RIPEMD\w*|Rijndael\w*|HMAC\w*|SHA\d\w*)\b|Get-FileHash`)
	for _, name := range []string{collectScript, remoteScript} {
		for _, found := range forbidden.FindAllString(embedded(t, name), -1) {
			t.Errorf("%s uses %q", name, found)
		}
	}
}
