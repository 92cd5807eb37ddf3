package graph

import (
	"crypto"
	"crypto/x509"

	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"software.sslmate.com/src/go-pkcs12"

	"example.com/writeback-doctor/probes"
	"example.com/writeback-doctor/probes/textfile"
)

// certificateBytes bounds a certificate file; one with a chain of ten has some
// twenty kilobytes.
const certificateBytes = 1 << 20

// pair is a certificate with those above it, and its key.
type pair struct {
	chain []*x509.Certificate // the application's own first
	key   crypto.PrivateKey
}

// TryCertificate says why a file cannot be used to sign in with; nil when it can.
func TryCertificate(file Certificate) error {
	_, err := readCertificate(file)
	return err
}

// readCertificate reads a PEM or PFX file. The error does not hold what a
// parser said, which may quote the file.
func readCertificate(file Certificate) (pair, error) {
	unread := &probes.Obstacle{Kind: probes.ClientCertificateUnread, Needs: file.Path}
	data, err := textfile.ReadBytes(file.Path, certificateBytes)
	if err != nil {
		unread.Err = err
		return pair{}, unread
	}
	chain, key, err := azidentity.ParseCertificates(data, []byte(file.Password.Reveal()))
	if err == nil && fits(chain, key) {
		return pair{chain, key}, nil
	}
	// That reads no PFX whose integrity is kept by SHA-256, which is what
	// OpenSSL 3 and Windows Server 2022 write.
	key, leaf, above, err := pkcs12.DecodeChain(data, file.Password.Reveal())
	if err != nil {
		return pair{}, unread
	}
	chain = append([]*x509.Certificate{leaf}, above...)
	if !fits(chain, key) {
		return pair{}, unread
	}
	return pair{chain, key}, nil
}

// fits reports whether the key is that of the first certificate, and of a kind
// that the service takes: RSA ("Microsoft identity platform application
// authentication certificate credentials").
func fits(chain []*x509.Certificate, key crypto.PrivateKey) bool {
	signer, ok := key.(crypto.Signer)
	if !ok || len(chain) == 0 || chain[0].PublicKeyAlgorithm != x509.RSA {
		return false
	}
	public, ok := signer.Public().(interface{ Equal(crypto.PublicKey) bool })
	return ok && public.Equal(chain[0].PublicKey)
}
