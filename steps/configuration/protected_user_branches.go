package configuration

import (
	"slices"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// protectionDetails are the two marks that SDProp leaves (MS-ADTS 3.1.1.6.1).
var protectionDetails = []lang.Text{
	{Ko: "보호 표시(adminCount): {mark}. 사용자 개체의 상속: {inheritance_switch}.", En: "Mark of protection (adminCount): {mark}. Inheritance on the user object: {inheritance_switch}."},
}

// sealedAbove names a container that the sentence does not.
var sealedAbove = lang.Text{Ko: "상속이 꺼진 상위 컨테이너: {ou}.", En: "Container above whose inheritance is off: {ou}."}

var protectionBranches = []steps.Branch{
	{
		On: "ordinary", Status: steps.Healthy,
		Label: lang.Text{Ko: "일반 사용자", En: "Ordinary user"},
		Say: lang.Text{
			Ko: "{user} 사용자는 보호 대상이 아니며, 상속이 도메인까지 이어집니다.",
			En: "{user} is not protected, and inheritance is on up to the domain.",
		},
		Details: protectionDetails,
	},
	{
		On: "protected", Status: steps.Broken, Remedy: useOrdinaryAccount,
		Explains: []steps.ID{"configuration/effective-rights", "reenable/event-log"},
		Label:    lang.Text{Ko: "보호된 그룹 구성원", En: "In a protected group"},
		Say: lang.Text{
			Ko: "{user} 사용자는 보호된 그룹({group})의 구성원입니다. Microsoft는 이런 계정의 쓰기 저장을 지원하지 않습니다. Active Directory가 위임된 권한을 이런 계정에서 떼어 놓기 때문에, 일부러 따로 부여하지 않았다면 커넥터 계정의 재설정은 거부됩니다.",
			En: "{user} is a member of a protected group ({group}). Microsoft does not support writeback for such accounts: Active Directory keeps delegated rights away from them, so the connector account is refused unless somebody granted it the rights there on purpose.",
		},
		Details: protectionDetails,
	},
	{
		On: "protected-reached", Status: steps.Warning, Remedy: unsupportedAccount,
		Label: lang.Text{Ko: "보호 그룹, 권한 있음", En: "Protected, rights held"},
		Say: lang.Text{
			Ko: "{user} 사용자는 보호된 그룹({group})의 구성원이며, Microsoft는 이런 계정의 쓰기 저장을 지원하지 않습니다. 그래도 커넥터 계정({account})은 이 사용자에 대한 권한을 모두 가지고 있어 도메인 컨트롤러가 권한 때문에 거부하지는 않습니다. 다른 원인도 찾아 보십시오.",
			En: "{user} is a member of a protected group ({group}), and Microsoft does not support writeback for such accounts. All the same, the connector account {account} holds every right on this user, so the domain controller does not refuse it for want of rights. Look for another reason too.",
		},
		Details: protectionDetails,
	},
	{
		On: "protected-for-now", Status: steps.Warning, Remedy: unsupportedAccount,
		Label: lang.Text{Ko: "보호 그룹, 아직 권한 있음", En: "Protected, rights for now"},
		Say: lang.Text{
			Ko: "{user} 사용자는 보호된 그룹({group})의 구성원이며, Microsoft는 이런 계정의 쓰기 저장을 지원하지 않습니다. 상속이 아직 켜져 있어 커넥터 계정({account})은 지금 이 사용자에 대한 권한을 모두 가지고 있지만, Windows의 Active Directory는 보통 60분 안에 상속을 끄고 그 권한을 떼어 놓습니다.",
			En: "{user} is a member of a protected group ({group}), and Microsoft does not support writeback for such accounts. Inheritance is still on and the connector account {account} holds every right on this user now, but Active Directory on Windows usually switches inheritance off within 60 minutes, and the rights go with it.",
		},
		Details: protectionDetails,
	},
	{
		On: "orphaned", Status: steps.Broken, Remedy: clearAdminCount,
		Explains: []steps.ID{"configuration/effective-rights", "reenable/event-log"},
		Label:    lang.Text{Ko: "남아 있는 보호 표시", En: "Mark left behind"},
		Say: lang.Text{
			Ko: "{user} 사용자는 보호된 그룹에서 빠졌지만 보호 표시(adminCount=1)가 남아 있어 커넥터 계정의 권한이 적용되지 않습니다.",
			En: "{user} is no longer in a protected group, but the mark of protection (adminCount=1) was left behind. It keeps the connector account's rights away.",
		},
		Details: protectionDetails,
	},
	{
		On: "orphaned-below-ou", Status: steps.Broken, Remedy: clearAdminCountBelowOU,
		Explains: []steps.ID{"configuration/effective-rights", "reenable/event-log"},
		Label:    lang.Text{Ko: "보호 표시와 OU 상속", En: "Mark left, OU sealed"},
		Say: lang.Text{
			Ko: "{user} 사용자는 보호된 그룹에서 빠졌지만 보호 표시(adminCount=1)가 남아 있어 커넥터 계정의 권한이 적용되지 않습니다. 표시를 지워도 상위 컨테이너({ou})의 상속이 꺼져 있어 도메인에 위임한 권한은 내려오지 않습니다. 둘 다 고쳐야 합니다.",
			En: "{user} is no longer in a protected group, but the mark of protection (adminCount=1) was left behind and keeps the connector account's rights away. With the mark cleared, rights delegated on the domain still stop at a container above whose inheritance is off ({ou}). Both have to be mended.",
		},
		Details: protectionDetails,
	},
	{
		On: "stamped", Status: steps.Broken, Remedy: lookAtGroups,
		Explains: []steps.ID{"configuration/effective-rights", "reenable/event-log"},
		Label:    lang.Text{Ko: "보호 표시 있음", En: "Marked as protected"},
		Say: lang.Text{
			Ko: "{user} 사용자에게 보호 표시(adminCount=1)가 있습니다. 지금도 보호된 그룹의 구성원인지는 알 수 없습니다.",
			En: "{user} is marked as protected (adminCount=1). Whether the account still belongs to a protected group is not known.",
		},
		Details: append(slices.Clone(protectionDetails), sealedAbove),
	},
	{
		// "Microsoft Security Advisory 4033453": since version 1.1.553.0 Connect
		// takes adminCount for the sign of a privileged account, and lets nobody
		// but its owner reset it.
		On: "marked-only", Status: steps.Warning, Remedy: clearMark,
		Label: lang.Text{Ko: "보호 표시만 남음", En: "Only the mark left"},
		Say: lang.Text{
			Ko: "{user} 사용자는 보호된 그룹에서 빠졌고 상속도 다시 켜져 있지만 보호 표시(adminCount=1)가 남아 있습니다. 표시만으로는 권한이 막히지 않지만, 표시가 있는 동안 관리자가 클라우드에서 하는 재설정은 거부될 수 있으므로 지우는 것이 좋습니다.",
			En: "{user} is no longer in a protected group and inherits again, and the mark of protection (adminCount=1) was left behind. The mark alone keeps no right away, but while it is there a reset by an administrator in the cloud can be refused, so it should be cleared.",
		},
		Details: protectionDetails,
	},
	{
		On: "marked-reached", Status: steps.Warning, Remedy: clearAdminCount,
		Label: lang.Text{Ko: "표시 있으나 권한 있음", En: "Marked, rights held"},
		Say: lang.Text{
			Ko: "{user} 사용자에게 이제 속하지 않는 보호된 그룹의 표시(adminCount=1)가 남아 있고 상속도 꺼져 있지만, 커넥터 계정({account})은 이 사용자에게 직접 부여된 권한을 모두 가지고 있습니다. 그래서 사용자가 스스로 하는 재설정은 막히지 않지만, 관리자가 클라우드에서 하는 재설정은 거부될 수 있습니다.",
			En: "The mark of a protected group that {user} has left (adminCount=1) is still there and inheritance is off, but the connector account {account} holds every right on the user itself. So a reset by the user is not stopped by this; one by an administrator in the cloud can be refused.",
		},
		Details: protectionDetails,
	},
	{
		On: "marked-below-ou", Status: steps.Warning, Remedy: clearMarkBelowOU,
		Label: lang.Text{Ko: "표시와 OU 상속", En: "Mark, and OU sealed"},
		Say: lang.Text{
			Ko: "도메인에 위임한 권한이 {user} 사용자에게 내려오지 않습니다. 상위 컨테이너({ou})의 상속이 꺼져 있습니다. 이제 속하지 않는 보호된 그룹의 표시(adminCount=1)도 남아 있어, 관리자가 클라우드에서 하는 재설정이 거부될 수 있습니다.",
			En: "Rights delegated on the domain do not reach {user}: inheritance is off on a container above ({ou}). The mark of a protected group that the user has left (adminCount=1) is still there too, and a reset by an administrator in the cloud can be refused.",
		},
		Details: protectionDetails,
	},
	{
		On: "inheritance-off-user", Status: steps.Warning, Remedy: inheritanceOnUser,
		Label: lang.Text{Ko: "사용자의 상속 꺼짐", En: "Off on the user"},
		Say: lang.Text{
			Ko: "도메인이나 OU에 위임한 권한이 {user} 사용자에게 내려오지 않습니다. 사용자 개체의 상속이 꺼져 있습니다.",
			En: "Rights delegated on the domain or an OU do not reach {user}: inheritance is off on the user object.",
		},
		Details: protectionDetails,
	},
	{
		On: "inheritance-off-both", Status: steps.Warning, Remedy: inheritanceOnBoth,
		Label: lang.Text{Ko: "사용자와 OU의 상속 꺼짐", En: "Off on user and OU"},
		Say: lang.Text{
			Ko: "도메인에 위임한 권한이 {user} 사용자에게 내려오지 않습니다. 사용자 개체의 상속도, 상위 컨테이너({ou})의 상속도 꺼져 있습니다.",
			En: "Rights delegated on the domain do not reach {user}: inheritance is off on the user object and on a container above ({ou}).",
		},
		Details: protectionDetails,
	},
	{
		On: "inheritance-off-ou", Status: steps.Warning, Remedy: inheritanceOnOU,
		Label: lang.Text{Ko: "OU의 상속 꺼짐", En: "Off on an OU"},
		Say: lang.Text{
			Ko: "도메인에 위임한 권한이 {user} 사용자에게 내려오지 않습니다. 상위 컨테이너({ou})의 상속이 꺼져 있습니다.",
			En: "Rights delegated on the domain do not reach {user}: inheritance is off on a container above ({ou}).",
		},
		Details: protectionDetails,
	},
	{
		On:    "unreadable",
		Label: lang.Text{Ko: "설명자 못 읽음", En: "Not readable"},
		Say: lang.Text{
			Ko: "{user} 사용자에게 보호 표시는 없지만, 사용자나 그 위 컨테이너의 보안 설명자를 읽을 권한이 없어 상속 여부를 알 수 없습니다.",
			En: "{user} is not marked as protected, but whether inheritance is on is not known: this account may not read the security descriptor of the user or of a container above.",
		},
		Details: protectionDetails,
	},
	{
		On:    steps.Unseen,
		Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
		Say: lang.Text{
			Ko: "사용자가 보호 대상인지 보지 못했습니다.",
			En: "Whether the user is protected could not be looked at.",
		},
	},
}
