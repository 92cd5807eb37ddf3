package steps

import (
	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
)

// misnomers are the sentences of a name that is none of an account.
func misnomers() map[probes.Kind]Obstruction {
	who := []Who{Helpdesk}
	return map[probes.Kind]Obstruction{
		probes.NameOfGroup: {Say: lang.Text{
			Ko: "입력한 이름은 계정이 아니라 그룹의 이름입니다({needs}). 그룹에는 암호가 없습니다. 계정 자체의 이름을 입력하십시오.",
			En: "The name that was entered is that of a group, not of an account ({needs}). A group has no password. Enter the name of the account itself.",
		}, Who: who},
		probes.NameOfContact: {Say: lang.Text{
			Ko: "입력한 이름은 계정이 아니라 연락처의 이름입니다({needs}). 연락처에는 암호가 없어 로그인하지 못합니다. 그 사람의 계정이 따로 있으면 그 이름을 입력하십시오.",
			En: "The name that was entered is that of a contact, not of an account ({needs}). A contact has no password and signs in nowhere. If that person has an account as well, enter its name.",
		}, Who: who},
		probes.NameOfComputer: {Say: lang.Text{
			Ko: "입력한 이름은 사용자가 아니라 컴퓨터의 계정입니다({needs}). 컴퓨터의 암호는 쓰기 저장의 대상이 아닙니다. 사용자의 이름을 입력하십시오.",
			En: "The name that was entered is that of a computer's account, not of a user ({needs}). Passwords of computers are not written back. Enter the name of a user.",
		}, Who: who},
		probes.NameOfService: {Say: lang.Text{
			Ko: "입력한 이름은 사용자가 아니라 관리되는 서비스 계정입니다({needs}). 그 암호는 Active Directory가 스스로 바꾸므로 쓰기 저장의 대상이 아닙니다. 사용자의 이름을 입력하십시오.",
			En: "The name that was entered is that of a managed service account, not of a user ({needs}). Active Directory changes its password by itself, and nothing is written back to it. Enter the name of a user.",
		}, Who: who},
		probes.NameOfOther: {Say: lang.Text{
			Ko: "입력한 이름은 계정이 아닌 개체의 이름입니다({needs}). 계정의 이름을 입력하십시오.",
			En: "The name that was entered is that of an object that is no account ({needs}). Enter the name of an account.",
		}, Who: who},
		probes.NameIsHost: {Say: lang.Text{
			Ko: "입력한 이름은 계정이 아니라 컴퓨터나 공유 폴더의 이름입니다({needs}). 계정은 DOMAIN\\이름 또는 이름@도메인 형식으로 입력하십시오.",
			En: "What was entered names a computer or a share, not an account ({needs}). Enter the account as DOMAIN\\name or name@domain.",
		}, Who: who},
		probes.NameIsLocal: {Say: lang.Text{
			Ko: "입력한 이름은 한 컴퓨터에만 있는 로컬 계정의 이름입니다({needs}). 여기서 쓰는 것은 도메인의 계정입니다. 점 대신 도메인을 써서 DOMAIN\\이름 형식으로 입력하십시오.",
			En: "What was entered is a local account of one machine ({needs}), and this is about accounts of the domain. Put the domain in place of the dot: DOMAIN\\name.",
		}, Who: who},
		probes.NameIsCut: {Say: lang.Text{
			Ko: "입력한 이름에 계정이나 도메인이 빠져 있습니다({needs}). DOMAIN\\이름 또는 이름@도메인 형식으로 전부 입력하십시오.",
			En: "The account or the domain is missing in the name that was entered ({needs}). Enter it whole, as DOMAIN\\name or name@domain.",
		}, Who: who},
		probes.NameOfNoDomain: {Say: lang.Text{
			Ko: "이 포리스트에서 그렇게 불리는 도메인을 찾지 못해({needs}) 그곳의 계정은 살펴보지 않았습니다. 도메인 이름의 철자를 확인하거나 이름@도메인 형식으로 입력하십시오. 다른 포리스트의 계정이면 그 포리스트의 도메인을 지정해 다시 살펴보십시오.",
			En: "No domain of this forest was found by that name ({needs}), so accounts of it were not looked at. Check the spelling of the domain, or enter name@domain. If the account belongs to another forest, look again with a domain of that one.",
		}, Who: who},
	}
}
