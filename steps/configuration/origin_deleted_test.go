package configuration

import (
	"testing"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
)

// TestWhoIsInTheBin: where the directory has an entry, the deleted account has to be
// that of the entry; else its name has to be the one that was asked for. A bin that
// was not read proves nothing.
func TestWhoIsInTheBin(t *testing.T) {
	t.Parallel()
	day := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	own := entryOfKim()
	own.UPN, own.Anchor = kim, "q2Vx=="
	there := peopleOf{users: map[string]probes.DirectoryUser{kim: own}}
	for _, c := range []struct {
		name   string
		bin    []probes.DeletedUser
		err    error
		domain probes.Directory
		want   steps.Outcome
		told   string // which blank is filled
	}{
		{"nobody", []probes.DeletedUser{}, nil, there, "not-in-cloud", "bin_seen"},
		{"by anchor, with another name", []probes.DeletedUser{{UPN: "old@contoso.com", At: day, Anchor: "q2Vx=="}}, nil, there, Deleted, "restore_until"},
		{"by SID", []probes.DeletedUser{{UPN: kim, At: day, Anchor: "x", SID: own.SID}}, nil, there, Deleted, "restore_until"},
		{"another SID", []probes.DeletedUser{{UPN: kim, At: day, Anchor: "q2Vx==", SID: "S-1-5-21-9-9-9-9"}}, nil, there, "not-in-cloud", "bin_other"},
		{"a namesake of the cloud", []probes.DeletedUser{{UPN: kim, At: day}}, nil, there, "not-in-cloud", "bin_other"},
		{"no day", []probes.DeletedUser{{UPN: kim, Anchor: "q2Vx=="}}, nil, there, Deleted, ""},
		{"not permitted", nil, &probes.Obstacle{Kind: probes.AccessDenied}, there, "not-in-cloud", "bin_unread"},
		{"no such path", nil, &probes.Obstacle{Kind: probes.NotFound}, there, "not-in-cloud", "bin_unread"},
		{"by name, no entry", []probes.DeletedUser{{UPN: "KIM@contoso.com", At: day}}, nil, peopleOf{}, DeletedBoth, "restore_until"},
		{"by name, perhaps in another domain", []probes.DeletedUser{{UPN: kim, At: day}}, nil, peopleOf{users: map[string]probes.DirectoryUser{kim: {Elsewhere: []string{"other.example"}}}}, "half-missing", "bin_other"},
		{"by name, perhaps hidden", []probes.DeletedUser{{UPN: kim, At: day}}, nil, peopleOf{users: map[string]probes.DirectoryUser{kim: {Unlisted: []string{"OU=Closed"}}}}, PerhapsHidden, "bin_other"},
		{"another name, no entry", []probes.DeletedUser{{UPN: "kimm@contoso.com", At: day}}, nil, peopleOf{}, "nowhere", "bin_seen"},
		{"by name, directory not seen", []probes.DeletedUser{{UPN: kim, At: day}}, nil, nil, "half-missing", "bin_other"},
		{"not permitted, directory not seen", nil, &probes.Obstacle{Kind: probes.AccessDenied}, nil, "half-missing", "bin_unread"},
	} {
		tenant := accountsOf{deleted: c.bin, binErr: c.err}
		result, err := UserOrigin.Check.Run(t.Context(), opened(tenant, c.domain), steps.Facts{steps.User: kim})
		if err != nil || result.Verdict.On != c.want {
			t.Errorf("%s: got %q, %v; want %q", c.name, result.Verdict.On, err, c.want)
		}
		for _, blank := range []string{"bin_seen", "bin_other", "bin_unread", "restore_until"} {
			if filled := !result.Verdict.Args[blank].Empty(); filled != (blank == c.told) {
				t.Errorf("%s: {%s} is filled: %v, want %q alone", c.name, blank, filled, c.told)
			}
		}
	}
}

// TestWhoIsAGuest: creationType tells who signs a person in; a word that nobody
// published, and a guest of whom it is not said, are not known.
func TestWhoIsAGuest(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		userType, creation string
		domain             probes.Directory
		want               steps.Outcome
	}{
		{"Guest", probes.Invited, peopleOf{}, Guest},
		{"Member", probes.Invited, peopleOf{}, Guest},
		{"Guest", probes.SignedUp, nil, Guest},
		{"Guest", probes.MadeHere, peopleOf{}, "cloud-only"},
		{"Member", probes.MadeHere, peopleOf{}, "cloud-only"},
		{"Member", "", peopleOf{}, "cloud-only"},
		{"Guest", "", peopleOf{}, steps.Unseen},
		{"Member", "Summoned", peopleOf{}, steps.Unseen},
		{"", "", peopleOf{}, steps.Unseen},
		{"Guest", "", nil, MadeOrTransferred},
		{"Guest", probes.Invited, peopleOf{users: map[string]probes.DirectoryUser{kim: entryOfKim()}}, MadeOrTransferred},
	} {
		user := synchronisedKim()
		user.Sync, user.UserType, user.Creation = probes.NeverSync, c.userType, c.creation
		tenant := accountsOf{users: map[string]probes.CloudUser{kim: user}}
		result, err := UserOrigin.Check.Run(t.Context(), opened(tenant, c.domain), steps.Facts{steps.User: kim})
		if err != nil || result.Verdict.On != c.want {
			t.Errorf("%s %q: got %q, %v; want %q", c.userType, c.creation, result.Verdict.On, err, c.want)
		}
	}
}
