// Package graph asks Microsoft Graph about one tenant, over HTTPS.
//
// It knows how a person signs in (by browser, device code or the Azure CLI), how
// an application does (by certificate or secret) and what to do with a token that
// somebody brings, which permission each question needs, how Graph throttles, and
// what its refusals mean. It does not know which answer is healthy. What is given
// out stays in memory and ends with the client, but for the sign-in of a person who
// asks to keep it.
//
// It only reads: its transport refuses every method but GET on Graph and every
// host but Graph's own, so that neither a mistake here nor an answer from there
// can change something or carry the token away.
package graph
