// Package connectivity is the second stage of the article: whether the
// Microsoft Entra Connect Sync server is new enough, and whether its roads to
// the cloud and to the domain controllers are open.
//
// It knows which road counts: the one measured on the Connect server. The
// same measurement from any other machine comes out as a hint, never as a
// verdict. It does not know how a road is measured; that is package probes.
package connectivity
