// Package symptom is what the caller says: who is affected, which page or tool
// did the reset, and which codes were read out. It is asked, never probed.
//
// It knows what public codes mean and which steps they implicate, and orders
// the walk by that. It knows nothing of the patient: a code is a hint, and no
// code alone makes a diagnosis, except for the few that certainly are not
// about writeback.
package symptom
