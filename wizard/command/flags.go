package command

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"go.yaml.in/yaml/v3"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/command/opener"
)

// flags are the flags of every command, with those of the one that runs. Those
// that answer what the wizard would ask have the names of the facts; no flag
// takes a secret.
type flags struct {
	lang                       string
	accessible, ascii, unicode bool
	noJournal, noSettings      bool
	color                      string

	opener.Said
	*own

	owned map[*cobra.Command]*own
}

// own are the flags of one command. Two commands may have a flag of the same
// name; the default of one never reaches the other.
type own struct {
	format, world, script             string
	formats                           []string // that format can be
	out, caseFile, fixes              string
	compare, forecast, licenses       string
	record, recordAs                  string
	base, filter, since, until        string
	from, limit, every                string // of landed
	difference, proof                 bool
	strict, list, mermaid, mask, hold bool
	stdin, verbose, permissions       bool
	forgetSignIn                      bool // of settings
}

// bindFormat binds --format, which can be one of formats.
func (o *own) bindFormat(c *cobra.Command, otherwise string, formats ...string) {
	o.formats = formats
	c.Flags().StringVar(&o.format, "format", otherwise, "")
}

// of are the flags of a command, to bind them and to take them when it runs.
func (f *flags) of(c *cobra.Command) *own {
	if f.owned == nil {
		f.owned = map[*cobra.Command]*own{}
	}
	if f.owned[c] == nil {
		f.owned[c] = &own{}
	}
	return f.owned[c]
}

func (f *flags) common(c *cobra.Command) {
	p := c.PersistentFlags()
	p.StringVar(&f.lang, "lang", "", "")
	p.StringVar(&f.Answers, "answers", "", "")
	p.BoolVar(&f.accessible, "accessible", false, "")
	c.SetGlobalNormalizationFunc(func(_ *pflag.FlagSet, name string) pflag.NormalizedName {
		if name == "plain" { // as other programs call it
			name = "accessible"
		}
		return pflag.NormalizedName(name)
	})
	p.BoolVar(&f.ascii, "ascii", false, "")
	p.BoolVar(&f.unicode, "unicode", false, "")
	p.BoolVar(&f.noJournal, "no-journal", false, "")
	p.BoolVar(&f.noSettings, "no-settings", false, "")
	p.StringVar(&f.color, "color", "auto", "")
}

// facts adds the flags that answer what the wizard would ask.
func (f *flags) facts(c *cobra.Command) {
	p := c.PersistentFlags()
	f.Fact = map[steps.Fact]*string{}
	for _, name := range steps.Inputs() {
		f.Fact[name] = p.String(string(name), "", "")
	}
	p.StringVar(&f.Account, "account", "", "")
	p.StringVar(&f.ClientID, "client-id", "", "")
	p.StringVar(&f.Cloud, "cloud", "", "")
	p.StringVar(&f.CAFile, "ca-file", "", "")
	p.StringVar(&f.ServerFile, "server-file", "", "")
	p.StringVar(&f.SignIn, "sign-in", "", "")
	p.StringVar(&f.Keytab, "keytab", "", "")
	p.StringVar(&f.TenantSignIn, "tenant-sign-in", "", "")
	p.StringVar(&f.Certificate, "client-certificate", "", "")
	p.BoolVar(&f.KeepSignIn, "keep-sign-in", false, "")
}

// others are the answers that are not facts, by their key in the file.
func (f *flags) others() map[string]*string {
	all := f.Others()
	all["lang"] = &f.lang
	return all
}

// maxAnswers bounds an answers file; a real one has a dozen lines.
const maxAnswers = 64 << 10

// readAnswers reads --answers. What the command line says itself wins.
func (a *app) readAnswers(c *cobra.Command) error {
	f := &a.flags
	if f.Answers == "" {
		return nil
	}
	answers, file, err := readAnswers(f.Answers)
	if err != nil {
		return err
	}
	defer a.opener.TellGuess(file) // in the language that the answers may say
	into := f.others()
	for name, value := range f.Fact {
		into[string(name)] = value
	}
	for key, value := range answers {
		target, known := into[key]
		if !known {
			return unknownAnswer(f.Answers, key, into)
		}
		if flag := c.Flag(key); flag == nil || !flag.Changed {
			*target = value
			f.Suppose(key)
		}
	}
	return nil
}

func readAnswers(path string) (map[string]string, opener.NamedFile, error) {
	file, err := opener.ReadNamed(path, maxAnswers)
	if err != nil {
		return nil, opener.NamedFile{}, err
	}
	answers := map[string]string{}
	decoder := yaml.NewDecoder(bytes.NewReader(file.Text))
	if err := decoder.Decode(&answers); err != nil && !errors.Is(err, io.EOF) {
		return nil, opener.NamedFile{}, misuse.New(lang.Text{
			Ko: "답변 파일 {path} 내용을 읽을 수 없습니다. 각 줄은 `이름: 값` 형식이어야 합니다. 자세히: {why}",
			En: "The answers file {path} cannot be read. Each line must be `name: value`. Details: {why}",
		}, lang.Args{"path": path, "why": err.Error()})
	}
	return answers, file, nil
}

func unknownAnswer(path, key string, into map[string]*string) error {
	var names []string
	for name := range into {
		names = append(names, name)
	}
	slices.Sort(names)
	secret := slices.Contains([]string{"password", "client-secret", "secret", "token"}, strings.ToLower(key))
	if secret {
		return misuse.New(lang.Text{
			Ko: "답변 파일 {path} 안의 {key} 항목: 비밀 값은 파일에 두지 않습니다. 환경 변수나 입력 창을 쓰십시오.",
			En: "{path}: {key}: secrets do not belong in a file. Use the environment or the prompt.",
		}, lang.Args{"path": path, "key": key})
	}
	return misuse.Mistyped(lang.Text{
		Ko: "답변 파일 {path} 안의 {key} 이름은 쓸 수 없습니다. 쓸 수 있는 이름: {names}.",
		En: "{path}: there is no answer {key}. There are: {names}.",
	}, lang.Args{"path": path, "key": key, "names": strings.Join(names, ", ")}, "", key, names)
}
