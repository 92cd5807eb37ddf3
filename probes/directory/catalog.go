package directory

import (
	"context"
	"time"

	"github.com/go-ldap/ldap/v3"

	"example.com/writeback-doctor/probes"
)

// catalogTime bounds a search of the global catalog, with finding one.
const catalogTime = 12 * time.Second

// inCatalog returns the DNs that match in a global catalog. It is asked for
// nothing else: it holds few attributes, and old values.
func (f *forest) inCatalog(ctx context.Context, filter string) ([]string, error) {
	return probes.Remember(ctx, &f.first.answers, "catalog "+filter, func(ctx context.Context) ([]string, error) {
		ctx, cancel := f.first.config.Clock.Within(ctx, catalogTime, nil)
		defer cancel()
		catalog, err := f.catalog(ctx)
		if err != nil {
			return nil, err
		}
		entries, err := catalog.all(ctx, below("", filter, "objectClass"))
		return dnsOf(entries), err
	})
}

func (f *forest) catalog(ctx context.Context) (*place, error) {
	d, err := f.first.domain(ctx)
	if err != nil {
		return nil, err
	}
	return f.relative(ctx, "catalog", true, func(r *Config) {
		r.Domain = probes.DN(d.ForestBaseDN).DNS()
	})
}

// catalogEntries are the matches in a global catalog; none when it does not
// answer.
func (f *forest) catalogEntries(ctx context.Context, filter string, attributes []string) []*ldap.Entry {
	ctx, cancel := f.first.config.Clock.Within(ctx, catalogTime, nil)
	defer cancel()
	catalog, err := f.catalog(ctx)
	if err != nil {
		return nil
	}
	entries, err := catalog.all(ctx, below("", filter, attributes...))
	if err != nil {
		return nil
	}
	return entries
}
