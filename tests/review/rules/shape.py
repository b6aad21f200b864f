"""Length and shape: letters that each rule must flag, and letters it must leave alone."""

from tests.review.samples import FIFTY, THANKS, TWO_HUNDRED, Cases

CASES: Cases = {
    "R06": [
        ("apology", TWO_HUNDRED, {}, FIFTY, {}),
        ("check-in", "Do you know more?", {}, FIFTY, {}),
        ("", "word " * 230 + "end.", {}, "word " * 150 + "end.", {}),
    ],
    "R07": [
        ("thank-you", THANKS + " I came." * 3, {}, THANKS + " I came." * 2, {}),
        ("thank-you", "\n\n".join([THANKS] * 6), {}, "\n\n".join([THANKS] * 4), {}),
        ("thank-you", f"{THANKS}\n\n" + "I came. " * 6, {}, f"{THANKS}\n\n" + "I came. " * 5, {}),
        ("check-in", "I " + "really " * 99 + "came.", {}, "Do you have a timeline for me?", {}),
        ("apology", f"I came. I was {'so ' * 49}late.\n\n{FIFTY}", {},
         f"I came. I was {'so ' * 46}late.\n\n{FIFTY}", {}),
        ("thank-you", ("very " * 30 + "good. ") + "\n\nAnd " + "so " * 30 + "on.", {},
         f"{THANKS}\n\nI saw Dr. Osei, Mr. Roe and Ms. Li at Arlo Inc. in the morning.", {}),
    ],
    "R08": [
        ("thank-you", THANKS, {"subject": "Following up"}, THANKS, {}),
        ("thank-you", THANKS, {"subject": "Nurse interview!"}, THANKS, {"subject": ""}),
        ("thank-you", THANKS, {"subject": "STAFF NURSE INTERVIEW"}, THANKS,
         {"subject": "ICU nurse interview"}),
        ("thank-you", THANKS, {"subject": "the " * 11}, THANKS, {"subject": "the " * 10}),
        ("thank-you", THANKS, {"subject": "Nice to meet you"}, THANKS,
         {"subject": "Nice to meet you: bakery job"}),
        ("thank-you", THANKS, {"subject": "A clarification"}, THANKS,
         {"subject": "A clarification about the boiler"}),
        ("thank-you", THANKS, {"subject": "Receptionist " * 5}, THANKS,
         {"subject": "Nursery practitioner interview on 12 May: my late arrival"}),
        ("thank-you", THANKS, {"subject": "Re: Nurse"}, THANKS,
         {"subject": "Re: Nurse", "told": {"role": "nurse"}}),
        ("feedback", THANKS, {"subject": "Your decision", "told": {"role": "nurse"}}, THANKS,
         {"subject": "Re: Your decision on all of the many posts we spoke about last week"}),
    ],
}  # fmt: skip
