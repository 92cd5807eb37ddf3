// Package action holds what can change something: the script act.ps1, which
// restarts the ADSync service and switches password writeback on the Microsoft
// Entra Connect server, and the audit trail, in which every change stands before
// it is begun.
//
// It asks nobody for consent and judges nothing but what the script looks at
// again on the server: both is the business of steps/reenable, which alone asks
// it, through [probes.Actor] and [probes.Trail]. It never shows, keeps or passes
// on a secret: whoever has to sign in does so at the console of the server.
package action
