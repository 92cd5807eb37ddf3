<#
.SYNOPSIS
    Looks at a Microsoft Entra Connect Sync server and prints what it saw as one JSON document.
.DESCRIPTION
    Reads only: Get- and Test- cmdlets, the registry, the event log and sockets. Nothing on the server is changed.
    The one thing written besides OutFile is a copy of the configuration in a fresh temporary folder, which is
    deleted before the script ends.
    For Windows PowerShell 5.1, 64-bit, as a local administrator or a member of ADSyncAdmins.
    What could not be read says so itself; each question has a time limit of its own, and one that fails or waits for
    somebody does not stop the others. Where application control constrains the language, what cmdlets alone can read is
    read, and the rest says why it is missing.
.PARAMETER Request
    What Writeback Doctor asks for: base64 of JSON. Without it everything is collected.
.PARAMETER OutFile
    The file to write. Without it the document is printed.
.PARAMETER UserDN
    Distinguished name of a user to follow through the connector spaces.
.PARAMETER Hold
    Also keep idle connections open to find out when they are cut. Takes three minutes more.
.EXAMPLE
    .\collect.ps1 -OutFile result.json -Hold
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [string] $Request = '',
    [string] $OutFile = '',
    [string] $UserDN = '',
    [switch] $Hold
)

# PowerShell 7 cannot load the ADSync module, and a 32-bit one finds neither it nor the right half of the registry.
$limited = $ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage'
$lacks = ''
if ($PSVersionTable.PSEdition -eq 'Core') { $lacks = 'Windows PowerShell 5.1' }
elseif ($env:PROCESSOR_ARCHITEW6432) { $lacks = '64-bit PowerShell' }
if ($lacks) {
    $text = '{"schema":"writeback-doctor/collect/1","host":"' + $env:COMPUTERNAME + '","failed":{"kind":"not-run","needs":"' + $lacks + '","code":""}}'
    if ($OutFile) { $text | Out-File -FilePath $OutFile -Encoding ascii } else { $text }
    return
}

# ---------------------------------------------------------------------------------------------------------------
# Constrained language. Application control lets cmdlets read and hash tables be made, and no class of .NET be called but
# the plainest. So each question is asked one after the other, without a time limit of its own, and what takes more says
# that it was kept out. Nothing in this part may make an object or call a class.
# ---------------------------------------------------------------------------------------------------------------
if ($limited) {
    $ErrorActionPreference = 'Stop'
    $WarningPreference = 'SilentlyContinue'
    $ProgressPreference = 'SilentlyContinue'
    $never = '0001-01-01T00:00:00Z'

    function Format-Moment {
        param($Value)
        if ($null -eq $Value -or '' -eq $Value) { return $never }
        $time = [datetime] $Value
        if ([string] $time.Kind -eq 'Unspecified') { $time = [datetime]::SpecifyKind($time, 'Utc') }
        if ($time.Year -lt 1602) { return $never }
        return $time.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ss.fffffffZ')
    }

    function ConvertTo-Said {
        param($Value)
        if ([string] $Value -eq 'True' -or [string] $Value -eq '1') { return $true }
        if ([string] $Value -eq 'False' -or [string] $Value -eq '0') { return $false }
        return $null
    }

    function Get-PlainValue {
        param([string] $Path, [string] $Name)
        return (Get-ItemProperty -LiteralPath $Path -ErrorAction SilentlyContinue).$Name
    }

    function Hide-Name {
        param($Address)
        return ([string] $Address) -replace '^(\s*[a-z][a-z0-9+.-]*://)?.*@', '$1'
    }

    # What stood in the way, by the id and the category of the error, which are in English in every Windows.
    function Get-Obstacle {
        param($Fault)
        $id = [string] $Fault.FullyQualifiedErrorId
        $category = [string] $Fault.CategoryInfo.Category
        $kind = 'not-run'
        if ($id -like '*ConstrainedLanguage*' -or $id -like '*LanguageMode*' -or $id -like 'CannotDefineNewType*') { $kind = 'constrained' }
        elseif ($id -like 'CommandNotFoundException*' -or $id -like 'Modules_ModuleNotFound*') { $kind = 'module-missing' }
        elseif ($id -like 'MissingMandatoryParameter*' -or $id -like 'InvalidOperation,*ReadHostCommand') { $kind = 'prompted' }
        elseif ($category -eq 'PermissionDenied' -or $category -eq 'SecurityError') { $kind = 'access-denied' }
        $code = ''
        if ($id -match '0x[0-9a-fA-F]{8}') { $code = $Matches[0] }
        return @{ kind = $kind; needs = ''; code = $code }
    }

    function Get-KeptOut {
        return @{ read = $false; why = @{ kind = 'constrained'; needs = 'FullLanguage'; code = '' } }
    }

    function Read-Limited {
        param([scriptblock] $Body)
        try {
            $part = @(& $Body)[-1]
            $part['read'] = $true
            return $part
        } catch {
            return @{ read = $false; why = (Get-Obstacle $_) }
        }
    }

    function Get-EngineSetting {
        param([string] $Name)
        return ((Get-ADSyncGlobalSettings).Parameters | Where-Object { $_.Name -eq $Name } | Select-Object -First 1).Value
    }

    $net = 'HKLM:\SOFTWARE\Microsoft\.NETFramework\v4.0.30319'
    $schannel = 'HKLM:\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2\'
    $internet = 'HKCU:\Software\Microsoft\Windows\CurrentVersion\Internet Settings'
    $machineConfig = Join-Path $env:SystemRoot 'Microsoft.NET\Framework64\v4.0.30319\Config\machine.config'
    $engineFolder = [string] (Get-PlainValue 'HKLM:\SYSTEM\CurrentControlSet\Services\ADSync\Parameters' 'Path')
    try { Import-Module -Name ADSync -DisableNameChecking } catch { $null = $_ }

    $server = @{ at = Format-Moment (Get-Date) }
    $server['system'] = Read-Limited {
        $os = Get-CimInstance -ClassName Win32_OperatingSystem
        $computer = Get-CimInstance -ClassName Win32_ComputerSystem
        $kind = [string] (Get-PlainValue 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion' 'InstallationType')
        $core = $null
        if ($kind -eq 'Server Core') { $core = $true } elseif ($kind -eq 'Server') { $core = $false }
        $domain = ''
        if ($computer.PartOfDomain) { $domain = [string] $computer.Domain }
        @{
            host = ('{0}.{1}' -f $computer.DNSHostName, $domain).Trim('.').ToLower(); domain = $domain; caption = [string] $os.Caption
            build = [long] $os.BuildNumber; domain_role = [long] $computer.DomainRole; time = Format-Moment (Get-Date)
            dot_net = Get-PlainValue 'HKLM:\SOFTWARE\Microsoft\NET Framework Setup\NDP\v4\Full' 'Release'
            power_shell = [string] $PSVersionTable.PSVersion; core = $core
            fips = ((Get-PlainValue 'HKLM:\SYSTEM\CurrentControlSet\Control\Lsa\FipsAlgorithmPolicy' 'Enabled') -eq 1)
        }
    }
    $server['service'] = Read-Limited {
        $service = Get-CimInstance -ClassName Win32_Service -Filter "Name='ADSync'"
        $started = $null
        if ($service.ProcessId) { $started = (Get-CimInstance -ClassName Win32_Process -Filter "ProcessId=$($service.ProcessId)").CreationDate }
        @{
            installed = ($null -ne $service); state = [string] $service.State; start_mode = [string] $service.StartMode
            account = [string] $service.StartName; started = Format-Moment $started
        }
    }
    $server['files'] = Read-Limited {
        $program = Get-Item -LiteralPath (Join-Path $engineFolder 'Bin\miiserver.exe')
        $config = Get-Item -LiteralPath (Join-Path $engineFolder 'Bin\miiserver.exe.config') -ErrorAction SilentlyContinue
        @{
            machine_config = Format-Moment (Get-Item -LiteralPath $machineConfig).LastWriteTimeUtc; engine = Format-Moment $program.LastWriteTimeUtc
            engine_config = Format-Moment $config.LastWriteTimeUtc
            programs = @(@{ path = $program.FullName; version = [string] $program.VersionInfo.ProductVersion })
        }
    }
    $server['product'] = Read-Limited {
        $names = 'Microsoft Azure AD Connect', 'Microsoft Entra Connect', 'Microsoft Entra Connect Sync'
        $found = Get-ItemProperty -Path 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\*' -ErrorAction SilentlyContinue |
            Where-Object { $names -contains $_.DisplayName -and $_.DisplayVersion -match '^\d+\.\d+\.\d+\.\d+$' } |
            Sort-Object { [version] $_.DisplayVersion } | Select-Object -Last 1
        if ($found) {
            @{ version = [string] $found.DisplayVersion; 'from' = 'uninstall' }
        } else {
            @{ version = [string] (Get-EngineSetting 'Microsoft.Synchronize.ServerConfigurationVersion'); 'from' = 'Microsoft.Synchronize.ServerConfigurationVersion' }
        }
    }
    $server['writeback'] = Read-Limited {
        $connector = Get-ADSyncConnector | Where-Object { $_.SubType -eq 'Windows Azure Active Directory (Microsoft)' } | Select-Object -First 1
        $writeback = $null
        $why = $null
        try { $writeback = Get-ADSyncAADPasswordResetConfiguration -Connector $connector.Name } catch { $why = Get-Obstacle $_ }
        @{
            why = $why; connector = [string] $connector.Name; enabled = ConvertTo-Said $writeback.Enabled; status = [string] $writeback.ServiceStatus
            onboarding = [string] $writeback.OnboardingRequiredStatus
            parameter = ConvertTo-Said (Get-EngineSetting 'Microsoft.OptionalFeature.PasswordWriteback')
        }
    }
    $server['scheduler'] = Read-Limited {
        $one = Get-ADSyncScheduler
        $purge = $null
        if ($one.PurgeRunHistoryInterval) { $purge = [long] $one.PurgeRunHistoryInterval.Ticks * 100 }
        $interval = $null
        if ($one.CurrentlyEffectiveSyncCycleInterval) { $interval = [long] $one.CurrentlyEffectiveSyncCycleInterval.Ticks * 100 }
        @{
            cycle_enabled = ConvertTo-Said $one.SyncCycleEnabled; suspended = ConvertTo-Said $one.SchedulerSuspended
            staging = ConvertTo-Said $one.StagingModeEnabled; maintenance_enabled = ConvertTo-Said $one.MaintenanceEnabled
            in_progress = ConvertTo-Said $one.SyncCycleInProgress; next_cycle = Format-Moment $one.NextSyncCycleStartTimeInUTC
            purge_after_ns = $purge; interval_ns = $interval
        }
    }
    $server['connectors'] = Read-Limited {
        $list = foreach ($one in Get-ADSyncConnector) {
            $said = @{}
            foreach ($parameter in $one.ConnectivityParameters) { $said[[string] $parameter.Name] = [string] $parameter.Value }
            @{
                name = [string] $one.Name; id = [string] $one.Identifier; entra = ($one.SubType -eq 'Windows Azure Active Directory (Microsoft)')
                forest = [string] $said['forest-name']; account = [string] $said['forest-login-user']; account_domain = [string] $said['forest-login-domain']
                domains = @($one.Partitions | Where-Object { $_.IsDomain -and $_.Selected } | ForEach-Object { [string] $_.DN }); hash_sync = $null
            }
        }
        @{ list = @($list) }
    }
    $server['runs'] = Read-Limited {
        $list = foreach ($run in (Get-ADSyncRunProfileResult -NumberRequested 200 | Sort-Object -Property StartDate -Descending)) {
            $end = $run.EndDate
            if ($run.IsRunComplete -eq $false) { $end = $null }
            @{
                connector = [string] $run.ConnectorName; profile = [string] $run.RunProfileName; result = [string] $run.Result
                start = Format-Moment $run.StartDate; 'end' = Format-Moment $end
            }
        }
        @{ list = @($list) }
    }
    $server['tls'] = Read-Limited {
        $wanted = @()
        foreach ($path in $net, ($net -replace 'SOFTWARE', 'SOFTWARE\WOW6432Node')) {
            foreach ($name in 'SystemDefaultTlsVersions', 'SchUseStrongCrypto') { $wanted += @{ path = $path; name = $name } }
        }
        foreach ($side in 'Client', 'Server') {
            foreach ($name in 'Enabled', 'DisabledByDefault') { $wanted += @{ path = $schannel + $side; name = $name } }
        }
        $list = foreach ($one in $wanted) {
            $value = Get-PlainValue $one.path $one.name
            $number = $null
            if ($value -is [int]) { $number = $value }
            @{ path = ($one.path -replace '^HKLM:', 'HKLM'); name = $one.name; present = ($null -ne $value); value = $number }
        }
        @{ list = @($list) }
    }
    $server['proxy'] = Read-Limited {
        $config = [xml] (Get-Content -LiteralPath $machineConfig -Raw)
        $default = $config.configuration.'system.net'.defaultProxy
        $address = ''
        $system = $null
        $credentials = $null
        $bypass = @()
        if ($default -and $default.enabled -ne 'false') {
            $address = [string] $default.proxy.proxyaddress
            $system = ConvertTo-Said $default.proxy.usesystemdefault
            $credentials = ConvertTo-Said $default.useDefaultCredentials
            $bypass = @($default.bypasslist.add | Where-Object { $_ } | ForEach-Object { Hide-Name $_.address })
        }
        $user = ''
        if ((Get-PlainValue $internet 'ProxyEnable') -eq 1) { $user = [string] (Get-PlainValue $internet 'ProxyServer') }
        $environment = [string] (Get-PlainValue 'HKLM:\SYSTEM\CurrentControlSet\Control\Session Manager\Environment' 'HTTPS_PROXY')
        @{
            machine_config = Hide-Name $address; machine_config_bypass = $bypass; use_system_default = $system; default_credentials = $credentials
            win_http = ''; user = Hide-Name $user; environment = Hide-Name $environment; idle_timeout_ns = $null; by_system = $null
            why = @{ kind = 'constrained'; needs = 'WinHTTP'; code = '' }
        }
    }
    $server['remote_sam'] = Read-Limited {
        $value = Get-PlainValue 'HKLM:\SYSTEM\CurrentControlSet\Control\Lsa' 'RestrictRemoteSam'
        @{ present = ($null -ne $value); sddl = [string] $value }
    }
    $server['cloud_sync'] = Read-Limited {
        $agent = Get-CimInstance -ClassName Win32_Service -Filter "Name LIKE 'AADConnectProvisioningAgent%'" | Select-Object -First 1
        $version = ''
        if ($agent -and ([string] $agent.PathName) -match '^"?(.+?\.exe)') { $version = [string] (Get-Item -LiteralPath $Matches[1]).VersionInfo.ProductVersion }
        @{ installed = ($null -ne $agent); version = $version; state = [string] $agent.State }
    }
    $server['agents'] = Read-Limited {
        $all = Get-CimInstance -ClassName Win32_Service -Filter "Name LIKE '%AADConnect%' OR Name LIKE '%AzureADConnect%' OR Name LIKE '%Entra%'"
        @{ list = @($all | Where-Object { $_ } | ForEach-Object { @{ name = [string] $_.Name; state = [string] $_.State; version = '' } }) }
    }
    $server['identity'] = Read-Limited {
        $credential = $null
        $cmdlet = $null -ne (Get-Command -Name 'Get-ADSyncEntraConnectorCredential' -ErrorAction SilentlyContinue)
        if ($cmdlet) { $credential = Get-ADSyncEntraConnectorCredential }
        @{
            cmdlet = $cmdlet; type = [string] $credential.ConnectorIdentityType; application = [string] $credential.ApplicationId
            certificate_end = Format-Moment $credential.CertificateCredential.NotAfter
        }
    }
    $server['sockets'] = Read-Limited {
        $service = Get-CimInstance -ClassName Win32_Service -Filter "Name='ADSync'"
        $all = @()
        if ($service.ProcessId) { $all = @(Get-NetTCPConnection -OwningProcess $service.ProcessId -State Established -RemotePort 443 -ErrorAction SilentlyContinue) }
        @{
            list = @($all | Select-Object -First 100 | ForEach-Object {
                    @{ address = [string] $_.RemoteAddress; port = [int] $_.RemotePort; owned = $true; created = Format-Moment $_.CreationTime }
                })
        }
    }
    $server['export'] = Get-KeptOut
    $server['controllers_sam'] = Get-KeptOut

    # The numbers in a text, by matching alone. The text itself is short here.
    function ConvertTo-PlainEvent {
        param($Record)
        $text = [string] $Record.Message
        foreach ($property in $Record.Properties) { $text += ' ' + [string] $property.Value }
        $codes = @()
        $hosts = @()
        $rest = $text
        for ($n = 0; $n -lt 20 -and $rest -match '(?i)\b0x([0-9a-f]{1,8})\b|(?<![0-9a-fx-])(8[0-9a-f]{7})(?![0-9a-f-])|\b([a-z0-9_]+\.cpp\(\d+\))'; $n++) {
            $found = ([string] $Matches[1] + [string] $Matches[2] + [string] $Matches[3]).ToLower()
            if ($codes -notcontains $found) { $codes += $found }
            $rest = $rest.Replace($Matches[0], ' ')
        }
        for ($n = 0; $n -lt 4 -and $rest -match '(?i)\b([a-z0-9-]+\.servicebus\.(?:windows\.net|usgovcloudapi\.net|chinacloudapi\.cn))\b'; $n++) {
            $hosts += $Matches[1].ToLower()
            $rest = $rest.Replace($Matches[0], ' ')
        }
        $tracking = ''
        if ($text -match '(?i)Tracking\s?Id\s*[:=]\s*([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})') { $tracking = $Matches[1].ToLower() }
        if ($text.Length -gt 500) { $text = $text.Substring(0, 500) }
        return @{
            at = Format-Moment $Record.TimeCreated; provider = [string] $Record.ProviderName; id = [int] $Record.Id; level = $Record.Level
            tracking_id = $tracking; codes = $codes; hosts = $hosts; text = $text
        }
    }

    $log = $null
    try {
        $since = (Get-Date).AddDays(-7)
        $start = $since.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ss.fffZ')
        $oldest = (Get-WinEvent -LogName Application -Oldest -MaxEvents 1).TimeCreated
        $records = @()
        foreach ($condition in "Provider[@Name='PasswordResetService']", "Provider[@Name='ADSync'] and (Level=1 or Level=2 or Level=3 or EventID=6000 or EventID=6306 or EventID=6329 or EventID=6800 or EventID=6956 or EventID=1011 or EventID=1012)",
            "Provider[@Name='Directory Synchronization'] and (EventID=611 or EventID=652 or EventID=655 or EventID=651 or EventID=654)") {
            $some = @()
            try {
                $some = @(Get-WinEvent -LogName Application -FilterXPath "*[System[TimeCreated[@SystemTime>='$start'] and $condition]]" -MaxEvents 400)
            } catch {
                if (([string] $_.FullyQualifiedErrorId) -notlike 'NoMatchingEventsFound*') { throw }
            }
            if ($some.Count -ge 400 -and $some[-1].TimeCreated -gt $oldest) { $oldest = $some[-1].TimeCreated }
            $records += $some
        }
        $log = @{
            since = Format-Moment $since; oldest = Format-Moment $oldest; at = $server['at']
            events = @($records | Sort-Object -Property TimeCreated -Descending | ForEach-Object { ConvertTo-PlainEvent $_ })
        }
    } catch {
        $log = $null
    }

    $services = @(Get-CimInstance -ClassName Win32_Service -Filter "Name='ADSync' OR Name LIKE 'AADConnectProvisioningAgent%'" -ErrorAction SilentlyContinue)
    $name = [string] $server['system'].host
    if (-not $name) { $name = ([string] $env:COMPUTERNAME).ToLower() }
    $document = @{
        host = $name; at = $server['at']; limited = [string] $ExecutionContext.SessionState.LanguageMode; elsewhere = ($services.Count -eq 0)
        failed = $null; server = $server; links = @(); events = $log; routes = @(); holds = @()
    }
    $json = $document | ConvertTo-Json -Depth 12 -Compress
    while ($json -match '[^\x00-\x7f]') { $json = $json.Replace($Matches[0], ('\u{0:x4}' -f [int] [char] $Matches[0])) }
    $json = '{"schema":"writeback-doctor/collect/1",' + $json.Substring(1)
    if ($OutFile) { $json | Out-File -FilePath $OutFile -Encoding ascii -Width 100000000 } else { $json }
    return
}

# A PowerShell 7 that started us hands down the folders of its own modules, which 5.1 cannot load. Whoever runs this in
# a window of his own gets his folders back at the end.
$folders = $env:PSModulePath
$machineFolders = [Environment]::GetEnvironmentVariable('PSModulePath', 'Machine')
if ($machineFolders) { $env:PSModulePath = $machineFolders }
$ErrorActionPreference = 'Stop'
$WarningPreference = 'SilentlyContinue'
$ProgressPreference = 'SilentlyContinue'

# ---------------------------------------------------------------------------------------------------------------
# What every lane knows. It is handed to each runspace as text.
# ---------------------------------------------------------------------------------------------------------------
$library = {
    $ErrorActionPreference = 'Stop'
    $WarningPreference = 'SilentlyContinue'
    $ProgressPreference = 'SilentlyContinue'

    $entraSubType = 'Windows Azure Active Directory (Microsoft)'
    $engineParameters = 'HKLM:\SYSTEM\CurrentControlSet\Services\ADSync\Parameters'
    $nowhere = '0001-01-01T00:00:00Z'

    # Times go out in UTC. The sync engine hands out UTC without saying so, hence Unspecified counts as UTC.
    function Format-Time {
        param($Value)
        if ($null -eq $Value -or '' -eq $Value) { return $nowhere }
        $time = [datetime] $Value
        if ($time.Kind -eq [DateTimeKind]::Unspecified) { $time = [datetime]::SpecifyKind($time, [DateTimeKind]::Utc) }
        if ($time.Year -lt 1602) { return $nowhere }
        return $time.ToUniversalTime().ToString('o', [Globalization.CultureInfo]::InvariantCulture)
    }

    function ConvertTo-YesNo {
        param($Value)
        if ($null -eq $Value) { return $null }
        if ($Value -is [bool]) { return $Value }
        $text = ([string] $Value).Trim()
        if ($text -eq 'True' -or $text -eq '1') { return $true }
        if ($text -eq 'False' -or $text -eq '0') { return $false }
        return $null
    }

    # Nanoseconds, as Go counts durations.
    function ConvertTo-Nanoseconds {
        param([timespan] $Span)
        return [long] ($Span.Ticks * 100)
    }

    # Ends a part with a reason of its own.
    function Stop-Part {
        param([string] $Kind, [string] $Needs)
        $exception = New-Object InvalidOperationException $Kind
        $exception.Data['kind'] = $Kind
        $exception.Data['needs'] = $Needs
        throw $exception
    }

    # The reason of an error, by type and number; the words are in the language of this Windows.
    function ConvertTo-Obstacle {
        param($Fault)
        $kind = 'not-run'
        $needs = ''
        $code = ''
        $exception = $Fault.Exception
        while ($null -ne $exception) {
            if ($exception.Data -and $exception.Data['kind']) {
                return [ordered]@{ kind = $exception.Data['kind']; needs = [string] $exception.Data['needs']; code = '' }
            }
            if ($exception -is [UnauthorizedAccessException] -or $exception -is [Security.SecurityException]) { $kind = 'access-denied' }
            if ($exception -is [Management.Automation.Host.HostException]) { $kind = 'prompted' }
            if ($exception -is [Management.Automation.CommandNotFoundException]) {
                $kind = 'module-missing'
                $needs = [string] $exception.CommandName
            }
            # The sync engine is asked through WCF, whose assembly need not be loaded here.
            if ($exception.GetType().FullName -eq 'System.ServiceModel.Security.SecurityAccessDeniedException') { $kind = 'access-denied' }
            $code = '0x{0:x8}' -f $exception.HResult
            if ($code -eq '0x80070005') { $kind = 'access-denied' }
            $exception = $exception.InnerException
        }
        # CIM puts the number of WMI into the id of the error and leaves the HRESULT of the exception alone.
        $id = [string] $Fault.FullyQualifiedErrorId
        if ($id -match '^HRESULT (0x[0-9a-f]{8})') { $code = $Matches[1].ToLowerInvariant() }
        if ($code -eq '0x80041003') { $kind = 'access-denied' }
        if ($id -like 'Modules_ModuleNotFound*') { $kind = 'module-missing' }
        # Nobody sits at a lane: what asks for a value that it needs, or for a password, ends here.
        if ($id -like 'HostFunctionNotImplemented*' -or $id -like 'InvalidOperation,*ReadHostCommand') { $kind = 'prompted' }
        if ($id -like 'MissingMandatoryParameter,*') { $kind = 'prompted' }
        if ($id -like '*ConstrainedLanguage*') { $kind = 'constrained' }
        return [ordered]@{ kind = $kind; needs = $needs; code = $code }
    }

    # Runs one part and puts its heading to it.
    function Read-Part {
        param([string] $Name, [scriptblock] $Body)
        try {
            $part = @(& $Body)[-1]
            if (-not $part.Contains('why')) { $part['why'] = $null }
            $part['read'] = $true
        } catch {
            $part = [ordered]@{ read = $false; why = (ConvertTo-Obstacle $_) }
        }
        return [ordered]@{ name = $Name; value = $part }
    }

    # $null when key or value is absent; an error when it may not be read.
    function Get-RegistryValue {
        param([string] $Path, [string] $Name)
        if (-not (Test-Path -LiteralPath $Path)) { return $null }
        return (Get-Item -LiteralPath $Path).GetValue($Name, $null)
    }

    # [int] makes a 0 of $null. What is not there, or is no number, stays $null.
    function ConvertTo-Number {
        param($Value)
        $number = [long] 0
        if ($null -ne $Value -and [long]::TryParse([string] $Value, [ref] $number)) { return $number }
        return $null
    }

    # A user and password in the address of a proxy stay here. A password may hold any sign, so all in front of the last
    # @ goes, but for the scheme.
    function Hide-Credential {
        param($Address)
        return ([string] $Address) -replace '^(\s*[a-z][a-z0-9+.-]*://)?.*@', '$1'
    }

    function Import-Engine {
        if (Get-Module -Name ADSync) { return }
        $names = @('ADSync')
        $folder = Get-RegistryValue $engineParameters 'Path'
        if ($folder) { $names += (Join-Path $folder 'Bin\ADSync') }
        foreach ($name in $names) {
            if (Get-Module -ListAvailable -Name $name -ErrorAction SilentlyContinue) {
                Import-Module -Name $name -DisableNameChecking
                return
            }
        }
        Stop-Part 'module-missing' 'ADSync'
    }

    function Get-EntraConnector {
        return Get-ADSyncConnector | Where-Object { $_.SubType -eq $entraSubType } | Select-Object -First 1
    }

    function Get-GlobalParameter {
        param([string] $Name)
        $parameter = (Get-ADSyncGlobalSettings).Parameters | Where-Object { $_.Name -eq $Name } | Select-Object -First 1
        if ($null -eq $parameter) { return $null }
        return $parameter.Value
    }

    function Get-HostName {
        $network = [Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties()
        if ($network.DomainName) { return ($network.HostName + '.' + $network.DomainName).ToLowerInvariant() }
        return $network.HostName.ToLowerInvariant()
    }
}

# ---------------------------------------------------------------------------------------------------------------
# The machine.
# ---------------------------------------------------------------------------------------------------------------
$ofSystem = {
    Read-Part 'system' {
        $os = Get-CimInstance -ClassName Win32_OperatingSystem
        $computer = Get-CimInstance -ClassName Win32_ComputerSystem
        $domain = ''
        if ($computer.PartOfDomain) { $domain = [string] $computer.Domain }
        # probes.System
        [ordered]@{
            host        = Get-HostName
            domain      = $domain
            caption     = [string] $os.Caption
            build       = ConvertTo-Number $os.BuildNumber
            domain_role = ConvertTo-Number $computer.DomainRole
            time        = Format-Time ([datetime]::UtcNow)
            dot_net     = ConvertTo-Number (Get-RegistryValue 'HKLM:\SOFTWARE\Microsoft\NET Framework Setup\NDP\v4\Full' 'Release')
            power_shell = [string] $PSVersionTable.PSVersion
            core        = @{ 'Server Core' = $true; 'Server' = $false }[[string] (Get-RegistryValue 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion' 'InstallationType')]
            fips        = ((Get-RegistryValue 'HKLM:\SYSTEM\CurrentControlSet\Control\Lsa\FipsAlgorithmPolicy' 'Enabled') -eq 1)
        }
    }
}

# A process knows machine.config as it was when it began.
$ofService = {
    Read-Part 'service' {
        $service = Get-CimInstance -ClassName Win32_Service -Filter "Name='ADSync'"
        $began = $null
        if ($null -ne $service -and $service.ProcessId -gt 0) {
            try { $began = (Get-CimInstance -ClassName Win32_Process -Filter "ProcessId=$($service.ProcessId)").CreationDate } catch { $began = $null }
        }
        # probes.Service
        [ordered]@{
            installed  = ($null -ne $service)
            state      = [string] $service.State
            start_mode = [string] $service.StartMode
            account    = [string] $service.StartName
            started    = Format-Time $began
        }
    }
}

# When the files were written, and never what is in them.
$ofFiles = {
    function Get-WriteTime {
        param($Path)
        if (-not $Path -or -not (Test-Path -LiteralPath $Path)) { return $null }
        return (Get-Item -LiteralPath $Path).LastWriteTimeUtc
    }

    function Get-Program {
        param($Path)
        if (-not $Path -or -not (Test-Path -LiteralPath $Path)) { return }
        $info = (Get-Item -LiteralPath $Path).VersionInfo
        # probes.Program
        [ordered]@{
            path    = [string] $Path
            version = '{0}.{1}.{2}.{3}' -f $info.ProductMajorPart, $info.ProductMinorPart, $info.ProductBuildPart, $info.ProductPrivatePart
        }
    }

    Read-Part 'files' {
        $folder = Get-RegistryValue $engineParameters 'Path'
        $engine = $null
        if ($folder) { $engine = Join-Path $folder 'Bin\miiserver.exe' }
        $programs = @($engine, (Get-RegistryValue 'HKLM:\SOFTWARE\Microsoft\Azure AD Connect' 'WizardPath'))
        foreach ($name in 'Microsoft Azure Active Directory Connect', 'Microsoft Azure AD Connect') {
            $programs += Join-Path $env:ProgramFiles (Join-Path $name 'AzureADConnect.exe')
        }
        # probes.Files
        [ordered]@{
            machine_config = Format-Time (Get-WriteTime (Join-Path ([Runtime.InteropServices.RuntimeEnvironment]::GetRuntimeDirectory()) 'Config\machine.config'))
            engine_config  = Format-Time (Get-WriteTime "$engine.config")
            engine         = Format-Time (Get-WriteTime $engine)
            programs       = @($programs | Where-Object { $_ } | Select-Object -Unique | ForEach-Object { Get-Program $_ })
        }
    }
}

$ofTLS = {
    Read-Part 'tls' {
        $net = @('HKLM\SOFTWARE\Microsoft\.NETFramework\v4.0.30319', 'HKLM\SOFTWARE\WOW6432Node\Microsoft\.NETFramework\v4.0.30319')
        $schannel = 'HKLM\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2\'
        $wanted = @()
        foreach ($path in $net) {
            $wanted += , @($path, 'SystemDefaultTlsVersions')
            $wanted += , @($path, 'SchUseStrongCrypto')
        }
        foreach ($side in 'Client', 'Server') {
            $wanted += , @(($schannel + $side), 'Enabled')
            $wanted += , @(($schannel + $side), 'DisabledByDefault')
        }
        $list = foreach ($one in $wanted) {
            $value = Get-RegistryValue ($one[0] -replace '^HKLM\\', 'HKLM:\') $one[1]
            $present = $null -ne $value
            # A DWORD of all ones, which some guides write for "on", is read as -1. A value of another type has no number.
            $number = $null
            if ($value -is [int]) { $number = $value }
            # probes.TLSSetting
            [ordered]@{
                path    = $one[0]
                name    = $one[1]
                present = $present
                value   = $number
            }
        }
        # probes.TLSSettings
        [ordered]@{
            list = @($list)
        }
    }

}

$ofProxy = {
    # The text of netsh is in the language of Windows, so the value itself is read: version, counter and flags as
    # DWORDs, then the length and the text of the proxy.
    function Get-WinHTTPProxy {
        $path = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Internet Settings\Connections'
        $bytes = [byte[]] (Get-RegistryValue $path 'WinHttpSettings')
        if ($null -eq $bytes -or $bytes.Length -lt 16 -or ($bytes[8] -band 2) -eq 0) { return '' }
        $length = [BitConverter]::ToInt32($bytes, 12)
        if ($length -lt 0 -or $length -gt $bytes.Length - 16) { return '' }
        return [Text.Encoding]::ASCII.GetString($bytes, 16, $length)
    }

    # "http=a:1;https=b:2" names a proxy for each scheme; writeback speaks HTTPS.
    function Select-HttpsProxy {
        param([string] $Setting)
        foreach ($one in $Setting -split '[; ]+') {
            if ($one -match '^https=(.+)$') { return $Matches[1] }
        }
        if ($Setting -match '=') { return '' }
        return $Setting
    }

    # What .NET Framework itself makes of the Internet Settings, for each host that writeback needs. A script that chooses
    # the proxy may have to be found and run first, which can take long.
    function Get-SystemProxy {
        $view = [Net.WebRequest]::GetSystemWebProxy()
        foreach ($name in 'passwordreset.microsoftonline.com', 'ssprdedicatedsbprodscu.servicebus.windows.net', 'login.microsoftonline.com') {
            $to = New-Object Uri ("https://$name/")
            $found = $view.GetProxy($to)
            $address = ''
            if (-not $view.IsBypassed($to) -and $null -ne $found -and $found.Host -ne $name) { $address = '{0}:{1}' -f $found.Host, $found.Port }
            # probes.SystemProxy
            [ordered]@{
                host  = $name
                proxy = Hide-Credential $address
            }
        }
    }

    function Read-Proxy {
        param($BySystem)
        $file = Join-Path ([Runtime.InteropServices.RuntimeEnvironment]::GetRuntimeDirectory()) 'Config\machine.config'
        $config = New-Object Xml.XmlDocument
        $config.XmlResolver = $null
        $config.Load($file)
        $node = $config.SelectSingleNode('/configuration/system.net/defaultProxy')
        $address = ''
        $bypass = @()
        $system = $null
        $credentials = $null
        if ($null -ne $node -and $node.GetAttribute('enabled') -ne 'false') {
            $credentials = ConvertTo-YesNo $node.GetAttribute('useDefaultCredentials')
            $proxy = $node.SelectSingleNode('proxy')
            if ($null -ne $proxy) {
                $address = $proxy.GetAttribute('proxyaddress')
                $system = ConvertTo-YesNo $proxy.GetAttribute('usesystemdefault')
            }
            $bypass = @($node.SelectNodes('bypasslist/add') | ForEach-Object { $_.GetAttribute('address') })
        }
        $internet = 'HKCU:\Software\Microsoft\Windows\CurrentVersion\Internet Settings'
        $user = ''
        if ((Get-RegistryValue $internet 'ProxyEnable') -eq 1) { $user = Select-HttpsProxy (Get-RegistryValue $internet 'ProxyServer') }
        $environment = [Environment]::GetEnvironmentVariable('HTTPS_PROXY', 'Machine')
        if (-not $environment) { $environment = [Environment]::GetEnvironmentVariable('HTTPS_PROXY') }
        # probes.Proxy
        [ordered]@{
            machine_config        = Hide-Credential $address
            machine_config_bypass = @($bypass | ForEach-Object { Hide-Credential $_ })
            use_system_default    = $system
            default_credentials   = $credentials
            win_http              = Hide-Credential (Select-HttpsProxy (Get-WinHTTPProxy))
            user                  = Hide-Credential $user
            environment           = Hide-Credential $environment
            idle_timeout_ns       = $null
            by_system             = $BySystem
        }
    }

    Read-Part 'proxy' { Read-Proxy $null }
    try { $view = @(Get-SystemProxy) } catch { $view = @() }
    if ($view.Count -gt 0) { Read-Part 'proxy' { Read-Proxy $view } }
}

$ofRemoteSAM = {
    Read-Part 'remote_sam' {
        $value = Get-RegistryValue 'HKLM:\SYSTEM\CurrentControlSet\Control\Lsa' 'RestrictRemoteSam'
        # probes.RemoteSAM
        [ordered]@{
            present = ($null -ne $value)
            sddl    = [string] $value
        }
    }

}

# The names of the agent's service differ between versions.
$ofCloudSync = {
    Read-Part 'cloud_sync' {
        $agent = Get-CimInstance -ClassName Win32_Service -Filter "Name LIKE 'AADConnectProvisioningAgent%'" | Select-Object -First 1
        $version = ''
        if ($null -ne $agent -and ([string] $agent.PathName) -match '^"?(.+?\.exe)') {
            if (Test-Path -LiteralPath $Matches[1]) { $version = [string] (Get-Item -LiteralPath $Matches[1]).VersionInfo.ProductVersion }
        }
        # probes.CloudSync
        [ordered]@{
            installed = ($null -ne $agent)
            version   = $version
            state     = [string] $agent.State
        }
    }

}

# The agents that stand beside the sync engine. Connect Health reports on it and writes nothing.
$ofAgents = {
    Read-Part 'agents' {
        $all = @(Get-CimInstance -ClassName Win32_Service -Filter "Name LIKE '%AADConnect%' OR Name LIKE '%AzureADConnect%' OR Name LIKE '%Entra%'")
        $list = foreach ($one in ($all | Select-Object -First 30)) {
            $version = ''
            if (([string] $one.PathName) -match '^"?(.+?\.exe)' -and (Test-Path -LiteralPath $Matches[1])) {
                $version = [string] (Get-Item -LiteralPath $Matches[1]).VersionInfo.ProductVersion
            }
            # probes.Agent
            [ordered]@{
                name    = [string] $one.Name
                state   = [string] $one.State
                version = $version
            }
        }
        # probes.Agents
        [ordered]@{
            list = @($list)
        }
    }
}

$ofSockets = {
    # The connections of one process to port 443. Only the cmdlet says whose they are and since when.
    function Get-OwnSocket {
        param([int] $ProcessId)
        try {
            $all = @(Get-NetTCPConnection -OwningProcess $ProcessId -State Established -RemotePort 443)
        } catch {
            if (([string] $_.FullyQualifiedErrorId) -notlike 'CmdletizationQuery_NotFound*') { throw }
            $all = @()
        }
        foreach ($one in ($all | Select-Object -First 100)) {
            # probes.Socket
            [ordered]@{
                address = [string] $one.RemoteAddress
                port    = [int] $one.RemotePort
                owned   = $true
                created = Format-Time $one.CreationTime
            }
        }
    }

    # Where there is no such cmdlet, .NET knows the connections of the whole server, and neither whose they are nor how old.
    function Get-AnySocket {
        $all = [Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties().GetActiveTcpConnections()
        $open = @($all | Where-Object { $_.State -eq [Net.NetworkInformation.TcpState]::Established -and $_.RemoteEndPoint.Port -eq 443 })
        foreach ($one in ($open | Select-Object -First 100)) {
            [ordered]@{ address = $one.RemoteEndPoint.Address.ToString(); port = $one.RemoteEndPoint.Port; owned = $null; created = $nowhere }
        }
    }

    Read-Part 'sockets' {
        $service = Get-CimInstance -ClassName Win32_Service -Filter "Name='ADSync'"
        $list = @()
        if ($null -ne $service -and $service.ProcessId -gt 0) {
            if (Get-Command -Name 'Get-NetTCPConnection' -ErrorAction SilentlyContinue) { $list = @(Get-OwnSocket $service.ProcessId) }
            else { $list = @(Get-AnySocket) }
        }
        # probes.Sockets
        [ordered]@{
            list = @($list)
        }
    }
}

# ---------------------------------------------------------------------------------------------------------------
# The sync engine.
# ---------------------------------------------------------------------------------------------------------------
$ofProduct = {
    # The installed version stands in four places; the first that has one is taken.
    function Get-UninstallVersion {
        $names = 'Microsoft Azure AD Connect', 'Microsoft Entra Connect', 'Microsoft Entra Connect Sync'
        $versions = Get-ChildItem -LiteralPath 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall' -ErrorAction SilentlyContinue |
            Where-Object { $names -contains $_.GetValue('DisplayName') } |
            ForEach-Object { $_.GetValue('DisplayVersion') } |
            Where-Object { $_ -match '^\d+\.\d+\.\d+\.\d+$' }
        return $versions | Sort-Object { [version] $_ } | Select-Object -Last 1
    }

    function Get-FileVersion {
        param($Path)
        if (-not $Path -or -not (Test-Path -LiteralPath $Path)) { return $null }
        $info = (Get-Item -LiteralPath $Path).VersionInfo
        return '{0}.{1}.{2}.{3}' -f $info.ProductMajorPart, $info.ProductMinorPart, $info.ProductBuildPart, $info.ProductPrivatePart
    }

    # The wizard stands where the registry says, else in one of the two folders that installers have used.
    function Get-WizardVersion {
        $paths = @(Get-RegistryValue 'HKLM:\SOFTWARE\Microsoft\Azure AD Connect' 'WizardPath')
        foreach ($folder in 'Microsoft Azure Active Directory Connect', 'Microsoft Azure AD Connect') {
            $paths += Join-Path $env:ProgramFiles (Join-Path $folder 'AzureADConnect.exe')
        }
        foreach ($path in $paths) {
            $version = Get-FileVersion $path
            if ($version) { return $version }
        }
        return $null
    }

    function Get-EngineVersion {
        $folder = Get-RegistryValue $engineParameters 'Path'
        if (-not $folder) { return $null }
        return Get-FileVersion (Join-Path $folder 'Bin\miiserver.exe')
    }

    Read-Part 'product' {
        $from = 'uninstall'
        $version = Get-UninstallVersion
        if (-not $version) {
            $from = 'AzureADConnect.exe'
            $version = Get-WizardVersion
        }
        if (-not $version) {
            $from = 'miiserver.exe'
            $version = Get-EngineVersion
        }
        if (-not $version) {
            $from = 'Microsoft.Synchronize.ServerConfigurationVersion'
            Import-Engine
            $version = Get-GlobalParameter $from
        }
        if (-not $version) { Stop-Part 'not-found' 'version' }
        # probes.Product
        [ordered]@{
            version = [string] $version
            'from'  = $from
        }
    }

}

$ofScheduler = {
    Read-Part 'scheduler' {
        Import-Engine
        $scheduler = Get-ADSyncScheduler
        $purge = $null
        if ($scheduler.PurgeRunHistoryInterval) { $purge = ConvertTo-Nanoseconds $scheduler.PurgeRunHistoryInterval }
        $interval = $null
        if ($scheduler.CurrentlyEffectiveSyncCycleInterval) { $interval = ConvertTo-Nanoseconds $scheduler.CurrentlyEffectiveSyncCycleInterval }
        # SyncCycleInProgress is there on newer versions only; elsewhere it stays unsaid.
        # probes.Scheduler
        [ordered]@{
            cycle_enabled       = ConvertTo-YesNo $scheduler.SyncCycleEnabled
            suspended           = ConvertTo-YesNo $scheduler.SchedulerSuspended
            staging             = ConvertTo-YesNo $scheduler.StagingModeEnabled
            maintenance_enabled = ConvertTo-YesNo $scheduler.MaintenanceEnabled
            in_progress         = ConvertTo-YesNo $scheduler.SyncCycleInProgress
            next_cycle          = Format-Time $scheduler.NextSyncCycleStartTimeInUTC
            purge_after_ns      = $purge
            interval_ns         = $interval
        }
    }

}

$ofConnectors = {
    function Get-Connectivity {
        param($Connector, [string] $Name)
        $parameter = $Connector.ConnectivityParameters | Where-Object { $_.Name -eq $Name } | Select-Object -First 1
        if ($null -eq $parameter) { return '' }
        return [string] $parameter.Value
    }

    function Get-HashSync {
        param([string] $Name)
        try {
            return ConvertTo-YesNo (Get-ADSyncAADPasswordSyncConfiguration -SourceConnector $Name).Enabled
        } catch {
            return $null
        }
    }

    Read-Part 'connectors' {
        Import-Engine
        $list = foreach ($connector in Get-ADSyncConnector) {
            $entra = $connector.SubType -eq $entraSubType
            $hashSync = $null
            if (-not $entra) { $hashSync = Get-HashSync $connector.Name }
            $domains = @($connector.Partitions | Where-Object { $_.IsDomain -and $_.Selected } | ForEach-Object {
                    if ($_.DN) { [string] $_.DN } else { [string] $_.Name }
                })
            # probes.Connector
            [ordered]@{
                name           = [string] $connector.Name
                id             = [string] $connector.Identifier
                entra          = $entra
                forest         = Get-Connectivity $connector 'forest-name'
                account        = Get-Connectivity $connector 'forest-login-user'
                account_domain = Get-Connectivity $connector 'forest-login-domain'
                domains        = @($domains)
                hash_sync      = $hashSync
            }
        }
        # probes.Connectors
        [ordered]@{
            list = @($list)
        }
    }

}

$ofRuns = {
    # A run that is still under way has no end, whatever its date says.
    function ConvertTo-Run {
        param($Run)
        $end = $Run.EndDate
        if ($Run.IsRunComplete -eq $false) { $end = $null }
        # probes.Run
        [ordered]@{
            connector = [string] $Run.ConnectorName
            profile   = [string] $Run.RunProfileName
            result    = [string] $Run.Result
            start     = Format-Time $Run.StartDate
            'end'     = Format-Time $end
        }
    }

    # The newest full run of each connector that the newest runs do not hold.
    function Get-FullRun {
        param($Known)
        foreach ($connector in Get-ADSyncConnector) {
            foreach ($full in ($connector.RunProfiles | Where-Object { $_.Name -like 'Full *' })) {
                if ($Known | Where-Object { $_.ConnectorName -eq $connector.Name -and $_.RunProfileName -eq $full.Name }) { continue }
                Get-ADSyncRunProfileResult -ConnectorId $connector.Identifier -RunProfileId $full.Identifier -NumberRequested 1
            }
        }
    }

    $global:newest = @()
    Read-Part 'runs' {
        Import-Engine
        $global:newest = @(Get-ADSyncRunProfileResult -NumberRequested 200 | Sort-Object -Property StartDate -Descending)
        # probes.Runs
        [ordered]@{
            list = @($global:newest | ForEach-Object { ConvertTo-Run $_ })
        }
    }

    # With two forests two hundred runs are less than a day, and a full run can be days old. What this finds comes after
    # what is known already, and what goes wrong here leaves that as it is.
    if ($global:newest.Count -ge 200) {
        try { $older = @(Get-FullRun $global:newest | Sort-Object -Property StartDate -Descending) } catch { $older = @() }
        if ($older.Count -gt 0) {
            Read-Part 'runs' {
                [ordered]@{ list = @(@($global:newest) + $older | ForEach-Object { ConvertTo-Run $_ }) }
            }
        }
    }
}

# The configuration of writeback goes out to the cloud and, on newer versions, may wait for somebody to sign in. So
# what the global parameters say is sent ahead.
$ofWriteback = {
    Read-Part 'writeback' {
        Import-Engine
        [ordered]@{
            parameter = ConvertTo-YesNo (Get-GlobalParameter 'Microsoft.OptionalFeature.PasswordWriteback')
            why       = [ordered]@{ kind = 'timed-out'; needs = 'Get-ADSyncAADPasswordResetConfiguration'; code = '' }
        }
    }
    Read-Part 'writeback' {
        Import-Engine
        $parameter = ConvertTo-YesNo (Get-GlobalParameter 'Microsoft.OptionalFeature.PasswordWriteback')
        $connector = Get-EntraConnector
        if ($null -eq $connector) { Stop-Part 'not-found' 'Microsoft Entra connector' }
        $why = $null
        $writeback = $null
        try {
            $writeback = Get-ADSyncAADPasswordResetConfiguration -Connector $connector.Name
        } catch {
            $why = ConvertTo-Obstacle $_
            if ($null -eq $parameter) { throw }
        }
        # probes.Writeback
        [ordered]@{
            why        = $why
            connector  = [string] $connector.Name
            enabled    = ConvertTo-YesNo $writeback.Enabled
            status     = [string] $writeback.ServiceStatus
            onboarding = [string] $writeback.OnboardingRequiredStatus
            parameter  = $parameter
        }
    }

}

$ofIdentity = {
    # How Connect Sync signs in to the tenant. The certificate is asked for its end, else looked up by its thumbprint.
    function Get-CertificateEnd {
        param($Certificate)
        if ($null -eq $Certificate) { return $null }
        if ($Certificate.NotAfter -is [datetime]) { return $Certificate.NotAfter }
        $thumbprint = [string] $Certificate.Thumbprint
        if ($thumbprint -notmatch '^[0-9A-Fa-f]{40}$') { return $null }
        foreach ($store in 'Cert:\LocalMachine\My\', 'Cert:\CurrentUser\My\') {
            if (Test-Path -LiteralPath ($store + $thumbprint)) { return (Get-Item -LiteralPath ($store + $thumbprint)).NotAfter }
        }
        return $null
    }

    Read-Part 'identity' {
        Import-Engine
        $credential = $null
        $cmdlet = $null -ne (Get-Command -Name 'Get-ADSyncEntraConnectorCredential' -ErrorAction SilentlyContinue)
        if ($cmdlet) { $credential = Get-ADSyncEntraConnectorCredential }
        # probes.Identity
        [ordered]@{
            cmdlet          = $cmdlet
            type            = [string] $credential.ConnectorIdentityType
            application     = [string] $credential.ApplicationId
            certificate_end = Format-Time (Get-CertificateEnd $credential.CertificateCredential)
        }
    }
}

# Preferred domain controllers and the signing of LDAP have no cmdlet of their own; they stand in the configuration
# export, which can take long, and for the most part in the connectors, which are sent ahead. The folder of the export
# is named from outside, so that it can be deleted even when this lane hangs.
$export = {
    param([string] $Folder)

    function Get-Text {
        param($Node, [string] $Path)
        if ($null -eq $Node) { return $null }
        $found = $Node.SelectSingleNode($Path)
        if ($null -eq $found) { return $null }
        return $found.InnerText.Trim()
    }

    function ConvertTo-Partition {
        param([string] $Connector, $Node)
        $preferred = @($Node.SelectNodes('preferred-dcs/preferred-dc') | ForEach-Object { $_.InnerText.Trim() } | Where-Object { $_ })
        # probes.Partition
        [ordered]@{
            connector               = $Connector
            name                    = [string] (Get-Text $Node 'name')
            sign_and_seal           = ConvertTo-YesNo (Get-Text $Node 'sign-and-seal')
            preferred_dcs           = @($preferred)
            last_dc                 = [string] (Get-Text $Node 'last-dc')
            alternate_sign_and_seal = ConvertTo-YesNo (Get-Text $Node '*[contains(local-name(), "credential")]//sign-and-seal')
        }
    }

    function Get-Setting {
        param($Parameters, [string] $Name)
        $parameter = $Parameters | Where-Object { $_.Name -eq $Name } | Select-Object -First 1
        if ($null -eq $parameter) { return $null }
        return $parameter.Value
    }

    # A partition of Get-ADSyncConnector. What it does not say about alternate credentials stays unsaid.
    function ConvertTo-QuickPartition {
        param([string] $Connector, $Partition)
        if ($null -eq $Partition.psobject.Properties['PreferredDCs']) { Stop-Part 'not-found' 'PreferredDCs' }
        $domain = [string] (Get-Setting $Partition.Parameters 'Domain.FQDN')
        if (-not $domain) { $domain = ([string] $Partition.DN) -replace '(?i)^DC=' -replace '(?i),DC=', '.' }
        [ordered]@{
            connector               = $Connector
            name                    = $domain
            sign_and_seal           = ConvertTo-YesNo (Get-Setting $Partition.Parameters 'sign-and-seal')
            preferred_dcs           = @($Partition.PreferredDCs | Where-Object { $_ } | ForEach-Object { [string] $_ })
            last_dc                 = [string] (Get-Setting $Partition.Parameters 'last-dc')
            alternate_sign_and_seal = $null
        }
    }

    $quick = Read-Part 'export' {
        Import-Engine
        $partitions = @()
        $forests = [ordered]@{}
        foreach ($connector in Get-ADSyncConnector | Where-Object { $_.ConnectorTypeName -eq 'AD' -or [string] $_.Type -eq 'AD' }) {
            $forests[[string] $connector.Name] = ConvertTo-YesNo (Get-Setting $connector.ConnectivityParameters 'sign-and-seal')
            foreach ($partition in ($connector.Partitions | Where-Object { $_.IsDomain -and $_.Selected })) {
                $partitions += ConvertTo-QuickPartition $connector.Name $partition
            }
        }
        if ($partitions.Count -eq 0) { Stop-Part 'not-found' 'Partitions' }
        [ordered]@{ partitions = @($partitions); forest_sign_and_seal = $forests }
    }
    $quick
    $whole = Read-Part 'export' {
        Import-Engine
        [void] [IO.Directory]::CreateDirectory($Folder)
        try {
            [void] (Get-ADSyncServerConfiguration -Path $Folder)
            $partitions = @()
            $forests = [ordered]@{}
            foreach ($file in Get-ChildItem -LiteralPath (Join-Path $Folder 'Connectors') -Filter '*.xml') {
                $xml = New-Object Xml.XmlDocument
                $xml.XmlResolver = $null
                $xml.Load($file.FullName)
                $settings = $xml.SelectSingleNode('//private-configuration/adma-configuration')
                if ($null -eq $settings) { continue }
                $name = [string] (Get-Text $xml '/*/name')
                if (-not $name) { $name = [string] (Get-Text $xml '//ma-data/name') }
                if (-not $name) { $name = [string] (Get-Text $settings 'forest-name') }
                $forests[$name] = ConvertTo-YesNo (Get-Text $settings 'sign-and-seal')
                $selected = '//ma-partition-data/partition[not(selected) or selected="1" or selected="true"]'
                foreach ($node in $xml.SelectNodes($selected + '/custom-data/adma-partition-data[is-domain="1" or is-domain="true"]')) {
                    $partitions += ConvertTo-Partition $name $node
                }
            }
        } finally {
            if ([IO.Directory]::Exists($Folder)) { [IO.Directory]::Delete($Folder, $true) }
        }
        # probes.Export
        [ordered]@{
            partitions           = @($partitions)
            forest_sign_and_seal = $forests
        }
    }
    if ($whole.value.read -or -not $quick.value.read) { $whole }
}

# ---------------------------------------------------------------------------------------------------------------
# One user.
# ---------------------------------------------------------------------------------------------------------------
$link = {
    param([string] $DN)

    # The connector and the domain partition that the name ends with, the longest first.
    function Find-Partition {
        $found = foreach ($connector in Get-ADSyncConnector | Where-Object { $_.SubType -ne $entraSubType }) {
            foreach ($partition in $connector.Partitions) {
                $head = [string] $partition.DN
                if (-not $head) { $head = [string] $partition.Name }
                if ($head -like '*DC=*' -and $DN.EndsWith(',' + $head, [StringComparison]::OrdinalIgnoreCase)) {
                    [pscustomobject]@{ Connector = [string] $connector.Name; Head = $head }
                }
            }
        }
        return $found | Sort-Object { $_.Head.Length } | Select-Object -Last 1
    }

    # $null when there is no such object. The engine's errors for "not there" and "could not look" cannot be told
    # apart by number, so the head of the partition, which is always there, is looked up as a test.
    function Find-SpaceObject {
        param([string] $Connector, [string] $Name, [string] $Head)
        try {
            return Get-ADSyncCSObject -ConnectorName $Connector -DistinguishedName $Name
        } catch {
            [void] (Get-ADSyncCSObject -ConnectorName $Connector -DistinguishedName $Head)
            return $null
        }
    }

    function Format-Id {
        param($Id)
        return ([string] $Id).Trim('{', '}')
    }

    # The rules that link an object of a connector space to the metaverse. They stand in the lineage of that object;
    # the lineage of the metaverse object names connected objects and no rules.
    function Get-LinkingRule {
        param($Object)
        $steps = @($Object.Lineage | Where-Object { $_ })
        $ids = @($steps | ForEach-Object { Format-Id $_.SyncRuleInternalId } | Where-Object { $_ })
        $found = @($rules | Where-Object {
                # The property for what the export calls internal-id is spelled in two ways.
                $ids -contains (Format-Id $_.InternalId) -or $ids -contains (Format-Id $_.InternalIdentifier) -or $ids -contains (Format-Id $_.Identifier)
            })
        if ($found.Count -eq 0) {
            $names = @($steps | ForEach-Object { [string] $_.SyncRuleName } | Where-Object { $_ })
            $found = @($rules | Where-Object { $names -contains $_.Name -and (Format-Id $_.Connector) -eq (Format-Id $Object.ConnectorId) })
        }
        return $found
    }

    # A copy of the rule has no tag, and the rule for inetOrgPerson has another. Whether writeback takes them is not
    # documented, so they say neither yes nor no.
    function Test-Alike {
        param($Rule)
        if ($Rule.EnablePasswordSync -eq $true) { return $true }
        return -not $Rule.ImmutableTag -and @($Rule.AttributeFlowMappings | Where-Object { $_.Destination -eq 'accountEnabled' }).Count -gt 0
    }

    function Test-AccountRule {
        param($Linking)
        $linking = @($Linking | Where-Object { $_ })
        if ($linking.Count -eq 0) { return $null }
        if (@($linking | Where-Object { $_.ImmutableTag -like 'Microsoft.InfromADUserAccountEnabled*' }).Count -gt 0) { return $true }
        if (@($linking | Where-Object { Test-Alike $_ }).Count -gt 0) { return $null }
        return $false
    }

    # Selective password hash synchronisation is made of copies of the rule whose EnablePasswordSync is off.
    function Test-HashScope {
        param($Linking, [string] $Connector)
        $accounts = @($Linking | Where-Object { $_ -and ($_.ImmutableTag -like 'Microsoft.InfromADUserAccountEnabled*' -or (Test-Alike $_)) })
        $known = @($accounts | Where-Object { $_.EnablePasswordSync -is [bool] })
        if ($accounts.Count -eq 0 -or $known.Count -ne $accounts.Count) { return $null }
        if (@($known | Where-Object { $_.EnablePasswordSync }).Count -gt 0) { return $true }
        try {
            $enabled = (Get-ADSyncAADPasswordSyncConfiguration -SourceConnector $Connector).Enabled
            if ($enabled -is [bool]) { return -not $enabled } # nobody is outside of what is off
        } catch {
            return $null
        }
        return $null
    }

    # Writeback finds several matches when more than one directory object is linked by the rule to one metaverse object.
    function Test-Duplicate {
        param($Links, $Object, $RightRule)
        $others = @($Links | Where-Object { (Format-Id $_.ConnectorId) -ne $entraId -and (Format-Id $_.ConnectedCsObjectId) -ne (Format-Id $Object.ObjectId) })
        $also = @($others | ForEach-Object {
                try { Test-AccountRule (Get-LinkingRule (Get-ADSyncCSObject -Identifier $_.ConnectedCsObjectId)) } catch { $null }
            })
        if (@($also | Where-Object { $null -eq $_ }).Count -gt 0) { return $null }
        if ($also -notcontains $true) { return $false }
        if ($RightRule) { return $true }
        return $null
    }

    # A change that waits for the next export is the unapplied-export of the object, as the diagnostics that the product
    # ships read it.
    function Test-PendingExport {
        param($Link)
        try {
            $serialized = [string] (Get-ADSyncCSObject -Identifier $Link.ConnectedCsObjectId).SerializedXml
            if (-not $serialized) { return $null }
            $xml = New-Object System.Xml.XmlDocument
            $xml.XmlResolver = $null
            $xml.LoadXml($serialized)
            if ($null -eq $xml.SelectSingleNode('//cs-object')) { return $null }
            $delta = $xml.SelectSingleNode('//cs-object/unapplied-export/delta')
            return $null -ne $delta -and $delta.GetAttribute('operation') -ne 'none'
        } catch {
            return $null
        }
    }

    try {
        Import-Engine
        $place = Find-Partition
        $object = $null
        $person = $null
        if ($null -ne $place) { $object = Find-SpaceObject $place.Connector $DN $place.Head }
        $joined = $null -ne $object -and $object.ConnectedMVObjectId -and [guid] $object.ConnectedMVObjectId -ne [guid]::Empty
        if ($joined) { $person = Get-ADSyncMVObject -Identifier $object.ConnectedMVObjectId }
        $links = @($person.Lineage | Where-Object { $_ })
        $entraId = 'b891884f-051e-4a83-95af-2544101c9083'
        $entra = Get-EntraConnector
        if ($null -ne $entra) { $entraId = Format-Id $entra.Identifier }
        $cloud = $links | Where-Object { (Format-Id $_.ConnectorId) -eq $entraId -or ($null -ne $entra -and $_.ConnectorName -eq $entra.Name) } | Select-Object -First 1
        $inEntra = $null -ne $cloud
        if ($joined -and $links.Count -eq 0) { $inEntra = $null } # not even the directory's own object: nothing was read
        $rules = @()
        $linking = @()
        $rightRule = $null
        $duplicate = $null
        $pending = $null
        if ($joined) {
            $rules = @(Get-ADSyncRule)
            $linking = @(Get-LinkingRule $object)
            $rightRule = Test-AccountRule $linking
            if ($links.Count -gt 0) { $duplicate = Test-Duplicate $links $object $rightRule }
            if ($null -ne $cloud) { $pending = Test-PendingExport $cloud }
        }
        $names = @($object.Lineage | Where-Object { $_ } | ForEach-Object { [string] $_.SyncRuleName } | Where-Object { $_ })
        if ($names.Count -eq 0) { $names = @($linking | ForEach-Object { [string] $_.Name }) }
        # probes.UserLink
        $value = [ordered]@{
            dn              = $DN
            in_ad_space     = ($null -ne $object)
            in_metaverse    = [bool] $joined
            in_entra_space  = $inEntra
            rules           = @($names | Select-Object -Unique)
            right_rule      = $rightRule
            pending_export  = $pending
            duplicate       = $duplicate
            hash_sync_scope = Test-HashScope $linking $place.Connector
        }
        [ordered]@{ name = 'link'; value = $value }
    } catch {
        [ordered]@{ name = 'link'; failed = (ConvertTo-Obstacle $_) }
    }
}

# ---------------------------------------------------------------------------------------------------------------
# The Application log.
# ---------------------------------------------------------------------------------------------------------------
$events = {
    param([datetime] $Since)

    $heartbeat = 31019
    $longest = 2000 # of the text that is shown; numbers are read from all of it
    $enough = 14 # seconds for the texts, which come out of message files and can be slow

    function Get-Record {
        param([string] $Condition, [int] $AtMost)
        $from = $Since.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ss.fffZ', [Globalization.CultureInfo]::InvariantCulture)
        $query = "*[System[TimeCreated[@SystemTime>='$from'] and $Condition]]"
        try {
            Get-WinEvent -LogName Application -FilterXPath $query -MaxEvents $AtMost
        } catch {
            if (([string] $_.FullyQualifiedErrorId) -notlike 'NoMatchingEventsFound*') { throw }
        }
    }

    # The time of the oldest record, $null of an empty log.
    function Get-LogStart {
        try {
            return (Get-WinEvent -LogName Application -Oldest -MaxEvents 1).TimeCreated
        } catch {
            if (([string] $_.FullyQualifiedErrorId) -notlike 'NoMatchingEventsFound*') { throw }
        }
    }

    function Get-Later {
        param($One, $Other)
        if ($null -eq $One -or $Other -gt $One) { return $Other }
        return $One
    }

    # The text, or the bare values where the message file is missing. The number alone decides; this is shown.
    function Get-RecordText {
        param($Record)
        $text = [string] $Record.Message
        foreach ($property in $Record.Properties) {
            $value = [string] $property.Value
            if ($value -and -not $text.Contains($value)) { $text = ($text + ' ' + $value).Trim() }
        }
        return $text.Substring(0, [Math]::Min($text.Length, 20000))
    }

    function Select-All {
        param([string] $Text, [string] $Pattern)
        $all = [regex]::Matches($Text, $Pattern, 'IgnoreCase') | ForEach-Object { $_.Groups[1].Value.ToLowerInvariant() }
        return @($all | Select-Object -Unique)
    }

    function ConvertTo-Event {
        param($Record)
        $text = Get-RecordText $Record
        $codes = @(Select-All $text '\b0x([0-9a-f]{1,8})\b') + @(Select-All $text '(?<![0-9a-fx-])(8[0-9a-f]{7})(?![0-9a-f-])')
        $codes += @(Select-All $text '\b([a-z0-9_]+\.cpp\(\d+\))')
        $codes += @([regex]::Matches($text, '\bAADSTS\d{4,7}\b') | ForEach-Object { $_.Value })
        $codes += @([regex]::Matches($text, '\bRPC Error (\d{1,5})\b') | ForEach-Object { 'rpc({0})' -f $_.Groups[1].Value })
        $level = $null
        if ($null -ne $Record.Level) { $level = [int] $Record.Level }
        # probes.Event
        [ordered]@{
            at          = Format-Time $Record.TimeCreated
            provider    = [string] $Record.ProviderName
            id          = [int] $Record.Id
            level       = $level
            tracking_id = [string] @(Select-All $text 'Tracking\s?Id\s*[:=]\s*([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})')[0]
            codes       = @($codes | Select-Object -Unique)
            hosts       = @(Select-All $text '\b([a-z0-9-]+\.servicebus\.(?:windows\.net|usgovcloudapi\.net|chinacloudapi\.cn))\b')
            text        = $text.Substring(0, [Math]::Min($text.Length, $longest))
        }
    }

    try {
        $reset = "Provider[@Name='PasswordResetService']"
        $back = Get-LogStart
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $others = @(Get-Record "$reset and EventID!=$heartbeat" 2000)
        $engine = @(Get-Record "Provider[@Name='ADSync'] and (Level=1 or Level=2 or Level=3 or EventID=6000 or EventID=6306 or EventID=6329 or EventID=6800 or EventID=6956 or EventID=1011 or EventID=1012)" 1000)
        # Errors of password hash synchronisation, and the ends of its batches and pings, of which the newest count.
        $source = "Provider[@Name='Directory Synchronization']"
        $hashes = @(Get-Record "$source and (EventID=611 or EventID=652 or EventID=655)" 50) + @(Get-Record "$source and (EventID=651 or EventID=654)" 20)
        $beats = @(Get-Record "$reset and EventID=$heartbeat" 600) # of two days, or of one where two relays beat
        $beatsFrom = $null
        if ($beats.Count -ge 600) { $beatsFrom = $beats[-1].TimeCreated }
        $records = $beats + $others + $engine + $hashes
        # What is not handed over counts as rolled over.
        if ($others.Count -ge 2000) { $back = Get-Later $back $others[-1].TimeCreated }
        if ($engine.Count -ge 1000) { $back = Get-Later $back $engine[-1].TimeCreated }
        $list = foreach ($record in ($records | Sort-Object -Property TimeCreated -Descending)) {
            if ($watch.Elapsed.TotalSeconds -gt $enough) {
                $back = Get-Later $back $record.TimeCreated
                break
            }
            ConvertTo-Event $record
        }
        # probes.EventLog
        $value = [ordered]@{
            since      = Format-Time $Since
            oldest     = Format-Time $back
            beats_from = Format-Time $beatsFrom
            events     = @($list)
        }
        [ordered]@{ name = 'events'; value = $value }
    } catch {
        [ordered]@{ name = 'events'; failed = (ConvertTo-Obstacle $_) }
    }
}

# The controllers of the server's own domain, the PDC emulator first.
$controllers = {
    try {
        try {
            $domain = [DirectoryServices.ActiveDirectory.Domain]::GetComputerDomain()
            $names = @([string] $domain.PdcRoleOwner.Name) + @($domain.DomainControllers | ForEach-Object { [string] $_.Name })
        } catch {
            # No ticket goes on from a remote session to a controller. The name server wants none.
            $suffix = [string] (Get-CimInstance -ClassName Win32_ComputerSystem).Domain
            $names = @(foreach ($role in 'pdc', 'dc') {
                    Resolve-DnsName -Name "_ldap._tcp.$role._msdcs.$suffix" -Type SRV -DnsOnly -ErrorAction SilentlyContinue |
                        Where-Object { $_.NameTarget } | ForEach-Object { [string] $_.NameTarget }
                })
            if ($names.Count -eq 0) { throw }
        }
        [ordered]@{ name = 'controllers'; value = $names }
    } catch {
        [ordered]@{ name = 'controllers'; failed = (ConvertTo-Obstacle $_) }
    }
}

# RestrictRemoteSam of the controllers, over the remote registry, which lets only administrators of a controller in. The
# PDC emulators, to which passwords go, come first, and the others while there is time.
$remoteSam = {
    param([bool] $Remote)

    # A remote session has no ticket for a third machine, which takes it for nobody.
    function ConvertTo-SecondHop {
        param($Obstacle)
        $nobody = '0x80072020', '0x8007052e', '0x80070005', '0x80090311'
        if ($Remote -and ($Obstacle.kind -eq 'access-denied' -or $nobody -contains $Obstacle.code)) { $Obstacle.kind = 'double-hop' }
        return $Obstacle
    }

    $read = Read-Part 'controllers_sam' {
        $domain = [DirectoryServices.ActiveDirectory.Domain]::GetComputerDomain()
        $others = @($domain.Forest.Domains | Where-Object { $_.Name -ne $domain.Name } | ForEach-Object { [string] $_.PdcRoleOwner.Name })
        $names = @([string] $domain.PdcRoleOwner.Name) + $others + @($domain.DomainControllers | ForEach-Object { [string] $_.Name })
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $list = foreach ($name in ($names | Where-Object { $_ } | Select-Object -Unique -First 20)) {
            if ($watch.Elapsed.TotalSeconds -gt 6) { break }
            # probes.ControllerSAM
            $one = [ordered]@{
                host    = $name
                read    = $false
                why     = $null
                present = $null
                sddl    = ''
            }
            try {
                $base = [Microsoft.Win32.RegistryKey]::OpenRemoteBaseKey([Microsoft.Win32.RegistryHive]::LocalMachine, $name)
                $key = $base.OpenSubKey('SYSTEM\CurrentControlSet\Control\Lsa', $false)
                if ($null -eq $key) { Stop-Part 'access-denied' 'Lsa' }
                $value = $key.GetValue('RestrictRemoteSam', $null)
                $key.Close()
                $base.Close()
                $one.present = ($null -ne $value)
                $one.sddl = [string] $value
                $one.read = $true
            } catch {
                $one.why = ConvertTo-SecondHop (ConvertTo-Obstacle $_)
            }
            $one
        }
        # probes.ControllersSAM
        [ordered]@{
            list = @($list)
        }
    }
    if ($null -ne $read.value.why) { $read.value.why = ConvertTo-SecondHop $read.value.why }
    $read
}

# ---------------------------------------------------------------------------------------------------------------
# Roads. The limits are those of the program's own sockets.
# ---------------------------------------------------------------------------------------------------------------
$roads = {
    $nameLimit = 8000
    $connectLimit = 5000
    $proxyLimit = 12000
    $secureLimit = 10000
    $answerLimit = 10000
    $headLimit = 65536
    $invalidToken = -2146893048 # SEC_E_INVALID_TOKEN, 0x80090308: an answer that is not TLS

    # 3072 is TLS 1.2; 12288 is TLS 1.3, which Windows has since Server 2022 and .NET Framework since 4.8.
    $protocols = [Security.Authentication.SslProtocols] 3072
    if ([Environment]::OSVersion.Version.Build -ge 20348 -and [Enum]::IsDefined([Security.Authentication.SslProtocols], 12288)) {
        $protocols = [Security.Authentication.SslProtocols] (3072 + 12288)
    }

    # The numbers of Winsock; its words are in the language of Windows.
    function ConvertTo-Contact {
        param($Exception, [string] $Otherwise)
        while ($null -ne $Exception) {
            if ($Exception -is [Net.Sockets.SocketException]) {
                switch ($Exception.ErrorCode) {
                    10061 { return 'refused' }
                    10013 { return 'refused' }
                    10060 { return 'dropped' }
                    10035 { return 'dropped' }
                    10047 { return 'unreachable' }
                    10049 { return 'unreachable' }
                    10050 { return 'unreachable' }
                    10051 { return 'unreachable' }
                    10064 { return 'unreachable' }
                    10065 { return 'unreachable' }
                    10052 { return 'reset' }
                    10053 { return 'reset' }
                    10054 { return 'reset' }
                    10058 { return 'reset' }
                    10101 { return 'reset' }
                    11001 { return 'name-unknown' }
                    11004 { return 'name-unknown' }
                    11002 { return 'no-name-server' }
                    11003 { return 'no-name-server' }
                }
            }
            $Exception = $Exception.InnerException
        }
        return $Otherwise
    }

    # Winsock can say "no such host" where no name server answered, too (Dns.GetHostEntry, exceptions). The client for
    # DNS alone tells them apart.
    function Test-NameServer {
        param([string] $Asked)
        try {
            [void] (Resolve-DnsName -Name $Asked -Type A -DnsOnly -QuickTimeout)
        } catch {
            $silent = '^(ERROR_TIMEOUT|DNS_ERROR_RCODE_SERVER_FAILURE|DNS_ERROR_RCODE_REFUSED|DNS_ERROR_NO_DNS_SERVERS),'
            if (([string] $_.FullyQualifiedErrorId) -match $silent) { return $false }
        }
        return $true
    }

    # A name with a dot is absolute, so that no search list is tried.
    function Resolve-Road {
        param($Route, [string] $HostName)
        $address = $null
        if ([Net.IPAddress]::TryParse($HostName, [ref] $address)) {
            $Route.addresses = @($address.ToString())
            $Route.name = 'open'
            return
        }
        $asked = $HostName
        if ($asked.Contains('.') -and -not $asked.EndsWith('.')) { $asked += '.' }
        try {
            $task = [Net.Dns]::GetHostAddressesAsync($asked)
            if (-not $task.Wait($nameLimit)) {
                $Route.name = 'no-name-server'
                return
            }
            $Route.addresses = @($task.Result | ForEach-Object { $_.ToString() })
            $Route.name = 'open'
        } catch {
            $Route.name = ConvertTo-Contact $_.Exception 'no-name-server'
            if ($Route.name -eq 'name-unknown' -and -not (Test-NameServer $asked)) { $Route.name = 'no-name-server' }
        }
    }

    function Connect-Road {
        param($Route, [int] $Port)
        $ends = @()
        $tries = @(foreach ($address in ($Route.addresses | Select-Object -First 8)) {
            $ip = [Net.IPAddress]::Parse($address)
            try {
                $client = New-Object Net.Sockets.TcpClient $ip.AddressFamily
                @{ Client = $client; Task = $client.ConnectAsync($ip, $Port) }
            } catch {
                $ends += ConvertTo-Contact $_.Exception 'unreachable'
            }
        })
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $waiting = $tries
        while ($waiting.Count -gt 0 -and $watch.ElapsedMilliseconds -lt $connectLimit) {
            $ready = @($waiting | Where-Object { $_.Task.IsCompleted })
            foreach ($try in $ready) {
                if ($try.Task.Status -eq 'RanToCompletion') {
                    $Route.tcp = 'open'
                    $tries | Where-Object { $_ -ne $try } | ForEach-Object { $_.Client.Close() }
                    return $try.Client
                }
                $ends += ConvertTo-Contact $try.Task.Exception 'unreachable'
            }
            $waiting = @($waiting | Where-Object { $ready -notcontains $_ }) # one may be done by now that was not looked at
            Start-Sleep -Milliseconds 20
        }
        $tries | ForEach-Object { $_.Client.Close() }
        if ($waiting.Count -gt 0) { $ends += 'dropped' }
        $Route.tcp = @(@('refused', 'reset', 'dropped', 'unreachable') | Where-Object { $ends -contains $_ })[0]
        return $null
    }

    # Reads up to the empty line that ends the head of an answer, byte by byte so that nothing of what follows is lost,
    # and no further than it is HTTP.
    function Read-Head {
        param($Stream)
        $head = New-Object Text.StringBuilder
        while ($head.Length -lt $headLimit) {
            $byte = $Stream.ReadByte()
            if ($byte -lt 0) { break }
            [void] $head.Append([char] $byte)
            if ($head.Length -eq 5 -and $head.ToString() -cne 'HTTP/') { break }
            if ($byte -eq 10 -and $head.Length -ge 4 -and $head.ToString($head.Length - 4, 4) -eq "`r`n`r`n") { break }
        }
        return $head.ToString()
    }

    # What a head is that cannot be used; nothing when it can.
    function Find-HeadFault {
        param([string] $Head)
        if ('HTTP/'.StartsWith($Head, [StringComparison]::Ordinal)) { return 'reset' }
        if (-not $Head.StartsWith('HTTP/', [StringComparison]::Ordinal)) { return 'no-http' }
        if (-not $Head.EndsWith("`r`n`r`n", [StringComparison]::Ordinal)) {
            if ($Head.Length -ge $headLimit) { return 'long-head' }
            return 'reset'
        }
        if ($Head -cnotmatch '^HTTP/1\.[01] \d{3}') { return 'no-http' }
        return ''
    }

    function Write-Head {
        param($Stream, [string] $Text)
        $bytes = [Text.Encoding]::ASCII.GetBytes($Text)
        $Stream.Write($bytes, 0, $bytes.Length)
        $Stream.Flush()
    }

    # The proxy that the sync engine takes is that of machine.config. A controller is never behind one.
    function Find-Proxy {
        param($Target)
        if ($Target.purpose -eq 'domain-controller') { return $null }
        $file = Join-Path ([Runtime.InteropServices.RuntimeEnvironment]::GetRuntimeDirectory()) 'Config\machine.config'
        $config = New-Object Xml.XmlDocument
        $config.XmlResolver = $null
        $config.Load($file)
        $node = $config.SelectSingleNode('/configuration/system.net/defaultProxy')
        if ($null -eq $node -or $node.GetAttribute('enabled') -eq 'false') { return $null }
        $to = New-Object Uri ('https://{0}:{1}/' -f $Target.host, $Target.port)
        $proxy = $node.SelectSingleNode('proxy')
        if ($null -ne $proxy -and $proxy.GetAttribute('proxyaddress')) {
            $web = [Net.WebRequest]::DefaultWebProxy # what .NET Framework itself read from machine.config
            if ($null -eq $web) { return $null }
        } elseif ($null -ne $proxy -and $proxy.GetAttribute('usesystemdefault') -eq 'true') {
            $web = [Net.WebRequest]::GetSystemWebProxy()
        } else {
            return $null
        }
        if ($web.IsBypassed($to)) { return $null }
        $uri = $web.GetProxy($to)
        if ($uri.Host -eq $to.Host -and $uri.Port -eq $to.Port) { return $null }
        return $uri
    }

    # Asks the proxy for a way through. No name and password are given.
    function Open-Tunnel {
        param($Route, $Client)
        $address = '{0}:{1}' -f $Route.target.host, $Route.target.port
        $stream = $Client.GetStream()
        $stream.ReadTimeout = $proxyLimit
        $stream.WriteTimeout = $proxyLimit
        try {
            Write-Head $stream "CONNECT $address HTTP/1.1`r`nHost: $address`r`nUser-Agent: writeback-doctor`r`n`r`n"
            $head = Read-Head $stream
        } catch {
            $Route.tcp = ConvertTo-Contact $_.Exception 'proxy-failed'
            if ($Route.tcp -eq 'dropped') { $Route.tcp = 'proxy-failed' }
            return
        }
        $fault = Find-HeadFault $head
        if ($fault) {
            $Route.tcp = @{ 'reset' = 'proxy-failed'; 'no-http' = 'proxy-no-http'; 'long-head' = 'proxy-long-head' }[$fault]
            return
        }
        $status = [int] $head.Substring(9, 3)
        if ($status -ge 200 -and $status -lt 300) { return }
        if ($status -eq 407) { $Route.tcp = 'proxy-sign-in' }
        elseif ($status -ge 500) { $Route.tcp = 'proxy-failed' }
        else { $Route.tcp = 'proxy-refused' }
    }

    # The O of the issuer: whose device it is.
    function Get-Organization {
        param($Certificate)
        foreach ($line in ($Certificate.IssuerName.Format($true) -split "`r?`n")) {
            if ($line -match '^\s*O\s*=\s*(.*?)\s*$') { return $Matches[1].Trim('"') }
        }
        return ''
    }

    # Names of the subject alternative name extension (2.5.29.17): the context tag 2 of its DER.
    function Get-DNSName {
        param($Certificate)
        $extension = $Certificate.Extensions | Where-Object { $_.Oid.Value -eq '2.5.29.17' } | Select-Object -First 1
        if ($null -eq $extension) { return }
        $data = $extension.RawData
        $at = 2
        if ($data[1] -gt 128) { $at += $data[1] - 128 }
        while ($at + 2 -le $data.Length) {
            $length = [int] $data[$at + 1]
            $header = 2
            if ($length -eq 129) {
                $length = [int] $data[$at + 2]
                $header = 3
            } elseif ($length -gt 129) {
                return
            }
            if ($data[$at] -eq 0x82 -and $at + $header + $length -le $data.Length) {
                [Text.Encoding]::ASCII.GetString($data, $at + $header, $length)
            }
            $at += $header + $length
        }
    }

    function ConvertTo-Certificate {
        param($Certificate, [bool] $Leaf)
        $names = @()
        if ($Leaf) { $names = @(Get-DNSName $Certificate | Select-Object -First 100) }
        # probes.Certificate
        [ordered]@{
            subject      = [string] $Certificate.Subject
            issuer       = [string] $Certificate.Issuer
            organization = [string] (Get-Organization $Certificate)
            not_before   = Format-Time $Certificate.NotBefore
            not_after    = Format-Time $Certificate.NotAfter
            names        = @($names)
        }
    }

    # The fault that explains most: whose certificate it is comes before the name on it, and the name before its date.
    function Find-Fault {
        param([int] $Errors, [int] $Status)
        $notTimeValid = 0x1
        $unknown = 0x20 -bor 0x10000
        if ($Errors -eq 0) { return '' }
        if ($Errors -band 1) { return 'other' }
        if ($Status -band $unknown) { return 'unknown-authority' }
        if ($Errors -band 2) { return 'wrong-name' }
        if ($Status -band $notTimeValid) { return 'expired' }
        return 'other'
    }

    # Speaks TLS, and waits for it: only then is what looks at the certificate called by this thread, and a script can
    # run on no other. The chain is the one that Windows built, which holds what was sent. Nothing is sent over a connection
    # whose certificate did not verify. Revocation is not checked.
    function Protect-Road {
        param($Route, $Client)
        $global:seen = @{ Errors = 0; Status = 0; Chain = @() }
        $look = {
            param($from, $certificate, $chain, $errors)
            $global:seen.Errors = [int] $errors
            if ($null -eq $chain) { return $true } # no certificate came
            foreach ($one in $chain.ChainStatus) { $global:seen.Status = $global:seen.Status -bor [int] $one.Status }
            $global:seen.Chain = @($chain.ChainElements | ForEach-Object {
                    New-Object Security.Cryptography.X509Certificates.X509Certificate2 (, $_.Certificate.RawData)
                })
            return $true
        }
        $stream = New-Object Net.Security.SslStream ($Client.GetStream(), $false, [Net.Security.RemoteCertificateValidationCallback] $look)
        $Client.GetStream().ReadTimeout = $secureLimit
        $Client.GetStream().WriteTimeout = $secureLimit
        $name = $Route.target.host.TrimEnd('.')
        try {
            $stream.AuthenticateAsClient($name, $null, $protocols, $false)
        } catch {
            # What is left unread was no TLS; a connection that is over was cut.
            $otherwise = 'reset'
            if ($Client.Client.Connected -and $Client.Available -gt 0) { $otherwise = 'no-tls' }
            if ($_.Exception.GetBaseException().NativeErrorCode -eq $invalidToken) { $otherwise = 'no-tls' }
            $Route.tls = ConvertTo-Contact $_.Exception $otherwise
            return $null
        }
        $chain = @($global:seen.Chain | Select-Object -First 10)
        $Route.chain = @(for ($i = 0; $i -lt $chain.Count; $i++) { ConvertTo-Certificate $chain[$i] ($i -eq 0) })
        if ($chain.Count -gt 0) { $Route.public_root = ($global:seen.Status -band (0x20 -bor 0x10000)) -eq 0 }
        $Route.fault = Find-Fault $global:seen.Errors $global:seen.Status
        if ($Route.fault) {
            $Route.tls = 'bad-certificate'
            return $null
        }
        $Route.tls = 'open'
        $Route.version = @{ 768 = 'TLS 1.1'; 192 = 'TLS 1.0'; 3072 = 'TLS 1.2'; 12288 = 'TLS 1.3' }[[int] $stream.SslProtocol]
        return $stream
    }

    function New-Question {
        param($Target)
        $path = [string] $Target.path
        if (-not $path.StartsWith('/')) { $path = '/' + $path }
        $path = [Uri]::EscapeUriString($path)
        $name = $Target.host
        if ($Target.port -ne 443) { $name = '{0}:{1}' -f $Target.host, $Target.port }
        return "GET $path HTTP/1.1`r`nHost: $name`r`nUser-Agent: writeback-doctor`r`nAccept: */*`r`nConnection: close`r`n`r`n"
    }

    # One GET without credentials. A redirect is written down and not followed.
    function Read-Answer {
        param($Route, $Stream)
        $Stream.ReadTimeout = $answerLimit
        $Stream.WriteTimeout = $answerLimit
        try {
            Write-Head $Stream (New-Question $Route.target)
            $head = Read-Head $Stream
        } catch {
            $Route.http = ConvertTo-Contact $_.Exception 'reset'
            return
        }
        $fault = Find-HeadFault $head
        if ($fault) {
            $Route.http = $fault
            return
        }
        $Route.http = 'open'
        $Route.status = [int] $head.Substring(9, 3)
        if ($head -match '(?m)^Location:\s*(.*?)\s*$') { $Route.location = $Matches[1] }
        $date = [datetime]::MinValue
        $utc = [Globalization.DateTimeStyles] 'AssumeUniversal, AdjustToUniversal'
        if ($head -match '(?m)^Date:\s*(.*?)\s*$') {
            if ([datetime]::TryParseExact($Matches[1], 'r', [Globalization.CultureInfo]::InvariantCulture, $utc, [ref] $date)) { $Route.date = Format-Time $date }
        }
    }

    function New-Target {
        param($Target)
        # probes.Target
        [ordered]@{
            host    = [string] $Target.host
            port    = [int] $Target.port
            purpose = [string] $Target.purpose
            depth   = [string] $Target.depth
            path    = [string] $Target.path
        }
    }

    function New-Route {
        param($Target)
        # probes.Route
        [ordered]@{
            at          = Format-Time ([datetime]::UtcNow)
            took_ns     = 0
            target      = New-Target $Target
            proxy       = ''
            name        = ''
            addresses   = @()
            tcp         = ''
            tls         = ''
            version     = ''
            chain       = @()
            fault       = ''
            public_root = $null
            http        = ''
            status      = 0
            location    = ''
            date        = $nowhere
        }
    }

    # Goes as far as the road is open and asked for. What it returns is closed by the caller.
    function Open-Road {
        param($Route)
        $road = @{ Client = $null; Stream = $null }
        $hostName = $Route.target.host
        $port = $Route.target.port
        $proxy = Find-Proxy $Route.target
        if ($null -ne $proxy) {
            $hostName = $proxy.Host
            $port = $proxy.Port
            $Route.proxy = '{0}:{1}' -f $hostName, $port
        }
        Resolve-Road $Route $hostName
        if ($Route.name -ne 'open') { return $road }
        $road.Client = Connect-Road $Route $port
        if ($null -eq $road.Client) { return $road }
        if ($null -ne $proxy) { Open-Tunnel $Route $road.Client }
        if ($Route.tcp -ne 'open' -or -not $Route.target.depth) { return $road }
        $road.Stream = Protect-Road $Route $road.Client
        return $road
    }

    function Close-Road {
        param($Road)
        if ($null -ne $Road.Client) { $Road.Client.Close() }
    }

    function Test-Road {
        param($Target)
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $route = New-Route $Target
        $road = Open-Road $route
        try {
            if ($null -ne $road.Stream -and $route.target.depth -eq 'http') { Read-Answer $route $road.Stream }
        } finally {
            Close-Road $road
        }
        $route.took_ns = ConvertTo-Nanoseconds $watch.Elapsed
        return $route
    }
}

$reach = {
    param($Target)
    try {
        [ordered]@{ name = 'route'; value = (Test-Road $Target) }
    } catch {
        [ordered]@{ name = 'route'; failed = (ConvertTo-Obstacle $_) }
    }
}

# Several connections idle at the same time, each tried once after its own idle time; the longest that still answers
# and the shortest that does not enclose the limit. No keep-alive is sent meanwhile: that would be traffic. A
# connection that the far end itself ends, with the closing alert of TLS, was alive until then; how much longer the
# road would have carried it cannot be known.
$idle = {
    param($Target, [double] $Seconds)

    # In TLS 1.3 the far end sends tickets after the handshake, which would look like a word while the connection idles.
    $protocols = [Security.Authentication.SslProtocols] 3072

    function New-Strand {
        param([double] $After)
        $route = New-Route $Target
        $route.target.depth = 'tls'
        $road = Open-Road $route
        $end = @($route.name, $route.tcp, $route.tls) | Where-Object { $_ -and $_ -ne 'open' } | Select-Object -First 1
        if (-not $end) { $end = 'open' }
        return @{ Road = $road; After = $After; End = $end; Watch = [Diagnostics.Stopwatch]::StartNew(); Fate = '' }
    }

    # Somebody who reads on it all the time would see an end at once: a readable socket without bytes is closed.
    function Watch-Strand {
        param($Strand)
        $socket = $Strand.Road.Client.Client
        if (-not $socket.Poll(0, [Net.Sockets.SelectMode]::SelectRead)) { return }
        $Strand.Idle = $Strand.Watch.Elapsed
        if ($socket.Available -gt 0) { $Strand.Fate = 'ended' } else { $Strand.Fate = 'closed' }
    }

    function Test-Strand {
        param($Strand)
        $Strand.Idle = $Strand.Watch.Elapsed
        $route = New-Route $Target
        Read-Answer $route $Strand.Road.Stream
        if ($route.http -eq 'open') { $Strand.Fate = 'alive' }
        elseif ($route.http -eq 'dropped') { $Strand.Fate = 'silent' }
        else { $Strand.Fate = 'closed' }
    }

    function ConvertTo-Hold {
        param($Strands, [string] $Start, [datetime] $At, $Took)
        $held = [timespan]::Zero
        $dead = $null
        foreach ($strand in $Strands) {
            if ($strand.Fate -eq 'alive' -or $strand.Fate -eq 'ended') {
                if ($strand.Idle -gt $held) { $held = $strand.Idle }
            } elseif ($strand.Fate -and ($null -eq $dead -or $strand.Idle -lt $dead.Idle)) {
                $dead = $strand
            }
        }
        $cut = $null
        $cutAt = [timespan]::Zero
        $silent = $null
        if ($held.TotalSeconds -ge $Seconds) {
            $cut = $false
        } elseif ($null -ne $dead) {
            $cut = $true
            $cutAt = $dead.Idle
            $silent = ($dead.Fate -eq 'silent')
        }
        # probes.Hold
        [ordered]@{
            at        = Format-Time $At
            took_ns   = ConvertTo-Nanoseconds $Took
            target    = New-Target $Target
            wanted_ns = [long] ($Seconds * 1e9)
            start     = $Start
            held_ns   = ConvertTo-Nanoseconds $held
            cut       = $cut
            cut_at_ns = ConvertTo-Nanoseconds $cutAt
            silent    = $silent
        }
    }

    try {
        $at = [datetime]::UtcNow
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $step = [Math]::Max([Math]::Ceiling($Seconds / 9), 1)
        $first = New-Strand $Seconds
        $strands = @($first)
        if ($first.End -eq 'open') {
            for ($after = $step; $after -lt $Seconds; $after += $step) { $strands += New-Strand $after }
        }
        $strands = @($strands | Where-Object { $_.End -eq 'open' } | Sort-Object { $_.After })
        while ($waiting = @($strands | Where-Object { -not $_.Fate })) {
            foreach ($strand in $waiting) {
                Watch-Strand $strand
                if (-not $strand.Fate -and $strand.Watch.Elapsed.TotalSeconds -ge $strand.After) { Test-Strand $strand }
            }
            Start-Sleep -Milliseconds 200
        }
        $strands | ForEach-Object { Close-Road $_.Road }
        [ordered]@{ name = 'hold'; value = (ConvertTo-Hold $strands $first.End $at $watch.Elapsed) }
    } catch {
        [ordered]@{ name = 'hold'; failed = (ConvertTo-Obstacle $_) }
    }
}

# ---------------------------------------------------------------------------------------------------------------
# Lanes: runspaces side by side. In each one look comes after the other, with a time limit and an error of its own. A look
# that hangs or waits for somebody is left where it is, and the next one gets a fresh runspace.
# ---------------------------------------------------------------------------------------------------------------
function New-Look {
    param([string] $Part, [scriptblock] $Body, [double] $Seconds, [hashtable] $With = @{})
    return @{ Part = $Part; Body = $Body; Seconds = $Seconds; With = $With }
}

function Start-Lane {
    param([scriptblock[]] $Knows, [object[]] $Looks, [double] $Seconds)
    $lane = @{
        Knows = $Knows; Looks = New-Object Collections.Queue (, $Looks); Seconds = $Seconds; Watch = [Diagnostics.Stopwatch]::StartNew()
        Room = $null; Shell = $null; Output = $null; Handle = $null; Look = $null; Clock = $null; Limit = 0.0
        Found = New-Object Collections.ArrayList
    }
    Start-Look $lane
    return $lane
}

# A runspace in which everything is defined that the looks of a lane call.
function Open-Room {
    param($Lane)
    $room = [Management.Automation.Runspaces.RunspaceFactory]::CreateRunspace()
    $room.Open()
    $shell = [PowerShell]::Create()
    $shell.Runspace = $room
    foreach ($one in $Lane.Knows) { [void] $shell.AddScript($one.ToString()).AddStatement() }
    [void] $shell.Invoke()
    $shell.Dispose()
    $Lane.Room = $room
}

function Add-Failure {
    param($Lane, [string] $Part, [string] $Kind, [string] $Code)
    $why = [ordered]@{ kind = $Kind; needs = $Part; code = $Code }
    [void] $Lane.Found.Add([ordered]@{ name = $Part; value = [ordered]@{ read = $false; why = $why }; failed = $why })
}

# Starts the next look of a lane, as long as the lane has time.
function Start-Look {
    param($Lane)
    $Lane.Look = $null
    while ($Lane.Looks.Count -gt 0) {
        $look = $Lane.Looks.Dequeue()
        $left = $Lane.Seconds - $Lane.Watch.Elapsed.TotalSeconds
        if ($left -lt 1) {
            Add-Failure $Lane $look.Part 'timed-out' ''
            continue
        }
        try {
            if ($null -eq $Lane.Room) { Open-Room $Lane }
        } catch {
            Add-Failure $Lane $look.Part 'not-run' ('0x{0:x8}' -f $_.Exception.GetBaseException().HResult)
            continue
        }
        $Lane.Look = $look
        $Lane.Limit = [Math]::Min($look.Seconds, $left)
        $Lane.Shell = [PowerShell]::Create()
        $Lane.Shell.Runspace = $Lane.Room
        [void] $Lane.Shell.AddScript($look.Body.ToString()).AddParameters($look.With)
        $none = New-Object 'System.Management.Automation.PSDataCollection[psobject]'
        $none.Complete()
        $Lane.Output = New-Object 'System.Management.Automation.PSDataCollection[psobject]'
        $Lane.Clock = [Diagnostics.Stopwatch]::StartNew()
        $Lane.Handle = $Lane.Shell.BeginInvoke($none, $Lane.Output)
        return
    }
    if ($null -ne $Lane.Room) {
        $Lane.Room.Dispose()
        $Lane.Room = $null
    }
}

# Takes what a look put out, and gives up one that is not done.
function Complete-Look {
    param($Lane, [bool] $Over)
    # ReadAll takes what is there; enumerating would wait for the look to end.
    $done = @($Lane.Output.ReadAll() | ForEach-Object { $_.psobject.BaseObject })
    foreach ($one in $done) { [void] $Lane.Found.Add($one) }
    $kind = 'timed-out'
    $code = ''
    if ($Over) {
        $kind = 'not-run'
        $reason = $Lane.Shell.InvocationStateInfo.Reason
        if ($null -ne $reason) { $code = '0x{0:x8}' -f $reason.GetBaseException().HResult }
        $Lane.Shell.Dispose()
    } else {
        $script:hung = $true
        [void] $Lane.Shell.BeginStop($null, $null)
        $Lane.Room = $null
    }
    if (@($done | Where-Object { $_.name -eq $Lane.Look.Part }).Count -eq 0) { Add-Failure $Lane $Lane.Look.Part $kind $code }
}

# Waits for lanes, each look for its own time, and returns what they put out.
function Wait-Lane {
    param($Lanes)
    do {
        foreach ($lane in @($Lanes | Where-Object { $null -ne $_.Look })) {
            $over = $lane.Handle.IsCompleted # asked before the output is read, or what came in between would be lost
            if (-not $over -and $lane.Clock.Elapsed.TotalSeconds -lt $lane.Limit) { continue }
            Complete-Look $lane $over
            Start-Look $lane
        }
        $busy = @($Lanes | Where-Object { $null -ne $_.Look }).Count -gt 0
        if ($busy) { Start-Sleep -Milliseconds 50 }
    } while ($busy)
    foreach ($lane in $Lanes) { $lane.Found.ToArray() }
}

# ---------------------------------------------------------------------------------------------------------------
# What is asked.
# ---------------------------------------------------------------------------------------------------------------
function Read-Request {
    $asked = @{ Parts = @('server', 'events', 'reach'); UserDN = $UserDN; Since = [datetime]::UtcNow.AddDays(-7); Targets = @(); Seconds = 180.0 }
    if (-not $Request) {
        if ($UserDN) { $asked.Parts += 'link' }
        if ($Hold) { $asked.Parts += 'hold' }
        return $asked
    }
    $given = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($Request)) | ConvertFrom-Json
    $asked.Parts = @($given.parts)
    $asked.UserDN = [string] $given.user_dn
    $asked.Targets = @($given.targets | Where-Object { $null -ne $_ })
    if ($given.length_ns) { $asked.Seconds = $given.length_ns / 1e9 }
    if ($given.since) {
        $styles = [Globalization.DateTimeStyles] 'AssumeUniversal, AdjustToUniversal'
        $since = [datetime]::Parse([string] $given.since, [Globalization.CultureInfo]::InvariantCulture, $styles)
        if ($since.Year -gt 1900) { $asked.Since = $since }
    }
    return $asked
}

# The roads that writeback needs, when nobody named any: the reset service, the relays that the newest events name,
# the sign-in service, and the controllers of the server's own domain.
function Get-NeededRoad {
    param($Log, $Controllers)
    $suffix = 'com'
    $azure = Get-Item -LiteralPath 'HKLM:\SOFTWARE\Microsoft\Azure AD Connect' -ErrorAction SilentlyContinue
    if ($null -ne $azure -and $azure.GetValue('AzureInstance') -eq 4) { $suffix = 'us' }
    @{ host = "passwordreset.microsoftonline.$suffix"; port = 443; purpose = 'password-reset'; depth = 'http' }
    if ($suffix -eq 'com') { @{ host = 'api.passwordreset.microsoftonline.com'; port = 443; purpose = 'password-reset'; depth = 'http' } }
    @{ host = "login.microsoftonline.$suffix"; port = 443; purpose = 'sign-in'; depth = 'http' }
    $relays = @($Log.events | ForEach-Object { $_.hosts } | Where-Object { $_ } | Select-Object -Unique -First 6)
    foreach ($relay in $relays) { @{ host = $relay; port = 443; purpose = 'service-bus'; depth = 'http' } }
    foreach ($controller in ($Controllers | Where-Object { $_ } | Select-Object -Unique -First 20)) {
        foreach ($port in 53, 88, 135, 389, 445, 636) { @{ host = $controller; port = $port; purpose = 'domain-controller'; depth = '' } }
    }
}

# Idle connections count most towards a relay, and one that is closed can hold none.
function Select-HoldRoad {
    param($Targets, $Routes)
    $open = @($Routes | Where-Object { $_.tls -eq 'open' } | ForEach-Object { $_.target.host })
    $relays = @($Targets | Where-Object { $_.purpose -eq 'service-bus' })
    $relay = @($relays | Where-Object { $open -contains $_.host }) + $relays | Select-Object -First 1
    if ($null -ne $relay) { return $relay }
    return $Targets | Where-Object { $_.purpose -eq 'password-reset' } | Select-Object -First 1
}

function Get-Found {
    param($Items, [string] $Name)
    return $Items | Where-Object { $_.name -eq $Name -and $_.Contains('value') -and -not $_.Contains('failed') } | Select-Object -Last 1
}

# The first failure of a part that the document has no place for, so that whoever asked for this part alone hears why.
function Get-Failure {
    param($Items, [string] $Name)
    if ($null -ne (Get-Found $Items $Name)) { return $null }
    return ($Items | Where-Object { $_.name -eq $Name -and $_.Contains('failed') } | Select-Object -First 1).failed
}

# How long a lane may take in all, and an ordinary look in it. A lane that has run out of time says so of what it did not
# come to.
$laneSeconds = 36
$lookSeconds = 10

function Start-Looking {
    param($Asked)
    $lanes = @()
    if ($Asked.Parts -contains 'server') {
        $lanes += Start-Lane -Knows $library -Seconds $laneSeconds -Looks @(
            (New-Look 'system' $ofSystem $lookSeconds), (New-Look 'service' $ofService $lookSeconds), (New-Look 'files' $ofFiles $lookSeconds),
            (New-Look 'tls' $ofTLS $lookSeconds), (New-Look 'remote_sam' $ofRemoteSAM $lookSeconds))
        $lanes += Start-Lane -Knows $library -Seconds $laneSeconds -Looks @(
            (New-Look 'cloud_sync' $ofCloudSync $lookSeconds), (New-Look 'agents' $ofAgents $lookSeconds), (New-Look 'sockets' $ofSockets $lookSeconds),
            (New-Look 'proxy' $ofProxy 20))
        $lanes += Start-Lane -Knows $library -Seconds $laneSeconds -Looks @(
            (New-Look 'product' $ofProduct 15), (New-Look 'scheduler' $ofScheduler 15), (New-Look 'connectors' $ofConnectors 15))
        $lanes += Start-Lane -Knows $library -Seconds $laneSeconds -Looks @(New-Look 'runs' $ofRuns 25)
        $lanes += Start-Lane -Knows $library -Seconds $laneSeconds -Looks @(New-Look 'writeback' $ofWriteback 22)
        $lanes += Start-Lane -Knows $library -Seconds $laneSeconds -Looks @(New-Look 'identity' $ofIdentity 22)
        $lanes += Start-Lane -Knows $library -Seconds $laneSeconds -Looks @(New-Look 'export' $export 22 @{ Folder = $exportFolder })
        $lanes += Start-Lane -Knows $library -Seconds $laneSeconds -Looks @(New-Look 'controllers_sam' $remoteSam 22 @{ Remote = ($null -ne $PSSenderInfo) })
    }
    if ($Asked.Parts -contains 'events') {
        $lanes += Start-Lane -Knows $library -Seconds $laneSeconds -Looks @(New-Look 'events' $events 25 @{ Since = $Asked.Since })
    }
    if ($Asked.Parts -contains 'link' -and $Asked.UserDN) {
        $lanes += Start-Lane -Knows $library -Seconds $laneSeconds -Looks @(New-Look 'link' $link 25 @{ DN = $Asked.UserDN })
    }
    if ($Asked.Targets.Count -eq 0 -and ($Asked.Parts -contains 'reach' -or $Asked.Parts -contains 'hold')) {
        $lanes += Start-Lane -Knows $library -Seconds $laneSeconds -Looks @(New-Look 'controllers' $controllers 20)
    }
    return $lanes
}

# Windows opens many sockets at once without complaint, but each runspace takes memory: twenty at a time.
function Test-Targets {
    param($Targets)
    for ($from = 0; $from -lt $Targets.Count; $from += 20) {
        $some = $Targets[$from..([Math]::Min($from + 19, $Targets.Count - 1))]
        $lanes = @($some | ForEach-Object { Start-Lane -Knows $library, $roads -Seconds 50 -Looks @(New-Look 'route' $reach 50 @{ Target = $_ }) })
        Wait-Lane $lanes
    }
}

# probes.Server
function New-Server {
    param($Items, [string] $At)
    $server = [ordered]@{ at = $At }
    foreach ($part in 'system', 'service', 'product', 'writeback', 'scheduler', 'connectors', 'runs', 'export', 'tls', 'proxy', 'remote_sam', 'controllers_sam', 'cloud_sync', 'identity', 'sockets', 'files', 'agents') {
        $server[$part] = ($Items | Where-Object { $_.name -eq $part -and $_.Contains('value') } | Select-Object -Last 1).value
    }
    return $server
}

function New-Document {
    param([string] $At)
    $network = [Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties()
    $name = $network.HostName
    if ($network.DomainName) { $name += '.' + $network.DomainName }
    $services = 'HKLM:\SYSTEM\CurrentControlSet\Services\'
    $engines = @(Test-Path -Path ($services + 'ADSync'), ($services + 'AADConnectProvisioningAgent*'))
    # powershell.Document
    return [ordered]@{
        schema    = 'writeback-doctor/collect/1'
        host      = $name.ToLowerInvariant()
        at        = $At
        elsewhere = -not ($engines -contains $true)
        limited   = ''
        failed    = $null
        server    = $null
        links     = @()
        events    = $null
        routes    = @()
        holds     = @()
    }
}

function Get-Everything {
    $at = [datetime]::UtcNow.ToString('o', [Globalization.CultureInfo]::InvariantCulture)
    $document = New-Document $at
    $asked = Read-Request
    $items = @(Wait-Lane @(Start-Looking $asked))
    if ($asked.Parts -contains 'server') { $document.server = New-Server $items $at }
    $log = (Get-Found $items 'events').value
    if ($null -ne $log) { $log['at'] = $at }
    $document.events = $log
    $document.links = @(@(Get-Found $items 'link') | Where-Object { $_ } | ForEach-Object { $_.value })
    $targets = @($asked.Targets)
    if ($targets.Count -eq 0 -and ($asked.Parts -contains 'reach' -or $asked.Parts -contains 'hold')) { $targets = @(Get-NeededRoad $log (Get-Found $items 'controllers').value) }
    if ($asked.Parts -contains 'reach') {
        $items += @(Test-Targets $targets)
        $document.routes = @($items | Where-Object { $_.name -eq 'route' -and -not $_.Contains('failed') } | ForEach-Object { $_.value })
    }
    if ($asked.Parts -contains 'hold') {
        $target = Select-HoldRoad $targets $document.routes
        if ($null -eq $target) { $target = $targets | Select-Object -First 1 }
        $most = $asked.Seconds + 45
        $items += @(Wait-Lane @(Start-Lane -Knows $library, $roads -Seconds $most -Looks @(New-Look 'hold' $idle $most @{ Target = $target; Seconds = $asked.Seconds })))
        $document.holds = @(@(Get-Found $items 'hold') | Where-Object { $_ } | ForEach-Object { $_.value })
    }
    if ($asked.Parts.Count -eq 1) {
        $only = @{ link = 'link'; events = 'events'; reach = 'route'; hold = 'hold' }[[string] $asked.Parts[0]]
        if ($only) { $document.failed = Get-Failure $items $only }
    }
    return $document
}

# JSON in ASCII alone, so that no code page on the way can change it. Each character that is not is replaced wherever
# it stands, which takes one pass for a character and not a call for each place.
function ConvertTo-Text {
    param($Document)
    $json = $Document | ConvertTo-Json -Depth 12 -Compress
    $letters = New-Object 'System.Collections.Generic.HashSet[char]' (, $json.ToCharArray())
    foreach ($letter in $letters) {
        if ([int] $letter -gt 0x7f) { $json = $json.Replace([string] $letter, ('\u{0:x4}' -f [int] $letter)) }
    }
    return $json
}

# The copy of the configuration, where the lane that made it did not come to delete it. Whoever still writes into it may
# hold it for a moment after he was told to stop.
function Clear-Export {
    for ($try = 0; $try -lt 10 -and [IO.Directory]::Exists($exportFolder); $try++) {
        try { [IO.Directory]::Delete($exportFolder, $true) } catch { Start-Sleep -Milliseconds 200 }
    }
}

$hung = $false
$exportFolder = [IO.Path]::Combine([IO.Path]::GetTempPath(), 'writeback-doctor-' + [guid]::NewGuid())
try {
    $text = ConvertTo-Text (Get-Everything)
} finally {
    Clear-Export
    $env:PSModulePath = $folders
}
# A process of our own, in which nobody goes on working.
$name = [IO.Path]::GetFileName([string] $PSCommandPath)
$ours = $name -and -not $PSSenderInfo -and @([Environment]::GetCommandLineArgs() -like ('*' + $name)).Count -gt 0
if ($OutFile) {
    $path = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($OutFile)
    [IO.File]::WriteAllText($path, $text, (New-Object System.Text.UTF8Encoding $false))
} elseif ($ours -and $Request) {
    # Straight out: no width of a window breaks it.
    [Console]::Out.WriteLine($text)
    [Console]::Out.Flush()
} else {
    $text
}
# A cmdlet that waits for somebody would keep the process open.
if ($hung -and $ours -and ($OutFile -or $Request)) { [Environment]::Exit(0) }
