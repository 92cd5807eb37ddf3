// Package powershell looks at a Microsoft Entra Connect Sync server with the
// read-only script collect.ps1: run on the server itself, run there through
// the platform's remoting, or read from the file that the script wrote.
//
// It knows Windows PowerShell 5.1, its command line and its JSON. It judges
// nothing, changes nothing on the server, and holds no credentials: the script
// runs as whoever runs this program.
package powershell
