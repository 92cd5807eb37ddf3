// Package settings is what is the same every day: where a person's environment
// is, never a secret, never a person. It stands in one YAML file that the program
// writes and anybody may edit, and in one of the company's, whose values win.
//
// It knows no command and no screen.
package settings

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/command/opener"
	"example.com/writeback-doctor/wizard/command/outfile"
)

// Values are settings by their names.
type Values map[string]string

// maxSize bounds a file; a real one has eight lines.
const maxSize = 64 << 10

// Lang is the name of the language: ko or en. It is no part of what opens an
// environment, and nobody is held to it.
const Lang = "lang"

// Names are what can be set, in the order in which it is shown.
func Names() []string {
	names := []string{Lang, "tenant-sign-in", "client-id", "cloud", "sign-in", "ca-file"}
	var facts []string
	for _, name := range steps.Leading() {
		facts = append(facts, string(name))
	}
	return append(facts, names...)
}

// Of are the settings in what opens an environment.
func Of(a steps.Access) Values {
	v := Values{"tenant-sign-in": a.TenantSignIn, "client-id": a.ClientID, "sign-in": a.SignIn, "ca-file": a.CAFile}
	for _, name := range steps.Leading() {
		v[string(name)] = a.Facts[name]
	}
	maps.DeleteFunc(v, func(_, value string) bool { return value == "" })
	return v
}

// Access is what the settings say of an environment.
func (v Values) Access() steps.Access {
	a := steps.Access{Facts: steps.Facts{}, TenantSignIn: v["tenant-sign-in"], ClientID: v["client-id"], SignIn: v["sign-in"], CAFile: v["ca-file"]}
	for _, name := range steps.Leading() {
		if value := v[string(name)]; value != "" {
			a.Facts[name] = value
		}
	}
	return a
}

// Read reads a file of settings; one that is not there says nothing. trusted
// reports whether whoever may have written it has a say.
func Read(path string, trusted func(fs.FileInfo) bool) (Values, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil && !trusted(info) {
		return nil, wrong(path, lang.Text{
			Ko: "다른 사람이 쓸 수 있는 파일입니다. 자신만 쓸 수 있게 하거나(chmod 600) 파일을 옮기십시오.",
			En: "Somebody else can write to it. Make it yours alone (chmod 600), or move it away.",
		}, nil)
	}
	file, err := opener.ReadNamed(path, maxSize)
	if err != nil {
		return nil, err
	}
	v := Values{}
	if err := decode(file.Text, &v); err != nil {
		return nil, wrong(path, lang.Text{
			Ko: "각 줄은 `이름: 값` 형식이어야 합니다. 자세히: {why}", En: "Each line must be `name: value`. Details: {why}",
		}, lang.Args{"why": lang.Clean(err.Error())})
	}
	for _, name := range slices.Sorted(maps.Keys(v)) {
		if v[name] == "" {
			delete(v, name)
			continue
		}
		if problem, args := trouble(name, v[name]); !problem.Empty() {
			return nil, wrong(path, problem, args)
		}
	}
	if file := v["ca-file"]; file != "" && !filepath.IsAbs(file) { // it means the same wherever the program is started
		v["ca-file"] = filepath.Join(filepath.Dir(path), file)
	}
	return v, nil
}

// errTwo is a file of several documents, of which only one would be read.
var errTwo = errors.New("there is a second document")

// decode reads the one document of a file; an empty one says nothing.
func decode(text []byte, into *Values) error {
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	err := decoder.Decode(into)
	if errors.Is(err, io.EOF) {
		return nil
	}
	if err == nil && !errors.Is(decoder.Decode(&yaml.Node{}), io.EOF) {
		return errTwo
	}
	return err //nolint:wrapcheck // the caller says what it is
}

func wrong(path string, text lang.Text, args lang.Args) error {
	all := lang.Args{"path": path}
	maps.Copy(all, args)
	return misuse.New(misuse.Joined(lang.Text{Ko: "설정 파일 {path}:", En: "The settings {path}:"}, text, lang.Text{
		Ko: "파일을 고치거나 이름을 바꾸십시오. 자신의 설정 없이 시작하려면 --no-settings 옵션을 쓰십시오.",
		En: "Mend the file or rename it. --no-settings starts without your own.",
	}), all)
}

// trouble says why something cannot be set; nothing when it can.
func trouble(name, value string) (lang.Text, lang.Args) {
	args := lang.Args{"name": lang.BothEnds(lang.Clean(name)), "value": lang.BothEnds(lang.Clean(value)), "names": strings.Join(Names(), ", ")}
	choices := map[string][]string{
		Lang:    {"ko", "en"},
		"cloud": slices.Sorted(maps.Keys(opener.Clouds())), "sign-in": slices.Sorted(maps.Keys(opener.SignIns())),
		"tenant-sign-in": slices.Sorted(maps.Keys(opener.TenantSignIns())),
	}[name]
	switch {
	case secret(name):
		delete(args, "value")
		return lang.Text{
			Ko: "{name}: 비밀 값은 파일에 두지 않습니다. 환경 변수나 입력 창을 쓰십시오.",
			En: "{name}: secrets do not belong in a file. Use the environment or the prompt.",
		}, args
	case !slices.Contains(Names(), name):
		return lang.Text{Ko: "{name} 이름은 쓸 수 없습니다. 쓸 수 있는 이름: {names}.", En: "There is no setting {name}. There are: {names}."}, args
	case name != "ca-file" && strings.Contains(value, "@"):
		return lang.Text{Ko: "{name}: 사람의 이름은 설정에 두지 않습니다.", En: "{name}: names of people do not belong in the settings."}, args
	case len(value) > longest || strings.ContainsFunc(value, unicode.IsControl):
		return lang.Text{Ko: "{name}: 값이 너무 길거나 보이지 않는 글자가 들어 있습니다.", En: "{name}: the value is too long, or holds what cannot be shown."}, args
	case len(choices) > 0 && !slices.Contains(choices, value):
		args["names"] = strings.Join(slices.DeleteFunc(choices, func(c string) bool { return c == "" }), ", ")
		return lang.Text{Ko: "{name} 값으로 {value} 값은 쓸 수 없습니다. 쓸 수 있는 값: {names}.", En: "{name} cannot be {value}. It is one of: {names}."}, args
	default:
		return lang.Text{}, nil
	}
}

// longest is the longest value; paths are.
const longest = 4096

// secret reports whether a name asks for a secret.
func secret(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc([]string{"password", "secret", "token", "passwd", "pwd"}, func(part string) bool { return strings.Contains(name, part) })
}

// Remember puts values into a file, which need not be there yet. What else it
// says stays, and so do its comments. A file that cannot be read is left alone.
func Remember(path string, news Values) error {
	known, err := Read(path, outfile.Ours)
	if err != nil {
		return err
	}
	news = maps.Clone(news)
	maps.DeleteFunc(news, func(name, value string) bool {
		problem, _ := trouble(name, value)
		return known[name] == value || !problem.Empty()
	})
	if len(news) == 0 {
		return nil
	}
	var before []byte
	if file, err := opener.ReadNamed(path, maxSize); err == nil {
		before = file.Text
	}
	text, err := with(before, news)
	if err != nil {
		return err
	}
	return replace(path, text)
}

// with is a text of settings with more of them.
func with(before []byte, news Values) ([]byte, error) {
	var document yaml.Node
	if err := yaml.Unmarshal(before, &document); err != nil {
		return nil, fmt.Errorf("read the settings: %w", err)
	}
	first := ""
	if len(document.Content) == 0 || document.Content[0].Kind != yaml.MappingNode {
		if first = head; len(document.Content) == 0 && len(bytes.TrimSpace(before)) > 0 {
			first = strings.TrimRight(string(before), " \r\n") // comments alone
		}
		document = yaml.Node{Kind: yaml.DocumentNode, Content: []*yaml.Node{{Kind: yaml.MappingNode}}}
	}
	put(document.Content[0], news)
	text, err := yaml.Marshal(&document)
	if err != nil {
		return nil, fmt.Errorf("write the settings: %w", err)
	}
	if first != "" {
		text = append([]byte(first+"\n\n"), text...)
	}
	return text, nil
}

// put sets values in a mapping.
func put(mapping *yaml.Node, news Values) {
	at := map[string]int{}
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		at[mapping.Content[i].Value] = i + 1
	}
	for _, name := range Names() {
		value, told := news[name]
		if !told {
			continue
		}
		scalar := &yaml.Node{}
		scalar.SetString(value)
		i, known := at[name]
		if !known {
			mapping.Content = append(mapping.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: name}, scalar)
			continue
		}
		scalar.LineComment = mapping.Content[i].LineComment
		mapping.Content[i] = scalar
	}
}

// head begins a new file.
const head = `# Writeback Doctor remembers here what is the same every day: never a secret,
# never a person. Edit it as you like, or delete it to forget.
# ` + "매일 같은 값을 기억합니다. 비밀 값과 사람의 이름은 두지 않습니다. 고치거나 지워도 됩니다." //nolint:gosmopolitan // a file for readers of either language

func replace(path string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("make the folder of the settings: %w", err)
	}
	file, err := outfile.Open(path)
	if err != nil {
		return err
	}
	if _, err := file.Write(text); err != nil {
		file.Abandon()
		return err
	}
	return file.Commit()
}
