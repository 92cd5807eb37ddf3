package stepstest

import (
	"testing"

	"example.com/writeback-doctor/steps"
)

func TestWhatACommandDoes(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]does{
		"Get-ADUser -Identity {dn} | Select-Object Name":             looks,
		"Get-ADUser -Identity {dn} | Set-ADUser -Enabled $true":      changes,
		"Get-Item 'Set-Nothing'":                                     looks,
		"$c = (Get-ADSyncConnector).Name":                            prepares,
		"$c = New-ADUser":                                            changes,
		"Import-Module x":                                            prepares,
		"Import-Module x; Get-Item y":                                prepares,
		"dsacls {dn}":                                                looks,
		"dsacls {dn} /I:S /G ({permissions}.Split('|'))":             changes,
		"dsacls {dn} /P:N":                                           changes,
		"$o = [ADSI]'x'; $o.psbase.CommitChanges()":                  changes,
		"repadmin /showrepl *":                                       looks,
		"repadmin /replicate {dn}":                                   unheard,
		"repadmin /showrepl *; repadmin /syncall":                    changes,
		"nltest /server:{host} /dsregdns":                            changes,
		"w32tm /query /source":                                       looks,
		"Invoke-Command { Get-Item }":                                unheard,
		"shutdown /r":                                                unheard,
		"Get-Command -Name Set-ADUser -Syntax":                       looks,
		"Get-ADUser -Properties mS-DS-ConsistencyGuid":               looks,
		"Format-List":                                                nothing,
		"if (-not (Test-Path a)) { New-Item -Path a }":               changes,
		"88, 445 | ForEach-Object { Test-NetConnection -Port $_ }":   looks,
		"Get-Item x | Invoke-Something":                              unheard,
		"Remove-ADGroupMember -Identity 'Protected Users' -Member x": changes,
	} {
		if got := doing(steps.Command{Shell: steps.PowerShell, Text: text}); got != want {
			t.Errorf("%s: got %d, want %d", text, got, want)
		}
	}
}
