<#
.SYNOPSIS
    Runs act.ps1 on another computer through PowerShell remoting and prints its document.
.DESCRIPTION
    CHANGES THE SERVER, as the script that it carries. Signs in as whoever runs it.
.PARAMETER ComputerName
    The Microsoft Entra Connect Sync server.
.PARAMETER Script
    Path of act.ps1 on this computer.
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
    # The number of WinRM or Windows; the words are in the language of this Windows. Whether the order was carried out
    # before the connection broke, nobody knows.
    $code = '0x{0:x8}' -f $_.Exception.HResult
    if ($_.Exception -is [Management.Automation.Remoting.PSRemotingTransportException]) { $code = '0x{0:x8}' -f $_.Exception.ErrorCode }
    $failed = [ordered]@{ kind = 'not-run'; host = $ComputerName; needs = 'PowerShell remoting'; code = $code }
    [ordered]@{ schema = 'writeback-doctor/act/1'; host = $ComputerName; failed = $failed } | ConvertTo-Json -Depth 4 -Compress
}
