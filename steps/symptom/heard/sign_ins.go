package heard

var (
	signInShape = pattern(`(?i)(?:A ?A ?D ?S ?T ?S?|ADSTS)[ :_.#\-]{0,2}([0-9OIl]{5,7}|[0-9OIl]{3} [0-9OIl]{3})`)
	bareSignIn  = pattern(`1200[0-9]{2}`)
)

// findSignIn finds AADSTS codes, and bare numbers of those that are explained.
func (r Reader) findSignIn(text string) []found {
	var all []found
	for _, m := range signInShape().FindAllStringSubmatchIndex(text, -1) {
		if bounded(text, m[0], m[1]) {
			all = append(all, found{at: m[0], code: "AADSTS" + digits(text[m[2]:m[3]])})
		}
	}
	for _, m := range bareSignIn().FindAllStringIndex(text, -1) {
		if code := "AADSTS" + text[m[0]:m[1]]; r.Explained(code) && alone(text, m[0], m[1]) && !denied(text, m[0], m[1]) && !numberlessLabel().MatchString(window(text, m[0])) && ofCodes(text, m[0]) {
			all = append(all, found{at: m[0], code: code})
		}
	}
	return all
}

// strictFault is a word in front of a number that says that it is a code.
var strictFault = pattern(`(?i)(?:error|err|fault|failure|code|오류|에러|코드)\s?(?:code|no|number|코드|번호)?[은는이가]?` + gap)

// ofCodes reports whether something says that a bare number is a code: it is all
// that its line holds, a word in front of it, or talk of passwords.
func ofCodes(text string, at int) bool {
	line := around(text, at)
	return !anyLetter().MatchString(line) || strictFault().MatchString(window(text, at)) || spokenSignIn().MatchString(line) || ofPasswords().MatchString(text[max(0, at-lineReach):min(len(text), at+lineReach)])
}

// signInField is the field of a sign-in that holds the number of its code
// ("SigninLogs", ResultType; signIn resource of Microsoft Graph, errorCode).
var signInField = pattern(`(?i)(?:result ?type|error ?code)["']?\s{0,3}[:=]\s{0,3}["']?(` + signInNumber + `)(?:$|[^0-9A-Za-z])`)

// signInNumber is the shape of the numbers of sign-in codes that have a meaning.
const signInNumber = `[5-9][0-9]{4,6}|120[0-9]{3}`

func (r Reader) findSignInFields(text string) []found {
	var all []found
	for _, m := range signInField().FindAllStringSubmatchIndex(text, mostLooks) {
		if code := "AADSTS" + text[m[2]:m[3]]; r.Explained(code) {
			all = append(all, found{at: m[2], code: code})
		}
	}
	return all
}
