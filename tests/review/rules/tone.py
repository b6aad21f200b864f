"""Tone and country: letters that each rule must flag, and letters it must leave alone."""

from tests.review.samples import FIFTY, THANKS, Cases

CASES: Cases = {
    "R42": [
        ("thank-you", "Thank you! It was good!", {}, "Thank you! It was good.", {}),
        ("apology", "I am sorry!", {"formal": True}, "I am sorry.", {"formal": True}),
        ("thank-you", "Thank you!", {"style": "british"}, "I used Yahoo! daily.",
         {"style": "british", "told": {"company": "Yahoo!"}}),
        ("thank-you", "It was good 🙂 there.", {}, "It was Gözde’s idea – a good one.", {}),
        ("thank-you", "It was good :)", {}, "It was good (and: short).", {}),
        ("thank-you", "I was VERY glad.", {}, "I know SQL, the NHS and IBM PC work.", {}),
        ("thank-you", "IT WAS GOOD.", {}, "It was good, and so was BBC Two.", {}),
        ("thank-you", "It was awesome lol.", {}, "It was in awe of the lollipop lady.", {}),
    ],
    "R43": [
        ("thank-you", "I am a team player.", {}, "I led a team of players.", {}),
        ("thank-you", "Thank you for your time and consideration.", {},
         FIFTY * 2 + "Thank you for your time and consideration.", {}),
    ],
    "R44": [
        ("thank-you", "I just wanted to write. Hopefully it is read.", {},
         "Hopefully it is read. The sort of work I like is just work.", {}),
    ],
    "R45": [
        ("thank-you", "I really need this job.", {}, "I need two days to start this job.", {}),
        ("thank-you", "It is my dream job. Yes, a dream job.", {}, "It is my dream job.", {}),
        ("check-in", "Let me know as soon as possible.", {},
         "I must answer before I accept another offer.", {}),
        ("thank-you", "I haven't heard back.", {}, "I called the family as soon as possible.", {}),
        ("thank-you", "I beg you.", {}, "I began here.", {}),
    ],
    "R46": [
        ("thank-you", "I like the color.", {"style": "british"}, "I like the colour.",
         {"style": "british", "greeting": "Dear Ms Okafor,"}),
        ("thank-you", "I recognise the colour.", {"style": "american"}, "I recognize the color.",
         {"style": "american"}),
        ("thank-you", "I organize it, and I realise it.", {"style": "british"},
         "I organize it in the Center.", {"style": "british", "greeting": "Dear Ann,"}),
        ("thank-you", "I like the color and the centre.", {}, "I like the color at the Centre.",
         {}),
        ("thank-you", "I met Mr Roe.", {}, "I met Mr. Roe.", {}),
        ("thank-you", "I came on 16 November.", {"style": "american"}, "I came on November 16.",
         {"style": "american"}),
        ("thank-you", "I came on November 16.", {"style": "british", "greeting": "Dear Ann,"},
         "I came on 16 November.", {"style": "british", "greeting": "Dear Ann,"}),
        ("thank-you", "I attach my resume.", {"style": "british", "greeting": "Dear Ann,"},
         "I resume my work.", {"style": "british", "greeting": "Dear Ann,"}),
        ("thank-you", "I cut it by two centimetres.", {"style": "american"},
         "I cut two centimeters.", {"style": "american"}),
        ("thank-you", "I cut two centimeters.", {"style": "british", "greeting": "Dear Ann,"},
         "I cut two centimetres at the Centimeters Lab.",
         {"style": "british", "greeting": "Dear Ann,"}),
        ("thank-you", THANKS, {"pictures": ("https://example.com/x.png",)}, THANKS, {}),
    ],
}  # fmt: skip
