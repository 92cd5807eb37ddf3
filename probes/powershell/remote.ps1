<#
.SYNOPSIS
    Runs collect.ps1 on another computer through PowerShell remoting and prints its document.
.DESCRIPTION
    Signs in as whoever runs it. Reads only, as the script that it carries.
.PARAMETER ComputerName
    The Microsoft Entra Connect Sync server.
.PARAMETER Script
    Path of collect.ps1 on this computer.
.PARAMETER Request
    Base64 of JSON, handed to the script as it is.
#>
[CmdletBinding()]
param(
    [string] $ComputerName,
    [string] $Script,
    [string] $Request
)

# A PowerShell 7 that started us hands down the folders of its own modules, which 5.1 cannot load.
$machineFolders = [Environment]::GetEnvironmentVariable('PSModulePath', 'Machine')
if ($machineFolders) { $env:PSModulePath = $machineFolders }
$ErrorActionPreference = 'Stop'
$WarningPreference = 'SilentlyContinue'
$ProgressPreference = 'SilentlyContinue'

try {
    # A server that is there answers within seconds; without this limit WinRM tries for minutes.
    $option = New-PSSessionOption -OpenTimeout 20000 -CancelTimeout 5000
    Invoke-Command -ComputerName $ComputerName -FilePath $Script -ArgumentList $Request -SessionOption $option
} catch {
    # The number of WinRM or Windows; the words are in the language of this Windows.
    $code = '0x{0:x8}' -f $_.Exception.HResult
    if ($_.Exception -is [Management.Automation.Remoting.PSRemotingTransportException]) { $code = '0x{0:x8}' -f $_.Exception.ErrorCode }
    # An endpoint without a language (JEA) runs no script, and one that hides cmdlets runs none of ours.
    $kind = 'not-run'
    $id = [string] $_.FullyQualifiedErrorId
    if ($id -like 'ScriptsNotAllowed*' -or ($id -like 'CommandNotFoundException*' -and $_.Exception -is [Management.Automation.RemoteException])) { $kind = 'restricted-endpoint' }
    if ($id -like '*ConstrainedLanguage*') { $kind = 'constrained' }
    $failed = [ordered]@{ kind = $kind; host = $ComputerName; needs = 'PowerShell remoting'; code = $code }
    [ordered]@{ schema = 'writeback-doctor/collect/1'; host = $ComputerName; failed = $failed } | ConvertTo-Json -Depth 4 -Compress
}
