package powershell

import (
	"maps"
	"regexp"
	"slices"
	"testing"
)

// cmdlets is every cmdlet that the scripts call, with the module it comes
// with. Those of Windows are there since PowerShell 5.1, which every Windows
// Server that can run Microsoft Entra Connect has; those of ADSync are named in
// "Microsoft Entra Connect: ADSync PowerShell reference" and in the diagnostics
// scripts that the product ships. All of them read; New- makes an object in
// the script's own process, and Out-File is for the file that was asked for.
var cmdlets = map[string]string{
	"ConvertFrom-Json":    "Microsoft.PowerShell.Utility",
	"ConvertTo-Json":      "Microsoft.PowerShell.Utility",
	"New-Object":          "Microsoft.PowerShell.Utility",
	"Out-File":            "Microsoft.PowerShell.Utility",
	"Select-Object":       "Microsoft.PowerShell.Utility",
	"Sort-Object":         "Microsoft.PowerShell.Utility",
	"Start-Sleep":         "Microsoft.PowerShell.Utility",
	"ForEach-Object":      "Microsoft.PowerShell.Core",
	"Get-Command":         "Microsoft.PowerShell.Core",
	"Get-Module":          "Microsoft.PowerShell.Core",
	"Import-Module":       "Microsoft.PowerShell.Core",
	"Invoke-Command":      "Microsoft.PowerShell.Core",
	"New-PSSessionOption": "Microsoft.PowerShell.Core",
	"Where-Object":        "Microsoft.PowerShell.Core",
	"Get-Content":         "Microsoft.PowerShell.Management",
	"Get-ItemProperty":    "Microsoft.PowerShell.Management",
	"Get-Date":            "Microsoft.PowerShell.Utility",
	"Get-ChildItem":       "Microsoft.PowerShell.Management",
	"Get-Item":            "Microsoft.PowerShell.Management",
	"Join-Path":           "Microsoft.PowerShell.Management",
	"Test-Path":           "Microsoft.PowerShell.Management",
	"Get-WinEvent":        "Microsoft.PowerShell.Diagnostics",
	"Get-CimInstance":     "CimCmdlets",
	"Resolve-DnsName":     "DnsClient",

	"Get-NetTCPConnection": "NetTCPIP",

	"Get-ADSyncAADPasswordResetConfiguration": "ADSync",
	"Get-ADSyncAADPasswordSyncConfiguration":  "ADSync",
	"Get-ADSyncConnector":                     "ADSync",
	"Get-ADSyncCSObject":                      "ADSync",
	"Get-ADSyncEntraConnectorCredential":      "ADSync",
	"Get-ADSyncGlobalSettings":                "ADSync",
	"Get-ADSyncMVObject":                      "ADSync",
	"Get-ADSyncRule":                          "ADSync",
	"Get-ADSyncRunProfileResult":              "ADSync",
	"Get-ADSyncScheduler":                     "ADSync",
	"Get-ADSyncServerConfiguration":           "ADSync",
}

// TestScriptsCallKnownCmdletsOnly catches a misspelt cmdlet and one that
// changes something: there is no PowerShell here to do it.
func TestScriptsCallKnownCmdletsOnly(t *testing.T) {
	t.Parallel()
	defined := map[string]int{}
	called := map[string]int{}
	for _, name := range []string{collectScript, remoteScript} {
		script := embedded(t, name)
		for _, m := range regexp.MustCompile(`function ([A-Z]\w+-\w+) \{`).FindAllStringSubmatch(script, -1) {
			defined[m[1]]++
			called[m[1]]--
		}
		for _, word := range regexp.MustCompile(`\b[A-Z][A-Za-z]+-[A-Z]\w+`).FindAllString(script, -1) {
			called[word]++
		}
	}
	for _, name := range slices.Sorted(maps.Keys(called)) {
		switch {
		case defined[name] > 1:
			t.Errorf("%s is defined %d times", name, defined[name])
		case defined[name] == 1 && called[name] == 0:
			t.Errorf("%s is defined and never called", name)
		case defined[name] == 0 && cmdlets[name] == "":
			t.Errorf("%s is no cmdlet of the table", name)
		}
	}
	for name := range cmdlets {
		if called[name] == 0 {
			t.Errorf("%s stands in the table and is not called", name)
		}
	}
}
