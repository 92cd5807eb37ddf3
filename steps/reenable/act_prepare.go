package reenable

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// action is one of those that a step can do, or the rest of one that broke off.
type action struct {
	step      steps.ID
	finishing bool
	// deeds are what it is made of, by what the service does now.
	deeds         func(probes.Service) []probes.Deed
	changes, undo lang.Text
	entry         lang.Text  // of what finishes one
	mends         []steps.ID // what is broken above and is mended by it
	judge         func(watched) steps.Verdict
	proven        steps.Outcome
	failures      map[steps.Outcome][]int // events that a verdict rests on
}

var restartAction = action{
	step:    "reenable/restart-service",
	deeds:   func(probes.Service) []probes.Deed { return []probes.Deed{probes.RestartService} },
	changes: whatRestarting, undo: undoRestart,
	mends: []steps.ID{"configuration/writeback-switch"},
	judge: judgeRestart, proven: "alive",
	failures: map[steps.Outcome][]int{"refused-start": {extensionFailed}},
}

var switchAction = action{
	step:    "reenable/disable-enable",
	deeds:   func(probes.Service) []probes.Deed { return []probes.Deed{probes.SwitchOff, probes.SwitchOn} },
	changes: whatSwitching, undo: undoSwitching,
	mends: []steps.ID{"configuration/writeback-switch"},
	judge: judgeSwitching, proven: "proven",
	failures: map[steps.Outcome][]int{"wrong-account": wrongAccount, "no-service": noWebService, "failed": badSettings},
}

// act is the action as a step has it.
func (a action) act(entry lang.Text) *steps.Act {
	return &steps.Act{Entry: entry, Prepare: a.prepare, Perform: a.perform}
}

// prepare looks, and changes nothing.
func (a action) prepare(ctx context.Context, env steps.Env, walk steps.Walked) steps.Offer {
	offer, _ := a.prepared(ctx, env, walk)
	return offer
}

// prepared is prepare, and says which action it is: the rest of one that broke off
// on this server comes before any other.
func (a action) prepared(ctx context.Context, env steps.Env, walk steps.Walked) (steps.Offer, action) {
	g, open := a.see(ctx, env, walk)
	if open != nil {
		a = finishing(open.On)
		g.Deeds, g.Finishing = a.deeds(g.Server.Service), true
	}
	offer := a.offer(g, walk)
	if open != nil {
		offer.Before = open.Sentence
	}
	return offer, a
}

// see looks at everything that the guards are judged by, and at what broke off on
// this server; nil for nothing.
func (a action) see(ctx context.Context, env steps.Env, walk steps.Walked) (g guarded, broken *steps.Interrupted) {
	env = env.Itself()
	g = guarded{Now: env.Now().UTC(), Finishing: a.finishing, Above: a.above(walk), NoTrail: true}
	for _, f := range walk.Trail {
		if f.ByHand && (f.Step == "configuration/sync-engine" || f.Step == "configuration/writeback-switch") {
			g.ByHand = true
		}
	}
	if shell, err := env.Shell(ctx, walk.Facts); err == nil {
		forgetting(shell) // what was seen a while ago says nothing of now
	}
	server, err := steps.AskServer(ctx, env, walk.Facts)
	g.Server, g.NoServer = server, probes.AsObstacle(err)
	g.Deeds = a.deeds(server.Service)
	if env.Acting == nil {
		g.Way = &probes.Obstacle{Kind: probes.NotLookedAt}
		return g, nil
	}
	actor, err := env.Acting(ctx, walk.Facts)
	if g.Way = probes.AsObstacle(err); err == nil {
		g.Console = actor.Console()
	}
	if env.Trail == nil {
		return g, nil
	}
	if acts, err := env.Trail.Read(); err == nil {
		g.NoTrail = false
		if open := brokenOff(acts); open != nil && open.Act != nil && sameServer(open.Server, serverName(server)) {
			broken = open
		}
	}
	return g, broken
}

// above are the steps of the first two stages that are broken and stand by
// themselves: as long as one is, the proof cannot come, or what the caller sees
// has another cause.
func (a action) above(walk steps.Walked) []steps.ID {
	var found []steps.ID
	for _, f := range walk.Trail {
		if f.Status == steps.Broken && f.ExplainedBy == "" && f.Step.Stage() != "reenable" && !slices.Contains(a.mends, f.Step) {
			found = append(found, f.Step)
		}
	}
	return found
}

// offer is what is shown before anybody consents.
func (a action) offer(g guarded, walk steps.Walked) steps.Offer {
	host := serverName(g.Server)
	offer := steps.Offer{Server: host, Changes: a.changes, Undo: a.undo}
	offer.Acted = probes.Acted{Action: string(a.step), Server: host}
	for _, on := range judgeGuards(g) {
		offer.Refusals = append(offer.Refusals, steps.Refusal{On: on, Sentence: refusalOf(on, g, walk)})
	}
	if switchesWriteback(g.Deeds) {
		offer.Acted.Connector = entraName(g.Server)
	}
	for _, deed := range g.Deeds {
		order := probes.Order{Deed: deed}
		if deed == probes.SwitchOff || deed == probes.SwitchOn {
			order.Connector = offer.Acted.Connector
		}
		command := commandOf(order)
		offer.Orders = append(offer.Orders, steps.Ordered{Order: order, Command: command})
		offer.Commands = append(offer.Commands, command)
	}
	if len(offer.Refusals) == 0 && g.guided() {
		offer.Guided = &steps.Refusal{On: "needs-console", Sentence: steps.Sentence{Say: needsConsole}}
	}
	word, _, _ := strings.Cut(host, ".")
	offer.Word, offer.Console = lang.Clean(word), g.Console && switchesWriteback(g.Deeds)
	offer.Ask = steps.Sentence{Say: askServer, Args: tell.Args{"word": tell.Server.Of(offer.Word)}}
	return offer
}

// refusal is a reason in words.
func refusalOf(on steps.Outcome, g guarded, walk steps.Walked) steps.Sentence {
	args := tell.Args{"state": tell.Code.Of(g.Server.Service.State).OrDash(), "why": tell.Words.Of(""), "above": tell.Words.Unknown()}
	why := g.NoServer
	if why == nil {
		why = g.Way
	}
	said := refusals[on]
	if why != nil {
		said.Ko = strings.ReplaceAll(said.Ko, "{why}", steps.Teller{Language: lang.Korean}.Obstacle(why))
		said.En = strings.ReplaceAll(said.En, "{why}", steps.Teller{Language: lang.English}.Obstacle(why))
	}
	said.Ko, said.En = strings.ReplaceAll(said.Ko, "{above}", titles(g.Above, walk, lang.Korean)), strings.ReplaceAll(said.En, "{above}", titles(g.Above, walk, lang.English))
	return steps.Sentence{Say: said, Args: args}
}

func titles(ids []steps.ID, walk steps.Walked, l lang.Language) string {
	var all []string
	for _, id := range ids {
		title := string(id)
		if step := walk.Find(id); step != nil {
			title = step.Title.In(l)
		}
		all = append(all, title)
	}
	return strings.Join(all, ", ")
}

// commandOf is the command that act.ps1 runs for an order.
func commandOf(order probes.Order) string {
	set := "Set-ADSyncAADPasswordResetConfiguration -Connector " + steps.QuotePowerShell(order.Connector) + " -Enable "
	switch order.Deed {
	case probes.RestartService:
		return "Restart-Service -Name ADSync"
	case probes.StartService:
		return "Start-Service -Name ADSync"
	case probes.SwitchOff:
		return set + "$false"
	case probes.SwitchOn:
		return set + "$true"
	default:
		return ""
	}
}

// sameServer compares two names of machines by their first label: Windows tells
// some without the domain.
func sameServer(a, b string) bool {
	a, _, _ = strings.Cut(a, ".")
	b, _, _ = strings.Cut(b, ".")
	return a != "" && strings.EqualFold(a, b)
}

func minutes() tell.Value { return tell.Number.Of(strconv.Itoa(int(provenWithin.Minutes()))) }
