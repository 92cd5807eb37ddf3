package configuration

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/tell"
)

type remoteSAMEvidence struct {
	probes.Seen
	RemoteSAM   probes.RemoteSAM      `json:"remote_sam"`
	Controllers probes.ControllersSAM `json:"controllers"`
	PDC         string                `json:"pdc" is:"pdc"`            // of the user's domain; "" when not known
	Name        string                `json:"name" is:"connector"`     // of the connector account, as the connector spells it; "" when not known
	Token       probes.List[string]   `json:"token,omitzero" is:"sid"` // SIDs of the account and its groups; none when not readable
	Whole       bool                  `json:"whole"`                   // reports whether Token holds every group of the domain
	// Object is what the account may do to the samServer object, ObjectWhy what
	// kept it from being seen.
	Object    *probes.SAMServer `json:"object,omitempty"`
	ObjectWhy *probes.Obstacle  `json:"object_why,omitempty"`
}

func seeRemoteSAM(ctx context.Context, env steps.Env, facts steps.Facts) (remoteSAMEvidence, error) {
	server, err := steps.AskServer(ctx, env, facts)
	if err != nil {
		return remoteSAMEvidence{}, err
	}
	e := remoteSAMEvidence{
		Seen: server.Seen, RemoteSAM: server.RemoteSAM, Controllers: server.ControllersSAM,
		PDC: facts[steps.PDC], Name: facts[steps.ConnectorAccount],
	}
	directory, err := env.Directory(ctx, facts)
	if err != nil || e.Name == "" {
		e.ObjectWhy = cmp.Or(probes.AsObstacle(err), &probes.Obstacle{Kind: probes.MissingInput, Needs: string(steps.ConnectorAccount)})
		return e, nil // the server's value is the evidence; without groups it is judged as far as it goes
	}
	crashed := steps.Together(0, func() {
		object, err := directory.SAMServer(ctx, e.Name, facts[steps.UserDN])
		if e.ObjectWhy = probes.AsObstacle(err); err == nil {
			e.Object = &object
		}
	}, func() { e.seeToken(ctx, directory) })
	return e, crashed
}

// seeToken asks for the groups of the account where a value is held against them.
func (e *remoteSAMEvidence) seeToken(ctx context.Context, directory probes.Directory) {
	there := slices.ContainsFunc(e.Controllers.List, func(c probes.ControllerSAM) bool { return c.Present == probes.Yes })
	if e.RemoteSAM.Present != probes.Yes && !there {
		return
	}
	account, err := directory.Account(ctx, e.Name)
	if err == nil && account.Matches == 1 && account.SID != "" {
		e.Token = append([]string{account.SID}, account.TokenGroups...)
		e.Whole = account.TokenGroupsSeen
	}
}

func judgeRemoteSAM(e remoteSAMEvidence) steps.Verdict {
	r := e.RemoteSAM
	args := tell.Args{
		"sddl": tell.SDDL.Of(r.SDDL).OrDash(), "account": tell.Connector.Of(e.Name).OrDash(), "pdc": tell.PDC.Of(e.PDC).OrDash(),
		"controller": tell.Controller.Unknown(), "sddl_there": tell.SDDL.Unknown(), "why": tell.Contact.Unknown(),
		"object": tell.DN.Unknown(), "sddl_good": tell.SDDL.Unknown(), "entry": tell.SDDL.Unknown(),
	}
	here := e.allows(r.Present, r.SDDL, false)
	if r.Read && here == probes.No {
		e.mended(r.SDDL, false, args)
		return steps.Verdict{On: "restricted", Args: args}
	}
	there, pdc := e.ofPDC()
	if there == probes.No {
		e.mended(pdc.SDDL, true, args)
		return steps.Verdict{On: "restricted-controller", Args: of(pdc, args)}
	}
	switch {
	case !r.Read || r.Present == probes.Unsaid:
		return steps.Blind(r.Part)
	case here == probes.Unsaid:
		return steps.Verdict{On: "cannot-judge", Args: args}
	case e.PDC == "":
		return steps.Blind(probes.Part{Why: &probes.Obstacle{Kind: probes.MissingInput, Needs: string(steps.PDC)}})
	case pdc == nil || !pdc.Read || pdc.Present == probes.Unsaid:
		args["why"] = e.whyNotSeen(pdc)
		return steps.Verdict{On: "controller-not-seen", Args: args}
	case there == probes.Unsaid:
		return steps.Verdict{On: "controller-cannot-judge", Args: of(pdc, args)}
	}
	if e.Object == nil {
		return steps.Blind(probes.Part{Why: e.ObjectWhy})
	}
	if on := e.ofObject(args); on != "" {
		return steps.Verdict{On: on, Args: args}
	}
	for i := range e.Controllers.List {
		if c := &e.Controllers.List[i]; c.Read && e.allows(c.Present, c.SDDL, true) == probes.No {
			e.mended(c.SDDL, true, args)
			return steps.Verdict{On: "restricted-other", Args: of(c, args)}
		}
	}
	return steps.Verdict{On: "open", Args: of(pdc, args)}
}

// ofObject says what keeps the account from the samServer object, "" when nothing
// does.
func (e *remoteSAMEvidence) ofObject(args tell.Args) steps.Outcome {
	args["object"] = tell.DN.Of(e.Object.DN).OrDash()
	switch e.Object.Read.Granted {
	case probes.Yes:
		return ""
	case probes.No:
		return "object-closed"
	default:
		args["why"] = tell.Contact.Of(e.Object.Read.Why).OrDash()
		return "object-not-seen"
	}
}

func of(c *probes.ControllerSAM, args tell.Args) tell.Args {
	args["controller"], args["sddl_there"] = tell.Controller.Of(c.Host).OrDash(), tell.SDDL.Of(c.SDDL).OrDash()
	return args
}

// ofPDC is whether the PDC emulator lets the account in, and its value; nil where
// it is not among the controllers that were read.
func (e *remoteSAMEvidence) ofPDC() (probes.YesNo, *probes.ControllerSAM) {
	i := slices.IndexFunc(e.Controllers.List, func(c probes.ControllerSAM) bool { return e.PDC != "" && sameName(c.Host, e.PDC) })
	if !e.Controllers.Read || i < 0 {
		return probes.Unsaid, nil
	}
	pdc := &e.Controllers.List[i]
	if !pdc.Read {
		return probes.Unsaid, pdc
	}
	return e.allows(pdc.Present, pdc.SDDL, true), pdc
}

// whyNotSeen is why the value of the PDC emulator is not known.
func (e *remoteSAMEvidence) whyNotSeen(pdc *probes.ControllerSAM) tell.Value {
	why := e.Controllers.Why
	if pdc != nil && pdc.Why != nil {
		why = pdc.Why
	}
	if why == nil {
		why = &probes.Obstacle{Kind: probes.NotCollected}
	}
	return tell.Contact.Of(string(why.Kind))
}

// allows says whether a value lets the account in. No value is no restriction on
// a controller ("Network access: Restrict clients allowed to make remote calls to
// SAM", default values), and on the server none that is known to matter.
func (e *remoteSAMEvidence) allows(present probes.YesNo, sddl string, controller bool) probes.YesNo {
	if present == probes.No {
		return probes.Yes
	}
	if present == probes.Unsaid {
		return probes.Unsaid
	}
	dacl, err := parseSDDL(sddl)
	switch {
	case err != nil:
		return probes.Unsaid
	case !dacl.present:
		return probes.Yes
	}
	return letsIn(dacl, samCaller{e.Token, e.Whole && e.Token.Seen(), controller})
}

// mended fills in the value with an entry that lets the account in, and that
// entry: where the account is known, and where the entry is enough. It is not where
// another one refuses it.
func (e *remoteSAMEvidence) mended(sddl string, controller bool, args tell.Args) {
	if !e.Token.Seen() || len(e.Token) == 0 {
		return
	}
	entry := "(A;;RC;;;" + e.Token[0] + ")"
	good, err := withEntry(strings.TrimSpace(sddl), entry)
	if err == nil && e.allows(probes.Yes, good, controller) == probes.Yes {
		args["sddl_good"], args["entry"] = tell.SDDL.Of(good), tell.SDDL.Of(entry)
	}
}

// samCaller is whom a restriction is held against.
type samCaller struct {
	token      []string
	whole      bool // token holds every group of the domain
	controller bool // the groups of BUILTIN are those of the domain
}

// letsIn walks a DACL in its stored order: the first entry about READ_CONTROL
// whose trustee the account is decides (MS-DTYP 2.5.3.2). An entry that only
// perhaps is about the account ends the walk without an answer, unless it
// says what the rest would say anyway.
func letsIn(dacl sddlDACL, who samCaller) probes.YesNo {
	perhaps := probes.Unsaid
	for _, ace := range dacl.entries {
		if ace.rights&(readControl|genericWithRead) == 0 || strings.Contains(ace.flags, "IO") {
			continue
		}
		answer, plain := map[string]probes.YesNo{"A": probes.Yes, "D": probes.No}[ace.kind]
		match := who.isTrustee(ace.trustee)
		switch {
		case match == probes.No:
			continue
		case !plain: // conditional: whether the condition holds is not known
			return probes.Unsaid
		case match == probes.Yes && (perhaps == probes.Unsaid || perhaps == answer):
			return answer
		case match == probes.Yes, perhaps != probes.Unsaid && perhaps != answer:
			return probes.Unsaid
		default:
			perhaps = answer
		}
	}
	if perhaps == probes.Yes {
		return probes.Unsaid
	}
	return probes.No
}

// everybody are the SIDs that every account brings along when it signs in
// over the network, and how SDDL writes them.
func everybody() []string {
	return []string{"WD", "S-1-1-0", "AU", "S-1-5-11", "NU", "S-1-5-2", "S-1-5-15"}
}

// builtin begins the SIDs of the groups that every machine has for itself. The
// token that a controller tells holds those of the domain.
const builtin = "S-1-5-32-"

// isTrustee says whether the account is what an entry is about. Unsaid means
// that its groups are not known, or not what the letters stand for.
func (a samCaller) isTrustee(trustee string) probes.YesNo {
	held := func(is func(string) bool) bool { return slices.ContainsFunc(a.token, is) }
	switch sid, rid := trusteeLetters(trustee); {
	case slices.Contains(everybody(), trustee):
		return probes.Yes
	case sid != "" && held(func(s string) bool { return strings.EqualFold(s, sid) }):
		if strings.HasPrefix(sid, builtin) && !a.controller {
			return probes.Unsaid // in the domain's group of that name, which is not the server's own
		}
		return probes.Yes
	case rid != "" && inGroup(a.token, rid):
		return probes.Yes
	case sid == "" && rid == "", !a.whole:
		return probes.Unsaid
	default:
		return probes.No
	}
}

// trusteeLetters returns the SID that an SDDL trustee stands for, or the
// relative identifier when it is a group of a domain. Both are "" for letters
// that are not in the table (MS-DTYP 2.5.1.1).
func trusteeLetters(trustee string) (sid, rid string) {
	if strings.HasPrefix(trustee, "S-1-") {
		return trustee, ""
	}
	sid = map[string]string{
		"BA": "S-1-5-32-544", "BU": "S-1-5-32-545", "BG": "S-1-5-32-546", "AO": "S-1-5-32-548",
		"SO": "S-1-5-32-549", "PO": "S-1-5-32-550", "BO": "S-1-5-32-551", "RE": "S-1-5-32-552",
		"RU": "S-1-5-32-554", "RD": "S-1-5-32-555", "AN": "S-1-5-7", "SY": "S-1-5-18",
		"LS": "S-1-5-19", "NS": "S-1-5-20", "IU": "S-1-5-4", "SU": "S-1-5-6", "ED": "S-1-5-9",
	}[trustee]
	rid = map[string]string{
		"DA": ridDomainAdmins, "EA": ridEnterpriseAdmins, "DU": "-513", "DG": "-514", "DC": "-515",
		"DD": "-516", "CA": "-517", "SA": "-518", "PA": "-520", "LA": "-500", "LG": "-501",
	}[trustee]
	return sid, rid
}
