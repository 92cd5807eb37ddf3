package opener

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"strconv"
	"strings"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/powershell"
	"example.com/writeback-doctor/probes/textfile"
	"example.com/writeback-doctor/steps/casefile"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/command/output"
)

// NamedFile is a text file that a person named.
type NamedFile struct {
	path  string
	Text  []byte
	how   textfile.Encoding
	saved *powershell.SavedLog // of an event log (.evtx); nil for any other file
}

// ReadNamed reads a text file that a person named. What is wrong with it is a
// mistake on the command line.
func ReadNamed(path string, most int64) (NamedFile, error) {
	text, how, err := textfile.Read(path, most)
	if err != nil {
		return NamedFile{}, unreadable(path, err)
	}
	return NamedFile{path: path, Text: text, how: how}, nil
}

// readJSON is readNamed for what is to be JSON, or can be made into it.
func readJSON(path string) (NamedFile, error) {
	if file, is, err := readLog(path); is {
		return file, err
	}
	file, err := ReadNamed(path, maxFile)
	if err != nil {
		return NamedFile{}, err
	}
	document, err := powershell.FromExport(file.Text)
	switch {
	case err == nil:
		file.Text = document
	case errors.Is(err, powershell.ErrLocalTime):
		return NamedFile{}, localTimes(path)
	case !errors.Is(err, powershell.ErrNoExport):
		return NamedFile{}, cutExport(path, err)
	}
	if err := probes.FewValues(file.Text, casefile.ValuesAtMost); err != nil {
		return NamedFile{}, unreadable(path, err)
	}
	return file, nil
}

// cutExport says that an export of events is not whole.
func cutExport(path string, err error) error {
	return misuse.New(lang.Text{
		Ko: "{path}: 내보낸 이벤트가 끝까지 있지 않거나 너무 많습니다. 다시 내보내거나 다시 복사하십시오. 자세히: {why}",
		En: "{path}: the exported events are not whole, or too many. Export or copy them again. Details: {why}",
	}, lang.Args{"path": path, "why": err.Error()})
}

// localTimes says why a table of events cannot be used, and which one can.
func localTimes(path string) error {
	return misuse.New(lang.Text{
		Ko: "{path}: 표의 시각이 그 Windows의 형식이라 몇 시인지 확실하지 않습니다. 서버에서 다음 명령으로 XML을 만들어 여십시오: {command}",
		En: "{path}: the times of the table are in the form of that Windows, so which hour they mean is not certain. Make XML on the server instead, with: {command}",
	}, lang.Args{"path": path, "command": powershell.AskByEvents})
}

// TellGuess says what a person should know of a file that was read, where there
// is room to say so: that its encoding was guessed, and how much of an event log
// it is.
func (op *Opener) TellGuess(f NamedFile) {
	if op.output.Drawn {
		return
	}
	if f.saved != nil {
		said, args := toldOf(f.saved, f.path)
		op.output.Complain(said.Fill(op.output.Language, args))
	}
	if f.how != textfile.CP949 {
		return
	}
	op.output.Complain(lang.Text{
		Ko: "{path} 파일은 UTF-8이 아니어서 CP949(한국어 Windows의 ANSI)로 읽었습니다. 글자가 깨졌으면 UTF-8로 저장하십시오.",
		En: "{path} is not UTF-8 and was read as CP949, the ANSI of a Korean Windows. If letters came out wrong, save it as UTF-8.",
	}.Fill(

		op.output.Language, lang.Args{"path": f.path}))
}

// unreadable says why a file that a person named cannot be read.
func unreadable(path string, err error) error {
	args := lang.Args{"path": path, "why": err.Error()}
	big, isBig := errors.AsType[*textfile.TooBigError](err)
	crowd, isCrowd := errors.AsType[*probes.TooManyError](err)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return misuse.New(lang.Text{
			Ko: "{path} 파일이 없습니다. 경로를 확인하십시오.", En: "There is no file {path}. Check the path.",
		}, args)
	case errors.Is(err, fs.ErrPermission):
		return misuse.New(lang.Text{
			Ko: "{path} 파일을 읽을 권한이 없습니다.", En: "There is no permission to read {path}.",
		}, args)
	case isBig:
		args["most"] = strconv.FormatInt(big.Most>>10, 10)
		return misuse.New(lang.Text{
			Ko: "{path} 파일이 너무 큽니다({most} KB 초과). 다른 파일을 지정한 것이 아닌지 확인하십시오.",
			En: "{path} is too big (more than {most} KB). Check that it is the right file.",
		}, args)
	case isCrowd:
		args["most"] = strconv.Itoa(crowd.Most)
		return misuse.New(lang.Text{
			Ko: "{path} 파일에 값이 너무 많습니다({most}개 초과). 다른 파일을 지정한 것이 아닌지 확인하십시오.",
			En: "{path} has too many values (more than {most}). Check that it is the right file.",
		}, args)
	case errors.Is(err, textfile.ErrNoFile):
		return misuse.New(lang.Text{
			Ko: "{path}: 일반 파일이 아닙니다. 파이프, 장치, 폴더는 읽지 않습니다. 내용을 파일로 저장한 뒤 그 파일을 지정하십시오.",
			En: "{path} is not a regular file. Pipes, devices and folders are not read. Save what it holds in a file, and name that.",
		}, args)
	case errors.Is(err, textfile.ErrNotText):
		return misuse.New(lang.Text{
			Ko: "{path} 파일은 텍스트 파일이 아닙니다. UTF-8, UTF-16, CP949 텍스트만 읽을 수 있습니다.",
			En: "{path} is not a text file. UTF-8, UTF-16 and CP949 can be read.",
		}, args)
	default:
		return misuse.New(lang.Text{Ko: "{path} 파일을 읽을 수 없습니다: {why}", En: "{path} cannot be read: {why}"}, args)
	}
}

// howCollected says how the file of the Connect server is made.
func howCollected() lang.Text {
	return lang.Text{
		Ko: "이 파일은 Connect 서버에서 `writeback-doctor collect --out connect-server.json` 명령으로 만듭니다. 그 서버에 프로그램을 둘 수 없으면 `writeback-doctor collect --script collect.ps1` 명령으로 만든 스크립트를 그곳에서 실행하십시오.",
		En: "Such a file is made on the Connect server with `writeback-doctor collect --out connect-server.json`. Where the program may not run there, run the script there that `writeback-doctor collect --script collect.ps1` writes.",
	}
}

// howSaved says how a case file is made.
func howSaved() lang.Text {
	return lang.Text{
		Ko: "진행 기록 파일은 마법사의 F7 키나 `writeback-doctor check --case case.json` 명령으로 저장합니다.",
		En: "A case file is saved with F7 in the wizard, or with `writeback-doctor check --case case.json`.",
	}
}

// whatItIs says what a text is that could not be read as what was wanted; why
// says for each schema that was wanted what kept it from being that.
func whatItIs(text []byte, why map[string]error) (lang.Text, lang.Args) {
	var root map[string]json.RawMessage
	syntax := json.Unmarshal(text, &root)
	var schema string
	said := json.Unmarshal(root["schema"], &schema) == nil && schema != ""
	args, failed := lang.Args{"schema": schema}, why[schema]
	if casefile.Reads(schema) {
		failed = why[casefile.Schema]
	}
	switch {
	case len(bytes.TrimSpace(text)) == 0:
		return lang.Text{Ko: "빈 파일입니다.", En: "It is empty."}, args
	case syntax != nil:
		return notJSON(text, syntax)
	case !said:
		return lang.Text{
			Ko: "JSON이지만 무슨 파일인지 말하는 schema 항목이 없습니다.", En: `It is JSON, but lacks the field "schema" that says what a file is.`,
		}, args
	case failed != nil:
		args["why"] = failed.Error()
		return lang.Text{
			Ko: "{schema} 형식이지만 내용이 맞지 않습니다. 자세히: {why}.", En: "It is of the form {schema}, but what it holds does not fit. Details: {why}.",
		}, args
	case casefile.Reads(schema):
		return lang.Text{
			Ko: "진행 기록 파일입니다. writeback-doctor open 명령으로 여십시오.", En: "It is a case file: open it with writeback-doctor open.",
		}, args
	case otherVersion(schema, powershell.Schema), otherVersion(schema, casefile.Schema):
		return lang.Text{
			Ko: "이 버전이 읽지 못하는 형식입니다({schema}). 그 파일을 만든 버전을 쓰십시오.",
			En: "It has a form that this version does not read ({schema}). Use the version that made it.",
		}, args
	case schema == output.CheckSchema || schema == output.ScanSchema || schema == output.DifferenceSchema || schema == output.RightsSchema:
		return lang.Text{
			Ko: "이 프로그램이 출력한 결과({schema})이며, 다시 열 수 있는 파일이 아닙니다.",
			En: "It is a result that this program printed ({schema}), which cannot be opened again.",
		}, args
	default:
		return lang.Text{Ko: "다른 종류의 파일입니다(schema: {schema}).", En: "It is a file of another kind (schema: {schema})."}, args
	}
}

// otherVersion reports whether a schema is another version of one of ours.
func otherVersion(schema, ours string) bool {
	name := ours[:strings.LastIndexByte(ours, '/')+1]
	return schema != ours && strings.HasPrefix(schema, name)
}

// notJSON says where a text stops being JSON.
func notJSON(text []byte, err error) (lang.Text, lang.Args) {
	var broken *json.SyntaxError
	first := bytes.TrimSpace(text)[0]
	switch {
	case !errors.As(err, &broken) && json.Valid(text), first != '{':
		return lang.Text{
			Ko: "JSON 개체가 아닙니다(중괄호로 시작하지 않음).", En: "It is no JSON object: it does not begin with a brace.",
		}, lang.Args{}
	case !errors.As(err, &broken), int(broken.Offset) >= len(bytes.TrimRight(text, " \r\n\t")):
		return lang.Text{
			Ko: "JSON이 끝나기 전에 끊겼습니다. 다시 복사하거나 내려받으십시오.", En: "The JSON breaks off before its end. Copy or download it again.",
		}, lang.Args{}
	default:
		line := 1 + bytes.Count(text[:broken.Offset], []byte("\n"))
		return lang.Text{
			Ko: "{line}번째 줄부터 JSON이 아닙니다.", En: "From line {line} on it is no JSON.",
		}, lang.Args{"line": strconv.Itoa(line)}
	}
}
