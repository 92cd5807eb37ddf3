"""Adds the people that the directory tests know to a new Samba domain.

    name                          what it is                             reset / change / lockoutTime / pwdLastSet
    alice, bob (OU=Staff)         delegated on the OU, inherited         yes / yes / yes / yes
    nora (OU=NoRights)            nothing delegated                      no  / yes / no  / no
    petra (OU=NoRights)           Reset Password on the account itself   yes / yes / no  / no
    denise (OU=Staff)             explicit denial of Reset Password      no  / yes / yes / yes
    dave (OU=Staff)               inheritance is off                     no  / yes / no  / no
    erin (OU=Staff)               Domain Admin, as SDProp leaves it      no  / no  / no  / no
    carl (OU=NoRights)            "user cannot change password"          no  / no  / no  / no
    pam (OU=Staff)                under the fine-grained policy "Strict" as alice
    twin1, twin2 (OU=Staff)       share one mail address                 as alice
    disabled, expired, mustchange, stale                                 as alice

The connector account MSOL_0123456789ab holds Unexpire Password on the domain
head. "change" is granted to everybody by the default of the schema. Samba runs
no SDProp, so what that would do to erin is written here.
"""
import re
import sys

import ldb
from samba.auth import system_session
from samba.dcerpc import security
from samba.ndr import ndr_pack, ndr_unpack
from samba.param import LoadParm
from samba.samdb import SamDB

RESET, CHANGE = "00299570-246d-11d0-a768-00aa006e0529", "ab721a53-1e2f-11d0-9819-00aa0040529b"
LOCKOUT, LAST_SET = "28630ebf-41d5-11d1-a9c1-0000f80367c1", "bf967a0a-0de6-11d0-a285-00aa003049e2"
UNEXPIRE, USER = "ccc2dc7d-a6ad-4a7a-8846-c04e3cc53501", "bf967aba-0de6-11d0-a285-00aa003049e2"
LONG_AGO = "131000000000000000"  # in 2016
BY_PASS = "local_oid:1.3.6.1.4.1.7165.4.3.12:0"  # Samba's own control for dates that nobody may write

lp = LoadParm()
lp.load(sys.argv[1])
db = SamDB(url=lp.private_path("sam.ldb"), session_info=system_session(), lp=lp)
base, domain = db.domain_dn(), security.dom_sid(db.get_domain_sid())


def descriptor(dn):
    r = db.search(dn, scope=ldb.SCOPE_BASE, attrs=["nTSecurityDescriptor"], controls=["sd_flags:1:7"])
    return ndr_unpack(security.descriptor, r[0]["nTSecurityDescriptor"][0]).as_sddl(domain)


def explicit(dn):
    entries = re.findall(r"\([^)]*\)", descriptor(dn).split("S:")[0])
    return [e for e in entries if "ID" not in e.split(";")[1]]


def put(dn, sddl):
    m = ldb.Message(ldb.Dn(db, str(dn)))
    packed = ndr_pack(security.descriptor.from_sddl(sddl, domain))
    m["sd"] = ldb.MessageElement(packed, ldb.FLAG_MOD_REPLACE, "nTSecurityDescriptor")
    db.modify(m, controls=["sd_flags:1:4"])


def add(dn, *entries):
    put(dn, "D:AI" + "".join(entries) + "".join(explicit(dn)))


def write(dn, name, value, controls=None):
    m = ldb.Message(ldb.Dn(db, dn))
    m[name] = ldb.MessageElement(value, ldb.FLAG_MOD_REPLACE, name)
    db.modify(m, controls=controls or [])


def user(name, ou):
    db.newuser(name, "Str0ng!Pass1", userou=ou, mailaddress=name + "@" + db.domain_dns_name())
    return "CN=%s,%s,%s" % (name, ou, base)


for ou in ("OU=Staff", "OU=NoRights"):
    db.add({"dn": ou + "," + base, "objectClass": "organizationalUnit"})
db.newuser("MSOL_0123456789ab", "Msol!Sync-Pass99")
found = db.search("CN=MSOL_0123456789ab,CN=Users," + base, scope=ldb.SCOPE_BASE, attrs=["objectSid"])
msol = ndr_unpack(security.dom_sid, found[0]["objectSid"][0])
add("OU=Staff," + base,
    "(OA;CIIO;CR;%s;%s;%s)" % (RESET, USER, msol), "(OA;CIIO;CR;%s;%s;%s)" % (CHANGE, USER, msol),
    "(OA;CIIO;WP;%s;%s;%s)" % (LOCKOUT, USER, msol), "(OA;CIIO;WP;%s;%s;%s)" % (LAST_SET, USER, msol))
add(base, "(OA;;CR;%s;;%s)" % (UNEXPIRE, msol))

for name in ("alice", "bob"):
    user(name, "OU=Staff")
user("nora", "OU=NoRights")
add(user("petra", "OU=NoRights"), "(OA;;CR;%s;;%s)" % (RESET, msol))
add(user("denise", "OU=Staff"), "(OD;;CR;%s;;%s)" % (RESET, msol))
add(user("carl", "OU=NoRights"), "(OD;;CR;%s;;WD)" % CHANGE, "(OD;;CR;%s;;PS)" % CHANGE)
dave = user("dave", "OU=Staff")
put(dave, "D:PAI" + "".join(explicit(dave)))

erin = user("erin", "OU=Staff")
db.add_remove_group_members("Domain Admins", ["erin"], add_members_operation=True)
put(erin, "D:PAI" + "".join(explicit("CN=AdminSDHolder,CN=System," + base)))
write(erin, "adminCount", "1")

for name in ("twin1", "twin2"):
    write(user(name, "OU=Staff"), "mail", "twins@" + db.domain_dns_name())
pam = user("pam", "OU=Staff")
db.add({
    "dn": "CN=Strict,CN=Password Settings Container,CN=System," + base, "objectClass": "msDS-PasswordSettings",
    "msDS-PasswordSettingsPrecedence": "10", "msDS-PasswordReversibleEncryptionEnabled": "FALSE",
    "msDS-PasswordHistoryLength": "5", "msDS-PasswordComplexityEnabled": "TRUE", "msDS-MinimumPasswordLength": "12",
    "msDS-MinimumPasswordAge": "-1728000000000", "msDS-MaximumPasswordAge": "-8640000000000",
    "msDS-LockoutThreshold": "3", "msDS-LockoutObservationWindow": "-18000000000",
    "msDS-LockoutDuration": "-18000000000", "msDS-PSOAppliesTo": pam,
})

user("disabled", "OU=Staff")
db.disable_account("(sAMAccountName=disabled)")
write(user("expired", "OU=Staff"), "accountExpires", LONG_AGO)
write(user("mustchange", "OU=Staff"), "pwdLastSet", "0")
write(user("stale", "OU=Staff"), "pwdLastSet", LONG_AGO, [BY_PASS])
