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
func permissions(ctx context.Context, a *app, c *cobra.Command) error {
	if a.flags.format != "text" && a.flags.format != "json" {
		return misuse.New(lang.Text{
			Ko: "{name} --permissions 옵션의 출력 형식은 text 또는 json입니다.", En: "{name} --permissions prints text or json.",
		}, lang.Args{"name": c.Name()})
	}
	patient, err := a.opener.Open(ctx, a.flags.world)
	if err != nil {
		return err
	}
	in, refused, err := signsIn(ctx, a, patient)
	if err != nil {
		_ = patient.Shut() // the end is the message
		return err
	}
	f := foreseen{in, refused, steps.Foresee(patient.Session.Tree(), in)}
	if a.flags.format == "json" {
		err = f.json(a)
	} else {
		err = f.text(a, patient.Teller(a.output.Language, a.process.Zone))
	}
	if shut := patient.Shut(); err == nil {
		err = shut
	}
	if err == nil && (in == nil || !steps.Unforeseen(f.all)) {
		return &exitError{code: ExitUnknown}
	}
	return err
}

// signsIn signs in with whatever was given. refused is why nobody did; the error
// is that of an end from outside.
func signsIn(ctx context.Context, a *app, p *steps.Patient) (in *steps.SignedIn, refused, err error) {
	if p.SignIn == nil {
		return nil, &probes.Obstacle{Kind: probes.NoTenant}, nil
	}
	who, refused := p.SignIn.Enter(ctx, prompted(a, p.Teller(a.output.Language, a.process.Zone), a.aside))
	switch {
	case ctx.Err() != nil:
		return nil, nil, fmt.Errorf("sign in to the tenant: %w", context.Cause(ctx))
	case refused != nil:
		return nil, refused, nil
	default:
		return &who, nil, nil
	}
}

// foreseen is what a sign-in will see.
type foreseen struct {
	in      *steps.SignedIn // nil for nobody
	refused error           // why
	all     []steps.Foreseen
}

func (f *foreseen) json(a *app) error {
	printed := rightsOf{Schema: permissionsSchema, Steps: []stepSees{}, Lacking: notNil(steps.Lacking(f.all))}
	if why := probes.AsObstacle(f.refused); why != nil {
		printed.Why, printed.Code = string(why.Kind), why.Code
	}
	if f.in != nil {
		printed.SignedIn = whoSignedIn(f.in, a.flags.mask)
	}
	for _, step := range f.all {
		printed.Steps = append(printed.Steps, stepSees{step.Step, step.Sees, step.Needs, notNil(step.Missing), step.Roles})
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

func whoSignedIn(in *steps.SignedIn, masked bool) *whoIs {
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
	if masked {
		is.Name, is.Tenant, is.ClientID = "", "", ""
	}
	return is
}

func (f *foreseen) text(a *app, teller steps.Teller) error {
	var text strings.Builder
	if f.in != nil {
		plain.Paragraph(&text, "", teller.SignedIn(*f.in, a.flags.mask))
	} else {
		plain.Paragraph(&text, "", teller.Obstacle(probes.AsObstacle(f.refused)))
	}
	text.WriteString("\n")
	for _, line := range teller.Foreseen(f.all, f.in == nil) {
		plain.Paragraph(&text, line.Indent, line.Text)
	}
	_, err := fmt.Fprint(a.output.Out, text.String())
	return output.Wrap(err)
}
