"""The agencies and offices that hold a child, a record or a duty."""

CBP = "CBP"
"""Customs and Border Protection, Department of Homeland Security."""
ICE = "ICE"
"""Immigration and Customs Enforcement, Department of Homeland Security."""
ORR = "ORR"
"""Office of Refugee Resettlement, Department of Health and Human Services (HHS)."""
EOIR = "EOIR"
"""Executive Office for Immigration Review, Department of Justice: the immigration courts."""
USCIS = "USCIS"
"""Citizenship and Immigration Services, Department of Homeland Security."""
HHS = "HHS"
"""Department of Health and Human Services; ORR acts for it."""

AGENCIES = (CBP, ICE, ORR, EOIR, USCIS, HHS)
