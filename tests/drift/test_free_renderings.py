"""Renderings that share few words: every fact the same, or one fact changed."""

import pytest

from xlcheck.drift import actor, addition, intensity, meaning, modality, name, negation, number, omission

FACTS = (number, name, negation, modality, actor)

SAME = [
    ("I would be surprised if the bridge opened in May", "I do not expect the bridge to open in May"),
    ("We did not start this war, but we will end it", "It was not we who began the war, yet we are going to finish it"),
    (
        "The minister has not ruled out fresh elections before the summer",
        "The minister does not exclude new elections before summer",
    ),
    ("We have no intention whatever of giving up these islands", "We do not intend to give up these islands at all"),
    ("It will not be long before the port is open again", "The port will soon be open again"),
    ("No one but the captain knew the code", "Only the captain knew the code"),
    ("He said the committee could not but condemn the raid", "He said the committee had to condemn the raid"),
    ("There is nothing new in the report", "The report contains nothing new"),
    (
        "Hardly anyone came to the polling stations in the morning",
        "Almost nobody showed up at the polls in the morning",
    ),
    ("They would never have agreed to this without pressure", "Only under pressure did they agree to this"),
    ("The enemy must not be given a moment of rest", "We must give the enemy no moment of rest"),
    ("Our patience is not unlimited", "Our patience has its limits"),
    ("Not one of the 40 miners was hurt", "None of the forty miners suffered injuries"),
    ("The ship could not be raised", "It was impossible to raise the ship"),
    ("He declined to say who had paid", "He would not say who had paid"),
    ("I do not remember signing anything", "I have no memory of signing anything"),
    ("The plan is neither cheap nor quick", "The plan is expensive and slow"),
    (
        "We shall not tolerate any interference in our internal affairs",
        "We will tolerate no interference in our internal affairs",
    ),
    ("Nobody disputes that the dam is old", "Everyone agrees that the dam is old"),
    ("The troops were in no way involved in the looting", "The troops had no part in the looting"),
    ("The government is yet to decide", "The government has not decided yet"),
    ("They relied on no one’s advice but their own", "They trusted nobody’s counsel except their own"),
    ("No tenant of this house will find a better landlord", "Tenants of this house will have the best of landlords"),
    ("We will restore it in autumn, not in spring", "We are going to restore it in autumn"),
    (
        "As long as the accounts have not been opened, no aid will be paid",
        "Aid will not be paid until the accounts are open",
    ),
    (
        "No bill that we vote on is to leave this house without a date",
        "Every bill that we vote on must leave with a date",
    ),
    ("The Democratic People’s Republic of Korea rejects it", "North Korea rejects it"),
    ("It would be good if they came back to the table", "We hope that they will come back to the table"),
    ("The ferry sank on 9 May, two days after leaving port", "The ferry left port on 7 May and sank two days later"),
    ("The school is shut through Friday", "The school will not open before Saturday"),
    ("The fund has 40 million dinars left", "There are 40m dinars left in the fund"),
    ("I ask you to read the letter before you burn it", "You should burn the letter only after you have read it"),
    ("How long must we wait for an answer?", "We asked how long we would have to wait for an answer"),
    ("A European relief group was told to leave", "A Belgian relief group was asked to leave"),
    ("They kept silent about the losses", "They said nothing about the losses"),
    ("The wells ran dry in less than three weeks", "The wells were dry within three weeks"),
    (
        "About one person in three has lost a job since 2020",
        "Roughly a third of people have lost their jobs since 2020",
    ),
    ("The reserves will last for a year and a half", "The reserves are enough for eighteen months"),
    ("Two days of talks ended on Friday without a deal", "The two-day talks ended without agreement on Friday"),
    ("A 23-year-old woman and her two children were rescued", "A woman of 23 and her two children were saved"),
    ("Turnover doubled to 3.4 billion euros", "Turnover rose twofold to €3.4bn"),
    ("The first and the second reactor will be shut in March", "Reactors one and two will be switched off in March"),
    ("The army said that some hundred rockets had been fired", "The army said around 100 rockets were fired"),
    ("The quake struck at half past four in the morning", "The quake hit at 4:30 a.m."),
    (
        "The bank raised the rate by half a percentage point to 4.5 per cent",
        "The bank put the rate up 0.5 points to 4.5%",
    ),
    ("The fleet numbers over three hundred vessels", "The fleet has more than 300 ships"),
    ("A decade ago the town had 12,000 people", "Ten years ago the town had a population of 12,000"),
    ("The trial of the ex-president begins next Tuesday", "The former president goes on trial on Tuesday"),
    (
        "The Kremlin said the grain would be sent to Africa free of charge",
        "Russia said it would send the grain to Africa for free",
    ),
    (
        "Pyongyang's official news agency carried the statement",
        "KCNA, North Korea's state news agency, carried the statement",
    ),
    (
        "Mr Abe's successor met President Yoon in Hiroshima",
        "The successor of Shinzo Abe met Yoon Suk Yeol in Hiroshima",
    ),
    (
        "The Foreign Ministry in Beijing summoned the Japanese ambassador",
        "China's foreign ministry called in Tokyo's envoy",
    ),
    ("The People's Army will be ready to fight at any time", "The army of the people must always be ready for battle"),
    ("We are prepared to talk if they are", "We are ready for talks provided they are too"),
    ("You can rely on us", "We can be relied on"),
    ("Whoever attacks us will be crushed", "If anyone attacks us, we will crush him"),
    ("Had they asked, we would have helped", "If they had asked us we would have helped"),
    ("The two leaders agreed that the talks should go on", "The two leaders agreed to continue the talks"),
    ("It is necessary to put an end to this at once", "We must put an end to this at once"),
    ("Our soldiers will fight to the last man", "Our soldiers are going to fight to the last"),
    ("The harvest could be the best in years", "This may be the best harvest for years"),
    ("The party calls on all workers to produce more", "All workers should produce more, the party urged"),
    ("He is expected to resign tomorrow", "He will probably resign tomorrow"),
    ("What more do they want?", "What else do they want from us?"),
    ("Can the ruling not be appealed?", "Can the ruling be appealed?"),
    ("The envoy was not evasive at all about the losses", "The envoy did not avoid the subject of the losses"),
    ("More often than not, the ferry leaves late", "The ferry usually leaves late"),
    ("Output has grown in the past two weeks", "Output grew over these two weeks"),
    ("More than ten nations sent doctors", "A dozen nations sent doctors"),
    ("He bought 10 jin of rice", "He bought 5 kg of rice"),
]


@pytest.mark.parametrize(("a", "b"), [pytest.param(a, b, id=a) for a, b in SAME])
def test_every_fact_the_same(told_by, a, b):
    for x, y in ((a, b), (b, a)):
        assert [told for kind in FACTS for told in told_by(kind, x, y) if told.severity.serious] == []


CHANGED = [
    (
        number,
        "The ministry put the number of dead at 36 and said that rescue work would go on through the night",
        "According to the ministry 63 people were killed, and rescuers are going to keep working all night long",
    ),
    (
        number,
        "The loan of 1.2 million dollars has to be paid back within ten years",
        "Ten years are given for the repayment of the $1.2bn loan",
    ),
    (
        number,
        "The convoy is to leave on Thursday at dawn and reach the border in the evening",
        "At daybreak on Tuesday the convoy will set out; it should be at the frontier by nightfall",
    ),
    (
        number,
        "Nearly two thirds of the voters backed the new constitution",
        "The new basic law got the support of almost one third of those voting",
    ),
    (number, "At least 40 boats were swept away by the wave", "The wave carried off up to 40 boats"),
    (
        name,
        "The hearing in Lusaka was put off at the request of the defence",
        "At the defence's request the Harare hearing was postponed",
    ),
    (
        name,
        "Prime Minister Anutin said the bridge would be rebuilt with Japanese money",
        "The bridge is going to be rebuilt with funds from Japan, Prime Minister Srettha said",
    ),
    (
        name,
        "The Su-35 came down in a field and its pilot was taken to hospital",
        "The pilot of the Su-34 that crashed in a field is in hospital",
    ),
    (
        name,
        "Two destroyers of the Turkish navy shadowed the survey ship for a day",
        "For a whole day the research vessel was followed by two Greek destroyers",
    ),
    (
        negation,
        "The chairman denied that the board had known about the loss",
        "The chairman admitted that the loss had been known to the board",
    ),
    (
        negation,
        "No civilians were in the building when it was hit",
        "There were civilians inside the building at the time of the strike",
    ),
    (
        negation,
        "The unions will not return to the table before the charges are dropped",
        "The unions will come back to the table before the charges are dropped",
    ),
    (modality, "The envoy may visit the camp next week", "Next week the envoy is going to visit the camp"),
    (modality, "The crew has to leave the vessel by midnight", "By midnight the crew may leave the vessel"),
    (
        modality,
        "If the court agrees, the pipes will be laid in spring",
        "The pipes will be laid in spring, the court having agreed",
    ),
    (modality, "He will hand over the keys on Monday", "He handed over the keys on Monday"),
    (
        modality,
        "The workers are to get their back pay only if they end the sit-in",
        "The workers get their arrears if they give up the sit-in",
    ),
    (modality, "The guerrillas might have mined the road", "The road was mined by the guerrillas"),
    (
        modality,
        "They would sign the accord on condition that the blockade ends",
        "They signed the accord, and the blockade ends",
    ),
    (negation, "Both companies refused to comment on the price", "Both firms commented on the price"),
    (
        negation,
        "We have never fired, and do not intend to fire, a shell at that village",
        "We have never fired a shell at that village, although we intend to do so",
    ),
    (negation, "None of the nets on the beach had been laid by us", "Not all the nets on the beach were laid by us"),
    (negation, "The gate on the upper deck was unlocked", "The gate of the upper deck was locked"),
    (negation, "They took the sign down without being told to", "They removed the sign after they had been told to"),
    (number, "One in five patients fell ill again", "Two out of three patients fell ill again"),
    (number, "The new line shortens the trip by six hours", "The trip is cut to six hours by the new line"),
    (number, "The court set a fine of twenty dinars", "A fine of two thousand dinars was set by the court"),
    (
        name,
        "Kim Yo Jong told the envoy to leave the hall",
        "The envoy was told to leave the hall by Kim Jong Un",
    ),
    (
        name,
        "The National Fisheries Authority closed the bay in the night",
        "The bay was closed overnight by the National Forestry Authority",
    ),
    (
        modality,
        "The cabinet is weighing whether to sell the airline",
        "The cabinet has decided to sell the airline",
    ),
    (
        modality,
        "Letters should reach the island on the day they are posted",
        "Letters reach the island on the very day they are posted",
    ),
    (
        modality,
        "Guards are to open fire on any boat that crosses the line",
        "Guards are at liberty to open fire on any boat crossing the line",
    ),
    (
        modality,
        "The lease may be ended by either side",
        "Either side may end the lease in the event of a flood",
    ),
    (
        modality,
        "Should a single ship enter the bay, we will close the strait",
        "We will close the strait to everybody",
    ),
    (
        actor,
        "We have been told by the auditor to open the books",
        "We've told the auditor to open the books",
    ),
    (
        actor,
        "The northern side proposed a meeting, and we accepted it",
        "We proposed a meeting and the northern side accepted it",
    ),
    (actor, "We borrowed ten pumps from the mine", "We lent the mine ten pumps"),
    (negation, "The dam was built without foreign help", "The dam was built with help from abroad"),
    (
        negation,
        "The reactor was shut down as a precaution and there is no danger to the public",
        "As a precaution the reactor has been switched off, and the public is in danger",
    ),
]


@pytest.mark.parametrize(("kind", "a", "b"), [pytest.param(kind, a, b, id=a) for kind, a, b in CHANGED])
def test_one_fact_changed(told_by, kind, a, b):
    for x, y in ((a, b), (b, a)):
        assert any(told.severity.serious for told in told_by(kind, x, y))


KEPT = [
    (
        "We expected the other side to show the same good sense",
        "We counted on equally sensible behaviour from the other party",
    ),
    ("It takes ten years to train an engineer", "An engineer needs ten years of training"),
    ("The deputy coach will take charge until June", "Until June the team will be in the hands of the deputy coach"),
    ("The shells fell on an uninhabited island", "The shells fell on an island where nobody lives"),
    (
        "I only ask for the first slice, the rest is yours",
        "All I ask for is the first slice, you can have what remains",
    ),
    ("Whoever says so has never opened a book", "Anyone claiming so has not ever opened a book"),
]


@pytest.mark.parametrize(("a", "b"), [pytest.param(a, b, id=a) for a, b in KEPT])
def test_everything_said(told_by, a, b):
    for x, y in ((a, b), (b, a)):
        kinds = (omission, addition, meaning, intensity)
        assert [told for kind in kinds for told in told_by(kind, x, y) if told.severity.serious] == []


OTHERWISE = [
    (
        omission,
        "Every lamp on the pier, apart from those in the burnt section, was lit again by noon",
        "By noon every lamp on the pier was lit again",
    ),
    (
        omission,
        "Whoever fishes here in June will lose the net and the boat",
        "Whoever fishes here in June will lose the net",
    ),
    (
        addition,
        "Travellers get a refund and will have to fill in no form",
        "Passengers will be given a refund as well as compensation and need to complete no form",
    ),
    (
        omission,
        "The former head of the port was questioned for an hour",
        "The chief of the port was questioned for an hour",
    ),
    (meaning, "Inspectors found thallium in the well", "Polonium was found in the well by inspectors"),
    (
        meaning,
        "Farms on the hill will get a loan from the bank",
        "Farms on the hill are going to receive a grant from the bank",
    ),
    (intensity, "The noise is a nuisance to everyone in the valley", "The din is a torment to everybody in the valley"),
    (meaning, "The search on the slope has been suspended", "The search on the slope has been abandoned"),
]


@pytest.mark.parametrize(("kind", "a", "b"), [pytest.param(kind, a, b, id=a) for kind, a, b in OTHERWISE])
def test_something_else_said(told_by, kind, a, b):
    there = {omission: addition, addition: omission}.get(kind, kind)
    assert any(told.severity.serious for told in told_by(kind, a, b))
    assert any(told.severity.serious for told in told_by(there, b, a))
