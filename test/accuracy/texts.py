"""Wording of chart notes: sentences drawn from pools, so that no two notes of
a day read alike (cloned wording is a fault of its own)."""

SITE = {"cervical": "neck", "thoracic": "mid back", "lumbar": "low back",
        "sacral": "sacral area", "pelvic": "right hip girdle",
        "hip": "left hip", "knee": "right knee", "shoulder": "right shoulder"}

OPENING = [
    "Patient rates {site} pain {pain}/10 today",
    "Reports the {site} at {pain} out of 10 on arrival",
    "{site} complaint, intensity {pain}/10 this visit",
    "Comes in with {site} symptoms graded {pain} of 10",
    "States that the {site} bothers at about {pain}/10",
    "Describes {site} discomfort, {pain} on a scale of ten",
]
AGGRAVATES = [
    "worse after {n} minutes of sitting", "aggravated by lifting a laundry "
    "basket", "driving more than {n} minutes brings it on",
    "stairs are troublesome after work", "bending to tie shoes provokes it",
    "turning in bed wakes the patient", "reaching overhead is limited",
    "carrying groceries increases it", "desk work past {n} minutes hurts",
    "standing at the sink for {n} minutes is hard",
]
RELIEF = [
    "rest and ice help for {n} minutes", "walking eases it",
    "home stretches done {k} times since the last visit",
    "slept through {k} nights this week", "relief lasted {k} days after "
    "the last visit", "a heating pad gives some ease",
    "took no medication since the last visit",
    "could garden for {n} minutes on the weekend",
    "went back to light chores", "played with the grandchildren for {n} "
    "minutes",
]
FOUND = [
    "Flexion limited to {n} degrees", "Extension restricted at {n} degrees",
    "Palpation finds taut bands beside the {site}",
    "Guarding noted on the {side} of the {site}",
    "Segmental restriction on the {side}", "Gait steady, stance shifted to "
    "the {side}", "Reflexes symmetric, strength {k} of 5 on the {side}",
    "Tenderness grade {t} over the {site}",
    "Rotation to the {side} reaches {n} degrees",
    "Posture: weight carried on the {side} leg",
]
THINKS = [
    "Responding as expected, function improved since visit {k}",
    "Gradual progress toward the goal", "Improved tolerance for daily tasks",
    "Disability score trending down", "Findings agree with the diagnosis",
    "Centralization of symptoms continues", "Objective gains in motion of "
    "{n} percent", "Fewer flare-ups than at the start of care",
    "Prognosis good with the present course",
    "Patient understands and agrees with care",
]
NEXT = [
    "Return in {k} days", "Continue the plan of care",
    "Progress exercise load at the next visit",
    "Home program reviewed, {k} sets daily", "Next visit as scheduled",
    "Advance range as tolerated", "Review workstation height at next visit",
    "Recheck motion in {k} visits", "Keep walking {n} minutes a day",
    "Ice after activity for {n} minutes",
]
RESPONSE = [
    "Tolerated well, pain eased to {after}/10", "Less {site} tension, pain "
    "{after}/10 afterwards", "Improved motion after treatment, {after}/10",
    "Reported relief on rising, {after} of 10", "Symptoms reduced, no "
    "adverse effect", "Moved more freely afterwards, pain {after}/10",
]
RATIONALE = [
    "Unload the {site} to ease nerve root irritation",
    "Reduce {site} pain so that sitting tolerance improves",
    "Restore {site} mobility toward the functional goal",
    "Decrease {site} guarding before active work",
    "Improve {site} control for work tasks",
    "Relieve {site} compression noted on examination",
]
GOAL = [
    ("sit {n} minutes without {site} pain", "ODI"),
    ("lift 20 pounds from floor to waist", "ODI"),
    ("drive {n} minutes with {site} pain under 3", "NPRS"),
    ("sleep six hours without waking from {site} pain", "NPRS"),
    ("work a full shift with {site} pain at 2 or less", "NPRS"),
]


def fill(rng, text, **more):
    values = {"n": rng.randrange(10, 61, 5), "k": rng.randrange(2, 6),
              "t": rng.randrange(1, 4), "side": rng.choice(["left", "right"])}
    values.update(more)
    return text.format(**values)


def pick(rng, pool, count, **more):
    return ". ".join(fill(rng, t, **more)
                     for t in rng.sample(pool, count)) + "."


def four_texts(rng, region, before):
    """Subjective, objective, assessment and plan of one visit."""
    site = SITE.get(region, region)
    first = fill(rng, rng.choice(OPENING), site=site, pain=before)
    subjective = "%s; %s. %s" % (
        first, fill(rng, rng.choice(AGGRAVATES)),
        pick(rng, RELIEF, rng.randrange(1, 4)))
    return (subjective[0].upper() + subjective[1:],
            pick(rng, FOUND, rng.randrange(2, 5), site=site),
            pick(rng, THINKS, rng.randrange(2, 4)),
            pick(rng, NEXT, rng.randrange(2, 4)))


def response(rng, region, after):
    return fill(rng, rng.choice(RESPONSE), after=after,
                site=SITE.get(region, region))


def rationale(rng, region):
    return fill(rng, rng.choice(RATIONALE), site=SITE.get(region, region))


def goal(rng, region):
    text, measure = rng.choice(GOAL)
    return fill(rng, text, site=SITE.get(region, region)), measure
