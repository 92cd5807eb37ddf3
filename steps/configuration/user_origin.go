package configuration

import (
	"slices"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// needThePerson are the steps that cannot look without the person's entry.
var needThePerson = []steps.ID{
	"configuration/user-link", "configuration/effective-rights", "configuration/protected-user",
	"configuration/user-account", "configuration/password-policy", "configuration/ou-name",
}

// needTheEntry are those that read the entry itself, or the account that writes
// to it, and what else of a domain is compared with it.
var needTheEntry = []steps.ID{
	EffectiveRightsID, "configuration/protected-user", "configuration/user-account", "configuration/password-policy",
	ConnectorAccountID, "configuration/remote-sam", "configuration/domain-controllers",
}

// needTheCloudAccount are the steps that cannot look without the account in
// the tenant.
var needTheCloudAccount = []steps.ID{"configuration/user-license", "configuration/sspr-enabled"}

// andTheEvents are such steps, and the log, which then tells that the account
// was not found.
func andTheEvents(ids ...[]steps.ID) []steps.ID {
	return append(slices.Concat(ids...), "reenable/event-log")
}

// What others name of user-origin: the step, outcomes and blanks.
const (
	UserOriginID steps.ID = "configuration/user-origin"

	TwoMatches        steps.Outcome = "two-matches"
	SeveralFit        steps.Outcome = "several-fit"
	DifferentAccounts steps.Outcome = "different-accounts"
	CloudManaged      steps.Outcome = "cloud-managed"
	MadeOrTransferred steps.Outcome = "cloud-only-or-transferred"
	PerhapsHidden     steps.Outcome = "perhaps-hidden"
	NameRefused       steps.Outcome = "name-refused"
	Deleted           steps.Outcome = "deleted"
	DeletedBoth       steps.Outcome = "deleted-on-both-sides"
	Guest             steps.Outcome = "guest"

	OriginCount  = "count"  // how many entries the name fits
	OriginRivals = "rivals" // who else has the name
)

// UserOrigin finds out whether the caller's account is one and the same in the
// directory and in the tenant, or lives in the cloud alone.
var UserOrigin = steps.Step{
	ID:    UserOriginID,
	Seed:  []string{"C2a"},
	Title: lang.Text{Ko: "사용자 계정의 출처", En: "Where the user's account comes from"},
	Why: lang.Text{
		Ko: "암호 쓰기 저장은 Active Directory에서 동기화된 계정에만 해당합니다.",
		En: "Password writeback works only for accounts that are synchronised from Active Directory.",
	},
	Check:     steps.Look(seeOrigin, judgeOrigin),
	Reads:     []steps.Instrument{steps.ByDirectory, steps.ByTenant},
	Graph:     steps.GraphRights{Sees: []string{probes.UserRead}, More: []string{probes.DomainRead, probes.AuditRead}},
	Keeps:     steps.Passing,
	RefutedBy: steps.WrittenHere,
	Needs:     []steps.Fact{steps.User},
	Teaches:   []steps.Fact{steps.UserDN, steps.UserID},
	Blanks: tell.Kinds{
		OriginCount: tell.Number, "table_of": tell.Words, "refused": tell.Words, "refused_since": tell.Moment, "no_role_match": tell.Words, "no_remapping": tell.Words,
		"unlisted": tell.DN, "dn": tell.UserDN, "dns": tell.UserDN, OriginRivals: tell.UserDN,
		"domain": tell.Domain, "looked": tell.Domain,
		"cloud_changed": tell.Moment, "directory_changed": tell.Moment,
		"seen": tell.Words, "unseen": tell.Words,
		"user":       tell.User,
		"user_match": tell.UserMatch,

		"deleted_at": tell.Moment, "restore_until": tell.Moment, "bin_seen": tell.Moment, "bin_other": tell.Moment,
		"bin_unread": tell.Words, "bin_dn": tell.UserDN,
	},
	Branches: []steps.Branch{
		{
			On: "synchronised", Status: steps.Healthy,
			Label: lang.Text{Ko: "동기화된 계정", En: "Synchronised"},
			Say: lang.Text{
				Ko: "{user} 계정은 Active Directory에서 동기화됩니다({dn}).",
				En: "{user} is synchronised from Active Directory ({dn}).",
			},
			Details: []lang.Text{{
				Ko: "참고: 클라우드에서는 암호가 {cloud_changed}에 바뀌었고, 살펴본 도메인 컨트롤러에서는 {directory_changed}에 바뀌었습니다. 클라우드에서 바꾼 암호가 아직 Active Directory에 쓰이지 않았을 수 있습니다. 쓰기 저장을 하지 않는 곳에서 바꾸지 않았는지 물어보십시오.",
				En: "Note: the cloud says that the password was changed at {cloud_changed}, and the domain controller that was asked says {directory_changed}. The password set in the cloud may not have been written to Active Directory. Ask whether it was set in a place that never writes back.",
			}},
		},
		{
			On: "names-shared", Status: steps.Warning, Remedy: freeTheName,
			Label: lang.Text{Ko: "이름이 다른 계정에도 있음", En: "Names on another account"},
			Say: lang.Text{
				Ko: "{user} 계정은 Active Directory에서 동기화됩니다({dn}). 그런데 이 계정의 로그인 이름이나 메일 주소가 다른 계정에도 있습니다: {rivals}. 클라우드는 같은 주소를 한 계정에만 허용하므로, 둘 중 한쪽의 동기화가 오류로 멈추거나 이름이 바뀔 수 있습니다.",
				En: "{user} is synchronised from Active Directory ({dn}). But another account carries its sign-in name or mail address too: {rivals}. The cloud takes each address for one account only, so one of the two may fail to synchronise or get another name.",
			},
		},
		{
			On: NameRefused, Status: steps.Warning, Remedy: freeTheNameThere,
			Label: lang.Text{Ko: "클라우드가 거절한 이름", En: "Name refused there"},
			Say: lang.Text{
				Ko: "{user} 계정은 Active Directory에서 동기화됩니다({dn}). 그런데 클라우드는 이 계정의 값({refused})을 받지 않았습니다. 같은 값이 클라우드의 다른 개체에 이미 있습니다({refused_since}부터). 그래서 로그인 이름이 AD와 다를 수 있습니다.",
				En: "{user} is synchronised from Active Directory ({dn}). But the cloud has not taken a value of it ({refused}), because another object there has the same one (since {refused_since}). The sign-in name may be another than in AD.",
			},
		},
		{
			On:    "half-seen",
			Label: lang.Text{Ko: "한쪽만 봄", En: "Only one side seen"},
			Say: lang.Text{
				Ko: "{user} 계정이 한쪽({seen})에는 있지만 다른 쪽({unseen})은 보지 못했습니다. 그래서 두 계정이 같은 계정인지 알 수 없습니다.",
				En: "{user} exists in {seen}. {unseen} could not be looked at, so it is not known whether both are the same account.",
			},
		},
		{
			On:    "half-missing",
			Label: lang.Text{Ko: "한쪽에 없음", En: "Missing on one side"},
			Say: lang.Text{
				Ko: "{user} 계정을 한쪽({seen})에서 찾지 못했고, 다른 쪽({unseen})은 보지 못했습니다. 철자가 맞는지 먼저 확인하십시오.",
				En: "{user} was not found in {seen}. {unseen} could not be looked at. Check the spelling first.",
			},
			Details: binBeside,
		},
		{
			On: PerhapsHidden, Explains: needThePerson,
			Label: lang.Text{Ko: "가려져 있을 수 있음", En: "Perhaps hidden"},
			Say: lang.Text{
				Ko: "Active Directory에서 {user} 계정을 찾지 못했습니다. 하지만 없다고는 말할 수 없습니다. 살펴본 계정이 다음 위치의 내용을 모두 볼 수 있는지 확인되지 않아, 그 안에 가려져 있을 수 있습니다: {unlisted}. 클라우드의 계정은 그대로 두고, 그곳을 볼 수 있는 계정(예: 도메인 관리자)으로 다시 살펴보십시오.",
				En: "{user} was not found in Active Directory. That does not mean that the account is gone: the account that looked is not known to see everything here, so it may be hidden in it: {unlisted}. Leave the account in the cloud as it is, and look again with an account that may list these places, such as a domain administrator's.",
			},
			Details: binBeside,
		},
		{
			On: "other-domain", Skip: needTheEntry, Explains: needTheEntry,
			Label: lang.Text{Ko: "다른 도메인의 계정", En: "Another domain"},
			Say: lang.Text{
				Ko: "{user} 계정은 다른 도메인({domain})에서 동기화됩니다. 이번에 살펴본 도메인은 {looked}입니다. 도메인을 {domain} 값으로 바꾸어 다시 확인하십시오.",
				En: "{user} is synchronised from another domain ({domain}) than the one looked at ({looked}). Check again with the domain {domain}.",
			},
		},
		{
			On: "cloud-only", Status: steps.Warning, Next: steps.End, Remedy: cloudOnlyReset,
			Label: lang.Text{Ko: "클라우드 전용", En: "Cloud only"},
			Say: lang.Text{
				Ko: "{user} 계정은 클라우드에서 만든 계정입니다. 이 계정의 암호는 Active Directory에 쓰이지 않으므로 암호 쓰기 저장과 관계가 없습니다.",
				En: "{user} was made in the cloud. Its password is not written to Active Directory, so password writeback is not involved.",
			},
		},
		guestBranch,
		{
			On: CloudManaged, Status: steps.Warning, Next: steps.End, Remedy: askTheCloud,
			Label: lang.Text{Ko: "클라우드가 관리", En: "Managed by the cloud"},
			Say: lang.Text{
				Ko: "{user} 계정은 Active Directory에서 온 계정이지만, 관리 권한(Source of Authority)을 클라우드로 옮겼습니다. 이제 Microsoft Entra ID가 이 계정을 관리하므로 일부러 그렇게 만든 상태입니다. 클라우드에서 바꾼 암호가 Active Directory에도 쓰이는지는 Microsoft 문서에 나와 있지 않습니다.",
				En: "{user} came from Active Directory, but its source of authority was moved to the cloud. That is by design: Microsoft Entra ID is the authority for it now. Whether a password that is changed in the cloud still reaches Active Directory is not documented.",
			},
		},
		{
			On:    MadeOrTransferred,
			Label: lang.Text{Ko: "클라우드 계정의 출처 확인 안 됨", En: "Made or moved there"},
			Say: lang.Text{
				Ko: "Microsoft Entra ID는 {user} 계정을 동기화된 계정으로 보지 않는데, 같은 사람의 계정이 Active Directory에 있거나 있는지 보지 못했습니다. 처음부터 클라우드에서 만든 계정인지, Active Directory에서 클라우드로 관리 권한을 옮긴 계정인지 알 수 없습니다. Entra 감사 로그에서 'Change Source of Authority from AD DS to cloud' 활동을 찾아보십시오. 로그는 한 달만 남습니다.",
				En: "Microsoft Entra ID does not take {user} for a synchronised account, while Active Directory has an account for this person, or could not be searched for one. It is not known whether the account was made in the cloud, or came from Active Directory and had its source of authority moved there. Look for the activity 'Change Source of Authority from AD DS to cloud' in the Entra audit log, which keeps a month.",
			},
		},
		{
			On: "cloud-disabled", Status: steps.Broken, Remedy: allowCloudSignIn,
			Explains: []steps.ID{SSPREnabledID},
			Label:    lang.Text{Ko: "클라우드에서 차단됨", En: "Blocked in the cloud"},
			Say: lang.Text{
				Ko: "{user} 계정은 Microsoft Entra ID에서 로그인이 차단되어 있습니다(accountEnabled). 이 계정으로는 암호를 재설정할 수 없습니다. Active Directory의 계정이 사용 안 함 상태인 것은 확인되지 않았습니다.",
				En: "Sign-in is blocked for {user} in Microsoft Entra ID (accountEnabled), so this account cannot reset its password. The account in Active Directory was not seen to be disabled.",
			},
		},
		{
			On: "formerly-synchronised", Status: steps.Broken, Remedy: rejoinScope,
			Explains: []steps.ID{"configuration/user-link", "reenable/event-log"},
			Details:  []lang.Text{outdatedTable},
			Label:    lang.Text{Ko: "더 이상 동기화 안 됨", En: "Formerly synced"},
			Say: lang.Text{
				Ko: "{user} 계정은 전에는 Active Directory에서 동기화되었지만 지금은 아닙니다. 새 암호는 클라우드에만 남습니다.",
				En: "{user} used to be synchronised from Active Directory, but no longer is. A new password stays in the cloud.",
			},
		},
		{
			On: "not-in-cloud", Status: steps.Broken, Remedy: bringBackIntoScope,
			Explains: andTheEvents(needTheCloudAccount),
			Label:    lang.Text{Ko: "클라우드에 없음", En: "Not in the cloud"},
			Say: lang.Text{
				Ko: "{user} 계정이 Active Directory에는 있지만({dn}) Microsoft Entra ID에는 없습니다.",
				En: "{user} exists in Active Directory ({dn}) but not in Microsoft Entra ID.",
			},
			Details: binDetails,
		},
		deletedBranch, deletedBothBranch,
		{
			On: "not-in-directory", Status: steps.Broken, Remedy: findInDirectory,
			Explains: andTheEvents(needThePerson),
			Label:    lang.Text{Ko: "AD에 없음", En: "Not in the directory"},
			Say: lang.Text{
				Ko: "{user} 계정은 Microsoft Entra ID에서 동기화된 계정으로 보이지만 Active Directory에서 찾지 못했습니다. 삭제되었거나, 옮겨졌거나, 로그인 이름이 바뀐 계정일 수 있습니다.",
				En: "{user} is a synchronised account in Microsoft Entra ID but was not found in Active Directory. It may have been deleted, moved or renamed.",
			},
		},
		{
			On: "nowhere", Status: steps.Broken, Remedy: checkTheName,
			Explains: andTheEvents(needThePerson, needTheCloudAccount),
			Label:    lang.Text{Ko: "어디에도 없음", En: "Nowhere"},
			Say: lang.Text{
				Ko: "{user} 계정을 Active Directory에서도 Microsoft Entra ID에서도 찾지 못했습니다.",
				En: "{user} was found neither in Active Directory nor in Microsoft Entra ID.",
			},
			Details: binBeside[:1],
		},
		{
			On: TwoMatches, Status: steps.Broken, Remedy: separateNames,
			Explains: andTheEvents(needThePerson),
			Label:    lang.Text{Ko: "두 개 이상 일치", En: "Two or more matches"},
			Say: lang.Text{
				Ko: "Active Directory에서 {user} 이름에 맞는 계정이 {count}개 있습니다: {dns}.",
				En: "{count} accounts in Active Directory match {user}: {dns}.",
			},
		},
		{
			On: SeveralFit, Explains: needThePerson,
			Label: lang.Text{Ko: "메일 주소 중복", En: "Mail on several"},
			Say: lang.Text{
				Ko: "Active Directory에서 {user} 주소를 메일 주소로 가진 계정이 {count}개 있고, 어느 것이 이 사람의 계정인지 알 수 없습니다: {dns}. 로그인에 쓰는 이름(UPN)으로 다시 살펴보십시오.",
				En: "{count} accounts in Active Directory have {user} as a mail address, and which of them is this person's is not known: {dns}. Look again with the name used to sign in (UPN).",
			},
		},
		{
			On: "cloud-name-unknown", Explains: needTheCloudAccount,
			Label: lang.Text{Ko: "클라우드 이름 확인 안 됨", En: "Cloud name unknown"},
			Say: lang.Text{
				Ko: "{user} 계정이 Active Directory에는 있지만({dn}) Microsoft Entra ID에서는 이 이름으로 찾지 못했습니다. 로그인 이름의 도메인이 테넌트의 확인된 도메인이 아니거나 그것을 볼 수 없어, 클라우드에서는 다른 이름일 수 있습니다. 클라우드에 로그인하는 이름으로 다시 살펴보십시오.",
				En: "{user} exists in Active Directory ({dn}) and was not found under this name in Microsoft Entra ID. The domain of the sign-in name is not a verified one of the tenant, or that could not be seen, so the account may have another name there. Look again with the name used to sign in to the cloud.",
			},
		},
		{
			On: DifferentAccounts, Status: steps.Broken, Remedy: joinAccounts,
			Explains: []steps.ID{"configuration/user-link", "reenable/event-log"},
			Details:  []lang.Text{outdatedTable},
			Label:    lang.Text{Ko: "서로 다른 계정", En: "Different accounts"},
			Say: lang.Text{
				Ko: "Microsoft Entra ID의 {user} 계정과 Active Directory의 {dn} 계정은 서로 연결된 계정이 아닙니다. 한쪽의 암호를 바꿔도 다른 쪽은 그대로입니다.",
				En: "{user} in Microsoft Entra ID and {dn} in Active Directory are not linked. A new password of one does not reach the other.",
			},
		},
		{
			On:    steps.Unseen,
			Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
			Say: lang.Text{
				Ko: "Active Directory와 Microsoft Entra ID 가운데 어느 쪽도 볼 수 없어 사용자 계정을 확인하지 못했습니다.",
				En: "Neither Active Directory nor Microsoft Entra ID could be looked at, so the user's account was not checked.",
			},
		},
	},
}
