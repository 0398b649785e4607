"""Common names of the countries the children come from. Names are facts; every person made from them is invented."""

from __future__ import annotations

COUNTRIES = (  # name, court's code, pool of names, first language by the court's code
    ("Guatemala", "GT", "spanish", "SP"), ("Honduras", "HO", "spanish", "SP"), ("El Salvador", "ES", "spanish", "SP"),
    ("Mexico", "MX", "spanish", "SP"), ("Ecuador", "EC", "spanish", "SP"), ("Nicaragua", "NU", "spanish", "SP"),
    ("Colombia", "CO", "spanish", "SP"), ("Venezuela", "VE", "spanish", "SP"), ("Haiti", "HA", "haitian", "CRE"),
    ("Peru", "PE", "spanish", "SP"), ("Brazil", "BR", "brazilian", "POR"), ("Cuba", "CU", "spanish", "SP"),
    ("Guinea", "GV", "guinean", "FR"), ("India", "IN", "indian", "HIN"), ("China", "CH", "chinese", "MAN"),
)  # fmt: skip
MAYAN_LANGUAGES = ("KEK", "MAM", "QUI", "IXL")

_SURNAMES = {
    "spanish": """
        López García Hernández Pérez González Rodríguez Martínez Ramírez Morales Gómez Vásquez Cruz Flores Reyes
        Mejía Ramos Castillo Díaz Rivera Mendoza Sánchez Torres Juárez Ortiz Chávez Gutiérrez Romero Aguilar
        Alvarado Velásquez Méndez Castro Guzmán Orellana Rivas Escobar Estrada Ruiz Vargas Domínguez Santos
        Salazar Contreras Jiménez Zelaya Pineda Maldonado Cabrera Barrios Figueroa Fuentes Guerra Herrera Lemus
        Marroquín Menjívar Miranda Molina Monterroso Moreno Muñoz Navarro Núñez Ochoa Pacheco Padilla Paz Peña
        Portillo Quintanilla Recinos Rosales Salguero Sandoval Serrano Solís Soto Suazo Tejada Turcios Urbina
        Valdez Valladares Vega Velasco Villatoro Zamora Zavala Zúñiga Amaya Ayala Benítez Bonilla Cáceres
        Calderón Campos Canales Cárdenas Carranza Cerrato Chicas Cordón Corado Coto Dubón Enamorado Erazo
        Espinoza Funes Galdámez Gámez Girón Godoy Granados Henríquez Interiano Lara Lobo Madrid Matute Medina
        Membreño Murillo Oliva Osorio Palma Paredes Perdomo Ponce Quijano Rápalo Robles Rubio Sagastume Samayoa
        Sarmiento Sorto Tábora Trejo Ulloa Umaña Vaquerano Yánez""",
    "particles": "de_León|de_la_Cruz|del_Cid|de_Paz|de_la_Rosa|del_Valle|de_Jesús|de_los_Santos",
    "mayan": """
        Caal Choc Coc Pop Xol Ical Tzul Ixcoy Tiul Cucul Xo Chub Che Maquin Ba Tzib Cac Yat Sacul Coy Quib Ixim
        Tun Ajanel Chitop Us Tum Tzoc Ajpop Chivalán Cuc Sucuqui Toj Tojín Tzunux Xicay Cojtí Batz Brito
        Raymundo Chel Cobo Ceto Sánic Cux Quiej Tecú Zapeta Itzep Chox Tax Tzaj Jolomná Xiquín Cutzal""",
    "haitian": """
        Jean Pierre Joseph Charles Louis Saint-Louis François Baptiste Étienne Paul Augustin Désir Michel
        Exantus Dorvil Cadet Noël Toussaint Alexis Estimé Philippe Bien-Aimé Fleurant Compère Élie Jeune Moïse
        Lafleur""",
    "brazilian": """
        Silva Santos_Br Oliveira Souza Lima Pereira Ferreira Costa Rodrigues Almeida Nascimento Alves Carvalho
        Araújo Ribeiro Gonçalves Barbosa Cardoso Teixeira Moura""",
    "guinean": "Diallo Bah Barry Sow Camara Condé Keïta Touré Traoré Sylla Soumah Bangoura Kaba Cissé Baldé",
    "indian": "Patel Singh Kaur Sharma Kumar Shah Gill Sandhu Dhillon Desai Chaudhari Grewal Sidhu Parmar",
    "chinese": "Chen Lin Zheng Wang Li Zhang Huang Liu Wu Zhou Yang He Jiang Dong Weng",
}
_GIVEN = {
    "spanish": (
        """
            José Luis Juan Carlos Kevin Brayan Cristian Wilmer Edwin Jorge Mario Daniel David Miguel Ángel Óscar
            Pedro Francisco Manuel Marvin Elmer Henry Anderson Jefferson Josué Jonathan Alexander Fernando Diego
            Gerson Selvin Rigoberto Alex Antonio Byron César Darwin Denis Eduardo Elías Elvin Emerson Enrique
            Erick Esdras Franklin Gustavo Héctor Isaac Javier Joel Julio Lester Marcos Mauricio Moisés Nelson
            Noé Osman Rafael Ricardo Roberto Rubén Samuel Santos Santiago Sergio Víctor Walter Wilson Yeison
            Ariel Axel Bayron""",
        """
            María Ana Rosa Juana Carmen Marta Karla Katherine Daniela Gabriela Yesenia Brenda Wendy Glenda
            Jennifer Estefany Angie Josefina Catarina Elena Heidy Kimberly Nataly Dulce Esmeralda Evelyn Fátima
            Genesis Gloria Ingrid Irma Isabel Jackeline Keyla Leticia Lesly Lidia Lilian Lucía Luz Maritza Mayra
            Melany Mirna Mónica Nancy Nohemí Olga Paola Patricia Reina Sandra Sara Silvia Sofía Suyapa Valeria
            Vilma Yamileth Yolanda Zoila Alison Beatriz Cindy""",
    ),
    "mayan": (
        """
            Domingo Sebastián Mateo Pascual Gaspar Andrés Tomás Diego_M Marcos_M Pedro_M Juan_M Lorenzo Bartolo
            Sabino Santiago_M Martín Felipe Nicolás Baltazar Jacinto Francisco_M Rolando Arnoldo Ervin""",
        """
            Catarina_M María_M Magdalena Ana_M Juana_M Petrona Eulalia Isabela Dominga Candelaria Micaela Elvira
            Rosenda Angelina Floridalma Marta_M Lucía_M Manuela Pascuala Feliciana""",
    ),
    "haitian": (
        "Jean_H Wilson_H Peterson Ricardo_H Woodly Stanley Jameson Frantz Emmanuel Samuel_H Kervens Rodney Wisly",
        "Marie Rose Guerline Widline Fabiola Nadège Islande Mirlande Roseline Esther Daphnée Judeline Nathalie",
    ),
    "brazilian": (
        "Gabriel João Lucas Pedro_B Matheus Gustavo_B Rafael_B Felipe_B Thiago Vinícius Kauã Davi",
        "Maria Ana_B Júlia Letícia Beatriz_B Larissa Vitória Camila Gabriela_B Amanda Rafaela Yasmin",
    ),
    "guinean": (
        "Mamadou Ibrahima Alpha Amadou Abdoulaye Boubacar Thierno Ousmane Saïdou Mohamed",
        "Aïssatou Fatoumata Mariama Kadiatou Hawa Aminata Djénabou Oumou",
    ),
    "indian": (
        "Arjun Harpreet Jaspreet Rohit Manpreet Gurpreet Karan Vishal Ravi Jatin",
        "Simran Priya Harleen Navneet Komal Pooja Jasleen Kajal",
    ),
    "chinese": ("Wei Jie Hao Ming Jun Qiang Lei Bin Yong Feng", "Mei Xiu Yan Ling Fang Hong Jing Qing Lan Ying"),
}
SHORT_FORMS = {
    "José": "Chepe", "Francisco": "Paco", "Luis": "Lucho", "Jesús": "Chuy", "Manuel": "Manolo", "Guadalupe": "Lupe",
    "Roberto": "Beto", "Eduardo": "Lalo", "Enrique": "Quique", "Ricardo": "Rica", "Santiago": "Chago", "Rafael": "Rafa",
    "Antonio": "Toño", "María": "Ma", "Isabel": "Chabela", "Patricia": "Paty", "Gabriela": "Gaby", "Alexander": "Alex",
    "Jonathan": "Jonatan", "Katherine": "Katerin", "Kevin": "Kebin", "Brayan": "Bryan", "Jennifer": "Yenifer",
    "Cristian": "Christian", "Jefferson": "Yeferson", "Yesenia": "Jessenia", "Wilmer": "Vilmer", "Josué": "Yosue",
    "Sebastián": "Bastián", "Catarina": "Katarina", "Domingo": "Mingo", "Emmanuel": "Manno", "Eulalia": "Lala",
}  # fmt: skip


def _plain(name: str) -> str:
    """The name without the mark that keeps two pools apart, and with its spaces."""
    stem, _, mark = name.rpartition("_")
    return stem if stem and mark in {"M", "H", "B", "Br"} else name.replace("_", " ")


def _gather(pools: dict[str, str]) -> tuple[tuple[str, ...], dict[str, tuple[int, int]]]:
    every: list[str] = []
    spans: dict[str, tuple[int, int]] = {}
    for pool, names in pools.items():
        listed = names.split("|") if "|" in names else names.split()
        spans[pool] = (len(every), len(listed))
        every += [_plain(name) for name in listed]
    return tuple(every), spans


SURNAMES, SURNAME_SPANS = _gather(_SURNAMES)
GIVEN, GIVEN_SPANS = _gather(
    {f"{pool} {sex}": names[n] for pool, names in _GIVEN.items() for n, sex in enumerate("MF")}
)
