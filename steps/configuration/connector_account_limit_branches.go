package configuration

import (
	"slices"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// limitDetails are what a controller said to the account, and what else is known
// of it.
var limitDetails = slices.Concat([]lang.Text{
	{Ko: "도메인 컨트롤러의 답: 코드 {code}.", En: "The domain controller's answer: code {code}."},
}, connectorDetails)

var connectorLimitBranches = []steps.Branch{
	{
		On: "logon-hours", Status: steps.Broken,
		Label: lang.Text{Ko: "로그온 시간 밖", En: "Outside its hours"},
		Say: lang.Text{
			Ko: "커넥터 계정({account})은 지금 시간에 로그인할 수 없습니다. 로그온 시간이 제한되어 있고, 다음에 열리는 때는 {turns_at}입니다. 그동안에는 어떤 암호도 기록되지 않습니다.",
			En: "The connector account {account} may not sign in at this hour: its logon hours are limited, and open again at {turns_at}. Until then no password is written.",
		},
		Details: limitDetails,
		Remedy:  freeHours, Explains: withoutSignIn(),
	},
	{
		On: "logon-hours-shut", Status: steps.Broken,
		Label: lang.Text{Ko: "로그온 시간 밖, 열리는 때 모름", En: "Outside its hours, end not known"},
		Say: lang.Text{
			Ko: "커넥터 계정({account})은 지금 시간에 로그인할 수 없습니다. 로그온 시간이 제한되어 있고, 언제 다시 열리는지는 알 수 없습니다. 그동안에는 어떤 암호도 기록되지 않습니다.",
			En: "The connector account {account} may not sign in at this hour: its logon hours are limited, and when or whether they open again is not known. Until they do no password is written.",
		},
		Details: limitDetails,
		Remedy:  freeHours, Explains: withoutSignIn(),
	},
	{
		On: "logon-hours-narrow", Status: steps.Warning,
		Label: lang.Text{Ko: "로그온 시간 제한", En: "Limited hours"},
		Say: lang.Text{
			Ko: "커넥터 계정({account})은 일주일 가운데 정해진 시간에만 로그인할 수 있습니다. 지금은 되지만 {turns_at}부터는 암호가 기록되지 않습니다.",
			En: "The connector account {account} may sign in during certain hours of the week only. It may now; from {turns_at} on no password is written.",
		},
		Details: limitDetails,
		Remedy:  freeHours,
	},
	{
		On: "workstations", Status: steps.Broken,
		Label: lang.Text{Ko: "로그온 컴퓨터 제한", En: "Limited to other machines"},
		Say: lang.Text{
			Ko: "커넥터 계정({account})은 정해진 컴퓨터({workstations})에서만 로그인할 수 있는데 Connect 서버({server})가 그 가운데 없습니다. 그래서 어떤 암호도 기록되지 않습니다.",
			En: "The connector account {account} may sign in from certain machines only ({workstations}), and the Connect server ({server}) is not among them. So no password is written.",
		},
		Details: limitDetails,
		Remedy:  freeWorkstations, Explains: withoutSignIn(),
	},
	{
		On: "workstations-open", Status: steps.Unknown,
		Label: lang.Text{Ko: "로그온 컴퓨터 제한, 서버 확인 안 됨", En: "Limited, server not known"},
		Say: lang.Text{
			Ko: "커넥터 계정({account})은 정해진 컴퓨터에서만 로그인할 수 있습니다. Connect 서버가 그 가운데 있는지는 알 수 없습니다.",
			En: "The connector account {account} may sign in from certain machines only. Whether the Connect server is among them is not known.",
		},
		Details: slices.Concat([]lang.Text{
			{Ko: "로그인할 수 있는 컴퓨터: {workstations}.", En: "The machines: {workstations}."},
		}, limitDetails),
		Remedy: freeWorkstations,
	},
	{
		On: "smart-card", Status: steps.Broken,
		Label: lang.Text{Ko: "스마트 카드 필수", En: "Smart card required"},
		Say: lang.Text{
			Ko: "커넥터 계정({account})이 스마트 카드로만 로그인하도록 설정되어 있습니다. 이 설정을 켤 때 암호가 임의의 값으로 바뀌고 Kerberos는 암호 로그인을 거절하므로, 동기화 엔진은 로그인하지 못합니다.",
			En: "The connector account {account} is set to sign in with a smart card only. Setting that replaces its password by a random one, and Kerberos refuses passwords, so the sync engine cannot sign in.",
		},
		Details: limitDetails,
		Remedy:  noSmartCard, Explains: withoutSignIn(),
	},
	{
		On: "smart-card-signed-in", Status: steps.Warning,
		Label: lang.Text{Ko: "스마트 카드 필수, 암호로 로그인됨", En: "Smart card required, password taken"},
		Say: lang.Text{
			Ko: "커넥터 계정({account})이 스마트 카드로만 로그인하도록 설정되어 있는데, 도메인 컨트롤러가 방금 이 계정의 로그인을 받았습니다. Kerberos를 쓰는 다른 로그인은 거절될 수 있습니다.",
			En: "The connector account {account} is set to sign in with a smart card only, yet a domain controller has just taken its sign-in. Other sign-ins, by Kerberos, may be refused.",
		},
		Details: limitDetails,
		Remedy:  noSmartCard,
	},
	{
		On: "revoked", Status: steps.Broken,
		Label: lang.Text{Ko: "로그인 거절됨", En: "Sign-in refused"},
		Say: lang.Text{
			Ko: "Kerberos 서버가 커넥터 계정({account})의 로그인을 거절했습니다(코드 {code}). 이 계정은 사용 안 함, 잠김, 만료, 로그온 시간 밖 가운데 하나이며, 어느 것인지는 말하지 않습니다.",
			En: "The Kerberos server refused the connector account {account} (code {code}). The account is disabled, locked out, expired or outside its hours; it does not say which.",
		},
		Details: limitDetails,
		Remedy:  lookAtConnector, Explains: withoutSignIn(),
	},
	{
		On: "password-refused", Status: steps.Unknown,
		Label: lang.Text{Ko: "암호가 거절됨", En: "Password refused"},
		Say: lang.Text{
			Ko: "도메인 컨트롤러가 커넥터 계정({account})의 이름이나 암호를 거절했습니다(코드 {code}). 여기에 잘못 입력한 것인지, 동기화 엔진에 저장된 암호도 틀린 것인지는 알 수 없습니다. 다른 계정으로 로그인해 다시 확인하십시오.",
			En: "A domain controller refused the name or password of the connector account {account} (code {code}). Whether it was mistyped here, or the one that the sync engine keeps is wrong too, is not known. Sign in with another account and check again.",
		},
		Details: limitDetails,
	},
}

var freeHours = &steps.Remedy{
	Who: []steps.Who{steps.ADAdmin}, Where: inDirectory,
	Do: []lang.Text{
		{Ko: "누가 왜 로그온 시간을 제한했는지 먼저 확인하십시오. 비밀번호 재설정은 밤과 주말에도 일어납니다.", En: "Find out first who limited its hours and why. Passwords are reset at night and at weekends too."},
		{Ko: "지금 값을 적어 두고 아래 명령으로 커넥터 계정({account})의 제한을 없애십시오.", En: "Note the present value, then take the limit off the connector account {account} with the command below."},
	},
	Look: []steps.Command{{Shell: steps.PowerShell, Text: "(Get-ADUser -Identity {dn} -Properties logonHours).logonHours -join ','"}},
	Fix:  []steps.Command{{Shell: steps.PowerShell, Text: "Set-ADUser -Identity {dn} -Clear logonHours"}},
	Changes: lang.Text{
		Ko: "이 계정은 언제나 로그인할 수 있습니다.",
		En: "The account may sign in at any time.",
	},
	Proof: connectorProof, Link: pageAccounts,
}

var freeWorkstations = &steps.Remedy{
	Who: []steps.Who{steps.ADAdmin}, Where: inDirectory,
	Do: []lang.Text{
		{Ko: "'확인만' 명령으로 지금 목록을 적어 두고, 목록을 둔 까닭을 확인하십시오.", En: "Note the present list with the command under Look, and find out why there is one."},
		{Ko: "Connect 서버의 짧은 이름을 목록에 더하거나, 아래 명령으로 목록을 없애십시오.", En: "Add the short name of the Connect server to the list, or take the list away with the command below."},
	},
	Look: []steps.Command{{Shell: steps.PowerShell, Text: "(Get-ADUser -Identity {dn} -Properties userWorkstations).userWorkstations"}},
	Fix:  []steps.Command{{Shell: steps.PowerShell, Text: "Set-ADUser -Identity {dn} -Clear userWorkstations"}},
	Changes: lang.Text{
		Ko: "이 계정은 어느 컴퓨터에서나 로그인할 수 있습니다.",
		En: "The account may sign in from any machine.",
	},
	Proof: connectorProof, Link: pageAccounts,
}

var noSmartCard = &steps.Remedy{
	Who: []steps.Who{steps.ADAdmin, steps.ServerAdmin}, Where: inDirectory,
	Do: []lang.Text{
		{Ko: "아래 명령으로 커넥터 계정({account})의 스마트 카드 설정을 끄십시오.", En: "Take the smart card setting off the connector account {account} with the command below."},
		{Ko: "그다음 새 암호를 설정하고 같은 암호를 커넥터에 입력하십시오. 설정을 끄는 것만으로는 이전 암호가 돌아오지 않습니다.", En: "Then set a new password and enter the same in the connector. Taking the setting off does not bring the former password back."},
	},
	Fix:  []steps.Command{{Shell: steps.PowerShell, Text: "Set-ADUser -Identity {dn} -SmartcardLogonRequired $false"}},
	Undo: []steps.Command{{Shell: steps.PowerShell, Text: "Set-ADUser -Identity {dn} -SmartcardLogonRequired $true"}},
	Changes: lang.Text{
		Ko: "이 계정은 다시 암호로 로그인할 수 있습니다.",
		En: "The account can sign in with a password again.",
	},
	Proof: connectorProof, Link: pageAccountRenewal,
}

var lookAtConnector = &steps.Remedy{
	Who: []steps.Who{steps.ADAdmin}, Where: inDirectory,
	Do: []lang.Text{{
		Ko: "아래 명령으로 계정의 상태를 확인하고, 사용 안 함이면 사용하도록, 잠겼으면 풀고, 만료되었으면 늘리고, 시간이 제한되어 있으면 없애십시오.",
		En: "See the state of the account with the command below. Enable it if it is disabled, unlock it if it is locked, prolong it if it has expired, and take a limit of its hours off.",
	}},
	Look: []steps.Command{{Shell: steps.PowerShell, Text: "Get-ADUser -Identity {dn} -Properties Enabled, LockedOut, AccountExpirationDate, logonHours"}},
	Changes: lang.Text{
		Ko: "아무것도 바뀌지 않습니다. 무엇을 고칠지만 알게 됩니다.",
		En: "Nothing changes; it only shows what has to be mended.",
	},
	Proof: connectorProof, Link: pageAccounts,
}
