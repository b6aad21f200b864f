"""To whom and from whom: letters that each rule must flag, and letters it must leave alone."""

from tests.review.samples import THANKS, Cases

CASES: Cases = {
    "R10": [
        ("thank-you", "Thank you. I liked it.", {"subject": "A word of thanks"},
         "Thank you for Tuesday.", {"subject": ""}),
        ("check-in", THANKS, {"told": {"role": "plumber"}}, THANKS, {"told": {"role": "Nurse"}}),
    ],
    "R11": [
        ("thank-you", THANKS, {"greeting": ""}, THANKS, {}),
        ("thank-you", THANKS, {"greeting": "To whom it may concern,"}, THANKS,
         {"greeting": "Dear hiring team,"}),
        ("thank-you", THANKS, {"greeting": "Dear Sir,"}, THANKS,
         {"greeting": "Dear Sir or Madam,", "close": ("Yours faithfully,", "Ada Nwosu")}),
        ("thank-you", THANKS, {"greeting": "Hi there,"}, THANKS,
         {"greeting": "Dear Madame Lachance,"}),
        ("thank-you", THANKS, {"greeting": "Hey all,"}, THANKS, {"greeting": "Hi Ann,"}),
        ("thank-you", THANKS, {"close": ("Cheers,", "Ada Nwosu")}, THANKS,
         {"close": ("Best wishes,", "Ada Nwosu")}),
        ("thank-you", THANKS, {"close": ("Yours faithfully,", "Ada Nwosu")}, THANKS,
         {"close": ("Yours sincerely,", "Ada Nwosu")}),
        ("thank-you", THANKS, {"close": ("Sincerely,", "Ada Nwosu"), "style": "british"}, THANKS,
         {"close": ("Kind regards,", "Ada Nwosu"), "style": "british"}),
        ("thank-you", THANKS, {"close": ("Kind regards,", "Ada Nwosu"), "style": "american"},
         THANKS, {"close": ("Sincerely,", "Ada Nwosu"), "style": "american"}),
        ("thank-you", THANKS, {"close": ("Ada Nwosu",)}, THANKS, {}),
        ("thank-you", THANKS, {"greeting": "Good morning,"}, THANKS,
         {"greeting": "Good morning, Mr. Roe,"}),
        *(("thank-you", THANKS, {"close": ("Hugs,", "Ada Nwosu")}, THANKS,
           {"close": (close, "Ada Nwosu")})
          for close in ("With good wishes,", "With every good wish,", "Peace and good wishes,",
                        "With respect,", "Gratefully,", "All the best to you and the crew,",
                        "With best wishes to the herd,", "Respectfully yours,", "Yours ever,",
                        "Best always,", "With my compliments,", "Thanks very much,")),
    ],
    "R12": [
        ("thank-you", THANKS, {"close": ("Best regards,",)}, THANKS, {}),
        ("thank-you", THANKS, {"close": ("Best regards,", "Ada")}, THANKS,
         {"close": ("Best regards,", "Ada"), "greeting": "Dear Wei-Ling,"}),
        ("thank-you", THANKS, {"close": ("Best regards,", "Ada Nwosu", "Sent from my iPhone")},
         THANKS, {"close": ("Best regards,", "Ada Nwosu", "555 0121")}),
        ("thank-you", THANKS, {"told": {"me": "Ada Obi"}}, THANKS, {"told": {"me": "Ada Nwosu"}}),
    ],
    "R13": [
        ("thank-you", "I came.\n\nThank you.", {}, THANKS, {}),
        ("recruiter", f"{THANKS}\n\nThanks again. Many thanks.", {},
         f"{THANKS}\n\nPlease pass my thanks on. Write after Thanksgiving. Thank you.", {}),
    ],
    "R48": [
        ("thank-you", "I enjoyed hearing Ms. Okafor explain the rota.", {},
         "Thank you again, Ms. Okafor. I met Mr. Okafor and Ms. Okaford too.", {}),
        ("", "I liked Ms Okafor's way with the press.", {}, "Ms. Okafor, it was good to meet you.",
         {}),
        ("", "It was good that Grace showed me the ward.", {"greeting": "Hi Grace,"},
         "Grace, thank you. I worked at Grace Hospital, with Grace Lee.",
         {"greeting": "Hi Grace,"}),
        ("", "As Jane Roe said, it is a good ward.", {"greeting": "Dear Jane Roe,"},
         "As Jane Roe said, it is a good ward.", {"greeting": "Dear Jane Roe and Ann Lee,"}),
        ("", "I saw that Will had a plan.", {"greeting": "Hi Will,"},
         "Will you tell me? In May I was told that I may.", {"greeting": "Hi May,"}),
    ],
}  # fmt: skip
