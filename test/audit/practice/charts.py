"""One visit as its claim and its chart note, which agree with each other and
with the episode of care they belong to."""

import texts
from episodes import cmt_of
from visit import (EXAM, FEES, TIMED, clock, dotted, fill_situation, is_cmt,
                   is_em, is_film, modifiers, segments_for, service_for,
                   units_of)
from visit import Want
from x12w import Claim, Line

PLAN_DAYS, DUE_DAYS = 40, 30
LESS_A_STEP = {"ODI": 12, "NDI": 7, "NPRS": 2}


def pointers(want, regions, where, dx):
    if is_cmt(want.code):
        return sorted({p for r in regions for p in where[r]})[:4]
    if is_em(want.code) or is_film(want.code):
        return list(range(1, min(3, len(dx)) + 1))
    if want.code == "97012":
        return [p for p in where[want.area] if not dx[p - 1].startswith("M99")]
    return where[want.area][-1:]


def all_wants(slot):
    wants = [Want(slot.em, minutes=20)] if slot.em else []
    if slot.regions:
        wants.append(Want(cmt_of(slot), slot.regions[0]))
    if slot.film:
        wants.append(Want(slot.film, slot.episode.main))
    return wants + slot.wants


def mods_for(slot, payer, want):
    if want.mods is not None:
        return list(want.mods)
    if is_em(want.code):
        return (["25"] if slot.regions or slot.wants else []) + (
            ["GY"] if payer.medicare else [])
    return modifiers(payer, want)


def claim_of(g, slot, wants):
    e, patient, day = slot.episode, slot.episode.patient, slot.day
    payer = patient.payer
    timed = {}
    for w in wants:
        if w.code in TIMED:
            timed[w.code] = timed.get(w.code, 0) + w.minutes
    units = units_of(payer.method, timed)
    dx = e.codes(day)
    lines = []
    g.serial += 1
    ident = "%s%06d" % (g.prefix, g.serial)
    for n, w in enumerate(wants, 1):
        count = max(1, units.get(w.code, 1))
        lines.append(Line(w.code, mods_for(slot, payer, w),
                          FEES[w.code] * count, str(count),
                          pointers(w, slot.regions, e.dx[1], dx), (day,),
                          control="%s-%d" % (ident, n)))
    c = Claim(ident, payer, g.clinic, g.clinic.doctors[patient.doctor],
              patient.holder, day, g.written_after(day), lines, dx,
              patient=patient.dependent)
    if patient.dependent:
        c.relation = patient.dependent.relation
    c.group = patient.group
    known = e.situation
    if not known:
        fill_situation(g.rng, c, e.visits[0].day)
        known.update(dates=c.dates, refs=c.refs, causes=c.causes,
                     accident=c.accident_number, spinal=c.spinal)
    c.dates, c.refs, c.causes = known["dates"], known["refs"], known["causes"]
    c.accident_number, c.spinal = known["accident"], known["spinal"]
    return c


def services_of(g, slot, wants, write, after):
    """The day's services one after the other, the doctor's first."""
    out, now = [], slot.minute + (4 if slot.regions else 0)
    person = slot.episode.patient
    pounds = (person.dependent or person.holder).pounds
    for w in sorted(wants, key=lambda w: not (w.code in TIMED
                                              or is_em(w.code))):
        if is_cmt(w.code):
            s = {"kind": "cmt", "code": w.code, "areas": list(slot.regions),
                 "by": "DC", "goal": "g1", "primary": True}
        else:
            s = service_for(g.rng, w, pounds, after)
            del s["_code"]
            if not (w.code in TIMED or is_em(w.code) or is_film(w.code)):
                s["by"] = "CA"
        if "goal" in s:
            s["rationale"] = write.rationale(w.area)
            s["response"] = write.response(w.area, after)
        if w.minutes:
            s["start"], s["end"] = clock(now), clock(now + w.minutes)
            now += w.minutes + 1
        out.append(s)
    order = [w.code for w in wants]
    return sorted(out, key=lambda s: order.index(s["code"]))


def plan_items(e):
    """What the plan foresees: all that the episode comes to."""
    items = e.situation.get("items")
    if items is None:
        found = {}
        for slot in e.visits:
            for w in slot.wants:
                item = found.setdefault(w.code, [[], w.minutes])
                if w.area not in item[0]:
                    item[0].append(w.area)
        items = e.situation["items"] = sorted(found.items())
    return items


def plan_of(e, slot):
    items = [{"code": cmt_of(slot) or "98940", "areas": list(e.regions),
              "per_week": slot.per_week, "visits": slot.plan_visits}]
    items += [{"code": code, "areas": areas, "per_week": slot.per_week,
               "minutes": minutes, "visits": slot.plan_visits}
              for code, (areas, minutes) in plan_items(e)]
    began = slot.plan_start.toordinal()
    day = type(slot.day).fromordinal
    goal, measure = e.situation["goal"]
    return {"start": slot.plan_start.isoformat(),
            "end": day(began + PLAN_DAYS).isoformat(),
            "visits": slot.plan_visits, "visit_number": slot.plan_visit,
            "re_exam_due": day(began + DUE_DAYS).isoformat(),
            "phase": "active",
            "goals": [{"id": "g1", "text": goal, "measure": measure,
                       "target": 20 if measure == "ODI" else 2}],
            "items": items}


def outcomes_of(e, slot):
    instrument, first, top = e.score
    now = max(2 if top > 10 else 1, first - LESS_A_STEP[instrument]
              * slot.step)
    out = [{"instrument": instrument, "score": now, "max": top,
            "date": slot.measured.isoformat()}]
    if slot.step:
        out.insert(0, {"instrument": instrument, "score": first, "max": top,
                       "date": e.visits[0].day.isoformat()})
    return out


def note_of(g, slot, c, wants, write):
    rng, e, day = g.rng, slot.episode, slot.day
    part = slot.number / max(1, e.count - 1)
    before = max(1, round(7 - 5 * part) + rng.choice([-1, 0, 0, 1]))
    after = max(0, before - rng.randrange(1, 3))
    if "goal" not in e.situation:
        e.situation["goal"] = texts.goal(rng, e.main)
        e.situation["prior"] = {"weeks": rng.randrange(4, 9), "kinds": [
            "home exercise", "medication"]}
    subj, obj, think, then = write.four(day, e.main, before)
    services = services_of(g, slot, wants, write, after)
    signed = type(day).fromordinal(day.toordinal()
                                   + rng.choice([0, 0, 0, 1, 2]))
    findings = [{"test": t, "side": rng.choice(["left", "right"]),
                 "positive": rng.random() > .8 * part}
                for a in e.regions[:2] for t in EXAM[a]]
    note = {
        "format": "traction-note/1", "id": "n-" + c.id.lower(),
        "claim": c.id,
        "patient": {"id": c.who.member, "born": c.who.born.isoformat(),
                    "sex": c.who.sex,
                    "weight": {"value": c.who.pounds, "unit": "lb"}},
        "date_of_service": day.isoformat(),
        "author": {"npi": c.doctor.npi, "name": "%s. %s" % (
            c.doctor.first[0], c.doctor.last), "credentials": "DC"},
        "signed_at": "%sT%02d:%02d:00-05:00" % (
            signed.isoformat(), rng.randrange(18, 21), rng.randrange(60)),
        "subjective": subj, "objective": obj, "assessment": think,
        "plan": then, "pain": {"before": before, "after": after},
        "outcomes": outcomes_of(e, slot),
        "diagnoses": [{"code": dotted(d), "status": "active"}
                      for d in c.dx],
        "segments": segments_for(rng, slot.regions),
        "exam": {"findings": findings, "separate_problem":
                 write.exam_reason(e.main, slot.number == 0)
                 if slot.em else None},
        "contraindications_screened": day.isoformat(), "override": None,
        "services": services, "prior_care": e.situation["prior"],
        "plan_of_care": plan_of(e, slot), "abn": None}
    for qual, value in c.refs:
        if qual == "G1":
            began = e.visits[0].day
            note["authorization"] = {
                "id": value, "from": began.isoformat(),
                "to": type(day).fromordinal(began.toordinal()
                                            + 89).isoformat(), "visits": 12}
    return note


def chart(g, slot, write):
    """(claim, note) of a booked visit."""
    wants = all_wants(slot)
    c = claim_of(g, slot, wants)
    return c, note_of(g, slot, c, wants, write)
