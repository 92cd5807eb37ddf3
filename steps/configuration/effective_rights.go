package configuration

import (
	"slices"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/needed"
	"example.com/writeback-doctor/steps/tell"
)

// What others name of effective-rights: the step and blanks.
const (
	EffectiveRightsID steps.ID = "configuration/effective-rights"

	RightsNamed   = "rights"  // those that the outcome is about
	RightsStop    = "stops"   // where inheritance is off
	RightsTrustee = "trustee" // whom an entry denies them
)

// EffectiveRights finds a connector account that lacks a right on the user,
// and names the entry that decides.
var EffectiveRights = steps.Step{
	ID:    EffectiveRightsID,
	Title: lang.Text{Ko: "커넥터 계정의 유효 권한", En: "Effective rights of the connector account"},
	Why: lang.Text{
		Ko: "커넥터 계정에 바로 이 사용자의 암호를 재설정할 권한이 있어야 합니다. 없으면 재설정이 실패합니다(SSPR_0029, 이벤트 33004).",
		En: "The connector account must have the rights to reset the password of this very user; otherwise resets fail (SSPR_0029, event 33004).",
	},
	Check:       steps.Look(seeRights, judgeRights),
	Reads:       []steps.Instrument{steps.ByDirectory},
	ConnectSync: true,
	Keeps:       steps.Lasting,
	RefutedBy:   steps.WrittenHere,
	Timeout:     directoryTime,
	Needs:       []steps.Fact{steps.UserDN, steps.ConnectorAccount},
	Blanks: tell.Kinds{
		"account": tell.Connector, "grantee": tell.Connector,
		"change_ruling": tell.Ruled, "found_dacl_ruling": tell.Ruled, "lockout_ruling": tell.Ruled, "pwdlastset_ruling": tell.Ruled, "reset_ruling": tell.Ruled, "server_dacl_ruling": tell.Ruled, "server_lockout_ruling": tell.Ruled, "server_pwdlastset_ruling": tell.Ruled, "unexpire_ruling": tell.Ruled,
		"class":     tell.Words,
		"domain_dn": tell.DomainDN,
		"entries":   tell.Entry,
		"grants":    tell.Grant,
		"heir":      tell.GUID,
		"ou":        tell.DN, RightsStop: tell.DN, "stops_told": tell.DN, "where": tell.DN,
		"permissions": tell.Permission, "unexpire": tell.Permission,
		RightsNamed: tell.Right, "refused": tell.Right,
		"by_class": tell.Right, "by_order": tell.Right, "by_owner": tell.Right,
		RightsTrustee: tell.Account,
		"user_dn":     tell.UserDN,
	},
	ResetInAD: true,
	Branches: []steps.Branch{
		{
			On: "granted", Status: steps.Healthy,
			Label: lang.Text{Ko: "모두 있음", En: "All granted"},
			Say: lang.Text{
				Ko: "커넥터 계정({account})에 필요한 다섯 가지 권한이 모두 있습니다.",
				En: "The connector account {account} has all five rights that it needs.",
			},
			Details: rightDetails,
		},
		{
			On: "unexpire-missing", Status: steps.Warning,
			Label: lang.Text{Ko: "만료 해제 권한 없음", En: "Unexpire missing"},
			Say: lang.Text{
				Ko: "커넥터 계정({account})에 도메인 루트의 암호 만료 해제(Unexpire Password) 권한이 없습니다. 새 암호는 기록되지만 사용자가 곧바로 암호를 다시 바꾸라는 요구를 받습니다.",
				En: "The connector account {account} lacks Unexpire Password on the domain root. The new password is written, but the user is asked at once to change it again.",
			},
			Details: rightDetails, Remedy: grantUnexpire, Apart: []steps.Apart{{Where: "refused", Remedy: removeDeny}},
		},
		{
			On: "change-refused", Status: steps.Warning,
			Label: lang.Text{Ko: "변경만 거부됨", En: "Changes refused only"},
			Say: lang.Text{
				Ko: "이 사용자에게 [사용자가 암호를 변경할 수 없음(User cannot change password)]이 설정되어 있어 현재 암호를 넣어 바꾸는 암호 변경은 거부됩니다. 셀프 서비스 재설정에 필요한 권한은 모두 있습니다.",
				En: "This user is set to User cannot change password, so a change with the current password is refused. Every right that a self-service reset needs is there.",
			},
			Details: rightDetails, Remedy: allowChangeAgain,
		},
		{
			On: "missing", Status: steps.Broken,
			Label: lang.Text{Ko: "권한 없음", En: "Not granted"},
			Say: lang.Text{
				Ko: "커넥터 계정({account})에 이 사용자에 대한 권한이 부여되어 있지 않습니다(거부된 것은 아님). 없는 권한: {rights}.",
				En: "The connector account {account} has not been granted these rights on this user: {rights}. Nothing denies them.",
			},
			Details: rightDetails, Remedy: grantRights, Explains: []steps.ID{"reenable/event-log"},
		},
		{
			On: "missing-cut-off", Status: steps.Broken,
			Label: lang.Text{Ko: "상속 끊김", En: "Inheritance cut off"},
			Say: lang.Text{
				Ko: "사용자 개체의 상속이 꺼져 있어, 상위 컨테이너에서 부여하는 권한은 이 사용자에게 내려오지 않습니다. 커넥터 계정({account})에 없는 권한: {rights}.",
				En: "Inheritance is off on the user object, so nothing that is granted above reaches it. The connector account {account} lacks: {rights}.",
			},
			Details: rightDetails, Remedy: mendInheritance, Explains: []steps.ID{"reenable/event-log", "configuration/protected-user#inheritance-off-user"},
		},
		{
			On: "missing-cut-off-ou", Status: steps.Broken,
			Label: lang.Text{Ko: "OU에서 상속 끊김", En: "Cut off on an OU"},
			Say: lang.Text{
				Ko: "상위 컨테이너({stops})의 상속이 꺼져 있어, 그보다 위에서 부여한 권한이 이 사용자까지 내려오지 않습니다. 그 아래의 사용자는 다른 OU에 있어도 따로 부여한 권한이 없으면 모두 마찬가지입니다. 커넥터 계정에 없는 권한: {rights}.",
				En: "Inheritance is off on a container above ({stops}), so what is granted higher up does not come down to this user, nor to anybody else below it, in other OUs too, unless it is granted there. The connector account lacks: {rights}.",
			},
			Details: rightDetails, Remedy: grantBelowTheCut, Explains: []steps.ID{"reenable/event-log", "configuration/protected-user#inheritance-off-ou"},
		},
		{
			On: "denied", Status: steps.Broken,
			Label: lang.Text{Ko: "거부됨", En: "Denied"},
			Say: lang.Text{
				Ko: "이 사용자에 대한 커넥터 계정의 권한이 거부되어 있습니다: {rights}. 거부하는 항목의 대상: {trustee}. 항목의 위치: {where}.",
				En: "These rights of the connector account on this user are denied: {rights}. The entry that denies them is for {trustee}, on {where}.",
			},
			Details: rightDetails, Remedy: removeDeny, Explains: []steps.ID{"reenable/event-log"},
		},
		{
			On: "opinions-differ", Status: steps.Unknown,
			Label: lang.Text{Ko: "계산이 서로 다름", En: "Opinions differ"},
			Say: lang.Text{
				Ko: "도메인 컨트롤러가 계산한 커넥터 계정({account})의 권한이 이 프로그램의 계산과 다릅니다({rights}). 그래서 권한이 있는지 판정하지 않았습니다.",
				En: "The domain controller works out the rights of the connector account {account} differently from this program ({rights}). So they were not judged.",
			},
			Details: slices.Concat(rightDetails, serverDetails), Remedy: settleOpinions,
		},
		{
			On: "cannot-judge", Status: steps.Unknown,
			Label: lang.Text{Ko: "판정할 수 없음", En: "Cannot be judged"},
			Say: lang.Text{
				Ko: "커넥터 계정의 권한 일부를 판정하지 못했습니다: {rights}.",
				En: "Some rights of the connector account could not be judged: {rights}.",
			},
			Details: rightDetails, Remedy: readDescriptor,
		},
		{
			On: steps.Unseen, Status: steps.Unknown,
			Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
			Say: lang.Text{
				Ko: "커넥터 계정의 유효 권한을 계산하지 못했습니다.",
				En: "The effective rights of the connector account could not be worked out.",
			},
		},
	},
}

// rightDetails tell of each right whether it is there, and which entry decides.
var rightDetails = []lang.Text{
	{Ko: "암호 재설정: {reset_ruling}.", En: "Reset password: {reset_ruling}."},
	{Ko: "암호 변경: {change_ruling}.", En: "Change password: {change_ruling}."},
	{Ko: "lockoutTime 쓰기(잠금 해제): {lockout_ruling}.", En: "Write lockoutTime (unlock): {lockout_ruling}."},
	{Ko: "pwdLastSet 쓰기(다음 로그온 때 변경): {pwdlastset_ruling}.", En: "Write pwdLastSet (must change): {pwdlastset_ruling}."},
	{Ko: "도메인 루트의 암호 만료 해제: {unexpire_ruling}.", En: "Unexpire Password, on the domain root: {unexpire_ruling}."},
	{
		Ko: "구현마다 다를 수 있는 권한: {by_order}. " + needed.OrderContested.Ko,
		En: "Implementations differ on: {by_order}. " + needed.OrderContested.En,
	},
	{
		Ko: "구현마다 다를 수 있는 권한: {by_class}. " + needed.ClassContested.Ko,
		En: "Implementations differ on: {by_class}. " + needed.ClassContested.En,
	},
	{
		Ko: "구현마다 다를 수 있는 권한: {by_owner}. " + needed.OwnerContested.Ko,
		En: "Implementations differ on: {by_owner}. " + needed.OwnerContested.En,
	},
	{Ko: "상속이 꺼진 가장 가까운 곳: {stops_told}. 그보다 위에서 부여하는 권한은 내려오지 않습니다.", En: "Inheritance is off on {stops_told}: what is granted above it does not come down."},
}

// serverDetails are what the controller itself works out.
var serverDetails = []lang.Text{
	{Ko: "도메인 컨트롤러의 계산, lockoutTime 쓰기: {server_lockout_ruling}.", En: "Worked out by the domain controller, Write lockoutTime: {server_lockout_ruling}."},
	{Ko: "도메인 컨트롤러의 계산, pwdLastSet 쓰기: {server_pwdlastset_ruling}.", En: "Worked out by the domain controller, Write pwdLastSet: {server_pwdlastset_ruling}."},
	{
		Ko: "사용 권한 수정(Modify permissions): 도메인 컨트롤러의 계산은 {server_dacl_ruling}, 이 프로그램의 계산은 {found_dacl_ruling}.",
		En: "Modify permissions: {server_dacl_ruling} by the domain controller, {found_dacl_ruling} by this program.",
	},
}
