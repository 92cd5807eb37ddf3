package configuration

import (
	"context"
	"strconv"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// needThePerson are the steps that cannot look without the person's entry.
var needThePerson = []steps.ID{
	"configuration/user-link", "configuration/effective-rights", "configuration/protected-user",
	"configuration/user-account", "configuration/password-policy", "configuration/ou-name",
}

// needTheCloudAccount are the steps that cannot look without the account in
// the tenant.
var needTheCloudAccount = []steps.ID{"configuration/user-license", "configuration/sspr-enabled"}

// UserOrigin finds out whether the caller's account is one and the same in the
// directory and in the tenant, or lives in the cloud alone.
var UserOrigin = steps.Step{
	ID:    "configuration/user-origin",
	Seed:  []string{"C2a"},
	Title: lang.Text{Ko: "사용자 계정의 출처", En: "Where the user's account comes from"},
	Why: lang.Text{
		Ko: "암호 쓰기 저장은 Active Directory에서 동기화된 계정에만 관계가 있습니다.",
		En: "Password writeback concerns only accounts that are synchronised from Active Directory.",
	},
	Check:   steps.Look(seeOrigin, judgeOrigin),
	Needs:   []steps.Fact{steps.User},
	Teaches: []steps.Fact{steps.UserDN, steps.UserID},
	Branches: []steps.Branch{
		{
			On: "synchronised", Status: steps.Healthy,
			Label: lang.Text{Ko: "동기화된 계정", En: "Synchronised"},
			Say: lang.Text{
				Ko: "{user} 계정은 Active Directory에서 동기화됩니다({dn}).",
				En: "{user} is synchronised from Active Directory ({dn}).",
			},
		},
		{
			On:    "half-seen",
			Label: lang.Text{Ko: "한쪽만 봄", En: "Only one side seen"},
			Say: lang.Text{
				Ko: "{user} 계정이 {seen}에는 있습니다. {unseen} 쪽은 보지 못했으므로 두 계정이 같은지 알 수 없습니다.",
				En: "{user} exists in {seen}. {unseen} could not be looked at, so it is not known whether both are the same account.",
			},
		},
		{
			On:    "half-missing",
			Label: lang.Text{Ko: "한쪽에 없고 한쪽은 못 봄", En: "Missing on one side, other unseen"},
			Say: lang.Text{
				Ko: "{seen}에서 {user} 계정을 찾지 못했습니다. {unseen} 쪽은 보지 못했습니다. 철자가 맞는지 먼저 확인하십시오.",
				En: "{user} was not found in {seen}. {unseen} could not be looked at. Check the spelling first.",
			},
		},
		{
			On:    "other-domain",
			Label: lang.Text{Ko: "다른 도메인의 계정", En: "Account of another domain"},
			Say: lang.Text{
				Ko: "{user} 계정은 {domain} 도메인에서 동기화되는데, 이번에 살펴본 도메인은 {looked}입니다. {domain} 도메인으로 다시 살펴보십시오.",
				En: "{user} is synchronised from the domain {domain}, and the domain looked at is {looked}. Look again with the domain {domain}.",
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
		{
			On: "formerly-synchronised", Status: steps.Broken, Remedy: bringBackIntoScope,
			Explains: []steps.ID{"configuration/user-link"},
			Label:    lang.Text{Ko: "더 이상 동기화 안 됨", En: "No longer synchronised"},
			Say: lang.Text{
				Ko: "{user} 계정은 전에는 Active Directory에서 동기화되었지만 지금은 아닙니다. 새 암호는 클라우드에만 남습니다.",
				En: "{user} was synchronised from Active Directory once and is no longer. A new password stays in the cloud.",
			},
		},
		{
			On: "not-in-cloud", Status: steps.Broken, Remedy: bringBackIntoScope,
			Explains: needTheCloudAccount,
			Label:    lang.Text{Ko: "클라우드에 없음", En: "Not in the cloud"},
			Say: lang.Text{
				Ko: "{user} 계정이 Active Directory에는 있지만({dn}) Microsoft Entra ID에는 없습니다. 동기화 범위를 벗어났거나 아직 내보내지 않은 계정입니다.",
				En: "{user} exists in Active Directory ({dn}) and not in Microsoft Entra ID. It is out of the scope of synchronisation or was not exported yet.",
			},
		},
		{
			On: "not-in-directory", Status: steps.Broken, Remedy: findInDirectory,
			Explains: needThePerson,
			Label:    lang.Text{Ko: "AD에 없음", En: "Not in the directory"},
			Say: lang.Text{
				Ko: "{user} 계정은 Microsoft Entra ID에서 동기화된 계정으로 보이지만 Active Directory에서 찾지 못했습니다. 지웠거나 옮겼거나 로그인 이름이 바뀐 계정일 수 있습니다.",
				En: "{user} is a synchronised account in Microsoft Entra ID and was not found in Active Directory. It may have been deleted, moved or renamed.",
			},
		},
		{
			On: "nowhere", Status: steps.Broken, Remedy: checkTheName,
			Explains: append(append([]steps.ID{}, needThePerson...), needTheCloudAccount...),
			Label:    lang.Text{Ko: "어디에도 없음", En: "Nowhere"},
			Say: lang.Text{
				Ko: "{user} 계정을 Active Directory에서도 Microsoft Entra ID에서도 찾지 못했습니다.",
				En: "{user} was found neither in Active Directory nor in Microsoft Entra ID.",
			},
		},
		{
			On: "two-matches", Status: steps.Broken, Remedy: separateNames,
			Explains: append([]steps.ID{}, needThePerson...),
			Label:    lang.Text{Ko: "두 개 이상 일치", En: "Two or more matches"},
			Say: lang.Text{
				Ko: "Active Directory에서 {user} 이름에 맞는 계정이 {count}개 있습니다: {dns}.",
				En: "{count} accounts in Active Directory match {user}: {dns}.",
			},
		},
		{
			On: "different-accounts", Status: steps.Broken, Remedy: joinAccounts,
			Explains: []steps.ID{"configuration/user-link"},
			Label:    lang.Text{Ko: "서로 다른 계정", En: "Two different accounts"},
			Say: lang.Text{
				Ko: "Microsoft Entra ID의 {user} 계정과 Active Directory의 {dn} 계정은 서로 연결된 계정이 아닙니다. 한쪽의 암호를 바꿔도 다른 쪽은 그대로입니다.",
				En: "{user} in Microsoft Entra ID and {dn} in Active Directory are not linked. A new password of one does not reach the other.",
			},
		},
		{
			On:    steps.Unseen,
			Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
			Say: lang.Text{
				Ko: "사용자 계정을 Active Directory에서도 Microsoft Entra ID에서도 보지 못했습니다.",
				En: "The user's account could be looked at neither in Active Directory nor in Microsoft Entra ID.",
			},
		},
	},
}

// origin is the caller's account as both sides have it. A side that could not
// be looked at has its obstacle instead.
type origin struct {
	probes.Seen
	Asked        string               `json:"asked"`
	Cloud        probes.CloudUser     `json:"cloud"`
	CloudWhy     *probes.Obstacle     `json:"cloud_why,omitempty"`
	Directory    probes.DirectoryUser `json:"directory"`
	Domain       string               `json:"domain"` // DNS name of the domain that was looked at; "" when not known
	DirectoryWhy *probes.Obstacle     `json:"directory_why,omitempty"`
}

func seeOrigin(ctx context.Context, env steps.Env, facts steps.Facts) (origin, error) {
	seen := origin{Asked: facts[steps.User]}
	var directory probes.Directory
	crashed := steps.Together(0, func() {
		_, cloud, err := seeCloudAccount(ctx, env, facts, facts[steps.User])
		seen.Cloud, seen.CloudWhy = cloud, probes.AsObstacle(err)
	}, func() {
		opened, user, err := seePerson(ctx, env, facts)
		directory, seen.Directory, seen.DirectoryWhy = opened, user, probes.AsObstacle(err)
		if err != nil {
			return
		}
		if domain, err := opened.Domain(ctx); err == nil {
			seen.Domain = domain.DNSName
		}
	})
	switch {
	case ctx.Err() != nil:
		return origin{}, leftEarly(ctx)
	case crashed != nil:
		return origin{}, crashed
	}
	if directory != nil && seen.Directory.Matches == 0 && seen.Cloud.OnPremisesDN != "" {
		byDN, err := directory.Account(ctx, seen.Cloud.OnPremisesDN) // an alternate login ID is no name in the directory
		if err == nil && byDN.Matches == 1 {
			seen.Directory = byDN
		}
	}
	seen.Seen = seen.Directory.Seen
	if seen.DirectoryWhy != nil {
		seen.Seen = seen.Cloud.Seen
	}
	return seen, nil
}

func judgeOrigin(o origin) steps.Verdict {
	cloudSeen := o.CloudWhy == nil && o.Cloud.Found != probes.Unsaid
	directorySeen := o.DirectoryWhy == nil && !o.Directory.At.IsZero()
	var v steps.Verdict
	switch {
	case !cloudSeen && !directorySeen:
		return blocked(firstObstacle(o.CloudWhy, o.DirectoryWhy))
	case directorySeen && o.Directory.Matches > 1:
		v.On = "two-matches"
	case !cloudSeen:
		v.On = halfSeen(o.Directory.Matches == 1)
	case !directorySeen:
		v.On = cloudAlone(o.Cloud)
	default:
		v.On = bothSeen(o)
	}
	v.Args = originArgs(o, cloudSeen)
	v.Learned = steps.Facts{steps.UserID: o.Cloud.ID, steps.UserDN: o.Cloud.OnPremisesDN}
	if o.Directory.Matches == 1 {
		v.Learned[steps.UserDN] = o.Directory.DN
	}
	if v.On == steps.Unseen {
		v.Why = &probes.Obstacle{Kind: probes.NotCollected, Needs: "onPremisesSyncEnabled"}
	}
	return v
}

func halfSeen(found bool) steps.Outcome {
	if found {
		return "half-seen"
	}
	return "half-missing"
}

// cloudAlone judges the cloud's word when the directory could not be asked.
func cloudAlone(cloud probes.CloudUser) steps.Outcome {
	switch {
	case cloud.Found == probes.No:
		return "half-missing"
	case cloud.Sync == probes.NeverSync:
		return "cloud-only"
	case cloud.Sync == probes.WasSynced:
		return "formerly-synchronised"
	case cloud.Sync == probes.Synced:
		return "half-seen"
	default:
		return steps.Unseen
	}
}

func bothSeen(o origin) steps.Outcome {
	inDirectory := o.Directory.Matches == 1
	switch {
	case o.Cloud.Found == probes.No && !inDirectory:
		return "nowhere"
	case o.Cloud.Found == probes.No:
		return "not-in-cloud"
	case o.Cloud.Sync == probes.NeverSync && !inDirectory:
		return "cloud-only"
	case o.Cloud.Sync == probes.WasSynced:
		return "formerly-synchronised"
	case o.Cloud.Sync == probes.NeverSync:
		return "different-accounts"
	case o.Cloud.Sync != probes.Synced:
		return steps.Unseen
	case !inDirectory && elsewhere(o):
		return "other-domain"
	case !inDirectory:
		return "not-in-directory"
	case strangers(o.Cloud, o.Directory):
		return "different-accounts"
	default:
		return "synchronised"
	}
}

// elsewhere reports whether the cloud names another domain than the one that
// was looked at.
func elsewhere(o origin) bool {
	same, both := sameText(o.Cloud.OnPremisesDomain, o.Domain)
	return both && !same
}

// strangers reports whether the two are certainly not the same account. The
// SID decides where both sides have it; the anchor is base64, whose case
// counts, and may come from another attribute than the one we read.
func strangers(cloud probes.CloudUser, entry probes.DirectoryUser) bool {
	if same, both := sameText(cloud.OnPremisesSID, entry.SID); both {
		return !same
	}
	return cloud.Anchor != "" && entry.Anchor != "" && cloud.Anchor != entry.Anchor
}

func originArgs(o origin, cloudSeen bool) lang.Args {
	const entra, active = "Microsoft Entra ID", "Active Directory"
	args := lang.Args{
		"user": o.Asked, "dn": o.Directory.DN, "seen": active, "unseen": entra,
		"domain": o.Cloud.OnPremisesDomain, "looked": o.Domain,
		"count": strconv.Itoa(o.Directory.Matches), "dns": shortList(o.Directory.MatchDN),
	}
	if cloudSeen {
		args["seen"], args["unseen"] = entra, active
	}
	if args["dn"] == "" {
		args["dn"] = o.Cloud.OnPremisesDN
	}
	return args
}
