package mask

import (
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
)

// How addresses look that stand for many, and the zone of one.
var (
	briefLike = lang.Pattern(`(^|[=;,\s/])([\p{L}\p{N}_-]{1,2})(:\d+|[;,]|$)`) // a host too brief to be replaced elsewhere
	manyLike  = lang.Pattern(`\b\d{1,3}(?:\.\d{1,3}){0,2}\.\*`)
	zoneLike  = lang.Pattern(`(?i)([0-9a-f:]*:[0-9a-f:]+)%[\p{L}\p{N}._-]+`)
	userLike  = lang.Pattern(`(^[A-Za-z]+=|[;,\s][A-Za-z]+=|^|[;,\s/])[^;,\s/@]+@`) // of an address: name:password@
)

// proxies learns the hosts of proxy settings: of one address, of Windows'
// "http=a:80;https=b:443", and of a list of those that no proxy is for.
func (n *Names) proxies(text string) {
	for _, one := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(";, \t", r) }) {
		if _, behind, scheme := strings.Cut(one, "="); scheme {
			one = behind
		}
		n.LearnHosts(Host, withoutUser(one))
	}
}

// withoutUser is a proxy setting without the names and passwords in front of
// its hosts.
func withoutUser(text string) string { return userLike().ReplaceAllString(text, "$1") }

// proxySetting is the setting with its names replaced.
func (n *Names) proxySetting(text string) string {
	masked := briefLike().ReplaceAllStringFunc(n.Text(withoutUser(text)), func(found string) string {
		parts := briefLike().FindStringSubmatch(found)
		return parts[1] + n.One(Host, parts[2]) + parts[3]
	})
	return manyLike().ReplaceAllString(masked, "192.0.2.*")
}

// certificateName masks the subject or the issuer of a certificate: whatever it
// says of a company, a town or a street. What cannot be read is left out.
func (n *Names) certificateName(text string) string {
	levels, err := probes.DN(text).Levels()
	if text == "" || err != nil {
		return ""
	}
	parts := make([]string, len(levels))
	for i, l := range levels {
		value := l.Value
		switch l.Type {
		case "C": // a country
		case "DC":
			value = n.One(Domain, value)
		case "CN":
			if hostLike().FindString(value) == value && value != "" {
				n.Add(Host, value)
				value = n.Text(value)
			} else {
				value = n.One(Person, value)
			}
		case "O":
			value = n.One(Company, value)
		default:
			value = n.One(Kind(strings.ToLower(l.Type)), value)
		}
		parts[i] = l.Type + "=" + value
	}
	return strings.Join(parts, ",")
}

// ruleWords are the words in the names of the rules that come with the product.
var ruleWords = strings.Fields("in out from to ad aad entra id - user group contact inetorgperson foreignsecurityprincipal join accountenabled common exchange exchangehybrid lync provisioning identity sync account enabled dynamics crm azure rms sharepoint online office proplus intune unifiedgroup writeback device computer hybrid immutableid sourceanchor password hash filtering basic resource forest mailbox")

// rule is the name of a synchronisation rule. One that is cloned and renamed
// names whoever did that.
func (n *Names) rule(text string) string {
	own := slices.ContainsFunc(strings.Fields(strings.ToLower(text)), func(word string) bool { return !slices.Contains(ruleWords, word) })
	if !own {
		return text
	}
	return n.One("rule", text)
}

// profiles are the run profiles that come with the product.
var profiles = strings.Split("full import,full synchronization,delta import,delta synchronization,export", ",")

func (n *Names) profile(text string) string {
	if text == "" || slices.Contains(profiles, strings.ToLower(text)) {
		return text
	}
	return n.One("profile", text)
}

// role is the name of a role. Those of Microsoft Entra ID are everybody's, and
// end in one of few words; any other is a customer's own.
func (n *Names) role(text string) string {
	if text == "" || builtInRole().MatchString(text) {
		return text
	}
	return n.One("role", text)
}

// builtInRole matches the built-in roles ("Microsoft Entra built-in roles").
var builtInRole = lang.Pattern(`^(?:(?:Global|Hybrid Identity|Privileged Role|Privileged Authentication|Authentication|Authentication Policy|Authentication Extensibility|User|Password|Helpdesk|Security|Application|Cloud Application|Cloud Device|Conditional Access|Exchange|Exchange Recipient|SharePoint|Teams|Teams Communications|Teams Devices|Teams Telephony|Groups|License|Domain Name|Directory Synchronization|External Identity Provider|External ID User Flow|Identity Governance|Intune|Compliance|Compliance Data|Billing|Office Apps|Power Platform|Fabric|Printer|Search|Service Support|Windows 365|Windows Update Deployment|Lifecycle Workflows|Attribute Assignment|Attribute Definition|Azure DevOps|Azure Information Protection|B2C IEF Keyset|B2C IEF Policy|Customer LockBox Access Approver|Desktop Analytics|Dynamics 365|Edge|Insights|Kaizala|Knowledge|Network|Permissions Management|Skype for Business|Tenant Creator|User Experience Success|Viva Goals|Viva Pulse|Virtual Visits|Yammer) (?:Administrator|Manager|Approver)|(?:Global|Security|Directory|Reports|Message Center|Message Center Privacy|Usage Summary Reports|Attribute Assignment|Attribute Definition|Attribute Log) Reader|Directory Writers|Directory Readers|Directory Synchronization Accounts|On Premises Directory Sync Account|Guest Inviter|Application Developer|Cloud App Security Administrator|Security Operator|Partner Tier[12] Support|Guest User|User|Device Users|Device Join|Device Managers|Workplace Device Join|Authentication Administrator|Customer LockBox Access Approver|Printer Technician|Teams Reader|Organizational Messages (?:Approver|Writer))$`)
