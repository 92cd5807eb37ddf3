package reenable

import (
	"slices"
	"strconv"
	"strings"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// landedBranches are the ways out of a watch: it landed, it was refused or did not
// come, and nobody knows.
var landedBranches = slices.Concat(landedThere, landedNowhere, landedUnclear)

// landedThere: the directory has a new password. Exit code 0.
var landedThere = []steps.Branch{
	{
		On: "proven", Status: steps.Healthy,
		Label: lang.Text{Ko: "도착, 증명됨", En: "Landed, proven"},
		Say: lang.Text{
			Ko: "{user} 계정의 재설정이 AD에 도착했고, 클라우드나 Connect 서버의 기록이 그것을 증명합니다. 새 암호를 쓸 수 있습니다.",
			En: "The reset of {user} has landed in AD, and what the cloud or the Connect server noted proves that it was theirs. The new password can be used.",
		},
	},
	{
		On: "changed", Status: steps.Warning,
		Label: lang.Text{Ko: "AD에서 바뀜", En: "Changed in AD"},
		Say: lang.Text{
			Ko: "AD에서 {user} 계정의 암호가 바뀌었습니다({ad_at}). 클라우드에서 온 것인지는 증명되지 않았습니다. 같은 때에 누가 PC나 AD에서 바꾸어도 똑같이 보입니다.",
			En: "The password of {user} in AD changed ({ad_at}). That it came from the cloud is not proven: somebody who changes it at a PC or in AD at that time looks the same.",
		}, Remedy: proveTheCloud,
	},
	{
		On: "server-wrote", Status: steps.Warning,
		Label: lang.Text{Ko: "서버가 썼다고 함", En: "Server says so"},
		Say: lang.Text{
			Ko: "Connect 서버의 이벤트에 따르면 {user} 계정의 새 암호가 AD에 기록되었습니다({server_at}). AD에서 직접 확인하지는 못했습니다.",
			En: "The events of the Connect server say that the new password of {user} was written to AD ({server_at}). AD itself was not seen.",
		}, Remedy: lookInDirectory,
	},
	{
		On: "passwords-differ", Status: steps.Warning,
		Label: lang.Text{Ko: "AD만 바뀜", En: "Only AD changed"},
		Say: lang.Text{
			Ko: "재설정은 AD에 도착했지만 클라우드는 {user} 계정의 새 암호를 저장하지 못했습니다. 지금 두 암호가 다를 수 있습니다.",
			En: "The reset has landed in AD, but the cloud could not store the new password of {user}. The two passwords may differ now.",
		}, Remedy: useTheNewOne,
	},
}

// landedNowhere: it was refused, or did not come in time. Exit code 1.
var landedNowhere = []steps.Branch{
	{
		On: "directory-refused", Status: steps.Broken,
		Label: lang.Text{Ko: "AD가 거부함", En: "Refused by AD"},
		Say: lang.Text{
			Ko: "{user} 계정의 재설정은 서버에 도착했지만 AD가 거부했습니다(이벤트 {event}, {seen_at}). 원인은 커넥터 계정의 권한, 보호된 사용자, 원격 SAM 제한 가운데 하나입니다.",
			En: "The reset of {user} reached the server, but AD refused it (event {event}, {seen_at}). The reason is a right of the connector account, a protected user, or the remote SAM restriction.",
		}, Remedy: followRights,
	},
	{
		On: "against-policy", Status: steps.Broken,
		Label: lang.Text{Ko: "암호 정책 위반", En: "Against the policy"},
		Say: lang.Text{
			Ko: "{user} 계정의 재설정은 서버에 도착했지만 새 암호가 AD의 암호 정책에 어긋났습니다(이벤트 {event}, {seen_at}). 최소 사용 기간, 최근 암호 기록, 복잡성 가운데 하나입니다.",
			En: "The reset of {user} reached the server, but the new password broke the password policy of AD (event {event}, {seen_at}). It is the minimum age, the history or the complexity.",
		}, Remedy: followPolicy,
	},
	{
		On: "user-not-found", Status: steps.Broken,
		Label: lang.Text{Ko: "사용자를 찾지 못함", En: "User not found"},
		Say: lang.Text{
			Ko: "{user} 계정의 재설정은 서버에 도착했지만 서버가 해당하는 AD 계정을 하나로 정하지 못했습니다(이벤트 {event}, {seen_at}).",
			En: "The reset of {user} reached the server, which could not find the one AD account that belongs to it (event {event}, {seen_at}).",
		}, Remedy: followLink,
	},
	{
		On: "account-state", Status: steps.Broken,
		Label: lang.Text{Ko: "계정이 잠겼거나 꺼짐", En: "Locked or disabled"},
		Say: lang.Text{
			Ko: "{user} 계정의 재설정은 서버에 도착했지만 AD의 계정이 잠겼거나 사용하지 않도록 설정되어 있었습니다(이벤트 {event}, {seen_at}).",
			En: "The reset of {user} reached the server, but the account was locked out or disabled in AD (event {event}, {seen_at}).",
		}, Remedy: followAccount,
	},
	{
		On: "wrong-old-password", Status: steps.Broken,
		Label: lang.Text{Ko: "현재 암호가 틀림", En: "Wrong old password"},
		Say: lang.Text{
			Ko: "{user} 계정의 암호 변경은 현재 암호가 틀리게 입력되어 거부되었습니다(이벤트 {event}, {seen_at}). 쓰기 저장의 고장이 아닙니다.",
			En: "The password change of {user} was refused because the current password was mistyped (event {event}, {seen_at}). That is no fault of writeback.",
		}, Remedy: typeAgain,
	},
	{
		On: "server-failed", Status: steps.Broken,
		Label: lang.Text{Ko: "서버에서 실패함", En: "Failed on the server"},
		Say: lang.Text{
			Ko: "{user} 계정의 재설정이 Connect 서버에서 실패했습니다(이벤트 {event}, {seen_at}).",
			En: "The reset of {user} failed on the Connect server (event {event}, {seen_at}).",
		}, Remedy: readTheError,
	},
	{
		On: "cloud-did-not-reach", Status: steps.Broken,
		Label: lang.Text{Ko: "클라우드가 연결 못함", En: "Cloud could not reach it"},
		Say: lang.Text{
			Ko: "클라우드가 온-프레미스에 연결하지 못해 {user} 계정의 재설정이 실패했습니다({cloud_at}).",
			En: "The reset of {user} failed because the cloud could not reach the premises ({cloud_at}).",
		}, Remedy: followRoads,
	},
	{
		On: "cloud-refused", Status: steps.Broken,
		Label: lang.Text{Ko: "클라우드가 거부함", En: "Refused by the cloud"},
		Say: lang.Text{
			Ko: "클라우드가 {user} 계정의 재설정을 거부했고({cloud_at}, 적힌 이유: {reason}) AD에는 새 암호가 없습니다.",
			En: "The cloud refused the reset of {user} ({cloud_at}, reason given: {reason}), and AD has no new password.",
		}, Remedy: readAudit,
	},
	{
		On: "not-written-back", Status: steps.Broken,
		Label: lang.Text{Ko: "AD에 쓰지 않음", En: "Not written to AD"},
		Say: lang.Text{
			Ko: "클라우드는 {user} 계정의 재설정을 받아들였지만 AD에 쓴 곳이 없다고 기록했습니다({cloud_at}). 두 암호가 다를 수 있습니다.",
			En: "The cloud accepted the reset of {user} and noted that nobody wrote it to AD ({cloud_at}). The two passwords may differ.",
		}, Remedy: resetOnceMore,
	},
	{
		On: "cloud-accepted-directory-silent", Status: steps.Broken,
		Label: lang.Text{Ko: "클라우드만 받아들임", En: "Cloud accepted, AD silent"},
		Say: lang.Text{
			Ko: "클라우드는 {user} 계정의 재설정을 받아들였지만({cloud_at}), {until} 시각까지 PDC 에뮬레이터의 암호는 바뀌지 않았습니다. 두 암호가 다를 수 있습니다.",
			En: "The cloud accepted the reset of {user} ({cloud_at}), but until {until} nothing changed at the PDC emulator. The two passwords may differ.",
		}, Remedy: findTheReset,
	},
	{
		On: "unlocked-only", Status: steps.Broken,
		Label: lang.Text{Ko: "잠금만 풀림", En: "Only unlocked"},
		Say: lang.Text{
			Ko: "{user} 계정의 잠금만 풀렸고 새 암호는 {until} 시각까지 오지 않았습니다. 예전 암호가 그대로입니다.",
			En: "{user} was only unlocked. Until {until} no new password came, and the old one still holds.",
		}, Remedy: resetAfterUnlock,
	},
	{
		On: "not-arrived", Status: steps.Broken,
		Label: lang.Text{Ko: "도착하지 않음", En: "Did not arrive"},
		Say: lang.Text{
			Ko: "PDC 에뮬레이터를 처음부터 끝까지 지켜보았지만, {since}부터 {until}까지 {user} 계정에 새 암호가 오지 않았습니다.",
			En: "The PDC emulator was watched all the time, and from {since} until {until} no new password came for {user}.",
		}, Remedy: findTheReset,
	},
}

// landedUnclear: nobody knows. Exit code 2.
var landedUnclear = []steps.Branch{
	{
		On: "unproven", Status: steps.Unknown,
		Label: lang.Text{Ko: "증명되지 않음", En: "Not proven"},
		Say: lang.Text{
			Ko: "AD에서 {user} 계정의 암호가 바뀌었지만({ad_at}), 클라우드에서 왔다는 증거는 기다린 동안 나타나지 않았습니다.",
			En: "The password of {user} in AD changed ({ad_at}), but while it was waited for, nothing showed that it came from the cloud.",
		}, Remedy: proveTheCloud,
	},
	{
		On: "contested", Status: steps.Unknown,
		Label: lang.Text{Ko: "서로 맞지 않음", En: "Contradicting"},
		Say: lang.Text{
			Ko: "AD에서 {user} 계정의 암호가 바뀌었지만({ad_at}), 클라우드나 서버에는 재설정이 실패했다고 기록되어 있습니다. 같은 작업인지, 누가 따로 바꾼 것인지 알 수 없습니다.",
			En: "The password of {user} in AD changed ({ad_at}), but the cloud or the server noted that a reset failed. Whether that was the same operation, or somebody else changed it, is not known.",
		}, Remedy: proveTheCloud,
	},
	{
		On: "earlier", Status: steps.Unknown,
		Label: lang.Text{Ko: "이전의 변경", En: "An earlier change"},
		Say: lang.Text{
			Ko: "지켜보는 동안 {user} 계정의 새 암호가 복제로 도착했지만, 다른 도메인 컨트롤러에서 {since} 시각보다 먼저 바뀐 것입니다({ad_at}). 기다린 재설정인지 알 수 없습니다.",
			En: "A new password of {user} came by replication, but it was set at another domain controller before {since} ({ad_at}). Whether it is the reset that was waited for is not known.",
		},
	},
	{
		On: "flag-only", Status: steps.Unknown,
		Label: lang.Text{Ko: "바꾸라는 표시만 보임", En: "Marked to change"},
		Say: lang.Text{
			Ko: "{user} 계정에 '다음 로그온할 때 암호 변경' 표시가 생겼습니다. 복제 메타데이터를 읽을 수 없어 새 암호도 왔는지는 알 수 없습니다.",
			En: "{user} was marked to change the password at the next sign-in. Whether a new password came with it is not known, because the replication metadata cannot be read.",
		},
	},
	{
		On: "written-not-seen", Status: steps.Unknown,
		Label: lang.Text{Ko: "썼다는데 안 보임", En: "Written and not seen"},
		Say: lang.Text{
			Ko: "{user} 계정의 새 암호를 AD에 썼다는 기록이 있지만, 지켜본 도메인 컨트롤러에는 나타나지 않았습니다. 다른 컨트롤러나 다른 포리스트의 계정에 썼을 수 있습니다.",
			En: "It is on record that the new password of {user} was written to AD, but the domain controller that was watched does not show it. It may have been written to another controller, or to an account of another forest.",
		}, Remedy: lookAtCopies,
	},
	{
		On: "cloud-unclear", Status: steps.Unknown,
		Label: lang.Text{Ko: "결과를 모름", En: "Result not known"},
		Say: lang.Text{
			Ko: "클라우드는 {user} 계정의 재설정을 성공도 실패도 아닌 결과로 기록했고({cloud_at}), AD에서는 새 암호가 보이지 않습니다.",
			En: "The cloud noted a reset of {user} that neither succeeded nor failed ({cloud_at}), and AD shows no new password.",
		}, Remedy: readAudit,
	},
	{
		On: "not-yet", Status: steps.Unknown,
		Label: lang.Text{Ko: "아직 안 보임", En: "Not seen yet"},
		Say: lang.Text{
			Ko: "{until} 시각까지는 {user} 계정의 재설정이 보이지 않았습니다. 끝까지 지켜보지 않았으므로 도착 여부는 알 수 없습니다.",
			En: "Until {until} no reset of {user} was seen. It was not watched to the end, so whether it arrives is not known.",
		},
	},
	{
		On: "unwatched", Status: steps.Unknown,
		Label: lang.Text{Ko: "끝까지 못 봄", En: "Not watched throughout"},
		Say: lang.Text{
			Ko: "{user} 계정의 새 암호는 보이지 않았지만 PDC 에뮬레이터를 끝까지 지켜보지 못했습니다. 도착했는지 알 수 없습니다.",
			En: "No new password of {user} was seen, but the PDC emulator could not be watched to the end. Whether one arrived is not known.",
		}, Remedy: lookAtCopies,
	},
	{
		On: steps.Unseen, Label: lang.Text{Ko: "보지 못함", En: "Not seen"},
		Say: lang.Text{
			Ko: "재설정이 AD에 도착했는지 볼 수 없습니다.",
			En: "Whether the reset has landed in AD cannot be seen.",
		},
	},
}

// legs are the times of each place, and what is to be known of their clocks.
var legs = []lang.Text{
	{Ko: "클라우드에 기록된 시각: {cloud_at}.", En: "Noted in the cloud: {cloud_at}."},
	{Ko: "Connect 서버의 이벤트: {server_at}.", En: "Event of the Connect server: {server_at}."},
	{Ko: "AD에서 바뀐 시각: {ad_at}, 여기서 본 시각: {read_at}, 본 컨트롤러: {controller}.", En: "Changed in AD: {ad_at}; seen from here: {read_at}, at {controller}."},
	{Ko: "암호를 바꾼 컨트롤러는 {origin}이며, 본 컨트롤러에는 복제로 도착했습니다.", En: "It was changed at {origin} and reached the controller that was watched by replication."},
	{Ko: "{controller} 컨트롤러의 시계가 이 컴퓨터보다 {ahead} 빠릅니다. AD의 시각은 그 시계로 적은 것입니다.", En: "The clock of {controller} is {ahead} ahead of that of this machine; times of AD are by that clock."},
	{Ko: "{controller} 컨트롤러의 시계가 이 컴퓨터보다 {behind} 느립니다. AD의 시각은 그 시계로 적은 것입니다.", En: "The clock of {controller} is {behind} behind that of this machine; times of AD are by that clock."},
	{Ko: "{gap_from} - {gap_until} 동안 컨트롤러가 답하지 않았습니다. 그사이에 바뀐 것은 그 뒤에 읽은 메타데이터에 남습니다.", En: "From {gap_from} until {gap_until} the controller did not answer. What changed meanwhile stands in the metadata that was read afterwards."},
	{Ko: "계정 잠금이 풀린 시각: {unlocked_at}.", En: "Unlocked: {unlocked_at}."},
	{Ko: "누구의 것인지 적지 않은 서버의 기록도 있습니다({others_at}). 이 사용자의 것일 수 있습니다.", En: "The server also noted an operation without saying whose it was ({others_at}). It may have been this user's."},
}

// withLegs puts the times behind every branch that has seen something.
func withLegs(branches []steps.Branch) []steps.Branch {
	all := slices.Clone(branches)
	for i := range all {
		if all[i].On != steps.Unseen {
			all[i].Details = legs
		}
	}
	return all
}

// tellLanded says what the number of a failure means, and which places were not
// asked.
func tellLanded(args tell.Args) []lang.Text {
	all := meanings(args["event"])
	if args["no_tenant"].Known() {
		all = append(all, tellAudit(tell.Args{"audit": args["no_tenant"]})...)
	}
	if args["no_server"].Known() {
		all = append(all, lang.Text{
			Ko: "Connect 서버의 이벤트는 보지 않았습니다.", En: "The events of the Connect server were not seen.",
		})
	}
	return all
}

// meanings are what the table knows of an event as [incident.code] writes it: of
// the codes behind the number, else of the number.
func meanings(event tell.Value) []lang.Text {
	parts := strings.Fields(event.String())
	if !event.Known() || len(parts) == 0 {
		return nil
	}
	var all []lang.Text
	for _, c := range codes {
		if slices.Contains(parts[1:], c.Name) && !c.Meaning.Empty() {
			all = append(all, c.Meaning)
		}
	}
	for _, c := range codes {
		if len(all) == 0 && strconv.Itoa(c.ID) == parts[0] && !c.Meaning.Empty() {
			all = append(all, c.Meaning)
		}
	}
	return all
}
