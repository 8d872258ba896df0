"""Ready-made clean visits that the fault files start from."""

from visit import Want, build

PRIVATE = ("commercial", "aetna", "bcbs", "auto", "wc")


def private(g):
    return g.rng.choice(PRIVATE)


def adjust(g, payer=None, where=("cervical", "lumbar"), **kw):
    """An adjustment alone."""
    return build(g, payer or private(g), list(where), **kw)


def medicare(g, where=("lumbar", "pelvic"), wants=(), **kw):
    payer = "medicare" if g.rng.random() < 0.8 else "railroad"
    return build(g, payer, list(where), list(wants), **kw)


def traction(g, payer=None, area=None, minutes=None, cmt=True, more=(),
             **kw):
    """Traction of one area, with an adjustment there unless told not to."""
    area = area or g.rng.choice(["lumbar", "cervical"])
    minutes = minutes or g.rng.choice([10, 12, 15])
    where = ([area, "pelvic" if area == "lumbar" else "thoracic"]
             if cmt else [])
    return build(g, payer or private(g), where,
                 [Want("97012", area, minutes)] + list(more), **kw)


def exercise(g, payer=None, minutes=30, area="lumbar", cmt=True, units=None,
             **kw):
    where = [area] if cmt else []
    return build(g, payer or private(g), where,
                 [Want("97110", area, minutes, units=units)], **kw)


def again(g, v, wants=(), where=(), start=16 * 60, **kw):
    """A second visit of the same patient to the same doctor on that day."""
    c = v.claim
    kw.setdefault("dos", c.dos)
    kw.setdefault("written", c.written)
    w = build(g, c.payer.key, list(where), list(wants), start=start,
              person=(c.subscriber, c.patient), clinic=c.clinic,
              doctor=c.doctor, **kw)
    w.claim.group = c.group
    w.claim.causes = c.causes
    w.claim.accident_number = c.accident_number
    for qual in ("431", "439", "454", "453", "455"):
        w.claim.dates.pop(qual, None)
        if qual in c.dates:
            w.claim.dates[qual] = c.dates[qual]
    w.claim.spinal = c.spinal
    w.claim.branch = c.branch
    w.note["plan_of_care"]["visit_number"] = \
        v.note["plan_of_care"]["visit_number"]
    return w
