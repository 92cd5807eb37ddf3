package configuration

import (
	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// needTheLicence are the steps that a tenant without Premium P1 or P2 explains:
// nobody can hold it, and the registration report is not given out.
var needTheLicence = []steps.ID{"configuration/user-license", SSPREnabledID}

// PremiumLicenseID names this step.
const PremiumLicenseID steps.ID = "configuration/premium-license"

// PremiumLicense finds a tenant that owns no licence for password writeback,
// or owns one that nobody holds.
var PremiumLicense = steps.Step{
	ID:    PremiumLicenseID,
	Seed:  []string{"C1", "C2", "C2b"},
	Title: lang.Text{Ko: "테넌트의 유료 라이선스", En: "Paid licence of the tenant"},
	Why: lang.Text{
		Ko: "암호 쓰기 저장은 Microsoft Entra ID P1 또는 P2가 들어 있는 라이선스가 한 개 이상 할당되어야 작동합니다.",
		En: "Password writeback works only when at least one licence that holds Microsoft Entra ID P1 or P2 is assigned.",
	},
	Check:     steps.Look(seeLicenses, judgeLicenses),
	Reads:     []steps.Instrument{steps.ByTenant},
	Graph:     steps.GraphRights{Sees: []string{probes.LicenceRead}},
	Keeps:     steps.Passing,
	RefutedBy: steps.Written,
	Uses:      []steps.Fact{steps.User},
	Blanks: tell.Kinds{
		"code": tell.Words, "refusal": tell.Words,
		"assigned": tell.Number, "owned": tell.Number,
		"product": tell.Words, "products": tell.Words, "state": tell.Words,
	},
	Branches: []steps.Branch{
		{
			On: "assigned", Status: steps.Healthy,
			Label: lang.Text{Ko: "할당됨", En: "Assigned"},
			Say: lang.Text{
				Ko: "쓰기 저장을 허용하는 라이선스({product})가 {assigned}명에게 할당되어 있습니다.",
				En: "A licence that allows writeback, {product}, is assigned to {assigned} {assigned|user|users}.",
			},
		},
		{
			On: "grace", Status: steps.Warning, Remedy: renewLicense, Explains: []steps.ID{"configuration/user-license"},
			Label: lang.Text{Ko: "유예 기간", En: "Grace period"},
			Say: lang.Text{
				Ko: "쓰기 저장을 허용하는 유일한 라이선스({product})의 구독이 만료되어 유예 기간에 있습니다. 유예 기간이 끝나면 쓰기 저장이 멈춥니다.",
				En: "The subscription of the only licence that allows writeback ({product}) has run out and is in its grace period. Writeback stops when that ends.",
			},
		},
		{
			On: "pending", Status: steps.Warning, Remedy: waitForPlan,
			Explains: []steps.ID{"configuration/user-license"},
			Label:    lang.Text{Ko: "준비 중", En: "Being prepared"},
			Say: lang.Text{
				Ko: "{product} 제품의 Microsoft Entra ID 서비스 계획이 아직 준비되고 있습니다.",
				En: "The Microsoft Entra ID service plan of {product} is still being prepared.",
			},
		},
		{
			On: "device-only", Status: steps.Warning, Remedy: buyForPeople,
			Label: lang.Text{Ko: "장치용뿐", En: "Only for devices"},
			Say: lang.Text{
				Ko: "사람이 쓰는 계정에는 쓰기 저장 라이선스가 없습니다. Microsoft Entra ID P1이 들어 있는 할당된 라이선스는 회의실이나 공유 장치용({product})뿐입니다.",
				En: "No account of a person has a licence for writeback. The only assigned licence with Microsoft Entra ID P1 is for rooms or shared devices ({product}).",
			},
		},
		{
			On: "unassigned", Status: steps.Broken, Remedy: assignLicense,
			Explains: []steps.ID{"configuration/user-license"},
			Label:    lang.Text{Ko: "할당 안 됨", En: "Owned, not assigned"},
			Say: lang.Text{
				Ko: "라이선스({product}) {owned}개가 있지만 아무에게도 할당되어 있지 않습니다. 할당하지 않으면 쓰기 저장이 작동하지 않습니다.",
				En: "Nobody has been assigned a licence that allows writeback. {owned} of {product} are owned; owning them is not enough.",
			},
		},
		{
			On: "suspended", Status: steps.Broken, Remedy: renewLicense,
			Explains: needTheLicence,
			Label:    lang.Text{Ko: "사용 중지됨", En: "Suspended"},
			Say: lang.Text{
				Ko: "쓰기 저장을 허용하는 라이선스({product})의 구독이 사용 중지되었습니다(상태: {state}).",
				En: "The subscription of the licence that allows writeback ({product}) is suspended (state: {state}).",
			},
		},
		{
			On: "none-left", Status: steps.Broken, Remedy: renewLicense,
			Explains: needTheLicence,
			Label:    lang.Text{Ko: "남은 것이 0개", En: "Not one left"},
			Say: lang.Text{
				Ko: "쓰기 저장을 허용하는 제품({product})이 목록에 있지만 보유한 라이선스가 0개입니다. 구독이 끝났거나 아직 사지 않은 제품입니다.",
				En: "The tenant lists a product that allows writeback ({product}) and owns 0 licences of it. The subscription has ended, or none was bought yet.",
			},
		},
		{
			On: "not-granting", Status: steps.Broken, Remedy: buyPremium,
			Explains: needTheLicence,
			Label:    lang.Text{Ko: "다른 제품뿐", En: "Only other products"},
			Say: lang.Text{
				Ko: "테넌트에 암호 쓰기 저장을 허용하는 라이선스가 없습니다. 가진 제품: {products}.",
				En: "The tenant owns no licence that allows password writeback. Products owned: {products}.",
			},
		},
		{
			On: "none", Status: steps.Broken, Remedy: buyPremium,
			Explains: needTheLicence,
			Label:    lang.Text{Ko: "라이선스 없음", En: "No licence"},
			Say: lang.Text{
				Ko: "테넌트에 라이선스가 하나도 없습니다. 무료 디렉터리에는 암호 쓰기 저장이 없습니다.",
				En: "The tenant owns no licence at all. The free directory has no password writeback.",
			},
		},
		{
			On: "reports-refused", Status: steps.Warning, Remedy: readTheLicenses,
			Label: lang.Text{Ko: "Graph가 없다고 답함", En: "Graph says there is none"},
			Say: lang.Text{
				Ko: "테넌트의 라이선스를 읽지 못했습니다({refusal}). 그런데 Microsoft Graph는 등록 보고서를 요청받고, 테넌트에 Microsoft Entra ID P1 또는 P2가 없다고 답했습니다(코드 {code}). 라이선스가 없으면 쓰기 저장이 작동하지 않습니다.",
				En: "The licences of the tenant could not be read ({refusal}). But when it was asked for the registration report, Microsoft Graph answered that the tenant has no Microsoft Entra ID P1 or P2 (code {code}). Without one, writeback does not work.",
			},
		},
		{
			On:    steps.Unseen,
			Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
			Say: lang.Text{
				Ko: "테넌트의 라이선스를 읽지 못했습니다.",
				En: "The licences of the tenant could not be read.",
			},
		},
	},
}
