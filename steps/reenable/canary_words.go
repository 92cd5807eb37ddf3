package reenable

import "example.com/writeback-doctor/steps/lang"

// What a reset by this program changes, and what it says before and meanwhile.
var (
	changesCloud = lang.Text{
		Ko: "테스트 사용자 한 명의 암호가 클라우드에서 새 암호로 바뀌고, 쓰기 저장이 되면 AD에서도 바뀝니다. 다음 로그인 때 암호를 바꾸어야 합니다. 위임된 권한 UserAuthenticationMethod.ReadWrite.All과 인증 관리자(Authentication Administrator) 역할이 있어야 합니다.",
		En: "The password of this one test user becomes a new one in the cloud, and in AD where writeback works. It has to be changed at the next sign-in. It takes the delegated permission UserAuthenticationMethod.ReadWrite.All and the role Authentication Administrator.",
	}
	changesDirect = lang.Text{
		Ko: "클라우드만 빠질 뿐 진짜 재설정입니다. 테스트 사용자 한 명의 암호가 AD에서 새 암호로 바뀌고 클라우드와는 달라집니다. PDC 에뮬레이터에 LDAPS로 연결해 커넥터 계정으로 로그인하고 unicodePwd 특성 하나만 씁니다.",
		En: "Only the cloud is left out: the reset is real. The password of this one test user becomes a new one in AD, and no longer agrees with the cloud. It signs in at the PDC emulator over LDAPS as the connector account, and writes the one attribute unicodePwd.",
	}
	undoReset = lang.Text{
		Ko: "되돌릴 수 없습니다. 예전 암호는 아무도 모릅니다. 필요하면 다시 재설정하십시오.",
		En: "It cannot be undone, because nobody knows the old password. Reset it once more where that is needed.",
	}
	wordsTypeUser = lang.Text{
		Ko: "이 사용자의 암호를 바꾸는 데 동의하면 로그인 이름을 그대로 입력하십시오: {word}",
		En: "To consent to a new password for this user, type the sign-in name: {word}",
	}
	wordsConnectorPassword = lang.Text{
		Ko: "커넥터 계정 {account} 암호(보이지 않고, 저장되지 않습니다)",
		En: "Password of the connector account {account} (not shown, kept nowhere)",
	}

	wordsWatchBegins   = lang.Text{Ko: "PDC 에뮬레이터, 서버의 이벤트, 감사 로그를 지켜보기 시작합니다.", En: "Beginning to watch the PDC emulator, the events of the server and the audit log."}
	wordsResetBegins   = lang.Text{Ko: "재설정을 한 번 요청합니다.", En: "Asking for the reset, once."}
	wordsCloudAccepted = lang.Text{Ko: "클라우드가 받아들였습니다({at}). AD에 도착하는지 지켜봅니다.", En: "The cloud has accepted it ({at}). Watching for it in AD."}
	wordsCloudEnded    = lang.Text{Ko: "클라우드의 작업이 끝났습니다({at}). AD에 도착하는지 지켜봅니다.", En: "The operation of the cloud has ended ({at}). Watching for it in AD."}
	wordsChangedInAD   = lang.Text{Ko: "AD에서 암호가 바뀌었습니다({at}).", En: "The password has changed in AD ({at})."}
	wordsTimes         = lang.Text{
		Ko: "요청부터 걸린 시간(초): 수락 {accepted}, 서버의 이벤트 {event}, AD에 기록 {directory}, 여기서 확인 {here}, 클라우드의 작업이 끝남 {ended}. 이벤트와 AD의 시각은 그곳의 시계로 잰 것입니다. AD의 시계는 초까지만 알 수 있어 1초쯤 어긋날 수 있습니다.",
		En: "Seconds from the request: accepted {accepted}, event of the server {event}, written to AD {directory}, seen from here {here}, operation of the cloud ended {ended}. Event and AD go by their own clocks; that of AD tells whole seconds only, so it can be off by about one.",
	}
	wordsUnreadable = lang.Text{
		Ko: "재설정이 어떻게 되었는지 알 수 없습니다. 암호가 바뀌었을 수도 있습니다.", En: "What became of the reset is not known. The password may have been changed.",
	}
)

// Why a reset is not made.
var (
	wordsNoWay = lang.Text{
		Ko: "여기서는 이 프로그램이 아무것도 바꾸지 않습니다. 사람이 마법사에서 실제 환경을 열었을 때만 할 수 있습니다.",
		En: "Nothing is changed from here. It can be done only where a person has opened a live environment in the wizard.",
	}
	wordsNoTestUser = lang.Text{
		Ko: "정해 둔 테스트 사용자의 로그인 이름(UPN)을 모릅니다. F6 키로 입력하십시오.",
		En: "The sign-in name (UPN) of a designated test user is not known. Give it with F6.",
	}
	wordsWorkingAccount = lang.Text{
		Ko: "{user} 계정은 문의한 사용자이거나 관리자입니다. 실제로 쓰는 계정은 재설정하지 않습니다. 테스트 사용자를 정하십시오.",
		En: "{user} is the caller or the administrator. Working accounts are not reset: designate a test user.",
	}
	wordsDirectoryUnseen = lang.Text{Ko: "테스트 사용자를 AD에서 볼 수 없습니다.", En: "The test user cannot be seen in AD."}
	wordsNotOne          = lang.Text{
		Ko: "AD에서 {user} 계정을 하나로 정할 수 없습니다.", En: "{user} does not stand for exactly one account in AD.",
	}
	wordsProtectedGroup = lang.Text{
		Ko: "{user} 계정은 보호된 그룹({group})의 구성원입니다. 관리 권한이 있는 계정은 재설정하지 않습니다.",
		En: "{user} is in a protected group ({group}). Accounts with administrative rights are not reset.",
	}
	wordsProtectedMark = lang.Text{
		Ko: "{user} 계정에는 보호 표시(adminCount)가 있습니다. 이런 계정은 재설정하지 않습니다.",
		En: "{user} is marked as protected (adminCount). Such accounts are not reset.",
	}
	wordsConnectorItself = lang.Text{
		Ko: "{user} 계정은 커넥터 계정입니다. 이 계정은 재설정하지 않습니다.", En: "{user} is the connector account, which is not reset.",
	}
	wordsProtectionUnseen = lang.Text{
		Ko: "{user} 계정이 보호된 계정인지 읽을 수 없습니다(adminCount, tokenGroups). 모르면 재설정하지 않습니다.",
		En: "Whether {user} is protected cannot be read (adminCount, tokenGroups). Who may be is not reset.",
	}
	wordsCloudUnseen = lang.Text{Ko: "테스트 사용자를 클라우드에서 볼 수 없습니다.", En: "The test user cannot be seen in the cloud."}
	wordsNotInCloud  = lang.Text{
		Ko: "클라우드에 {user} 계정이 없습니다.", En: "{user} is not in the cloud.",
	}
	wordsNotSynchronised = lang.Text{
		Ko: "클라우드의 {user} 계정은 동기화된 계정이 아니거나 그런지 알 수 없습니다. 쓰기 저장은 동기화된 계정에만 해당합니다.",
		En: "{user} is not synchronised in the cloud, or it is not known to be. Writeback is for synchronised accounts.",
	}
	wordsAnotherAccount = lang.Text{
		Ko: "이름은 같지만 클라우드의 {user} 계정은 AD의 이 계정에서 온 것이 아닙니다(불변 ID가 다르거나 없음).",
		En: "The names agree, but {user} in the cloud does not come from this account of AD (the immutable ID differs or is missing).",
	}
	wordsNotSignedIn = lang.Text{Ko: "클라우드에 로그인되어 있지 않습니다.", En: "Nobody is signed in to the cloud."}
	wordsApplication = lang.Text{
		Ko: "애플리케이션으로 로그인되어 있습니다. 암호 재설정은 사람만 요청할 수 있습니다(위임된 권한 {permission}).",
		En: "An application is signed in. Only a person may ask for a reset (delegated permission {permission}).",
	}
	wordsPermission = lang.Text{
		Ko: "로그인에 위임된 권한 {permission} 항목이 없습니다. 관리자가 로그인용 애플리케이션에 동의해야 합니다.",
		En: "The sign-in lacks the delegated permission {permission}. An administrator has to consent to it for the application that signs in.",
	}
	wordsNoConnector = lang.Text{
		Ko: "커넥터 계정을 모르거나 그 암호가 없습니다.", En: "The connector account is not known, or its password was not given.",
	}
	wordsNoPassword = lang.Text{Ko: "새 암호를 만들 수 없습니다.", En: "No new password could be made."}
	wordsNoConsent  = lang.Text{
		Ko: "입력한 이름이 다르거나, 화면에 보인 뒤로 무엇인가 바뀌었습니다.", En: "What was typed is not the name, or something has changed since it was shown.",
	}
	wordsNoTrail   = lang.Text{Ko: "감사 기록을 쓸 수 없습니다. 기록되지 않는 일은 하지 않습니다.", En: "The audit trail cannot be written, and nothing is done that is not written down."}
	wordsUnwatched = lang.Text{
		Ko: "AD에서 테스트 사용자의 암호를 지켜볼 수 없어, 재설정해도 아무것도 알 수 없습니다.",
		En: "The password of the test user cannot be watched in AD, so a reset would tell nothing.",
	}
)
