package configuration

import (
	"errors"
	"testing"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/tell"
)

const testSID = "S-1-5-21-1180699209-877415012-3182924384"

func TestRemoteSAMIsDecidedByTheFirstEntryThatHits(t *testing.T) {
	t.Parallel()
	token := []string{testSID + "-1109", testSID + "-513", "S-1-5-32-545"}
	for _, test := range []struct {
		sddl  string
		known probes.YesNo // for the whole token
		blind probes.YesNo // without any group
	}{
		{"D:(A;;RC;;;WD)", probes.Yes, probes.Yes},
		{"D:(A;;RC;;;AU)", probes.Yes, probes.Yes},
		{"D:(A;;RC;;;S-1-1-0)", probes.Yes, probes.Yes},
		{"D:(A;;RC;;;BA)", probes.No, probes.Unsaid},
		{"D:(A;;RC;;;DU)", probes.Yes, probes.Unsaid},
		{"D:(A;;RC;;;DA)", probes.No, probes.Unsaid},
		{"D:(A;;0x20000;;;BU)", probes.Unsaid, probes.Unsaid}, // the server's own group of that name
		{"D:(A;;GA;;;DU)", probes.Yes, probes.Unsaid},
		{"D:(A;;SD;;;WD)", probes.No, probes.No}, // another right
		{"D:(A;IO;RC;;;WD)", probes.No, probes.No},
		{"D:(A;;RC;;;BA)(A;;RC;;;WD)", probes.Yes, probes.Yes},
		{"D:(D;;RC;;;BU)(A;;RC;;;WD)", probes.Unsaid, probes.Unsaid},
		{"D:(D;;RC;;;DU)(A;;RC;;;WD)", probes.No, probes.Unsaid},
		{"D:(A;;RC;;;WD)(D;;RC;;;BU)", probes.Yes, probes.Yes},
		{"D:(D;;RC;;;WD)", probes.No, probes.No},
		{"D:(D;;RC;;;BA)", probes.No, probes.No}, // nothing allows anyway
		{"D:(A;;RC;;;ZZ)", probes.Unsaid, probes.Unsaid},
		{"D:(XA;;RC;;;WD;(Member_of {SID(BA)}))", probes.Unsaid, probes.Unsaid},
		{"D:", probes.No, probes.No},
	} {
		dacl, err := parseSDDL(test.sddl)
		if err != nil {
			t.Errorf("%s: %v", test.sddl, err)
			continue
		}
		if got := letsIn(dacl, samCaller{token: token, whole: true}); got != test.known {
			t.Errorf("%s with a token: got %q, want %q", test.sddl, got, test.known)
		}
		if got := letsIn(dacl, samCaller{}); got != test.blind {
			t.Errorf("%s without groups: got %q, want %q", test.sddl, got, test.blind)
		}
	}
}

// TestTheGoodValueLetsTheAccountIn: the value that the remedy tells is the old one
// and one entry; where another entry still keeps the account out, or nobody knows
// the account, none is told.
func TestTheGoodValueLetsTheAccountIn(t *testing.T) {
	t.Parallel()
	sid := testSID + "-1109"
	for _, c := range []struct {
		sddl  string
		token []string
		want  string
	}{
		{"O:BAG:BAD:(A;;RC;;;BA)", []string{sid}, "O:BAG:BAD:(A;;RC;;;BA)(A;;RC;;;" + sid + ")"},
		{" O:BAG:BAD:(A;;RC;;;BA)S:(AU;SA;RC;;;WD)", []string{sid}, "O:BAG:BAD:(A;;RC;;;BA)(A;;RC;;;" + sid + ")S:(AU;SA;RC;;;WD)"},
		{"O:BAG:BAD:", []string{sid}, "O:BAG:BAD:(A;;RC;;;" + sid + ")"},
		{"O:BAG:BAD:(D;;RC;;;" + sid + ")(A;;RC;;;WD)", []string{sid}, ""},
		{"O:BAG:BAD:(A;;RC;;;BA)", nil, ""},
		{"no descriptor", []string{sid}, ""},
		{"O:BAG:BA", []string{sid}, ""},
	} {
		e, args := remoteSAMEvidence{Token: c.token, Whole: true}, tell.Args{}
		e.mended(c.sddl, true, args)
		if got := args["sddl_good"].Text; got != c.want || (args["entry"].Text == "(A;;RC;;;"+sid+")") != (c.want != "") {
			t.Errorf("%s: got %q and %q, want %q", c.sddl, got, args["entry"].Text, c.want)
		}
	}
}

func TestGroupsOfTheAccountAreAskedOnlyForAValue(t *testing.T) {
	t.Parallel()
	read := probes.Part{Read: true}
	facts := steps.Facts{steps.ConnectorAccount: `CORP\MSOL_1`, steps.PDC: pdcHost}
	there := probes.ControllersSAM{Part: read, List: []probes.ControllerSAM{{Part: read, Host: pdcHost, Present: probes.No}}}
	absent := toldShell{server: probes.Server{RemoteSAM: probes.RemoteSAM{Part: read, Present: probes.No}, ControllersSAM: there}}
	run(t, &RemoteSAM, world(toldDirectory{}, absent, nil), facts, "open") // the directory is told nothing, so it may not be asked
	unsaid := toldShell{server: probes.Server{RemoteSAM: probes.RemoteSAM{Part: read}}}
	run(t, &RemoteSAM, world(toldDirectory{}, unsaid, nil), facts, steps.Unseen)
	set := toldShell{server: probes.Server{RemoteSAM: probes.RemoteSAM{Part: read, Present: probes.Yes, SDDL: "O:BAG:BAD:(A;;RC;;;BA)"}}}
	directory := toldDirectory{account: &probes.DirectoryUser{Matches: 1, SID: testSID + "-1109", TokenGroupsSeen: true}}
	run(t, &RemoteSAM, world(directory, set, nil), facts, "restricted")
	run(t, &RemoteSAM, world(nil, set, nil), facts, "cannot-judge")
	run(t, &RemoteSAM, world(directory, set, nil), nil, "cannot-judge")
}

func TestWhatNobodyReadOnThePDCIsNotOpen(t *testing.T) {
	t.Parallel()
	read, sid := probes.Part{Read: true}, testSID+"-1109"
	with := func(list ...probes.ControllerSAM) remoteSAMEvidence {
		return remoteSAMEvidence{
			RemoteSAM: probes.RemoteSAM{Part: read, Present: probes.No}, Controllers: probes.ControllersSAM{Part: read, List: list},
			PDC: pdcHost, Name: `CORP\MSOL_1`, Token: []string{sid, testSID + "-513", "S-1-5-32-544"}, Whole: true,
			Object: &probes.SAMServer{DN: "CN=Server,CN=System,DC=corp,DC=example", Read: probes.Right{Granted: probes.Yes}},
		}
	}
	value := func(host, sddl string) probes.ControllerSAM {
		return probes.ControllerSAM{Part: read, Host: host, Present: probes.Said(sddl != ""), SDDL: sddl}
	}
	const admins, nobody, named = "O:BAG:BAD:(A;;RC;;;BA)", "D:", "D:(A;;RC;;;" + testSID + "-1109)"
	unread := probes.ControllerSAM{Host: pdcHost, Part: probes.Part{Why: &probes.Obstacle{Kind: probes.AccessDenied}}}
	for name, test := range map[string]struct {
		evidence remoteSAMEvidence
		want     steps.Outcome
	}{
		"no value":                          {with(value(pdcHost, "")), "open"},
		"the account is named":              {with(value(pdcHost, named)), "open"},
		"its groups there are the domain's": {with(value(pdcHost, admins)), "open"},
		"nobody":                            {with(value(pdcHost, nobody)), "restricted-controller"},
		"no SDDL":                           {with(value(pdcHost, "what")), "controller-cannot-judge"},
		"another spelling":                  {with(value("DC01.corp.example.", nobody)), "restricted-controller"},
		"another one":                       {with(value(pdcHost, ""), value("dc02.corp.example", nobody)), "restricted-other"},
		"the PDC was not read":              {with(unread, value("dc02.corp.example", "")), "controller-not-seen"},
		"it says neither":                   {with(probes.ControllerSAM{Part: read, Host: pdcHost}), "controller-not-seen"},
		"the PDC is not among them":         {with(value("dc02.corp.example", "")), "controller-not-seen"},
		"none":                              {with(), "controller-not-seen"},
	} {
		if got := judgeRemoteSAM(test.evidence).On; got != test.want {
			t.Errorf("%s: got %q, want %q", name, got, test.want)
		}
	}
	old := with(value(pdcHost, ""))
	old.Controllers = probes.ControllersSAM{}
	if got := judgeRemoteSAM(old).On; got != "controller-not-seen" {
		t.Errorf("a file of an earlier version: got %q, want controller-not-seen", got)
	}
	for granted, want := range map[probes.YesNo]steps.Outcome{probes.Yes: "open", probes.No: "object-closed", probes.Unsaid: "object-not-seen"} {
		e := with(value(pdcHost, ""))
		e.Object = &probes.SAMServer{Read: probes.Right{Granted: granted}}
		if got := judgeRemoteSAM(e).On; got != want {
			t.Errorf("samServer, read %q: got %q, want %q", granted, got, want)
		}
		e.Object = nil
		if got := judgeRemoteSAM(e).On; got != steps.Unseen {
			t.Errorf("samServer not seen: got %q", got)
		}
	}
	unknown := with(value(pdcHost, ""))
	unknown.PDC = ""
	if got := judgeRemoteSAM(unknown).On; got != steps.Unseen {
		t.Errorf("a PDC emulator that nobody knows: got %q, want unseen", got)
	}
}

func TestSDDLThatIsNoneIsRefused(t *testing.T) {
	t.Parallel()
	for _, sddl := range []string{
		"", "x", "D:(", "D:)", "D:(A;;RC)", "D:(A;;RC;;;)", "D:(;;RC;;;WD)", "D:(A;;R;;;WD)", "D:(A;;ZZ;;;WD)",
		"D:(A;;0x1ffffffff;;;WD)", "D:(A;;RC;;;WD)x", "(A;;RC;;;WD)",
	} {
		if dacl, err := parseSDDL(sddl); !errors.Is(err, errNotSDDL) {
			t.Errorf("%q: got %+v, %v; want a refusal", sddl, dacl, err)
		}
	}
	for sddl, entries := range map[string]int{
		"O:BAG:BAD:(A;;RC;;;BA)": 1, "O:BAG:BAD:PAI(A;;RC;;;BA)(D;;RC;;;WD)S:(AU;SA;RC;;;WD)": 2,
		"O:BAG:BA": 0, "D:NO_ACCESS_CONTROL": 0, " D:(a;;rc;;;wd) ": 1,
	} {
		dacl, err := parseSDDL(sddl)
		if err != nil || len(dacl.entries) != entries {
			t.Errorf("%q: got %d entries, %v; want %d", sddl, len(dacl.entries), err, entries)
		}
	}
}

func FuzzParseSDDL(f *testing.F) {
	for _, sddl := range []string{"O:BAG:BAD:(A;;RC;;;BA)", "D:(XA;;RC;;;WD;(a(b)c))S:", "D:", "((", "D:P(A;;0x20000;;;S-1-1-0)"} {
		f.Add(sddl)
	}
	f.Fuzz(func(t *testing.T, sddl string) {
		dacl, err := parseSDDL(sddl)
		if err != nil {
			return
		}
		if letsIn(dacl, samCaller{}) == probes.Yes && len(dacl.entries) == 0 {
			t.Errorf("%q lets everybody in by an empty list", sddl)
		}
	})
}
