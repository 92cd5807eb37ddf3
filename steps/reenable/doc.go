// Package reenable is the third stage of the article: what the Connect
// server's own events say, and the way to restart the service and to switch
// password writeback off and on again. Its steps are the only ones that may
// lead to a change, and in this version the person makes it: the step shows
// each click and command, watches the events meanwhile, and says whether it
// is proven.
//
// It knows the event codes, in one table, and what events in which order
// prove. It matches numbers and never the text of an event, and it does not
// know how events are read.
package reenable
