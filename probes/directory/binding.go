package directory

import (
	"crypto"
	"crypto/md5"      //nolint:gosec // RFC 4121 4.1.1.2 and MS-NLMP 2.2.2.1 want this hash
	_ "crypto/sha256" // for crypto.SHA256.New
	_ "crypto/sha512" // for crypto.SHA384.New and crypto.SHA512.New
	"crypto/tls"
	"crypto/x509"
	"encoding/binary"
)

// bindingPrefix is the type of channel binding that Active Directory takes
// (RFC 5929 4: tls-server-end-point).
const bindingPrefix = "tls-server-end-point:"

// channelBinding returns the MD5 hash of the channel binding that belongs to a
// server's certificate, as Kerberos and NTLM carry it. It is zero, which means
// none, for a certificate whose signature names no hash (RFC 5929 4.1 leaves
// those undefined). gss_channel_bindings_struct is five lengths of zero in
// front of the data, because only the application data is there (RFC 2744
// 3.11).
func channelBinding(certificate *x509.Certificate) [16]byte {
	if certificate == nil {
		return [16]byte{}
	}
	hash := signatureHash(certificate.SignatureAlgorithm)
	if hash == 0 {
		return [16]byte{}
	}
	h := hash.New()
	h.Write(certificate.Raw)
	data := h.Sum([]byte(bindingPrefix))
	packed := binary.LittleEndian.AppendUint32(make([]byte, 16), uint32(len(data))) //nolint:gosec // below a hundred
	return md5.Sum(append(packed, data...))                                         //nolint:gosec // see above
}

// signatureHash is the hash of a certificate's signature; SHA-256 in place of
// MD5 and SHA-1 (RFC 5929 4.1).
func signatureHash(a x509.SignatureAlgorithm) crypto.Hash {
	switch a {
	case x509.MD5WithRSA, x509.SHA1WithRSA, x509.ECDSAWithSHA1, x509.DSAWithSHA1,
		x509.SHA256WithRSA, x509.SHA256WithRSAPSS, x509.ECDSAWithSHA256, x509.DSAWithSHA256:
		return crypto.SHA256
	case x509.SHA384WithRSA, x509.SHA384WithRSAPSS, x509.ECDSAWithSHA384:
		return crypto.SHA384
	case x509.SHA512WithRSA, x509.SHA512WithRSAPSS, x509.ECDSAWithSHA512:
		return crypto.SHA512
	default:
		return 0
	}
}

// peer returns the certificate of the other side, nil without TLS.
func (l *link) peer() *x509.Certificate {
	secured, ok := l.wire.Conn.(*tls.Conn)
	if !ok {
		return nil
	}
	if list := secured.ConnectionState().PeerCertificates; len(list) > 0 {
		return list[0]
	}
	return nil
}
