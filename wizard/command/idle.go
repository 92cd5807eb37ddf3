package command

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/misuse"
	"example.com/writeback-doctor/wizard/command/opener"
)

// idle says which flags a command would not look at, and why. A flag that is
// typed and ignored lets a person believe that it counted.
type idle struct {
	flags []string
	why   lang.Text
}

// accessFlags are the common flags that are no facts: how the environment is
// signed in to and seen.
func accessFlags() []string {
	return []string{"account", "sign-in", "keytab", "ca-file", "client-id", "cloud", "server-file", "keep-sign-in"}
}

// factFlags are the flags of all facts but some.
func factFlags(but ...steps.Fact) []string {
	var names []string
	for _, name := range steps.Inputs() {
		if !slices.Contains(but, name) {
			names = append(names, string(name))
		}
	}
	return names
}

// everyIdle are the flags that a command does not look at, as it was typed.
func everyIdle(a *app, c *cobra.Command) []idle {
	all := []idle{}
	if a.flags.ascii && a.flags.unicode {
		all = append(all, idle{[]string{"ascii"}, lang.Text{
			Ko: "--unicode 옵션과 반대입니다.", En: "It is the opposite of --unicode.",
		}})
	}
	if a.flags.world != "" && c.Name() != "collect" || c.Name() == "lab" {
		all = append(all, idle{accessFlags(), lang.Text{
			Ko: "실습 환경은 자기 계정과 파일을 씁니다.", En: "A world of the lab has its own accounts and files.",
		}})
	}
	everything := append(factFlags(), accessFlags()...)
	directory := []steps.Fact{steps.Domain, steps.Controller, steps.SyncServer, steps.ConnectorAccount}
	switch c.Name() {
	case "tree":
		all = append(all, idle{everything, lang.Text{
			Ko: "tree 명령은 트리만 출력하고 아무것도 보지 않습니다.", En: "The command tree prints the tree and looks at nothing.",
		}})
	case "licenses":
		all = append(all, idle{everything, lang.Text{
			Ko: "licenses 명령은 라이선스만 출력하고 아무것도 보지 않습니다.", En: "The command licenses prints licences and looks at nothing.",
		}})
	case "collect":
		all = append(all, idle{everything, lang.Text{
			Ko: "collect 명령은 실행한 서버만 봅니다.", En: "The command collect looks at the server that it runs on, and at nothing else.",
		}})
	case "scan":
		all = append(all, idleInScan(c, directory))
	case "rights":
		all = append(all, idle{append(factFlags(append(directory, steps.User)...), "client-id", "cloud", "keep-sign-in"), lang.Text{
			Ko: "rights 명령은 Active Directory의 권한만 봅니다.", En: "The command rights looks at the rights in Active Directory alone.",
		}})
	}
	return append(all, idleBeside(a, everything)...)
}

// idleInScan are those that a scan does not look at.
func idleInScan(c *cobra.Command, directory []steps.Fact) idle {
	if askedFor(c).tenant {
		return idle{factFlags(append(directory, steps.Tenant, steps.TenantSwitch)...), lang.Text{
			Ko: "scan 명령은 모든 사용자를 봅니다.", En: "The command scan looks at every user.",
		}}
	}
	return idle{append(factFlags(directory...), "client-id", "cloud", "licenses", "keep-sign-in"), lang.Text{
		Ko: "scan 명령은 --tenant 옵션이 없으면 Active Directory에서 모든 사용자를 봅니다.",
		En: "The command scan looks at every user, in Active Directory unless --tenant is given.",
	}}
}

// idleBeside are the flags that another flag of the same command makes idle.
func idleBeside(a *app, everything []string) []idle {
	var all []idle
	if a.flags.stdin {
		all = append(all, idle{append(everything, "world", "strict", "mask"), lang.Text{
			Ko: "--stdin 옵션을 쓰면 모든 것을 표준 입력의 각 줄에서 읽습니다.", En: "With --stdin every line says all that is needed.",
		}})
	}
	if a.flags.script != "" {
		all = append(all, idle{[]string{"out", "world", "hold"}, lang.Text{
			Ko: "--script 옵션은 스크립트만 쓰고 수집하지 않습니다.", En: "With --script only the script is written, and nothing is collected.",
		}})
	}
	if a.flags.list {
		all = append(all, idle{factFlags(), lang.Text{
			Ko: "--list 옵션은 목록만 출력합니다.", En: "With --list only the list is printed.",
		}})
	}
	return all
}

// idleInFile are the flags that the file of open makes idle. What is said as the
// file says it is not: it lets that be connected to.
func (a *app) idleInFile(read opener.Opened, printing bool) idle {
	if read.Collected != nil {
		return idle{[]string{"server-file"}, lang.Text{
			Ko: "여는 파일이 바로 그 파일입니다.", En: "The file that is opened is that file already.",
		}}
	}
	if printing && len(read.Report.Findings) > 0 {
		return idle{append(factFlags(), accessFlags()...), lang.Text{
			Ko: "저장된 진행 기록을 다시 판단할 뿐, 아무것도 새로 보지 않습니다.",
			En: "A saved walk is judged again; nothing is looked at anew.",
		}}
	}
	known := a.flags.Known()
	other := slices.DeleteFunc(factFlags(), func(name string) bool {
		fact := steps.Fact(name)
		return slices.Contains(steps.Leading(), fact) && opener.SameName(read.Report.Facts[fact], known[fact])
	})
	return idle{other, lang.Text{
		Ko: "진행 기록 파일에 저장된 답을 씁니다. 답은 마법사에서 F6 키로 고칩니다. 파일에 적힌 곳에 연결하려면 그 값을 그대로 다시 쓰십시오.",
		En: "A case file has its own answers. They are corrected in the wizard, with F6. To let it be connected to what it names, repeat that very value.",
	}}
}

// check refuses what was typed and would be ignored. What stands in an answers
// file is for every command, and may be more than one of them needs.
func (i idle) check(c *cobra.Command) error {
	var typed []string
	for _, name := range i.flags {
		if flag := c.Flag(name); flag != nil && flag.Changed {
			typed = append(typed, "--"+name)
		}
	}
	if len(typed) == 0 {
		return nil
	}
	return misuse.New(misuse.Joined(lang.Text{
		Ko: "여기에서는 쓰이지 않는 옵션입니다: {flags}.", En: "Not used here: {flags}.",
	}, i.why), lang.Args{"flags": strings.Join(typed, ", ")})
}

func (a *app) checkIdle(c *cobra.Command) error {
	for _, i := range everyIdle(a, c) {
		if err := i.check(c); err != nil {
			return err
		}
	}
	return nil
}
