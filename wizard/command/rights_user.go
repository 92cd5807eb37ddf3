package command

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/configuration"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/command/opener"
	"example.com/writeback-doctor/wizard/command/rights"
)

// rights explains the rights of the connector account on one user. The words
// are those of the step that judges them.
func (a *app) rights(c *cobra.Command, format string) error {
	ctx := c.Context()
	patient, err := a.opener.Open(ctx, a.flags.world)
	if err != nil {
		return err
	}
	if patient.Session.Facts()[steps.User] == "" {
		_ = patient.Shut() // the first error is the message
		return misuse.New(lang.Text{
			Ko: "누구의 암호에 대한 권한인지 --user 옵션으로 지정하십시오. JSON 줄을 읽으려면 --stdin 옵션을 쓰십시오.",
			En: "Name the user whose password it is with --user, or use --stdin for JSON lines.",
		}, nil)
	}
	found, err := a.explaining().explain(ctx, patient)
	if shut := patient.Shut(); err == nil {
		err = shut
	}
	if _, ended := interrupted(ctx); ended {
		return fmt.Errorf("explain rights: %w", context.Cause(ctx))
	}
	if err != nil {
		return err
	}
	if a.flags.mask {
		if err := found.Mask(patient.Session.Facts()); err != nil {
			return err
		}
	}
	if err := (rights.Printer{
		Output: a.output, Zone: a.process.Zone, Masked: a.flags.mask, Own: a.explaining().own(),
	}).Print(found, format); err != nil {
		return err
	}
	diagnosis := steps.DiagnoseAll([]steps.Finding{found.Finding}, true)
	if code := verdictCode(diagnosis, a.flags.strict); code != ExitHealthy {
		return &exitError{code: code}
	}
	return nil
}

// explaining is whose rights are asked for.
type explaining struct {
	said  *opener.Said
	world string
}

func (a *app) explaining() explaining { return explaining{said: &a.flags.Said, world: a.flags.world} }

// explain looks for the user and the account, and has the step look and judge.
func (e explaining) explain(ctx context.Context, p *steps.Patient) (rights.Explained, error) {
	found := rights.Explained{Step: p.Session.Find(configuration.EffectiveRightsID)}
	facts, cause := e.whose(ctx, p, &found)
	var result steps.Result
	if cause == nil {
		result, cause = steps.Live(p.Env).Run(ctx, found.Step, facts)
	}
	if cause == nil {
		found.Rights = &probes.Rights{}
		if err := json.Unmarshal(result.Evidence, found.Rights); err != nil {
			return found, fmt.Errorf("read the evidence: %w", err)
		}
	}
	var err error
	found.Finding, err = steps.NewSession([]steps.Step{*found.Step}, facts).Record(result, cause, p.Now())
	return found, err
}

// whose finds the entry of the user and the name of the account.
func (e explaining) whose(ctx context.Context, p *steps.Patient, found *rights.Explained) (steps.Facts, error) {
	facts := p.Session.Facts()
	directory, err := p.Env.Directory(ctx, facts)
	if err != nil {
		return facts, err
	}
	user, err := directory.User(ctx, facts[steps.User])
	switch {
	case err != nil:
		return facts, err
	case user.Matches > 1:
		found.Matches = user.MatchDN
		return facts, &probes.Obstacle{Kind: probes.Ambiguous, Needs: facts[steps.User]}
	case user.Matches == 0:
		return facts, user.Absence()
	}
	facts = facts.With(steps.Facts{steps.UserDN: user.DN})
	return facts.With(steps.Facts{steps.ConnectorAccount: e.connector(ctx, p, facts)}), nil
}

// connector is the account whose rights are explained: the one that is named,
// else the one that signs in, else the one that the Connect server knows. ""
// when none of them is there.
func (e explaining) connector(ctx context.Context, p *steps.Patient, facts steps.Facts) string {
	switch {
	case e.said.Connector() != "":
		return e.said.Connector()
	case e.said.Account != "" && e.world == "":
		return e.said.Account
	case facts[steps.ConnectorAccount] != "":
		return facts[steps.ConnectorAccount]
	}
	result, err := steps.Live(p.Env).Run(ctx, p.Session.Find(configuration.SyncEngineID), facts)
	if err != nil {
		return ""
	}
	return result.Verdict.Learned[steps.ConnectorAccount]
}

// own reports whether the account that signs in is explained for want of
// another, and does not have the name that Connect gives its account: then it
// may well be somebody else's, and its rights say nothing about writeback.
func (e explaining) own() bool {
	return e.said.Connector() == "" && e.said.Account != "" && e.world == "" &&
		!strings.Contains(strings.ToUpper(e.said.Account), "MSOL_")
}
