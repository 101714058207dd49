"""A table of forms met in notices: one line, the kind of span, and the value it must give."""

from __future__ import annotations

from datetime import date

import pytest

from everyname.extract.spans import find_all

PUBLISHED = date(2024, 3, 14)  # a Thursday
FORMS = """
ru | date | Погиб 3-го февраля с.г. | 2024-02-03
ru | date | погиб 14/02/24 | 2024-02-14
ru | date | 14 февраля 24 года погиб | 2024-02-14
ru | date | погиб в ночь с 4 на 5 марта | 2024-03-05
ru | date | родился 07.08.98 г. | 1998-08-07
ru | date | 1985г.р. | 1985
ru | date | 85 г.р. | 1985
ru | date | 1990 - 2023 гг. | 1990
ru | date | (1990-2023) | 2023
ru | date | род. 12 мая 1988 г., пог. 3 июня 2023 г. | 2023-06-03
ru | date | 12.IX.1990 — 03.II.2023 | 1990-09-12
ru | date | погиб в начале марта | 2024-03
ru | date | в конце прошлого года погиб | 2023
ru | date | погиб в ноябре прошлого года | 2023-11
ru | date | погиб летом 2023 года | 2023
ru | date | погиб 24-го ноября 2023-го | 2023-11-24
ru | date | погиб первого марта | 2024-03-01
ru | date | погиб две недели назад | 2024-02-26/2024-03-03
ru | date | погиб 3 дня назад | 2024-03-11
ru | date | в прошлый вторник простились | 2024-03-12
ru | date | Прощание завтра в 11:00 | 2024-03-15
ru | date | Похороны в субботу, 16 марта | 2024-03-16
ru | date | Сегодня ровно год, как его не стало | 2023-03-14
ru | date | Полгода назад погиб | 2023-09
ru | date | 08 . 02 . 2023 | 2023-02-08
ru | date | 8.2.23 | 2023-02-08
ru | date | 08-02-2023 | 2023-02-08
ru | date | 08,02,2023 | 2023-02-08
ru | date | 2023.02.08 | 2023-02-08
uk | date | загинув 5-го травня 2023-го | 2023-05-05
uk | date | у ніч на 5 березня | 2024-03-05
uk | date | народився двадцять першого червня 1990 року | 1990-06-21
uk | date | минулої суботи поховали | 2024-03-09
uk | date | у листопаді 2022 | 2022-11
uk | date | рік тому загинув | 2023
uk | date | 1990 р.н. | 1990
en | date | killed on 5th May 2023 | 2023-05-05
en | date | died May 5 | 2023-05-05
en | date | buried on Friday | 2024-03-08
en | date | he will be buried on Friday | 2024-03-15
en | date | he was buried on Friday | 2024-03-08
en | date | b. 5 Jan. 1990 | 1990-01-05
en | date | born Jan 5th, 1990 | 1990-01-05
en | date | killed 12.06.2023 | 2023-06-12
en | date | (1990–2023) | 1990
en | date | in the summer of 2023 | 2023
ru | age | 35-ти лет | 35
ru | age | в возрасте тридцати пяти лет | 35
ru | age | 35-летнего | 35
ru | age | тридцатипятилетний | 35
ru | age | двадцатилетний боец | 20
ru | age | было 35 | 35
ru | age | ему был 41 год | 41
ru | age | в 35 лет | 35
ru | age | не дожил до 40-летия | 39
ru | age | в свои 35 | 35
ru | age | на сорок втором году жизни | 41
ru | age | завтра ему исполнилось бы 30 | 30
ru | age | Навсегда 23 | 23
ru | age | 19 лет от роду | 19
ru | age | возраст 33 | 33
uk | age | 35-річного | 35
uk | age | у віці 35 років | 35
uk | age | тридцятирічний | 30
uk | age | на 36-му році життя | 35
uk | age | Воїну було 35 | 35
uk | age | Назавжди 24 | 24
en | age | a 24-year old | 24
en | age | at the age of 24 | 24
en | age | was 24 | 24
en | age | He was only 24 years old | 24
en | age | twenty-four-year-old | 24
ru | rank | гвардии ст. сержант | гвардии старший сержант
ru | rank | гв.мл.с-т Петров | гвардии младший сержант
ru | rank | ряд. Петров | рядовой
ru | rank | ефр. Петров | ефрейтор
ru | rank | ст. прап. Петров | старший прапорщик
ru | rank | ст.л-т Петров | старший лейтенант
ru | rank | п/п-к Петров | подполковник
ru | rank | рядовой-контрактник Петров | рядовой
ru | rank | капитан третьего ранга Петров | капитан 3 ранга
ru | rank | капитан-лейтенант Петров | капитан-лейтенант
ru | rank | старшина 2-й статьи | старшина 2 статьи
ru | rank | старшины второй статьи Петрова | старшина 2 статьи
ru | rank | генерал-майор Петров | генерал-майор
ru | rank | майору Петрову | майор
ru | rank | в звании сержанта | сержант
ru | rank | старшего матроса Петрова | старший матрос
ru | rank | гвардии капитан Петров | гвардии капитан
ru | rank | сержант-контрактник | сержант
ru | rank | капитан Росгвардии | капитан
ru | rank | подполковник ФСБ Петров | подполковник
ru | rank | лейтенант внутренней службы | лейтенант внутренней службы
ru | rank | казак Петров | -
uk | rank | ст. солдат Петренко | старший солдат
uk | rank | головного сержанта взводу | головний сержант
uk | rank | майстер-сержант | майстер-сержант
uk | rank | молодшого лейтенанта Петренка | молодший лейтенант
en | rank | Senior Lieutenant Petrov | senior lieutenant
en | rank | Sgt. Petrov | sergeant
en | rank | Guards Captain Petrov | guards captain
en | rank | Private Petrov | private
en | rank | lance corporal | lance corporal
ru | unit | 71-й гв. мсп | 71-й гвардейский мотострелковый полк
ru | unit | в составе 37-й омсбр | 37-я отдельная мотострелковая бригада
ru | unit | служил в 234-м ДШП | 234-й десантно-штурмовой полк
ru | unit | из 76-й дивизии ВДВ | 76-я дивизия
ru | unit | 76-я гвардейская десантно-штурмовая дивизия | 76-я гвардейская десантно-штурмовая дивизия
ru | unit | 14-й бригады спецназа | 14-я бригада спецназа
ru | unit | 14-й отдельной бригады специального назначения | 14-я отдельная бригада специального назначения
ru | unit | 155 бригада морпехов | 155-я бригада
ru | unit | 155-й гвардейской отдельной бригады морской пехоты | 155-я гвардейская отдельная бригада морской пехоты
ru | unit | 1-го танкового полка | 1-й танковый полк
ru | unit | 200-я ОМСБр | 200-я отдельная мотострелковая бригада
ru | unit | 80-й отдельной арктической мотострелковой бригады | 80-я отдельная арктическая мотострелковая бригада
ru | unit | в штурмовом отряде «Шторм» | Шторм
ru | unit | БАРС-13 «Русский легион» | БАРС-13
ru | unit | отряд «Барс-20» | БАРС-20
ru | unit | в/ч №12345 | в/ч 12345
ru | unit | В/Ч 12345 | в/ч 12345
ru | unit | войсковая часть 12345 | в/ч 12345
ru | unit | ШТОРМ Z | Шторм Z
ru | unit | «Шторма-Z» | Шторм Z
ru | unit | спецназа «Ахмат» | Ахмат
ru | unit | 9-я бригада НМ ДНР | 9-я бригада
ru | unit | 1430-го мотострелкового полка | 1430-й мотострелковый полк
ru | unit | сводного отряда СОБР | СОБР
uk | unit | 72-ї ОМБр імені Чорних Запорожців | 72-га окрема механізована бригада
uk | unit | 95-та окрема десантно-штурмова Поліська бригада | 95-та окрема десантно-штурмова Поліська бригада
uk | unit | 110-ї бригади ТрО | 110-та бригада територіальної оборони
uk | unit | 3-ї штурмової бригади | 3-тя штурмова бригада
uk | unit | полку «Азов» | Азов
en | unit | 40th Naval Infantry Brigade | 40th Naval Infantry Brigade
en | unit | Storm-Z | Storm Z
ru | category | ушёл на фронт по мобилизации | mobilised
ru | category | получил повестку | mobilised
ru | category | заключил контракт с Минобороны | contract
ru | category | контракт с Министерством обороны | contract
ru | category | поехал добровольно | volunteer
ru | category | вступил в ряды ЧВК «Вагнер» | pmc
ru | category | завербовался из колонии | inmate
ru | category | отбывал наказание в ИК-6 | inmate
ru | category | бывший заключённый | inmate
ru | category | солдат срочной службы | conscript
ru | category | военнослужащий-срочник | conscript
ru | category | проходил службу по контракту | contract
ru | category | боец «Вагнера» | pmc
ru | category | сотрудник ОМОНа | police_guard
uk | category | пішов добровольцем | volunteer
uk | category | за контрактом | contract
uk | category | призваний за мобілізацією | mobilised
en | category | recruited from prison by Wagner | inmate
en | category | was called up in the mobilisation | mobilised
en | category | signed a contract with the Defence Ministry | contract
en | category | enlisted as a volunteer | volunteer
ru | award | Посмертно награжден Орденом Мужества | орден Мужества
ru | award | орден мужества | орден Мужества
ru | award | медали «За отвагу» и «За храбрость» II степени | медаль «За храбрость» II степени
ru | award | медалью ордена «За заслуги перед Отечеством» | медаль ордена «За заслуги перед Отечеством»
ru | award | Георгиевским крестом IV степени | Георгиевский крест IV степени
ru | award | Герой Российской Федерации (посмертно) | Герой России
ru | award | Героем России | Герой России
ru | award | медалью Суворова | медаль Суворова
ru | award | медалью "За боевые отличия" | медаль «За боевые отличия»
ru | award | орденом Красной Звезды | орден Красной Звезды
ru | award | двумя орденами Мужества | орден Мужества
ru | award | медалью Жукова | медаль Жукова
ru | award | медалью ЧВК | -
uk | award | орденом «За мужність» III ст. | орден «За мужність» III ступеня
uk | award | орденом Богдана Хмельницького II ступеня | орден Богдана Хмельницького II ступеня
uk | award | звання Герой України | Герой України
uk | award | медаллю «Захиснику Вітчизни» | медаль «Захиснику Вітчизни»
en | award | posthumously awarded the Order of Courage | орден Мужества
en | award | named Hero of Russia | Герой России
ru | settlement | родился в Чите | Чита
ru | settlement | в г. Чите | Чита
ru | settlement | из г.Орска | Орск
ru | settlement | в Нижнем Тагиле | Нижний Тагил
ru | settlement | из Улан-Удэ | Улан-Удэ
ru | settlement | в Ростове-на-Дону | Ростов-на-Дону
ru | settlement | из Ельца | Елец
ru | settlement | житель Петропавловска-Камчатского | Петропавловск-Камчатский
ru | settlement | в посёлке Селенгинск | Селенгинск
ru | settlement | в селе Верхнее Талызино | Верхнее Талызино
ru | settlement | из станицы Каневской | Каневская
ru | settlement | из хутора Красного | Красный
ru | settlement | в с.Ивановка | Ивановка
ru | settlement | пгт Забайкальск | Забайкальск
ru | settlement | пос. Ильинка | Ильинка
ru | settlement | аула Псыж | Псыж
ru | settlement | под Мариуполем | Мариуполь
ru | settlement | под Угледаром | Угледар
ru | settlement | в районе населённого пункта Работино | Работино
ru | settlement | под Изюмом | Изюм
ru | settlement | в боях за Попасную | Попасная
ru | settlement | при штурме Марьинки | Марьинка
ru | settlement | в Сватовском районе | Сватовский район
ru | settlement | Кяхтинского района | Кяхтинский район
ru | settlement | в Усть-Илимске | Усть-Илимск
ru | settlement | уроженец посёлка городского типа Агинское | Агинское
ru | settlement | из Петровск-Забайкальского | Петровск-Забайкальский
ru | settlement | жителя Санкт-Петербурга | Санкт-Петербург
ru | settlement | из Москвы | Москва
ru | settlement | из Сочи | Сочи
ru | settlement | у Часова Яра | Часов Яр
ru | settlement | в селе Кунашак Челябинской области | Кунашак
ru | region | из Башкирии | Башкортостан
ru | region | Алтайского края | Алтайский край
ru | region | Республики Тыва | Тыва
ru | region | в Якутии | Якутия
ru | region | Кузбасса | Кемеровская область
ru | region | на Ставрополье | Ставропольский край
ru | region | Волгоградской обл. | Волгоградская область
ru | region | Чеченской Республики | Чечня
ru | region | Удмуртской Республике | Удмуртия
ru | region | Республики Саха (Якутия) | Якутия
ru | region | Кабардино-Балкарии | Кабардино-Балкария
ru | region | Еврейской автономной области | Еврейская автономная область
ru | region | ХМАО | Ханты-Мансийский автономный округ
ru | region | Марий Эл | Марий Эл
ru | region | Ленинградской области | Ленинградская область
ru | region | Подмосковья | Московская область
uk | region | з Полтавщини | Полтавська область
uk | region | Київської області | Київська область
uk | region | на Прикарпатті | Івано-Франківська область
uk | settlement | у місті Рівне | Рівне
uk | settlement | родом із Чорткова | Чортків
uk | settlement | під Бахмутом | Бахмут
uk | settlement | у селі Стара Рафалівка | Стара Рафалівка
uk | settlement | біля Роботиного | Роботине
uk | settlement | мешканець Ужгорода | Ужгород
uk | settlement | у Золочеві | Золочів
uk | settlement | зі Львова | Львів
uk | settlement | поблизу Авдіївки | Авдіївка
uk | settlement | у Білій Церкві | Біла Церква
en | settlement | from Ulan-Ude | Ulan-Ude
en | settlement | from the village of Kunashak | Kunashak
en | settlement | near Bakhmut | Bakhmut
en | settlement | a native of Nizhny Tagil | Nizhny Tagil
en | region | in the Sverdlovsk region | Свердловская область
en | region | of Perm Krai | Пермский край
en | region | Buryatia's | Бурятия
en | region | Zhytomyr Oblast | Житомирська область
ru | date | сегодня 40 дней, как не стало Ивана | 2024-02-04
ru | date | Павшим в 1941–1945 гг. | 1941/1945
ru | date | Отпевание 5.04 в 10.00 | 2024-04-05
ru | settlement | отпевание в Никольском храме | -
en | date | in the 15th Separate Motorized Rifle Brigade | -
ru | age | не дожив трёх дней до своего 25-летия | 24
ru | rank | Гомбоев, ряд., срочник | рядовой
ru | rank | ряд 4, место 5 | -
ru | settlement | уроженец Самарканда | Самарканд
ru | settlement | Орловчанин Никита | Орёл
ru | category | с. Мухоршибирь, мобил. | mobilised
"""


@pytest.mark.parametrize("line", FORMS.strip().splitlines())
def test_form(line: str) -> None:
    lang, kind, text, value = (part.strip() for part in line.split(" | "))
    found = [f.value for f in find_all(text, lang, PUBLISHED) if f.kind == kind]
    assert value in found if value != "-" else not found
