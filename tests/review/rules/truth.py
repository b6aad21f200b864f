"""True and whole: letters that each rule must flag, and letters it must leave alone."""

from tests.review.samples import Cases, marked

CASES: Cases = {
    "R01": [
        (
            "thank-you",
            "",
            {"marked": (marked("Thank you for <meeting me> in Leeds."),)},
            "",
            {"marked": (marked("Thank you for <meeting me in Leeds>. I remain glad."),)},
        ),
        (
            "thank-you",
            "",
            {"marked": (marked("I led a team of 12 with <care>."),)},
            "",
            {"marked": (marked("<I led a team of 12.> You said so, and I agree."),)},
        ),
    ],
    "R02": [
        ("thank-you", "I met [NAME] there.", {}, "I met the team there.", {}),
        ("thank-you", "I enjoyed {{ enjoyed }}.", {}, "I enjoyed the ward.", {}),
        ("thank-you", "I work at Arlo Inc.. Gladly.", {}, "I work at Arlo Inc. and so on ...", {}),
        ("thank-you", "You mentioned that TODO.", {}, "You keep a to-do and a todo list.", {}),
        ("thank-you", "I enjoyed xxx.", {}, "I wear XXXL, and I met Xxavier.", {}),
        ("thank-you", "I enjoyed tbd.", {}, "I enjoyed the TB ward.", {}),
        ("thank-you", "I enjoyed ???.", {}, "Did I enjoy it? I did.", {}),
        ("thank-you", "Lorem ipsum.", {}, "I met Loren Epsom.", {}),
        ("thank-you", "I came.", {"close": ("Best regards,", "[Your Name]")}, "I came.", {}),
        ("thank-you", "I came.", {"greeting": "Dear XXX,"}, "I came.", {}),
        ("thank-you", "I came.", {"subject": "Interview on TODO"}, "I came.", {}),
        ("thank-you", "I enjoyed n/a.", {}, "I used a .NET service, a.m. and p.m.", {}),
        ("thank-you", "I enjoyed None.", {}, "None of the forms was lost.", {}),
        ("thank-you", "I enjoyed  it there.", {}, "I enjoyed it.  I came by train.", {}),
        ("thank-you", "I enjoyed it .", {}, "I enjoyed it.", {}),
        ("thank-you", "Hello.", {"greeting": "Dear [Name],"}, "Hello.", {}),
    ],
    "R03": [
        ("thank-you", "You and Ms. Okafur spoke.", {}, "You and Ms. Okafor spoke.", {}),
        ("thank-you", "It is like Okafr says.", {}, "It is as Oksana says.", {}),
        (
            "thank-you",
            "I came to Northgate and left Northgaet late.",
            {},
            "I came from Germany and speak German with Germans.",
            {},
        ),
        (
            "thank-you",
            "I like Nothgate.",
            {"told": {"company": "Northgate Foods"}},
            "I like Northgate.",
            {"told": {"company": "Northgate Foods"}},
        ),
        (
            "thank-you",
            "I like it.",
            {"subject": "Interview with Okafur"},
            "Monday and Sunday suit me.",
            {},
        ),
        ("thank-you", "I met Mr Macdonald.", {"greeting": "Dear Mr MacDonald,"}, "I met him.", {}),
        ("thank-you", "I met Ms. Hil.", {"greeting": "Dear Ms. Hill,"}, "I met Mr. Hall.",
         {"greeting": "Dear Ms. Hill,"}),
    ],
    "R04": [
        ("thank-you", "I would like the.", {}, "I would like the post.", {}),
        ("thank-you", "I came because. It ended.", {}, "I came because I like it.", {}),
    ],
    "R05": [
        ("thank-you", "I would like the the post.", {}, "I know that that helps.", {}),
        ("thank-you", "I enjoyed I liked the ward.", {}, "I enjoyed it, and I came back.", {}),
        ("thank-you", "I saw a apple and a elm.", {}, "I saw a one-page plan at a European unit.",
         {}),
        ("thank-you", "I saw a arm.", {}, "It needs a Type A or F, and bay A is free.", {}),
        ("thank-you", "I saw an nurse.", {}, "I saw an MBA, an hour, an npm list, an idea.", {}),
        ("thank-you", "I liked the ward. the ward is good.", {}, "I moved 40 lines. dbt ran.", {}),
        ("thank-you", "I came, and i stayed.", {}, "I came, and I stayed.", {}),
        ("thank-you", "I liked the ward", {}, "I liked the ward.", {}),
        ("thank-you", "the ward was good.", {}, "The ward was good.", {}),
    ],
}  # fmt: skip
