"""Ranks, units, awards and ages by class: both armies, the fleets, the police, three languages, words and digits."""

from __future__ import annotations

from datetime import date

import pytest

from everyname.extract.spans import find_all

PUBLISHED = date(2024, 3, 14)
FORMS = r"""
ru | rank | Погиб гв. мл. с-т Иванов Пётр | гвардии младший сержант
ru | rank | ст. л-т Орлов | старший лейтенант
ru | rank | погиб ст.лейтенант Орлов | старший лейтенант
ru | rank | гв.ряд. Орлов Иван | гвардии рядовой
ru | rank | п/п-к Орлов Иван | подполковник
ru | rank | похоронили старлея Орлова Ивана | старший лейтенант
ru | rank | капитан 3-го ранга Орлов | капитан 3 ранга
ru | rank | капитана третьего ранга Орлова | капитан 3 ранга
ru | rank | кап. 2 р. Орлов Иван | капитан 2 ранга
ru | rank | лейтенант м/с Орлов Иван | лейтенант медицинской службы
ru | rank | подполковник внутренней службы Орлов | подполковник внутренней службы
ru | rank | мл. лейтенант полиции Орлов | младший лейтенант полиции
ru | rank | гвардии старшего прапорщика Орлова | гвардии старший прапорщик
ru | rank | главный корабельный старшина Орлов | главный корабельный старшина
ru | rank | старшина 1-й статьи Орлов | старшина 1 статьи
ru | rank | старшина II статьи Орлов | старшина 2 статьи
ru | rank | Орлов Иван, р-й, 1990 | рядовой
ru | rank | ефр. Орлов Иван | ефрейтор
ru | rank | сержант запаса Орлов | сержант
ru | rank | рядовым Орловым | рядовой
ru | rank | капитан-лейтенанта Орлова | капитан-лейтенант
ru | rank | гвардейцы: мл.с-т Орлов | младший сержант
ru | rank | генерал-майора Орлова | генерал-майор
ru | rank | ст. с-т Орлов А. П. | старший сержант
ru | rank | ст.серж. Орлов А. П. | старший сержант
ru | rank | ст-на Орлов А. П. | старшина
ru | rank | ст. пр-к Орлов А. П. | старший прапорщик
ru | rank | гл. старшина Орлов А. П. | главный старшина
uk | rank | Загинув мол. с-т Петренко | молодший сержант
uk | rank | ст. солд. Петренко Іван | старший солдат
uk | rank | штаб-сержанта Петренка | штаб-сержант
uk | rank | майстер-сержантові Петренку | майстер-сержант
uk | rank | старшого лейтенанта медичної служби Петренка | старший лейтенант медичної служби
uk | rank | головний старшина Петренко | головний старшина
uk | rank | капітан III рангу Петренко | капітан 3 рангу
uk | rank | капітана третього рангу Петренка | капітан 3 рангу
uk | rank | рядового Петренка | рядовий
uk | rank | капрал поліції Петренко | капрал поліції
uk | rank | старшині Петренку | старшина
uk | rank | молодшого лейтенанта Петренка | молодший лейтенант
uk | rank | гвардії старшого лейтенанта Петренка | гвардії старший лейтенант
en | rank | Sr. Lt. Ivan Petrov | senior lieutenant
en | rank | Jr. Sgt. Ivan Petrov | junior sergeant
en | rank | SSgt. Ivan Petrov | staff sergeant
en | rank | Pfc. Ivan Petrov | private first class
en | rank | Lt. Col. Ivan Petrov | lieutenant colonel
en | rank | Captain 2nd Rank Ivan Petrov | captain second rank
en | rank | captain of the first rank Ivan Petrov | captain first rank
en | rank | Cpl Ivan Petrov | corporal
en | rank | 1st Lt. Ivan Petrov | first lieutenant
en | rank | Guards Senior Lieutenant Ivan Petrov | guards senior lieutenant
en | rank | Maj. Ivan Petrov | major
en | rank | Major Ivan Petrov | major
en | rank | Ivan Petrov, a major in the 4th brigade | major
en | rank | Ivan Petrov, a captain, was killed | captain
en | rank | Ivan Petrov, a private, was killed | private
en | rank | A Russian major, Konstantin Baturin, was killed | major
en | rank | The captain of the ship | -
en | rank | a major offensive | -
en | rank | a major defeat near | -
en | rank | in private hands | -
en | rank | the rank of captain | captain
ru | unit | боец 155 огбрмп | 155-я отдельная гвардейская бригада морской пехоты
ru | unit | служил в 331-м гвардейском парашютно-десантном полку | 331-й гвардейский парашютно-десантный полк
ru | unit | из 331 гв. пдп | 331-й гвардейский парашютно-десантный полк
ru | unit | разведчик 61-й Киркенесской бригады морпехов | 61-я Киркенесская бригада
ru | unit | 14-я отдельная бригада спецназа | 14-я отдельная бригада спецназа
ru | unit | из 810-й гвардейской орденов Жукова и Ушакова бригады | 810-я гвардейская орденов Жукова и Ушакова бригада
ru | unit | 150-й мсд | 150-я мотострелковая дивизия
ru | unit | из 1-го гв. тп | 1-й гвардейский танковый полк
ru | unit | 82 мсп 69 омсбр | 82-й мотострелковый полк;69-я отдельная мотострелковая бригада
ru | unit | 7-я военная база | 7-я военная база
ru | unit | 18-я пулемётно-артиллерийская дивизия | 18-я пулемётно-артиллерийская дивизия
ru | unit | 47-я танковая дивизия, 245 гв. мсп | 47-я танковая дивизия;245-й гвардейский мотострелковый полк
ru | unit | боец отряда «Барс-Сармат» | Барс-Сармат
ru | unit | воевал в отряде «Невский» | Невский
ru | unit | военная часть 12345 | в/ч 12345
ru | unit | В.Ч. 12345 | в/ч 12345
ru | unit | в в.ч. № 12345 | в/ч 12345
ru | unit | из войсковой части 45377 | в/ч 45377
ru | unit | в\ч 12345 | в/ч 12345
ru | unit | 3-й дшр 2 дшб | 3-я десантно-штурмовая рота;2-й десантно-штурмовой батальон
ru | unit | он служил в 200-й бригаде | 200-я бригада
ru | unit | в двухсотой бригаде | -
ru | unit | в мотострелковом полку № 1234 | -
ru | unit | в 15-й омсбр (миротворцы) | 15-я отдельная мотострелковая бригада
ru | unit | из 22-й обрСпН ГРУ | 22-я отдельная бригада специального назначения
ru | unit | пулемётчик батальона «Восток» | Восток
ru | unit | 68-й танковый полк | 68-й танковый полк
ru | unit | 1430 мсп | 1430-й мотострелковый полк
ru | unit | 1009-й мотострелковый полк | 1009-й мотострелковый полк
ru | unit | в 98-й гвардейской воздушно-десантной дивизии | 98-я гвардейская воздушно-десантная дивизия
ru | unit | 137-й гв. пдп 106 вдд | 137-й гвардейский парашютно-десантный полк;106-я воздушно-десантная дивизия
uk | unit | 93 ОМБр «Холодний Яр» | 93-тя окрема механізована бригада
uk | unit | 112-ї окремої бригади тероборони | 112-та окрема бригада територіальної оборони
uk | unit | із 40-ї бригади тактичної авіації | 40-ва бригада тактичної авіації
uk | unit | воїн 36 обрмп | 36-та окрема бригада морської піхоти
uk | unit | 25 оПДБр | 25-та окрема повітрянодесантна бригада
uk | unit | 241 обр ТрО | 241-ша окрема бригада територіальної оборони
uk | unit | в/ч А1234 | в/ч А1234
uk | unit | військова частина А 7014 | в/ч А7014
uk | unit | військовій частині 3027 НГУ | -
uk | unit | 5-ї Слобожанської бригади НГУ | 5-та Слобожанська бригада НГУ
uk | unit | 2-го батальйону 24 ОМБр імені короля Данила | 2-й батальйон;24-та окрема механізована бригада
uk | unit | 3-ї окремої штурмової бригади | 3-тя окрема штурмова бригада
uk | unit | полку «Азов» | Азов
uk | unit | 1-го окремого танкового батальйону | 1-й окремий танковий батальйон
uk | unit | 73-го морського центру спеціальних операцій | 73-й морський центр спеціальних операцій
uk | unit | 8-го окремого полку спеціального призначення | 8-й окремий полк спеціального призначення
uk | unit | 46 ОАеМБр | 46-та окрема аеромобільна бригада
uk | unit | 101-ї окремої бригади охорони Генштабу | 101-ша окрема бригада охорони
uk | unit | десятої гірсько-штурмової бригади | 10-та гірсько-штурмова бригада
en | unit | a soldier of the 155th Naval Infantry Brigade | 155th Naval Infantry Brigade
en | unit | the 76th Guards Air Assault Division | 76th Guards Air Assault Division
en | unit | 331st Guards Airborne Regiment | 331st Guards Airborne Regiment
en | unit | the International Legion | International Legion
en | unit | with the 92nd Mech Bde | 92nd Mech Bde
en | unit | military unit 12345 | в/ч 12345
en | unit | the 3rd Separate Assault Brigade | 3rd Separate Assault Brigade
en | unit | 12th Azov Brigade | 12th Azov Brigade
en | unit | the 1st Battalion of the 47th Brigade | 1st Battalion;47th Brigade
en | unit | 22nd Spetsnaz Brigade | 22nd Spetsnaz Brigade
en | unit | 103rd Territorial Defence Brigade | 103rd Territorial Defence Brigade
en | unit | Storm-Z | Storm Z
en | unit | a Storm-Z unit | Storm Z
en | unit | Wagner's second company | -
ru | award | награждён орденом Мужества и медалью «За отвагу» | орден Мужества;медаль «За отвагу»
ru | award | орденами Мужества (посмертно) и Жукова | орден Мужества;орден Жукова
ru | award | посмертно удостоен ордена Мужества | орден Мужества
ru | award | двумя орденами Мужества | орден Мужества
ru | award | кавалер ордена Мужества | орден Мужества
ru | award | кавалер двух орденов Мужества | орден Мужества
ru | award | медали «За отвагу», Суворова и Жукова | медаль «За отвагу»;медаль Суворова;медаль Жукова
ru | award | медалями Жукова и Суворова | медаль Жукова;медаль Суворова
ru | award | Георгиевским крестом IV степени | Георгиевский крест IV степени
ru | award | Георгиевского креста 4-й степени | Георгиевский крест IV степени
ru | award | медалью «За храбрость» II степени | медаль «За храбрость» II степени
ru | award | медаль «За храбрость» 2 ст. | медаль «За храбрость» II степени
ru | award | звание Героя Российской Федерации | Герой России
ru | award | присвоено звание Героя России (посмертно) | Герой России
ru | award | Герой РФ | Герой России
ru | award | Звезда Героя России | Герой России
ru | award | орден «Мужества» | орден Мужества
ru | award | орденом мужества | орден Мужества
ru | award | медалью За отвагу | медаль «За отвагу»
ru | award | медали: «За отвагу», «За боевые отличия» | медаль «За отвагу»;медаль «За боевые отличия»
ru | award | знаком отличия — Георгиевским крестом | Георгиевский крест
ru | award | медаль «За взятие Бахмута» | медаль «За взятие Бахмута»
ru | award | орден Александра Невского | орден Александра Невского
ru | award | посмертно — орденом Мужества | орден Мужества
ru | award | мед. «За отвагу» | медаль «За отвагу»
ru | award | орд. Мужества | орден Мужества
uk | award | ордена Богдана Хмельницького ІІ ступеня | орден Богдана Хмельницького ІІ ступеня
uk | award | відзнакою «Золотий хрест» | відзнака «Золотий хрест»
uk | award | медаллю «Захиснику Вітчизни» | медаль «Захиснику Вітчизни»
uk | award | звання Герой України | Герой України
uk | award | Хрестом бойових заслуг | хрест бойових заслуг
uk | award | орденом «За мужність» третього ступеня | орден «За мужність» ІІІ ступеня
uk | award | нагрудним знаком «Золотий хрест» | Золотий хрест
uk | award | орден За мужність 3 ступеня | орден «За мужність» ІІІ ступеня
en | award | the Order of Courage | орден Мужества
en | award | posthumously awarded the title of Hero of Ukraine | Герой України
en | award | the Order for Courage, third class | орден «За мужність» III ступеня
en | award | the Order For Courage, 3rd degree | орден «За мужність» III ступеня
en | award | Medal "For Bravery" | медаль «За отвагу»
en | award | Order of Bohdan Khmelnytsky | орден Богдана Хмельницького
ru | age | Осенью ему исполнилось бы сорок. | 39
ru | age | ему исполнилось бы 37 | 37
uk | age | За тиждень йому мало б виповнитися двадцять два. | 21
uk | age | До п'ятдесяти не дотягнув місяць | 49
ru | age | до сорока не дожил три дня | 39
ru | age | не дожил месяца до сорока | 39
ru | age | не дожил до 30-летия | 29
ru | age | На 28-м году оборвалась жизнь связиста | 27
ru | age | на 47-м году жизни | 46
ru | age | на двадцать восьмом году ушёл | 27
ru | age | на 2-м году войны | -
ru | age | не дожил до победы | -
ru | age | в возрасте двадцати семи лет | 27
ru | age | двадцатисемилетний боец | 27
ru | age | Ему шёл двадцать пятый год | 24
ru | age | было ему тридцать шесть | 36
ru | age | 27 лет ему было | 27
ru | age | в свои 19 | 19
ru | age | Навсегда 23. | 23
ru | age | Парню было всего 22 | 22
ru | age | Прожил Егор 31 год | 31
ru | age | Отдал службе 20 лет | -
ru | age | ему было 45, оставил двоих детей | 45
ru | age | 41-летнего мужчину | 41
uk | age | йому було двадцять сім | 27
uk | age | на 35-му році життя | 34
uk | age | у 26 років | 26
uk | age | назавжди 31 | 31
uk | age | Воїну було 45 років | 45
uk | age | йшов тридцять другий рік | 31
uk | age | 35-річний | 35
uk | age | тридцятип'ятирічний | 35
uk | age | у віці тридцяти двох років | 32
en | age | aged 27 | 27
en | age | He was twenty-seven. | 27
en | age | He was nineteen. | 19
en | age | Pavel, 38, was | 38
en | age | a 41-year-old driver | 41
en | age | a forty-one-year-old driver | 41
en | age | died at the age of 33 | 33
en | age | He would have turned 30 in May | 30
en | age | at 24 | -
en | age | a father of two, 45 | 45
en | age | a herder of 38, shot dead | 38
en | age | He was 51 and came from Yeysk | 51
ru | unit | служил в ОМОНе «Ягуар» | ОМОН
ru | unit | сорок первой армии | 41-я армия
"""


@pytest.mark.parametrize("line", FORMS.strip().splitlines())
def test_class(line: str) -> None:
    lang, kind, text, values = (part.strip() for part in line.split(" | "))
    wanted = [] if values == "-" else [value.strip() for value in values.split(";")]
    assert [f.value for f in find_all(text, lang, PUBLISHED) if f.kind == kind] == wanted
