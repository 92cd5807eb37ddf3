package reenable

import (
	"context"
	"slices"
	"strconv"
	"time"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/steps/tell"
)

// seeSignIns reads the sign-ins of a user that failed over the password. They are
// evidence of what the person met, and no verdict rests on them: the vendor says
// that the numbers may change at any time ("Microsoft Entra authentication and
// authorization error codes"). A row that says no number stays, as not known.
func seeSignIns(ctx context.Context, env steps.Env, facts steps.Facts, of string, since time.Time) (probes.SignInLog, error) {
	graph, err := env.Graph(ctx, facts)
	if err != nil {
		return probes.SignInLog{}, err
	}
	user, err := graph.User(ctx, of)
	if err != nil {
		return probes.SignInLog{}, err
	}
	if user.Found != probes.Yes {
		return probes.SignInLog{}, &probes.Obstacle{Kind: probes.NotFound, Needs: of}
	}
	log, err := graph.SignIns(ctx, user.ID, since)
	log.Rows = slices.DeleteFunc(slices.Clone(log.Rows), func(r probes.SignInRow) bool {
		code, said := r.Code.Get()
		return said && !overPassword(code)
	})
	return log, err
}

// overPassword reports whether a sign-in with this number failed over the
// password.
func overPassword(code int) bool {
	return signInMeans(code) != lang.Text{}
}

// The numbers that the sign-in page has for password changes, 120000 and on.
const (
	firstChange = 120000
	lastChange  = 129999
)

// signInMeans says what a number of the password family says, by the vendor's
// page about error codes; an empty text for a number of another family.
func signInMeans(code int) lang.Text {
	switch code {
	case 50053:
		return lang.Text{Ko: "클라우드가 이 계정의 로그인을 잠시 잠갔거나, 로그인한 IP 주소를 막았습니다.", En: "The cloud had locked this account for a while, or blocked the address that it came from."}
	case 50055:
		return lang.Text{Ko: "로그인에 쓴 암호가 만료되어 있었습니다.", En: "The password that signed in had expired."}
	case 50056:
		return lang.Text{Ko: "클라우드에 이 사용자의 암호가 없거나 달랐습니다.", En: "The cloud had no password of this user, or another one."}
	case 50057:
		return lang.Text{Ko: "클라우드의 사용자 계정이 사용 안 함 상태였습니다.", En: "The user's account in the cloud was disabled."}
	case 50126:
		return lang.Text{Ko: "사용자 이름이나 암호가 틀렸습니다.", En: "The user name or the password was wrong."}
	case 50142:
		return lang.Text{Ko: "조건부 액세스가 암호를 바꾸라고 했습니다.", En: "Conditional Access asked for a password change."}
	case 50144:
		return lang.Text{Ko: "Active Directory의 암호가 만료되어 있었습니다.", En: "The password in Active Directory had expired."}
	case 80007:
		return lang.Text{Ko: "통과 인증 에이전트가 암호를 확인하지 못했습니다.", En: "The pass-through authentication agent could not validate the password."}
	}
	if code >= firstChange && code <= lastChange {
		return lang.Text{Ko: "로그인 화면에서 한 암호 변경이 되지 않았습니다.", En: "A password change on the sign-in page did not work."}
	}
	return lang.Text{}
}

// signInCode is a number as the sign-in page writes it.
func signInCode(code int) string { return "AADSTS" + strconv.Itoa(code) }

// signInGap is why the sign-in log says nothing, "" where it speaks, where nobody
// asked it, and where the audit log says nothing for the same reason: one of the
// two tells it.
func signInGap(e eventsSeen) probes.Kind {
	switch {
	case e.NoSignIns != nil && (e.NoSignIns.Kind == probes.NoUser || e.NoAudit != nil && e.NoAudit.Kind == e.NoSignIns.Kind):
		return ""
	case e.NoSignIns != nil:
		return e.NoSignIns.Kind
	case e.SignIns != nil && !e.SignIns.Rows.Seen():
		return probes.Malformed
	default:
		return ""
	}
}

// tellGaps draws the heartbeat, and says which sides of the story are missing.
func tellGaps(args tell.Args) []lang.Text {
	return slices.Concat(tellCut(args), tellRhythm(args), tellMissing(args))
}

// tellCut says that the log that this was found in is not whole.
func tellCut(args tell.Args) []lang.Text {
	if args["cut"].String() != string(probes.CutLog) {
		return nil
	}
	return []lang.Text{{
		Ko: "저장된 이벤트 로그가 온전하지 않습니다. 남아 있는 것만 보고 말합니다.",
		En: "The saved event log is not whole; this is said of what is left of it.",
	}}
}

// tellMissing says which sides of the story are missing, and why.
func tellMissing(args tell.Args) []lang.Text {
	return append(tellAudit(args), tellSignIns(probes.Kind(args["sign_ins"].String()))...)
}

func tellSignIns(kind probes.Kind) []lang.Text {
	switch kind {
	case "":
		return nil
	case probes.Unlicensed:
		return []lang.Text{{
			Ko: "이 사용자의 로그인 로그는 읽지 못했습니다. 테넌트에 Microsoft Entra ID P1 이상의 라이선스가 필요합니다.",
			En: "The sign-in log of this user could not be read: that takes Microsoft Entra ID P1 or better in the tenant.",
		}}
	case probes.MissingPermission, probes.AccessDenied, probes.MissingRole:
		return []lang.Text{{
			Ko: "이 사용자의 로그인 로그는 읽지 못했습니다. 앱에 AuditLog.Read.All 권한이 없거나 계정에 그 로그를 읽는 역할이 없습니다.",
			En: "The sign-in log of this user could not be read: the application lacks the permission AuditLog.Read.All, or the account a role that may read it.",
		}}
	default:
		return []lang.Text{{
			Ko: "이 사용자의 로그인 로그는 읽지 못했습니다. 새 암호로 로그인해 보았는지는 알 수 없습니다.",
			En: "The sign-in log of this user could not be read, so whether somebody tried to sign in is not known.",
		}}
	}
}
