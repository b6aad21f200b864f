"""What each letter is for: letters that each rule must flag, and letters it must leave alone."""

from tests.review.samples import FIFTY, SORRY, THANKS, Cases

CASES: Cases = {
    "R09": [
        ("thank-you", "I enjoyed the tour.", {"lost": ("thanks",)}, THANKS, {}),
        ("check-in", "I passed.", {"lost": ("ask",)}, "May I ask when?", {}),
    ],
    "R16": [
        ("thank-you", "Thank you for Tuesday.", {}, FIFTY, {}),
        ("thank-you", FIFTY + "I am a team player and a perfect fit.", {},
         FIFTY + "I am a team player.", {}),
    ],
    "R17": [
        ("thank-you", "I know the interview went badly.", {}, "The day went well.", {}),
        ("feedback", "I was nervous that day.", {}, "I calmed nervous patients for years.", {}),
        ("second-interview", "I blew it, as you saw.", {}, "Nerves got the better of me.", {}),
        ("", "I am so embarrassed.", {}, "The team was never embarrassed to ask.", {}),
    ],
    "R20": [
        ("thank-you", "I forgot to mention SQL. I should have said Go.", {},
         "One thing I did not get to mention is that I teach.", {}),
        ("clarification", "When you asked A. You asked B. You also asked C.", {},
         "When you asked A. You also asked B. I sent what you asked for.", {}),
        ("second-interview", "I:\n- a.\n- b.\n- c.\n- d.", {}, "I:\n- a.\n- b.\n- c.", {}),
    ],
    "R21": [
        ("clarification", "I am sorry that I gave no example.", {},
         "My answer stayed too general. The customer was sorry to go.", {}),
        ("clarification", "My apologies for that.", {}, "I handled the apology letters there.", {}),
        ("clarification", "I had a late supplier. I am sorry that I gave no example.", {},
         "I am sorry that I was ten minutes late.", {}),
        ("clarification", "I came early. I'm sorry about my answer.", {},
         "I came late on Monday. I'm sorry about that.", {}),
        ("clarification", "I am sorry about the late delivery I told you of.", {},
         "I am sorry to have kept you waiting.", {}),
        ("clarification", "I was late. We met. I am sorry for my answer.", {},
         "I should have written sooner, and I'm sorry.", {}),
    ],
    "R22": [
        ("apology", "Your question was confusing.", {}, "Your question was a good one.", {}),
        ("second-interview", "I was stuck in traffic.", {}, "I planned the city's traffic.", {}),
        ("apology", "Your signs are confusing.", {}, "I read the signs too late.", {}),
        ("apology", "Your entrance is hard to find.", {},
         "I took the wrong entrance.", {}),
        ("thank-you", "You put me on the spot.", {}, "You put the team on the spot map.", {}),
        ("thank-you", "I think you misunderstood me.", {}, "I misunderstood you.", {}),
    ],
    "R24": [
        ("apology", "I am sorry. I am sorry. I apologize.", {}, f"{SORRY} I am sorry.", {}),
        ("apology", "I arrived late.", {}, SORRY, {}),
        ("apology", "I am deeply sorry that I was late.", {}, SORRY, {}),
    ],
    "R25": [
        ("apology", "I am sorry for any inconvenience.", {}, SORRY, {}),
        ("apology", "It was a long day. We had met. I am sorry.", {},
         f"Thank you for seeing me. {SORRY}", {}),
        ("apology", "I want to apologize for Monday. I hope that you are well.", {},
         "I apologise for swearing when the bucket fell.", {}),
        ("apology", "Sorry about the other day.", {}, "I'm sorry about the coffee on Tuesday.", {}),
        ("apology", "I'm sorry for everything, and I know it was bad.", {},
         "I left my gum in. You were too polite to say so. I saw it late, and I apologise.", {}),
        ("apology", "I am sorry if I offended anybody.", {}, "I am sorry that I offended you.", {}),
    ],
    "R26": [
        ("apology", "I am sorry that I was late, but the hour was early.", {},
         f"{SORRY} It was not long but it was yours.", {}),
        ("apology", f"{SORRY} However, it was early.", {}, f"{SORRY} I met all but one.", {}),
        ("apology", f"{SORRY} It was because " + "of this and that " * 6 + "too.", {},
         f"{SORRY} It was because I had written down the wrong time.", {}),
        ("apology", f"{SORRY} It was because of rain. It was because of snow.", {},
         f"{SORRY} It was because of rain.", {}),
    ],
    "R28": [
        ("apology", "Please forgive me.", {}, "I will understand if you are not willing.", {}),
        ("second-interview", "I ask for one more chance.", {},
         "I ran a second-chance programme, and gave them another chance to learn.", {}),
    ],
    "R32": [
        ("second-interview", "I had my first of my chemo sessions.", {}, "I was unwell that day.",
         {}),
        ("apology", "My mother was in the clinic.", {}, "A family matter came up.", {}),
    ],
    "R33": [
        ("rejection-reply", "I was surprised to hear it.", {}, "I was sorry to hear it.", {}),
        ("feedback", "I think you made a mistake.", {},
         "I am not asking you to reconsider. I understand and accept the decision.", {}),
    ],
    "R34": [
        ("feedback", "Was it A? Was it B? Was it C?", {}, "Was it A? Was it B?", {}),
        ("feedback", "Please say why I was rejected.", {}, "Please say how clear I was.", {}),
    ],
    "R35": [
        ("feedback", "I would value a line or two.", {},
         "If your policy or your time does not allow it, I understand.", {}),
    ],
    "R36": [
        ("check-in", "Have you any thoughts for me?", {},
         "Do you have a timeline you can share for the next step?", {}),
    ],
    "R37": [
        ("check-in", "I haven't heard back.", {}, "You hoped to decide by Monday.", {}),
        ("check-in", "It has been ten days since we met.", {}, "I have been a nurse for ten days.",
         {}),
    ],
    "R38": [
        ("rejection-reply", "I am deeply disappointed.", {}, "I was sorry to hear it.", {}),
        ("rejection-reply", "I was disappointed. I was sorry to hear it.", {},
         "I was disappointed. I am still glad I came.", {}),
    ],
    "R39": [
        ("recruiter", "Between you and me, he was rude.", {}, "A guest was rude, and I kept calm.",
         {}),
        ("recruiter", "Could you ask for more than my day rate?", {}, "Could you pass this on?",
         {}),
    ],
}  # fmt: skip
