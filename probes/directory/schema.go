package directory

import (
	"context"
	"strings"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/directory/access"
)

// classID returns the schemaIDGUID of a class by its lDAPDisplayName: of the
// usual ones without asking, of others from the schema, whose place is fixed
// below the configuration (MS-ADTS 3.1.1.1.8). It is zero when the schema does
// not say.
func (at *place) classID(ctx context.Context, name string, d probes.Domain) (access.GUID, error) {
	if known := access.KnownClass(name); !known.IsZero() || name == "" || d.ConfigurationDN == "" {
		return known, nil
	}
	return probes.Remember(ctx, &at.answers, "class "+strings.ToLower(name), func(ctx context.Context) (access.GUID, error) {
		filter := "(&(objectClass=classSchema)(lDAPDisplayName=" + ldap.EscapeFilter(name) + "))"
		entries, _, err := at.search(ctx, signedIn, below("CN=Schema,"+d.ConfigurationDN, filter, "schemaIDGUID"))
		if err != nil && probes.AsObstacle(err).Code == "" {
			return access.GUID{}, err
		}
		if err != nil || len(entries) != 1 {
			return access.GUID{}, nil //nolint:nilerr // a schema that does not tell is an answer
		}
		id, err := access.GUIDFromBytes(entries[0].GetEqualFoldRawAttributeValue("schemaIDGUID"))
		if err != nil {
			return access.GUID{}, nil //nolint:nilerr // as above
		}
		return id, nil
	})
}
