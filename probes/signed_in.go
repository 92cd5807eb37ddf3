package probes

import "time"

// SignedIn is who signed in to the tenant, by what the token says. It is told to
// the person and goes into no report.
type SignedIn struct {
	Seen
	Way         string       // how, in the words of the command line
	Readable    bool         // the token says who and what; else all below is not known
	Person      YesNo        // a person, or an application
	Name        string       // of the person as they sign in, or of the application
	ClientID    string       // of the application that signed in, or with which the person did
	Tenant      string       // ID
	Permissions List[string] // delegated ones of a person, or those of the application
	RolesSaid   bool         // the token says which roles; Roles then holds all of them
	Roles       List[Role]   // of the whole tenant, active at the sign-in
	Expires     time.Time    // of the token; zero where it does not say
	Kept        YesNo        // what renews it is kept by the operating system; No is that this failed, Unsaid that nobody asked
}
