package compare

import "example.com/writeback-doctor/steps/lang"

// The sentences of a comparison.
var (
	wordsTitle = lang.Text{Ko: "쓰기 저장이 되는 사용자와 비교", En: "Compared with a user for whom it works"}

	wordsTelling = lang.Text{
		Ko: "가장 눈에 띄는 차이: {aspect}. {second} 사용자만 되는 이유일 수 있지만, 증명된 것은 아닙니다. 판정은 '{step}' 단계에서 합니다.",
		En: "The most telling difference: {aspect}. It could explain why writeback works for {second} alone, but it is no proof. The step '{step}' judges it.",
	}
	wordsNoFault = lang.Text{
		Ko: "차이는 있지만, 그 가운데 {first} 사용자 쪽의 고장으로 판정된 것은 없습니다.",
		En: "There are differences, and none of them is judged to be a fault of {first} alone.",
	}
	wordsNone = lang.Text{
		Ko: "비교한 모든 항목에서 차이를 찾지 못했습니다. 원인은 두 사용자의 계정이 아니라 다른 곳에 있을 수 있습니다.",
		En: "No difference was found in anything that was compared. The cause may lie elsewhere than in these two accounts.",
	}
	wordsNoneSeen = lang.Text{
		Ko: "비교할 수 있었던 항목에서는 차이를 찾지 못했습니다. 비교하지 못한 항목에 차이가 있을 수 있습니다.",
		En: "No difference was found in what could be compared. There may be one in what could not.",
	}
	wordsNothingCompared = lang.Text{
		Ko: "아무것도 비교하지 못했습니다.",
		En: "Nothing could be compared.",
	}
	wordsPoorExample = lang.Text{
		Ko: "{second} 사용자에게 고장이 있습니다({faults}). 정말 쓰기 저장이 되는 사용자인지 확인하십시오.",
		En: "{second} has a fault ({faults}). See whether writeback really works for this user.",
	}
	wordsCommon = lang.Text{
		Ko: "두 사용자에게 똑같이 있는 고장은 차이가 아니므로 아래 목록에 없습니다: {faults}.",
		En: "What is broken for both alike is no difference and is not listed: {faults}.",
	}

	wordsCommonOnly = lang.Text{
		Ko: "비교한 항목에서는 차이를 찾지 못했습니다. 두 사용자에게 똑같은 고장이 있습니다({faults}). {second} 사용자의 쓰기 저장이 정말 되는지 확인하고, 이 고장부터 보십시오.",
		En: "No difference was found in what was compared. Both have the same fault ({faults}). See whether writeback really works for {second}, and begin with that fault.",
	}

	wordsOneAccount = lang.Text{
		Ko: "{first}, {second}: 두 이름은 같은 계정의 것입니다. 다른 사용자와 비교하십시오.",
		En: "{first} and {second} are names of one and the same account. Compare with another user.",
	}
	wordsMissing = lang.Text{
		Ko: "비교할 사용자 {second} 계정을 찾지 못했습니다. 철자를 확인하십시오.",
		En: "The user to compare with, {second}, was not found. Check the spelling.",
	}
	wordsSeveral = lang.Text{
		Ko: "비교할 사용자 {second} 이름에 맞는 계정이 둘 이상입니다. 로그인에 쓰는 이름(UPN)으로 다시 비교하십시오.",
		En: "More than one account fits the user to compare with, {second}. Compare again with the name used to sign in (UPN).",
	}
	wordsFirstSeveral = lang.Text{
		Ko: "{first} 이름에 맞는 계정이 둘 이상이어서 비교하지 않았습니다. 먼저 어느 계정인지 정하십시오.",
		En: "More than one account fits {first}, so nothing was compared. Find out first which one it is.",
	}
	wordsUnseen = lang.Text{
		Ko: "Active Directory와 Microsoft Entra ID 가운데 어느 쪽에서도 {second} 계정을 볼 수 없어 비교하지 못했습니다.",
		En: "{second} could be looked at neither in Active Directory nor in Microsoft Entra ID, so nothing was compared.",
	}

	wordsOnlyOne = lang.Text{Ko: "{user} 사용자 쪽만 보지 못했습니다.", En: "Only {user} could not be seen."}
	wordsOf      = lang.Text{Ko: "{user} 사용자:", En: "{user}:"}
)
