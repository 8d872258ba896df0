"""What a doctor writes of one visit: sentences with many slots, so that no two
notes of years read alike; cloned wording is a habit that is planted."""

from texts import SITE

ACTIVITY = ("sitting through a meeting|driving home from work|loading the "
            "dishwasher|lifting the toddler|raking leaves|mopping the floor|"
            "carrying shopping bags|climbing the porch steps|getting out of "
            "the car|reaching the top shelf|tying shoe laces|turning over in "
            "bed|working at the computer|standing in line|vacuuming the "
            "stairs|putting on a coat|looking over the shoulder|kneeling in "
            "the garden|pushing a cart|walking the dog|folding laundry|"
            "shoveling gravel|reading in bed|bending over the sink|moving "
            "boxes at work|playing catch with the kids|cooking dinner|"
            "sleeping on the old couch|painting a fence|a long phone call"
            ).split("|")
WHEN = ("in the morning|by late afternoon|after a full shift|toward the "
        "evening|over the weekend|since Monday|most of yesterday|for the "
        "first hour of the day|through the night|on the second day after "
        "care|whenever the weather turns|once the workday ends").split("|")
KIND = ("dull|sharp|aching|burning|throbbing|nagging|stiff|tight|deep|"
        "pulling|stabbing at times|heavy").split("|")
WAY = ("a little|noticeably|clearly|somewhat|only slightly|markedly|"
       "hardly|fairly").split("|")

OPEN = [
    "{Site} pain is {kind} {when}, {pain}/10 today",
    "Arrives with a {kind} {site}, graded {pain} of 10",
    "Says the {site} was {kind} {when} and puts it at {pain}/10",
    "{Kind} feeling in the {site} {when}; scale {pain} of ten",
    "The {site} troubles the patient {way} less {when}, now {pain}/10",
    "Rates the {site} {pain}/10 on arrival, {kind} {when}",
    "Tells of {kind} discomfort about the {site} {when}, {pain} out of 10",
    "Today {pain}/10 in the {site}, described as {kind}",
    "Woke with the {site} {kind}, eased to {pain}/10 before coming in",
    "Was {way} better {when}; the {site} stands at {pain}/10",
]
WORSE = [
    "{Act} brings it on {when}", "worst with {act}",
    "{act} had to be stopped after {n} minutes", "{act} and {act2} provoke it",
    "avoids {act} for now", "had trouble with {act} {when}",
    "{act} is {way} easier than at the last visit",
    "manages {act} for {n} minutes", "flared after {act}, settled {when}",
    "{act} still limited, {act2} is not",
]
BETTER = [
    "Rest after {act} helps {way}", "A warm shower {when} gives ease",
    "Did the home stretches {k} times, {when}",
    "Slept {k} hours without waking", "Relief held for {k} days",
    "Took nothing for it {when}", "Back to {act} for {n} minutes",
    "Walked {n} minutes {when} without a setback",
    "Could enjoy {act} again", "Ice after {act} was of use",
    "Posture breaks at the desk every {n} minutes helped {way}",
    "Spouse notices {way} freer movement {when}",
]
FOUND = [
    "Flexion of the {site} {way} limited at {n} degrees",
    "Extension stops at {n} degrees with a {kind} end feel",
    "Taut bands on the {side} of the {site}, {kind} on pressure",
    "Guarding {way} less on the {side}",
    "Segmental restriction felt on the {side}, {way} tender",
    "Stance shifted {way} to the {side}",
    "Reflexes symmetric; strength {k} of 5 on the {side}",
    "Tenderness grade {t} over the {side} {site}",
    "Rotation to the {side} reaches {n} degrees, {kind} at the end",
    "Weight carried {way} more on the {side} leg",
    "Side bending to the {side} is {n} degrees and {kind}",
    "Joint play {way} reduced on the {side}",
    "Light touch even on both sides, skin warm on the {side}",
    "Muscle tone of the {side} {site} {way} raised",
    "Repeated movement to the {side} eases {act}",
    "Single-leg stance held {n} seconds on the {side}",
]
THINK = [
    "Function {way} improved: {act} is possible for {n} minutes",
    "Progress toward the goal, {act} {way} easier",
    "Disability {way} down, {k} tasks regained",
    "Findings agree with the complaint; {act} remains the test",
    "Symptoms {way} less widespread than {when}",
    "Gains of {n} percent in motion, {side} side first",
    "Fewer bad days, {k} in the last fortnight",
    "Course as expected for this stage, {act} to follow",
    "Recovers {way} faster after {act}",
    "Outlook good if {act} is built up step by step",
    "Patient understands the aim and wants {act} back",
    "Load tolerance {way} up, {act} {when} is the next mark",
]
NEXT = [
    "Return in {k} days", "Build up {act} by {n} percent",
    "Home program: {k} sets {when}", "Review the desk height before {act}",
    "Recheck motion in {k} visits, {side} side first",
    "Walk {n} minutes {when}", "Keep {act} short until the next visit",
    "Next visit: advance range to the {side}",
    "Ice {n} minutes after {act}", "Add {act} to the home list when {way} "
    "easier", "Space the visits when {act} holds {n} minutes",
    "Log {act} {when} and bring the list",
]
RESPONSE = [
    "Tolerated well, {site} pain {after}/10", "{Site} {way} freer, {after}/10",
    "Moved {way} better to the {side}, {after} of 10",
    "Rose from the table with {after}/10", "No adverse effect, {after}/10, "
    "{act} tried at once", "{Way} less {kind}, now {after}/10",
    "Motion to the {side} gained {n} degrees, {after} of 10",
]
WHY = [
    "Unload the {site} so that {act} is possible",
    "Ease {kind} {site} pain ahead of {act}",
    "Restore {site} motion to the {side} for {act}",
    "Lower {site} guarding on the {side} before active work",
    "Train {site} control for {act}", "Calm the {kind} {site} after {act}",
]
EXAM_REASON = [
    "re-examination with outcome measures: {act} and {act2} tested again, "
    "motion measured on the {side}",
    "progress examination beyond the daily check; {act} compared with the "
    "start of the plan",
    "response to the plan examined as a whole, plan renewed around {act}",
]
EXAM_FIRST = [
    "full history and examination of a new complaint that began with {act}",
    "initial evaluation: history, neurology and function, {act} foremost",
    "new episode after {act}, examined apart from the daily assessment",
]


class Writer:
    """Draws sentences; words come from one seeded source."""

    def __init__(self, rng):
        self.rng = rng
        self.seen = {}

    def fill(self, text, site, **more):
        draw = self.rng.random
        act = ACTIVITY[int(draw() * len(ACTIVITY))]
        act2 = ACTIVITY[int(draw() * len(ACTIVITY))]
        kind = KIND[int(draw() * len(KIND))]
        way = WAY[int(draw() * len(WAY))]
        return text.format(
            site=site, Site=site.capitalize(), act=act, act2=act2,
            Act=act.capitalize(), kind=kind, Kind=kind.capitalize(),
            way=way, Way=way.capitalize(),
            when=WHEN[int(draw() * len(WHEN))], n=10 + 5 * int(draw() * 11),
            k=2 + int(draw() * 4), t=1 + int(draw() * 3),
            side="left" if draw() < .5 else "right", **more)

    def some(self, pool, count, site, **more):
        text = ". ".join(self.fill(t, site, **more)
                         for t in self.rng.sample(pool, count))
        return text[0].upper() + text[1:] + "."

    def one(self, pool, site, **more):
        return self.fill(self.rng.choice(pool), site, **more)

    def four(self, day, region, pain):
        """Subjective, objective, assessment, plan: no day has one twice."""
        site = SITE.get(region, region)
        rng = self.rng
        while True:
            subjective = "%s; %s. %s" % (
                self.one(OPEN, site, pain=pain), self.one(WORSE, site),
                self.some(BETTER, rng.randrange(1, 4), site))
            bare = "".join(c for c in subjective if not c.isdigit())
            if self.seen.get(bare, day) == day and bare in self.seen:
                continue
            self.seen[bare] = day
            break
        return (subjective, self.some(FOUND, rng.randrange(3, 6), site),
                self.some(THINK, rng.randrange(2, 4), site),
                self.some(NEXT, rng.randrange(2, 4), site))

    def response(self, region, after):
        return self.one(RESPONSE, SITE.get(region, region), after=after)

    def rationale(self, region):
        return self.one(WHY, SITE.get(region, region))

    def exam_reason(self, region, first):
        return self.one(EXAM_FIRST if first else EXAM_REASON,
                        SITE.get(region, region))
