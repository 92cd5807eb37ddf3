package access

import "fmt"

// String names the type as the vendor does, without its affixes: "allow",
// "deny-object", "allow-callback"; "unknown-0x77" for one that is not known.
func (t Type) String() string {
	names := [...]string{
		Allow: "allow", Deny: "deny", Audit: "audit", Alarm: "alarm", AllowCompound: "allow-compound",
		AllowObject: "allow-object", DenyObject: "deny-object", AuditObject: "audit-object", AlarmObject: "alarm-object",
		AllowCallback: "allow-callback", DenyCallback: "deny-callback",
		AllowCallbackObject: "allow-callback-object", DenyCallbackObject: "deny-callback-object",
		AuditCallback: "audit-callback", AlarmCallback: "alarm-callback",
		AuditCallbackObject: "audit-callback-object", AlarmCallbackObject: "alarm-callback-object",
		MandatoryLabel: "mandatory-label", ResourceAttribute: "resource-attribute", ScopedPolicy: "scoped-policy",
		ProcessTrustLabel: "process-trust-label", AccessFilter: "access-filter",
	}
	if int(t) < len(names) {
		return names[t]
	}
	return fmt.Sprintf("unknown-0x%02x", uint8(t))
}
