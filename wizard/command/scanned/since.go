package scanned

import (
	"fmt"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/output"
)

// Again says, beside the result, how much of an earlier scan counted.
func (s *Scan) Again(a probes.Again) {
	args := lang.Args{"since": s.at(a), "read": thousands(a.Read)}
	var text lang.Text
	switch {
	case a.Whole != "":
		text = lang.Text{
			Ko: "이전 검사(--since)를 쓸 수 없어 도메인 전체를 읽습니다: ", En: "The earlier scan (--since) cannot be used, so the whole domain is read: ",
		}
		why := wholeWords(a.Whole)
		text.Ko, text.En = text.Ko+why.Ko, text.En+why.En
	case a.Listed:
		text = lang.Text{
			Ko: "{since} 검사 이후 바뀐 사용자 {read}명만 다시 읽었습니다. 이 계정으로는 삭제된 개체(CN=Deleted Objects)를 모두 볼 수 없어 전체 사용자의 목록도 확인했습니다. 도메인 관리자로 로그인하면 더 빠릅니다.",
			En: "Of the users only those that changed since the scan of {since} were read again: {read}. This account cannot be sure to see everything that was deleted (CN=Deleted Objects), so all users were listed as well; signed in as a domain administrator it is faster.",
		}
	default:
		text = lang.Text{
			Ko: "{since} 검사 이후 바뀐 사용자 {read}명만 다시 읽었습니다.",
			En: "Of the users only those that changed since the scan of {since} were read again: {read}.",
		}
	}
	fmt.Fprintln(s.Err, text.Fill(s.Language, args))
}

func (s *Scan) at(a probes.Again) string {
	return a.Since.In(output.Zone(s.Zone)).Format("2006-01-02 15:04:05 MST")
}

// Kept says, beside the result, that a later scan can build on this one, or why
// not.
func (s *Scan) Kept(path string) {
	text, why := lang.Text{
		Ko: "다음 검사가 바뀐 것만 읽을 수 있도록 {path} 파일도 남겼습니다(--since). 모든 사용자의 이름과 권한 항목이 들어 있습니다.",
		En: "{path} was left as well, so that a later scan can read only what changed (--since). It holds the names and permissions of all users.",
	}, lang.Text{}
	if !s.Census.Kept {
		if s.Census.Unkept == "" {
			return // the scan did not come to its end, which is said
		}
		text, why = lang.Text{
			Ko: "다음 검사가 바뀐 것만 읽는 데 쓸 것(--since)은 남기지 못했습니다: ", En: "Nothing was left for a later scan to build on (--since): ",
		}, wholeWords(s.Census.Unkept)
	}
	fmt.Fprintln(s.Err, text.Fill(s.Language, lang.Args{"path": path})+why.In(s.Language))
}

// wholeWords say why everybody is read.
func wholeWords(why probes.Whole) lang.Text {
	text, known := map[probes.Whole]lang.Text{
		probes.WholeUnreadable: {Ko: "그 검사가 남긴 파일(이름 끝이 .since)이 없거나 온전하지 않습니다.", En: "the file that it left, whose name ends in .since, is not there or not whole."},
		probes.WholeProgram:    {Ko: "이 프로그램의 다른 버전으로 검사한 것입니다.", En: "another version of this program made it."},
		probes.WholeScope:      {Ko: "도메인, OU, 필터 또는 커넥터 계정이 다릅니다.", En: "its domain, OU, filter or connector account is another."},
		probes.WholeController: {Ko: "다른 도메인 컨트롤러로 검사한 것입니다. 변경 번호(USN)는 컨트롤러마다 다릅니다. --controller 옵션으로 같은 컨트롤러를 지정하십시오.", En: "it asked another domain controller, and update sequence numbers count on each alone. Name the same one with --controller."},
		probes.WholeDatabase:   {Ko: "도메인 컨트롤러의 데이터베이스가 그 뒤에 바뀌었습니다(복원 또는 재설치).", En: "the controller's database has become another since (restored or installed anew)."},
		probes.WholeBack:       {Ko: "도메인 컨트롤러의 변경 번호(USN)나 시각이 그때보다 작습니다.", En: "the controller's update sequence number or clock is behind what it was then."},
		probes.WholeAccount:    {Ko: "로그인한 계정이나 그 계정이 속한 그룹이 그때와 다릅니다.", En: "the account that looks, or the groups that it is in, are not what they were."},
		probes.WholeReadOnly:   {Ko: "읽기 전용 도메인 컨트롤러입니다. 쓰기 가능한 컨트롤러를 --controller 옵션으로 지정하십시오.", En: "this domain controller is read-only. Name a writable one with --controller."},
		probes.WholeUntold:     {Ko: "도메인 컨트롤러가 이 계정에 변경 번호(USN)나 개체의 식별자를 알려 주지 않습니다.", En: "the controller does not tell this account its update sequence number, or who an object is."},
		probes.WholeSchema:     {Ko: "스키마나 디렉터리 전체 설정(dSHeuristics)이 바뀌었거나 읽을 수 없습니다.", En: "the schema or a setting of the whole forest (dSHeuristics) changed, or cannot be read."},
		probes.WholePolicies:   {Ko: "이 계정은 세분화된 암호 정책을 읽을 수 없어 누구에게 어느 정책이 적용되는지의 변경을 알 수 없습니다. 도메인 관리자로 로그인하십시오.", En: "this account cannot read the fine-grained password policies, so that a change of who has which is not to be seen. Sign in as a domain administrator."},
		probes.WholeContainers: {Ko: "도메인이나 범위 자체의 권한이 바뀌었거나, 더 이상 보이지 않는 OU가 있습니다.", En: "the permissions of the domain or of the scope itself changed, or an OU is not to be seen any more."},
		probes.WholeMuch:       {Ko: "바뀐 것이 많아 전체를 읽는 편이 낫습니다.", En: "so much changed that reading everybody takes no longer."},
		probes.WholeLost:       {Ko: "도중에 연결이 다른 컨트롤러로 바뀌었습니다.", En: "the connection went over to another controller on the way."},
	}[why]
	if !known {
		return lang.Text{Ko: string(why), En: string(why)}
	}
	return text
}
