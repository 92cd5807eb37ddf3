package reenable

import (
	"strings"

	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
)

// Steps to which errors of password hash synchronisation lead: what it reads with
// from the directory, and what it hands over with to the tenant.
var (
	toHashes      = []steps.ID{"configuration/connector-account", "configuration/preferred-dc", "connectivity/domain-controller-ports"}
	toReplication = []steps.ID{"configuration/connector-account"}
	toReplicaPort = []steps.ID{"connectivity/domain-controller-ports", "configuration/preferred-dc"}
	toOldTool     = []steps.ID{"connectivity/connect-version"}
	toHandOver    = []steps.ID{"configuration/connect-application", "configuration/full-sync", "connectivity/proxy"}
)

// hashEvents are those of password hash synchronisation, which is not writeback
// and shares its account, its controllers and its server. Meanings are those of
// "How to troubleshoot password synchronization when using Microsoft Entra
// Connect" and "Troubleshoot password hash synchronization with Microsoft Entra
// Connect Sync". 657 tells of a user whose password was handed over and of one
// whose was not by a word of its text alone, so it decides nothing.
var hashEvents = []Code{
	{
		Provider: hashSync, ID: 611, Name: "611", kind: hashesUnread, Visits: toHashes,
		Meaning: lang.Text{Ko: "암호 해시 동기화가 도메인에서 암호 해시를 읽지 못했습니다.", En: "Password hash synchronisation could not read the hashes of a domain."},
	},
	{
		Provider: hashSync, ID: 652, Name: "652", kind: hashesUnsent, Visits: toHandOver,
		Meaning: lang.Text{Ko: "바뀐 암호 해시를 Microsoft Entra ID에 넘기지 못했습니다.", En: "A batch of changed hashes could not be handed to Microsoft Entra ID."},
	},
	{
		Provider: hashSync, ID: 655, Name: "655", kind: hashesUnsent, Visits: toHandOver,
		Meaning: lang.Text{Ko: "암호 해시 동기화의 정기 신호를 Microsoft Entra ID에 보내지 못했습니다.", En: "The ping of password hash synchronisation could not be sent to Microsoft Entra ID."},
	},
	{
		Provider: hashSync, ID: 650, Name: "650",
		Meaning: lang.Text{Ko: "바뀐 암호 해시를 넘기기 시작했습니다.", En: "A batch of changed hashes has begun."},
	},
	{
		Provider: hashSync, ID: 651, Name: "651", kind: hashed,
		Meaning: lang.Text{Ko: "바뀐 암호 해시를 넘겼습니다.", En: "A batch of changed hashes has ended."},
	},
	{
		Provider: hashSync, ID: 653, Name: "653",
		Meaning: lang.Text{Ko: "암호 해시 동기화의 정기 신호를 보내기 시작했습니다.", En: "The ping of password hash synchronisation has begun."},
	},
	{
		Provider: hashSync, ID: 654, Name: "654", kind: hashed,
		Meaning: lang.Text{Ko: "암호 해시 동기화의 정기 신호를 보냈습니다.", En: "The ping of password hash synchronisation was sent."},
	},
	{
		Provider: hashSync, ID: 656, Name: "656",
		Meaning: lang.Text{Ko: "AD에서 바뀐 암호를 클라우드에 넘기려고 합니다.", En: "Passwords that were changed in AD are about to be handed over."},
	},
	{
		Provider: hashSync, ID: 657, Name: "657",
		Meaning: lang.Text{Ko: "사용자별 암호 해시 동기화의 결과입니다.", En: "The result of password hash synchronisation for a user."},
	},
}

// hashNumbers are errors of the directory's replication in the text of 611, as
// the script writes "RPC Error 8453" ("Password hash synchronization for
// Microsoft Entra ID stops working and event ID 611 is logged", "RPC errors
// affecting Microsoft Entra Connect").
var hashNumbers = []Code{
	{
		Number: "rpc(1722)", Name: "RPC 1722", kind: hashesUnread, Visits: toReplicaPort,
		Meaning: lang.Text{Ko: "도메인 컨트롤러의 RPC 서버에 연결하지 못했습니다.", En: "The RPC server of the domain controller is unavailable."},
	},
	{
		Number: "rpc(8453)", Name: "RPC 8453", kind: hashesUnread, Visits: toReplication,
		Meaning: lang.Text{Ko: "커넥터 계정에 디렉터리 변경 내용을 복제하는 권한이 없습니다.", En: "The connector account may not replicate directory changes."},
	},
	{
		Number: "rpc(8439)", Name: "RPC 8439", kind: hashesUnread, Visits: toOldTool,
		Meaning: lang.Text{Ko: "최신 버전에서 해결된 복제 오류입니다.", En: "An error of the replication that newer versions have mended."},
	},
	{
		Number: "rpc(8593)", Name: "RPC 8593", kind: hashesUnread, Visits: toOldTool,
		Meaning: lang.Text{Ko: "최신 버전에서 해결된 복제 오류입니다.", En: "An error of the replication that newer versions have mended."},
	},
}

// ofHashes reports whether a kind is a trouble of password hash synchronisation.
func ofHashes(k kind) bool { return k == hashesUnread || k == hashesUnsent }

// holds reports whether a number in the text of an event of that provider means
// what a row says: the same number means another thing where no password was to
// be written.
func (c Code) holds(provider, number string) bool {
	return c.Number != "" && c.Number == number && ofHashes(c.kind) == strings.EqualFold(provider, hashSync)
}
