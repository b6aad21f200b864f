"""Spelling: letters that the rule must flag, and letters it must leave alone."""

from tests.review.samples import Cases

CASES: Cases = {
    "R47": [
        ("thank-you", "I put it in my calender.", {}, "I put it in my calendar.", {}),
        ("", "I recieved your note.", {}, "I received your note.", {}),
        ("", "I should of asked.", {}, "I should have asked, of course.", {}),
        ("", "I heard form you.", {}, "I filled in the form you sent.", {}),
        ("", "I dont mind.", {}, "I don't mind.", {}),
        ("", "From now on I will I would call.", {}, "From now on I will call.", {}),
        ("", "We met at an university.", {}, "We met at a university.", {}),
        ("", "We spoke of nurses nurses.", {}, "I had had a doubt that that was right.", {}),
        ("", "I saw the calender.", {}, "I saw it at Calender Ltd.",
         {"told": {"company": "Calender Ltd."}}),
        ("", "I liked the wrok.", {}, "I used Wrok and kubectl with methotrexate.", {}),
        ("", "I like the color and the colr.", {}, "I like the colour.", {"style": "british"}),
        ("", "I have the plat in mnid.", {},
         "Ich habe mich sehr gefreut, dass Sie mir das gezeigt haben, und das war gut.", {}),
        ("", "It was definately good.", {}, "It was awesome, and I'm gonna say so.", {}),
    ],
}  # fmt: skip
