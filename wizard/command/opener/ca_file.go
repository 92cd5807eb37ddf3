package opener

import (
	"bytes"
	"crypto/x509"
	"encoding/asn1"
	"encoding/pem"
	"strings"
	"time"

	"example.com/writeback-doctor/probes/textfile"
	"example.com/writeback-doctor/steps"
	"example.com/writeback-doctor/steps/lang"
	"example.com/writeback-doctor/wizard/command/misuse"
)

// maxRoots bounds a file of certificates; those of a whole system take less
// than one.
const maxRoots = 4 << 20

// readRoots adds a file of certificates to those of the system: PEM as any
// program writes it, or one certificate after another in DER, as the .cer of
// Windows has it. A file of another kind is named, with what makes of it one
// that can be read.
func readRoots(path string, now time.Time) (*x509.CertPool, error) {
	data, err := textfile.ReadBytes(path, maxRoots)
	if err != nil {
		return nil, unreadable(path, err)
	}
	certificates, blocks := certificatesOf(data)
	if len(certificates) == 0 {
		return nil, misuse.New(misuse.Joined(noCertificate(), insteadOf(data, blocks)), lang.Args{"path": path, "file": steps.SpellFile(path)})
	}
	roots, err := x509.SystemCertPool()
	if err != nil {
		roots = x509.NewCertPool()
	}
	usable := false
	for _, c := range certificates {
		usable = usable || now.Before(c.NotAfter)
		roots.AddCert(c)
	}
	if !usable {
		last := certificates[len(certificates)-1]
		return nil, misuse.New(lang.Text{
			Ko: "{path} 파일의 인증서({subject})는 {date}에 만료되었습니다. CA 관리자에게 지금 쓰는 인증서를 받으십시오. 내용은 `certutil -dump {file}` 명령으로 볼 수 있습니다.",
			En: "The certificate in {path} ({subject}) expired on {date}. Get the current one from the administrators of the CA. `certutil -dump {file}` shows what it holds.",
		}, lang.Args{"path": path, "file": steps.SpellFile(path), "subject": last.Subject.String(), "date": last.NotAfter.UTC().Format(time.DateOnly)})
	}
	return roots, nil
}

func noCertificate() lang.Text {
	return lang.Text{
		Ko: "{path} 파일에 읽을 수 있는 인증서(PEM 또는 DER)가 없습니다.", En: "{path} holds no certificate that can be read (PEM or DER).",
	}
}

// certificatesOf are the certificates in a file, and the labels of all PEM
// blocks in it. One that cannot be read does not take the others away.
func certificatesOf(data []byte) (found []*x509.Certificate, blocks []string) {
	if all, err := x509.ParseCertificates(data); err == nil {
		return all, nil
	}
	text, _, err := textfile.Decode(data)
	if err != nil {
		text = data // what stands around the blocks need not be text
	}
	for block, rest := pem.Decode(text); block != nil; block, rest = pem.Decode(rest) {
		label := block.Type
		if isSignedData(block.Bytes) { // Windows certificate services label a PKCS #7 as a certificate
			label = "PKCS7"
		}
		blocks = append(blocks, label)
		if c, err := x509.ParseCertificate(block.Bytes); err == nil && strings.HasSuffix(label, "CERTIFICATE") {
			found = append(found, c)
		}
	}
	return found, blocks
}

// insteadOf says what a file without a certificate is, and how it is converted.
func insteadOf(data []byte, blocks []string) lang.Text {
	labels := strings.Join(blocks, "\n")
	switch {
	case len(bytes.TrimSpace(data)) == 0:
		return misuse.Joined(lang.Text{Ko: "빈 파일입니다.", En: "It is empty."}, exportAgain())
	case strings.Contains(labels, "PKCS7"):
		return misuse.Joined(isP7B(), lang.Text{
			Ko: "변환: `openssl pkcs7 -print_certs -in {file} -out ca.pem`.", En: "Convert it: `openssl pkcs7 -print_certs -in {file} -out ca.pem`.",
		}, exportAgain())
	case isSignedData(data):
		return misuse.Joined(isP7B(), lang.Text{
			Ko: "변환: `openssl pkcs7 -inform DER -print_certs -in {file} -out ca.pem`.",
			En: "Convert it: `openssl pkcs7 -inform DER -print_certs -in {file} -out ca.pem`.",
		}, exportAgain())
	case isPFX(data):
		return misuse.Joined(lang.Text{
			Ko: "개인 키가 들어 있을 수 있는 PFX(PKCS #12) 파일입니다. 변환: `openssl pkcs12 -in {file} -nokeys -out ca.pem`.",
			En: "It is a PFX (PKCS #12), which may hold a private key. Convert it: `openssl pkcs12 -in {file} -nokeys -out ca.pem`.",
		}, exportAgain())
	case strings.Contains(labels, "PRIVATE KEY"), isPrivateKey(data):
		return misuse.Joined(lang.Text{
			Ko: "인증서가 아니라 개인 키입니다. 개인 키는 누구에게도 보내지 마십시오.",
			En: "It is a private key, not a certificate. Send a private key to nobody.",
		}, exportAgain())
	case strings.Contains(labels, "CERTIFICATE REQUEST"), parses(x509.ParseCertificateRequest(data)):
		return misuse.Joined(lang.Text{Ko: "인증서 요청(CSR)입니다.", En: "It is a certificate request (CSR)."}, exportAgain())
	case strings.Contains(labels, "CRL"), parses(x509.ParseRevocationList(data)):
		return misuse.Joined(lang.Text{Ko: "인증서 해지 목록(CRL)입니다.", En: "It is a revocation list (CRL)."}, exportAgain())
	case strings.Contains(labels, "PUBLIC KEY"):
		return misuse.Joined(lang.Text{Ko: "공개 키입니다.", En: "It is a public key."}, exportAgain())
	case strings.Contains(labels, "CERTIFICATE"), bytes.Contains(data, []byte("-----BEGIN")):
		return misuse.Joined(lang.Text{
			Ko: "인증서 블록이 있지만 손상되었습니다. `certutil -dump {file}` 명령으로 확인하십시오.",
			En: "It has a certificate block, but that is damaged. Check it with `certutil -dump {file}`.",
		}, exportAgain())
	default:
		return exportAgain()
	}
}

func isP7B() lang.Text {
	return lang.Text{Ko: "P7B(PKCS #7) 파일입니다.", En: "It is a P7B (PKCS #7)."}
}

// exportAgain says how Windows writes a certificate that can be read.
func exportAgain() lang.Text {
	return lang.Text{
		Ko: "Windows에서는 인증서를 열고 [자세히(Details)] > [파일에 복사(Copy to File)]에서 Base-64 또는 DER X.509(.CER)로 내보내십시오. CA 서버에서는 `certutil -ca.cert ca.cer` 명령을 쓸 수 있습니다.",
		En: "On Windows open the certificate, choose Details > Copy to File, and export it as Base-64 or DER X.509 (.CER). On the CA itself `certutil -ca.cert ca.cer` does it.",
	}
}

// contentInfo is the beginning of a PKCS #7 (RFC 2315, section 7).
type contentInfo struct {
	Type asn1.ObjectIdentifier
	Rest asn1.RawValue `asn1:"optional,explicit,tag:0"`
}

// isSignedData reports whether data is a PKCS #7 of the type signed-data,
// which a P7B is.
func isSignedData(data []byte) bool {
	var info contentInfo
	_, err := asn1.Unmarshal(data, &info)
	return err == nil && info.Type.Equal(asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2})
}

// isPFX reports whether data is a PKCS #12 (RFC 7292, section 4).
func isPFX(data []byte) bool {
	var pfx struct {
		Version int
		Safe    contentInfo
		MAC     asn1.RawValue `asn1:"optional"`
	}
	_, err := asn1.Unmarshal(data, &pfx)
	return err == nil && pfx.Version == 3
}

// isPrivateKey reports whether data is a private key in DER: PKCS #8, also
// encrypted, PKCS #1 or SEC 1.
func isPrivateKey(data []byte) bool {
	var encrypted struct { // RFC 5208, section 6
		Algorithm struct {
			ID         asn1.ObjectIdentifier
			Parameters asn1.RawValue `asn1:"optional"`
		}
		Data []byte
	}
	rest, err := asn1.Unmarshal(data, &encrypted)
	return parses(x509.ParsePKCS8PrivateKey(data)) || parses(x509.ParsePKCS1PrivateKey(data)) ||
		parses(x509.ParseECPrivateKey(data)) || err == nil && len(rest) == 0
}

func parses[T any](_ T, err error) bool { return err == nil }
