package configuration

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

var waitForUserPlan = &steps.Remedy{
	Who:   []steps.Who{steps.Helpdesk},
	Where: lang.Text{Ko: "이 화면", En: "This screen"},
	Do: []lang.Text{{
		Ko: "통화 중인 사용자에게 몇 분 뒤에 다시 시도하도록 안내하고, 그때 다시 확인하십시오. 하루가 지나도 그대로이면 라이선스를 뺐다가 다시 할당하도록 Entra 관리자에게 요청하십시오.",
		En: "Tell the caller to try again in a few minutes, and check again then. If nothing has changed after a day, ask the Entra administrator to remove and assign the licence again.",
	}},
	Link: licensingPage,
}

var switchPlanOn = &steps.Remedy{
	Who: []steps.Who{steps.EntraAdmin},
	Where: lang.Text{
		Ko: "Microsoft 365 관리 센터 > 사용자(Users) > 활성 사용자(Active users) > {user} > 라이선스 및 앱(Licenses and apps)",
		En: "Microsoft 365 admin center > Users > Active users > {user} > Licenses and apps",
	},
	Do: []lang.Text{
		{
			Ko: "[앱(Apps)] 목록에서 {product} 제품의 Microsoft Entra ID P1 또는 P2 항목을 켜고 저장하십시오.",
			En: "In the list Apps, switch on Microsoft Entra ID P1 or P2 of {product}, and save.",
		},
		{
			Ko: "그룹으로 할당한 라이선스라면 그룹의 라이선스 설정에서 켜야 합니다. 이때 그룹의 모든 구성원이 바뀝니다.",
			En: "If a group gives the licence, switch it on in the group's licence. This changes every member of the group.",
		},
	},
	Changes: lang.Text{
		Ko: "이 사용자가 Microsoft Entra ID P1 또는 P2 기능을 쓸 수 있게 됩니다.",
		En: "The user may use the features of Microsoft Entra ID P1 or P2.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 라이선스가 있는 것으로 보입니다.",
		En: "Checked again, this step shows a licensed user.",
	},
	Link: "https://learn.microsoft.com/microsoft-365/admin/manage/assign-licenses-to-users",
}

var repairAssignment = &steps.Remedy{
	Who:   []steps.Who{steps.EntraAdmin},
	Where: licensesPlace,
	Do: []lang.Text{
		{
			Ko: "오류({state})의 뜻에 따라 원인을 없애십시오. CountViolation은 남은 라이선스가 없다는 뜻, MutuallyExclusiveViolation은 함께 쓸 수 없는 제품이 이미 있다는 뜻, DependencyViolation은 먼저 필요한 제품이 없다는 뜻, ProhibitedInUsageLocationViolation은 이 사용자의 사용 위치에서는 쓸 수 없는 서비스라는 뜻, UniquenessViolation은 메일 주소(proxyAddresses)가 다른 계정과 겹친다는 뜻입니다. Other이면 그룹의 라이선스 페이지에서 자세한 오류를 보십시오.",
			En: "Remove the reason for the error ({state}). CountViolation means that no licence is left, MutuallyExclusiveViolation that a product is assigned that cannot be held together with it, DependencyViolation that another product is needed first, ProhibitedInUsageLocationViolation that a service may not be used where the user is, and UniquenessViolation that a mail address (proxyAddresses) is on another account too. For Other, see the error on the licence page of the group.",
		},
		{
			Ko: "그다음 라이선스를 주는 그룹(ID: {group})에서 [다시 처리(Reprocess)]를 실행하십시오. 그룹으로 받은 것이 아니면 라이선스를 다시 할당하십시오.",
			En: "Then reprocess the group that gives the licence (ID: {group}). If no group gives it, assign the licence again.",
		},
	},
	Changes: oneUserChanges,
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 라이선스가 있는 것으로 보입니다.",
		En: "Checked again, this step shows a licensed user.",
	},
	Link: "https://learn.microsoft.com/entra/identity/users/licensing-groups-resolve-problems",
}

var licenseThisUser = &steps.Remedy{
	Who: []steps.Who{steps.EntraAdmin},
	Where: lang.Text{
		Ko: "Microsoft 365 관리 센터 > 사용자(Users) > 활성 사용자(Active users) > {user} > 라이선스 및 앱(Licenses and apps)",
		En: "Microsoft 365 admin center > Users > Active users > {user} > Licenses and apps",
	},
	Do: []lang.Text{
		{
			Ko: "Microsoft Entra ID P1 또는 P2가 들어 있는 라이선스를 할당하십시오. 알맞은 제품의 이름은 '테넌트의 유료 라이선스' 단계에 나옵니다.",
			En: "Assign a licence that includes Microsoft Entra ID P1 or P2. The step Paid licence of the tenant names one.",
		},
		{
			Ko: "할당한 뒤 사용자가 재설정을 다시 시도하도록 안내하십시오. 반영까지 몇 분이 걸릴 수 있습니다.",
			En: "Then tell the user to try the reset again. It may take a few minutes to take effect.",
		},
	},
	Changes: oneUserChanges,
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 라이선스가 있는 것으로 보입니다.",
		En: "Checked again, this step shows a licensed user.",
	},
	Link: licensingPage,
}

// anotherLicense is for a user whose own licence is of a subscription that is
// over.
var anotherLicense = &steps.Remedy{
	Who:   []steps.Who{steps.EntraAdmin},
	Where: productsPlace,
	Do: []lang.Text{
		{
			Ko: "{product} 구독을 열어 결제 상태와 만료일을 확인하고, 계속 쓸 것이면 갱신하거나 다시 활성화하십시오.",
			En: "Open the subscription of {product}, look at its payment and end date, and renew or reactivate it if it is to stay.",
		},
		{
			Ko: "다른 제품으로 바꾼 것이면 Microsoft Entra ID P1 또는 P2가 들어 있는 그 제품을 {user} 사용자에게 할당하십시오.",
			En: "If another product has taken its place, assign that one, with Microsoft Entra ID P1 or P2 inside, to {user}.",
		},
	},
	Changes: oneUserChanges,
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 라이선스가 있는 것으로 보입니다.",
		En: "Checked again, this step shows a licensed user.",
	},
	Link: "https://learn.microsoft.com/microsoft-365/commerce/subscriptions/what-if-my-subscription-expires",
}

var setUsageLocation = &steps.Remedy{
	Who: []steps.Who{steps.EntraAdmin},
	Where: lang.Text{
		Ko: "Microsoft Entra 관리 센터 > 사용자(Users) > {user} > 속성(Properties) > 사용 위치(Usage location)",
		En: "Microsoft Entra admin center > Users > {user} > Properties > Usage location",
	},
	Do: []lang.Text{
		{
			Ko: "사용자가 실제로 있는 나라를 사용 위치로 정하고 저장하십시오. 동기화된 계정이면 AD의 msExchUsageLocation 값에서 오는지 먼저 확인하십시오.",
			En: "Set the country where the user really is as usage location, and save. For a synchronised account, see first whether it comes from msExchUsageLocation in AD.",
		},
		{
			Ko: "그다음 Microsoft Entra ID P1 또는 P2가 들어 있는 라이선스를 할당하십시오. 그룹이 주는 라이선스이면 그룹에서 [다시 처리(Reprocess)]를 실행하십시오.",
			En: "Then assign a licence with Microsoft Entra ID P1 or P2, or reprocess the group that gives it.",
		},
	},
	Changes: oneUserChanges,
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 라이선스가 있는 것으로 보입니다.",
		En: "Checked again, this step shows a licensed user.",
	},
	Link: "https://learn.microsoft.com/entra/identity/users/licensing-groups-resolve-problems",
}
