package configuration

import (
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// hardened is what the hardening of hard matches forbids since 2026, and how
// it says so. Whoever meets the sentence must not go on trying.
var hardened = []lang.Text{
	{
		Ko: "앵커(ImmutableId, mS-DS-ConsistencyGuid)를 바꿔 넣는 방식으로는 더 이상 다시 연결되지 않을 수 있습니다. {no_remapping}부터 Microsoft Entra ID는 이미 값이 있는 클라우드 계정의 OnPremisesObjectIdentifier를 새로 매핑하지 않고 'Hard match operation blocked due to security hardening. Review OnPremisesObjectIdentifier mapping.' 오류를 냅니다. 이 오류가 보이면 되풀이하지 말고 Microsoft 지원에 문의하십시오.",
		En: "Putting another anchor (ImmutableId, mS-DS-ConsistencyGuid) in place may link nothing any more. Since {no_remapping} Microsoft Entra ID does not map the OnPremisesObjectIdentifier of a cloud account anew that has one, and reports 'Hard match operation blocked due to security hardening. Review OnPremisesObjectIdentifier mapping.' Where that is seen, do not try again; ask Microsoft support.",
	},
	{
		Ko: "Entra 관리자 역할을 가진 클라우드 계정에는 {no_role_match}부터 온-프레미스 계정이 연결되지 않습니다. 연결하려고 역할을 거두지 말고, 그 계정은 클라우드 전용으로 두십시오.",
		En: "Since {no_role_match} no account of the directory is linked to a cloud account that holds an Entra administrator role. Do not take the role away to link it; leave that account in the cloud alone.",
	},
}

var rejoinScope = &steps.Remedy{
	Who:   []steps.Who{steps.ServerAdmin, steps.ADAdmin},
	Where: bringBackIntoScope.Where,
	Do: append([]lang.Text{
		{
			Ko: "같은 Active Directory 계정이 아직 있는지 확인하십시오. 지우고 다시 만든 계정은 앵커가 달라 예전 클라우드 계정을 이어받지 못합니다.",
			En: "Make sure that it is still the same account of Active Directory. One that was deleted and made again has another anchor and does not take over the old cloud account.",
		},
		bringBackIntoScope.Do[0], bringBackIntoScope.Do[1],
	}, hardened...),
	Fix:     bringBackIntoScope.Fix,
	Changes: bringBackIntoScope.Changes,
	Proof:   bringBackIntoScope.Proof,
	Link:    bringBackIntoScope.Link,
}

var joinAccounts = &steps.Remedy{
	Who:   []steps.Who{steps.EntraAdmin, steps.ADAdmin},
	Where: lang.Text{Ko: "Microsoft Entra 관리 센터와 동기화 서버", En: "Microsoft Entra admin center and the sync server"},
	Do: append([]lang.Text{
		{
			Ko: "두 계정이 정말 같은 사람의 것인지, 어느 쪽을 쓰고 있는지 확인하십시오.",
			En: "Make sure that both belong to the same person, and which one is in use.",
		},
		{
			Ko: "급하면 PC 로그인 암호를 Active Directory에서 직접 재설정하십시오. 연결하기 전까지는 클라우드에서 바꾼 암호가 PC에 통하지 않습니다.",
			En: "If it is urgent, reset the password for the PC in Active Directory itself. Until both are linked, a password changed in the cloud does not work on the PC.",
		},
		{
			Ko: "예전 Active Directory 계정이 남아 있거나 휴지통에서 복원할 수 있으면, 새 계정을 연결하려 하지 말고 예전 계정을 쓰십시오. 연결을 가장 확실하게 지키는 방법입니다.",
			En: "Where the old account of Active Directory is still there, or can be restored from the Recycle Bin, use it instead of linking a new one. That keeps the link for certain.",
		},
	}, hardened...),
	Changes: lang.Text{
		Ko: "연결하고 나면 클라우드 계정의 특성과 암호는 Active Directory의 것을 따릅니다.",
		En: "Once linked, the cloud account takes its attributes and password from Active Directory.",
	},
	Link: "https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-existing-tenant",
}

// askTheCloud is for an account that somebody moved to the cloud on purpose.
var askTheCloud = &steps.Remedy{
	Who:   []steps.Who{steps.Helpdesk, steps.EntraAdmin},
	Where: lang.Text{Ko: "Microsoft Entra 관리 센터 > 사용자(Users) > {user}", En: "Microsoft Entra admin center > Users > {user}"},
	Do: []lang.Text{
		{
			Ko: "통화 중인 사용자에게 이 계정의 암호는 클라우드에서 관리하며, PC에 Active Directory 암호로 로그인한다면 두 암호가 다를 수 있다고 안내하십시오.",
			En: "Tell the caller: the cloud manages the password of this account. Where the PC takes the password of Active Directory, the two may differ.",
		},
		{
			Ko: "PC가 아직 Active Directory로 로그인하는 사람이라면, 언제 무슨 이유로 권한을 옮겼는지 Entra 관리자에게 물으십시오. 되돌리는 절차는 따로 있으며 동기화를 한 번 더 거쳐야 끝납니다.",
			En: "If the person still signs in to the PC with Active Directory, ask the Entra administrator when and why the authority was moved. There is a procedure for moving it back, which ends only with another synchronisation.",
		},
	},
	Link: "https://learn.microsoft.com/entra/identity/hybrid/how-to-user-source-of-authority-configure",
}

var allowCloudSignIn = &steps.Remedy{
	Who:   []steps.Who{steps.EntraAdmin, steps.Helpdesk},
	Where: lang.Text{Ko: "Microsoft Entra 관리 센터 > 사용자(Users) > {user} > 속성(Properties) > 설정(Settings)", En: "Microsoft Entra admin center > Users > {user} > Properties > Settings"},
	Do: []lang.Text{
		{
			Ko: "누가 왜 막았는지 먼저 확인하십시오. 퇴사나 보안 사고 때문이라면 그대로 두십시오.",
			En: "Find out first who blocked it and why. If it was for a leaver or a security incident, leave it.",
		},
		{
			Ko: "Active Directory의 계정을 방금 다시 켰다면 다음 동기화를 기다리십시오. 아니면 [계정 사용(Account enabled)]을 켜십시오.",
			En: "If the account of Active Directory was only just enabled again, wait for the next synchronisation. Otherwise switch on Account enabled.",
		},
	},
	Changes: lang.Text{
		Ko: "이 사용자가 클라우드에 다시 로그인할 수 있게 됩니다.",
		En: "The user may sign in to the cloud again.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 동기화된 계정으로 보입니다.",
		En: "Checked again, this step shows a synchronised account.",
	},
	Link: "https://learn.microsoft.com/entra/fundamentals/how-to-manage-user-profile-info",
}

// freeTheNameThere is for a value that another object of the cloud has.
var freeTheNameThere = &steps.Remedy{
	Who: []steps.Who{steps.EntraAdmin, steps.ADAdmin},
	Where: lang.Text{
		Ko: "Microsoft Entra Connect Health의 동기화 오류(Sync errors), 또는 Microsoft Entra 관리 센터 > Microsoft Entra Connect",
		En: "Sync errors of Microsoft Entra Connect Health, or Microsoft Entra admin center > Microsoft Entra Connect",
	},
	Do: []lang.Text{
		{
			Ko: "같은 값({refused})을 가진 다른 개체를 찾으십시오. 삭제된 사용자, 연락처, 그룹일 수도 있습니다.",
			En: "Find the other object with the same value ({refused}). It may be a deleted user, a contact or a group.",
		},
		{
			Ko: "어느 쪽이 그 값을 가져야 하는지 정하고, 다른 쪽에서 지우십시오. 동기화된 개체이면 AD에서 지워야 합니다.",
			En: "Decide which of the two is to have it, and take it off the other. Of a synchronised object it has to go in AD.",
		},
		{
			Ko: "다음 동기화가 끝나면 클라우드가 그 값을 받습니다.",
			En: "After the next synchronisation the cloud takes the value.",
		},
	},
	Changes: lang.Text{
		Ko: "다른 개체가 그 주소나 이름을 잃습니다.",
		En: "The other object loses that address or name.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 동기화된 계정으로 나옵니다.",
		En: "Checked again, this step shows a synchronised account.",
	},
	Link: "https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-syncservice-duplicate-attribute-resiliency",
}
