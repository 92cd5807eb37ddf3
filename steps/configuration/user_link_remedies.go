package configuration

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

var (
	deltaCycle = steps.Command{Shell: steps.PowerShell, Text: "Start-ADSyncSyncCycle -PolicyType Delta"}
	showLink   = steps.Command{
		Shell: steps.PowerShell,
		Text:  "Get-ADSyncConnector | Where-Object ConnectorTypeName -eq 'AD' | ForEach-Object { Get-ADSyncCSObject -ConnectorName $_.Name -DistinguishedName {dn} } | Select-Object ConnectorName, ConnectedMVObjectId, Lineage",
	}
	linkProof = lang.Text{
		Ko: "이 단계를 다시 확인하면 올바른 규칙으로 연결된 것으로 나옵니다.",
		En: "Checking this step again finds the user linked by the right rule.",
	}
)

// notByAnchor is about the hardening of hard matches that Microsoft announced in
// the message center (MC1263280). Its dates have moved before, so it is told and
// decides nothing.
var notByAnchor = lang.Text{
	Ko: "다시 만든 AD 계정에 옛 앵커를 넣어 클라우드 사용자를 넘겨받으려 하지 마십시오. 발표에 따르면 2026년 7월 1일부터 이런 다시 연결은 막히고('Hard match operation blocked due to security hardening. Review OnPremisesObjectIdentifier mapping.'), 디렉터리 역할이 있는 클라우드 사용자는 6월 1일부터 막힙니다. 삭제한 계정이라면 AD 휴지통에서 원래 계정을 복원하십시오.",
	En: "Do not try to take over the cloud user by giving its old anchor to a re-created AD account. As announced, that is blocked since 1 July 2026 ('Hard match operation blocked due to security hardening. Review OnPremisesObjectIdentifier mapping.'), and since 1 June for a cloud user who holds a directory role. If the account was deleted, restore the original from the AD Recycle Bin.",
}

var exportDelta = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin},
	Where: onServer,
	Do: []lang.Text{{
		Ko: "델타 주기를 실행해 내보내기를 끝내고, 내보내기 오류가 있는지 확인하십시오.",
		En: "Run a delta cycle to finish the export, and see whether it reports an error.",
	}},
	Fix: []steps.Command{deltaCycle},
	Changes: lang.Text{
		Ko: "대기 중인 변경이 Microsoft Entra ID로 내보내집니다.",
		En: "Pending changes are exported to Microsoft Entra ID.",
	},
	Proof: linkProof,
	Link:  pageScheduler,
}

var bringIntoScope = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin, steps.ADAdmin},
	Where: lang.Text{Ko: "Connect 서버의 마법사 > 동기화 옵션 사용자 지정(Customize synchronization options) > 도메인 및 OU 필터링(Domain and OU filtering)", En: "The wizard on the Connect server > Customize synchronization options > Domain and OU filtering"},
	Do: []lang.Text{
		{
			Ko: "사용자({dn})의 OU가 선택되어 있는지 확인하십시오. 선택되어 있지 않으면 선택하거나, 사용자를 범위 안의 OU로 옮기십시오.",
			En: "Check whether the OU of the user ({dn}) is selected. If not, select it, or move the user to an OU in scope.",
		},
		{
			Ko: "특성 기반 필터나 그룹 필터를 쓰는지도 확인하십시오.",
			En: "Check also for filters by attribute or by group.",
		},
	},
	Look: []steps.Command{showLink},
	Fix:  []steps.Command{deltaCycle},
	Changes: lang.Text{
		Ko: "OU를 범위에 넣으면 그 안의 모든 사용자가 동기화됩니다.",
		En: "Every user in an OU that is brought into scope is synchronised.",
	},
	Proof: linkProof,
	Link:  pageFiltering,
}

var joinUser = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin},
	Where: onServer,
	Do: []lang.Text{
		{
			Ko: "Synchronization Service Manager에서 사용자의 미리 보기(Preview)를 열어 연결되지 않는 이유를 확인하십시오.",
			En: "Open the preview of the user in Synchronization Service Manager and see why it is not joined.",
		},
		{
			Ko: "전체 동기화가 끝나지 않았다면 먼저 끝내십시오.",
			En: "If no full synchronisation has ended yet, finish one first.",
		},
		notByAnchor,
	},
	Look: []steps.Command{showLink},
	Fix:  []steps.Command{deltaCycle},
	Changes: lang.Text{
		Ko: "델타 주기는 바뀐 개체만 다시 평가합니다.",
		En: "A delta cycle evaluates changed objects only.",
	},
	Proof: linkProof,
	Link:  pageObject,
}

var restoreRule = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin},
	Where: lang.Text{Ko: "Connect 서버의 Synchronization Rules Editor", En: "Synchronization Rules Editor on the Connect server"},
	Do: []lang.Text{
		{
			Ko: "'In from AD - User AccountEnabled' 규칙이 사용 중지되었거나 범위 필터가 바뀌었는지 확인하십시오.",
			En: "Check whether the rule 'In from AD - User AccountEnabled' is disabled or its scoping filter was changed.",
		},
		{
			Ko: "기본 규칙을 복제해 쓰는 경우 태그(Tag)도 같이 복제되었는지 확인하십시오. 계정이 사용 가능 상태인지도 확인하십시오. 사용 안 함 상태의 계정에는 이 규칙이 적용되지 않습니다.",
			En: "Where a clone of the default rule is in use, check that its tag was cloned too. Check also that the account is enabled: the rule covers no disabled account.",
		},
	},
	Look: []steps.Command{
		{Shell: steps.PowerShell, Text: "Get-ADSyncRule | Where-Object ImmutableTag -like 'Microsoft.InfromADUserAccountEnabled*' | Select-Object Name, Disabled, ImmutableTag"},
		showLink,
	},
	Changes: lang.Text{
		Ko: "규칙을 바꾸면 전체 동기화가 다시 필요하고 모든 사용자에게 영향을 줍니다.",
		En: "A changed rule needs a full synchronisation and concerns every user.",
	},
	Proof: linkProof,
	Link:  pageSyncRules,
}

var includeInHashSync = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin, steps.ADAdmin},
	Where: lang.Text{Ko: "Connect 서버의 선택적 암호 해시 동기화 규칙과 사용자 특성", En: "The rules of selective password hash synchronisation on the Connect server, and the user's attributes"},
	Do: []lang.Text{{
		Ko: "선택적 해시 동기화 규칙이 보는 특성(예: adminDescription)을 확인해, 이 사용자가 범위 안에 들도록 하십시오.",
		En: "Find the attribute that the selective rules look at, for example adminDescription, and bring this user into their scope.",
	}},
	Look: []steps.Command{{Shell: steps.PowerShell, Text: "Get-ADUser -Identity {dn} -Properties adminDescription | Select-Object DistinguishedName, adminDescription"}},
	Fix:  []steps.Command{deltaCycle},
	Changes: lang.Text{
		Ko: "이 사용자의 암호 해시가 Microsoft Entra ID로 동기화되기 시작합니다.",
		En: "The password hash of this user starts to be synchronised to Microsoft Entra ID.",
	},
	Proof: linkProof,
	Link:  pageSelectiveHash,
}

var oneAccountOnly = &steps.Remedy{
	Who:   []steps.Who{steps.ADAdmin, steps.ServerAdmin},
	Where: lang.Text{Ko: "같은 사람의 계정이 있는 모든 포리스트", En: "Every forest that holds an account of this person"},
	Do: []lang.Text{
		{
			Ko: "같은 앵커를 가진 계정 가운데 하나만 사용 가능 상태로 두십시오. 다른 포리스트의 사용 가능한 중복 계정은 지원되지 않습니다.",
			En: "Leave only one account with this anchor enabled. An enabled duplicate in another forest is not supported.",
		},
		{
			Ko: "클라우드 사용자와 이미 연결된 계정을 남기십시오(Get-ADSyncCSObject 결과의 Lineage).",
			En: "Keep the one that the cloud user is linked to already (see Lineage in what Get-ADSyncCSObject shows).",
		},
		notByAnchor,
	},
	Look: []steps.Command{
		{Shell: steps.PowerShell, Text: "Get-ADUser -Identity {dn} -Properties mS-DS-ConsistencyGuid, objectGUID, Enabled"},
		showLink,
	},
	Fix: []steps.Command{deltaCycle},
	Changes: lang.Text{
		Ko: "사용 안 함으로 바꾼 중복 계정으로는 더 이상 로그인할 수 없습니다.",
		En: "The duplicate account that is disabled can no longer sign in.",
	},
	Proof: linkProof,
	Link:  pageWriteback,
}
