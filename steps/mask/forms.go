package mask

import (
	"strings"
	"sync"
	"unicode"

	"example.com/writeback-doctor/steps/lang"
)

// public names are the vendor's own and say nothing about a customer.
var public = lang.Pattern(`(?i)(^|\.)(microsoftonline(-p)?\.(com|us|net)|windows\.net|usgovcloudapi\.net|chinacloudapi\.cn|microsoft\.com|microsoft\.us|azure\.com)$`)

// How names look that show themselves.
var (
	mailLike = lang.Pattern(`[\p{L}\p{N}._%+'#-]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+`)
	sidLike  = lang.Pattern(`S-1-5-21-\d+-\d+-\d+`)
	hostLike = lang.Pattern(`(?i)[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*\.[\p{L}][\p{L}\p{N}-]+`)
	addrLike = lang.Pattern(`(?i)\b\d{1,3}(?:\.\d{1,3}){3}\b|\b[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}\b`)
	unusual  = lang.Pattern(`\\[0-9A-Fa-f]{2}|\\.|[^\p{L}\p{N}\p{M} ._'-]`)
	// suffixed is a masked domain with the suffix that stays, which is capital where
	// the name was.
	suffixed = lang.Pattern(`\bdomain-\d+(?:\.domain-\d+)*(?:\.\p{L}{2,})+\b`)
	rdnLike  = lang.Pattern(`(?i)\b(?:CN|OU)=(?:\\.|[^,\\])+`)
	dcLike   = lang.Pattern(`(?i)\bDC=[\p{L}\p{N}_-]+(?:\s*,\s*DC=[\p{L}\p{N}_-]+)*`)
)

// everywhere are the domains of accounts that every Windows has.
var everywhere = lang.Pattern(`(?i)^(BUILTIN|NT AUTHORITY|NT SERVICE)$`)

// keptNames are components of distinguished names that every directory has.
var keptNames = lang.Pattern(`(?i)^(Users|Computers|Builtin|System|Configuration|Sites|Servers|NTDS Settings|Domain Controllers|AdminSDHolder|Password Settings Container|ForeignSecurityPrincipals|Default-First-Site-Name|Schema|Services|Managed Service Accounts|` +
	`(?:Domain|Schema|Enterprise|DNS|Key|Enterprise Key) Admins|Domain Users|Domain Computers|Protected Users|Administrators?|Guests?|krbtgt|(?:Account|Server|Print|Backup) Operators|Everyone|Authenticated Users|SELF|Microsoft Corporation)$`)

// owned are the words of evidence itself: what an account or a unit of this
// name would otherwise take out of the values that decide.
var owned = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for word := range strings.FieldsSeq(`
		open refused dropped unreachable reset allowed denied granted missing inherited own user
		inetorgperson computer person group contact member guest managed federated company enabled disabled
		warning suspended deleted success failure failed timeout error running stopped started stopping
		starting paused auto manual here server domain directory cloud account admin test tenant relay host
		policy proxy synced never formerly one several all on off yes no true false none null unknown
		healthy allow deny tls tcp http https name direct eligible service staff default other self delta
		full import export synchronization`) {
		words[word] = true
	}
	return words
})

func ours(word string) bool { return owned()[strings.ToLower(word)] }

// rdn masks one relative distinguished name. Signs with a meaning of their own
// stay where they stand, because a check is about them: "OU=R&D/Seoul " may
// become "OU=ou-1&/ ".
func (n *Names) rdn(text string) string {
	kind, value, _ := strings.Cut(text, "=")
	if keptNames().MatchString(value) {
		return text
	}
	head, core, tail := split(value)
	if core == "" {
		return text
	}
	switch {
	case strings.EqualFold(kind, "CN") && hostLike().FindString(value) == value: // of a certificate
		n.Add(Host, value)
		return text
	}
	return kind + "=" + head + n.One(Kind(strings.ToLower(kind)), plainOf(core)) + signs(core) + tail
}

// split cuts the signs at both ends off a value.
func split(value string) (head, core, tail string) {
	sign := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }
	core = strings.TrimLeftFunc(value, sign)
	head = value[:len(value)-len(core)]
	trimmed := strings.TrimRightFunc(core, sign)
	return head, trimmed, core[len(trimmed):]
}

// signs are those inside a value that are not usual in a name, an escaped one
// (RFC 4514, section 2.4) with its escape.
func signs(core string) string { return strings.Join(unusual().FindAllString(core, -1), "") }

// plainOf is a value without them.
func plainOf(core string) string { return unusual().ReplaceAllString(core, " ") }

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
