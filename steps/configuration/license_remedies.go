package configuration

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// The page that says which products allow what ("Licensing requirements for
// Microsoft Entra self-service password reset").
const licensingPage = "https://learn.microsoft.com/entra/identity/authentication/concept-sspr-licensing"

var (
	licensesPlace = lang.Text{
		Ko: "Microsoft 365 관리 센터 > 청구(Billing) > 라이선스(Licenses)",
		En: "Microsoft 365 admin center > Billing > Licenses",
	}
	productsPlace = lang.Text{
		Ko: "Microsoft 365 관리 센터 > 청구(Billing) > 사용자 제품(Your products)",
		En: "Microsoft 365 admin center > Billing > Your products",
	}
	oneUserChanges = lang.Text{
		Ko: "할당받은 사용자만 바뀌며, 남은 라이선스가 하나 줄어듭니다.",
		En: "Only the user who receives the licence changes. One free licence is used up.",
	}
)

// readTheLicenses is for a sign that the tenant owns none, which its own list
// has to confirm.
var readTheLicenses = &steps.Remedy{
	Who:   []steps.Who{steps.EntraAdmin},
	Where: licensesPlace,
	Do: []lang.Text{
		{
			Ko: "목록에 Microsoft Entra ID P1 또는 P2가 들어 있는 제품이 있는지 먼저 확인하십시오. 없거나 만료되었으면 그것이 원인이므로 제품을 마련하여 할당하십시오.",
			En: "Look first whether the list holds a product with Microsoft Entra ID P1 or P2. If there is none, or it has run out, that is the cause: get one and assign it.",
		},
		{
			Ko: "제품이 있으면 점검에 쓴 앱에 LicenseAssignment.Read.All 권한을 주고 다시 확인하십시오. 앱이 디렉터리를 읽지 못하면 라이선스가 있는 테넌트도 같은 말로 거절된 적이 있습니다.",
			En: "If there is one, grant the application used to look the permission LicenseAssignment.Read.All and check again. Where an application could not read the directory, tenants with a licence have been refused in the same words.",
		},
	},
	Changes: lang.Text{
		Ko: "권한은 읽기만 허용하며 라이선스는 바뀌지 않습니다.",
		En: "The permission only allows reading. No licence changes.",
	},
	Proof: lang.Text{
		Ko: "권한을 준 뒤 이 단계를 다시 확인하면 테넌트의 제품이 보입니다.",
		En: "With the permission granted and checked again, this step names the products of the tenant.",
	},
	Link: licensingPage,
}

var renewLicense = &steps.Remedy{
	Who:   []steps.Who{steps.EntraAdmin},
	Where: productsPlace,
	Do: []lang.Text{
		{
			Ko: "{product} 구독을 열어 결제 상태와 만료일을 확인하십시오.",
			En: "Open the subscription of {product} and look at its payment and end date.",
		},
		{
			Ko: "구독을 갱신하거나 다시 활성화하십시오. 파트너에게서 산 구독이면 파트너에게 요청하십시오.",
			En: "Renew or reactivate the subscription. If it was bought through a partner, ask the partner.",
		},
	},
	Changes: lang.Text{
		Ko: "구독 비용이 계속 청구됩니다. 사용자의 설정은 바뀌지 않습니다.",
		En: "The subscription goes on being charged. No setting of a user changes.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 정상으로 나옵니다.",
		En: "Checked again, this step is healthy.",
	},
	Link: "https://learn.microsoft.com/microsoft-365/commerce/subscriptions/what-if-my-subscription-expires",
}

var waitForPlan = &steps.Remedy{
	Who:   []steps.Who{steps.EntraAdmin},
	Where: licensesPlace,
	Do: []lang.Text{{
		Ko: "기다렸다가 몇 분 뒤에 다시 확인하십시오. 하루가 지나도 그대로이면 Microsoft 지원에 문의하십시오.",
		En: "Wait, and check again in a few minutes. If nothing has changed after a day, ask Microsoft support.",
	}},
	Link: licensingPage,
}

var assignLicense = &steps.Remedy{
	Who:   []steps.Who{steps.EntraAdmin},
	Where: licensesPlace,
	Do: []lang.Text{
		{
			Ko: "{product} 제품을 열고 [라이선스 할당(Assign licenses)]에서 암호를 재설정할 사용자를 고르십시오.",
			En: "Open {product} and choose the users who reset their passwords under Assign licenses.",
		},
		{
			Ko: "쓰기 저장을 켠 관리자 계정과 테스트 사용자 계정에도 하나씩 할당하십시오.",
			En: "Assign one to the administrator account that switched writeback on, and one to the test user.",
		},
		{
			Ko: "할당할 때 Microsoft Entra ID P1 또는 P2 앱이 켜져 있는지 확인하십시오.",
			En: "When assigning, make sure that the app Microsoft Entra ID P1 or P2 is switched on.",
		},
	},
	Changes: oneUserChanges,
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 할당된 수가 1 이상으로 보입니다.",
		En: "Checked again, this step counts at least one assigned licence.",
	},
	Link: "https://learn.microsoft.com/microsoft-365/admin/manage/assign-licenses-to-users",
}

var buyForPeople = &steps.Remedy{
	Who:   []steps.Who{steps.EntraAdmin},
	Where: productsPlace,
	Do: []lang.Text{{
		Ko: "사람이 쓰는 계정에는 Microsoft Entra ID P1 또는 P2가 들어 있는 사용자용 제품을 마련하여 할당하십시오.",
		En: "Get a product for users that includes Microsoft Entra ID P1 or P2, and assign it to the accounts of people.",
	}},
	Changes: lang.Text{
		Ko: "라이선스 비용이 발생합니다. {product} 라이선스는 그대로 둡니다.",
		En: "The licences cost money. The licences of {product} stay as they are.",
	},
	Link: licensingPage,
}

var buyPremium = &steps.Remedy{
	Who:   []steps.Who{steps.EntraAdmin},
	Where: productsPlace,
	Do: []lang.Text{
		{
			Ko: "다음 중 하나를 마련하십시오: Microsoft Entra ID P1 또는 P2, Enterprise Mobility + Security E3 또는 E5, Microsoft 365 Business Premium, Microsoft 365 E3/E5, F1/F3, A3/A5, G3/G5.",
			En: "Get one of these: Microsoft Entra ID P1 or P2, Enterprise Mobility + Security E3 or E5, Microsoft 365 Business Premium, Microsoft 365 E3/E5, F1/F3, A3/A5 or G3/G5.",
		},
		{
			Ko: "유료 Office 365 또는 Microsoft 365 제품이라도 위 목록에 없으면 클라우드 전용 사용자의 재설정만 허용합니다. 이는 쓰기 저장 조건이 아닙니다. 특히 Business Standard는 부품 번호가 O365_BUSINESS_PREMIUM이지만 Business Premium(SPB)이 아닙니다.",
			En: "A paid Office 365 or Microsoft 365 product that is not on this list allows only resets of cloud-only users. That is not the condition for writeback. Note that Business Standard has the part number O365_BUSINESS_PREMIUM but is not Business Premium (SPB).",
		},
		{
			Ko: "제품을 마련한 뒤 관리자 계정과 테스트 사용자, 암호를 재설정할 사용자에게 할당하십시오.",
			En: "Then assign it to the administrator account, the test user, and the users who reset their passwords.",
		},
	},
	Changes: lang.Text{
		Ko: "라이선스 비용이 발생합니다.",
		En: "The licences cost money.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 쓰기 저장을 허용하는 제품의 이름이 보입니다.",
		En: "Checked again, this step names a product that allows writeback.",
	},
	Link: licensingPage,
}
