// Package configuration is the first stage of the tree: whether licences,
// accounts, the sync engine, the directory and its rights are as password
// writeback needs them (rows C1 to C8 of the article, and what the article
// leaves out).
//
// Each file is one step: what it looks at, how it judges, and what it says. It
// knows no transport: it asks through the interfaces of package probes. It
// knows nothing of the road to the cloud, which is package connectivity, and
// changes nothing.
package configuration
