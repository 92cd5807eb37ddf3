package wanted_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/wanted"
)

// connectors is a directory that answers with accounts, with nothing, or never.
type connectors struct {
	probes.Directory
	names []string
	err   error
	never bool
}

func (c connectors) Connectors(ctx context.Context) ([]string, error) {
	if c.never {
		<-ctx.Done()
		return nil, context.Cause(ctx)
	}
	return c.names, c.err
}

// TestTheDirectoryIsAskedWhereItCanBeRead, and for no longer than somebody waits; what
// it tells is cleaned, and its own list is left alone.
func TestTheDirectoryIsAskedWhereItCanBeRead(t *testing.T) {
	t.Parallel()
	told := []string{"CORP\\MSOL_1\x1b[31m", "MSOL_2"}
	for name, c := range map[string]struct {
		there bool
		of    connectors
		want  []string
	}{
		"nobody signs in": {of: connectors{names: told}},
		"it tells":        {there: true, of: connectors{names: told}, want: []string{"CORP\\MSOL_1", "MSOL_2"}},
		"it refuses":      {there: true, of: connectors{err: errors.New("refused")}},
		"it is silent":    {there: true, of: connectors{never: true}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				p := &steps.Patient{Session: steps.NewSession(nil, nil), Has: func(by steps.Instrument, _ steps.Facts) bool { return by == steps.ByDirectory && c.there }}
				p.Env.Directory = func(context.Context, steps.Facts) (probes.Directory, error) { return c.of, nil }
				seek, began := wanted.Seek(p), time.Now()
				if (seek != nil) != c.there {
					t.Fatalf("it can be asked: %v, want %v", seek != nil, c.there)
				}
				if seek == nil {
					return
				}
				if got := seek(t.Context()); !slices.Equal(got, c.want) || time.Since(began) > 10*time.Second {
					t.Errorf("got %q after %s, want %q", got, time.Since(began), c.want)
				}
			})
		})
	}
	if told[0] != "CORP\\MSOL_1\x1b[31m" {
		t.Errorf("what the directory remembers became %q", told[0])
	}
}
