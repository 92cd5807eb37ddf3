package configuration

import (
	"slices"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// aloneThere judges an account of the cloud that no directory has: one that was
// made there, or that of somebody whom another organisation signs in. Which of the
// two a guest is, creationType alone says; a member of whom an older file does not
// say it counts as made there.
func (o origin) aloneThere() steps.Outcome {
	switch {
	case o.guest():
		return Guest
	case slices.Contains([]string{probes.MadeHere, probes.LocalAccount, probes.ByMail}, o.Cloud.Creation):
		return "cloud-only"
	case o.Cloud.Creation == "" && o.Cloud.UserType == "Member":
		return "cloud-only"
	default:
		return steps.Unseen
	}
}

// guest reports whether another organisation signs the person in, whatever is in
// the directory here: that kind of account comes from no directory.
func (o origin) guest() bool {
	return slices.Contains([]string{probes.Invited, probes.SignedUp}, o.Cloud.Creation)
}

var guestBranch = steps.Branch{
	On: Guest, Status: steps.Warning, Next: steps.End, Remedy: askTheirOwn,
	Label: lang.Text{Ko: "외부 사용자(게스트)", En: "Guest"},
	Say: lang.Text{
		Ko: "{user} 계정은 다른 조직에서 초대한 외부 사용자(게스트)입니다. 암호는 그 조직이 관리하므로 이 테넌트에서 재설정할 수 없고, 암호 쓰기 저장과 관계가 없습니다.",
		En: "{user} is a guest from another organisation. That organisation manages the password, so it cannot be reset in this tenant, and password writeback is not involved.",
	},
}

var askTheirOwn = &steps.Remedy{
	Who:   []steps.Who{steps.Helpdesk},
	Where: lang.Text{Ko: "통화 중인 사용자", En: "The caller"},
	Do: []lang.Text{
		{
			Ko: "통화 중인 사용자에게 자기 조직(초대를 받은 메일 주소의 조직)의 헬프데스크에서 암호를 재설정하도록 안내하십시오.",
			En: "Tell the caller to have the password reset by the helpdesk of their own organisation, the one of the mail address that was invited.",
		},
		{
			Ko: "이 회사의 PC에 로그인하는 사람이라면 Active Directory 계정이 따로 있습니다. 그 계정의 이름으로 다시 확인하십시오.",
			En: "If the person signs in to a PC of this company, there is an account of Active Directory besides. Check again with its name.",
		},
	},
	Link: "https://learn.microsoft.com/entra/external-id/user-properties",
}
