package script

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// Order is a remedy that is to be written down, and for where.
type Order struct {
	Told     steps.Told
	Language lang.Language
	User     string // whose password it is; "" for nobody
	Domain   string // DNS name of the domain of the walk; "" when it is not known
	Server   string // host of the Connect server; "" when it is not known
	Program  string // name and version of this program
}

// File is one script. It shows what is there and what it would run, and runs it
// when it is told to.
type File struct {
	Name string
	Part steps.Part
	Ways []int // as of its block
	Text []byte
}

// nameOf is what the file of a block is called, without its ending: after its
// part, and after its way where that is not the fix.
func nameOf(block steps.Block) string {
	name, way := string(block.Part), 0
	if len(block.Ways) > 0 {
		way = block.Ways[0]
	}
	switch {
	case way == 0:
		return name
	case block.Part == steps.Instead:
		return "other-way-" + strconv.Itoa(way)
	default:
		return name + "-other-way-" + strconv.Itoa(way)
	}
}

// Files are the scripts of a remedy: one that mends, one for each other way, and
// one for each that takes it back, for each shell that they need. What only looks
// stands at the beginning of each of them, and alone where there is nothing else.
func Files(o Order) []File {
	if o.Told.Remedy == nil {
		return nil
	}
	var looks, files []File
	o.each(func(block steps.Block, name string) {
		f := File{Name: name, Part: block.Part, Ways: block.Ways}
		f.Text = o.write(f, block.Shell, block.Lines)
		if block.Part == steps.OnlyLook {
			looks = append(looks, f)
		} else {
			files = append(files, f)
		}
	})
	if len(files) == 0 {
		return looks
	}
	return files
}

// Names are the names of the files of commands, and whether they only look.
func Names(blocks []steps.Block) (names []string, onlyLook bool) {
	o := Order{Told: steps.Told{Remedy: &steps.ToldRemedy{Blocks: blocks}}}
	if names = o.namesOf(func(steps.Block) bool { return true }); len(names) > 0 {
		return names, false
	}
	o.each(func(_ steps.Block, name string) { names = append(names, name) })
	return names, true
}

func ending(shell steps.Shell) string {
	if shell == steps.Cmd {
		return ".cmd"
	}
	return ".ps1"
}

func (o Order) write(f File, shell steps.Shell, commands []string) []byte {
	if shell == steps.Cmd {
		return []byte(crlf(o.cmd(f, commands)))
	}
	// Windows PowerShell 5.1 reads a script without a byte order mark in the code
	// page of the system (about_Character_Encoding).
	return []byte("\ufeff" + crlf(o.powerShell(f, commands)))
}

func crlf(text string) string { return strings.ReplaceAll(text, "\n", "\r\n") }

func (o Order) say(t lang.Text, args lang.Args) string { return t.Fill(o.Language, args) }

// looked are the commands of a shell that only look.
func (o Order) looked(shell steps.Shell) []string {
	var commands []string
	for _, block := range o.Told.Remedy.Blocks {
		if block.Part == steps.OnlyLook && block.Shell == shell {
			commands = append(commands, block.Lines...)
		}
	}
	return commands
}

// purpose is what the script does, in the words of its block, as a beginning.
func (o Order) purpose(f File) string {
	said := ""
	o.each(func(block steps.Block, name string) {
		if name == f.Name {
			said = block.Label().In(o.Language) + " - "
		}
	})
	return said
}

// remarks are the comments at the head of a script, without their sign: what it
// is for, for whom, and what it changes.
func (o Order) remarks(f File) []string {
	told, r := o.Told, o.Told.Remedy
	var all []string
	add := func(head lang.Text, text string) {
		if text != "" {
			all = append(all, fold(head.In(o.Language)+" "+text)...)
		}
	}
	all = append(all, fold(f.Name+" - "+o.purpose(f)+told.Title+": "+told.Label)...)
	all = append(all, fold(o.Program)...)
	all = append(all, "")
	add(headWhat, told.Sentence)
	add(headUser, o.User)
	add(headDomain, o.Domain)
	add(headWho, told.People)
	add(headWhere, r.Where)
	if f.Part == steps.ToUndo {
		return append(all, o.lastRemarks(f)...)
	}
	for i, do := range r.Do {
		all = append(all, fold(fmt.Sprintf("%d. %s", i+1, do))...)
	}
	add(headChanges, r.Changes)
	add(headProof, r.Proof)
	add(headLink, r.Link)
	return append(all, o.lastRemarks(f)...)
}

// lastRemarks say how a script is run, and what it has to do with those beside it:
// of several ways one alone is gone, and each has its own way back.
func (o Order) lastRemarks(f File) []string {
	all := []string{""}
	if f.Part == steps.OnlyLook {
		return append(all, fold(o.say(onlyLooks, nil))...)
	}
	forward, back := o.names(f, false), o.names(f, true)
	if f.Part == steps.ToUndo {
		all = append(all, fold(o.say(takesBack, lang.Args{"files": strings.Join(forward, ", ")}))...)
	} else {
		if ways := o.everyWay(); len(f.Ways) > 0 && len(ways) > 1 {
			all = append(all, fold(o.say(oneOfThese, lang.Args{"files": strings.Join(ways, ", ")}))...)
		}
		if len(back) > 0 {
			all = append(all, fold(o.say(backBy, lang.Args{"files": strings.Join(back, ", ")}))...)
		}
	}
	return append(all, fold(o.say(howToRun, lang.Args{"run": run(f.Name)}))...)
}

// names are the files that go the ways of a script, or that take them back.
func (o Order) names(f File, back bool) []string {
	return o.namesOf(func(block steps.Block) bool {
		same := len(f.Ways) == 0 || slices.ContainsFunc(block.Ways, func(way int) bool { return slices.Contains(f.Ways, way) })
		return same && (block.Part == steps.ToUndo) == back
	})
}

// everyWay are the files that mend, of all ways.
func (o Order) everyWay() []string {
	return o.namesOf(func(block steps.Block) bool { return block.Part != steps.ToUndo })
}

// namesOf are the files of some blocks, of those that change something.
func (o Order) namesOf(which func(steps.Block) bool) []string {
	var names []string
	o.each(func(block steps.Block, name string) {
		if block.Part != steps.OnlyLook && which(block) {
			names = append(names, name)
		}
	})
	return names
}

// each visits the blocks with the name of the file of each: two of one name are
// numbered.
func (o Order) each(visit func(block steps.Block, name string)) {
	taken := map[string]int{}
	for _, block := range o.Told.Remedy.Blocks {
		name, end := nameOf(block), ending(block.Shell)
		if taken[name+end]++; taken[name+end] > 1 {
			name += "-" + strconv.Itoa(taken[name+end])
		}
		visit(block, name+end)
	}
}

// run is how a script is told to make its change.
func run(name string) string {
	if strings.HasSuffix(name, ".cmd") {
		return name + " /apply"
	}
	return `.\` + name + " -Apply"
}

// columns is how wide a text is; letters of East Asia take two.
func columns(text string) int {
	n := 0
	for _, r := range text {
		if n++; r >= '\u1100' {
			n++
		}
	}
	return n
}

// fold breaks a remark into lines. Whatever could end a line in it is a blank.
func fold(text string) []string { return folded(text, Wide-2) }

// folded is fold for lines of another width.
func folded(text string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(lang.Clean(text)) {
		if line != "" && columns(line)+1+columns(word) > width {
			lines, line = append(lines, line), ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return append(lines, line)
}
