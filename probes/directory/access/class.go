package access

import "encoding/binary"

// UserClass is the schemaIDGUID of class user.
func UserClass() GUID { return guid(0xbf967aba, 0x0de6, 0x11d0, 0xa28500aa003049e2) }

// KnownClass returns the schemaIDGUID of a structural class that holds people
// or their like, by lDAPDisplayName in any case, and of the head of a domain
// (MS-ADSC). It returns the zero GUID for every other name: ask the schema.
func KnownClass(name string) GUID {
	switch lowered(name) {
	case "user":
		return UserClass()
	case "inetorgperson":
		return guid(0x4828cc14, 0x1437, 0x45bc, 0x9b07ad6f015e5f28)
	case "computer":
		return guid(0xbf967a86, 0x0de6, 0x11d0, 0xa28500aa003049e2)
	case "group":
		return guid(0xbf967a9c, 0x0de6, 0x11d0, 0xa28500aa003049e2)
	case "contact":
		return guid(0x5cb41ed0, 0x0e4c, 0x11d0, 0xa28600aa003049e2)
	case "msds-managedserviceaccount":
		return guid(0xce206244, 0x5827, 0x4a86, 0xba1c1c0c386c1b64)
	case "msds-groupmanagedserviceaccount":
		return guid(0x7b8b558a, 0x93a5, 0x4af7, 0xadcac017e67f1057)
	case "domaindns":
		return guid(0x19195a5b, 0x6da0, 0x11d0, 0xafd300c04fd930c9)
	default:
		return GUID{}
	}
}

// lowered is name in lower case where it is ASCII, as lDAPDisplayNames are.
func lowered(name string) string {
	out := []byte(name)
	for i, b := range out {
		if 'A' <= b && b <= 'Z' {
			out[i] = b + ('a' - 'A')
		}
	}
	return string(out)
}

// guid makes a GUID of the four fields of its text form; the last one holds
// both parts behind the third hyphen.
func guid(a uint32, b, c uint16, d uint64) GUID {
	var g GUID
	binary.LittleEndian.PutUint32(g[0:], a)
	binary.LittleEndian.PutUint16(g[4:], b)
	binary.LittleEndian.PutUint16(g[6:], c)
	binary.BigEndian.PutUint64(g[8:], d)
	return g
}

// noClass reports whether a GUID certainly names something else than a class:
// a property set (MS-ADTS 3.1.1.2.3.3), or an attribute that is commonly
// delegated (Microsoft Entra Connect: AD DS Connector account permissions;
// schemaIDGUIDs from MS-ADA1 to MS-ADA3). Where the class of an object is not
// known, an entry for any other GUID might be one for the class.
func noClass(g GUID) bool {
	for _, known := range [...]GUID{
		guid(0xc7407360, 0x20bf, 0x11d0, 0xa76800aa006e0529), // Domain Password & Lockout Policies
		guid(0x59ba2f42, 0x79a2, 0x11d0, 0x902000c04fc2d3cf), // General Information
		guid(0x4c164200, 0x20c0, 0x11d0, 0xa76800aa006e0529), // Account Restrictions
		guid(0x5f202010, 0x79a5, 0x11d0, 0x902000c04fc2d4cf), // Logon Information
		guid(0xbc0ac240, 0x79a9, 0x11d0, 0x902000c04fc2d4cf), // Group Membership
		guid(0xe45795b2, 0x9455, 0x11d1, 0xaebd0000f80367c1), // Phone and Mail Options
		guid(0x77b5b886, 0x944a, 0x11d1, 0xaebd0000f80367c1), // Personal Information
		guid(0xe45795b3, 0x9455, 0x11d1, 0xaebd0000f80367c1), // Web Information
		guid(0xe48d0154, 0xbcf8, 0x11d1, 0x870200c04fb96050), // Public Information
		guid(0x037088f8, 0x0ae1, 0x11d2, 0xb42200a0c968f939), // Remote Access Information
		guid(0xb8119fd0, 0x04f6, 0x4762, 0xab7a4986c76b3f9a), // Other Domain Parameters
		guid(0x72e39547, 0x7b18, 0x11d1, 0xadef00c04fd8d5cd), // DNS Host Name Attributes
		guid(0xffa6f046, 0xca4b, 0x4feb, 0xb40d04dfee722543), // MS-TS-GatewayAccess
		guid(0x91e647de, 0xd96f, 0x4b70, 0x9557d63ff4f3ccd8), // Private Information
		guid(0x5805bc62, 0xbdc9, 0x4428, 0xa5e2856a0f4c185e), // Terminal Server License Server
		guid(0x23773dc2, 0xb63a, 0x11d2, 0x90e100c04fd91ab1), // mS-DS-ConsistencyGuid
		guid(0x5b47d60f, 0x6090, 0x40b2, 0x9f372a4de88f3063), // msDS-KeyCredentialLink
		guid(0xbf967a06, 0x0de6, 0x11d0, 0xa28500aa003049e2), // proxyAddresses
		guid(0x28630ebf, 0x41d5, 0x11d1, 0xa9c10000f80367c1), // lockoutTime
		guid(0xbf967a0a, 0x0de6, 0x11d0, 0xa28500aa003049e2), // pwdLastSet
	} {
		if g == known {
			return true
		}
	}
	return false
}
