"""Adds N users to a seeded and stopped Samba domain, a hundred times faster than LDAP can.

One template user of each kind is made in the ordinary way; its record and its index entries are then
copied in the partition's own file with another name, GUID and SID. The kinds, by the user's number:

    kind            of 1,000  what makes it so                               the scan's cause
    protected              5  in Domain Admins' place: SDProp's descriptor   protected-user, effective-rights
    cut-off               10  inheritance is off on the user                 effective-rights, protected-user
    denied                 5  Reset Password denied on the user              effective-rights
    unreadable             2  nobody may read the descriptor                 unknown
    disabled              20  userAccountControl                             user-account
    expired               10  accountExpires in 2016                         user-account
    locked                10  lockoutTime, and locks last for ever           user-account
    young                 10  a policy of its group, password set just now   password-policy
    must-change           10  pwdLastSet is 0                                none: a reset works
    not-delegated          *  the last ten of a hundred OUs                  effective-rights
    ordinary               *  the rest, in the first ninety OUs              none

Ages of the domain's own policy are 0 and everybody may read the fine-grained one, so that "young" is known
exactly. Prints "KIND COUNT" lines, in which the template counts too.
"""
import base64
import os
import re
import struct
import sys
import time
import uuid

import ldb
import tdb
from samba.auth import system_session
from samba.dcerpc import security
from samba.ndr import ndr_pack, ndr_unpack
from samba.param import LoadParm
from samba.samdb import SamDB

RESET = "00299570-246d-11d0-a768-00aa006e0529"
LONG_AGO = "131000000000000000"  # in 2016
NOW = str((int(time.time()) + 11644473600) * 10**7)
FOREVER = str(-(2**63))
BY_PASS = "local_oid:1.3.6.1.4.1.7165.4.3.12:0"  # Samba's own control for dates that nobody may write
OUS, DELEGATED = 100, 90

lp = LoadParm()
lp.load(sys.argv[1])
total = int(sys.argv[2])
if not 1 <= total < 1000000:
    sys.exit("1 to 999,999 users")
db = SamDB(url=lp.private_path("sam.ldb"), session_info=system_session(), lp=lp)
base, domain = db.domain_dn(), security.dom_sid(db.get_domain_sid())


def one(dn, *attributes, controls=None):
    return db.search(dn, scope=ldb.SCOPE_BASE, attrs=list(attributes), controls=controls or [])[0]


def sid(dn):
    return ndr_unpack(security.dom_sid, one(dn, "objectSid")["objectSid"][0])


def explicit(dn):
    raw = one(dn, "nTSecurityDescriptor", controls=["sd_flags:1:7"])["nTSecurityDescriptor"][0]
    entries = re.findall(r"\([^)]*\)", ndr_unpack(security.descriptor, raw).as_sddl(domain).split("S:")[0])
    return "".join(e for e in entries if "ID" not in e.split(";")[1])


def write(dn, controls=None, **values):
    m = ldb.Message(ldb.Dn(db, dn))
    for name, value in values.items():
        m[name] = ldb.MessageElement(value, ldb.FLAG_MOD_REPLACE, name.replace("_", "-"))
    db.modify(m, controls=controls or [])


def put(dn, sddl):
    packed = ndr_pack(security.descriptor.from_sddl(sddl, domain))
    write(dn, ["sd_flags:1:4"], nTSecurityDescriptor=packed)


def protected(dn):
    put(dn, "D:PAI" + explicit("CN=AdminSDHolder,CN=System," + base))
    write(dn, adminCount="1")


def young(dn):
    name = dn.split(",")[0][3:]
    db.add_remove_group_members("Strict people", [name], add_members_operation=True)
    write(dn, primaryGroupID=str(sid("CN=Strict people,CN=Users," + base)).split("-")[-1])
    db.add_remove_group_members("Domain Users", [name], add_members_operation=False)
    write(dn, [BY_PASS], pwdLastSet=NOW)


msol = str(sid("CN=MSOL_0123456789ab,CN=Users," + base))
kinds = [  # name, share of a thousand, what makes it so
    ("protected", 5, protected),
    ("cut-off", 10, lambda dn: put(dn, "D:PAI" + explicit(dn))),
    ("denied", 5, lambda dn: put(dn, "D:AI(OD;;CR;%s;;%s)" % (RESET, msol) + explicit(dn))),
    ("unreadable", 2, lambda dn: put(dn, "D:AI(D;;RC;;;WD)" + explicit(dn))),
    ("disabled", 20, lambda dn: write(dn, userAccountControl="514")),
    ("expired", 10, lambda dn: write(dn, accountExpires=LONG_AGO)),
    ("locked", 10, lambda dn: write(dn, [BY_PASS], lockoutTime=NOW)),
    ("young", 10, young),
    ("must-change", 10, lambda dn: write(dn, pwdLastSet="0")),
    ("not-delegated", 0, None),
    ("ordinary", 0, None),
]
plain, ordinary = len(kinds) - 2, len(kinds) - 1


def patient():
    """Lets a query take an hour: a list is worked out before its first page, which takes a busy machine minutes."""
    dn = ("CN=Default Query Policy,CN=Query-Policies,CN=Directory Service,CN=Windows NT,CN=Services,"
          + str(db.get_config_basedn()))
    limits = [str(v) for v in one(dn, "lDAPAdminLimits")["lDAPAdminLimits"]]
    write(dn, lDAPAdminLimits=[v for v in limits if not v.startswith("MaxQueryDuration=")] + ["MaxQueryDuration=3600"])


def prepare():
    patient()
    write(base, minPwdAge="0", maxPwdAge=FOREVER, lockoutDuration=FOREVER)
    db.newgroup("Strict people")
    holder = "CN=Password Settings Container,CN=System," + base
    strict = "CN=Strict," + holder
    for dn in (holder, strict):
        put(dn, "D:(A;;RPLCLORC;;;AU)" + explicit(dn))
    m = ldb.Message(ldb.Dn(db, strict))
    m["to"] = ldb.MessageElement("CN=Strict people,CN=Users," + base, ldb.FLAG_MOD_ADD, "msDS-PSOAppliesTo")
    db.modify(m)
    for i in range(OUS):
        above = "OU=Staff," if i < DELEGATED else ""
        db.add({"dn": "OU=Bulk%03d,%s%s" % (i, above, base), "objectClass": "organizationalUnit"})


def template(i):
    """Makes the template of a kind, as long in every name as its copies, so that lengths stay right."""
    name, ou = "utmp%03d" % i, b"090" if i == plain else b"000"
    above = "OU=Bulk" + ou.decode() + (",OU=Staff" if ou < b"%03d" % DELEGATED else "")
    db.newuser(name, "Str0ng!Pass1", userou=above, mailaddress=name + "@" + db.domain_dns_name())
    dn = "CN=%s,%s,%s" % (name, above, base)
    write(dn, [BY_PASS], pwdLastSet=LONG_AGO)
    if kinds[i][2]:
        kinds[i][2](dn)
    r = one(dn, "objectGUID", "objectSid")
    return {"tag": name.encode(), "ou": ou, "guid": bytes(r["objectGUID"][0]), "sid": bytes(r["objectSid"][0]),
            "keys": [], "shared": []}


def word(n):
    return struct.pack("<I", n)


def packed(key, data):
    """An index record as ldb packs it: a sorted list of GUIDs under the index's own DN."""
    dn, n = key[3:-1], len(data)
    if n <= 0xFF:
        size = b"\x01" + bytes([n])
    elif n <= 0xFFFF:
        size = b"\x02" + struct.pack("<H", n)
    else:
        size = b"\x04" + word(n)
    return (word(0x26011968) + word(2) + word(len(dn)) + dn + b"\0" + word(0) + b"\0" + word(39 + len(size)) +
            word(11) + b"@IDXVERSION\0" + word(1) + b"\x01\x01" + word(4) + b"@IDX\0" + word(1) + size + b"3\0" + data + b"\0")


def unpacked(record):
    at = record.index(b"@IDX\0") + 9
    width = record[at]
    n = int.from_bytes(record[at + 1:at + 1 + width], "little")
    at += 3 + width
    return record[at:at + n]


def find_indexes(store, templates):
    """Sorts the index records that name a template: its own, that of its OU, and those it shares."""
    shared = {}
    for key in store.keys():
        if not key.startswith(b"DN=@INDEX:"):
            continue
        record = store[key]
        for t in templates:
            if t["guid"] not in record:
                continue
            data = unpacked(record)
            if packed(key, data) != record:
                sys.exit("unknown index format: %r" % key)
            if t["tag"].upper() in key or b":OBJECTSID:" in key:
                t["keys"].append(key)
            elif b":@IDXONE:" in key:
                t["one"] = key
            else:
                t["shared"].append(shared.setdefault(key, (data, []))[1])
    return shared


def kind_of(j):
    k = j % 1000
    for i in range(plain):
        if k < kinds[i][1]:
            return i
        k -= kinds[i][1]
    return plain if j % OUS >= DELEGATED else ordinary


def copy(store, t, j, ones):
    name, ou = b"u%06d" % j, b"Bulk%03d" % (j % OUS)
    guid, new_sid, old_ou = uuid.uuid4().bytes_le, t["sid"][:-4] + word(1000000 + j), b"Bulk" + t["ou"]
    record = t["record"].replace(t["tag"], name).replace(old_ou, ou)
    store[b"GUID=" + guid] = record.replace(t["guid"], guid).replace(t["sid"], new_sid)
    for key in t["keys"]:
        if b":OBJECTSID:" in key:
            key = b"DN=@INDEX:OBJECTSID::" + base64.b64encode(new_sid) + b"\0"
        else:
            key = key.replace(t["tag"].upper(), name.upper()).replace(old_ou.upper(), ou.upper())
        store[key] = packed(key, guid)
    for guids in t["shared"]:
        guids.append(guid)
    ones.setdefault(t["one"].replace(old_ou.upper(), ou.upper()), []).append(guid)


def merged(old, new):
    data = old + b"".join(new)
    return b"".join(sorted(data[i:i + 16] for i in range(0, len(data), 16)))


def main():
    global db
    prepare()
    templates = [template(i) for i in range(len(kinds))]
    part = os.path.join(lp.private_path("sam.ldb.d"), base.upper() + ".ldb")
    db = None  # closes the file
    store = tdb.open(part, flags=os.O_RDWR)
    for t in templates:
        t["record"] = store[b"GUID=" + t["guid"]]
    shared, ones, count = find_indexes(store, templates), {}, [0] * len(kinds)
    store.transaction_start()
    for j in range(1, total + 1):
        i = kind_of(j)
        count[i] += 1
        copy(store, templates[i], j, ones)
        if j % 10000 == 0:
            store.transaction_commit()
            store.transaction_start()
    for key, (old, new) in shared.items():
        store[key] = packed(key, merged(old, new))
    for key, new in ones.items():
        record = store.get(key)
        store[key] = packed(key, merged(unpacked(record) if record else b"", new))
    store.transaction_commit()
    store.close()
    for (name, _, _), n in zip(kinds, count):
        print(name, n + 1)  # with its template


main()
