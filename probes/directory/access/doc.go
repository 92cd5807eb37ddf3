// Package access reads Windows security descriptors as a domain controller
// sends them and runs the ordered access check over them, to say what one
// account may do to one directory object and which entry decides it.
//
// It knows self-relative descriptors (MS-DTYP 2.4.6), every access control
// entry of MS-DTYP 2.4.4, the check for Active Directory objects (MS-ADTS
// 5.1.3.3 over MS-DTYP 2.5.3.2) with the three levels class, property set and
// property, and which entries of a container its heirs take over (MS-DTYP
// 2.5.3.4). It does not know how a descriptor or a token is fetched, does no
// I/O, cannot evaluate the expressions of conditional entries, and knows no
// SDDL.
//
// A descriptor is validated once, by [Parse]; after that its lists are read in
// place, so that going through a thousand entries allocates nothing.
//
// Parse is as lenient as the check allows: a revision 2 list may hold object
// entries, and the size of an entry need not be a multiple of four, because no
// answer hangs on either. What does not add up is an error.
package access
