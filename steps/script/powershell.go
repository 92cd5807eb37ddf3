package script

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// page writes the lines of a script.
type page struct{ strings.Builder }

func (p *page) line(format string, args ...any) {
	fmt.Fprintf(p, format+"\n", args...)
}

// powerShell writes a script of Windows PowerShell 5.1.
func (o Order) powerShell(f File, commands []string) string {
	var p page
	for _, remark := range o.remarks(f) {
		p.line("%s", strings.TrimRight("# "+remark, " "))
	}
	p.line("")
	changes := f.Part != steps.OnlyLook
	if changes {
		p.line("[CmdletBinding()]\nparam(\n    [switch]$WhatIf,\n    [switch]$Apply\n)")
	}
	p.line("$ErrorActionPreference = 'Stop'\n")
	o.guards(&p, commands)
	p.line("if ($PSScriptRoot) { Push-Location -LiteralPath $PSScriptRoot }\ntry {")
	looks := o.looked(steps.PowerShell)
	switch {
	case !changes:
		looks = commands
	case len(looks) == 0:
		looks = shows(commands)
	}
	if len(looks) > 0 {
		o.host(&p, isThere, nil)
		p.blocks("looks", looks)
		p.line("    foreach ($look in $looks) { . $look | Out-Host }\n")
	}
	if changes {
		o.change(&p, f, commands)
	}
	p.line("} finally {\n    if ($PSScriptRoot) { Pop-Location }\n}")
	return p.String()
}

// change writes what shows the commands, and runs them when it is told to.
func (o Order) change(p *page, f File, commands []string) {
	p.blocks("changes", commands)
	o.host(p, wouldRun, nil)
	p.line("    foreach ($change in $changes) { Write-Host $change.ToString() }")
	p.line("    if ($WhatIf -or -not $Apply) {")
	p.line("        Write-Host %s\n        return\n    }\n", literal(o.say(notRun, lang.Args{"run": run(f.Name)}), 8))
	p.line("    $number = 0\n    foreach ($change in $changes) {\n        $number++\n        $global:LASTEXITCODE = 0\n        . $change")
	p.line("        if ($LASTEXITCODE -ne 0) {\n            throw (%s + ' ' + $number)\n        }", literal(o.say(failed, nil), 12))
	p.line("        Write-Host (%s + ' ' + $number + '/' + $changes.Count)\n    }", literal(o.say(wasRun, nil), 8))
	p.line("    Write-Host %s", literal(o.end(f), 4))
}

// end is the last word of a script that changed something. What was to be seen
// after the fix is not to be seen after its undo.
func (o Order) end(f File) string {
	proof := o.Told.Remedy.Proof
	switch {
	case f.Part == steps.ToUndo:
		return o.say(undone, nil)
	case proof == "":
		return o.say(over, nil)
	default:
		return o.say(thenSee, lang.Args{"proof": proof})
	}
}

func (o Order) host(p *page, t lang.Text, args lang.Args) {
	p.line("    Write-Host %s", literal(o.say(t, args), 4))
}

// beside is what stands on the line of a text at most, besides its indent.
const beside = 16

// literal is a text as PowerShell writes it: one string, or several in brackets
// that are added to each other, so that no line is too long.
func literal(text string, indent int) string {
	parts := folded(text, Wide-indent-beside)
	for i := range parts {
		if i+1 < len(parts) {
			parts[i] += " "
		}
		parts[i] = steps.QuotePowerShell(parts[i])
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return "(" + strings.Join(parts, " +\n"+strings.Repeat(" ", indent+len(deeper))) + ")"
}

// blocks writes commands as a list of script blocks, so that what is shown is
// what is run.
func (p *page) blocks(name string, commands []string) {
	p.line("    $%s = @(", name)
	for _, command := range commands {
		p.line("        {")
		for _, line := range Lay(steps.PowerShell, command, Wide-12) {
			p.line("            %s", line)
		}
		p.line("        }")
	}
	p.line("    )")
}

// guards writes what refuses to go on anywhere but where the script is for.
func (o Order) guards(p *page, commands []string) {
	text := strings.Join(commands, "\n")
	if domains := o.domains(text); ofDirectory(text) && len(domains) > 0 {
		p.line("# %s", o.say(onlyThere, nil))
		list := make([]string, len(domains))
		for i, domain := range domains {
			list[i] = steps.QuotePowerShell(domain)
		}
		p.line("$here = $env:USERDNSDOMAIN")
		p.line("if (Get-Command -Name Get-ADDomain -ErrorAction SilentlyContinue) { $here = (Get-ADDomain).DNSRoot }")
		p.line("if (@(%s) -notcontains $here) {", strings.Join(list, ", "))
		o.refuse(p, strings.Join(domains, ", "))
	}
	if name := o.machine(); ofServer(text) && name != "" {
		p.line("# %s", o.say(onlyServer, nil))
		p.line("$here = $env:COMPUTERNAME")
		p.line("if ($here -ne %s) {", steps.QuotePowerShell(name))
		o.refuse(p, name)
	}
}

func (o Order) refuse(p *page, there string) {
	p.line("    throw (%s + ' ' + $here)\n}\n", literal(o.say(notThere, lang.Args{"there": there}), 4))
}

var (
	adCmdlet = lang.Pattern(`\b[A-Z][a-z]+-(AD[A-Za-z]*)\b`)
	adTool   = lang.Pattern(`\bdsacls\b|\brepadmin\b|\[ADSI\]|-ADConnectorAccountDN\b`)
	adRoot   = lang.Pattern(`(?i)\bDC=[0-9A-Z-]+(?:,DC=[0-9A-Z-]+)*`)
	adName   = lang.Pattern(`'(?:CN|OU|DC)=(?:[^'\x{2018}-\x{201B}]|['\x{2018}-\x{201B}]{2})*'`)
)

// ofDirectory reports whether commands are about Active Directory.
func ofDirectory(text string) bool {
	for _, found := range adCmdlet().FindAllStringSubmatch(text, -1) {
		if !strings.HasPrefix(found[1], "ADSync") {
			return true
		}
	}
	return adTool().MatchString(text)
}

// ofServer reports whether commands are those of the synchronisation engine.
func ofServer(text string) bool {
	for _, found := range adCmdlet().FindAllStringSubmatch(text, -1) {
		if strings.HasPrefix(found[1], "ADSync") {
			return true
		}
	}
	return strings.Contains(text, "-Name ADSync")
}

// domains are that of the walk and those of the names in the commands: in a
// forest a user need not stand in the first.
func (o Order) domains(text string) []string {
	var all []string
	add := func(domain string) {
		if domain = strings.ToLower(domain); domain != "" && !slices.Contains(all, domain) {
			all = append(all, domain)
		}
	}
	add(lang.Clean(o.Domain))
	for _, root := range adRoot().FindAllString(text, -1) {
		var labels []string
		for label := range strings.SplitSeq(root, ",") {
			labels = append(labels, label[len("DC="):])
		}
		add(strings.Join(labels, "."))
	}
	return all
}

// machine is the NetBIOS name of the Connect server, which has at most fifteen
// characters; "" where only an address is known.
func (o Order) machine() string {
	host := lang.Clean(o.Server)
	if _, err := netip.ParseAddr(host); err == nil || strings.ContainsAny(host, ": /") {
		return ""
	}
	name, _, _ := strings.Cut(host, ".")
	return strings.ToUpper(name[:min(15, len(name))])
}

// shows are commands that show what others change, where the remedy has none: the
// access list or the attributes of the objects that they name, and the service.
func shows(commands []string) []string {
	var all []string
	add := func(command string) {
		if !slices.Contains(all, command) {
			all = append(all, command)
		}
	}
	for _, command := range commands {
		for _, name := range adName().FindAllString(command, -1) {
			if strings.Contains(command, "dsacls") || strings.Contains(command, "[ADSI]") {
				add("dsacls " + name)
			} else if ofDirectory(command) {
				add("Get-ADObject -Identity " + name + " -Properties '*' | Format-List")
			}
		}
		if ofServer(command) {
			add("Get-Service -Name ADSync")
		}
	}
	return all
}
