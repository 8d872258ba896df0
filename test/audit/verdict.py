"""Does an audit say of a generated practice what its truth.json holds, and
nothing else?"""

# every practice without a recorded self-audit is told so
ALWAYS = {"TRA0108"}


def cells(audit):
    """{(measure, provider): value} over all payers and the whole span."""
    return {(measure["id"], cell["provider"]): cell["value"]
            for measure in audit["measures"] for cell in measure["values"]
            if cell["provider"] and not cell["payer"] and not cell["period"]}


def triggered(audit):
    """{(rule, provider)} of what would draw an auditor's eye."""
    return {(t["rule"], t["provider"]) for t in audit["triggers"]
            if t["rule"] not in ALWAYS}


def broken(audit):
    """{(rule, provider): findings} of the claims and notes themselves."""
    return {(h["rule"], p["provider"]): p["findings"]
            for h in audit["habits"] for p in h["by_provider"]
            if h["severity"] in ("error", "warning")}


def judge(audit, truth):
    """What is wrong with the audit, as sentences."""
    faults = []
    may = {(rule, npi) for npi, rules in truth["may"].items()
           for rule in rules}
    planted = {(rule, h["provider"]) for h in truth["habits"]
               for rule in h["rules"]}
    counts = {(rule, h["provider"]): len(places)
              for rule, places in truth["findings"].items()
              for h in truth["habits"] if h["habit"] == "distinct"}
    eyes, rules = triggered(audit), broken(audit)
    for rule, npi in sorted(planted):
        found = eyes if rule.startswith("TRA") else rules
        if (rule, npi) not in found:
            faults.append("%s of %s is not found" % (rule, npi))
    for rule, npi in sorted(eyes - planted - may):
        faults.append("%s of %s was not planted" % (rule, npi))
    for (rule, npi), findings in sorted(rules.items()):
        if (rule, npi) in counts:
            if findings != counts[rule, npi]:
                faults.append("%s of %s: %d findings, %d were planted" % (
                    rule, npi, findings, counts[rule, npi]))
        elif (rule, npi) not in planted | may:
            faults.append("%s of %s: %d findings, none was planted" % (
                rule, npi, findings))
    for (rule, npi), count in sorted(counts.items()):
        if count and (rule, npi) not in rules:
            faults.append("%s of %s is not found" % (rule, npi))
    return faults
