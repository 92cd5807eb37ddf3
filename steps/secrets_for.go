package steps

import "example.com/writeback-doctor/steps/lang"

// PasswordFor says whose password is asked for and who is shown it, filled.
func (a *Access) PasswordFor() lang.Text {
	domain, controller := a.Facts[Domain], a.Facts[Controller]
	var text lang.Text
	switch {
	case domain != "" && controller != "":
		text = lang.Text{
			Ko: "{account} 계정의 암호({domain} 도메인의 {controller} 서버에 보냄)", En: "Password of {account}, for {controller} in {domain}",
		}
	case controller != "":
		text = lang.Text{Ko: "{account} 계정의 암호({controller} 서버에 보냄)", En: "Password of {account}, for {controller}"}
	case domain != "":
		text = lang.Text{
			Ko: "{account} 계정의 암호({domain} 도메인의 컨트롤러에 보냄)", En: "Password of {account}, for the controllers of {domain}",
		}
	default:
		text = lang.Text{
			Ko: "{account} 계정의 암호(지정한 도메인이 없어 아무 데도 보내지 않음)", En: "Password of {account}, for nobody, because no domain is named",
		}
	}
	return filled(text, lang.Args{"account": a.Account, "domain": domain, "controller": controller})
}

// ClientSecretFor says of which application the secret is asked for and who is
// shown it, filled. host is where the tenant gives out tokens.
func (a *Access) ClientSecretFor(host string) lang.Text {
	text := lang.Text{
		Ko: "{client} 앱의 클라이언트 암호({host}의 {tenant}에 보냄)", En: "Client secret of {client}, for the tenant {tenant} at {host}",
	}
	if a.Facts[Tenant] == "" {
		text = lang.Text{
			Ko: "{client} 앱의 클라이언트 암호(지정한 테넌트가 없어 아무 데도 보내지 않음)", En: "Client secret of {client}, for nobody, because no tenant is named",
		}
	}
	return filled(text, lang.Args{"client": a.ClientID, "tenant": a.Facts[Tenant], "host": host})
}

// filled is a text whose blanks have their values in either language; what is
// longer than a name loses its middle.
func filled(text lang.Text, args lang.Args) lang.Text {
	for name, value := range args {
		args[name] = lang.BothEnds(value)
	}
	return lang.Text{Ko: text.Fill(lang.Korean, args), En: text.Fill(lang.English, args)}
}
