package command

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/command/output"
	"example.com/writeback-doctor/wizard/plain"
)

// permissionsSchema names the JSON of check --permissions.
const permissionsSchema = "writeback-doctor/permissions/1"

// rightsOf is what check --permissions prints.
type rightsOf struct {
	Schema   string     `json:"schema"`
	SignedIn *whoIs     `json:"signed_in"` // null for nobody
	Why      string     `json:"why,omitempty"`
	Code     string     `json:"code,omitempty"` // of the refusal
	Steps    []stepSees `json:"steps"`
	Lacking  []string   `json:"missing_permissions"`
}

type whoIs struct {
	Way         string   `json:"way"`
	Name        string   `json:"name,omitempty"`
	Person      *bool    `json:"person"` // null where the token does not say
	Tenant      string   `json:"tenant,omitempty"`
	ClientID    string   `json:"client_id,omitempty"`
	Permissions []string `json:"permissions"`
	Roles       []string `json:"roles"` // null where the token does not say
}

type stepSees struct {
	Step    steps.ID      `json:"step"`
	Sees    steps.Outlook `json:"sees"`
	Needs   []string      `json:"permissions"`
	Missing []string      `json:"missing_permissions"`
	Roles   []string      `json:"one_of_roles"` // of which the person lacks one; null for none
}

// permissions signs in and says what each step will see of the tenant, and looks
// at nothing else. The exit code says whether everything can be seen.
func (a *app) permissions(ctx context.Context, c *cobra.Command) error {
	if a.flags.format != "text" && a.flags.format != "json" {
		return misuse.New(lang.Text{
			Ko: "{name} --permissions 옵션의 출력 형식은 text 또는 json입니다.", En: "{name} --permissions prints text or json.",
		}, lang.Args{"name": c.Name()})
	}
	patient, err := a.opener.Open(ctx, a.flags.world)
	if err != nil {
		return err
	}
	in, refused, err := a.signsIn(ctx, patient)
	if err != nil {
		_ = patient.Shut() // the end is the message
		return err
	}
	all := steps.Foresee(patient.Session.Tree(), in)
	if a.flags.format == "json" {
		err = a.permissionsJSON(in, refused, all)
	} else {
		err = a.permissionsText(patient, in, refused, all)
	}
	if shut := patient.Shut(); err == nil {
		err = shut
	}
	if err == nil && (in == nil || !steps.Unforeseen(all)) {
		return &exitError{code: ExitUnknown}
	}
	return err
}

// signsIn signs in with whatever was given. refused is why nobody did; the error
// is that of an end from outside.
func (a *app) signsIn(ctx context.Context, p *steps.Patient) (in *steps.SignedIn, refused, err error) {
	if p.SignIn == nil {
		return nil, &probes.Obstacle{Kind: probes.NoTenant}, nil
	}
	who, refused := p.SignIn.Enter(ctx, a.prompted(p.Teller(a.output.Language, a.process.Zone), a.aside))
	switch {
	case ctx.Err() != nil:
		return nil, nil, fmt.Errorf("sign in to the tenant: %w", context.Cause(ctx))
	case refused != nil:
		return nil, refused, nil
	default:
		return &who, nil, nil
	}
}

func (a *app) permissionsJSON(in *steps.SignedIn, refused error, all []steps.Foreseen) error {
	printed := rightsOf{Schema: permissionsSchema, Steps: []stepSees{}, Lacking: notNil(steps.Lacking(all))}
	if why := probes.AsObstacle(refused); why != nil {
		printed.Why, printed.Code = string(why.Kind), why.Code
	}
	if in != nil {
		printed.SignedIn = a.whoIs(in)
	}
	for _, f := range all {
		printed.Steps = append(printed.Steps, stepSees{f.Step, f.Sees, f.Needs, notNil(f.Missing), f.Roles})
	}
	text, err := json.MarshalIndent(printed, "", "  ")
	if err != nil {
		return fmt.Errorf("write the permissions: %w", err)
	}
	return a.output.JSON(append(text, '\n'))
}

func notNil(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

func (a *app) whoIs(in *steps.SignedIn) *whoIs {
	is := &whoIs{Way: in.Way, Name: in.Name, Tenant: in.Tenant, ClientID: in.ClientID, Permissions: notNil(in.Permissions)}
	if in.Person != probes.Unsaid {
		person := in.Person == probes.Yes
		is.Person = &person
	}
	if in.RolesSaid {
		is.Roles = []string{}
		for _, role := range in.Roles {
			is.Roles = append(is.Roles, role.Name)
		}
	}
	if a.flags.mask {
		is.Name, is.Tenant, is.ClientID = "", "", ""
	}
	return is
}

func (a *app) permissionsText(p *steps.Patient, in *steps.SignedIn, refused error, all []steps.Foreseen) error {
	teller := p.Teller(a.output.Language, a.process.Zone)
	var text strings.Builder
	if in != nil {
		plain.Paragraph(&text, "", teller.SignedIn(*in, a.flags.mask))
	} else {
		plain.Paragraph(&text, "", teller.Obstacle(probes.AsObstacle(refused)))
	}
	text.WriteString("\n")
	for _, line := range teller.Foreseen(all, in == nil) {
		plain.Paragraph(&text, line.Indent, line.Text)
	}
	_, err := fmt.Fprint(a.output.Out, text.String())
	return output.Wrap(err)
}
