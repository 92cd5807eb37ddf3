package steps

import "example.com/writeback-doctor/steps/lang"

// Word names a fact in both languages, for a person who is told that it is
// missing or asked to correct it.
func (f Fact) Word() lang.Text {
	if word, known := factWords()[f]; known {
		return word
	}
	return lang.Text{Ko: string(f), En: string(f)}
}

func factWords() map[Fact]lang.Text {
	return map[Fact]lang.Text{
		User:             {Ko: "사용자의 UPN", En: "the user's UPN"},
		Scope:            {Ko: "몇 명에게 일어나는지", En: "how many people are affected"},
		Surface:          {Ko: "암호를 어디에서 바꾸었는지", En: "where the password was reset"},
		Words:            {Ko: "화면이나 이벤트에 나온 글", En: "what the screen or the event says"},
		Domain:           {Ko: "Active Directory 도메인", En: "the Active Directory domain"},
		Controller:       {Ko: "도메인 컨트롤러", En: "the domain controller"},
		Tenant:           {Ko: "테넌트", En: "the tenant"},
		SyncServer:       {Ko: "Microsoft Entra Connect 서버", En: "the Microsoft Entra Connect server"},
		Admin:            {Ko: "암호 쓰기 저장을 켠 관리자 계정", En: "the administrator account that switched password writeback on"},
		TestUser:         {Ko: "테스트 사용자의 UPN", En: "the UPN of the test user"},
		TenantSwitch:     {Ko: "포털의 온-프레미스 통합 스위치", En: "the portal's On-premises integration switch"},
		UserDN:           {Ko: "Active Directory에서 찾은 사용자의 DN", En: "the user's DN, as found in Active Directory"},
		UserID:           {Ko: "테넌트 안의 사용자 ID", En: "the user's ID in the tenant"},
		PDC:              {Ko: "PDC 에뮬레이터", En: "the PDC emulator"},
		Controllers:      {Ko: "도메인 컨트롤러 목록", En: "the list of domain controllers"},
		ConnectorAccount: {Ko: "AD DS 커넥터 계정(Connect 서버에서 읽거나 직접 입력)", En: "the AD DS Connector account (read on the Connect server, or entered)"},
		Relays:           {Ko: "테넌트의 릴레이 이름", En: "the names of the tenant's relays"},
		ConnectVersion:   {Ko: "설치된 Microsoft Entra Connect Sync 버전", En: "the installed version of Microsoft Entra Connect Sync"},
	}
}
