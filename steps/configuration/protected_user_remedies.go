package configuration

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// "Appendix C: Protected Accounts and Groups in Active Directory".
const protectedPage = "https://learn.microsoft.com/windows-server/identity/ad-ds/plan/security-best-practices/appendix-c--protected-accounts-and-groups-in-active-directory"

var useOrdinaryAccount = &steps.Remedy{
	Who:   []steps.Who{steps.ADAdmin, steps.Helpdesk},
	Where: lang.Text{Ko: "Active Directory 사용자 및 컴퓨터", En: "Active Directory Users and Computers"},
	Do: []lang.Text{
		{
			Ko: "통화 중인 사용자에게 이 계정의 셀프 서비스 재설정은 지원되지 않는다고 안내하고, AD 관리자에게 Active Directory에서 직접 재설정해 달라고 요청하십시오.",
			En: "Tell the caller that self-service reset is not supported for this account, and ask an AD administrator to reset it in Active Directory itself.",
		},
		{
			Ko: "일상 업무에는 보호된 그룹({group})에 속하지 않은 계정을 쓰고, 관리 작업은 별도의 관리자 계정으로 하도록 나누십시오.",
			En: "For daily work, use an account outside protected groups ({group}), and a separate account for administration.",
		},
		{
			Ko: "AdminSDHolder에 쓰기 저장 권한을 주어 우회하지 마십시오. 동기화 계정이 도메인 관리자의 암호를 바꿀 수 있게 됩니다.",
			En: "Do not work around it with rights on AdminSDHolder. The sync account could then set the passwords of domain administrators.",
		},
	},
	Changes: lang.Text{
		Ko: "그룹에서 빼면 그 그룹으로 얻은 권한을 잃습니다.",
		En: "Whoever leaves the group loses what the group allows.",
	},
	Link: protectedPage,
}

// unsupportedAccount is for an account that writeback does reach.
var unsupportedAccount = &steps.Remedy{
	Who:   []steps.Who{steps.ADAdmin, steps.Helpdesk},
	Where: lang.Text{Ko: "Active Directory 사용자 및 컴퓨터", En: "Active Directory Users and Computers"},
	Do: []lang.Text{
		{
			Ko: "이 계정의 쓰기 저장에 기대지 마십시오. 지금 되더라도 지원되지 않습니다. 재설정이 급하면 AD 관리자가 Active Directory에서 직접 재설정하십시오.",
			En: "Do not count on writeback for this account: it is not supported even where it works. If a reset is urgent, an AD administrator does it in Active Directory itself.",
		},
		{
			Ko: "누가 왜 커넥터 계정에 이런 계정의 권한을 주었는지 아래 명령으로 확인하십시오. AdminSDHolder에 부여된 것이면, 동기화 계정이 도메인 관리자의 암호를 바꿀 수 있다는 뜻이므로 보안 담당자와 상의하십시오.",
			En: "With the command below, find out who gave the connector account rights on such accounts, and why. Where they stand on AdminSDHolder, the sync account can set the passwords of domain administrators: talk to whoever is responsible for security.",
		},
		{
			Ko: "일상 업무에는 보호된 그룹({group})에 속하지 않은 계정을 쓰고, 관리 작업은 별도의 관리자 계정으로 하도록 나누십시오.",
			En: "For daily work, use an account outside protected groups ({group}), and a separate account for administration.",
		},
	},
	Look: []steps.Command{{Shell: steps.PowerShell, Text: `dsacls "CN=AdminSDHolder,CN=System,$((Get-ADDomain).DistinguishedName)"`}},
	Changes: lang.Text{
		Ko: "이 명령은 읽기만 합니다. 그룹에서 빼면 그 그룹으로 얻은 권한을 잃습니다.",
		En: "The command only reads. Whoever leaves the group loses what the group allows.",
	},
	Proof: lang.Text{
		Ko: "그룹에서 뺀 계정은 60분이 지난 뒤 이 단계를 다시 확인하면 일반 사용자로 보입니다. 권한을 거두었으면 dsacls 결과에 커넥터 계정이 없습니다.",
		En: "An account that left the group shows as an ordinary user when this step is checked again after 60 minutes. Where the rights were taken back, dsacls no longer lists the connector account.",
	},
	Link: protectedPage,
}

var clearAdminCount = &steps.Remedy{
	Who:   []steps.Who{steps.ADAdmin},
	Where: onAController,
	Do: []lang.Text{
		{
			Ko: "보호 표시를 지우고 상속을 다시 켜십시오.",
			En: "Clear the mark and switch inheritance on again.",
		},
		{
			Ko: "60분 뒤에 표시가 다시 생기면 이 사용자가 아직 다른 그룹을 거쳐 보호된 그룹에 속해 있는 것이므로 그룹을 다시 확인하십시오.",
			En: "If the mark is back after 60 minutes, the user is still in a protected group through another group. Look at the groups again.",
		},
	},
	Fix:  []steps.Command{clearTheMark, inheritAgain("dn")},
	Undo: []steps.Command{setTheMark, inheritNothing("dn")},
	Changes: lang.Text{
		Ko: "이 사용자에게 OU에 위임된 권한이 다시 적용됩니다. 헬프데스크처럼 위임받은 사람이 이 계정을 관리할 수 있게 됩니다.",
		En: "Rights delegated on the OU hold for this user again. Those who have them, such as the helpdesk, can manage the account.",
	},
	Proof: lang.Text{
		Ko: "60분이 지난 뒤 이 단계를 다시 확인하면 일반 사용자로 보입니다.",
		En: "Checked again after 60 minutes, this step shows an ordinary user.",
	},
	Link: protectedPage,
}

// clearAdminCountBelowOU mends both: inheritance of the user alone brings down
// no more than the container has.
var clearAdminCountBelowOU = &steps.Remedy{
	Who:   []steps.Who{steps.ADAdmin},
	Where: onAController,
	Do: []lang.Text{
		{
			Ko: "보호 표시를 지우고 이 사용자의 상속을 다시 켜십시오.",
			En: "Clear the mark and switch inheritance on again for this user.",
		},
		{
			Ko: "상위 컨테이너({ou})의 상속이 일부러 꺼진 것이 아니라면 켜십시오. 일부러 끈 것이라면 이 컨테이너에 쓰기 저장 권한을 따로 위임하십시오.",
			En: "Unless inheritance is off on purpose on the container above ({ou}), switch it on there. If it is on purpose, delegate the rights for writeback on this container too.",
		},
		{
			Ko: "60분 뒤에 표시가 다시 생기면 이 사용자가 아직 다른 그룹을 거쳐 보호된 그룹에 속해 있는 것이므로 그룹을 다시 확인하십시오.",
			En: "If the mark is back after 60 minutes, the user is still in a protected group through another group. Look at the groups again.",
		},
	},
	Fix:     []steps.Command{clearTheMark, inheritAgain("dn"), inheritAgain("ou")},
	Undo:    []steps.Command{inheritNothing("ou"), inheritNothing("dn"), setTheMark},
	Changes: inheritanceChanges,
	Proof: lang.Text{
		Ko: "60분이 지난 뒤 이 단계를 다시 확인하면 일반 사용자로 보입니다.",
		En: "Checked again after 60 minutes, this step shows an ordinary user.",
	},
	Link: protectedPage,
}

// The mark is put back as the number that it was.
var (
	clearTheMark = steps.Command{Shell: steps.PowerShell, Text: "Set-ADUser -Identity {dn} -Clear adminCount", Title: lang.Text{Ko: "보호 표시 지우기", En: "Clear the mark of protection"}}
	setTheMark   = steps.Command{Shell: steps.PowerShell, Text: "Set-ADUser -Identity {dn} -Replace @{ adminCount = [int]{mark} }", Title: lang.Text{Ko: "보호 표시 다시 두기", En: "Put the mark of protection back"}}
)

// clearMark leaves inheritance alone, which is on already.
var clearMark = &steps.Remedy{
	Who:   []steps.Who{steps.ADAdmin},
	Where: onAController,
	Do: []lang.Text{{
		Ko: "급하지 않습니다. 이 사용자가 다시 보호된 그룹에 들어갈 계획이 없으면 표시를 지우십시오.",
		En: "There is no hurry. If the user is not to join a protected group again, clear the mark.",
	}},
	Fix:  []steps.Command{clearTheMark},
	Undo: []steps.Command{setTheMark},
	Changes: lang.Text{
		Ko: "표시만 지워집니다. 이 사용자의 권한은 달라지지 않습니다.",
		En: "Only the mark goes. What is granted on this user stays as it is.",
	},
	Proof: lang.Text{
		Ko: "60분이 지난 뒤 이 단계를 다시 확인하면 일반 사용자로 보입니다.",
		En: "Checked again after 60 minutes, this step shows an ordinary user.",
	},
	Link: protectedPage,
}

var clearMarkBelowOU = &steps.Remedy{
	Who:   []steps.Who{steps.ADAdmin},
	Where: onAController,
	Do: []lang.Text{{
		Ko: "이 사용자가 다시 보호된 그룹에 들어갈 계획이 없으면 표시를 지우십시오('고치기'). 컨테이너의 상속이 일부러 꺼진 것이면 그대로 두고, 이 컨테이너에 쓰기 저장 권한을 따로 위임하십시오. 일부러 끈 것이 아니면 그 대신 '다른 방법 1'로 상속도 켜십시오({ou}).",
		En: "If the user is not to join a protected group again, clear the mark (Fix). If inheritance is off on purpose on the container, leave it off and delegate the rights for writeback on this container too. If it is not, take Other way 1 instead, which switches inheritance on as well ({ou}).",
	}},
	Fix:     []steps.Command{clearTheMark},
	Undo:    []steps.Command{setTheMark},
	Or:      []steps.Way{{Do: []steps.Command{inheritAgain("ou"), clearTheMark}, Undo: []steps.Command{setTheMark, inheritNothing("ou")}}},
	Changes: inheritanceChanges,
	Proof:   inheritanceProof,
	Link:    protectedPage,
}

var lookAtGroups = &steps.Remedy{
	Who:   []steps.Who{steps.ADAdmin},
	Where: onAController,
	Do: []lang.Text{{
		Ko: "이 사용자가 중첩을 포함하여 속한 그룹을 보고, 보호된 그룹이 있는지 확인하십시오. 없으면 보호 표시를 지우고 상속을 켜면 됩니다.",
		En: "List the groups of the user, nested ones included, and look for a protected one. If there is none, clear the mark and switch inheritance on.",
	}},
	Look:    []steps.Command{{Shell: steps.PowerShell, Text: "(Get-ADUser -Identity {dn} -Properties tokenGroups).tokenGroups | ForEach-Object { $_.Translate([Security.Principal.NTAccount]).Value }"}},
	Changes: lang.Text{Ko: "이 명령은 읽기만 합니다.", En: "The command only reads."},
	Proof: lang.Text{
		Ko: "명령이 보여 주는 그룹 가운데 보호된 그룹이 있으면 이 표시는 정상입니다. 없으면 남은 표시입니다.",
		En: "If a protected group is among those that the command shows, the mark is as it should be. If not, it was left behind.",
	},
	Link: protectedPage,
}

var inheritanceOnUser = &steps.Remedy{
	Who:   []steps.Who{steps.ADAdmin},
	Where: onAController,
	Do: []lang.Text{{
		Ko: "상속이 일부러 꺼진 것이 아니라면 이 사용자의 상속을 켜십시오.",
		En: "Unless inheritance is off on purpose, switch it on for this user.",
	}},
	Fix:     []steps.Command{inheritAgain("dn")},
	Undo:    []steps.Command{inheritNothing("dn")},
	Changes: inheritanceChanges,
	Proof:   inheritanceProof,
	Link:    pageWriteback,
}

var inheritanceOnBoth = &steps.Remedy{
	Who:   []steps.Who{steps.ADAdmin},
	Where: onAController,
	Do: []lang.Text{{
		Ko: "상속이 일부러 꺼진 것이 아니라면 사용자와 상위 컨테이너({ou})의 상속을 모두 켜십시오. 컨테이너에서 일부러 끈 것이라면 사용자의 상속만 켜고, 이 컨테이너에 쓰기 저장 권한을 따로 위임하십시오.",
		En: "Unless inheritance is off on purpose, switch it on for the user and for the container above ({ou}). If it is on purpose on the container, switch it on for the user alone and delegate the rights for writeback on this container too.",
	}},
	Fix:     []steps.Command{inheritAgain("dn"), inheritAgain("ou")},
	Undo:    []steps.Command{inheritNothing("ou"), inheritNothing("dn")},
	Changes: inheritanceChanges,
	Proof:   inheritanceProof,
	Link:    pageWriteback,
}

var inheritanceOnOU = &steps.Remedy{
	Who:   []steps.Who{steps.ADAdmin},
	Where: onAController,
	Do: []lang.Text{{
		Ko: "상속이 일부러 꺼진 것이 아니라면 이 컨테이너의 상속을 켜십시오. 일부러 끈 것이라면 이 컨테이너에 쓰기 저장 권한을 따로 위임하십시오.",
		En: "Unless inheritance is off on purpose, switch it on for this container. If it is on purpose, delegate the rights for writeback on this container too.",
	}},
	Fix:     []steps.Command{inheritAgain("ou")},
	Undo:    []steps.Command{inheritNothing("ou")},
	Changes: inheritanceChanges,
	Proof:   inheritanceProof,
	Link:    pageWriteback,
}

var (
	inheritanceChanges = lang.Text{
		Ko: "위에서 위임된 모든 권한이 다시 내려옵니다. 쓰기 저장 권한만이 아닙니다. 되돌리면 상속된 항목이 다시 없어집니다.",
		En: "Every right delegated above comes down again, not only those for writeback. Undone, what was inherited goes again.",
	}
	inheritanceProof = lang.Text{
		Ko: "이 단계를 다시 확인하면 상속이 켜진 것으로 보입니다. 큰 도메인에서는 한 시간 넘게 걸릴 수 있습니다.",
		En: "Checked again, this step shows inheritance on. In a large domain that can take more than an hour.",
	}
)
