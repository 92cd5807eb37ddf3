package command

import "example.com/writeback-doctor/steps/lang"

func landedHelp() lang.Text {
	return lang.Text{
		Ko: `재설정은 다른 사람이 하고, 이 명령은 그것이 AD에 도착했는지만 봅니다. 읽기만 합니다.

  writeback-doctor landed --user kim@contoso.com --domain contoso.local --account 'CONTOSO\you' --since 10m

사용자가 속한 도메인의 PDC 에뮬레이터를 --every 간격으로 보고, 테넌트에 로그인했으면 감사 로그를,
--server 옵션이 있으면 Connect 서버의 이벤트를 함께 봅니다. --since 이후에 이미 도착한 것은 바로 알립니다.

AD에서 암호가 바뀌면 종료 코드는 0이지만, 같은 때에 누가 PC나 AD에서 바꾸어도 똑같이 보입니다.
감사 로그나 이벤트와 맞으면 '증명됨', AD뿐이면 '주의'로 알립니다. --strict 옵션이면 '주의'가 1이 되고,
--proof 옵션이면 증거를 끝까지 기다립니다. 클라우드나 서버에 실패가 있는데 AD가 바뀌었으면 2입니다.

종료 코드: 0 AD에 도착, 1 거부되었거나 --limit 안에 오지 않음(PDC 에뮬레이터를 끝까지 본 경우만),
2 알 수 없음, 64 잘못된 명령, 74 결과를 쓰지 못함, 130/143 중단됨`,
		En: `Somebody else resets; this says whether it has landed in AD. It only reads.

  writeback-doctor landed --user kim@contoso.com --domain contoso.local --account 'CONTOSO\you' --since 10m

It looks at the PDC emulator of the user's domain so often as --every says, with a sign-in to the tenant
at the audit log, and with --server at the events of the Connect server. What has landed since --since
already is told at once.

A new password in AD exits with 0, but somebody who changes it at a PC or in AD at that time looks the
same. Where the audit log or the events fit it is proven, and AD alone is a warning, which --strict makes
1; --proof waits for the proof. Where the cloud or the server noted a failure and AD changed, it is 2.

Exit codes: 0 it has landed, 1 it was refused, or did not come within --limit (only where the PDC
emulator was watched to the end), 2 not known, 64 wrong usage, 74 a result could not be written,
130/143 ended`,
	}
}

// landedFlags are the options of landed alone, and --since as it means it.
func landedFlags() map[string]lang.Text {
	return map[string]lang.Text{
		"since": {Ko: "이때부터의 재설정을 셈: 10m, 2h, 1d 전부터, 또는 RFC 3339 시각 (기본: 지금부터)", En: "count a reset from then on: 10m, 2h, 1d ago, or a moment as in RFC 3339 (by itself: from now on)"},
		"limit": {Ko: "이 시간 동안 기다림 (0은 한 번만 봄)", En: "wait so long (0 looks once)"},
		"every": {Ko: "AD를 보는 간격", En: "between two looks at AD"},
		"proof": {Ko: "클라우드에서 왔다는 증거까지 기다림 (없으면 종료 코드 2)", En: "wait for the proof that it came from the cloud (without it: exit code 2)"},
	}
}
