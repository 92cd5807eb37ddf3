package configuration

import (
	"context"
	"strings"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// binKeeps is how long the tenant keeps a deleted account ("Restore or remove a
// recently deleted user using Microsoft Entra ID").
const binKeeps = 30 * 24 * time.Hour

// followDeleted looks into the recycle bin for an account that the cloud lacks, by
// the name that was asked for last and the immutable ID of the entry.
func (o *origin) followDeleted(ctx context.Context, graph probes.Graph) {
	if o.CloudWhy != nil || o.Cloud.Found != probes.No {
		return
	}
	name, anchor := o.Cloud.Asked, ""
	if strings.Contains(name, `\`) {
		name = ""
	}
	if o.Directory.Matches == 1 {
		anchor = o.Directory.Anchor
	}
	bin, err := graph.DeletedUsers(ctx, name, anchor)
	o.Deleted, o.DeletedWhy = bin, probes.AsObstacle(err)
}

// inBin is the account in the recycle bin that is the one that was asked for, the
// newest of several; nil for none. Where the directory has an entry, it has to be
// that of the entry, because another account may have had the name, which decides
// only where the directory surely has nobody.
func (o origin) inBin() *probes.DeletedUser {
	var newest *probes.DeletedUser
	for i := range o.Deleted.List {
		d := &o.Deleted.List[i]
		same, _ := sameText(d.UPN, o.Cloud.Asked)
		switch {
		case o.Directory.Matches != 1:
			same = same && o.Directory.Matches == 0 && o.Directory.Elsewhere.None() && o.Directory.Unlisted.None()
		default:
			same = kin(probes.CloudUser{OnPremisesSID: d.SID, Anchor: d.Anchor}, o.Directory) == probes.Yes
		}
		if same && (newest == nil || d.At.After(newest.At)) {
			newest = d
		}
	}
	return newest
}

// namesake is when the newest account of the bin was deleted that has the name and
// is not known to be this one.
func (o origin) namesake() time.Time {
	var at time.Time
	for _, d := range o.Deleted.List {
		if same, _ := sameText(d.UPN, o.Cloud.Asked); same && d.At.After(at) {
			at = d.At
		}
	}
	return at
}

// binArgs are what the recycle bin says of an account that the cloud lacks. Of an
// account that is there nobody asked.
func (o origin) binArgs(args tell.Args) {
	var deleted, until, none, other time.Time
	unread := ""
	switch one := o.inBin(); {
	case o.Cloud.Found != probes.No:
	case one != nil:
		if deleted = one.At; !deleted.IsZero() {
			until = deleted.Add(binKeeps)
		}
	case o.DeletedWhy != nil || !o.Deleted.List.Seen():
		unread = "directory/deletedItems"
	default:
		if other = o.namesake(); other.IsZero() {
			none = o.Deleted.At
		}
	}
	args["deleted_at"], args["restore_until"] = tell.At(deleted).OrDash(), tell.At(until)
	args["bin_seen"], args["bin_other"], args["bin_unread"] = tell.At(none), tell.At(other), tell.Words.Of(unread)
	args["bin_dn"] = tell.UserDN.Of("")
	if o.Directory.Matches == 1 {
		args["bin_dn"] = tell.UserDN.Of(o.Directory.DN)
	}
}

// binDetails tell of an account that the cloud lacks whether it was deleted there.
var binDetails = []lang.Text{
	{
		Ko: "클라우드의 휴지통에도 이 계정은 없습니다({bin_seen}에 확인). 동기화 범위를 벗어났거나 아직 내보내지 않은 계정입니다.",
		En: "It is not in the cloud's recycle bin either (looked at {bin_seen}). The account is out of the scope of synchronisation, or has not been exported yet.",
	},
	{
		Ko: "클라우드의 휴지통({bin_unread})을 읽지 못해, 삭제된 것인지 동기화 범위를 벗어난 것인지는 알 수 없습니다.",
		En: "The cloud's recycle bin ({bin_unread}) could not be read, so it is not known whether the account was deleted there, is out of the scope of synchronisation or has not been exported yet.",
	},
	{
		Ko: "이름이 같은 다른 계정이 클라우드에서 {bin_other}에 삭제되었습니다. 이 계정이었다고 볼 근거는 없습니다.",
		En: "Another account of the same name was deleted in the cloud at {bin_other}. Nothing shows that it was this one.",
	},
}

// binBeside tells the same beside what is not known of the account for another
// reason, and where nobody has it.
var binBeside = []lang.Text{
	{
		Ko: "클라우드의 휴지통({bin_unread})을 읽지 못해, 삭제된 계정인지는 알 수 없습니다.",
		En: "The cloud's recycle bin ({bin_unread}) could not be read, so it is not known whether the account was deleted there.",
	},
	{
		Ko: "클라우드에서 같은 이름의 계정이 {bin_other}에 삭제되었습니다. 이 사람의 계정이었는지는 Active Directory를 보아야 알 수 있습니다.",
		En: "An account of the same name was deleted in the cloud at {bin_other}. Whether it was this person's shows only in Active Directory.",
	},
}

// deletedDay tells until when an account can be restored.
var deletedDay = lang.Text{
	Ko: "휴지통은 30일 동안만 보관합니다. {restore_until}까지 복원할 수 있습니다.",
	En: "The recycle bin keeps it for 30 days. It can be restored until {restore_until}.",
}

var deletedBothBranch = steps.Branch{
	On: DeletedBoth, Status: steps.Broken, Remedy: restoreAccount,
	Explains: andTheEvents(needThePerson, needTheCloudAccount),
	Label:    lang.Text{Ko: "양쪽에서 삭제됨", En: "Deleted on both sides"},
	Say: lang.Text{
		Ko: "{user} 계정은 Microsoft Entra ID에서 삭제되어 휴지통에 있고(삭제: {deleted_at}), Active Directory에도 없습니다. 이 계정으로는 로그인도 암호 재설정도 할 수 없습니다.",
		En: "{user} was deleted in Microsoft Entra ID and is in its recycle bin (deleted: {deleted_at}), and Active Directory has no such account. Nobody can sign in with it or reset its password.",
	},
	Details: []lang.Text{deletedDay},
}

var deletedBranch = steps.Branch{
	On: Deleted, Status: steps.Broken, Remedy: restoreAccount,
	Explains: andTheEvents(needTheCloudAccount),
	Label:    lang.Text{Ko: "클라우드에서 삭제됨", En: "Deleted there"},
	Say: lang.Text{
		Ko: "{user} 계정은 Microsoft Entra ID에서 삭제되어 휴지통에 있습니다(삭제: {deleted_at}). 이 계정으로는 로그인도 암호 재설정도 할 수 없습니다.",
		En: "{user} was deleted in Microsoft Entra ID and is in its recycle bin (deleted: {deleted_at}). Nobody can sign in with it or reset its password.",
	},
	Details: []lang.Text{
		deletedDay,
		{
			Ko: "Active Directory에는 계정이 그대로 있습니다({bin_dn}).",
			En: "The account is still in Active Directory ({bin_dn}).",
		},
	},
}

var restoreAccount = &steps.Remedy{
	Who: []steps.Who{steps.EntraAdmin, steps.ADAdmin},
	Where: lang.Text{
		Ko: "Microsoft Entra 관리 센터 > 사용자(Users) > 삭제된 사용자(Deleted users)",
		En: "Microsoft Entra admin center > Users > Deleted users",
	},
	Do: []lang.Text{
		{
			Ko: "누가 왜 삭제했는지 감사 로그(Audit logs)의 'Delete user' 활동에서 먼저 확인하십시오. 퇴사한 사람의 계정이라면 그대로 두십시오.",
			En: "Find out first who deleted it and why, in the activity 'Delete user' of the audit log. If it is the account of a leaver, leave it.",
		},
		{
			Ko: "Active Directory에서 온 계정이면 AD의 계정을 동기화 범위로 되돌린 뒤 동기화를 한 번 실행하십시오. 동기화가 같은 클라우드 계정을 복원합니다. 포털에서만 복원하면 다음 동기화가 다시 삭제할 수 있습니다.",
			En: "If it comes from Active Directory, bring the account there back into the scope of synchronisation and run one synchronisation, which restores the same cloud account. Restored in the portal alone, the next synchronisation may delete it again.",
		},
		{
			Ko: "클라우드에서 만든 계정이면 목록에서 {user} 사용자를 골라 [사용자 복원(Restore user)]을 누르십시오.",
			En: "If it was made in the cloud, choose {user} in the list and press Restore user.",
		},
	},
	Changes: lang.Text{
		Ko: "계정이 그룹과 라이선스 할당과 함께 되돌아옵니다.",
		En: "The account comes back with its groups and licence assignments.",
	},
	Proof: lang.Text{
		Ko: "이 단계를 다시 확인하면 계정이 보입니다.",
		En: "Checked again, this step shows the account.",
	},
	Link: "https://learn.microsoft.com/entra/fundamentals/users-restore",
}
