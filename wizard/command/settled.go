package command

import (
	"fmt"
	"maps"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/command/opener"
	"example.com/writeback-doctor/wizard/command/outfile"
	"example.com/writeback-doctor/wizard/command/output"
	"example.com/writeback-doctor/wizard/command/settings"
)

// envNoSettings switches the person's settings off, as --no-settings does;
// envCompany names the file of the company's.
const (
	envNoSettings = "WRITEBACK_DOCTOR_NO_SETTINGS"
	envCompany    = "WRITEBACK_DOCTOR_COMPANY_SETTINGS"
)

// settled is what is the same every day.
type settled struct {
	app                  *app
	own, company         settings.Values
	ownPath, companyPath string // "" for none
}

// readSettings reads both files.
func readSettings(a *app) (settled, error) {
	s, err := readCompany(a)
	if err != nil || a.process.Settings == "" || a.flags.noSettings || a.process.Getenv(envNoSettings) != "" {
		return s, err
	}
	s.ownPath = ownSettings(a.process)
	s.own, err = settings.Read(s.ownPath, outfile.Ours)
	return s, err
}

func readCompany(a *app) (s settled, err error) {
	s.app = a
	s.companyPath = settings.CompanyPath(a.process.Program, a.process.Getenv(envCompany))
	s.company, err = settings.Company(s.companyPath, a.process.Program)
	return s, err
}

// named is what the command line and the answers file say of the settings.
func (s settled) named() map[string]*string {
	into := s.app.flags.Others()
	for name, value := range s.app.flags.Fact {
		into[string(name)] = value
	}
	into[settings.Lang] = &s.app.flags.lang
	return into
}

// locked refuses what the company has set otherwise.
func (s settled) locked() error {
	into := s.named()
	for _, name := range settings.Names() {
		set, said := s.company[name], *into[name]
		if set == "" || said == "" || opener.SameName(set, said) || name == settings.Lang {
			continue
		}
		return misuse.New(lang.Text{
			Ko: "--{name} 값은 회사가 {set} 값으로 정했습니다({path}). 이 옵션을 빼고 실행하십시오.",
			En: "Your company has set --{name} to {set} ({path}). Leave the option out.",
		}, lang.Args{"name": name, "set": lang.BothEnds(set), "path": s.companyPath})
	}
	return nil
}

// defaults are the settings that the start screens begin with: what nobody has
// said on the command line, and no variable of the environment says.
func (s settled) defaults() steps.Access {
	v, into := settings.Values{}, s.named()
	maps.Copy(v, s.own)
	for name, variable := range map[string]string{string(steps.Tenant): "AZURE_TENANT_ID", "client-id": "AZURE_CLIENT_ID"} {
		if s.app.process.Getenv(variable) != "" {
			delete(v, name)
		}
	}
	maps.DeleteFunc(v, func(name, _ string) bool { return *into[name] != "" })
	maps.Copy(v, s.company)
	return v.Access()
}

// heed has the start screens begin with the settings, and what they come to
// remembered.
func (s settled) heed() error {
	a := s.app
	if err := s.locked(); err != nil {
		return err
	}
	for _, v := range []settings.Values{s.company, s.own} {
		if a.flags.Cloud == "" { // no screen asks for it
			a.flags.Cloud = v["cloud"]
		}
	}
	a.opener.Defaults, a.opener.Locked = s.defaults(), s.company.Access()
	a.opener.Remember = s.remember
	return nil
}

// remember keeps what is the same every day of what an environment was opened
// with. What cannot be written is not told: the walk has begun.
func (s settled) remember(opened steps.Access) {
	if s.ownPath == "" {
		return
	}
	sweep := casefile.NewSweeper(s.app.opener.Secrets()...)
	news := settings.Of(opened)
	maps.DeleteFunc(news, func(name, value string) bool { return s.company[name] != "" || sweep.Value(value) != value })
	_ = settings.Remember(s.ownPath, news)
}

// obeyCompany has a command without screens go by the company's settings, unless
// it goes into the lab or what a file holds.
func obeyCompany(a *app, c *cobra.Command) error {
	if !map[string]bool{"check": true, "scan": true, "rights": true, "landed": true}[c.Name()] || a.flags.world != "" || a.flags.stdin {
		return nil
	}
	s, err := readCompany(a)
	if err != nil {
		return err
	}
	if err := s.locked(); err != nil {
		return err
	}
	into := s.named()
	for name, value := range s.company {
		if name != settings.Lang {
			*into[name] = value
		}
	}
	return nil
}

// settingsCommand shows what is the same every day, and where it stands.
func settingsCommand(a *app) *cobra.Command {
	c := &cobra.Command{Use: "settings", Args: noArguments, RunE: func(*cobra.Command, []string) error {
		if a.flags.forgetSignIn {
			return forgetSignIn(a)
		}
		s, err := readSettings(a)
		if err != nil {
			return err
		}
		return s.tell()
	}}
	c.Flags().BoolVar(&a.flags.of(c).forgetSignIn, "forget-sign-in", false, "")
	return c
}

func (s settled) tell() error {
	own := lang.Text{Ko: "기억한 값 ({path}):", En: "Remembered ({path}):"}
	switch {
	case s.ownPath == "":
		own = lang.Text{Ko: "자신의 설정은 쓰지 않습니다.", En: "Your own settings are not used."}
	case len(s.own) == 0:
		own = lang.Text{
			Ko: "기억한 값이 없습니다. 마법사가 이 환경을 열면 이곳에 기억합니다: {path}",
			En: "Nothing is remembered yet. When the wizard opens this environment, it will be here: {path}",
		}
	}
	if err := s.tellValues(own, s.ownPath, s.own); err != nil {
		return err
	}
	if s.companyPath != "" {
		if err := s.tellValues(lang.Text{
			Ko: "회사가 정한 값 ({path}), 마법사에서 바꿀 수 없음:", En: "Set by your company ({path}), and not to be changed in the wizard:",
		}, s.companyPath, s.company); err != nil {
			return err
		}
	}
	if err := tellKept(s.app); err != nil {
		return err
	}
	return prose(s.app, lang.Text{
		Ko: "비밀 값과 사람의 이름은 기억하지 않습니다. 파일을 고치거나 지워도 됩니다. 쓰지 않으려면: --no-settings",
		En: "Secrets and people are never remembered. Edit the file or delete it. To use none of it: --no-settings",
	}, nil)
}

func (s settled) tellValues(heading lang.Text, path string, v settings.Values) error {
	if err := prose(s.app, heading, lang.Args{"path": path}); err != nil {
		return err
	}
	for _, name := range settings.Names() {
		if v[name] == "" {
			continue
		}
		if _, err := fmt.Fprintf(s.app.output.Out, "  %s: %s\n", name, lang.Clean(v[name])); err != nil {
			return output.Wrap(err)
		}
	}
	return nil
}
