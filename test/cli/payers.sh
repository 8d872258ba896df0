# The profiles that the design names are there, each with how it is matched.
traction rules --payers --format json >"$TMP/payers.json"
/usr/bin/python3 - "$TMP/payers.json" <<'END'
import json, sys
profiles = {p["id"]: p for p in json.load(open(sys.argv[1]))["profiles"]}
wanted = """medicare-part-b railroad-medicare medicare-advantage
    uhc-medicare-advantage uhc-commercial cigna-ash aetna bcbs bcbs-mn bcbs-la
    bcbs-vt va-ccn tricare medicaid medicaid-nc medicaid-fl workers-comp
    workers-comp-wa auto hns commercial""".split()
print("missing:", sorted(set(wanted) - set(profiles)))
print("never matched:", [p for p in wanted if not profiles[p]["matched_by"]])
print(profiles["bcbs-mn"]["inherits"])
END
traction rules --payers | head -n 4
