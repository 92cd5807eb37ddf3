package scanned

import (
	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
)

// gapWords say what a gap means for the result.
func gapWords(kind probes.GapKind) lang.Text {
	switch kind {
	case probes.GapAccount:
		return lang.Text{
			Ko: "커넥터 계정을 알 수 없어 권한을 판정하지 않았습니다. --connector-account 옵션으로 지정하십시오.",
			En: "The connector account is not known, so no right was judged. Name it with --connector-account.",
		}
	case probes.GapContainers:
		return lang.Text{Ko: "OU의 상속을 읽지 못했습니다.", En: "The inheritance of the OUs could not be read."}
	case probes.GapGroups:
		return lang.Text{Ko: "보호된 그룹의 구성원을 읽지 못했습니다.", En: "The members of the protected groups could not be read."}
	case probes.GapRootGroups:
		return lang.Text{
			Ko: "Enterprise Admins 그룹과 Schema Admins 그룹은 포리스트 루트 도메인에 있어 구성원을 보지 않았습니다.",
			En: "Enterprise Admins and Schema Admins stand in the root domain; who is in them was not looked at.",
		}
	case probes.GapUnlisted:
		return lang.Text{
			Ko: "살펴본 계정이 볼 수 없는 곳이 있어, 거기에 있는 사용자는 이 결과에 들어 있지 않습니다.",
			En: "The account that looks cannot see everything; users who stand there are not in this result.",
		}
	case probes.GapPolicies:
		return lang.Text{
			Ko: "세분화된 암호 정책 가운데 읽을 수 없는 것이 있습니다. 해당 사용자의 암호 정책은 알 수 없음입니다.",
			En: "Some fine-grained password policies cannot be read; for the users under them the policy is unknown.",
		}
	default:
		return tenantGapWords(kind)
	}
}

// tenantGapWords are those of a scan that looks at a tenant.
func tenantGapWords(kind probes.GapKind) lang.Text {
	switch kind {
	case probes.GapLicences:
		return lang.Text{
			Ko: "테넌트의 라이선스를 읽지 못해, 누구에게 라이선스가 있는지 알 수 없습니다.",
			En: "What the tenant owns could not be read, so it is not known for anybody whether they hold a licence.",
		}
	case probes.GapReport:
		return lang.Text{
			Ko: "등록 보고서를 끝까지 읽지 못해, 보고서에서 보지 못한 사용자가 재설정 방법을 등록했는지 알 수 없습니다.",
			En: "The registration report could not be read to its end; for whoever was not seen in it, it is not known whether they have registered.",
		}
	case probes.GapAdministrators:
		return lang.Text{
			Ko: "관리자의 재설정을 허용하는 정책을 읽지 못했습니다. 관리자 역할을 가진 사용자는 알 수 없음입니다.",
			En: "The policy about administrators could not be read; for users with an administrator role it is unknown.",
		}
	case probes.GapTransfers:
		return lang.Text{
			Ko: "감사 로그를 읽지 못해, 클라우드 계정이 Active Directory에서 옮겨 온 것인지 알 수 없습니다.",
			En: "The audit log could not be read, so it is not known which accounts of the cloud were transferred from Active Directory.",
		}
	case probes.GapDeleted:
		return lang.Text{
			Ko: "클라우드의 휴지통을 읽지 못해, 클라우드에 없는 사용자가 삭제된 것인지 알 수 없습니다.",
			En: "The cloud's recycle bin could not be read, so it is not known of whoever is not in the cloud whether they were deleted there.",
		}
	case probes.GapDirectory:
		return lang.Text{
			Ko: "Active Directory를 함께 보지 않아(또는 다 보지 못해), 동기화된 계정이 거기에 있는지, 커넥터 계정에 권한이 있는지 알 수 없습니다. --domain 옵션을 더하면 함께 봅니다.",
			En: "Active Directory was not looked at as well, or not all of it, so neither the accounts there nor the rights on them are known. --domain looks at both.",
		}
	case probes.GapSwitch:
		return lang.Text{
			Ko: "포털의 온-프레미스 통합 스위치는 프로그램이 읽을 수 없습니다. 보고 나서 --tenant-switch on 또는 off로 알려 주십시오.",
			En: "The portal's switch On-premises integration cannot be read by a program. Look there and say --tenant-switch on or off.",
		}
	default:
		return lang.Text{Ko: string(kind), En: string(kind)}
	}
}
