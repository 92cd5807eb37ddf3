package pairs_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/wizard/command/pairs"
)

// account is somebody of the tenant: name, anchor, SID.
func account(name, anchor, sid string) *probes.CloudPerson {
	return &probes.CloudPerson{User: probes.CloudUser{Found: probes.Yes, ID: "id-" + name, UPN: name, Anchor: anchor, OnPremisesSID: sid}}
}

// entry is somebody of the directory: DN, name, anchor, SID.
func entry(dn, name, anchor, sid string, names ...pairs.Named) *pairs.Ground {
	return &pairs.Ground{DN: dn, UPN: name, Anchor: anchor, SID: sid, Names: names}
}

// joined is who came out, in words.
func joined(t *testing.T, j *pairs.Join) map[string]string {
	t.Helper()
	got := map[string]string{}
	if err := j.Each(func(p pairs.Pair) error {
		key, other := "", ""
		if p.Cloud != nil {
			key = p.Cloud.User.ID
		}
		if p.Ground != nil {
			other = p.Ground.DN
		}
		if got[key+"="+other] != "" {
			t.Errorf("%s and %s come out twice", key, other)
		}
		got[key+"="+other] = string(p.Where)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return got
}

func same(t *testing.T, got, want map[string]string) {
	t.Helper()
	if !maps.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

// Each way in which two are one person, and each in which they are not.
func TestWhoIsWho(t *testing.T) {
	t.Parallel()
	cloud := []*probes.CloudPerson{
		account("anchor", "A1", "S-9"), account("sid", "other", "s-1-5"), account("name", "", ""), account("alone", "A7", "S-7"),
		account("copied", "A4", ""), account("told", "A5", "S-5b"), account("two1", "A6", ""), account("two2", "A6", ""), account("", "", ""),
		account("case", "abc", ""),
	}
	ground := []*pairs.Ground{
		entry("anchor", "x", "A1", "S-1"), entry("sid", "y", "A2", "S-1-5"), entry("name", "NAME", "A3", "S-3"), entry("left", "left", "A8", "S-8"),
		entry("copy1", "", "A4", ""), entry("copy2", "", "A4", ""), entry("told1", "", "A5", "S-5a"), entry("told2", "", "A5", "S-5b"),
		entry("six", "two1", "A6", ""), entry("nameless", "", "", ""), entry("case", "", "ABC", ""),
	}
	want := map[string]string{
		"id-anchor=anchor": "both", "id-sid=sid": "both", "id-name=name": "same-name", "id-alone=": "cloud", "=left": "directory",
		"id-copied=": "twice", "=copy1": "twice", "=copy2": "twice", "id-told=told2": "both", "=told1": "twice",
		"id-two1=six": "twice", "id-two2=": "twice", "id-=": "cloud", "=nameless": "directory", "id-case=": "cloud", "=case": "directory",
	}
	for seed := range uint64(5) { // in whatever order they come
		random := rand.New(rand.NewPCG(seed, 1))
		random.Shuffle(len(cloud), func(i, k int) { cloud[i], cloud[k] = cloud[k], cloud[i] })
		random.Shuffle(len(ground), func(i, k int) { ground[i], ground[k] = ground[k], ground[i] })
		j := &pairs.Join{All: true}
		for _, p := range cloud {
			if err := j.AddCloud(p); err != nil {
				t.Fatal(err)
			}
		}
		for _, g := range ground {
			if err := j.AddGround(g); err != nil {
				t.Fatal(err)
			}
		}
		same(t, joined(t, j), want)
		j.Close()
	}
}

// Who carries a name of somebody else is told, by what would harm first; where not
// every entry was seen nobody is told to share none.
func TestWhoSharesAName(t *testing.T) {
	t.Parallel()
	for _, all := range []bool{true, false} {
		j := &pairs.Join{All: all}
		for _, g := range []*pairs.Ground{
			entry("a", "", "1", "", pairs.Named{Attribute: "userPrincipalName", Value: "a@x", Address: "a@x"}, pairs.Named{Attribute: "mail", Value: "a@x", Address: "a@x"}),
			entry("b", "", "2", "", pairs.Named{Attribute: "mail", Value: "A@X", Address: "A@X"}),
			entry("c", "", "3", "", pairs.Named{Attribute: "proxyAddresses", Value: "smtp:a@x", Address: "a@x"}),
			entry("d", "", "4", "", pairs.Named{Attribute: "userPrincipalName", Value: "d@x", Address: "d@x"}),
		} {
			if err := j.AddGround(g); err != nil {
				t.Fatal(err)
			}
		}
		got := map[string]string{}
		if err := j.Each(func(p pairs.Pair) error {
			text := "not known"
			if p.Ground.Shared.Seen() {
				text = ""
			}
			for _, s := range p.Ground.Shared {
				text += s.DN + " " + s.Attribute + ";"
			}
			got[p.Ground.DN] = text
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		want := map[string]string{"a": "c proxyAddresses;", "b": "a userPrincipalName;", "c": "a userPrincipalName;", "d": ""}
		if !all {
			want = map[string]string{"a": "not known", "b": "not known", "c": "not known", "d": "not known"}
		}
		same(t, got, want)
	}
}

// TestJoiningIsFlat measures what is kept of ten times as many people. It runs
// alone: others use memory too.
func TestJoiningIsFlat(t *testing.T) { //nolint:paralleltest // see above
	if testing.Short() {
		t.Skip("it joins 110,000 people")
	}
	peak := func(count int) (most uint64) {
		j := &pairs.Join{All: true}
		defer j.Close()
		look := func(i int) {
			if i%(count/10) != 0 {
				return
			}
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
		}
		for i := range count {
			name := fmt.Sprintf("user%07d@contoso.com", i)
			err := j.AddCloud(account(name, fmt.Sprint("anchor ", i), ""))
			if err == nil {
				err = j.AddGround(entry("CN="+name+",OU=Staff,DC=contoso,DC=com", name, fmt.Sprint("anchor ", count-1-i), "S-1", pairs.Named{Attribute: "mail", Value: name, Address: name}))
			}
			if err != nil {
				t.Fatal(err)
			}
			look(i)
		}
		people := 0
		if err := j.Each(func(p pairs.Pair) error {
			if p.Where != pairs.Both || !slices.Equal(p.Ground.Shared, probes.List[probes.SharedName]{}) {
				return fmt.Errorf("got %+v", p) //nolint:err113 // it ends the test
			}
			people++
			look(people)
			return nil
		}); err != nil || people != count {
			t.Fatalf("%d of %d, %v", people, count, err)
		}
		return most
	}
	few, many := peak(10_000), peak(100_000)
	t.Logf("10,000: %.1f MB, 100,000: %.1f MB, %.2f times as much", float64(few)/1e6, float64(many)/1e6, float64(many)/float64(few))
	if many > 2*few || many > 40<<20 { // what grows with the number would be ten times as much
		t.Errorf("10,000 people take %d bytes, 100,000 take %d", few, many)
	}
}
