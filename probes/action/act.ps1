<#
.SYNOPSIS
    Carries out one order on a Microsoft Entra Connect Sync server: restarts the ADSync service, or switches password
    writeback off or on. Prints what came of it as one JSON document.
.DESCRIPTION
    CHANGES THE SERVER. Writeback Doctor runs it after a person has consented to the very commands that stand in it, and
    after its own audit trail is written. Immediately before it acts it looks once more: no synchronisation may be
    running, the server may not be in staging mode, the service must be in the state that the order is for, and the
    connector must be the one that was named and the only one. What it cannot see it takes for a reason not to act.
    For Windows PowerShell 5.1, 64-bit, as a local administrator. From version 2.5.3.0 on the switch asks for an
    administrator of the tenant, so it has to run in a window in which somebody can sign in; what is typed there goes to
    the cmdlet alone.
.PARAMETER Request
    The order: base64 of JSON with deed and connector.
.PARAMETER OutFile
    The file to write the document to, where the window belongs to whoever signs in. Without it it is printed.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [string] $Request = '',
    [string] $OutFile = ''
)

$ErrorActionPreference = 'Stop'
$WarningPreference = 'SilentlyContinue'
$ProgressPreference = 'SilentlyContinue'

# Application control can let scripts do too little; PowerShell 7 cannot load the ADSync module.
$lacks = ''
if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') { $lacks = 'FullLanguage' }
elseif ($PSVersionTable.PSEdition -eq 'Core') { $lacks = 'Windows PowerShell 5.1' }
elseif (-not [Environment]::Is64BitProcess) { $lacks = '64-bit PowerShell' }
if ($lacks) {
    $text = '{"schema":"writeback-doctor/act/1","host":"' + $env:COMPUTERNAME + '","refused":"unseen","why":{"kind":"not-run","needs":"' + $lacks + '","code":""}}'
    if ($OutFile) { $text | Out-File -FilePath $OutFile -Encoding ascii } else { $text }
    return
}

# A PowerShell 7 that started us hands down the folders of its own modules, which 5.1 cannot load.
$machineFolders = [Environment]::GetEnvironmentVariable('PSModulePath', 'Machine')
if ($machineFolders) { $env:PSModulePath = $machineFolders }

$entraSubType = 'Windows Azure Active Directory (Microsoft)'

function ConvertTo-YesNo {
    param($Value)
    if ($null -eq $Value) { return $null }
    if ($Value -is [bool]) { return $Value }
    $text = ([string] $Value).Trim()
    if ($text -eq 'True') { return $true }
    if ($text -eq 'False') { return $false }
    return $null
}

# The reason of an error, by type and number; the words are in the language of this Windows, and stay here.
function ConvertTo-Obstacle {
    param($Fault)
    $kind = 'not-run'
    $code = ''
    $exception = $Fault.Exception
    while ($null -ne $exception) {
        if ($exception -is [UnauthorizedAccessException] -or $exception -is [Security.SecurityException]) { $kind = 'access-denied' }
        if ($exception -is [Management.Automation.Host.HostException]) { $kind = 'prompted' }
        if ($exception -is [Management.Automation.CommandNotFoundException]) { $kind = 'module-missing' }
        $code = '0x{0:x8}' -f $exception.HResult
        if ($code -eq '0x80070005') { $kind = 'access-denied' }
        $exception = $exception.InnerException
    }
    $id = [string] $Fault.FullyQualifiedErrorId
    if ($id -like 'Modules_ModuleNotFound*') { $kind = 'module-missing' }
    if ($id -like 'HostFunctionNotImplemented*' -or $id -like 'InvalidOperation,*ReadHostCommand') { $kind = 'prompted' }
    if ($id -like 'MissingMandatoryParameter,*') { $kind = 'prompted' }
    return [ordered]@{ kind = $kind; needs = ''; code = $code }
}

function Get-Engine {
    return Get-CimInstance -ClassName Win32_Service -Filter "Name='ADSync'"
}

function Import-Engine {
    $names = @('ADSync')
    $folder = (Get-ItemProperty -LiteralPath 'HKLM:\SYSTEM\CurrentControlSet\Services\ADSync\Parameters' -ErrorAction SilentlyContinue).Path
    if ($folder) { $names += (Join-Path $folder 'Bin\ADSync') }
    foreach ($name in $names) {
        if (Get-Module -ListAvailable -Name $name -ErrorAction SilentlyContinue) {
            Import-Module -Name $name -DisableNameChecking
            return
        }
    }
    Import-Module -Name 'ADSync' -DisableNameChecking
}

# The guard that does not let it happen, '' for none. Whatever cannot be seen is one.
function Get-Refusal {
    param($Order)
    $service = Get-Engine
    if ($null -eq $service) { return 'elsewhere' }
    if ($Order.deed -eq 'start-service') {
        # While it stands still nothing runs, and the module does not answer.
        if ($service.State -ne 'Stopped') { return 'service-state' }
        return ''
    }
    if ($service.State -ne 'Running') { return 'service-state' }
    Import-Engine
    $scheduler = Get-ADSyncScheduler
    $staging = ConvertTo-YesNo $scheduler.StagingModeEnabled
    if ($null -eq $staging) { return 'unseen' }
    if ($staging) { return 'staging' }
    if (ConvertTo-YesNo $scheduler.SyncCycleInProgress) { return 'sync-running' }
    if (@(Get-ADSyncConnectorRunStatus | Where-Object { $_ }).Count -gt 0) { return 'sync-running' }
    if ($Order.deed -eq 'restart-service') { return '' }
    $connectors = @(Get-ADSyncConnector | Where-Object { $_.SubType -eq $entraSubType })
    if ($connectors.Count -ne 1 -or $connectors[0].Name -cne $Order.connector) { return 'connector' }
    $now = ConvertTo-YesNo (Get-ADSyncAADPasswordResetConfiguration -Connector $Order.connector).Enabled
    if ($null -eq $now) { return 'unseen' }
    return ''
}

# The deeds, and nothing else that changes anything.
function Invoke-Deed {
    param($Order)
    $c = $Order.connector
    switch -CaseSensitive ($Order.deed) {
        'restart-service' { Restart-Service -Name ADSync }
        'start-service' { Start-Service -Name ADSync }
        'switch-off' { Set-ADSyncAADPasswordResetConfiguration -Connector $c -Enable $false | Out-Null }
        'switch-on' { Set-ADSyncAADPasswordResetConfiguration -Connector $c -Enable $true | Out-Null }
    }
}

# probes.Performed
$document = [ordered]@{
    schema   = 'writeback-doctor/act/1'
    host     = [string] $env:COMPUTERNAME
    at       = [DateTime]::UtcNow.ToString('o', [Globalization.CultureInfo]::InvariantCulture)
    refused  = ''
    finished = $false
    why      = $null
    state    = ''
    enabled  = $null
}

$deeds = 'restart-service', 'start-service', 'switch-off', 'switch-on'
$order = $null
try {
    $order = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($Request)) | ConvertFrom-Json
    if ($deeds -cnotcontains $order.deed) { $document.refused = 'unseen' } else { $document.refused = [string] (Get-Refusal $order) }
} catch {
    $document.refused = 'unseen'
    $document.why = ConvertTo-Obstacle $_
}
if (-not $document.refused) {
    try {
        Invoke-Deed $order
        $document.finished = $true
    } catch {
        $document.why = ConvertTo-Obstacle $_
    }
}
# What stands there now, as far as it can be seen.
try { $document.state = [string] (Get-Engine).State } catch { $document.state = '' }
if ($null -ne $order -and $order.connector -and $document.state -eq 'Running' -and $document.refused -ne 'unseen') {
    try { $document.enabled = ConvertTo-YesNo (Get-ADSyncAADPasswordResetConfiguration -Connector $order.connector).Enabled } catch { $document.enabled = $null }
}

# JSON in ASCII alone, so that no code page on the way can change it.
$text = $document | ConvertTo-Json -Depth 4 -Compress
$ascii = New-Object System.Text.StringBuilder
foreach ($letter in $text.ToCharArray()) {
    if ([int] $letter -gt 0x7f) { [void] $ascii.Append(('\u{0:x4}' -f [int] $letter)) } else { [void] $ascii.Append($letter) }
}
if ($OutFile) {
    $path = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($OutFile)
    [IO.File]::WriteAllText($path, $ascii.ToString(), (New-Object System.Text.UTF8Encoding $false))
} elseif ($PSSenderInfo) {
    $ascii.ToString()
} else {
    # Straight out: no width of a window breaks it.
    [Console]::Out.WriteLine($ascii.ToString())
    [Console]::Out.Flush()
}
