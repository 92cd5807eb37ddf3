package configuration

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// samPath is where the editor of policies has the setting, and what it is called
// there ("Network access: Restrict clients allowed to make remote calls to SAM",
// Policy and Registry Names).
var samPath = lang.Text{
	Ko: "컴퓨터 구성 > 정책 > Windows 설정 > 보안 설정 > 로컬 정책 > 보안 옵션(Computer Configuration > Policies > Windows Settings > Security Settings > Local Policies > Security Options)에서 '네트워크 액세스: SAM에 대한 원격 호출을 할 수 있는 클라이언트 제한'(Network access: Restrict clients allowed to make remote calls to SAM)을 여십시오.",
	En: "Open Computer Configuration > Policies > Windows Settings > Security Settings > Local Policies > Security Options > Network access: Restrict clients allowed to make remote calls to SAM.",
}

// samSetBy is how one finds the policy that has written the value.
var samSetBy = lang.Text{
	Ko: "어느 정책이 이 값을 정했는지 찾으십시오. 아래 gpresult 명령이 만든 gpresult.html 파일에서 이 정책 옆에 적힌 GPO(Winning GPO)입니다. 로컬 보안 정책이 정했으면 secpol.msc에서 고칩니다.",
	En: "Find the policy that sets the value: the GPO (Winning GPO) beside this setting in gpresult.html, which the gpresult command below makes. If it is the local security policy, mend it in secpol.msc.",
}

var samAllow = lang.Text{
	Ko: "[보안 편집(Edit Security)]에서 커넥터 계정({account})을 추가하고 원격 액세스(Remote Access)를 허용하십시오. 이 계정이나 그 그룹을 거부하는 항목이 있으면 지우십시오.",
	En: "Choose Edit Security, add the connector account {account} and allow it Remote Access. Remove an entry that denies it to the account or a group of it.",
}

// samGood is the value as it should be, where it can be computed.
var samGood = lang.Text{
	Ko: "그러면 RestrictRemoteSam 값은 {sddl_good} 모양이 됩니다.",
	En: "RestrictRemoteSam then reads {sddl_good}.",
}

// samAgain is how one sees it, with and without the value itself.
var (
	samAgain = lang.Text{
		Ko: "Get-ItemProperty 명령이 보여 주는 RestrictRemoteSam 값에 커넥터 계정의 SID를 허용하는 항목 (A;;RC;;;SID)이 있습니다. 이 단계를 다시 확인하면 '제한 없음'으로 나오고, 재설정할 때 admaexport.cpp(2944) 오류가 없습니다.",
		En: "Get-ItemProperty shows a RestrictRemoteSam with an entry that allows the SID of the connector account, (A;;RC;;;SID). Checked again, this step says 'Not restricted', and a reset logs no admaexport.cpp(2944).",
	}
	samAgainExactly = lang.Text{
		Ko: "Get-ItemProperty 명령이 보여 주는 RestrictRemoteSam 값이 위의 값과 같거나, 적어도 커넥터 계정의 {entry} 항목이 들어 있습니다. 이 단계를 다시 확인하면 '제한 없음'으로 나오고, 재설정할 때 admaexport.cpp(2944) 오류가 없습니다.",
		En: "Get-ItemProperty shows the RestrictRemoteSam above, or at least the entry of the connector account, {entry}. Checked again, this step says 'Not restricted', and a reset logs no admaexport.cpp(2944).",
	}
)

var (
	allowRemoteSAM      = remoteSAMHere(samAgain)
	allowRemoteSAMGood  = remoteSAMHere(samAgainExactly, samGood)
	allowSAMThere       = remoteSAMThere(samAgain)
	allowSAMThereGood   = remoteSAMThere(samAgainExactly, samGood)
	allowRemoteSAMKnown = []steps.Apart{{Where: "sddl_good", Remedy: allowRemoteSAMGood}}
	allowSAMThereKnown  = []steps.Apart{{Where: "sddl_good", Remedy: allowSAMThereGood}}
)

// remoteSAMHere opens the restriction of the Connect server.
func remoteSAMHere(proof lang.Text, good ...lang.Text) *steps.Remedy {
	do := append([]lang.Text{samSetBy, samPath, samAllow}, good...)
	return &steps.Remedy{
		Who:   []steps.Who{steps.ServerAdmin, steps.ADAdmin},
		Where: lang.Text{Ko: "Connect 서버에 적용되는 그룹 정책(그룹 정책 관리 편집기)", En: "The group policy that holds for the Connect server (Group Policy Management Editor)"},
		Do: append(do,
			lang.Text{
				Ko: "Connect 서버에서 gpupdate /force 명령을 실행하고, Get-ItemProperty 명령으로 값을 다시 확인하십시오. 도메인 컨트롤러에서도 같은 값을 확인하십시오.",
				En: "Run gpupdate /force on the Connect server, and look at the value again with Get-ItemProperty. Look at it on the domain controllers too.",
			},
			lang.Text{
				Ko: "정책을 아예 없앨 때만 Remove-ItemProperty 명령으로 레지스트리 값을 지우십시오. 정책을 '정의되지 않음'으로 바꾸기만 하면 이미 기록된 값이 남습니다.",
				En: "Only if the policy is to be dropped altogether, delete the registry value with Remove-ItemProperty. Setting the policy to not defined leaves the value that was written.",
			}),
		Look: lookRemoteSAM,
		Fix:  []steps.Command{{Shell: steps.PowerShell, Text: `Remove-ItemProperty -Path 'HKLM:\SYSTEM\CurrentControlSet\Control\Lsa' -Name RestrictRemoteSam`}},
		Undo: []steps.Command{
			{Shell: steps.PowerShell, Text: `Set-ItemProperty -Path 'HKLM:\SYSTEM\CurrentControlSet\Control\Lsa' -Name RestrictRemoteSam -Value {sddl}`},
		},
		Changes: lang.Text{
			Ko: "값을 지우면 이 컴퓨터는 Windows의 기본 제한으로 돌아갑니다.",
			En: "Without the value this machine goes back to the default restriction of Windows.",
		},
		Proof: proof,
		Link:  pageRefused,
	}
}

// remoteSAMThere is the same on a controller, whose value a policy of the
// controllers has written. No command takes its place: the policy would write the
// value again.
func remoteSAMThere(proof lang.Text, good ...lang.Text) *steps.Remedy {
	do := append([]lang.Text{samSetBy, samPath, samAllow}, good...)
	return &steps.Remedy{
		Who:   []steps.Who{steps.ADAdmin},
		Where: lang.Text{Ko: "도메인 컨트롤러 {controller} 서버에 적용되는 그룹 정책(그룹 정책 관리 편집기)", En: "The group policy that holds for the domain controller {controller} (Group Policy Management Editor)"},
		Do: append(do,
			lang.Text{
				Ko: "{controller} 서버에서 gpupdate /force 명령을 실행하고, Get-ItemProperty 명령으로 값을 다시 확인하십시오. 다른 도메인 컨트롤러에도 같은 정책이 적용됩니다.",
				En: "Run gpupdate /force on {controller}, and look at the value again with Get-ItemProperty. The policy holds for the other domain controllers too.",
			},
			lang.Text{
				Ko: "정책을 '정의되지 않음'으로 바꾸기만 하면 이미 기록된 값이 남습니다. 정책을 없앨 때는 그 서버의 레지스트리 값도 지워야 합니다.",
				En: "Setting the policy to not defined leaves the value that was written. Where the policy is dropped, the value in the registry of that server has to go too.",
			}),
		Look: lookRemoteSAM,
		Changes: lang.Text{
			Ko: "커넥터 계정이 그 도메인 컨트롤러에 원격 SAM 호출을 할 수 있게 됩니다. 다른 계정은 그대로입니다.",
			En: "The connector account may make remote SAM calls to that controller. Nothing changes for other accounts.",
		},
		Proof: proof,
		Link:  pageRefused,
	}
}

var lookRemoteSAM = []steps.Command{
	{Shell: steps.PowerShell, Text: `Get-ItemProperty -Path 'HKLM:\SYSTEM\CurrentControlSet\Control\Lsa' -Name RestrictRemoteSam`},
	{Shell: steps.PowerShell, Text: "gpresult /scope computer /h gpresult.html"},
}

var lookAtRemoteSAM = &steps.Remedy{
	Who:   []steps.Who{steps.ADAdmin},
	Where: lang.Text{Ko: "PDC 에뮬레이터({pdc})", En: "The PDC emulator ({pdc})"},
	Do: []lang.Text{
		{
			Ko: "PDC 에뮬레이터에서 아래 명령을 실행하십시오. 값이 없다는 오류가 나오면 제한이 없는 것입니다.",
			En: "Run the commands below on the PDC emulator. An error that there is no such value means that nothing is restricted.",
		},
		{
			Ko: "도메인 컨트롤러의 관리자가 Connect 서버에서 이 프로그램을 실행하거나 수집하면 이 단계가 값을 직접 읽습니다.",
			En: "Where an administrator of the controllers runs this program, or collects, on the Connect server, this step reads the value itself.",
		},
	},
	Look: lookRemoteSAM,
	Link: pageRefused,
}

var lookSAMServer = []steps.Command{
	{Shell: steps.PowerShell, Text: "Get-ADGroupMember -Identity 'S-1-5-32-554' | Select-Object Name, SID"},
	{Shell: steps.PowerShell, Text: `dsacls "CN=Server,CN=System,$((Get-ADDomain).DistinguishedName)"`},
}

var openSAMServer = &steps.Remedy{
	Who:   []steps.Who{steps.ADAdmin},
	Where: lang.Text{Ko: "사용자 도메인의 Pre-Windows 2000 Compatible Access 그룹과 {object} 개체", En: "The group Pre-Windows 2000 Compatible Access of the user's domain, and {object}"},
	Do: []lang.Text{
		{
			Ko: "아래 명령으로 그룹의 구성원과 개체의 권한을 확인하십시오.",
			En: "Look at the members of the group and at the permissions of the object with the commands below.",
		},
		{
			Ko: "그룹에 인증된 사용자(S-1-5-11)가 없고 보안 정책으로 뺀 것이라면, 커넥터 계정({account})만 이 그룹에 추가하십시오.",
			En: "If Authenticated Users (S-1-5-11) is not in the group, and was taken out by policy, add the connector account {account} alone to the group.",
		},
		{
			Ko: "개체에 이 그룹의 읽기 권한이 없거나 커넥터 계정을 거부하는 항목이 있으면 AD 관리자가 되돌려야 합니다.",
			En: "If the object lacks the group's permission to read, or an entry denies it to the connector account, the AD administrator has to bring it back.",
		},
	},
	Look: lookSAMServer,
	Changes: lang.Text{
		Ko: "이 그룹의 구성원은 도메인의 모든 사용자와 그룹 정보를 읽을 수 있습니다. 커넥터 계정은 동기화를 위해 이미 대부분을 읽습니다.",
		En: "Members of this group may read what the domain says of every user and group, most of which the connector account reads anyway to synchronise.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 '제한 없음'으로 나옵니다.",
		En: "Checked again, this step finds nothing closed.",
	},
	Link: pageRefused,
}

var lookAtSAMServer = &steps.Remedy{
	Who:   []steps.Who{steps.ADAdmin},
	Where: lang.Text{Ko: "사용자 도메인의 도메인 컨트롤러", En: "A controller of the user's domain"},
	Do: []lang.Text{{
		Ko: "개체의 권한을 읽을 수 있는 계정으로 아래 명령을 실행해, 커넥터 계정이 개체를 읽을 수 있는지 확인하십시오.",
		En: "Run the commands below with an account that may read the permissions of the object, and see whether the connector account may read it.",
	}},
	Look: lookSAMServer,
	Link: pageRefused,
}
